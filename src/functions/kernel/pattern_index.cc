#include "functions/kernel/pattern_index.h"

#include <algorithm>
#include <map>
#include <set>

namespace datagen::kernel {
namespace {

constexpr uint64_t kCountMax = uint64_t{1} << 62;

// Thompson's construction; counted repetitions are copied out.
class Nfa {
 public:
  struct State {
    const std::vector<char32_t>* characters = nullptr;  // null: empty steps only
    std::vector<uint32_t> next;
  };

  explicit Nfa(size_t states_max) : states_max_(states_max) {}

  // Adds the node behind `from`; returns the state it ends in.
  uint32_t Add(const PatternNode& node, uint32_t from) {
    if (states.size() > states_max_) return from;
    switch (node.kind) {
      case PatternNode::Kind::kClass: {
        const uint32_t reader = NewState();
        states[from].next.push_back(reader);
        states[reader].characters = &node.characters;
        const uint32_t end = NewState();
        states[reader].next.push_back(end);
        return end;
      }
      case PatternNode::Kind::kSequence:
        for (const PatternNode& part : node.parts) from = Add(part, from);
        return from;
      case PatternNode::Kind::kAlternatives: {
        const uint32_t end = NewState();
        for (const PatternNode& part : node.parts) {
          const uint32_t start = NewState();
          states[from].next.push_back(start);
          const uint32_t part_end = Add(part, start);
          states[part_end].next.push_back(end);
        }
        return end;
      }
      case PatternNode::Kind::kRepeat: {
        const uint32_t end = NewState();
        for (int64_t k = 0; k < node.most; ++k) {
          if (k >= node.least) states[from].next.push_back(end);
          from = Add(node.parts[0], from);
          if (states.size() > states_max_) break;
        }
        states[from].next.push_back(end);
        return end;
      }
    }
    return from;
  }

  uint32_t NewState() {
    states.emplace_back();
    return static_cast<uint32_t>(states.size() - 1);
  }
  [[nodiscard]] bool too_large() const { return states.size() > states_max_; }

  // The states reachable by empty steps.
  [[nodiscard]] std::set<uint32_t> Closure(const std::vector<uint32_t>& from) const {
    std::set<uint32_t> reached;
    std::vector<uint32_t> open = from;
    while (!open.empty()) {
      const uint32_t state = open.back();
      open.pop_back();
      if (!reached.insert(state).second) continue;
      if (states[state].characters != nullptr) continue;
      for (const uint32_t next : states[state].next) open.push_back(next);
    }
    return reached;
  }

  std::vector<State> states;

 private:
  size_t states_max_;
};

// The characters of an automaton in groups that no class of it tells apart: what it does with one
// of a group, it does with all.
class Alphabet {
 public:
  // Characters that follow each other.
  struct Run {
    char32_t first;
    uint32_t characters;
  };
  using Class = const std::vector<char32_t>*;

  explicit Alphabet(const Nfa& nfa) {
    std::set<Class> classes;
    for (const Nfa::State& state : nfa.states) {
      if (state.characters != nullptr) classes.insert(state.characters);
    }
    std::map<char32_t, std::vector<Class>> classes_of;
    for (const Class one : classes) {
      for (const char32_t c : *one) classes_of[c].push_back(one);
    }
    std::map<std::vector<Class>, size_t> group_of;
    for (const auto& [c, own] : classes_of) {
      const auto [at, added] = group_of.emplace(own, runs_.size());
      if (added) {
        runs_.emplace_back();
        for (const Class one : own) groups_[one].push_back(at->second);
      }
      std::vector<Run>& runs = runs_[at->second];
      if (!runs.empty() && runs.back().first + runs.back().characters == c) {
        ++runs.back().characters;
      } else {
        runs.push_back({c, 1});
      }
    }
  }

  [[nodiscard]] const std::vector<size_t>& GroupsOf(Class one) const { return groups_.at(one); }
  [[nodiscard]] const std::vector<Run>& RunsOf(size_t group) const { return runs_[group]; }

 private:
  std::vector<std::vector<Run>> runs_;  // by group
  std::map<Class, std::vector<size_t>> groups_;
};

}  // namespace

std::optional<PatternIndex> PatternIndex::Make(const PatternNode& pattern, size_t states_max) {
  Nfa nfa(states_max);
  const uint32_t start = nfa.NewState();
  const uint32_t end = nfa.Add(pattern, start);
  if (nfa.too_large()) return std::nullopt;
  const Alphabet alphabet(nfa);
  PatternIndex index;
  std::map<std::set<uint32_t>, uint32_t> number_of;
  std::vector<std::set<uint32_t>> sets;
  const auto number = [&](std::set<uint32_t> set) {
    const auto [at, added] = number_of.emplace(set, static_cast<uint32_t>(sets.size()));
    if (added) {
      index.states_.emplace_back();
      index.states_.back().accepts = set.contains(end);
      sets.push_back(std::move(set));
    }
    return at->second;
  };
  number(nfa.Closure({start}));
  for (size_t state = 0; state < sets.size(); ++state) {
    if (sets.size() > states_max) return std::nullopt;
    std::map<size_t, std::vector<uint32_t>> steps;
    for (const uint32_t member : sets[state]) {
      const Nfa::State& from = nfa.states[member];
      if (from.characters == nullptr) continue;
      for (const size_t group : alphabet.GroupsOf(from.characters)) {
        steps[group].insert(steps[group].end(), from.next.begin(), from.next.end());
      }
    }
    std::vector<Edge> edges;
    for (const auto& [group, targets] : steps) {
      const uint32_t target = number(nfa.Closure(targets));
      for (const Alphabet::Run& run : alphabet.RunsOf(group)) {
        edges.push_back({run.first, run.characters, target});
      }
    }
    std::sort(edges.begin(), edges.end(),
              [](const Edge& left, const Edge& right) { return left.first < right.first; });
    index.states_[state].edges = std::move(edges);
  }
  index.CountTexts();
  return index;
}

// The automaton has no cycles (repetitions are bounded), but its numbering is not an order: counts
// with an explicit stack.
void PatternIndex::CountTexts() {
  std::vector<uint8_t> done(states_.size(), 0);
  std::vector<uint32_t> open = {0};
  while (!open.empty()) {
    State& state = states_[open.back()];
    bool ready = true;
    for (const Edge& edge : state.edges) {
      if (done[edge.target] == 0) {
        open.push_back(edge.target);
        ready = false;
      }
    }
    if (!ready) continue;
    unsigned __int128 count = state.accepts ? 1 : 0;
    for (const Edge& edge : state.edges) {
      count += static_cast<unsigned __int128>(states_[edge.target].count) * edge.characters;
    }
    state.count = count < kCountMax ? static_cast<uint64_t>(count) : kCountMax;
    done[open.back()] = 1;
    open.pop_back();
  }
}

void PatternIndex::Append(uint64_t position, base::Buffer<char>* out) const {
  uint32_t state = 0;
  while (true) {
    if (states_[state].accepts) {
      if (position == 0) return;
      --position;
    }
    for (const Edge& edge : states_[state].edges) {
      const uint64_t each = states_[edge.target].count;
      const uint64_t character = position / each;
      if (character < edge.characters) {
        AppendCharacter(edge.first + static_cast<char32_t>(character), out);
        position -= character * each;
        state = edge.target;
        break;
      }
      position -= each * edge.characters;
    }
  }
}

}  // namespace datagen::kernel
