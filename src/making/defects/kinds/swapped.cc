#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

bool Same(const kernel::Vector& a, const kernel::Vector& b) {
  switch (a.physical) {
    case kernel::Physical::kInt64:
      return a.ints[0] == b.ints[0];
    case kernel::Physical::kInt128:
      return a.wide[0] == b.wide[0];
    case kernel::Physical::kFloat64:
      return a.floats[0] == b.floats[0];
    case kernel::Physical::kBool:
      return a.bools[0] == b.bools[0];
    default:
      return a.String(0) == b.String(0);
  }
}

Break Bind(const Target& target) {
  if (!(target.column(0).type == target.column(1).type) ||
      target.column(0).type.kind == kernel::TypeKind::kArray) {
    target.Refuse(1, "the type of the other column, " + target.column(0).type.Name());
    return nullptr;
  }
  return [](const Row& row) -> std::optional<std::vector<Value>> {
    const bool given = row.values[0]->IsValid(0) && row.values[1]->IsValid(0);
    if (!given || Same(*row.values[0], *row.values[1])) return std::nullopt;
    return std::vector<Value>{row.values[1], row.values[0]};
  };
}

}  // namespace

const KindInfo& SwappedKind() {
  static const KindInfo info{.name = "swapped",
                             .summary = "Exchanges two columns of the row: start and end",
                             .of_pair = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
