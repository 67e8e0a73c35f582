#include <boost/regex.hpp>
#include <memory>

#include "foundation/base/utf8.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

// Characters beyond 16 bits are one unit, too.
static_assert(sizeof(wchar_t) == sizeof(char32_t));

std::wstring Wide(std::string_view text) {
  const std::vector<char32_t> characters = base::DecodeUtf8(text);
  return {characters.begin(), characters.end()};
}

// What linear-time engines (RE2, and with it DuckDB) refuse.
bool LooksAround(std::string_view pattern) {
  for (const std::string_view part : {"(?=", "(?!", "(?<", "(?>", "(?|", "(?#", "\\1", "\\2"}) {
    if (pattern.find(part) != std::string_view::npos) return true;
  }
  return false;
}

ExpressionPtr Matches(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  const std::string pattern(arguments[1]->Evaluate({})->String(0));
  if (LooksAround(pattern)) {
    mistake->code = "invalid-pattern";
    mistake->message = "the pattern looks around or back";
    mistake->expected = "a regular expression as RE2 has it";
    return nullptr;
  }
  std::shared_ptr<const boost::wregex> regex;
  try {
    regex = std::make_shared<const boost::wregex>(Wide(pattern), boost::wregex::perl);
  } catch (const boost::regex_error& error) {
    mistake->code = "invalid-pattern";
    mistake->message = error.what();
    return nullptr;
  }
  arguments.pop_back();
  return MakeRowFunction(std::move(arguments), ValueType::Of(TypeKind::kBool), true,
                         [regex](const Operands& operands, int64_t i, Vector* result) {
                           const std::wstring text = Wide(operands[0]->String(i));
                           try {
                             const bool found =
                                 boost::regex_search(text, *regex, boost::match_not_dot_newline);
                             result->bools[static_cast<size_t>(i)] = found ? 1 : 0;
                             return true;
                           } catch (const std::runtime_error&) {
                             return false;  // the pattern needs more steps than the library allows
                           }
                         });
}

}  // namespace

const std::vector<Function>& PatternFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"regexp_matches",
       "regexp_matches(text, 'pattern')",
       "whether a part of the text matches the regular expression (`^` and `$`: its ends)",
       {Want::kText, Want::kPlainText},
       0,
       false,
       Matches},
  };
  return *functions;
}

}  // namespace datagen::expression
