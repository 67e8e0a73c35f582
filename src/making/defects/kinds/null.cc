#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

Break Bind(const Target& /*target*/) {
  return [](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    return std::vector<Value>{NullOf(row.values[0])};
  };
}

}  // namespace

const KindInfo& NullKind() {
  static const KindInfo info{
      .name = "null", .summary = "Takes the value away", .makes_nulls = true, .bind = Bind};
  return info;
}

}  // namespace datagen::defects
