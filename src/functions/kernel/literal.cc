#include "functions/kernel/literal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "foundation/base/calendar.h"
#include "foundation/base/utf8.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/uuid_text.h"

namespace datagen::kernel {
namespace {

using base::Json;

std::string ExpectedForm(const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return fmt::format("a whole number from {} to {}", type.int_min(), type.int_max());
    case TypeKind::kFloat:
      return "a number";
    case TypeKind::kDecimal:
      return fmt::format("a number of at most {} digits, {} of them after the point",
                         type.precision, type.scale);
    case TypeKind::kBool:
      return "true or false";
    case TypeKind::kString:
    case TypeKind::kBinary:
      return type.length_max > 0 ? fmt::format("a text of at most {} characters", type.length_max)
                                 : "a text";
    case TypeKind::kDate:
      return "a date like 2024-01-31";
    case TypeKind::kTime:
      return "a time like 10:30:00";
    case TypeKind::kDatetime:
      return "a datetime like 2024-01-31T10:30:00Z";
    case TypeKind::kUuid:
      return "a uuid";
    case TypeKind::kJson:
      return "a JSON value";
    case TypeKind::kArray:
      return "a value of the element's type";
  }
  return "a value";
}

// The item as an integer of the type's representation.
std::optional<base::Int128> ReadWhole(const Json& item, const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt: {
      const auto number = item.AsInt64();
      if (!number || *number < type.int_min() || *number > type.int_max()) return std::nullopt;
      return *number;
    }
    case TypeKind::kDecimal: {
      if (!item.is_number() && !item.is_string()) return std::nullopt;
      const auto decimal = base::ParseDecimal(item.text());
      if (!decimal || decimal->scale > type.scale) return std::nullopt;
      const auto scaled = base::Rescale(decimal->unscaled, decimal->scale, type.scale);
      if (!scaled) return std::nullopt;
      const base::Int128 limit = base::PowerOfTen(type.precision);
      return *scaled<limit&& * scaled> - limit ? scaled : std::nullopt;
    }
    case TypeKind::kDate:
      return item.is_string() ? std::optional<base::Int128>(base::ParseDate(item.text()))
                              : std::nullopt;
    case TypeKind::kTime:
      return item.is_string() ? std::optional<base::Int128>(base::ParseTime(item.text()))
                              : std::nullopt;
    case TypeKind::kDatetime:
      return item.is_string() ? std::optional<base::Int128>(base::ParseDatetime(item.text()))
                              : std::nullopt;
    case TypeKind::kUuid:
      return item.is_string() ? ParseUuid(item.text()) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<std::string> ReadText(const Json& item, const ValueType& type) {
  if (type.kind == TypeKind::kJson) return item.Print();
  if (item.is_array() || item.is_object()) return std::nullopt;
  std::string text = item.is_bool() ? (item.boolean() ? "true" : "false") : item.text();
  if (type.length_max > 0 && static_cast<int64_t>(base::CharacterCount(text)) > type.length_max) {
    return std::nullopt;
  }
  return text;
}

}  // namespace

VectorPtr ReadLiterals(const std::vector<const Json*>& items, const ValueType& type,
                       base::Diagnostics* diagnostics) {
  const size_t errors_before = diagnostics->error_count();
  auto values = Vector::Make(type.physical(), static_cast<int64_t>(items.size()));
  auto dictionary = std::make_shared<StringTable>();
  std::map<std::string, int32_t, std::less<>> code_of;  // no entry twice: Parquet needs it so
  const auto add_text = [&](const std::string& text) {
    const auto [at, added] = code_of.emplace(text, static_cast<int32_t>(dictionary->size()));
    if (added) dictionary->Append(text);
    values->codes.PushBack(at->second);
  };
  for (size_t i = 0; i < items.size(); ++i) {
    const Json& item = *items[i];
    bool ok = true;
    if (item.is_null() && type.kind != TypeKind::kJson) {
      if (values->physical == Physical::kString) add_text("");
      continue;  // set below, when every value is in place
    }
    switch (values->physical) {
      case Physical::kInt64:
      case Physical::kInt128: {
        const auto whole = ReadWhole(item, type);
        ok = whole.has_value();
        if (values->physical == Physical::kInt64) {
          values->ints[i] = static_cast<int64_t>(whole.value_or(0));
        } else {
          values->wide[i] = whole.value_or(0);
        }
        break;
      }
      case Physical::kFloat64: {
        const auto number = item.AsDouble();
        ok = number.has_value();
        values->floats[i] = number.value_or(0);
        break;
      }
      case Physical::kBool:
        ok = item.is_bool();
        values->bools[i] = item.boolean() ? 1 : 0;
        break;
      case Physical::kString: {
        const auto text = ReadText(item, type);
        ok = text.has_value();
        add_text(text.value_or(""));
        break;
      }
      case Physical::kList:
        ok = false;
        break;
    }
    if (!ok) {
      diagnostics->Error("literal-type-mismatch", item,
                         fmt::format("value {} does not fit type {}", item.Excerpt(), type.Name()),
                         {.expected = ExpectedForm(type)});
    }
  }
  if (values->physical == Physical::kString) values->dictionary = std::move(dictionary);
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i]->is_null() && type.kind != TypeKind::kJson) {
      values->SetNull(static_cast<int64_t>(i));
    }
  }
  return diagnostics->error_count() == errors_before ? values : nullptr;
}

