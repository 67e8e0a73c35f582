#include "making/defects/declarations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/plural.h"
#include "foundation/base/sha256.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/parameter.h"

namespace datagen::defects {
namespace {

using base::Json;
using kernel::Parameter;
using kernel::ParameterType;

const std::vector<Parameter>& TopShape() {
  static const auto* shape = new std::vector<Parameter>{
      {"defects", ParameterType::kAnyList, "What is broken.", true, ""},
      {"seed", ParameterType::kInteger, "Which rows are hit.", false, "0"},
  };
  return *shape;
}

const std::vector<Parameter>& DefectShape() {
  static const auto* shape = new std::vector<Parameter>{
      {"table", ParameterType::kString, "The table.", true, ""},
      {"kind", ParameterType::kString, "What happens.", true, ""},
      {"column", ParameterType::kString, "The column.", false, ""},
      {"columns", ParameterType::kAnyList, "Two columns.", false, ""},
      {"rate", ParameterType::kNumber, "The share of rows.", false, "", {}, 0.0, 1.0},
      {"count", ParameterType::kInteger, "The number of rows.", false, "", {}, 0.0, 1e12},
      {"change",
       ParameterType::kWord,
       "Of schema_drift.",
       false,
       "",
       {"rename", "drop", "add", "retype"}},
      {"name", ParameterType::kString, "Of schema_drift: the new name.", false, ""},
      {"from_part",
       ParameterType::kInteger,
       "Of schema_drift: the first file that changes.",
       false,
       "the second half",
       {},
       0.0,
       1e9},
  };
  return *shape;
}

constexpr const char* kDrift = "schema_drift";

// What is written of each table, before anything is broken.
void SetTables(const engine::Engine& engine, Declarations* declared) {
  const plan::Plan& plan = engine.plan();
  for (size_t node = 0; node < plan.nodes.size(); ++node) {
    const auto& written = engine.written(static_cast<int>(node));
    declared->written.push_back(written);
    declared->groups.emplace_back();
    auto& keys = declared->keys.emplace_back();
    for (const std::string& name : plan.spec->nodes[node].pk) {
      for (size_t i = 0; i < written.size(); ++i) {
        if (written[i].name == name) keys.push_back(static_cast<int>(i));
      }
    }
  }
}

class DeclarationReader {
 public:
  DeclarationReader(const engine::Engine& engine, const Json& document, Declarations* into,
                    base::Diagnostics* diagnostics)
      : engine_(engine), document_(document), into_(into), diagnostics_(diagnostics) {
    const Json* seed = document.Find("seed");
    key_ = random::Key::FromPath(fmt::format("{}/defects/{}", engine.plan().seed,
                                             seed == nullptr ? 0 : seed->AsInt64().value_or(0)));
  }

  void ReadAll() {
    const Json* list = document_.Find("defects");
    if (list == nullptr) return;
    for (const Json& item : list->items()) Read(item);
    const int repeated = FindRepeatedName(into_->drifts, into_->written);
    if (repeated < 0) return;
    const Drift& drift = into_->drifts[static_cast<size_t>(repeated)];
    Error("duplicate-column", *drift_places_[static_cast<size_t>(repeated)],
          fmt::format("a file of '{}' would have two columns '{}'",
                      engine_.plan().nodes[static_cast<size_t>(drift.node)].id, drift.name),
          {.hint = "give it another 'name'"});
  }

 private:
  void Error(base::DiagnosticCode code, const base::Place& where, std::string message,
             base::Details details = {}) const {
    diagnostics_->Error(code, where, std::move(message), std::move(details));
  }

  // A written column by name; -1 after a mistake.
  [[nodiscard]] int FindColumn(const base::Place& where, int node, const std::string& name) const {
    std::vector<std::string> names;
    const auto& written = engine_.written(node);
    for (size_t i = 0; i < written.size(); ++i) {
      if (written[i].name == name) return static_cast<int>(i);
      names.push_back(written[i].name);
    }
    Error("unknown-column", where,
          fmt::format("'{}' is no written column of '{}'", name,
                      engine_.plan().nodes[static_cast<size_t>(node)].id),
          {.given = name,
           .expected = "one of " + base::JoinNames(names),
           .hint = base::DidYouMean(name, names)});
    return -1;
  }

  void Read(const Json& json) {
    // A mistake in one key hides none in another.
    const bool formed = kernel::CheckArguments(json, DefectShape(), "a defect", diagnostics_);
    if (!json.is_object()) return;
    const bool drift = IsDrift(json);
    const KindInfo* kind = drift ? nullptr : ReadKind(json);
    const int node = ReadTable(json);
    if (!formed || node < 0 || (kind == nullptr && !drift)) {
      if (node >= 0) CheckColumns(json, node);
      return;
    }
    if (drift) {
      ReadDrift(json, node);
      return;
    }
    const auto columns = ReadColumns(json, *kind, node);
    const auto count = ReadCount(json, node);
    if (columns && count) Add(json, *kind, node, *columns, *count);
  }

