#include "making/plan/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "functions/expression/parser.h"
#include "functions/kernel/cast.h"
#include "language/registry/registry.h"
#include "language/spec/versions.h"
#include "making/plan/bind_context.h"
#include "making/plan/column_order.h"
#include "making/plan/contradictions.h"
#include "making/plan/correlations.h"
#include "making/plan/keys.h"
#include "making/plan/sizes.h"

namespace datagen::plan {
namespace {

using kernel::BoundGenerator;
using kernel::Domain;
using kernel::TypeKind;
using kernel::ValueType;

constexpr double kDefaultNullRate = 0.05;
constexpr size_t kChainMax = 500;  // columns that depend on each other in a row

size_t At(int index) { return static_cast<size_t>(index); }

}  // namespace

random::Key Plan::KeyFor(std::string_view path) const {
  return random::Key::FromPath(fmt::format("{}/{}", seed, path));
}

bool Plan::exact() const {
  return std::none_of(nodes.begin(), nodes.end(),
                      [](const Node& node) { return node.expected.has_value(); });
}

std::unique_ptr<Plan> MakePlan(std::unique_ptr<spec::Spec> spec, const Options& options,
                               base::Diagnostics* diagnostics) {
  if (options.exact_rows) return Planner(std::move(spec), options, diagnostics).Run();
  const base::Diagnostics before = *diagnostics;
  Planner planner(std::move(spec), options, diagnostics);
  auto plan = planner.Run();
  if (plan != nullptr || planner.plan().exact() || before.has_errors()) return plan;
  // What does not fit the expected numbers may fit the exact ones.
  *diagnostics = before;
  Options exact = options;
  exact.exact_rows = true;
  return Planner(planner.ReleaseSpec(), exact, diagnostics).Run();
}

Planner::Planner(std::unique_ptr<spec::Spec> spec, const Options& options,
                 base::Diagnostics* diagnostics)
    : plan_(std::make_unique<Plan>()), options_(options), diagnostics_(diagnostics) {
  plan_->spec = std::move(spec);
  plan_->seed = options.seed.value_or(plan_->spec->seed);
  for (const spec::Node& node : plan_->spec->nodes) {
    Node planned;
    planned.id = node.id;
    planned.is_fact = node.is_fact;
    for (const spec::Column& column : node.columns) {
      Column& added = planned.columns.emplace_back();
      added.name = column.name;
      added.type = column.type;
      added.nullable = column.nullable;
      added.hidden = column.hidden;
      planned.column_names.Add(column.name);
    }
    states_.emplace_back(node.columns.size(), State::kOpen);
    plan_->node_names.Add(node.id);
    plan_->nodes.push_back(std::move(planned));
  }
  MarkUniqueColumns(plan_.get());
}

std::unique_ptr<Plan> Planner::Run() {
  ResolveSizes(options_, plan_.get(), diagnostics_);
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    for (size_t column = 0; column < plan_->nodes[node].columns.size(); ++column) {
      if (options_.job.stop.stopped()) return nullptr;
      BindColumn(static_cast<int>(node), static_cast<int>(column));
    }
  }
  for (size_t node = 0; node < plan_->nodes.size(); ++node)
    BindCorrelations(static_cast<int>(node), plan_.get(), diagnostics_);
  CheckKeys(*plan_, diagnostics_);
  CheckContradictions(*plan_, diagnostics_);
  if (diagnostics_->has_errors()) return nullptr;
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    OrderColumns(static_cast<int>(node), plan_.get());
    double bytes = 0;
    for (const Column& column : plan_->nodes[node].columns) {
      const double items = column.type.kind == TypeKind::kArray
                               ? static_cast<double>(std::max<int64_t>(1, column.length_max))
                               : 1;
      bytes += items * std::max(16.0, column.domain.max_bytes);
    }
    plan_->row_bytes_max = std::max(plan_->row_bytes_max, bytes);
  }
  return std::move(plan_);
}

bool Planner::RequireColumn(const base::Place& where, int node, int column) {
  State& state = states_[At(node)][At(column)];
  if (state == State::kBinding) {
    std::string chain;
    bool inside = false;
    for (const auto& [n, c] : open_) {
      inside = inside || (n == node && c == column);
      if (inside)
        chain += fmt::format("{}.{} → ", plan_->nodes[At(n)].id,
                             plan_->nodes[At(n)].columns[At(c)].name);
    }
    diagnostics_->Error(
        "column-cycle", where,
        fmt::format("the column depends on itself: {}{}.{}", chain, plan_->nodes[At(node)].id,
                    plan_->nodes[At(node)].columns[At(column)].name));
    return false;
  }
  if (state == State::kOpen && open_.size() > kChainMax) {
    diagnostics_->Error(
        "nested-too-deep", where,
        fmt::format("more than {} columns depend on each other in a row", kChainMax));
    return false;
  }
  BindColumn(node, column);
  return states_[At(node)][At(column)] == State::kBound;
}

