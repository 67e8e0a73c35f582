#include "foundation/base/calendar.h"

#include <gtest/gtest.h>

#include "foundation/base/decimal.h"
#include "foundation/base/rounding.h"
#include "foundation/base/spelling.h"

namespace datagen::base {
namespace {

TEST(Calendar, RoundTripsEveryDayOfManyYears) {
  for (int64_t days = DaysFromCivil(-1, 1, 1); days < DaysFromCivil(10'002, 1, 1); ++days) {
    const CivilDate date = CivilFromDays(days);
    ASSERT_EQ(DaysFromCivil(date.year, date.month, date.day), days);
    ASSERT_GE(date.day, 1);
    ASSERT_LE(date.day, DaysInMonth(date.year, date.month));
  }
  EXPECT_EQ(DaysFromCivil(1970, 1, 1), 0);
  EXPECT_EQ(DayOfWeek(0), 3);  // a Thursday
  EXPECT_EQ(DayOfWeek(-4), 6);
}

TEST(Calendar, RoundTripsDaysFarAway) {
  constexpr int64_t kFar = int64_t{1} << 40;
  constexpr int64_t kStep = 104'729'123;
  for (int64_t days = -kFar; days < kFar; days += kStep) {
    const CivilDate date = CivilFromDays(days);
    ASSERT_EQ(DaysFromCivil(date.year, date.month, date.day), days);
    ASSERT_GE(date.day, 1);
    ASSERT_LE(date.day, DaysInMonth(date.year, date.month));
  }
}

TEST(Calendar, AddsMonthsWithinTheMonth) {
  EXPECT_EQ(FormatDate(AddMonths(*ParseDate("2024-01-31"), 1)), "2024-02-29");
  EXPECT_EQ(FormatDate(AddMonths(*ParseDate("2024-01-31"), -11)), "2023-02-28");
}

TEST(Calendar, ReadsIso8601) {
  EXPECT_EQ(FormatDatetime(*ParseDatetime("2024-02-29T23:59:59.5Z")),
            "2024-02-29T23:59:59.500000Z");
  EXPECT_EQ(ParseDatetime("2024-01-01T02:00:00+02:00"), ParseDatetime("2024-01-01"));
  EXPECT_EQ(FormatTime(*ParseTime("07:05")), "07:05:00");
  for (const char* wrong : {"2023-02-29", "2024-13-01", "24-01-01", "2024-01-01T25:00:00Z", "x",
                            "2024-01-01T00:00:00Zx", "2024-01-01T00:00:00.", ""}) {
    EXPECT_FALSE(ParseDatetime(wrong)) << wrong;
  }
}

TEST(Decimal, IsExact) {
  EXPECT_EQ(FormatDecimal(ParseDecimal("-12.340")->unscaled, ParseDecimal("-12.340")->scale),
            "-12.34");
  EXPECT_EQ(FormatDecimal(5, 3), "0.005");
  EXPECT_EQ(FormatDecimal(-5, 0), "-5");
  EXPECT_FALSE(ParseDecimal("1e39"));
  EXPECT_FALSE(ParseDecimal("1x"));
  EXPECT_EQ(static_cast<int64_t>(*Rescale(25, 1, 0)), 2);  // half to even
  EXPECT_EQ(static_cast<int64_t>(*Rescale(35, 1, 0)), 4);
  EXPECT_EQ(static_cast<int64_t>(*Rescale(-25, 1, 0)), -2);
  EXPECT_EQ(static_cast<int64_t>(*Rescale(-26, 1, 0)), -3);
}

TEST(Rounding, IsHalfToEven) {
  for (const auto& [x, expected] : {std::pair(0.5, 0.0),
                                    {1.5, 2.0},
                                    {2.5, 2.0},
                                    {-0.5, -0.0},
                                    {-1.5, -2.0},
                                    {0x1.8p51 + 0.5, 0x1.8p51},
                                    {1e300, 1e300}}) {
    EXPECT_EQ(RoundHalfEven(x), expected) << x;
  }
  int64_t saturated = 0;
  EXPECT_EQ(RoundToInt(1e30, INT64_MIN, INT64_MAX, &saturated), INT64_MAX);
  EXPECT_EQ(RoundToInt(-200, -128, 127, &saturated), -128);
  EXPECT_EQ(saturated, 2);
}

TEST(Spelling, FindsTheNearest) {
  EXPECT_EQ(NearestSpelling("colums", {"id", "columns", "rows"}), "columns");
  EXPECT_EQ(NearestSpelling("chioce", {"choice", "uuid"}), "choice");
  EXPECT_EQ(NearestSpelling("zzz", {"choice", "uuid"}), "");
}

}  // namespace
}  // namespace datagen::base
