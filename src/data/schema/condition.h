// The condition of a CHECK, as a tree. Casts, collations and parentheses are gone; what databases
// write in several ways (x = ANY (ARRAY[…]), x IN (…); DATEADD(day, 1, x), x + INTERVAL '1 day')
// stands in one. A distance counted in units, DATEDIFF(day, a, b), is (b - a) / INTERVAL '1 day'.
//
// Thread-safety: a value; immutable after it is made.
#pragma once

#include <string>
#include <vector>

namespace datagen::schema {

struct Condition {
  enum class Kind {
    kColumn,  // text: its name
    kText,    // text
    kNumber,  // text: as written
    kBool,    // text: "true" or "false"
    kNull,
    kInterval,  // parts: months, seconds, as numbers
    kCall,      // text: the function in small letters; parts: arguments
    kOperator,  // text: + - * / % ||; parts: one or two
    kCompare,   // text: = <> < <= > >=; parts: two
    kIn,        // parts: the value, then the list
    kBetween,   // parts: value, low, high
    kLike,      // parts: value, pattern; text: "like" or "ilike"
    kRegex,     // parts: value, pattern; text: "" or "i" (ignoring case)
    kIsNull,    // parts: one
    kNot,       // parts: one
    kAnd,       // parts: two or more
    kOr         // parts: two or more
  };
  Kind kind = Kind::kNull;
  std::string text;
  std::vector<Condition> parts;

  bool operator==(const Condition&) const = default;
};

// The columns it names, each once.
std::vector<std::string> ColumnsOf(const Condition& condition);

}  // namespace datagen::schema
