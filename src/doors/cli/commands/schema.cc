#include <cstdio>

#include "datagen/datagen.h"
#include "doors/cli/command.h"

namespace datagen::cli {

const CommandInfo& SchemaInfo() {
  static const CommandInfo info{"schema", "Print the JSON Schema of a spec",
                                [](CLI::App* app) -> std::function<int()> {
                                  app->footer("Example:\n  datagen schema > datagen.schema.json");
                                  return [] {
                                    std::fputs(JsonSchema().c_str(), stdout);
                                    return kSuccess;
                                  };
                                }};
  return info;
}

}  // namespace datagen::cli
