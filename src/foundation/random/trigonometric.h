// sin, cos and tan with the same bits on every machine, for the reasons that elementary.h gives.
//
// Errors are bounded by the test against long double (trigonometric_test.cc). NaN for what is not
// finite.
#pragma once

namespace datagen::random {

// Error below 1 unit in the last place.
// Source: the polynomials of FreeBSD's msun k_sin and k_cos; the argument is reduced by an exact
// product with 2/pi (Payne, Hanek, "Radian Reduction for Trigonometric Functions", 1983).
double Sin(double x);
double Cos(double x);

// The quotient of both: error below 2.5 units in the last place.
double Tan(double x);

}  // namespace datagen::random
