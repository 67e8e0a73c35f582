// The keys of a table: which of their columns makes each of them hold.
//
// A key with the parent's key in it holds by what is different within one parent; any other by one
// column that never repeats. Where the columns have fewer values than the table has rows, the table
// gets fewer rows; what can't be kept is a warning.
#pragma once

#include <string>
#include <vector>

#include "inputs/draft/reference_drafter.h"
#include "inputs/draft/table_draft.h"

namespace datagen::draft {

class KeyDrafter {
 public:
  // Lifetime: both must outlive it. Requires: the references are drafted.
  KeyDrafter(TableDraft* table, ReferenceDrafter* references)
      : draft_(*table), references_(*references) {}

  // All keys of the table, and the primary key of the spec.
  void Draft();

 private:
  using Names = std::vector<std::string>;

  void DraftKey(const Names& columns, bool primary);
  bool DraftKeyInParent(const Names& columns, const Names& parent_columns);
  bool CountInParent(const Names& rest);
  bool PickOnceInParent(const Names& columns, const Names& rest);
  bool GoOnInTime(const Names& rest);
  bool DraftKeyAlone(const Names& columns, bool primary);
  // How many values a column has, roughly: the greatest decides. 0: it is not free.
  [[nodiscard]] int Rank(const ColumnDraft& column) const;
  bool PickReferenceOnce(const Names& columns);
  // The other reference of the key that can be drawn anew, by its first column; nullptr.
  [[nodiscard]] const schema::ForeignKey* FreeReference(const Names& columns,
                                                        const std::string& name) const;
  void PickAnew(const schema::ForeignKey& key, const std::string& pick, const std::string& reason,
                bool ColumnDraft::*promise);
  void ChoosePrimaryKey();

  TableDraft& draft_;
  ReferenceDrafter& references_;
};

}  // namespace datagen::draft
