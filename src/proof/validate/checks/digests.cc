#include <fmt/format.h>

#include <set>

#include "data/sources/file_digest.h"
#include "foundation/base/plural.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

// No claim of the spec, but of the folder: that it holds the files that the run has written.
class Digests : public Check {
 public:
  Digests(const CheckInfo& info, std::string path, const Table& table,
          std::map<std::string, std::string> written)
      : Check(info, std::move(path), table.node->id, {},
              fmt::format("the files of {} are those that the run has written", table.node->id)),
        table_files_(table),
        written_(std::move(written)) {}

  base::Status Judge(Session& /*session*/,
                     const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    std::set<std::string> found;
    for (const sources::File& file : table_files_.files()) {
      found.insert(file.path);
      const auto written = written_.find(file.path);
      if (written == written_.end()) {
        Note(finding, file.path, "was not written", std::nullopt, std::nullopt);
        continue;
      }
      auto digest = sources::DigestOf(file.path);
      if (!digest.ok()) return digest.status();
      if (*digest == written->second) continue;
      Note(finding, file.path, "has other bytes", *digest, written->second);
    }
    for (const auto& [path, digest] : written_) {
      if (!found.contains(path)) Note(finding, path, "is missing", std::nullopt, digest);
    }
    finding->rows = static_cast<int64_t>(found.size());
    if (finding->violations == 0) return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->message =
        fmt::format("{} {} not as the run wrote them (.files.xxh128)", finding->violations,
                    base::Plural(finding->violations, "file is", "files are"));
    return base::Status::Ok();
  }

 private:
  static void Note(Finding* finding, const std::string& path, const char* problem,
                   std::optional<std::string> given, std::optional<std::string> expected) {
    constexpr int64_t kExamplesMax = 20;
    if (++finding->violations > kExamplesMax) return;
    finding->examples.push_back({{"file", path},
                                 {"problem", problem},
                                 {"given", std::move(given)},
                                 {"expected", std::move(expected)}});
  }

  const Table& table_files_;
  std::map<std::string, std::string> written_;  // digests by path
};

}  // namespace

const CheckInfo& DigestsCheck() {
  static const CheckInfo info{
      "digests", Part::kConstraints, false,
      "Compares the digest of every file with the one that the run has noted",
      [](const CheckInfo& self, const Context& context, Checks* checks) {
        for (const Table& table : context.dataset.tables()) {
          auto written = context.dataset.DigestsOf(table);
          if (written.empty()) continue;
          checks->push_back(std::make_unique<Digests>(self, context.Path(table.node->where), table,
                                                      std::move(written)));
        }
      }};
  return info;
}

}  // namespace datagen::validate
