#include "foundation/base/status.h"

#include <cstdio>
#include <cstdlib>

namespace datagen::base {

void FailCheck(const char* file, int line, const char* condition) {
  std::fprintf(stderr,
               "datagen: internal error at %s:%d: '%s' does not hold\n"
               "This is a bug in datagen. Please report it with the spec and the command line.\n",
               file, line, condition);
  std::abort();
}

}  // namespace datagen::base
