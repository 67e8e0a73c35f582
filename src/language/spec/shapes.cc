#include "language/spec/shapes.h"

#include "functions/kernel/value_type.h"

namespace datagen::spec {
namespace {

using kernel::Parameter;
using kernel::ParameterType;
using Shape = std::vector<Parameter>;

// A list of objects that stand under $defs.
std::string ListOf(const std::string& definition) {
  return R"({"type": "array", "items": {"$ref": "#/$defs/)" + definition + R"("}})";
}
std::string Ref(const std::string& definition) {
  return R"({"$ref": "#/$defs/)" + definition + R"("})";
}
std::string OneOrMore(const std::string& definition) {
  return R"({"anyOf": [)" + Ref(definition) + ", " + ListOf(definition) + "]}";
}

constexpr const char* kStringList = R"({"type": "array", "items": {"type": "string"}})";
constexpr double kRowsMax = 1e15;

Parameter Required(const char* name, ParameterType type, const char* doc, std::string schema = "") {
  return {name, type, doc, true, "", {}, {}, {}, std::move(schema)};
}
Parameter Optional(const char* name, ParameterType type, const char* doc,
                   const char* otherwise = "", std::string schema = "") {
  return {name, type, doc, false, otherwise, {}, {}, {}, std::move(schema)};
}

}  // namespace

const Shape& SpecShape() {
  static const auto* shape = new Shape{
      Required("version", ParameterType::kString, "The language's version: \"1.0\"."),
      Required("metadata", ParameterType::kObject, "What the spec is.", Ref("metadata")),
      Required("timeframe", ParameterType::kObject, "The time that the data cover.",
               Ref("timeframe")),
      Required("nodes", ParameterType::kAnyList, "The tables.", ListOf("node")),
      Optional("constraints", ParameterType::kObject, "What must hold for the data.", "none",
               Ref("constraints")),
      Optional("targets", ParameterType::kObject, "Realism checks.", "", Ref("targets")),
      Optional("rules", ParameterType::kAny, "Claims across columns, rows and tables.", "",
               ListOf("rule")),
      Optional(
          "dag", ParameterType::kAny,
          "Generation levels; accepted and checked, not needed: columns are ordered, not tables.",
          "", R"({"type": "array", "items": {"type": "array", "items": {"type": "string"}}})"),
      Optional("seed", ParameterType::kInteger, "The master seed.", "42"),
      Optional("locale", ParameterType::kString, "The locale of names and words.", "en_US"),
      Optional("$schema", ParameterType::kString,
               "Where the JSON Schema of specs is, for editors; not read."),
  };
  return *shape;
}

const Shape& MetadataShape() {
  static const auto* shape = new Shape{
      Required("name", ParameterType::kString, "The data set's name."),
      Optional("description", ParameterType::kString, "What it is for."),
  };
  return *shape;
}

const Shape& TimeframeShape() {
  static const auto* shape = new Shape{
      Required("start", ParameterType::kString, "ISO 8601 instant, UTC."),
      Required("end", ParameterType::kString,
               "ISO 8601 instant, UTC, included: of a date the whole day."),
      Required("freq", ParameterType::kString,
               "Distance of ticks: S, min, H, D, W, M, Q, Y with an optional multiple."),
  };
  return *shape;
}

const Shape& NodeShape() {
  static const auto* shape = new Shape{
      Required("id", ParameterType::kString, "The table's name."),
      {"kind",
       ParameterType::kWord,
       "An entity stands alone; a fact belongs to parents.",
       true,
       "",
       {"entity", "fact"}},
      Required("pk", ParameterType::kAny, "The primary key: a column, or a list of columns.",
               R"({"anyOf": [{"type": "string"}, )" + std::string(kStringList) + "]}"),
      Optional("parents", ParameterType::kAny,
               "Tables it belongs to; the first is the primary one.", "", kStringList),
      Optional("fanout", ParameterType::kObject,
               "How many rows each row of the primary parent has.", "", Ref("fanout")),
      {"rows",
       ParameterType::kInteger,
       "How many rows, where there is no fan-out.",
       false,
       "1000",
       {},
       0.0,
       kRowsMax},
      Optional("table", ParameterType::kString,
               "Its name in databases, where that is another: \"schema.table\"."),
      Required("columns", ParameterType::kAnyList, "The columns, in order.", ListOf("column")),
      Optional("correlations", ParameterType::kAny,
               "Pairs of columns with a rank correlation (Gaussian copula).", "",
               ListOf("correlation")),
      Optional("description", ParameterType::kString, "What a row is."),
  };
  return *shape;
}

const Shape& ColumnShape() {
  static const auto* shape = new Shape{
      Required("name", ParameterType::kString, "The column's name."),
      Required(
          "type", ParameterType::kString, "The type of its values.",
          R"({"type": "string", "pattern": ")" +
              [] {
                std::string escaped;
                for (const char c : kernel::TypePattern()) {
                  escaped += c == '\\' ? std::string("\\\\") : std::string(1, c);
                }
                return escaped;
              }() +
              R"("})"),
      Optional("nullable", ParameterType::kBool,
               "Whether values may be null. SQL's own default allows them; here a column of which "
               "nothing is said has none, so that nulls come only where they are wanted.",
               "true with null_rate or null_when, else false"),
      Required("generator", ParameterType::kGenerator, "Where values come from."),
      Optional("modifiers", ParameterType::kAny, "Changes, in order.", "", ListOf("modifier")),
      Optional("constraints", ParameterType::kObject, "What must hold for its values.", "",
               Ref("columnConstraints")),
      {"null_rate",
       ParameterType::kNumber,
       "The share of nulls.",
       false,
       "0.05 for a nullable column, else 0",
       {},
       0.0,
       1.0},
      Optional("null_when", ParameterType::kAny,
               "An expression: null exactly where it is true. `{\"expression@N\": {\"code\": …}}` "
               "names its version.",
               "", R"({"anyOf": [{"type": "string"}, )" + Ref("generator") + "]}"),
      Optional("unique", ParameterType::kAny,
               "Whether no value repeats. `{\"up_to\": N}` keeps room for N rows: values stay as "
               "they are while the table grows to N.",
               "false",
               R"json({"anyOf": [{"type": "boolean"},
                 {"type": "object", "required": ["up_to"], "additionalProperties": false,
                  "properties": {"up_to": {"type": "integer", "minimum": 1,
                                           "maximum": 1000000000000000}}}]})json"),
      Optional("hidden", ParameterType::kBool, "Computed for other columns, never written.",
               "false"),
      {"length",
       ParameterType::kIntegerPair,
       "Of an array: least and most elements.",
       false,
       "[0, 3]",
       {},
       0.0,
       1000.0},
      Optional("description", ParameterType::kString, "What it means."),
  };
  return *shape;
}

