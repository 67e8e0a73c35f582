// Generators as other programs write them, for hints of messages.
//
// Thread-safety: pure.
#pragma once

#include <string>

#include "foundation/base/json.h"
#include "functions/kernel/binding.h"

namespace datagen::spec {

// What to write instead of a generator that can't be read: {"faker": {"method": "email"}} for
// {"email": {}}, "email" and {"type": "email"}; the nearest id; "" where nothing is near.
std::string HintForGenerator(const base::Json& generator);

// What to write instead of arguments that are no object: {"choices": [1,2]} for [1,2].
std::string HintForArguments(const kernel::GeneratorInfo& generator, const base::Json& arguments);

}  // namespace datagen::spec
