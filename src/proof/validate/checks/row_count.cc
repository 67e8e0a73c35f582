#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

class RowCount : public Check {
 public:
  RowCount(const CheckInfo& info, std::string path, const std::string& table, int64_t expected,
           const std::string& source)
      : Check(info, std::move(path), table, {},
              fmt::format("{} has {} {} ({})", table, expected, base::Plural(expected, "row"),
                          source)),
        expected_(expected) {}

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    finding->rows = session.RowCount(table());
    if (finding->rows == expected_) return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->violations = 1;
    finding->message = fmt::format("{} {}, expected {}", finding->rows,
                                   base::Plural(finding->rows, "row"), expected_);
    return base::Status::Ok();
  }

 private:
  int64_t expected_;
};

}  // namespace

const CheckInfo& RowCountCheck() {
  static const CheckInfo info{
      "row_count", Part::kConstraints, false,
      "Counts rows: as the folder's metadata say, else as the spec says",
      [](const CheckInfo& self, const Context& context, Checks* checks) {
        const auto& declared = context.dataset.declared_rows();
        for (const Table& table : context.dataset.tables()) {
          if (!table.readable()) continue;
          const auto found = declared.find(table.node->id);
          const std::string path = context.Path(table.node->where);
          if (found != declared.end()) {
            checks->push_back(std::make_unique<RowCount>(self, path, table.node->id, found->second,
                                                         "by its metadata"));
          } else if (const auto wanted = context.ExpectedRows(*table.node)) {
            checks->push_back(std::make_unique<RowCount>(self, path + ".rows", table.node->id,
                                                         *wanted, "by the spec"));
            const auto rows = static_cast<double>(*wanted);
            checks->back()->set_rule({.kind = Rule::Kind::kRowCount, .least = rows, .most = rows});
          }
        }
      }};
  return info;
}

}  // namespace datagen::validate
