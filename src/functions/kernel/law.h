// Continuous and counting laws with parameters: what `distribution` draws and outliers are sized
// by.
//
// A law is a quantile function of a uniform number, so the same law serves independent draws and
// the Gaussian copula. Thread-safety: immutable after Read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "foundation/random/alias_table.h"
#include "foundation/random/stream.h"
#include "functions/kernel/row_ids.h"

namespace datagen::kernel {

class Law {
 public:
  virtual ~Law() = default;

  // A draw for each row. The same rows give the same values.
  virtual void Draw(const random::Stream& stream, RowIds rows, double* out) const = 0;
  // The values at these uniform numbers, in place. Requires: each in (0, 1).
  virtual void Quantile(double* values, int64_t count) const = 0;

  // The chances of values below x, and of those up to x.
  [[nodiscard]] virtual double Below(double x) const = 0;
  [[nodiscard]] virtual double UpTo(double x) const { return Below(x); }

  [[nodiscard]] virtual std::optional<double> min() const = 0;  // nullopt: unbounded
  [[nodiscard]] virtual std::optional<double> max() const = 0;
  [[nodiscard]] virtual bool whole() const { return false; }  // only whole numbers

  // Reads {"type": …, "params": {…}}; reports mistakes.
  static std::unique_ptr<Law> Read(const base::Json& type, const base::Json& params,
                                   base::Diagnostics* diagnostics);
  static std::vector<std::string> Names();
};

// A law whose quantile function is cheap enough to draw with.
class InverseLaw : public Law {
 public:
  void Draw(const random::Stream& stream, RowIds rows, double* out) const override {
    rows.ForEach([&](int64_t i, int64_t row) { out[i] = random::ToOpenUnit(stream.Bits(row)); });
    Quantile(out, rows.count);
  }
};

// Requires: shape and scale in [kShapeMin, kShapeMax] and above 0.
std::unique_ptr<Law> MakeGammaLaw(double shape, double scale);
// From low to high. Requires: alpha and beta in [kShapeMin, kShapeMax], low <= high.
std::unique_ptr<Law> MakeBetaLaw(double alpha, double beta, double low, double high);
constexpr double kShapeMin = 0.01;
constexpr double kShapeMax = 1e5;

// The law of those values that lie from low to high, and of those within `margin` of the limits,
// which become the nearer one: what is rounded to a limit later. nullptr where they are less than
// kTruncatedShareMin of all: a uniform number has too few digits to choose among them.
std::unique_ptr<Law> Truncate(std::unique_ptr<Law> law, double low, double high, double margin);
constexpr double kTruncatedShareMin = 1e-6;

// The chances of 0, 1, 2, … events; those left out on both ends add up to less than 1e-17.
struct PoissonTable {
  int64_t first;
  std::vector<double> chances;
};
constexpr double kPoissonLambdaMax = 1e9;
// Requires: 0 < lambda <= kPoissonLambdaMax.
PoissonTable MakePoissonTable(double lambda);

}  // namespace datagen::kernel
