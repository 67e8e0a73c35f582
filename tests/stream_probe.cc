// The library's Arrow streams for a program of another language: tests/oracles/test_streams.py
// loads this and hands the streams to pyarrow, Polars and DuckDB.
#include <memory>
#include <string>

#include "datagen/stream.h"

namespace {
std::string said;
}  // namespace

// A stream of rows of a spec's table; nullptr, or what was wrong. The plan is gone when it returns.
extern "C" const char* OpenProbe(const char* spec, const char* table, int64_t first, int64_t count,
                                 int64_t batch_rows, int decimal64, ArrowArrayStream* stream) {
  datagen::Report report;
  const std::unique_ptr<datagen::Plan> plan = datagen::Plan::Make(spec, "spec.json", {}, &report);
  if (plan == nullptr) {
    said = datagen::RenderText(report.diagnostics);
    return said.c_str();
  }
  datagen::StreamOptions options;
  options.batch_rows = batch_rows;
  options.decimal64 = decimal64 != 0;
  const datagen::Outcome outcome =
      datagen::OpenStream(*plan, plan->Find(table), first, count, options, stream);
  said = outcome.message();
  return outcome.ok() ? nullptr : said.c_str();
}
