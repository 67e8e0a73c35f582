// A script of SQL for a database that can't be reached from here: COPY for PostgreSQL, INSERTs for
// the others, in the order of references, in one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "functions/kernel/cast.h"
#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"
#include "making/sinks/output_file.h"
#include "making/sinks/text_values.h"

namespace datagen::loaders {
namespace {

using base::Status;
using kernel::TypeKind;

void Append(std::string_view text, base::Buffer<char>* out) {
  out->Append(text.data(), text.size());
}

// What differs between the dialects in a script of rows.
struct ScriptRules {
  const char* begin = "BEGIN;\n";
  const char* end = "COMMIT;\n";
  int64_t rows_max = 500;  // of one INSERT
  bool backslashes = false;
  bool national_texts = false;  // N'…'
  bool typed_times = false;     // DATE '…'
  const char* yes = "TRUE";
  const char* no = "FALSE";
  const char* bytes_before = "X'";
  const char* bytes_after = "'";
};

ScriptRules RulesOf(const std::string& dialect) {
  ScriptRules rules;
  if (dialect == "mysql") {
    rules.begin = "SET NAMES utf8mb4;\nSET time_zone = '+00:00';\nSTART TRANSACTION;\n";
    rules.backslashes = true;
  } else if (dialect == "sqlite") {
    rules.begin = "PRAGMA foreign_keys = ON;\nBEGIN;\nPRAGMA defer_foreign_keys = ON;\n";
    rules.yes = "1";
    rules.no = "0";
  } else if (dialect == "sqlserver") {
    rules.begin = "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n";
    rules.national_texts = true;
    rules.yes = "1";
    rules.no = "0";
    rules.bytes_before = "0x";
    rules.bytes_after = "";
  } else if (dialect == "oracle") {
    rules.begin = "SET DEFINE OFF\n";
    rules.rows_max = 1;
    rules.typed_times = true;
    rules.yes = "1";
    rules.no = "0";
    rules.bytes_before = "HEXTORAW('";
    rules.bytes_after = "')";
  } else if (dialect == "teradata") {
    rules.rows_max = 1;
    rules.typed_times = true;
    rules.begin = "BT;\n";
    rules.end = "ET;\n";
  } else if (dialect == "bigquery") {
    rules.begin = "BEGIN TRANSACTION;\n";
    rules.end = "COMMIT TRANSACTION;\n";
    rules.backslashes = true;
    rules.typed_times = true;
    rules.bytes_before = "FROM_HEX('";
    rules.bytes_after = "')";
  } else if (dialect == "databricks") {
    rules.begin = "";
    rules.end = "";
    rules.backslashes = true;
    rules.typed_times = true;
  } else if (dialect == "db2") {
    rules.begin = "";
    rules.bytes_before = "BX'";
  } else if (dialect == "snowflake") {
    rules.backslashes = true;
  }
  return rules;
}

class Script : public Target {
 public:
  Script(std::string path, const std::string& dialect)
      : path_(std::move(path)),
        dialect_(dialect.empty() ? "ansi" : dialect),
        rules_(RulesOf(dialect_)),
        copy_(dialect_ == "postgresql") {}

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    tables_ = &tables;
    Status status = file_.Open(path_ + ".tmp");
    if (!status.ok()) return status;
    std::string text = fmt::format("-- Made by datagen, for {}.\n", dialect_);
    if (copy_) text += "\\set ON_ERROR_STOP on\nSET client_encoding TO 'UTF8';\n";
    text += rules_.begin;
    if (creation.wanted) {
      const auto statements =
          creation.statements.empty() ? CreateStatements(tables, dialect_) : creation.statements;
      for (const std::string& statement : statements) text += statement + ";\n";
    }
    return file_.Write(text + Circle(true));
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    std::vector<std::string> columns;
    for (const engine::WrittenColumn& column : table.columns) {
      columns.push_back(QuotedName(column.name, dialect_));
    }
    std::vector<std::string> parts;
    for (const std::string& part : NameParts(table.name)) {
      parts.push_back(QuotedName(part, dialect_));
    }
    head_ = fmt::format("{} ({})", fmt::join(parts, "."), fmt::join(columns, ", "));
    std::string text = fmt::format("\n-- {}: {} rows\n", table.name, table.rows);
    if (copy_) text += fmt::format("COPY {} FROM stdin;\n", head_);
    return file_.Write(text);
  }

  void Encode(Chunk* chunk) const override {
    if (copy_) {
      AppendRows(chunk->batch, table_->columns, TextForm::kPostgres, &chunk->text);
    } else {
      for (int64_t i = 0; i < chunk->rows; ++i) {
        const bool first = i % rules_.rows_max == 0;
        const bool last = i % rules_.rows_max == rules_.rows_max - 1 || i + 1 == chunk->rows;
        if (first) {
          Append("INSERT INTO ", &chunk->text);
          Append(head_, &chunk->text);
          Append(" VALUES", &chunk->text);
        }
        Append(rules_.rows_max == 1 ? " (" : "\n  (", &chunk->text);
        for (size_t k = 0; k < table_->columns.size(); ++k) {
          if (k > 0) Append(", ", &chunk->text);
          AppendValue(*chunk->batch.columns[k], i, table_->columns[k].type, &chunk->text);
        }
        Append(last ? ");\n" : "),", &chunk->text);
      }
    }
    chunk->batch = {};
  }

