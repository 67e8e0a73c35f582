#include "making/defects/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "foundation/base/sha256.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/parameter.h"

namespace datagen::defects {
namespace {

using base::Json;
using kernel::Parameter;
using kernel::ParameterType;
using kernel::Physical;
using kernel::Vector;
using kernel::VectorPtr;

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

std::string TextOf(const Vector& values, int64_t i, const kernel::ValueType& type) {
  base::Buffer<char> text;
  if (type.kind == kernel::TypeKind::kArray || type.kind == kernel::TypeKind::kBinary) return "…";
  kernel::AppendText(values, i, type, &text);
  return {text.data(), text.size()};
}

VectorPtr At(const VectorPtr& values, int64_t i) { return kernel::Take(*values, &i, 1); }

// The values with some of them replaced. Texts come out plain, not as codes.
VectorPtr Patch(const VectorPtr& values, const std::map<int64_t, Value>& changes) {
  if (values->physical == Physical::kList) {  // only nulls come here
    base::Buffer<uint8_t> keep;
    keep.Assign(static_cast<size_t>(values->length), 1);
    for (const auto& [i, value] : changes) keep[static_cast<size_t>(i)] = 0;
    return kernel::WithNulls(values, keep);
  }
  auto patched = std::make_shared<Vector>();
  patched->physical = values->physical;
  patched->length = values->length;
  patched->valid.Append(values->valid.data(), values->valid.size());
  patched->ints.Append(values->ints.data(), values->ints.size());
  patched->wide.Append(values->wide.data(), values->wide.size());
  patched->floats.Append(values->floats.data(), values->floats.size());
  patched->bools.Append(values->bools.data(), values->bools.size());
  for (const auto& [i, value] : changes) {
    const auto at = static_cast<size_t>(i);
    const bool valid = value->IsValid(0);
    if (!valid || !patched->valid.empty()) {
      patched->EnsureValid();
      patched->valid[at] = valid ? 1 : 0;
    }
    if (values->physical == Physical::kInt64) patched->ints[at] = valid ? value->ints[0] : 0;
    if (values->physical == Physical::kInt128) patched->wide[at] = valid ? value->wide[0] : 0;
    if (values->physical == Physical::kFloat64) patched->floats[at] = valid ? value->floats[0] : 0;
    if (values->physical == Physical::kBool) patched->bools[at] = valid ? value->bools[0] : 0;
  }
  if (values->physical != Physical::kString) return patched;
  auto next = changes.begin();
  for (int64_t i = 0; i < values->length; ++i) {
    if (next != changes.end() && next->first == i) {
      patched->strings.Append(next->second->IsValid(0) ? next->second->String(0)
                                                       : std::string_view());
      ++next;
    } else {
      patched->strings.Append(values->String(i));
    }
  }
  return patched;
}

}  // namespace

struct Overlay::Reader {
  const engine::Engine& engine;
  base::Diagnostics* diagnostics;
  Overlay* overlay;
  random::Key key;

  void Error(const base::Place& where, const std::string& message,
             const std::string& hint = "") const {
    diagnostics->Error(where, message, hint);
  }

  static std::string Hint(const std::string& given, const std::vector<std::string>& known) {
    const std::string nearest = base::NearestSpelling(given, known);
    return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
  }

  // A written column by name; -1 after a mistake.
  [[nodiscard]] int FindColumn(const base::Place& where, int node, const std::string& name) const {
    std::vector<std::string> names;
    const auto& written = engine.written(node);
    for (size_t i = 0; i < written.size(); ++i) {
      if (written[i].name == name) return static_cast<int>(i);
      names.push_back(written[i].name);
    }
    Error(where,
          fmt::format("'{}' is no written column of '{}'", name,
                      engine.plan().nodes[static_cast<size_t>(node)].id),
          Hint(name, names));
    return -1;
  }

  void Read(const Json& json) const {
    if (!kernel::CheckArguments(json, DefectShape(), "a defect", diagnostics)) return;
    const std::string& table = json.Find("table")->text();
    const int node = engine.plan().Find(table);
    if (node < 0) {
      std::vector<std::string> ids;
      for (const plan::Node& known : engine.plan().nodes) ids.push_back(known.id);
      Error(*json.Find("table"), fmt::format("'{}' is no node", table), Hint(table, ids));
      return;
    }
    const std::string& name = json.Find("kind")->text();
    if (name == kDrift) {
      ReadDrift(json, node);
      return;
    }
    const KindInfo* kind = nullptr;
    std::vector<std::string> names{kDrift};
    for (const KindInfo* known : Kinds()) {
      names.push_back(known->name);
      if (known->name == name) kind = known;
    }
    if (kind == nullptr) {
      Error(*json.Find("kind"),
            fmt::format("unknown defect '{}': expected one of {}", name, base::JoinNames(names)),
            Hint(name, names));
      return;
    }
    const auto columns = ReadColumns(json, *kind, node);
    const auto count = ReadCount(json, node);
    if (columns && count) Add(json, *kind, node, *columns, *count);
  }

