// What a place in the script that a database tells of itself is about. Nobody has that text: people
// know tables, columns and constraints.
//
// Thread-safety: a pure function.
#pragma once

#include <string>
#include <string_view>

#include "data/schema/schema.h"

namespace datagen::api {

struct SchemaObject {
  std::string table;       // with its schema; "": none is known
  std::string column;      // "": the table as a whole
  std::string constraint;  // "": none, or one without a name
};

// `script`: the text that the place leads into.
SchemaObject ObjectAt(const schema::Schema& schema, std::string_view script,
                      const schema::Place& place);

// "table shop, column price"; "" where no table is known.
std::string Said(const SchemaObject& object);

}  // namespace datagen::api
