#include <fmt/format.h>

#include <map>

#include "proof/validate/expression_sql.h"
#include "proof/validate/law.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

// A choice among values, in a group of rows (all, or those with one value of `given`).
class ChoiceShares : public Check {
 public:
  // `values`: the choices as SQL gives them as text; `condition`: of the group's rows.
  ChoiceShares(const CheckInfo& info, std::string path, const Table& table,
               const spec::Column& column, std::string values_sql, std::vector<double> weights,
               std::string condition, const std::string& group)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{}.{} is drawn by its weights{}", table.node->id, column.name, group)),
        values_sql_(std::move(values_sql)),
        weights_(std::move(weights)),
        condition_(std::move(condition)) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const auto listed = session.database().Select(values_sql_);
    if (!listed.ok()) return listed.status();
    const std::string name = Identifier(columns()[0]);
    const auto found = session.database().Select(
        fmt::format("SELECT {0}, count(*) FROM {1} WHERE {0} IS NOT NULL{2} GROUP BY 1", name,
                    Identifier(table()), condition_));
    if (!found.ok()) return found.status();
    std::map<std::string, size_t> places;
    std::vector<std::string> labels;
    std::vector<double> shares;
    double sum = 0;
    const size_t count = listed.value().rows.size();
    for (size_t i = 0; i < count; ++i) {
      if (!listed.value().rows[i][0]) continue;  // a null is no value: the others share the rest
      const std::string label = listed.value().Text(i, 0);
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
    for (size_t i = 0; i < found.value().rows.size(); ++i) {
      const auto place = places.find(found.value().Text(i, 0));
      // What is not listed is the domain's matter.
      if (place != places.end()) counts[place->second] = found.value().Integer(i, 1).value_or(0);
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
  std::string values_sql_;
  std::vector<double> weights_;
  std::string condition_;
};

std::vector<double> Weights(const Json& arguments, const Json* list, size_t count) {
  std::vector<double> weights;
  if (list != nullptr) {
    for (const Json& weight : list->items()) weights.push_back(weight.AsDouble().value_or(0));
    return weights;
  }
  const Json* rule = arguments.Find("weights_kind");
  return RankWeights(rule == nullptr ? "" : rule->text(), static_cast<int64_t>(count));
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator || column.generator->function->id != "choice") return;
    if (column.type.kind == kernel::TypeKind::kArray || !column.modifiers.empty()) return;
    const Json& arguments = *column.generator->arguments;
    const std::string path = context.Path(column.generator->where);
    const std::string claim =
        fmt::format("{}.{} is drawn by its weights", table.node->id, column.name);
    if (column.unique || table.node->pk == std::vector<std::string>{column.name}) {
      checks->push_back(std::make_unique<Untestable>(info, path, table.node->id,
                                                     std::vector<std::string>{column.name}, claim,
                                                     "its values are unique"));
      return;
    }
    std::string values;
    size_t count = 0;
    if (const Json* choices = arguments.Find("choices")) {
      std::vector<std::string> rows;
      for (const Json& item : choices->items()) {
        rows.push_back(fmt::format("({})", ToSqlLiteral(item, column.type)));
      }
      values = fmt::format("SELECT * FROM (VALUES {}) AS l(v)", query::List(rows));
      count = rows.size();
    } else {
      const std::string& from = arguments.Find("choices_ref")->text();
      const size_t dot = from.find('.');
      const std::string other = from.substr(0, dot);
      const std::string listed = from.substr(dot + 1);
      const Table* target = context.Readable(other, {listed});
      const auto rows = context.dataset.declared_rows().find(other);
      if (target == nullptr || rows == context.dataset.declared_rows().end()) {
        checks->push_back(std::make_unique<Untestable>(
            info, path, table.node->id, std::vector<std::string>{column.name}, claim,
            "the order of the listed values is not known: the folder has no metadata"));
        return;
      }
      constexpr int64_t kListedMax = 100'000;
      if (rows->second > kListedMax) return;  // a reference, not a vocabulary
      values = fmt::format("SELECT CAST({} AS {}) FROM {}", Identifier(listed),
                           SqlType(column.type), Identifier(other));
      count = static_cast<size_t>(rows->second);
    }
    const Json* given = arguments.Find("given");
    if (given == nullptr) {
      checks->push_back(std::make_unique<ChoiceShares>(
          info, path, table, column, values, Weights(arguments, arguments.Find("weights"), count),
          "", ""));
      return;
    }
    if (context.Readable(table.node->id, {given->text()}) == nullptr) return;
    const spec::Column& other = *table.Find(given->text())->column;
    std::vector<std::string> cases;
    for (const base::JsonMember& member : arguments.Find("weights_by")->members()) {
      const std::string value = query::Literal(member.key);
      cases.push_back(value);
      checks->push_back(std::make_unique<ChoiceShares>(
          info, path, table, column, values, Weights(arguments, &member.value, count),
          fmt::format(" AND CAST({} AS VARCHAR) = {}", Identifier(other.name), value),
          fmt::format(" where {} is {}", other.name, member.key)));
    }
    checks->push_back(std::make_unique<ChoiceShares>(
        info, path, table, column, values, Weights(arguments, arguments.Find("weights"), count),
        fmt::format(" AND coalesce(CAST({} AS VARCHAR) NOT IN ({}), true)", Identifier(other.name),
                    query::List(cases)),
        fmt::format(" where {} has no weights of its own", other.name)));
  });
}

}  // namespace

const CheckInfo& ChoiceSharesCheck() {
  static const CheckInfo info{"choice_shares", Part::kBehaviour, false,
                              "Compares the shares of choices with their weights", Collect};
  return info;
}

}  // namespace datagen::validate
