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

// How many texts a regular expression of ours has; nullopt where they are too many to count.
std::optional<double> TextsOf(const std::string& pattern);

// Whether a CHECK takes e-mail addresses as people write them, not only some of a form or a domain
// of its own. `like`: what the pattern was made of, when it was a LIKE.
bool TakesAddresses(const std::optional<std::string>& like, const std::string& pattern);

// The texts that a LIKE admits, as a regular expression of POSIX.
std::string LikePattern(const std::string& like);

}  // namespace datagen::draft
