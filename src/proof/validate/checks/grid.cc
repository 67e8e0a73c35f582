#include <fmt/format.h>

#include "functions/kernel/frequency.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// A column that numbers the children of a parent.
struct NumberColumn {
  std::string name;
  claims::Numbering numbering;
};

// nullopt when the files have none.
std::optional<NumberColumn> FindNumbers(const Context& context, const Table& table) {
  for (const ColumnState& state : table.columns) {
    const spec::Column& column = *state.column;
    if (!state.present || column.nullable || !column.modifiers.empty()) continue;
    const claims::Values& values = context.claims.ValuesOf(column);
    if (const auto* numbering = values.Find<claims::Numbering>()) {
      return NumberColumn{column.name, *numbering};
    }
  }
  return std::nullopt;
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* steps = values.Find<claims::TimeSteps>();
    if (steps == nullptr || !column.modifiers.empty() ||
        column.type.kind != kernel::TypeKind::kDatetime) {
      return;
    }
    const std::optional<int64_t>& instant = steps->origin;
    const std::string& start = steps->origin_column;
    const auto frequency = kernel::Frequency::Parse(steps->freq);
    if (!frequency || (!instant && !table.Has(start))) return;
    const auto numbers = FindNumbers(context, table);
    std::vector<std::string> columns{column.name};
    if (!instant) columns.push_back(start);
    const std::string origin = instant ? fmt::format("make_timestamp({})", *instant)
                                       : fmt::format("CAST({} AS TIMESTAMP)", Identifier(start));
    const std::string name = Identifier(column.name);
    std::string broken;
    if (numbers) {
      columns.push_back(numbers->name);
      const std::string step = fmt::format("(({} - {}) // {})", Identifier(numbers->name),
                                           numbers->numbering.start, numbers->numbering.step);
      broken = frequency->months > 0 ? fmt::format("{} <> {} + to_months(CAST({} * {} AS INTEGER))",
                                                   name, origin, step, frequency->months)
                                     : fmt::format("epoch_us({}) <> epoch_us({}) + {} * {}", name,
                                                   origin, step, frequency->micros);
    } else if (frequency->months == 0) {
      broken = fmt::format("{0} < {1} OR (epoch_us({0}) - epoch_us({1})) % {2} <> 0", name, origin,
                           frequency->micros);
    } else {
      return;
    }
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.generator->where), table, columns,
        fmt::format("{}.{} goes on in steps of {}", table.node->id, column.name, steps->freq),
        broken));
  });
}

}  // namespace

const CheckInfo& GridCheck() {
  static const CheckInfo info{"grid", Part::kConstraints, false,
                              "Finds times that are off the grid of their parent", Collect};
  return info;
}

}  // namespace datagen::validate
