#include "proof/validate/tally.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <unordered_set>

namespace datagen::validate {
namespace {

using query::Block;
using query::BlockColumn;
using query::Shape;
using Kind = query::Shape::Kind;

// Calls visit(row) for the rows that have a value.
template <typename Visit>
void ForEachGiven(const BlockColumn& column, size_t rows, Visit visit) {
  for (size_t row = 0; row < rows; ++row) {
    if (column.nulls == 0 || !column.is_null(row)) visit(row);
  }
}

// The order of SQL, in which NaN is the greatest number.
bool Less(int64_t a, int64_t b) { return a < b; }
bool Less(std::string_view a, std::string_view b) { return a < b; }
bool Less(double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); }

std::string Print(const Shape& shape, int64_t value) { return query::PrintInteger(shape, value); }
std::string Print(const Shape& shape, double value) { return query::PrintReal(shape, value); }
std::string Print(const Shape& /*shape*/, const std::string& value) { return value; }

// Of a column of any form: how many values.
class CountTally : public Tally {
 public:
  // `nulls`: counts the other rows; `blanks`: how many nulls the answer has after the count.
  CountTally(size_t place, bool nulls, size_t blanks)
      : place_(place), nulls_(nulls), blanks_(blanks) {}

  void Add(const Block& block) override {
    const int64_t nulls = block.columns[place_].nulls;
    count_ += nulls_ ? nulls : static_cast<int64_t>(block.size) - nulls;
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    Values values{std::to_string(count_)};
    values.resize(1 + blanks_);
    return values;
  }

 private:
  size_t place_;
  bool nulls_;
  size_t blanks_;
  int64_t count_ = 0;
};

template <typename Value>
class ExtremesTally : public Tally {
 public:
  // `variety`: tells whether they differ, not which they are.
  ExtremesTally(size_t place, const Shape& shape, std::vector<Value> BlockColumn::*values,
                bool variety)
      : place_(place), shape_(shape), values_(values), variety_(variety) {}

  void Add(const Block& block) override {
    const BlockColumn& column = block.columns[place_];
    const std::vector<Value>& values = column.*values_;
    ForEachGiven(column, block.size, [&](size_t row) {
      const Value& value = values[row];
      if (count_++ == 0) {
        least_ = greatest_ = Kept(value);
      } else if (Less(value, least_)) {
        least_ = Kept(value);
      } else if (Less(greatest_, value)) {
        greatest_ = Kept(value);
      }
    });
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    Values values{std::to_string(count_)};
    if (variety_) {
      values.emplace_back(count_ > 0 && Less(least_, greatest_) ? "true" : "false");
    } else if (count_ == 0) {
      values.resize(3);
    } else {
      values.emplace_back(Print(shape_, least_));
      values.emplace_back(Print(shape_, greatest_));
    }
    return values;
  }

 private:
  // Blocks go, and texts with them.
  using Kept = std::conditional_t<std::is_same_v<Value, std::string_view>, std::string, Value>;

  size_t place_;
  Shape shape_;
  std::vector<Value> BlockColumn::*values_;
  bool variety_;
  int64_t count_ = 0;
  Kept least_{};
  Kept greatest_{};
};

// A decimal as SQL compares it with a double.
// Source: DuckDB's cast, which divides what a double can't hold in two parts.
double RealOf(int64_t units, int64_t units_per_one) {
  if (units_per_one == 1) return static_cast<double>(units);
  constexpr int64_t kExactMax = int64_t{1} << 53;
  const auto divisor = static_cast<double>(units_per_one);
  if (units >= -kExactMax && units <= kExactMax) return static_cast<double>(units) / divisor;
  // NOLINTNEXTLINE(bugprone-integer-division): the whole part is meant
  return static_cast<double>(units / units_per_one) +
         static_cast<double>(units % units_per_one) / divisor;
}

class UpToTally : public Tally {
 public:
  UpToTally(size_t place, const Shape& shape, const std::vector<double>& cuts)
      : place_(place), cuts_(cuts), counts_(cuts.size() + 1) {
    for (int i = 0; i < shape.scale; ++i) units_per_one_ *= 10;
  }

  void Add(const Block& block) override {
    const BlockColumn& column = block.columns[place_];
    if (column.shape.kind == Kind::kReals) {
      ForEachGiven(column, block.size, [&](size_t row) { Count(column.reals[row]); });
    } else {
      ForEachGiven(column, block.size,
                   [&](size_t row) { Count(RealOf(column.integers[row], units_per_one_)); });
    }
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    Values values;
    values.reserve(counts_.size());
    int64_t total = 0;
    for (const int64_t count : counts_) total += count;
    values.emplace_back(std::to_string(total));
    int64_t below = 0;
    for (size_t k = 0; k < cuts_.size(); ++k) {
      below += counts_[k];
      values.emplace_back(std::to_string(below));
    }
    return values;
  }

