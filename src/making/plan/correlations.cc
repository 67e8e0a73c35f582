#include "making/plan/correlations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/spelling.h"

namespace datagen::plan {
namespace {

using Matrix = std::vector<std::vector<double>>;

size_t At(int index) { return static_cast<size_t>(index); }

// The column of a correlation; -1 when there is none that can be correlated (reported).
int FindColumn(const Node& node, const spec::Node& from, const spec::Correlation& correlation,
               const std::string& name, base::Diagnostics* diagnostics) {
  const int column = node.Find(name);
  if (column < 0) {
    std::vector<std::string> names;
    for (const Column& known : node.columns) names.push_back(known.name);
    diagnostics->Error("unknown-column", correlation.where,
                       fmt::format("'{}' is no column of node '{}'", name, from.id),
                       {.given = name,
                        .expected = "one of " + base::JoinNames(names),
                        .hint = base::DidYouMean(name, names)});
    return -1;
  }
  const Column& found = node.columns[At(column)];
  if (!found.bound) return -1;  // reported
  if (!found.follows_uniforms || found.must_be_unique ||
      found.type.kind == kernel::TypeKind::kArray) {
    diagnostics->Error(
        "column-not-correlatable", correlation.where,
        fmt::format("column '{}' can't be correlated", name),
        {.expected = "distribution, empirical or choice, not unique, without 'given'"});
    return -1;
  }
  return column;
}

// The columns that take part, in the table's order; nullopt after a report.
std::optional<std::vector<int>> FindColumns(const Node& node, const spec::Node& from,
                                            base::Diagnostics* diagnostics) {
  std::vector<int> columns;
  for (const spec::Correlation& correlation : from.correlations) {
    for (const std::string& name : {correlation.left, correlation.right}) {
      columns.push_back(FindColumn(node, from, correlation, name, diagnostics));
    }
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  if (columns[0] < 0) return std::nullopt;
  return columns;
}

std::optional<Matrix> ReadMatrix(const Node& node, const spec::Node& from,
                                 const std::vector<int>& columns, base::Diagnostics* diagnostics) {
  const auto position = [&](const std::string& name) {
    return static_cast<size_t>(std::find(columns.begin(), columns.end(), node.Find(name)) -
                               columns.begin());
  };
  Matrix matrix(columns.size(), std::vector<double>(columns.size(), 0));
  for (size_t i = 0; i < columns.size(); ++i) matrix[i][i] = 1;
  for (const spec::Correlation& correlation : from.correlations) {
    const size_t a = position(correlation.left);
    const size_t b = position(correlation.right);
    if (matrix[a][b] != 0) {
      diagnostics->Error(
          "duplicate-correlation", correlation.where,
          fmt::format("the pair '{}', '{}' stands twice", correlation.left, correlation.right));
      return std::nullopt;
    }
    matrix[a][b] = matrix[b][a] = correlation.rho;
  }
  return matrix;
}

// Cholesky; fails exactly when the matrix is not positive definite.
std::optional<Matrix> Factor(const Matrix& matrix) {
  const size_t size = matrix.size();
  Matrix factor(size, std::vector<double>(size, 0));
  for (size_t i = 0; i < size; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (size_t k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
      if (i != j) {
        factor[i][j] = sum / factor[j][j];
        continue;
      }
      constexpr double kSingular = 1e-12;
      if (sum <= kSingular) return std::nullopt;
      factor[i][i] = std::sqrt(sum);
    }
  }
  return factor;
}

}  // namespace

void BindCorrelations(int node_index, Plan* plan, base::Diagnostics* diagnostics) {
  const spec::Node& from = plan->spec->nodes[At(node_index)];
  if (from.correlations.empty()) return;
  Node& node = plan->nodes[At(node_index)];
  const auto columns = FindColumns(node, from, diagnostics);
  if (!columns) return;
  const auto matrix = ReadMatrix(node, from, *columns, diagnostics);
  if (!matrix) return;
  auto factor = Factor(*matrix);
  if (!factor) {
    diagnostics->Error("impossible-correlations", from.where.At("correlations"),
                       "these correlations can't hold together: their matrix is not positive "
                       "definite",
                       {.hint = "move them towards 0"});
    return;
  }
  for (size_t i = 0; i < columns->size(); ++i) {
    Column& column = node.columns[At((*columns)[i])];
    column.correlation = static_cast<int>(i);
    node.correlation_streams.push_back(
        plan->KeyFor(fmt::format("{}//correlation/{}", from.id, column.name)).Draw(0));
  }
  node.correlation = std::move(*factor);
}

}  // namespace datagen::plan
