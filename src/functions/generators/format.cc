#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "foundation/base/letter_case.h"
#include "foundation/base/utf8.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/reference.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// A literal followed by a column (slot < 0: by nothing).
struct Piece {
  std::string literal;
  int slot = -1;
  ValueType type;
  int width = 0;       // least number of characters
  bool zeros = false;  // filled up with 0 instead of spaces
  int digits = -1;     // after the point; -1: as the type has them
};

void AppendPadded(std::string_view text, const Piece& piece, base::Buffer<char>* out) {
  if (piece.zeros && !text.empty() && text[0] == '-') {
    out->PushBack('-');
    // The sign counts for the width.
    Piece rest = piece;
    rest.width = piece.width - 1;
    return AppendPadded(text.substr(1), rest, out);
  }
  for (size_t k = text.size(); k < static_cast<size_t>(std::max(piece.width, 0)); ++k) {
    out->PushBack(piece.zeros ? '0' : ' ');
  }
  out->Append(text.data(), text.size());
}

void AppendNumber(const Vector& values, int64_t i, const Piece& piece, base::Buffer<char>* out) {
  constexpr size_t kNumberBytesMax = 400;  // of a double without an exponent
  char digits[kNumberBytesMax];
  const auto k = static_cast<size_t>(i);
  if (piece.digits >= 0) {
    const double number = piece.type.kind == TypeKind::kFloat
                              ? values.floats[k]
                              : static_cast<double>(values.ints[k]) /
                                    static_cast<double>(base::PowerOfTen(piece.type.scale));
    const auto end = std::to_chars(digits, digits + sizeof(digits), number,
                                   std::chars_format::fixed, piece.digits)
                         .ptr;
    AppendPadded({digits, static_cast<size_t>(end - digits)}, piece, out);
  } else if (piece.type.kind == TypeKind::kInt) {
    const auto end = std::to_chars(digits, digits + sizeof(digits), values.ints[k]).ptr;
    AppendPadded({digits, static_cast<size_t>(end - digits)}, piece, out);
  } else {
    base::Buffer<char> text;
    AppendText(values, i, piece.type, &text);
    AppendPadded({text.data(), text.size()}, piece, out);
  }
}

class Format : public Generator {
 public:
  Format(std::vector<Piece> pieces, bool lower) : pieces_(std::move(pieces)), lower_(lower) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kString, cells.size());
    base::Buffer<char>& chars = values->strings.chars();
    for (int64_t i = 0; i < cells.size(); ++i) {
      bool null = false;
      for (const Piece& piece : pieces_) {
        null |= piece.slot >= 0 && !cells.input(piece.slot).IsValid(i);
      }
      if (null) {
        values->strings.EndString();
        values->SetNull(i);
        continue;
      }
      const size_t begin = chars.size();
      for (const Piece& piece : pieces_) {
        chars.Append(piece.literal.data(), piece.literal.size());
        if (piece.slot < 0) continue;
        const Vector& column = cells.input(piece.slot);
        if (piece.width > 0 || piece.digits >= 0) {
          AppendNumber(column, i, piece, &chars);
        } else {
          AppendText(column, i, piece.type, &chars);
        }
      }
      if (lower_) Lower(begin, &chars);
      values->strings.EndString();
    }
    return values;
  }

 private:
  static void Lower(size_t begin, base::Buffer<char>* chars) {
    bool ascii = true;
    for (size_t k = begin; k < chars->size(); ++k) {
      char& c = (*chars)[k];
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      ascii &= (static_cast<unsigned char>(c) & 0x80) == 0;
    }
    if (ascii) return;
    std::string lowered;
    for (const char32_t c : base::DecodeUtf8({chars->data() + begin, chars->size() - begin})) {
      base::AppendUtf8(base::LowerCase(c), &lowered);
    }
    chars->Resize(begin);
    chars->Append(lowered.data(), lowered.size());
  }

  std::vector<Piece> pieces_;
  bool lower_;
};

