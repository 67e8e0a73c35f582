#include "making/runs/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "foundation/base/diagnostic.h"

namespace datagen::runs {

using base::Json;

std::vector<std::pair<std::string, int64_t>> ReadCounts(const Json& json) {
  std::vector<std::pair<std::string, int64_t>> counts;
  counts.reserve(json.members().size());
  for (const base::JsonMember& member : json.members()) {
    counts.emplace_back(member.key, member.value.AsInt64().value_or(0));
  }
  return counts;
}

Json CountsJson(const std::vector<std::pair<std::string, int64_t>>& counts) {
  Json json = Json::Object();
  for (const auto& [column, count] : counts) json.Set(column, Json::Number(count));
  return json;
}

int64_t PartRecord::bytes() const {
  int64_t bytes = 0;
  for (const PartFile& file : files) bytes += file.bytes;
  return bytes;
}

base::Json PartRecord::ToJson() const {
  Json json = Json::Object();
  json.Set("rows", Json::Number(rows));
  Json written = Json::Array();
  for (const PartFile& file : files) {
    written.Push(Json::Array(
        {Json::String(file.name), Json::Number(file.bytes), Json::String(file.digest)}));
  }
  json.Set("files", std::move(written));
  Json digests = Json::Array();
  for (const std::string& block : blocks) digests.Push(Json::String(block));
  json.Set("blocks", std::move(digests));
  json.Set("saturated", CountsJson(saturated));
  if (!placeless.empty()) json.Set("placeless", CountsJson(placeless));
  return json;
}

base::Result<PartRecord> PartRecord::FromJson(const std::string& text) {
  base::Diagnostics diagnostics;
  diagnostics.SetSource(text);
  const auto json = base::ParseJson(text, &diagnostics);
  const auto broken =
      base::Status::Environment("record-damaged", "a record of a finished part is damaged");
  if (!json || json->Find("rows") == nullptr || json->Find("files") == nullptr ||
      json->Find("blocks") == nullptr || json->Find("saturated") == nullptr) {
    return broken;
  }
  PartRecord record;
  record.rows = json->Find("rows")->AsInt64().value_or(-1);
  if (record.rows < 0) return broken;
  for (const Json& file : json->Find("files")->items()) {
    constexpr size_t kFields = 3;
    if (file.items().size() != kFields) return broken;
    record.files.push_back(
        {file.items()[0].text(), file.items()[1].AsInt64().value_or(-1), file.items()[2].text()});
  }
  for (const Json& block : json->Find("blocks")->items()) record.blocks.push_back(block.text());
  record.saturated = ReadCounts(*json->Find("saturated"));
  if (const Json* counts = json->Find("placeless")) record.placeless = ReadCounts(*counts);
  return record;
}

int64_t CountParts(const plan::Plan& plan, const std::vector<int64_t>& part_rows) {
  int64_t count = 0;
  for (size_t node = 0; node < plan.nodes.size(); ++node) {
    const int64_t rows = plan.nodes[node].rows;
    const int64_t each = part_rows[node];
    count += std::max<int64_t>(1, rows / each + (rows % each != 0 ? 1 : 0));
  }
  return count;
}

std::vector<Part> CutParts(const plan::Plan& plan, const std::vector<int64_t>& part_rows) {
  std::vector<Part> parts;
  for (size_t node = 0; node < plan.nodes.size(); ++node) {
    const int64_t rows = plan.nodes[node].rows;
    const int64_t each = part_rows[node];
    for (int64_t index = 0; index == 0 || index * each < rows; ++index) {
      const int64_t first = index * each;
      parts.push_back({static_cast<int>(node), index, first, std::min(each, rows - first)});
    }
  }
  return parts;
}

std::vector<Part> PartsOfSlice(const std::vector<Part>& parts, int64_t slice, int64_t slices) {
  std::map<int, int64_t> count_of;
  for (const Part& part : parts) ++count_of[part.node];
  std::vector<Part> chosen;
  for (const Part& part : parts) {
    const int64_t count = count_of[part.node];
    if (part.index >= count * (slice - 1) / slices && part.index < count * slice / slices) {
      chosen.push_back(part);
    }
  }
  return chosen;
}

std::string PartName(int64_t index) { return fmt::format("part-{:05d}", index); }

}  // namespace datagen::runs
