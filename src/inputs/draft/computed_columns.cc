#include "inputs/draft/computed_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "inputs/draft/condition_code.h"
#include "inputs/draft/spec_type.h"

namespace datagen::draft {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using schema::Condition;
using Kind = Condition::Kind;

// The digits behind the point that an exact value can have; nullopt: it is none.
std::optional<int> ScaleOf(const TableDraft& table, const Condition& value) {
  if (value.kind == Kind::kNumber) {
    if (value.text.find_first_of("eE") != std::string::npos) return std::nullopt;
    const size_t point = value.text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(value.text.size() - point - 1);
  }
  if (value.kind == Kind::kColumn) {
    const schema::Column* column = table.table().FindColumn(value.text);
    const ColumnDraft* draft = column == nullptr ? nullptr : table.Find(column->name);
    if (draft == nullptr) return std::nullopt;
    if (draft->type.kind == TypeKind::kInt) return 0;
    return draft->type.kind == TypeKind::kDecimal ? std::optional(draft->type.scale) : std::nullopt;
  }
  if (value.kind != Kind::kOperator || value.parts.size() != 2) return std::nullopt;
  const auto left = ScaleOf(table, value.parts[0]);
  const auto right = ScaleOf(table, value.parts[1]);
  if (!left || !right) return std::nullopt;
  return value.text == "*" ? *left + *right : std::max(*left, *right);
}

// Databases round what is cut half away from zero; the language would round half to even.
std::string RoundedAsInSql(const std::string& code, int scale) {
  const std::string step = "1" + std::string(static_cast<size_t>(scale), '0');
  return fmt::format(
      "if({0} < 0, -floor(-({0}) * {1} + 0.5) / {1}, floor(({0}) * {1} + 0.5) / {1})", code, step);
}

// Whether all that it reads is there. A computed column may not read another one.
bool ReadsColumns(const TableDraft& table, const Condition& value) {
  const auto names = schema::ColumnsOf(value);
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const schema::Column* column = table.table().FindColumn(name);
    return column != nullptr && table.Find(column->name) != nullptr;
  });
}

std::optional<std::string> CodeOf(const TableDraft& table, const schema::Column& column,
                                  const ValueType& type) {
  if (column.computed == nullptr || !ReadsColumns(table, *column.computed)) return std::nullopt;
  auto code = ValueCode(table.table(), *column.computed);
  if (!code || (type.kind != TypeKind::kDecimal && type.kind != TypeKind::kInt)) return code;
  const int scale = type.kind == TypeKind::kDecimal ? type.scale : 0;
  const auto exact = ScaleOf(table, *column.computed);
  return exact && *exact > scale ? RoundedAsInSql(*code, scale) : code;
}

// Whether values of the type are computed, and compared, by the language.
bool IsComputed(const ValueType& type) {
  return type.is_numeric() || type.kind == TypeKind::kString || type.kind == TypeKind::kBool ||
         IsMoment(type);
}

}  // namespace

void AddComputedColumns(TableDraft* table) {
  for (const schema::Column& column : table->table().columns) {
    if (!column.generated) continue;
    ValueType type = SpecType(table->schema(), table->table(), column);
    // Where decimals are doubles, so is what is computed of them.
    if (table->storage().decimals_are_doubles && type.kind == TypeKind::kDecimal) {
      type = ValueType::Float();
    }
    // Without a precision the database keeps every digit.
    const bool open = column.type.family == schema::TypeFamily::kDecimal && !column.type.precision;
    if (open && type.kind == TypeKind::kDecimal && column.computed != nullptr) {
      const auto exact = ScaleOf(*table, *column.computed);
      type.scale = std::min(exact.value_or(type.scale), type.precision);
    }
    // Without a type at all, it has that of what is computed.
    if (column.type.name.empty() && column.computed != nullptr) {
      const auto exact = ScaleOf(*table, *column.computed);
      if (exact == 0) type = ValueType::Int();
    }
    const auto code = IsComputed(type) ? CodeOf(*table, column, type) : std::nullopt;
    if (code) {
      table->AddComputed(column, type, Expression(*code), "the database computes it the same way");
      continue;
    }
    table->Warn("computed-column-left-out", column.place,
                fmt::format("the database computes column '{}' as ({}), which is not understood: "
                            "it is left out",
                            column.name, *column.generated));
  }
}

}  // namespace datagen::draft
