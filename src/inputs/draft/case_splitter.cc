#include "inputs/draft/case_splitter.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "inputs/draft/condition_fold.h"

namespace datagen::draft {
namespace {

using schema::Column;
using schema::Condition;
using schema::TypeFamily;
using Kind = Condition::Kind;

constexpr size_t kCasesMax = 60;
constexpr size_t kNullColumnsMax = 6;

Condition Null() { return {Kind::kNull, "", {}}; }

// The values that a column can have; none where they are not listed.
std::vector<Condition> ListedValues(const Column& column, const ColumnFacts& facts) {
  if (column.type.family == TypeFamily::kBool) return {Truth(true), Truth(false)};
  const bool number =
      column.type.family == TypeFamily::kInteger || column.type.family == TypeFamily::kDecimal;
  const bool text =
      column.type.family == TypeFamily::kText || column.type.family == TypeFamily::kEnum;
  std::vector<std::string> texts;
  if (number || text) texts = AdmittedValues(facts.values.value_or(column.type.values), facts);
  std::vector<Condition> values;
  values.reserve(texts.size());
  for (std::string& value : texts) {
    values.push_back({number ? Kind::kNumber : Kind::kText, std::move(value), {}});
  }
  return values.size() > kCasesMax ? std::vector<Condition>() : values;
}

// The parts of a condition that hold or not, each once.
void CollectAtoms(const Condition& condition, std::vector<Condition>* atoms) {
  const bool joins = condition.kind == Kind::kAnd || condition.kind == Kind::kOr ||
                     condition.kind == Kind::kNot || condition.kind == Kind::kOperator ||
                     (condition.kind == Kind::kCompare &&
                      (IsTruth(condition.parts[0]) || IsTruth(condition.parts[1])));
  if (joins) {
    for (const Condition& part : condition.parts) CollectAtoms(part, atoms);
  } else if (condition.kind == Kind::kCall || condition.kind == Kind::kIn) {
    for (const Condition& part : condition.parts) {
      if (part.kind == Kind::kColumn && condition.kind == Kind::kCall) {
        CollectAtoms({Kind::kIsNull, "", {part}}, atoms);
      } else if (part.kind == Kind::kCall || part.kind == Kind::kOperator) {
        CollectAtoms(part, atoms);
      }
    }
  }
  if (!joins && IsTruth(condition) && condition.kind != Kind::kBool &&
      std::find(atoms->begin(), atoms->end(), condition) == atoms->end()) {
    atoms->push_back(condition);
  }
  if (condition.kind == Kind::kCompare && !joins) {
    for (const Condition& part : condition.parts) {
      if (part.kind == Kind::kCall || part.kind == Kind::kOperator) CollectAtoms(part, atoms);
    }
  }
}

// What is known where `on` has the value.
Known Assume(const schema::Table& table, const Condition& on, const Condition& value) {
  if (on.kind == Kind::kColumn) {
    const Column* column = table.FindColumn(on.text);
    return [&table, column, &value](const Condition& part) -> std::optional<Condition> {
      if (part.kind != Kind::kColumn || table.FindColumn(part.text) != column) return std::nullopt;
      return value;
    };
  }
  return [&on, &value](const Condition& part) -> std::optional<Condition> {
    if (part == on) return value;
    // Where a column is null, so is all that is computed of it.
    if (on.kind == Kind::kIsNull && value.text == "true" && part == on.parts[0]) return Null();
    // qty <= 10, where qty > 10 is known
    if (on.kind == Kind::kCompare && part.kind == Kind::kCompare && part.parts == on.parts &&
        part.text == NegatedSign(on.text)) {
      return value.kind == Kind::kNull ? Null() : Truth(value.text == "false");
    }
    return std::nullopt;
  };
}

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return schema::SameName(one, name); });
}

bool IsFalse(const Condition& condition) {
  return condition.kind == Kind::kBool && condition.text == "false";
}

