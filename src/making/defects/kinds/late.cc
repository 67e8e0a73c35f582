#include "foundation/base/calendar.h"
#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

// One to thirty days after the last time that the plan knows of, else after the value.
Break Bind(const Target& target) {
  const bool is_date = target.column(0).type.kind == kernel::TypeKind::kDate;
  const std::optional<double> last = target.planned(0).domain.max;
  const int64_t day = is_date ? 1 : base::kMicrosPerDay;
  return [=](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    constexpr uint64_t kDays = 30;
    const auto days = static_cast<int64_t>(1 + random::ToIndex(row.bits, kDays));
    const int64_t from = last ? static_cast<int64_t>(*last) : row.values[0]->ints[0];
    return std::vector<Value>{WholeValue(from + days * day)};
  };
}

}  // namespace

const KindInfo& LateKind() {
  static const KindInfo info{.name = "late",
                             .summary = "Moves a time to days after the last one",
                             .time_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
