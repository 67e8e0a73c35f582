#include <fmt/format.h>

#include <cmath>
#include <map>
#include <unordered_map>

#include "proof/validate/expression_sql.h"
#include "proof/validate/membership.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// The listed values as a SELECT, in their order, and how many there are.
struct Listing {
  std::string sql;
  size_t count = 0;
  std::string why;                                // they can't be told
  std::optional<std::vector<std::string>> texts;  // what the SELECT gives, where that is known
};

// A choice among values, in a group of rows (all, or those with one value of `given`).
class ChoiceShares : public Check {
 public:
  // `condition`: of the group's rows.
  ChoiceShares(const CheckInfo& info, std::string path, const Table& table,
               const spec::Column& column, Listing listing, std::vector<double> weights,
               std::string condition, const std::string& group)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{}.{} is drawn by its weights{}", table.node->id, column.name, group)),
        table_(table),
        listing_(std::move(listing)),
        weights_(std::move(weights)),
        condition_(std::move(condition)) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const auto listed = Listed(session);
    if (!listed.ok()) return listed.status();
    const auto found = Found(session);
    if (!found.ok()) return found.status();
    std::map<std::string, size_t> places;
    std::vector<std::string> labels;
    std::vector<double> shares;
    double sum = 0;
    const size_t count = listed.value().size();
    for (size_t i = 0; i < count; ++i) {
      if (!listed.value()[i]) continue;  // a null is no value: the others share the rest
      const std::string& label = *listed.value()[i];
      const double weight = weights_.size() == count ? weights_[i] : 0;
      sum += weight;
      const auto [place, fresh] = places.emplace(label, labels.size());
      if (fresh) {
        labels.push_back(label);
        shares.push_back(0);
      }
      shares[place->second] += weight;  // a value listed twice
    }
    if (!(sum > 0)) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message = fmt::format("{} weights for {} choices", weights_.size(), count);
      return base::Status::Ok();
    }
    for (double& share : shares) share /= sum;
    std::vector<int64_t> counts(labels.size(), 0);
    for (const auto& [value, times] : found.value()) {
      const auto place = places.find(value);
      // What is not listed is the domain's matter.
      if (place != places.end()) counts[place->second] = times;
    }
    DecideCounts(session, labels, counts, shares, claim(), finding);
    constexpr size_t kBarsMax = 60;
    if (finding->bars.size() > kBarsMax) finding->bars.resize(kBarsMax);
    if (finding->verdict == Verdict::kFailed) {
      finding->recommendation = {
          {path(), "set the weights to the observed shares, or mend the data"}};
    }
    return base::Status::Ok();
  }

 private:
  // The choices in their order, as SQL prints them.
  [[nodiscard]] base::Result<Values> Listed(Session& session) const {
    if (listing_.texts) return Values(listing_.texts->begin(), listing_.texts->end());
    const auto rows = session.Select(listing_.sql);
    if (!rows.ok()) return rows.status();
    Values values;
    values.reserve(rows.value().rows.size());
    for (const auto& row : rows.value().rows) values.push_back(row[0]);
    return values;
  }

  // How often each value comes in the group.
  [[nodiscard]] base::Result<std::unordered_map<std::string, int64_t>> Found(
      Session& session) const {
    const KeptRows* kept = condition_.empty() ? session.Kept(table()) : nullptr;
    if (kept != nullptr) {
      if (auto counts = CountValues(*kept, table_, columns()[0])) return std::move(*counts);
    }
    const auto rows = session.Select(
        fmt::format("SELECT {0}, count(*) FROM {1} WHERE {0} IS NOT NULL{2} GROUP BY 1",
                    Identifier(columns()[0]), Identifier(table()), condition_));
    if (!rows.ok()) return rows.status();
    std::unordered_map<std::string, int64_t> counts;
    for (size_t i = 0; i < rows.value().rows.size(); ++i) {
      counts[rows.value().Text(i, 0)] = rows.value().Integer(i, 1).value_or(0);
    }
    return counts;
  }

  const Table& table_;
  Listing listing_;
  std::vector<double> weights_;
  std::string condition_;
};

// Weights of so many values in listed order, adding up to 1 where they come from a rule.
struct WeightsOfRule {
  size_t count;

