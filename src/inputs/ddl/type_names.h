// What the names of types mean in most dialects; what a dialect means by its own stands in its
// file.
//
// Thread-safety: constant.
#pragma once

#include <string>
#include <string_view>

#include "data/schema/schema.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// Whether most dialects know a type of this name, in small letters.
bool IsKnownType(std::string_view name);
// Gives the type the family and the bits of such a name; false when it is not known.
bool MeanType(std::string_view name, schema::DataType* type);
// Whether `next` goes on with a name of several words: double precision.
bool ContinuesTypeName(const std::string& name, const Token& next);
// Whether a word is the first of a name that is known.
bool IsTypeName(const Token& token);

}  // namespace datagen::ddl
