#include "inputs/draft/constraint_drafter.h"

#include <algorithm>
#include <utility>

#include "inputs/draft/condition_code.h"
#include "inputs/draft/number_limits.h"

namespace datagen::draft {
namespace {

using spec::ColumnList;
using spec::Constraints;

void AddUniqueKeys(const TableDraft& table, Constraints* to) {
  for (const schema::Key& key : table.table().unique_keys) {
    if (!table.IsWritten(key.columns) || key.columns == table.primary_key) continue;
    // What is always null repeats as often as it likes.
    if (key.columns.size() == 1 && table.Find(key.columns[0])->null_rate == 1.0) continue;
    to->unique.push_back({table.id(), key.columns});
  }
}

void AddReferences(const TableDraft& table, Constraints* to) {
  for (const schema::ForeignKey& key : table.table().foreign_keys) {
    if (!table.IsWritten(key.columns)) continue;
    const std::string& target = table.id_of(TableIndex(table.schema(), key.target));
    to->foreign_keys.push_back(
        {ColumnList{table.id(), key.columns}, ColumnList{target, key.target_columns}});
  }
}

spec::Number Bound(double bound, int scale) { return {NumberOf(bound, scale).text(), bound}; }

void AddRanges(const TableDraft& table, Constraints* to) {
  for (const auto& [name, facts] : table.facts().columns) {
    if (!table.IsWritten({name}) || (!facts.low && !facts.high)) continue;
    const NumberLimits limits = LimitsOf(table.Find(name)->schema_type(), facts);
    spec::Range range;
    range.column = {table.id(), {name}};
    if (facts.low) range.min = Bound(limits.low, limits.scale);
    if (facts.high) range.max = Bound(limits.high, limits.scale);
    to->ranges.push_back(std::move(range));
  }
}

void AddOrders(const TableDraft& table, Constraints* to) {
  for (const ColumnOrder& order : table.facts().orders) {
    if (!table.IsWritten({order.low, order.high})) continue;
    spec::Inequality inequality;
    inequality.left = {table.id(), {order.low}};
    inequality.op = order.strict ? "<" : "<=";
    inequality.right = {table.id(), {order.high}};
    to->inequalities.push_back(std::move(inequality));
  }
}

using schema::Condition;
using Kind = Condition::Kind;

// What a part of a CHECK asks for, as the form of claims that fits.
class CheckClaims {
 public:
  CheckClaims(const TableDraft& table, spec::Spec* to) : table_(table), to_(*to) {}

  void Add(const Condition& condition) {
    if (condition.kind == Kind::kAnd) {
      for (const Condition& part : condition.parts) Add(part);
      return;
    }
    if (!HasItsTypes(condition) || IsRangeOrOrder(condition) || AddList(condition) ||
        AddPattern(condition)) {
      return;
    }
    const auto code = ConditionCode(table_.table(), condition);
    // Sums of doubles are equal here as they are there by their own rounding alone.
    if (!code || (table_.storage().decimals_are_doubles && Computes(condition))) return;
    spec::Rule rule{.info = spec::FindRule("condition"), .table = table_.id()};
    rule.arguments.emplace_back("code", spec::Expression(*code));
    to_.rules.push_back(std::move(rule));
  }

 private:
  [[nodiscard]] const ColumnDraft* Written(const Condition& condition) const {
    const schema::Column* column =
        condition.kind == Kind::kColumn ? table_.table().FindColumn(condition.text) : nullptr;
    return column == nullptr ? nullptr : table_.Find(column->name);
  }

  [[nodiscard]] static bool Computes(const Condition& condition) {
    return condition.kind == Kind::kOperator ||
           std::any_of(condition.parts.begin(), condition.parts.end(), Computes);
  }

  // Whether each column is of the kind here that it is in the database, where any name may be a
  // type and times may be texts.
  [[nodiscard]] bool HasItsTypes(const Condition& condition) const {
    const auto names = schema::ColumnsOf(condition);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const ColumnDraft* column = Written({Kind::kColumn, name, {}});
      if (column == nullptr || column->is_hidden()) return false;
      switch (column->schema_type().family) {
        case schema::TypeFamily::kText:
        case schema::TypeFamily::kEnum:
          return column->type.kind == kernel::TypeKind::kString;
        case schema::TypeFamily::kBool:
          return column->type.kind == kernel::TypeKind::kBool;
        case schema::TypeFamily::kInteger:
        case schema::TypeFamily::kDecimal:
        case schema::TypeFamily::kFloat:
        case schema::TypeFamily::kYear:
          return column->type.is_numeric();
        case schema::TypeFamily::kDate:
        case schema::TypeFamily::kDatetime:
          return IsMoment(column->type);
        default:
          return true;
      }
    });
  }

  // These are claimed of all that is known of a column, or of two.
  [[nodiscard]] bool IsRangeOrOrder(const Condition& condition) const {
    const bool compares = condition.kind == Kind::kCompare || condition.kind == Kind::kBetween;
    if (!compares || condition.text == "<>") return false;
    const ColumnDraft* left = Written(condition.parts[0]);
    const ColumnDraft* right = Written(condition.parts[1]);
    if (left != nullptr && right != nullptr) {
      return condition.kind == Kind::kCompare && condition.text != "=";
    }
    const ColumnDraft* one = left != nullptr ? left : right;
    const auto numbers =
        std::count_if(condition.parts.begin(), condition.parts.end(),
                      [](const Condition& part) { return part.kind == Kind::kNumber; });
    return one != nullptr && one->type.is_numeric() &&
           static_cast<size_t>(numbers) + 1 == condition.parts.size();
  }

  bool AddList(const Condition& condition) {
    if (condition.kind != Kind::kIn) return false;
    const ColumnDraft* column = Written(condition.parts[0]);
    if (column == nullptr) return false;
    spec::Literals values;
    values.reserve(condition.parts.size());
    for (size_t i = 1; i < condition.parts.size(); ++i) {
      const Condition& value = condition.parts[i];
      if (value.kind == Kind::kText && column->type.kind == kernel::TypeKind::kString) {
        const int64_t most = column->type.length_max;
        if (most == 0 || FitsIn(value.text, most)) values.push_back(base::Json::String(value.text));
      } else if (value.kind == Kind::kNumber && column->type.is_numeric()) {
        values.push_back(base::Json::RawNumber(value.text));
      } else {
        return false;
      }
    }
    spec::Enumeration list;
    list.column = {table_.id(), {column->name}};
    list.values = std::move(values);
    to_.constraints.enumerations.push_back(std::move(list));
    return true;
  }

  bool AddPattern(const Condition& condition) {
    if (condition.kind != Kind::kRegex || !condition.text.empty()) return false;
    const ColumnDraft* column = Written(condition.parts[0]);
    if (column == nullptr || !ConditionCode(table_.table(), condition)) return false;
    spec::Pattern pattern;
    pattern.column = {table_.id(), {column->name}};
    pattern.regex = condition.parts[1].text;
    to_.constraints.patterns.push_back(std::move(pattern));
    return true;
  }

  const TableDraft& table_;
  spec::Spec& to_;
};

}  // namespace

void AddConstraints(const TableDraft& table, spec::Spec* to) {
  AddUniqueKeys(table, &to->constraints);
  AddReferences(table, &to->constraints);
  AddRanges(table, &to->constraints);
  AddOrders(table, &to->constraints);
  CheckClaims claims(table, to);
  for (const schema::Check& check : table.table().checks) {
    if (check.condition != nullptr) claims.Add(*check.condition);
  }
}

}  // namespace datagen::draft
