#include "language/spec/rules.h"

namespace datagen::spec {
namespace {

using kernel::Parameter;
using kernel::ParameterType;

Parameter Columns(const char* doc) {
  return {"columns",
          ParameterType::kAnyList,
          doc,
          true,
          "",
          {},
          {},
          {},
          R"({"type": "array", "items": {"type": "string"}, "minItems": 1})"};
}
Parameter Column(const char* doc) { return {"column", ParameterType::kColumn, doc, true, ""}; }
Parameter To(const char* doc) { return {"to", ParameterType::kReference, doc, true, ""}; }

}  // namespace

const std::vector<RuleInfo>& RuleInfos() {
  static const auto* infos = new std::vector<RuleInfo>{
      {"carry_over",
       "A column has the value of the row that it refers to",
       {Column("The column that is carried."),
        To("\"table.column\": where the value comes from."),
        {"on", ParameterType::kObject, "{\"key here\": \"key there\"}.", true, ""}},
       "`lookup` from the parent, or with `on`"},
      {"chained_inequality",
       "Columns rise from left to right",
       {Columns("Two or more columns, the least first."),
        {"strict", ParameterType::kBool, "Whether equal neighbours break it.", false, "false"}},
       "a chain of `after`"},
      {"column_formula",
       "A column is what an expression gives",
       {Column("The column."),
        {"code", ParameterType::kString, "The expression over columns of the row.", true, ""}},
       "`expression`"},
      {"denormalised",
       "Some columns are decided by others: rows that agree in `on` agree in `columns`",
       {Columns("The columns that are decided."),
        {"on",
         ParameterType::kAnyList,
         "The columns that decide.",
         true,
         "",
         {},
         {},
         {},
         R"({"type": "array", "items": {"type": "string"}, "minItems": 1})"}},
       "lookups of one table with the same `row` or `on`"},
      {"fixed_combinations",
       "Some columns have only listed values together",
       {Columns("The columns."),
        {"values",
         ParameterType::kAnyList,
         "The combinations, a list of values each.",
         true,
         "",
         {},
         {},
         {},
         R"({"type": "array", "items": {"type": "array"}, "minItems": 1})"}},
       "`choice` with `given`, or lookups with the same `row` into a table of combinations"},
      {"fixed_increments",
       "A number is a whole number of steps from a start",
       {Column("The column."),
        {"step", ParameterType::kNumber, "The step, above 0.", true, ""},
        {"start", ParameterType::kNumber, "Where steps begin.", false, "0"}},
       "`sequence` with a step, or `expression` over a whole number"},
      {"fixed_null_combinations",
       "Some columns are null only together as listed",
       {Columns("The columns."),
        {"values",
         ParameterType::kAnyList,
         "The combinations: for each column true where it is null.",
         true,
         "",
         {},
         {},
         {},
         R"({"type": "array", "items": {"type": "array", "items": {"type": "boolean"}}})"}},
       "`null_when` on the other column's null"},
      {"foreign_key_subset",
       "A reference leads only to rows for which a condition holds",
       {Column("The referring column."),
        To("The key it refers to."),
        {"where", ParameterType::kString, "The condition, over columns of the other table.", true,
         ""}},
       "`lookup` with `pick` `matching@COLUMN`"},
      {"hierarchy",
       "References inside a table make trees: no row is above itself",
       {Column("The column that refers to the row above."),
        {"depth_max",
         ParameterType::kInteger,
         "The most rows above a row.",
         false,
         "",
         {},
         0.0,
         1e6}},
       "`lookup` into the own table"},
      {"key_subset",
       "Every primary key is a primary key of another table too",
       {{"to", ParameterType::kString, "The other table.", true, ""}},
       "`lookup` of the other key with `pick` `unique` or `each_once`"},
      {"mixed_scales",
       "A number lies in limits that another column decides, as a unit does",
       {Column("The number."),
        {"by", ParameterType::kColumn, "The column that decides.", true, ""},
        {"values", ParameterType::kObject, "{\"kg\": [low, high], …}; other values break it.", true,
         ""}},
       "`conditional`"},
      {"one_hot",
       "Exactly one of some columns is true (or 1)",
       {Columns("Columns of bool or int.")},
       "`expression`s that compare a hidden column"},
      {"polymorphic",
       "A reference leads to the table that another column names",
       {Column("The referring column."),
        {"by", ParameterType::kColumn, "The column that names the table.", true, ""},
        {"values", ParameterType::kObject,
         "{\"value of by\": \"table.key\", …}; other values "
         "break it.",
         true, ""}},
       "`conditional` with a `lookup` for each case"},
      {"reference_table",
       "Some columns together are a row of another table",
       {Columns("The columns."), To("\"table.(a,b)\": the columns they are among.")},
       "lookups with the same `row`"},
  };
  return *infos;
}

const RuleInfo* FindRule(std::string_view id) {
  for (const RuleInfo& info : RuleInfos()) {
    if (info.id == id) return &info;
  }
  return nullptr;
}

std::vector<Parameter> RuleShape(const RuleInfo& info) {
  std::vector<Parameter> shape = {{"rule", ParameterType::kString, "The rule's id.", true, ""},
                                  {"table", ParameterType::kString, "The table.", true, ""}};
  shape.insert(shape.end(), info.parameters.begin(), info.parameters.end());
  return shape;
}

}  // namespace datagen::spec
