// A schema as lines of text, a table each, and what its reader noted.
#pragma once

#include <string>
#include <vector>

#include "data/dialects/dialect.h"
#include "data/schema/schema.h"

namespace datagen::cases {

// "orders: id integer32!, total decimal(9,2) = 0 | pk id | fk user_id -> users(id)"; a column that
// can't be null has a mark behind its type.
std::string PrintSchema(const schema::Schema& schema);

// "warning CODE 3:14: message", a line each.
std::string PrintNotes(const std::vector<schema::Note>& notes);

// Reads a script that stands in memory. nullptr: the dialect is recognised.
schema::Schema ReadScript(const dialects::Dialect* dialect, const std::string& script);

}  // namespace datagen::cases
