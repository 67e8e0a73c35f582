#include "data/connections/mysql_statement.h"

#include <algorithm>
#include <cstring>

#include "data/connections/mysql_result.h"

namespace datagen::connections {

using base::Status;

namespace {

void SetMark(Value* value, MYSQL_BIND* mark) {
  std::memset(mark, 0, sizeof(*mark));
  const auto bytes = [mark](enum_field_types type, std::string_view text) {
    mark->buffer_type = type;
    mark->buffer = const_cast<char*>(text.data());
    mark->buffer_length = text.size();
  };
  mark->buffer_type = MYSQL_TYPE_NULL;
  if (auto* number = std::get_if<int64_t>(value)) {
    mark->buffer_type = MYSQL_TYPE_LONGLONG;
    mark->buffer = number;
  } else if (auto* real = std::get_if<double>(value)) {
    mark->buffer_type = MYSQL_TYPE_DOUBLE;
    mark->buffer = real;
  } else if (const auto* text = std::get_if<std::string_view>(value)) {
    bytes(MYSQL_TYPE_STRING, *text);
  } else if (const auto* blob = std::get_if<Bytes>(value)) {
    bytes(MYSQL_TYPE_BLOB, blob->bytes);
  }
}

}  // namespace

MysqlStatement::MysqlStatement(MYSQL_STMT* statement) : statement_(statement) {
  const my_bool yes = 1;
  Libmariadb().stmt_attr_set(statement, STMT_ATTR_UPDATE_MAX_LENGTH, &yes);
  values_.resize(Libmariadb().stmt_param_count(statement));
}

base::Result<Rows> MysqlStatement::Run() {
  std::vector<MYSQL_BIND> marks(values_.size());
  for (size_t i = 0; i < marks.size(); ++i) SetMark(&values_[i], &marks[i]);
  if ((!marks.empty() && Libmariadb().stmt_bind_param(statement_, marks.data()) != 0) ||
      Libmariadb().stmt_execute(statement_) != 0) {
    return Failed();
  }
  Rows rows;
  const MysqlResultPtr before(Libmariadb().stmt_result_metadata(statement_));
  if (before == nullptr) return rows;
  DescribeMysqlResult(before.get(), &rows);
  if (Libmariadb().stmt_store_result(statement_) != 0) return Failed();
  // With the longest value of each column, which is known now.
  const MysqlResultPtr stored(Libmariadb().stmt_result_metadata(statement_));
  const Status status = Fetch(stored.get(), &rows);
  Libmariadb().stmt_free_result(statement_);
  if (!status.ok()) return status;
  return rows;
}

Status MysqlStatement::Fetch(MYSQL_RES* shape, Rows* rows) {
  constexpr size_t kNumberBytes = 512;  // of any number or time as text
  const size_t columns = rows->columns.size();
  std::vector<MYSQL_BIND> cells(columns);
  std::vector<std::string> buffers(columns);
  std::vector<unsigned long> lengths(columns);
  std::vector<my_bool> nulls(columns);
  for (size_t k = 0; k < columns; ++k) {
    const auto* field = Libmariadb().fetch_field_direct(shape, static_cast<unsigned int>(k));
    buffers[k].resize(std::max<size_t>(field->max_length + 1, kNumberBytes));
    std::memset(&cells[k], 0, sizeof(cells[k]));
    cells[k].buffer_type = MYSQL_TYPE_STRING;
    cells[k].buffer = buffers[k].data();
    cells[k].buffer_length = buffers[k].size();
    cells[k].length = &lengths[k];
    cells[k].is_null = &nulls[k];
  }
  if (Libmariadb().stmt_bind_result(statement_, cells.data()) != 0) return Failed();
  while (true) {
    const int code = Libmariadb().stmt_fetch(statement_);
    if (code == MYSQL_NO_DATA) return Status::Ok();
    if (code == 1) return Failed();
    auto& row = rows->rows.emplace_back(columns);
    for (size_t k = 0; k < columns; ++k) {
      if (nulls[k] == 0) row[k] = buffers[k].substr(0, lengths[k]);
    }
  }
}

Status MysqlStatement::Failed() const {
  return MysqlRefused(Libmariadb().stmt_error(statement_),
                      Libmariadb().stmt_error_number(statement_), "");
}

}  // namespace datagen::connections
