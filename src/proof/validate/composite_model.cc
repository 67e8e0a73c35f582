#include "proof/validate/composite_model.h"

#include <fmt/format.h>

#include <limits>

#include "proof/validate/time_classes.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// The only date or datetime column of a table; "" when there are none or several.
std::string OnlyTime(const spec::Node& node) {
  std::string found;
  for (const spec::Column& column : node.columns) {
    if (column.type.kind != kernel::TypeKind::kDate &&
        column.type.kind != kernel::TypeKind::kDatetime) {
      continue;
    }
    if (!found.empty()) return "";
    found = column.name;
  }
  return found;
}

std::optional<Influence> SeasonOf(const Table& table, const spec::SeasonInfluence& season,
                                  bool additive, std::string* why) {
  const std::string time = season.column.empty() ? OnlyTime(*table.node) : season.column;
  if (time.empty() || !table.Has(time)) {
    *why = "name the influence's time column: the files have none or several";
    return std::nullopt;
  }
  Influence influence;
  influence.name = season.dimension;
  const std::string name = "t." + Identifier(time);
  std::vector<std::string> labels;
  for (const std::string& label : ClassLabels(influence.name)) {
    labels.push_back(query::Literal(label));
  }
  influence.level =
      fmt::format("[{}][{} + 1]", query::List(labels), ClassSql(influence.name, name));
  influence.factor =
      additive ? fmt::format("CAST([{}][{} + 1] AS DOUBLE)", fmt::join(season.weights, ", "),
                             ClassSql(influence.name, name))
               : WeightSql(season.weights, influence.name, name);
  return influence;
}

// How rows of a table are joined to events that last: SQL over t and e.
class EventJoin {
 public:
  EventJoin(const Context& context, const Table& table, const spec::EventInfluence& events)
      : context_(context), table_(table), events_(events) {
    for (const auto& [here, there] : events.on) {
      mine_.push_back(here);
      theirs_.push_back(there);
      Add(fmt::format("e.{} = t.{}", Identifier(there), Identifier(here)));
    }
  }

  // False with *why when the files lack the columns of the window.
  bool AddWindow(const spec::EventInfluence::Window& window, std::string* why) {
    const std::string at = window.at.empty() ? OnlyTime(*table_.node) : window.at;
    theirs_.push_back(window.start);
    theirs_.push_back(window.end);
    mine_.push_back(at);
    const Table* events = context_.Readable(events_.table, {window.start, window.end});
    if (events == nullptr) {
      *why = fmt::format("'{}' lacks {} or {}", events_.table, window.start, window.end);
      return false;
    }
    // A date as the end includes its whole day; an open end lasts for ever.
    const bool whole_day = events->Find(window.end)->column->type.kind == kernel::TypeKind::kDate;
    Add(fmt::format("CAST(t.{} AS TIMESTAMP) >= CAST(e.{} AS TIMESTAMP)", Identifier(at),
                    Identifier(window.start)));
    Add(fmt::format("(e.{0} IS NULL OR CAST(t.{1} AS TIMESTAMP) < CAST(e.{0} AS TIMESTAMP) + {2})",
                    Identifier(window.end), Identifier(at),
                    whole_day ? "INTERVAL 1 DAY" : "INTERVAL 1 MICROSECOND"));
    return true;
  }

  void AlsoReads(const std::string& column) { theirs_.push_back(column); }

  [[nodiscard]] bool IsReadable() const {
    return context_.Readable(events_.table, theirs_) != nullptr && !condition_.empty() &&
           context_.Readable(table_.node->id, mine_) != nullptr;
  }
  [[nodiscard]] std::string FromSql() const {
    return fmt::format("FROM {} AS e WHERE {}", Identifier(events_.table), condition_);
  }

 private:
  void Add(const std::string& part) { condition_ += (condition_.empty() ? "" : " AND ") + part; }

  const Context& context_;
  const Table& table_;
  const spec::EventInfluence& events_;
  std::vector<std::string> mine_;
  std::vector<std::string> theirs_;
  std::string condition_;
};

std::optional<Influence> EventsOf(const Context& context, const Table& table,
                                  const spec::EventInfluence& events, bool additive,
                                  std::string* why) {
  const std::string otherwise_field = additive ? "delta" : "multiplier";
  const std::string& field = events.field.empty() ? otherwise_field : events.field;
  EventJoin join(context, table, events);
  join.AlsoReads(field);
  if (events.window && !join.AddWindow(*events.window, why)) return std::nullopt;
  if (!events.by.empty()) join.AlsoReads(events.by);
  if (!join.IsReadable()) {
    *why = fmt::format("the files lack a column that joins '{}'", events.table);
    return std::nullopt;
  }
  const std::string neutral = additive ? "0" : "1";
  const std::string& otherwise = events.otherwise ? events.otherwise->text : neutral;
  const std::string from = join.FromSql();
  Influence influence;
  influence.name = events.table;
  influence.factor = fmt::format(
      "(SELECT CAST(CASE WHEN count(e.{0}) = 0 THEN {1} ELSE {2}(e.{0}) END AS DOUBLE) {3})",
      Identifier(field), otherwise, additive ? "sum" : "product", from);
  influence.level = events.by.empty()
                        ? fmt::format("CAST(round({}, 6) AS VARCHAR)", influence.factor)
                        : fmt::format(
                              "(SELECT coalesce(string_agg(DISTINCT CAST(e.{0} AS VARCHAR), '+' "
                              "ORDER BY CAST(e.{0} AS VARCHAR)), '(none)') {1})",
                              Identifier(events.by), from);
  return influence;
}

}  // namespace

std::optional<CompositeModel> ReadCompositeModel(const Context& context,
                                                 const spec::CompositeEffect& target,
                                                 std::string* why) {
  const Table* table = context.Readable(target.table, {target.metric});
  if (table == nullptr) {
    *why = "its table or metric is not in the files";
    return std::nullopt;
  }
  constexpr double kNone = std::numeric_limits<double>::infinity();
  CompositeModel model;
  model.table = target.table;
  model.metric = target.metric;
  model.additive = target.additive;
  model.mae = target.mae.value_or(kNone);
  model.mape = target.mape.value_or(kNone);
  model.rows_min = target.rows_min;
  model.baseline = target.baseline;
  for (const spec::Influence& item : target.influences) {
    if (const auto* spikes = std::get_if<spec::SpikeInfluence>(&item)) {
      model.spike_rate = spikes->rate;
      model.spikes_drop = spikes->mode == "drop";
      continue;
    }
    const auto* season = std::get_if<spec::SeasonInfluence>(&item);
    auto influence =
        season != nullptr
            ? SeasonOf(*table, *season, model.additive, why)
            : EventsOf(context, *table, std::get<spec::EventInfluence>(item), model.additive, why);
    if (!influence) return std::nullopt;
    model.influences.push_back(std::move(*influence));
  }
  if (model.influences.empty()) {
    *why = "it names no influence that rows can be told apart by";
    return std::nullopt;
  }
  return model;
}

}  // namespace datagen::validate
