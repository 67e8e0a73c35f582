// A script of SQL for a database that can't be reached from here: COPY for PostgreSQL, INSERTs for
// the others, in the order of references, in one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "data/dialects/dialect.h"
#include "foundation/base/plural.h"
#include "foundation/work/unfinished.h"
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

class Script : public Target {
 public:
  Script(std::string path, const std::string& dialect)
      : path_(std::move(path)),
        dialect_(dialects::GetDialect(dialect)),
        writing_(*dialect_.writing),
        form_(*writing_.script) {}

  Status Connect() override {
    unfinished_ = work::Unfinished(work::UnfinishedPath(path_));
    return file_.Open(unfinished_.path());
  }

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    tables_ = &tables;
    std::string text = fmt::format("-- Made by datagen, for {}.\n{}", dialect_.id, form_.begin);
    if (creation.wanted) {
      std::vector<std::string> statements = creation.statements;
      if (statements.empty()) {
        statements = CreateStatements(tables, dialect_.id);
      } else if (creation.has_ledger) {
        statements.push_back(CreateStatements({tables.back()}, dialect_.id)[0]);
      }
      for (const std::string& statement : statements) text += statement + ";\n";
    }
    text += PutOff();
    for (auto table = tables.rbegin(); table != tables.rend() && creation.replaces_rows; ++table) {
      text += fmt::format("DELETE FROM {};\n", dialects::QuotedPath(table->name, writing_));
    }
    return file_.Write(text);
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    std::vector<std::string> columns;
    for (const engine::WrittenColumn& column : table.columns) columns.push_back(column.name);
    head_ = fmt::format("{} {}", dialects::QuotedPath(table.name, writing_),
                        dialects::QuotedList(columns, writing_));
    std::string text =
        fmt::format("\n-- {}: {} {}\n", table.name, table.rows, base::Plural(table.rows, "row"));
    if (form_.copies_rows) text += fmt::format("COPY {} FROM stdin;\n", head_);
    return file_.Write(text);
  }

  void Encode(Chunk* chunk) const override {
    if (form_.copies_rows) {
      AppendRows(chunk->batch, table_->columns, TextForm::kPostgres, &chunk->text);
    } else {
      for (int64_t i = 0; i < chunk->rows; ++i) {
        const bool first = i % form_.insert_rows_max == 0;
        const bool last =
            i % form_.insert_rows_max == form_.insert_rows_max - 1 || i + 1 == chunk->rows;
        if (first) {
          Append("INSERT INTO ", &chunk->text);
          Append(head_, &chunk->text);
          Append(" VALUES", &chunk->text);
        }
        Append(form_.insert_rows_max == 1 ? " (" : "\n  (", &chunk->text);
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

  Status FinishTable() override { return form_.copies_rows ? file_.Write("\\.\n") : Status::Ok(); }

  Status Commit() override {
    Status status = file_.Write(CheckNow() + std::string(form_.end));
    if (!status.ok()) return status;
    status = file_.Close();
    if (!status.ok()) return status;
    if (std::rename(unfinished_.path().c_str(), path_.c_str()) != 0) {
      return Status::Environment("file-not-writable",
                                 fmt::format("can't rename '{}'", unfinished_.path()));
    }
    return Status::Ok();
  }

  void Cancel() override {}  // nothing here takes long

  void Rollback() override {
    const Status ignored = file_.Close();
    (void)ignored;
    ::unlink(unfinished_.path().c_str());
  }

 private:
  // The tables that refer to tables loaded after them.
  [[nodiscard]] dialects::TableNames InCircles() const {
    dialects::TableNames names;
    for (const TargetTable& table : *tables_) {
      if (table.in_circle) names.push_back(table.name);
    }
    return names;
  }

  [[nodiscard]] std::string PutOff() const {
    const dialects::TableNames names = InCircles();
    if (names.empty()) return "";
    if (form_.put_off != nullptr) return form_.put_off(names, writing_);
    return fmt::format(
        "-- {} refer to tables that come later: switch their foreign keys off while this runs.\n",
        fmt::join(names, ", "));
  }

  [[nodiscard]] std::string CheckNow() const {
    const dialects::TableNames names = InCircles();
    return names.empty() || form_.check_now == nullptr ? "" : form_.check_now(names, writing_);
  }

  [[nodiscard]] const dialects::Literals& literals() const { return form_.literals; }

  void AppendText(std::string_view text, base::Buffer<char>* out) const {
    Append(literals().text_before, out);
    for (const char c : text) {
      if (c == '\'') {
        Append(literals().quote_in_text, out);
        continue;
      }
      if (c == '\\' && literals().doubled_backslashes) out->PushBack('\\');
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
        Append(literals().bytes_before, out);
        sinks::AppendHex(values.String(i), out);
        Append(literals().bytes_after, out);
        return;
      case TypeKind::kArray:
        sinks::AppendJsonValue(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kDatetime:
        if (literals().typed_times) Append("TIMESTAMP ", out);
        AppendPlainTime(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kDate:
        if (literals().typed_times) Append("DATE ", out);
        [[fallthrough]];
      case TypeKind::kTime:
      case TypeKind::kUuid:
        kernel::AppendText(values, i, type, &text);
        AppendText({text.data(), text.size()}, out);
        return;
      case TypeKind::kBool:
        kernel::AppendText(values, i, type, &text);
        Append(text[0] == 't' ? literals().yes : literals().no, out);
        return;
      default:
        kernel::AppendText(values, i, type, out);
    }
  }

  std::string path_;
  const dialects::Dialect& dialect_;
  const dialects::Writing& writing_;
  const dialects::ScriptForm& form_;
  work::Unfinished unfinished_;
  sinks::OutputFile file_;
  const std::vector<TargetTable>* tables_ = nullptr;
  const TargetTable* table_ = nullptr;
  std::string head_;
};

}  // namespace

const TargetInfo& ScriptTarget() {
  static const TargetInfo info{"sql",
                               "a script of a dialect: file.sql",
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
