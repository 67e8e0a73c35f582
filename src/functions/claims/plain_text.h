// Whether texts that a spec lists are plain: without blanks at their ends.
#pragma once

#include "foundation/base/json.h"

namespace datagen::claims {

// Whether no text inside this value begins or ends with a blank.
bool ListsPlainTexts(const base::Json& json);

}  // namespace datagen::claims
