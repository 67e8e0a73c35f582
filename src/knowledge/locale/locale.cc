#include "knowledge/locale/locale.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <mutex>
#include <optional>

// The embedded file, see embedded_locales.S.
extern "C" {
extern const char datagen_locales_begin[];  // NOLINT(readability-identifier-naming)
extern const char datagen_locales_end[];    // NOLINT(readability-identifier-naming)
}

namespace datagen::locale {
namespace {

constexpr const char* kCommon = "base";  // the data package's name for it

std::string_view NextLine(std::string_view* text) {
  const size_t end = text->find('\n');
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(end == std::string_view::npos ? text->size() : end + 1);
  return line;
}

std::string Unescape(std::string_view line) {
  std::string value;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      value += line[i] == 'n' ? '\n' : line[i];
    } else {
      value += line[i];
    }
  }
  return value;
}

}  // namespace

// Finds sections in the embedded text and reads those that are asked for.
class LocaleReader {
 public:
  static LocaleReader& Get() {
    static auto* reader = new LocaleReader;
    return *reader;
  }

  const Locale* Load(std::string_view name) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return LoadLocked(name);
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& [name, section] : sections_) {
      if (name != kCommon) names.push_back(name);
    }
    return names;
  }

 private:
  struct Section {
    std::vector<std::string> fallbacks;
    std::string_view text;
  };

  LocaleReader() {
    const std::string_view all(datagen_locales_begin,
                               static_cast<size_t>(datagen_locales_end - datagen_locales_begin));
    size_t at = all.find('@');
    while (at != std::string_view::npos && at < all.size()) {
      const size_t next = all.find("\n@", at);
      const size_t end = next == std::string_view::npos ? all.size() : next + 1;
      std::string_view text = all.substr(at, end - at);
      std::string_view header = NextLine(&text).substr(1);
      Section section;
      std::string name;
      while (!header.empty()) {
        const size_t space = header.find(' ');
        const std::string word(header.substr(0, space));
        header.remove_prefix(space == std::string_view::npos ? header.size() : space + 1);
        if (name.empty()) {
          name = word;
        } else {
          section.fallbacks.push_back(word);
        }
      }
      section.text = text;
      sections_[name] = section;
      at = next == std::string_view::npos ? next : next + 1;
    }
  }

  const Locale* LoadLocked(std::string_view name) {
    if (const auto loaded = loaded_.find(name); loaded != loaded_.end()) return &loaded->second;
    const auto section = sections_.find(name);
    if (section == sections_.end()) return nullptr;
    Locale locale;
    locale.name_ = std::string(name);
    for (const std::string& fallback : section->second.fallbacks) {
      if (const Locale* found = LoadLocked(fallback)) locale.fallbacks_.push_back(found);
    }
    ReadLists(section->second.text, &locale);
    return &loaded_.emplace(std::string(name), std::move(locale)).first->second;
  }

  static void ReadLists(std::string_view text, Locale* locale) {
    WordList* list = nullptr;
    bool weighted = false;
    while (!text.empty()) {
      const std::string_view line = NextLine(&text);
      if (line.empty()) continue;
      if (line[0] == '#' || line[0] == '%') {
        const bool is_path = line.find('.') != std::string_view::npos &&
                             line.find(' ') == std::string_view::npos && line.size() > 1 &&
                             line[1] >= 'a' && line[1] <= 'z';
        if (is_path) {
          weighted = line[0] == '%';
          list = &locale->lists_[std::string(line.substr(1))];
          continue;
        }
      }
      if (list == nullptr) continue;
      if (weighted) {
        const size_t tab = line.find('\t');
        double weight = 0;
        std::from_chars(line.data(), line.data() + tab, weight);
        list->weights.push_back(weight);
        list->items.Add(Unescape(line.substr(tab + 1)));
      } else {
        list->items.Add(Unescape(line));
      }
    }
  }

  std::mutex mutex_;
  std::map<std::string, Section, std::less<>> sections_;
  std::map<std::string, Locale, std::less<>> loaded_;
};

const WordList* Locale::Find(std::string_view path) const {
  if (const auto own = lists_.find(path); own != lists_.end()) {
    return own->second.items.empty() ? nullptr : &own->second;
  }
  for (const Locale* fallback : fallbacks_) {
    if (const auto found = fallback->lists_.find(path); found != fallback->lists_.end()) {
      return found->second.items.empty() ? nullptr : &found->second;
    }
  }
  return nullptr;
}

std::vector<const WordList*> Locale::FindTogether(const std::vector<std::string>& paths) const {
  std::vector<const WordList*> found(paths.size(), nullptr);
  const auto look_in = [&](const Locale& locale) {
    bool any = false;
    for (size_t i = 0; i < paths.size(); ++i) {
      const auto list = locale.lists_.find(paths[i]);
      if (list == locale.lists_.end() || list->second.items.empty()) continue;
      found[i] = &list->second;
      any = true;
    }
    return any;
  };
  if (look_in(*this)) return found;
  for (const Locale* fallback : fallbacks_) {
    if (look_in(*fallback)) break;
  }
  return found;
}

const Locale& CommonLists() { return *LocaleReader::Get().Load(kCommon); }

const Locale* FindLocale(std::string_view name) {
  if (name == kCommon) return nullptr;
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  LocaleReader& reader = LocaleReader::Get();
  if (const Locale* exact = reader.Load(wanted)) return exact;
  const std::string language = wanted.substr(0, wanted.find('_'));
  if (const Locale* spoken = reader.Load(language)) return spoken;
  for (const std::string& candidate : reader.Names()) {
    if (candidate.rfind(language + "_", 0) == 0) return reader.Load(candidate);
  }
  return nullptr;
}

std::vector<std::string> LocaleNames() { return LocaleReader::Get().Names(); }

}  // namespace datagen::locale
