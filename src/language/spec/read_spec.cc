#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "foundation/base/calendar.h"
#include "foundation/base/case_folding.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/frequency.h"
#include "functions/kernel/reference.h"
#include "language/registry/registry.h"
#include "language/spec/claim_reader.h"
#include "language/spec/column_reader.h"
#include "language/spec/known_names.h"
#include "language/spec/rule_reader.h"
#include "language/spec/shapes.h"
#include "language/spec/spec.h"

namespace datagen::spec {

using base::Diagnostics;
using base::Json;
using kernel::CheckArguments;

// Reads the whole: head, tables, claims, and whether names are there.
class SpecReader {
 public:
  explicit SpecReader(Diagnostics* diagnostics) : diagnostics_(diagnostics) {}

  std::unique_ptr<Spec> Read(Document document) {
    auto spec = std::make_unique<Spec>();
    document_ = std::move(document);
    spec->document_ = document_;
    const Json& root = *document_;
    CheckArguments(root, SpecShape(), "the spec", diagnostics_);
    ReadHead(root, spec.get());
    if (const Json* nodes = root.Find("nodes"); nodes != nullptr && nodes->is_array()) {
      for (const Json& node : nodes->items()) ReadNode(node, spec.get());
    }
    CheckNames(*spec);
    KnownNames names(*spec);
    CheckListedColumns(&names, spec.get());
    CheckBrokenCalls(root, *spec, &names);
    if (const Json* claims = root.Find("constraints")) {
      ReadConstraints(*claims, &names, spec.get(), diagnostics_);
    }
    if (const Json* targets = root.Find("targets"))
      ReadTargets(*targets, &names, spec.get(), diagnostics_);
    if (const Json* rules = root.Find("rules")) ReadRules(*rules, &names, spec.get(), diagnostics_);
    if (const Json* dag = root.Find("dag")) ReadDag(*dag, names, spec.get());
    return spec;
  }

 private:
  void Error(base::DiagnosticCode code, const base::Place& where, std::string message,
             base::Details details = {}) {
    diagnostics_->Error(code, where, std::move(message), std::move(details));
  }

  void ReadHead(const Json& root, Spec* spec) {
    if (const Json* version = root.Find("version"); version != nullptr && version->is_string()) {
      if (version->text() != "1.0" && version->text() != "1") {
        Error("unsupported-version", *version,
              fmt::format("version is '{}': this program reads version 1.0", version->text()),
              {.hint = "write \"version\": \"1.0\""});
      }
    }
    if (const Json* metadata = root.Find("metadata");
        metadata != nullptr && metadata->is_object()) {
      CheckArguments(*metadata, MetadataShape(), "metadata", diagnostics_);
      spec->name = kernel::Arguments(metadata).String("name");
      spec->description = kernel::Arguments(metadata).String("description");
    }
    if (const Json* seed = root.Find("seed")) spec->seed = seed->AsInt64().value_or(spec->seed);
    if (const Json* locale = root.Find("locale"); locale != nullptr && locale->is_string()) {
      spec->locale = locale->text();
    }
    ReadTimeframe(root.Find("timeframe"), &spec->timeframe);
  }

  void ReadTimeframe(const Json* frame, kernel::Timeframe* timeframe) {
    // A usable window, also when the given one is wrong: whatever lies in it is still checked.
    *timeframe = {0, base::kMicrosPerDay, "H"};
    if (frame == nullptr || !CheckArguments(*frame, TimeframeShape(), "timeframe", diagnostics_)) {
      return;
    }
    const Json& freq = *frame->Find("freq");
    if (kernel::Frequency::Parse(freq.text())) {
      timeframe->freq = freq.text();
    } else {
      Error("invalid-frequency", freq, fmt::format("freq is '{}'", freq.text()),
            {.expected = kernel::Frequency::kSpellings});
    }
    const auto instant = [&](const char* name, auto parse) {
      const Json& json = *frame->Find(name);
      const auto read = parse(json.text());
      if (!read) {
        Error("invalid-datetime", json, fmt::format("'{}' is '{}'", name, json.text()),
              {.expected = "ISO 8601 like 2024-01-31T00:00:00Z"});
      }
      return read;
    };
    const auto start = instant("start", base::ParseDatetime);
    const auto end = instant("end", base::ParseDatetimeEnd);
    if (!start || !end) return;
    if (*end < *start) {
      Error("reversed-range", *frame->Find("end"),
            fmt::format("end {} is before start {}", frame->Find("end")->text(),
                        frame->Find("start")->text()),
            {.expected = fmt::format("{} or later", frame->Find("start")->text())});
      return;
    }
    timeframe->start = *start;
    timeframe->end = *end;
    timeframe->ends_with_day = base::ParseDate(frame->Find("end")->text()).has_value();
  }

