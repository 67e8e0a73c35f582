#include "making/plan/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/spelling.h"
#include "functions/kernel/cast.h"
#include "making/plan/bind_context.h"

namespace datagen::plan {
namespace {

using base::Json;
using kernel::BoundGenerator;
using kernel::Domain;
using kernel::TypeKind;
using kernel::ValueType;

constexpr int64_t kDefaultRows = 1000;
constexpr double kRowsMax = 1e15;
constexpr double kDefaultNullRate = 0.05;
constexpr size_t kChainMax = 500;  // columns that depend on each other in a row

size_t At(int index) { return static_cast<size_t>(index); }

}  // namespace

int Node::Find(std::string_view name) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int Plan::Find(std::string_view id) const {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

std::unique_ptr<Plan> MakePlan(std::unique_ptr<spec::Spec> spec, const Options& options,
                               base::Diagnostics* diagnostics) {
  return Planner(std::move(spec), options, diagnostics).Run();
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
    }
    states_.emplace_back(node.columns.size(), State::kOpen);
    plan_->nodes.push_back(std::move(planned));
  }
}

random::Key Planner::KeyFor(std::string_view path) const {
  return random::Key::FromPath(fmt::format("{}/{}", plan_->seed, path));
}

std::unique_ptr<Plan> Planner::Run() {
  ResolveSizes();
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    for (size_t column = 0; column < plan_->nodes[node].columns.size(); ++column) {
      BindColumn(static_cast<int>(node), static_cast<int>(column));
    }
  }
  for (size_t node = 0; node < plan_->nodes.size(); ++node)
    BindCorrelations(static_cast<int>(node));
  CheckKeys();
  if (diagnostics_->has_errors()) return nullptr;
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    OrderColumns(static_cast<int>(node));
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

void Planner::ResolveSizes() {
  for (const auto& [id, rows] : options_.rows) {
    const int node = plan_->Find(id);
    std::vector<std::string> ids;
    for (const Node& known : plan_->nodes) ids.push_back(known.id);
    if (node < 0) {
      const std::string nearest = base::NearestSpelling(id, ids);
      diagnostics_->ErrorAt(-1,
                            fmt::format("--rows {}={}: '{}' is no node: expected one of {}", id,
                                        rows, id, base::JoinNames(ids)),
                            nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest));
    } else if (spec().nodes[At(node)].fanout) {
      diagnostics_->ErrorAt(
          -1,
          fmt::format("--rows {}={}: the fan-out of '{}' decides how many rows it "
                      "has",
                      id, rows, id),
          "set the rows of its parent, or use --scale");
    }
  }
  for (size_t i = 0; i < plan_->nodes.size(); ++i) {
    const spec::Node& node = spec().nodes[i];
    if (node.fanout || node.fanout_broken) continue;
    int64_t rows = kDefaultRows;
    for (const spec::Column& column : node.columns) {
      if (column.broken || !column.generator ||
          column.generator->function->natural_rows == nullptr) {
        continue;
      }
      rows = column.generator->function->natural_rows(
          kernel::Arguments(column.generator->arguments.get()));
      break;
    }
    const bool natural = rows != kDefaultRows;
    if (node.rows) rows = *node.rows;
    if (const auto given = options_.rows.find(node.id); given != options_.rows.end()) {
      rows = given->second;
    } else if (options_.scale != 1 && rows > 0 && (node.rows || !natural)) {
      // A vocabulary has the length of its list, whatever the scale.
      rows = static_cast<int64_t>(
          std::clamp(std::round(static_cast<double>(rows) * options_.scale), 1.0, kRowsMax));
    }
    plan_->nodes[i].rows = rows;
  }
  for (size_t i = 0; i < plan_->nodes.size(); ++i) {
    std::vector<int> open;
    ResolveFamily(static_cast<int>(i), &open);
  }
}