VectorPtr ReadLiterals(const Json& list, const ValueType& type, base::Diagnostics* diagnostics) {
  std::vector<const Json*> items;
  for (const Json& item : list.items()) items.push_back(&item);
  return ReadLiterals(items, type, diagnostics);
}

Domain LiteralDomain(const Vector& values, const ValueType& type,
                     const std::vector<double>& weights) {
  Domain domain;
  std::set<std::string> distinct;
  double weight_sum = 0;
  for (int64_t i = 0; i < values.length; ++i) {
    const double weight = weights.empty() ? 1.0 : weights[static_cast<size_t>(i)];
    weight_sum += weight;
    if (!values.IsValid(i)) {
      domain.nulls = true;
      continue;
    }
    base::Buffer<char> text;
    AppendText(values, i, type, &text);
    distinct.insert(std::string(text.data(), text.size()));
    if (values.physical == Physical::kString) {
      const auto bytes = static_cast<double>(values.String(i).size());
      domain.mean_bytes += bytes * weight;
      domain.max_bytes = std::max(domain.max_bytes, bytes);
      if (domain.labels.size() < Domain::kListedMax) {
        domain.labels.emplace_back(values.String(i));
        domain.label_shares.push_back(weight);
      }
      continue;
    }
    std::optional<double> number;
    if (values.physical == Physical::kInt64) {
      number = static_cast<double>(values.ints[static_cast<size_t>(i)]);
      if (type.kind == TypeKind::kDecimal) {
        *number /= static_cast<double>(base::PowerOfTen(type.scale));
      }
    }
    if (values.physical == Physical::kFloat64) number = values.floats[static_cast<size_t>(i)];
    if (number) {
      if (domain.numbers.size() < Domain::kListedMax) {
        domain.numbers.push_back(*number);
        domain.number_shares.push_back(weight);
      }
      domain.min = std::min(domain.min.value_or(*number), *number);
      domain.max = std::max(domain.max.value_or(*number), *number);
    }
  }
  if (weight_sum > 0) {
    domain.mean_bytes /= weight_sum;
    for (double& share : domain.label_shares) share /= weight_sum;
    for (double& share : domain.number_shares) share /= weight_sum;
  }
  domain.distinct = static_cast<double>(distinct.size());
  domain.whole = type.kind == TypeKind::kInt || type.is_temporal();
  return domain;
}

}  // namespace datagen::kernel
