// Dialects: a script, and the schema that is read of it. In ddl/ the first line names the dialect;
// the files of dialects/ are named for theirs. A script of some length must be recognised, too.
#include <gtest/gtest.h>

#include <algorithm>

#include "cases/case_runner.h"
#include "cases/schema_text.h"

namespace datagen::cases {
namespace {

// Long enough to tell one dialect from the others.
constexpr size_t kTellingBytes = 600;

std::string Read(const std::string& dialect, const std::string& script) {
  const dialects::Dialect* found = dialects::FindDialect(dialect);
  if (found == nullptr || !found->reading) {
    ADD_FAILURE() << "'" << dialect << "' is no dialect that can be read";
    return "";
  }
  if (dialect != "ansi" && script.size() > kTellingBytes) {
    EXPECT_EQ(ReadScript(nullptr, script).dialect, dialect) << "the dialect is not recognised";
  }
  const schema::Schema schema = ReadScript(found, script);
  return PrintSchema(schema) + PrintNotes(schema.notes);
}

const RunsFolder kDialects("dialects", [](const std::string& file, const Case& one) {
  return Read(file, one.input);
});

const RunsFolder kDdl("ddl", [](const std::string& /*file*/, const Case& one) {
  const size_t end = one.input.find('\n');
  return Read(one.input.substr(0, end), one.input.substr(end + 1));
});

TEST(DialectCases, EachDialectHasSome) {
  auto ids = dialects::DialectsFor(dialects::Use::kRead);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(CaseFilesOf("dialects"), ids);
}

}  // namespace
}  // namespace datagen::cases