  void ReadNode(const Json& json, Spec* spec) {
    Node node;
    node.where = json;
    CheckArguments(json, NodeShape(), "a node", diagnostics_);
    if (!json.is_object()) return;
    if (const Json* id = json.Find("id"); id != nullptr && id->is_string()) ReadId(*id, &node);
    const Json* kind = json.Find("kind");
    node.is_fact = kind != nullptr && kind->is_string() && kind->text() == "fact";
    node.pk = ReadNames(json.Find("pk"), "pk", diagnostics_);
    if (const Json* pk = json.Find("pk"); pk != nullptr && node.pk.empty()) {
      Error("invalid-name", *pk, "'pk' is empty", {.expected = "a column or a list of columns"});
    }
    node.parents = ReadNames(json.Find("parents"), "parents", diagnostics_);
    if (const Json* rows = json.Find("rows")) node.rows = rows->AsInt64();
    node.table = kernel::Arguments(&json).String("table");
    node.description = kernel::Arguments(&json).String("description");
    ReadFanout(json, &node);
    if (const Json* columns = json.Find("columns"); columns != nullptr && columns->is_array()) {
      for (const Json& item : columns->items()) {
        auto column = ReadColumn(item, document_, diagnostics_);
        if (column) node.columns.push_back(std::move(*column));
      }
    }
    if (const Json* list = json.Find("correlations")) ReadCorrelations(*list, &node);
    spec->nodes.push_back(std::move(node));
  }

  void ReadId(const Json& id, Node* node) {
    node->id = id.text();
    constexpr size_t kIdMax = 200;
    const bool plain =
        !node->id.empty() && node->id.find_first_of("./\\:*?\"<>|") == std::string::npos &&
        node->id.size() <= kIdMax &&
        std::none_of(node->id.begin(), node->id.end(), [](unsigned char c) { return c < 0x20; });
    if (plain) return;
    Error("invalid-name", id, fmt::format("node id '{}' can't name a folder", node->id),
          {.expected = "letters, digits, '_' and '-', at most 200"});
  }

  void ReadFanout(const Json& json, Node* node) {
    const Json* fanout = json.Find("fanout");
    if (fanout == nullptr || !fanout->is_object()) return;
    ReadFanoutCall(*fanout, node);
    const Json* kind = json.Find("kind");
    if (kind != nullptr && kind->is_string() && kind->text() == "entity") {
      Error("key-does-not-apply", *fanout,
            fmt::format("node '{}' is an entity: only a fact has a fan-out", node->id),
            {.hint = "write \"kind\": \"fact\", or remove the fan-out"});
    } else if (node->is_fact && node->parents.empty()) {
      Error("no-parent", *fanout, fmt::format("node '{}' has a fan-out but no 'parents'", node->id),
            {.expected = "\"parents\": [\"NODE\"], whose children the rows are"});
      node->fanout_broken = true;
    }
    if (const Json* rows = json.Find("rows")) {
      Error("rows-with-fanout", *rows,
            fmt::format("node '{}' has both 'rows' and 'fanout': the fan-out decides how many rows "
                        "there are",
                        node->id),
            {.hint = "remove one of them"});
    }
  }

  void ReadFanoutCall(const Json& json, Node* node) {
    node->fanout_broken = true;
    const Json* name = json.Find("distribution");
    const auto ids = registry::Ids(registry::Fanouts());
    if (name == nullptr || !name->is_string()) {
      Error("missing-key", json, "a fan-out needs the key 'distribution'",
            {.expected = "one of " + base::JoinNames(ids)});
      return;
    }
    const kernel::FanoutInfo* info = registry::Find(registry::Fanouts(), name->text());
    if (info == nullptr) {
      Error("unknown-fanout", *name, fmt::format("unknown fan-out '{}'", name->text()),
            {.expected = fmt::format("one of {}", base::JoinNames(ids)),
             .hint = base::DidYouMean(name->text(), ids)});
      return;
    }
    std::vector<kernel::Parameter> parameters = info->parameters;
    parameters.push_back({"distribution", kernel::ParameterType::kString, "", true, ""});
    for (const kernel::Parameter& limit : registry::FanoutLimits()) parameters.push_back(limit);
    if (!CheckArguments(json, parameters, info->id + " fan-out", diagnostics_)) return;
    node->fanout = Call<kernel::FanoutInfo>{
        info, json, {document_, &json}, registry::ReadVersionedId(name->text()).version};
    node->fanout_broken = false;
  }

