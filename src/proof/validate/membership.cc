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

}  // namespace

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
        fmt::format("{} NOT IN ({})", name, ToSqlLiterals(list, column.type)));
    check->set_rule(rule);
    return check;
  }
  std::vector<std::string> rows;
  for (const base::Json& item : list) rows.push_back("(" + ToSqlLiteral(item, column.type) + ")");
  auto check = std::make_unique<QueryCheck>(
      info, path, table.node->id, std::vector<std::string>{column.name}, claim,
      fmt::format("SELECT {} FROM {} AS t ANTI JOIN (VALUES {}) AS l(v) ON t.{} = l.v WHERE t.{} "
                  "IS NOT NULL",
                  Shown(table, column), Identifier(table.node->id), query::List(rows), name, name));
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
