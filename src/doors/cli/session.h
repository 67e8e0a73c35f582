// A command's world on a command line: its results go to standard output, all else to standard
// error, and Ctrl-C stops it. How it ended is told in one place, as text or as one JSON document.
//
// Thread-safety: as Context says.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "doors/cli/interruption.h"
#include "doors/cli/presentation.h"
#include "doors/cli/progress.h"
#include "doors/cli/terminal.h"
#include "doors/commands/command.h"
#include "doors/commands/problem_list.h"

namespace datagen::cli {

class Session : public commands::Context {
 public:
  Session(const commands::Command& command, const commands::InputList& inputs,
          const Presentation& presentation);

  [[nodiscard]] const std::atomic<bool>* stop() const override { return interruption_.stop(); }
  void StartPhase(std::string_view what) override { progress_.StartPhase(what); }
  void Advance(const Progress& progress) override { progress_.Show(progress); }
  void Print(std::string_view text) override;
  void Remark(std::string_view text) override;
  void Tell(const std::vector<Diagnostic>& diagnostics) override;
  [[nodiscard]] int ScreenColumns() const override;
  [[nodiscard]] std::string NameOf(const std::string& input) const override;
  [[nodiscard]] double Seconds() const override;
  [[nodiscard]] std::string StartedAt() const override;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> Machine() const override;

  // Writes what is left to write; `code` is how the command ended. The program's exit code.
  int Finish(int code);

 private:
  // To standard error, unless a document is told at the end.
  void Say(const std::string& text);
  [[nodiscard]] std::vector<Diagnostic> Stopped() const;
  // On the thread of the interruption. Does not return.
  void EndNow(int signal);

  const commands::Command& command_;
  const commands::InputList& inputs_;
  bool as_json_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  OutputStream output_;
  commands::ProblemList problems_;
  ProgressPrinter progress_;
  std::timed_mutex ending_;    // held by who tells the end
  int ended_with_ = -1;        // the exit code that was told
  Interruption interruption_;  // the last: its thread uses the others
};

}  // namespace datagen::cli
