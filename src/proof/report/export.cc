#include "proof/report/export.h"

#include <fmt/format.h>

#include <cctype>

#include "report_exports.h"  // made by CMake: ListExports()

namespace datagen::report {

const std::vector<const ExportInfo*>& Exports() {
  static const auto* exports = new std::vector<const ExportInfo*>(ListExports());
  return *exports;
}

ClaimsOf ClaimsByTable(const std::vector<validate::Claim>& claims) {
  ClaimsOf claims_of;
  for (const validate::Claim& claim : claims) claims_of[claim.table].push_back(&claim);
  return claims_of;
}

std::string Unsaid(const validate::Claim& claim) {
  return fmt::format("{}: {}: {}", claim.table, claim.info->id, claim.text);
}

std::string ConstraintName(const validate::Claim& claim) {
  std::string name = claim.info->id;
  for (const std::string& column : claim.rule.columns) name += "_" + column;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

}  // namespace datagen::report
