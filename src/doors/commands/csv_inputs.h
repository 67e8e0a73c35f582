// The inputs that say what CSV files are like; shared by the commands that write and read them.
#pragma once

#include "datagen/csv.h"
#include "doors/commands/input_list.h"

namespace datagen::commands {

void DeclareCsv(InputList* inputs, CsvOptions* csv);

}  // namespace datagen::commands
