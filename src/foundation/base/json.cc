#include "foundation/base/json.h"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace datagen::base {

Json::Json() = default;
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Json Json::Bool(bool value) {
  Json json;
  json.kind_ = Kind::kBool;
  json.boolean_ = value;
  return json;
}

Json Json::Number(int64_t value) { return RawNumber(std::to_string(value)); }

Json Json::Number(double value) {
  if (!std::isfinite(value)) return Null();
  return RawNumber(fmt::format("{}", value));
}

Json Json::RawNumber(std::string lexeme) {
  Json json;
  json.kind_ = Kind::kNumber;
  json.text_ = std::move(lexeme);
  return json;
}

Json Json::String(std::string value) {
  Json json;
  json.kind_ = Kind::kString;
  json.text_ = std::move(value);
  return json;
}

Json Json::Array(std::vector<Json> items) {
  Json json = Array();
  json.items_ = std::move(items);
  return json;
}
Json Json::Array() {
  Json json;
  json.kind_ = Kind::kArray;
  return json;
}

Json Json::Object() {
  Json json;
  json.kind_ = Kind::kObject;
  return json;
}

const Json* Json::Find(std::string_view key) const {
  for (const JsonMember& member : members_) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

bool Json::operator==(const Json& other) const {
  if (kind_ != other.kind_ || boolean_ != other.boolean_ || text_ != other.text_ ||
      items_ != other.items_ || members_.size() != other.members_.size()) {
    return false;
  }
  return std::all_of(members_.begin(), members_.end(), [&](const JsonMember& member) {
    const Json* same = other.Find(member.key);
    return same != nullptr && *same == member.value;
  });
}

std::optional<int64_t> Json::AsInt64() const {
  if (!is_number()) return std::nullopt;
  int64_t value = 0;
  const char* end = text_.data() + text_.size();
  const auto [parsed_end, error] = std::from_chars(text_.data(), end, value);
  if (error == std::errc() && parsed_end == end) return value;
  const std::optional<double> number = AsDouble();
  constexpr double kExactMax = 9007199254740992.0;  // 2^53: beyond it a double skips integers
  if (!number || std::trunc(*number) != *number || std::fabs(*number) > kExactMax) {
    return std::nullopt;
  }
  return static_cast<int64_t>(*number);
}

std::optional<double> Json::AsDouble() const {
  if (!is_number()) return std::nullopt;
  double value = 0;
  const char* end = text_.data() + text_.size();
  const auto [parsed_end, error] = std::from_chars(text_.data(), end, value);
  if (error != std::errc() || parsed_end != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

void Json::Push(Json item) { items_.push_back(std::move(item)); }

void Json::Set(std::string key, Json value) {
  for (JsonMember& member : members_) {
    if (member.key == key) {
      member.value = std::move(value);
      return;
    }
  }
  members_.push_back({std::move(key), -1, std::move(value)});
}

namespace {

template <typename Writer>
void Write(const Json& json, Writer* writer) {
  switch (json.kind()) {
    case Json::Kind::kNull:
      writer->Null();
      break;
    case Json::Kind::kBool:
      writer->Bool(json.boolean());
      break;
    case Json::Kind::kNumber:
      writer->RawValue(json.text().data(), json.text().size(), rapidjson::kNumberType);
      break;
    case Json::Kind::kString:
      writer->String(json.text().data(), static_cast<rapidjson::SizeType>(json.text().size()));
      break;
    case Json::Kind::kArray:
      writer->StartArray();
      for (const Json& item : json.items()) Write(item, writer);
      writer->EndArray();
      break;
    case Json::Kind::kObject:
      writer->StartObject();
      for (const JsonMember& member : json.members()) {
        writer->Key(member.key.data(), static_cast<rapidjson::SizeType>(member.key.size()));
        Write(member.value, writer);
      }
      writer->EndObject();
      break;
  }
}

}  // namespace

std::string Json::Print() const {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  Write(*this, &writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string Json::PrintPretty() const {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  Write(*this, &writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string Json::Excerpt() const {
  constexpr size_t kExcerptMax = 60;
  std::string text = is_string() ? "'" + text_ + "'" : Print();
  if (text.size() <= kExcerptMax) return text;
  size_t end = kExcerptMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

const char* Json::KindName(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "boolean";
    case Kind::kNumber:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
  }
  return "value";
}

namespace {

std::string StepInto(const Json& container, size_t index) {
  return container.is_array() ? fmt::format("[{}]", index) : "." + container.members()[index].key;
}

const Json& ChildOf(const Json& container, size_t index) {
  return container.is_array() ? container.items()[index] : container.members()[index].value;
}

size_t ChildCount(const Json& container) {
  return container.is_array() ? container.items().size() : container.members().size();
}

// The last child that starts at or before the offset; the number of children when there is none.
size_t ChildAt(const Json& container, int64_t offset) {
  size_t low = 0;
  size_t high = ChildCount(container);
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (ChildOf(container, middle).offset() <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low == 0 ? ChildCount(container) : low - 1;
}

// Down to where the value stood in the text: what was read stands in the order of the text.
bool DescendByOffset(const Json& root, const Json* value, std::string* path) {
  const Json* at = &root;
  while (at != value) {
    const size_t index = ChildAt(*at, value->offset());
    if (index == ChildCount(*at)) return false;
    *path += StepInto(*at, index);
    at = &ChildOf(*at, index);
  }
  return true;
}

// The whole tree, for values that were put into it.
bool SearchEverywhere(const Json& from, const Json* value, std::string* path) {
  if (&from == value) return true;
  const size_t length = path->size();
  for (size_t i = 0; i < ChildCount(from); ++i) {
    *path += StepInto(from, i);
    if (SearchEverywhere(ChildOf(from, i), value, path)) return true;
    path->resize(length);
  }
  return false;
}

}  // namespace

std::string JsonPath(const Json& root, const Place& place) {
  std::string path = "$";
  if (place.json_ == nullptr) return "";
  if (DescendByOffset(root, place.json_, &path)) return path;
  path = "$";
  return SearchEverywhere(root, place.json_, &path) ? path : "";
}

Place Place::At(std::string_view key) const {
  const Json* found = json_ == nullptr ? nullptr : json_->Find(key);
  return found == nullptr ? *this : Place(*found);
}

Place Place::At(size_t item) const {
  const bool there = json_ != nullptr && item < json_->items().size();
  return there ? Place(json_->items()[item]) : *this;
}

}  // namespace datagen::base