  // -1 where none is named, or none of that name is there.
  [[nodiscard]] int ReadTable(const Json& json) const {
    const Json* table = json.Find("table");
    if (table == nullptr || !table->is_string()) return -1;
    const int node = engine_.plan().Find(table->text());
    if (node >= 0) return node;
    std::vector<std::string> ids;
    for (const plan::Node& known : engine_.plan().nodes) ids.push_back(known.id);
    Error("unknown-table", *table, fmt::format("'{}' is no node", table->text()),
          {.given = table->text(),
           .expected = "one of " + base::JoinNames(ids),
           .hint = base::DidYouMean(table->text(), ids)});
    return -1;
  }

  [[nodiscard]] static bool IsDrift(const Json& json) {
    const Json* name = json.Find("kind");
    return name != nullptr && name->is_string() && name->text() == kDrift;
  }

  // nullptr where none is named, or none of that name is there.
  [[nodiscard]] const KindInfo* ReadKind(const Json& json) const {
    const Json* name = json.Find("kind");
    if (name == nullptr || !name->is_string()) return nullptr;
    std::vector<std::string> names{kDrift};
    for (const KindInfo* known : Kinds()) {
      names.push_back(known->name);
      if (known->name == name->text()) return known;
    }
    Error("unknown-defect", *name, fmt::format("unknown defect '{}'", name->text()),
          {.expected = fmt::format("one of {}", base::JoinNames(names)),
           .hint = base::DidYouMean(name->text(), names)});
    return nullptr;
  }

  // Only whether they are there: of a defect with another mistake.
  void CheckColumns(const Json& json, int node) const {
    std::vector<const Json*> named{json.Find("column")};
    if (const Json* list = json.Find("columns")) {
      for (const Json& item : list->items()) named.push_back(&item);
    }
    for (const Json* name : named) {
      if (name != nullptr && name->is_string()) (void)FindColumn(*name, node, name->text());
    }
  }

  [[nodiscard]] std::optional<std::vector<int>> ReadColumns(const Json& json, const KindInfo& kind,
                                                            int node) const {
    std::vector<int> columns;
    if (kind.of_key) {
      if (into_->keys[static_cast<size_t>(node)].empty()) {
        Error("defect-not-possible", json, "the primary key is hidden: it is not written");
        return std::nullopt;
      }
      return into_->keys[static_cast<size_t>(node)];
    }
    if (kind.of_pair) {
      const Json* list = json.Find("columns");
      if (list == nullptr || list->items().size() != 2) {
        Error("missing-key", json,
              fmt::format("the defect '{}' needs the key 'columns'", kind.name),
              {.expected = "a list of two columns"});
        return std::nullopt;
      }
      for (const Json& item : list->items()) columns.push_back(FindColumn(item, node, item.text()));
    } else {
      const Json* column = json.Find("column");
      if (column == nullptr) {
        Error("missing-key", json, fmt::format("the defect '{}' needs the key 'column'", kind.name),
              {.expected = "the name of a column"});
        return std::nullopt;
      }
      columns.push_back(FindColumn(*column, node, column->text()));
    }
    for (const int column : columns) {
      if (column < 0) return std::nullopt;
      const kernel::ValueType& type = engine_.written(node)[static_cast<size_t>(column)].type;
      const bool is_time =
          type.kind == kernel::TypeKind::kDate || type.kind == kernel::TypeKind::kDatetime;
      const char* expected = kind.text_only && type.kind != kernel::TypeKind::kString ? "a string"
                             : kind.time_only && !is_time             ? "a date or datetime"
                             : kind.number_only && !type.is_numeric() ? "a number"
                                                                      : nullptr;
      if (expected == nullptr) continue;
      Error("defect-type-mismatch", json,
            fmt::format("the defect '{}' hits column '{}', which is {}", kind.name,
                        engine_.written(node)[static_cast<size_t>(column)].name, type.Name()),
            {.given = type.Name(), .expected = expected});
      return std::nullopt;
    }
    return columns;
  }

  [[nodiscard]] std::optional<uint64_t> ReadCount(const Json& json, int node) const {
    const Json* rate = json.Find("rate");
    const Json* count = json.Find("count");
    if ((rate == nullptr) == (count == nullptr)) {
      Error("exclusive-keys", json, "a defect needs exactly one of 'rate' and 'count'");
      return std::nullopt;
    }
    const int64_t rows = engine_.plan().nodes[static_cast<size_t>(node)].rows;
    int64_t wanted = 0;
    if (count != nullptr) {
      wanted = *count->AsInt64();
    } else {
      const double share = *rate->AsDouble();
      wanted = std::llround(share * static_cast<double>(rows));
      if (share > 0 && rows > 0) wanted = std::max<int64_t>(1, wanted);
    }
    if (wanted > rows) {
      Error("defect-not-possible", count != nullptr ? *count : *rate,
            fmt::format("{} {} of {} that '{}' has", wanted, base::Plural(wanted, "row"), rows,
                        engine_.plan().nodes[static_cast<size_t>(node)].id),
            {.expected = fmt::format("at most {}", rows)});
      return std::nullopt;
    }
    return static_cast<uint64_t>(wanted);
  }

