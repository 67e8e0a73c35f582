#include "inputs/draft/null_drafter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "functions/expression/parser.h"
#include "inputs/draft/case_code.h"
#include "inputs/draft/condition_code.h"
#include "inputs/draft/generators.h"

namespace datagen::draft {
namespace {

using base::Json;

// What a split asks of a column's nulls in a case.
const ColumnFacts* FactsIn(const CaseSplit::Case& one, const std::string& column) {
  const auto found = one.columns.find(column);
  return found == one.columns.end() ? nullptr : &found->second;
}

bool IsNullIn(const CaseSplit::Case& one, const std::string& column) {
  const ColumnFacts* facts = FactsIn(one, column);
  return facts != nullptr && facts->always_null;
}

bool IsGivenIn(const CaseSplit::Case& one, const std::string& column) {
  const ColumnFacts* facts = FactsIn(one, column);
  return facts != nullptr && facts->not_null;
}

void CollectColumns(const expression::Tree& tree, std::vector<std::string>* columns) {
  if (tree.kind == expression::Tree::Kind::kColumn) columns->push_back(tree.text);
  for (const expression::Tree& part : tree.parts) CollectColumns(part, columns);
}

// The columns that a generator's nulls come from.
std::vector<std::string> SourcesOf(const Generator& generator) {
  std::vector<std::string> columns;
  const auto argument = [&](const char* name) -> std::string {
    const Json* value = spec::ArgumentOf(generator, name);
    return value != nullptr && value->is_string() ? value->text() : "";
  };
  if (generator.function->id == "after") columns.push_back(argument("column"));
  if (generator.function->id == "expression") {
    expression::ParseError error;
    if (const auto tree = expression::Parse(argument("code"), &error)) {
      CollectColumns(*tree, &columns);
    }
  }
  return columns;
}

}  // namespace

void NullDrafter::Draft() {
  for (ColumnDraft& column : draft_.columns()) {
    if (!column.is_hidden() && column.nullable) DraftSplits(&column);
  }
  for (const NullPatterns& list : draft_.facts().null_patterns) DraftPatterns(list);
  for (ColumnDraft& column : draft_.columns()) {
    if (!column.is_hidden()) Settle(&column);
  }
}

// Null where a split says so; where it only says when the column is given, null in all other cases:
// who asks for a date of payment where something is paid means that there is none before.
void NullDrafter::DraftSplits(ColumnDraft* column) {
  std::string code;
  bool given = false;
  for (const CaseSplit& split : draft_.facts().splits) {
    const auto some = [&](bool (*test)(const CaseSplit::Case&, const std::string&)) {
      return std::any_of(split.cases.begin(), split.cases.end(),
                         [&](const CaseSplit::Case& one) { return test(one, column->name); });
    };
    const bool nulls = some(IsNullIn);
    const bool gives = some(IsGivenIn);
    if (!nulls && !gives) continue;
    const auto chosen = [&](const CaseSplit::Case& one) {
      if (nulls) return IsNullIn(one, column->name);
      return !IsGivenIn(one, column->name) && one.value.kind != schema::Condition::Kind::kNull;
    };
    const bool any = std::any_of(split.cases.begin(), split.cases.end(), chosen);
    const auto part = any ? CaseCode(draft_.table(), split, chosen) : std::nullopt;
    if (any && !part) {
      draft_.WarnUnkept(*split.check);
      continue;
    }
    given |= gives;
    const std::string where = part.value_or("false");
    // Splits agree: all say when it is null, or all when it is given.
    code = code.empty() ? where : fmt::format("({}) {} ({})", code, nulls ? "or" : "and", where);
    if (!KeepWhere(column, code, given)) draft_.WarnUnkept(*split.check);
  }
}

bool NullDrafter::KeepWhere(ColumnDraft* column, const std::string& code, bool given_elsewhere) {
  // The parts of a reference are null with the first of them.
  for (ColumnDraft& other : draft_.columns()) {
    const bool leads = column->reference >= 0 && other.reference == column->reference &&
                       column->null_when == expression::ColumnName(other.name) + " == null";
    if (leads) return KeepWhere(&other, code, given_elsewhere);
  }
  std::vector<std::string> read;
  expression::ParseError error;
  if (const auto tree = expression::Parse(code, &error)) CollectColumns(*tree, &read);
  const bool in_circle = std::any_of(read.begin(), read.end(), [&](const std::string& name) {
    return Follows(name, column->name);
  });
  if (in_circle || TakesOneNull(*column) || (given_elsewhere && !IsNeverNull(column, code))) {
    return false;
  }
  column->null_rate.reset();
  column->null_when = code;
  if (column->reason.find("as a CHECK says") == std::string::npos) {
    column->reason += "; null as a CHECK says";
  }
  return true;
}

// Whether a column is made of another one, directly or by others.
bool NullDrafter::Follows(const std::string& name, const std::string& other) const {
  if (name == other) return true;
  const ColumnDraft* column = std::as_const(draft_).Find(name);
  if (column == nullptr || !column->generator) return false;
  const auto sources = SourcesOf(*column->generator);
  return std::any_of(sources.begin(), sources.end(), [&](const std::string& source) {
    return source != name && Follows(source, other);
  });
}

// Whether its generator gives no nulls but when the condition says so; columns that it follows are
// made to have none where they may.
bool NullDrafter::IsNeverNull(ColumnDraft* column, const std::string& but_when) {
  const Json* from = spec::ArgumentOf(*column->generator, "from");
  const bool own_table =
      from != nullptr && from->is_string() && from->text().rfind(draft_.id() + ".", 0) == 0;
  if (own_table) return false;
  for (const std::string& name : SourcesOf(*column->generator)) {
    ColumnDraft* source = draft_.Find(name);
    if (source == nullptr || !source->nullable) continue;
    if (but_when == expression::ColumnName(name) + " is null") continue;
    const auto& splits = draft_.facts().splits;
    const bool asked = std::any_of(splits.begin(), splits.end(),
                                   [&](const CaseSplit& split) { return split.Speaks(name); });
    const bool free = !source->is_hidden() && source->reference < 0 && !asked &&
                      !draft_.FactsOf(name).always_null && source->null_when.empty();
    if (!free || !IsNeverNull(source, "")) return false;
    source->nullable = false;
  }
  return true;
}

void NullDrafter::DraftPatterns(const NullPatterns& list) {
  std::vector<std::string> labels;
  std::vector<Json> choices;
  for (const std::vector<bool>& nulls : list.patterns) {
    std::string label;
    for (size_t i = 0; i < nulls.size(); ++i) {
      if (!nulls[i]) label += (label.empty() ? "" : " and ") + list.columns[i];
    }
    choices.push_back(Json::String(label.empty() ? "none" : label));
    labels.push_back(QuotedText(choices.back().text()));
  }
  const ColumnDraft& which = draft_.AddHidden(
      list.columns.front() + "_given", kernel::ValueType::Of(kernel::TypeKind::kString),
      Choice(std::move(choices)), "which of the columns are given: as a CHECK says");
  for (size_t i = 0; i < list.columns.size(); ++i) {
    ColumnDraft* column = draft_.Find(list.columns[i]);
    if (column == nullptr) continue;
    std::vector<std::string> nulls;
    std::vector<std::string> others;
    for (size_t k = 0; k < labels.size(); ++k) {
      (list.patterns[k][i] ? nulls : others).push_back(labels[k]);
    }
    if (nulls.empty()) {
      column->nullable = false;
    } else if (!KeepWhere(column, AnyOfCode(expression::ColumnName(which.name), nulls, others),
                          true)) {
      draft_.WarnUnkept(*list.check);
      return;
    }
  }
}

bool NullDrafter::TakesOneNull(const ColumnDraft& column) const {
  const auto& keys = draft_.table().unique_keys;
  return draft_.storage().unique_takes_one_null &&
         std::any_of(keys.begin(), keys.end(),
                     [&](const schema::Key& key) { return HasName(key.columns, column.name); });
}

void NullDrafter::Settle(ColumnDraft* column) {
  if (!column->nullable) {
    column->null_rate.reset();
    column->null_when.clear();
    return;
  }
  const ColumnFacts& facts = draft_.FactsOf(column->name);
  if (facts.always_null && !facts.not_null) {
    column->null_rate = 1;
    column->null_when.clear();
  }
  if (TakesOneNull(*column)) column->null_rate = 0;
}

}  // namespace datagen::draft
