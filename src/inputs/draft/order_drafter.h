// Columns of a row that depend on one another: by CHECKs (an order, a formula, a difference), and
// times by what their names say: ordered before shipped.
//
// What can't be kept by construction is a warning.
#pragma once

#include "inputs/draft/table_draft.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

class OrderDrafter {
 public:
  // Lifetime: the table must outlive it. Requires: references and keys are drafted.
  explicit OrderDrafter(TableDraft* table) : draft_(*table) {}

  void Draft();

 private:
  void DraftDifference(const ColumnOrder& pair);
  // The reference that holds the column, where it is the number of a row.
  [[nodiscard]] const schema::ForeignKey* NumberedReference(const ColumnDraft& column) const;
  void DraftFormula(const ColumnFormula& formula);
  void DraftOrder(const ColumnOrder& order);
  bool DraftMoments(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high);
  void LimitByLater(const ColumnOrder& order, const Reach& reach);
  bool DraftClocks(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high);
  bool DraftNumbers(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high);
  bool DraftHalves(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high);
  bool DraftNumberBehind(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high);
  void DraftTimes();
  void DraftAfter(ColumnDraft* column, const meaning::Meaning& meaning, const std::string& before);
  void WarnUnkept(const ColumnOrder& pair, const char* sign);

  TableDraft& draft_;
};

}  // namespace datagen::draft
