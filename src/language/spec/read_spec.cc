#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "foundation/base/calendar.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/frequency.h"
#include "functions/kernel/reference.h"
#include "language/registry/registry.h"
#include "language/spec/read_claims.h"
#include "language/spec/shapes.h"
#include "language/spec/spec.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using base::JsonMember;
using kernel::CheckArguments;

std::string DidYouMean(const std::string& nearest) {
  return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
}

class SpecReader {
 public:
  explicit SpecReader(Diagnostics* diagnostics) : diagnostics_(diagnostics) {}

  std::unique_ptr<Spec> Read(std::unique_ptr<Json> document) {
    auto spec = std::make_unique<Spec>();
    const Json& root = *document;
    spec->document = std::move(document);
    CheckArguments(root, SpecShape(), "the spec", diagnostics_);
    ReadHead(root, spec.get());
    if (const Json* nodes = root.Find("nodes"); nodes != nullptr && nodes->is_array()) {
      for (const Json& node : nodes->items()) ReadNode(node, spec.get());
    }
    CheckNames(*spec);
    ReadClaims(root, spec.get(), diagnostics_);
    if (const Json* dag = root.Find("dag")) CheckDag(*dag, *spec);
    return spec;
  }

 private:
  void Error(const Json& where, std::string message, std::string hint = "") {
    diagnostics_->Error(where, std::move(message), std::move(hint));
  }

  void ReadHead(const Json& root, Spec* spec) {
    if (const Json* version = root.Find("version"); version != nullptr && version->is_string()) {
      if (version->text() != "1.0" && version->text() != "1") {
        Error(*version,
              fmt::format("version is '{}': this program reads version 1.0", version->text()));
      }
    }
    if (const Json* metadata = root.Find("metadata");
        metadata != nullptr && metadata->is_object()) {
      CheckArguments(*metadata, MetadataShape(), "metadata", diagnostics_);
      if (const Json* name = metadata->Find("name")) spec->name = name->text();
    }
    if (const Json* seed = root.Find("seed")) spec->seed = seed->AsInt64().value_or(spec->seed);
    if (const Json* locale = root.Find("locale"); locale != nullptr && locale->is_string()) {
      spec->locale = locale->text();
    }
    // A usable window, also when the given one is wrong: whatever lies in it is still checked.
    spec->timeframe = {0, base::kMicrosPerDay, "H"};
    const Json* frame = root.Find("timeframe");
    if (frame == nullptr || !CheckArguments(*frame, TimeframeShape(), "timeframe", diagnostics_)) {
      return;
    }
    const Json& freq = *frame->Find("freq");
    if (kernel::Frequency::Parse(freq.text())) {
      spec->timeframe.freq = freq.text();
    } else {
      Error(freq,
            fmt::format("freq is '{}': expected {}", freq.text(), kernel::Frequency::kSpellings));
    }
    const auto instant = [&](const char* name) {
      const Json& json = *frame->Find(name);
      const auto read = base::ParseDatetime(json.text());
      if (!read) {
        Error(json, fmt::format("'{}' is '{}': expected ISO 8601 like 2024-01-31T00:00:00Z", name,
                                json.text()));
      }
      return read;
    };
    const auto start = instant("start");
    const auto end = instant("end");
    if (!start || !end) return;
    if (*end < *start) {
      Error(*frame->Find("end"),
            fmt::format("end {} is before start {}", frame->Find("end")->text(),
                        frame->Find("start")->text()));
      return;
    }
    spec->timeframe.start = *start;
    spec->timeframe.end = *end;
  }

  std::vector<std::string> ReadNames(const Json* json, std::string_view what) {
    std::vector<std::string> names;
    if (json == nullptr) return names;
    if (json->is_string()) return {json->text()};
    if (!json->is_array()) {
      Error(*json, fmt::format("'{}' is {}: expected a list of names", what, json->Excerpt()));
      return names;
    }
    for (const Json& item : json->items()) {
      if (item.is_string()) {
        names.push_back(item.text());
      } else {
        Error(item, fmt::format("'{}' has the item {}: expected a name", what, item.Excerpt()));
      }
    }
    return names;
  }

