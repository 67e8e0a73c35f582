#include "inputs/draft/column_facts.h"

#include <algorithm>
#include <charconv>

#include "foundation/base/calendar.h"

namespace datagen::draft {
namespace {

bool IsWithin(double number, const ColumnFacts& facts) {
  if (facts.low && (facts.low_excluded ? number <= *facts.low : number < *facts.low)) return false;
  return !facts.high || (facts.high_excluded ? number < *facts.high : number <= *facts.high);
}

}  // namespace

std::vector<std::string> AdmittedValues(std::vector<std::string> values, const ColumnFacts& facts) {
  std::erase_if(values, [&](const std::string& value) {
    double number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    const bool is_number = read.ec == std::errc() && read.ptr == end;
    return facts.excluded.count(value) > 0 || (is_number && !IsWithin(number, facts));
  });
  return values;
}

bool FitsIn(const std::string& text, int64_t characters) {
  return std::count_if(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
         }) <= characters;
}

bool CanHold(const ColumnFacts& facts) {
  if (facts.always_null) return !facts.not_null;
  if (facts.values && AdmittedValues(*facts.values, facts).empty()) return false;
  if (facts.length_min && facts.length_max && *facts.length_min > *facts.length_max) return false;
  if (facts.earliest && facts.latest && *facts.earliest > *facts.latest) return false;
  return !facts.low || !facts.high || *facts.low < *facts.high ||
         (*facts.low == *facts.high && !facts.low_excluded && !facts.high_excluded);
}

bool KeepToValues(std::vector<std::string> values, bool negated, ColumnFacts* facts) {
  if (negated) {
    facts->excluded.insert(values.begin(), values.end());
    return true;
  }
  if (facts->values) {
    std::erase_if(values, [&](const std::string& value) {
      return std::find(facts->values->begin(), facts->values->end(), value) == facts->values->end();
    });
    if (values.empty()) return false;
  }
  facts->values = std::move(values);
  return true;
}

bool KeepLength(const std::string& sign, double number, ColumnFacts* facts) {
  const auto length = static_cast<int64_t>(number);
  const auto at_least = [&](int64_t n) {
    facts->length_min = std::max(facts->length_min.value_or(0), n);
    return true;
  };
  const auto at_most = [&](int64_t n) {
    facts->length_max = std::min(facts->length_max.value_or(n), n);
    return n >= 0;
  };
  if (sign == ">=") return at_least(length);
  if (sign == ">") return at_least(length + 1);
  if (sign == "<=") return at_most(length);
  if (sign == "<") return at_most(length - 1);
  if (sign == "=") return at_least(length) && at_most(length);
  return length == 0 && at_least(1);  // <> 0
}

bool KeepTimeBound(const std::string& sign, const std::string& text, ColumnFacts* facts) {
  if (!base::ParseDatetime(text)) return false;
  if (sign == ">" || sign == ">=") {
    if (!facts->earliest || text >= *facts->earliest) {
      facts->low_excluded = sign == ">" || (facts->earliest == text && facts->low_excluded);
      facts->earliest = text;
    }
    return true;
  }
  if (sign == "<" || sign == "<=") {
    if (!facts->latest || text <= *facts->latest) {
      facts->high_excluded = sign == "<" || (facts->latest == text && facts->high_excluded);
      facts->latest = text;
    }
    return true;
  }
  return sign == "<>";
}

bool KeepBound(const std::string& sign, double bound, ColumnFacts* facts) {
  if (sign == ">" || sign == ">=") {
    if (!facts->low || bound >= *facts->low) {
      facts->low_excluded = sign == ">" || (facts->low == bound && facts->low_excluded);
      facts->low = bound;
    }
    return true;
  }
  if (sign == "<" || sign == "<=") {
    if (!facts->high || bound <= *facts->high) {
      facts->high_excluded = sign == "<" || (facts->high == bound && facts->high_excluded);
      facts->high = bound;
    }
    return true;
  }
  if (sign == "=") {
    facts->low = facts->high = bound;
    facts->low_excluded = facts->high_excluded = false;
    return true;
  }
  // Not 0: above it.
  if (facts->low && *facts->low > bound) return true;
  return KeepBound(">", bound, facts);
}

}  // namespace datagen::draft
