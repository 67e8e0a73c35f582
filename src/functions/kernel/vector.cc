#include "functions/kernel/vector.h"

#include <algorithm>

#include "foundation/base/status.h"

namespace datagen::kernel {
namespace {

template <typename T>
void Gather(const base::Buffer<T>& from, const int64_t* indexes, int64_t count, bool any_null,
            base::Buffer<T>* to) {
  to->Resize(static_cast<size_t>(count));
  T* out = to->data();
  const T* in = from.data();
  if (any_null) {
    for (int64_t i = 0; i < count; ++i) out[i] = indexes[i] < 0 ? T{} : in[indexes[i]];
  } else {
    for (int64_t i = 0; i < count; ++i) out[i] = in[indexes[i]];
  }
}

template <typename T>
void Copy(const base::Buffer<T>& from, base::Buffer<T>* to) {
  to->Append(from.data(), from.size());
}

void CopyStrings(const StringTable& from, StringTable* to) {
  *to = StringTable();
  to->Reserve(from.size(), static_cast<int64_t>(from.chars().size()));
  for (int64_t i = 0; i < from.size(); ++i) to->Append(from[i]);
}

}  // namespace

std::shared_ptr<Vector> Vector::Make(Physical physical, int64_t length) {
  auto vector = std::make_shared<Vector>();
  vector->physical = physical;
  vector->length = length;
  const auto size = static_cast<size_t>(length);
  switch (physical) {
    case Physical::kInt64:
      vector->ints.Resize(size);
      break;
    case Physical::kInt128:
      vector->wide.Resize(size);
      break;
    case Physical::kFloat64:
      vector->floats.Resize(size);
      break;
    case Physical::kBool:
      vector->bools.Resize(size);
      break;
    case Physical::kString:
    case Physical::kList:
      break;  // grown while filled
  }
  return vector;
}

void Vector::SetNull(int64_t position) {
  EnsureValid();
  const auto i = static_cast<size_t>(position);
  valid[i] = 0;
  switch (physical) {
    case Physical::kInt64:
      ints[i] = 0;
      break;
    case Physical::kInt128:
      wide[i] = 0;
      break;
    case Physical::kFloat64:
      floats[i] = 0;
      break;
    case Physical::kBool:
      bools[i] = 0;
      break;
    case Physical::kString:
      if (dictionary != nullptr) codes[i] = 0;
      break;
    case Physical::kList:
      break;
  }
}

std::shared_ptr<Vector> Take(const Vector& values, const int64_t* indexes, int64_t count) {
  auto taken = std::make_shared<Vector>();
  taken->physical = values.physical;
  taken->length = count;
  int64_t signs = 0;
  for (int64_t i = 0; i < count; ++i) signs |= indexes[i];
  const bool any_null = signs < 0;
  if (any_null || values.has_nulls()) {
    taken->valid.Resize(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
      taken->valid[static_cast<size_t>(i)] = indexes[i] >= 0 && values.IsValid(indexes[i]) ? 1 : 0;
    }
  }
  switch (values.physical) {
    case Physical::kInt64:
      Gather(values.ints, indexes, count, any_null, &taken->ints);
      break;
    case Physical::kInt128:
      Gather(values.wide, indexes, count, any_null, &taken->wide);
      break;
    case Physical::kFloat64:
      Gather(values.floats, indexes, count, any_null, &taken->floats);
      break;
    case Physical::kBool:
      Gather(values.bools, indexes, count, any_null, &taken->bools);
      break;
    case Physical::kString:
      if (values.dictionary != nullptr) {
        taken->dictionary = values.dictionary;
        Gather(values.codes, indexes, count, any_null, &taken->codes);
      } else {
        int64_t bytes = 0;
        for (int64_t i = 0; i < count; ++i) {
          if (indexes[i] >= 0) bytes += static_cast<int64_t>(values.strings[indexes[i]].size());
        }
        taken->strings.Reserve(count, bytes);
        for (int64_t i = 0; i < count; ++i) {
          taken->strings.Append(indexes[i] < 0 ? std::string_view() : values.strings[indexes[i]]);
        }
      }
      break;
    case Physical::kList: {
      base::Buffer<int64_t> item_indexes;
      taken->list_offsets.Reserve(static_cast<size_t>(count) + 1);
      taken->list_offsets.PushBack(0);
      for (int64_t i = 0; i < count; ++i) {
        if (indexes[i] >= 0) {
          const auto row = static_cast<size_t>(indexes[i]);
          for (int32_t k = values.list_offsets[row]; k < values.list_offsets[row + 1]; ++k) {
            item_indexes.PushBack(k);
          }
        }
        taken->list_offsets.PushBack(static_cast<int32_t>(item_indexes.size()));
      }
      taken->items =
          Take(*values.items, item_indexes.data(), static_cast<int64_t>(item_indexes.size()));
      break;
    }
  }
  return taken;
}

std::shared_ptr<Vector> Mutable(VectorPtr values) {
  // A sole owner may write: every Vector is made as a non-const object.
  if (values.use_count() == 1) return std::const_pointer_cast<Vector>(values);
  auto copy = std::make_shared<Vector>();
  copy->physical = values->physical;
  copy->length = values->length;
  Copy(values->valid, &copy->valid);
  Copy(values->ints, &copy->ints);
  Copy(values->wide, &copy->wide);
  Copy(values->floats, &copy->floats);
  Copy(values->bools, &copy->bools);
  CopyStrings(values->strings, &copy->strings);
  copy->dictionary = values->dictionary;
  Copy(values->codes, &copy->codes);
  Copy(values->list_offsets, &copy->list_offsets);
  copy->items = values->items;
  return copy;
}

VectorPtr WithNulls(VectorPtr values, const base::Buffer<uint8_t>& keep) {
  const bool any = std::any_of(keep.begin(), keep.end(), [](uint8_t kept) { return kept == 0; });
  if (!any) return values;
  const bool in_place = values->physical != Physical::kList &&
                        (values->physical != Physical::kString || values->dictionary != nullptr);
  if (in_place) {
    std::shared_ptr<Vector> changed = Mutable(std::move(values));
    for (int64_t i = 0; i < changed->length; ++i) {
      if (keep[static_cast<size_t>(i)] == 0) changed->SetNull(i);
    }
    return changed;
  }
  base::Buffer<int64_t> indexes(static_cast<size_t>(values->length));
  for (int64_t i = 0; i < values->length; ++i) {
    indexes[static_cast<size_t>(i)] = keep[static_cast<size_t>(i)] != 0 ? i : -1;
  }
  return Take(*values, indexes.data(), values->length);
}

std::shared_ptr<const StringTable> MakeDictionary(const std::vector<std::string>& strings) {
  auto table = std::make_shared<StringTable>();
  for (const std::string& text : strings) table->Append(text);
  return table;
}

}  // namespace datagen::kernel
