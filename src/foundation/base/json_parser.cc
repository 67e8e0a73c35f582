#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <cctype>
#include <unordered_set>
#include <utility>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json_form.h"
#include "foundation/base/utf8.h"

namespace datagen::base {

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

namespace {

// The word that stands at an offset: letters, digits and _.
std::string_view WordAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) {
    ++end;
  }
  return text.substr(at, end - at);
}

// What other languages write for a value that JSON spells otherwise; "" for other words.
std::string_view JsonWord(std::string_view word) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"True", "true"},   {"TRUE", "true"},      {"yes", "true"},  {"False", "false"},
      {"FALSE", "false"}, {"no", "false"},       {"None", "null"}, {"NULL", "null"},
      {"nil", "null"},    {"undefined", "null"}, {"Null", "null"}, {"NaN", "null"},
      {"nan", "null"},    {"Infinity", "1e308"}, {"inf", "1e308"},
  };
  for (const auto& [foreign, own] : kWords) {
    if (foreign == word) return own;
  }
  return "";
}

struct JsonMistake {
  size_t at = 0;
  std::string reason;
  Details details;
};

// What other forms of JSON, and other languages, write; an empty reason where it is none of that.
JsonMistake ForeignJson(std::string_view text, size_t at, char previous, bool name_wanted) {
  const char here = text[at];
  const bool digit_before = at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0;
  const bool is_digit = std::isdigit(static_cast<unsigned char>(here)) != 0;
  constexpr const char* kCommented =
      "a 'description' takes remarks; a file named .jsonc takes comments";
  if (here == '/' || here == '#') {
    return {at, "JSON has no comments", {.hint = kCommented}};
  }
  if (here == '\'') return {at, "a text stands in single quotes", {.expected = "double quotes"}};
  if (text.substr(at).starts_with("\xE2\x80\x9C") || text.substr(at).starts_with("\xE2\x80\x9E")) {
    return {at, "a text stands in curly quotes", {.expected = "straight double quotes"}};
  }
  if (is_digit && digit_before && text[at - 1] == '0') {
    return {at - 1, "a number begins with 0", {.expected = "no 0 in front of other digits"}};
  }
  if (here == '_' && digit_before) {
    return {at, "a sign stands between digits", {.hint = "digits stand without signs: 1000"}};
  }
  if (is_digit && name_wanted && previous == ',') {
    return {at,
            "a number stands where a key is expected",
            {.hint = "digits of a number stand without commas: 1000"}};
  }
  if (here == '.' || here == '+') {
    return {at, fmt::format("a number begins with '{}'", here), {.expected = "a digit or '-'"}};
  }
  const std::string_view word = WordAt(text, at);
  if (name_wanted && !word.empty()) {
    return {at,
            fmt::format("the key {} stands without quotes", word),
            {.expected = fmt::format("\"{}\"", word)}};
  }
  if (const std::string_view own = JsonWord(word); !own.empty()) {
    return {at, fmt::format("{} is no value", word), {.expected = std::string(own)}};
  }
  if (!word.empty() && !is_digit && previous == ':') {
    return {at,
            fmt::format("the text {} stands without quotes", word),
            {.expected = fmt::format("\"{}\"", word)}};
  }
  return {};
}

// What the parser stumbles over is often a mistake in front of it, or what other forms of JSON
// have.
void ReportNoJson(std::string_view text, size_t at, const rapidjson::ParseResult& parsed,
                  Diagnostics* diagnostics) {
  const size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
  const char previous = before == std::string_view::npos ? '\0' : text[before];
  const char here = text[at];
  const bool name_wanted = parsed.Code() == rapidjson::kParseErrorObjectMissName;
  JsonMistake mistake;
  if ((here == ']' || here == '}') && previous == ',') {
    mistake = {before,
               fmt::format("a comma stands before '{}'", here),
               {.given = ",",
                .expected = "another entry, or no comma",
                .hint = "a file named .jsonc takes such commas, and comments"}};
  } else {
    mistake = ForeignJson(text, at, previous, name_wanted);
  }
  if (mistake.reason.empty()) {
    mistake = {at, rapidjson::GetParseError_En(parsed.Code()), {}};
    if (mistake.reason.ends_with('.')) mistake.reason.pop_back();
    mistake.reason[0] = static_cast<char>(std::tolower(mistake.reason[0]));
    if (here == '"' && (previous == '"' || previous == '}' || previous == ']')) {
      mistake.details.hint = "a comma may be missing behind the entry before";
    }
  }
  diagnostics->ErrorAt("invalid-json", static_cast<int64_t>(mistake.at),
                       "not valid JSON: " + mistake.reason, std::move(mistake.details));
}

}  // namespace

JsonForm FormOf(std::string_view file_name) {
  return file_name.ends_with(".jsonc") ? JsonForm::kCommented : JsonForm::kStrict;
}

std::optional<Json> ParseJson(std::string_view text, Diagnostics* diagnostics) {
  return ParseJson(text, JsonForm::kStrict, diagnostics);
}

std::optional<Json> ParseJson(std::string_view text, JsonForm form, Diagnostics* diagnostics) {
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
  constexpr unsigned kCommented =
      kFlags | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag;
  const rapidjson::ParseResult parsed = form == JsonForm::kCommented
                                            ? reader.Parse<kCommented>(stream, builder)
                                            : reader.Parse<kFlags>(stream, builder);
  if (parsed.IsError()) {
    const auto offset = static_cast<int64_t>(parsed.Offset());
    if (builder.too_deep()) {
      diagnostics->ErrorAt("nested-too-deep", offset,
                           fmt::format("nested deeper than {} levels", kJsonDepthMax));
    } else if (parsed.Offset() >= text.size()) {
      diagnostics->ErrorAt("invalid-json", offset, "the text ends in the middle of a JSON value",
                           {.hint = "the file may be cut off"});
    } else {
      ReportNoJson(text, parsed.Offset(), parsed, diagnostics);
    }
    return std::nullopt;
  }
  if (diagnostics->error_count() > errors_before) return std::nullopt;
  return builder.Take();
}

}  // namespace datagen::base
