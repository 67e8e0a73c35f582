#include "data/dialects/dialect.h"

#include <algorithm>

#include "dialects.h"  // made by CMake: ListDialects()
#include "foundation/base/status.h"

namespace datagen::dialects {
namespace {

constexpr std::string_view kStandard = "ansi";

}  // namespace

const std::vector<const Dialect*>& Dialects() {
  static const std::vector<const Dialect*> dialects = ListDialects();
  return dialects;
}

bool CanBe(const Dialect& dialect, Use use) {
  switch (use) {
    case Use::kRead:
      return dialect.reading.has_value();
    case Use::kCreateTables:
      return dialect.writing.has_value();
    case Use::kWriteScripts:
      return dialect.writing.has_value() && dialect.writing->script.has_value();
  }
  return false;
}

std::vector<std::string> DialectsFor(Use use) {
  std::vector<std::string> ids;
  for (const Dialect* dialect : Dialects()) {
    if (CanBe(*dialect, use)) ids.push_back(dialect->id);
  }
  return ids;
}

const Dialect* FindDialect(std::string_view name) {
  const std::string wanted = schema::Lower(std::string(name));
  for (const Dialect* dialect : Dialects()) {
    const auto& aliases = dialect->aliases;
    if (dialect->id == wanted ||
        std::find(aliases.begin(), aliases.end(), wanted) != aliases.end()) {
      return dialect;
    }
  }
  return nullptr;
}

const Dialect& GetDialect(std::string_view id) {
  const Dialect* dialect = FindDialect(id.empty() ? kStandard : id);
  DATAGEN_CHECK(dialect != nullptr);
  return *dialect;
}

const Dialect& RecogniseDialect(std::string_view beginning) {
  std::string text = schema::Lower(std::string(beginning));
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  text = "\n" + text + "\n";
  const Dialect* best = FindDialect(kStandard);
  int best_score = 1;
  for (const Dialect* dialect : Dialects()) {
    if (!dialect->reading) continue;
    int score = 0;
    for (const auto& [mark, weight] : dialect->reading->marks) {
      if (text.find(mark) != std::string::npos) score += weight;
    }
    if (score > best_score) {
      best = dialect;
      best_score = score;
    }
  }
  return *best;
}

}  // namespace datagen::dialects
