// Files and folders that an operation is still at work on, so that a program can end without
// waiting for the operation and yet leave nothing half-written behind.
//
// One list for the process, as its end is one. Thread-safety: all calls.
#pragma once

#include <string>
#include <utility>

namespace datagen::work {

// Stands for a file or folder while it is unfinished: from before it is made until it is renamed,
// removed or whole.
class Unfinished {
 public:
  Unfinished() = default;
  explicit Unfinished(std::string path);  // "": of nothing
  ~Unfinished() { Forget(); }
  Unfinished(Unfinished&& other) noexcept : path_(std::exchange(other.path_, "")) {}
  Unfinished& operator=(Unfinished&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  // "" when it stands for nothing.
  [[nodiscard]] const std::string& path() const { return path_; }
  void Forget();

 private:
  std::string path_;  // "": none
};

// While one is alive, a program that would end at once had better wait: for what is either done or
// not, and no other thread can undo. To commit is such, and to put a file in its place.
class Indivisible {
 public:
  Indivisible();
  ~Indivisible();
  Indivisible(const Indivisible&) = delete;
  Indivisible& operator=(const Indivisible&) = delete;

  // Whether anybody is at such a thing now.
  static bool IsGoingOn();
};

// Where the file or folder of this path is made until it is renamed: beside it, and under a name
// that no other process takes.
std::string UnfinishedPath(const std::string& path);

// Removes them all. From then on whoever starts or ends one waits for ever: the program must end.
void RemoveUnfinished();

}  // namespace datagen::work
