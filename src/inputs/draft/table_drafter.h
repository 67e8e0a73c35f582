// Drafts one table: its references first, then its keys, then what the other columns hold.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "data/schema/schema.h"
#include "foundation/base/json.h"
#include "inputs/draft/check_facts.h"
#include "inputs/draft/key_graph.h"
#include "inputs/draft/meaning.h"

namespace datagen::draft {

// What drafts cover: two whole years that are over.
constexpr const char* kTimeframeStart = "2024-01-01T00:00:00Z";
constexpr const char* kTimeframeEnd = "2025-12-31T23:59:59Z";

// A column of the spec in the making.
struct ColumnDraft {
  const schema::Column* column = nullptr;  // nullptr: a hidden one of our own
  std::string name;
  std::string type;
  bool nullable = false;
  bool hidden = false;
  bool unique = false;         // declared in the spec
  bool never_repeats = false;  // by its generator
  bool never_repeats_in_parent = false;
  std::optional<double> null_rate;
  std::string null_when;
  base::Json generator;
  std::string reason;
  int reference = -1;  // the foreign key that it belongs to
};

class TableDrafter {
 public:
  // `names`: the id of every table in the spec. Lifetime: all must outlive the drafter.
  // `role` may be made smaller: fewer rows where a key has not more values.
  TableDrafter(const schema::Schema& schema, int index, const std::vector<std::string>& names,
               std::vector<TableRole>* roles, std::vector<schema::Note>* notes);

  // The node of the spec.
  base::Json Run();
  // What the table's CHECKs say; valid after Run.
  [[nodiscard]] const CheckFacts& facts() const { return facts_; }
  [[nodiscard]] const std::vector<ColumnDraft>& columns() const { return columns_; }
  [[nodiscard]] int64_t written_count() const;
  // The columns of the primary key in the spec, and whether it is the table's own.
  [[nodiscard]] const std::vector<std::string>& primary_key() const { return primary_key_; }

 private:
  [[nodiscard]] const schema::Table& table() const { return table_; }
  [[nodiscard]] TableRole& role() const;
  ColumnDraft* Find(const std::string& name);
  [[nodiscard]] bool IsOpen(const std::string& name);  // there, and nothing decided yet
  ColumnDraft& AddHidden(const std::string& name, const std::string& type, base::Json generator);
  void Decide(ColumnDraft* column, base::Json generator, const std::string& reason);
  void Warn(const schema::Place& place, const std::string& message);

  // References.
  void DraftParent();
  void DraftReferences();
  void DraftReference(size_t key_index);
  void DraftSelfReference(size_t key_index);
  void DraftLookups(size_t key_index, const std::string& pick, const std::string& reason);
  [[nodiscard]] bool IsImplied(const schema::ForeignKey& key);

  // Keys.
  void DraftKeys();
  void DraftKey(const std::vector<std::string>& columns, bool primary);
  bool DraftKeyInParent(const std::vector<std::string>& columns,
                        const std::vector<std::string>& parent_columns);
  bool DraftKeyAlone(const std::vector<std::string>& columns, bool primary);
  bool MakeUnique(ColumnDraft* column, bool primary);
  bool MakeUniqueText(ColumnDraft* column, bool primary);
  bool MakeUniqueChoice(ColumnDraft* column, const std::vector<std::string>& values);
  bool PickReferenceOnce(const std::vector<std::string>& columns);
  void LimitRows(double rows, const std::string& why);
  [[nodiscard]] double ExpectedRows() const;

  // Everything else.
  void DraftOrders();
  void DraftDifference(const ColumnOrder& pair);
  void DraftTimes();
  void DraftValue(ColumnDraft* column);
  void DraftText(ColumnDraft* column, const ColumnFacts& facts);
  bool DraftListed(ColumnDraft* column, const ColumnFacts& facts);
  bool DraftDefault(ColumnDraft* column, const ColumnFacts& facts);
  void DraftMostly(ColumnDraft* column, const NumberLimits& limits);
  void DraftTime(ColumnDraft* column, const ColumnFacts& facts, const TimeMeaning& meaning);
  void DraftOther(ColumnDraft* column);
  void Finish(ColumnDraft* column);
  base::Json NodeJson();
  base::Json ColumnJson(const ColumnDraft& column) const;
  base::Json FanoutJson() const;

  const schema::Schema& schema_;
  int index_;
  const schema::Table& table_;
  const std::vector<std::string>& names_;
  std::vector<TableRole>& roles_;
  std::vector<schema::Note>& notes_;
  CheckFacts facts_;
  std::vector<ColumnDraft> columns_;
  std::set<int> kept_references_;
  std::vector<std::string> primary_key_;
};

// Types of the language, by their names.
bool IsNumberType(const std::string& type);
bool IsTimeType(const std::string& type);  // a date or a datetime
bool HasName(const std::vector<std::string>& names, const std::string& name);

// The type of a column in the language.
std::string SpecType(const schema::Schema& schema, const schema::Table& table,
                     const schema::Column& column);

}  // namespace datagen::draft
