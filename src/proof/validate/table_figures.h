// Figures of one table, answered together.
//
// Thread-safety: belongs to the thread of its run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "proof/validate/check.h"
#include "proof/validate/tally.h"

namespace datagen::validate {

class TableFigures {
 public:
  // Lifetime: the table; the figures once they are added.
  TableFigures(const Table& table, Session* session) : table_(table), session_(session) {}

  void Add(const std::vector<Figure>& figures);

  // Answers what has no answer yet: by tallies where rows are few, the rest in SQL. Errors: of the
  // query; some figures may have their answers.
  base::Status Answer();
  // The same for each figure alone, so that one that can't be computed spoils no other. Errors:
  // environment.
  base::Status AnswerAlone();
  // Forgets all answers: the table has changed.
  void Forget();

  // The values of the next `count` figures, in their order, from `*at`, which moves on. Errors: of
  // the query of one of them.
  base::Result<Values> Take(size_t count, size_t* at);

 private:
  struct Asked {
    const Figure* figure = nullptr;
    std::optional<Values> values;
    base::Status status;
  };

  base::Status TallyRows();
  base::Status AskSql(const std::vector<Asked*>& asked);

  const Table& table_;
  Session* session_;
  std::vector<Asked> asked_;
};

}  // namespace datagen::validate
