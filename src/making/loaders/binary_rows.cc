#include "making/loaders/binary_rows.h"

#include <algorithm>
#include <bit>
#include <map>

#include "functions/kernel/cast.h"

namespace datagen::loaders {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

// PostgreSQL counts from 2000-01-01.
constexpr int64_t kEpochDays = 10957;
constexpr int64_t kMicrosPerDay = int64_t{86400} * 1'000'000;

template <typename T>
void AppendBigEndian(T value, base::Buffer<char>* out) {
  char bytes[sizeof(T)];
  for (size_t k = 0; k < sizeof(T); ++k) {
    bytes[sizeof(T) - 1 - k] = static_cast<char>(value >> (8 * k));
  }
  out->Append(bytes, sizeof(T));
}

void AppendLength(size_t length, base::Buffer<char>* out) {
  AppendBigEndian(static_cast<uint32_t>(length), out);
}

template <typename T>
void AppendInteger(int64_t value, base::Buffer<char>* out) {
  AppendLength(sizeof(T), out);
  AppendBigEndian(static_cast<T>(value), out);
}

void AppendString(std::string_view text, base::Buffer<char>* out) {
  AppendLength(text.size(), out);
  out->Append(text.data(), text.size());
}

// Groups of four decimal digits, the first with the weight 10000^weight.
void AppendNumeric(base::Int128 value, int scale, base::Buffer<char>* out) {
  constexpr int kGroupDigits = 4;
  constexpr int kGroupsMax = 12;
  constexpr uint32_t kGroup = 10'000;
  const bool negative = value < 0;
  auto rest = static_cast<unsigned __int128>(negative ? -value : value);
  // The fraction is filled up to whole groups.
  int padding = (kGroupDigits - scale % kGroupDigits) % kGroupDigits;
  const int fraction_groups = (scale + padding) / kGroupDigits;
  for (; padding > 0; --padding) rest *= 10;
  uint16_t groups[kGroupsMax];
  int count = 0;
  while (rest > 0 && count < kGroupsMax) {
    groups[count++] = static_cast<uint16_t>(rest % kGroup);
    rest /= kGroup;
  }
  const int weight = count == 0 ? 0 : count - fraction_groups - 1;
  int first = 0;  // the last groups, where they are 0
  while (first < count && groups[first] == 0) ++first;
  const int sent = count - first;
  constexpr size_t kHeadBytes = 8;
  constexpr uint16_t kNegative = 0x4000;
  AppendLength(kHeadBytes + 2 * static_cast<size_t>(sent), out);
  AppendBigEndian(static_cast<uint16_t>(sent), out);
  AppendBigEndian(static_cast<uint16_t>(weight), out);
  AppendBigEndian(negative ? kNegative : uint16_t{0}, out);
  AppendBigEndian(static_cast<uint16_t>(scale), out);
  for (int k = count - 1; k >= first; --k) AppendBigEndian(groups[k], out);
}

base::Int128 WideAt(const Vector& values, size_t i) {
  return values.physical == Physical::kInt128 ? values.wide[i] : base::Int128{values.ints[i]};
}

void AppendValue(const Vector& values, int64_t position, const ValueType& type, BinaryForm form,
                 base::Buffer<char>* out) {
  const auto i = static_cast<size_t>(position);
  switch (form) {
    case BinaryForm::kInt2:
      AppendInteger<uint16_t>(values.ints[i], out);
      return;
    case BinaryForm::kInt4:
      AppendInteger<uint32_t>(values.ints[i], out);
      return;
    case BinaryForm::kInt8:
      AppendInteger<uint64_t>(values.ints[i], out);
      return;
    case BinaryForm::kFloat4:
      AppendLength(sizeof(float), out);
      AppendBigEndian(std::bit_cast<uint32_t>(static_cast<float>(values.floats[i])), out);
      return;
    case BinaryForm::kFloat8:
      AppendLength(sizeof(double), out);
      AppendBigEndian(std::bit_cast<uint64_t>(values.floats[i]), out);
      return;
    case BinaryForm::kNumeric:
      AppendNumeric(WideAt(values, i), type.kind == TypeKind::kDecimal ? type.scale : 0, out);
      return;
    case BinaryForm::kBool:
      AppendLength(1, out);
      out->PushBack(values.bools[i] != 0 ? '\1' : '\0');
      return;
    case BinaryForm::kText:
      if (type.kind == TypeKind::kUuid) {
        base::Buffer<char> text;
        kernel::AppendText(values, position, type, &text);
        AppendString({text.data(), text.size()}, out);
      } else {
        AppendString(values.String(position), out);
      }
      return;
    case BinaryForm::kJsonb: {
      const std::string_view text = values.String(position);
      AppendLength(text.size() + 1, out);
      out->PushBack('\1');  // the form's version
      out->Append(text.data(), text.size());
      return;
    }
    case BinaryForm::kBytes:
      AppendString(values.String(position), out);
      return;
    case BinaryForm::kDate:
      AppendInteger<uint32_t>(values.ints[i] - kEpochDays, out);
      return;
    case BinaryForm::kTime:
      AppendInteger<uint64_t>(values.ints[i], out);
      return;
    case BinaryForm::kTimestamp:
      AppendInteger<uint64_t>(values.ints[i] - kEpochDays * kMicrosPerDay, out);
      return;
    case BinaryForm::kUuid: {
      const auto bits = static_cast<unsigned __int128>(values.wide[i]);
      AppendLength(sizeof(bits), out);
      AppendBigEndian(static_cast<uint64_t>(bits >> 64), out);
      AppendBigEndian(static_cast<uint64_t>(bits), out);
      return;
    }
  }
}

}  // namespace

