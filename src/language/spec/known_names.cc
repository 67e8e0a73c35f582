#include "language/spec/known_names.h"

#include <fmt/format.h>

#include "foundation/base/spelling.h"
#include "functions/kernel/reference.h"

namespace datagen::spec {

using base::Diagnostics;
using base::Json;

KnownNames::KnownNames(const Spec& spec) : spec_(spec), columns_(spec.nodes.size()) {
  for (const Node& node : spec.nodes) tables_.Add(node.id);
}

const base::NameIndex& KnownNames::ColumnsOf(int table) {
  auto& columns = columns_[static_cast<size_t>(table)];
  if (!columns) {
    columns.emplace();
    for (const Column& column : spec_.nodes[static_cast<size_t>(table)].columns) {
      columns->Add(column.name);
    }
  }
  return *columns;
}

bool KnownNames::Check(const ColumnList& list, Diagnostics* diagnostics) {
  const int table = tables_.Find(list.node);
  if (table < 0) {
    std::vector<std::string> ids;
    for (const Node& known : spec_.nodes) ids.push_back(known.id);
    diagnostics->Error("unknown-table", list.where, fmt::format("'{}' is no node", list.node),
                       {.given = list.node,
                        .expected = "one of " + base::JoinNames(ids),
                        .hint = base::DidYouMean(list.node, ids)});
    return false;
  }
  bool known = true;
  for (const std::string& column : list.columns) {
    if (ColumnsOf(table).Find(column) >= 0) continue;
    std::vector<std::string> names;
    for (const Column& candidate : spec_.nodes[static_cast<size_t>(table)].columns) {
      names.push_back(candidate.name);
    }
    diagnostics->Error("unknown-column", list.where,
                       fmt::format("'{}' is no column of node '{}'", column, list.node),
                       {.given = column,
                        .expected = "one of " + base::JoinNames(names),
                        .hint = base::DidYouMean(column, names)});
    known = false;
  }
  return known;
}

std::optional<ColumnList> ReadColumnList(const Json& json, Diagnostics* diagnostics) {
  if (json.is_string()) {
    if (auto reference = kernel::ParseReference(json.text())) {
      return ColumnList{std::move(reference->table), std::move(reference->columns), json};
    }
  }
  diagnostics->Error("invalid-reference", json, fmt::format("{} is no column", json.Excerpt()),
                     {.expected = "\"table.column\" or \"table.(a,b)\""});
  return std::nullopt;
}

std::optional<ColumnList> KnownNames::ReadColumns(const Json* json, Diagnostics* diagnostics) {
  if (json == nullptr) return std::nullopt;
  auto list = ReadColumnList(*json, diagnostics);
  if (list && !Check(*list, diagnostics)) return std::nullopt;
  return list;
}

std::vector<std::string> ReadNames(const Json* json, std::string_view what,
                                   Diagnostics* diagnostics) {
  std::vector<std::string> names;
  if (json == nullptr) return names;
  if (json->is_string()) return {json->text()};
  if (!json->is_array()) {
    diagnostics->Error("wrong-json-type", *json, fmt::format("'{}' is {}", what, json->Excerpt()),
                       {.expected = "a list of names"});
    return names;
  }
  for (const Json& item : json->items()) {
    if (item.is_string()) {
      names.push_back(item.text());
    } else {
      diagnostics->Error("wrong-json-type", item,
                         fmt::format("'{}' has the item {}", what, item.Excerpt()),
                         {.expected = "a name"});
    }
  }
  return names;
}

}  // namespace datagen::spec
