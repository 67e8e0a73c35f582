#include "foundation/base/calendar.h"
#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

// A little before the time of the row in front.
Break Bind(const Target& target) {
  const bool is_date = target.column(0).type.kind == kernel::TypeKind::kDate;
  return [=](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    int64_t before = row.values[0]->ints[0];
    if (row.row > 0) {
      const auto batch = target.engine->Fill(target.node, row.row - 1, 1);
      if (!batch.ok()) return std::nullopt;
      const auto& column = *batch.value().columns[static_cast<size_t>(target.columns[0])];
      if (column.IsValid(0)) before = std::min(before, column.ints[0]);
    }
    constexpr uint64_t kSteps = 59;
    const auto steps = static_cast<int64_t>(1 + random::ToIndex(row.bits, kSteps));
    return std::vector<Value>{
        WholeValue(before - (is_date ? 1 + steps % 3 : steps * base::kMicrosPerMinute))};
  };
}

}  // namespace

const KindInfo& OutOfOrderKind() {
  static const KindInfo info{.name = "out_of_order",
                             .summary = "Moves a time to before that of the row in front",
                             .time_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
