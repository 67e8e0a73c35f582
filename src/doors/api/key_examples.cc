#include "doors/api/key_examples.h"

#include <fmt/format.h>

#include "foundation/base/diagnostic.h"
#include "foundation/base/status.h"

namespace datagen::api {
namespace {

using base::Json;
using base::JsonMember;

constexpr size_t kShort = 48;  // bytes that a line of a table has room for

// The whole value where it is short, else its first parts.
std::string Shortened(const Json& value) {
  std::string whole = value.Print();
  if (whole.size() <= kShort) return whole;
  if (value.is_array()) {
    return fmt::format("[{}{}]", Shortened(value.items()[0]),
                       value.items().size() > 1 ? ", …" : "");
  }
  if (value.is_object()) {
    const JsonMember& first = value.members()[0];
    return fmt::format("{{{}: {}{}}}", Json::String(first.key).Print(), Shortened(first.value),
                       value.members().size() > 1 ? ", …" : "");
  }
  return whole;
}

// Whether an object is the place of a function: {"transform": ID, "args": …} and {"distribution":
// ID, …} hold its id, {ID: …} is called by it.
const Json* ArgumentsAt(const Json& object, const registry::Entry& entry) {
  const std::string& id = entry.function->id;
  const char* key = entry.kind == "modifier" ? "transform" : "distribution";
  if (entry.kind == "generator") return object.members().size() == 1 ? object.Find(id) : nullptr;
  const Json* named = object.Find(key);
  if (named == nullptr || named->text() != id) return nullptr;
  return entry.kind == "modifier" ? object.Find("args") : &object;
}

void Collect(const Json& value, const registry::Entry& entry, Json* found) {
  for (const Json& item : value.items()) Collect(item, entry, found);
  if (!value.is_object()) return;
  const Json* arguments = ArgumentsAt(value, entry);
  if (arguments != nullptr && arguments->is_object()) found->Push(*arguments);
  for (const JsonMember& member : value.members()) Collect(member.value, entry, found);
}

}  // namespace

Json ParseOwn(const std::string& text) {
  base::Diagnostics diagnostics;
  diagnostics.SetSource(text);
  auto parsed = base::ParseJson(text, &diagnostics);
  DATAGEN_CHECK(parsed.has_value());
  return *parsed;
}

std::string ExampleOf(const Json& example, std::string_view key) {
  if (example.is_object()) {
    const Json* value = example.Find(key);
    return value == nullptr ? "" : Shortened(*value);
  }
  for (const Json& item : example.items()) {
    std::string shown = ExampleOf(item, key);
    if (!shown.empty()) return shown;
  }
  return "";
}

Json ArgumentsIn(const Json& example, const registry::Entry& entry) {
  Json found = Json::Array();
  Collect(example, entry, &found);
  return found;
}

}  // namespace datagen::api
