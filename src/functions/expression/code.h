// An expression as a spec holds it: its text, read once.
//
// Thread-safety: values; the tree is shared and constant.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "functions/expression/parser.h"

namespace datagen::expression {

struct Code {
  std::string text;
  base::Place where;
  std::shared_ptr<const Tree> tree;

  // The same text says the same.
  bool operator==(const Code& other) const { return text == other.text; }
};

// Reads the string `json`. On a mistake reports the character it stands at; nullopt.
std::optional<Code> ReadCode(const base::Json& json, base::Diagnostics* diagnostics);

}  // namespace datagen::expression
