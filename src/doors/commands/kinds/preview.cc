#include <fmt/format.h>

#include "datagen/preview.h"
#include "doors/commands/command.h"
#include "doors/commands/plan_inputs.h"
#include "doors/commands/table_text.h"
#include "foundation/base/json.h"
#include "foundation/base/plural.h"

namespace datagen::commands {
namespace {

using base::Json;

struct Options {
  PlanInputs plan;
  int64_t count = 20;
  int64_t skip = 0;
  std::string table;
  std::string format = "table";
  bool json = false;
};

void Declare(InputList* inputs, Options* options) {
  DeclarePlanInputs(inputs, &options->plan);
  inputs->Group("What is shown");
  inputs->Add({.name = "table", .doc = "Only this table", .value_name = "TABLE"}, &options->table);
  inputs->Add({.name = "count",
               .doc = "Rows of each table",
               .letter = 'n',
               .default_text = "20",
               .min = 1,
               .max = 10'000},
              &options->count);
  inputs->Add({.name = "skip", .doc = "Rows to leave out at the start", .min = 0, .max = 1e15},
              &options->skip);
  inputs->Add({.name = "format",
               .doc = "An aligned table for people, or a form for programs; csv and jsonl are of "
                      "one table",
               .choices = {"table", "csv", "json", "jsonl"}},
              &options->format);
  inputs->Add({.name = "json", .doc = "The same as {format} json"}, &options->json);
}

Json CellJson(const TableRows& rows, size_t row, size_t column) {
  const auto& cell = rows.cells[row][column];
  if (!cell) return Json::Null();
  if (!rows.is_json(column)) return Json::String(*cell);
  return Json::RawNumber(*cell);  // printed as it stands
}

Json RowJson(const TableRows& rows, size_t row) {
  Json json = Json::Object();
  for (size_t k = 0; k < rows.table.columns.size(); ++k) {
    json.Set(rows.table.columns[k].name, CellJson(rows, row, k));
  }
  return json;
}

Json TableJson(const TableRows& rows) {
  Json columns = Json::Array();
  for (const ColumnInfo& column : rows.table.columns) {
    Json json = Json::Object();
    json.Set("name", Json::String(column.name));
    json.Set("type", Json::String(column.type));
    json.Set("nullable", Json::Bool(column.nullable));
    columns.Push(std::move(json));
  }
  Json data = Json::Array();
  for (size_t i = 0; i < rows.cells.size(); ++i) data.Push(RowJson(rows, i));
  Json json = Json::Object();
  json.Set("name", Json::String(rows.table.name));
  json.Set("row_count", Json::Number(rows.table.rows));
  json.Set("row_count_exact", Json::Bool(rows.table.rows_deviation == 0));
  json.Set("columns", std::move(columns));
  json.Set("rows", std::move(data));
  return json;
}

// RFC 4180; a null is an empty field, an empty text is "".
std::string CsvField(const std::optional<std::string>& text) {
  if (!text) return "";
  const bool plain = !text->empty() && text->find_first_of(",\"\n\r") == std::string::npos &&
                     text->front() != ' ' && text->back() != ' ';
  if (plain) return *text;
  std::string quoted = "\"";
  for (const char c : *text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string CsvText(const TableRows& rows) {
  std::string text;
  for (size_t k = 0; k < rows.table.columns.size(); ++k) {
    text += (k == 0 ? "" : ",") + CsvField(rows.table.columns[k].name);
  }
  for (const auto& row : rows.cells) {
    text += "\n";
    for (size_t k = 0; k < row.size(); ++k) text += (k == 0 ? "" : ",") + CsvField(row[k]);
  }
  return text + "\n";
}

void PrintTable(const TableRows& rows, const Options& options, Context* context) {
  const TableInfo& table = rows.table;
  const bool exact = table.rows_deviation == 0;
  std::string head = fmt::format("{}: {}{} {}", table.name, exact ? "" : "≈ ",
                                 FormatCount(table.rows), base::Plural(table.rows, "row"));
  if (options.skip > 0) head += fmt::format(", from row {} on", FormatCount(options.skip));
  const TableText made = AlignedRows(rows, context->ScreenColumns());
  context->Print(head + "\n" + made.text);
  if (made.hidden.empty()) return;
  std::string names;
  for (const std::string& name : made.hidden) names += (names.empty() ? "" : ", ") + name;
  context->Print(fmt::format("  and {} more {}, for which the screen is too narrow: {}\n",
                             made.hidden.size(), base::Plural(made.hidden.size(), "column"),
                             names));
}

// What can't be shown with what else was asked for. kSuccess, or the code after a message.
int CheckTables(const Options& options, const Plan& plan, const std::string& format,
                Context* context) {
  std::vector<std::string> names;
  names.reserve(plan.tables().size());
  for (const TableInfo& table : plan.tables()) names.push_back(table.name);
  if (!options.table.empty() && plan.Find(options.table) < 0) {
    const std::string nearest = DidYouMean(options.table, names);
    return Mistake(context, "unknown-table", fmt::format("'{}' is no table", options.table),
                   {.given = options.table,
                    .expected = fmt::format("one of {}", fmt::join(names, ", ")),
                    .hint = nearest.empty() ? "" : "did you mean '" + nearest + "'?"});
  }
  const bool one = format == "csv" || format == "jsonl";
  if (!one || !options.table.empty() || names.size() == 1) return kSuccess;
  return Mistake(context, "invalid-option",
                 fmt::format("{} is of one table, and there are {}", format, names.size()),
                 {.expected = fmt::format("{} with one of {}", context->NameOf("table"),
                                          fmt::join(names, ", "))});
}

int Run(const Options& options, Context* context) {
  int code = kSuccess;
  PlanInputs inputs = options.plan;
  inputs.options.exact_rows = false;  // first rows need no count of the last
  const auto plan = MakePlan(inputs, context, &code);
  if (plan == nullptr) return code;
  const std::string format = options.json ? "json" : options.format;
  code = CheckTables(options, *plan, format, context);
  if (code != kSuccess) return code;
  Json tables = Json::Array();
  for (size_t i = 0; i < plan->tables().size(); ++i) {
    const TableInfo& table = plan->tables()[i];
    if (!options.table.empty() && table.name != options.table) continue;
    TableRows rows;
    const Outcome outcome = ReadRows(*plan, static_cast<int>(i), std::min(options.skip, table.rows),
                                     std::min(options.count, plan->max_fill_rows()), &rows);
    if (!outcome.ok()) return Failed(context, outcome);
    if (format == "json") {
      tables.Push(TableJson(rows));
    } else if (format == "csv") {
      context->Print(CsvText(rows));
    } else if (format == "jsonl") {
      for (size_t row = 0; row < rows.cells.size(); ++row) {
        context->Print(RowJson(rows, row).Print() + "\n");
      }
    } else {
      if (i > 0 && options.table.empty()) context->Print("\n");
      PrintTable(rows, options, context);
    }
  }
  if (format == "json") {
    Json document = Json::Object();
    document.Set("tables", std::move(tables));
    context->Print(document.PrintPretty() + "\n");
  }
  return kSuccess;
}

}  // namespace

const Command& PreviewCommand() {
  static const Command command{
      .name = "preview",
      .summary = "Show the first rows of each table, without making the others",
      .notes =
          "The rows are those that a run makes. Where the number of rows of a table is only "
          "expected (≈), values that hang on it, such as a pick of one of its rows, may be "
          "others.",
      .outputs = {"An aligned table for each table of the spec; or CSV or JSON, for programs"},
      .examples = {{"", {{"spec", "spec.json"}}},
                   {"five rows of a table",
                    {{"spec", "spec.json"}, {"table", "customer"}, {"count", "5"}}},
                   {"for a program",
                    {{"spec", "spec.json"}, {"table", "customer"}, {"format", "csv"}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
