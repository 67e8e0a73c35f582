// Conditions that say different things in different rows: status <> 'paid' OR paid_at IS NOT NULL;
// (a IS NULL) = (b IS NULL); num_nonnulls(a, b, c) = 1. Each becomes plain facts in each case of a
// column with listed values, or of one of its own parts.
//
// Invariant: no column depends on itself by its cases; of one column's values, and of its nulls
// unless they agree, one split decides.
// Thread-safety: none.
#pragma once

#include <string>
#include <vector>

#include "inputs/draft/fact_taker.h"

namespace datagen::draft {

class CaseSplitter {
 public:
  // Lifetime: the table and the taker, with what is known of every row, must outlive it.
  CaseSplitter(const schema::Table& table, FactTaker* taker) : table_(table), taker_(*taker) {}

  // How much a split may take: what says of each row whether a column is null; values, too, and
  // columns that are only given where another one is null; one of several ways in a case.
  enum class Reach { kNulls, kValues, kOneWay };

  // Adds to the taker's splits; false, and nothing changed, where no split keeps the condition.
  bool Split(const schema::Condition& condition, const schema::Check* check, Reach reach);
  // The same for conditions about nulls alone, as all combinations that they admit.
  bool ListNulls(const schema::Condition& condition, const schema::Check* check);
  // Whether the condition names a column of which a split or a list of nulls decides.
  [[nodiscard]] bool SpeaksOfAny(const schema::Condition& condition) const;

 private:
  [[nodiscard]] std::vector<CaseSplit> CandidatesFor(const schema::Condition& condition) const;
  [[nodiscard]] ColumnFacts FactsBefore(const CaseSplit& split, const CaseSplit::Case& one,
                                        const std::string& column) const;
  bool Keep(const schema::Condition& condition, CaseSplit* split, Reach reach);
  void FillCases(CaseSplit* split) const;
  [[nodiscard]] static bool SaysWhenNull(const CaseSplit& split);
  [[nodiscard]] bool MayDepend(const std::string& column, const CaseSplit& split) const;
  [[nodiscard]] bool Reaches(const CaseSplit& split, const std::string& column) const;
  void Store(CaseSplit split);

  const schema::Table& table_;
  FactTaker& taker_;
};

}  // namespace datagen::draft
