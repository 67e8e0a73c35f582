#include "cases/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"
#include "foundation/base/json.h"
#include "functions/kernel/cast.h"

namespace datagen::cases {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::Vector;

constexpr size_t kSharesMax = 24;

std::string TextOf(const Vector& values, int64_t i, const kernel::ValueType& type) {
  if (!values.IsValid(i)) return "null";
  base::Buffer<char> text;
  AppendText(values, i, type, &text);
  std::string plain(text.data(), text.size());
  return type.kind == TypeKind::kString ? base::Json::String(std::move(plain)).Print() : plain;
}

std::string Limit(double value, const kernel::ValueType& type) {
  const bool in_range = std::abs(value) < 1e17;
  if (type.kind == TypeKind::kDate && in_range)
    return base::FormatDate(static_cast<int64_t>(value));
  if (type.kind == TypeKind::kTime && in_range)
    return base::FormatTime(static_cast<int64_t>(value));
  if (type.kind == TypeKind::kDatetime && in_range) {
    return base::FormatDatetime(static_cast<int64_t>(value));
  }
  return fmt::format("{}", value);
}

}  // namespace

std::vector<std::string> TextsOf(const Vector& values, const kernel::ValueType& type) {
  std::vector<std::string> texts;
  texts.reserve(static_cast<size_t>(values.length));
  for (int64_t i = 0; i < values.length; ++i) texts.push_back(TextOf(values, i, type));
  return texts;
}

std::string Joined(const std::vector<std::string>& texts) {
  constexpr size_t kWidth = 100;
  std::string lines;
  size_t line_begin = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    const std::string item = texts[i] + (i + 1 < texts.size() ? "," : "");
    if (i > 0 && lines.size() - line_begin + item.size() + 1 > kWidth) {
      lines += '\n';
      line_begin = lines.size();
    } else if (i > 0) {
      lines += ' ';
    }
    lines += item;
  }
  return lines + "\n";
}

std::string Known(const kernel::ValueType& type, const kernel::Domain& domain) {
  std::string text = type.Name();
  if (domain.min) text += " from " + Limit(*domain.min, type);
  if (domain.max) text += " to " + Limit(*domain.max, type);
  if (domain.distinct) text += fmt::format(", {} different", *domain.distinct);
  if (domain.max_bytes > 0) {
    text += fmt::format(", about {:.4g} bytes, at most {}", domain.mean_bytes, domain.max_bytes);
  }
  if (domain.max_characters > 0) text += fmt::format(" ({} characters)", domain.max_characters);
  const std::pair<bool, const char*> facts[] = {{domain.unique, "unique"},
                                                {domain.unique_in_parent, "unique in parent"},
                                                {domain.same_in_parent, "same in parent"},
                                                {domain.whole, "whole"},
                                                {domain.days_apart, "days apart"},
                                                {domain.nulls, "nulls"},
                                                {domain.rare_nulls, "rare nulls"}};
  for (const auto& [holds, name] : facts) {
    if (holds) text += fmt::format(", {}", name);
  }
  if (domain.sequence) {
    text += fmt::format(", {} + {} * row", domain.sequence->start, domain.sequence->step);
  }
  return text + "\n";
}

std::string PrintDiagnostics(const base::Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics.List("")) {
    const bool error = one.severity == Severity::kError;
    text +=
        fmt::format("{} {} {}: {}\n", error ? "error" : "warning", one.code, one.path, one.message);
    if (!one.hint.empty()) text += fmt::format("  {}\n", one.hint);
  }
  return text;
}

double NumberAt(const Vector& values, int64_t i, const kernel::ValueType& type) {
  const auto k = static_cast<size_t>(i);
  const double unit =
      type.kind == TypeKind::kDecimal ? static_cast<double>(base::PowerOfTen(type.scale)) : 1;
  switch (values.physical) {
    case Physical::kInt64:
      return static_cast<double>(values.ints[k]) / unit;
    case Physical::kInt128:
      return static_cast<double>(values.wide[k]) / unit;
    case Physical::kFloat64:
      return values.floats[k];
    default:
      return 0;
  }
}

std::string Summary(const Vector& values, const kernel::ValueType& type) {
  const auto count = static_cast<double>(values.length);
  std::map<std::pair<double, std::string>, double> counts;  // numbers in their order
  double nulls = 0;
  double sum = 0;
  double squares = 0;
  double least = INFINITY;
  double greatest = -INFINITY;
  for (int64_t i = 0; i < values.length; ++i) {
    if (counts.size() <= kSharesMax) {
      const double place = values.IsValid(i) ? NumberAt(values, i, type) : -INFINITY;
      ++counts[{place, TextOf(values, i, type)}];
    }
    if (!values.IsValid(i)) {
      ++nulls;
      continue;
    }
    const double number = NumberAt(values, i, type);
    sum += number;
    squares += number * number;
    least = std::min(least, number);
    greatest = std::max(greatest, number);
  }
  if (counts.size() <= kSharesMax) {
    std::vector<std::string> shares;
    shares.reserve(counts.size());
    for (const auto& [value, times] : counts) {
      shares.push_back(fmt::format("{}: {:.3f}", value.second, times / count));
    }
    return Joined(shares);
  }
  const double filled = count - nulls;
  const double mean = sum / filled;
  const double deviation = std::sqrt(std::max(0.0, squares / filled - mean * mean));
  std::string text = fmt::format("{} values, {:.3f} null", values.length, nulls / count);
  if (type.is_numeric()) text += fmt::format(", mean {:.3g}, deviation {:.3g}", mean, deviation);
  if (type.is_temporal()) text += fmt::format(", mean {}", Limit(mean, type));
  if (type.is_numeric() || type.is_temporal()) {
    text += fmt::format(", from {} to {}", Limit(least, type), Limit(greatest, type));
  }
  return text + "\n";
}

}  // namespace datagen::cases
