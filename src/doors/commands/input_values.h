// Values of inputs as people write them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace datagen::commands {

std::optional<int64_t> ReadInteger(std::string_view text);
std::optional<double> ReadReal(std::string_view text);  // finite
std::optional<bool> ReadTruth(std::string_view text);   // true or false

// 64MB and 64 mb are 64,000,000, 64MiB is 67,108,864, 64 is 64.
std::optional<int64_t> ReadSize(std::string_view text);

// A path of this machine: as it is, or that of file:///path. nullopt for a URL of another scheme,
// unless `database` says that those of databases are meant too.
std::optional<std::string> ReadPath(const std::string& text, bool database);

// N of rows, from 0 to 10^15.
std::optional<int64_t> ReadCount(std::string_view text);
// NAME=N, into `counts`; the last `=` divides. False when it is not.
bool ReadNamedCount(std::string_view text, std::map<std::string, int64_t>* counts);

}  // namespace datagen::commands