void Planner::BindColumn(int node_index, int column_index) {
  State& state = states_[At(node_index)][At(column_index)];
  if (state != State::kOpen) return;
  const spec::Node& from_node = spec().nodes[At(node_index)];
  const spec::Column& from = from_node.columns[At(column_index)];
  if (!from.generator || from_node.fanout_broken ||
      (from_node.fanout && plan_->nodes[At(node_index)].family == nullptr)) {
    state = State::kBroken;
    return;
  }
  state = State::kBinding;
  open_.emplace_back(node_index, column_index);
  const size_t errors_before = diagnostics_->error_count();
  Column& column = plan_->nodes[At(node_index)].columns[At(column_index)];
  const kernel::GeneratorInfo& info = *from.generator->function;
  const bool is_array = from.type.kind == TypeKind::kArray;
  const ValueType target = is_array ? *from.type.element : from.type;
  PlanContext context(this, node_index, column_index, &column.inputs,
                      fmt::format("{}/{}/{}", from_node.id, from.name, info.key_id()), target,
                      column.must_be_unique);
  auto bound = info.bind(context, kernel::Arguments(from.generator->arguments.get()));
  if (bound && !spec::TakesChanges(*from.generator, context.changed(), diagnostics_)) bound.reset();
  if (bound) {
    const Domain& made = bound->domain;
    Binding binding{node_index, column_index, from_node,   from,         column,
                    is_array,   target,       bound->type, bound->domain};
    if (made.nulls || made.rare_nulls) {
      binding.null_giver = &info;
      binding.null_where = from.generator->where;
    }
    binding.null_with = bound->null_with;
    binding.null_perhaps_with = bound->null_perhaps_with;
    const bool ok = BindModifiers(&binding);
    if (from.null_when) BindNullCondition(binding);
    // A column with a mistake is bound only to find its other ones.
    if (ok && !from.broken) FinishColumn(*bound, &binding);
    column.generator = std::move(bound->kernel);
    column.made_type = bound->type;
  }
  open_.pop_back();
  const bool failed = !bound || from.broken || diagnostics_->error_count() > errors_before;
  states_[At(node_index)][At(column_index)] = failed ? State::kBroken : State::kBound;
  column.bound = !failed;
}

bool Planner::BindModifiers(Binding* binding) {
  std::map<std::string, int> occurrences;
  for (const auto& call : binding->from.modifiers) {
    if (binding->is_array) {
      diagnostics_->Error("array-not-supported", call.where, "modifiers do not work on arrays",
                          {.expected = "single values"});
      return false;
    }
    const int occurrence = occurrences[call.function->id]++;
    PlanContext context(this, binding->node, binding->column, &binding->planned.inputs,
                        fmt::format("{}/{}/modifier/{}/{}", binding->from_node.id,
                                    binding->from.name, call.function->key_id(), occurrence),
                        binding->from.type, false);
    auto modifier = call.function->bind(context, kernel::Arguments(call.arguments.get()),
                                        binding->type, binding->domain);
    if (!modifier || !spec::TakesChanges(call, context.changed(), diagnostics_)) return false;
    binding->type = modifier->type;
    const bool rare_nulls = binding->domain.rare_nulls;
    binding->nulls_were_hidden |= rare_nulls && !modifier->domain.rare_nulls;
    binding->domain = modifier->domain;
    binding->domain.rare_nulls |= rare_nulls;  // null in, null out
    binding->domain.same_in_parent = false;    // a modifier may draw anew for each row
    binding->domain.spread_known = false;
    if (binding->null_giver == nullptr && (binding->domain.nulls || binding->domain.rare_nulls)) {
      binding->null_giver = call.function;
      binding->null_where = call.where;
    }
    binding->planned.steps.push_back({std::move(modifier->kernel), modifier->type});
  }
  return true;
}

void Planner::BindNullCondition(const Binding& binding) {
  const base::Place& where = binding.from.null_when->where;
  PlanContext context(this, binding.node, binding.column, &binding.planned.inputs, "",
                      binding.target, false);
  binding.planned.null_when = expression::Compile(*binding.from.null_when, context);
  const auto& condition = binding.planned.null_when;
  const auto* info = registry::Find(registry::Generators(), "expression");
  if (const int version = binding.from.null_when_version;
      version > 0 && version < context.changed()) {
    spec::RefuseChange(*info, version, where, diagnostics_);
  }
  if (condition != nullptr && condition->type().kind != TypeKind::kBool) {
    diagnostics_->Error("expression-type", where,
                        fmt::format("null_when is {}", condition->type().Name()),
                        {.expected = "a condition"});
  }
  if (binding.from.null_rate) {
    diagnostics_->Error("exclusive-keys", where, "both 'null_when' and 'null_rate' are given",
                        {.expected = "one"});
  }
}

