#include "making/defects/ledger_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::defects {
namespace {

using base::Json;
using kernel::Physical;
using kernel::Vector;

Json TextOrNull(const std::optional<std::string>& text) {
  return text ? Json::String(*text) : Json::Null();
}

}  // namespace

const std::vector<engine::WrittenColumn>& LedgerColumns() {
  static const auto* columns = [] {
    const auto text = kernel::ValueType::Of(kernel::TypeKind::kString);
    return new std::vector<engine::WrittenColumn>{
        {"table", text, false}, {"row", kernel::ValueType::Int(), true},
        {"key", text, false},   {"column", text, false},
        {"kind", text, false},  {"before", text, true},
        {"after", text, true}};
  }();
  return *columns;
}

std::string LedgerLine(const Entry& entry, const std::string& table) {
  Json line = Json::Array();
  line.Push(Json::String(table));
  line.Push(entry.row < 0 ? Json::Null() : Json::Number(entry.row));
  line.Push(Json::String(entry.key));
  line.Push(Json::String(entry.column));
  line.Push(Json::String(entry.kind));
  line.Push(TextOrNull(entry.before));
  line.Push(TextOrNull(entry.after));
  return line.Print() + "\n";
}

LedgerRows::LedgerRows(std::istream* lines) : lines_(*lines) { Clear(); }

base::Result<engine::Batch> LedgerRows::Next(int64_t rows) {
  engine::Batch batch;
  std::string line;
  while (batch.rows < rows && std::getline(lines_, line)) {
    if (!Add(line)) return base::Status::Environment("record-damaged", "the ledger is damaged");
    ++batch.rows;
  }
  for (auto& vector : vectors_) batch.columns.push_back(std::move(vector));
  Clear();
  return batch;
}

void CountBroken(const engine::Batch& rows, std::vector<Asked>* asked) {
  constexpr size_t kTable = 0;  // the places among LedgerColumns()
  constexpr size_t kColumn = 3;
  constexpr size_t kKind = 4;
  for (int64_t i = 0; i < rows.rows; ++i) {
    const auto is = [&](size_t column, const std::string& text) {
      return rows.columns[column]->String(i) == text;
    };
    for (Asked& one : *asked) {
      if (is(kKind, one.kind) && is(kColumn, one.column) && is(kTable, one.table)) ++one.broken;
    }
  }
}

std::vector<Asked> Missed(const std::vector<Asked>& asked) {
  std::vector<Asked> missed;
  std::copy_if(asked.begin(), asked.end(), std::back_inserter(missed),
               [](const Asked& one) { return one.broken < one.asked; });
  return missed;
}

void LedgerRows::Clear() {
  vectors_.clear();
  for (const engine::WrittenColumn& column : LedgerColumns()) {
    vectors_.push_back(Vector::Make(column.type.physical(), 0));
  }
}

bool LedgerRows::Add(const std::string& text) {
  base::Diagnostics ignored;
  const auto line = base::ParseJson(text, &ignored);
  if (!line || line->items().size() != vectors_.size()) return false;
  for (size_t i = 0; i < vectors_.size(); ++i) {
    const Json& value = line->items()[i];
    Vector& vector = *vectors_[i];
    ++vector.length;
    vector.valid.PushBack(value.is_null() ? 0 : 1);
    if (vector.physical == Physical::kInt64) {
      vector.ints.PushBack(value.AsInt64().value_or(0));
    } else {
      vector.strings.Append(value.text());
    }
  }
  return true;
}

}  // namespace datagen::defects
