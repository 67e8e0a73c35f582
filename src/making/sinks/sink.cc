#include "making/sinks/sink.h"

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

}  // namespace datagen::sinks
