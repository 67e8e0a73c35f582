#include "functions/kernel/foreign_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/spelling.h"

namespace datagen::kernel {
namespace {

// What other programs call what a key or a word says; the first that fits counts.
struct Foreign {
  std::string_view own;
  std::string_view names;  // with | between
};
constexpr Foreign kForeignKeys[] = {
    {"nodes", "tables|entities|models|datasets|schemas|collections|table"},
    {"columns", "fields|attributes|properties|attrs|cols|column"},
    {"pk", "primary_key|key|keys|primary|id_column|unique_key"},
    {"id", "name|table_name|table|title"},
    {"name", "id|column|field|column_name|title|label"},
    {"rows", "count|size|num_rows|row_count|n|number|records|num_records|amount|length|quantity"},
    {"nullable", "null|nulls|optional|allow_null|is_nullable"},
    {"null_rate",
     "null_probability|null_percentage|null_percent|null_ratio|percent_null|percent_nulls|"
     "null_fraction|nulls_rate|missing_rate|nan_rate"},
    {"type", "data_type|datatype|dtype|kind|column_type|format|distribution|law|name"},
    {"generator", "provider|generate|gen|faker|function|source|value|values|faker_type|strategy"},
    {"modifiers", "transforms|transformations|transform|post|filters"},
    {"transform", "modifier|id|name|type|function"},
    {"args", "arguments|params|parameters|options|kwargs"},
    {"params", "parameters|args|arguments|options"},
    {"choices", "values|options|items|enum|list|elements|from|categories|population"},
    {"weights", "probabilities|probability|p|distribution|frequencies|frequency|shares"},
    {"enum_ref", "values_in|in"},
    {"method", "provider|type|function|name|faker|generator|field"},
    {"locale_from", "country|country_column|locale_by"},
    {"locale", "language|lang|region|country"},
    {"from", "references|reference|ref|source|table|column|foreign_key|of"},
    {"to", "references|reference|ref|target"},
    {"fn", "function|aggregation|operation|op|agg|method"},
    {"code", "expr|expression|formula|sql|value"},
    {"pattern", "regex|template|format|mask|regexp"},
    {"regex", "pattern|regexp"},
    {"start", "from|begin|begins|min|first|start_date|offset"},
    {"end", "to|until|till|stop|max|last|end_date"},
    {"step", "increment|by|interval"},
    {"freq", "frequency|interval|granularity|period|resolution"},
    {"seed", "random_seed|random_state|rng_seed"},
    {"alpha", "a|shape1|shape_a"},
    {"beta", "b|shape2|shape_b"},
    {"shape", "k|alpha"},
    {"scale", "theta"},
    {"mode", "c|peak|most_likely|likely"},
    {"truncate", "truncated|truncation|trunc"},
    {"sigma", "stddev|std|sd|standard_deviation|stdev|scale|deviation"},
    {"mean", "mu|average|avg|loc"},
    {"lambda", "rate|mean|average"},
    {"low", "min|minimum|from|a"},
    {"high", "max|maximum|to|b"},
    {"min", "low|minimum|lower|from|a|start"},
    {"max", "high|maximum|upper|to|b|end"},
    {"clamp", "range|limits|bounds|between"},
    {"parents", "parent|parent_table|belongs_to"},
    {"fanout", "children|per_parent|cardinality|fan_out|rows_per_parent|ratio"},
    {"unique", "distinct|is_unique"},
    {"hidden", "internal|private|skip|omit|exclude|temporary"},
    {"foreign_keys", "references|fks|relations|relationships|foreign_key"},
    {"constraints", "checks|constraint|validations"},
    {"attr", "column|attribute|field|name"},
    {"description", "comment|comments|doc|docs|remark|note|notes|label|//|#|_comment"},
    {"metadata", "meta|info|name|dataset"},
    {"timeframe", "time_frame|period|time|dates|time_range|date_range|range"},
};
constexpr Foreign kForeignWords[] = {
    {"normal", "gaussian|gauss|bell"},
    {"exponential", "expon|exp"},
    {"lognormal", "log_normal|lognorm"},
    {"uniform", "flat|random|rectangular|even|int|integer|float"},
    {"avg", "mean|average"},
    {"mean", "avg|average"},
    {"sum", "total|add"},
    {"count", "size|length|number|len"},
    {"entity", "table|dimension|dim|master|parent|root|base"},
    {"fact", "child|event|events|detail|transaction|junction|join"},
    {"==", "=|eq|equals"},
    {"<=", "le|lte|=<|≤"},
    {">=", "ge|gte|=>|≥"},
    {"<", "lt|before"},
    {">", "gt|after"},
    {"dow", "weekday|day|day_of_week|dayofweek|week"},
    {"month", "months|season"},
    {"hour", "hours|time|hour_of_day"},
};

// The own name that another program calls `given`, or that is written otherwise; "" where there is
// none.
template <size_t kSize>
std::string OwnName(std::string_view given, const std::vector<std::string>& own,
                    const Foreign (&foreign)[kSize]) {
  const std::string plain = InSnakeCase(given);
  if (std::find(own.begin(), own.end(), plain) != own.end()) return plain;
  for (const Foreign& each : foreign) {
    const bool takes = std::find(own.begin(), own.end(), each.own) != own.end();
    if (takes && IsListed(plain, each.names)) return std::string(each.own);
  }
  return "";
}

template <size_t kSize>
std::string HintFor(std::string_view given, const std::vector<std::string>& own,
                    const Foreign (&foreign)[kSize]) {
  const std::string name = OwnName(given, own, foreign);
  return name.empty() ? base::DidYouMean(given, own) : fmt::format("write '{}'", name);
}

}  // namespace

std::string InSnakeCase(std::string_view name) {
  std::string snake;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !snake.empty() && snake.back() >= 'a' && snake.back() <= 'z') snake += '_';
    snake += capital ? static_cast<char>(c - 'A' + 'a') : c == '-' || c == ' ' ? '_' : c;
  }
  return snake;
}

bool IsListed(std::string_view name, std::string_view names) {
  while (!names.empty()) {
    const std::string_view each = names.substr(0, names.find('|'));
    if (each == name) return true;
    names.remove_prefix(std::min(names.size(), each.size() + 1));
  }
  return false;
}

std::string HintForKey(std::string_view given, const std::vector<std::string>& own) {
  const bool opposite = IsListed(InSnakeCase(given), "not_null|required|mandatory|non_null");
  if (opposite && std::find(own.begin(), own.end(), "nullable") != own.end()) {
    return "write 'nullable', which says the opposite";
  }
  return HintFor(given, own, kForeignKeys);
}

std::string KeyMeantBy(std::string_view given, const std::vector<std::string>& own) {
  const std::string name = OwnName(given, own, kForeignKeys);
  return name.empty() ? base::NearestSpelling(given, own) : name;
}

std::string HintForWord(std::string_view given, const std::vector<std::string>& own) {
  return HintFor(given, own, kForeignWords);
}

}  // namespace datagen::kernel