  void ReadCorrelations(const Json& list, Node* node) {
    if (!list.is_array()) {
      Error("wrong-json-type", list, fmt::format("'correlations' is {}", list.Excerpt()),
            {.expected = "a list"});
      return;
    }
    for (const Json& json : list.items()) {
      if (!CheckArguments(json, CorrelationShape(), "a correlation", diagnostics_)) continue;
      const Json& columns = *json.Find("columns");
      const std::vector<std::string> names = ReadNames(&columns, "columns", diagnostics_);
      if (names.size() != 2 || names[0] == names[1]) {
        Error("wrong-json-type", columns, fmt::format("'columns' is {}", columns.Excerpt()),
              {.expected = "two different columns"});
        continue;
      }
      node->correlations.push_back({json, names[0], names[1], *json.Find("rho")->AsDouble()});
    }
  }

  // Names that must be different, and names that must be known.
  void CheckNames(const Spec& spec) {
    std::set<std::string> folders;
    std::vector<std::string> ids;
    for (const Node& node : spec.nodes) ids.push_back(node.id);
    const std::set<std::string> known(ids.begin(), ids.end());
    for (const Node& node : spec.nodes) {
      if (!node.id.empty() && !folders.insert(base::FoldCase(node.id)).second) {
        Error("duplicate-table", node.where.At("id"),
              fmt::format("node id '{}' stands twice (capitals do not count)", node.id),
              {.expected = "another id"});
      }
      CheckColumnNames(node);
      for (const std::string& parent : node.parents) {
        if (known.contains(parent)) continue;
        Error("unknown-table", node.where.At("parents"),
              fmt::format("parent '{}' of node '{}' is no node", parent, node.id),
              {.given = parent,
               .expected = "one of " + base::JoinNames(ids),
               .hint = base::DidYouMean(parent, ids)});
      }
    }
  }

  void CheckColumnNames(const Node& node) {
    std::set<std::string> names;
    std::map<std::string, std::string> spelling_of;  // by small letters
    std::vector<std::string> all;
    bool any_written = false;
    for (const Column& column : node.columns) {
      all.push_back(column.name);
      any_written |= !column.hidden;
      names.insert(column.name);
      const auto [known, added] = spelling_of.emplace(base::FoldCase(column.name), column.name);
      if (added || column.name.empty()) continue;
      const bool same = known->second == column.name;
      Error("duplicate-column", column.where.At("name"),
            same ? fmt::format("column '{}' stands twice in node '{}'", column.name, node.id)
                 : fmt::format("columns '{}' and '{}' of node '{}' differ in capitals alone, which "
                               "SQL does not tell apart",
                               known->second, column.name, node.id),
            {.expected = "another name"});
    }
    if (!any_written && !node.columns.empty()) {
      Error("nothing-written", node.where,
            fmt::format("every column of node '{}' is hidden: nothing would be written", node.id),
            {.expected = "a column without 'hidden'"});
    }
    for (const std::string& key : node.pk) {
      if (names.contains(key) || names.empty()) continue;  // no columns: that is reported
      Error("unknown-column", node.where.At("pk"),
            fmt::format("primary key '{}' is no column of node '{}'", key, node.id),
            {.given = key,
             .expected = "one of " + base::JoinNames(all),
             .hint = base::DidYouMean(key, all)});
    }
  }

  // The columns that list what others may hold.
  // Calls with a mistake of form are not bound: what columns they name is looked at here.
  void CheckBrokenCalls(const Json& root, const Spec& spec, KnownNames* names) {
    const Json* nodes = root.Find("nodes");
    if (!diagnostics_->has_errors() || nodes == nullptr || !nodes->is_array()) return;
    for (const Json& node : nodes->items()) {
      const Json* id = node.Find("id");
      const Json* columns = node.Find("columns");
      if (id == nullptr || columns == nullptr || !columns->is_array()) continue;
      const auto read = std::find_if(spec.nodes.begin(), spec.nodes.end(),
                                     [&](const Node& one) { return one.id == id->text(); });
      if (read == spec.nodes.end()) continue;
      for (const Json& column : columns->items()) {
        const Json* name = column.Find("name");
        const Json* generator = column.Find("generator");
        const Column* known = name == nullptr ? nullptr : read->Find(name->text());
        if (known == nullptr || known->generator || generator == nullptr) continue;
        CheckNamesIn(*generator, read->id, names);
      }
    }
  }

