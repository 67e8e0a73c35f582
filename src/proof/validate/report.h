// The outcome of a validation: what the report formats print.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proof/validate/check.h"

namespace datagen::validate {

struct ColumnReport {
  std::string name;
  std::string type;        // of the spec
  std::string given_type;  // of the files; "" where the format has none
  bool present = false;
  int64_t nulls = 0;
  std::string min;  // as text; "" without values
  std::string max;
  // Of the chart: shares by bucket, over at most Report::chart_rows rows.
  std::vector<Bar> bars;
};

struct TableReport {
  std::string name;
  std::string format;
  int64_t files = 0;
  int64_t bytes = 0;
  int64_t rows = 0;
  std::string problem;
  std::vector<ColumnReport> columns;
  std::string sql;  // the SELECT behind the table's name in the checks' SQL
};

struct CheckReport {
  const CheckInfo* info = nullptr;
  std::string path;
  std::string table;
  std::vector<std::string> columns;
  std::string claim;
  Finding finding;
  std::string failures_file;  // with all failing rows, if asked for
};

struct ScorePart {
  std::string name;
  double weight = 0;
  double value = 0;  // 0 to 1
  std::string how;   // how it was reached
};

enum class Confidence { kGreen, kAmber, kRed };

struct Report {
  std::string spec_name;
  std::string directory;
  bool is_database = false;  // whose tables were copied
  bool quick = false;        // only the first rows of each table, and only claims about single rows
  int64_t quick_rows = 0;    // how many
  int64_t broken_on_purpose = 0;  // values, as the folder's metadata say
  bool strict = false;
  double threshold = 80;

  std::vector<TableReport> tables;
  std::vector<std::string> strays;  // files that belong to no table
  std::vector<CheckReport> checks;
  int64_t chart_rows = 0;

  int tests = 0;              // statistical tests in the family
  double test_threshold = 0;  // of each p-value
  std::vector<ScorePart> parts;
  double score = 0;
  Confidence confidence = Confidence::kRed;
  bool passed = false;
  int64_t passed_count = 0;
  int64_t failed_count = 0;
  int64_t hard_failed_count = 0;
  int64_t not_computed_count = 0;
  int64_t hard_not_computed_count = 0;
  int64_t not_applicable_count = 0;
  std::vector<Recommendation> recommendations;
};

const char* NameOf(Verdict verdict);
const char* NameOf(Confidence confidence);
const char* NameOf(Part part);

}  // namespace datagen::validate
