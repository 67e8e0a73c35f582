#include "making/runs/run_documents.h"

#include "foundation/base/sha256.h"
#include "language/spec/printer.h"
#include "making/runs/parts.h"

namespace datagen::runs {
namespace {

using base::Json;

// How tables are cut into files, and files into row groups.
void SetCutting(const engine::Engine& engine, const Options& options, Json* json) {
  if (options.part_rows_of.empty()) {
    json->Set("part_rows", Json::Number(options.part_rows));
  } else {
    Json of_node = Json::Object();
    for (size_t i = 0; i < options.part_rows_of.size(); ++i) {
      of_node.Set(engine.plan().nodes[i].id, Json::Number(options.part_rows_of[i]));
    }
    json->Set("part_rows", std::move(of_node));
  }
  json->Set("row_group_rows", Json::Number(options.row_group_rows));
  if (options.row_group_bytes > 0) {
    json->Set("row_group_bytes", Json::Number(options.row_group_bytes));
  }
  if (options.encoding != "auto") json->Set("encoding", Json::String(options.encoding));
  if (options.csv != sources::CsvDialect()) {
    json->Set("csv", sources::CsvDialectToJson(options.csv));
  }
  if (options.partition_by.empty()) return;
  Json columns = Json::Array();
  for (const std::string& column : options.partition_by) columns.Push(Json::String(column));
  json->Set("partition_by", std::move(columns));
}

Json TableEntry(const TableResult& table) {
  Json entry = Json::Object();
  entry.Set("rows", Json::Number(table.rows));
  entry.Set("bytes", Json::Number(table.bytes));
  entry.Set("files", Json::Number(table.files));
  entry.Set("content_hash",
            table.content_hash.empty() ? Json::Null() : Json::String(table.content_hash));
  if (!table.saturated.empty()) entry.Set("saturated", CountsJson(table.saturated));
  if (!table.placeless.empty()) entry.Set("placeless", CountsJson(table.placeless));
  return entry;
}

// What TableEntry has made.
TableResult ReadTableEntry(const std::string& node, const Json& entry) {
  const auto number = [&](const char* key) {
    const Json* value = entry.Find(key);
    return value == nullptr ? 0 : value->AsInt64().value_or(0);
  };
  TableResult table;
  table.node = node;
  table.rows = number("rows");
  table.bytes = number("bytes");
  table.files = number("files");
  if (const Json* hash = entry.Find("content_hash")) table.content_hash = hash->text();
  if (const Json* counts = entry.Find("saturated")) table.saturated = ReadCounts(*counts);
  if (const Json* counts = entry.Find("placeless")) table.placeless = ReadCounts(*counts);
  return table;
}

Json MissedEntries(const Result& result) {
  Json list = Json::Array();
  for (const defects::Asked& one : result.defects_missed) {
    Json entry = Json::Object();
    entry.Set("table", Json::String(one.table));
    entry.Set("column", Json::String(one.column));
    entry.Set("kind", Json::String(one.kind));
    entry.Set("asked", Json::Number(one.asked));
    entry.Set("broken", Json::Number(one.broken));
    list.Push(std::move(entry));
  }
  return list;
}

void ReadMissedEntries(const Json& list, Result* result) {
  for (const Json& entry : list.items()) {
    const kernel::Arguments given(&entry);
    const auto number = [&](const char* name) {
      const Json* value = entry.Find(name);
      return value == nullptr ? 0 : value->AsInt64().value_or(0);
    };
    result->defects_missed.push_back({given.String("table"), given.String("column"),
                                      given.String("kind"), number("asked"), number("broken")});
  }
}

}  // namespace

Json Identity(const engine::Engine& engine, const Options& options) {
  Json json = Json::Object();
  json.Set("program_version", Json::String(options.program_version));
  json.Set("spec_sha256", Json::String(base::Sha256Hex(options.spec_text)));
  json.Set("seed", Json::Number(engine.plan().seed));
  json.Set("format", Json::String(options.format));
  json.Set("compression", Json::String(CompressionOf(options)));
  SetCutting(engine, options, &json);
  json.Set("content_hash", Json::Bool(options.hash));
  Json rows = Json::Object();
  for (const plan::Node& node : engine.plan().nodes) rows.Set(node.id, Json::Number(node.rows));
  json.Set("rows", std::move(rows));
  if (options.defects != nullptr) {
    json.Set("defects_sha256", Json::String(options.defects->digest()));
  }
  return json;
}

Json Metadata(const engine::Engine& engine, const Options& options, const Result& result) {
  Json json = Json::Object();
  json.Set("program", Json::String("datagen"));
  json.Set("program_version", Json::String(options.program_version));
  json.Set("name", Json::String(engine.plan().spec->name));
  json.Set("seed", Json::Number(engine.plan().seed));
  json.Set("format", Json::String(options.format));
  json.Set("compression", Json::String(CompressionOf(options)));
  SetCutting(engine, options, &json);
  Json run = Json::Object();
  run.Set("started_at", Json::String(options.started_at));
  run.Set("seconds", Json::Number(options.seconds ? options.seconds() : 0.0));
  run.Set("threads", Json::Number(int64_t{options.job.threads}));
  run.Set("parts_reused", Json::Number(result.parts_reused));
  run.Set("machine", options.machine);
  json.Set("run", std::move(run));
  Json tables = Json::Object();
  for (const TableResult& table : result.tables) tables.Set(table.node, TableEntry(table));
  json.Set("tables", std::move(tables));
  if (options.defects != nullptr) {
    json.Set("defects", Json::Number(result.defects));
    if (!result.defects_missed.empty()) json.Set("defects_missed", MissedEntries(result));
    json.Set("defects_sha256", Json::String(options.defects->digest()));
  }
  json.Set("spec_sha256", Json::String(base::Sha256Hex(options.spec_text)));
  json.Set("spec", spec::SpecToJson(*engine.plan().spec));
  return json;
}

std::optional<Result> FinishedResult(const engine::Engine& engine, const Options& options,
                                     const Json& metadata) {
  const auto& nodes = engine.plan().nodes;
  const Json* tables = metadata.Find("tables");
  if (tables == nullptr || tables->members().size() != nodes.size()) return std::nullopt;
  Result result;
  result.tables.reserve(nodes.size());
  for (const base::JsonMember& member : tables->members()) {
    const size_t node = result.tables.size();
    result.tables.push_back(ReadTableEntry(member.key, member.value));
    const TableResult& table = result.tables.back();
    if (table.node != nodes[node].id || table.rows != nodes[node].rows) return std::nullopt;
    if (table.content_hash.empty() == options.hash) return std::nullopt;
  }
  if (const Json* defects = metadata.Find("defects")) {
    result.defects = defects->AsInt64().value_or(0);
  }
  if (const Json* missed = metadata.Find("defects_missed")) ReadMissedEntries(*missed, &result);
  // All else has to be what this run would say too, but for how it went.
  const auto without_course = [](const Json& document) {
    std::vector<std::string> said;
    for (const base::JsonMember& member : document.members()) {
      if (member.key != "run") said.push_back(member.key + member.value.Print());
    }
    return said;
  };
  if (without_course(Metadata(engine, options, result)) != without_course(metadata)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace datagen::runs
