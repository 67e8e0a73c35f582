// What a check is: a claim of the spec about the data, and how to find out whether it holds.
//
// A check kind is one file in checks/ with a CheckInfo; `collect` makes a Check for every place in
// the spec that claims something of its kind. All checks of a table that are aggregates over its
// rows share one scan. Nothing here knows how data are made: checks read the spec and ask SQL.
//
// Thread-safety: a run belongs to one thread; queries use many.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/query/database.h"
#include "data/query/sql_text.h"
#include "foundation/base/json.h"
#include "foundation/base/status.h"
#include "language/spec/function_claims.h"
#include "language/spec/spec.h"
#include "proof/validate/dataset.h"
#include "proof/validate/kept_rows.h"
#include "proof/validate/measure.h"

namespace datagen::validate {

// What every check writes its SQL with.
using query::SqlType;
using query::ToSqlLiteral;
using query::ToSqlLiterals;
using query::ToSqlNumber;

// The part of the quality score that a check counts in.
enum class Part { kConstraints, kBehaviour, kStatistics, kRelationships };

enum class Verdict {
  kPassed,
  kFailed,
  kNotComputed,    // the data don't let it be computed, and the message says why: neither
  kNotApplicable,  // the claim can't be tested, and the message says why
};

// A failing row or group: names and values, the row's key first.
using Example = std::vector<std::pair<std::string, std::optional<std::string>>>;

// The figures of a statistical test.
struct Statistic {
  std::string name;  // "chi-square", "z", …
  double value = 0;
  double degrees = 0;  // 0: none
  double p_value = 1;
  double threshold = 0;  // of the p-value, for the whole family of tests
  std::string measure;   // what `observed`, `expected` and `deviation` are
  double observed = 0;
  double expected = 0;
  double deviation = 0;  // largest absolute deviation
  double tolerance = 0;  // a deviation up to this is immaterial, however significant
};

// A change to the spec that would make the check pass.
struct Recommendation {
  std::string path;    // JSON path
  std::string advice;  // what to change, and to what
};

// A bar of a chart: what a class should have, and has.
struct Bar {
  std::string label;
  double expected = 0;
  double observed = 0;
};

// The claim as other tools can be told it, by the field's names.
struct Rule {
  enum class Kind {
    kNone,     // nothing that another tool has words for
    kNothing,  // there is no claim
    kNotNull,
    kUnique,
    kForeignKey,
    kRange,
    kListed,
    kPattern,
    kOrder,  // columns[0] `op` columns[1]
    kRowCount,
    kMean,
  };
  Kind kind = Kind::kNone;
  std::vector<std::string> columns;
  std::string target;             // of a foreign key: the other table
  std::vector<std::string> keys;  // and its columns
  std::string op;                 // of an order
  std::optional<double> least;    // of a range, a mean, a row count
  std::optional<double> most;
  const spec::Literals* values = nullptr;  // of a list. Lifetime: the spec
  std::string regex;                       // of a pattern
};

struct Finding {
  Verdict verdict = Verdict::kPassed;
  int64_t rows = 0;        // looked at; of files and columns: how many of those
  int64_t violations = 0;  // rows or groups that break the claim
  std::string message;     // of a failure, or why it does not apply
  std::vector<Example> examples;
  std::string sql;  // finds all violations; over the views that the report lists
  std::optional<Statistic> statistic;
  std::vector<Bar> bars;
  base::Json detail;   // more figures of the kind, null for none
  double quality = 1;  // of a behaviour: 1 minus its normalised deviation
  std::optional<Recommendation> recommendation;
};

class Session;

struct CheckInfo;

class Check {
 public:
  Check(const CheckInfo& info, std::string path, std::string table,
        std::vector<std::string> columns, std::string claim)
      : info_(&info),
        path_(std::move(path)),
        table_(std::move(table)),
        columns_(std::move(columns)),
        claim_(std::move(claim)) {}
  virtual ~Check() = default;

  [[nodiscard]] const CheckInfo& info() const { return *info_; }
  [[nodiscard]] const std::string& path() const { return path_; }    // JSON path in the spec
  [[nodiscard]] const std::string& table() const { return table_; }  // "" for the whole data set
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] const std::string& claim() const { return claim_; }

  [[nodiscard]] const Rule& rule() const { return rule_; }
  void set_rule(Rule rule) { rule_ = std::move(rule); }

  // Figures of the table's rows that Judge wants; evaluated in the table's one scan. Asked for
  // once.
  [[nodiscard]] virtual std::vector<Figure> Figures() const { return {}; }
  // How many p-values Judge compares with the family's threshold.
  [[nodiscard]] virtual int Tests() const { return 0; }
  // Whether it looks at single rows, or at no rows: then it also holds for a part of the rows.
  [[nodiscard]] virtual bool is_local() const { return false; }
  // `values`: those of Figures(), in their order. Errors: of a query; there is no verdict then.
  virtual base::Status Judge(Session& session,
                             const std::vector<std::optional<std::string>>& values,
                             Finding* finding) = 0;

 private:
  const CheckInfo* info_;
  std::string path_;
  std::string table_;
  std::vector<std::string> columns_;
  std::string claim_;
  Rule rule_;
};

using Checks = std::vector<std::unique_ptr<Check>>;

// What `collect` sees.
struct Context {
  const spec::Spec& spec;
  const Dataset& dataset;
  std::map<std::string, int64_t> rows;  // of tables without a fan-out, over the spec's
  double scale = 1;                     // multiplies those that `rows` does not name
  spec::FunctionClaims claims{spec};

