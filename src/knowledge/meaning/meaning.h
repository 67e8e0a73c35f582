// What a column holds, as a person would guess it: from its name, its table's name, the names of
// the columns beside it, and its comment.
//
// The knowledge is in lists, one line a meaning, in the folder concepts/: text.txt, numbers.txt,
// times.txt, truths.txt; vocabularies.txt has the values of short lists, words.txt abbreviations
// and units. How a line is written stands at the top of each file. The build refuses a line that is
// wrong, that says what another one says, or that can never win (scripts/check_meanings.py).
//
// To find what `gross_wt_kg` means: MeaningOf looks for the first line of the list with a name
// whose letters are those of some words in a row of the column's name; finding none, it reads wt as
// weight, takes the unit away and looks again: measure.weight, in kg.
//
// A line may hold only beside other columns, or only without them: `state` is a region beside
// `city`, a status elsewhere (neighbours.h).
//
// Errors: none; a name that says nothing has no meaning.
// Thread-safety: the lists are read once, at first use; everything is immutable then.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datagen::meaning {

enum class Kind { kText, kNumber, kTime, kTruth };

// How a text is made.
enum class Form {
  kMethod,      // a method of people and places: Concept::text
  kPattern,     // a regular expression: Concept::text
  kVocabulary,  // one of listed values: Meaning::vocabulary
  kWords,       // words_min to words_max words
  kProse,       // a sentence or more, as long as there is room
  kHexadecimal,
  kCode,  // capital letters, then digits
  kOwner  // a family name, as of a shop's owner
};

// A line of a list.
struct Concept {
  std::string id;  // "person.given_name"
  std::vector<std::string>
      names;  // of columns; "=name": the whole name, or the table's name before it
  std::vector<std::string> tables;   // only in tables with one of these words; empty: in all
  std::vector<std::string> beside;   // only where one of these is a neighbour; empty: anywhere
  std::vector<std::string> without;  // only where none of these is one
  std::string reason;                // for people: "a given name of the row's person"
  double null_rate = 0.05;           // where it may be null

  // Of texts.
  Form form = Form::kWords;
  std::string text;
  std::string of;  // whose, of methods: "middle"
  int words_min = 0;
  int words_max = 0;
  int64_t length_min = 0;  // a shorter column can't hold it
  int64_t length_max = std::numeric_limits<int64_t>::max();

  // Of numbers.
  double low = 0;
  double high = 0;
  double typical = 0;    // 0: all alike
  std::string unit;      // of the three above
  bool natural = false;  // within wider limits of a CHECK too: years to 2100 are still recent ones

  // Of times. The rank tells which times of a row come first; 0: not known.
  int rank = 0;
  bool is_last_touch = false;  // follows soon, mostly
  std::string window_start;    // "": the timeframe
  std::string window_end;

  // Of truth values: of a hundred, how many are true.
  int true_percent = 50;
};

// Values of a short list, most with weights.
struct Vocabulary {
  std::string id;
  std::vector<std::string> tables;  // only in tables with one of these words; empty: in all
  std::vector<std::string> values;
  std::vector<int> weights;  // empty: all alike
};

// What is known of a column.
struct ColumnName {
  std::string_view table;
  std::string_view column;
  std::string_view comment;
  // Columns of the table near it; itself may be among them.
  std::vector<std::string_view> neighbours;
  Kind kind = Kind::kText;
  // Of texts: most characters.
  int64_t length = std::numeric_limits<int64_t>::max();
  // Of numbers: what it can hold.
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

struct Meaning {
  const Concept* what = nullptr;
  const Vocabulary* vocabulary = nullptr;  // of Form::kVocabulary
  std::string reason;
  // Of numbers: in the column's own unit.
  double low = 0;
  double high = 0;
  double typical = 0;

  [[nodiscard]] bool IsMethod(std::string_view method) const {
    return what->form == Form::kMethod && what->text == method;
  }
};

// nullopt: the name says nothing that fits.
std::optional<Meaning> MeaningOf(const ColumnName& column);

// What rows of a table are called, where it is a short list: nullptr when none is known.
const Vocabulary* RowNamesOf(std::string_view table);

}  // namespace datagen::meaning
