#include "making/engine/arrow_export.h"

#include <fmt/format.h>

#include <cstring>
#include <memory>

#include "foundation/base/status.h"

namespace datagen::engine {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

// ---- Schema

struct SchemaData {
  std::string format;
  std::string name;
  std::string metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
  ArrowSchema dictionary;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* data = static_cast<SchemaData*>(schema->private_data);
  for (ArrowSchema& child : data->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (schema->dictionary != nullptr && schema->dictionary->release != nullptr) {
    schema->dictionary->release(schema->dictionary);
  }
  delete data;
  schema->release = nullptr;
}

// How the values of a column are laid out, beside their type.
struct Layout {
  bool dictionary = false;
  bool short_decimals = false;
};

bool IsShortDecimal(const ValueType& type, const Layout& layout) {
  return layout.short_decimals && type.kind == TypeKind::kDecimal &&
         type.physical() == Physical::kInt64;
}

std::string FormatOf(const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return type.bits == 8 ? "c" : type.bits == 16 ? "s" : type.bits == 32 ? "i" : "l";
    case TypeKind::kFloat:
      return type.bits == 32 ? "f" : "g";
    case TypeKind::kDecimal:
      return fmt::format("d:{},{}", type.precision, type.scale);
    case TypeKind::kBool:
      return "b";
    case TypeKind::kString:
    case TypeKind::kJson:
      return "u";
    case TypeKind::kBinary:
      return "z";
    case TypeKind::kDate:
      return "tdD";
    case TypeKind::kTime:
      return "ttu";
    case TypeKind::kDatetime:
      return "tsu:UTC";
    case TypeKind::kUuid:
      return "w:16";
    case TypeKind::kArray:
      return "+l";
  }
  return "n";
}

// Key-value pairs in the interface's binary form: counts and lengths as native 32-bit integers.
std::string ExtensionMetadata(std::string_view extension) {
  std::string bytes;
  const auto append_length = [&](size_t length) {
    const auto value = static_cast<int32_t>(length);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"ARROW:extension:name", extension}, {"ARROW:extension:metadata", ""}};
  append_length(2);
  for (const auto& [key, value] : pairs) {
    append_length(key.size());
    bytes += key;
    append_length(value.size());
    bytes += value;
  }
  return bytes;
}

void FillSchema(ArrowSchema* schema, std::unique_ptr<SchemaData> data, bool nullable) {
  *schema = {};
  for (ArrowSchema& child : data->children) data->child_pointers.push_back(&child);
  schema->format = data->format.c_str();
  schema->name = data->name.c_str();
  schema->metadata = data->metadata.empty() ? nullptr : data->metadata.data();
  schema->flags = nullable ? ARROW_FLAG_NULLABLE : 0;
  schema->n_children = static_cast<int64_t>(data->children.size());
  schema->children = data->child_pointers.data();
  schema->release = ReleaseSchema;
  schema->private_data = data.release();
}

void ExportType(const ValueType& type, const std::string& name, bool nullable, const Layout& layout,
                ArrowSchema* schema) {
  auto data = std::make_unique<SchemaData>();
  data->name = name;
  data->format = layout.dictionary ? "i" : FormatOf(type);
  if (IsShortDecimal(type, layout)) data->format += ",64";
  if (type.kind == TypeKind::kUuid) data->metadata = ExtensionMetadata("arrow.uuid");
  if (type.kind == TypeKind::kJson) data->metadata = ExtensionMetadata("arrow.json");
  if (type.kind == TypeKind::kArray) {
    data->children.resize(1);
    ExportType(*type.element, "item", true, {.short_decimals = layout.short_decimals},
               &data->children[0]);
  }
  SchemaData* kept = data.get();
  FillSchema(schema, std::move(data), nullable);
  if (layout.dictionary) {
    ExportType(type.kind == TypeKind::kBinary ? type : ValueType::Of(TypeKind::kString), "", true,
               {}, &kept->dictionary);
    schema->dictionary = &kept->dictionary;
  }
}

