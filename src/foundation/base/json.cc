#include "foundation/base/json.h"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include "foundation/base/diagnostic.h"
#include "foundation/base/utf8.h"

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

// Receives rapidjson's events and builds the tree.
class JsonTreeBuilder {
 public:
  JsonTreeBuilder(const rapidjson::MemoryStream* stream, std::string_view text,
                  Diagnostics* diagnostics)
      : stream_(stream), text_(text), diagnostics_(diagnostics) {}

  bool Null() { return Place(Json::Null()); }
  bool Bool(bool value) { return Place(Json::Bool(value)); }
  bool RawNumber(const char* lexeme, rapidjson::SizeType length, bool /*copy*/) {
    return Place(Json::RawNumber(std::string(lexeme, length)), length);
  }
  bool String(const char* value, rapidjson::SizeType length, bool /*copy*/) {
    return Place(Json::String(std::string(value, length)));
  }
  bool StartObject() { return Open(Json::Object()); }
  bool StartArray() { return Open(Json::Array()); }
  bool EndObject(rapidjson::SizeType) { return Close(); }
  bool EndArray(rapidjson::SizeType) { return Close(); }
  bool Key(const char* value, rapidjson::SizeType length, bool /*copy*/) {
    Json* object = open_.back().value;
    std::string key(value, length);
    const int64_t offset = StringStart();
    if (!open_.back().keys.insert(key).second) {
      diagnostics_->ErrorAt("duplicate-key", offset,
                            fmt::format("key '{}' stands twice in one object", key),
                            {.hint = "remove one of them"});
    }
    object->members_.push_back({std::move(key), offset, {}});
    return true;
  }
  // rapidjson asks for these signatures; numbers come as RawNumber.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  Json Take() { return std::move(root_); }
  [[nodiscard]] bool too_deep() const { return too_deep_; }

 private:
  struct Level {
    Json* value;
    std::unordered_set<std::string> keys;
  };

  // The offset of the opening quote of the string that ends just before the stream's position.
  [[nodiscard]] int64_t StringStart() const {
    size_t at = stream_->Tell();
    if (at > 0) --at;  // at the closing quote
    while (at > 0) {
      --at;
      if (text_[at] != '"') continue;
      size_t slashes = 0;
      while (slashes < at && text_[at - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return static_cast<int64_t>(at);
  }

  bool Place(Json value, size_t number_length = 0) {
    const size_t end = stream_->Tell();
    if (value.is_string()) {
      value.offset_ = StringStart();
    } else if (value.is_number()) {
      value.offset_ = static_cast<int64_t>(end - number_length);
    } else {
      const size_t length = value.is_bool() && !value.boolean() ? 5 : 4;
      value.offset_ = static_cast<int64_t>(end - length);
    }
    *Slot() = std::move(value);
    return true;
  }
  bool Open(Json value) {
    if (open_.size() >= static_cast<size_t>(kJsonDepthMax)) {
      too_deep_ = true;
      return false;
    }
    value.offset_ = static_cast<int64_t>(stream_->Tell());  // the bracket is not yet taken
    Json* slot = Slot();
    *slot = std::move(value);
    open_.push_back({slot, {}});
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }
  // Where the next value goes. Only the innermost container grows, so the pointers kept in open_
  // stay valid.
  Json* Slot() {
    if (open_.empty()) return &root_;
    Json* container = open_.back().value;
    if (container->is_array()) {
      container->items_.emplace_back();
      return &container->items_.back();
    }
    return &container->members_.back().value;
  }

  const rapidjson::MemoryStream* stream_;
  std::string_view text_;
  Diagnostics* diagnostics_;
  Json root_;
  std::vector<Level> open_;
  bool too_deep_ = false;
};

// What the parser stumbles over is often a mistake in front of it, or what other forms of JSON
// have.
void ReportNoJson(std::string_view text, size_t at, std::string reason, Diagnostics* diagnostics) {
  const size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
  const char previous = before == std::string_view::npos ? '\0' : text[before];
  const char here = text[at];
  Details details;
  if ((here == ']' || here == '}') && previous == ',') {
    at = before;
    reason = fmt::format("a comma stands before '{}'", here);
    details = {.given = ",", .expected = "another entry, or no comma"};
  } else if (here == '/' || here == '#') {
    reason = "JSON has no comments";
    details.hint = "a 'description' takes remarks";
  } else if (here == '\'') {
    reason = "a text stands in single quotes";
    details.expected = "double quotes";
  } else {
    if (!reason.empty() && reason.back() == '.') reason.pop_back();
    if (!reason.empty()) reason[0] = static_cast<char>(std::tolower(reason[0]));
    if (here == '"' && (previous == '"' || previous == '}' || previous == ']')) {
      details.hint = "a comma may be missing behind the entry before";
    }
  }
  diagnostics->ErrorAt("invalid-json", static_cast<int64_t>(at), "not valid JSON: " + reason,
                       std::move(details));
}

std::optional<Json> ParseJson(std::string_view text, Diagnostics* diagnostics) {
  if (const std::optional<size_t> bad = FindInvalidUtf8(text)) {
    diagnostics->ErrorAt(
        "invalid-encoding", static_cast<int64_t>(*bad),
        fmt::format("byte 0x{:02X} is not valid UTF-8", static_cast<unsigned char>(text[*bad])),
        {.given = fmt::format("0x{:02X}", static_cast<unsigned char>(text[*bad])),
         .expected = "UTF-8 text",
         .hint = "convert the file to UTF-8"});
    return std::nullopt;
  }
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    diagnostics->ErrorAt(
        "invalid-encoding", static_cast<int64_t>(nul), "a NUL byte stands in the text",
        {.given = "0x00", .expected = "UTF-8 text", .hint = "convert the file to UTF-8"});
    return std::nullopt;
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const size_t skipped = text.substr(0, 3) == kByteOrderMark ? 3 : 0;
  // The mark is skipped by blanking it, so offsets stay those of the file.
  std::string blanked;
  if (skipped > 0) {
    blanked = std::string(skipped, ' ') + std::string(text.substr(skipped));
    text = blanked;
  }
  const size_t errors_before = diagnostics->error_count();
  rapidjson::MemoryStream stream(text.data(), text.size());
  JsonTreeBuilder builder(&stream, text, diagnostics);
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(stream, builder);
  if (parsed.IsError()) {
    const auto offset = static_cast<int64_t>(parsed.Offset());
    if (builder.too_deep()) {
      diagnostics->ErrorAt("nested-too-deep", offset,
                           fmt::format("nested deeper than {} levels", kJsonDepthMax));
    } else if (parsed.Offset() >= text.size()) {
      diagnostics->ErrorAt("invalid-json", offset, "the text ends in the middle of a JSON value",
                           {.hint = "the file may be cut off"});
    } else {
      ReportNoJson(text, parsed.Offset(), rapidjson::GetParseError_En(parsed.Code()), diagnostics);
    }
    return std::nullopt;
  }
  if (diagnostics->error_count() > errors_before) return std::nullopt;
  return builder.Take();
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
