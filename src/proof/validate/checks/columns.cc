#include <fmt/format.h>

#include "foundation/base/spelling.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

class Columns : public Check {
 public:
  Columns(const CheckInfo& info, std::string path, const Table& table)
      : Check(info, std::move(path), table.node->id, {},
              fmt::format("every file of {} has all columns", table.node->id)),
        files_(table) {}

  [[nodiscard]] bool is_local() const override { return true; }

  base::Status Judge(Session& /*session*/,
                     const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    finding->rows = static_cast<int64_t>(files_.columns.size() * files_.files().size());
    std::vector<std::string> missing;
    for (const ColumnState& state : files_.columns) {
      if (!state.present) {
        missing.push_back(state.column->name);
        finding->examples.push_back({{"column", state.column->name}, {"missing in", "all files"}});
      }
      for (const std::string& file : state.absent) {
        ++finding->violations;
        finding->examples.push_back({{"column", state.column->name}, {"missing in", file}});
      }
    }
    finding->violations += static_cast<int64_t>(missing.size());
    if (finding->violations == 0) return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->message = missing.empty() ? "the files differ in their columns"
                                       : "missing: " + base::JoinNames(missing);
    if (!missing.empty() && !files_.extra.empty()) {
      finding->message += fmt::format("; unknown to the spec: {}", base::JoinNames(files_.extra));
    }
    return base::Status::Ok();
  }

 private:
  const Table& files_;
};

}  // namespace

const CheckInfo& ColumnsCheck() {
  static const CheckInfo info{"columns", Part::kConstraints, true,
                              "Finds every column of the spec in every file",
                              [](const CheckInfo& self, const Context& context, Checks* checks) {
                                for (const Table& table : context.dataset.tables()) {
                                  if (!table.readable()) continue;
                                  checks->push_back(std::make_unique<Columns>(
                                      self, context.Path(table.node->where.At("columns")), table));
                                }
                              }};
  return info;
}

}  // namespace datagen::validate
