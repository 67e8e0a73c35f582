#include "foundation/work/unfinished.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <set>

#include "foundation/base/remove_tree.h"

namespace datagen::work {
namespace {

struct List {
  std::mutex mutex;
  std::multiset<std::string> paths;
};

// Never destroyed: other threads may still be at work when the process ends.
List& TheList() {
  static List* const list = new List;
  return *list;
}

}  // namespace

Unfinished::Unfinished(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  List& list = TheList();
  const std::lock_guard<std::mutex> lock(list.mutex);
  list.paths.insert(path_);
}

void Unfinished::Forget() {
  if (path_.empty()) return;
  List& list = TheList();
  const std::lock_guard<std::mutex> lock(list.mutex);
  list.paths.erase(list.paths.find(path_));
  path_.clear();
}

namespace {

std::atomic<int> indivisible{0};

}  // namespace

Indivisible::Indivisible() { ++indivisible; }
Indivisible::~Indivisible() { --indivisible; }
bool Indivisible::IsGoingOn() { return indivisible > 0; }

std::string UnfinishedPath(const std::string& path) {
  return path + "." + std::to_string(::getpid()) + ".tmp";
}

void RemoveUnfinished() {
  List& list = TheList();
  list.mutex.lock();  // never unlocked, so that nothing is made after it was removed
  for (const std::string& path : list.paths) {
    // Into a folder another thread may still write while it is emptied.
    constexpr int kTries = 5;
    for (int i = 0; i < kTries && base::RemoveTree(path); ++i) {
    }
  }
}

}  // namespace datagen::work
