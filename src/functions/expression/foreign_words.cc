#include "functions/expression/foreign_words.h"

#include <algorithm>

#include "foundation/base/small_letters.h"
#include "foundation/base/spelling.h"

namespace datagen::expression {
namespace {

struct Foreign {
  std::string_view word;
  std::string_view hint;
};

constexpr Foreign kWords[] = {
    {"if", "write if(condition, a, b)"},
    {"else", "write if(condition, a, b)"},
    {"then", "write if(condition, a, b)"},
    {"elif", "write if(condition, a, if(other, b, c))"},
    {"case", "write if(condition, a, b)"},
    {"when", "write if(condition, a, b)"},
    {"end", "write if(condition, a, b)"},
    {"in", "write a == 1 or a == 2"},
    {"between", "write a >= 1 and a <= 2"},
    {"like", "write starts_with(), ends_with(), contains() or regexp_matches()"},
    {"ilike", "write contains(lower(a), 'x') or regexp_matches()"},
    {"div", "write a // b"},
    {"mod", "write a % b"},
    {"and", "write and in small letters"},
    {"or", "write or in small letters"},
    {"not", "write not in small letters"},
    {"xor", "write a != b of two conditions"},
    {"is", "write is null or is not null in small letters"},
    {"date", "write the text alone: '2024-01-31'"},
    {"timestamp", "write the text alone: '2024-01-31T12:00:00Z'"},
    {"datetime", "write the text alone: '2024-01-31T12:00:00Z'"},
    {"time", "write the text alone: '12:00:00'"},
    {"interval", "write add_days(at, 1), add_hours(at, 1), add_months(at, 1) and the like"},
    {"select", "an expression is one value of columns of the row: no statement"},
    {"return", "an expression is one value: no statement"},
    {"lambda", "an expression is one value of columns of the row: no function"},
    {"as", "as stands in cast(x as type)"},
};

// What a function of another language is called here.
constexpr Foreign kFunctions[] = {
    {"ifnull", "did you mean 'coalesce'?"},
    {"isnull", "write x is null"},
    {"isnan", "write x is null"},
    {"nvl", "did you mean 'coalesce'?"},
    {"iff", "did you mean 'if'?"},
    {"iif", "did you mean 'if'?"},
    {"case", "did you mean 'if'?"},
    {"ceiling", "did you mean 'ceil'?"},
    {"substring", "did you mean 'substr'?"},
    {"mid", "did you mean 'substr'?"},
    {"len", "did you mean 'length'?"},
    {"char_length", "did you mean 'length'?"},
    {"ucase", "did you mean 'upper'?"},
    {"lcase", "did you mean 'lower'?"},
    {"toupper", "did you mean 'upper'?"},
    {"tolower", "did you mean 'lower'?"},
    {"strip", "did you mean 'trim'?"},
    {"strpos", "did you mean 'position'?"},
    {"instr", "did you mean 'position'?"},
    {"indexof", "did you mean 'position'?"},
    {"pow", "did you mean 'power'?"},
    {"datediff", "did you mean 'date_diff'?"},
    {"date_add", "did you mean 'add_days'?"},
    {"dateadd", "did you mean 'add_days'?"},
    {"truncate", "did you mean 'trunc'?"},
    {"sgn", "did you mean 'sign'?"},
    {"startswith", "did you mean 'starts_with'?"},
    {"endswith", "did you mean 'ends_with'?"},
    {"regexp_like", "did you mean 'regexp_matches'?"},
    {"weekday", "did you mean 'dow'?"},
    {"to_char", "write cast(x as string)"},
    {"tostring", "write cast(x as string)"},
    {"str", "write cast(x as string)"},
    {"string", "write cast(x as string)"},
    {"int", "write cast(x as int)"},
    {"integer", "write cast(x as int)"},
    {"to_number", "write cast(x as decimal(12,2))"},
    {"float", "write cast(x as float)"},
    {"double", "write cast(x as float)"},
    {"date", "write cast(x as date)"},
    {"to_date", "write cast(x as date)"},
    {"datetime", "write cast(x as datetime)"},
    {"timestamp", "write cast(x as datetime)"},
    {"decimal", "write cast(x as decimal(12,2))"},
    {"convert", "write cast(x as type)"},
    {"now", "no value depends on a clock: make a column with datetime_series"},
    {"today", "no value depends on a clock: make a column with datetime_series"},
    {"getdate", "no value depends on a clock: make a column with datetime_series"},
    {"sysdate", "no value depends on a clock: make a column with datetime_series"},
    {"current_date", "no value depends on a clock: make a column with datetime_series"},
    {"current_timestamp", "no value depends on a clock: make a column with datetime_series"},
    {"rand", "an expression draws nothing: make a hidden column with distribution and name it"},
    {"random", "an expression draws nothing: make a hidden column with distribution and name it"},
    {"randint", "an expression draws nothing: make a hidden column with distribution and name it"},
    {"uniform", "an expression draws nothing: make a hidden column with distribution and name it"},
    {"normal", "an expression draws nothing: make a hidden column with distribution and name it"},
    {"choice", "an expression draws nothing: make a hidden column with choice and name it"},
    {"uuid", "make a column with uuid"},
    {"newid", "make a column with uuid"},
    {"sum", "of children of a row: a column with aggregate; of columns: a + b"},
    {"avg", "of children of a row: a column with aggregate; of columns: (a + b) / 2"},
    {"mean", "of children of a row: a column with aggregate; of columns: (a + b) / 2"},
    {"count", "of children of a row: a column with aggregate"},
    {"lookup", "make a column with lookup and name it"},
    {"row_number", "make a column with sequence and name it"},
    {"rownum", "make a column with sequence and name it"},
};

template <size_t kSize>
std::string_view Find(const std::string& word, const Foreign (&list)[kSize]) {
  for (const Foreign& foreign : list) {
    if (foreign.word == word) return foreign.hint;
  }
  return "";
}

}  // namespace

std::string HintForWord(std::string_view word) {
  return std::string(Find(base::InSmallLetters(word), kWords));
}

std::string HintForFunction(std::string_view name, const std::vector<std::string>& own) {
  const std::string_view hint = Find(base::InSmallLetters(name), kFunctions);
  return hint.empty() ? base::DidYouMean(name, own) : std::string(hint);
}

}  // namespace datagen::expression