 private:
  // Among the cuts by halves, without branches: values come in no order. NaN is above every cut.
  void Count(double value) {
    const double* first = cuts_.data();
    size_t left = cuts_.size();
    while (left > 1) {
      const size_t half = left / 2;
      first += value <= first[half - 1] ? 0 : half;
      left -= half;
    }
    const size_t above = left == 1 && !(value <= *first) ? 1 : 0;
    ++counts_[static_cast<size_t>(first - cuts_.data()) + above];
  }

  size_t place_;
  const std::vector<double>& cuts_;
  std::vector<int64_t> counts_;  // between the cuts
  int64_t units_per_one_ = 1;
};

// Counts the rows in which `test` of the value is true.
template <typename Value, typename Test>
class TestTally : public Tally {
 public:
  TestTally(size_t place, std::vector<Value> BlockColumn::*values, Test test)
      : place_(place), values_(values), test_(std::move(test)) {}

  void Add(const Block& block) override {
    const BlockColumn& column = block.columns[place_];
    const std::vector<Value>& values = column.*values_;
    ForEachGiven(column, block.size, [&](size_t row) { count_ += test_(values[row]) ? 1 : 0; });
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    return Values{std::to_string(count_)};
  }

 private:
  size_t place_;
  std::vector<Value> BlockColumn::*values_;
  Test test_;
  int64_t count_ = 0;
};

class LostTally : public Tally {
 public:
  LostTally(size_t place, size_t given) : place_(place), given_(given) {}

  void Add(const Block& block) override {
    const BlockColumn& column = block.columns[place_];
    const BlockColumn& given = block.columns[given_];
    if (column.nulls == 0) return;
    for (size_t row = 0; row < block.size; ++row) {
      count_ += column.is_null(row) && !given.is_null(row) ? 1 : 0;
    }
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    return Values{std::to_string(count_)};
  }

 private:
  size_t place_;
  size_t given_;
  int64_t count_ = 0;
};

class StrayTally : public Tally {
 public:
  StrayTally(size_t place, int64_t cut_at) : place_(place), cut_at_(cut_at) {}

  void Add(const Block& block) override {
    const BlockColumn& column = block.columns[place_];
    ascii_ = ascii_ && std::none_of(column.characters.begin(), column.characters.end(),
                                    [](char c) { return (c & 0x80) != 0; });
    constexpr std::string_view kBlanks = " \t\n\r";
    ForEachGiven(column, block.size, [&](size_t row) {
      const std::string_view text = column.texts[row];
      if (text.empty()) return;
      const bool cut = cut_at_ > 0 && static_cast<int64_t>(text.size()) == cut_at_;
      const bool stray = kBlanks.find(text.front()) != std::string_view::npos ||
                         (!cut && kBlanks.find(text.back()) != std::string_view::npos);
      count_ += stray ? 1 : 0;
    });
  }
  [[nodiscard]] std::optional<Values> Take() const override {
    return ascii_ ? std::optional(Values{std::to_string(count_)}) : std::nullopt;
  }

