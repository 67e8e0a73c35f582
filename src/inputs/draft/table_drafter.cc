#include "inputs/draft/table_drafter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/dialects/dialect.h"

namespace datagen::draft {

using base::Json;
using schema::Column;
using schema::ForeignKey;
using schema::TypeFamily;

TableDrafter::TableDrafter(const schema::Schema& schema, int index,
                           const std::vector<std::string>& names, std::vector<TableRole>* roles,
                           std::vector<schema::Note>* notes)
    : schema_(schema),
      index_(index),
      table_(schema.tables[static_cast<size_t>(index)]),
      names_(names),
      roles_(*roles),
      notes_(*notes) {}

TableRole& TableDrafter::role() const { return roles_[static_cast<size_t>(index_)]; }

ColumnDraft* TableDrafter::Find(const std::string& name) {
  for (ColumnDraft& column : columns_) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

bool TableDrafter::IsOpen(const std::string& name) {
  const ColumnDraft* column = Find(name);
  return column != nullptr && column->generator.is_null();
}

ColumnDraft& TableDrafter::AddHidden(const std::string& name, const std::string& type,
                                     Json generator) {
  ColumnDraft hidden;
  hidden.name = name;
  while (Find(hidden.name) != nullptr) hidden.name += "_";
  hidden.type = type;
  hidden.hidden = true;
  hidden.generator = std::move(generator);
  columns_.push_back(std::move(hidden));
  return columns_.back();
}

void TableDrafter::Decide(ColumnDraft* column, Json generator, const std::string& reason) {
  column->generator = std::move(generator);
  column->reason = reason;
}

void TableDrafter::Warn(const schema::Place& place, const std::string& message) {
  notes_.push_back({schema::Note::Kind::kWarning, place, message, table_.full_name});
}

Json TableDrafter::Run() {
  facts_ = InterpretChecks(table_);
  for (const schema::Check* check : facts_.unkept) {
    if (check->condition == nullptr) continue;  // the reader has said so
    Warn(check->place,
         fmt::format("CHECK ({}) is not kept by construction: rows may break it", check->text));
  }
  columns_.reserve(table_.columns.size() * 2);
  for (const Column& column : table_.columns) {
    if (column.generated || column.type.family == TypeFamily::kRowVersion) continue;
    ColumnDraft draft;
    draft.column = &column;
    draft.name = column.name;
    draft.type = SpecType(schema_, table_, column);
    draft.nullable = column.nullable && !facts_.columns[column.name].not_null;
    columns_.push_back(std::move(draft));
  }
  DraftParent();
  DraftReferences();
  DraftKeys();
  DraftOrders();
  DraftTimes();
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].generator.is_null()) {
      ColumnDraft column = columns_[i];  // hidden columns may be added meanwhile
      DraftValue(&column);
      columns_[i] = std::move(column);
    }
  }
  for (ColumnDraft& column : columns_) Finish(&column);
  return NodeJson();
}

// ---- References

void TableDrafter::DraftLookups(size_t key_index, const std::string& pick,
                                const std::string& reason) {
  const ForeignKey& key = table_.foreign_keys[key_index];
  const std::string& target = names_[static_cast<size_t>(TableIndex(schema_, key.target))];
  std::string first_open;
  for (size_t i = 0; i < key.columns.size(); ++i) {
    ColumnDraft* column = Find(key.columns[i]);
    if (column == nullptr || !column->generator.is_null()) continue;
    Json arguments = Json::Object();
    arguments.Set("from", Json::String(target + "." + key.target_columns[i]));
    if (!pick.empty()) arguments.Set("pick", Json::String(pick));
    if (key.columns.size() > 1 && !pick.empty()) {
      arguments.Set("row", Json::String(key.columns[0] + "_row"));
    }
    Json generator = Json::Object();
    generator.Set("lookup", std::move(arguments));
    Decide(column, std::move(generator), reason);
    column->reference = static_cast<int>(key_index);
    // The parts of a reference are null together.
    if (column->nullable && !first_open.empty()) {
      column->null_when = first_open + " == null";
    } else if (column->nullable) {
      column->null_rate = 0.2;
      first_open = column->name;
    }
  }
  kept_references_.insert(static_cast<int>(key_index));
}

void TableDrafter::DraftParent() {
  if (role().parent_key < 0) return;
  const auto index = static_cast<size_t>(role().parent_key);
  DraftLookups(index, "",
               fmt::format("the row of {} that it belongs to", table_.foreign_keys[index].target));
}

