// What a generator says of the values it makes, as data: which may occur, how often, and what they
// follow from.
//
// A claim says *what*, never how it is made: the file generators/NAME_claim.cc reads the arguments
// into claims, and sees no kernel, no law's code, no randomness. The validator computes its own
// numbers from them, so a mistake in a kernel can't hide in its proof.
//
// Lifetime: pointers go into the arguments.
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "foundation/base/json.h"
#include "functions/claims/number_law.h"
#include "functions/claims/row_choice.h"
#include "functions/expression/code.h"
#include "functions/kernel/parameter.h"
#include "functions/kernel/reference.h"

namespace datagen::claims {

// Nothing can be promised, for this reason.
struct Nothing {
  std::string why;
};

// ---- Which values there are

// Numbers from low to high; holds after the modifiers too.
struct Limits {
  double low;
  double high;
};

// The numbers of the law that lie within these limits, and no others; before the modifiers.
struct Truncation {
  Limits limits;
};

// Instants as ISO 8601, both included; holds after the modifiers too.
struct TimeWindow {
  std::string start;
  std::string end;
};

// start + k * step for whole k of at least 0.
struct Lattice {
  int64_t start;
  int64_t step;
};

// The i-th child of each parent has start + i * step.
struct Numbering {
  int64_t start;
  int64_t step;
};

struct CharacterCount {
  int64_t least;
  int64_t most;
};

// Whole texts match it.
struct TextPattern {
  std::string regex;
};

// One of these values of the spec.
struct Listed {
  const std::vector<base::Json>* values;
  base::Place where;
};

// One of the values of a column of another table.
struct ListedInTable {
  kernel::Reference column;
  base::Place where;
};

// ---- How often

struct EqualWeights {};
struct ZipfWeights {  // 1 / rank^alpha in listed order
  double alpha;
};
struct HeadTailWeights {  // the first fifth has `share`, equally; the rest goes by rank
  double share;
  double alpha;
};
using Weights = std::variant<std::vector<double>, EqualWeights, ZipfWeights, HeadTailWeights>;

// Listed values are drawn by weights.
struct Shares {
  Weights weights;
  // Where they go by the text of another column: its name, and the weights of some of its values.
  std::string given;
  std::vector<std::pair<std::string, std::vector<double>>> of_given;
};

// Weights of hours, days of the week (from Monday) or months: 24, 7 or 12.
struct TimeWeights {
  std::string dimension;  // "hour", "dow", "month"
  std::vector<double> weights;
};

// Ticks of a clock, more often where the product of the patterns' weights is greater.
struct WeightedTicks {
  TimeWindow window;
  std::string freq;
  std::vector<TimeWeights> patterns;
  base::Place where;  // of the patterns
};

// ---- What values follow from

// An expression over the row.
struct Formula {
  expression::Code code;
};

enum class Fold { kSum, kCount, kMin, kMax, kMean };

// Sums up a column over the row's children.
struct ChildrenFold {
  Fold fold;
  kernel::Reference from;
};

// Lies so far behind another column of the row.
struct Distance {
  std::string column;
  double least;
  double most;
  std::string unit;  // "days"; "" of numbers
  double unit_seconds = 0;
};

// The i-th child of a parent (without one: row) lies i steps behind an instant or a column.
struct TimeSteps {
  std::optional<int64_t> origin;  // microseconds since 1970
  std::string origin_column;      // where there is no origin
  std::string freq;
};

// Has the value that a row of another table, or an earlier one of its own, has in a column.
struct Copied {
  kernel::Reference from;
  std::string relation;  // which chooses the row
  RowChoice row = RowChoice::kDrawn;
  std::string row_name;                                   // columns that share it read the same row
  std::vector<std::pair<std::string, std::string>> keys;  // of kByKey: of this row, of the other
};

using ValueClaim =
    std::variant<Nothing, NumberLaw, Limits, Truncation, TimeWindow, Lattice, Numbering,
                 CharacterCount, TextPattern, Listed, ListedInTable, Shares, WeightedTicks, Formula,
                 ChildrenFold, Distance, TimeSteps, Copied>;

// Whether texts are without blanks at their ends and whole.
enum class Texts { kAny, kPlain, kPlainUnlessCut };

// What a column has from its generator, before its modifiers.
struct Values {
  bool may_be_null = true;  // by the generator itself, besides the column's rate
  Texts texts = Texts::kAny;
  bool ranked_by_listing = false;  // a correlation orders the values as they are listed
  std::vector<ValueClaim> claims;
  std::string function;  // filled in by whoever asks: for messages

  // The claim of a kind; nullptr when there is none.
  template <typename Kind>
  [[nodiscard]] const Kind* Find() const {
    for (const ValueClaim& claim : claims) {
      if (const Kind* found = std::get_if<Kind>(&claim)) return found;
    }
    return nullptr;
  }
};

// Where a function stands.
struct Setting {
  std::string table;
  std::string parent;  // that the table has children of; "" without a fan-out
  TimeWindow timeframe;
  std::string freq;
};

// What a file NAME_claim.cc of generators/ gives. Requires: `id` is a generator's.
struct GeneratorClaim {
  std::string id;
  // Requires: arguments that the generator binds without a mistake.
  Values (*values)(const Setting& setting, const kernel::Arguments& arguments);
};

}  // namespace datagen::claims
