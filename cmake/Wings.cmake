# Wings, rooms, and the lists derived from what their folders hold.

include(${CMAKE_CURRENT_LIST_DIR}/DeriveLists.cmake)

# datagen_wing(NAME ROOMS room... SEES wing...): a target datagen_ROOM for each room, of all .cc files
# below its folder, linked to what it may see.
function(datagen_wing wing)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "ROOMS;SEES")
  set(seen "")
  foreach(other IN LISTS arg_SEES)
    get_property(rooms GLOBAL PROPERTY datagen_wing_${other})
    list(APPEND seen ${rooms})
  endforeach()
  foreach(room IN LISTS arg_ROOMS)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${wing}/${room}/*.cc)
    list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cc$")
    add_library(datagen_${room} STATIC ${sources})
    # The nearest first: a static library must stand before what it needs.
    set(needed ${seen})
    list(REVERSE needed)
    target_link_libraries(datagen_${room} PUBLIC ${needed} datagen_flags)
    list(APPEND seen datagen_${room})
    set_property(GLOBAL APPEND PROPERTY datagen_wing_${wing} datagen_${room})
  endforeach()
endfunction()
