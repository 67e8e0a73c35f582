// Texts without regard to capitals, as names are compared: "ÖSTERREICH" is "Österreich". MySQL,
// SQL Server and some disks tell no capitals apart either.
//
// Source: Unicode 15, CaseFolding.txt, the simple foldings of the Latin, Greek, Cyrillic and
// Armenian scripts, which are regular but for the few that are named; all else stays, whatever the
// C library's locale is. Thread-safety: a pure function.
#pragma once

#include <string>
#include <string_view>

namespace datagen::base {

// A text that is no UTF-8 stays as it is.
std::string FoldCase(std::string_view text);

}  // namespace datagen::base