 private:
  size_t place_;
  int64_t cut_at_;
  bool ascii_ = true;
  int64_t count_ = 0;
};

class NoneTally : public Tally {
 public:
  void Add(const Block& /*block*/) override {}
  [[nodiscard]] std::optional<Values> Take() const override { return Values{"0"}; }
};

int64_t CharactersOf(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

// The columns of a test or measure.
struct ColumnNames {
  std::vector<std::string> operator()(std::monostate /*none*/) const { return {}; }
  std::vector<std::string> operator()(const Never& /*test*/) const { return {}; }
  std::vector<std::string> operator()(const LostIn& test) const {
    return {test.column, test.given};
  }
  std::vector<std::string> operator()(const BrokenCount& measure) const {
    return std::visit(*this, measure.test);
  }
  template <typename OfColumn>
  std::vector<std::string> operator()(const OfColumn& one) const {
    return {one.column};
  }
};

// Makes the tally of a test or measure.
class Maker {
 public:
  using Made = std::unique_ptr<Tally>;

  Maker(const Places& places, const std::vector<Shape>& shapes)
      : places_(places), shapes_(shapes) {}

  Made operator()(std::monostate /*none*/) const { return nullptr; }
  Made operator()(const Never& /*test*/) const { return std::make_unique<NoneTally>(); }
  Made operator()(const NullIn& test) const { return Count(test.column, true, 0); }
  Made operator()(const GivenCount& measure) const { return Count(measure.column, false, 0); }
  Made operator()(const BrokenCount& measure) const { return std::visit(*this, measure.test); }
  Made operator()(const LostIn& test) const {
    return std::make_unique<LostTally>(Place(test.column), Place(test.given));
  }
  Made operator()(const Extremes& measure) const {
    return measure.ordered ? OfOrdered(measure.column, false) : Count(measure.column, false, 2);
  }
  Made operator()(const Variety& measure) const { return OfOrdered(measure.column, true); }
  Made operator()(const UpTo& measure) const {
    const size_t place = Place(measure.column);
    if (!shapes_[place].is_number()) return nullptr;
    return std::make_unique<UpToTally>(place, shapes_[place], measure.cuts);
  }
  Made operator()(const OutsideUnits& test) const {
    const int64_t least = test.least.value_or(INT64_MIN);
    const int64_t most = test.most.value_or(INT64_MAX);
    return Test(test.column, Kind::kIntegers, &BlockColumn::integers,
                [=](int64_t value) { return value < least || value > most; });
  }
  Made operator()(const OutsideReals& test) const {
    const double least = test.least.value_or(-INFINITY);
    const double most = test.most.value_or(INFINITY);
    const bool bounded = test.most.has_value();
    return Test(test.column, Kind::kReals, &BlockColumn::reals, [=](double value) {
      return value < least || (bounded && !(value <= most));  // NaN is above
    });
  }
  Made operator()(const LengthOutside& test) const {
    return Test(test.column, Kind::kTexts, &BlockColumn::texts,
                [least = test.least, most = test.most](std::string_view text) {
                  const int64_t length = CharactersOf(text);
                  return length < least || length > most;
                });
  }
  Made operator()(const StrayBlanks& test) const {
    const size_t place = Place(test.column);
    return shapes_[place].kind == Kind::kTexts ? std::make_unique<StrayTally>(place, test.cut_at)
                                               : nullptr;
  }
  Made operator()(const NotAmongUnits& test) const {
    return Test(test.column, Kind::kIntegers, &BlockColumn::integers,
                [among = std::unordered_set<int64_t>(test.units.begin(), test.units.end())](
                    int64_t units) { return !among.contains(units); });
  }
  Made operator()(const NotAmongTexts& test) const {
    return Test(
        test.column, Kind::kTexts, &BlockColumn::texts,
        [among = std::unordered_set<std::string_view>(test.texts.begin(), test.texts.end())](
            std::string_view text) { return !among.contains(text); });
  }

 private:
  [[nodiscard]] size_t Place(const std::string& column) const { return places_.at(column); }

  [[nodiscard]] Made Count(const std::string& column, bool nulls, size_t blanks) const {
    return std::make_unique<CountTally>(Place(column), nulls, blanks);
  }

  [[nodiscard]] Made OfOrdered(const std::string& column, bool variety) const {
    const size_t place = Place(column);
    const Shape& shape = shapes_[place];
    switch (shape.kind) {
      case Kind::kIntegers:
        return std::make_unique<ExtremesTally<int64_t>>(place, shape, &BlockColumn::integers,
                                                        variety);
      case Kind::kReals:
        return std::make_unique<ExtremesTally<double>>(place, shape, &BlockColumn::reals, variety);
      case Kind::kTexts:
        return std::make_unique<ExtremesTally<std::string_view>>(place, shape, &BlockColumn::texts,
                                                                 variety);
      case Kind::kOpaque:
        return nullptr;
    }
    return nullptr;
  }

  template <typename Value, typename Condition>
  [[nodiscard]] Made Test(const std::string& column, Kind kind,
                          std::vector<Value> BlockColumn::*values, Condition condition) const {
    const size_t place = Place(column);
    if (shapes_[place].kind != kind) return nullptr;
    return std::make_unique<TestTally<Value, Condition>>(place, values, std::move(condition));
  }

  const Places& places_;
  const std::vector<Shape>& shapes_;
};

}  // namespace

std::vector<std::string> ColumnsOf(const Measure& measure) {
  return std::visit(ColumnNames{}, measure);
}

std::unique_ptr<Tally> MakeTally(const Measure& measure, const Places& places,
                                 const std::vector<Shape>& shapes) {
  return std::visit(Maker(places, shapes), measure);
}

}  // namespace datagen::validate
