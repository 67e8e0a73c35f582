#include "data/connections/connection.h"

#include <algorithm>

#include "connection_kinds.h"  // made by CMake: ListConnections()
#include "data/connections/location.h"
#include "data/query/sql_text.h"

namespace datagen::connections {
namespace {

const ConnectionInfo* FindBy(std::vector<std::string> ConnectionInfo::*list,
                             const std::string& wanted) {
  for (const ConnectionInfo* kind : Connections()) {
    const auto& names = kind->*list;
    if (std::find(names.begin(), names.end(), wanted) != names.end()) return kind;
  }
  return nullptr;
}

}  // namespace

base::Result<Rows> Connection::Query(const std::string& sql, const std::vector<Value>& values) {
  auto statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  for (size_t i = 0; i < values.size(); ++i) {
    (*statement)->Bind(static_cast<int>(i), values[i]);
  }
  return (*statement)->Run();
}

base::Result<std::unique_ptr<BulkStream>> Connection::StartBulk(const std::string& /*statement*/) {
  return base::Status::Invalid("internal-error",
                               "the database takes no rows from its client in bulk");
}

std::string Connection::Identifier(std::string_view name) const { return query::Identifier(name); }

const std::vector<const ConnectionInfo*>& Connections() {
  static const std::vector<const ConnectionInfo*> kinds = ListConnections();
  return kinds;
}

const ConnectionInfo* FindConnection(const std::string& location) {
  const ConnectionInfo* kind = FindBy(&ConnectionInfo::schemes, SchemeOf(location));
  return kind != nullptr ? kind : FindBy(&ConnectionInfo::extensions, ExtensionOf(location));
}

std::string PathOf(const std::string& location) {
  const bool known = FindBy(&ConnectionInfo::schemes, SchemeOf(location)) != nullptr;
  return known ? AfterScheme(location) : location;
}

const ConnectionInfo& ConnectionOf(const std::string& id) {
  const auto& kinds = Connections();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const ConnectionInfo* kind) { return kind->id == id; });
  DATAGEN_CHECK(found != kinds.end());
  return **found;
}

}  // namespace datagen::connections