bool Planner::ResolveFamily(int index, std::vector<int>* open) {
  Node& node = plan_->nodes[At(index)];
  const spec::Node& from = spec().nodes[At(index)];
  if (!from.fanout || from.parents.empty() || node.family != nullptr) return !from.fanout_broken;
  if (std::find(open->begin(), open->end(), index) != open->end()) {
    std::string chain;
    for (const int step : *open) chain += plan_->nodes[At(step)].id + " → ";
    diagnostics_->Error(from.where.At("parents"),
                        fmt::format("the fan-outs go in a circle: {}{}", chain, node.id),
                        "give one of these tables 'rows' instead of a fan-out");
    return false;
  }
  const int parent = plan_->Find(from.parents[0]);
  if (parent < 0) return false;  // reported
  open->push_back(index);
  if (!ResolveFamily(parent, open)) return false;
  open->pop_back();
  const kernel::Arguments arguments(from.fanout->arguments.get());
  auto counts = from.fanout->function->bind(arguments, diagnostics_);
  if (!counts) return false;
  int64_t least = arguments.Integer("min", 0);
  int64_t most = arguments.Integer("max", kernel::kFanoutSupportMax);
  if (arguments.Has("clamp")) {
    const auto [low, high] = arguments.Pair("clamp");
    least = std::max(least, static_cast<int64_t>(low));
    most = std::min(most, static_cast<int64_t>(high));
  }
  if (most < least) {
    diagnostics_->Error(arguments.json(),
                        fmt::format("the fan-out is at least {} and at most {}", least, most));
    return false;
  }
  const kernel::CountDistribution limited = LimitCounts(*counts, least, most);
  const Node& owner = plan_->nodes[At(parent)];
  double mean = 0;
  double sum = 0;
  for (size_t k = 0; k < limited.weights.size(); ++k) {
    mean += limited.weights[k] * static_cast<double>(limited.first + static_cast<int64_t>(k));
    sum += limited.weights[k];
  }
  if (mean / sum * static_cast<double>(owner.rows) > kRowsMax) {
    diagnostics_->Error(arguments.json(),
                        fmt::format("node '{}' would have more than {} rows", node.id, kRowsMax));
    return false;
  }
  node.parent = parent;
  node.family = std::make_unique<Family>(
      owner.rows, limited,
      KeyFor(fmt::format("{}//fanout/{}@{}", node.id, from.fanout->function->id,
                         from.fanout->function->version)),
      options_.threads);
  node.rows = node.family->child_rows();
  return true;
}

