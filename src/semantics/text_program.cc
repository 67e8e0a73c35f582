#include "semantics/text_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/utf8.h"
#include "kernel/letter_case.h"
#include "kernel/uuid_text.h"

namespace datagen::semantics {
namespace {

using locale::Locale;
using locale::WordList;
using random::CellStream;
using random::Stream;
using random::ToIndex;

// Paths that name a method of the data's own package, and where its lists are.
struct Alias {
  std::string_view path;
  std::vector<std::string_view> lists;  // the first that the locale has
};

const std::vector<Alias>& Aliases() {
  static const auto* aliases = new std::vector<Alias>{
      {"location.city", {"location.city_pattern", "location.city_name"}},
      {"location.street", {"location.street_pattern", "location.street_name"}},
      {"location.street_address", {"location.street_address.normal"}},
      {"location.zip_code", {"location.postcode"}},
      {"location.state({\"abbreviated\":true})", {"location.state_abbr", "location.state"}},
      {"person.job_type", {"person.job_type"}},
      {"company.company_name", {"company.name_pattern"}},
  };
  return *aliases;
}

// Lists whose items carry digit symbols.
bool HasSymbols(std::string_view path) {
  return path == "location.postcode" || path == "location.building_number" ||
         path == "location.secondary_address" || path.substr(0, 13) == "phone_number.";
}

constexpr int kNestingMax = 12;

void AppendText(std::string_view text, base::Buffer<char>* out) {
  out->Append(text.data(), text.size());
}

void AppendCapitalised(std::string_view word, base::Buffer<char>* out) {
  const size_t first = base::PrefixBytes(word, 1);
  std::string capital;
  base::AppendUtf8(kernel::UpperCase(base::DecodeUtf8(word.substr(0, first)).at(0)), &capital);
  AppendText(capital, out);
  AppendText(word.substr(first), out);
}

}  // namespace

// Expands templates and lists recursively into steps.
class TextCompiler {
 public:
  TextCompiler(const Locale& locale, const SubjectKeys& keys, std::string* missing)
      : locale_(locale), keys_(keys), missing_(missing) {}

  bool Template(std::string_view text, std::string_view scope, int depth,
                std::vector<TextProgram::Step>* steps) {
    while (!text.empty()) {
      size_t at = std::min(text.find("{{"), text.find("{n}"));
      if (at > 0) {
        Literal(text.substr(0, at), steps);
        if (at == std::string_view::npos) break;
        text.remove_prefix(at);
        continue;
      }
      if (text[1] == 'n') {
        steps->emplace_back().kind = TextProgram::Step::Kind::kNumber;
        text.remove_prefix(3);
        continue;
      }
      const size_t end = text.find("}}");
      if (end == std::string_view::npos) {
        Literal(text, steps);
        break;
      }
      if (!Reference(text.substr(2, end - 2), scope, depth, steps)) return false;
      text.remove_prefix(end + 2);
    }
    return true;
  }

 private:
  using Step = TextProgram::Step;

  static void Literal(std::string_view text, std::vector<Step>* steps) {
    // Addresses come on several lines; a table wants one.
    std::string line;
    for (const char c : text) line += c == '\n' ? std::string(", ") : std::string(1, c);
    if (!steps->empty() && steps->back().kind == Step::Kind::kLiteral) {
      steps->back().text += line;
    } else {
      steps->emplace_back().text = line;
    }
  }

  // Outside any list, a path belongs to its own module.
  static std::string_view ScopeOf(std::string_view path, std::string_view scope) {
    return scope.empty() ? path.substr(0, path.find('.')) : scope;
  }

  // The next draw under this path: the second "{{person.last_name}}" of a text is another person's.
  Stream NextStream(std::string_view path, std::string_view scope) {
    const std::string name = fmt::format("{}:{}", ScopeOf(path, scope), path);
    const int occurrence = occurrences_[name]++;
    const bool shared = path.substr(0, 7) == "person." || path.substr(0, 9) == "location." ||
                        path.substr(0, 8) == "company.";
    const random::Key& key = shared ? keys_.subject : keys_.own;
    return key.Child(fmt::format("{}#{}", name, occurrence)).Draw(0);
  }

