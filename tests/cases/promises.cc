#include "cases/promises.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "cases/value_text.h"
#include "foundation/base/utf8.h"

namespace datagen::cases {
namespace {

constexpr size_t kBatches[] = {1, 7, 1000};
constexpr size_t kRowsMax = 2000;  // more rows are not made again in batches

void CheckText(std::string_view text, const kernel::Domain& domain) {
  if (domain.max_bytes > 0) {
    EXPECT_LE(static_cast<double>(text.size()), domain.max_bytes) << text;
  }
  if (domain.CharactersMax() > 0) {
    EXPECT_LE(static_cast<double>(base::DecodeUtf8(text).size()), domain.CharactersMax()) << text;
  }
}

}  // namespace

void CheckDomain(const kernel::Vector& values, const kernel::ValueType& type,
                 const kernel::Domain& domain, const std::vector<int64_t>& rows) {
  ASSERT_EQ(values.length, static_cast<int64_t>(rows.size()));
  const bool counts = domain.unique || domain.distinct;
  const std::vector<std::string> texts =
      counts ? TextsOf(values, type) : std::vector<std::string>(rows.size());
  const std::set<int64_t> different_rows(rows.begin(), rows.end());
  std::set<std::string> different;
  int64_t nulls = 0;
  for (int64_t i = 0; i < values.length; ++i) {
    if (!values.IsValid(i)) {
      ++nulls;
      continue;
    }
    different.insert(texts[static_cast<size_t>(i)]);
    if (values.physical == kernel::Physical::kString) CheckText(values.String(i), domain);
    const double number = NumberAt(values, i, type);
    if (domain.min) {
      EXPECT_GE(number, *domain.min);
    }
    if (domain.max) {
      EXPECT_LE(number, *domain.max);
    }
    if (domain.whole) {
      EXPECT_EQ(number, std::floor(number));
    }
  }
  if (domain.distinct) {
    EXPECT_LE(static_cast<double>(different.size()), *domain.distinct);
  }
  if (domain.unique && nulls == 0) {
    EXPECT_EQ(different.size(), different_rows.size());
  }
  if (nulls > 0) {
    EXPECT_TRUE(domain.nulls || domain.rare_nulls) << nulls;
  }
}

std::vector<std::string> CheckedTexts(const std::vector<int64_t>& rows, const MakeTexts& make) {
  const std::vector<std::string> all = make(rows, false);
  EXPECT_EQ(all.size(), rows.size());
  if (rows.size() > kRowsMax || all.size() != rows.size()) return all;
  EXPECT_TRUE(make({}, false).empty());
  EXPECT_EQ(make(rows, true), all) << "as a list";
  for (const size_t size : kBatches) {
    for (size_t begin = 0; begin < rows.size(); begin += size) {
      const size_t end = std::min(begin + size, rows.size());
      const auto at = [](auto& list, size_t i) { return list.begin() + static_cast<int64_t>(i); };
      const std::vector<int64_t> batch(at(rows, begin), at(rows, end));
      const std::vector<std::string> expected(at(all, begin), at(all, end));
      EXPECT_EQ(make(batch, false), expected) << "in batches of " << size;
    }
  }
  EXPECT_EQ(make({rows.rbegin(), rows.rend()}, false),
            std::vector<std::string>(all.rbegin(), all.rend()))
      << "backwards";
  return all;
}

}  // namespace datagen::cases
