// A shared library that is loaded when it is first needed and not with the program: a run that
// needs none of it does not wait for it, nor does a machine have to have it.
//
// Thread-safety: none of its own; make one in a static variable, which the language guards.
// Lifetime: what was loaded stays as long as the process. Errors: kept, told by error().
#pragma once

#include <string>

namespace datagen::base {

class SharedLibrary {
 public:
  // A bare name is looked for where the program (or the library that this is part of) says that its
  // own libraries lie, a place relative to itself, then where the system looks.
  explicit SharedLibrary(const char* file);

  // Sets a function of the library's C interface by its name.
  template <typename Function>
  void Find(const char* name, Function** function) {
    *function = reinterpret_cast<Function*>(Address(name));
  }

  // "" while everything was found.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  void* Address(const char* name);

  void* handle_ = nullptr;
  const char* file_;
  std::string error_;
};

}  // namespace datagen::base