  void CheckNamesIn(const Json& generator, const std::string& node, KnownNames* names) {
    if (!generator.is_object() || generator.members().size() != 1) return;
    const base::JsonMember& call = generator.members()[0];
    const kernel::GeneratorInfo* info = registry::Find(registry::Generators(), call.key);
    if (info == nullptr || !call.value.is_object()) return;
    for (const kernel::Parameter& parameter : info->parameters) {
      const Json* value = call.value.Find(parameter.name);
      if (value == nullptr || !value->is_string()) continue;
      const auto reference = kernel::ParseReference(value->text());
      const bool is_column = parameter.type == kernel::ParameterType::kColumn;
      if (is_column && !(reference && names->HasTable(reference->table))) {
        names->Check({node, {value->text()}, *value}, diagnostics_);
      } else if (reference && (is_column || parameter.type == kernel::ParameterType::kReference)) {
        names->Check({reference->table, reference->columns, *value}, diagnostics_);
      }
    }
  }

  void CheckListedColumns(KnownNames* names, Spec* spec) {
    for (Node& node : spec->nodes) {
      for (Column& column : node.columns) {
        auto& listed = column.constraints.values_in;
        if (listed && !names->Check(*listed, diagnostics_)) listed.reset();
      }
    }
  }

  void ReadDag(const Json& dag, const KnownNames& names, Spec* spec) {
    if (!dag.is_array()) {
      Error("wrong-json-type", dag, fmt::format("'dag' is {}", dag.Excerpt()),
            {.expected = "a list of levels"});
      return;
    }
    std::vector<std::string> ids;
    for (const Node& node : spec->nodes) ids.push_back(node.id);
    std::map<std::string, size_t> level_of;
    for (const Json& level : dag.items()) {
      spec->dag.push_back(ReadNames(&level, "dag", diagnostics_));
      for (const std::string& name : spec->dag.back()) {
        if (!names.HasTable(name)) {
          Error("unknown-table", level, fmt::format("'{}' in 'dag' is no node", name),
                {.given = name,
                 .expected = "one of " + base::JoinNames(ids),
                 .hint = base::DidYouMean(name, ids)});
        } else if (!level_of.emplace(name, spec->dag.size()).second) {
          Error("wrong-order", level, fmt::format("'{}' stands twice in 'dag'", name),
                {.given = name, .expected = "each node once"});
        }
      }
    }
    CheckLevels(dag, level_of, *spec);
  }

  // Parents come before their children; a table that is left out is made all the same.
  void CheckLevels(const Json& dag, const std::map<std::string, size_t>& level_of,
                   const Spec& spec) {
    for (const Node& node : spec.nodes) {
      const auto own = level_of.find(node.id);
      if (own == level_of.end()) {
        diagnostics_->Warn("wrong-order", dag,
                           fmt::format("node '{}' is missing in 'dag'", node.id),
                           {.given = node.id, .expected = "every node in a level"});
        continue;
      }
      for (const std::string& parent : node.parents) {
        const auto above = level_of.find(parent);
        if (above == level_of.end() || above->second < own->second) continue;
        Error("wrong-order", dag.items()[own->second - 1],
              fmt::format("'{}' stands in level {} of 'dag', its parent '{}' in level {}", node.id,
                          own->second, parent, above->second),
              {.given = node.id, .expected = fmt::format("a level after '{}'", parent)});
      }
    }
  }

  Document document_;
  Diagnostics* diagnostics_;
};

std::unique_ptr<Spec> ReadSpec(std::string_view text, Diagnostics* diagnostics,
                               base::JsonForm form) {
  diagnostics->SetSource(text);
  auto parsed = base::ParseJson(text, form, diagnostics);
  if (!parsed) return nullptr;
  auto document = std::make_shared<Json>(std::move(*parsed));
  if (!document->is_object()) {
    diagnostics->Error("wrong-json-type", *document,
                       fmt::format("the spec is {}", Json::KindName(document->kind())),
                       {.expected = "an object"});
    return nullptr;
  }
  diagnostics->SetDocument(document.get());
  return SpecReader(diagnostics).Read(std::move(document));
}

}  // namespace datagen::spec
