// Which columns are null, and when, after all else is decided: as CHECKs ask, as references go
// together, else a share of the rows.
#pragma once

#include <string>
#include <vector>

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

class NullDrafter {
 public:
  // Lifetime: the table must outlive it. Requires: every column has a generator.
  explicit NullDrafter(TableDraft* table) : draft_(*table) {}

  void Draft();

 private:
  void DraftSplits(ColumnDraft* column);
  void DraftPatterns(const NullPatterns& list);
  bool KeepWhere(ColumnDraft* column, const std::string& code, bool given_elsewhere);
  bool IsNeverNull(ColumnDraft* column, const std::string& but_when);
  [[nodiscard]] bool Follows(const std::string& name, const std::string& other) const;
  void Settle(ColumnDraft* column);
  [[nodiscard]] bool TakesOneNull(const ColumnDraft& column) const;

  TableDraft& draft_;
};

}  // namespace datagen::draft
