#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

class Files : public Check {
 public:
  Files(const CheckInfo& info, std::string path, const Table& table, const Dataset& dataset)
      : Check(info, std::move(path), table.node->id, {},
              fmt::format("{} {} can be read", dataset.is_database() ? "the table" : "the files of",
                          table.node->id)),
        table_files_(table),
        unfinished_(dataset.unfinished()) {}

  [[nodiscard]] bool is_local() const override { return true; }

  base::Status Judge(Session& /*session*/,
                     const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    finding->rows = static_cast<int64_t>(table_files_.files().size());
    for (const sources::File& file : table_files_.files()) {
      if (file.problem.empty()) continue;
      ++finding->violations;
      finding->examples.push_back({{"file", file.path}, {"problem", file.problem}});
    }
    if (!table_files_.problem.empty()) {
      finding->violations = std::max<int64_t>(finding->violations, 1);
      finding->message = table_files_.problem;
    } else if (finding->violations > 0) {
      finding->message = fmt::format("{} of {} files can't be read: their rows were left out",
                                     finding->violations, table_files_.files().size());
    }
    if (unfinished_ && finding->violations == 0) {
      finding->violations = 1;
      finding->message =
          "an interrupted run: the folder still holds .datagen/job.json (run it again)";
    }
    if (finding->violations > 0) finding->verdict = Verdict::kFailed;
    return base::Status::Ok();
  }

 private:
  const Table& table_files_;
  bool unfinished_;
};

}  // namespace

const CheckInfo& FilesCheck() {
  static const CheckInfo info{
      "files", Part::kConstraints, true, "Reads every file, or table of a database, to its end",
      [](const CheckInfo& self, const Context& context, Checks* checks) {
        for (const Table& table : context.dataset.tables()) {
          checks->push_back(std::make_unique<Files>(self, context.Path(table.node->where), table,
                                                    context.dataset));
        }
      }};
  return info;
}

}  // namespace datagen::validate
