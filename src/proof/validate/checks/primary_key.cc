#include "proof/validate/unique_check.h"

namespace datagen::validate {

const CheckInfo& PrimaryKeyCheck() {
  static const CheckInfo info{"primary_key", Part::kConstraints, true,
                              "Finds primary keys that come more than once",
                              [](const CheckInfo& self, const Context& context, Checks* checks) {
                                for (const spec::Node& node : context.spec.nodes) {
                                  if (context.Readable(node.id, node.pk) == nullptr) continue;
                                  checks->push_back(std::make_unique<UniqueCheck>(
                                      self, context.Path(node.where.At("pk")), node.id, node.pk));
                                }
                              }};
  return info;
}

}  // namespace datagen::validate