std::optional<BinaryForm> BinaryFormOf(const ValueType& type, const std::string& postgres_type) {
  static const std::map<TypeKind, std::map<std::string, BinaryForm, std::less<>>> kForms = {
      {TypeKind::kInt,
       {{"int2", BinaryForm::kInt2},
        {"int4", BinaryForm::kInt4},
        {"int8", BinaryForm::kInt8},
        {"numeric", BinaryForm::kNumeric}}},
      {TypeKind::kFloat, {{"float4", BinaryForm::kFloat4}, {"float8", BinaryForm::kFloat8}}},
      {TypeKind::kDecimal, {{"numeric", BinaryForm::kNumeric}}},
      {TypeKind::kBool, {{"bool", BinaryForm::kBool}}},
      {TypeKind::kDate, {{"date", BinaryForm::kDate}}},
      {TypeKind::kTime, {{"time", BinaryForm::kTime}}},
      {TypeKind::kDatetime,
       {{"timestamp", BinaryForm::kTimestamp}, {"timestamptz", BinaryForm::kTimestamp}}},
      {TypeKind::kUuid,
       {{"uuid", BinaryForm::kUuid},
        {"text", BinaryForm::kText},
        {"varchar", BinaryForm::kText},
        {"bpchar", BinaryForm::kText}}},
      {TypeKind::kString,
       {{"text", BinaryForm::kText},
        {"varchar", BinaryForm::kText},
        {"bpchar", BinaryForm::kText},
        {"citext", BinaryForm::kText},
        {"enum", BinaryForm::kText}}},
      {TypeKind::kJson,
       {{"json", BinaryForm::kText}, {"jsonb", BinaryForm::kJsonb}, {"text", BinaryForm::kText}}},
      {TypeKind::kBinary, {{"bytea", BinaryForm::kBytes}}}};
  // Larger ones do not fit beside the digits that fill up a group.
  constexpr int kDigitsMax = 34;
  if (type.kind == TypeKind::kDecimal && type.precision > kDigitsMax) return std::nullopt;
  // A narrower column than the spec's type: the server tells what does not fit.
  if (type.kind == TypeKind::kInt && ((postgres_type == "int2" && type.bits > 16) ||
                                      (postgres_type == "int4" && type.bits > 32))) {
    return std::nullopt;
  }
  const auto kind = kForms.find(type.kind);
  if (kind == kForms.end()) return std::nullopt;
  const auto form = kind->second.find(postgres_type);
  return form == kind->second.end() ? std::nullopt : std::optional<BinaryForm>(form->second);
}

void AppendBinaryHeader(base::Buffer<char>* out) {
  constexpr char kSignature[] = "PGCOPY\n\377\r\n";  // with its zero at the end
  out->Append(kSignature, sizeof(kSignature));
  AppendBigEndian(uint32_t{0}, out);  // flags
  AppendBigEndian(uint32_t{0}, out);  // no extension
}

void AppendBinaryRows(const engine::Batch& batch, const std::vector<engine::WrittenColumn>& columns,
                      const std::vector<BinaryForm>& forms, base::Buffer<char>* out) {
  for (int64_t i = 0; i < batch.rows; ++i) {
    AppendBigEndian(static_cast<uint16_t>(columns.size()), out);
    for (size_t k = 0; k < columns.size(); ++k) {
      if (batch.columns[k]->IsValid(i)) {
        AppendValue(*batch.columns[k], i, columns[k].type, forms[k], out);
      } else {
        AppendBigEndian(~uint32_t{0}, out);
      }
    }
  }
}

void AppendBinaryEnd(base::Buffer<char>* out) {
  AppendBigEndian(static_cast<uint16_t>(~uint16_t{0}), out);
}

}  // namespace datagen::loaders
