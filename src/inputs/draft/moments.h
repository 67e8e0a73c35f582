// Dates and times of a row: when they lie, by the column's name and its CHECKs.
#pragma once

#include <string>

#include "inputs/draft/table_draft.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

// What a column's name says of its time; every name has one: any time of the timeframe.
meaning::Meaning TimeMeaning(const schema::Table& table, const schema::Column& column);

// A time of its own, within what the name suggests and the CHECKs admit.
void DecideMoment(TableDraft* table, ColumnDraft* column, const meaning::Meaning& meaning);

}  // namespace datagen::draft
