// What a column holds, guessed as a person would: from its name, comment, table, type and length.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/schema/schema.h"
#include "foundation/base/json.h"
#include "inputs/draft/check_facts.h"

namespace datagen::draft {

struct Meaning {
  base::Json generator;
  std::string reason;       // for people
  double null_rate = 0.05;  // where it may be null
  // Hidden columns that the generator reads: name, generator.
  std::vector<std::pair<std::string, std::string>> hidden;
};

struct MeaningRequest {
  const schema::Table& table;
  const schema::Column& column;
  const ColumnFacts& facts;
};

// A text, by the name of the column, else by its comment. nullopt: the name says nothing that fits
// the column's type and length.
std::optional<Meaning> TextMeaning(const MeaningRequest& request);
// A number, within the facts' and the type's limits; every number has one.
Meaning NumberMeaning(const MeaningRequest& request);
// A truth value.
Meaning BoolMeaning(const MeaningRequest& request, const char* yes, const char* no);
// When it happened; `rank` tells which of the times of a row come first (0: not known).
struct TimeMeaning {
  std::string window_start;  // "": the timeframe
  std::string window_end;
  int rank = 0;
  double null_rate = 0.05;
  std::string reason;
};
TimeMeaning MeaningOfTime(const schema::Column& column);

// Values of a listed vocabulary for a column of a short list; empty when none is known.
std::vector<std::string> ListedNames(const schema::Table& table);

// One generator: {"id": arguments}, from JSON text.
base::Json Generator(const std::string& json);
// A text as JSON.
std::string Quoted(const std::string& text);

// The limits of the numbers that a column can hold: its type's, and its CHECKs'.
struct NumberLimits {
  double low = 0;
  double high = 0;
  bool given_low = false;  // by a CHECK
  bool given_high = false;
  int scale = 0;  // digits behind the point; -1: any
};
NumberLimits LimitsOf(const schema::DataType& type, const ColumnFacts& facts);
// What a person would expect between those limits.
struct NumberRange {
  double low = 0;
  double high = 0;
  double typical = 0;  // 0: all alike
  bool named = false;  // the column's name speaks for it
  std::string reason;
};
NumberRange PlausibleRange(const MeaningRequest& request);
std::string NumberText(double number, int scale);

}  // namespace datagen::draft
