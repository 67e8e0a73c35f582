#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;
using query::Identifier;

// The type that the files declare for a column, where it is another than the spec's.
bool IsForeign(const ColumnState& state) {
  if (state.given_type.empty() || !state.cast || state.kept) return false;
  const std::string& given = state.given_type;
  switch (state.column->type.kind) {
    case TypeKind::kInt:
      return !given.ends_with("INT") && given != "INTEGER" && given != "UINTEGER";
    case TypeKind::kFloat:
      return given != "DOUBLE" && given != "FLOAT";
    case TypeKind::kDecimal:
      return !given.starts_with("DECIMAL");
    case TypeKind::kDatetime:
      return !given.starts_with("TIMESTAMP");
    case TypeKind::kString:
    case TypeKind::kJson:
      return given != "JSON" && !given.starts_with("ENUM");
    case TypeKind::kUuid:
      return given != "VARCHAR";
    case TypeKind::kArray:
      return !given.ends_with("[]");
    default:
      return true;
  }
}

class Type : public RowCheck {
 public:
  Type(const CheckInfo& info, std::string path, const Table& table, const ColumnState& state,
       Condition broken, bool shows_given)
      : RowCheck(info, std::move(path), table, {state.column->name},
                 fmt::format("{}.{} is {}", table.node->id, state.column->name,
                             state.column->type.Name()),
                 std::move(broken)),
        state_(state) {
    if (shows_given) shown_.back() = GivenColumn(state.column->name);
  }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    const base::Status status = RowCheck::Judge(session, values, finding);
    if (!status.ok()) return status;
    if (IsForeign(state_)) {
      finding->verdict = Verdict::kFailed;
      finding->violations = std::max<int64_t>(finding->violations, 1);
      finding->message = fmt::format("the data have {}, expected {}", state_.given_type,
                                     SqlType(state_.column->type));
      finding->recommendation = {{path() + ".type", "name the type that the data have"}};
    } else if (finding->violations > 0) {
      finding->message = fmt::format("values that are no {}", state_.column->type.Name());
    }
    return base::Status::Ok();
  }

 private:
  const ColumnState& state_;
};

}  // namespace

const CheckInfo& TypeCheck() {
  static const CheckInfo info{
      "type",
      Part::kConstraints,
      false,
      "Compares the types of columns, and values given as text",
      [](const CheckInfo& self, const Context& context, Checks* checks) {
        for (const Table& table : context.dataset.tables()) {
          if (!table.readable()) continue;
          for (const ColumnState& state : table.columns) {
            if (!state.present) continue;
            const spec::Column& column = *state.column;
            const std::string name = Identifier(column.name);
            const std::string given = Identifier(GivenColumn(column.name));
            Condition broken("false", Never{});
            bool shows_given = false;
            if (state.cast && column.type.kind != TypeKind::kString &&
                column.type.kind != TypeKind::kJson &&
                (state.has_misfits || state.given_type != "TIMESTAMP WITH TIME ZONE")) {
              broken = {fmt::format("{} IS NULL AND {} IS NOT NULL", name, given),
                        LostIn{column.name, GivenColumn(column.name)}};
              shows_given = true;
            } else if (column.type.kind == TypeKind::kJson) {
              broken = Condition(fmt::format("NOT json_valid({})", name));
            } else if (column.type.kind == TypeKind::kString && column.type.length_max > 0) {
              broken = {fmt::format("length({}) > {}", name, column.type.length_max),
                        LengthOutside{column.name, 0, column.type.length_max}};
            }
            checks->push_back(std::make_unique<Type>(self, context.Path(column.where), table, state,
                                                     std::move(broken), shows_given));
          }
        }
      },
      Looks::kAtForm};
  return info;
}

}  // namespace datagen::validate
