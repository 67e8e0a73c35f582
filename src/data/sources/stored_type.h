// What a column of a database becomes in the query database, and how the text of a value is read as
// such.
//
// A value that has no place in the type (infinity, 0000-00-00, a text among integers, more digits
// than a decimal keeps) reads as null, never as another value: who copies it keeps the text.
// What has no type of its own there is text: enums, intervals, networks, XML, geometry, decimals
// without a precision or beyond 38 digits.
//
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "data/dialects/dialect.h"
#include "data/schema/schema.h"

namespace datagen::sources {

// DuckDB's name of the type.
std::string StoredTypeOf(const schema::DataType& type);

// What to copy it as first: where booleans are numbers, the number, since others may be among them.
std::string CopiedTypeOf(const schema::DataType& type, const dialects::Storage& storage);

// SQL that reads the text `raw`, a name, as one of these types.
std::string ReadText(const std::string& type, const std::string& raw,
                     const dialects::Storage& storage);

// SQL that gives the text of a value, where it was not printed otherwise.
std::string PrintText(const std::string& type, const std::string& value);

}  // namespace datagen::sources
