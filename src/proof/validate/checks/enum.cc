#include "proof/validate/membership.h"

namespace datagen::validate {
namespace {

void Add(const CheckInfo& info, const Context& context, const Table& table,
         const spec::Column& column, const std::optional<spec::Literals>& values,
         const base::Place& where, const std::optional<spec::ColumnList>& listed, Checks* checks) {
  if (values) checks->push_back(ListedInSpec(info, context, table, column, *values, where));
  if (!listed) return;
  if (auto check = ListedInTable(info, context, table, column, *listed)) {
    checks->push_back(std::move(check));
  }
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, context.spec.constraints.enumerations, &spec::Enumeration::column,
      [&](const Table& table, const spec::Column& column, const spec::Enumeration& enumeration) {
        Add(info, context, table, column, enumeration.values, enumeration.where.At("values"),
            enumeration.values_in, checks);
      });
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    Add(info, context, table, column, column.constraints.values,
        column.where.At("constraints").At("enum"), column.constraints.values_in, checks);
  });
}

}  // namespace

const CheckInfo& EnumCheck() {
  static const CheckInfo info{"enum", Part::kConstraints, false, "Finds values that are not listed",
                              Collect};
  return info;
}

}  // namespace datagen::validate