// How a split speaks of a column's nulls.
struct NullFacts {
  bool always = false;  // in some case
  bool never = false;
};

NullFacts NullsBy(const CaseSplit& split, const std::string& column) {
  NullFacts nulls;
  for (const CaseSplit::Case& one : split.cases) {
    const auto found = one.columns.find(column);
    if (found == one.columns.end()) continue;
    nulls.always |= found->second.always_null;
    nulls.never |= found->second.not_null;
  }
  return nulls;
}

}  // namespace

// Listed columns first, for they tell rows apart for good; then whether a column is null; then
// anything that is compared.
std::vector<CaseSplit> CaseSplitter::CandidatesFor(const Condition& condition) const {
  std::vector<CaseSplit> candidates;
  for (const std::string& name : schema::ColumnsOf(condition)) {
    const Column* column = table_.FindColumn(name);
    if (column == nullptr) continue;
    const auto facts = taker_.facts().columns.find(column->name);
    std::vector<Condition> values = ListedValues(
        *column, facts == taker_.facts().columns.end() ? ColumnFacts() : facts->second);
    if (values.empty()) continue;
    CaseSplit split{.on = {Kind::kColumn, column->name, {}}};
    if (column->nullable) values.push_back(Null());
    for (Condition& value : values) split.cases.push_back({.value = std::move(value)});
    candidates.push_back(std::move(split));
  }
  std::vector<Condition> atoms;
  CollectAtoms(condition, &atoms);
  // A time that follows another one is null with it, never the other way round.
  const auto rank = [&](const Condition& atom) {
    if (atom.kind != Kind::kIsNull) return 2;
    const auto& orders = taker_.facts().orders;
    return std::any_of(orders.begin(), orders.end(),
                       [&](const ColumnOrder& order) {
                         return schema::SameName(order.high, atom.parts[0].text);
                       })
               ? 1
               : 0;
  };
  std::stable_sort(atoms.begin(), atoms.end(),
                   [&](const Condition& a, const Condition& b) { return rank(a) < rank(b); });
  for (const Condition& atom : atoms) {
    CaseSplit split{.on = atom};
    split.cases = {{.value = Truth(true)}, {.value = Truth(false)}};
    const auto names = schema::ColumnsOf(atom);
    const bool open = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      const Column* column = table_.FindColumn(name);
      return column == nullptr || column->nullable;
    });
    if (open && atom.kind != Kind::kIsNull) split.cases.push_back({.value = Null()});
    candidates.push_back(std::move(split));
  }
  return candidates;
}

ColumnFacts CaseSplitter::FactsBefore(const CaseSplit& split, const CaseSplit::Case& one,
                                      const std::string& column) const {
  for (const CaseSplit& known : taker_.facts().splits) {
    if (!(known.on == split.on)) continue;
    for (const CaseSplit::Case& same : known.cases) {
      const auto found = same.columns.find(column);
      if (same.value == one.value && found != same.columns.end()) return found->second;
    }
  }
  const auto found = taker_.facts().columns.find(column);
  return found == taker_.facts().columns.end() ? ColumnFacts() : found->second;
}

