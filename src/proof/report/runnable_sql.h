// The SQL of a check as it runs in DuckDB by itself: with what stands behind the tables' names, as
// the check saw them.
//
// Thread-safety: pure.
#pragma once

#include <string>

#include "proof/validate/report.h"

namespace datagen::report {

// What is said in place of the SQL of a database's tables.
constexpr const char* kNoSql =
    "no SQL to run: the tables were copied to be checked, and the copies are gone";

// "" where the check has none, or what it ran over is gone (a database's copied tables). That of a
// check that holds names the tables alone: long lists of files are for those who look for broken
// rows.
std::string RunnableSql(const validate::Report& report, const validate::CheckReport& check);

}  // namespace datagen::report
