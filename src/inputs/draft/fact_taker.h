// Takes conditions of CHECKs into facts, one after the other: what they say of single columns, of
// the order and distance of two, of formulas.
//
// Thread-safety: none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inputs/draft/check_facts.h"

namespace datagen::draft {

class FactTaker {
 public:
  // Lifetime: the table must outlive it.
  explicit FactTaker(const schema::Table& table) : table_(table) {}

  // What is known of a column before anything is taken.
  void Begin(const std::string& column, const ColumnFacts& facts) {
    facts_.columns[column] = facts;
  }

  // True when the facts make the condition hold and say no more than it does; else they are what
  // they were. Of several ways to keep what speaks of one column alone, one is chosen.
  bool Take(const schema::Condition& condition) { return Take(condition, false, false); }
  // The same, and of any alternatives one is made to hold.
  bool TakeOneWay(const schema::Condition& condition) { return Take(condition, true, false); }

  [[nodiscard]] const CheckFacts& facts() const { return facts_; }
  [[nodiscard]] CheckFacts& facts() { return facts_; }
  bool AddOrder(ColumnOrder order);

 private:
  // What was known before a change, to go back when a condition turns out not to be kept: a
  // column's facts (none: nothing), an order, or that something was added to the end of a list.
  struct Change {
    enum class Kind { kColumn, kOrder, kNewOrder, kFormula, kDifference };
    Kind kind;
    std::string column;
    std::optional<ColumnFacts> before;
    size_t order = 0;
    ColumnOrder order_before;
  };

  bool Take(const schema::Condition& condition, bool one_way, bool negated);
  [[nodiscard]] const schema::Column* ColumnOf(const schema::Condition& condition) const;
  ColumnFacts& FactsOf(const schema::Column& column);
  void GoBackTo(size_t count);
  bool TakePart(const schema::Condition& condition, bool negated);
  bool TakeAlternatives(const schema::Condition& condition);
  bool TakeOneOf(const std::vector<const schema::Condition*>& parts);
  [[nodiscard]] int LossOf(const schema::Condition& part) const;
  bool TakeNull(const schema::Condition& condition, bool negated);
  bool TakeIn(const schema::Condition& condition, bool negated);
  bool TakeLike(const schema::Condition& condition, bool negated);
  bool TakeRegex(const schema::Condition& condition, bool negated);
  bool TakeCompare(const schema::Condition& left, const std::string& sign,
                   const schema::Condition& right);
  bool TakeColumnCompare(const schema::Column& column, const std::string& sign,
                         const schema::Condition& right);
  bool TakeNumberCompare(const schema::Column& column, const std::string& sign,
                         const schema::Condition& right);
  bool TakeCallCompare(const schema::Condition& left, const std::string& sign,
                       const schema::Condition& right);
  bool TakePair(const schema::Column& column, const std::string& sign, const schema::Column& other);
  bool TakeDistance(const schema::Condition& left, const std::string& sign,
                    const schema::Condition& right);
  bool Code(const schema::Condition& condition, const char* form, std::string* code) const;

  const schema::Table& table_;
  CheckFacts facts_;
  std::vector<Change> changes_;
  bool one_way_ = false;
};

}  // namespace datagen::draft