// Takes the condition in every case, and notes what has changed.
bool CaseSplitter::Keep(const Condition& condition, CaseSplit* split, Reach reach) {
  const bool listed = split->on.kind == Kind::kColumn;
  const auto own = schema::ColumnsOf(split->on);
  std::vector<std::string> excluded;
  std::optional<ColumnFacts> given;
  std::vector<FactTaker> takers;
  takers.reserve(split->cases.size());
  for (CaseSplit::Case& one : split->cases) {
    FactTaker& taker = takers.emplace_back(table_);
    const Condition asked = Fold(condition, Assume(table_, split->on, one.value));
    if (asked == condition) return false;
    if (IsFalse(asked) && listed && one.value.kind != Kind::kNull) {
      excluded.push_back(one.value.text);
      continue;
    }
    for (const std::string& name : schema::ColumnsOf(condition)) {
      const Column* column = table_.FindColumn(name);
      if (column == nullptr) return false;
      const ColumnFacts before = FactsBefore(*split, one, column->name);
      taker.Begin(column->name, before);
    }
    const bool taken = reach == Reach::kOneWay ? taker.TakeOneWay(asked) : taker.Take(asked);
    if (!taken) return false;
    for (const auto& [name, facts] : taker.facts().columns) {
      const ColumnFacts before = FactsBefore(*split, one, name);
      if (facts == before) continue;
      if (!CanHold(facts)) return false;
      if (!Has(own, name)) {
        one.columns[name] = facts;
      } else if (split->on.kind == Kind::kIsNull && one.value.text == "false") {
        given = facts;  // what holds where the column is given holds for all of its values
      } else {
        return false;
      }
    }
  }
  if (excluded.size() >= split->cases.size()) return false;
  FillCases(split);
  if (reach == Reach::kNulls && !SaysWhenNull(*split)) return false;
  for (const CaseSplit::Case& one : split->cases) {
    for (const auto& entry : one.columns) {
      if (!MayDepend(entry.first, *split)) return false;
    }
  }
  // Nothing can fail any more.
  if (!excluded.empty()) {
    ColumnFacts& facts = taker_.facts().columns[table_.FindColumn(split->on.text)->name];
    facts.excluded.insert(excluded.begin(), excluded.end());
  }
  if (given) taker_.facts().columns[table_.FindColumn(own[0])->name] = *given;
  for (FactTaker& taker : takers) {
    for (ColumnOrder& order : taker.facts().orders) taker_.AddOrder(std::move(order));
    for (ColumnFormula& formula : taker.facts().formulas) {
      taker_.facts().formulas.push_back(std::move(formula));
    }
    for (ColumnOrder& pair : taker.facts().differences) {
      taker_.facts().differences.push_back(std::move(pair));
    }
  }
  return true;
}

bool CaseSplitter::Reaches(const CaseSplit& split, const std::string& column) const {
  const auto own = schema::ColumnsOf(split.on);
  return std::any_of(own.begin(), own.end(), [&](const std::string& name) {
    if (schema::SameName(name, column)) return true;
    return std::any_of(
        taker_.facts().splits.begin(), taker_.facts().splits.end(),
        [&](const CaseSplit& known) { return known.Speaks(name) && Reaches(known, column); });
  });
}

// Whether what the split says of the column goes with what other splits and lists say of it.
bool CaseSplitter::MayDepend(const std::string& column, const CaseSplit& split) const {
  if (Reaches(split, column)) return false;
  const NullFacts own = NullsBy(split, column);
  if (own.always && !table_.FindColumn(column)->nullable) return false;
  for (const NullPatterns& patterns : taker_.facts().null_patterns) {
    if (Has(patterns.columns, column)) return false;
  }
  return std::none_of(
      taker_.facts().splits.begin(), taker_.facts().splits.end(), [&](const CaseSplit& known) {
        if (known.on == split.on || !known.Speaks(column)) return false;
        const NullFacts nulls = NullsBy(known, column);
        const bool apart = (own.always && nulls.never) || (own.never && nulls.always);
        return apart || known.DecidesValues(column) || split.DecidesValues(column);
      });
}

void CaseSplitter::Store(CaseSplit split) {
  for (CaseSplit& known : taker_.facts().splits) {
    if (!(known.on == split.on)) continue;
    for (CaseSplit::Case& one : split.cases) {
      const auto same = std::find_if(known.cases.begin(), known.cases.end(),
                                     [&](const auto& other) { return other.value == one.value; });
      if (same == known.cases.end()) {
        known.cases.push_back(std::move(one));
        continue;
      }
      for (auto& [name, facts] : one.columns) same->columns[name] = std::move(facts);
    }
    return;
  }
  taker_.facts().splits.push_back(std::move(split));
}

