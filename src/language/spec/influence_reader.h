// Reads the influences of a composite effect.
#pragma once

#include "language/spec/known_names.h"

namespace datagen::spec {

// The influences on a metric of `table`; reports mistakes and leaves those influences out.
std::vector<Influence> ReadInfluences(const base::Json& list, const std::string& table,
                                      KnownNames* names, base::Diagnostics* diagnostics);

}  // namespace datagen::spec
