#include "data/sources/database_source.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "data/connections/location.h"
#include "data/dialects/dialect.h"
#include "data/query/sql_text.h"
#include "data/sources/stored_type.h"

namespace datagen::sources {
namespace {

using base::Status;
using connections::ConnectionInfo;
using connections::StoredTable;
using query::Identifier;

using StoredTables = std::map<std::string, StoredTable>;

// Its columns as the database declares them.
std::vector<Column> DeclaredColumns(const StoredTable& stored, bool attached) {
  std::vector<Column> columns;
  columns.reserve(stored.columns.size());
  for (const connections::StoredColumn& column : stored.columns) {
    const std::string type = attached ? column.type.text : StoredTypeOf(column.type);
    columns.push_back({column.name, type, query::ValueTypeOf(type)});
  }
  return columns;
}

std::vector<Table> TablesOf(const StoredTables& stored, const ConnectionInfo& kind) {
  std::vector<Table> tables;
  tables.reserve(stored.size());
  for (const auto& [name, from] : stored) {
    Table& table = tables.emplace_back();
    table.name = name;
    table.format = kind.id;
    table.is_view = from.is_view;
    table.storage = dialects::GetDialect(kind.dialect).storage;
    table.columns = DeclaredColumns(from, kind.attaches);
    table.files.push_back({.path = name, .columns = table.columns});
  }
  return tables;
}

// The name under which the query database has the file, which may be there already.
base::Result<std::string> Attach(const std::string& path, const std::string& prefix,
                                 query::Database* database) {
  std::error_code ignored;
  const std::string whole = std::filesystem::absolute(path, ignored).lexically_normal().string();
  auto known = database->Select("SELECT database_name FROM duckdb_databases() WHERE path = " +
                                query::Literal(whole));
  if (!known.ok()) return known.status();
  if (!known->rows.empty()) return known->Text(0, 0);
  const std::string name = prefix + "attached file";
  const Status attached = database->Execute(
      fmt::format("ATTACH {} AS {} (READ_ONLY)", query::Literal(whole), Identifier(name)));
  if (!attached.ok()) return Status::Environment("connection-failed", attached.message());
  return name;
}

}  // namespace

DatabaseSource::DatabaseSource(std::unique_ptr<connections::Connection> connection,
                               const ConnectionInfo& kind, StoredTables stored,
                               std::string attached, query::Database* database, std::string prefix)
    : Source(TablesOf(stored, kind), database),
      connection_(std::move(connection)),
      stored_(std::move(stored)),
      attached_(std::move(attached)),
      prefix_(std::move(prefix)),
      storage_(dialects::GetDialect(kind.dialect).storage) {
  for (const auto& [full, table] : stored_) alike_.emplace(schema::Lower(table.name), &table);
}

DatabaseSource::~DatabaseSource() {
  if (connection_ != nullptr) (void)connection_->Rollback();
}

Table* DatabaseSource::Find(std::string_view name) {
  for (const connections::TableName& possible : connections::PossibleNames(std::string(name))) {
    const StoredTable* best = nullptr;
    int best_rank = 0;
    const auto [first, last] = alike_.equal_range(schema::Lower(possible.table));
    for (auto at = first; at != last; ++at) {
      const StoredTable& stored = *at->second;
      if (!possible.schema.empty() && !schema::SameName(stored.schema, possible.schema)) continue;
      // As it is written is better than alike, and where it is looked for first than elsewhere.
      const int rank =
          1 + (stored.schema == possible.schema ? 2 : 0) + (stored.name == possible.table ? 1 : 0);
      if (rank <= best_rank) continue;
      best = &stored;
      best_rank = rank;
    }
    if (best != nullptr) return Source::Find(best->full_name());
  }
  return nullptr;
}

Status DatabaseSource::Describe(Table* table) {
  if (!attached_.empty() || !table->readable() || copies_.contains(table->name)) {
    return Status::Ok();
  }
  const StoredTable& stored = stored_.at(table->name);
  TableCopy copy(prefix_ + table->name + " copy", stored, storage_);
  const Status filled = copy.Fill(connection_.get(), &database());
  if (!filled.ok()) {
    if (filled.code() == base::StatusCode::kEnvironment) return filled;
    table->problem = fmt::format("'{}' can't be read: {}", table->name, filled.message());
    table->files[0].problem = query::FirstLine(filled.message());
    return Status::Ok();
  }
  table->columns = copy.Columns();
  table->files[0].columns = table->columns;
  copies_.emplace(table->name, std::move(copy));
  return Status::Ok();
}

std::string DatabaseSource::AttachedRelation(const Table& table, const Reading& reading) const {
  const std::string from = Identifier(attached_) + "." + stored_.at(table.name).relation;
  if (!reading.as_text) return from;
  std::vector<std::string> texts;
  texts.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    const std::string name = Identifier(column.name);
    texts.push_back(PrintText(column.type, name) + " AS " + name);
  }
  return fmt::format("(SELECT {} FROM {})", query::List(texts), from);
}

