// The remark that stands behind a definition on its line: status text, -- one of: new, used
//
// Thread-safety: a pure function.
#pragma once

#include <string>
#include <string_view>

namespace datagen::ddl {

// `end`: the byte behind the definition. "" where the line has no remark.
std::string RemarkBehind(std::string_view text, size_t end);

}  // namespace datagen::ddl
