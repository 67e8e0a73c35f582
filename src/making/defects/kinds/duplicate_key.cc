#include "foundation/random/stream.h"
#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

Break Bind(const Target& target) {
  if (target.rows() < 2) {
    target.diagnostics->Error("defect-not-possible", target.where,
                              "a table of one row has no other key to repeat");
    return nullptr;
  }
  return [target](const Row& row) -> std::optional<std::vector<Value>> {
    // A row whose own key stays, so that it really comes twice.
    const int64_t rows = target.rows();
    auto other = static_cast<int64_t>(random::ToIndex(row.bits, static_cast<uint64_t>(rows)));
    constexpr int64_t kStepsMax = 10'000;
    for (int64_t step = 0; step < kStepsMax; ++step, other = (other + 1) % rows) {
      if (other == row.row || target.is_hit(other)) continue;
      const auto batch = target.engine->Fill(target.node, other, 1);
      if (!batch.ok()) return std::nullopt;
      std::vector<Value> key;
      for (const int column : target.columns) {
        key.push_back(batch.value().columns[static_cast<size_t>(column)]);
      }
      return key;
    }
    return std::nullopt;
  };
}

}  // namespace

const KindInfo& DuplicateKeyKind() {
  static const KindInfo info{.name = "duplicate_key",
                             .summary = "Gives the row the primary key of another row",
                             .of_key = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
