// JSON as people write it by hand: a file named .jsonc may hold comments (// and /* */) and commas
// behind last entries, as editors allow in their settings. All else is JSON to the letter.
//
// Thread-safety: pure.
#pragma once

#include <optional>
#include <string_view>

#include "foundation/base/json.h"

namespace datagen::base {

enum class JsonForm { kStrict, kCommented };

// kCommented for a name that ends in ".jsonc".
JsonForm FormOf(std::string_view file_name);

// ParseJson of either form; offsets are those of the text as it is.
std::optional<Json> ParseJson(std::string_view text, JsonForm form, Diagnostics* diagnostics);

}  // namespace datagen::base
