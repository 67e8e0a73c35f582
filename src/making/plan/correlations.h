// Correlations between columns of a table: a Gaussian copula, whose matrix must hold together.
#pragma once

#include "making/plan/plan.h"

namespace datagen::plan {

// Gives the node the factor of its correlation matrix, and its columns their rows in it. Requires:
// the node's columns are bound or broken. Errors: columns that can't be correlated, pairs that
// stand twice, a matrix that is not positive definite.
void BindCorrelations(int node, Plan* plan, base::Diagnostics* diagnostics);

}  // namespace datagen::plan