const Shape& ModifierShape() {
  static const auto* shape = new Shape{
      Required("transform", ParameterType::kString, "The modifier's id."),
      Required("args", ParameterType::kObject, "Its arguments."),
  };
  return *shape;
}

const Shape& ColumnConstraintsShape() {
  static const auto* shape = new Shape{
      Optional("pattern", ParameterType::kString, "A regular expression that texts match."),
      Optional("enum", ParameterType::kAnyList, "The values that may occur."),
      Optional("enum_ref", ParameterType::kReference, "The column that lists them."),
  };
  return *shape;
}

const Shape& CorrelationShape() {
  static const auto* shape = new Shape{
      Required("columns", ParameterType::kAny, "Two columns of the table.",
               R"({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2})"),
      {"rho",
       ParameterType::kNumber,
       "The correlation of the underlying normals.",
       true,
       "",
       {},
       -1.0,
       1.0},
  };
  return *shape;
}

const Shape& ConstraintsShape() {
  static const auto* shape = new Shape{
      Optional("unique", ParameterType::kAny, "\"table.column\" or \"table.(a,b)\".", "",
               kStringList),
      Optional("foreign_keys", ParameterType::kAny, "References between tables.", "",
               ListOf("foreignKey")),
      Optional("ranges", ParameterType::kAny, "Limits of numbers.", "", ListOf("range")),
      Optional("inequalities", ParameterType::kAny, "Orders between columns.", "",
               ListOf("inequality")),
      Optional("pattern", ParameterType::kAny, "Regular expressions for texts.", "",
               ListOf("patternConstraint")),
      Optional("enum", ParameterType::kAny, "Listed values.", "", ListOf("enumConstraint")),
  };
  return *shape;
}

const Shape& ForeignKeyShape() {
  static const auto* shape = new Shape{
      Required("from", ParameterType::kReference, "\"table.column\" or \"table.(a,b)\"."),
      Required("to", ParameterType::kReference, "The key it refers to, in the same form."),
  };
  return *shape;
}

const Shape& RangeShape() {
  static const auto* shape = new Shape{
      Required("attr", ParameterType::kReference, "\"table.column\"."),
      Optional("min", ParameterType::kNumber, "The least value."),
      Optional("max", ParameterType::kNumber, "The greatest value."),
  };
  return *shape;
}

const Shape& InequalityShape() {
  static const auto* shape = new Shape{
      Required("left", ParameterType::kReference, "\"table.column\"."),
      {"op", ParameterType::kWord, "The order.", true, "", {"<", "<=", ">", ">=", "=="}},
      Required("right", ParameterType::kReference, "\"table.column\" of the same table."),
  };
  return *shape;
}

const Shape& PatternShape() {
  static const auto* shape = new Shape{
      Required("attr", ParameterType::kReference, "\"table.column\"."),
      Required("regex", ParameterType::kString, "The expression."),
  };
  return *shape;
}

const Shape& EnumShape() {
  static const auto* shape = new Shape{
      Required("attr", ParameterType::kReference, "\"table.column\"."),
      Optional("values", ParameterType::kAnyList, "The values that may occur."),
      Optional("enum_ref", ParameterType::kReference, "The column that lists them."),
  };
  return *shape;
}