  [[nodiscard]] std::optional<std::vector<int>> ReadColumns(const Json& json, const KindInfo& kind,
                                                            int node) const {
    std::vector<int> columns;
    if (kind.of_key) {
      if (overlay->keys_[static_cast<size_t>(node)].empty()) {
        Error(json, "the primary key is hidden: it is not written");
        return std::nullopt;
      }
      return overlay->keys_[static_cast<size_t>(node)];
    }
    if (kind.of_pair) {
      const Json* list = json.Find("columns");
      if (list == nullptr || list->items().size() != 2) {
        Error(json, fmt::format("the defect '{}' needs 'columns': two of them", kind.name));
        return std::nullopt;
      }
      for (const Json& item : list->items()) columns.push_back(FindColumn(item, node, item.text()));
    } else {
      const Json* column = json.Find("column");
      if (column == nullptr) {
        Error(json, fmt::format("the defect '{}' needs 'column'", kind.name));
        return std::nullopt;
      }
      columns.push_back(FindColumn(*column, node, column->text()));
    }
    for (const int column : columns) {
      if (column < 0) return std::nullopt;
      const kernel::ValueType& type = engine.written(node)[static_cast<size_t>(column)].type;
      const bool is_time =
          type.kind == kernel::TypeKind::kDate || type.kind == kernel::TypeKind::kDatetime;
      const char* expected = kind.text_only && type.kind != kernel::TypeKind::kString ? "a string"
                             : kind.time_only && !is_time             ? "a date or datetime"
                             : kind.number_only && !type.is_numeric() ? "a number"
                                                                      : nullptr;
      if (expected == nullptr) continue;
      Error(json,
            fmt::format("the defect '{}' needs {}, but column '{}' is {}", kind.name, expected,
                        engine.written(node)[static_cast<size_t>(column)].name, type.Name()));
      return std::nullopt;
    }
    return columns;
  }

  [[nodiscard]] std::optional<uint64_t> ReadCount(const Json& json, int node) const {
    const Json* rate = json.Find("rate");
    const Json* count = json.Find("count");
    if ((rate == nullptr) == (count == nullptr)) {
      Error(json, "a defect needs exactly one of 'rate' and 'count'");
      return std::nullopt;
    }
    const int64_t rows = engine.plan().nodes[static_cast<size_t>(node)].rows;
    int64_t wanted = 0;
    if (count != nullptr) {
      wanted = *count->AsInt64();
    } else {
      const double share = *rate->AsDouble();
      wanted = std::llround(share * static_cast<double>(rows));
      if (share > 0 && rows > 0) wanted = std::max<int64_t>(1, wanted);
    }
    if (wanted > rows) {
      Error(count != nullptr ? *count : *rate,
            fmt::format("{} rows of {} that '{}' has", wanted, rows,
                        engine.plan().nodes[static_cast<size_t>(node)].id));
      return std::nullopt;
    }
    return static_cast<uint64_t>(wanted);
  }

