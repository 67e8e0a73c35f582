#include "cases/case_runner.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace datagen::cases {
namespace {

namespace fs = std::filesystem;

std::map<std::string, Runner>& Runners() {
  static std::map<std::string, Runner> runners;
  return runners;
}

std::string ReadText(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The lines from the first that differs to the last.
std::string Difference(const std::string& expected, const std::string& actual) {
  std::vector<std::string> before = LinesOf(expected);
  std::vector<std::string> after = LinesOf(actual);
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.pop_back();
    after.pop_back();
  }
  size_t same = 0;
  while (same < std::min(before.size(), after.size()) && before[same] == after[same]) ++same;
  std::string text = fmt::format("from line {} of what is expected:\n", same + 1);
  for (size_t i = same; i < before.size(); ++i) text += fmt::format("- {}\n", before[i]);
  for (size_t i = same; i < after.size(); ++i) text += fmt::format("+ {}\n", after[i]);
  return text;
}

class CaseFileTest : public testing::Test {
 public:
  CaseFileTest(fs::path path, Runner runner) : path_(std::move(path)), runner_(std::move(runner)) {}

  void TestBody() override {
    const std::string text = ReadText(path_);
    std::string error;
    auto file = ParseCaseFile(text, &error);
    if (!file) FAIL() << path_.string() << ": " << error;
    const char* rewrite = std::getenv("DATAGEN_REWRITE");  // NOLINT(concurrency-mt-unsafe)
    const bool rewrites = rewrite != nullptr && *rewrite != '\0';
    for (Case& one : file->cases) {
      const std::string place = fmt::format("{}:{}: {}", path_.string(), one.line, one.name);
      SCOPED_TRACE(place);
      std::string actual = runner_(path_.stem().string(), one);
      if (!actual.empty() && !actual.ends_with('\n')) actual.push_back('\n');
      if (rewrites) {
        one.expected = std::move(actual);
        continue;
      }
      if (one.expected.empty()) ADD_FAILURE() << "nothing is expected: a case says what comes out";
      if (one.expected != actual) ADD_FAILURE() << Difference(one.expected, actual);
    }
    if (rewrites && PrintCaseFile(*file) != text) std::ofstream(path_) << PrintCaseFile(*file);
  }

 private:
  fs::path path_;
  Runner runner_;
};

}  // namespace

RunsFolder::RunsFolder(std::string folder, Runner runner) {
  Runners().emplace(std::move(folder), std::move(runner));
}

std::vector<std::string> CaseFilesOf(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(DATAGEN_CASES) / folder)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void RegisterCases() {
  for (const auto& [folder, runner] : Runners()) {
    for (const std::string& name : CaseFilesOf(folder)) {
      const fs::path path = fs::path(DATAGEN_CASES) / folder / (name + ".txt");
      testing::RegisterTest("Cases", fmt::format("{}/{}", folder, name).c_str(), nullptr, nullptr,
                            __FILE__, __LINE__, [path, runner = runner]() -> testing::Test* {
                              return new CaseFileTest(path, runner);  // owned by gtest
                            });
    }
  }
}

TEST(CaseFolders, EachHasARunner) {
  int folders = 0;
  for (const auto& entry : fs::directory_iterator(DATAGEN_CASES)) {
    if (!entry.is_directory()) continue;
    ++folders;
    EXPECT_TRUE(Runners().contains(entry.path().filename().string())) << entry.path();
  }
  EXPECT_EQ(Runners().size(), static_cast<size_t>(folders));
}

}  // namespace datagen::cases
