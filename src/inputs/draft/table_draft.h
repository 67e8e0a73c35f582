// The table in the making: its columns and what is decided of each, what its CHECKs say, how many
// rows it has. The drafters (references, keys, orders, values) work on it one after the other.
//
// Invariants: a column has a generator once it is decided; hidden columns are always decided.
// Lifetime: the schema draft must outlive it; columns stay where they are when others are added.
// Thread-safety: none.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "data/dialects/dialect.h"
#include "data/schema/schema.h"
#include "foundation/base/name_index.h"
#include "functions/kernel/value_type.h"
#include "inputs/draft/check_facts.h"
#include "inputs/draft/generators.h"
#include "inputs/draft/key_graph.h"

namespace datagen::draft {

// What drafts cover: two whole years that are over.
constexpr const char* kTimeframeStart = "2024-01-01T00:00:00Z";
constexpr const char* kTimeframeEnd = "2025-12-31T23:59:59Z";

// What is decided of the schema as a whole.
struct SchemaDraft {
  const schema::Schema& schema;
  std::vector<std::string> names;  // the id of each table in the spec
  std::vector<TableRole> roles;    // of each table; made smaller where a key has fewer values
  std::vector<schema::Note>* notes = nullptr;
};

// A column of the spec in the making.
struct ColumnDraft {
  const schema::Column* column = nullptr;  // nullptr: a hidden one of our own
  std::string name;
  kernel::ValueType type;
  bool nullable = false;
  bool unique = false;         // declared in the spec
  bool never_repeats = false;  // by its generator
  bool never_repeats_in_parent = false;
  std::optional<double> null_rate;
  std::string null_when;
  std::optional<Generator> generator;  // absent: nothing is decided yet
  std::string reason;
  int reference = -1;  // the foreign key that it belongs to

  [[nodiscard]] bool is_open() const { return !generator; }
  [[nodiscard]] bool is_hidden() const { return column == nullptr; }
  // Of columns that are not hidden.
  [[nodiscard]] const schema::DataType& schema_type() const { return column->type; }
};

bool IsMoment(const kernel::ValueType& type);  // a date or a datetime
bool IsWhole(const kernel::ValueType& type);
bool HasName(const std::vector<std::string>& names, const std::string& name);

class TableDraft {
 public:
  // Reads the CHECKs of the table and opens its columns. Those that the database computes are none.
  TableDraft(SchemaDraft* whole, int index);
  TableDraft(const TableDraft&) = delete;
  TableDraft& operator=(const TableDraft&) = delete;

  [[nodiscard]] const schema::Schema& schema() const { return whole_.schema; }
  [[nodiscard]] const dialects::Storage& storage() const;
  [[nodiscard]] const schema::Table& table() const { return table_; }
  [[nodiscard]] const std::string& id() const { return id_of(index_); }
  [[nodiscard]] const std::string& id_of(int table) const;
  [[nodiscard]] int index() const { return index_; }

  // The columns, in the order of the table, hidden ones behind.
  [[nodiscard]] const std::deque<ColumnDraft>& columns() const { return columns_; }
  [[nodiscard]] std::deque<ColumnDraft>& columns() { return columns_; }
  [[nodiscard]] int64_t written_count() const;
  // nullptr when there is none.
  [[nodiscard]] const ColumnDraft* Find(const std::string& name) const;
  ColumnDraft* Find(const std::string& name);
  [[nodiscard]] bool IsOpen(const std::string& name) const;  // there, and nothing decided yet
  [[nodiscard]] bool IsWritten(const std::vector<std::string>& names) const;
  // A column that is not written; its name gets marks behind it where there is one of that name.
  ColumnDraft& AddHidden(const std::string& name, const kernel::ValueType& type,
                         Generator generator, const std::string& reason);
  // A column that the database computes, and so do files.
  void AddComputed(const schema::Column& column, const kernel::ValueType& type, Generator generator,
                   const std::string& reason);
  static void Decide(ColumnDraft* column, Generator generator, const std::string& reason);

  // What the CHECKs say: of one column, of several.
  [[nodiscard]] const ColumnFacts& FactsOf(const std::string& column) const;
  [[nodiscard]] CheckFacts& facts() { return facts_; }
  [[nodiscard]] const CheckFacts& facts() const { return facts_; }

  [[nodiscard]] TableRole& role() { return whole_.roles[static_cast<size_t>(index_)]; }
  [[nodiscard]] const TableRole& role() const { return whole_.roles[static_cast<size_t>(index_)]; }
  [[nodiscard]] const TableRole& role_of(int table) const;
  // The foreign key to the table that it belongs to; nullptr when it belongs to none.
  [[nodiscard]] const schema::ForeignKey* parent_key() const;
  [[nodiscard]] double expected_rows() const { return static_cast<double>(role().rows); }
  // About how many rows of another table are there to be referred to, each once.
  [[nodiscard]] double RowsToReferTo(int table) const;
  // At most so many rows, and why.
  void LimitRows(double rows, const std::string& why);
  // At most so many rows for each row of the parent, and why.
  void LimitChildren(double rows, const std::string& why);

  void Warn(base::DiagnosticCode code, const schema::Place& place, const std::string& message);
  // Once for each CHECK.
  void WarnUnkept(const schema::Check& check);

  // The key of the spec: the table's own, or a hidden number.
  std::vector<std::string> primary_key;

 private:
  [[nodiscard]] bool IsInKey(const std::string& column) const;
  void LeaveOutLong(const schema::Column& column);
  void FitTexts(const schema::Column& column, ColumnDraft* draft) const;

  SchemaDraft& whole_;
  int index_;
  const schema::Table& table_;
  CheckFacts facts_;
  std::deque<ColumnDraft> columns_;
  base::NameIndex names_;  // of the columns
  std::set<const schema::Check*> told_;
};

}  // namespace datagen::draft
