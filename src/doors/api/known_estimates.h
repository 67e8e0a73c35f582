// What samples of a plan's tables have said, so that none is made twice: limits are looked at when
// a plan is accepted, and again when its rows are made.
//
// Thread-safety: from any thread; who asks for the same at the same time makes it twice.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "doors/api/estimate.h"
#include "foundation/base/status.h"

namespace datagen::api {

class KnownEstimates {
 public:
  using MakeEstimate = std::function<base::Result<TableEstimate>()>;
  using MakeRows = std::function<base::Result<std::vector<int64_t>>()>;

  // `what`: all that the estimate hangs on, but for the number of rows: one of as many rows as were
  // expected stands for those that were counted. Errors: of `make`, which are not kept.
  base::Result<TableEstimate> Table(const std::string& what, double rows, const MakeEstimate& make);
  // How many rows of each table go into a file. They hang on the rows as they are: of this plan
  // alone.
  base::Result<std::vector<int64_t>> PartRows(const std::string& what, const MakeRows& make);

  // What holds for the same plan with other rows.
  [[nodiscard]] std::shared_ptr<KnownEstimates> ForCountedRows() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, TableEstimate> tables_;
  std::map<std::string, std::vector<int64_t>> part_rows_;
};

}  // namespace datagen::api
