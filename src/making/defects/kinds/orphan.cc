#include <fmt/format.h>

#include <algorithm>

#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

using kernel::Physical;
using kernel::TypeKind;

constexpr int64_t kSpread = 1'000'000;

// The greatest key of the table that the column refers to, as far as it is known.
std::optional<double> GreatestKey(const Target& target) {
  const plan::Plan& plan = target.engine->plan();
  const std::string& table = plan.nodes[static_cast<size_t>(target.node)].id;
  std::optional<double> greatest;
  for (const spec::ForeignKey& key : plan.spec->constraints.foreign_keys) {
    const bool own = key.from.node == table && key.from.columns.size() == 1 &&
                     key.from.columns[0] == target.column(0).name;
    const int other = own ? plan.Find(key.to.node) : -1;
    if (other < 0) continue;
    const plan::Node& to = plan.nodes[static_cast<size_t>(other)];
    const int column = to.Find(key.to.columns[0]);
    const auto& most = to.columns[static_cast<size_t>(column)].domain.max;
    if (!most) return std::nullopt;
    greatest = std::max(*most, greatest.value_or(*most));
  }
  return greatest;
}

// Where keys begin that no row has: behind the greatest, else at the lowest of the type.
int64_t FirstLost(const Target& target, const kernel::ValueType& type) {
  constexpr double kExact = 0x1p53;
  const auto greatest = GreatestKey(target);
  const bool fits = greatest && *greatest >= 0 && *greatest + kSpread < kExact &&
                    *greatest + kSpread < static_cast<double>(type.int_max());
  return fits ? static_cast<int64_t>(*greatest) + 1 : type.int_min();
}

// Keys that no row has, or a text that says what it is.
Break Bind(const Target& target) {
  const kernel::ValueType type = target.column(0).type;
  if (type.physical() == Physical::kInt64 && type.kind == TypeKind::kInt) {
    const int64_t first = FirstLost(target, type);
    const int64_t room = first < 0 ? std::min(kSpread, -(type.int_min() + 1)) : kSpread;
    return [first, room](const Row& row) -> std::optional<std::vector<Value>> {
      if (!row.values[0]->IsValid(0)) return std::nullopt;
      return std::vector<Value>{WholeValue(first + row.row % room)};
    };
  }
  if (type.kind == TypeKind::kString) {
    return [](const Row& row) -> std::optional<std::vector<Value>> {
      if (!row.values[0]->IsValid(0)) return std::nullopt;
      return std::vector<Value>{TextValue(fmt::format("lost-{}", row.row))};
    };
  }
  if (type.kind == TypeKind::kUuid) {
    return [](const Row& row) -> std::optional<std::vector<Value>> {
      if (!row.values[0]->IsValid(0)) return std::nullopt;
      return std::vector<Value>{WideValue(static_cast<base::Int128>(row.bits))};
    };
  }
  target.Refuse(0, "a key of int, string or uuid");
  return nullptr;
}

}  // namespace

const KindInfo& OrphanKind() {
  static const KindInfo info{
      .name = "orphan", .summary = "Refers to a row that is not there", .bind = Bind};
  return info;
}

}  // namespace datagen::defects