bool Planner::MustBeUnique(int node, int column) const {
  const spec::Node& from = spec().nodes[At(node)];
  const std::string& name = from.columns[At(column)].name;
  if (from.columns[At(column)].unique) return true;
  if (from.pk.size() == 1 && from.pk[0] == name) return true;
  return std::any_of(spec().constraints.unique.begin(), spec().constraints.unique.end(),
                     [&](const spec::ColumnList& list) {
                       return list.node == from.id && list.columns.size() == 1 &&
                              list.columns[0] == name;
                     });
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
    diagnostics_->Error(where, fmt::format("the column depends on itself: {}{}.{}", chain,
                                           plan_->nodes[At(node)].id,
                                           plan_->nodes[At(node)].columns[At(column)].name));
    return false;
  }
  if (state == State::kOpen && open_.size() > kChainMax) {
    diagnostics_->Error(
        where, fmt::format("more than {} columns depend on each other in a row", kChainMax));
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
  if (from.broken || !from.generator || from_node.fanout_broken ||
      (from_node.fanout && plan_->nodes[At(node_index)].family == nullptr)) {
    state = State::kBroken;
    return;
  }
  state = State::kBinding;
  open_.emplace_back(node_index, column_index);
  const size_t errors_before = diagnostics_->error_count();
  Column& column = plan_->nodes[At(node_index)].columns[At(column_index)];
  const kernel::GeneratorInfo& info = *from.generator->function;
  const bool unique = MustBeUnique(node_index, column_index);
  const std::string path = fmt::format("{}/{}", from_node.id, from.name);
  const bool is_array = from.type.kind == TypeKind::kArray;
  PlanContext context(this, node_index, column_index, &column.inputs,
                      fmt::format("{}/{}@{}", path, info.id, info.version),
                      is_array ? *from.type.element : from.type, unique);
  auto bound = info.bind(context, kernel::Arguments(from.generator->arguments.get()));
  if (bound) {
    ValueType type = bound->type;
    Domain domain = bound->domain;
    bool ok = true;
    std::map<std::string, int> occurrences;
    for (const auto& call : from.modifiers) {
      if (is_array) {
        diagnostics_->Error(call.where, "modifiers do not work on arrays");
        ok = false;
        break;
      }
      const int occurrence = occurrences[call.function->id]++;
      PlanContext modifier_context(this, node_index, column_index, &column.inputs,
                                   fmt::format("{}/modifier/{}@{}/{}", path, call.function->id,
                                               call.function->version, occurrence),
                                   from.type, false);
      auto modifier = call.function->bind(modifier_context, kernel::Arguments(call.arguments.get()),
                                          type, domain);
      if (!modifier) {
        ok = false;
        break;
      }
      type = modifier->type;
      domain = modifier->domain;
      column.steps.push_back({std::move(modifier->kernel), modifier->type});
    }
    if (from.null_when) {
      column.null_when = expression::Compile(*from.null_when, context);
      if (column.null_when != nullptr && column.null_when->type().kind != TypeKind::kBool) {
        diagnostics_->Error(
            from.null_when->where,
            fmt::format("null_when is {}: expected a condition", column.null_when->type().Name()));
      }
      if (from.null_rate) {
        diagnostics_->Error(from.null_when->where,
                            "both 'null_when' and 'null_rate' are given: expected one");
      }
    }
    if (ok) FinishColumn(node_index, column_index, *bound, type, domain);
    column.generator = std::move(bound->kernel);
    column.made_type = bound->type;
  }
  open_.pop_back();
  const bool failed = !bound || diagnostics_->error_count() > errors_before;
  states_[At(node_index)][At(column_index)] = failed ? State::kBroken : State::kBound;
  column.bound = !failed;
}