// "04d", ".2f", "6" behind the colon. False when it is not understood.
bool ReadForm(std::string_view form, Piece* piece) {
  size_t at = 0;
  if (at < form.size() && form[at] == '0') {
    piece->zeros = true;
    ++at;
  }
  constexpr int kWidthMax = 64;
  if (at < form.size() && form[at] >= '1' && form[at] <= '9') {
    const auto [end, error] =
        std::from_chars(form.data() + at, form.data() + form.size(), piece->width);
    if (error != std::errc() || piece->width > kWidthMax) return false;
    at = static_cast<size_t>(end - form.data());
  }
  if (at < form.size() && form[at] == '.') {
    ++at;
    const auto [end, error] =
        std::from_chars(form.data() + at, form.data() + form.size(), piece->digits);
    constexpr int kDigitsMax = 20;
    if (error != std::errc() || piece->digits < 0 || piece->digits > kDigitsMax) return false;
    at = static_cast<size_t>(end - form.data());
  }
  if (at < form.size() && (form[at] == 'd' || form[at] == 'f' || form[at] == 's')) ++at;
  return at == form.size();
}

// What stands between braces: a column, in backticks where its name has signs of its own, and
// behind a colon the form.
struct Slot {
  std::string column;
  std::optional<std::string> form;
  size_t end = 0;  // of the closing brace
};

// The slot that opens at `at`; nullopt when it is not closed.
std::optional<Slot> ReadSlot(std::string_view text, size_t at) {
  Slot slot;
  std::string_view rest = text.substr(at + 1);
  if (rest.starts_with('`')) {
    auto name = kernel::TakeQuotedName(&rest);
    if (!name) return std::nullopt;
    slot.column = std::move(*name);
  }
  const size_t end = rest.find('}');
  if (end == std::string_view::npos) return std::nullopt;
  slot.end = text.size() - rest.size() + end;
  rest = rest.substr(0, end);
  const size_t colon = rest.find(':');
  slot.column += rest.substr(0, colon);
  if (colon != std::string_view::npos) slot.form = rest.substr(colon + 1);
  return slot;
}

struct ParsedFormat {
  std::vector<Piece> pieces;
  std::vector<ColumnUse> columns;  // of the pieces that have one
};

std::optional<ParsedFormat> Parse(const base::Json& json, BindContext& context) {
  ParsedFormat parsed;
  const std::string& text = json.text();
  std::string literal;
  bool ok = true;
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
      literal += c;
      at += 2;
      continue;
    }
    if (c != '{') {
      if (c == '}') {
        context.Error("invalid-format", json,
                      fmt::format("'}}' without '{{' at character {}", at + 1),
                      {.hint = "write }} for a brace"});
        return std::nullopt;
      }
      literal += c;
      ++at;
      continue;
    }
    const auto slot = ReadSlot(text, at);
    if (!slot) {
      context.Error("invalid-format", json,
                    fmt::format("'{{' at character {} is not closed", at + 1),
                    {.hint = "write {{ for a brace"});
      return std::nullopt;
    }
    Piece piece;
    piece.literal = std::move(literal);
    literal.clear();
    const auto column = context.UseColumn(json, slot->column);
    if (!column) {
      ok = false;
    } else {
      piece.slot = column->slot;
      piece.type = column->type;
      if (piece.type.kind == TypeKind::kArray || piece.type.kind == TypeKind::kBinary) {
        context.Error(
            "wrong-column-type", json,
            fmt::format("column '{}' is {}: it has no text", slot->column, piece.type.Name()));
        ok = false;
      }
      if (slot->form && (!ReadForm(*slot->form, &piece) ||
                         (piece.digits >= 0 && (!piece.type.is_numeric() ||
                                                piece.type.physical() == Physical::kInt128)))) {
        context.Error("invalid-format", json,
                      fmt::format("form '{}' of column '{}' ({}) is not understood", *slot->form,
                                  slot->column, piece.type.Name()),
                      {.expected = "a width like 04d or digits like .2f"});
        ok = false;
      }
      parsed.columns.push_back(*column);
    }
    parsed.pieces.push_back(std::move(piece));
    at = slot->end + 1;
  }
  if (!literal.empty()) {
    Piece piece;
    piece.literal = std::move(literal);
    parsed.pieces.push_back(std::move(piece));
  }
  if (!ok) return std::nullopt;
  return parsed;
}

