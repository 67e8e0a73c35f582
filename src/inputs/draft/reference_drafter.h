// The foreign keys of a table: which rows its references pick.
//
// The reference to the parent reads the parent's row; the others draw one. A reference into the own
// table takes an earlier row, so that it is a tree. What can't be kept is a warning.
#pragma once

#include <string>

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

class ReferenceDrafter {
 public:
  // Lifetime: the table must outlive it.
  explicit ReferenceDrafter(TableDraft* table) : draft_(*table) {}

  // All references of the table.
  void Draft();
  // Open columns of a reference read rows that `pick` chooses ("": the parent's).
  void DraftLookups(size_t key_index, const std::string& pick, const std::string& reason);

 private:
  void DraftReference(size_t key_index);
  // Some of its columns hold another reference already.
  void DraftShared(const schema::ForeignKey& key);
  [[nodiscard]] bool IsImplied(const schema::ForeignKey& key) const;
  [[nodiscard]] bool Arrives(const ColumnDraft& column, const schema::ForeignKey& key,
                             const std::string& target) const;
  void DraftSelfReference(size_t key_index);
  void DraftRowBefore(ColumnDraft* column, const std::string& target);
  void DraftOwnRow(ColumnDraft* column, const std::string& target);
  void DraftTree(ColumnDraft* column, const std::string& target, int key_index);

  TableDraft& draft_;
};

}  // namespace datagen::draft
