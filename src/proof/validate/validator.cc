#include "proof/validate/validator.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "proof/validate/charts.h"
#include "proof/validate/score.h"

namespace datagen::validate {
namespace {

namespace fs = std::filesystem;
using base::Status;
using query::FirstLine;
using query::Identifier;

using Values = std::vector<std::optional<std::string>>;

// Letters that every file system takes.
std::string FileName(const CheckReport& check, int64_t number) {
  std::string name =
      fmt::format("{:03d}-{}-{}", number, check.info->id, NameOf(check.table, check.columns));
  for (char& c : name) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    if (!plain) c = '_';
  }
  constexpr size_t kNameMax = 120;
  return name.substr(0, kNameMax) + ".parquet";
}

class Run {
 public:
  Run(const spec::Spec& spec, const Options& options) : spec_(spec), options_(options) {}

  base::Result<Report> All() {
    auto opened = query::Database::Open({.threads = options_.threads,
                                         .memory_bytes = options_.memory_bytes,
                                         .temporary_directory = options_.temporary_directory});
    if (!opened.ok()) return opened.status();
    database_ = std::move(*opened);
    auto dataset = Dataset::Open(spec_, options_.directory, options_.quick_rows, database_.get());
    if (!dataset.ok()) return dataset.status();
    dataset_ = std::make_unique<Dataset>(std::move(*dataset));
    context_ = std::make_unique<Context>(Context{spec_, *dataset_, options_.rows, options_.scale});
    session_ = std::make_unique<Session>(database_.get(), *context_, options_.examples_max);
    for (size_t i = 0; i < dataset_->tables().size(); ++i) CountRows(dataset_->tables()[i]);
    Checks checks;
    for (const CheckInfo* kind : CheckKinds()) kind->collect(*kind, *context_, &checks);
    if (options_.quick_rows > 0) {
      std::erase_if(checks, [](const auto& check) { return !check->is_local(); });
    }
    int tests = 0;
    for (const auto& check : checks) tests += check->Tests();
    report_.tests = tests;
    report_.test_threshold = kFamilyAlpha / std::max(1, tests);
    session_->set_threshold(report_.test_threshold);
    DescribeTables(checks);
    for (const auto& check : checks) JudgeCheck(*check);
    if (!options_.failures_directory.empty()) {
      const Status written = WriteFailures();
      if (!written.ok()) return written;
    }
    if (options_.charts) AddCharts(*context_, database_.get(), &report_);
    report_.spec_name = spec_.name;
    report_.directory = options_.directory;
    report_.quick = options_.quick_rows > 0;
    report_.quick_rows = options_.quick_rows;
    report_.strict = options_.strict;
    report_.threshold = options_.threshold;
    report_.strays = dataset_->strays();
    Judge(&report_);
    return std::move(report_);
  }

 private:
  // Counting reads every footer, or every line; a file that fails is left out from here on.
  void CountRows(const Table& table) {
    if (!table.readable()) return;
    const std::string sql = fmt::format("SELECT count(*) FROM {}", Identifier(table.node->id));
    auto count = database_->Select(sql);
    if (!count.ok()) {
      const Status dropped = dataset_->DropBrokenFiles(table.node->id, database_.get());
      if (dropped.ok() && table.readable()) count = database_->Select(sql);
    }
    if (count.ok()) session_->SetRowCount(table.node->id, count.value().Integer(0, 0).value_or(0));
  }

  // The one scan of a table: figures of its columns, and what the checks want to know.
  void DescribeTables(const Checks& checks) {
    for (const Table& table : dataset_->tables()) {
      TableReport& report = report_.tables.emplace_back();
      report.name = table.node->id;
      report.format = table.format;
      report.rows = session_->RowCount(table.node->id);
      report.sql = table.view_sql;
      for (const DataFile& file : table.files) {
        ++report.files;
        report.bytes += file.bytes;
      }
      std::vector<std::string> aggregates;
      for (const ColumnState& state : table.columns) {
        ColumnReport& column = report.columns.emplace_back();
        column.name = state.column->name;
        column.type = state.column->type.Name();
        column.given_type = state.given_type;
        column.present = state.present;
        if (!state.present) continue;
        const std::string name = Identifier(column.name);
        aggregates.push_back(fmt::format("count({})", name));
        const bool ordered = state.column->type.kind != kernel::TypeKind::kArray &&
                             state.column->type.kind != kernel::TypeKind::kBinary &&
                             state.column->type.kind != kernel::TypeKind::kJson;
        aggregates.push_back(ordered ? fmt::format("min({})", name) : "NULL");
        aggregates.push_back(ordered ? fmt::format("max({})", name) : "NULL");
      }
      const size_t figures = aggregates.size();
      std::vector<const Check*> asking;
      for (const auto& check : checks) {
        if (check->table() != table.node->id) continue;
        const auto wanted = check->Aggregates();
        if (wanted.empty()) continue;
        asking.push_back(check.get());
        aggregates.insert(aggregates.end(), wanted.begin(), wanted.end());
      }
      if (table.readable()) Scan(table, aggregates, figures, asking, &report);
      report.problem = table.problem;
    }
  }

