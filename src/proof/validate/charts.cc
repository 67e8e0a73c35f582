#include "proof/validate/charts.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;
using query::Identifier;

constexpr int kBuckets = 24;
constexpr int kValuesShown = 8;

std::string Position(const kernel::ValueType& type, const std::string& name) {
  if (type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime) {
    return fmt::format("CAST(epoch_us(CAST({} AS TIMESTAMP)) AS DOUBLE)", name);
  }
  if (type.kind == TypeKind::kTime) return fmt::format("CAST(epoch_us({}) AS DOUBLE)", name);
  return fmt::format("CAST({} AS DOUBLE)", name);
}

std::string Label(const kernel::ValueType& type, const std::string& value) {
  if (type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime) {
    return fmt::format("strftime(make_timestamp(CAST({} AS BIGINT)), '%Y-%m-%d')", value);
  }
  return fmt::format("printf('%.4g', {})", value);
}

// One query of (label, rows) for a column.
std::string Histogram(const std::string& table, const spec::Column& column) {
  const std::string rows = fmt::format("(SELECT {} AS v FROM {} LIMIT {})", Identifier(column.name),
                                       Identifier(table), kChartRows);
  const kernel::ValueType& type = column.type;
  if (type.is_numeric() || type.is_temporal()) {
    const std::string at = Position(type, "v");
    return fmt::format(
        "WITH r AS (SELECT {0} AS x FROM {1} WHERE v IS NOT NULL), l AS (SELECT min(x) AS low, "
        "max(x) AS high FROM r), b AS (SELECT least({2} - 1, CAST(floor((x - low) / nullif(high - "
        "low, 0) * {2}) AS BIGINT)) AS k, low, high FROM r, l) SELECT {3}, count(b.k) FROM "
        "range({2}) AS g(k) CROSS JOIN l LEFT JOIN b ON b.k = g.k GROUP BY g.k, l.low, l.high "
        "ORDER BY g.k",
        at, rows, kBuckets,
        Label(type, fmt::format("(l.low + (l.high - l.low) * g.k / {})", kBuckets)));
  }
  if (type.kind == TypeKind::kString || type.kind == TypeKind::kBool) {
    return fmt::format(
        "SELECT left(CAST(v AS VARCHAR), 40), count(*) FROM {} WHERE v IS NOT NULL GROUP BY v "
        "HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT {}",
        rows, kValuesShown);
  }
  return "";
}

}  // namespace

base::Status AddCharts(Session* session, Report* report) {
  report->chart_rows = kChartRows;
  for (TableReport& table : report->tables) {
    const Table* found = session->context().dataset.Find(table.name);
    if (found == nullptr || !found->readable()) continue;
    const auto rows = static_cast<double>(std::min(std::max<int64_t>(1, table.rows), kChartRows));
    for (ColumnReport& column : table.columns) {
      const ColumnState* state = found->Find(column.name);
      if (state == nullptr || !state->present) continue;
      const std::string sql = Histogram(table.name, *state->column);
      if (sql.empty()) continue;
      const auto counted = session->Select(sql);
      if (counted.status().code() == base::StatusCode::kEnvironment) return counted.status();
      if (!counted.ok()) continue;
      for (size_t i = 0; i < counted.value().rows.size(); ++i) {
        column.bars.push_back(
            {counted.value().Text(i, 0), 0, counted.value().Number(i, 1).value_or(0) / rows});
      }
    }
  }
  return base::Status::Ok();
}

}  // namespace datagen::validate
