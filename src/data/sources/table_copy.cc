#include "data/sources/table_copy.h"

#include <fmt/format.h>

#include "data/query/sql_text.h"
#include "data/sources/row_batches.h"
#include "data/sources/stored_type.h"

namespace datagen::sources {
namespace {

using base::Status;
using query::Identifier;

// In the copy: the value, and its text where that is another than the value's own.
std::string ValueOf(size_t place) { return fmt::format("v{}", place); }
std::string PrintedOf(size_t place) { return fmt::format("p{}", place); }

constexpr const char* kText = "VARCHAR";

}  // namespace

TableCopy::TableCopy(std::string name, const connections::StoredTable& stored,
                     const dialects::Storage& storage)
    : name_(std::move(name)), relation_(stored.relation), storage_(storage) {
  constexpr int64_t kLengthMax = 100'000;  // beyond it nobody meant a limit
  for (const connections::StoredColumn& column : stored.columns) {
    CopiedColumn& copied = columns_.emplace_back();
    copied.name = column.name;
    copied.expression = column.expression;
    copied.copied = CopiedTypeOf(column.type, storage);
    copied.is_bool = copied.copied != StoredTypeOf(column.type);
    const int64_t length = column.type.length.value_or(0);
    const bool is_text = column.type.family == schema::TypeFamily::kText;
    copied.length_max = is_text && length <= kLengthMax ? length : 0;
  }
}

Status TableCopy::Fill(connections::Connection* connection, query::Database* database) {
  std::vector<std::string> wanted;
  std::vector<std::string> kept;
  wanted.reserve(columns_.size());
  kept.reserve(columns_.size() * 2);
  for (size_t k = 0; k < columns_.size(); ++k) {
    const std::string& type = columns_[k].copied;
    const std::string raw = fmt::format("r{}", k);
    wanted.push_back(columns_[k].expression);
    kept.push_back(fmt::format("{} AS {}", ReadText(type, raw, storage_), ValueOf(k)));
    if (type == kText) continue;
    kept.push_back(fmt::format("CASE WHEN {0} IS DISTINCT FROM {1} THEN {0} END AS {2}", raw,
                               PrintText(type, ValueOf(k)), PrintedOf(k)));
  }
  if (wanted.empty()) wanted.emplace_back("*");  // to be told why there are none
  auto rows =
      connection->Stream(fmt::format("SELECT {} FROM {}", fmt::join(wanted, ", "), relation_));
  if (!rows.ok()) return rows.status();
  if (columns_.empty()) return Status::Invalid("query-failed", "it has no columns");
  RowBatches batches(std::move(*rows));
  ArrowArrayStream stream;
  Status status = batches.Export(&stream);
  if (!status.ok()) return status;
  status = database->CopyStream(name_, fmt::format("{}", fmt::join(kept, ", ")), &stream);
  if (stream.release != nullptr) stream.release(&stream);
  if (!batches.status().ok()) return batches.status();
  return status.ok() ? LookAtValues(database) : status;
}

Status TableCopy::LookAtValues(query::Database* database) {
  std::vector<std::string> counts;
  counts.reserve(columns_.size() * 2);
  for (size_t k = 0; k < columns_.size(); ++k) {
    const std::string value = ValueOf(k);
    counts.push_back(columns_[k].copied == kText
                         ? "0"
                         : fmt::format("count({}) FILTER ({} IS NULL)", PrintedOf(k), value));
    counts.push_back(columns_[k].is_bool ? fmt::format("count(*) FILTER ({} NOT IN (0, 1))", value)
                                         : "0");
  }
  const std::string from = " FROM " + Identifier(name_);
  auto counted = database->Select(fmt::format("SELECT {}", fmt::join(counts, ", ")) + from);
  if (!counted.ok()) return counted.status();
  for (size_t k = 0; k < columns_.size(); ++k) {
    CopiedColumn& column = columns_[k];
    column.misfits = counted->Integer(0, 2 * k).value_or(0);
    const bool is_number = counted->Integer(0, 2 * k + 1).value_or(0) > 0;
    column.is_bool = column.is_bool && !is_number && column.misfits == 0;
    if (column.misfits == 0) continue;
    auto first = database->Select(
        fmt::format("SELECT rowid + 1, {0}{1} WHERE {0} IS NOT NULL AND {2} IS NULL ORDER BY rowid "
                    "LIMIT 1",
                    PrintedOf(k), from, ValueOf(k)));
    if (!first.ok()) return first.status();
    column.misfit = fmt::format("row {}: '{}'", first->Text(0, 0), first->Text(0, 1));
  }
  return Status::Ok();
}

std::string TableCopy::Type(const CopiedColumn& column) const {
  return column.is_bool ? "BOOLEAN" : column.copied;
}

std::vector<Column> TableCopy::Columns() const {
  std::vector<Column> columns;
  columns.reserve(columns_.size());
  for (const CopiedColumn& copied : columns_) {
    Column& column = columns.emplace_back();
    column.name = copied.name;
    column.type = Type(copied);
    column.value_type = query::ValueTypeOf(column.type);
    if (column.value_type) column.value_type->length_max = copied.length_max;
    column.misfits = copied.misfits;
    column.misfit = copied.misfit;
  }
  return columns;
}

std::string TableCopy::Relation(const Reading& reading) const {
  std::vector<std::string> columns;
  columns.reserve(columns_.size());
  for (size_t k = 0; k < columns_.size(); ++k) {
    const CopiedColumn& column = columns_[k];
    const std::string value = ValueOf(k);
    const std::string name = Identifier(column.name);
    const bool is_text = column.copied == kText;
    if (reading.as_text && !is_text) {
      columns.push_back(fmt::format("coalesce({}, {}) AS {}", PrintedOf(k),
                                    PrintText(column.copied, value), name));
      continue;
    }
    columns.push_back(column.is_bool ? fmt::format("CAST({} AS BOOLEAN) AS {}", value, name)
                                     : fmt::format("{} AS {}", value, name));
    if (reading.misfit_suffix.empty() || column.misfits == 0) continue;
    columns.push_back(fmt::format("CASE WHEN {} IS NULL THEN {} END AS {}", value, PrintedOf(k),
                                  Identifier(column.name + reading.misfit_suffix)));
  }
  return fmt::format("(SELECT {} FROM {})", fmt::join(columns, ", "), Identifier(name_));
}

}  // namespace datagen::sources