// The columns have values of another reference already: does that one lead to the same rows?
bool TableDrafter::IsImplied(const ForeignKey& key) {
  for (size_t i = 0; i < key.columns.size(); ++i) {
    const ColumnDraft* column = Find(key.columns[i]);
    if (column == nullptr || column->reference < 0) return false;
    // Follow the column from table to table until it arrives.
    const ForeignKey* by = &table_.foreign_keys[static_cast<size_t>(column->reference)];
    std::string name = column->name;
    bool arrived = false;
    constexpr int kStepsMax = 20;
    for (int step = 0; step < kStepsMax && by != nullptr; ++step) {
      const auto at = std::find(by->columns.begin(), by->columns.end(), name);
      if (at == by->columns.end()) return false;
      name = by->target_columns[static_cast<size_t>(at - by->columns.begin())];
      if (by->target == key.target && name == key.target_columns[i]) {
        arrived = true;
        break;
      }
      const schema::Table* next = schema_.Find(by->target);
      by = nullptr;
      for (const ForeignKey& candidate : next->foreign_keys) {
        if (HasName(candidate.columns, name)) by = &candidate;
      }
    }
    if (!arrived) return false;
  }
  return true;
}

void TableDrafter::DraftReferences() {
  std::vector<size_t> order;
  for (size_t i = 0; i < table_.foreign_keys.size(); ++i) {
    if (static_cast<int>(i) != role().parent_key) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return table_.foreign_keys[a].columns.size() > table_.foreign_keys[b].columns.size();
  });
  for (const size_t index : order) DraftReference(index);
}

void TableDrafter::DraftReference(size_t key_index) {
  const ForeignKey& key = table_.foreign_keys[key_index];
  const int target = TableIndex(schema_, key.target);
  if (target == index_) {
    DraftSelfReference(key_index);
    return;
  }
  const bool all_open = std::all_of(key.columns.begin(), key.columns.end(),
                                    [&](const std::string& name) { return IsOpen(name); });
  if (!all_open) {
    if (IsImplied(key)) {
      kept_references_.insert(static_cast<int>(key_index));
      return;
    }
    for (const std::string& name : key.columns) {
      ColumnDraft* column = Find(name);
      if (column == nullptr || !column->generator.is_null() || !column->nullable) continue;
      Decide(column, Generator(R"({"choice": {"choices": [null]}})"),
             "null: its reference shares columns with another one, and both can't be kept");
      column->null_rate = 1;
      kept_references_.insert(static_cast<int>(key_index));
      return;
    }
    Warn(key.place,
         fmt::format("the reference of '{}' to '{}' by {} shares columns with another one: it may "
                     "not hold",
                     table_.full_name, key.target, fmt::join(key.columns, ", ")));
    return;
  }
  const bool once = HoldsKey(table_, key.columns);
  const TableRole& other = roles_[static_cast<size_t>(target)];
  if (once)
    LimitRows(static_cast<double>(other.rows) * (other.parent_key < 0 ? 1.0 : 0.8),
              "each row of " + key.target + " is referred to once");
  DraftLookups(key_index, once ? "unique" : "uniform",
               once ? fmt::format("a row of {} that no other row refers to", key.target)
                    : fmt::format("a row of {}", key.target));
  if (!once) return;
  for (const std::string& name : key.columns) Find(name)->never_repeats = true;
}

void TableDrafter::DraftSelfReference(size_t key_index) {
  const ForeignKey& key = table_.foreign_keys[key_index];
  const std::string& own = names_[static_cast<size_t>(index_)];
  const bool single = key.columns.size() == 1;
  for (size_t i = 0; i < key.columns.size(); ++i) {
    ColumnDraft* column = Find(key.columns[i]);
    if (column == nullptr || !column->generator.is_null()) continue;
    if (key.columns[i] == key.target_columns[i]) continue;  // (tenant, parent) → (tenant, id)
    const std::string& target = key.target_columns[i];
    kept_references_.insert(static_cast<int>(key_index));
    const bool once = HoldsKey(table_, key.columns);
    const schema::Column* target_column = table_.FindColumn(target);
    const bool numbered = table_.primary_key == std::vector<std::string>{target} &&
                          target_column->type.family == TypeFamily::kInteger;
    if (single && once && column->nullable && numbered) {
      Decide(column,
             Generator(fmt::format(R"({{"expression": {{"code": {}}}}})",
                                   Quoted(fmt::format("if({0} > 1, {0} - 1, null)", target)))),
             "the row before: a chain");
      column->never_repeats = true;
      continue;
    }
    if (!single || once) {
      // A chain, or the part of a longer key: null, or the row itself.
      if (column->nullable) {
        Decide(
            column,
            Generator(fmt::format(R"({{"lookup": {{"from": {}}}}})", Quoted(own + "." + target))),
            "null: a tree over several columns");
        column->null_rate = 1;
      } else {
        Decide(column,
               Generator(fmt::format(R"({{"expression": {{"code": {}}}}})", Quoted(target))),
               "the row itself");
      }
      column->never_repeats = once;
      continue;
    }
    const Json lookup = Generator(fmt::format(R"({{"lookup": {{"from": {}, "root_rate": 0.1}}}})",
                                              Quoted(own + "." + target)));
    if (column->nullable) {
      Decide(column, lookup, "an earlier row of the same table: a tree");
      column->reference = static_cast<int>(key_index);
      continue;
    }
    const std::string type = column->type;
    const std::string name = column->name;
    ColumnDraft& above = AddHidden(name + "_above", type, lookup);
    above.nullable = true;
    above.reason = "an earlier row of the same table: a tree";
    const std::string above_name = above.name;
    column = Find(name);
    Decide(column,
           Generator(
               fmt::format(R"({{"expression": {{"code": {}}}}})",
                           Quoted(fmt::format("if({0} == null, {1}, {0})", above_name, target)))),
           "the row above; the first rows are their own");
  }
}

