// The one scan of a table: the figures of its columns and whatever its checks ask.
//
// Small tables, and tables of few rows however wide, are tallied by loops over their rows; of
// others, and of what loops can't tell, SQL aggregates are asked in one SELECT, or a few where they
// are hundreds. Where that fails, files that can't be read to the end are left out of the table;
// where a claim can't be computed, each figure is asked alone, and only its check is told why.
//
// Thread-safety: belongs to the thread of its run.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "foundation/base/status.h"
#include "proof/validate/check.h"
#include "proof/validate/dataset.h"
#include "proof/validate/report.h"
#include "proof/validate/tally.h"

namespace datagen::validate {

// Counts the rows of every table, which reads each footer or each line; a file that fails is left
// out of its table from there on. Errors: environment.
base::Status CountRows(const Dataset& dataset, Session* session);

class Scan {
 public:
  // Asks every check for its figures, once. Lifetime: the checks, which must stay.
  explicit Scan(const Checks& checks);

  // Reads one table and fills its figures in the report. Requires: CountRows. Errors: environment.
  base::Status Read(const Table& table, Session* session, TableReport* report);

  // The values of the check's Figures(), in their order; empty when it has none. Errors: of the
  // query, and where its table can't be read.
  [[nodiscard]] base::Result<Values> AnswerTo(const Check& check) const;

 private:
  struct Question {
    std::vector<Figure> figures;
    base::Status status = base::Status::Invalid("query-failed", "the table can't be read");
    Values values;
  };

  std::unordered_map<const Check*, Question> questions_;
  std::unordered_map<std::string, std::vector<Question*>> by_table_;
};

}  // namespace datagen::validate
