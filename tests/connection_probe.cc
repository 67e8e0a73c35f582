// Runs what a connection offers, a line of standard input each, and prints what comes of it.
//
//   connection_probe URL [read]
//
//   query SQL            columns with their families, then the rows; a null is \N
//   with SQL|VALUE|…     the same with values for the marks: i5, d2.5, ttext, b00ff, n
//   execute SQL          bulk SQL|ROWS (\t and \n in them)     begin, commit, rollback
//   stream SQL           as query, by a stream          count SQL   by one: rows, most in a batch
//   stop SQL             counts, but cancels when the first rows are there
//   lose SQL             counts, but says "started" then and waits for a line of standard input
//   drop SQL             reads the first rows of a stream and lets go of it
//   reading MS           begins to read                 tables      columns, types and families
//   catalogue            version                               identifier NAME
//   cancel SQL           runs it, and has it cancelled from another thread
//   threads N            opens N more connections, each in a thread of its own
//
// Each ends with a line: "ok", or "invalid: …" or "environment: …".
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <iostream>
#include <thread>

#include "data/connections/connection.h"

namespace datagen {
namespace {

using base::Status;
using connections::Connection;
using connections::ConnectionInfo;
using connections::Rows;
using connections::Value;
using schema::TypeFamily;

const char* NameOf(TypeFamily family) {
  switch (family) {
    case TypeFamily::kInteger:
      return "integer";
    case TypeFamily::kDecimal:
      return "decimal";
    case TypeFamily::kFloat:
      return "float";
    case TypeFamily::kBool:
      return "bool";
    case TypeFamily::kText:
      return "text";
    case TypeFamily::kDate:
      return "date";
    case TypeFamily::kDatetime:
      return "datetime";
    case TypeFamily::kBinary:
      return "binary";
    default:
      return "other";
  }
}

void Say(const Status& status) {
  if (status.ok()) {
    std::cout << "ok\n";
    return;
  }
  const bool invalid = status.code() == base::StatusCode::kInvalid;
  std::cout << (invalid ? "invalid: " : "environment: ") << status.message() << "\n";
}

void Say(const base::Result<Rows>& rows) {
  if (rows.ok()) {
    for (size_t k = 0; k < rows.value().columns.size(); ++k) {
      std::cout << (k > 0 ? "\t" : "") << rows.value().columns[k] << ":"
                << NameOf(rows.value().families[k]);
    }
    std::cout << "\n";
    for (const auto& row : rows.value().rows) {
      for (size_t k = 0; k < row.size(); ++k) {
        std::cout << (k > 0 ? "\t" : "") << row[k].value_or("\\N");
      }
      std::cout << "\n";
    }
  }
  Say(rows.status());
}

void Say(const base::Result<std::string>& text) {
  if (text.ok()) std::cout << text.value() << "\n";
  Say(text.status());
}

std::vector<std::string> Parts(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

template <typename T>
T Number(std::string_view text, int base = 10) {
  T value{};
  if constexpr (std::is_integral_v<T>) {
    std::from_chars(text.data(), text.data() + text.size(), value, base);
  } else {
    std::from_chars(text.data(), text.data() + text.size(), value);
  }
  return value;
}

base::Result<Rows> QueryWith(Connection* connection, std::vector<std::string> parts) {
  std::vector<Value> values;
  for (size_t i = 1; i < parts.size(); ++i) {
    const char kind = parts[i].empty() ? 'n' : parts[i][0];
    std::string& text = parts[i];
    if (!text.empty()) text.erase(0, 1);
    if (kind == 'i') {
      values.emplace_back(Number<int64_t>(text));
    } else if (kind == 'd') {
      values.emplace_back(Number<double>(text));
    } else if (kind == 't') {
      values.emplace_back(std::string_view(text));
    } else if (kind == 'b') {
      std::string bytes;
      for (size_t k = 0; k + 1 < text.size(); k += 2) {
        bytes += static_cast<char>(Number<unsigned char>(std::string_view(text).substr(k, 2), 16));
      }
      text = bytes;
      values.emplace_back(connections::Bytes{text});
    } else {
      values.emplace_back();
    }
  }
  return connection->Query(parts[0], values);
}

Status Bulk(Connection* connection, const std::vector<std::string>& parts) {
  std::string rows;
  for (size_t i = 0; i < parts[1].size(); ++i) {
    const bool escape = parts[1][i] == '\\' && i + 1 < parts[1].size();
    const char next = escape ? parts[1][i + 1] : '\0';
    if (next == 't' || next == 'n') {
      rows += next == 't' ? '\t' : '\n';
      ++i;
    } else {
      rows += parts[1][i];
    }
  }
  auto stream = connection->StartBulk(parts[0]);
  if (!stream.ok()) return stream.status();
  const Status status = (*stream)->Write(rows);
  return status.ok() ? (*stream)->Finish() : status;
}

// Cancels until the statement has ended: one that came too early has no effect.
base::Result<Rows> RunCancelled(Connection* connection, const std::string& sql) {
  std::atomic<bool> ended{false};
  std::thread other([&] {
    while (!ended) connection->Cancel();
  });
  auto rows = connection->Query(sql);
  ended = true;
  other.join();
  return rows;
}

Status StreamRows(Connection* connection, const std::string& sql) {
  auto stream = connection->Stream(sql);
  if (!stream.ok()) return stream.status();
  const auto& columns = (*stream)->columns();
  for (size_t k = 0; k < columns.size(); ++k) {
    std::cout << (k > 0 ? "\t" : "") << columns[k].name << ":" << NameOf(columns[k].family);
  }
  std::cout << "\n";
  connections::RowBatch batch;
  while (true) {
    const Status status = (*stream)->Next(&batch);
    if (!status.ok() || batch.rows() == 0) return status;
    for (size_t i = 0; i < batch.rows(); ++i) {
      for (size_t k = 0; k < columns.size(); ++k) {
        std::cout << (k > 0 ? "\t" : "") << batch.Cell(i, k).value_or("\\N");
      }
      std::cout << "\n";
    }
  }
}

// What comes between the first rows of a stream and the rest.
enum class Then { kRest, kWait, kCancel, kDrop };

Status CountRows(Connection* connection, const std::string& sql, Then then) {
  auto stream = connection->Stream(sql);
  if (!stream.ok()) return stream.status();
  connections::RowBatch batch;
  Status status = (*stream)->Next(&batch);
  size_t rows = batch.rows();
  size_t most = batch.rows();
  std::atomic<bool> ended{false};
  std::thread other;
  if (then == Then::kDrop) return status;
  if (then == Then::kWait) {
    std::cout << "started" << std::endl;
    std::string line;
    std::getline(std::cin, line);
  }
  if (then == Then::kCancel) {
    other = std::thread([&] {
      while (!ended) connection->Cancel();
    });
  }
  while (status.ok() && batch.rows() > 0) {
    status = (*stream)->Next(&batch);
    rows += batch.rows();
    most = std::max(most, batch.rows());
  }
  ended = true;
  if (other.joinable()) other.join();
  if (status.ok()) std::cout << rows << " " << most << "\n";
  return status;
}

Status ListTables(Connection* connection) {
  auto tables = connection->Tables();
  if (!tables.ok()) return tables.status();
  for (const connections::StoredTable& table : *tables) {
    std::cout << table.full_name() << (table.is_view ? " (view)" : "") << ":";
    for (const connections::StoredColumn& column : table.columns) {
      std::cout << " " << column.name << "=" << column.type.text << "/"
                << NameOf(column.type.family);
    }
    std::cout << "\n";
  }
  return Status::Ok();
}

Status OpenInThreads(const ConnectionInfo& kind, const std::string& url, int count) {
  std::vector<Status> statuses(static_cast<size_t>(count));
  std::vector<std::thread> threads;
  for (Status& status : statuses) {
    threads.emplace_back([&] { status = kind.open(url, connections::Access::kRead).status(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return Status::Ok();
}

void RunLine(Connection* connection, const std::string& verb, const std::string& rest) {
  if (verb == "query") Say(connection->Query(rest));
  if (verb == "with") Say(QueryWith(connection, Parts(rest)));
  if (verb == "execute") Say(connection->Execute(rest));
  if (verb == "bulk") Say(Bulk(connection, Parts(rest)));
  if (verb == "begin") Say(connection->Begin());
  if (verb == "commit") Say(connection->Commit());
  if (verb == "rollback") Say(connection->Rollback());
  if (verb == "catalogue") Say(connection->Catalogue());
  if (verb == "version") Say(connection->ServerVersion());
  if (verb == "identifier") std::cout << connection->Identifier(rest) << "\n";
  if (verb == "stream") Say(StreamRows(connection, rest));
  if (verb == "count") Say(CountRows(connection, rest, Then::kRest));
  if (verb == "stop") Say(CountRows(connection, rest, Then::kCancel));
  if (verb == "lose") Say(CountRows(connection, rest, Then::kWait));
  if (verb == "drop") Say(CountRows(connection, rest, Then::kDrop));
  if (verb == "reading") Say(connection->BeginReading(Number<int64_t>(rest)));
  if (verb == "tables") Say(ListTables(connection));
  if (verb == "cancel") Say(RunCancelled(connection, rest));
}

int Main(int count, char** arguments) {
  const std::string url = count > 1 ? arguments[1] : "";
  const ConnectionInfo* kind = connections::FindConnection(url);
  if (kind == nullptr) return 2;
  std::string line;
  std::unique_ptr<Connection> connection;
  while (std::getline(std::cin, line)) {
    const size_t space = line.find(' ');
    const std::string verb = line.substr(0, space);
    const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
    // Before any other connection, so that the first of all are opened at the same time.
    if (verb == "threads") {
      Say(OpenInThreads(*kind, url, Number<int>(rest)));
      continue;
    }
    if (connection == nullptr) {
      auto opened =
          kind->open(url, count > 2 ? connections::Access::kRead : connections::Access::kWrite);
      if (!opened.ok()) {
        Say(opened.status());
        return 3;
      }
      connection = std::move(opened.value());
    }
    RunLine(connection.get(), verb, rest);
  }
  return 0;
}

}  // namespace
}  // namespace datagen

int main(int count, char** arguments) { return datagen::Main(count, arguments); }
