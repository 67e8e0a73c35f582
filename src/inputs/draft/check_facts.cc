#include "inputs/draft/check_facts.h"

#include <algorithm>
#include <utility>

#include "inputs/draft/case_splitter.h"
#include "inputs/draft/condition_fold.h"
#include "inputs/draft/fact_taker.h"

namespace datagen::draft {
namespace {

using schema::Condition;
using Kind = Condition::Kind;

// The values alone, whatever is said of nulls.
ColumnFacts ValuesOf(ColumnFacts facts) {
  facts.not_null = facts.always_null = false;
  return facts;
}

// Where it is null, nothing is said of its values.
const ColumnFacts* ValueFacts(const CaseSplit::Case& one, const std::string& column) {
  const auto found = one.columns.find(column);
  return found == one.columns.end() || found->second.always_null ? nullptr : &found->second;
}

// What one CHECK asks for, in parts that must all hold.
struct Conjunct {
  const schema::Check* check;
  Condition condition;
};

std::vector<Conjunct> ConjunctsOf(const schema::Table& table, CheckFacts* facts) {
  std::vector<Conjunct> conjuncts;
  // A column that the database computes is what it is computed from.
  const Known computed = [&](const Condition& part) -> std::optional<Condition> {
    const schema::Column* column =
        part.kind == Kind::kColumn ? table.FindColumn(part.text) : nullptr;
    if (column == nullptr || column->computed == nullptr) return std::nullopt;
    return *column->computed;
  };
  for (const schema::Check& check : table.checks) {
    if (check.condition == nullptr) {
      facts->unkept.push_back(&check);
      continue;
    }
    Condition plain = Fold(*check.condition, computed);
    if (plain.kind != Kind::kAnd) {
      conjuncts.push_back({&check, std::move(plain)});
      continue;
    }
    for (Condition& part : plain.parts) conjuncts.push_back({&check, std::move(part)});
  }
  return conjuncts;
}

// The conditions that `keep` does not take.
template <typename Keep>
std::vector<Conjunct> Rest(std::vector<Conjunct> conjuncts, const Keep& keep) {
  std::erase_if(conjuncts, keep);
  return conjuncts;
}

}  // namespace

bool CaseSplit::Speaks(const std::string& column) const {
  return std::any_of(cases.begin(), cases.end(),
                     [&](const Case& one) { return one.columns.count(column) > 0; });
}

bool CaseSplit::DecidesValues(const std::string& column) const {
  const ColumnFacts* first = nullptr;
  for (const Case& one : cases) {
    const ColumnFacts* facts = ValueFacts(one, column);
    if (facts == nullptr) continue;
    if (first != nullptr && !(ValuesOf(*first) == ValuesOf(*facts))) return true;
    first = facts;
  }
  return false;
}

CheckFacts InterpretChecks(const schema::Table& table) {
  FactTaker taker(table);
  // What is certain first: the rest is read in its light.
  auto rest = Rest(ConjunctsOf(table, &taker.facts()),
                   [&](const Conjunct& one) { return taker.Take(one.condition); });
  CaseSplitter splitter(table, &taker);
  rest = Rest(std::move(rest), [&](const Conjunct& one) {
    using Reach = CaseSplitter::Reach;
    return splitter.Split(one.condition, one.check, Reach::kNulls) ||
           splitter.ListNulls(one.condition, one.check) ||
           splitter.Split(one.condition, one.check, Reach::kValues) ||
           splitter.Split(one.condition, one.check, Reach::kOneWay);
  });
  rest = Rest(std::move(rest), [&](const Conjunct& one) {
    return !splitter.SpeaksOfAny(one.condition) && taker.TakeOneWay(one.condition);
  });
  CheckFacts facts = std::move(taker.facts());
  for (const Conjunct& one : rest) {
    if (facts.unkept.empty() || facts.unkept.back() != one.check) {
      facts.unkept.push_back(one.check);
    }
  }
  return facts;
}

}  // namespace datagen::draft
