#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "foundation/base/letter_case.h"
#include "foundation/base/spelling.h"
#include "foundation/base/utf8.h"
#include "foundation/random/alias_table.h"
#include "functions/kernel/binding.h"
#include "knowledge/locale/locale.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

enum class Measure { kWords, kSentences, kLength };

// A word and the space behind it.
constexpr size_t kSlotBytes = 16;
struct Slot {
  char text[kSlotBytes];
  size_t bytes;
};

// Words as they stand at the start of a sentence and inside it.
class Vocabulary {
 public:
  // `weights` may be empty: all alike.
  Vocabulary(std::vector<std::string> list, const std::vector<double>& weights)
      : words(std::move(list)) {
    if (!weights.empty()) alias = random::AliasTable(weights);
    bool short_words = true;
    double sum = 0;
    double total = 0;
    capitalised.reserve(words.size());
    for (size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      std::string& other = capitalised.emplace_back();
      bool first = true;
      for (const char32_t c : base::DecodeUtf8(word)) {
        base::AppendUtf8(first ? base::UpperCase(c) : c, &other);
        first = false;
        ascii = ascii && c < 0x80;
      }
      const double weight = weights.empty() ? 1 : weights[i];
      sum += weight * static_cast<double>(word.size());
      total += weight;
      most_bytes = std::max(most_bytes, static_cast<double>(word.size()));
      short_words = short_words && word.size() < kSlotBytes;
    }
    mean_bytes = sum / total;
    if (!short_words || !ascii) return;
    slots.reserve(words.size());
    for (const std::string& word : words) {
      Slot& slot = slots.emplace_back();
      std::fill_n(slot.text, kSlotBytes, ' ');
      std::copy(word.begin(), word.end(), slot.text);
      slot.bytes = word.size() + 1;
    }
  }

  std::vector<std::string> words;
  std::vector<std::string> capitalised;
  std::vector<Slot> slots;   // of the words, when all are short and ASCII
  random::AliasTable alias;  // empty: all alike
  bool ascii = true;
  double mean_bytes = 0;
  double most_bytes = 0;
};
using VocabularyPtr = std::shared_ptr<const Vocabulary>;

