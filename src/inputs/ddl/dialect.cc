#include "inputs/ddl/dialect.h"

#include <algorithm>

#include "ddl_dialects.h"  // made by CMake: ListDialects()

namespace datagen::ddl {

const std::vector<const DialectInfo*>& Dialects() {
  static const std::vector<const DialectInfo*> dialects = ListDialects();
  return dialects;
}

const DialectInfo* FindDialect(std::string_view name) {
  const std::string wanted = schema::Lower(std::string(name));
  for (const DialectInfo* dialect : Dialects()) {
    const auto& aliases = dialect->aliases;
    if (dialect->id == wanted ||
        std::find(aliases.begin(), aliases.end(), wanted) != aliases.end()) {
      return dialect;
    }
  }
  return nullptr;
}

const DialectInfo& RecogniseDialect(std::string_view beginning) {
  std::string text = schema::Lower(std::string(beginning));
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  text = "\n" + text + "\n";
  const DialectInfo* best = FindDialect("ansi");
  int best_score = 1;
  for (const DialectInfo* dialect : Dialects()) {
    int score = 0;
    for (const auto& [mark, weight] : dialect->marks) {
      if (text.find(mark) != std::string::npos) score += weight;
    }
    if (score > best_score) {
      best = dialect;
      best_score = score;
    }
  }
  return *best;
}

}  // namespace datagen::ddl
