#include "functions/claims/plain_text.h"

#include <algorithm>

namespace datagen::claims {
namespace {

bool IsPlain(const std::string& text) {
  if (text.empty()) return true;
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  return !blank(text.front()) && !blank(text.back());
}

}  // namespace

bool ListsPlainTexts(const base::Json& json) {
  if (json.is_string()) return IsPlain(json.text());
  if (json.is_array()) {
    return std::all_of(json.items().begin(), json.items().end(), ListsPlainTexts);
  }
  if (!json.is_object()) return true;
  return std::all_of(json.members().begin(), json.members().end(),
                     [](const base::JsonMember& member) { return ListsPlainTexts(member.value); });
}

}  // namespace datagen::claims
