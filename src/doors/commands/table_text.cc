#include "doors/commands/table_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cwchar>

namespace datagen::commands {
namespace {

constexpr int kCellWidthMax = 40;
constexpr std::string_view kBetween = "  ";
constexpr std::string_view kCut = "…";

// What characters are, whatever the locale of the process. C.UTF-8 is a part of the C library.
class Utf8Characters {
 public:
  Utf8Characters() : before_(::uselocale(Locale())) {}
  ~Utf8Characters() { ::uselocale(before_); }
  Utf8Characters(const Utf8Characters&) = delete;
  Utf8Characters& operator=(const Utf8Characters&) = delete;

 private:
  static locale_t Locale() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return locale;
  }
  locale_t before_;
};

// Takes the first character off; its width on a screen.
int TakeCharacter(std::string_view* text) {
  std::mbstate_t state{};
  wchar_t character = 0;
  const size_t length = std::mbrtowc(&character, text->data(), text->size(), &state);
  const bool read = length > 0 && length <= text->size();
  text->remove_prefix(read ? length : 1);
  return read ? std::max(0, ::wcwidth(character)) : 1;
}

// On one line: what moves the cursor is written as JSON does.
std::string OnOneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\t') {
      line += "\\t";
    } else if (c == '\r') {
      line += "\\r";
    } else if (byte < 0x20 || byte == 0x7F) {
      line += fmt::format("\\u{:04x}", byte);
    } else {
      line += c;
    }
  }
  return line;
}

// At most so wide, with the sign of a cut where it was longer.
std::string Shortened(std::string text, int width) {
  if (DisplayWidth(text) <= width) return text;
  const Utf8Characters characters;
  std::string_view rest = text;
  int used = 0;
  size_t end = 0;
  while (!rest.empty()) {
    used += TakeCharacter(&rest);
    if (used > width - 1) break;
    end = text.size() - rest.size();
  }
  text.resize(end);
  return text.append(kCut);
}

// A text that could be taken for a null, or not be seen, stands in quotes.
std::string CellText(const std::optional<std::string>& cell) {
  if (!cell) return "NULL";
  if (cell->empty() || *cell == "NULL") return "\"" + *cell + "\"";
  return OnOneLine(*cell);
}

std::string Padded(const std::string& text, int width, bool right) {
  const std::string blanks(static_cast<size_t>(std::max(0, width - DisplayWidth(text))), ' ');
  return right ? blanks + text : text + blanks;
}

// The texts of a column, its name first, and the width that all have.
struct TextColumn {
  std::vector<std::string> texts;
  int width = 0;
  bool right = false;
};

TextColumn ColumnOf(const TableRows& rows, size_t column) {
  TextColumn made;
  made.right = rows.is_number(column);
  made.texts.reserve(rows.cells.size() + 1);
  made.texts.push_back(OnOneLine(rows.table.columns[column].name));
  for (const auto& row : rows.cells) made.texts.push_back(CellText(row[column]));
  for (std::string& text : made.texts) {
    text = Shortened(std::move(text), kCellWidthMax);
    made.width = std::max(made.width, DisplayWidth(text));
  }
  return made;
}

std::string Line(const std::vector<TextColumn>& columns, size_t index) {
  std::string line;
  for (const TextColumn& column : columns) {
    line += std::string(kBetween) + Padded(column.texts[index], column.width, column.right);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

int DisplayWidth(std::string_view text) {
  const Utf8Characters characters;
  int width = 0;
  while (!text.empty()) width += TakeCharacter(&text);
  return width;
}

TableText AlignedRows(const TableRows& rows, int columns) {
  TableText table;
  std::vector<TextColumn> shown;
  int used = 0;
  for (size_t k = 0; k < rows.table.columns.size(); ++k) {
    TextColumn column = ColumnOf(rows, k);
    const int needed = static_cast<int>(kBetween.size()) + column.width;
    const bool fits = columns == 0 || used + needed <= columns || shown.empty();
    if (!fits || !table.hidden.empty()) {
      table.hidden.push_back(rows.table.columns[k].name);
      continue;
    }
    used += needed;
    shown.push_back(std::move(column));
  }
  table.text = Line(shown, 0);
  for (const TextColumn& column : shown) {
    table.text += kBetween;
    for (int i = 0; i < column.width; ++i) table.text += "─";
  }
  table.text += "\n";
  for (size_t i = 0; i < rows.cells.size(); ++i) table.text += Line(shown, i + 1);
  return table;
}

}  // namespace datagen::commands
