#include "knowledge/meaning/meaning.h"

#include <algorithm>

#include "knowledge/meaning/concept_list.h"
#include "knowledge/meaning/neighbours.h"
#include "knowledge/meaning/table_words.h"
#include "knowledge/meaning/words.h"

namespace datagen::meaning {
namespace {

const Vocabulary* VocabularyOf(const std::string& id, const TableWords& table, int64_t length) {
  for (const Vocabulary& vocabulary : Vocabularies()) {
    if (vocabulary.id != id || !table.Admits(vocabulary.tables)) continue;
    const bool fits = std::all_of(
        vocabulary.values.begin(), vocabulary.values.end(),
        [&](const std::string& value) { return static_cast<int64_t>(value.size()) <= length; });
    if (fits) return &vocabulary;
  }
  return nullptr;
}

class Asked {
 public:
  explicit Asked(const ColumnName& column)
      : column_(column),
        table_(column.table),
        neighbours_(column.neighbours, column.column, table_) {}

  std::optional<Meaning> Answer() const {
    const Words words = WordsOf(column_.column);
    if (words.empty()) return std::nullopt;
    const bool number = column_.kind == Kind::kNumber;
    const std::string unit = number && IsUnit(words.back()) ? words.back() : "";
    if (auto meaning = FirstThatFits(words, WholeName(words), unit)) return meaning;
    Words full;
    for (const std::string& word : words) full.push_back(FullWord(word));
    if (!unit.empty() && full.size() > 1) full.pop_back();
    full.back() = SingularOf(full.back());
    if (full != words) {
      if (auto meaning = FirstThatFits(full, WholeName(full), unit)) return meaning;
    }
    return column_.kind == Kind::kText ? ByComment() : std::nullopt;
  }

 private:
  // What the column is called as a whole: "name" for `name`, and for `customer_name` in
  // `customers`.
  std::string WholeName(const Words& words) const {
    const size_t last = words.size() - 1;
    return last == 0 || table_.IsName(Together(words, 0, last)) ? words[last] : "";
  }

  std::optional<Meaning> FirstThatFits(const Words& words, const std::string& whole,
                                       const std::string& unit) const {
    for (const Concept* what : ConceptsOf(column_.kind).Find(words, whole)) {
      if (!table_.Admits(what->tables) || !StandsWhereItMay(*what, words)) continue;
      auto meaning = column_.kind == Kind::kText     ? Text(*what)
                     : column_.kind == Kind::kNumber ? Number(*what, unit)
                                                     : Plain(*what);
      if (meaning) return meaning;
    }
    return std::nullopt;
  }

  bool StandsWhereItMay(const Concept& what, const Words& words) const {
    return (what.beside.empty() || neighbours_.Has(what.beside, words, what.names)) &&
           !neighbours_.Has(what.without, words, what.names);
  }

  static std::optional<Meaning> Plain(const Concept& what) {
    return Meaning{.what = &what, .reason = what.reason};
  }

  std::optional<Meaning> Text(const Concept& what) const {
    if (column_.length < what.length_min || column_.length > what.length_max) return std::nullopt;
    auto meaning = Plain(what);
    if (what.form == Form::kVocabulary) {
      meaning->vocabulary = VocabularyOf(what.text, table_, column_.length);
      if (meaning->vocabulary == nullptr) return std::nullopt;
    }
    return meaning;
  }

  std::optional<Meaning> Number(const Concept& what, const std::string& unit) const {
    auto meaning = Plain(what);
    double factor = 1;
    if (!unit.empty() && !what.unit.empty()) {
      factor = UnitsIn(what.unit, unit);
      // Letters alone have many meanings; cm are no minutes.
      if (factor == 0 && unit.size() > 1) return std::nullopt;
      if (factor == 0) factor = 1;
      if (factor != 1) meaning->reason += ", in " + unit;
    }
    meaning->low = what.low * factor;
    meaning->high = what.high * factor;
    meaning->typical = what.typical * factor;
    // What the type can't hold the name does not mean.
    if (meaning->low > column_.high || meaning->high < column_.low) return std::nullopt;
    return meaning;
  }

  std::optional<Meaning> ByComment() const {
    constexpr size_t kCommentMax = 60;
    if (column_.comment.size() >= kCommentMax) return std::nullopt;
    auto meaning = FirstThatFits(WordsOf(column_.comment), "", "");
    if (meaning) meaning->reason += " (by its comment)";
    return meaning;
  }

  const ColumnName& column_;
  TableWords table_;
  Neighbours neighbours_;
};

}  // namespace

std::optional<Meaning> MeaningOf(const ColumnName& column) { return Asked(column).Answer(); }

const Vocabulary* RowNamesOf(std::string_view table) {
  return VocabularyOf("row.name", TableWords(table), std::numeric_limits<int64_t>::max());
}

}  // namespace datagen::meaning
