// The SQL dialects: one file in kinds/ each holds all that differs, for reading and for writing.
//
// Thread-safety: constant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/dialects/reading.h"
#include "data/dialects/writing.h"

namespace datagen::dialects {

// What a database of the dialect does with values, whoever writes them.
struct Storage {
  bool free_types = false;             // any name is a type, and a column needs none
  bool decimals_are_doubles = false;   // and it computes with them as such
  bool booleans_are_numbers = false;   // 1 and 0, and their column takes others
  bool arrays_are_texts = false;       // JSON
  bool bits_are_numbers = false;       // b'101' is 5
  bool points_are_pairs = false;       // (1,2), where others take POINT(1 2)
  bool unique_takes_one_null = false;  // nulls are equal in a unique key
};

struct Dialect {
  std::string id;
  std::string title;
  std::vector<std::string> aliases;
  Storage storage;
  std::optional<Reading> reading;  // absent: its scripts can't be read
  std::optional<Writing> writing;  // absent: nothing is written for it
};

enum class Use { kRead, kCreateTables, kWriteScripts };

// All dialects, from the files of kinds/ (the list is made by the build).
const std::vector<const Dialect*>& Dialects();
// The ids of those that can be used so.
std::vector<std::string> DialectsFor(Use use);
bool CanBe(const Dialect& dialect, Use use);
// By id or alias, ignoring case; nullptr when there is none.
const Dialect* FindDialect(std::string_view name);
// By an id that is one, as a schema has it; "" is standard SQL.
const Dialect& GetDialect(std::string_view id);
// The dialect that a beginning of a script speaks most for; one that can be read.
const Dialect& RecogniseDialect(std::string_view beginning);

}  // namespace datagen::dialects