  void ReadNode(const Json& json, Spec* spec) {
    Node node;
    node.where = &json;
    CheckArguments(json, NodeShape(), "a node", diagnostics_);
    if (!json.is_object()) return;
    if (const Json* id = json.Find("id"); id != nullptr && id->is_string()) {
      node.id = id->text();
      const bool plain =
          !node.id.empty() && node.id.find_first_of("./\\:*?\"<>|") == std::string::npos &&
          node.id[0] != '.' && node.id.size() <= 200 &&
          std::none_of(node.id.begin(), node.id.end(), [](unsigned char c) { return c < 0x20; });
      if (!plain) {
        Error(*id,
              fmt::format("node id '{}' can't name a folder: expected letters, digits, '_' and "
                          "'-', at most 200",
                          node.id));
      }
    }
    const Json* kind = json.Find("kind");
    node.is_fact = kind != nullptr && kind->is_string() && kind->text() == "fact";
    const bool is_entity = kind != nullptr && kind->is_string() && kind->text() == "entity";
    node.pk = ReadNames(json.Find("pk"), "pk");
    if (const Json* pk = json.Find("pk"); pk != nullptr && node.pk.empty()) {
      Error(*pk, "'pk' is empty: expected a column or a list of columns");
    }
    node.parents = ReadNames(json.Find("parents"), "parents");
    if (const Json* rows = json.Find("rows")) node.rows = rows->AsInt64();
    if (const Json* fanout = json.Find("fanout"); fanout != nullptr && fanout->is_object()) {
      ReadFanout(*fanout, &node);
      if (is_entity) {
        Error(*fanout, fmt::format("node '{}' is an entity: only a fact has a fan-out", node.id));
      } else if (node.is_fact && node.parents.empty()) {
        Error(*fanout, fmt::format("node '{}' has a fan-out but no 'parents'", node.id));
        node.fanout_broken = true;
      }
      if (const Json* rows = json.Find("rows")) {
        Error(*rows,
              fmt::format("node '{}' has both 'rows' and 'fanout': the fan-out decides how "
                          "many rows there are",
                          node.id),
              "remove one of them");
      }
    }
    if (const Json* columns = json.Find("columns"); columns != nullptr && columns->is_array()) {
      for (const Json& column : columns->items()) ReadColumn(column, &node);
    }
    if (const Json* list = json.Find("correlations")) ReadCorrelations(*list, &node);
    spec->nodes.push_back(std::move(node));
  }

  void ReadFanout(const Json& json, Node* node) {
    node->fanout_broken = true;
    const Json* name = json.Find("distribution");
    const auto ids = registry::Ids(registry::Fanouts());
    if (name == nullptr || !name->is_string()) {
      Error(json, fmt::format("a fan-out needs 'distribution': one of {}", base::JoinNames(ids)));
      return;
    }
    const kernel::FanoutInfo* info = registry::Find(registry::Fanouts(), name->text());
    if (info == nullptr) {
      Error(*name,
            fmt::format("unknown fan-out '{}': expected one of {}", name->text(),
                        base::JoinNames(ids)),
            DidYouMean(base::NearestSpelling(name->text(), ids)));
      return;
    }
    std::vector<kernel::Parameter> parameters = info->parameters;
    parameters.push_back({"distribution", kernel::ParameterType::kString, "", true, ""});
    for (const kernel::Parameter& limit : registry::FanoutLimits()) parameters.push_back(limit);
    if (!CheckArguments(json, parameters, info->id + " fan-out", diagnostics_)) return;
    node->fanout = Call<kernel::FanoutInfo>{info, &json, &json};
    node->fanout_broken = false;
  }