void Planner::FinishColumn(int node_index, int column_index, const BoundGenerator& bound,
                           ValueType type, Domain domain) {
  const spec::Node& from_node = spec().nodes[At(node_index)];
  const spec::Column& from = from_node.columns[At(column_index)];
  Column& column = plan_->nodes[At(node_index)].columns[At(column_index)];
  const base::Place& where = from.generator->where;
  const bool is_array = from.type.kind == TypeKind::kArray;
  const ValueType target = is_array ? *from.type.element : from.type;
  if (!kernel::CanCast(type, target)) {
    diagnostics_->Error(
        where, fmt::format("{} makes {}, which does not become {}", from.generator->function->id,
                           type.Name(), target.Name()));
    return;
  }
  if (bound.clamp && (type.is_numeric() || type.is_temporal())) {
    column.clamp = bound.clamp;
    domain.min = std::max(domain.min.value_or(bound.clamp->first), bound.clamp->first);
    domain.max = std::min(domain.max.value_or(bound.clamp->second), bound.clamp->second);
    if (type.kind == TypeKind::kDatetime && target.kind == TypeKind::kDate) {
      domain.min = std::floor(*domain.min / 86400e6);
      domain.max = std::floor(*domain.max / 86400e6);
    }
  }
  // Known bounds must fit the type; unknown ones saturate and are counted.
  const auto fits = [&](double low, double high) {
    if ((domain.min && *domain.min < low) || (domain.max && *domain.max > high)) {
      diagnostics_->Error(
          where,
          fmt::format("the values go from {} to {}, which {} can't hold",
                      domain.min.value_or(-INFINITY), domain.max.value_or(INFINITY), target.Name()),
          "use a wider type or a clamp");
    }
  };
  if (target.kind == TypeKind::kInt && type.is_numeric()) {
    fits(static_cast<double>(target.int_min()) - 0.5, static_cast<double>(target.int_max()) + 0.5);
  }
  if (target.kind == TypeKind::kDecimal && type.is_numeric()) {
    const double limit = static_cast<double>(base::PowerOfTen(target.precision - target.scale));
    fits(-limit, limit);
  }
  const bool cut = target.kind == TypeKind::kString && target.length_max > 0 &&
                   domain.CharactersMax() > static_cast<double>(target.length_max);
  if (cut) {
    domain.max_characters = static_cast<double>(target.length_max);
    domain.max_bytes = std::min(domain.max_bytes, 4.0 * static_cast<double>(target.length_max));
    domain.mean_bytes = std::min(domain.mean_bytes, static_cast<double>(target.length_max));
  }
  const bool same_values = type.kind == target.kind && !cut &&
                           !(type.kind == TypeKind::kDecimal && type.scale > target.scale);
  const bool to_text = (target.kind == TypeKind::kString && !cut) ||
                       (target.kind == TypeKind::kBinary && type.is_text());
  const bool to_date =
      type.kind == TypeKind::kDatetime && target.kind == TypeKind::kDate && domain.days_apart;
  if (!column.steps.empty() || (!same_values && !to_text && !to_date) || is_array) {
    domain.unique = false;
    domain.unique_in_parent = false;
  }
  if (!same_values) domain.sequence.reset();
  if (target.kind == TypeKind::kString && !type.is_text() && domain.max_bytes == 0) {
    constexpr double kNumberText = 40;
    domain.max_bytes = kNumberText;
    domain.mean_bytes = 8;
  }
  if (MustBeUnique(node_index, column_index) && !domain.unique &&
      plan_->nodes[At(node_index)].rows > 1) {
    const std::string message =
        fmt::format("column '{}' is unique, but its values can repeat ({}{}{})", from.name,
                    from.generator->function->id, column.steps.empty() ? "" : " with modifiers",
                    cut ? fmt::format(", cut at {} characters", target.length_max) : "");
    const std::string hint =
        "sequence, uuid, choice, enum_list, uniform, datetime_series, regex and "
        "lookup with a unique pick can be unique";
    if (from.unique) {
      diagnostics_->Error(where, message, hint);
    } else {
      diagnostics_->Warn(where, message + "; validation will tell", hint);
    }
  }
  if (is_array) {
    for (const Input& input : column.inputs.values) {
      if (input.kind != Input::Kind::kWhole) {
        diagnostics_->Error(where, "the generator of an array's elements can't use other columns");
        break;
      }
    }
    if (column.inputs.family || !column.inputs.children.empty()) {
      diagnostics_->Error(where,
                          "the generator of an array's elements can't use other tables' rows");
    }
    column.length_min = from.length.first;
    column.length_max = from.length.second;
    column.length_stream = KeyFor(fmt::format("{}/{}/length", from_node.id, from.name)).Draw(0);
    domain.min.reset();
    domain.max.reset();
    domain.labels.clear();
  }
  column.domain = std::move(domain);
  const bool gives_nulls = column.domain.nulls;
  FinishNulls(node_index, column_index, column.domain, gives_nulls);
}

void Planner::FinishNulls(int node_index, int column_index, const Domain& domain, bool by_design) {
  const spec::Node& from_node = spec().nodes[At(node_index)];
  const spec::Column& from = from_node.columns[At(column_index)];
  Column& column = plan_->nodes[At(node_index)].columns[At(column_index)];
  if (!from.nullable) {
    if (by_design) {
      diagnostics_->Error(
          from.generator->where,
          fmt::format("column '{}' is not nullable, but {} gives null (a value it takes "
                      "can be null)",
                      from.name, from.generator->function->id),
          "set \"nullable\": true, or make what it takes not nullable");
    }
    column.checks_nulls = domain.rare_nulls || by_design;
    return;
  }
  if (std::find(from_node.pk.begin(), from_node.pk.end(), from.name) != from_node.pk.end()) {
    diagnostics_->Error(from.where,
                        fmt::format("column '{}' is in the primary key, but nullable", from.name));
  }
  // A generator that gives nulls by itself gets no more of them unless asked.
  const bool own_nulls = domain.nulls || domain.rare_nulls;
  column.null_rate = from.null_when ? 0 : from.null_rate.value_or(own_nulls ? 0 : kDefaultNullRate);
  column.null_stream = KeyFor(fmt::format("{}/{}/null", from_node.id, from.name)).Draw(0);
  column.can_be_null = own_nulls || column.null_rate > 0 || from.null_when;
}

