// Reads a fake world from the directives of a case:
//
//   node NAME                              the table; else t
//   field NAME TYPE [nullable] [unique]    the column that is made; else c, and its type must be
//   said count N                                rows of the table; else 1000 seed N, locale NAME,
//   timeframe START END FREQ column [TABLE.]NAME TYPE [values] …    a column of the row, or of
//   another table; what is known
//                                          of it is what the values say, and: nullable, unique,
//                                          same_in_parent, sequence=START,STEP, unknown (nothing)
//   lookup NAME TABLE.COLUMN PICK          a column of the row that looks up another
//   table NAME ROWS                        how many rows another table has; else as its columns
//   parent NAME [children of each row]
//   children TABLE.COLUMN TYPE [[values of the children of row 0], …]
//   rows 0..4 9 9                          rows that are made; both ends are included
//   draws N                                the first N rows, of which a summary is wanted
#pragma once

#include <string>
#include <vector>

#include "cases/case_file.h"
#include "cases/fake_bind_context.h"

namespace datagen::cases {

struct Setting {
  FakeWorld world;
  std::vector<int64_t> rows;
  bool summed = false;
  std::vector<Directive> others;  // that are the runner's

  // What follows a word; nullptr when it is not there.
  [[nodiscard]] const std::string* Find(std::string_view word) const;
};

// Wrong directives are failures of the test.
Setting ReadSetting(const Case& one);

// A JSON text that is right; else a failure of the test, and null.
base::Json JsonOf(const std::string& text);

// Listed values and what they say of themselves.
FakeColumn ReadColumn(const std::string& text);

}  // namespace datagen::cases
