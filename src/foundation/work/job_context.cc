#include "foundation/work/job_context.h"

#include "foundation/work/container_memory.h"

namespace datagen::work {

Workplace& Workplace::OfProcess() {
  static auto* workplace = new Workplace(0, ContainerMemoryLeft());
  return *workplace;
}

}  // namespace datagen::work