  void ReadColumn(const Json& json, Node* node) {
    Column column;
    column.where = &json;
    column.broken = !CheckArguments(json, ColumnShape(), "a column", diagnostics_);
    if (!json.is_object()) return;
    if (const Json* name = json.Find("name"); name != nullptr && name->is_string()) {
      column.name = name->text();
      if (column.name.empty()) Error(*name, "a column's name is empty");
    }
    if (const Json* type = json.Find("type"); type != nullptr && type->is_string()) {
      if (const auto read = kernel::ValueType::Parse(type->text())) {
        column.type = *read;
      } else {
        static const std::vector<std::string> kNames = {
            "int",  "int8",   "int16", "int32",    "int64", "float",  "float32", "decimal", "bool",
            "date", "string", "time",  "datetime", "uuid",  "binary", "json",    "array"};
        Error(*type,
              fmt::format("unknown type '{}': expected one of {}", type->text(),
                          kernel::TypeSpellings()),
              DidYouMean(base::NearestSpelling(type->text(), kNames)));
        column.broken = true;
      }
    }
    const auto flag = [&](const char* name) {
      const Json* value = json.Find(name);
      return value != nullptr && value->is_bool() && value->boolean();
    };
    column.nullable = flag("nullable");
    column.unique = flag("unique");
    column.hidden = flag("hidden");
    if (const Json* rate = json.Find("null_rate")) column.null_rate = rate->AsDouble();
    column.null_when = json.Find("null_when");
    if (!column.nullable) {
      for (const char* name : {"null_rate", "null_when"}) {
        const Json* value = json.Find(name);
        if (value == nullptr || (value->is_number() && value->AsDouble() == 0.0)) continue;
        Error(*value, fmt::format("column '{}' is not nullable but has '{}'", column.name, name),
              "set \"nullable\": true, or remove it");
      }
    }
    if (const Json* length = json.Find("length"); length != nullptr && !column.broken) {
      if (column.type.kind != kernel::TypeKind::kArray) {
        Error(*length, fmt::format("'length' goes with an array, but column '{}' is {}",
                                   column.name, column.type.Name()));
      }
      column.length = {*length->items()[0].AsInt64(), *length->items()[1].AsInt64()};
    }
    if (const Json* generator = json.Find("generator"); generator != nullptr) {
      column.generator = ReadGenerator(*generator, diagnostics_);
      if (!column.generator) column.broken = true;
    }
    if (const Json* modifiers = json.Find("modifiers")) ReadModifiers(*modifiers, &column);
    if (const Json* constraints = json.Find("constraints");
        constraints != nullptr && constraints->is_object()) {
      CheckArguments(*constraints, ColumnConstraintsShape(), "constraints", diagnostics_);
    }
    node->columns.push_back(std::move(column));
  }

  void ReadModifiers(const Json& list, Column* column) {
    if (!list.is_array()) {
      Error(list, fmt::format("'modifiers' is {}: expected a list", list.Excerpt()));
      column->broken = true;
      return;
    }
    const auto ids = registry::Ids(registry::Modifiers());
    for (const Json& json : list.items()) {
      if (!CheckArguments(json, ModifierShape(), "a modifier", diagnostics_)) {
        column->broken = true;
        continue;
      }
      const Json& name = *json.Find("transform");
      const kernel::ModifierInfo* info = registry::Find(registry::Modifiers(), name.text());
      if (info == nullptr) {
        Error(name,
              fmt::format("unknown modifier '{}': expected one of {}", name.text(),
                          base::JoinNames(ids)),
              DidYouMean(base::NearestSpelling(name.text(), ids)));
        column->broken = true;
        continue;
      }
      const Json* arguments = json.Find("args");
      if (!CheckArguments(*arguments, info->parameters, info->id, diagnostics_)) {
        column->broken = true;
        continue;
      }
      column->modifiers.push_back({info, &json, arguments});
    }
  }

  void ReadCorrelations(const Json& list, Node* node) {
    if (!list.is_array()) {
      Error(list, fmt::format("'correlations' is {}: expected a list", list.Excerpt()));
      return;
    }
    for (const Json& json : list.items()) {
      if (!CheckArguments(json, CorrelationShape(), "a correlation", diagnostics_)) continue;
      const Json& columns = *json.Find("columns");
      const std::vector<std::string> names = ReadNames(&columns, "columns");
      if (names.size() != 2 || names[0] == names[1]) {
        Error(columns,
              fmt::format("'columns' is {}: expected two different columns", columns.Excerpt()));
        continue;
      }
      node->correlations.push_back({&json, names[0], names[1], *json.Find("rho")->AsDouble()});
    }
  }