class Text : public Generator {
 public:
  Text(VocabularyPtr vocabulary, Measure measure, int64_t low, int64_t high, double mean_bytes,
       const random::Key& key)
      : kept_(std::move(vocabulary)),
        vocabulary_(*kept_),
        measure_(measure),
        low_(low),
        high_(high),
        mean_bytes_(mean_bytes),
        stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kString, cells.size());
    if (measure_ == Measure::kLength && !vocabulary_.slots.empty() && high_ <= kShortMax) {
      FillShort(cells, &values->strings);
      return values;
    }
    values->strings.Reserve(
        cells.size(), static_cast<int64_t>(mean_bytes_ * static_cast<double>(cells.size()) * 1.1));
    base::Buffer<char>& chars = values->strings.chars();
    cells.rows.ForEach([&](int64_t, int64_t row) {
      random::CellStream cell(stream_.Bits(row));
      const int64_t count = low_ + static_cast<int64_t>(random::ToIndex(
                                       cell.Next(), static_cast<uint64_t>(high_ - low_ + 1)));
      if (measure_ == Measure::kWords) AppendWords(count, false, &cell, &chars);
      if (measure_ == Measure::kSentences) AppendSentences(count, &cell, &chars);
      if (measure_ == Measure::kLength) AppendLength(count, &cell, &chars);
      values->strings.EndString();
    });
    return values;
  }

 private:
  [[nodiscard]] size_t PickWord(random::CellStream* cell) const {
    const uint64_t bits = cell->Next();
    if (vocabulary_.alias.size() > 0) return static_cast<size_t>(vocabulary_.alias.Pick(bits));
    return random::ToIndex(bits, vocabulary_.words.size());
  }

  void AppendWords(int64_t count, bool sentence, random::CellStream* cell,
                   base::Buffer<char>* out) const {
    for (int64_t k = 0; k < count; ++k) {
      if (k > 0) out->PushBack(' ');
      const size_t word = PickWord(cell);
      const std::string& text =
          sentence && k == 0 ? vocabulary_.capitalised[word] : vocabulary_.words[word];
      out->Append(text.data(), text.size());
    }
  }

  void AppendSentences(int64_t count, random::CellStream* cell, base::Buffer<char>* out) const {
    for (int64_t k = 0; k < count; ++k) {
      if (k > 0) out->PushBack(' ');
      constexpr uint64_t kSpan = 9;
      AppendWords(4 + static_cast<int64_t>(random::ToIndex(cell->Next(), kSpan)), true, cell, out);
      out->PushBack('.');
    }
  }

  // Short texts of short words, into room made once for the longest.
  void FillShort(const Cells& cells, StringTable* strings) const {
    const auto room = static_cast<size_t>(high_) + kSlotBytes;
    strings->Reserve(cells.size(), 0);
    strings->chars().Resize(static_cast<size_t>(cells.size()) * room);
    char* const begin = strings->chars().data();
    size_t at = 0;
    const auto spread = static_cast<uint64_t>(high_ - low_ + 1);
    cells.rows.ForEach([&](int64_t, int64_t row) {
      random::CellStream cell(stream_.Bits(row));
      const size_t length =
          static_cast<size_t>(low_) + static_cast<size_t>(random::ToIndex(cell.Next(), spread));
      if (length > 0) {
        CopySlots(length, cell, begin + at);
        at += length;
        // No space at the end: columns are trimmed by many readers.
        if (begin[at - 1] == ' ') begin[at - 1] = '.';
      }
      strings->EndStringAt(at);
    });
    strings->chars().Resize(at);
  }

  // Short words: whole slots are copied, and what is too much is written over. What the loop needs
  // is in locals, because writing characters could change any member for all the compiler knows.
  void CopySlots(size_t wanted, random::CellStream cell, char* text) const {
    const Slot* slots = vocabulary_.slots.data();
    const size_t count = vocabulary_.slots.size();
    const bool weighted = vocabulary_.alias.size() > 0;
    size_t bytes = 0;
    while (bytes <= wanted) {
      const uint64_t bits = cell.Next();
      const Slot& slot = slots[weighted ? static_cast<size_t>(vocabulary_.alias.Pick(bits))
                                        : random::ToIndex(bits, count)];
      const size_t word_bytes = slot.bytes;
      std::memcpy(text + bytes, slot.text, kSlotBytes);
      bytes += word_bytes;
    }
  }

  // Words until there are enough, cut to exactly `length` characters.
  void AppendLength(int64_t length, random::CellStream* cell, base::Buffer<char>* out) const {
    const auto wanted = static_cast<size_t>(length);
    if (wanted == 0) return;
    const size_t begin = out->size();
    size_t characters = 0;
    while (characters < wanted) {
      if (characters > 0) {
        out->PushBack(' ');
        ++characters;
      }
      const std::string& word = vocabulary_.words[PickWord(cell)];
      out->Append(word.data(), word.size());
      characters += vocabulary_.ascii ? word.size() : base::CharacterCount(word);
    }
    const size_t bytes =
        vocabulary_.ascii ? wanted
                          : base::PrefixBytes({out->data() + begin, out->size() - begin}, wanted);
    out->Resize(begin + bytes);
    // No space at the end: columns are trimmed by many readers.
    if ((*out)[out->size() - 1] == ' ') (*out)[out->size() - 1] = '.';
  }

  static constexpr int64_t kShortMax = 256;
  VocabularyPtr kept_;
  const Vocabulary& vocabulary_;
  Measure measure_;
  int64_t low_;
  int64_t high_;
  double mean_bytes_;
  random::Stream stream_;
};

// The words of a locale, made once and shared by all columns.
VocabularyPtr WordsOf(const locale::Locale& locale) {
  static std::mutex mutex;
  static auto* const made = new std::map<const locale::Locale*, VocabularyPtr>();
  const std::lock_guard<std::mutex> lock(mutex);
  VocabularyPtr& kept = (*made)[&locale];
  if (kept == nullptr) {
    std::vector<std::string> words;
    const locale::ItemList& items = locale.Find("lorem.word")->items;
    words.reserve(items.size());
    for (size_t i = 0; i < items.size(); ++i) {
      if (!items[i].empty()) words.emplace_back(items[i]);
    }
    kept = std::make_shared<Vocabulary>(std::move(words), std::vector<double>());
  }
  return kept;
}

