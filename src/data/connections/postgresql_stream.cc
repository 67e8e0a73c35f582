#include "data/connections/postgresql_stream.h"

namespace datagen::connections {

using base::Status;

base::Result<std::unique_ptr<RowStream>> PostgresqlRowStream::Open(PGconn* connection,
                                                                   PGcancel* cancel,
                                                                   const std::string& sql) {
  auto stream = std::make_unique<PostgresqlRowStream>(connection, cancel);
  const Status status = stream->Start(sql);
  if (!status.ok()) return status;
  return std::unique_ptr<RowStream>(std::move(stream));
}

PostgresqlRowStream::~PostgresqlRowStream() {
  if (!open_) return;
  char why[256];
  Libpq().cancel(cancel_, why, sizeof(why));
  Finish(true);
}

Status PostgresqlRowStream::Start(const std::string& sql) {
  sql_ = sql;
  has_savepoint_ = Libpq().transaction_status(connection_) == PQTRANS_INTRANS;
  if (has_savepoint_) {
    const PostgresqlResultPtr set(Libpq().exec(connection_, "SAVEPOINT datagen_stream"));
    if (Libpq().result_status(set.get()) != PGRES_COMMAND_OK) {
      return PostgresqlRefused(connection_, set.get());
    }
  }
  if (Libpq().send_query(connection_, sql.c_str()) == 0 ||
      Libpq().set_single_row_mode(connection_) == 0) {
    return PostgresqlRefused(connection_, nullptr, sql);
  }
  open_ = true;
  auto fetched = Fetch();
  if (!fetched.ok()) return fetched.status();
  first_ = std::move(*fetched);
  return Status::Ok();
}

base::Result<PostgresqlResultPtr> PostgresqlRowStream::Fetch() {
  PostgresqlResultPtr result(Libpq().get_result(connection_));
  const ExecStatusType state = Libpq().result_status(result.get());
  // Only the server's word for the end is one.
  if (state != PGRES_SINGLE_TUPLE && state != PGRES_TUPLES_OK) {
    const Status status = PostgresqlRefused(connection_, result.get(), sql_);
    Finish(true);
    return status;
  }
  if (columns_.empty()) {
    columns_.resize(static_cast<size_t>(Libpq().column_count(result.get())));
    for (int k = 0; k < Libpq().column_count(result.get()); ++k) {
      columns_[static_cast<size_t>(k)] = {Libpq().column_name(result.get(), k),
                                          PostgresqlFamily(Libpq().column_type(result.get(), k))};
    }
  }
  if (state == PGRES_SINGLE_TUPLE) return result;
  Finish(false);
  return PostgresqlResultPtr();
}

void PostgresqlRowStream::AddRow(const PGresult* row, RowBatch* batch) const {
  constexpr std::string_view kHexMark = "\\x";
  for (int k = 0; k < static_cast<int>(columns_.size()); ++k) {
    if (Libpq().get_is_null(row, 0, k) != 0) {
      batch->AddNull();
      continue;
    }
    std::string_view text(Libpq().get_value(row, 0, k),
                          static_cast<size_t>(Libpq().get_length(row, 0, k)));
    if (columns_[static_cast<size_t>(k)].family == schema::TypeFamily::kBinary &&
        text.starts_with(kHexMark)) {
      text.remove_prefix(kHexMark.size());
    }
    batch->Add(text);
  }
}

Status PostgresqlRowStream::Next(RowBatch* batch) {
  batch->Clear(columns_.size());
  if (first_ != nullptr) AddRow(first_.get(), batch);
  first_.reset();
  while (open_ && !batch->full()) {
    auto fetched = Fetch();
    if (!fetched.ok()) return fetched.status();
    if (*fetched != nullptr) AddRow(fetched->get(), batch);
  }
  return Status::Ok();
}

void PostgresqlRowStream::Finish(bool failed) {
  open_ = false;
  while (PostgresqlResultPtr(Libpq().get_result(connection_)) != nullptr) {
  }
  if (!has_savepoint_) return;
  const char* end = failed ? "ROLLBACK TO SAVEPOINT datagen_stream; RELEASE SAVEPOINT "
                             "datagen_stream"
                           : "RELEASE SAVEPOINT datagen_stream";
  const PostgresqlResultPtr ignored(Libpq().exec(connection_, end));
}

}  // namespace datagen::connections
