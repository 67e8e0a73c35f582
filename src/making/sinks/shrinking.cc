#include "making/sinks/shrinking.h"

#include <arrow/array/array_binary.h>
#include <arrow/type_traits.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "foundation/base/buffer.h"
#include "making/sinks/arrow_bridge.h"

namespace datagen::sinks {
namespace {

// Snappy looks back no further than this: one block is worth as much as a page.
constexpr int64_t kSampleBytes = 64 << 10;
constexpr int64_t kSampleBytesMin = 4 << 10;

void AppendFixed(const arrow::Array& values, base::Buffer<uint8_t>* sample) {
  const auto width = static_cast<size_t>(values.type()->byte_width());
  const uint8_t* data =
      values.data()->buffers[1]->data() + static_cast<size_t>(values.offset()) * width;
  for (int64_t i = 0; i < values.length(); ++i) {
    if (values.IsValid(i)) sample->Append(data + static_cast<size_t>(i) * width, width);
  }
}

void AppendTexts(const arrow::BinaryArray& values, base::Buffer<uint8_t>* sample) {
  for (int64_t i = 0; i < values.length(); ++i) {
    if (!values.IsValid(i)) continue;
    int32_t bytes = 0;
    const uint8_t* text = values.GetValue(i, &bytes);
    uint8_t prefix[sizeof(bytes)];
    std::memcpy(prefix, &bytes, sizeof(bytes));
    sample->Append(prefix, sizeof(prefix));
    sample->Append(text, static_cast<size_t>(bytes));
    if (sample->size() >= kSampleBytes) return;
  }
}

// The values around the middle.
base::Buffer<uint8_t> MiddleOf(const arrow::ChunkedArray& column) {
  const bool texts = arrow::is_base_binary_like(column.type()->id());
  const int64_t width = texts ? sizeof(int32_t) : column.type()->byte_width();
  const int64_t rows = std::min(column.length(), kSampleBytes / width);
  const auto middle = column.Slice((column.length() - rows) / 2, rows);
  base::Buffer<uint8_t> sample;
  for (const auto& chunk : middle->chunks()) {
    if (sample.size() >= kSampleBytes) break;
    if (texts) {
      AppendTexts(static_cast<const arrow::BinaryArray&>(*chunk), &sample);
    } else {
      AppendFixed(*chunk, &sample);
    }
  }
  return sample;
}

}  // namespace

base::Result<bool> Shrinks(const arrow::ChunkedArray& column, arrow::util::Codec* codec) {
  const arrow::Type::type type = column.type()->id();
  const bool bytes_a_value = arrow::is_base_binary_like(type) || arrow::is_fixed_width(type);
  if (!bytes_a_value || type == arrow::Type::BOOL || type == arrow::Type::DICTIONARY) return true;
  const base::Buffer<uint8_t> sample = MiddleOf(column);
  const auto bytes = static_cast<int64_t>(sample.size());
  if (bytes < kSampleBytesMin) return true;
  const int64_t room = codec->MaxCompressedLen(bytes, sample.data());
  base::Buffer<uint8_t> compressed(static_cast<size_t>(room));
  const auto left = codec->Compress(bytes, sample.data(), room, compressed.data());
  if (!left.ok()) return FromArrow(left.status(), "a sample of a column");
  constexpr int64_t kSavedPart = 8;
  return *left <= bytes - bytes / kSavedPart;
}

}  // namespace datagen::sinks
