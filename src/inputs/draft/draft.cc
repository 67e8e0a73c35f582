#include "inputs/draft/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "data/schema/load_order.h"
#include "foundation/base/calendar.h"
#include "foundation/base/plural.h"
#include "inputs/draft/computed_columns.h"
#include "inputs/draft/constraint_drafter.h"
#include "inputs/draft/key_drafter.h"
#include "inputs/draft/node_of.h"
#include "inputs/draft/null_drafter.h"
#include "inputs/draft/order_drafter.h"
#include "inputs/draft/reference_drafter.h"
#include "inputs/draft/value_drafter.h"

namespace datagen::draft {
namespace {

// A name for each table that can name a folder, different from the others whatever their case.
std::vector<std::string> NamesOf(const schema::Schema& schema) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  const auto plain = [](std::string name) {
    for (char& c : name) {
      const bool odd =
          std::string_view("./\\:*?\"<>|${}()[],'` ").find(c) != std::string_view::npos;
      if (odd || static_cast<unsigned char>(c) < ' ') c = '_';
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

void DraftColumns(TableDraft* table) {
  ReferenceDrafter references(table);
  references.Draft();
  KeyDrafter(table, &references).Draft();
  OrderDrafter(table).Draft();
  ValueDrafter(table).Draft();
  NullDrafter(table).Draft();
}

}  // namespace

base::Result<spec::Spec> DraftSpec(const schema::Schema& schema, const DraftOptions& options,
                                   std::vector<schema::Note>* notes) {
  SchemaDraft whole{schema, NamesOf(schema), AssignRoles(schema, options.size), notes};
  // Parents first: how many rows they really have decides what their children can.
  const std::vector<int> order = schema::LoadOrder(schema);
  spec::Spec spec;
  spec.name = options.name;
  spec.description = fmt::format("drafted from a {} schema of {} {}{}", schema.dialect,
                                 schema.tables.size(), base::Plural(schema.tables.size(), "table"),
                                 CirclesOf(schema, whole.names, order));
  spec.timeframe = {*base::ParseDatetime(kTimeframeStart), *base::ParseDatetime(kTimeframeEnd),
                    "D"};
  work::Progress silent(nullptr);
  work::Progress& progress = options.job.progress == nullptr ? silent : *options.job.progress;
  progress.Begin("draft", 0, static_cast<int64_t>(order.size()));
  for (const int index : order) {
    if (options.job.stop.stopped()) return options.job.stop.status();
    progress.AddPart();
    progress.Tell();
    TableDraft table(&whole, index);
    DraftColumns(&table);
    if (table.written_count() > 0) {
      AddComputedColumns(&table);
      AddConstraints(table, &spec);
      spec.nodes.push_back(NodeOf(table));
      continue;
    }
    notes->push_back({"nothing-written", Severity::kWarning, table.table().place,
                      "the database computes every column: the table is left out",
                      table.table().full_name});
  }
  return spec;
}

}  // namespace datagen::draft
