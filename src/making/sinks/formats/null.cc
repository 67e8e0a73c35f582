#include "making/sinks/sink.h"

namespace datagen::sinks {
namespace {

class NullSink : public Sink {
 public:
  base::Status Open(Output* /*output*/,
                    const std::vector<engine::WrittenColumn>& /*columns*/) override {
    return base::Status::Ok();
  }
  base::Status Write(const engine::Batch& /*batch*/) override { return base::Status::Ok(); }
  base::Status Close() override { return base::Status::Ok(); }
};

}  // namespace

const SinkInfo& NullInfo() {
  static const SinkInfo info{"null",
                             "",
                             "Makes every value and drops it: to measure, or for the hashes alone",
                             {"none"},
                             [](const SinkOptions& /*options*/) -> std::unique_ptr<Sink> {
                               return std::make_unique<NullSink>();
                             }};
  return info;
}

}  // namespace datagen::sinks
