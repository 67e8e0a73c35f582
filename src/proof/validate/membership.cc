#include "proof/validate/membership.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// Longer lists are joined with, not compared one by one.
constexpr size_t kListMax = 40;

std::string Shown(const Table& table, const spec::Column& column) {
  std::vector<std::string> shown;
  for (const std::string& key : table.node->pk) {
    if (table.Has(key)) shown.push_back(key);
  }
  if (std::find(shown.begin(), shown.end(), column.name) == shown.end()) {
    shown.push_back(column.name);
  }
  return query::IdentifierList(shown, "t");
}

bool IsFreeText(const spec::Column& column) {
  return column.type.kind == kernel::TypeKind::kString && column.type.length_max == 0;
}

// That a value is not listed, where it is listed as it is stored.
RowTest NotAmong(const spec::Column& column, const spec::Literals& list) {
  const bool is_text = IsFreeText(column);
  if (!is_text && column.type.kind != kernel::TypeKind::kInt) return {};
  NotAmongTexts texts{column.name, {}};
  NotAmongUnits units{column.name, {}};
  for (const base::Json& item : list) {
    const auto number = item.is_number() ? item.AsInt64() : std::nullopt;
    const auto whole = number ? UnitsOf(column.type, static_cast<double>(*number)) : std::nullopt;
    if (is_text ? !item.is_string() : !whole) return {};
    if (is_text) {
      texts.texts.push_back(item.text());
    } else {
      units.units.push_back(*whole);
    }
  }
  if (is_text) return texts;
  return units;
}

}  // namespace

std::optional<std::vector<std::string>> TextsOf(const spec::Column& column,
                                                const spec::Literals& list) {
  const RowTest test = NotAmong(column, list);
  if (const auto* texts = std::get_if<NotAmongTexts>(&test)) return texts->texts;
  const auto* units = std::get_if<NotAmongUnits>(&test);
  if (units == nullptr) return std::nullopt;
  std::vector<std::string> printed;
  printed.reserve(units->units.size());
  for (const int64_t unit : units->units) printed.push_back(std::to_string(unit));
  return printed;
}

std::unique_ptr<Check> ListedInSpec(const CheckInfo& info, const Context& context,
                                    const Table& table, const spec::Column& column,
                                    const spec::Literals& list, const base::Place& where) {
  const std::string claim =
      fmt::format("{}.{} is one of {}", table.node->id, column.name, spec::Excerpt(list));
  const std::string name = Identifier(column.name);
  const Rule rule{.kind = Rule::Kind::kListed, .columns = {column.name}, .values = &list};
  const std::string path = context.Path(where);
  if (list.size() <= kListMax) {
    auto check = std::make_unique<RowCheck>(
        info, path, table, std::vector<std::string>{column.name}, claim,
        Condition(fmt::format("{} NOT IN ({})", name, ToSqlLiterals(list, column.type)),
                  NotAmong(column, list)));
    check->set_rule(rule);
    return check;
  }
  auto check = std::make_unique<QueryCheck>(
      info, path, table.node->id, std::vector<std::string>{column.name}, claim,
      fmt::format("SELECT {} FROM {} AS t ANTI JOIN ({}) AS l ON t.{} = l.v WHERE t.{} "
                  "IS NOT NULL",
                  Shown(table, column), Identifier(table.node->id),
                  query::ToSqlRows(list, column.type), name, name));
  check->set_rule(rule);
  return check;
}

std::unique_ptr<Check> ListedInTable(const CheckInfo& info, const Context& context,
                                     const Table& table, const spec::Column& column,
                                     const spec::ColumnList& reference) {
  const std::string& other = reference.node;
  const std::string& key = reference.column();
  if (context.Readable(other, {key}) == nullptr) return nullptr;
  const std::string name = Identifier(column.name);
  auto check = std::make_unique<QueryCheck>(
      info, context.Path(reference.where), table.node->id, std::vector<std::string>{column.name},
      fmt::format("{}.{} is one of {}", table.node->id, column.name, reference.Print()),
      fmt::format("SELECT {} FROM {} AS t ANTI JOIN {} AS l ON t.{} = l.{} WHERE t.{} IS NOT NULL",
                  Shown(table, column), Identifier(table.node->id), Identifier(other), name,
                  Identifier(key), name));
  check->set_rule(
      {.kind = Rule::Kind::kForeignKey, .columns = {column.name}, .target = other, .keys = {key}});
  return check;
}

}  // namespace datagen::validate
