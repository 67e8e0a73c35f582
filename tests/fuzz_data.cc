// Damaged data files: nothing in them may crash or hang validation, or pass for what was written.
//
//   fuzz_data [--cases N] [--seed S] [--case K]
//
// Starts from files of every format and compression that datagen writes, damages one file of a
// folder (file_damage.h), and validates and verifies the folder. What ends must say why; files that
// are not those of the run must differ for `verify`. Each case runs in a process of its own kind: a
// crash in a library ends that process, is counted, and makes the program end with 1.
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "datagen/validate.h"
#include "datagen/verify.h"
#include "file_damage.h"
#include "fuzz_case.h"

namespace {

namespace fs = std::filesystem;
using datagen::fuzz::Broken;
using datagen::fuzz::Draws;

constexpr const char* kSpec = R"json({
  "version": "1.0", "metadata": {"name": "damage"}, "constraints": {},
  "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z", "freq": "D"},
  "nodes": [
    {"id": "one", "kind": "entity", "pk": "id", "rows": 60, "columns": [
      {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
      {"name": "price", "type": "decimal(10,2)", "nullable": true, "null_rate": 0.2,
       "generator": {"choice": {"choices": [1.5, 2.25, -3]}}},
      {"name": "text", "type": "string", "nullable": true, "null_rate": 0.2,
       "generator": {"choice": {"choices": ["", "a,b", "\"q\"", "two\nlines", "é日本"]}}},
      {"name": "day", "type": "date", "nullable": false,
       "generator": {"datetime_series": {"within": "timeframe", "freq": "D"}}},
      {"name": "seen", "type": "bool", "nullable": false,
       "generator": {"choice": {"choices": [true, false]}}},
      {"name": "x", "type": "float", "nullable": false, "generator":
       {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}}},
      {"name": "list", "type": "array<int>", "nullable": false, "length": [0, 3],
       "generator": {"choice": {"choices": [1, 2]}}}]}]})json";

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void WriteFile(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  if (!file.flush()) Broken("can't write a damaged file", path.string());
}

// Folders of whole files, one for each format and compression, with the bytes of each file.
struct Whole {
  fs::path folder;
  std::vector<fs::path> files;
  std::vector<std::string> bytes;
};

void MakeWhole(const fs::path& root) {
  datagen::Report report;
  const auto plan = datagen::Plan::Make(kSpec, "spec.json", {}, &report);
  if (plan == nullptr) Broken("the spec is refused", datagen::RenderText(report.diagnostics));
  for (const std::string& format : datagen::FormatNames()) {
    for (const std::string& compression : datagen::FormatCompressions(format)) {
      for (const std::string& encoding : datagen::FormatEncodings(format)) {
        datagen::GenerateOptions options;
        options.directory = root / (format + "-" + compression + "-" + encoding);
        options.format = format;
        options.compression = compression;
        options.encoding = encoding;
        datagen::GenerateSummary summary;
        const datagen::Outcome outcome = plan->Generate(options, &summary);
        if (!outcome.ok()) Broken("no files to start from", outcome.message());
      }
    }
  }
}

std::vector<Whole> ListWhole(const fs::path& root) {
  std::vector<Whole> all;
  for (const auto& entry : fs::directory_iterator(root)) {
    Whole whole{.folder = entry.path(), .files = {}, .bytes = {}};
    for (const auto& file : fs::recursive_directory_iterator(entry.path())) {
      if (!file.is_regular_file()) continue;
      whole.files.push_back(file.path());
    }
    std::sort(whole.files.begin(), whole.files.end());
    for (const fs::path& file : whole.files) whole.bytes.push_back(ReadFile(file));
    // A format that writes nothing has no data.
    if (whole.files.size() > 1) all.push_back(std::move(whole));
  }
  std::sort(all.begin(), all.end(),
            [](const Whole& a, const Whole& b) { return a.folder < b.folder; });
  return all;
}

std::string Verified(const Whole& whole, bool values) {
  datagen::VerifyOptions options;
  options.directory = whole.folder;
  options.values = values;
  datagen::VerifySummary summary;
  const datagen::Outcome outcome = datagen::Verify(options, &summary);
  if (!outcome.ok()) {
    if (outcome.message().empty()) Broken("verify ends without a reason", whole.folder.string());
    return "refused";
  }
  return summary.differences.empty() ? "same" : "differs";
}

std::string Validated(const Whole& whole) {
  datagen::ValidateOptions options;
  options.directory = whole.folder;
  datagen::Report report;
  datagen::Outcome outcome;
  const auto validation = datagen::Validation::Run(kSpec, "spec.json", options, &report, &outcome);
  if (validation == nullptr) {
    if (outcome.message().empty()) Broken("validate ends without a reason", whole.folder.string());
    if (outcome.message().find("internal error") != std::string::npos) {
      Broken("validate finds a mistake of its own", outcome.message());
    }
    return "refused";
  }
  if (validation->Render("console").empty()) Broken("no report", whole.folder.string());
  return validation->passed() ? "passes" : "fails";
}

