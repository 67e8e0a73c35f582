// Names of a spec that must be there: whoever reads a name of a table or column asks here.
//
// Thread-safety: KnownNames belongs to one thread, as the Diagnostics does that is reported to.
#pragma once

#include <optional>
#include <vector>

#include "foundation/base/name_index.h"
#include "language/spec/spec.h"

namespace datagen::spec {

// The tables and columns of a spec, found in a time that does not grow with their number.
class KnownNames {
 public:
  // Lifetime: refers to `spec`, whose nodes and columns stay as they are.
  explicit KnownNames(const Spec& spec);

  [[nodiscard]] bool HasTable(std::string_view id) const { return tables_.Find(id) >= 0; }
  // Whether the table and all columns are there; reports those that are not, at list.where.
  bool Check(const ColumnList& list, base::Diagnostics* diagnostics);
  // Reads "table.column" or "table.(a,b)" of columns that are there. nullopt also where json is
  // nullptr.
  std::optional<ColumnList> ReadColumns(const base::Json* json, base::Diagnostics* diagnostics);

 private:
  const base::NameIndex& ColumnsOf(int table);

  const Spec& spec_;
  base::NameIndex tables_;
  std::vector<std::optional<base::NameIndex>> columns_;  // by table, of those that were asked for
};

// Reads "table.column" or "table.(a,b)"; reports what has another form.
std::optional<ColumnList> ReadColumnList(const base::Json& json, base::Diagnostics* diagnostics);

// A list of names, or one name as a list of one; reports what is no name. `what`: the key.
std::vector<std::string> ReadNames(const base::Json* json, std::string_view what,
                                   base::Diagnostics* diagnostics);

}  // namespace datagen::spec
