// What is written for a dialect: the tables of a case as CREATE statements. A file is named for its
// dialect; the directives are
//
//   table NAME              and on the lines below it, indented:
//     NAME TYPE [nullable]  a column
//     primary NAME …        the key
//     unique NAME …
//     reference NAME … to INDEX NAME …   of the table with that number, from 0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "cases/case_runner.h"
#include "data/dialects/dialect.h"
#include "making/loaders/target.h"

namespace datagen::cases {
namespace {

using loaders::TargetTable;

loaders::Reference ReferenceOf(const std::vector<std::string>& words) {
  loaders::Reference reference;
  const auto to = std::find(words.begin(), words.end(), "to");
  reference.columns.assign(words.begin() + 1, to);
  reference.target = std::stoi(*(to + 1));
  reference.target_columns.assign(to + 2, words.end());
  return reference;
}

void ReadLine(const std::vector<std::string>& words, TargetTable* table) {
  const std::vector<std::string> names(words.begin() + 1, words.end());
  if (words[0] == "primary") {
    table->primary_key = names;
  } else if (words[0] == "unique") {
    table->unique.push_back(names);
  } else if (words[0] == "reference") {
    table->references.push_back(ReferenceOf(words));
  } else {
    const auto type = kernel::ValueType::Parse(words.at(1));
    ASSERT_TRUE(type.has_value()) << words[1];
    table->columns.push_back({words[0], *type, words.size() > 2, false, false});
  }
}

TargetTable ReadTable(const std::string& text) {
  TargetTable table;
  std::istringstream lines(text);
  std::getline(lines, table.name);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    if (!words.empty()) ReadLine(words, &table);
  }
  return table;
}

std::string Run(const std::string& file, const Case& one) {
  std::vector<TargetTable> tables;
  for (const Directive& directive : ParseDirectives(one.input)) {
    EXPECT_EQ(directive.word, "table");
    tables.push_back(ReadTable(directive.rest));
  }
  return fmt::format("{};\n", fmt::join(CreateStatements(tables, file), ";\n"));
}

const RunsFolder kFolder("loaders", Run);

TEST(CreateCases, EachDialectHasSome) {
  auto ids = dialects::DialectsFor(dialects::Use::kCreateTables);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(CaseFilesOf("loaders"), ids);
}

}  // namespace
}  // namespace datagen::cases
