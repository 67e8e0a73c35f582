// A JSON value that remembers where in the text it stands.
//
// rapidjson reads and escapes; this tree adds what a language front end needs and no C++ JSON
// library keeps: the byte offset of every value and key, the order of keys, numbers as they were
// written (so a decimal never passes through a double), and duplicate keys as errors.
//
// Invariant: a parsed tree is not moved while diagnostics refer to it (paths are found by address).
// Thread-safety: immutable after parsing; safe to read from many threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::base {

class Diagnostics;
struct JsonMember;

class Json {
 public:
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  // Out of line: JsonMember is complete only in json.cc.
  Json();
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  static Json Null() { return {}; }
  static Json Bool(bool value);
  static Json Number(int64_t value);
  static Json Number(double value);  // NaN and infinities become null
  static Json RawNumber(std::string lexeme);
  static Json String(std::string value);
  static Json Array();
  static Json Array(std::vector<Json> items);
  static Json Object();

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::kNull; }
  [[nodiscard]] bool is_bool() const { return kind_ == Kind::kBool; }
  [[nodiscard]] bool is_number() const { return kind_ == Kind::kNumber; }
  [[nodiscard]] bool is_string() const { return kind_ == Kind::kString; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::kArray; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::kObject; }

  [[nodiscard]] bool boolean() const { return boolean_; }
  // The string's content, or the number as it was written.
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Json>& items() const { return items_; }
  [[nodiscard]] const std::vector<JsonMember>& members() const { return members_; }
  // The value of `key`, or nullptr. Linear: objects of a spec are small.
  [[nodiscard]] const Json* Find(std::string_view key) const;

  // The number when it is whole and fits; 3.0 and 1e3 are whole.
  [[nodiscard]] std::optional<int64_t> AsInt64() const;
  // The number when it is finite as a double.
  [[nodiscard]] std::optional<double> AsDouble() const;

  // Whether both say the same: objects whatever the order of their keys, numbers as written.
  bool operator==(const Json& other) const;

  // Where the value starts, in bytes from the start of the text; -1 when it was not parsed.
  [[nodiscard]] int64_t offset() const { return offset_; }

  // Building.
  void Push(Json item);
  void Set(std::string key, Json value);  // replaces an existing key

  // One line without spaces, or indented by two.
  [[nodiscard]] std::string Print() const;
  [[nodiscard]] std::string PrintPretty() const;
  // The value as a diagnostic shows it: printed, cut to about 60 characters.
  [[nodiscard]] std::string Excerpt() const;
  [[nodiscard]] static const char* KindName(Kind kind);

 private:
  friend class JsonTreeBuilder;

  Kind kind_ = Kind::kNull;
  bool boolean_ = false;
  int64_t offset_ = -1;
  std::string text_;
  std::vector<Json> items_;
  std::vector<JsonMember> members_;
};

struct JsonMember {
  std::string key;
  int64_t key_offset = -1;
  Json value;
};

// Where something stands in a document: for messages and paths only. Whoever has a Place can't read
// what stands there. A default one is nowhere: of what was built, not read.
//
// Lifetime: that of the document.
class Place {
 public:
  Place() = default;
  Place(const Json& json) : json_(&json) {}  // NOLINT(google-explicit-constructor)

  // Bytes from the start of the text; -1: nowhere.
  [[nodiscard]] int64_t offset() const { return json_ == nullptr ? -1 : json_->offset(); }
  // The place of a key's value or of an item; this place itself where there is no such thing.
  [[nodiscard]] Place At(std::string_view key) const;
  [[nodiscard]] Place At(size_t item) const;

  // Where something stands is no part of what it says.
  bool operator==(const Place& /*other*/) const { return true; }

 private:
  friend std::string JsonPath(const Json& root, const Place& place);
  const Json* json_ = nullptr;
};

// Reads one JSON document. On a mistake (not UTF-8, not JSON, nested too deep, a key twice) adds
// errors to `diagnostics` and returns nullopt. Call Diagnostics::SetSource(text) first.
constexpr int kJsonDepthMax = 128;
std::optional<Json> ParseJson(std::string_view text, Diagnostics* diagnostics);

// "$.nodes[0].columns[1]" for a place inside `root`; "" when it is not there. Cost: the depth of
// the place where the tree is as it was read; the whole tree for values that were put into it, and
// for strange ones.
std::string JsonPath(const Json& root, const Place& place);

}  // namespace datagen::base
