#include "proof/validate/scan.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::validate {
namespace {

using base::Status;
using query::FirstLine;
using query::Identifier;

// Of each present column: values that are not null, the least, the greatest.
constexpr size_t kFiguresOfColumn = 3;

// Counts the rows again after files were left out. Errors: of the query.
Status CountAgain(const Table& table, Session* session) {
  const auto count =
      session->database().Select("SELECT count(*) FROM " + Identifier(table.node->id));
  if (!count.ok()) return count.status();
  session->SetRowCount(table.node->id, count.value().Integer(0, 0).value_or(0));
  return Status::Ok();
}

// Describes the columns in the report and gives the aggregates of their figures.
std::vector<std::string> ColumnFigures(const Table& table, TableReport* report) {
  std::vector<std::string> figures;
  for (const ColumnState& state : table.columns) {
    ColumnReport& column = report->columns.emplace_back();
    column.name = state.column->name;
    column.type = state.column->type.Name();
    column.given_type = state.given_type;
    column.present = state.present;
    if (!state.present) continue;
    const std::string name = Identifier(column.name);
    figures.push_back(fmt::format("count({})", name));
    const bool ordered = state.column->type.kind != kernel::TypeKind::kArray &&
                         state.column->type.kind != kernel::TypeKind::kBinary &&
                         state.column->type.kind != kernel::TypeKind::kJson;
    figures.push_back(ordered ? fmt::format("min({})", name) : "NULL");
    figures.push_back(ordered ? fmt::format("max({})", name) : "NULL");
  }
  return figures;
}

}  // namespace

void CountRows(Dataset* dataset, Session* session) {
  for (const Table& table : dataset->tables()) {
    if (!table.readable() || CountAgain(table, session).ok()) continue;
    dataset->DropBrokenFiles(table.node->id, &session->database());
    // Still failing: the scan says why.
    if (table.readable()) (void)CountAgain(table, session);
  }
}

Scan::Scan(const Checks& checks) {
  for (const auto& check : checks) {
    auto aggregates = check->Aggregates();
    if (aggregates.empty()) continue;
    Question& question = questions_[check.get()];
    question.aggregates = std::move(aggregates);
    by_table_[check->table()].push_back(&question);
  }
}

base::Result<Values> Scan::Ask(const std::vector<std::string>& expressions, const Table& table,
                               query::Database* database) {
  // DuckDB compares conditions with AND and OR in them each with each.
  constexpr size_t kExpressionsMax = 1500;
  Values values;
  for (size_t first = 0; first < expressions.size(); first += kExpressionsMax) {
    std::string list;
    const size_t end = std::min(expressions.size(), first + kExpressionsMax);
    for (size_t i = first; i < end; ++i) {
      list += fmt::format("{}{} AS a{}", i > first ? ", " : "", expressions[i], i);
    }
    auto rows =
        database->Select(fmt::format("SELECT {} FROM {}", list, Identifier(table.node->id)));
    if (!rows.ok()) return rows.status();
    for (auto& value : rows.value().rows[0]) values.push_back(std::move(value));
  }
  return values;
}

Values Scan::AskAll(const std::vector<std::string>& figures,
                    const std::vector<Question*>& questions, const Table& table,
                    query::Database* database) {
  auto described = Ask(figures, table, database);
  Values values = described.ok() ? std::move(*described) : Values(figures.size());
  for (Question* question : questions) {
    auto alone = Ask(question->aggregates, table, database);
    question->status =
        alone.ok() ? Status::Ok() : Status::Invalid("query-failed", alone.status().message());
    if (alone.ok()) question->values = std::move(*alone);
  }
  return values;
}

void Scan::Read(const Table& table, Dataset* dataset, Session* session, TableReport* report) {
  const std::vector<std::string> figures = ColumnFigures(table, report);
  const std::vector<Question*>& questions = by_table_[table.node->id];
  std::vector<std::string> all = figures;
  for (const Question* question : questions) {
    all.insert(all.end(), question->aggregates.begin(), question->aggregates.end());
  }
  if (!table.readable() || all.empty()) return;
  query::Database& database = session->database();
  auto answer = Ask(all, table, &database);
  if (!answer.ok()) {
    // A page that can't be read, or a claim that can't be computed.
    dataset->DropBrokenFiles(table.node->id, &database);
    if (!table.readable()) return;
    if (CountAgain(table, session).ok()) report->rows = session->RowCount(table.node->id);
    answer = Ask(all, table, &database);
  }
  Values values;
  if (answer.ok()) {
    values = std::move(*answer);
    auto at = values.begin() + static_cast<int64_t>(figures.size());
    for (Question* question : questions) {
      const auto end = at + static_cast<int64_t>(question->aggregates.size());
      question->values.assign(at, end);
      question->status = Status::Ok();
      at = end;
    }
  } else {
    values = AskAll(figures, questions, table, &database);
  }
  size_t at = 0;
  for (ColumnReport& column : report->columns) {
    if (!column.present) continue;
    column.nulls = report->rows - query::ReadInteger(values[at]).value_or(0);
    column.min = values[at + 1].value_or("");
    column.max = values[at + 2].value_or("");
    at += kFiguresOfColumn;
  }
}

base::Result<Values> Scan::AnswerTo(const Check& check) const {
  const auto found = questions_.find(&check);
  if (found == questions_.end()) return Values();
  if (!found->second.status.ok()) return found->second.status;
  return found->second.values;
}

}  // namespace datagen::validate
