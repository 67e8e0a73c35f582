#include "inputs/ddl/type_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "inputs/ddl/type_names.h"

namespace datagen::ddl {
namespace {

using dialects::Dialect;
using dialects::TypeRule;
using schema::DataType;
using schema::TypeFamily;

std::optional<int64_t> ReadNumber(const std::string& text) {
  int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return std::nullopt;
  return number;
}

void SkipAngles(TokenCursor* cursor) {
  if (!cursor->Is("<")) return;
  int depth = 0;
  while (!cursor->AtEnd()) {
    const Token& token = cursor->Take();
    if (token.Is("<")) ++depth;
    if (token.Is(">") && --depth == 0) return;
  }
}

class TypeReader {
 public:
  TypeReader(TokenCursor* cursor, const Dialect& dialect, std::string_view source)
      : cursor_(*cursor), dialect_(dialect), source_(source) {}

  DataType Run() {
    const size_t begin = cursor_.at();
    ReadName();
    ReadArguments();
    ReadSuffixes();
    Settle();
    TokenCursor from(cursor_.tokens(), begin, cursor_.limit());
    type_.text = from.TextUpTo(cursor_.at(), source_);
    ReadArray();
    return type_;
  }

 private:
  void ReadName() {
    const Token& first = cursor_.Take();
    type_.name = schema::Lower(first.text);
    // PostgreSQL's "char" is another type than char.
    const std::string quoted = "\"" + type_.name + "\"";
    if (first.kind == Token::Kind::kName && RuleFor(quoted) != nullptr) type_.name = quoted;
    // schema.type
    while (cursor_.Is(".") && cursor_.Peek(1).IsName()) {
      cursor_.Take();
      type_.name = schema::Lower(cursor_.Take().text);
    }
    while (ContinuesTypeName(type_.name, cursor_.Peek())) type_.name += " " + cursor_.Take().lower;
  }

  [[nodiscard]] const TypeRule* RuleFor(const std::string& name) const {
    const auto& rules = dialect_.reading->types;
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const TypeRule& rule) { return rule.name == name; });
    return found == rules.end() ? nullptr : &*found;
  }

  void ReadArguments() {
    if (type_.name == "array" || type_.name == "struct" || type_.name == "map") {
      if (type_.name == "array" && cursor_.Is("<")) {
        TokenCursor inner = cursor_;
        inner.Take();
        type_.element = std::make_shared<DataType>(TypeReader(&inner, dialect_, source_).Run());
      }
      SkipAngles(&cursor_);
    }
    if (!cursor_.Is("(")) return;
    TokenCursor group = cursor_.TakeGroup();
    for (TokenCursor argument : group.SplitAtCommas()) {
      const bool negative = argument.Accept("-");
      const Token& token = argument.Take();
      if (token.kind == Token::Kind::kText) type_.values.push_back(token.text);
      // NUMBER(*,2)
      constexpr int64_t kDigitsOfAny = 38;
      if (token.Is("*")) numbers_.push_back(kDigitsOfAny);
      if (token.kind == Token::Kind::kNumber) {
        const auto number = ReadNumber(token.text);
        if (number) numbers_.push_back(negative ? -*number : *number);
      }
      // CLOB(1M)
      if (token.kind == Token::Kind::kWord && !token.text.empty() &&
          std::isdigit(static_cast<unsigned char>(token.text[0])) != 0) {
        const auto number = ReadNumber(token.text);
        const char unit = token.lower.back();
        const int64_t factor = unit == 'k'   ? 1024
                               : unit == 'm' ? 1024 * 1024
                               : unit == 'g' ? 1024 * 1024 * 1024
                                             : 1;
        if (number) numbers_.push_back(*number * factor);
      }
    }
  }

  // What stands behind the arguments and belongs to the type.
  void ReadSuffixes() {
    bool more = true;
    while (more) {
      more = false;
      if (cursor_.Accept("unsigned")) type_.is_unsigned = more = true;
      if (cursor_.Accept("signed") || cursor_.Accept("zerofill")) more = true;
      if (cursor_.AcceptAll({"with", "time", "zone"}) ||
          cursor_.AcceptAll({"with", "local", "time", "zone"})) {
        type_.with_zone = more = true;
      }
      if (cursor_.AcceptAll({"without", "time", "zone"})) more = true;
      if (cursor_.AcceptAll({"for", "bit", "data"})) {
        for_bit_data_ = more = true;
      }
      if (type_.name == "interval" && SkipIntervalField()) more = true;
    }
  }

  bool SkipIntervalField() {
    static constexpr std::string_view kFields[] = {"year", "month",  "day",
                                                   "hour", "minute", "second"};
    const bool field = std::any_of(std::begin(kFields), std::end(kFields),
                                   [&](std::string_view name) { return cursor_.Is(name); });
    if (!field) return false;
    cursor_.Take();
    if (cursor_.Is("(")) cursor_.TakeGroup();
    cursor_.Accept("to");
    return true;
  }

