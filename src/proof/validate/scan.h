// The one scan of a table: the figures of its columns and whatever its checks ask, in one SELECT;
// of a table of hundreds of columns, in a few.
//
// Where that SELECT fails, files that can't be read to the end are left out of the table; where a
// claim can't be computed, each check asks alone, and the one that fails is told why.
//
// Thread-safety: belongs to the thread of its run.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "foundation/base/status.h"
#include "proof/validate/check.h"
#include "proof/validate/dataset.h"
#include "proof/validate/report.h"

namespace datagen::validate {

using Values = std::vector<std::optional<std::string>>;

// Counts the rows of every table, which reads each footer or each line; a file that fails is left
// out of its table from there on.
void CountRows(Dataset* dataset, Session* session);

class Scan {
 public:
  // Asks every check for its aggregates, once. Lifetime: the checks, which must stay.
  explicit Scan(const Checks& checks);

  // Reads one table and fills its figures in the report. Requires: CountRows.
  void Read(const Table& table, Dataset* dataset, Session* session, TableReport* report);

  // The values of the check's Aggregates(), in their order; empty when it has none. Errors: of the
  // query, and where its table can't be read.
  [[nodiscard]] base::Result<Values> AnswerTo(const Check& check) const;

 private:
  struct Question {
    std::vector<std::string> aggregates;
    base::Status status = base::Status::Invalid("query-failed", "the table can't be read");
    Values values;
  };

  // One value for each expression. Errors: of the query.
  static base::Result<Values> Ask(const std::vector<std::string>& expressions, const Table& table,
                                  query::Database* database);
  // The values of the figures, then those of every question; where one spoils the SELECT, each
  // question by itself.
  static Values AskAll(const std::vector<std::string>& figures,
                       const std::vector<Question*>& questions, const Table& table,
                       query::Database* database);

  std::map<const Check*, Question> questions_;
  std::map<std::string, std::vector<Question*>> by_table_;
};

}  // namespace datagen::validate