  void Add(const Json& json, const KindInfo& kind, int node, const std::vector<int>& columns,
           uint64_t count) const {
    auto& groups = overlay->groups_[static_cast<size_t>(node)];
    auto found = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& group) { return group.column == columns[0]; });
    const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
    const std::string path =
        table.id + "/" + engine.written(node)[static_cast<size_t>(columns[0])].name;
    if (found == groups.end()) {
      groups.push_back({columns[0],
                        random::Permutation(key.Child(path), static_cast<uint64_t>(
                                                                 std::max<int64_t>(1, table.rows))),
                        0,
                        {}});
      found = groups.end() - 1;
    }
    if (found->count + count > static_cast<uint64_t>(table.rows)) {
      Error(json, fmt::format("the defects of '{}' hit {} rows of {}", path, found->count + count,
                              table.rows));
      return;
    }
    Target target;
    target.engine = &engine;
    target.node = node;
    target.columns = columns;
    target.where = json;
    target.diagnostics = diagnostics;
    const Overlay* owner = overlay;
    const int first = columns[0];
    target.is_hit = [owner, node, first](int64_t row) {
      const auto& all = owner->groups_[static_cast<size_t>(node)];
      return std::any_of(all.begin(), all.end(), [&](const Group& group) {
        return group.column == first && group.order(static_cast<uint64_t>(row)) < group.count;
      });
    };
    Break breaks = kind.bind(target);
    if (breaks == nullptr) return;
    const random::Stream stream =
        key.Child(fmt::format("{}/{}/{}", path, kind.name, found->hits.size())).Draw(0);
    found->hits.push_back({&kind, columns, found->count, count, stream, std::move(breaks)});
    found->count += count;
    for (const int column : columns) {
      engine::WrittenColumn& written =
          overlay->written_[static_cast<size_t>(node)][static_cast<size_t>(column)];
      written.dictionary = false;
      written.few_values = false;
      written.nullable = written.nullable || kind.makes_nulls;
    }
  }

  void ReadDrift(const Json& json, int node) const {
    const Json* change = json.Find("change");
    if (change == nullptr) {
      Error(json, "schema_drift needs 'change': rename, drop, add or retype");
      return;
    }
    Drift drift;
    drift.node = node;
    drift.change = change->text();
    const Json* name = json.Find("name");
    const Json* column = json.Find("column");
    if (drift.change != "add") {
      if (column == nullptr) {
        Error(json, fmt::format("schema_drift with '{}' needs 'column'", drift.change));
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
    overlay->drifts_.push_back(drift);
  }
};

std::unique_ptr<Overlay> Overlay::Read(std::string_view text, const engine::Engine& engine,
                                       base::Diagnostics* diagnostics) {
  diagnostics->SetSource(text);
  const auto document = base::ParseJson(text, diagnostics);
  if (!document) return nullptr;
  diagnostics->SetDocument(&*document);
  std::unique_ptr<Overlay> overlay(new Overlay());
  overlay->digest_ = base::Sha256Hex(std::string(text));
  const plan::Plan& plan = engine.plan();
  for (size_t node = 0; node < plan.nodes.size(); ++node) {
    overlay->written_.push_back(engine.written(static_cast<int>(node)));
    overlay->groups_.emplace_back();
    auto& keys = overlay->keys_.emplace_back();
    const auto& written = overlay->written_.back();
    for (const std::string& name : plan.spec->nodes[node].pk) {
      for (size_t i = 0; i < written.size(); ++i) {
        if (written[i].name == name) keys.push_back(static_cast<int>(i));
      }
    }
  }
  if (!kernel::CheckArguments(*document, TopShape(), "the defects", diagnostics)) return nullptr;
  const Json* seed = document->Find("seed");
  const Reader reader{
      engine, diagnostics, overlay.get(),
      random::Key::FromPath(fmt::format("{}/defects/{}", plan.seed,
                                        seed == nullptr ? 0 : seed->AsInt64().value_or(0)))};
  for (const Json& item : document->Find("defects")->items()) reader.Read(item);
  return diagnostics->has_errors() ? nullptr : std::move(overlay);
}

std::string Overlay::KeyText(int node, const engine::Batch& batch, int64_t i) const {
  std::string text;
  for (const int column : keys_[static_cast<size_t>(node)]) {
    const auto at = static_cast<size_t>(column);
    if (!text.empty()) text += '|';
    if (batch.columns[at]->IsValid(i)) {
      text += TextOf(*batch.columns[at], i, written(node)[at].type);
    }
  }
  return text;
}

void Overlay::Apply(int node, engine::Batch* batch, std::vector<Entry>* ledger) const {
  const auto& groups = groups_[static_cast<size_t>(node)];
  if (groups.empty()) return;
  const engine::Batch original = *batch;  // defects of other columns do not see each other
  std::map<int, std::map<int64_t, Value>> changes;  // by column, then by row of the batch
  for (const Group& group : groups) {
    for (int64_t i = 0; i < batch->rows; ++i) {
      const int64_t row = batch->first_row + i;
      const uint64_t rank = group.order(static_cast<uint64_t>(row));
      if (rank >= group.count) continue;
      const auto hit = std::find_if(group.hits.begin(), group.hits.end(), [&](const Hit& one) {
        return rank >= one.first_rank && rank < one.first_rank + one.count;
      });
      Row broken{row, {}, hit->stream.Bits(row)};
      for (const int column : hit->columns) {
        broken.values.push_back(At(original.columns[static_cast<size_t>(column)], i));
      }
      const auto values = hit->breaks(broken);
      if (!values) continue;
      Entry entry{node, row, KeyText(node, original, i), "", hit->kind->name, "", ""};
      for (size_t k = 0; k < hit->columns.size(); ++k) {
        const engine::WrittenColumn& column = written(node)[static_cast<size_t>(hit->columns[k])];
        const auto join = [&](std::optional<std::string>* text, const Vector& value) {
          if (!value.IsValid(0)) {
            if (hit->columns.size() == 1) text->reset();
            return;
          }
          **text += (k > 0 ? "|" : "") + TextOf(value, 0, column.type);
        };
        join(&entry.before, *broken.values[k]);
        join(&entry.after, *(*values)[k]);
        entry.column += (k > 0 ? "|" : "") + column.name;
        changes[hit->columns[k]][i] = (*values)[k];
      }
      if (ledger != nullptr) ledger->push_back(std::move(entry));
    }
    // Every batch of a damaged column has plain texts, also one without a hit.
    for (const Hit& hit : group.hits) {
      for (const int column : hit.columns) changes[column];
    }
  }
  for (const auto& [column, values] : changes) {
    VectorPtr& target = batch->columns[static_cast<size_t>(column)];
    target = Patch(target, values);
  }
}

std::vector<const Drift*> Overlay::DriftsOf(int node, int64_t part, int64_t parts) const {
  std::vector<const Drift*> found;
  for (const Drift& drift : drifts_) {
    const int64_t from = drift.from_part >= 0 ? drift.from_part : parts / 2;
    if (drift.node == node && part >= from) found.push_back(&drift);
  }
  return found;
}

void Overlay::ApplyDrift(const std::vector<const Drift*>& drifts,
                         std::vector<engine::WrittenColumn>* columns) {
  std::vector<int> dropped;
  for (const Drift* drift : drifts) {
    if (drift->change == "add") {
      columns->push_back({drift->name, kernel::ValueType::Of(kernel::TypeKind::kString), true});
    } else if (drift->change == "rename") {
      (*columns)[static_cast<size_t>(drift->column)].name = drift->name;
    } else if (drift->change == "drop") {
      dropped.push_back(drift->column);
    } else {
      engine::WrittenColumn& column = (*columns)[static_cast<size_t>(drift->column)];
      column = {column.name, kernel::ValueType::Of(kernel::TypeKind::kString), column.nullable};
    }
  }
  std::sort(dropped.rbegin(), dropped.rend());
  dropped.erase(std::unique(dropped.begin(), dropped.end()), dropped.end());
  for (const int column : dropped) columns->erase(columns->begin() + column);
}

void Overlay::ApplyDrift(const std::vector<const Drift*>& drifts,
                         const std::vector<engine::WrittenColumn>& columns, engine::Batch* batch) {
  std::vector<int> dropped;
  for (const Drift* drift : drifts) {
    if (drift->change == "drop") dropped.push_back(drift->column);
    if (drift->change != "add" && drift->change != "retype") continue;
    auto texts = std::make_shared<Vector>();
    texts->physical = Physical::kString;
    texts->length = batch->rows;
    const Vector* from =
        drift->change == "add" ? nullptr : batch->columns[static_cast<size_t>(drift->column)].get();
    for (int64_t i = 0; i < batch->rows; ++i) {
      const bool given = from == nullptr || from->IsValid(i);
      texts->strings.Append(from == nullptr ? fmt::format("v{}", batch->first_row + i)
                            : given
                                ? TextOf(*from, i, columns[static_cast<size_t>(drift->column)].type)
                                : std::string());
      if (given) continue;
      texts->EnsureValid();
      texts->valid[static_cast<size_t>(i)] = 0;
    }
    if (from == nullptr) {
      batch->columns.push_back(texts);
      batch->saturated.push_back(0);
    } else {
      batch->columns[static_cast<size_t>(drift->column)] = texts;
    }
  }
  std::sort(dropped.rbegin(), dropped.rend());
  dropped.erase(std::unique(dropped.begin(), dropped.end()), dropped.end());
  for (const int column : dropped) {
    batch->columns.erase(batch->columns.begin() + column);
    batch->saturated.erase(batch->saturated.begin() + column);
  }
}

}  // namespace datagen::defects
