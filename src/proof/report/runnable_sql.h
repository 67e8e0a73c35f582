// The SQL of a check as it runs in DuckDB by itself: with what stands behind the tables' names, as
// the check saw them.
//
// Thread-safety: pure.
#pragma once

#include <string>

#include "proof/validate/report.h"

namespace datagen::report {

// "" where the check has none. That of a check that holds, or of a database's tables, names the
// tables alone: long lists of files are for those who look for broken rows.
std::string RunnableSql(const validate::Report& report, const validate::CheckReport& check);

}  // namespace datagen::report
