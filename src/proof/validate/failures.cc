#include "proof/validate/failures.h"

#include <fmt/format.h>

#include <filesystem>

#include "data/query/sql_text.h"
#include "foundation/work/unfinished.h"

namespace datagen::validate {
namespace {

namespace fs = std::filesystem;
using base::Status;

// Letters that every file system takes.
std::string FileName(const CheckReport& check, int64_t number) {
  std::string name =
      fmt::format("{:03d}-{}-{}", number, check.info->id, NameOf(check.table, check.columns));
  for (char& c : name) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    if (!plain) c = '_';
  }
  constexpr size_t kNameMax = 120;
  return name.substr(0, kNameMax) + ".parquet";
}

Status CantWrite(const fs::path& path, const std::string& why) {
  return Status::Environment("file-not-writable",
                             fmt::format("can't write '{}': {}", path.string(), why));
}

}  // namespace

Status WriteFailures(const std::string& directory, Session* session, Report* report) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) {
    return Status::Environment("folder-not-created", fmt::format("can't make the folder '{}': {}",
                                                                 directory, error.message()));
  }
  int64_t number = 0;
  for (CheckReport& check : report->checks) {
    if (check.finding.verdict != Verdict::kFailed || check.finding.sql.empty()) continue;
    if (check.info->part == Part::kBehaviour) continue;  // its rows do not fail one by one
    const fs::path path = fs::path(directory) / FileName(check, ++number);
    const fs::path unfinished = work::UnfinishedPath(path.string());
    const work::Unfinished mark(unfinished.string());
    const Status written =
        session->Execute(fmt::format("COPY ({}) TO {} (FORMAT parquet)", check.finding.sql,
                                     query::Literal(unfinished.string())));
    if (!written.ok()) {
      fs::remove(unfinished, error);
      return CantWrite(path, query::FirstLine(written.message()));
    }
    fs::rename(unfinished, path, error);
    if (error) return CantWrite(path, error.message());
    check.failures_file = path.string();
  }
  return Status::Ok();
}

}  // namespace datagen::validate
