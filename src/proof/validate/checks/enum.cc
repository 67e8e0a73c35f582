#include "proof/validate/membership.h"

namespace datagen::validate {
namespace {

void Add(const CheckInfo& info, const Context& context, const Table& table,
         const spec::Column& column, const base::Json* values, const base::Json* reference,
         Checks* checks) {
  if (values != nullptr) {
    checks->push_back(ListedInSpec(info, context, table, column, *values));
  }
  if (reference == nullptr) return;
  if (auto check = ListedInTable(info, context, table, column, *reference)) {
    checks->push_back(std::move(check));
  }
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(context, "enum", "attr",
                    [&](const Table& table, const spec::Column& column, const base::Json& item,
                        const std::string& /*name*/) {
                      Add(info, context, table, column, item.Find("values"), item.Find("enum_ref"),
                          checks);
                    });
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const base::Json* own = column.where->Find("constraints");
    if (own == nullptr) return;
    Add(info, context, table, column, own->Find("enum"), own->Find("enum_ref"), checks);
  });
}

}  // namespace

const CheckInfo& EnumCheck() {
  static const CheckInfo info{"enum", Part::kConstraints, false, "Finds values that are not listed",
                              Collect};
  return info;
}

}  // namespace datagen::validate
