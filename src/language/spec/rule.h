// The rules at the top level of a spec: claims across columns, rows and tables that `constraints`
// has no form for. One shape for all: {"rule": ID, "table": T, …}; one file a rule in rules/.
//
// A rule claims; generators hold it by construction, as each RuleInfo says; the validator checks it
// in any case.
//
// Thread-safety: RuleInfos are constant; a Rule is a value.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "functions/expression/code.h"
#include "functions/kernel/parameter.h"
#include "language/spec/claims.h"

namespace datagen::spec {

struct Rule;

struct RuleInfo {
  std::string id;
  std::string summary;  // one line, starts with a verb in the third person, no final period
  std::vector<kernel::Parameter> parameters;  // besides rule and table
  std::string held_by;                        // how generators hold it by construction
  std::string example;                        // JSON with every one of those keys
  // Reports what the types of the parameters don't say; nullptr: nothing.
  void (*check)(const Rule& rule, base::Diagnostics* diagnostics) = nullptr;
};

// All rules, from the files of rules/ (the list is made by the build).
const std::vector<const RuleInfo*>& RuleInfos();
const RuleInfo* FindRule(std::string_view id);

// All keys of a rule, `rule` and `table` first.
std::vector<kernel::Parameter> RuleShape(const RuleInfo& info);

// ---- A rule of a spec: its arguments by the types that their parameters declare.

using Names = std::vector<std::string>;  // of a table (one), a column (one), a list of columns
// {"column here": "column there"}
using ColumnPairs = std::vector<std::pair<std::string, std::string>>;
using Rows = std::vector<Literals>;     // combinations, a value a column
std::string Excerpt(const Rows& rows);  // as a message shows them

struct Limits {
  std::string of;  // the value of another column that they go with
  Number low;
  Number high;
  bool operator==(const Limits&) const = default;
};
struct TargetOf {
  std::string value;  // of another column
  ColumnList column;  // what it leads to
  bool operator==(const TargetOf&) const = default;
};
using RuleArgument = std::variant<bool, Number, Names, ColumnList, ColumnPairs, expression::Code,
                                  Rows, std::vector<Limits>, std::vector<TargetOf>>;

struct Rule {
  const RuleInfo* info = nullptr;
  base::Place where;
  std::string table;
  std::vector<std::pair<std::string, RuleArgument>> arguments;  // in the order of the parameters

  // The argument, or nullptr when it is left out. Requires: T is what its parameter's type gives.
  template <typename T>
  [[nodiscard]] const T* Find(std::string_view name) const {
    for (const auto& [key, argument] : arguments) {
      if (key == name) return &std::get<T>(argument);
    }
    return nullptr;
  }
  // Requires: it is given.
  template <typename T>
  [[nodiscard]] const T& Get(std::string_view name) const {
    return *Find<T>(name);
  }
  // Every column of `table` that the rule names, as its parameters order them.
  [[nodiscard]] Names OwnColumns() const;

  bool operator==(const Rule&) const = default;
};

}  // namespace datagen::spec
