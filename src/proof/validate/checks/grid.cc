#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "functions/kernel/frequency.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

// The column that numbers the children of a parent, if the files have one.
const spec::Column* Numbering(const Table& table) {
  for (const ColumnState& state : table.columns) {
    const spec::Column& column = *state.column;
    if (!state.present || !column.generator || column.nullable || !column.modifiers.empty()) {
      continue;
    }
    if (column.generator->function->id != "sequence") continue;
    if (column.generator->arguments->Find("per") != nullptr) return &column;
  }
  return nullptr;
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator || column.generator->function->id != "grid" ||
        !column.modifiers.empty() || column.type.kind != kernel::TypeKind::kDatetime) {
      return;
    }
    const Json& arguments = *column.generator->arguments;
    const Json* given = arguments.Find("start");
    const bool at_frame = given == nullptr || given->text() == "timeframe";
    const kernel::Timeframe& frame = context.spec.timeframe;
    const std::string start = at_frame ? "" : given->text();
    const auto instant = at_frame ? std::optional(frame.start) : base::ParseDatetime(start);
    const Json* freq = arguments.Find("freq");
    const auto frequency = kernel::Frequency::Parse(freq == nullptr ? frame.freq : freq->text());
    if (!frequency || (!instant && !table.Has(start))) return;
    const spec::Column* numbering = Numbering(table);
    std::vector<std::string> columns{column.name};
    if (!instant) columns.push_back(start);
    const std::string origin = instant ? fmt::format("make_timestamp({})", *instant)
                                       : fmt::format("CAST({} AS TIMESTAMP)", Identifier(start));
    const std::string name = Identifier(column.name);
    std::string broken;
    if (numbering != nullptr) {
      const Json& sequence = *numbering->generator->arguments;
      const auto number = [&](const char* key) {
        const Json* value = sequence.Find(key);
        return value == nullptr ? int64_t{1} : value->AsInt64().value_or(1);
      };
      columns.push_back(numbering->name);
      const std::string step = fmt::format("(({} - {}) // {})", Identifier(numbering->name),
                                           number("start"), number("step"));
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
        fmt::format("{}.{} goes on in steps of {}", table.node->id, column.name,
                    freq == nullptr ? frame.freq : freq->text()),
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
