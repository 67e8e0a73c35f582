// Reads a column of a spec: its type, where its values come from, what holds for them.
#pragma once

#include <memory>
#include <optional>

#include "language/spec/spec.h"

namespace datagen::spec {

// What calls point into; a call keeps its document. nullptr: the caller keeps it.
using Document = std::shared_ptr<const base::Json>;

// Reports every mistake; nullopt only when `json` is no object.
std::optional<Column> ReadColumn(const base::Json& json, const Document& document,
                                 base::Diagnostics* diagnostics);

// Reads {"id": {arguments}}; nullopt when it is wrong, and reported.
std::optional<Call<kernel::GeneratorInfo>> ReadGeneratorOf(const base::Json& json,
                                                           const Document& document,
                                                           base::Diagnostics* diagnostics);

}  // namespace datagen::spec
