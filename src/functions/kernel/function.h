// What every function of the language says about itself: the registry's rows.
#pragma once

#include <string>
#include <vector>

#include "functions/kernel/parameter.h"

namespace datagen::kernel {

// Values that were wrong and are others since then, in some cases; all other values stay.
struct Change {
  std::string since;  // a day
  std::string what;   // which cases, and how they were; a clause
  // Other cases than a function's own, which the plan notes, as it alone sees all that a column
  // does: which rows are null beside modifiers; the cast of more than 15 digits to the column's
  // type.
  enum class Of { kFunction, kNulls, kWideCasts };
  Of of = Of::kFunction;
};

// The change of a generator whose values were cast through a rounded product.
inline Change WideCasts() {
  return {"2026-11-30",
          "a double in a decimal of more than 15 digits has its own digits to the last, and a "
          "decimal of more than 15 digits in a double is rounded once",
          Change::Of::kWideCasts};
}

// Requires: objects live as long as the program (each is a static of its own file).
struct FunctionInfo {
  std::string id;
  std::string summary;  // one line, starts with a verb, no final period
  std::string details;  // Markdown; "" where the parameters say it all
  std::vector<Parameter> parameters;
  // A runnable example as JSON: a list of columns (of one entity) or a list of nodes.
  std::string example;
  // Another one of that form, with the keys that can't stand in the first; "": it has them all.
  std::string second_example = "";
  // What versions after the first have changed, in order: Bind notes where one applies
  // (BindContext::NoteChange).
  std::vector<Change> changes = {};

  // The newest that a document can name: "distribution@2".
  [[nodiscard]] int version() const { return 1 + static_cast<int>(changes.size()); }
  // Its part of the keys of randomness: draws stay those of the first version, whatever later ones
  // have put right.
  [[nodiscard]] std::string key_id() const { return id + "@1"; }
};

// A function with its arguments as they stand in a spec. Lifetime: refers to the document.
struct FunctionCall {
  const FunctionInfo* function = nullptr;
  base::Place where;                      // the whole call
  const base::Json* arguments = nullptr;  // always an object
};

}  // namespace datagen::kernel
