#include "functions/claims/value_claim.h"
#include "functions/kernel/pick.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& setting, const kernel::Arguments& arguments) {
  claims::Copied copied{*kernel::ParseReference(arguments.String("from"))};
  copied.row_name = arguments.String("row");
  if (const base::Json* on = arguments.Find("on")) {
    copied.relation = "on";
    for (const base::JsonMember& key : on->members()) {
      copied.keys.emplace_back(key.key, key.value.text());
    }
  } else if (copied.from.table == setting.table) {
    copied.relation = "earlier";
  } else if (copied.from.table == setting.parent && !arguments.Has("pick")) {
    copied.relation = "parent";
  } else {
    copied.relation = kernel::ParsePick(arguments.String("pick", "uniform"))->id;
  }
  return {.texts = claims::Texts::kPlain, .claims = {copied}};
}

}  // namespace

const claims::GeneratorClaim& LookupClaim() {
  static const claims::GeneratorClaim claim{"lookup", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
