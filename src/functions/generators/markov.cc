#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/spelling.h"
#include "foundation/random/alias_table.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/literal.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Markov : public Generator {
 public:
  Markov(VectorPtr states, random::AliasTable start, std::vector<random::AliasTable> next,
         const random::Key& key)
      : states_(std::move(states)),
        start_(std::move(start)),
        next_(std::move(next)),
        stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<int64_t> states(static_cast<size_t>(cells.size()));
    // Neighbours of one parent go on from each other; any other row walks from its parent's first.
    int64_t walked_row = -2;
    int64_t walked_index = 0;
    int32_t state = 0;
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const int64_t index = cells.child_indexes[i];
      const bool continues = row == walked_row + 1 && index == walked_index + 1;
      int64_t step = continues ? index : 0;
      for (; step <= index; ++step) {
        const uint64_t bits = stream_.Bits(row - index + step);
        state = step == 0 ? start_.Pick(bits) : next_[static_cast<size_t>(state)].Pick(bits);
      }
      walked_row = row;
      walked_index = index;
      states[static_cast<size_t>(i)] = state;
    });
    return Take(*states_, states.data(), cells.size());
  }

 private:
  VectorPtr states_;
  random::AliasTable start_;
  std::vector<random::AliasTable> next_;
  random::Stream stream_;
};

// {"state": weight, …} as weights in the order of the states; nullopt after a report.
std::optional<std::vector<double>> ReadStateWeights(BindContext& context, const base::Json& json,
                                                    const std::vector<std::string>& states) {
  std::vector<double> weights(states.size(), 0.0);
  double sum = 0;
  bool ok = json.is_object();
  if (!ok) {
    context.Error("wrong-json-type", json, fmt::format("{} given", json.Excerpt()),
                  {.expected = "an object with a weight for each state"});
    return std::nullopt;
  }
  for (const base::JsonMember& member : json.members()) {
    const auto at = std::find(states.begin(), states.end(), member.key);
    const auto weight = member.value.AsDouble();
    if (at == states.end()) {
      context.diagnostics()->KeyError(
          "value-not-listed", json, member, fmt::format("unknown state '{}'", member.key),
          {.expected = fmt::format("one of {}", base::JoinNames(states)),
           .hint = base::DidYouMean(member.key, states)});
      ok = false;
    } else if (!weight || *weight < 0) {
      context.Error("invalid-weights", member.value,
                    fmt::format("weight {} is not allowed", member.value.Excerpt()),
                    {.expected = "a number of at least 0"});
      ok = false;
    } else {
      weights[static_cast<size_t>(at - states.begin())] = *weight;
      sum += *weight;
    }
  }
  if (ok && !(sum > 0)) {
    context.Error("invalid-weights", json, "the weights add up to 0",
                  {.expected = "a sum above 0"});
    ok = false;
  }
  if (!ok) return std::nullopt;
  return weights;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& list = *arguments.Find("states");
  VectorPtr values = ReadLiterals(list, context.type(), context.diagnostics());
  std::vector<std::string> states;
  for (const base::Json& item : list.items()) states.push_back(item.text());
  std::vector<double> start_weights(states.size(), 0.0);
  start_weights[0] = 1;
  bool ok = values != nullptr && context.UseFamily(arguments.json());
  if (const base::Json* start = arguments.Find("start")) {
    if (const auto read = ReadStateWeights(context, *start, states)) {
      start_weights = *read;
    } else {
      ok = false;
    }
  }
  // A state without transitions repeats.
  std::vector<std::vector<double>> rows(states.size(), std::vector<double>(states.size(), 0.0));
  for (size_t k = 0; k < states.size(); ++k) rows[k][k] = 1;
  const base::Json& transitions = *arguments.Find("transitions");
  for (const base::JsonMember& member : transitions.members()) {
    const auto at = std::find(states.begin(), states.end(), member.key);
    if (at == states.end()) {
      context.diagnostics()->KeyError(
          "value-not-listed", transitions, member, fmt::format("unknown state '{}'", member.key),
          {.expected = fmt::format("one of {}", base::JoinNames(states)),
           .hint = base::DidYouMean(member.key, states)});
      ok = false;
      continue;
    }
    const auto read = ReadStateWeights(context, member.value, states);
    if (read) {
      rows[static_cast<size_t>(at - states.begin())] = *read;
    } else {
      ok = false;
    }
  }
  if (!ok) return std::nullopt;
  std::vector<random::AliasTable> next;
  next.reserve(rows.size());
  for (const auto& row : rows) next.emplace_back(row);
  BoundGenerator bound;
  bound.type = context.type();
  bound.domain = LiteralDomain(*values, context.type(), {});
  bound.kernel = std::make_unique<Markov>(std::move(values), random::AliasTable(start_weights),
                                          std::move(next), context.key());
  return bound;
}

}  // namespace

const GeneratorInfo& MarkovInfo() {
  static const GeneratorInfo info{
      {.id = "markov",
       .summary = "Moves from state to state along the children of a parent (a life cycle)",
       .details =
           "Child 0 starts by `start`, each next child moves by the weights of the state before "
           "it; a state without transitions repeats.",
       .parameters = {{"states", ParameterType::kAnyList, "The states.", true, ""},
                      {"start",
                       ParameterType::kObject,
                       "Weights of the first state.",
                       false,
                       "the first listed",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": {"type": "number"}})json"},
                      {"transitions",
                       ParameterType::kObject,
                       "For each state, the weights of the next.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": {"type": "object",
                "additionalProperties": {"type": "number"}}})json"}},
       .example = R"json([{"id": "claim", "kind": "entity", "pk": "id", "rows": 200, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "claim_event", "kind": "fact", "pk": ["claim_id", "step"], "parents": ["claim"],
           "fanout": {"distribution": "uniform", "min": 1, "max": 6}, "columns": [
            {"name": "claim_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "claim.id"}}},
            {"name": "step", "type": "int", "nullable": false,
             "generator": {"sequence": {"per": "parent"}}},
            {"name": "status", "type": "string", "nullable": false, "generator": {"markov": {
              "states": ["new", "open", "paid", "refused"], "start": {"new": 1},
              "transitions": {"new": {"open": 0.9, "refused": 0.1},
                "open": {"open": 0.5, "paid": 0.4, "refused": 0.1}}}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