void Planner::FinishColumn(const BoundGenerator& bound, Binding* binding) {
  Column& column = binding->planned;
  const ValueType& type = binding->type;
  const ValueType& target = binding->target;
  Domain& domain = binding->domain;
  if (!kernel::CanCast(type, target)) {
    diagnostics_->Error(
        "type-mismatch", binding->from.generator->where,
        fmt::format("{} makes {}, which does not become {}", binding->from.generator->function->id,
                    type.Name(), target.Name()),
        {.given = type.Name(), .expected = fmt::format("what becomes {}", target.Name())});
    return;
  }
  if (bound.clamp && (type.is_numeric() || type.is_temporal())) {
    column.clamp = bound.clamp;
    domain.min = std::max(domain.min.value_or(bound.clamp->first), bound.clamp->first);
    domain.max = std::min(domain.max.value_or(bound.clamp->second), bound.clamp->second);
  }
  CheckLimits(*binding);
  if (CastsManyDigits(type, target, domain)) NoteChange(*binding, kernel::Change::Of::kWideCasts);
  const CastEffect effect = EffectOfCast(type, target, domain);
  domain = AfterCast(std::move(domain), effect, type, target);
  const bool as_made = column.steps.empty() && !binding->is_array;
  if (!as_made) {
    domain.unique = false;
    domain.unique_in_parent = false;
  }
  if (bound.copies_slot >= 0 && as_made && effect.keeps_differences) {
    column.copies = column.inputs.values[At(bound.copies_slot)];
  }
  column.follows_uniforms = bound.follows_uniforms;
  column.computed = bound.computed && column.steps.empty();
  CheckUnique(*binding, effect);
  if (binding->is_array) {
    FinishArray(*binding);
    domain.min.reset();
    domain.max.reset();
    domain.labels.clear();
  }
  column.domain = domain;
  FinishNulls(*binding);
}

// Known limits must fit the type; values beyond unknown ones saturate and are counted.
void Planner::CheckLimits(const Binding& binding) {
  const Domain& domain = binding.domain;
  const ValueType& target = binding.target;
  if (!binding.type.is_numeric()) return;
  double low = -INFINITY;
  double high = INFINITY;
  if (target.kind == TypeKind::kInt) {
    low = static_cast<double>(target.int_min()) - 0.5;
    high = static_cast<double>(target.int_max()) + 0.5;
  } else if (target.kind == TypeKind::kDecimal) {
    const auto unit = static_cast<double>(base::PowerOfTen(target.scale));
    high = (static_cast<double>(base::PowerOfTen(target.precision)) - 0.5) / unit;
    low = -high;
  } else if (target.kind == TypeKind::kFloat && target.bits == 32) {
    high = std::numeric_limits<float>::max();
    low = -high;
  }
  if ((domain.min && *domain.min < low) || (domain.max && *domain.max > high)) {
    diagnostics_->Error(
        "type-overflow", binding.from.generator->where,
        fmt::format("the values go from {} to {}, which {} can't hold",
                    domain.min.value_or(-INFINITY), domain.max.value_or(INFINITY), target.Name()),
        {.given =
             fmt::format("{} to {}", domain.min.value_or(-INFINITY), domain.max.value_or(INFINITY)),
         .expected = fmt::format("values of {}", target.Name()),
         .hint = "use a wider type or a clamp"});
  }
}

void Planner::CheckUnique(const Binding& binding, const CastEffect& effect) {
  const Column& column = binding.planned;
  const int64_t rows = plan_->nodes[At(binding.node)].rows;
  if (const int64_t room = binding.from.unique_up_to; room > 0 && rows > room) {
    diagnostics_->Error(
        "not-enough-values", binding.from.where.At("unique"),
        fmt::format("column '{}' keeps room for {} rows, but there are {}", binding.from.name, room,
                    rows),
        {.given = std::to_string(room), .expected = fmt::format("at least {}", rows)});
  }
  if (!column.must_be_unique || binding.domain.unique || plan_->nodes[At(binding.node)].rows <= 1) {
    return;
  }
  const std::string message = fmt::format(
      "column '{}' is unique, but its values can repeat ({}{}{})", binding.from.name,
      binding.from.generator->function->id, column.steps.empty() ? "" : " with modifiers",
      effect.cuts ? fmt::format(", cut at {} characters", binding.target.length_max) : "");
  const std::string hint =
      "sequence, uuid, choice, enum_list, uniform, datetime_series, regex and "
      "lookup with a unique pick can be unique";
  const base::Place& where = binding.from.generator->where;
  if (binding.from.unique) {
    diagnostics_->Error("unique-not-kept", where, message, {.hint = hint});
  } else {
    diagnostics_->Warn("unique-not-kept", where, message + "; validation will tell",
                       {.hint = hint});
  }
}

