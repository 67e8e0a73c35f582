#include "functions/expression/code.h"

#include <fmt/format.h>

namespace datagen::expression {

std::optional<Code> ReadCode(const base::Json& json, base::Diagnostics* diagnostics) {
  if (!json.is_string()) {
    diagnostics->Error("wrong-json-type", json,
                       fmt::format("expected an expression as a string, given {}", json.Excerpt()));
    return std::nullopt;
  }
  ParseError error;
  auto tree = Parse(json.text(), &error);
  if (!tree) {
    diagnostics->Error("expression-syntax", json, MistakeAt(json.text(), error.at, error.message),
                       {.hint = error.hint});
    return std::nullopt;
  }
  return Code{json.text(), json, std::make_shared<const Tree>(std::move(*tree))};
}

}  // namespace datagen::expression