std::string DatabaseSource::Relation(const Table& table, const Reading& reading) const {
  return attached_.empty() ? copies_.at(table.name).Relation(reading)
                           : AttachedRelation(table, reading);
}

base::Status DatabaseSource::DropBroken(Table* table, const Reading& reading) {
  if (attached_.empty() || !table->readable()) return base::Status::Ok();
  const auto read =
      database().Select("SELECT count(*), max(hash(COLUMNS(*))) FROM " + Relation(*table, reading));
  if (read.ok()) return base::Status::Ok();
  if (read.status().code() == base::StatusCode::kEnvironment) return read.status();
  table->files[0].problem = query::FirstLine(read.status().message());
  table->problem =
      fmt::format("'{}' can't be read: {}", table->name, query::FirstLine(read.status().message()));
  return base::Status::Ok();
}

base::Result<std::optional<int64_t>> DatabaseSource::CountIfCheap(const Table& table) {
  const bool is_here = attached_.empty() ? copies_.contains(table.name) : !table.is_view;
  if (!table.readable() || !is_here) return std::optional<int64_t>();
  const auto count = database().Select("SELECT count(*) FROM " + Relation(table, {}));
  if (!count.ok()) return count.status();
  return count.value().Integer(0, 0);
}

base::Result<std::unique_ptr<Source>> OpenDatabase(const std::string& location,
                                                   query::Database* database,
                                                   const std::string& prefix,
                                                   int64_t statement_ms_max) {
  const ConnectionInfo* kind = connections::FindConnection(location);
  if (kind == nullptr) {
    return Status::Invalid("invalid-url", fmt::format("'{}' is no database that is known",
                                                      connections::Redacted(location)));
  }
  auto opened = kind->open(location, connections::Access::kRead);
  if (!opened.ok()) return opened.status();
  std::unique_ptr<connections::Connection> connection = std::move(*opened);
  const Status reading = connection->BeginReading(statement_ms_max);
  if (!reading.ok()) return reading;
  auto tables = connection->Tables();
  if (!tables.ok()) return tables.status();
  StoredTables stored;
  for (StoredTable& table : *tables) stored.try_emplace(table.full_name(), std::move(table));
  std::string attached;
  if (kind->attaches) {
    connection.reset();  // which has the file open too
    auto name = Attach(connections::PathOf(location), prefix, database);
    if (!name.ok()) return name.status();
    attached = std::move(*name);
  }
  return std::unique_ptr<Source>(std::make_unique<DatabaseSource>(
      std::move(connection), *kind, std::move(stored), std::move(attached), database, prefix));
}

bool IsDatabase(const std::string& location) {
  std::error_code ignored;
  return connections::FindConnection(location) != nullptr &&
         !std::filesystem::is_directory(location, ignored);
}

}  // namespace datagen::sources