// Whether texts can't repeat: a unique number whose digits can be found again from an end of the
// text.
bool ProvesUnique(const ParsedFormat& parsed) {
  size_t column = 0;
  for (size_t k = 0; k < parsed.pieces.size(); ++k) {
    const Piece& piece = parsed.pieces[k];
    if (piece.slot < 0) continue;
    const ColumnUse& use = parsed.columns[column++];
    const bool digits_only =
        use.type.kind == TypeKind::kInt && use.domain->min && *use.domain->min >= 0;
    const bool fixed_form = use.type.kind == TypeKind::kUuid;
    if (!use.domain->unique || (!digits_only && !fixed_form)) continue;
    const bool first = k == 0 || (k > 0 && column == 1);
    const bool last = k + 1 == parsed.pieces.size() ||
                      (k + 2 == parsed.pieces.size() && parsed.pieces[k + 1].slot < 0);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool bounded_before = !piece.literal.empty() && !is_digit(piece.literal.back());
    const bool bounded_after = k + 1 < parsed.pieces.size() &&
                               !parsed.pieces[k + 1].literal.empty() &&
                               !is_digit(parsed.pieces[k + 1].literal.front());
    const bool whole = parsed.columns.size() == 1;
    if (whole || fixed_form || (last && bounded_before) || (first && bounded_after)) {
      // A fixed form is found from an end only when it stands there.
      if (!fixed_form || first || last) return true;
    }
  }
  return false;
}

std::optional<double> DistinctOf(const ColumnUse& use) {
  const Domain& domain = *use.domain;
  if (domain.distinct || !domain.whole || !domain.min || !domain.max) return domain.distinct;
  return *domain.max - *domain.min + 1;
}

// How many characters a whole number has at most, where that is known.
std::optional<double> CharactersMax(const Piece& piece, const ColumnUse& use) {
  const Domain& domain = *use.domain;
  if (use.type.kind != TypeKind::kInt || !domain.max || !domain.min || *domain.min < 0) {
    return std::nullopt;
  }
  double digits = std::floor(std::log10(std::max(1.0, *domain.max))) + 1;
  if (piece.digits > 0) digits += 1 + piece.digits;
  return std::max(digits, static_cast<double>(piece.width));
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& pattern = *arguments.Find("pattern");
  auto parsed = Parse(pattern, context);
  if (!parsed) return std::nullopt;
  BoundGenerator bound;
  bound.type = ValueType::Of(TypeKind::kString);
  size_t column = 0;
  for (const Piece& piece : parsed->pieces) {
    bound.domain.mean_bytes += static_cast<double>(piece.literal.size());
    bound.domain.max_bytes += static_cast<double>(piece.literal.size());
    bound.domain.max_characters += static_cast<double>(piece.literal.size());
    if (piece.slot < 0) continue;
    const ColumnUse& use = parsed->columns[column++];
    constexpr double kNumberBytes = 8;
    constexpr double kNumberBytesMax = 64;
    const bool text = use.type.physical() == Physical::kString;
    bound.domain.mean_bytes += text ? use.domain->mean_bytes : kNumberBytes;
    const double number_max = CharactersMax(piece, use).value_or(kNumberBytesMax);
    bound.domain.max_bytes += text ? use.domain->max_bytes : number_max;
    bound.domain.max_characters += text ? use.domain->CharactersMax() : number_max;
    bound.domain.nulls |= use.nullable;
  }
  if (parsed->columns.size() == 1) bound.domain.distinct = DistinctOf(parsed->columns[0]);
  bound.domain.unique = ProvesUnique(*parsed);
  bound.kernel =
      std::make_unique<Format>(std::move(parsed->pieces), arguments.Bool("lower", false));
  return bound;
}

}  // namespace

const GeneratorInfo& FormatInfo() {
  static const GeneratorInfo info{
      {.id = "format",
       .summary = "Puts columns of the row together into a text",
       .details = "`{column}` stands for a column's text, `{column:04d}` for a number filled up "
                  "with zeros, `{column:.2f}` for one with two digits after the point; `{{` and "
                  "`}}` are braces, and a name with such signs stands in backticks. Null where a "
                  "column is null. A text is unique when a unique "
                  "whole number stands at one of its ends behind a sign that is no digit.",
       .parameters = {{"pattern", ParameterType::kString, "The text with columns in braces.", true,
                       ""},
                      {"lower", ParameterType::kBool, "In small letters.", false, "false"}},
       .example = R"json([{"name": "n", "type": "int", "nullable": false,
            "generator": {"sequence": {}}},
          {"name": "first", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "first_name"}}},
          {"name": "mail", "type": "string", "nullable": false, "unique": true, "generator":
           {"format": {"pattern": "{first}.{n:04d}@example.org", "lower": true}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
