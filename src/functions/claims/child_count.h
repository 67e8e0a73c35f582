// How many children a fan-out gives a parent, as data.
//
// Given by fanouts/NAME_claim.cc, under the rules of value_claim.h.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "functions/claims/number_law.h"
#include "functions/kernel/parameter.h"

namespace datagen::claims {

struct EvenCounts {
  int64_t first;
  int64_t last;
};
struct GeometricCounts {
  double mean;
};
struct ZipfCounts {  // 1 / rank^alpha, from first to last
  int64_t first;
  int64_t last;
  double alpha;
};
struct ListedCounts {  // weights of first, first + 1, …
  int64_t first;
  std::vector<double> weights;
};

// A normal law is rounded; what lies below 0 is 0.
using CountLaw =
    std::variant<PoissonLaw, NormalLaw, EvenCounts, GeometricCounts, ZipfCounts, ListedCounts>;

struct ChildCount {
  std::optional<CountLaw> law;  // nullopt: not known
  // Counts beyond them become the nearer limit.
  int64_t least = 0;
  int64_t most = std::numeric_limits<int64_t>::max();
  std::string function;  // filled in by whoever asks: for messages
};

// What a file NAME_claim.cc of fanouts/ gives. Requires: `id` is a fan-out's.
struct FanoutClaim {
  std::string id;
  // Requires: arguments that the fan-out binds without a mistake.
  CountLaw (*law)(const kernel::Arguments& arguments);
};

}  // namespace datagen::claims
