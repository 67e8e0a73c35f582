#include "proof/validate/table_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace datagen::validate {
namespace {

using base::Status;
using query::Block;

// As many rows as DuckDB gives to one thread: below, its planning is all that it could add.
constexpr int64_t kFewRows = 122'880;

// DuckDB compares conditions with AND and OR in them each with each.
constexpr size_t kExpressionsMax = 1500;

// The tallies of some figures, all over the same columns.
class Tallies {
 public:
  void Add(const Measure& measure, std::optional<Values>* out) {
    wanted_.push_back({&measure, out, nullptr});
  }
  [[nodiscard]] bool empty() const { return wanted_.empty(); }

  void Count(const Places& places, const Block& block) {
    if (!started_) {
      started_ = true;
      std::vector<query::Shape> shapes;
      shapes.reserve(block.columns.size());
      for (const query::BlockColumn& column : block.columns) shapes.push_back(column.shape);
      for (Wanted& one : wanted_) one.tally = MakeTally(*one.measure, places, shapes);
    }
    for (Wanted& one : wanted_) {
      if (one.tally != nullptr) one.tally->Add(block);
    }
  }

  void Answer() {
    for (Wanted& one : wanted_) {
      if (one.tally != nullptr) *one.out = one.tally->Take();
    }
  }

 private:
  struct Wanted {
    const Measure* measure;
    std::optional<Values>* out;
    std::unique_ptr<Tally> tally;  // nullptr: only SQL can tell
  };
  std::vector<Wanted> wanted_;
  bool started_ = false;
};

Places PlacesOf(const std::vector<std::string>& columns) {
  Places places;
  for (size_t i = 0; i < columns.size(); ++i) places.emplace(columns[i], i);
  return places;
}

bool HasMeasure(const Figure& figure) {
  return !std::holds_alternative<std::monostate>(figure.measure);
}

}  // namespace

void TableFigures::Add(const std::vector<Figure>& figures) {
  for (const Figure& figure : figures) asked_.push_back({&figure, std::nullopt, Status::Ok()});
}

void TableFigures::Forget() {
  for (Asked& one : asked_) one.values.reset();
}

Status TableFigures::TallyRows() {
  Tallies tallies;
  std::vector<std::string> columns;
  Places places;
  const KeptRows* kept = session_->Kept(table_.node->id);
  if (kept != nullptr) places = PlacesOf(table_.view_columns);
  for (Asked& one : asked_) {
    if (one.values || !HasMeasure(*one.figure)) continue;
    tallies.Add(one.figure->measure, &one.values);
    if (kept != nullptr) continue;
    for (std::string& column : ColumnsOf(one.figure->measure)) {
      columns.push_back(std::move(column));
    }
  }
  if (kept != nullptr) {
    for (const Block& block : kept->blocks) tallies.Count(places, block);
  } else if (!columns.empty()) {
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    places = PlacesOf(columns);
    const Status read = session_->ReadBlocks(
        table_, columns, [&](const Block& block) { tallies.Count(places, block); });
    if (!read.ok()) return read;
  }
  tallies.Answer();
  return Status::Ok();
}

Status TableFigures::AskSql(const std::vector<Asked*>& asked) {
  for (size_t first = 0; first < asked.size();) {
    std::string list;
    size_t expressions = 0;
    size_t end = first;
    for (; end < asked.size() && expressions < kExpressionsMax; ++end) {
      for (const std::string& aggregate : asked[end]->figure->sql) {
        list += fmt::format("{}{} AS a{}", expressions > 0 ? ", " : "", aggregate, expressions);
        ++expressions;
      }
    }
    const auto rows = session_->Select(
        fmt::format("SELECT {} FROM {}", list, query::Identifier(table_.node->id)));
    if (!rows.ok()) return rows.status();
    auto value = rows.value().rows[0].begin();
    for (; first < end; ++first) {
      const auto count = static_cast<int64_t>(asked[first]->figure->sql.size());
      asked[first]->values.emplace(value, value + count);
      value += count;
    }
  }
  return Status::Ok();
}

Status TableFigures::Answer() {
  if (session_->RowCount(table_.node->id) <= kFewRows) {
    const Status tallied = TallyRows();
    if (!tallied.ok()) return tallied;
  }
  std::vector<Asked*> rest;
  for (Asked& one : asked_) {
    if (!one.values) rest.push_back(&one);
  }
  return AskSql(rest);
}

Status TableFigures::AnswerAlone() {
  for (Asked& one : asked_) {
    if (one.values) continue;
    one.status = AskSql({&one});
    if (one.status.code() == base::StatusCode::kEnvironment) return one.status;
  }
  return Status::Ok();
}

base::Result<Values> TableFigures::Take(size_t count, size_t* at) {
  Values values;
  Status status;
  for (const size_t end = *at + count; *at < end; ++*at) {
    Asked& one = asked_[*at];
    if (!one.status.ok() && status.ok()) status = one.status;
    if (one.values) std::move(one.values->begin(), one.values->end(), std::back_inserter(values));
  }
  if (!status.ok()) return status;
  return values;
}

}  // namespace datagen::validate