  Status Write(const Chunk& chunk) override {
    return file_.Write({chunk.text.data(), chunk.text.size()});
  }

  Status FinishTable() override { return copy_ ? file_.Write("\\.\n") : Status::Ok(); }

  Status Commit() override {
    Status status = file_.Write(Circle(false) + rules_.end);
    if (!status.ok()) return status;
    const auto closed = file_.Close();
    if (!closed.ok()) return closed.status();
    if (std::rename((path_ + ".tmp").c_str(), path_.c_str()) != 0) {
      return Status::Environment(fmt::format("can't rename '{}.tmp'", path_));
    }
    return Status::Ok();
  }

  void Rollback() override {
    const auto ignored = file_.Close();
    (void)ignored;
    ::unlink((path_ + ".tmp").c_str());
  }

 private:
  // References that go in a circle are checked at the end of the script.
  [[nodiscard]] std::string Circle(bool begin) const {
    std::vector<std::string> names;
    for (const TargetTable& table : *tables_) {
      if (table.in_circle) names.push_back(table.name);
    }
    if (names.empty()) return "";
    if (dialect_ == "sqlite") return "";  // all references are deferred
    if (dialect_ == "mysql") {
      return fmt::format("SET foreign_key_checks = {};\n", begin ? 0 : 1);
    }
    if (dialect_ == "postgresql") {
      std::string list;
      for (const std::string& name : names) {
        list += fmt::format("{}'{}'", list.empty() ? "" : ", ", NameParts(name).back());
      }
      if (!begin) return "SET CONSTRAINTS ALL IMMEDIATE;\n";
      return fmt::format(
          "DO $$ DECLARE r record; BEGIN\n"
          "  FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint k JOIN pg_class "
          "c\n"
          "    ON c.oid = k.conrelid WHERE contype = 'f' AND lower(relname) IN "
          "(SELECT lower(n) FROM unnest(ARRAY[{}]) n) LOOP\n"
          "    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE', r.t, r.conname);\n"
          "  END LOOP;\nEND $$;\nSET CONSTRAINTS ALL DEFERRED;\n",
          list);
    }
    std::string text;
    if (dialect_ == "sqlserver") {
      for (const std::string& name : names) {
        text += fmt::format("ALTER TABLE {} {} CONSTRAINT ALL;\n", QuotedName(name, dialect_),
                            begin ? "NOCHECK" : "WITH CHECK CHECK");
      }
      return text;
    }
    return begin ? fmt::format(
                       "-- {} refer to tables that come later: switch their foreign keys "
                       "off while this runs.\n",
                       fmt::join(names, ", "))
                 : "";
  }

  void AppendText(std::string_view text, base::Buffer<char>* out) const {
    Append(rules_.national_texts ? "N'" : "'", out);
    for (const char c : text) {
      if (c == '\'') {
        Append(dialect_ == "bigquery" || dialect_ == "databricks" ? "\\'" : "''", out);
        continue;
      }
      if (c == '\\' && rules_.backslashes) out->PushBack('\\');
      out->PushBack(c);
    }
    out->PushBack('\'');
  }

  void AppendValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                   base::Buffer<char>* out) const {
    if (!values.IsValid(i)) {
      Append("NULL", out);
      return;
    }
    base::Buffer<char> text;
    switch (type.kind) {
      case TypeKind::kString:
      case TypeKind::kJson:
        AppendText(values.String(i), out);
        return;
      case TypeKind::kBinary:
        Append(rules_.bytes_before, out);
        sinks::AppendHex(values.String(i), out);
        Append(rules_.bytes_after, out);
        return;
      case TypeKind::kArray:
        sinks::AppendJsonValue(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kDatetime:
        if (rules_.typed_times) Append("TIMESTAMP ", out);
        AppendPlainTime(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kDate:
        if (rules_.typed_times) Append("DATE ", out);
        [[fallthrough]];
      case TypeKind::kTime:
      case TypeKind::kUuid:
        kernel::AppendText(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kBool:
        kernel::AppendText(values, i, type, &text);
        Append(text[0] == 't' ? rules_.yes : rules_.no, out);
        return;
      default:
        kernel::AppendText(values, i, type, out);
    }
  }

  std::string path_;
  std::string dialect_;
  ScriptRules rules_;
  bool copy_;
  sinks::OutputFile file_;
  const std::vector<TargetTable>* tables_ = nullptr;
  const TargetTable* table_ = nullptr;
  std::string head_;
};

}  // namespace

const TargetInfo& ScriptTarget() {
  static const TargetInfo info{"sql",
                               "a script: file.sql, with --dialect",
                               {},
                               {"sql"},
                               "",
                               [](const TargetOptions& options) -> std::unique_ptr<Target> {
                                 return std::make_unique<Script>(PathOf(options.location),
                                                                 options.dialect);
                               }};
  return info;
}

}  // namespace datagen::loaders
