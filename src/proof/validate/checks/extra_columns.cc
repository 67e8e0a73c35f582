#include <fmt/format.h>

#include "foundation/base/spelling.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

class ExtraColumns : public Check {
 public:
  ExtraColumns(const CheckInfo& info, std::string path, const Table& table)
      : Check(info, std::move(path), table.node->id, {},
              fmt::format("{} has no columns that the spec does not know", table.node->id)),
        files_(table) {}

  [[nodiscard]] bool is_local() const override { return true; }

  base::Status Judge(Session& /*session*/,
                     const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    finding->rows = static_cast<int64_t>(files_.columns.size() + files_.extra.size());
    finding->violations = static_cast<int64_t>(files_.extra.size());
    if (files_.extra.empty()) return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->message = "unknown to the spec: " + base::JoinNames(files_.extra);
    for (const std::string& column : files_.extra) {
      std::string file;
      for (const sources::File& candidate : files_.files()) {
        for (const sources::Column& given : candidate.columns) {
          if (given.name == column && file.empty()) file = candidate.path;
        }
      }
      finding->examples.push_back({{"column", column}, {"first in", file}});
    }
    return base::Status::Ok();
  }

 private:
  const Table& files_;
};

}  // namespace

const CheckInfo& ExtraColumnsCheck() {
  static const CheckInfo info{"extra_columns", Part::kConstraints, false,
                              "Finds columns that the spec does not know",
                              [](const CheckInfo& self, const Context& context, Checks* checks) {
                                for (const Table& table : context.dataset.tables()) {
                                  if (!table.readable()) continue;
                                  checks->push_back(std::make_unique<ExtraColumns>(
                                      self, context.Path(table.node->where.At("columns")), table));
                                }
                              }};
  return info;
}

}  // namespace datagen::validate
