#include "doors/cli/session.h"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <thread>

#include "doors/cli/synopsis.h"
#include "doors/cli/terminal.h"

namespace datagen::cli {
namespace {

constexpr int kExitOfSignal = 128;

// Lines of a terminal and a document can't share a stream; JSON lines were asked for.
std::string ProgressMode(const Presentation& presentation) {
  const bool quiet = presentation.errors == "json" && presentation.progress == "auto";
  return quiet ? "never" : presentation.progress;
}

}  // namespace

Session::Session(const commands::Command& command, const commands::InputList& inputs,
                 const Presentation& presentation)
    : command_(command),
      inputs_(inputs),
      as_json_(presentation.errors == "json"),
      progress_(command.takes_long ? ProgressMode(presentation) : "never",
                [this] { return Seconds(); }),
      interruption_([this] { progress_.Tick(); }, [this](int signal) { EndNow(signal); }) {}

void Session::Print(std::string_view text) {
  progress_.EndPhase();
  output_.Write(text);
}

void Session::Say(const std::string& text) {
  progress_.Clear();
  if (!as_json_) std::fputs(text.c_str(), stderr);
}

void Session::Remark(std::string_view text) { Say(std::string(text) + "\n"); }

void Session::Tell(const std::vector<Diagnostic>& diagnostics) {
  // What fails after a stop fails for it, and that is told once.
  if (diagnostics.empty() || *stop()) return;
  problems_.Add(diagnostics);
  Say(RenderText(diagnostics));
}

int Session::ScreenColumns() const {
  return IsTerminal(STDOUT_FILENO) ? Columns(STDOUT_FILENO) : 0;
}

std::string Session::NameOf(const std::string& input) const {
  return OptionName(inputs_.Find(input)->input);
}

double Session::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

std::string Session::StartedAt() const {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::vector<std::pair<std::string, std::string>> Session::Machine() const {
  utsname name{};
  if (uname(&name) != 0) return {};
  return {{"system", name.sysname},
          {"release", name.release},
          {"processor", name.machine},
          {"cores", std::to_string(std::thread::hardware_concurrency())}};
}

int Session::Finish(int code) {
  progress_.EndPhase();
  const std::string why = output_.Finish();
  if (!why.empty()) {
    commands::Fail(this, "file-not-writable", "can't write to standard output: " + why);
    if (code == commands::kSuccess) code = commands::kEnvironmentFailed;
  }
  const std::lock_guard<std::timed_mutex> lock(ending_);
  const int signal = interruption_.signal();
  if (signal != 0 && code != commands::kSuccess) {
    code = kExitOfSignal + signal;
    problems_.Add(Stopped());
    Say(RenderText(Stopped()));
  }
  if (as_json_) std::fputs(problems_.Document(command_.name, code).c_str(), stderr);
  ended_with_ = code;
  return code;
}

std::vector<Diagnostic> Session::Stopped() const {
  return {base::MakeDiagnostic(Severity::kError, "interrupted", "stopped",
                               {.hint = command_.when_stopped})};
}

void Session::EndNow(int signal) {
  const int code = kExitOfSignal + signal;
  RemoveUnfinished();
  // The command may be telling its end just now. Once is enough, and it may have to wait.
  constexpr auto kTelling = std::chrono::milliseconds(20);
  if (!ending_.try_lock_for(kTelling)) ::_exit(code);
  if (ended_with_ >= 0) ::_exit(ended_with_);
  if (as_json_) {
    problems_.Add(Stopped());
    WriteErrorAtOnce(problems_.Document(command_.name, code));
  } else {
    WriteErrorAtOnce((CanRedraw(STDERR_FILENO) ? "\r\033[K" : "") + RenderText(Stopped()));
  }
  ::_exit(code);
}

}  // namespace datagen::cli
