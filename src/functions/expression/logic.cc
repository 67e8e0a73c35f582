#include <algorithm>
#include <string_view>

#include "foundation/base/status.h"
#include "functions/expression/nodes.h"

namespace datagen::expression {
namespace {

using kernel::Cells;
using kernel::Physical;
using kernel::StringTable;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

const ValueType kCondition = ValueType::Of(TypeKind::kBool);

// holds(a, b) for each row, with constants kept out of the loop.
template <typename T, typename Holds>
void CompareNumbers(const base::Buffer<T>& left, const base::Buffer<T>& right,
                    base::Buffer<uint8_t>* out, Holds holds) {
  const size_t size = out->size();
  const T* a = left.data();
  const T* b = right.data();
  uint8_t* result = out->data();
  if (left.size() == size && right.size() == size) {
    for (size_t i = 0; i < size; ++i) result[i] = holds(a[i], b[i]) ? 1 : 0;
  } else if (left.size() == size) {
    const T constant = b[0];
    for (size_t i = 0; i < size; ++i) result[i] = holds(a[i], constant) ? 1 : 0;
  } else if (right.size() == size) {
    const T constant = a[0];
    for (size_t i = 0; i < size; ++i) result[i] = holds(constant, b[i]) ? 1 : 0;
  } else {
    std::fill_n(result, size, holds(a[0], b[0]) ? 1 : 0);
  }
}

// Calls visit with the comparison as a function of two values.
template <typename Visit>
void WithComparison(Comparison op, Visit visit) {
  switch (op) {
    case Comparison::kEqual:
      visit([](const auto& a, const auto& b) { return a == b; });
      break;
    case Comparison::kNotEqual:
      visit([](const auto& a, const auto& b) { return a != b; });
      break;
    case Comparison::kLess:
      visit([](const auto& a, const auto& b) { return a < b; });
      break;
    case Comparison::kLessEqual:
      visit([](const auto& a, const auto& b) { return a <= b; });
      break;
    case Comparison::kGreater:
      visit([](const auto& a, const auto& b) { return a > b; });
      break;
    case Comparison::kGreaterEqual:
      visit([](const auto& a, const auto& b) { return a >= b; });
      break;
  }
}

class ComparisonNode : public Expression {
 public:
  ComparisonNode(Comparison op, ExpressionPtr left, ExpressionPtr right)
      : Expression(kCondition, left->nullable() || right->nullable()),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr a = left_->Evaluate(cells);
    const VectorPtr b = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kBool, cells.size());
    WithComparison(op_, [&](auto holds) { CompareAll(*a, *b, result.get(), holds); });
    MergeNulls(*a, result.get());
    MergeNulls(*b, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  template <typename Holds>
  static void CompareAll(const Vector& a, const Vector& b, Vector* result, Holds holds) {
    switch (a.physical) {
      case Physical::kInt64:
        CompareNumbers(a.ints, b.ints, &result->bools, holds);
        break;
      case Physical::kInt128:
        CompareNumbers(a.wide, b.wide, &result->bools, holds);
        break;
      case Physical::kFloat64:
        CompareNumbers(a.floats, b.floats, &result->bools, holds);
        break;
      case Physical::kBool:
        CompareNumbers(a.bools, b.bools, &result->bools, holds);
        break;
      case Physical::kString: {
        const int64_t a_step = a.length == result->length ? 1 : 0;
        const int64_t b_step = b.length == result->length ? 1 : 0;
        for (int64_t i = 0; i < result->length; ++i) {
          result->bools[static_cast<size_t>(i)] =
              holds(a.String(i * a_step), b.String(i * b_step)) ? 1 : 0;
        }
        break;
      }
      case Physical::kList:
        DATAGEN_CHECK(false);  // Compile refuses arrays
    }
  }

  Comparison op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class NullTest : public Expression {
 public:
  NullTest(ExpressionPtr operand, bool is_null)
      : Expression(kCondition, false), operand_(std::move(operand)), is_null_(is_null) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = Spread(operand_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (int64_t i = 0; i < cells.size(); ++i) {
      result->bools[static_cast<size_t>(i)] = values->IsValid(i) != is_null_ ? 1 : 0;
    }
    return result;
  }

 private:
  ExpressionPtr operand_;
  bool is_null_;
};

// Three-valued, as in SQL: a null operand leaves open what the other one does not decide.
class LogicNode : public Expression {
 public:
  LogicNode(Logic op, ExpressionPtr left, ExpressionPtr right)
      : Expression(kCondition, left->nullable() || right->nullable()),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr a = Spread(left_->Evaluate(cells), cells.size());
    const VectorPtr b = Spread(right_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      result->bools[i] = op_ == Logic::kAnd ? a->bools[i] & b->bools[i] : a->bools[i] | b->bools[i];
    }
    MergeNulls(*a, result.get());
    MergeNulls(*b, result.get());
    if (!result->has_nulls()) return result;
    // A null's value is false: an `or` with a true operand is true already, an `and` is decided
    // where an operand that has a value is false.
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (result->IsValid(i)) continue;
      const auto k = static_cast<size_t>(i);
      const bool decided = op_ == Logic::kOr ? result->bools[k] != 0
                                             : (a->IsValid(i) && a->bools[k] == 0) ||
                                                   (b->IsValid(i) && b->bools[k] == 0);
      result->valid[k] = decided ? 1 : 0;
      if (!decided) result->bools[k] = 0;
    }
    return result;
  }

