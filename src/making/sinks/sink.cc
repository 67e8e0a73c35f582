#include "making/sinks/sink.h"

#include "making/sinks/compressed_output.h"
#include "sink_formats.h"  // made by CMake: ListFormats()

namespace datagen::sinks {

const std::vector<const SinkInfo*>& Sinks() {
  static const auto* sinks = new auto(ListFormats());
  return *sinks;
}

const SinkInfo* FindSink(const std::string& id) {
  for (const SinkInfo* sink : Sinks()) {
    if (sink->id == id) return sink;
  }
  return nullptr;
}

std::string ExtensionOf(const SinkInfo& sink, const std::string& compression) {
  return sink.compresses_files ? sink.extension + EndingOfCompression(compression) : sink.extension;
}

}  // namespace datagen::sinks
