// Which row a relation chooses, as far as the data show it.
//
// Given by relations/NAME_claim.cc, under the rules of value_claim.h.
//
// Thread-safety: values.
#pragma once

#include <string>

namespace datagen::claims {

enum class RowChoice {
  kParent,      // the row's parent
  kByKey,       // the row whose key is named
  kOfOwnTable,  // a row of the same table
  kDrawn,       // any row: only its key, where it is read too, tells which
};

// What a file NAME_claim.cc of relations/ gives. Requires: `id` is a relation's.
struct RelationClaim {
  std::string id;
  RowChoice row;
};

}  // namespace datagen::claims