 private:
  Logic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class Not : public Expression {
 public:
  explicit Not(ExpressionPtr operand)
      : Expression(operand->type(), operand->nullable()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = Spread(operand_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      result->bools[i] = values->bools[i] ^ 1;
    }
    MergeNulls(*values, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  ExpressionPtr operand_;
};

// Both vocabularies in one, the first one's texts first; nullptr when they are too long to be
// joined for every batch. *codes gives the new codes of the second's texts.
std::shared_ptr<const StringTable> JoinDictionaries(const StringTable& first,
                                                    const StringTable& second,
                                                    std::vector<int32_t>* codes) {
  constexpr int64_t kEntriesMax = 64;
  if (first.size() > kEntriesMax || second.size() > kEntriesMax) return nullptr;
  auto joined = std::make_shared<StringTable>();
  for (int64_t i = 0; i < first.size(); ++i) joined->Append(first[i]);
  for (int64_t i = 0; i < second.size(); ++i) {
    int64_t code = 0;
    while (code < joined->size() && (*joined)[code] != second[i]) ++code;
    if (code == joined->size()) joined->Append(second[i]);
    codes->push_back(static_cast<int32_t>(code));
  }
  return joined;
}

class If : public Expression {
 public:
  If(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no, bool nullable)
      : Expression(yes->type(), nullable, OfEither(*yes, *no)),
        condition_(std::move(condition)),
        yes_(std::move(yes)),
        no_(std::move(no)) {}

  [[nodiscard]] ExpressionPtr ConvertedTo(const ValueType& to, Misfits misfits) const override {
    const bool number = to.kind == TypeKind::kDecimal || to.kind == TypeKind::kInt;
    if (!number || type().kind != TypeKind::kFloat) return nullptr;
    return std::make_shared<If>(condition_, MakeConversion(yes_, to, misfits),
                                MakeConversion(no_, to, misfits), nullable());
  }
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    // A null condition is not true: its value is zero.
    const VectorPtr condition = Spread(condition_->Evaluate(cells), cells.size());
    const VectorPtr yes = EvaluateBranch(*yes_, cells, condition->bools, true);
    const VectorPtr no = EvaluateBranch(*no_, cells, condition->bools, false);
    auto result = Vector::Make(yes->physical, cells.size());
    if (yes->has_nulls() || no->has_nulls()) {
      result->EnsureValid();
      const int64_t yes_step = yes->length == result->length ? 1 : 0;
      const int64_t no_step = no->length == result->length ? 1 : 0;
      for (int64_t i = 0; i < cells.size(); ++i) {
        const auto k = static_cast<size_t>(i);
        const bool valid =
            condition->bools[k] != 0 ? yes->IsValid(i * yes_step) : no->IsValid(i * no_step);
        result->valid[k] = valid ? 1 : 0;
      }
    }
    switch (result->physical) {
      case Physical::kInt64:
        Choose(condition->bools, yes->ints, no->ints, &result->ints);
        break;
      case Physical::kInt128:
        Choose(condition->bools, yes->wide, no->wide, &result->wide);
        break;
      case Physical::kFloat64:
        Choose(condition->bools, yes->floats, no->floats, &result->floats);
        break;
      case Physical::kBool:
        Choose(condition->bools, yes->bools, no->bools, &result->bools);
        break;
      case Physical::kString:
        ChooseTexts(condition->bools, *yes, *no, result.get());
        break;
      case Physical::kList:
        DATAGEN_CHECK(false);  // Compile refuses arrays
    }
    ClearNullNumbers(result.get());
    return result;
  }

 private:
  // All cells of a branch. What a written cast made fit is counted where the branch is taken: that
  // is looked at only when there is any.
  static VectorPtr EvaluateBranch(const Expression& branch, const Cells& cells,
                                  const base::Buffer<uint8_t>& condition, bool when) {
    if (cells.nearest == nullptr) return branch.Evaluate(cells);
    int64_t nearest = 0;
    Cells own = cells;
    own.nearest = &nearest;
    VectorPtr values = branch.Evaluate(own);
    if (nearest == 0) return values;
    base::Buffer<uint8_t> taken(static_cast<size_t>(cells.size()));
    for (size_t i = 0; i < taken.size(); ++i) {
      const bool reached = cells.taken == nullptr || cells.taken[i] != 0;
      taken[i] = reached && (condition[i] != 0) == when ? 1 : 0;
    }
    nearest = 0;
    own.taken = taken.data();
    own.saturated = nullptr;  // is counted
    values = branch.Evaluate(own);
    *cells.nearest += nearest;
    return values;
  }

  // A constant null adds no value.
  static std::optional<Interval> OfEither(const Expression& yes, const Expression& no) {
    if (yes.is_constant() && yes.nullable()) return no.interval();
    if (no.is_constant() && no.nullable()) return yes.interval();
    return Union(yes.interval(), no.interval());
  }

  template <typename T>
  static void Choose(const base::Buffer<uint8_t>& condition, const base::Buffer<T>& yes,
                     const base::Buffer<T>& no, base::Buffer<T>* out) {
    const size_t size = out->size();
    const size_t yes_step = yes.size() == size ? 1 : 0;
    const size_t no_step = no.size() == size ? 1 : 0;
    for (size_t i = 0; i < size; ++i) {
      const T a = yes[i * yes_step];
      const T b = no[i * no_step];
      (*out)[i] = condition[i] != 0 ? a : b;
    }
  }

  static void ChooseTexts(const base::Buffer<uint8_t>& condition, const Vector& yes,
                          const Vector& no, Vector* result) {
    const size_t yes_step = yes.length == result->length ? 1 : 0;
    const size_t no_step = no.length == result->length ? 1 : 0;
    if (yes.dictionary != nullptr && no.dictionary != nullptr) {
      std::vector<int32_t> no_codes;
      result->dictionary = JoinDictionaries(*yes.dictionary, *no.dictionary, &no_codes);
      if (result->dictionary != nullptr) {
        result->codes.Resize(condition.size());
        for (size_t i = 0; i < condition.size(); ++i) {
          const int32_t a = yes.codes[i * yes_step];
          const int32_t b = no_codes[static_cast<size_t>(no.codes[i * no_step])];
          result->codes[i] = condition[i] != 0 ? a : b;
        }
        return;
      }
    }
    for (size_t i = 0; i < condition.size(); ++i) {
      const Vector& chosen = condition[i] != 0 ? yes : no;
      const auto at = static_cast<int64_t>(i * (condition[i] != 0 ? yes_step : no_step));
      result->strings.Append(chosen.IsValid(at) ? chosen.String(at) : std::string_view());
    }
  }

  static void ClearNullNumbers(Vector* result) {
    if (result->physical != Physical::kString) ClearNulls(result);
  }

  ExpressionPtr condition_;
  ExpressionPtr yes_;
  ExpressionPtr no_;
};

}  // namespace

ExpressionPtr MakeComparison(Comparison op, ExpressionPtr left, ExpressionPtr right) {
  return std::make_shared<ComparisonNode>(op, std::move(left), std::move(right));
}

ExpressionPtr MakeNullTest(ExpressionPtr operand, bool is_null) {
  return std::make_shared<NullTest>(std::move(operand), is_null);
}

ExpressionPtr MakeLogic(Logic op, ExpressionPtr left, ExpressionPtr right) {
  return std::make_shared<LogicNode>(op, std::move(left), std::move(right));
}

ExpressionPtr MakeNot(ExpressionPtr operand) { return std::make_shared<Not>(std::move(operand)); }

ExpressionPtr MakeIf(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no) {
  const bool nullable = yes->nullable() || no->nullable();
  return std::make_shared<If>(std::move(condition), std::move(yes), std::move(no), nullable);
}

ExpressionPtr MakeCoalesce(ExpressionPtr first, ExpressionPtr rest) {
  const bool nullable = first->nullable() && rest->nullable();
  ExpressionPtr given = MakeNullTest(first, false);
  return std::make_shared<If>(std::move(given), std::move(first), std::move(rest), nullable);
}

}  // namespace datagen::expression
