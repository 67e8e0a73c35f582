// Generators of the language, built as values: no name or text of a user ever becomes part of JSON
// or of an expression without being quoted as these need it.
//
// Thread-safety: values. Errors: none; a generator that the language does not know is refused by
// the reader of specs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/json.h"
#include "language/spec/builder.h"

namespace datagen::draft {

using Generator = spec::Call<kernel::GeneratorInfo>;
using Members = std::vector<std::pair<std::string, spec::Value>>;

// A call of a function of the language. Requires: there is one of that id.
Generator Call(std::string_view id, const Members& arguments = {});
base::Json Object(const Members& members);
// A number with at most `scale` digits behind the point (-1: six), as people write it.
base::Json NumberOf(double number, int scale);

// Values with their weights; without weights all are alike.
Generator Choice(std::vector<base::Json> values, const std::vector<int>& weights = {});
Generator AlwaysNull();
// A method of people and places.
Generator Faker(std::string_view method);
// Texts of a regular expression.
Generator Regex(std::string_view pattern);
Generator Uniform(double low, double high, int scale);
Generator Sequence();
Generator Uuid();
// `code`: in the language's expressions; names in it by expression::ColumnName.
Generator Expression(std::string_view code);
// Moments of the timeframe, "D", "S" or the like apart.
Generator Moments(std::string_view freq);
Generator Moments(std::string_view start, std::string_view end, std::string_view freq);
// From `least` to `most` units of time, whole ones.
struct Reach {
  double least = 0;
  double most = 0;
  const char* unit = "days";
  double unit_seconds = 86400;
};
// So far after the time in `column`: all distances alike, or mostly short ones.
Generator After(const std::string& column, const Reach& reach);
Generator SoonAfter(const std::string& column, int days_max);

// Columns and words between them, as one text: the pattern of `format`.
class FormatPattern {
 public:
  FormatPattern& Word(std::string_view text);
  FormatPattern& Column(std::string_view name);
  [[nodiscard]] Generator Made() const;

 private:
  std::string pattern_;
};

}  // namespace datagen::draft