void Planner::BindCorrelations(int node_index) {
  const spec::Node& from = spec().nodes[At(node_index)];
  if (from.correlations.empty()) return;
  Node& node = plan_->nodes[At(node_index)];
  std::vector<int> columns;
  bool ok = true;
  for (const spec::Correlation& correlation : from.correlations) {
    for (const std::string& name : {correlation.left, correlation.right}) {
      const int column = node.Find(name);
      if (column < 0) {
        std::vector<std::string> names;
        for (const Column& known : node.columns) names.push_back(known.name);
        const std::string nearest = base::NearestSpelling(name, names);
        diagnostics_->Error(correlation.where,
                            fmt::format("'{}' is no column of node '{}'", name, from.id),
                            nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest));
        ok = false;
      } else if (!node.columns[At(column)].bound) {
        ok = false;
      } else {
        columns.push_back(column);
        const std::string& id = from.columns[At(column)].generator->function->id;
        const bool follows = (id == "distribution" || id == "empirical" || id == "choice") &&
                             !MustBeUnique(node_index, column) &&
                             !from.columns[At(column)].generator->arguments->Find("given") &&
                             node.columns[At(column)].type.kind != TypeKind::kArray;
        if (!follows) {
          diagnostics_->Error(correlation.where,
                              fmt::format("column '{}' can't be correlated: expected distribution, "
                                          "empirical or choice, not unique, without 'given'",
                                          name));
          ok = false;
        }
      }
    }
  }
  if (!ok) return;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  const size_t size = columns.size();
  const auto position = [&](const std::string& name) {
    return static_cast<size_t>(std::find(columns.begin(), columns.end(), node.Find(name)) -
                               columns.begin());
  };
  std::vector<std::vector<double>> matrix(size, std::vector<double>(size, 0));
  for (size_t i = 0; i < size; ++i) matrix[i][i] = 1;
  for (const spec::Correlation& correlation : from.correlations) {
    const size_t a = position(correlation.left);
    const size_t b = position(correlation.right);
    if (matrix[a][b] != 0) {
      diagnostics_->Error(correlation.where, fmt::format("the pair '{}', '{}' stands twice",
                                                         correlation.left, correlation.right));
      return;
    }
    matrix[a][b] = matrix[b][a] = correlation.rho;
  }
  // Cholesky; fails exactly when the matrix is not positive definite.
  std::vector<std::vector<double>> factor(size, std::vector<double>(size, 0));
  for (size_t i = 0; i < size; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (size_t k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
      if (i == j) {
        constexpr double kSingular = 1e-12;
        if (sum <= kSingular) {
          diagnostics_->Error(
              from.where.At("correlations"),
              "these correlations can't hold together: their matrix is not positive "
              "definite",
              "move them towards 0");
          return;
        }
        factor[i][i] = std::sqrt(sum);
      } else {
        factor[i][j] = sum / factor[j][j];
      }
    }
  }
  for (size_t i = 0; i < size; ++i) {
    Column& column = node.columns[At(columns[i])];
    column.correlation = static_cast<int>(i);
    node.correlation_streams.push_back(
        KeyFor(fmt::format("{}//correlation/{}", from.id, column.name)).Draw(0));
  }
  node.correlation = std::move(factor);
}

