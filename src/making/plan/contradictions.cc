#include "making/plan/contradictions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "foundation/base/spelling.h"

namespace datagen::plan {
namespace {

using base::Json;
using kernel::Domain;
using kernel::TypeKind;
using kernel::ValueType;

// Of so many rows that are expected to break a claim, at least one does but for a chance of 1e-17.
constexpr double kCertain = 40;

class Contradictions {
 public:
  Contradictions(const Plan& plan, base::Diagnostics* diagnostics)
      : plan_(plan), diagnostics_(diagnostics) {}

  void Check() {
    const spec::Constraints& claims = plan_.spec->constraints;
    for (const spec::ForeignKey& key : claims.foreign_keys) CheckReference(key);
    for (const spec::Range& range : claims.ranges) CheckRange(range);
    for (const spec::Inequality& inequality : claims.inequalities) CheckInequality(inequality);
    for (const spec::Enumeration& listed : claims.enumerations) {
      CheckListed(Find(listed.column), listed.where, listed.values, listed.values_in);
    }
    for (size_t node = 0; node < plan_.nodes.size(); ++node) {
      const spec::Node& from = plan_.spec->nodes[node];
      for (size_t k = 0; k < from.columns.size(); ++k) {
        const spec::ColumnConstraints& own = from.columns[k].constraints;
        const Place place = At(static_cast<int>(node), static_cast<int>(k));
        CheckListed(place, from.columns[k].where, own.values, own.values_in);
      }
    }
  }

 private:
  // A column that is bound; without one, nothing is known and nothing is said.
  struct Place {
    const Node* node = nullptr;
    const spec::Column* from = nullptr;
    const Column* column = nullptr;
    [[nodiscard]] std::string Name() const { return node->id + "." + column->name; }
    [[nodiscard]] const Domain& domain() const { return column->domain; }
    // How many of its rows have a value; 0 where a condition decides.
    [[nodiscard]] double rows() const {
      if (column->null_when != nullptr) return 0;
      return static_cast<double>(node->rows) * (1 - column->null_rate);
    }
  };

  [[nodiscard]] Place At(int node, int column) const {
    const Node& found = plan_.nodes[static_cast<size_t>(node)];
    const Column& planned = found.columns[static_cast<size_t>(column)];
    if (!planned.bound) return {};
    return {&found,
            &plan_.spec->nodes[static_cast<size_t>(node)].columns[static_cast<size_t>(column)],
            &planned};
  }
  [[nodiscard]] Place Find(const std::string& node_name, const std::string& column_name) const {
    const int node = plan_.Find(node_name);
    const int column = node < 0 ? -1 : plan_.nodes[static_cast<size_t>(node)].Find(column_name);
    return column < 0 ? Place{} : At(node, column);
  }
  [[nodiscard]] Place Find(const spec::ColumnList& list) const {
    return Find(list.node, list.column());
  }

  // ---- References

  void CheckReference(const spec::ForeignKey& key) {
    bool known = key.from.columns.size() == key.to.columns.size();
    for (size_t k = 0; known && k < key.from.columns.size(); ++k) {
      const Place from = Find(key.from.node, key.from.columns[k]);
      const Place to = Find(key.to.node, key.to.columns[k]);
      if (from.column == nullptr || to.column == nullptr) {
        known = false;
      } else if (!CanBeEqual(from.column->type, to.column->type)) {
        diagnostics_->Error(
            "wrong-column-type", key.from.where,
            fmt::format("{} is {} and refers to {}, which is {}", from.Name(),
                        from.column->type.Name(), to.Name(), to.column->type.Name()),
            {.given = from.column->type.Name(),
             .expected = fmt::format("{}", to.column->type.Name())});
        known = false;
      }
    }
    if (!known || IsKey(key.to)) return;
    if (Repeats(key.to)) {
      diagnostics_->Error(
          "reference-not-unique", key.to.where,
          fmt::format("{} is not unique, so a reference to it names no row", key.to.Print()),
          {.hint = "refer to the primary key, or list it in \"unique\" among the constraints"});
    } else {
      diagnostics_->Warn(
          "reference-not-unique", key.to.where,
          fmt::format("{} is not known to be unique, and a reference needs that", key.to.Print()),
          {.hint = "if it is, list it in \"unique\" among the constraints"});
    }
  }

