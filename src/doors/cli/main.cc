#include <unistd.h>

#include "doors/cli/program.h"

int main(int argc, char** argv) {
  const int code = datagen::cli::RunProgram(argc, argv);
  // All is written and told. What libraries do at an end is of no use to anybody, takes time, and
  // in want of memory Arrow's allocator does not survive it; only sanitizers look at what is left.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  ::_exit(code);
#endif
  return code;
}