  std::vector<double> operator()(const std::vector<double>& given) const { return given; }
  std::vector<double> operator()(const claims::EqualWeights& /*rule*/) const {
    return ByRank(count, 0, 1);
  }
  std::vector<double> operator()(const claims::ZipfWeights& rule) const {
    return ByRank(count, rule.alpha, 1);
  }
  std::vector<double> operator()(const claims::HeadTailWeights& rule) const {
    const size_t head = (count + 4) / 5;
    const bool tail = count > head;
    std::vector<double> weights = ByRank(head, 0, tail ? rule.share : 1);
    const std::vector<double> rest = ByRank(count - head, rule.alpha, 1 - rule.share);
    weights.insert(weights.end(), rest.begin(), rest.end());
    return weights;
  }

 private:
  static std::vector<double> ByRank(size_t ranks, double alpha, double mass) {
    std::vector<double> weights;
    double sum = 0;
    for (size_t rank = 1; rank <= ranks; ++rank) {
      weights.push_back(std::pow(static_cast<double>(rank), -alpha));
      sum += weights.back();
    }
    for (double& weight : weights) weight *= mass / sum;
    return weights;
  }
};

// nullopt where the values are no vocabulary.
std::optional<Listing> ListingOf(const Context& context, const spec::Column& column,
                                 const claims::Values& values) {
  if (const auto* listed = values.Find<claims::Listed>()) {
    return Listing{query::ToSqlRows(*listed->values, column.type), listed->values->size(), "",
                   TextsOf(column, *listed->values)};
  }
  const auto* listed = values.Find<claims::ListedInTable>();
  if (listed == nullptr) return std::nullopt;
  const auto& [other, columns] = listed->column;
  const auto rows = context.dataset.declared_rows().find(other);
  if (context.Readable(other, columns) == nullptr ||
      rows == context.dataset.declared_rows().end()) {
    return Listing{"", 0, "the order of the listed values is not known: the folder has no metadata",
                   std::nullopt};
  }
  constexpr int64_t kListedMax = 100'000;
  if (rows->second > kListedMax) return std::nullopt;  // a reference, not a vocabulary
  return Listing{fmt::format("SELECT CAST({} AS {}) FROM {}", Identifier(listed->column.column()),
                             SqlType(column.type), Identifier(other)),
                 static_cast<size_t>(rows->second), "", std::nullopt};
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* shares = values.Find<claims::Shares>();
    if (shares == nullptr) return;
    if (column.type.kind == kernel::TypeKind::kArray || !column.modifiers.empty()) return;
    const std::string path = context.Path(column.generator->where);
    auto listing = ListingOf(context, column, values);
    if (column.unique || table.node->pk == std::vector<std::string>{column.name}) {
      listing = Listing{"", 0, "its values are unique", std::nullopt};
    }
    if (!listing) return;
    if (!listing->why.empty()) {
      checks->push_back(std::make_unique<Untestable>(
          info, path, table.node->id, std::vector<std::string>{column.name},
          fmt::format("{}.{} is drawn by its weights", table.node->id, column.name), listing->why));
      return;
    }
    const auto add = [&](std::vector<double> weights, std::string condition,
                         const std::string& group) {
      checks->push_back(std::make_unique<ChoiceShares>(
          info, path, table, column, *listing, std::move(weights), std::move(condition), group));
    };
    std::vector<double> otherwise = std::visit(WeightsOfRule{listing->count}, shares->weights);
    const std::string& given = shares->given;
    if (given.empty()) {
      add(std::move(otherwise), "", "");
      return;
    }
    if (context.Readable(table.node->id, {given}) == nullptr) return;
    std::vector<std::string> cases;
    for (const auto& [text, weights] : shares->of_given) {
      cases.push_back(query::Literal(text));
      add(weights, fmt::format(" AND CAST({} AS VARCHAR) = {}", Identifier(given), cases.back()),
          fmt::format(" where {} is {}", given, text));
    }
    add(std::move(otherwise),
        fmt::format(" AND coalesce(CAST({} AS VARCHAR) NOT IN ({}), true)", Identifier(given),
                    query::List(cases)),
        fmt::format(" where {} has no weights of its own", given));
  });
}

}  // namespace

const CheckInfo& ChoiceSharesCheck() {
  static const CheckInfo info{"choice_shares", Part::kBehaviour, false,
                              "Compares the shares of choices with their weights", Collect};
  return info;
}

}  // namespace datagen::validate
