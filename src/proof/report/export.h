// The rules of a spec in the words of other tools: one file in exports/ each; the list is made by
// the build.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "proof/validate/validator.h"

namespace datagen::report {

struct Exported {
  std::string text;                 // one document with all tables
  std::vector<std::string> unsaid;  // claims that the tool has no words for
};

struct ExportInfo {
  std::string name;
  std::string summary;  // one line, no final period
  Exported (*render)(const spec::Spec& spec, const std::vector<validate::Claim>& claims) = nullptr;
};

const std::vector<const ExportInfo*>& Exports();

// The claims about each table, in their order. Lifetime: points into `claims`.
using ClaimsOf = std::map<std::string, std::vector<const validate::Claim*>>;
ClaimsOf ClaimsByTable(const std::vector<validate::Claim>& claims);

// "table: check: claim", as `unsaid` lists it.
std::string Unsaid(const validate::Claim& claim);

// A name of letters, digits and '_' for a constraint.
std::string ConstraintName(const validate::Claim& claim);

}  // namespace datagen::report
