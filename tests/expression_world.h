// Columns of all types, with the ends of their ranges and nulls, for expressions to read.
//
// Thread-safety: none. Compile is called once for each world.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cases/fake_bind_context.h"
#include "functions/expression/expression.h"

namespace datagen::fuzz {

class ExpressionWorld {
 public:
  ExpressionWorld();

  // Null after mistakes.
  expression::ExpressionPtr Compile(const expression::Code& code, base::Diagnostics* diagnostics);
  // Requires: `compiled` comes from this world.
  [[nodiscard]] kernel::VectorPtr Evaluate(const expression::Expression& compiled,
                                           const std::vector<int64_t>& rows, bool as_list) const;

  struct Column {
    const char* name;
    const char* type;
    const char* values;  // a JSON list
    bool known;          // whether its limits are
  };
  static const std::vector<Column>& Columns();

 private:
  cases::FakeWorld world_;
  cases::FakeInputs inputs_;
};

}  // namespace datagen::fuzz
