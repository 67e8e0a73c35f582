// Generators of what texts mean, and of texts that only have to fit.
//
// Thread-safety: pure functions, but DecideText, which changes its table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "foundation/base/json.h"
#include "inputs/draft/table_draft.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

// What the column's name, or its comment, says of a text.
std::optional<meaning::Meaning> TextMeaning(const schema::Table& table,
                                            const schema::Column& column, const ColumnFacts& facts);
// Requires: a meaning of another form than kOwner.
Generator TextGenerator(const meaning::Meaning& meaning, const schema::Column& column,
                        const ColumnFacts& facts);
// The column gets what its name means. A form of several parts gets hidden columns.
void DecideText(TableDraft* table, ColumnDraft* column, const meaning::Meaning& meaning);

// `count` signs of a class: [A-Z]{8}.
std::string Signs(const char* sign_class, int64_t count);

}  // namespace datagen::draft
