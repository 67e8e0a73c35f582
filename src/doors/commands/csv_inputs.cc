#include "doors/commands/csv_inputs.h"

namespace datagen::commands {

void DeclareCsv(InputList* inputs, CsvOptions* csv) {
  inputs->Group("CSV files", {Place::kFiles, Place::kStream});
  inputs->Add({.name = "csv_delimiter",
               .doc = "Between values: one sign, or tab",
               .value_name = "SIGN",
               .suggestions = {",", ";", "|", "tab"}},
              &csv->delimiter);
  inputs->Add({.name = "csv_header",
               .doc = "Whether the first line names the columns",
               .choices = {"yes", "no"}},
              &csv->header);
  inputs->Add({.name = "csv_quote",
               .doc = "Quotes around values: where needed; all but nulls",
               .choices = {"needed", "all"}},
              &csv->quote);
  inputs->Add({.name = "csv_null",
               .doc = "Stands for a null, without quotes: NULL, \\N",
               .may_be_empty = true,
               .default_text = "an empty field; an empty text is \"\""},
              &csv->null_text);
  inputs->Add({.name = "csv_decimal",
               .doc = "Decimal sign: a comma asks for another {csv_delimiter}",
               .value_name = "SIGN",
               .suggestions = {".", ","}},
              &csv->decimal);
  inputs->Add({.name = "csv_date_format",
               .doc = "Dates, of %Y %m %d: %d.%m.%Y",
               .default_text = "2024-01-31"},
              &csv->date_format);
  inputs->Add({.name = "csv_datetime_format",
               .doc = "Times of a day, of %Y %m %d %H %M %S and %f for microseconds",
               .default_text = "2024-01-31T23:59:59Z"},
              &csv->datetime_format);
}

}  // namespace datagen::commands
