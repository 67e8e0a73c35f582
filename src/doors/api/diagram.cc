// The tables of a plan with their keys, references and rows, as text for people and for Mermaid.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "datagen/datagen.h"
#include "doors/api/access.h"
#include "foundation/base/plural.h"
#include "making/engine/engine.h"

namespace datagen {
namespace {

using plan::Node;

// Columns of a table that name a row of another.
struct Reference {
  int from = 0;
  std::vector<std::string> columns;
  int to = 0;
  std::vector<std::string> to_columns;
  bool optional = false;  // some column may be null
  bool one_to_one = false;
};

size_t At(int index) { return static_cast<size_t>(index); }

class TableDiagram {
 public:
  explicit TableDiagram(const plan::Plan& plan) : plan_(plan) {
    for (const auto& key : plan.spec->constraints.foreign_keys) {
      Add(plan.Find(key.from.node), key.from.columns, plan.Find(key.to.node), key.to.columns);
    }
    for (size_t node = 0; node < plan.nodes.size(); ++node) AddLookups(static_cast<int>(node));
  }

  [[nodiscard]] std::string Text() const {
    size_t width = 0;
    for (const Node& node : plan_.nodes) width = std::max(width, node.id.size());
    std::string text;
    for (size_t i = 0; i < plan_.nodes.size(); ++i) {
      text += fmt::format("{:<{}}  {:>22}  key: {}\n", plan_.nodes[i].id, width,
                          RowsText(plan_.nodes[i]), fmt::join(plan_.spec->nodes[i].pk, ", "));
      for (const Reference& reference : references_) {
        if (At(reference.from) != i) continue;
        text += fmt::format("  {} ──► {}.{}  {}{}\n", Listed(reference.columns),
                            plan_.nodes[At(reference.to)].id, Listed(reference.to_columns),
                            reference.one_to_one ? "one to one" : "many to one",
                            reference.optional ? ", optional" : "");
      }
    }
    return text;
  }

  // Source: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
  [[nodiscard]] std::string Mermaid() const {
    std::string text = "erDiagram\n";
    for (size_t i = 0; i < plan_.nodes.size(); ++i) {
      const Node& node = plan_.nodes[i];
      text += fmt::format("    t{}[\"{} ({})\"] {{\n", i, Quotable(node.id), RowsText(node));
      for (const plan::Column& column : node.columns) {
        if (column.hidden) continue;
        text += fmt::format("        {} {}{}\n", TypeWord(column.type.Name()), Word(column.name),
                            Keys(static_cast<int>(i), column.name));
      }
      text += "    }\n";
    }
    for (const Reference& reference : references_) {
      text += fmt::format("    t{} {}--{} t{} : \"{}\"\n", reference.to,
                          reference.optional ? "|o" : "||", reference.one_to_one ? "o|" : "o{",
                          reference.from,
                          Quotable(fmt::format("{}", fmt::join(reference.columns, ", "))));
    }
    return text;
  }

 private:
  static std::string RowsText(const Node& node) {
    const int64_t rows = node.expected ? std::llround(node.expected->mean) : node.rows;
    return fmt::format("{}{} {}", node.expected ? "≈ " : "", FormatCount(rows),
                       base::Plural(rows, "row"));
  }

  static std::string Listed(const std::vector<std::string>& columns) {
    return columns.size() == 1 ? columns[0] : fmt::format("({})", fmt::join(columns, ", "));
  }

  // Mermaid has no way to write a quote inside quotes.
  static std::string Quotable(std::string text) {
    std::replace(text.begin(), text.end(), '"', '\'');
    return text;
  }

  // A name of an attribute: letters, digits, _ and -, not a digit first.
  static std::string Word(std::string name) {
    for (char& c : name) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
      if (!plain) c = '_';
    }
    const bool starts = !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
    return starts || name[0] == '_' ? name : "_" + name;
  }

  // decimal(14,2) as decimal(14_2), array<int> as array[int].
  static std::string TypeWord(std::string type) {
    std::replace(type.begin(), type.end(), ',', '_');
    std::replace(type.begin(), type.end(), '<', '[');
    std::replace(type.begin(), type.end(), '>', ']');
    return type;
  }

  [[nodiscard]] std::string Keys(int node, const std::string& column) const {
    const auto holds = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), column) != names.end();
    };
    const bool primary = holds(plan_.spec->nodes[At(node)].pk);
    const bool foreign =
        std::any_of(references_.begin(), references_.end(), [&](const Reference& reference) {
          return reference.from == node && holds(reference.columns);
        });
    if (primary && foreign) return " PK, FK";
    return primary ? " PK" : foreign ? " FK" : "";
  }

  void Add(int from, const std::vector<std::string>& columns, int to,
           const std::vector<std::string>& to_columns) {
    const Node& node = plan_.nodes[At(from)];
    Reference reference{from, columns, to, to_columns};
    std::vector<std::string> sorted = columns;
    std::vector<std::string> key = plan_.spec->nodes[At(from)].pk;
    std::sort(sorted.begin(), sorted.end());
    std::sort(key.begin(), key.end());
    reference.one_to_one = sorted == key;
    for (const std::string& name : columns) {
      const plan::Column& column = node.columns[At(node.Find(name))];
      reference.optional |= column.nullable;
      reference.one_to_one |= columns.size() == 1 && column.must_be_unique;
    }
    references_.push_back(std::move(reference));
  }

  // Columns that copy the key of one row are a reference, also where no constraint says so.
  void AddLookups(int index) {
    const Node& node = plan_.nodes[At(index)];
    using Names = std::vector<std::string>;
    std::map<std::pair<int, int>, std::pair<Names, Names>> by_row;
    for (const plan::Column& column : node.columns) {
      if (!column.copies || column.copies->kind != plan::Input::Kind::kRelated) continue;
      auto& [own, other] = by_row[{column.copies->node, column.copies->relation}];
      own.push_back(column.name);
      other.push_back(plan_.nodes[At(column.copies->node)].columns[At(column.copies->column)].name);
    }
    for (const auto& [row, names] : by_row) {
      const int target = row.first;
      const auto& [own, other] = names;
      Names key = plan_.spec->nodes[At(target)].pk;
      Names copied = other;
      std::sort(key.begin(), key.end());
      std::sort(copied.begin(), copied.end());
      const bool known = std::any_of(references_.begin(), references_.end(),
                                     [&, &columns = own](const Reference& reference) {
                                       return reference.from == index && reference.to == target &&
                                              reference.columns == columns;
                                     });
      if (copied == key && !known) Add(index, own, target, other);
    }
  }

  const plan::Plan& plan_;
  std::vector<Reference> references_;
};

}  // namespace

std::vector<std::string> DiagramForms() { return {"text", "mermaid"}; }

std::string Plan::Diagram(const std::string& form) const {
  const TableDiagram diagram(api::PlanAccess::EngineOf(*this)->plan());
  return form == "mermaid" ? diagram.Mermaid() : diagram.Text();
}

}  // namespace datagen
