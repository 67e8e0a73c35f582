// What a modifier does to values, as data: how it changes their law, and what stays true of them.
//
// Given by modifiers/NAME_claim.cc, under the rules of value_claim.h.
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "functions/claims/number_law.h"
#include "functions/claims/value_claim.h"
#include "functions/kernel/parameter.h"

namespace datagen::claims {

// Each row has a change of its own: no law is known afterwards.
struct RowByRow {};

// factor * X + offset.
struct Linear {
  double factor = 1;
  double offset = 0;
};

// Values beyond the limits become the nearer limit.
struct Clamped {
  Limits limits;
};

// X + noise, or X * (1 + noise), with normal noise around 0.
struct Noise {
  double deviation;
  bool multiplies;
};

struct Outliers {
  enum class Mode { kSpike, kDrop, kBurst };  // times the magnitude; divided by it; times, in runs
  double rate;
  Mode mode;
  std::optional<NumberLaw> magnitude;
  bool may_exceed;  // the generator's limits
};

// Scaled by the class of a time of the row; weights have a mean of 1 after scaling.
struct Season {
  TimeWeights weights;
  std::string time_column;  // "": the only date or datetime column besides this one
};

// Times move by normal noise of whole seconds.
struct TimeNoise {
  double deviation_seconds;
};

struct Change {
  std::variant<RowByRow, Linear, Clamped, Noise, Outliers, Season, TimeNoise> what;
  bool may_be_null = false;  // gives nulls by itself
  bool keeps_texts_plain = true;
  std::string function = "";  // filled in by whoever asks: for messages
};

// What a file NAME_claim.cc of modifiers/ gives. Requires: `id` is a modifier's.
struct ModifierClaim {
  std::string id;
  // Requires: arguments that the modifier binds without a mistake.
  Change (*change)(const kernel::Arguments& arguments);
};

}  // namespace datagen::claims