  // Whether a value must come twice: one column that has fewer values than its table has rows.
  [[nodiscard]] bool Repeats(const spec::ColumnList& list) const {
    const Place place = Find(list);
    if (list.columns.size() != 1 || !place.domain().distinct) return false;
    return *place.domain().distinct < place.rows();
  }

  static bool CanBeEqual(const ValueType& a, const ValueType& b) {
    const auto is_name = [](const ValueType& type) {
      return type.kind == TypeKind::kString || type.kind == TypeKind::kUuid;
    };
    return a.kind == b.kind || (a.is_numeric() && b.is_numeric()) || (is_name(a) && is_name(b));
  }

  // Whether the columns hold a key, declared or known.
  [[nodiscard]] bool IsKey(const spec::ColumnList& list) const {
    const std::set<std::string> columns(list.columns.begin(), list.columns.end());
    const auto holds = [&](const std::vector<std::string>& key) {
      return !key.empty() && std::all_of(key.begin(), key.end(), [&](const std::string& column) {
        return columns.contains(column);
      });
    };
    const int node = plan_.Find(list.node);
    if (holds(plan_.spec->nodes[static_cast<size_t>(node)].pk)) return true;
    for (const spec::ColumnList& unique : plan_.spec->constraints.unique) {
      if (unique.node == list.node && holds(unique.columns)) return true;
    }
    return std::any_of(list.columns.begin(), list.columns.end(), [&](const std::string& name) {
      const Place place = Find(list.node, name);
      return place.column->must_be_unique || place.domain().unique;
    });
  }

  // ---- Limits

  void CheckRange(const spec::Range& range) {
    const Place place = Find(range.column);
    if (place.column == nullptr || !place.column->type.is_numeric()) return;
    const Domain& made = place.domain();
    if (!made.min || !made.max) return;
    const double share = ShareOutside(made, range);
    if (share * place.rows() < (share == 1 ? 1 : kCertain)) return;
    Report(range.where,
           fmt::format("{} is made from {} to {}, which leaves the range", place.Name(), *made.min,
                       *made.max),
           fmt::format("values {}{}", range.min ? fmt::format("from {} ", range.min->text) : "",
                       range.max ? fmt::format("to {}", range.max->text) : "upwards"));
  }

  // What share of the values lies outside, as far as that is known. Requires: min and max are.
  static double ShareOutside(const Domain& made, const spec::Range& range) {
    const double low = range.min ? range.min->value : *made.min;
    const double high = range.max ? range.max->value : *made.max;
    if (*made.max < low || *made.min > high) return 1;
    if (!made.spread_known) return 0;
    if (!made.numbers.empty()) {
      double share = 0;
      for (size_t k = 0; k < made.numbers.size(); ++k) {
        if (made.numbers[k] < low || made.numbers[k] > high) share += made.number_shares[k];
      }
      return share;
    }
    // Of whole numbers each is as likely as the other, both ends too.
    const double ends = made.whole ? 1 : 0;
    const double width = *made.max - *made.min + ends;
    const double first = std::max(*made.min, made.whole ? std::ceil(low) : low);
    const double last = std::min(*made.max, made.whole ? std::floor(high) : high);
    return width > 0 ? 1 - (last - first + ends) / width : 0;
  }