  void Add(const Json& json, const KindInfo& kind, int node, const std::vector<int>& columns,
           uint64_t count) const {
    auto& groups = into_->groups[static_cast<size_t>(node)];
    auto found = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& group) { return group.column == columns[0]; });
    const plan::Node& table = engine_.plan().nodes[static_cast<size_t>(node)];
    const std::string path =
        table.id + "/" + engine_.written(node)[static_cast<size_t>(columns[0])].name;
    if (found == groups.end()) {
      groups.push_back(
          {columns[0],
           random::Permutation(key_.Child(path),
                               static_cast<uint64_t>(std::max<int64_t>(1, table.rows))),
           0,
           {}});
      found = groups.end() - 1;
    }
    if (found->count + count > static_cast<uint64_t>(table.rows)) {
      Error("defect-not-possible", json,
            fmt::format("the defects of '{}' hit {} {} of {}", path, found->count + count,
                        base::Plural(found->count + count, "row"), table.rows));
      return;
    }
    Target target;
    target.engine = &engine_;
    target.node = node;
    target.columns = columns;
    target.where = json;
    target.diagnostics = diagnostics_;
    const Declarations* owner = into_;
    const int first = columns[0];
    target.is_hit = [owner, node, first](int64_t row) {
      const auto& all = owner->groups[static_cast<size_t>(node)];
      return std::any_of(all.begin(), all.end(), [&](const Group& group) {
        return group.column == first && group.order(static_cast<uint64_t>(row)) < group.count;
      });
    };
    Break breaks = kind.bind(target);
    if (breaks == nullptr) return;
    const random::Stream stream =
        key_.Child(fmt::format("{}/{}/{}", path, kind.name, found->hits.size())).Draw(0);
    found->hits.push_back({&kind, columns, found->count, count, stream, std::move(breaks)});
    found->count += count;
    for (const int column : columns) {
      engine::WrittenColumn& written =
          into_->written[static_cast<size_t>(node)][static_cast<size_t>(column)];
      written.dictionary = false;
      written.few_values = false;
      written.nullable = written.nullable || kind.makes_nulls;
    }
  }

  void ReadDrift(const Json& json, int node) {
    const Json* change = json.Find("change");
    if (change == nullptr) {
      Error("missing-key", json, "schema_drift needs the key 'change'",
            {.expected = "one of rename, drop, add, retype"});
      return;
    }
    Drift drift;
    drift.node = node;
    drift.change = change->text();
    const Json* name = json.Find("name");
    const Json* column = json.Find("column");
    if (drift.change != "add") {
      if (column == nullptr) {
        Error("missing-key", json,
              fmt::format("schema_drift with '{}' needs the key 'column'", drift.change),
              {.expected = "the name of a column"});
        return;
      }
      drift.column = FindColumn(*column, node, column->text());
      if (drift.column < 0) return;
    }
    drift.name = name != nullptr         ? name->text()
                 : drift.change == "add" ? "extra"
                 : column != nullptr     ? column->text() + "_new"
                                         : "";
    const Json* from = json.Find("from_part");
    drift.from_part = from == nullptr ? -1 : *from->AsInt64();
    into_->drifts.push_back(drift);
    drift_places_.push_back(&json);
  }

  const engine::Engine& engine_;
  const Json& document_;
  Declarations* into_;
  base::Diagnostics* diagnostics_;
  random::Key key_;
  std::vector<const Json*> drift_places_;  // of into_->drifts
};

}  // namespace

std::unique_ptr<Declarations> ReadDeclarations(std::string_view text, base::JsonForm form,
                                               const engine::Engine& engine,
                                               base::Diagnostics* diagnostics) {
  diagnostics->SetSource(text);
  const auto document = base::ParseJson(text, form, diagnostics);
  if (!document) return nullptr;
  kernel::CheckArguments(*document, TopShape(), "the defects", diagnostics);
  auto declared = std::make_unique<Declarations>();
  declared->digest = base::Sha256Hex(std::string(text));
  SetTables(engine, declared.get());
  diagnostics->SetDocument(&*document);
  DeclarationReader(engine, *document, declared.get(), diagnostics).ReadAll();
  diagnostics->SetDocument(nullptr);
  return diagnostics->has_errors() ? nullptr : std::move(declared);
}

}  // namespace datagen::defects
