#include "doors/commands/problem_list.h"

#include <string_view>

#include "foundation/base/diagnostic.h"
#include "foundation/base/utf8.h"

namespace datagen::commands {

using base::Json;

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

void ProblemList::Add(const Report& report) {
  base::Diagnostics ignored;
  const auto items = base::ParseJson(AsCharacters(report.json), &ignored);
  if (!items || !items->is_array()) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Json& item : items->items()) problems_.Push(item);
}

void ProblemList::AddItem(const char* severity, const std::string& message,
                          const std::string& hint) {
  Json item = Json::Object();
  item.Set("severity", Json::String(severity));
  item.Set("message", Json::String(AsCharacters(message)));
  if (!hint.empty()) item.Set("hint", Json::String(AsCharacters(hint)));
  const std::lock_guard<std::mutex> lock(mutex_);
  problems_.Push(std::move(item));
}

void ProblemList::AddError(const std::string& message, const std::string& hint) {
  AddItem("error", message, hint);
}

void ProblemList::AddWarning(const std::string& message) { AddItem("warning", message, ""); }

std::string ProblemList::Document(const std::string& command, int exit_code) const {
  Json document = Json::Object();
  document.Set("command", Json::String(command));
  document.Set("exit_code", Json::Number(int64_t{exit_code}));
  const std::lock_guard<std::mutex> lock(mutex_);
  document.Set("problems", problems_);
  return document.Print() + "\n";
}

}  // namespace datagen::commands
