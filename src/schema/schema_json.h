// A schema as JSON: what was understood, for programs and tests.
#pragma once

#include "base/json.h"
#include "schema/schema.h"

namespace datagen::schema {

base::Json ToJson(const Schema& schema);
std::string NameOf(TypeFamily family);

}  // namespace datagen::schema
