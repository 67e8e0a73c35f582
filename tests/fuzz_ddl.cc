// Damaged SQL scripts: nothing in them may crash, hang or trip a sanitizer.
//
//   fuzz_ddl [--cases N] [--seed S] [--case K] FILE…
//
// Starts from the scripts, cuts them, exchanges, repeats and drops pieces and signs, changes the
// encoding, reads the result in a dialect drawn by chance, and drafts a spec of what was
// understood. Every note must have a place inside the script. Case K of a seed can be run alone.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "data/dialects/dialect.h"
#include "foundation/random/stream.h"
#include "inputs/ddl/schema_reader.h"
#include "inputs/draft/draft.h"
#include "language/spec/printer.h"

namespace {

using datagen::random::CellStream;
using datagen::random::ToIndex;

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
  Mutator(const std::vector<std::string>& scripts, uint64_t bits)
      : scripts_(scripts), random_(bits) {}

  size_t Below(size_t count) { return ToIndex(random_.Next(), count); }

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
  CellStream random_;
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

// Reads and drafts; false when a note has no place.
bool Try(const std::string& text, const datagen::dialects::Dialect* dialect, size_t piece_bytes) {
  datagen::ddl::SchemaReader reader(dialect);
  size_t at = 0;
  const auto status =
      reader.ReadScript("script", [&](char* data, size_t size) -> datagen::base::Result<size_t> {
        const size_t count = std::min({size, piece_bytes, text.size() - at});
        std::memcpy(data, text.data() + at, count);
        at += count;
        return count;
      });
  auto schema = reader.Finish();
  std::vector<datagen::schema::Note> notes = schema.notes;
  if (datagen::spec::PrintSpec(datagen::draft::DraftSpec(schema, {}, &notes).value()).empty())
    return false;
  for (const datagen::schema::Note& note : notes) {
    if (note.place.line < 1 || note.place.column < 1) return false;
  }
  return status.ok();
}

}  // namespace

int main(int argc, char** argv) {
  long cases = 1000;
  long seed = 1;
  long only = -1;
  std::vector<std::string> scripts;
  for (int i = 1; i < argc; ++i) {
    const auto number = [&](const char* name, long* value) {
      if (std::strcmp(argv[i], name) != 0 || i + 1 >= argc) return false;
      *value = std::atol(argv[++i]);
      return true;
    };
    if (number("--cases", &cases) || number("--seed", &seed) || number("--case", &only)) continue;
    scripts.push_back(ReadFile(argv[i]));
  }
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
  const long first = only >= 0 ? only : 0;
  const long end = only >= 0 ? only + 1 : cases;
  for (long k = first; k < end; ++k) {
    constexpr uint64_t kSpread = 0x9E3779B97F4A7C15;
    Mutator mutator(scripts,
                    (static_cast<uint64_t>(seed) << 32 | static_cast<uint64_t>(k)) * kSpread);
    const std::string text = mutator.Run();
    const size_t drawn = mutator.Below(dialects.size() + 1);
    const auto* dialect = drawn < dialects.size() ? dialects[drawn] : nullptr;
    const size_t piece_bytes = mutator.Below(2) == 0 ? 1 + mutator.Below(64) : 1 << 20;
    if (Try(text, dialect, piece_bytes)) continue;
    std::fprintf(stderr, "fuzz_ddl: case %ld of seed %ld: a note without a place\n%s\n", k, seed,
                 text.c_str());
    return 1;
  }
  std::printf("fuzz_ddl: %ld cases of seed %ld, no finding\n", end - first, seed);
  return 0;
}
