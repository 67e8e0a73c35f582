#include "datagen/preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "doors/api/access.h"
#include "doors/api/outcome.h"
#include "making/engine/engine.h"
#include "making/sinks/text_values.h"

namespace datagen {
namespace {

bool StartsWithAny(std::string_view type, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return type.starts_with(name); });
}

// A text as it is; all else as JSON writes it, without the quotes.
std::string TextOf(const kernel::Vector& values, int64_t i, const kernel::ValueType& type) {
  if (type.kind == kernel::TypeKind::kString) return std::string(values.String(i));
  base::Buffer<char> json;
  sinks::AppendJsonValue(values, i, type, &json);
  std::string_view text(json.data(), json.size());
  const bool quoted =
      text.size() > 1 && text.front() == '"' && type.kind != kernel::TypeKind::kJson;
  if (quoted) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

}  // namespace

bool TableRows::is_number(size_t column) const {
  return StartsWithAny(table.columns[column].type, {"int", "float", "decimal"});
}

bool TableRows::is_json(size_t column) const {
  return is_number(column) || StartsWithAny(table.columns[column].type, {"bool", "json", "array"});
}

Outcome ReadRows(const Plan& plan, int table, int64_t first_row, int64_t count, TableRows* rows) {
  const auto tables = static_cast<int>(plan.tables().size());
  if (table < 0 || table >= tables) {
    return api::Invalid("unknown-table", fmt::format("table {} of {}", table, tables));
  }
  const engine::Engine& engine = *api::PlanAccess::EngineOf(plan);
  rows->table = plan.tables()[static_cast<size_t>(table)];
  rows->cells.clear();
  // Of an expected number, the one that the plan is whole with.
  const int64_t there = engine.plan().nodes[static_cast<size_t>(table)].rows;
  if (first_row < 0 || first_row > there) {
    return api::Invalid("value-out-of-range",
                        fmt::format("rows from {} of '{}'", first_row, rows->table.name),
                        {.expected = fmt::format("a row from 0 to {}", there)});
  }
  if (count < 0 || count > plan.max_fill_rows()) {
    return api::Invalid("value-out-of-range", fmt::format("{} rows at once", count),
                        {.expected = fmt::format("at most {}", plan.max_fill_rows())});
  }
  return api::GuardedOutcome([&]() -> Outcome {
    const auto batch = engine.Fill(table, first_row, std::min(count, there - first_row));
    if (!batch.ok()) return api::ToOutcome(batch.status());
    const auto& columns = engine.written(table);
    rows->cells.resize(static_cast<size_t>(batch.value().rows));
    for (size_t i = 0; i < rows->cells.size(); ++i) {
      const auto row = static_cast<int64_t>(i);
      for (size_t k = 0; k < columns.size(); ++k) {
        const kernel::Vector& values = *batch.value().columns[k];
        auto& cell = rows->cells[i].emplace_back();
        if (values.IsValid(row)) cell = TextOf(values, row, columns[k].type);
      }
    }
    return {};
  });
}

}  // namespace datagen
