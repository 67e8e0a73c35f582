#include "datagen/verify.h"

#include <fmt/format.h>

#include "doors/api/control.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "making/runs/folder_check.h"

namespace datagen {
namespace {

// The rows of the tables that the run was told, where they don't follow from others.
std::map<std::string, int64_t> RowsOf(const base::Json& metadata) {
  std::map<std::string, int64_t> rows;
  const base::Json* nodes = metadata.Find("spec")->Find("nodes");
  if (nodes == nullptr) return rows;
  for (const base::Json& node : nodes->items()) {
    const base::Json* id = node.Find("id");
    if (id == nullptr || node.Find("fanout") != nullptr) continue;
    const base::Json* table = metadata.Find("tables")->Find(id->text());
    const base::Json* count = table == nullptr ? nullptr : table->Find("rows");
    if (count != nullptr && count->AsInt64()) rows[id->text()] = *count->AsInt64();
  }
  return rows;
}

Outcome CompareValues(const base::Json& metadata, const VerifyOptions& options,
                      const work::JobContext& job, VerifySummary* summary) {
  const auto lacks = [](const char* what, const char* hint = "") {
    return api::Invalid("data-not-verifiable",
                        fmt::format("the values can't be made again: {}", what), {.hint = hint});
  };
  if (metadata.Find("spec") == nullptr || metadata.Find("seed") == nullptr) {
    return lacks("the metadata keep no spec");
  }
  if (metadata.Find("defects_sha256") != nullptr) {
    return lacks("some were broken on purpose", "the digests of the files can be looked at alone");
  }
  PlanOptions plan_options;
  plan_options.seed = metadata.Find("seed")->AsInt64();
  plan_options.rows = RowsOf(metadata);
  Report report;
  Outcome outcome;
  const auto plan = api::MakePlan(metadata.Find("spec")->Print(), "the spec of the metadata",
                                  plan_options, job, &report, &outcome);
  if (plan == nullptr) {
    return report.errors > 0 ? lacks("this version does not take the spec that was used") : outcome;
  }
  GenerateOptions generate;
  generate.format = "null";
  generate.threads = options.threads;
  GenerateSummary made;
  outcome = api::Generate(*plan, generate, job, &made);
  if (!outcome.ok()) return outcome;
  for (const TableSummary& table : made.tables) {
    const base::Json* entry = metadata.Find("tables")->Find(table.name);
    const base::Json* hash = entry == nullptr ? nullptr : entry->Find("content_hash");
    if (hash == nullptr || hash->is_null()) return lacks("the run kept no content hash");
    ++summary->tables_made;
    if (hash->text() == table.content_hash) continue;
    summary->differences.emplace_back(
        table.name, fmt::format("has content hash {}, and its spec and seed give {}", hash->text(),
                                table.content_hash));
  }
  return {};
}

}  // namespace

Outcome Verify(const VerifyOptions& options, VerifySummary* summary) {
  const api::Operation operation(options, options.threads);
  return api::GuardedOutcome([&]() -> Outcome {
    auto check = runs::CheckFolder(options.directory, operation.job());
    if (!check.ok()) return api::ToOutcome(check.status());
    summary->files = check.value().files;
    summary->bytes = check.value().bytes;
    summary->differences = std::move(check.value().differences);
    if (!options.values) return {};
    return CompareValues(check.value().metadata, options, operation.job(), summary);
  });
}

}  // namespace datagen
