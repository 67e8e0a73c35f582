#include <fmt/format.h>

#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

using kernel::Physical;
using kernel::TypeKind;

// Keys that no generator gives: far below zero, or a text that says what it is.
Break Bind(const Target& target) {
  const kernel::ValueType type = target.column(0).type;
  if (type.physical() == Physical::kInt64 && type.kind == TypeKind::kInt) {
    const int64_t least = type.int_min();
    return [least](const Row& row) -> std::optional<std::vector<Value>> {
      if (!row.values[0]->IsValid(0)) return std::nullopt;
      constexpr int64_t kSpread = 1'000'000;
      const int64_t room = std::min(kSpread, -(least + 1));
      return std::vector<Value>{WholeValue(least + row.row % room)};
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
