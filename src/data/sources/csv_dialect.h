// What CSV files can differ in, for those that write them and those that read them.
//
// Whatever is chosen, a file reads back as what was written: choices that don't allow it are
// refused. Thread-safety: values.
#pragma once

#include <string>

#include "datagen/csv.h"
#include "foundation/base/json.h"
#include "foundation/base/status.h"

namespace datagen::sources {

struct CsvDialect {
  char delimiter = ',';
  bool header = true;
  bool quote_all = false;
  std::string null_text;
  char decimal = '.';
  std::string date_format;      // of strftime; "": ISO 8601
  std::string datetime_format;  // the same

  bool operator==(const CsvDialect&) const = default;
};

// Errors: invalid, for what can't be, and for what could not be told apart when it is read.
base::Result<CsvDialect> MakeCsvDialect(const CsvOptions& options);

// As a document keeps it: what is not the default. A document that is none gives the default.
base::Json CsvDialectToJson(const CsvDialect& dialect);
CsvDialect CsvDialectFromJson(const base::Json& json);

// A delimiter for people: ";" or "tab".
std::string DelimiterName(char delimiter);

}  // namespace datagen::sources
