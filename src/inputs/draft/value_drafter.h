// What the columns of a table hold that no reference, key or order has decided: the values that a
// CHECK or a type lists, what the name means, the default, or what fits.
#pragma once

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

class ValueDrafter {
 public:
  // Lifetime: the table must outlive it.
  explicit ValueDrafter(TableDraft* table) : draft_(*table) {}

  // All open columns.
  void Draft();

 private:
  void DraftByCase(ColumnDraft* column, const CaseSplit& split);
  void DraftColumn(ColumnDraft* column);
  bool DraftListed(ColumnDraft* column);
  void DraftTruth(ColumnDraft* column, base::Json yes, base::Json no);
  void DraftNumber(ColumnDraft* column);
  bool DraftNumberDefault(ColumnDraft* column);
  [[nodiscard]] std::optional<base::Json> NumberDefault(const ColumnDraft& column) const;
  void DraftMostlyDefault(ColumnDraft* column, const base::Json& value);
  void DraftText(ColumnDraft* column);
  bool DraftTextDefault(ColumnDraft* column);
  void DraftFittingText(ColumnDraft* column);

  TableDraft& draft_;
};

}  // namespace datagen::draft
