#include "expression_world.h"

#include <cstdlib>
#include <utility>

#include "cases/fake_batch.h"
#include "functions/kernel/literal.h"

namespace datagen::fuzz {
namespace {

// Read once: worlds share the values.
const std::vector<cases::FakeColumn>& ReadColumns() {
  static const auto* columns = [] {
    auto* read = new std::vector<cases::FakeColumn>;
    read->reserve(ExpressionWorld::Columns().size());
    for (const ExpressionWorld::Column& one : ExpressionWorld::Columns()) {
      base::Diagnostics diagnostics;
      diagnostics.SetSource(one.values);
      const auto list = base::ParseJson(one.values, &diagnostics);
      cases::FakeColumn column;
      column.name = one.name;
      column.type = kernel::ValueType::Parse(one.type).value();
      column.values = kernel::ReadLiterals(list.value(), column.type, &diagnostics);
      if (column.values == nullptr) std::abort();
      column.nullable = column.values->has_nulls();
      if (one.known) column.domain = kernel::LiteralDomain(*column.values, column.type, {});
      read->push_back(std::move(column));
    }
    return read;
  }();
  return *columns;
}

}  // namespace

const std::vector<ExpressionWorld::Column>& ExpressionWorld::Columns() {
  static const auto* columns = new std::vector<Column>{
      {"i", "int", "[0, 1, -1, 2, 3, 5, 7, 10, -8, 100, -999]", true},
      {"j", "int", "[0, 1, null, 4, -6, 12]", true},
      {"big", "int", "[9223372036854775807, -9223372036854775808, 0, 3, null]", true},
      {"any", "int", "[0, -9223372036854775808, 9223372036854775807, 17]", false},
      {"small", "int8", "[-128, 127, 0, 5]", true},
      {"d", "decimal(10,2)", "[0, 0.01, -0.01, 1, 2.05, 68.3, 99999999.99, -0.05]", true},
      {"e", "decimal(8,4)", "[0.0001, -1.5, null, 0.25, 1234.5678, 0]", true},
      {"w", "decimal(30,6)", "[0, 123456789012345678901234.123456, -0.000001, 5]", true},
      {"v", "decimal(38,0)",
       "[99999999999999999999999999999999999999, -99999999999999999999999999999999999999, 1]",
       false},
      {"f", "float", "[0, 0.5, -2.5, 2.675, 1e10, -1e-5, 0.1, 3.3]", true},
      {"g", "float", "[1e308, -1e308, 5e-324, null, -0.0, 9007199254740993]", false},
      {"h", "float32", "[0.1, 3e38, -1.5, null]", true},
      {"b", "bool", "[true, false]", true},
      {"p", "bool", "[true, false, null]", false},
      {"s", "string",
       R"(["", "abc", "Straße", " x ", "École", "12", "-3.25", "1e3", "2024-02-29", "日本",
           "e\u0301\u0301", "\ud83d\ude00\u200d\ud83d\ude00", "1e999", "9999-12-31T23:59:59Z"])",
       true},
      {"u", "string", R"(["a", null, "X", "ß", "", "%_\\"])", true},
      {"day", "date", R"(["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"])", true},
      {"late", "date", R"(["2024-01-31", null, "1969-12-31"])", false},
      {"at", "datetime",
       R"(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2024-02-29T12:30:15Z",
           "9999-12-31T23:59:59.999999Z"])",
       true},
      {"clock", "time", R"(["00:00:00", "23:59:59.999999", null, "12:30:15"])", true},
      {"key", "uuid", R"(["00000000-0000-0000-0000-000000000000", null])", true},
      {"unit price", "int", "[3, 4]", true},
  };
  return *columns;
}

ExpressionWorld::ExpressionWorld() {
  world_.type = kernel::ValueType::Int();
  cases::FakeTable& table = world_.tables[world_.node];
  table.rows = world_.row_count;
  table.columns.reserve(ReadColumns().size());
  for (const cases::FakeColumn& column : ReadColumns()) {
    table.columns.push_back(std::make_unique<cases::FakeColumn>(column));
  }
}

expression::ExpressionPtr ExpressionWorld::Compile(const expression::Code& code,
                                                   base::Diagnostics* diagnostics) {
  cases::FakeBindContext context(&world_, &inputs_, "", false, diagnostics);
  return expression::Compile(code, context);
}

kernel::VectorPtr ExpressionWorld::Evaluate(const expression::Expression& compiled,
                                            const std::vector<int64_t>& rows, bool as_list) const {
  const cases::FakeBatch batch(world_, inputs_, rows, as_list);
  return compiled.Evaluate(batch.cells());
}

}  // namespace datagen::fuzz
