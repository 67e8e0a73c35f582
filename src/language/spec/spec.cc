#include "language/spec/spec.h"

#include <algorithm>

#include "functions/kernel/reference.h"

namespace datagen::spec {

const Column* Node::Find(std::string_view name) const {
  for (const Column& column : columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

const Node* Spec::Find(std::string_view id) const {
  for (const Node& node : nodes) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

std::string Spec::Path(const base::Place& place) const {
  return document_ == nullptr ? "" : base::JsonPath(*document_, place);
}

bool Spec::operator==(const Spec& other) const {
  return name == other.name && description == other.description && timeframe == other.timeframe &&
         seed == other.seed && locale == other.locale && nodes == other.nodes &&
         constraints == other.constraints && targets == other.targets && rules == other.rules &&
         dag == other.dag;
}

std::string ColumnList::Print() const { return kernel::PrintReference({node, columns}); }

std::string Excerpt(const Literals& literals) { return base::Json::Array(literals).Excerpt(); }

}  // namespace datagen::spec
