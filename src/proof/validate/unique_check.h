// The claim that no value (or combination) of some columns comes twice.
#pragma once

#include "proof/validate/check.h"

namespace datagen::validate {

// Violations are the rows whose key comes more than once. Rows with a null in the key are left out:
// whether they may be is another claim. Cost: one GROUP BY over the table.
class UniqueCheck : public Check {
 public:
  UniqueCheck(const CheckInfo& info, std::string path, const std::string& table,
              std::vector<std::string> columns);
  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override;

 private:
  // `groups`: the SELECT of the keys that come more than once.
  base::Result<Repeats> Count(const std::string& groups, Session& session) const;
};

}  // namespace datagen::validate
