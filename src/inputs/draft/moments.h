// Dates and times of a row: when they lie, by the column's name and its CHECKs.
#pragma once

#include <optional>
#include <string>

#include "inputs/draft/table_draft.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

// What a column's name says of its time; every name has one: any time of the timeframe.
meaning::Meaning TimeMeaning(const schema::Table& table, const schema::Column& column);

// The type of the times that a text column holds, by its name or default; nullopt: none, or there
// is no room for them. Dates have 10 signs, moments 20.
std::optional<kernel::ValueType> TextMoment(const schema::Table& table,
                                            const schema::Column& column, const ColumnFacts& facts);

// A text column gets times of a hidden one, as ISO 8601 writes them.
void DecideTextMoment(TableDraft* table, ColumnDraft* column, const kernel::ValueType& type);

// A time of its own, within what the name suggests and the CHECKs admit.
void DecideMoment(TableDraft* table, ColumnDraft* column, const meaning::Meaning& meaning);

}  // namespace datagen::draft