// The words of the argument, or those of the locale; nullptr after a report.
VocabularyPtr ReadVocabulary(BindContext& context, const Arguments& arguments) {
  if (const base::Json* list = arguments.Find("vocabulary")) {
    std::vector<std::string> words;
    std::vector<double> chances;
    words.reserve(list->items().size());
    for (const base::Json& word : list->items()) {
      if (!word.is_string() || word.text().empty()) {
        context.Error("wrong-json-type", word, fmt::format("{} in 'vocabulary'", word.Excerpt()),
                      {.expected = "words, none empty"});
        return nullptr;
      }
      words.push_back(word.text());
    }
    if (const base::Json* weights = arguments.Find("weights")) {
      auto read = ReadWeights(*weights, words.size(), "words", context.diagnostics());
      if (!read) return nullptr;
      chances = std::move(*read);
    }
    if (arguments.Has("locale")) {
      context.Error("key-does-not-apply", arguments.Where("locale"),
                    "'locale' has no meaning beside 'vocabulary'");
      return nullptr;
    }
    return std::make_shared<Vocabulary>(std::move(words), chances);
  }
  const std::string name = arguments.String("locale", context.locale());
  const locale::Locale* locale = locale::FindLocale(name);
  if (locale == nullptr || locale->Find("lorem.word") == nullptr) {
    context.Error("unknown-locale", arguments.Where("locale"),
                  fmt::format("unknown locale '{}'", name),
                  {.given = name,
                   .expected = "one of " + base::JoinNames(locale::LocaleNames(), 100),
                   .hint = base::DidYouMean(name, locale::LocaleNames())});
    return nullptr;
  }
  if (arguments.Has("weights")) {
    context.Error("key-does-not-apply", arguments.Where("weights"),
                  "'weights' needs a 'vocabulary' to stand beside");
    return nullptr;
  }
  return WordsOf(*locale);
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const char* names[] = {"words", "sentences", "length"};
  const char* chosen = nullptr;
  Measure measure = Measure::kWords;
  int given = 0;
  for (size_t k = 0; k < 3; ++k) {
    if (!arguments.Has(names[k])) continue;
    ++given;
    chosen = names[k];
    measure = static_cast<Measure>(k);
  }
  if (given != 1) {
    context.Error("exclusive-keys", arguments.json(),
                  "text needs exactly one of 'words', 'sentences' and 'length'");
    return std::nullopt;
  }
  auto vocabulary = ReadVocabulary(context, arguments);
  if (vocabulary == nullptr) return std::nullopt;
  const auto [low, high] = arguments.Pair(chosen);
  const double word_bytes = vocabulary->mean_bytes;
  const double word_bytes_max = vocabulary->most_bytes;
  BoundGenerator bound;
  bound.type = ValueType::Of(TypeKind::kString);
  const double mean = (low + high) / 2;
  constexpr double kSentenceWords = 8;
  constexpr double kSentenceWordsMax = 12;
  switch (measure) {
    case Measure::kWords:
      bound.domain.mean_bytes = mean * (word_bytes + 1);
      bound.domain.max_bytes = high * (word_bytes_max + 1);
      break;
    case Measure::kSentences:
      bound.domain.mean_bytes = mean * (kSentenceWords * (word_bytes + 1) + 1);
      bound.domain.max_bytes = high * (kSentenceWordsMax * (word_bytes_max + 1) + 1);
      break;
    case Measure::kLength:
      bound.domain.mean_bytes = mean;
      bound.domain.max_bytes = high * (vocabulary->ascii ? 1 : 4);
      break;
  }
  bound.kernel =
      std::make_unique<Text>(std::move(vocabulary), measure, static_cast<int64_t>(low),
                             static_cast<int64_t>(high), bound.domain.mean_bytes, context.key());
  return bound;
}

}  // namespace

const GeneratorInfo& TextInfo() {
  constexpr double kMost = 10'000;
  static const GeneratorInfo info{
      {.id = "text",
       .summary = "Writes prose of the locale, measured in words, sentences or characters",
       .details = "",
       .parameters = {{"words",
                       ParameterType::kIntegerPair,
                       "Least and most words.",
                       false,
                       "",
                       {},
                       0.0,
                       kMost},
                      {"sentences",
                       ParameterType::kIntegerPair,
                       "Least and most sentences of 4 to 12 words.",
                       false,
                       "",
                       {},
                       0.0,
                       kMost},
                      {"length",
                       ParameterType::kIntegerPair,
                       "Least and most characters.",
                       false,
                       "",
                       {},
                       0.0,
                       kMost},
                      {"locale", ParameterType::kString, "Whose words.", false, "the spec's"},
                      {"vocabulary", ParameterType::kAnyList, "Words in place of the locale's.",
                       false, ""},
                      {"weights", ParameterType::kNumberList,
                       "How often each word of the vocabulary comes, as a ratio.", false,
                       "all alike"}},
       .example = R"json([{"name": "comment", "type": "string(43)", "nullable": false,
            "generator": {"text": {"length": [10, 43]}}},
          {"name": "review", "type": "string", "nullable": true,
            "generator": {"text": {"sentences": [1, 3]}}},
          {"name": "keywords", "type": "string", "nullable": false,
            "generator": {"text": {"words": [2, 5], "locale": "de"}}},
          {"name": "symptoms", "type": "string", "nullable": false,
            "generator": {"text": {"words": [1, 3], "vocabulary": ["cough", "fever", "rash"],
                                   "weights": [5, 3, 1]}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
