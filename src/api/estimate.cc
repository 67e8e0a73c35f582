#include "api/estimate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "datagen/datagen.h"
#include "spec/spec.h"

namespace datagen::api {
namespace {

constexpr int64_t kSampleRows = 131'072;  // a row group: dictionaries and pages as in the real file
constexpr int64_t kSampleBatchRows = 16'384;

// A file that goes away with its owner.
class ScratchFile {
 public:
  static base::Result<std::unique_ptr<ScratchFile>> Make() {
    std::error_code error;
    std::string pattern =
        (std::filesystem::temp_directory_path(error) / "datagen-sample-XXXXXX").string();
    const int descriptor = error ? -1 : ::mkstemp(pattern.data());
    if (descriptor < 0) return base::Status::Environment("can't create a temporary file");
    std::fclose(::fdopen(descriptor, "w"));
    return std::unique_ptr<ScratchFile>(new ScratchFile(pattern));
  }
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit ScratchFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace

base::Result<int64_t> EstimateBytes(const engine::Engine& engine, int node,
                                    const sinks::SinkInfo& sink, const std::string& compression) {
  const int64_t rows = engine.plan().nodes[static_cast<size_t>(node)].rows;
  if (rows == 0 || sink.extension.empty()) return int64_t{0};
  auto scratch = ScratchFile::Make();
  if (!scratch.ok()) return scratch.status();
  const auto writer = sink.make({compression, kSampleRows});
  base::Status status = writer->Open(scratch.value()->path(), engine.written(node));
  // From the middle: row numbers have their usual number of digits there.
  const int64_t sampled = std::min(rows, kSampleRows);
  const int64_t begin = (rows - sampled) / 2;
  const int64_t batch_rows = std::min(kSampleBatchRows, engine.batch_rows_max());
  for (int64_t done = 0; done < sampled && status.ok();) {
    const int64_t count = std::min(batch_rows, sampled - done);
    const auto batch = engine.Fill(node, begin + done, count);
    if (!batch.ok()) return batch.status();
    status = writer->Write(batch.value());
    done += count;
  }
  if (!status.ok()) return status;
  const auto bytes = writer->Close();
  if (!bytes.ok()) return bytes.status();
  return static_cast<int64_t>(static_cast<double>(bytes.value()) * static_cast<double>(rows) /
                              static_cast<double>(sampled));
}

base::Status ExplainPlan(const engine::Engine& engine, const sinks::SinkInfo& sink,
                         const std::string& compression, std::string* text) {
  const plan::Plan& plan = engine.plan();
  *text = fmt::format("plan of '{}', seed {}, {} ({})\n", plan.spec->name, plan.seed, sink.id,
                      compression);
  int64_t total_rows = 0;
  int64_t total_bytes = 0;
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const plan::Node& node = plan.nodes[i];
    const auto bytes = EstimateBytes(engine, static_cast<int>(i), sink, compression);
    if (!bytes.ok()) return bytes.status();
    total_rows += node.rows;
    total_bytes += bytes.value();
    *text += fmt::format("\n{} ({}): {} rows, about {}", node.id, node.is_fact ? "fact" : "entity",
                         FormatCount(node.rows), FormatBytes(bytes.value()));
    if (node.family != nullptr) {
      *text +=
          fmt::format("; {:.4g} for each {}, at most {}", node.family->children_mean(),
                      plan.nodes[static_cast<size_t>(node.parent)].id, node.family->children_max());
    }
    *text += '\n';
    size_t width = 0;
    size_t type_width = 0;
    for (const plan::Column& column : node.columns) {
      width = std::max(width, column.name.size());
      type_width = std::max(type_width, column.type.Name().size());
    }
    int position = 0;
    for (const int index : node.order) {
      const plan::Column& column = node.columns[static_cast<size_t>(index)];
      const spec::Column& from = plan.spec->nodes[i].columns[static_cast<size_t>(index)];
      std::string how = from.generator->function->id;
      for (const auto& call : from.modifiers) how += " + " + call.function->id;
      std::string marks;
      if (column.domain.unique) marks += ", unique";
      if (column.null_rate > 0) marks += fmt::format(", {:.3g} % null", column.null_rate * 100);
      if (column.null_when != nullptr) marks += ", null when its condition holds";
      if (column.hidden) marks += ", hidden";
      if (column.correlation >= 0) marks += ", correlated";
      if (!column.why.empty()) marks += "; " + column.why;
      *text += fmt::format("  {:>2}. {:<{}}  {:<{}}  {}{}\n", ++position, column.name, width,
                           column.type.Name(), type_width, how, marks);
    }
  }
  *text += fmt::format("\ntotal: {} rows, about {}\n", FormatCount(total_rows),
                       FormatBytes(total_bytes));
  return base::Status::Ok();
}

}  // namespace datagen::api
