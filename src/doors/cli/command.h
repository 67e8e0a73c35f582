// A command of the program: one file in commands/ each; the list is made by the build.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace datagen::cli {

// Exit codes of the program.
constexpr int kSuccess = 0;
constexpr int kCheckFailed = 1;
constexpr int kUserMistake = 2;
constexpr int kEnvironmentFailed = 3;

struct CommandInfo {
  std::string name;
  std::string summary;
  // Declares options; the returned function runs the command and gives the exit code.
  std::function<int()> (*declare)(CLI::App* app) = nullptr;
};

// Reads a whole file ("-": standard input). False after a message to standard error.
bool ReadInput(const std::string& path, std::string* text);

// All commands; the program's main.
int RunProgram(int argc, char** argv);

}  // namespace datagen::cli