void Planner::FinishArray(const Binding& binding) {
  Column& column = binding.planned;
  const base::Place& where = binding.from.generator->where;
  const auto& inputs = column.inputs.values;
  if (std::any_of(inputs.begin(), inputs.end(),
                  [](const Input& input) { return input.kind != Input::Kind::kWhole; })) {
    diagnostics_->Error("array-not-supported", where,
                        "the generator of an array's elements can't use other columns");
  }
  if (column.inputs.family || !column.inputs.children.empty()) {
    diagnostics_->Error("array-not-supported", where,
                        "the generator of an array's elements can't use other tables' rows");
  }
  column.length_min = binding.from.length.first;
  column.length_max = binding.from.length.second;
  column.length_stream =
      plan_->KeyFor(fmt::format("{}/{}/length", binding.from_node.id, column.name)).Draw(0);
}

// What gives nulls for certain, where none may be.
void Planner::RefuseNulls(const Binding& binding) {
  const std::string& name = binding.from.name;
  if (binding.planned.domain.nulls) {
    diagnostics_->Error("null-not-allowed", binding.null_where,
                        fmt::format("column '{}' is not nullable, but {} gives null (a value it "
                                    "takes can be null)",
                                    name, binding.null_giver->id),
                        {.hint = "set \"nullable\": true, or make what it takes not nullable"});
  } else if (!binding.null_with.empty()) {
    diagnostics_->Error(
        "null-not-allowed", binding.null_where,
        fmt::format("column '{}' is not nullable, but null wherever '{}' is", name,
                    binding.null_with),
        {.expected = "a value in every row",
         .hint = fmt::format("set \"nullable\": true, or say what stands for a null: "
                             "coalesce({}, 0)",
                             expression::ColumnName(binding.null_with))});
  } else if (!binding.null_perhaps_with.empty()) {
    diagnostics_->Warn(
        "null-not-allowed", binding.null_where,
        fmt::format("column '{}' is not nullable, but can be null where '{}' is", name,
                    binding.null_perhaps_with),
        {.expected = "a value in every row",
         .hint = fmt::format("if it can't, ask for it: if({0} is null, …, …); else say what stands "
                             "for a null: coalesce({0}, 0)",
                             expression::ColumnName(binding.null_perhaps_with))});
  }
}

void Planner::FinishNulls(const Binding& binding) {
  const spec::Column& from = binding.from;
  Column& column = binding.planned;
  if (!from.nullable) return RefuseNulls(binding);
  const auto& pk = binding.from_node.pk;
  if (std::find(pk.begin(), pk.end(), from.name) != pk.end()) {
    diagnostics_->Error("key-nullable", from.where,
                        fmt::format("column '{}' is in the primary key, but nullable", from.name),
                        {.given = "true", .expected = "\"nullable\": false"});
  }
  // A column whose functions give nulls by themselves gets no more of them unless asked.
  const bool own_nulls = binding.null_giver != nullptr;
  column.null_rate = from.null_when ? 0 : from.null_rate.value_or(own_nulls ? 0 : kDefaultNullRate);
  column.null_stream =
      plan_->KeyFor(fmt::format("{}/{}/null", binding.from_node.id, from.name)).Draw(0);
  column.can_be_null = own_nulls || column.null_rate > 0 || from.null_when;
  if (binding.nulls_were_hidden && !column.domain.nulls && !from.null_when && !from.null_rate) {
    NoteChange(binding, kernel::Change::Of::kNulls);
  }
  // A null is no member of a sequence: its row can't be found by the value that is not there.
  if (column.can_be_null) column.domain.sequence.reset();
}

// A case of the column that a version of its generator has changed.
void Planner::NoteChange(const Binding& binding, kernel::Change::Of of) {
  const auto& call = *binding.from.generator;
  const auto& changes = call.function->changes;
  for (size_t k = 0; k < changes.size(); ++k) {
    if (changes[k].of == of) spec::TakesChanges(call, static_cast<int>(k) + 2, diagnostics_);
  }
}

}  // namespace datagen::plan
