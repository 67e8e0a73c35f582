// The library's operations, on the context of a job: what the calls of the public headers and the
// jobs of job.h both are.
//
// None throws. Thread-safety: as the public calls.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "datagen/create.h"
#include "datagen/datagen.h"
#include "datagen/load.h"
#include "datagen/validate.h"
#include "foundation/work/job_context.h"

namespace datagen::api {

// nullptr after mistakes, which `report` says, or a stop; `outcome` says which of the two.
std::unique_ptr<Plan> MakePlan(std::string_view spec, std::string_view name,
                               const PlanOptions& options, const work::JobContext& job,
                               Report* report, Outcome* outcome);
Outcome Generate(const Plan& plan, const GenerateOptions& options, const work::JobContext& job,
                 GenerateSummary* summary);
// `table`: the one whose rows are made as a stream; -1: files of all.
Outcome CheckBounds(const Plan& plan, int table, const GenerateOptions& options,
                    const work::JobContext& job);
Outcome CheckBounds(const Plan& plan, const LoadOptions& options, const work::JobContext& job);
Outcome WriteTable(const Plan& plan, int table, const GenerateOptions& options,
                   const ByteTaker& take, const work::JobContext& job, TableSummary* summary);
Outcome Explain(const Plan& plan, const ExplainOptions& options, const work::JobContext& job,
                std::string* text);
Outcome Load(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
             LoadSummary* summary);
// nullptr with an outcome.
std::unique_ptr<Validation> Validate(const Plan& plan, const ValidateOptions& options,
                                     const work::JobContext& job, Outcome* outcome);
std::unique_ptr<Validation> Validate(std::string_view spec, std::string_view name,
                                     const ValidateOptions& options, const work::JobContext& job,
                                     Report* report, Outcome* outcome);
CreateResult Create(const std::vector<ScriptSource>& scripts, const CreateOptions& options,
                    const work::JobContext& job);
CreateResult Create(const std::string& url, const CreateOptions& options,
                    const work::JobContext& job);

}  // namespace datagen::api
