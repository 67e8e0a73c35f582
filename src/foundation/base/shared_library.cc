#include "foundation/base/shared_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace datagen::base {

SharedLibrary::SharedLibrary(const char* file)
    : handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)), file_(file) {
  if (handle_ == nullptr) error_ = ::dlerror();
}

void* SharedLibrary::Address(const char* name) {
  void* address = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
  if (address == nullptr && error_.empty()) error_ = fmt::format("{} has no {}", file_, name);
  return address;
}

}  // namespace datagen::base
