// What CSV files can differ in, as users spell it.
//
// Thread-safety: a value.
#pragma once

#include <string>

namespace datagen {

struct CsvOptions {
  std::string delimiter = ",";   // one sign, or "tab"
  std::string header = "yes";    // or "no": whether the first line names the columns
  std::string quote = "needed";  // or "all": every value but nulls
  std::string null_text;         // stands for a null, without quotes; "": an empty field
  std::string decimal = ".";     // or ","
  std::string date_format;       // of %Y %m %d: %d.%m.%Y; "": 2024-01-31
  std::string datetime_format;   // of %Y %m %d %H %M %S %f; "": 2024-01-31T23:59:59Z

  bool operator==(const CsvOptions&) const = default;
};

}  // namespace datagen
