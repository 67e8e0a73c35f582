#include "proof/validate/function_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "data/query/sql_text.h"
#include "proof/validate/time_sql.h"

namespace datagen::validate {
namespace {

using Kind = SqlValue::Kind;
using expression::Tree;
using Arguments = std::vector<SqlValue>;
using Result = std::optional<SqlValue>;

// What a template takes: each argument as a double, a text, a whole number, a time as it is.
struct Template {
  Kind kind;               // of the result
  std::string_view takes;  // a letter an argument: d, t, w, p (a date), m (a moment), c (a clock)
  const char* sql;
};

// The letters that the language's `upper` and `lower` change; DuckDB's change more.
constexpr const char* kSmallLetters =
    "[a-zà-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžα-ωа-яѐ-џ]";
constexpr const char* kCapitals =
    "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΡΣ-ΩА-ЯЀ-Џ]";

const std::map<std::string_view, Template>& Templates() {
  static const auto* templates = new std::map<std::string_view, Template>{
      {"sqrt", {Kind::kFloat, "d", "(CASE WHEN {0} >= 0 THEN sqrt({0}) END)"}},
      {"log", {Kind::kFloat, "d", "(CASE WHEN {0} > 0 THEN ln({0}) END)"}},
      {"ln", {Kind::kFloat, "d", "(CASE WHEN {0} > 0 THEN ln({0}) END)"}},
      {"exp", {Kind::kFloat, "d", "(CASE WHEN {0} < 709.78 THEN exp({0}) END)"}},
      {"sin", {Kind::kFloat, "d", "sin({0})"}},
      {"cos", {Kind::kFloat, "d", "cos({0})"}},
      {"tan", {Kind::kFloat, "d", "tan({0})"}},
      {"power", {Kind::kFloat, "dd", "(CASE WHEN isfinite(pow({0}, {1})) THEN pow({0}, {1}) END)"}},
      {"length", {Kind::kExact, "t", "CAST(length({0}) AS HUGEINT)"}},
      {"replace", {Kind::kText, "ttt", "replace({0}, {1}, {2})"}},
      {"left", {Kind::kText, "tw", "left({0}, {1})"}},
      {"right", {Kind::kText, "tw", "right({0}, {1})"}},
      {"reverse", {Kind::kText, "t", "array_to_string(list_reverse(string_split({0}, '')), '')"}},
      {"split_part",
       {Kind::kText, "ttw",
        "(CASE WHEN {1} = '' THEN CASE WHEN {2} IN (1, -1) THEN {0} WHEN ({2}) IS NOT NULL AND "
        "({0}) IS NOT NULL THEN '' END ELSE split_part({0}, {1}, {2}) END)"}},
      {"position", {Kind::kExact, "tt", "CAST(instr({1}, {0}) AS HUGEINT)"}},
      {"starts_with", {Kind::kBool, "tt", "starts_with({0}, {1})"}},
      {"ends_with", {Kind::kBool, "tt", "ends_with({0}, {1})"}},
      {"contains", {Kind::kBool, "tt", "contains({0}, {1})"}},
      {"regexp_matches", {Kind::kBool, "tt", "regexp_matches({0}, {1})"}},
      {"hash",
       {Kind::kExact, "t", "CAST(CAST('0x' || substr(sha256({0}), 1, 15) AS BIGINT) AS HUGEINT)"}},
      {"year", {Kind::kExact, "p", "CAST(year({0}) AS HUGEINT)"}},
      {"quarter", {Kind::kExact, "p", "CAST(quarter({0}) AS HUGEINT)"}},
      {"month", {Kind::kExact, "p", "CAST(month({0}) AS HUGEINT)"}},
      {"day", {Kind::kExact, "p", "CAST(day({0}) AS HUGEINT)"}},
      {"dow", {Kind::kExact, "p", "CAST(isodow({0}) - 1 AS HUGEINT)"}},
      {"hour", {Kind::kExact, "c", "CAST(hour({0}) AS HUGEINT)"}},
      {"minute", {Kind::kExact, "c", "CAST(minute({0}) AS HUGEINT)"}},
      {"second", {Kind::kExact, "c", "CAST(second({0}) AS HUGEINT)"}},
      {"days_between", {Kind::kExact, "pp", "CAST(date_diff('day', {0}, {1}) AS HUGEINT)"}},
      {"make_date",
       {Kind::kDate, "www",
        "(CASE WHEN {0} BETWEEN 1 AND 9999 AND {1} BETWEEN 1 AND 12 AND {2} BETWEEN 1 AND 31 THEN "
        "TRY(make_date({0}, {1}, {2})) END)"}},
  };
  return *templates;
}

std::optional<std::string> Taken(char letter, const SqlValue& value, std::string* why) {
  if (letter == 'd') return AsDouble(value);
  if (letter == 't') return TextSql(value, why);
  if (letter == 'w') return WholeSql(value);
  if (letter == 'p') return fmt::format("CAST({} AS DATE)", value.sql);
  if (letter == 'm') return MomentSql(value);
  // A clock stands in a time or a datetime; a text is either.
  if (value.kind != Kind::kText) return value.sql;
  const std::string type = value.sql.find('-') == std::string::npos ? "TIME" : "TIMESTAMP";
  return fmt::format("CAST({} AS {})", value.sql, type);
}

Result FromTemplate(const Template& form, const Arguments& arguments, std::string* why) {
  std::string parts[3];
  for (size_t k = 0; k < arguments.size() && k < form.takes.size(); ++k) {
    auto part = Taken(form.takes[k], arguments[k], why);
    if (!part) return std::nullopt;
    parts[k] = std::move(*part);
  }
  return SqlOf(form.kind, fmt::format(fmt::runtime(form.sql), parts[0], parts[1], parts[2]));
}

// ---- Choices

Result Choice(const std::string& name, Arguments arguments, std::string* why) {
  std::string condition;
  const SqlValue first = arguments[0];
  if (name == "if") {
    condition = arguments[0].sql;
    arguments.erase(arguments.begin());
  }
  if (!UnifySql(&arguments)) {
    *why = "its values have no common type in SQL";
    return std::nullopt;
  }
  if (name == "if") return ChooseSql(condition, arguments[0], arguments[1]);
  const auto plain = [](const SqlValue& value) {
    return value.kind == Kind::kRatio ? AsDouble(value) : value.sql;
  };
  if (name == "nullif") {
    const SqlValue null =
        first.is_number() ? ExactSql("CAST(NULL AS HUGEINT)", first.scale) : SqlValue();
    Arguments results{null, first};
    UnifySql(&results);
    return ChooseSql(fmt::format("({} = {})", plain(arguments[0]), plain(arguments[1])), results[0],
                     results[1]);
  }
  if (name == "coalesce") {
    SqlValue made = arguments.back();
    for (size_t k = arguments.size() - 1; k-- > 0;) {
      made = ChooseSql(fmt::format("({}) IS NOT NULL", plain(arguments[k])), arguments[k], made);
    }
    return made;
  }
  std::vector<std::string> parts;
  parts.reserve(arguments.size());
  for (const SqlValue& argument : arguments) parts.push_back(plain(argument));
  const bool least = name == "least" || name == "min";
  std::string sql = fmt::format("{}({})", least ? "least" : "greatest", query::List(parts));
  if (name == "min" || name == "max") {  // DuckDB's leave nulls out
    sql = fmt::format("(CASE WHEN ({}) IS NOT NULL THEN {} END)",
                      fmt::join(parts, ") IS NOT NULL AND ("), sql);
  }
  SqlValue made = arguments[0].kind == Kind::kNull ? arguments.back() : arguments[0];
  if (made.kind == Kind::kRatio) return SqlOf(Kind::kFloat, sql);
  made.sql = sql;
  return made;
}

// ---- Numbers

// x * 10^digits rounded half to even as if the product were exact: where it lies between two whole
// numbers, the error of the product decides (Dekker's, with the half of x that a factor of up to
// 2^26 leaves exact).
std::string RoundDouble(const std::string& x, int digits) {
  const std::string power = fmt::format("1e{}", digits);
  const std::string product = fmt::format("({} * {})", x, power);
  const std::string high = fmt::format(
      "((134217729.0::DOUBLE * {0}) - ((134217729.0::DOUBLE * "
      "{0}) - {0}))",
      x);
  const std::string error =
      fmt::format("(({0} * {1} - {2}) + ({3} - {0}) * {1})", high, power, product, x);
  return fmt::format(
      "(CASE WHEN abs({0}) >= 4503599627370496 THEN {1} ELSE (round_even({0}, 0) + CASE WHEN {0} - "
      "round_even({0}, 0) = 0.5 AND {2} > 0 THEN 1 WHEN {0} - round_even({0}, 0) = -0.5 AND {2} < "
      "0 THEN -1 ELSE 0 END) / {3} END)",
      product, x, error, power);
}

Result Round(const SqlCall& call, std::string* why) {
  const SqlValue& x = call.operands[0];
  int digits = 0;
  if (call.operands.size() > 1) {
    const Tree& tree = call.tree->parts[1];
    const bool negative = tree.kind == Tree::Kind::kOperator && tree.text == "neg";
    const Tree& number = negative ? tree.parts[0] : tree;
    constexpr size_t kDigitsMax = 2;
    if (number.kind != Tree::Kind::kNumber || number.text.size() > kDigitsMax) {
      *why = "it rounds to digits that are no number in the expression";
      return std::nullopt;
    }
    std::from_chars(number.text.data(), number.text.data() + number.text.size(), digits);
    if (negative) digits = -digits;
  }
  if (x.kind == Kind::kNull) return x;
  const bool exact = x.kind == Kind::kExact || (x.kind == Kind::kRatio && digits >= 0);
  constexpr int kDigitsMax = 38;
  if (exact && digits < 0) {
    const int cut = std::min(x.scale - digits, kDigitsMax);
    return ExactSql(fmt::format("({} * {})", DivideHalfEvenSql(x.sql, PowerText(cut)),
                                PowerText(std::min(-digits, kDigitsMax))),
                    0);
  }
  if (exact) {
    const int scale = x.kind == Kind::kExact ? std::min(digits, x.scale) : digits;
    SqlValue made = ExactSql(RoundedSql(x, scale), scale);
    made.is_double = x.is_double || x.kind == Kind::kRatio;
    return made;
  }
  constexpr int kFactorMax = 11;  // 5^11 < 2^26
  if (digits < 0 || digits > kFactorMax) {
    *why = "it rounds a double to digits whose ties SQL does not see";
    return std::nullopt;
  }
  return SqlOf(Kind::kFloat, RoundDouble(AsDouble(x), digits));
}

// ---- Texts

Result Text(const std::string& name, const Arguments& arguments, std::string* why) {
  if (name == "concat") {
    std::vector<std::string> texts;
    texts.reserve(arguments.size());
    for (const SqlValue& argument : arguments) {
      auto text = TextSql(argument, why);
      if (!text) return std::nullopt;
      texts.push_back(std::move(*text));
    }
    return SqlOf(Kind::kText, fmt::format("({})", fmt::join(texts, " || ")));
  }
  const auto text = TextSql(arguments[0], why);
  if (!text) return std::nullopt;
  if (name == "upper" || name == "lower") {
    return SqlOf(Kind::kText,
                 fmt::format("(CASE WHEN regexp_full_match({0}, '[\\x00-\\x7F]*') THEN {1}({0}) "
                             "ELSE array_to_string([CASE WHEN regexp_full_match(c, '{2}') THEN "
                             "{1}(c) ELSE c END for c in string_split({0}, '')], '') END)",
                             *text, name, name == "upper" ? kSmallLetters : kCapitals));
  }
  if (name == "substr") {
    std::string sql = fmt::format("substr({}, greatest(1, {})", *text, WholeSql(arguments[1]));
    if (arguments.size() > 2) sql += fmt::format(", greatest(0, {})", WholeSql(arguments[2]));
    // greatest leaves nulls out.
    std::vector<std::string> given{*text};
    for (size_t k = 1; k < arguments.size(); ++k) given.push_back(arguments[k].sql);
    return SqlOf(Kind::kText, fmt::format("(CASE WHEN ({}) IS NOT NULL THEN {}) END)",
                                          fmt::join(given, ") IS NOT NULL AND ("), sql));
  }
  const size_t last = name == "lpad" || name == "rpad" ? 2 : 1;
  std::string other = "' '";
  if (arguments.size() > last) {
    auto given = TextSql(arguments[last], why);
    if (!given) return std::nullopt;
    other = std::move(*given);
  }
  if (last == 1) return SqlOf(Kind::kText, fmt::format("{}({}, {})", name, *text, other));
  const std::string count = WholeSql(arguments[1]);
  return SqlOf(
      Kind::kText,
      fmt::format("(CASE WHEN ({0}) IS NULL OR ({1}) IS NULL OR ({2}) IS NULL THEN NULL WHEN {2} = "
                  "'' OR length({0}) >= {1} THEN left({0}, greatest(0, {1})) ELSE {3}({0}, "
                  "least({1}, 4096), {2}) END)",
                  *text, count, other, name));
}

Result Cast(const SqlCall& call, std::string* why) {
  const auto type = kernel::ValueType::Parse(call.tree->parts[1].text);
  if (!type) return std::nullopt;
  return ConvertSql(call.operands[0], *type, why);
}

}  // namespace

std::string WholeSql(const SqlValue& value) {
  // least and greatest leave nulls out.
  return fmt::format(
      "CAST(CASE WHEN ({0}) IS NOT NULL THEN least(greatest({0}, -2000000000), "
      "2000000000) END AS INTEGER)",
      value.sql);
}

Result NumberSql(const std::string& name, const Arguments& arguments, std::string* /*why*/) {
  SqlValue x = arguments[0];
  if (x.kind == Kind::kNull) return x;
  if (name == "mod") {
    if (arguments[1].kind == Kind::kNull) return arguments[1];
    Arguments sides = arguments;
    if (!BothExact(sides[0], sides[1]) || sides[0].kind == Kind::kRatio ||
        sides[1].kind == Kind::kRatio) {
      return SqlOf(Kind::kFloat,
                   fmt::format("({} % nullif({}, 0))", AsDouble(sides[0]), AsDouble(sides[1])));
    }
    UnifySql(&sides);
    sides[0].sql = fmt::format("({} % nullif({}, 0))", sides[0].sql, sides[1].sql);
    return sides[0];
  }
  if (name == "sign") {
    const std::string plain = x.kind == Kind::kRatio ? AsDouble(x) : x.sql;
    return ExactSql(fmt::format("CAST(sign({}) AS HUGEINT)", plain), 0);
  }
  if (name == "abs") {
    if (x.kind == Kind::kRatio) return SqlOf(Kind::kFloat, fmt::format("abs({})", AsDouble(x)));
    x.sql = fmt::format("abs({})", x.sql);
    return x;
  }
  if (x.kind == Kind::kFloat || (x.kind == Kind::kRatio && name == "trunc")) {
    return SqlOf(Kind::kFloat, fmt::format("{}({})", name, AsDouble(x)));
  }
  // Up is down of the negative value.
  const bool up = name == "ceil";
  SqlValue made = ExactSql("", 0);
  made.is_double = x.is_double || x.kind == Kind::kRatio;
  const std::string value = up ? fmt::format("(- {})", x.sql) : x.sql;
  if (x.kind == Kind::kRatio) {
    const int scale = std::max(x.scale, x.denominator_scale);
    made.sql = DivideDownSql(
        AtScale(ExactSql(value, x.scale), scale),
        fmt::format("nullif({}, 0)", AtScale(ExactSql(x.denominator, x.denominator_scale), scale)));
  } else if (name == "trunc") {
    made.sql = fmt::format("({} // {})", value, PowerText(x.scale));
  } else {
    made.sql = DivideDownSql(value, PowerText(x.scale));
  }
  if (up) made.sql = fmt::format("(- {})", made.sql);
  return made;
}

Result CallSql(const SqlCall& call, std::string* why) {
  const std::string& name = call.tree->text;
  const Arguments& arguments = call.operands;
  if (const auto found = Templates().find(name); found != Templates().end()) {
    return FromTemplate(found->second, arguments, why);
  }
  for (const char* choice : {"if", "coalesce", "nullif", "min", "max", "least", "greatest"}) {
    if (name == choice) return Choice(name, arguments, why);
  }
  if (name == "round") return Round(call, why);
  for (const char* number : {"abs", "sign", "floor", "ceil", "trunc", "mod"}) {
    if (name == number) return NumberSql(name, arguments, why);
  }
  for (const char* text :
       {"concat", "upper", "lower", "substr", "trim", "ltrim", "rtrim", "lpad", "rpad"}) {
    if (name == text) return Text(name, arguments, why);
  }
  for (const char* time : {"age", "date_diff", "date_trunc", "add_days", "add_hours", "add_minutes",
                           "add_seconds", "add_months"}) {
    if (name == time) return TimeSql(name, arguments, why);
  }
  if (name == "cast") return Cast(call, why);
  *why = fmt::format("its function '{}' has no SQL here", name);
  return std::nullopt;
}

}  // namespace datagen::validate
