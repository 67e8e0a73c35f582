#include "proof/validate/scan.h"

#include <fmt/format.h>

#include <utility>

#include "proof/validate/table_figures.h"

namespace datagen::validate {
namespace {

using base::Status;
using query::Identifier;

// Describes the columns in the report and gives the figure of each that is present.
std::vector<Figure> ColumnFigures(const Table& table, TableReport* report) {
  std::vector<Figure> figures;
  for (const ColumnState& state : table.columns) {
    ColumnReport& column = report->columns.emplace_back();
    column.name = state.column->name;
    column.type = state.column->type.Name();
    column.given_type = state.given_type;
    column.present = state.present;
    if (!state.present) continue;
    const std::string name = Identifier(column.name);
    const bool ordered = state.column->type.kind != kernel::TypeKind::kArray &&
                         state.column->type.kind != kernel::TypeKind::kBinary &&
                         state.column->type.kind != kernel::TypeKind::kJson;
    figures.push_back(
        {{fmt::format("count({})", name), ordered ? fmt::format("min({})", name) : "NULL",
          ordered ? fmt::format("max({})", name) : "NULL"},
         Extremes{column.name, ordered}});
  }
  return figures;
}

// Whether the environment failed, and not the statement.
bool IsLost(const Status& status) { return status.code() == base::StatusCode::kEnvironment; }

}  // namespace

Status CountRows(const Dataset& dataset, Session* session) {
  for (const Table& table : dataset.tables()) {
    if (!table.readable()) continue;
    Status counted = session->CountRows(table);
    if (!counted.ok() && !IsLost(counted)) {
      const Status dropped = session->DropBrokenFiles(table);
      if (!dropped.ok()) return dropped;
      // Still failing: the scan says why.
      if (table.readable()) counted = session->CountRows(table);
    }
    if (IsLost(counted)) return counted;
  }
  return Status::Ok();
}

Scan::Scan(const Checks& checks) {
  for (const auto& check : checks) {
    auto figures = check->Figures();
    if (figures.empty()) continue;
    Question& question = questions_[check.get()];
    question.figures = std::move(figures);
    by_table_[check->table()].push_back(&question);
  }
}

Status Scan::Read(const Table& table, Session* session, TableReport* report) {
  const std::vector<Figure> columns = ColumnFigures(table, report);
  const std::vector<Question*>& questions = by_table_[table.node->id];
  if (!table.readable()) return Status::Ok();
  TableFigures figures(table, session);
  figures.Add(columns);
  for (const Question* question : questions) figures.Add(question->figures);
  Status answered = figures.Answer();
  if (!answered.ok() && !IsLost(answered)) {
    // A page that can't be read, or a claim that can't be computed.
    const Status dropped = session->DropBrokenFiles(table);
    if (!dropped.ok()) return dropped;
    if (!table.readable()) return Status::Ok();
    answered = session->CountRows(table);
    report->rows = session->RowCount(table.node->id);
    figures.Forget();
    if (!IsLost(answered)) answered = figures.Answer();
    if (!answered.ok() && !IsLost(answered)) answered = figures.AnswerAlone();
  }
  if (IsLost(answered)) return answered;
  size_t at = 0;
  for (ColumnReport& column : report->columns) {
    if (!column.present) continue;
    const auto values = figures.Take(1, &at);
    if (!values.ok()) continue;
    column.nulls = report->rows - query::ReadInteger(values.value()[0]).value_or(0);
    column.min = values.value()[1].value_or("");
    column.max = values.value()[2].value_or("");
  }
  for (Question* question : questions) {
    auto values = figures.Take(question->figures.size(), &at);
    question->status = values.status();
    if (values.ok()) question->values = std::move(*values);
  }
  return Status::Ok();
}

base::Result<Values> Scan::AnswerTo(const Check& check) const {
  const auto found = questions_.find(&check);
  if (found == questions_.end()) return Values();
  if (!found->second.status.ok()) return found->second.status;
  return found->second.values;
}

}  // namespace datagen::validate
