// std::condition_variable::wait, in the program itself. With GCC 12 the symbol has the version
// GLIBCXX_3.4.30 and is the only one of it; all else is in the library of GCC 11. So what is built
// here runs on hosts with that one (RHEL 9 and its kin) too; tests/oracles/test_install.py reads
// the versions.
//
// Source: libstdc++-v3/src/c++11/condition_variable.cc, which is the same call.
#include <pthread.h>

#include <condition_variable>
#include <mutex>

namespace datagen::work {

__attribute__((visibility("hidden"))) void
WaitForCondition(std::condition_variable* condition, std::unique_lock<std::mutex>* lock) asm(
    "_ZNSt18condition_variable4waitERSt11unique_lockISt5"
    "mutexE");

void WaitForCondition(std::condition_variable* condition, std::unique_lock<std::mutex>* lock) {
  ::pthread_cond_wait(condition->native_handle(), lock->mutex()->native_handle());
}

}  // namespace datagen::work