  // How many rows a table should have by the spec; nullopt where the spec does not say.
  [[nodiscard]] std::optional<int64_t> ExpectedRows(const spec::Node& node) const;

  [[nodiscard]] std::string Path(const base::Place& where) const;
  // The table when it can be read and has all of the columns, else nullptr.
  [[nodiscard]] const Table* Readable(const std::string& table,
                                      const std::vector<std::string>& columns) const;
};

// What a check looks at: what values say, how texts are spelt, or only what every column has (a
// type, nulls).
enum class Looks { kAtValues, kAtSpelling, kAtForm };

struct CheckInfo {
  std::string id;
  Part part = Part::kConstraints;
  bool hard = false;    // a failure fails the whole validation, whatever the score
  std::string summary;  // one line, starts with a verb, no final period
  // Adds a Check for every place in the spec that claims something of this kind.
  void (*collect)(const CheckInfo& info, const Context& context, Checks* checks) = nullptr;
  Looks looks = Looks::kAtValues;
  // Comes when all others have collected, and sees their checks.
  bool is_last = false;
};

// The kinds of checks, made by the build from the files in checks/.
const std::vector<const CheckInfo*>& CheckKinds();

// The run of checks over a data set.
class Session {
 public:
  Session(query::Database* database, Dataset* dataset, const Context& context, int64_t examples_max)
      : database_(database), dataset_(dataset), context_(context), examples_max_(examples_max) {}

  // Statements over the tables' views. Errors: of the query.
  base::Result<query::Rows> Select(const std::string& sql,
                                   int64_t rows_max = query::Database::kRowsMax);
  base::Status Execute(const std::string& sql);
  // The rows of some columns of a table, which needs no view for it.
  base::Status ReadBlocks(const Table& table, const std::vector<std::string>& columns,
                          const std::function<void(const query::Block&)>& visit);
  // Finds files that can't be read to the end and leaves them out of the table: for when a
  // statement over it has failed. Errors: environment.
  base::Status DropBrokenFiles(const Table& table);

  [[nodiscard]] const Context& context() const { return context_; }
  [[nodiscard]] int64_t examples_max() const { return examples_max_; }
  // A p-value below it is a failure: the family's threshold divided by the number of tests.
  [[nodiscard]] double threshold() const { return threshold_; }
  void set_threshold(double threshold) { threshold_ = threshold; }
  // Rows of a table, known before any Judge.
  [[nodiscard]] int64_t RowCount(const std::string& table) const;
  // The rows of a small table, which were kept when they were counted; else nullptr.
  [[nodiscard]] const KeptRows* Kept(const std::string& table) const;
  // Counts the rows of a table, and keeps them where they are few. Errors: of the query.
  base::Status CountRows(const Table& table);

  // Fills `examples` with the first rows of a query, by default those of finding->sql.
  base::Status AddExamples(Finding* finding) { return AddExamples(finding->sql, finding); }
  base::Status AddExamples(const std::string& sql, Finding* finding);

 private:
  query::Database* database_;
  Dataset* dataset_;
  const Context& context_;
  int64_t examples_max_;
  double threshold_ = 0;
  std::unordered_map<std::string, int64_t> row_counts_;
  KeptTables kept_;
};

// A claim about each row alone: `broken` is the condition of a row that breaks it.
class RowCheck : public Check {
 public:
  RowCheck(const CheckInfo& info, std::string path, const Table& table,
           std::vector<std::string> columns, std::string claim, Condition broken);
  [[nodiscard]] std::vector<Figure> Figures() const override;
  [[nodiscard]] bool is_local() const override { return true; }
  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override;

 protected:
  // Columns that an example shows: the key, then the claim's.
  std::vector<std::string> shown_;
  Condition broken_;
};

// A claim that a query looks for violations of: one result row each.
class QueryCheck : public Check {
 public:
  QueryCheck(const CheckInfo& info, std::string path, std::string table,
             std::vector<std::string> columns, std::string claim, std::string violations_sql)
      : Check(info, std::move(path), std::move(table), std::move(columns), std::move(claim)),
        sql_(std::move(violations_sql)) {}
  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override;

 private:
  std::string sql_;
};

// A claim that cannot be tested, kept so that the report says why.
class Untestable : public Check {
 public:
  Untestable(const CheckInfo& info, std::string path, std::string table,
             std::vector<std::string> columns, std::string claim, std::string why)
      : Check(info, std::move(path), std::move(table), std::move(columns), std::move(claim)),
        why_(std::move(why)) {}
  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override;

 private:
  std::string why_;
};

// Calls visit(table, column) for every column that the spec writes and the files have.
template <typename Visit>
void ForEachColumn(const Context& context, Visit visit) {
  for (const Table& table : context.dataset.tables()) {
    if (!table.readable()) continue;
    for (const ColumnState& state : table.columns) {
      if (state.present) visit(table, *state.column);
    }
  }
}

// Calls visit(table, column, claim) for the constraints of a list whose column (by `of`) the files
// have.
template <typename Claim, typename Visit>
void ForEachConstraint(const Context& context, const std::vector<Claim>& claims,
                       spec::ColumnList Claim::*of, Visit visit) {
  for (const Claim& claim : claims) {
    const spec::ColumnList& list = claim.*of;
    const Table* table = context.Readable(list.node, list.columns);
    if (table != nullptr) visit(*table, *table->Find(list.column())->column, claim);
  }
}

// "table.column" or "table.(a, b)".
std::string NameOf(const std::string& table, const std::vector<std::string>& columns);

}  // namespace datagen::validate
