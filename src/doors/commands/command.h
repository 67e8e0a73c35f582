// A command: an entry of the table from which the command line, its help, completion, pages and a
// machine-readable form are derived. One file in kinds/ each; the list is made by the build.
//
// A command knows no terminal and no process: what it needs of them its Context gives.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doors/commands/context.h"
#include "doors/commands/input_list.h"

namespace datagen::commands {

// How a command ends; a program's exit codes.
constexpr int kSuccess = 0;
constexpr int kCheckFailed = 1;
constexpr int kUserMistake = 2;
constexpr int kEnvironmentFailed = 3;

// One call of a command: its inputs are set, then it is run once.
class Call {
 public:
  virtual ~Call() = default;
  [[nodiscard]] virtual const InputList& inputs() const = 0;
  // One of the codes above; why it is not kSuccess has been told to `context`.
  virtual int Run(Context* context) = 0;
};

// Inputs by name, in order; the value of a flag is "". Runs where the files that it names are.
struct Example {
  std::string doc;
  std::vector<std::pair<std::string, std::string>> inputs;
  std::string piped_from = {};  // the command that writes the standard input
};

struct Command {
  std::string name;
  std::string summary;
  std::string notes = {};                 // paragraphs, divided by an empty line
  std::vector<std::string> outputs = {};  // what it gives, a clause each
  std::string check_failed = {};          // when it ends with kCheckFailed; "": never
  std::vector<Example> examples = {};
  bool takes_long = false;        // shows progress
  std::string when_stopped = {};  // what is left when it is stopped halfway; "": nothing
  std::unique_ptr<Call> (*prepare)() = nullptr;
};

// "", or why the limits of the process leave too little to run anything: a command may end at any
// moment then, in the midst of a library's own work, and would not tell why.
std::string WhyNothingCanRun();

// A call whose inputs are bound to the fields of `Options`: Declare(InputList*, Options*) binds
// them, RunWith(const Options&, Context*) runs it.
template <typename Options, auto Declare, auto RunWith>
std::unique_ptr<Call> Prepare() {
  class BoundCall : public Call {
   public:
    BoundCall() { Declare(&inputs_, &options_); }
    [[nodiscard]] const InputList& inputs() const override { return inputs_; }
    int Run(Context* context) override { return RunWith(options_, context); }

   private:
    Options options_;
    InputList inputs_;
  };
  return std::make_unique<BoundCall>();
}

// The commands that every door offers, by name.
const std::vector<const Command*>& Commands();

}  // namespace datagen::commands
