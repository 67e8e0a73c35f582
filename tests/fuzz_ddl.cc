// Damaged SQL scripts: nothing in them may crash, hang or trip a sanitizer.
//
//   fuzz_ddl [--cases N] [--seed S] [--case K] FILE…
//
// Starts from the scripts, cuts them, exchanges, repeats and drops pieces and signs, changes the
// encoding, reads the result in a dialect drawn by chance, and drafts a spec of what was
// understood. Every note must have a place inside the script.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "data/dialects/dialect.h"
#include "fuzz_case.h"
#include "inputs/ddl/schema_reader.h"
#include "inputs/draft/draft.h"
#include "language/spec/printer.h"

namespace {

using datagen::fuzz::Broken;
using datagen::fuzz::Draws;

constexpr const char* kPieces[] = {"'",
                                   "\"",
                                   "`",
                                   "(",
                                   ")",
                                   ";",
                                   ",",
                                   "/*",
                                   "*/",
                                   "--",
                                   "$$",
                                   "[",
                                   "]",
                                   "\\",
                                   "\n/\n",
                                   "\nGO\n",
                                   "<",
                                   ">",
                                   "CREATE TABLE",
                                   "ALTER TABLE",
                                   "PRIMARY KEY",
                                   "REFERENCES",
                                   "CHECK (",
                                   "NOT",
                                   "DEFAULT",
                                   "BEGIN ",
                                   "END",
                                   "CASE",
                                   "DELIMITER //\n",
                                   "COPY x FROM stdin;\n",
                                   "\\.\n",
                                   "<<<<<<< ",
                                   "\xFF",
                                   "\xC3",
                                   "{{",
                                   "${",
                                   "1e999",
                                   "99999999999999999999",
                                   "AND",
                                   "OR",
                                   "BETWEEN",
                                   "IN",
                                   "LIKE",
                                   "::",
                                   "/*!50000 ",
                                   "ENUM('a','b')",
                                   "ARRAY<",
                                   "UNIQUE",
                                   "CONSTRAINT",
                                   "ADD",
                                   "DROP",
                                   "RENAME",
                                   "TO",
                                   "LIKE '%'"};

class Mutator {
 public:
  Mutator(const std::vector<std::string>& scripts, Draws* draws)
      : scripts_(scripts), draws_(draws) {}

  std::string Run() {
    const std::string& source = scripts_[Below(scripts_.size())];
    // A part of a long script says as much as the whole, and is read sooner.
    constexpr size_t kPartBytes = 6000;
    const size_t begin = source.size() > kPartBytes ? Below(source.size() - kPartBytes) : 0;
    std::string text = source.substr(begin, kPartBytes);
    const size_t changes = Below(12);
    for (size_t k = 0; k < changes && !text.empty(); ++k) Change(&text);
    if (Below(4) == 0) text.resize(Below(text.size() + 1));
    if (Below(16) == 0) text = Utf16(text);
    return text;
  }

 private:
  size_t Below(size_t count) { return draws_->Below(count); }

  void Change(std::string* text) {
    const size_t at = Below(text->size());
    const size_t length = Below(std::min<size_t>(80, text->size() - at) + 1);
    constexpr size_t kKinds = 5;
    switch (Below(kKinds)) {
      case 0:
        text->erase(at, length);
        break;
      case 1:
        text->insert(at, text->substr(Below(text->size()), length));
        break;
      case 2:
        text->insert(at, kPieces[Below(std::size(kPieces))]);
        break;
      case 3:
        (*text)[at] = static_cast<char>(Below(256));
        break;
      default: {
        std::string repeated;
        const size_t times = Below(300);
        const std::string piece = kPieces[Below(std::size(kPieces))];
        for (size_t i = 0; i < times; ++i) repeated += piece;
        text->insert(at, repeated);
      }
    }
  }

  static std::string Utf16(const std::string& text) {
    std::string wide = "\xFF\xFE";
    for (const char c : text) {
      wide += c;
      wide += '\0';
    }
    return wide;
  }

  const std::vector<std::string>& scripts_;
  Draws* draws_;
};

std::string ReadFile(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) {
    std::fprintf(stderr, "fuzz_ddl: can't read %s\n", path);
    std::exit(2);
  }
  char piece[4096];
  size_t count = 0;
  while ((count = std::fread(piece, 1, sizeof(piece), file)) > 0) text.append(piece, count);
  std::fclose(file);
  return text;
}

// Reads and drafts: how many tables were understood.
std::string Try(const std::string& text, const datagen::dialects::Dialect* dialect,
                size_t piece_bytes) {
  datagen::fuzz::SetInput(text);
  datagen::ddl::SchemaReader reader(dialect);
  size_t at = 0;
  const auto status =
      reader.ReadScript("script", [&](char* data, size_t size) -> datagen::base::Result<size_t> {
        const size_t count = std::min({size, piece_bytes, text.size() - at});
        std::memcpy(data, text.data() + at, count);
        at += count;
        return count;
      });
  if (!status.ok()) Broken("a script can't be read: " + status.message(), text);
  auto schema = reader.Finish();
  std::vector<datagen::schema::Note> notes = schema.notes;
  if (datagen::spec::PrintSpec(datagen::draft::DraftSpec(schema, {}, &notes).value()).empty()) {
    Broken("a draft prints nothing", text);
  }
  for (const datagen::schema::Note& note : notes) {
    if (note.place.line < 1 || note.place.column < 1) Broken("a note without a place", text);
  }
  const size_t tables = schema.tables.size();
  return tables == 0 ? "no table" : tables == 1 ? "one table" : "several tables";
}

}  // namespace

int main(int argc, char** argv) {
  datagen::fuzz::Cases cases("fuzz_ddl", argc, argv);
  std::vector<std::string> scripts;
  for (const std::string& path : cases.others()) scripts.push_back(ReadFile(path.c_str()));
  if (scripts.empty()) {
    std::fprintf(stderr, "fuzz_ddl: expected scripts to start from\n");
    return 2;
  }
  std::vector<const datagen::dialects::Dialect*> dialects;
  for (const auto* dialect : datagen::dialects::Dialects()) {
    if (datagen::dialects::CanBe(*dialect, datagen::dialects::Use::kRead)) {
      dialects.push_back(dialect);
    }
  }
  cases.Run([&](int64_t, Draws* draws) {
    const std::string text = Mutator(scripts, draws).Run();
    const size_t drawn = draws->Below(dialects.size() + 1);
    const auto* dialect = drawn < dialects.size() ? dialects[drawn] : nullptr;
    const size_t piece_bytes = draws->OneIn(2) ? 1 + draws->Below(64) : 1 << 20;
    cases.Count(Try(text, dialect, piece_bytes));
  });
  return 0;
}
