// What a spec claims about its data besides what its functions do: constraints and targets.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "foundation/base/json.h"

namespace datagen::spec {

// "table.column" or "table.(a,b)": columns that are there.
struct ColumnList {
  std::string node;
  std::vector<std::string> columns;
  base::Place where;

  [[nodiscard]] const std::string& column() const { return columns.front(); }
  [[nodiscard]] std::string Print() const;  // as a spec writes it

  bool operator==(const ColumnList&) const = default;
};

// A number as it was written, so that a decimal never passes through a double.
struct Number {
  std::string text;
  double value = 0;

  bool operator==(const Number& other) const { return text == other.text; }
};

// Values as they stand in a spec: null, true, numbers, texts, or lists of them.
using Literals = std::vector<base::Json>;

// The list as a message shows it: cut to about 60 characters.
std::string Excerpt(const Literals& literals);

// ---- Constraints

struct ForeignKey {
  ColumnList from;
  ColumnList to;
  bool operator==(const ForeignKey&) const = default;
};

struct Range {
  base::Place where;
  ColumnList column;
  std::optional<Number> min;
  std::optional<Number> max;
  bool operator==(const Range&) const = default;
};

struct Inequality {
  base::Place where;
  ColumnList left;
  std::string op;  // <, <=, >, >=, ==
  ColumnList right;
  bool operator==(const Inequality&) const = default;
};

struct Pattern {
  base::Place where;
  ColumnList column;
  std::string regex;
  bool operator==(const Pattern&) const = default;
};

// The values that may occur: listed here, or in a column.
struct Enumeration {
  base::Place where;
  ColumnList column;
  std::optional<Literals> values;
  std::optional<ColumnList> values_in;
  bool operator==(const Enumeration&) const = default;
};

struct Constraints {
  std::vector<ColumnList> unique;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Range> ranges;
  std::vector<Inequality> inequalities;
  std::vector<Pattern> patterns;
  std::vector<Enumeration> enumerations;
  bool operator==(const Constraints&) const = default;
};

// What a column itself says of its values.
struct ColumnConstraints {
  std::optional<std::string> pattern;
  std::optional<Literals> values;
  std::optional<ColumnList> values_in;
  bool operator==(const ColumnConstraints&) const = default;
};

// ---- Targets

struct WeekendShare {
  base::Place where;
  std::string table;
  std::string timestamp;
  Number min;
  Number max;
  bool operator==(const WeekendShare&) const = default;
};

struct MeanInRange {
  base::Place where;
  std::string table;
  std::string column;
  Number min;
  Number max;
  bool operator==(const MeanInRange&) const = default;
};

// The season of a row's time.
struct SeasonInfluence {
  base::Place where;
  std::string dimension;  // hour, dow, month
  std::vector<double> weights;
  std::string column;  // the row's time; "": its only date or datetime column
  bool operator==(const SeasonInfluence&) const = default;
};

// A table of events.
struct EventInfluence {
  struct Window {
    std::string start;  // columns of the events
    std::string end;
    std::string at;  // the row's time; "": its only date or datetime column
    bool operator==(const Window&) const = default;
  };
  base::Place where;
  std::string table;
  std::vector<std::pair<std::string, std::string>> on;  // column here, column of the events
  std::optional<Window> window;
  std::string field;                // the column with the factor; "": multiplier, or delta
  std::string by;                   // the column that names its levels; "": the factor
  std::optional<Number> otherwise;  // the factor without an event
  bool operator==(const EventInfluence&) const = default;
};

// Rows that are set aside.
struct SpikeInfluence {
  base::Place where;
  double rate = 0;
  std::string mode = "spike";  // spike, drop, burst
  bool operator==(const SpikeInfluence&) const = default;
};

using Influence = std::variant<SeasonInfluence, EventInfluence, SpikeInfluence>;

struct CompositeEffect {
  base::Place where;
  std::string table;
  std::string metric;
  std::vector<Influence> influences;
  std::optional<double> mae;
  std::optional<double> mape;
  bool additive = false;
  int64_t rows_min = 100;
  // Levels that lifts are measured against: by dimension or table.
  std::vector<std::pair<std::string, std::string>> baseline;
  bool operator==(const CompositeEffect&) const = default;
};

struct Targets {
  std::vector<WeekendShare> weekend_shares;
  std::vector<MeanInRange> means;
  std::vector<CompositeEffect> composite_effects;
  bool operator==(const Targets&) const = default;
};

}  // namespace datagen::spec
