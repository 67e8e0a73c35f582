#include "language/spec/printer.h"

#include "foundation/base/calendar.h"
#include "language/spec/claim_printer.h"

namespace datagen::spec {
namespace {

using base::Json;
using kernel::Parameter;

void SetText(Json* object, const char* key, const std::string& text) {
  if (!text.empty()) object->Set(key, Json::String(text));
}

// Arguments in the order of their parameters.
Json InOrder(const Json& arguments, const std::vector<Parameter>& parameters) {
  Json ordered = Json::Object();
  for (const Parameter& parameter : parameters) {
    if (const Json* value = arguments.Find(parameter.name)) ordered.Set(parameter.name, *value);
  }
  for (const base::JsonMember& member : arguments.members()) {
    if (ordered.Find(member.key) == nullptr) ordered.Set(member.key, member.value);
  }
  return ordered;
}

Json GeneratorJson(const Call<kernel::GeneratorInfo>& call) {
  Json json = Json::Object();
  json.Set(VersionedId(*call.function, call.version),
           InOrder(*call.arguments, call.function->parameters));
  return json;
}

// The condition, as a call where it names its version.
Json NullWhenJson(const Column& column) {
  Json code = Json::String(column.null_when->text);
  if (column.null_when_version == 0) return code;
  Json arguments = Json::Object();
  arguments.Set("code", std::move(code));
  Json json = Json::Object();
  json.Set("expression@" + std::to_string(column.null_when_version), std::move(arguments));
  return json;
}

Json ModifierJson(const Call<kernel::ModifierInfo>& call) {
  Json json = Json::Object();
  json.Set("transform", Json::String(VersionedId(*call.function, call.version)));
  json.Set("args", InOrder(*call.arguments, call.function->parameters));
  return json;
}

Json FanoutJson(const Call<kernel::FanoutInfo>& call) {
  Json json = Json::Object();
  json.Set("distribution", *call.arguments->Find("distribution"));  // as it names the version
  const Json rest = InOrder(*call.arguments, call.function->parameters);
  for (const base::JsonMember& member : rest.members()) {
    if (member.key != "distribution") json.Set(member.key, member.value);
  }
  return json;
}

Json ColumnJson(const Column& column) {
  Json json = Json::Object();
  json.Set("name", Json::String(column.name));
  json.Set("type", Json::String(column.type.Name()));
  json.Set("nullable", Json::Bool(column.nullable));
  if (column.unique_up_to > 0) {
    Json room = Json::Object();
    room.Set("up_to", Json::Number(column.unique_up_to));
    json.Set("unique", std::move(room));
  } else if (column.unique) {
    json.Set("unique", Json::Bool(true));
  }
  if (column.hidden) json.Set("hidden", Json::Bool(true));
  if (column.length != Column::kLengthDefault) {
    json.Set("length",
             Json::Array({Json::Number(column.length.first), Json::Number(column.length.second)}));
  }
  if (column.generator) json.Set("generator", GeneratorJson(*column.generator));
  if (!column.modifiers.empty()) {
    Json list = Json::Array();
    for (const auto& call : column.modifiers) list.Push(ModifierJson(call));
    json.Set("modifiers", std::move(list));
  }
  if (column.null_rate) json.Set("null_rate", Json::Number(*column.null_rate));
  if (column.null_when) json.Set("null_when", NullWhenJson(column));
  Json constraints = ColumnConstraintsJson(column.constraints);
  if (!constraints.members().empty()) json.Set("constraints", std::move(constraints));
  SetText(&json, "description", column.description);
  return json;
}

Json NodeJson(const Node& node) {
  Json json = Json::Object();
  json.Set("id", Json::String(node.id));
  json.Set("kind", Json::String(node.is_fact ? "fact" : "entity"));
  SetText(&json, "description", node.description);
  SetText(&json, "table", node.table);
  json.Set("pk", node.pk.size() == 1 ? Json::String(node.pk[0]) : Texts(node.pk));
  if (!node.parents.empty()) json.Set("parents", Texts(node.parents));
  if (node.rows) json.Set("rows", Json::Number(*node.rows));
  if (node.fanout) json.Set("fanout", FanoutJson(*node.fanout));
  Json columns = Json::Array();
  for (const Column& column : node.columns) columns.Push(ColumnJson(column));
  json.Set("columns", std::move(columns));
  if (!node.correlations.empty()) {
    Json list = Json::Array();
    for (const Correlation& correlation : node.correlations) {
      Json item = Json::Object();
      item.Set("columns", Texts({correlation.left, correlation.right}));
      item.Set("rho", Json::Number(correlation.rho));
      list.Push(std::move(item));
    }
    json.Set("correlations", std::move(list));
  }
  return json;
}

}  // namespace

std::string VersionedId(const kernel::FunctionInfo& info, int version) {
  return version == 0 ? info.id : info.id + "@" + std::to_string(version);
}

Json SpecToJson(const Spec& spec) {
  Json json = Json::Object();
  json.Set("version", Json::String("1.0"));
  Json metadata = Json::Object();
  metadata.Set("name", Json::String(spec.name));
  SetText(&metadata, "description", spec.description);
  json.Set("metadata", std::move(metadata));
  Json frame = Json::Object();
  frame.Set("start", Json::String(base::FormatDatetime(spec.timeframe.start)));
  const int64_t end = spec.timeframe.end;
  const int64_t last_day = base::FloorDivide(end, base::kMicrosPerDay);
  frame.Set("end", Json::String(spec.timeframe.ends_with_day ? base::FormatDate(last_day)
                                                             : base::FormatDatetime(end)));
  frame.Set("freq", Json::String(spec.timeframe.freq));
  json.Set("timeframe", std::move(frame));
  if (spec.seed != Spec::kSeedDefault) json.Set("seed", Json::Number(spec.seed));
  if (spec.locale != Spec::kLocaleDefault) json.Set("locale", Json::String(spec.locale));
  Json nodes = Json::Array();
  for (const Node& node : spec.nodes) nodes.Push(NodeJson(node));
  json.Set("nodes", std::move(nodes));
  json.Set("constraints", ConstraintsJson(spec.constraints));
  Json targets = TargetsJson(spec.targets);
  if (!targets.members().empty()) json.Set("targets", std::move(targets));
  if (!spec.rules.empty()) {
    Json rules = Json::Array();
    for (const Rule& rule : spec.rules) rules.Push(RuleJson(rule));
    json.Set("rules", std::move(rules));
  }
  if (!spec.dag.empty()) {
    Json levels = Json::Array();
    for (const auto& level : spec.dag) levels.Push(Texts(level));
    json.Set("dag", std::move(levels));
  }
  return json;
}

std::string PrintSpec(const Spec& spec) { return SpecToJson(spec).PrintPretty() + "\n"; }

}  // namespace datagen::spec
