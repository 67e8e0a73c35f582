#include "doors/api/known_estimates.h"

#include <cmath>

namespace datagen::api {

base::Result<TableEstimate> KnownEstimates::Table(const std::string& what, double rows,
                                                  const MakeEstimate& make) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = tables_.find(what);
    if (known != tables_.end()) {
      TableEstimate estimate = known->second;
      const double share = estimate.rows > 0 ? rows / estimate.rows : 1;
      estimate.rows = rows;
      estimate.bytes = std::llround(static_cast<double>(estimate.bytes) * share);
      estimate.cpu_seconds *= share;
      return estimate;
    }
  }
  auto made = make();
  if (!made.ok()) return made.status();
  const std::lock_guard<std::mutex> lock(mutex_);
  return tables_[what] = *made;
}

base::Result<std::vector<int64_t>> KnownEstimates::PartRows(const std::string& what,
                                                            const MakeRows& make) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto known = part_rows_.find(what);
    if (known != part_rows_.end()) return known->second;
  }
  auto made = make();
  if (!made.ok()) return made.status();
  const std::lock_guard<std::mutex> lock(mutex_);
  return part_rows_[what] = std::move(*made);
}

std::shared_ptr<KnownEstimates> KnownEstimates::ForCountedRows() const {
  auto estimates = std::make_shared<KnownEstimates>();
  const std::lock_guard<std::mutex> lock(mutex_);
  estimates->tables_ = tables_;
  return estimates;
}

}  // namespace datagen::api
