#include "data/query/sql_text.h"
#include "data/sources/file_format.h"

namespace datagen::sources {

const FormatInfo& ParquetFormat() {
  static const FormatInfo info{
      .name = "parquet",
      .endings = {".parquet"},
      .counts_rows = true,
      .relation = [](const Table& table, const std::vector<const File*>& files,
                     const Reading& reading) {
        // Folders above the data are none of its columns: file_source.cc knows those below.
        std::string options = ", hive_partitioning = false";
        if (!table.uniform) options += ", union_by_name = true";
        if (!reading.file_column.empty()) {
          options += ", filename = " + query::Literal(reading.file_column);
        }
        return "read_parquet(" + PathList(files) + options + ")";
      }};
  return info;
}

}  // namespace datagen::sources