  bool Missing(std::string_view path) {
    *missing_ = path;
    return false;
  }

  bool Reference(std::string_view path, std::string_view scope, int depth,
                 std::vector<Step>* steps) {
    if (depth > kNestingMax) return Missing(path);
    if (path == "uuid") {
      Step& step = steps->emplace_back();
      step.kind = Step::Kind::kUuid;
      step.stream = NextStream(path, scope);
      step.sex = NextStream(path, scope);
      return true;
    }
    if (path.substr(0, 7) == "digits:") {
      Digits(path.substr(7), "digits", scope, steps);
      return true;
    }
    if (path.substr(0, 6) == "words:" || path.substr(0, 6) == "Words:") {
      return Words(path, scope, steps);
    }
    if (path.substr(0, 11) == "number.int(") return Integer(path, scope, steps);
    const bool ascii = path.substr(0, 6) == "ascii:";
    if (ascii) path.remove_prefix(6);
    if (path == "person.first_name" || path == "person.last_name" || path == "person.prefix" ||
        path == "person.middle_name") {
      return Sexed(path, ascii, scope, steps);
    }
    return List(path, scope, depth, steps);
  }

  // Names that go by sex; those of a language without the distinction stand under "generic".
  bool Sexed(std::string_view path, bool ascii, std::string_view scope, std::vector<Step>* steps) {
    const std::string suffix = ascii ? "@ascii" : "";
    const auto find = [&](const char* sex) {
      return locale_.Find(fmt::format("{}.{}{}", path, sex, suffix));
    };
    const WordList* female = find("female");
    const WordList* male = find("male");
    const WordList* generic = find("generic");
    if (generic == nullptr && female == nullptr && male == nullptr) {
      generic = locale_.Find(std::string(path) + suffix);
    }
    if (generic == nullptr) generic = female != nullptr ? female : male;
    if (generic == nullptr) return Missing(path);
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kSexedItem;
    step.items = &(female != nullptr && male != nullptr ? female : generic)->items;
    step.other_items = &(female != nullptr && male != nullptr ? male : generic)->items;
    step.stream = NextStream(path, scope);
    step.sex = keys_.subject.Child(fmt::format("{}:sex", ScopeOf(path, scope))).Draw(0);
    return true;
  }

  bool List(std::string_view path, std::string_view scope, int depth, std::vector<Step>* steps) {
    const WordList* list = nullptr;
    std::string list_path(path);
    for (const Alias& alias : Aliases()) {
      if (alias.path != path) continue;
      for (const std::string_view candidate : alias.lists) {
        if (list == nullptr && (list = locale_.Find(candidate)) != nullptr) list_path = candidate;
      }
    }
    if (list == nullptr) list = locale_.Find(path);
    if (list == nullptr) return Missing(path);
    // Inside a place or a firm, a person's name is not that of the row's person.
    const std::string_view module = path.substr(0, path.find('.'));
    const std::string_view inner = scope == "person" || scope.empty() ? module : scope;
    const bool symbols = HasSymbols(list_path);
    const bool templates =
        symbols || !list->weights.empty() ||
        std::any_of(list->items.begin(), list->items.end(),
                    [](const std::string& item) { return item.find("{{") != std::string::npos; });
    if (!templates) {
      Step& step = steps->emplace_back();
      step.kind = Step::Kind::kItem;
      step.items = &list->items;
      step.stream = NextStream(list_path, inner);
      return true;
    }
    Step choice;
    choice.kind = Step::Kind::kChoice;
    choice.stream = NextStream(list_path + "?", inner);
    const auto before = occurrences_;
    for (size_t i = 0; i < list->items.size(); ++i) {
      occurrences_ = before;  // each alternative starts from the row's first person again
      std::vector<Step> part;
      const bool ok = symbols && list->items[i].find("{{") == std::string::npos
                          ? (Digits(list->items[i], list_path, inner, &part), true)
                          : Template(list->items[i], inner, depth + 1, &part);
      // An alternative that the locale can't fill is left out; the others carry on.
      if (!ok) continue;
      choice.choices.push_back(std::move(part));
      choice.shares.push_back(list->weights.empty() ? 1.0 : list->weights[i]);
    }
    if (choice.choices.empty()) return Missing(path);
    choice.weights = random::AliasTable(choice.shares);
    if (choice.choices.size() == 1) {
      for (Step& step : choice.choices[0]) steps->push_back(std::move(step));
    } else {
      steps->push_back(std::move(choice));
    }
    return true;
  }

