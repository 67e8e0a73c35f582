#include "doors/api/declared_defects.h"

#include "foundation/base/diagnostic.h"
#include "foundation/base/json_form.h"

namespace datagen::api {

Outcome ReadDefects(const engine::Engine& engine, const std::string& text, const std::string& name,
                    std::unique_ptr<defects::Overlay>* overlay) {
  base::Diagnostics diagnostics;
  *overlay = defects::Overlay::Read(text, base::FormOf(name), engine, &diagnostics);
  if (*overlay == nullptr) return {Code::kInvalid, diagnostics.List(name)};
  return {};
}

std::vector<MissedDefect> MissedOf(const std::vector<defects::Asked>& missed) {
  std::vector<MissedDefect> all;
  all.reserve(missed.size());
  for (const defects::Asked& one : missed) {
    all.push_back({one.table, one.column, one.kind, one.asked, one.broken});
  }
  return all;
}

}  // namespace datagen::api