  void CheckInequality(const spec::Inequality& claim) {
    const Place left = Find(claim.left);
    const Place right = Find(claim.right);
    if (left.column == nullptr || right.column == nullptr || left.node != right.node) return;
    const ValueType& a = left.column->type;
    const ValueType& b = right.column->type;
    if (!(a.is_numeric() && b.is_numeric()) && !(a.is_temporal() && a.kind == b.kind)) return;
    const bool less = claim.op == "<" || claim.op == "<=";
    if (!less && claim.op != ">" && claim.op != ">=") return;
    const Domain& low = less ? left.domain() : right.domain();
    const Domain& high = less ? right.domain() : left.domain();
    if (!low.min || !high.max) return;
    const bool strict = claim.op.size() == 1;
    const bool broken = strict ? *low.min >= *high.max : *low.min > *high.max;
    if (!broken || std::min(left.rows(), right.rows()) < kCertain) return;
    Report(claim.where,
           fmt::format("{} {} {} holds for no row: what is to be less is at least {}, the other at "
                       "most {}",
                       left.Name(), claim.op, right.Name(), *low.min, *high.max),
           "generators whose values can be in this order");
  }

  // ---- Listed values

  void CheckListed(const Place& place, const base::Place& where,
                   const std::optional<spec::Literals>& values,
                   const std::optional<spec::ColumnList>& values_in) {
    if (place.column == nullptr || !place.domain().spread_known) return;
    const Domain& made = place.domain();
    // Values that a spec may spell in several ways are left to the check of the data.
    const ValueType& type = place.column->type;
    const bool is_text = type.kind == TypeKind::kString;
    if (!is_text && !type.is_numeric()) return;
    std::set<std::string> texts;
    std::set<double> numbers;
    if (values) {
      for (const Json& value : *values) {
        if (value.is_null()) continue;
        const auto number = value.AsDouble();
        if (is_text ? !value.is_string() : !number.has_value()) return;
        if (is_text) texts.insert(value.text());
        if (number) numbers.insert(*number);
      }
    } else {
      const Place other = values_in ? Find(*values_in) : Place{};
      if (other.column == nullptr || other.column->type.kind != type.kind) return;
      const Domain& listed = other.domain();
      const size_t count = listed.labels.size() + listed.numbers.size();
      if (count == 0 || count >= Domain::kListedMax) return;  // they are not all known
      texts.insert(listed.labels.begin(), listed.labels.end());
      numbers.insert(listed.numbers.begin(), listed.numbers.end());
    }
    for (size_t k = 0; k < made.labels.size(); ++k) {
      if (texts.contains(made.labels[k]) || !IsCertain(made.label_shares[k], place)) continue;
      return ReportListed(place, where, made.labels[k], {texts.begin(), texts.end()});
    }
    for (size_t k = 0; k < made.numbers.size(); ++k) {
      if (numbers.contains(made.numbers[k]) || !IsCertain(made.number_shares[k], place)) continue;
      std::vector<std::string> listed;
      listed.reserve(numbers.size());
      for (const double number : numbers) listed.push_back(fmt::format("{}", number));
      return ReportListed(place, where, fmt::format("{}", made.numbers[k]), listed);
    }
  }

  static bool IsCertain(double share, const Place& place) {
    return share * place.rows() >= kCertain;
  }

  void ReportListed(const Place& place, const base::Place& where, const std::string& made,
                    const std::vector<std::string>& listed) {
    Report(
        where,
        fmt::format("{} is '{}' in some rows, which is not among its values", place.Name(), made),
        listed.empty() ? "no value" : "one of " + base::JoinNames(listed));
  }

  void Report(const base::Place& where, std::string message, std::string expected) {
    diagnostics_->Error(
        "claim-contradicted", where, std::move(message),
        {.expected = std::move(expected), .hint = "change the claim, or what makes the values"});
  }

  const Plan& plan_;
  base::Diagnostics* diagnostics_;
};

}  // namespace

void CheckContradictions(const Plan& plan, base::Diagnostics* diagnostics) {
  Contradictions(plan, diagnostics).Check();
}

}  // namespace datagen::plan
