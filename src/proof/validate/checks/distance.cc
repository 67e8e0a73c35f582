#include <fmt/format.h>

#include <map>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

using base::Json;
using kernel::TypeKind;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  static const std::map<std::string, double> kSeconds = {
      {"seconds", 1}, {"minutes", 60}, {"hours", 3600}, {"days", 86400}, {"weeks", 604800}};
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator || column.generator->function->id != "after" ||
        !column.modifiers.empty()) {
      return;
    }
    const Json& arguments = *column.generator->arguments;
    const std::string& from = arguments.Find("column")->text();
    if (context.Readable(table.node->id, {from}) == nullptr) return;
    const Json* least = arguments.Find("min");
    const Json* most = arguments.Find("max");
    const double low = least == nullptr ? 1 : *least->AsDouble();
    const double high = most == nullptr ? low : *most->AsDouble();
    const Json* unit = arguments.Find("unit");
    const std::string a = Identifier(from);
    const std::string b = Identifier(column.name);
    std::string distance = fmt::format("CAST({} - {} AS DOUBLE)", b, a);
    double scale = 1;
    if (unit != nullptr) {
      scale = kSeconds.at(unit->text());
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
                    unit == nullptr ? "" : " " + unit->text(), from),
        fmt::format("{} NOT BETWEEN {} AND {}", distance, ToSqlNumber(low * scale - slack),
                    ToSqlNumber(high * scale + slack))));
  });
}

}  // namespace

const CheckInfo& DistanceCheck() {
  static const CheckInfo info{"distance", Part::kConstraints, false,
                              "Finds columns of `after` that are too near, too far or before",
                              Collect};
  return info;
}

}  // namespace datagen::validate