// What became of the case. Puts the file back.
std::string RunCase(const std::vector<Whole>& all, Draws* draws) {
  const Whole& whole = draws->Of(all);
  const bool metadata = draws->OneIn(6);
  size_t victim = draws->Below(whole.files.size());
  for (size_t i = 0; i < whole.files.size(); ++i) {
    const bool is_metadata = whole.files[i].filename() == ".metadata.json";
    if (is_metadata == metadata) victim = i;
  }
  const std::string damaged =
      draws->OneIn(50) ? whole.bytes[victim] : datagen::fuzz::Damaged(whole.bytes[victim], draws);
  const bool same = damaged == whole.bytes[victim];
  WriteFile(whole.files[victim], damaged);
  const std::string verified = Verified(whole, draws->OneIn(20));
  const std::string validated = Validated(whole);
  WriteFile(whole.files[victim], whole.bytes[victim]);
  const std::string where = whole.files[victim].string();
  if (same && (verified != "same" || validated != "passes")) Broken("whole files fail", where);
  if (!same && !metadata && verified == "same") Broken("verify does not see the damage", where);
  const std::string format = whole.folder.filename().string();
  return (metadata ? "metadata" : format.substr(0, format.find('-'))) + ": validate " + validated;
}

// A process that runs the cases whose draws it is sent, until it dies or has run enough.
class Worker {
 public:
  explicit Worker(std::function<std::string(Draws*)> run) : run_(std::move(run)) {}
  ~Worker() { Stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // What it says of the case, or how it died.
  std::string Run(int64_t number, uint64_t bits) {
    if (pid_ < 0) Start();
    const Request request{number, bits};
    if (write(to_, &request, sizeof(request)) != sizeof(request)) return Died();
    constexpr int kWaitMilliseconds = 1000;
    constexpr double kSecondsMax = 60;
    pollfd answer{.fd = from_, .events = POLLIN, .revents = 0};
    const double start = SecondsUsed();
    for (int waits = 0; poll(&answer, 1, kWaitMilliseconds) == 0; ++waits) {
      // Of its own work: on a busy machine an easy case can take long. Who waits for nothing has
      // none.
      constexpr int kWaitsMax = 1200;
      if (SecondsUsed() - start < kSecondsMax && waits < kWaitsMax) continue;
      kill(pid_, SIGKILL);
      Stop();
      return "DIED: no end within a minute";
    }
    char text[200] = {};
    if (read(from_, text, sizeof(text) - 1) <= 0) return Died();
    constexpr int kCasesMax = 1000;  // what libraries keep is given back
    if (++served_ == kCasesMax) Stop();
    return text;
  }

 private:
  struct Request {
    int64_t number;
    uint64_t bits;
  };

  void Start() {
    int there[2];
    int back[2];
    if (pipe(there) != 0 || pipe(back) != 0) Broken("no pipe", "");
    pid_ = fork();
    if (pid_ < 0) Broken("no process", "");
    if (pid_ == 0) {
      close(there[1]);
      close(back[0]);
      Serve(there[0], back[1]);
    }
    close(there[0]);
    close(back[1]);
    to_ = there[1];
    from_ = back[0];
    served_ = 0;
  }

  [[noreturn]] void Serve(int in, int out) {
    Request request{};
    while (read(in, &request, sizeof(request)) == sizeof(request)) {
      datagen::fuzz::SetCase(request.number);
      Draws draws(request.bits);
      const std::string said = run_(&draws);
      if (write(out, said.data(), said.size()) < 0) break;
    }
    std::_Exit(0);
  }

  // Of processors, by the worker.
  [[nodiscard]] double SecondsUsed() const {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
  }

  std::string Died() {
    const int status = Stop();
    return WIFSIGNALED(status) ? "DIED: signal " + std::to_string(WTERMSIG(status))
                               : "DIED: code " + std::to_string(WEXITSTATUS(status));
  }

  // Its end of the pipe closed, it ends. Its status.
  int Stop() {
    if (pid_ < 0) return 0;
    int status = 0;
    close(to_);
    waitpid(pid_, &status, 0);
    close(from_);
    pid_ = -1;
    return status;
  }

  std::function<std::string(Draws*)> run_;
  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  int served_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  datagen::fuzz::Cases cases("fuzz_data", argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  std::string root = fs::temp_directory_path() / "fuzz_data.XXXXXX";
  if (mkdtemp(root.data()) == nullptr) Broken("no folder", root);
  // This process makes nothing itself: threads of the library would not live on in a worker.
  const pid_t maker = fork();
  if (maker == 0) {
    MakeWhole(root);
    std::_Exit(0);
  }
  int made = 1;
  waitpid(maker, &made, 0);
  const std::vector<Whole> all = ListWhole(root);
  int64_t deaths = made != 0 || all.empty() ? 1 : 0;
  if (deaths == 0) {
    Worker worker([&all](Draws* draws) { return RunCase(all, draws); });
    cases.Run([&](int64_t number, Draws* draws) {
      const std::string became = worker.Run(number, draws->Bits());
      cases.Count(became);
      if (!became.starts_with("DIED")) return;
      ++deaths;
      std::fprintf(stderr, "fuzz_data: case %lld: %s\n", static_cast<long long>(number),
                   became.c_str());
      for (const Whole& whole : all) {
        for (size_t i = 0; i < whole.files.size(); ++i) WriteFile(whole.files[i], whole.bytes[i]);
      }
    });
  }
  fs::remove_all(root);
  return deaths == 0 ? 0 : 1;
}
