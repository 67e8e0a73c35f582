// Messages as people read them, by the library's public functions: a wrong spec, or (in files whose
// names begin with "script") a dialect and a script.
#include <gtest/gtest.h>

#include <algorithm>

#include "cases/case_runner.h"
#include "datagen/create.h"
#include "datagen/datagen.h"

namespace datagen::cases {
namespace {

std::string OfSpec(const std::string& text) {
  Report report;
  const auto plan = Plan::Make(text, "spec.json", {}, &report);
  EXPECT_EQ(plan == nullptr, report.errors > 0);
  return RenderText(report.diagnostics);
}

std::string OfScript(const std::string& text) {
  const size_t end = text.find('\n');
  const std::string script = text.substr(end + 1);
  CreateOptions options;
  options.dialect = text.substr(0, end);
  size_t at = 0;
  const auto read = [&](char* data, size_t size) {
    const size_t count = std::min(size, script.size() - at);
    std::copy_n(script.data() + at, count, data);
    at += count;
    return static_cast<int64_t>(count);
  };
  const CreateResult result = CreateFromScripts({{"schema.sql", read}}, options);
  const bool noted = result.errors > 0;  // then the outcome says the same
  return RenderText(result.diagnostics) + (noted ? "" : result.outcome.message());
}

const RunsFolder kFolder("messages", [](const std::string& file, const Case& one) {
  return file.starts_with("script") ? OfScript(one.input) : OfSpec(one.input);
});

}  // namespace
}  // namespace datagen::cases