// ---- The node

int64_t TableDrafter::written_count() const {
  return std::count_if(columns_.begin(), columns_.end(),
                       [](const ColumnDraft& column) { return !column.hidden; });
}

void TableDrafter::Finish(ColumnDraft* column) {
  if (column->hidden || column->column == nullptr) return;
  const ColumnFacts& facts = facts_.columns[column->name];
  if (facts.always_null && column->nullable && !facts.not_null) {
    column->null_rate = 1;
    column->null_when.clear();
  }
  if (!column->nullable) {
    column->null_rate.reset();
    column->null_when.clear();
    return;
  }
  const bool in_key =
      std::any_of(table_.unique_keys.begin(), table_.unique_keys.end(),
                  [&](const schema::Key& key) { return HasName(key.columns, column->name); });
  if (in_key && dialects::GetDialect(schema_.dialect).storage.unique_takes_one_null) {
    column->null_rate = 0;
  }
  if (!column->null_when.empty()) column->null_rate.reset();
}

Json TableDrafter::ColumnJson(const ColumnDraft& column) const {
  Json json = Json::Object();
  json.Set("name", Json::String(column.name));
  json.Set("type", Json::String(column.type));
  json.Set("nullable", Json::Bool(column.nullable));
  if (column.hidden) json.Set("hidden", Json::Bool(true));
  if (column.unique) json.Set("unique", Json::Bool(true));
  if (!column.null_when.empty()) {
    json.Set("null_when", Json::String(column.null_when));
  } else if (column.null_rate) {
    json.Set("null_rate", Json::Number(*column.null_rate));
  }
  json.Set("generator", column.generator);
  std::string description;
  if (column.column != nullptr && !column.column->comment.empty()) {
    description = column.column->comment + " – ";
  }
  description += column.reason;
  if (!description.empty()) json.Set("description", Json::String(description));
  return json;
}

Json TableDrafter::FanoutJson() const {
  const TableRole& own = role();
  constexpr double kAlways = 0.95;
  if (own.one_to_one) {
    return Generator(
        own.children_mean >= kAlways ? R"({"distribution": "fixed", "count": 1})"
        : own.children_mean > 0.3
            ? R"({"distribution": "uniform", "min": 0, "max": 1})"
            : fmt::format(R"({{"distribution": "poisson", "lambda": {:.6g}, "max": 1}})",
                          own.children_mean));
  }
  if (own.children_max == 1 && own.children_mean >= kAlways) {
    return Generator(R"({"distribution": "fixed", "count": 1})");
  }
  if (own.children_max > 0) {
    return Generator(fmt::format(R"({{"distribution": "poisson", "lambda": {:.6g}, "max": {}}})",
                                 own.children_mean, own.children_max));
  }
  return Generator(
      fmt::format(R"({{"distribution": "poisson", "lambda": {:.6g}}})", own.children_mean));
}

Json TableDrafter::NodeJson() {
  const TableRole& own = role();
  const std::string& id = names_[static_cast<size_t>(index_)];
  Json node = Json::Object();
  node.Set("id", Json::String(id));
  node.Set("kind", Json::String(own.parent_key >= 0 ? "fact" : "entity"));
  if (id != table_.full_name) node.Set("table", Json::String(table_.full_name));
  if (primary_key_.size() == 1) {
    node.Set("pk", Json::String(primary_key_[0]));
  } else {
    Json pk = Json::Array();
    for (const std::string& name : primary_key_) pk.Push(Json::String(name));
    node.Set("pk", std::move(pk));
  }
  if (own.parent_key >= 0) {
    Json parents = Json::Array();
    const ForeignKey& key = table_.foreign_keys[static_cast<size_t>(own.parent_key)];
    parents.Push(Json::String(names_[static_cast<size_t>(TableIndex(schema_, key.target))]));
    node.Set("parents", std::move(parents));
    node.Set("fanout", FanoutJson());
  } else {
    node.Set("rows", Json::Number(own.rows));
  }
  Json list = Json::Array();
  for (const ColumnDraft& column : columns_) list.Push(ColumnJson(column));
  node.Set("columns", std::move(list));
  std::string description = table_.comment.empty() ? "" : table_.comment + " – ";
  node.Set("description", Json::String(description + own.reason));
  return node;
}

}  // namespace datagen::draft
