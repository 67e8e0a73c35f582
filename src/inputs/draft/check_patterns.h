// The patterns of CHECKs as regular expressions of ours, for whole texts.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

namespace datagen::draft {

// A regular expression of POSIX as one of ours, anchors taken off; nullopt where ours has no words
// for it.
std::optional<std::string> OwnPattern(std::string text);

// The texts that a LIKE admits, as a regular expression of POSIX.
std::string LikePattern(const std::string& like);

}  // namespace datagen::draft