  void Settle() {
    const std::string& name = type_.name;
    const TypeRule* rule = RuleFor(name);
    if (rule != nullptr) {
      type_.family = rule->family;
      type_.bits = rule->bits;
      type_.is_unsigned |= rule->is_unsigned;
      if (rule->precision >= 0) type_.precision = rule->precision;
      if (rule->scale >= 0) type_.scale = rule->scale;
    } else if (!MeanType(name, &type_) && dialect_.storage.free_types) {
      SettleByAffinity();
    }
    if (for_bit_data_) type_.family = TypeFamily::kBinary;
    SettleNumbers();
    type_.with_zone |= name == "timestamptz" || name == "timetz" || name == "datetimeoffset" ||
                       name.find("with") != std::string::npos || name == "timestamp_tz";
    if (name.find("without") != std::string::npos) type_.with_zone = false;
    type_.fixed_length = name == "char" || name == "character" || name == "nchar" ||
                         name == "national character" || name == "national char" ||
                         name == "bpchar" || name == "binary" || name == "native character";
  }

  // SQLite takes any name; its documentation ("Determination Of Column Affinity") says what it is.
  void SettleByAffinity() {
    const auto has = [&](const char* part) { return type_.name.find(part) != std::string::npos; };
    if (has("int")) {
      type_.family = TypeFamily::kInteger;
      type_.bits = 64;
    } else if (has("char") || has("clob") || has("text")) {
      type_.family = TypeFamily::kText;
    } else if (has("blob")) {
      type_.family = TypeFamily::kBinary;
    } else if (has("real") || has("floa") || has("doub")) {
      type_.family = TypeFamily::kFloat;
      type_.bits = 64;
    }
  }

  void SettleNumbers() {
    const auto number = [&](size_t i) -> std::optional<int64_t> {
      return i < numbers_.size() ? std::optional<int64_t>(numbers_[i]) : std::nullopt;
    };
    switch (type_.family) {
      case TypeFamily::kText:
      case TypeFamily::kBinary:
      case TypeFamily::kBits:
        type_.length = number(0);
        if (!type_.length && type_.name == "name") type_.length = 63;
        if (!type_.length && type_.name == "sysname") type_.length = 128;
        if (!type_.length && type_.name == "\"char\"") type_.length = 1;
        if (!type_.length && type_.name == "tinytext") type_.length = 255;
        break;
      case TypeFamily::kDecimal:
        if (type_.name == "money" && !type_.precision) {
          type_.precision = 19;
          type_.scale = 4;
        } else if (type_.name == "smallmoney") {
          type_.precision = 10;
          type_.scale = 4;
        }
        if (number(0)) {
          type_.precision = static_cast<int>(std::clamp<int64_t>(*number(0), 1, 1000));
          type_.scale = static_cast<int>(std::clamp<int64_t>(number(1).value_or(0), -84, 1000));
        }
        break;
      case TypeFamily::kFloat:
        // FLOAT(p) counts bits (SQL) or digits of FLOAT(m,d) (MySQL).
        if (number(0) && numbers_.size() == 1 && type_.name == "float") {
          type_.bits = *number(0) <= dialect_.reading->single_bits_max ? 32 : 64;
        }
        if (numbers_.size() == 2) {
          type_.precision = static_cast<int>(std::clamp<int64_t>(numbers_[0], 1, 1000));
          type_.scale = static_cast<int>(std::clamp<int64_t>(numbers_[1], 0, 1000));
        }
        break;
      case TypeFamily::kInteger:
        // A width of display, but MySQL's tinyint(1) is how it keeps booleans.
        if (number(0) && type_.name == "tinyint" && *number(0) == 1) type_.precision = 1;
        break;
      case TypeFamily::kTime:
      case TypeFamily::kDatetime:
      case TypeFamily::kInterval:
        if (number(0)) type_.precision = static_cast<int>(std::clamp<int64_t>(*number(0), 0, 9));
        break;
      default:
        break;
    }
  }

  // text[], int[3][3], integer ARRAY
  void ReadArray() {
    bool array = false;
    const size_t begin = cursor_.at();
    while (cursor_.Is("[") || cursor_.Is("array")) {
      const bool word = cursor_.Is("array");
      cursor_.Take();
      array = true;
      if (word) continue;
      while (!cursor_.AtEnd() && !cursor_.Accept("]")) cursor_.Take();
    }
    if (!array) return;
    auto element = std::make_shared<DataType>(type_);
    TokenCursor from(cursor_.tokens(), begin, cursor_.limit());
    DataType outer;
    outer.family = TypeFamily::kArray;
    outer.name = type_.name + "[]";
    outer.text = type_.text + from.TextUpTo(cursor_.at(), source_);
    outer.element = std::move(element);
    type_ = std::move(outer);
  }

  TokenCursor& cursor_;
  const Dialect& dialect_;
  std::string_view source_;
  DataType type_;
  std::vector<int64_t> numbers_;
  bool for_bit_data_ = false;
};

}  // namespace

DataType ReadType(TokenCursor* cursor, const dialects::Dialect& dialect, std::string_view source) {
  return TypeReader(cursor, dialect, source).Run();
}

}  // namespace datagen::ddl
