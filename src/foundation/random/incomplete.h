// The gamma and beta distributions, with the same bits on every machine: made of elementary.h and
// IEEE arithmetic alone.
//
// Chances are given as logarithms and places as the logarithm (gamma) or the log-odds (beta) of the
// value, so that both ends keep their digits. Relative error of a chance: below 3e-11, above a
// shape of 100 below 3e-13 times the shape (incomplete_test.cc). Sources: Abramowitz and Stegun,
// Handbook of Mathematical Functions (1964), 6.1.41, 6.5.29, 6.5.31, 26.5.8; the continued
// fractions by Lentz's method as modified by Thompson and Barnett (1986). Thread-safety: pure
// functions.
#pragma once

namespace datagen::random {

// Requires: x > 0.
double LogGamma(double x);

// Of a gamma distribution with this shape and scale 1, at the value e^y. Requires: shape > 0.
double LogGammaBelow(double shape, double y);    // log P(X < e^y)
double LogGammaAbove(double shape, double y);    // log P(X > e^y)
double LogGammaDensity(double shape, double y);  // of log X

// Of a beta distribution, at the value 1 / (1 + e^-y). Requires: alpha > 0, beta > 0.
double LogBetaBelow(double alpha, double beta, double y);    // log P(X < value)
double LogBetaDensity(double alpha, double beta, double y);  // of the log-odds of X

}  // namespace datagen::random
