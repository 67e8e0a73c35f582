#include "making/engine/arrow_export.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace datagen::engine {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

constexpr int64_t kRows = 3;

ArrowArray Export(const ValueType& type, const VectorPtr& values, bool short_decimals = false) {
  WrittenColumn column{"c", type, true, values->dictionary != nullptr, false, short_decimals};
  ArrowArray array;
  ExportBatch({column}, Batch{0, kRows, {values}, {}}, &array);
  return array;
}

TEST(ArrowExport, GivesTheEnginesOwnBuffersWhereLayoutsAgree) {
  for (const ValueType& type : {ValueType::Of(TypeKind::kInt), ValueType::Of(TypeKind::kTime),
                                ValueType::Of(TypeKind::kDatetime)}) {
    const auto values = Vector::Make(Physical::kInt64, kRows);
    ArrowArray array = Export(type, values);
    EXPECT_EQ(array.children[0]->buffers[1], values->ints.data()) << type.Name();
    array.release(&array);
  }
  const auto floats = Vector::Make(Physical::kFloat64, kRows);
  ArrowArray array = Export(ValueType::Of(TypeKind::kFloat), floats);
  EXPECT_EQ(array.children[0]->buffers[1], floats->floats.data());
  array.release(&array);

  const auto wide = Vector::Make(Physical::kInt128, kRows);
  array = Export(ValueType::Decimal(38, 2), wide);
  EXPECT_EQ(array.children[0]->buffers[1], wide->wide.data());
  array.release(&array);

  const auto cents = Vector::Make(Physical::kInt64, kRows);
  array = Export(ValueType::Decimal(10, 2), cents, true);
  EXPECT_EQ(array.children[0]->buffers[1], cents->ints.data());
  array.release(&array);

  const auto texts = Vector::Make(Physical::kString, kRows);
  for (int64_t i = 0; i < kRows; ++i) texts->strings.Append("text");
  array = Export(ValueType::Of(TypeKind::kString), texts);
  EXPECT_EQ(array.children[0]->buffers[1], texts->strings.offsets().data());
  EXPECT_EQ(array.children[0]->buffers[2], texts->strings.chars().data());
  array.release(&array);

  const auto codes = Vector::Make(Physical::kString, kRows);
  codes->dictionary = kernel::MakeDictionary({"a", "b"});
  codes->codes.Assign(kRows, 1);
  array = Export(ValueType::Of(TypeKind::kString), codes);
  EXPECT_EQ(array.children[0]->buffers[1], codes->codes.data());
  EXPECT_EQ(array.children[0]->dictionary->buffers[2], codes->dictionary->chars().data());
  array.release(&array);
}

TEST(ArrowExport, KeepsItsBuffersWhenTheBatchIsGone) {
  ArrowArray array;
  {
    auto values = Vector::Make(Physical::kInt64, kRows);
    for (size_t i = 0; i < kRows; ++i) values->ints[i] = 7;
    array = Export(ValueType::Of(TypeKind::kInt), std::move(values));
  }
  EXPECT_EQ(static_cast<const int64_t*>(array.children[0]->buffers[1])[kRows - 1], 7);
  array.release(&array);
  EXPECT_EQ(array.release, nullptr);
}

}  // namespace
}  // namespace datagen::engine
