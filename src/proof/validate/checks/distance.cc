#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* made = values.Find<claims::Distance>();
    if (made == nullptr || !column.modifiers.empty()) return;
    const std::string& from = made->column;
    const std::string& unit = made->unit;
    const double low = made->least;
    const double high = made->most;
    if (context.Readable(table.node->id, {from}) == nullptr) return;
    const std::string a = Identifier(from);
    const std::string b = Identifier(column.name);
    std::string distance = fmt::format("CAST({} - {} AS DOUBLE)", b, a);
    double scale = 1;
    if (!unit.empty()) {
      scale = made->unit_seconds;
      if (column.type.kind == TypeKind::kDate) {
        distance = fmt::format("date_diff('day', CAST({} AS DATE), {}) * 86400.0", a, b);
      } else {
        distance = fmt::format("(epoch_us({}) - epoch_us(CAST({} AS {}))) / 1e6", b, a,
                               SqlType(column.type));
      }
    }
    // A float is a sum of floats; a date stands for its whole day.
    const double slack = 1e-9 * std::max(1.0, high * scale);
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.generator->where), table,
        std::vector<std::string>{column.name, from},
        fmt::format("{}.{} is {} to {}{} after {}", table.node->id, column.name, low, high,
                    unit.empty() ? "" : " " + unit, from),
        fmt::format("{} NOT BETWEEN {} AND {}", distance, ToSqlNumber(low * scale - slack),
                    ToSqlNumber(high * scale + slack))));
  });
}

}  // namespace

const CheckInfo& DistanceCheck() {
  static const CheckInfo info{"distance", Part::kConstraints, false,
                              "Finds columns behind another that are too near, too far or before",
                              Collect};
  return info;
}

}  // namespace datagen::validate
