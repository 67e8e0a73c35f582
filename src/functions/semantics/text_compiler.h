// Compiles templates to programs: see text_program.h and, for their form, method.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "foundation/random/stream.h"
#include "functions/semantics/text_program.h"
#include "knowledge/locale/locale.h"

namespace datagen::semantics {

// Gives the key that draws under `path` start from. Two programs with the same key and path make
// the same choice in the same row.
struct SubjectKeys {
  random::Key subject;  // shared by the columns that speak of one subject
  random::Key own;      // of the column
};

// Modules of lists whose draws are the subject's.
constexpr std::string_view kSharedModules[] = {"person.", "location.", "company.", "finance.",
                                               "card."};

// `country`: ISO 3166 alpha-2, for what goes by country rather than by language. nullptr and
// *missing where neither locale nor country has a list for a part.
std::unique_ptr<TextProgram> CompileText(const locale::Locale& locale, std::string_view country,
                                         std::string_view text, const SubjectKeys& keys,
                                         std::string* missing);

}  // namespace datagen::semantics
