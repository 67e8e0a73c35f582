#include "proof/validate/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "validate_checks.h"  // made by CMake: ListChecks()

namespace datagen::validate {

using base::Status;
using query::Identifier;

const std::vector<const CheckInfo*>& CheckKinds() {
  static const auto* kinds = new std::vector<const CheckInfo*>(ListChecks());
  return *kinds;
}

std::string Context::Path(const base::Place& where) const { return spec.Path(where); }

std::optional<int64_t> Context::ExpectedRows(const spec::Node& node) const {
  if (const auto given = rows.find(node.id); given != rows.end()) return given->second;
  if (!node.rows || *node.rows == 0) return node.rows;
  return std::max<int64_t>(1, std::llround(static_cast<double>(*node.rows) * scale));
}

const Table* Context::Readable(const std::string& table,
                               const std::vector<std::string>& columns) const {
  const Table* found = dataset.Find(table);
  if (found == nullptr || !found->readable()) return nullptr;
  const bool all = std::all_of(columns.begin(), columns.end(),
                               [&](const std::string& column) { return found->Has(column); });
  return all ? found : nullptr;
}

int64_t Session::RowCount(const std::string& table) const {
  const auto known = row_counts_.find(table);
  return known == row_counts_.end() ? 0 : known->second;
}

const KeptRows* Session::Kept(const std::string& table) const { return kept_.Find(table); }

Status Session::CountRows(const Table& table) {
  const std::string& id = table.node->id;
  const auto kept = kept_.Keep(table, database_);
  if (!kept.ok()) return kept.status();
  if (kept.value() != nullptr) {
    row_counts_[id] = kept.value()->rows;
    return Status::Ok();
  }
  const auto count = Select("SELECT count(*) FROM " + Identifier(id));
  if (!count.ok()) return count.status();
  row_counts_[id] = count.value().Integer(0, 0).value_or(0);
  return Status::Ok();
}

base::Result<query::Rows> Session::Select(const std::string& sql, int64_t rows_max) {
  const Status made = dataset_->MakeViewsFor(sql, database_);
  if (!made.ok()) return made;
  return database_->Select(sql, rows_max);
}

Status Session::Execute(const std::string& sql) {
  const Status made = dataset_->MakeViewsFor(sql, database_);
  return made.ok() ? database_->Execute(sql) : made;
}

Status Session::ReadBlocks(const Table& table, const std::vector<std::string>& columns,
                           const std::function<void(const query::Block&)>& visit) {
  // Without a limit, which gathers all rows first, where there are not so many.
  const bool is_whole = RowCount(table.node->id) < table.rows_max;
  return database_->ReadBlocks(fmt::format("SELECT {} FROM ({})", query::IdentifierList(columns),
                                           is_whole ? table.all_sql : table.view_sql),
                               [&](const query::Block& block) {
                                 visit(block);
                                 return true;
                               });
}

Status Session::DropBrokenFiles(const Table& table) {
  return dataset_->DropBrokenFiles(table.node->id, database_);
}

Status Session::AddExamples(const std::string& sql, Finding* finding) {
  const auto rows = Select(sql, examples_max_);
  if (!rows.ok()) return rows.status();
  for (const auto& row : rows.value().rows) {
    Example& example = finding->examples.emplace_back();
    for (size_t i = 0; i < row.size(); ++i) example.emplace_back(rows.value().columns[i], row[i]);
  }
  return Status::Ok();
}

RowCheck::RowCheck(const CheckInfo& info, std::string path, const Table& table,
                   std::vector<std::string> columns, std::string claim, Condition broken)
    : Check(info, std::move(path), table.node->id, std::move(columns), std::move(claim)),
      broken_(std::move(broken)) {
  for (const std::string& key : table.node->pk) {
    if (table.Has(key)) shown_.push_back(key);
  }
  for (const std::string& column : this->columns()) {
    if (std::find(shown_.begin(), shown_.end(), column) == shown_.end()) shown_.push_back(column);
  }
}

std::vector<Figure> RowCheck::Figures() const {
  // count_if of nothing but nulls is null.
  const std::string count = fmt::format("coalesce(count_if({}), 0)", broken_.sql);
  if (std::holds_alternative<std::monostate>(broken_.test)) return {count};
  return {{{count}, BrokenCount{broken_.test}}};
}

Status RowCheck::Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                       Finding* finding) {
  finding->rows = session.RowCount(table());
  const auto violations = query::ReadInteger(values[0]);
  if (!violations) return Status::Invalid("query-failed", "no count of the rows that break it");
  finding->violations = *violations;
  finding->sql = fmt::format("SELECT {} FROM {} WHERE {}", query::IdentifierList(shown_),
                             Identifier(table()), broken_.sql);
  if (finding->violations == 0) return Status::Ok();
  finding->verdict = Verdict::kFailed;
  return session.AddExamples(finding);
}

Status QueryCheck::Judge(Session& session,
                         const std::vector<std::optional<std::string>>& /*values*/,
                         Finding* finding) {
  finding->rows = session.RowCount(table());
  finding->sql = sql_;
  const auto count = session.Select(fmt::format("SELECT count(*) FROM ({})", sql_));
  if (!count.ok()) return count.status();
  finding->violations = count.value().Integer(0, 0).value_or(0);
  if (finding->violations == 0) return Status::Ok();
  finding->verdict = Verdict::kFailed;
  return session.AddExamples(finding);
}

Status Untestable::Judge(Session& session,
                         const std::vector<std::optional<std::string>>& /*values*/,
                         Finding* finding) {
  finding->rows = session.RowCount(table());
  finding->verdict = Verdict::kNotApplicable;
  finding->message = why_;
  return Status::Ok();
}

std::string NameOf(const std::string& table, const std::vector<std::string>& columns) {
  if (columns.empty()) return table;
  if (columns.size() == 1) return table + "." + columns[0];
  return fmt::format("{}.({})", table, fmt::join(columns, ", "));
}

}  // namespace datagen::validate
