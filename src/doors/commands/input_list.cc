#include "doors/commands/input_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "doors/commands/input_values.h"
#include "foundation/base/status.h"

namespace datagen::commands {
namespace {

bool InRange(double value, const Input& input) {
  return !(input.min && value < *input.min) && !(input.max && value > *input.max);
}

bool IsOffered(const std::string& text, const Input& input) {
  return input.type != InputType::kChoice ||
         std::find(input.choices.begin(), input.choices.end(), text) != input.choices.end();
}

std::optional<int64_t> ReadWhole(const std::string& text, const Input& input) {
  const auto number = input.type == InputType::kSize ? ReadSize(text) : ReadInteger(text);
  return number && InRange(static_cast<double>(*number), input) ? number : std::nullopt;
}

// What stands for the text: of an input that is a path, the path.
std::optional<std::string> ReadText(const std::string& text, const Input& input) {
  if (text.empty() && !input.may_be_empty) return std::nullopt;
  switch (input.type) {
    case InputType::kFile:
    case InputType::kOutputFile:
    case InputType::kFolder:
    case InputType::kOutputFolder:
      return ReadPath(text, false);
    case InputType::kData:
      return ReadPath(text, true);
    default:
      return IsOffered(text, input) ? std::optional(text) : std::nullopt;
  }
}

// What a default of this many bytes is called.
std::string SizeText(int64_t bytes) {
  constexpr int64_t kGibibyte = 1 << 30;
  return bytes % kGibibyte == 0 ? fmt::format("{}GiB", bytes / kGibibyte)
                                : fmt::format("{}", bytes);
}

void SetDefault(Input* input, const std::string& text) {
  if (input->default_text.empty() && !input->required) input->default_text = text;
}

}  // namespace

void InputList::Append(Input input, std::function<bool(const std::string& text)> set) {
  DATAGEN_CHECK(Find(input.name) == nullptr);
  if (input.group.empty()) input.group = group_;
  if (input.only_with.empty()) input.only_with = only_with_;
  if (given_ != nullptr) {
    set = [given = given_, input, set = std::move(set)](const std::string& text) {
      const bool taken = set(text);
      if (taken) given->push_back(input);
      return taken;
    };
  }
  all_.push_back({std::move(input), std::move(set)});
}

const InputList::Bound* InputList::Find(const std::string& name) const {
  for (const Bound& bound : all_) {
    if (bound.input.name == name) return &bound;
  }
  return nullptr;
}

void InputList::Add(Input input, std::string* value) {
  if (!input.choices.empty()) input.type = InputType::kChoice;
  SetDefault(&input, *value);
  Append(input, [input, value](const std::string& text) {
    const auto read = ReadText(text, input);
    if (read) *value = *read;
    return read.has_value();
  });
}

void InputList::Add(Input input, std::vector<std::string>* values) {
  input.repeated = true;
  Append(input, [input, values](const std::string& text) {
    const auto read = ReadText(text, input);
    if (read) values->push_back(*read);
    return read.has_value();
  });
}

void InputList::Add(Input input, int* value) {
  input.type = InputType::kInteger;
  SetDefault(&input, *value == 0 ? "" : std::to_string(*value));
  Append(input, [input, value](const std::string& text) {
    const auto number = ReadWhole(text, input);
    if (number) *value = static_cast<int>(*number);
    return number.has_value();
  });
}

void InputList::Add(Input input, int64_t* value) {
  const bool size = input.type == InputType::kSize;
  if (!size) input.type = InputType::kInteger;
  SetDefault(&input, *value == 0 ? "" : size ? SizeText(*value) : std::to_string(*value));
  Append(input, [input, value](const std::string& text) {
    const auto number = ReadWhole(text, input);
    if (number) *value = *number;
    return number.has_value();
  });
}

void InputList::Add(Input input, std::optional<int64_t>* value) {
  input.type = InputType::kInteger;
  Append(input, [input, value](const std::string& text) {
    const auto number = ReadWhole(text, input);
    if (number) *value = number;
    return number.has_value();
  });
}

void InputList::Add(Input input, double* value) {
  input.type = InputType::kReal;
  SetDefault(&input, fmt::format("{}", *value));
  Append(input, [input, value](const std::string& text) {
    const auto number = ReadReal(text);
    if (!number || !InRange(*number, input)) return false;
    *value = *number;
    return true;
  });
}

void InputList::Add(Input input, bool* value) {
  input.type = InputType::kFlag;
  Append(input, [value](const std::string& text) {
    const auto truth = ReadTruth(text);
    if (truth) *value = *truth;
    return truth.has_value();
  });
}

void InputList::Add(Input input, TableSizes* sizes) {
  input.type = InputType::kSizes;
  Append(input, [sizes](const std::string& text) {
    if (text.find('=') != std::string::npos) return ReadNamedCount(text, &sizes->by_table);
    const auto count = ReadCount(text);
    if (count) sizes->all = count;
    return count.has_value();
  });
}

void InputList::Add(Input input, Slice* slice) {
  input.type = InputType::kSlice;
  Append(input, [slice](const std::string& text) {
    const size_t stroke = text.find('/');
    if (stroke == std::string::npos) return false;
    const auto number = ReadInteger(text.substr(0, stroke));
    const auto count = ReadInteger(text.substr(stroke + 1));
    if (!number || !count || *number < 1 || *count < *number) return false;
    *slice = {*number, *count};
    return true;
  });
}

}  // namespace datagen::commands
