#include "proof/validate/unique_check.h"
#include "foundation/base/plural.h"

#include <fmt/format.h>

namespace datagen::validate {

using query::Identifier;

UniqueCheck::UniqueCheck(const CheckInfo& info, std::string path, const std::string& table,
                         std::vector<std::string> columns)
    : Check(info, std::move(path), table, columns,
            fmt::format("{} comes once", NameOf(table, columns))) {
  set_rule({.kind = Rule::Kind::kUnique, .columns = this->columns()});
}

base::Result<Repeats> UniqueCheck::Count(const std::string& groups, Session& session) const {
  if (const KeptRows* kept = session.Kept(table())) {
    const auto repeats = CountRepeats(*kept, *session.context().dataset.Find(table()), columns());
    if (repeats) return *repeats;
  }
  const auto count =
      session.Select(fmt::format("SELECT coalesce(sum(times), 0), count(*) FROM ({})", groups));
  if (!count.ok()) return count.status();
  return Repeats{count.value().Integer(0, 0).value_or(0), count.value().Integer(0, 1).value_or(0)};
}

base::Status UniqueCheck::Judge(Session& session,
                                const std::vector<std::optional<std::string>>& /*values*/,
                                Finding* finding) {
  finding->rows = session.RowCount(table());
  std::vector<std::string> given;
  for (const std::string& column : columns()) given.push_back(Identifier(column) + " IS NOT NULL");
  const std::string keys = query::IdentifierList(columns());
  const std::string groups =
      fmt::format("SELECT {}, count(*) AS times FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1",
                  keys, Identifier(table()), fmt::join(given, " AND "), keys);
  const auto repeats = Count(groups, session);
  if (!repeats.ok()) return repeats.status();
  finding->violations = repeats.value().rows;
  finding->sql = fmt::format("SELECT t.* FROM {} AS t SEMI JOIN ({}) AS g USING ({}) ORDER BY {}",
                             Identifier(table()), groups, keys, keys);
  if (finding->violations == 0) return base::Status::Ok();
  finding->verdict = Verdict::kFailed;
  const int64_t values = repeats.value().keys;
  finding->message = fmt::format("{} {} more than once", values,
                                 base::Plural(values, "value comes", "values come"));
  // The repeated keys tell more than the first rows that have them.
  return session.AddExamples(fmt::format("{} ORDER BY times DESC, {}", groups, keys), finding);
}

}  // namespace datagen::validate
