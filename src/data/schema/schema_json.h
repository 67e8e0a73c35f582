// A schema as JSON: what was understood, for programs and tests.
#pragma once

#include "data/schema/schema.h"
#include "foundation/base/json.h"

namespace datagen::schema {

base::Json ToJson(const Schema& schema);
std::string NameOf(TypeFamily family);

}  // namespace datagen::schema