  void Digits(std::string_view pattern, std::string_view path, std::string_view scope,
              std::vector<Step>* steps) {
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kDigits;
    step.text = pattern;
    // No house or flat number starts with a zero.
    if (path == "location.building_number" || path == "location.secondary_address") {
      for (size_t i = 0; i < step.text.size(); ++i) {
        if (step.text[i] == '#' && (i == 0 || step.text[i - 1] == ' ')) step.text[i] = '%';
      }
    }
    step.stream = NextStream(path, scope);
  }

  bool Words(std::string_view path, std::string_view scope, std::vector<Step>* steps) {
    const WordList* words = locale_.Find("lorem.word");
    if (words == nullptr) return Missing("lorem.word");
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kWords;
    step.items = &words->items;
    step.capital = path[0] == 'W';
    const std::string_view range = path.substr(6);
    const size_t dash = range.find('-');
    std::from_chars(range.data(), range.data() + dash, step.low);
    std::from_chars(range.data() + dash + 1, range.data() + range.size(), step.high);
    step.stream = NextStream("words", scope);
    return true;
  }

  // number.int({"min": 1,"max": 9})
  bool Integer(std::string_view path, std::string_view scope, std::vector<Step>* steps) {
    const auto number_after = [&](std::string_view name, int64_t* number) {
      size_t at = path.find(name);
      if (at == std::string_view::npos) return false;
      at += name.size();
      while (at < path.size() && (path[at] == ':' || path[at] == ' ')) ++at;
      return std::from_chars(path.data() + at, path.data() + path.size(), *number).ec ==
             std::errc();
    };
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kInteger;
    step.stream = NextStream("number", scope);
    return (number_after("\"min\"", &step.low) && number_after("\"max\"", &step.high) &&
            step.low <= step.high) ||
           Missing(path);
  }

  const Locale& locale_;
  const SubjectKeys& keys_;
  std::string* missing_;
  std::map<std::string, int, std::less<>> occurrences_;
};

std::unique_ptr<TextProgram> TextProgram::Compile(const Locale& locale, std::string_view text,
                                                  const SubjectKeys& keys, std::string* missing) {
  auto program = std::make_unique<TextProgram>();
  TextCompiler compiler(locale, keys, missing);
  if (!compiler.Template(text, "", 0, &program->steps_)) return nullptr;
  return program;
}

void TextProgram::Append(int64_t row, uint64_t number, base::Buffer<char>* out) const {
  Run(steps_, row, number, out);
}

void TextProgram::Run(const std::vector<Step>& steps, int64_t row, uint64_t number,
                      base::Buffer<char>* out) {
  for (const Step& step : steps) {
    switch (step.kind) {
      case Step::Kind::kLiteral:
        AppendText(step.text, out);
        break;
      case Step::Kind::kItem:
        AppendText((*step.items)[ToIndex(step.stream.Bits(row), step.items->size())], out);
        break;
      case Step::Kind::kSexedItem: {
        const auto& items = (step.sex.Bits(row) & 1) == 0 ? *step.items : *step.other_items;
        AppendText(items[ToIndex(step.stream.Bits(row), items.size())], out);
        break;
      }
      case Step::Kind::kDigits: {
        CellStream cell(step.stream.Bits(row));
        constexpr std::string_view kSymbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (const char c : step.text) {
          char made = c;
          if (c == '#') made = kSymbols[ToIndex(cell.Next(), 10)];
          if (c == '%') made = kSymbols[1 + ToIndex(cell.Next(), 9)];
          if (c == '!') made = kSymbols[2 + ToIndex(cell.Next(), 8)];
          if (c == '?') made = kSymbols[10 + ToIndex(cell.Next(), 26)];
          if (c == '*') made = kSymbols[ToIndex(cell.Next(), 36)];
          out->PushBack(made);
        }
        break;
      }
      case Step::Kind::kWords: {
        CellStream cell(step.stream.Bits(row));
        const auto span = static_cast<uint64_t>(step.high - step.low + 1);
        const int64_t count = step.low + static_cast<int64_t>(ToIndex(cell.Next(), span));
        for (int64_t k = 0; k < count; ++k) {
          const std::string& word = (*step.items)[ToIndex(cell.Next(), step.items->size())];
          if (k > 0) out->PushBack(' ');
          if (k == 0 && step.capital) {
            AppendCapitalised(word, out);
          } else {
            AppendText(word, out);
          }
        }
        break;
      }
      case Step::Kind::kInteger: {
        const auto span = static_cast<uint64_t>(step.high - step.low + 1);
        char digits[24];
        const int64_t value = step.low + static_cast<int64_t>(ToIndex(step.stream.Bits(row), span));
        const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
        AppendText({digits, static_cast<size_t>(end - digits)}, out);
        break;
      }
      case Step::Kind::kUuid: {
        char text[36];
        kernel::WriteUuid(kernel::RandomUuid(step.stream.Bits(row), step.sex.Bits(row)), text);
        AppendText({text, sizeof(text)}, out);
        break;
      }
      case Step::Kind::kChoice:
        Run(step.choices[static_cast<size_t>(step.weights.Pick(step.stream.Bits(row)))], row,
            number, out);
        break;
      case Step::Kind::kNumber: {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof(digits), number).ptr;
        AppendText({digits, static_cast<size_t>(end - digits)}, out);
        break;
      }
    }
  }
}