  void Scan(const Table& table, const std::vector<std::string>& aggregates, size_t figures,
            const std::vector<const Check*>& asking, TableReport* report) {
    if (aggregates.empty()) return;
    const auto scan = [&](const std::vector<std::string>& list) {
      return database_->Select(
          fmt::format("SELECT {} FROM {}", Aliased(list), Identifier(table.node->id)));
    };
    auto result = scan(aggregates);
    if (!result.ok() && table.readable()) {
      // A page that can't be read, or a claim that can't be computed.
      const Status dropped = dataset_->DropBrokenFiles(table.node->id, database_.get());
      if (!dropped.ok() || !table.readable()) return;
      const auto count = database_->Select("SELECT count(*) FROM " + Identifier(table.node->id));
      if (count.ok()) {
        session_->SetRowCount(table.node->id, count.value().Integer(0, 0).value_or(0));
        report->rows = session_->RowCount(table.node->id);
      }
      result = scan(aggregates);
    }
    Values values;
    if (result.ok()) {
      values = result.value().rows[0];
    } else {
      // One claim spoils the scan of all: each by itself, and the one that fails says why.
      const auto described =
          scan({aggregates.begin(), aggregates.begin() + static_cast<int64_t>(figures)});
      values.resize(figures);
      if (described.ok()) values = described.value().rows[0];
      for (const Check* check : asking) {
        const auto wanted = check->Aggregates();
        const auto alone = scan(wanted);
        if (alone.ok()) {
          values.insert(values.end(), alone.value().rows[0].begin(), alone.value().rows[0].end());
        } else {
          failures_[check] = FirstLine(alone.status().message());
          values.resize(values.size() + wanted.size());
        }
      }
    }
    size_t at = 0;
    for (ColumnReport& column : report->columns) {
      if (!column.present) continue;
      column.nulls = report->rows - query::ReadInteger(values[at]).value_or(0);
      column.min = values[at + 1].value_or("");
      column.max = values[at + 2].value_or("");
      at += 3;
    }
    for (const Check* check : asking) {
      const size_t count = check->Aggregates().size();
      values_[check].assign(values.begin() + static_cast<int64_t>(at),
                            values.begin() + static_cast<int64_t>(at + count));
      at += count;
    }
  }

  static std::string Aliased(const std::vector<std::string>& expressions) {
    std::string list;
    for (size_t i = 0; i < expressions.size(); ++i) {
      list += fmt::format("{}{} AS a{}", i > 0 ? ", " : "", expressions[i], i);
    }
    return list;
  }

  void JudgeCheck(Check& check) {
    CheckReport report;
    report.info = &check.info();
    report.path = check.path();
    report.table = check.table();
    report.columns = check.columns();
    report.claim = check.claim();
    Status status;
    if (const auto failed = failures_.find(&check); failed != failures_.end()) {
      status = Status::Invalid(failed->second);
    } else if (!check.Aggregates().empty() && !values_.contains(&check)) {
      status = Status::Invalid("the table can't be read");
    } else {
      status = check.Judge(*session_, values_[&check], &report.finding);
    }
    if (!status.ok()) {
      report.finding.verdict = Verdict::kFailed;
      report.finding.message = "the check can't be computed: " + FirstLine(status.message());
    }
    report_.checks.push_back(std::move(report));
  }

  Status WriteFailures() {
    std::error_code error;
    fs::create_directories(options_.failures_directory, error);
    if (error) {
      return Status::Environment(fmt::format("can't make the folder '{}': {}",
                                             options_.failures_directory, error.message()));
    }
    int64_t number = 0;
    for (CheckReport& check : report_.checks) {
      if (check.finding.verdict != Verdict::kFailed || check.finding.sql.empty()) continue;
      if (check.info->part == Part::kBehaviour) continue;  // its rows do not fail one by one
      const fs::path path = fs::path(options_.failures_directory) / FileName(check, ++number);
      const fs::path unfinished = path.string() + ".tmp";
      const Status written =
          database_->Execute(fmt::format("COPY ({}) TO {} (FORMAT parquet)", check.finding.sql,
                                         query::Literal(unfinished.string())));
      if (!written.ok()) {
        fs::remove(unfinished, error);
        return Status::Environment(
            fmt::format("can't write '{}': {}", path.string(), FirstLine(written.message())));
      }
      fs::rename(unfinished, path, error);
      if (error) {
        return Status::Environment(
            fmt::format("can't write '{}': {}", path.string(), error.message()));
      }
      check.failures_file = path.string();
    }
    return Status::Ok();
  }

  const spec::Spec& spec_;
  const Options& options_;
  std::unique_ptr<query::Database> database_;
  std::unique_ptr<Dataset> dataset_;
  std::unique_ptr<Context> context_;
  std::unique_ptr<Session> session_;
  std::map<const Check*, Values> values_;
  std::map<const Check*, std::string> failures_;
  Report report_;
};

}  // namespace

std::vector<Claim> ClaimsOf(const spec::Spec& spec) {
  const Dataset dataset = Dataset::Pretend(spec);
  const Context context{spec, dataset, {}, 1};
  Checks checks;
  for (const CheckInfo* kind : CheckKinds()) kind->collect(*kind, context, &checks);
  std::vector<Claim> claims;
  for (const auto& check : checks) {
    if (check->rule().kind == Rule::Kind::kNothing) continue;
    claims.push_back(
        {&check->info(), check->path(), check->table(), check->claim(), check->rule()});
  }
  return claims;
}

base::Result<Report> Validate(const spec::Spec& spec, const Options& options) {
  return Run(spec, options).All();
}

}  // namespace datagen::validate
