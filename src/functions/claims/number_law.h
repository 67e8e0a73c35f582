// How drawn numbers are spread, as data: a family and its parameters as a spec gives them.
//
// Nothing here computes a chance: whoever proves data has its own code for each family.
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "foundation/base/json.h"

namespace datagen::claims {

struct UniformLaw {
  double low = 0;
  double high = 1;
};
struct NormalLaw {
  double mean = 0;
  double deviation = 1;
};
struct LognormalLaw {  // both of the logarithm
  double mean = 0;
  double deviation = 1;
};
struct PoissonLaw {
  double mean = 1;
};
struct ExponentialLaw {
  double mean = 1;
};
struct GammaLaw {
  double shape = 1;
  double scale = 1;
};
struct BetaLaw {  // from low to high
  double alpha = 1;
  double beta = 1;
  double low = 0;
  double high = 1;
};
struct TriangularLaw {
  double low = 0;
  double mode = 0;
  double high = 1;
};
// Even inside each piece.
struct PiecewiseLaw {
  struct Piece {
    double low;
    double high;
    double weight;
  };
  std::vector<Piece> pieces;
};

using NumberLaw = std::variant<UniformLaw, NormalLaw, LognormalLaw, PoissonLaw, ExponentialLaw,
                               GammaLaw, BetaLaw, TriangularLaw, PiecewiseLaw>;

// {"type": …, "params": {…}} as `distribution` and outliers take it; nullopt for another type.
std::optional<NumberLaw> ReadNumberLaw(const std::string& type, const base::Json& params);

}  // namespace datagen::claims
