#include "inputs/draft/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "data/schema/load_order.h"
#include "inputs/draft/table_drafter.h"

namespace datagen::draft {
namespace {

using base::Json;

// A name for each table that can name a folder, different from the others whatever their case.
std::vector<std::string> NamesOf(const schema::Schema& schema) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  const auto plain = [](std::string name) {
    for (char& c : name) {
      if (std::string_view("./\\:*?\"<>|${}()[],'` ").find(c) != std::string_view::npos) c = '_';
    }
    return name.empty() ? std::string("table") : name;
  };
  names.reserve(schema.tables.size());
  for (const schema::Table& table : schema.tables) {
    std::string name = plain(table.name());
    if (taken.count(schema::Lower(name)) > 0) name = plain(table.full_name);
    while (taken.count(schema::Lower(name)) > 0) name += "_";
    taken.insert(schema::Lower(name));
    names.push_back(name);
  }
  return names;
}

// "table.column" or "table.(a,b)".
std::string Reference(const std::string& table, const std::vector<std::string>& columns) {
  if (columns.size() == 1) return table + "." + columns[0];
  return fmt::format("{}.({})", table, fmt::join(columns, ","));
}

bool AllWritten(const TableDrafter& drafter, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& name) {
    return std::any_of(
        drafter.columns().begin(), drafter.columns().end(),
        [&](const ColumnDraft& column) { return column.name == name && !column.hidden; });
  });
}

// Which tables refer to one that is loaded after them; "" when none does.
std::string CirclesOf(const schema::Schema& schema, const std::vector<std::string>& names,
                      const std::vector<int>& order) {
  std::vector<std::string> found;
  std::set<int> loaded;
  for (const int index : order) {
    loaded.insert(index);
    const auto& keys = schema.tables[static_cast<size_t>(index)].foreign_keys;
    const bool early = std::any_of(keys.begin(), keys.end(), [&](const schema::ForeignKey& key) {
      return loaded.count(TableIndex(schema, key.target)) == 0;
    });
    if (early) found.push_back(names[static_cast<size_t>(index)]);
  }
  if (found.empty()) return "";
  return fmt::format(
      "; in the order of loading, but {}, which refer{} to a table that comes later: "
      "that reference is checked at the end of a load",
      fmt::join(found, ", "), found.size() == 1 ? "s" : "");
}

class ConstraintWriter {
 public:
  ConstraintWriter(const schema::Schema& schema, const std::vector<std::string>& names)
      : schema_(schema), names_(names) {}

  void Add(int index, const TableDrafter& drafter) {
    const schema::Table& table = schema_.tables[static_cast<size_t>(index)];
    const std::string& name = names_[static_cast<size_t>(index)];
    for (const schema::Key& key : table.unique_keys) {
      // What is always null repeats as often as it likes.
      const bool always_null = std::any_of(
          drafter.columns().begin(), drafter.columns().end(), [&](const ColumnDraft& column) {
            return column.null_rate == 1.0 && key.columns == std::vector<std::string>{column.name};
          });
      if (AllWritten(drafter, key.columns) && key.columns != drafter.primary_key() &&
          !always_null) {
        unique_.Push(Json::String(Reference(name, key.columns)));
      }
    }
    for (const schema::ForeignKey& key : table.foreign_keys) {
      const int target = TableIndex(schema_, key.target);
      if (!AllWritten(drafter, key.columns)) continue;
      Json entry = Json::Object();
      entry.Set("from", Json::String(Reference(name, key.columns)));
      entry.Set("to",
                Json::String(Reference(names_[static_cast<size_t>(target)], key.target_columns)));
      foreign_keys_.Push(std::move(entry));
    }
    for (const auto& [column, facts] : drafter.facts().columns)
      AddFacts(name, column, facts, drafter);
    for (const ColumnOrder& order : drafter.facts().orders) {
      if (!AllWritten(drafter, {order.low, order.high})) continue;
      Json entry = Json::Object();
      entry.Set("left", Json::String(Reference(name, {order.low})));
      entry.Set("right", Json::String(Reference(name, {order.high})));
      entry.Set("op", Json::String(order.strict ? "<" : "<="));
      inequalities_.Push(std::move(entry));
    }
  }

  Json Take() {
    Json constraints = Json::Object();
    const auto set = [&](const char* key, Json* list) {
      if (!list->items().empty()) constraints.Set(key, std::move(*list));
    };
    set("unique", &unique_);
    set("foreign_keys", &foreign_keys_);
    set("ranges", &ranges_);
    set("inequalities", &inequalities_);
    return constraints;
  }

 private:
  void AddFacts(const std::string& table, const std::string& column, const ColumnFacts& facts,
                const TableDrafter& drafter) {
    if (!AllWritten(drafter, {column}) || (!facts.low && !facts.high)) return;
    const schema::Column* of = nullptr;
    for (const ColumnDraft& draft : drafter.columns()) {
      if (draft.name == column) of = draft.column;
    }
    const NumberLimits limits = LimitsOf(of->type, facts);
    Json entry = Json::Object();
    entry.Set("attr", Json::String(Reference(table, {column})));
    if (facts.low) entry.Set("min", Json::RawNumber(NumberText(limits.low, limits.scale)));
    if (facts.high) entry.Set("max", Json::RawNumber(NumberText(limits.high, limits.scale)));
    ranges_.Push(std::move(entry));
  }

  const schema::Schema& schema_;
  const std::vector<std::string>& names_;
  Json unique_ = Json::Array();
  Json foreign_keys_ = Json::Array();
  Json ranges_ = Json::Array();
  Json inequalities_ = Json::Array();
};

}  // namespace

Json DraftSpec(const schema::Schema& schema, const DraftOptions& options,
               std::vector<schema::Note>* notes) {
  const std::vector<std::string> names = NamesOf(schema);
  std::vector<TableRole> roles = AssignRoles(schema, options.size);
  ConstraintWriter constraints(schema, names);
  // Parents first: how many rows they really have decides what their children can.
  std::vector<Json> nodes(schema.tables.size());
  const std::vector<int> order = schema::LoadOrder(schema);
  for (const int index : order) {
    TableDrafter drafter(schema, index, names, &roles, notes);
    nodes[static_cast<size_t>(index)] = drafter.Run();
    if (drafter.written_count() > 0) {
      constraints.Add(index, drafter);
      continue;
    }
    const schema::Table& table = schema.tables[static_cast<size_t>(index)];
    nodes[static_cast<size_t>(index)] = Json();
    notes->push_back({schema::Note::Kind::kWarning, table.place,
                      "the database computes every column: the table is left out",
                      table.full_name});
  }
  Json list = Json::Array();
  for (const int index : order) {
    Json& node = nodes[static_cast<size_t>(index)];
    if (!node.is_null()) list.Push(std::move(node));
  }
  Json spec = Json::Object();
  spec.Set("version", Json::String("1.0"));
  Json metadata = Json::Object();
  metadata.Set("name", Json::String(options.name));
  metadata.Set("description",
               Json::String(fmt::format("drafted from a {} schema of {} tables{}", schema.dialect,
                                        schema.tables.size(), CirclesOf(schema, names, order))));
  spec.Set("metadata", std::move(metadata));
  spec.Set("timeframe", Generator(fmt::format(R"({{"start": "{}", "end": "{}", "freq": "D"}})",
                                              kTimeframeStart, kTimeframeEnd)));
  spec.Set("nodes", std::move(list));
  spec.Set("constraints", constraints.Take());
  return spec;
}

}  // namespace datagen::draft
