// All failing rows of a validation as Parquet files, one a check, for those who mend the data.
#pragma once

#include <string>

#include "foundation/base/status.h"
#include "proof/validate/report.h"

namespace datagen::validate {

// Writes `directory`/NNN-check-table.column.parquet for every failed check whose rows fail one by
// one, and notes the path in the report. Errors: environment, with the file.
base::Status WriteFailures(const std::string& directory, Session* session, Report* report);

}  // namespace datagen::validate
