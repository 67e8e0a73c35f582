#include "language/spec/influence_reader.h"

#include <fmt/format.h>

#include "language/spec/known_names.h"
#include "language/spec/shapes.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using kernel::Arguments;
using kernel::CheckArguments;

class InfluenceReader {
 public:
  InfluenceReader(const std::string& table, KnownNames* names, Diagnostics* diagnostics)
      : table_(table), names_(names), diagnostics_(diagnostics) {}

  std::optional<Influence> Read(const Json& json) const {
    if (!CheckArguments(json, InfluenceShape(), "an influence", diagnostics_)) return std::nullopt;
    const std::string& kind = json.Find("kind")->text();
    if (kind == "outliers") return ReadSpikes(json);
    if (kind == "effect") return ReadEvents(json);
    return ReadSeason(json);
  }

 private:
  [[nodiscard]] bool Needs(const Json& json, const char* key) const {
    if (json.Find(key) != nullptr) return true;
    diagnostics_->Error("missing-key", json,
                        fmt::format("an influence of kind '{}' needs the key '{}'",
                                    json.Find("kind")->text(), key));
    return false;
  }

  [[nodiscard]] bool Known(const std::string& table, const std::vector<std::string>& columns,
                           const Json& where) const {
    return names_->Check({table, columns, where}, diagnostics_);
  }

  std::optional<Influence> ReadSpikes(const Json& json) const {
    if (!Needs(json, "rate")) return std::nullopt;
    const Arguments arguments(&json);
    return SpikeInfluence{json, arguments.Number("rate", 0), arguments.String("mode", "spike")};
  }

  std::optional<Influence> ReadSeason(const Json& json) const {
    if (!Needs(json, "dimension") || !Needs(json, "weights")) return std::nullopt;
    const std::string& dimension = json.Find("dimension")->text();
    const size_t expected = dimension == "hour" ? 24 : dimension == "dow" ? 7 : 12;
    auto weights =
        kernel::ReadWeights(*json.Find("weights"), expected, dimension + " classes", diagnostics_);
    const Json* column = json.Find("column");
    const bool known = column == nullptr || Known(table_, {column->text()}, *column);
    if (!weights || !known) return std::nullopt;
    return SeasonInfluence{json, dimension, std::move(*weights), Arguments(&json).String("column")};
  }

  std::optional<Influence> ReadEvents(const Json& json) const {
    if (!Needs(json, "table") || !Needs(json, "on")) return std::nullopt;
    const Arguments arguments(&json);
    EventInfluence events{json, arguments.String("table")};
    bool known = true;
    std::vector<std::string> columns;
    for (const base::JsonMember& member : json.Find("on")->members()) {
      known &= Known(table_, {member.key}, member.value);
      columns.push_back(member.value.text());
      events.on.emplace_back(member.key, member.value.text());
    }
    events.field = arguments.String("field");
    events.by = arguments.String("by");
    columns.push_back(events.field.empty() ? "multiplier" : events.field);
    if (!events.by.empty()) columns.push_back(events.by);
    known &= Known(events.table, columns, *json.Find("table"));
    if (const Json* window = json.Find("window")) {
      if (!CheckArguments(*window, WindowShape(), "window", diagnostics_)) return std::nullopt;
      const Arguments given(window);
      events.window = EventInfluence::Window{given.String("start_col"), given.String("end_col"),
                                             given.String("at")};
    }
    if (const Json* otherwise = json.Find("default")) {
      events.otherwise = Number{otherwise->text(), *otherwise->AsDouble()};
    }
    if (!known) return std::nullopt;
    return events;
  }

  const std::string& table_;
  KnownNames* names_;
  Diagnostics* diagnostics_;
};

}  // namespace

std::vector<Influence> ReadInfluences(const Json& list, const std::string& table, KnownNames* names,
                                      Diagnostics* diagnostics) {
  const InfluenceReader reader(table, names, diagnostics);
  std::vector<Influence> influences;
  for (const Json& item : list.items()) {
    auto influence = reader.Read(item);
    if (influence) influences.push_back(std::move(*influence));
  }
  return influences;
}

}  // namespace datagen::spec