  // Names that must be different, and names that must be known.
  void CheckNames(const Spec& spec) {
    std::set<std::string> folders;
    std::vector<std::string> ids;
    for (const Node& node : spec.nodes) ids.push_back(node.id);
    for (const Node& node : spec.nodes) {
      std::string folded = node.id;
      std::transform(folded.begin(), folded.end(), folded.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const Json* id = node.where->Find("id");
      if (id != nullptr && !folders.insert(folded).second) {
        Error(*id, fmt::format("node id '{}' stands twice (capitals do not count)", node.id));
      }
      std::set<std::string> names;
      std::vector<std::string> all;
      bool any_written = false;
      for (const Column& column : node.columns) {
        all.push_back(column.name);
        any_written |= !column.hidden;
        const Json* name = column.where->Find("name");
        if (name != nullptr && !names.insert(column.name).second) {
          Error(*name, fmt::format("column '{}' stands twice in node '{}'", column.name, node.id));
        }
      }
      if (!any_written && !node.columns.empty()) {
        Error(*node.where, fmt::format("every column of node '{}' is hidden: nothing would be "
                                       "written",
                                       node.id));
      }
      for (const std::string& key : node.pk) {
        if (names.contains(key)) continue;
        Error(*node.where->Find("pk"),
              fmt::format("primary key '{}' is no column of node '{}'", key, node.id),
              DidYouMean(base::NearestSpelling(key, all)));
      }
      for (const std::string& parent : node.parents) {
        if (spec.Find(parent) != nullptr) continue;
        Error(*node.where->Find("parents"),
              fmt::format("parent '{}' of node '{}' is no node", parent, node.id),
              DidYouMean(base::NearestSpelling(parent, ids)));
      }
    }
  }

  void CheckDag(const Json& dag, const Spec& spec) {
    if (!dag.is_array()) {
      Error(dag, fmt::format("'dag' is {}: expected a list of levels", dag.Excerpt()));
      return;
    }
    std::vector<std::string> ids;
    for (const Node& node : spec.nodes) ids.push_back(node.id);
    for (const Json& level : dag.items()) {
      for (const std::string& name : ReadNames(&level, "dag")) {
        if (spec.Find(name) == nullptr) {
          Error(level, fmt::format("'{}' in 'dag' is no node", name),
                DidYouMean(base::NearestSpelling(name, ids)));
        }
      }
    }
  }

  Diagnostics* diagnostics_;
};

}  // namespace

const Column* Node::Find(std::string_view name) const {
  for (const Column& column : columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

const Node* Spec::Find(std::string_view id) const {
  for (const Node& node : nodes) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

std::optional<Call<kernel::GeneratorInfo>> ReadGenerator(const Json& json,
                                                         Diagnostics* diagnostics) {
  const auto ids = registry::Ids(registry::Generators());
  if (!json.is_object() || json.members().size() != 1) {
    diagnostics->Error(json,
                       fmt::format("the generator is {}: expected an object with one key, the "
                                   "generator's id",
                                   json.Excerpt()));
    return std::nullopt;
  }
  const JsonMember& member = json.members()[0];
  const kernel::GeneratorInfo* info = registry::Find(registry::Generators(), member.key);
  if (info == nullptr) {
    diagnostics->KeyError(
        json, member,
        fmt::format("unknown generator '{}': expected one of {}", member.key, base::JoinNames(ids)),
        DidYouMean(base::NearestSpelling(member.key, ids)));
    return std::nullopt;
  }
  if (!CheckArguments(member.value, info->parameters, info->id, diagnostics)) return std::nullopt;
  return Call<kernel::GeneratorInfo>{info, &json, &member.value};
}

std::optional<ColumnList> ReadColumnList(const Json& json, Diagnostics* diagnostics) {
  if (json.is_string()) {
    if (auto reference = kernel::ParseReference(json.text())) {
      return ColumnList{std::move(reference->table), std::move(reference->columns), &json};
    }
  }
  diagnostics->Error(json, fmt::format("{} is no column: expected \"table.column\" or "
                                       "\"table.(a,b)\"",
                                       json.Excerpt()));
  return std::nullopt;
}

std::unique_ptr<Spec> ReadSpec(std::string_view text, Diagnostics* diagnostics) {
  diagnostics->SetSource(text);
  auto parsed = base::ParseJson(text, diagnostics);
  if (!parsed) return nullptr;
  auto document = std::make_unique<Json>(std::move(*parsed));
  if (!document->is_object()) {
    diagnostics->Error(*document, fmt::format("the spec is {}: expected an object",
                                              Json::KindName(document->kind())));
    return nullptr;
  }
  diagnostics->SetDocument(document.get());
  return SpecReader(diagnostics).Read(std::move(document));
}

}  // namespace datagen::spec
