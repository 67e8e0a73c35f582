#include "making/engine/arrow_stream.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include "foundation/work/barrier.h"
#include "making/engine/arrow_export.h"

namespace datagen::engine {
namespace {

using base::Status;

class RowStream {
 public:
  RowStream(std::shared_ptr<const Engine> engine, const StreamedRows& rows)
      : engine_(std::move(engine)),
        columns_(engine_->written(rows.node)),
        node_(rows.node),
        next_(rows.first),
        end_(rows.first + rows.count),
        batch_rows_(std::min(rows.batch_rows, engine_->batch_rows_max())) {
    for (WrittenColumn& column : columns_) column.short_decimals = rows.short_decimals;
  }

  int Schema(ArrowSchema* schema) {
    return Answer([&] {
      ExportSchema(columns_, schema);
      return Status::Ok();
    });
  }

  int Next(ArrowArray* array) {
    *array = {};  // released: the end of the stream
    if (next_ >= end_) return 0;
    const int answer = Answer([&] {
      const int64_t rows = std::min(batch_rows_, end_ - next_);
      const base::Result<Batch> batch = engine_->Fill(node_, next_, rows);
      if (batch.ok()) ExportBatch(columns_, batch.value(), array);
      next_ += rows;
      return batch.status();
    });
    if (answer != 0) next_ = end_;
    return answer;
  }

  [[nodiscard]] const char* error() const { return error_.empty() ? nullptr : error_.c_str(); }

 private:
  template <typename Call>
  int Answer(const Call& call) {
    const Status status = work::Guarded(call);
    error_ = status.message();
    if (status.ok()) return 0;
    return status.code() == base::StatusCode::kInvalid ? EINVAL : ENOMEM;
  }

  std::shared_ptr<const Engine> engine_;
  std::vector<WrittenColumn> columns_;
  int node_;
  int64_t next_;
  int64_t end_;
  int64_t batch_rows_;
  std::string error_;
};

RowStream* Of(ArrowArrayStream* stream) { return static_cast<RowStream*>(stream->private_data); }

}  // namespace

void OpenArrowStream(std::shared_ptr<const Engine> engine, const StreamedRows& rows,
                     ArrowArrayStream* stream) {
  auto made = std::make_unique<RowStream>(std::move(engine), rows);
  stream->get_schema = [](ArrowArrayStream* of, ArrowSchema* out) { return Of(of)->Schema(out); };
  stream->get_next = [](ArrowArrayStream* of, ArrowArray* out) { return Of(of)->Next(out); };
  stream->get_last_error = [](ArrowArrayStream* of) { return Of(of)->error(); };
  stream->release = [](ArrowArrayStream* of) {
    delete Of(of);
    of->release = nullptr;
  };
  stream->private_data = made.release();
}

}  // namespace datagen::engine