// What is known in one case is told of all.
void CaseSplitter::FillCases(CaseSplit* split) const {
  std::set<std::string> names;
  for (const CaseSplit::Case& one : split->cases) {
    for (const auto& entry : one.columns) names.insert(entry.first);
  }
  for (CaseSplit::Case& one : split->cases) {
    for (const std::string& name : names) {
      if (one.columns.count(name) == 0) one.columns[name] = FactsBefore(*split, one, name);
    }
  }
}

// Nothing but when columns are null; where another column is null, not only that they are given
// then: that leaves open what they are where it is not.
bool CaseSplitter::SaysWhenNull(const CaseSplit& split) {
  const bool by_null = split.on.kind == Kind::kIsNull;
  return std::all_of(split.cases.front().columns.begin(), split.cases.front().columns.end(),
                     [&](const auto& entry) {
                       const NullFacts nulls = NullsBy(split, entry.first);
                       return !split.DecidesValues(entry.first) && (!by_null || nulls.always);
                     });
}

bool CaseSplitter::Split(const Condition& condition, const schema::Check* check, Reach reach) {
  for (const CaseSplit& candidate : CandidatesFor(condition)) {
    CaseSplit split = candidate;
    split.check = check;
    if (!Keep(condition, &split, reach)) continue;
    Store(std::move(split));
    return true;
  }
  return false;
}

bool CaseSplitter::ListNulls(const Condition& condition, const schema::Check* check) {
  NullPatterns list{.check = check};
  for (const std::string& name : schema::ColumnsOf(condition)) {
    const Column* column = table_.FindColumn(name);
    if (column == nullptr || SpeaksOfAny({Kind::kColumn, name, {}})) return false;
    const auto facts = taker_.facts().columns.find(column->name);
    if (facts != taker_.facts().columns.end() && facts->second.always_null) return false;
    list.columns.push_back(column->name);
  }
  if (list.columns.size() > kNullColumnsMax) return false;
  for (size_t bits = 0; bits < size_t{1} << list.columns.size(); ++bits) {
    std::vector<bool> nulls;
    nulls.reserve(list.columns.size());
    for (size_t i = 0; i < list.columns.size(); ++i) nulls.push_back((bits >> i & 1U) != 0);
    const Condition asked = Fold(condition, [&](const Condition& part) -> std::optional<Condition> {
      if (part.kind != Kind::kIsNull || part.parts[0].kind != Kind::kColumn) {
        return std::nullopt;
      }
      for (size_t i = 0; i < list.columns.size(); ++i) {
        if (schema::SameName(part.parts[0].text, list.columns[i])) return Truth(nulls[i]);
      }
      return std::nullopt;
    });
    if (!IsConstant(asked)) return false;
    bool possible = !IsFalse(asked);
    for (size_t i = 0; i < nulls.size(); ++i) {
      const Column* column = table_.FindColumn(list.columns[i]);
      const auto facts = taker_.facts().columns.find(column->name);
      const bool given = facts != taker_.facts().columns.end() && facts->second.not_null;
      possible = possible && (!nulls[i] || (column->nullable && !given));
    }
    if (possible) list.patterns.push_back(std::move(nulls));
  }
  if (list.patterns.empty()) return false;
  taker_.facts().null_patterns.push_back(std::move(list));
  return true;
}

bool CaseSplitter::SpeaksOfAny(const Condition& condition) const {
  const auto names = schema::ColumnsOf(condition);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const Column* column = table_.FindColumn(name);
    if (column == nullptr) return false;
    const auto& facts = taker_.facts();
    return std::any_of(facts.splits.begin(), facts.splits.end(),
                       [&](const CaseSplit& split) { return split.Speaks(column->name); }) ||
           std::any_of(facts.null_patterns.begin(), facts.null_patterns.end(),
                       [&](const NullPatterns& list) { return Has(list.columns, column->name); });
  });
}

}  // namespace datagen::draft
