// When something was, by the name of its column.
#include <fmt/format.h>

#include <algorithm>

#include "inputs/draft/meaning.h"
#include "inputs/draft/words.h"

namespace datagen::draft {

using schema::Column;

TimeMeaning MeaningOfTime(const Column& column) {
  const std::string spaced = Spaced(column.name);
  struct Rule {
    std::string_view names;
    int rank;
    double null_rate;
    std::string_view reason;
    bool birth = false;
    bool past = false;
  };
  static constexpr Rule kRules[] = {
      {"birth|birth date|birthday|dob|born|date of birth|birthdate", 1, 0.05,
       "a date of birth of an adult", true},
      {"published|publication date|publish date|released|release date|founded|established|"
       "opening date|opened",
       2, 0.1, "some time before", false, true},
      {"hire date|hired|hiredate|joined|join date|start date|start|created|created at|created on|"
       "creation date|registered|registration date|signup date|order date|ordered|ordered at|"
       "orderdate|issue date|issued|loan date|borrow date|checkout date|booking date|booked at|"
       "from|from date|valid from|begin|begin date|opened at|membership date|member since|"
       "insert date|inserted at|date created|request date|requested at|start time|started at|"
       "effective date|purchase date|sale date|invoice date|transaction date|entry date|added|"
       "reservation date|submitted at|enrollment date|check in|received at|date added|created date",
       3, 0.05, "when it began"},
      {"approved|approved at|confirmed|confirmed at|paid|paid at|payment date|processed at|"
       "accepted at|assigned at|verified at|activated at|published at|email verified at",
       4, 0.3, "when it went on"},
      {"shipped|shipped at|ship date|shipped date|dispatched at|required date|sent at|sent", 5, 0.2,
       "when it was sent"},
      {"delivered|delivered at|delivery date|due|due date|due at|arrival date|deadline", 6, 0.2,
       "when it arrives"},
      {"updated|updated at|updated on|modified|modified at|last modified|modification date|"
       "update date|last update|last updated|changed at|modified date|last login|last login at|"
       "last seen|last access|updated date|last changed",
       7, 0.15, "when it was last touched"},
      {"end|end date|end time|closed|closed at|completed|completed at|finished at|completion date|"
       "to date|valid to|valid until|returned|return date|returned at|expires|expires at|"
       "expiry date|expiration date|expiration|termination date|resolved at|ended at|until|"
       "check out|left at|cancelled at|canceled at|expired at|to",
       8, 0.3, "when it ended"},
      {"deleted|deleted at|archived at|removed at|deletion date", 9, 0.9, "when it was taken away"},
  };
  for (const Rule& rule : kRules) {
    const auto words = WordsOf(column.name);
    bool named = Names(spaced, rule.names);
    if (!named && words.size() > 1) {
      const std::string tail = SpacedFrom(words, 1);
      named = words.size() > 2 && Names(tail, rule.names);
    }
    if (!named) continue;
    TimeMeaning meaning;
    meaning.rank = rule.rank;
    meaning.null_rate = rule.null_rate;
    meaning.reason = std::string(rule.reason);
    if (rule.birth) {
      meaning.window_start = "1950-01-01T00:00:00Z";
      meaning.window_end = "2005-12-31T00:00:00Z";
    }
    if (rule.past) {
      meaning.window_start = "1990-01-01T00:00:00Z";
      meaning.window_end = "2023-12-31T00:00:00Z";
    }
    return meaning;
  }
  TimeMeaning meaning;
  meaning.reason = "any time of the timeframe";
  return meaning;
}

}  // namespace datagen::draft