const Shape& TargetsShape() {
  static const auto* shape = new Shape{
      Optional("weekend_share", ParameterType::kAny, "The share of Saturdays and Sundays.", "",
               OneOrMore("weekendShare")),
      Optional("mean_in_range", ParameterType::kAny, "The mean of a column.", "",
               OneOrMore("meanInRange")),
      Optional("composite_effect", ParameterType::kAny, "Influences that act together.", "",
               OneOrMore("compositeEffect")),
  };
  return *shape;
}

const Shape& WeekendShareShape() {
  static const auto* shape = new Shape{
      Required("table", ParameterType::kString, "The table."),
      Required("timestamp", ParameterType::kColumn, "Its date or datetime column."),
      Required("min", ParameterType::kNumber, "The least share."),
      Required("max", ParameterType::kNumber, "The greatest share."),
  };
  return *shape;
}

const Shape& MeanInRangeShape() {
  static const auto* shape = new Shape{
      Required("table", ParameterType::kString, "The table."),
      Required("column", ParameterType::kColumn, "Its column."),
      Required("min", ParameterType::kNumber, "The least mean."),
      Required("max", ParameterType::kNumber, "The greatest mean."),
  };
  return *shape;
}

const Shape& CompositeEffectShape() {
  static const auto* shape = new Shape{
      Required("table", ParameterType::kString, "The table."),
      Required("metric", ParameterType::kColumn, "The column that is influenced."),
      Required("influences", ParameterType::kAnyList, "What influences it.",
               R"({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/influence"}})"),
      Required("tolerance", ParameterType::kObject, "Allowed mean errors: {mae, mape}.",
               Ref("tolerance")),
      {"model",
       ParameterType::kWord,
       "Whether factors multiply the base or are added to it.",
       false,
       "multiplicative",
       {"multiplicative", "additive"}},
      {"min_rows",
       ParameterType::kInteger,
       "Combinations with fewer rows are left out, and named.",
       false,
       "100",
       {},
       2.0,
       1e12},
      Optional("baseline", ParameterType::kObject,
               "Levels that lifts are measured against: {\"dow\": \"Tue\", \"weather\": "
               "\"clear\"}.",
               "all rows"),
  };
  return *shape;
}

const Shape& ToleranceShape() {
  static const auto* shape = new Shape{
      Optional("mae", ParameterType::kNumber, "The greatest mean absolute error."),
      Optional("mape", ParameterType::kNumber, "The greatest mean relative error."),
  };
  return *shape;
}

const Shape& WindowShape() {
  static const auto* shape = new Shape{
      Required("start_col", ParameterType::kString, "The column of the events' starts."),
      Required("end_col", ParameterType::kString, "The column of their ends."),
      Optional("at", ParameterType::kString, "The row's time.", "the only date or datetime column"),
  };
  return *shape;
}

const Shape& TimePatternShape() {
  static const auto* shape = new Shape{
      {"dimension",
       ParameterType::kWord,
       "What the weights go by; `dow`: 0 = Monday.",
       true,
       "",
       {"hour", "dow", "month"}},
      Required("weights", ParameterType::kNumberList, "24, 7 or 12 weights."),
  };
  return *shape;
}

const Shape& InfluenceShape() {
  static const auto* shape = new Shape{
      {"kind",
       ParameterType::kWord,
       "Season of the row's time, an event table, or rare spikes.",
       true,
       "",
       {"seasonality", "effect", "outliers"}},
      {"dimension",
       ParameterType::kWord,
       "Of a seasonality: what the weights go by.",
       false,
       "",
       {"hour", "dow", "month"}},
      Optional("weights", ParameterType::kNumberList, "Of a seasonality: 24, 7 or 12 weights."),
      Optional("column", ParameterType::kString, "Of a seasonality: the row's time.",
               "the only date or datetime column"),
      Optional("table", ParameterType::kString, "Of an effect: the table of events."),
      Optional("on", ParameterType::kObject,
               "Of an effect: {\"column here\": \"column of the events\"}."),
      Optional("window", ParameterType::kObject,
               "Of an effect: {start_col, end_col, at}, when an event lasts.", "", Ref("window")),
      Optional("field", ParameterType::kString, "Of an effect: the column with the factor.",
               "multiplier"),
      Optional("by", ParameterType::kString, "Of an effect: the column that names its levels.",
               "the factor"),
      Optional("default", ParameterType::kNumber, "Of an effect: the factor without an event.",
               "1"),
      {"rate",
       ParameterType::kNumber,
       "Of outliers: the share of rows that is set aside.",
       false,
       "",
       {},
       0.0,
       1.0},
      {"mode",
       ParameterType::kWord,
       "Of outliers: what they do.",
       false,
       "spike",
       {"spike", "drop", "burst"}},
  };
  return *shape;
}

}  // namespace datagen::spec
