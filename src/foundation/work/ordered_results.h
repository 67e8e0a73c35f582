// What tasks of the pool make beside each other, handed out in order: at most a few are there at a
// time, so memory stays flat however many there are.
//
// A task makes one item and waits for nothing, so one thread is enough for any number of these.
// Thread-safety: belongs to one thread, which is none of the pool's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "foundation/base/status.h"
#include "foundation/work/job_context.h"

namespace datagen::work {

// How many items are there at a time: those that are made, and a few that wait to be taken.
constexpr int ItemsAhead(int threads) { return threads + 2; }

template <typename Item>
class OrderedResults {
 public:
  // `make` makes the item `index` of `count`, from any thread. Lifetime: what it refers to.
  using Make = std::function<base::Result<Item>(int64_t index)>;
  OrderedResults(const JobContext& job, int64_t count, Make make)
      : make_(std::move(make)),
        count_(count),
        tasks_(&job.workplace->pool(), job.threads, job.stop) {
    for (int i = 0; i < ItemsAhead(job.threads); ++i) AddNext();
  }

  // The next item. Nothing at the end, or after a failure or stop, which `status` tells.
  std::optional<Item> Next(base::Status* status) {
    if (taken_ == count_) return std::nullopt;
    constexpr double kTickSeconds = 0.05;
    std::optional<Item> item;
    while (!item) {
      *status = tasks_.status();
      if (!status->ok()) return std::nullopt;
      item = Take();
      if (!item) tasks_.WaitFor(kTickSeconds, [this] { return IsReady(); });
    }
    AddNext();
    return item;
  }

  // Lets a thread that makes items end this one: its memory is used again where it came from, while
  // blocks that end on the taker's thread would heap up there.
  void GiveBack(Item item) {
    const std::lock_guard<std::mutex> lock(mutex_);
    spent_.push_back(std::move(item));
  }

 private:
  bool IsReady() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return ready_.contains(taken_);
  }

  std::optional<Item> Take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto next = ready_.find(taken_);
    if (next == ready_.end()) return std::nullopt;
    std::optional<Item> item(std::move(next->second));
    ready_.erase(next);
    ++taken_;
    return item;
  }

  void EndSpent() {
    std::optional<Item> spent;
    const std::lock_guard<std::mutex> lock(mutex_);
    if (spent_.empty()) return;
    spent.emplace(std::move(spent_.back()));
    spent_.pop_back();
  }

  void AddNext() {
    if (started_ == count_) return;
    tasks_.Add([this, index = started_++] {
      EndSpent();
      auto made = make_(index);
      if (!made.ok()) return made.status();
      const std::lock_guard<std::mutex> lock(mutex_);
      ready_.emplace(index, std::move(made.value()));
      return base::Status::Ok();
    });
  }

  const Make make_;
  const int64_t count_;
  int64_t started_ = 0;
  int64_t taken_ = 0;
  std::mutex mutex_;
  std::map<int64_t, Item> ready_;
  std::vector<Item> spent_;
  TaskQueue tasks_;  // last: its end waits for tasks that use the others
};

}  // namespace datagen::work
