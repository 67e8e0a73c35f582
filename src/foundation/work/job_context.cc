#include "foundation/work/job_context.h"

namespace datagen::work {

Workplace& Workplace::OfProcess() {
  static auto* workplace = new Workplace(0, 0);
  return *workplace;
}

}  // namespace datagen::work