bool Planner::ProvenUnique(int node_index, const std::vector<int>& columns) const {
  const Node& node = plan_->nodes[At(node_index)];
  if (node.rows <= 1) return true;
  bool in_parent = false;
  std::vector<int> parent_columns;
  for (const int index : columns) {
    const Column& column = node.columns[At(index)];
    if (column.domain.unique) return true;
    in_parent |= column.domain.unique_in_parent;
    if (column.lookup_relation >= 0 && column.steps.empty() &&
        node.relations[At(column.lookup_relation)].is_parent) {
      parent_columns.push_back(column.lookup_column);
    }
  }
  if (!in_parent && node.family != nullptr && node.family->children_max() <= 1) in_parent = true;
  return in_parent && !parent_columns.empty() && ProvenUnique(node.parent, parent_columns);
}

void Planner::CheckKeys() {
  const auto check = [&](const base::Place& where, int node, const std::vector<std::string>& names,
                         const char* what) {
    std::vector<int> columns;
    for (const std::string& name : names) {
      const int column = plan_->nodes[At(node)].Find(name);
      if (column < 0 || !plan_->nodes[At(node)].columns[At(column)].bound) return;
      columns.push_back(column);
    }
    if (columns.size() < 2 || ProvenUnique(node, columns)) return;
    diagnostics_->Warn(
        where,
        fmt::format("{} ({}) of '{}' can repeat; validation will tell", what,
                    base::JoinNames(names), plan_->nodes[At(node)].id),
        "it holds by construction when one column is unique, or when it joins the "
        "parent's key with a column that is unique in the parent (sequence per parent, "
        "pick unique_in_parent, grid)");
  };
  for (size_t i = 0; i < plan_->nodes.size(); ++i) {
    const spec::Node& node = spec().nodes[i];
    if (!node.pk.empty()) {
      check(node.where.At("pk"), static_cast<int>(i), node.pk, "primary key");
    }
  }
  for (const spec::ColumnList& list : spec().constraints.unique) {
    check(list.where, plan_->Find(list.node), list.columns, "unique");
  }
}

void Planner::OrderColumns(int node_index) {
  Node& node = plan_->nodes[At(node_index)];
  std::vector<uint8_t> placed(node.columns.size(), 0);
  // Depth first along the inputs of the same row; the plan has no cycles.
  const auto place = [&](const auto& self, int index) -> void {
    if (placed[At(index)] != 0) return;
    placed[At(index)] = 1;
    Column& column = node.columns[At(index)];
    std::vector<std::string> needs;
    const auto visit = [&](const Inputs& inputs) {
      for (const Input& input : inputs.values) {
        if (input.kind == Input::Kind::kColumn) {
          self(self, input.column);
          needs.push_back(node.columns[At(input.column)].name);
        }
      }
    };
    visit(column.inputs);
    std::vector<std::string> reads;
    for (const Input& input : column.inputs.values) {
      const Node& other = plan_->nodes[At(input.node)];
      const std::string name = other.id + "." + other.columns[At(input.column)].name;
      if (input.kind == Input::Kind::kRelated) {
        const Relation& relation = node.relations[At(input.relation)];
        visit(relation.inputs);
        reads.push_back(
            fmt::format("{} of {}", name, relation.is_parent ? "its parent" : "the row picked"));
      } else if (input.kind == Input::Kind::kWhole) {
        reads.push_back("all of " + name);
      }
    }
    for (const Input& input : column.inputs.children) {
      const Node& other = plan_->nodes[At(input.node)];
      reads.push_back(other.id + "." + other.columns[At(input.column)].name + " of its children");
    }
    std::vector<std::string> reasons;
    if (!needs.empty()) reasons.push_back("after " + base::JoinNames(needs));
    if (!reads.empty()) reasons.push_back("reads " + base::JoinNames(reads));
    column.why = base::JoinNames(reasons);
    node.order.push_back(index);
  };
  for (size_t i = 0; i < node.columns.size(); ++i) place(place, static_cast<int>(i));
}

}  // namespace datagen::plan