// ---- Arrays

struct ArrayData {
  VectorPtr values;  // keeps borrowed buffers alive
  std::shared_ptr<const kernel::StringTable> dictionary_table;
  base::Buffer<uint8_t> validity;
  base::Buffer<uint8_t> bytes;  // values in a narrower layout
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
  ArrowArray dictionary;
};

void ReleaseArray(ArrowArray* array) {
  auto* data = static_cast<ArrayData*>(array->private_data);
  for (ArrowArray& child : data->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (array->dictionary != nullptr && array->dictionary->release != nullptr) {
    array->dictionary->release(array->dictionary);
  }
  delete data;
  array->release = nullptr;
}

// One bit a row, least significant first.
void PackBits(const uint8_t* flags, int64_t count, base::Buffer<uint8_t>* bits) {
  bits->Assign(static_cast<size_t>((count + 7) / 8), 0);
  for (int64_t i = 0; i < count; ++i) {
    (*bits)[static_cast<size_t>(i / 8)] |= static_cast<uint8_t>((flags[i] & 1) << (i % 8));
  }
}

template <typename To, typename From>
const void* Narrow(const base::Buffer<From>& values, base::Buffer<uint8_t>* bytes) {
  bytes->Resize(values.size() * sizeof(To));
  To* out = reinterpret_cast<To*>(bytes->data());
  for (size_t i = 0; i < values.size(); ++i) out[i] = static_cast<To>(values[i]);
  return bytes->data();
}

const void* ExportUuids(const base::Buffer<base::Int128>& values, base::Buffer<uint8_t>* bytes) {
  constexpr size_t kBytes = 16;
  bytes->Resize(values.size() * kBytes);
  for (size_t i = 0; i < values.size(); ++i) {
    const auto bits = static_cast<base::Uint128>(values[i]);
    for (size_t k = 0; k < kBytes; ++k) {
      (*bytes)[i * kBytes + k] = static_cast<uint8_t>(bits >> (8 * (kBytes - 1 - k)));
    }
  }
  return bytes->data();
}

const void* ExportNumbers(const Vector& values, const ValueType& type, const Layout& layout,
                          ArrayData* data) {
  if (IsShortDecimal(type, layout)) return values.ints.data();
  switch (type.kind) {
    case TypeKind::kInt:
      if (type.bits == 8) return Narrow<int8_t>(values.ints, &data->bytes);
      if (type.bits == 16) return Narrow<int16_t>(values.ints, &data->bytes);
      if (type.bits == 32) return Narrow<int32_t>(values.ints, &data->bytes);
      return values.ints.data();
    case TypeKind::kDate:
      return Narrow<int32_t>(values.ints, &data->bytes);
    case TypeKind::kTime:
    case TypeKind::kDatetime:
      return values.ints.data();
    case TypeKind::kFloat:
      return type.bits == 32 ? Narrow<float>(values.floats, &data->bytes) : values.floats.data();
    case TypeKind::kDecimal:
      return values.physical == Physical::kInt128 ? values.wide.data()
                                                  : Narrow<base::Int128>(values.ints, &data->bytes);
    case TypeKind::kUuid:
      return ExportUuids(values.wide, &data->bytes);
    case TypeKind::kBool:
      PackBits(values.bools.data(), values.length, &data->bytes);
      return data->bytes.data();
    default:
      DATAGEN_CHECK(false);  // texts and arrays have buffers of their own
      return nullptr;
  }
}

void FinishArray(std::unique_ptr<ArrayData> data, int64_t length, int64_t null_count,
                 ArrowArray* array) {
  *array = {};
  for (ArrowArray& child : data->children) data->child_pointers.push_back(&child);
  array->length = length;
  array->null_count = null_count;
  array->n_buffers = static_cast<int64_t>(data->buffers.size());
  array->buffers = data->buffers.data();
  array->n_children = static_cast<int64_t>(data->children.size());
  array->children = data->child_pointers.data();
  array->release = ReleaseArray;
  array->private_data = data.release();
}

// A buffer that is never null: the interface wants an address even for no values.
const void* Address(const void* data) {
  static constexpr int64_t kZero = 0;
  return data == nullptr ? &kZero : data;
}

void ExportDictionary(std::shared_ptr<const kernel::StringTable> table, ArrowArray* array) {
  auto data = std::make_unique<ArrayData>();
  data->buffers = {nullptr, table->offsets().data(), Address(table->chars().data())};
  const int64_t length = table->size();
  data->dictionary_table = std::move(table);
  FinishArray(std::move(data), length, 0, array);
}

void ExportValues(const VectorPtr& values, const ValueType& type, const Layout& layout,
                  ArrowArray* array) {
  auto data = std::make_unique<ArrayData>();
  data->values = values;
  int64_t nulls = 0;
  const void* validity = nullptr;
  if (values->has_nulls()) {
    for (const uint8_t valid : values->valid) nulls += valid == 0 ? 1 : 0;
    if (nulls > 0) {
      PackBits(values->valid.data(), values->length, &data->validity);
      validity = data->validity.data();
    }
  }
  data->buffers.push_back(validity);
  bool dictionary = false;
  if (values->physical == Physical::kList) {
    data->buffers.push_back(values->list_offsets.data());
    data->children.resize(1);
    ExportValues(values->items, *type.element, layout, &data->children[0]);
  } else if (values->physical == Physical::kString && values->dictionary != nullptr) {
    data->buffers.push_back(Address(values->codes.data()));
    dictionary = true;
  } else if (values->physical == Physical::kString) {
    data->buffers.push_back(values->strings.offsets().data());
    data->buffers.push_back(Address(values->strings.chars().data()));
  } else {
    data->buffers.push_back(Address(ExportNumbers(*values, type, layout, data.get())));
  }
  ArrayData* kept = data.get();
  FinishArray(std::move(data), values->length, nulls, array);
  if (dictionary) {
    ExportDictionary(values->dictionary, &kept->dictionary);
    array->dictionary = &kept->dictionary;
  }
}

// Codes as the texts they stand for.
VectorPtr Decode(const VectorPtr& values) {
  if (values->physical == Physical::kList) {
    auto list = std::make_shared<Vector>();
    list->physical = Physical::kList;
    list->length = values->length;
    list->valid.Append(values->valid.data(), values->valid.size());
    list->list_offsets.Append(values->list_offsets.data(), values->list_offsets.size());
    list->items = Decode(values->items);
    return list;
  }
  if (values->dictionary == nullptr) return values;
  auto plain = Vector::Make(Physical::kString, values->length);
  plain->valid.Append(values->valid.data(), values->valid.size());
  for (int64_t i = 0; i < values->length; ++i) {
    plain->strings.Append(values->IsValid(i) ? values->String(i) : std::string_view());
  }
  return plain;
}

}  // namespace

void ExportSchema(const std::vector<WrittenColumn>& columns, ArrowSchema* schema) {
  auto data = std::make_unique<SchemaData>();
  data->format = "+s";
  data->children.resize(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    const Layout layout{columns[i].dictionary, columns[i].short_decimals};
    ExportType(columns[i].type, columns[i].name, columns[i].nullable, layout, &data->children[i]);
  }
  FillSchema(schema, std::move(data), false);
}

void ExportBatch(const std::vector<WrittenColumn>& columns, const Batch& batch, ArrowArray* array) {
  auto data = std::make_unique<ArrayData>();
  data->buffers.push_back(nullptr);
  data->children.resize(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    const VectorPtr& values = batch.columns[i];
    DATAGEN_CHECK(!columns[i].dictionary || values->dictionary != nullptr);
    const Layout layout{columns[i].dictionary, columns[i].short_decimals};
    ExportValues(columns[i].dictionary ? values : Decode(values), columns[i].type, layout,
                 &data->children[i]);
  }
  FinishArray(std::move(data), batch.rows, 0, array);
}

}  // namespace datagen::engine
