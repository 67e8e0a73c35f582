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

}  // namespace datagen::api