double TextProgram::Bytes(const std::vector<Step>& steps, bool greatest) {
  const auto list_bytes = [&](const std::vector<std::string>& items) {
    double sum = 0;
    double most = 0;
    for (const std::string& item : items) {
      sum += static_cast<double>(item.size());
      most = std::max(most, static_cast<double>(item.size()));
    }
    return greatest ? most : sum / static_cast<double>(items.size());
  };
  double bytes = 0;
  for (const Step& step : steps) {
    switch (step.kind) {
      case Step::Kind::kLiteral:
      case Step::Kind::kDigits:
        bytes += static_cast<double>(step.text.size());
        break;
      case Step::Kind::kItem:
        bytes += list_bytes(*step.items);
        break;
      case Step::Kind::kSexedItem: {
        const double female = list_bytes(*step.items);
        const double male = list_bytes(*step.other_items);
        bytes += greatest ? std::max(female, male) : (female + male) / 2;
        break;
      }
      case Step::Kind::kWords: {
        const double count = greatest ? static_cast<double>(step.high)
                                      : static_cast<double>(step.low + step.high) / 2;
        bytes += count * (list_bytes(*step.items) + 1) - 1;
        break;
      }
      case Step::Kind::kInteger:
        bytes += static_cast<double>(std::to_string(step.high).size());
        break;
      case Step::Kind::kUuid:
        bytes += 36;
        break;
      case Step::Kind::kNumber:
        bytes += greatest ? 20 : 7;
        break;
      case Step::Kind::kChoice: {
        double sum = 0;
        double most = 0;
        double weights = 0;
        for (size_t i = 0; i < step.choices.size(); ++i) {
          const double part = Bytes(step.choices[i], greatest);
          sum += part * step.shares[i];
          weights += step.shares[i];
          most = std::max(most, part);
        }
        bytes += greatest ? most : sum / weights;
        break;
      }
    }
  }
  return bytes;
}

double TextProgram::mean_bytes() const { return Bytes(steps_, false); }
double TextProgram::max_bytes() const { return Bytes(steps_, true); }

const std::vector<std::string>* TextProgram::OnlyList() const {
  if (steps_.size() != 1) return nullptr;
  const Step& step = steps_[0];
  if (step.kind == Step::Kind::kItem) return step.items;
  const bool one_list = step.kind == Step::Kind::kSexedItem && step.items == step.other_items;
  return one_list ? step.items : nullptr;
}

int64_t TextProgram::OnlyIndex(int64_t row) const {
  return static_cast<int64_t>(ToIndex(steps_[0].stream.Bits(row), steps_[0].items->size()));
}

}  // namespace datagen::semantics
