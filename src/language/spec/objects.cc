#include "language/spec/objects.h"

#include "language/spec/shapes.h"

namespace datagen::spec {
namespace {

std::vector<ObjectInfo> Tables() {
  return {
      {"", "Top level", "spec", "specs", &SpecShape(), R"json({
        "version": "1.0", "metadata": {"name": "shop"},
        "timeframe": {"start": "2024-01-01", "end": "2024-12-31", "freq": "H"},
        "nodes": [{"id": "customer", "kind": "entity", "pk": "id", "columns": []}], "constraints": {"unique": ["customer.email"]},
        "targets": {"mean_in_range": {"table": "purchase", "column": "amount", "min": 20, "max": 40}},
        "rules": [{"rule": "one_hot", "table": "car", "columns": ["is_new", "is_used"]}],
        "dag": [["customer"], ["purchase"]], "$schema": "datagen.schema.json", "seed": 7, "locale": "de_DE"})json"},
      {"metadata", "metadata", "metadata", "metadata", &MetadataShape(), R"json({
        "name": "shop", "description": "for the demo of the search"})json"},
      {"timeframe", "timeframe", "timeframe", "timeframes", &TimeframeShape(), R"json({
        "start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "15min"})json"},
      {"node", "A node (table)", "node", "nodes", &NodeShape(), R"json({
        "id": "purchase", "kind": "fact", "pk": ["customer_id", "number"], "parents": ["customer"],
        "fanout": {"distribution": "poisson", "lambda": 4}, "rows": 10000, "table": "sales.purchases",
        "columns": [{"name": "amount", "type": "float", "nullable": false, "generator": {}}],
        "correlations": [{"columns": ["price", "cost"], "rho": 0.6}],
        "description": "one basket"})json"},
      {"column", "A column", "column", "columns", &ColumnShape(), R"json({
        "name": "amount", "type": "decimal(10,2)", "nullable": true,
        "generator": {"sequence": {}}, "modifiers": [{"transform": "jitter", "args": {"std": 0.05, "mode": "mul"}}],
        "constraints": {"pattern": "^[A-Z]{2}$"}, "null_rate": 0.1, "null_when": "status == 'open'",
        "unique": true, "hidden": true, "length": [1, 4], "description": "in euros"})json"},
      {"modifier", "A modifier", "modifier", "modifiers", &ModifierShape(), R"json({
        "transform": "jitter", "args": {"std": 0.05, "mode": "mul"}})json"},
      {"columnConstraints", "constraints of a column", "constraints", "constraints",
       &ColumnConstraintsShape(), R"json({
        "pattern": "^[A-Z]{2}$", "enum": ["DE", "US"], "enum_ref": "country.code"})json"},
      {"correlation", "A correlation", "correlation", "correlations", &CorrelationShape(),
       R"json({"columns": ["price", "cost"], "rho": 0.6})json"},
  };
}

std::vector<ObjectInfo> Claims() {
  return {
      {"constraints", "constraints", "constraints", "constraints", &ConstraintsShape(), R"json({
        "unique": ["customer.email", "visit.(shop_id,day)"],
        "foreign_keys": [{"from": "purchase.customer_id", "to": "customer.id"}],
        "ranges": [{"attr": "purchase.amount", "min": 0}],
        "inequalities": [{"left": "trip.starts", "op": "<", "right": "trip.ends"}],
        "pattern": [{"attr": "customer.country", "regex": "^[A-Z]{2}$"}],
        "enum": [{"attr": "purchase.status", "values": ["open", "paid"]}]})json"},
      {"foreignKey", "foreign_keys", "foreign key", "foreign keys", &ForeignKeyShape(),
       R"json({"from": "purchase.customer_id", "to": "customer.id"})json"},
      {"range", "ranges", "range", "ranges", &RangeShape(),
       R"json({"attr": "purchase.amount", "min": 0, "max": 500})json"},
      {"inequality", "inequalities", "inequality", "inequalities", &InequalityShape(),
       R"json({"left": "trip.starts", "op": "<", "right": "trip.ends"})json"},
      {"patternConstraint", "pattern", "pattern", "patterns", &PatternShape(),
       R"json({"attr": "customer.country", "regex": "^[A-Z]{2}$"})json"},
      {"enumConstraint", "enum", "list of values", "lists of values", &EnumShape(), R"json([
        {"attr": "purchase.status", "values": ["open", "paid"]},
        {"attr": "customer.country", "enum_ref": "country.code"}])json"},
  };
}

std::vector<ObjectInfo> Targets() {
  return {
      {"targets", "targets", "targets", "targets", &TargetsShape(), R"json({
        "weekend_share": {"table": "purchase", "timestamp": "at", "min": 0.3, "max": 0.45},
        "mean_in_range": [{"table": "purchase", "column": "amount", "min": 20, "max": 40}],
        "composite_effect": {"table": "purchase", "metric": "amount", "influences": []}})json"},
      {"weekendShare", "weekend_share", "weekend share", "weekend shares", &WeekendShareShape(),
       R"json({"table": "purchase", "timestamp": "at", "min": 0.3, "max": 0.45})json"},
      {"meanInRange", "mean_in_range", "mean", "means", &MeanInRangeShape(),
       R"json({"table": "purchase", "column": "amount", "min": 20, "max": 40})json"},
      {"compositeEffect", "composite_effect", "composite effect", "composite effects",
       &CompositeEffectShape(), R"json({
        "table": "purchase", "metric": "amount", "influences": [{"kind": "seasonality", "dimension": "month", "weights": []}],
        "tolerance": {"mape": 0.05}, "model": "additive", "min_rows": 200,
        "baseline": {"dow": "Tue", "weather": "clear"}})json"},
      {"tolerance", "tolerance of a composite_effect", "tolerance", "tolerances", &ToleranceShape(),
       R"json({"mae": 2.5, "mape": 0.05})json"},
      {"influence", "influences of a composite_effect", "influence", "influences",
       &InfluenceShape(),
       R"json([
        {"kind": "seasonality", "dimension": "dow", "weights": [1, 1, 1, 1, 1, 2, 2], "column": "at"},
        {"kind": "effect", "table": "weather", "on": {"region": "region"},
         "window": {"start_col": "starts", "end_col": "ends"}, "field": "factor", "by": "name",
         "default": 1},
        {"kind": "outliers", "rate": 0.01, "mode": "drop"}])json"},
      {"window", "window of an influence", "window", "windows", &WindowShape(),
       R"json({"start_col": "starts", "end_col": "ends", "at": "bought_at"})json"},
      {"pattern", "A pattern of time", "pattern of time", "patterns of time", &TimePatternShape(),
       R"json({"dimension": "dow", "weights": [1, 1, 1, 1, 1, 2, 2]})json"},
  };
}

}  // namespace

const std::vector<ObjectInfo>& Objects() {
  static const auto* objects = [] {
    auto* all = new std::vector<ObjectInfo>;
    for (const auto& part : {Tables(), Claims(), Targets()}) {
      all->insert(all->end(), part.begin(), part.end());
    }
    return all;
  }();
  return *objects;
}

const ObjectInfo* FindObject(std::string_view definition) {
  for (const ObjectInfo& object : Objects()) {
    if (object.definition == definition) return &object;
  }
  return nullptr;
}

}  // namespace datagen::spec
