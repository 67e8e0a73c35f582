// The lines of JSON are those that come of their values one at a time, whatever the block, the
// length of keys and texts and the changes of dictionaries.
#include "making/sinks/line_writer.h"

#include <gtest/gtest.h>

#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

class TextOutput : public Output {
 public:
  base::Status Write(std::string_view bytes) override {
    text += bytes;
    return base::Status::Ok();
  }
  base::Status Close() override { return base::Status::Ok(); }
  std::string text;
};

std::shared_ptr<Vector> Integers(int64_t count, int64_t factor) {
  auto values = Vector::Make(Physical::kInt64, count);
  for (int64_t i = 0; i < count; ++i) {
    values->ints[static_cast<size_t>(i)] = (i % 2 == 0 ? i : -i) * factor;
  }
  return values;
}

// Every length from 0 to beyond what one copy takes; every `odd`-th with what must be escaped.
std::shared_ptr<Vector> Texts(int64_t count, int64_t odd) {
  auto values = Vector::Make(Physical::kString, count);
  for (int64_t i = 0; i < count; ++i) {
    std::string text(static_cast<size_t>(i % 150), static_cast<char>('a' + i % 26));
    if (odd > 0 && i % odd == 0) text += "\"\\\n\x01,";
    values->strings.Append(text);
  }
  return values;
}

std::shared_ptr<Vector> Codes(int64_t count, int32_t size, const std::string& mark) {
  std::vector<std::string> words;
  for (int32_t k = 0; k < size; ++k) {
    words.push_back(mark + std::string(static_cast<size_t>(k % 90), 'w'));
  }
  auto values = Vector::Make(Physical::kString, count);
  values->dictionary = kernel::MakeDictionary(words);
  for (int64_t i = 0; i < count; ++i) {
    values->codes.PushBack(static_cast<int32_t>(i * 7 % size));
  }
  return values;
}

engine::Batch BatchOf(int64_t rows, int64_t number) {
  engine::Batch batch;
  batch.rows = rows;
  auto nullable = Texts(rows, 0);
  nullable->EnsureValid();
  auto sums = Integers(rows, 123'456'789);
  for (int64_t i = 0; i < rows; i += 3) {
    sums->SetNull(i);
    if (nullable->strings[i].empty()) nullable->valid[static_cast<size_t>(i)] = 0;
  }
  batch.columns = {Integers(rows, 10'007),
                   sums,
                   Integers(rows, 17),
                   Texts(rows, 0),
                   Texts(rows, number % 2 == 0 ? 0 : 400),
                   nullable,
                   Codes(rows, 5, number < 2 ? "\"" : "two"),
                   Codes(rows, 3'000, "large")};
  return batch;
}

TEST(LineWriter, WritesWhatItsValuesAreOneAtATime) {
  const std::string long_name(77, 'k');
  std::vector<engine::WrittenColumn> columns;
  for (const auto& [name, type] : std::vector<std::pair<std::string, ValueType>>{
           {"a", ValueType::Int()},
           {"sum", ValueType::Decimal(18, 3)},
           {"day", ValueType::Of(TypeKind::kDate)},
           {long_name, ValueType::Of(TypeKind::kString)},
           {"es\"caped", ValueType::Of(TypeKind::kString)},
           {"nullable", ValueType::Of(TypeKind::kString)},
           {"code", ValueType::Of(TypeKind::kString)},
           {"of many", ValueType::Of(TypeKind::kString)}}) {
    columns.push_back({.name = name, .type = type, .nullable = true});
  }
  TextOutput output;
  const auto sink = FindSink("jsonl")->make({.compression = "none", .csv = {}, .stop = {}});
  ASSERT_TRUE(sink->Open(&output, columns).ok());
  base::Buffer<char> expected;
  int64_t number = 0;
  for (const int64_t rows : {int64_t{1}, int64_t{1'023}, int64_t{1'025}, int64_t{5'000}}) {
    const engine::Batch batch = BatchOf(rows, number++);
    ASSERT_TRUE(sink->Write(batch).ok());
    for (int64_t i = 0; i < rows; ++i) {
      for (size_t k = 0; k < columns.size(); ++k) {
        expected.PushBack(k == 0 ? '{' : ',');
        AppendJsonString(columns[k].name, &expected);
        expected.PushBack(':');
        AppendJsonValue(*batch.columns[k], i, columns[k].type, &expected);
      }
      expected.Append("}\n", 2);
    }
  }
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_TRUE(output.text == std::string(expected.data(), expected.size()));
}

}  // namespace
}  // namespace datagen::sinks
