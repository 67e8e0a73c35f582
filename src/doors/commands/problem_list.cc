#include "doors/commands/problem_list.h"

#include <fmt/format.h>

#include <string_view>

#include "foundation/base/json.h"
#include "foundation/base/utf8.h"

namespace datagen::commands {
namespace {

// A path may hold any bytes, a document only characters: what is none becomes U+FFFD.
std::string AsCharacters(std::string_view text) {
  std::string characters;
  while (const auto bad = base::FindInvalidUtf8(text)) {
    characters += text.substr(0, *bad);
    characters += "\xEF\xBF\xBD";
    text.remove_prefix(*bad + 1);
  }
  return characters.append(text);
}

}  // namespace

void ProblemList::Add(const std::vector<Diagnostic>& diagnostics) {
  const std::lock_guard<std::mutex> lock(mutex_);
  problems_.insert(problems_.end(), diagnostics.begin(), diagnostics.end());
}

std::string ProblemList::Document(const std::string& command, int exit_code) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return AsCharacters(fmt::format("{{\"command\":{},\"exit_code\":{},\"problems\":{}}}\n",
                                  base::Json::String(command).Print(), exit_code,
                                  RenderJson(problems_)));
}

}  // namespace datagen::commands
