#include "data/connections/mysql_stream.h"

#include <utility>

namespace datagen::connections {
namespace {

using base::Status;
using schema::TypeFamily;

// b'101' is 5.
std::string BitsAsNumber(std::string_view bytes) {
  uint64_t number = 0;
  for (const char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
  return std::to_string(number);
}

}  // namespace

MysqlRowStream::MysqlRowStream(MYSQL* connection, MYSQL_RES* result, std::string sql,
                               std::function<void()> cancel)
    : connection_(connection), result_(result), sql_(std::move(sql)), cancel_(std::move(cancel)) {
  query::Rows shape;
  DescribeMysqlResult(result, &shape);
  columns_.resize(shape.columns.size());
  for (size_t k = 0; k < columns_.size(); ++k) {
    columns_[k] = {shape.columns[k], shape.families[k]};
  }
}

MysqlRowStream::~MysqlRowStream() {
  if (open_) cancel_();
}

Status MysqlRowStream::Next(RowBatch* batch) {
  batch->Clear(columns_.size());
  while (open_ && !batch->full()) {
    MYSQL_ROW cells = Libmariadb().fetch_row(result_.get());
    if (cells == nullptr) {
      open_ = false;
      // The same as at the end but for the error.
      const unsigned int code = Libmariadb().error_number(connection_);
      if (code == 0) return Status::Ok();
      return MysqlRefused(Libmariadb().error(connection_), code, "\n  in " + sql_.substr(0, 200));
    }
    const unsigned long* lengths = Libmariadb().fetch_lengths(result_.get());
    for (size_t k = 0; k < columns_.size(); ++k) {
      if (cells[k] == nullptr) {
        batch->AddNull();
        continue;
      }
      const std::string_view value(cells[k], lengths[k]);
      switch (columns_[k].family) {
        case TypeFamily::kBinary:
        case TypeFamily::kGeometry:
          batch->AddHex(value);
          break;
        case TypeFamily::kBits:
          batch->Add(BitsAsNumber(value));
          break;
        default:
          batch->Add(value);
      }
    }
  }
  return Status::Ok();
}

}  // namespace datagen::connections
