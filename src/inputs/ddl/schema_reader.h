// Reads SQL scripts of any dialect into a schema: what CREATE, ALTER, COMMENT and their kin say.
//
// Tolerant by design: a strict grammar loses a table for one option that it does not know; here
// the option is skipped and noted. Nothing is left out silently.
// Memory does not grow with the rows that a script holds. Thread-safety: one thread.
#pragma once

#include <string>
#include <utility>

#include "data/dialects/dialect.h"
#include "foundation/work/stop.h"
#include "inputs/ddl/known_schema.h"
#include "inputs/ddl/script_text.h"
#include "inputs/ddl/statement_reader.h"

namespace datagen::ddl {

class SchemaReader {
 public:
  // `dialect`: one that can be read; nullptr to recognise it by the beginning of the first script.
  explicit SchemaReader(const dialects::Dialect* dialect, work::StopToken stop = {})
      : dialect_(dialect), stop_(std::move(stop)) {}

  // Reads one script behind those before. `name` stands for it in notes. Errors: environment, when
  // it can't be read, and the stop's.
  base::Status ReadScript(const std::string& name, ReadBytes read);
  // Resolves references. The reader is empty afterwards.
  schema::Schema Finish();

 private:
  void ReadStatement(const Statement& statement, const std::string& file);

  const dialects::Dialect* dialect_;
  work::StopToken stop_;
  KnownSchema known_;
};

}  // namespace datagen::ddl
