// exp, log, power and the normal distribution, with the same bits on every machine.
//
// The C library picks another variant of these functions on another CPU, and the last bit differs.
// The ones here use only + - * / and sqrt, which IEEE 754 defines exactly, and the build forbids
// fused multiply-add. Errors are bounded by the test against long double (elementary_test.cc).
#pragma once

#include <cstddef>

namespace datagen::random {

// Error below 1 unit in the last place; 0 below -745.2, infinity above 709.8.
// Source: the method of FreeBSD's msun e_exp (argument reduction and a rational approximation).
double Exp(double x);

// Exp of each of `count` values, in place; the same bits as one at a time.
void Exps(double* values, size_t count);

// Error below 1 unit in the last place. Log(0) is -infinity, of negative numbers NaN.
// Source: the method of FreeBSD's msun e_log.
double Log(double x);

// Log of each of `count` values, in place; the same bits as one at a time.
void Logs(double* values, size_t count);

// x to the y. Whole |y| <= 64 by multiplication; else exp(y log x), whose error grows to about
// |y log x| units in the last place. NaN for a negative x with a y that is not whole.
double Power(double x, double y);

// The normal distribution function; absolute error below 1e-14.
// Source: Hart's algorithm as given by West, "Better Approximations to Cumulative Normal
// Functions" (2005).
double NormalCdf(double x);

// Its inverse; relative error about 1e-15. Requires: 0 < u < 1.
// Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
double NormalQuantile(double u);

// NormalQuantile of each of `count` values, in place; the same bits as one at a time.
void NormalQuantiles(double* values, size_t count);

}  // namespace datagen::random
