# Writes the tables that list what a folder holds. A file NAME_OF_IT.cc must define
# `const TYPE& NameOfIt<suffix>()`; adding the file adds the row.
#
# (Objects that register themselves are dropped by the linker from a static library, hence this.)

function(datagen_pascal_case name result)
  string(REPLACE "_" ";" words "${name}")
  set(pascal "")
  foreach(word IN LISTS words)
    string(SUBSTRING "${word}" 0 1 first)
    string(TOUPPER "${first}" first)
    string(SUBSTRING "${word}" 1 -1 rest)
    string(APPEND pascal "${first}${rest}")
  endforeach()
  set(${result} "${pascal}" PARENT_SCOPE)
endfunction()

# datagen_list(OUT function cpp_namespace element_type suffix files...): appends to the variable OUT
# declarations of all accessors, a function that returns pointers to what they give, and
# `functionNames`, which gives the files' names in the same order.
function(datagen_list out function namespace element suffix)
  set(declarations "")
  set(calls "")
  set(names "")
  foreach(file IN LISTS ARGN)
    get_filename_component(stem "${file}" NAME_WE)
    string(REGEX REPLACE "_claim$" "" stem "${stem}")
    datagen_pascal_case("${stem}" pascal)
    string(APPEND declarations "const ${element}& ${pascal}${suffix}();\n")
    string(APPEND calls "      &${namespace}::${pascal}${suffix}(),\n")
    string(APPEND names "\"${stem}\", ")
  endforeach()
  set(listing "namespace ${namespace} {\n${declarations}}  // namespace ${namespace}\n\n")
  string(APPEND listing "inline std::vector<const ${element}*> ${function}() {\n")
  string(APPEND listing "  return {\n${calls}  };\n}\n\n")
  string(APPEND listing "inline std::vector<std::string> ${function}Names() {\n  return {${names}};\n}\n\n")
  set(${out} "${${out}}${listing}" PARENT_SCOPE)
endfunction()

# datagen_derive(NAME folder function cpp_namespace element_type suffix include): writes derived/NAME.h
# with the list of what the files of `folder` define. With the suffix Claim: of the files NAME_claim.cc, which stand
# beside NAME.cc; with any other: of the others.
function(datagen_derive name folder function namespace element suffix include)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.cc)
  set(claims EXCLUDE)
  if(suffix STREQUAL "Claim")
    set(claims INCLUDE)
  endif()
  list(FILTER files ${claims} REGEX "_claim\\.cc$")
  set(text "// Made by CMake from the files of a folder; do not edit.\n#pragma once\n\n")
  string(APPEND text "#include <string>\n#include <vector>\n\n#include \"${include}\"\n\n")
  datagen_list(text ${function} ${namespace} ${element} ${suffix} ${files})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/derived/${name}.h CONTENT "${text}" @ONLY)
endfunction()

# datagen_embed_texts(NAME CONSTANT file...): writes derived/NAME.h with each file's text as kCONSTANT.
function(datagen_embed_texts name)
  set(text "// Made by CMake from text files; do not edit.\n#pragma once\n\n")
  while(ARGN)
    list(POP_FRONT ARGN constant file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} content)
    string(APPEND text "inline constexpr const char* k${constant} = R\"text(${content})text\";\n")
  endwhile()
  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/derived/${name}.h CONTENT "${text}")
endfunction()

# datagen_embed_folder(NAME CONSTANT folder): writes derived/NAME.h with the array kCONSTANT of the
# files folder/FOLDER/NAME.md, by folder and name: {folder, name, text}.
function(datagen_embed_folder name constant folder)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${folder}/*/*.md)
  set(text "// Made by CMake from a folder of text files; do not edit.\n#pragma once\n\n")
  string(APPEND text "#include <string_view>\n\nstruct ${constant}Entry {\n")
  string(APPEND text "  std::string_view folder;\n  std::string_view name;\n  std::string_view text;\n};\n\n")
  string(APPEND text "inline constexpr ${constant}Entry k${constant}[] = {\n")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
    get_filename_component(parent ${file} DIRECTORY)
    get_filename_component(stem ${file} NAME_WE)
    file(READ ${folder}/${file} content)
    string(APPEND text "    {\"${parent}\", \"${stem}\", R\"text(${content})text\"},\n")
  endforeach()
  string(APPEND text "};\n")
  file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/derived/${name}.h CONTENT "${text}")
endfunction()
