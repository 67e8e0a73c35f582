#include "functions/kernel/regex_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "foundation/base/utf8.h"

namespace datagen::kernel {
namespace {

constexpr uint64_t kCountMax = uint64_t{1} << 62;

class PatternReader {
 public:
  PatternReader(std::vector<char32_t> text, std::string* error)
      : text_(std::move(text)), error_(error) {}

  std::optional<PatternNode> Run() {
    PatternNode node;
    if (!text_.empty() && text_[at_] == U'^') ++at_;
    if (!Alternatives(&node, 0)) return std::nullopt;
    if (at_ < text_.size()) {
      Fail("')' without '('");
      return std::nullopt;
    }
    return node;
  }

 private:
  static constexpr int kDepthMax = 50;

  bool Fail(const std::string& what) {
    *error_ = fmt::format("{}, at character {}", what, at_ + 1);
    return false;
  }
  [[nodiscard]] bool AtEnd() const { return at_ >= text_.size(); }

  bool Alternatives(PatternNode* node, int depth) {
    if (depth > kDepthMax) return Fail("the groups are nested too deep");
    node->kind = PatternNode::Kind::kAlternatives;
    while (true) {
      PatternNode sequence;
      if (!Sequence(&sequence, depth)) return false;
      node->parts.push_back(std::move(sequence));
      if (AtEnd() || text_[at_] != U'|') break;
      ++at_;
    }
    if (node->parts.size() == 1) {
      PatternNode only = std::move(node->parts[0]);
      *node = std::move(only);
    }
    return true;
  }

  bool Sequence(PatternNode* node, int depth) {
    node->kind = PatternNode::Kind::kSequence;
    while (!AtEnd() && text_[at_] != U'|' && text_[at_] != U')') {
      if (text_[at_] == U'$' && (at_ + 1 == text_.size())) {
        ++at_;
        break;
      }
      PatternNode part;
      if (!Single(&part, depth) || !Repeat(&part)) return false;
      node->parts.push_back(std::move(part));
    }
    return true;
  }

  bool Single(PatternNode* node, int depth) {
    const char32_t c = text_[at_];
    node->kind = PatternNode::Kind::kClass;
    switch (c) {
      case U'(':
        ++at_;
        if (!AtEnd() && text_[at_] == U'?') {
          if (at_ + 1 < text_.size() && text_[at_ + 1] == U':') {
            at_ += 2;
          } else {
            return Fail("look-around and named groups are not supported");
          }
        }
        if (!Alternatives(node, depth + 1)) return false;
        if (AtEnd()) return Fail("a group is not closed");
        ++at_;
        return true;
      case U'[':
        return Class(node);
      case U'\\':
        ++at_;
        return Escape(&node->characters);
      case U'.':
        ++at_;
        for (char32_t k = U' '; k <= U'~'; ++k) node->characters.push_back(k);
        return true;
      case U'^':
      case U'$':
        return Fail("'^' and '$' can stand only at the ends");
      case U'*':
      case U'+':
      case U'?':
      case U'{':
        return Fail("a repetition without something to repeat");
      default:
        ++at_;
        node->characters.push_back(c);
        return true;
    }
  }

  static void AddRange(char32_t low, char32_t high, std::vector<char32_t>* characters) {
    for (char32_t k = low; k <= high; ++k) characters->push_back(k);
  }

  bool Escape(std::vector<char32_t>* characters) {
    if (AtEnd()) return Fail("'\\' at the end");
    const char32_t c = text_[at_];
    switch (c) {
      case U'd':
        AddRange(U'0', U'9', characters);
        break;
      case U'w':
        AddRange(U'0', U'9', characters);
        AddRange(U'A', U'Z', characters);
        characters->push_back(U'_');
        AddRange(U'a', U'z', characters);
        break;
      case U's':
        characters->push_back(U' ');
        break;
      case U't':
        characters->push_back(U'\t');
        break;
      case U'n':
        characters->push_back(U'\n');
        break;
      default:
        if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9')) {
          std::string name;
          base::AppendUtf8(c, &name);
          return Fail(fmt::format("'\\{}' is not supported", name));
        }
        characters->push_back(c);
    }
    ++at_;
    return true;
  }

  bool Class(PatternNode* node) {
    ++at_;
    const bool negated = !AtEnd() && text_[at_] == U'^';
    if (negated) ++at_;
    std::vector<char32_t> characters;
    bool first = true;
    while (true) {
      if (AtEnd()) return Fail("'[' is not closed");
      if (text_[at_] == U']' && !first) break;
      first = false;
      std::vector<char32_t> low;
      if (text_[at_] == U'\\') {
        ++at_;
        if (!Escape(&low)) return false;
      } else {
        low.push_back(text_[at_++]);
      }
      const bool range =
          low.size() == 1 && at_ + 1 < text_.size() && text_[at_] == U'-' && text_[at_ + 1] != U']';
      if (!range) {
        characters.insert(characters.end(), low.begin(), low.end());
        continue;
      }
      ++at_;
      std::vector<char32_t> high;
      if (text_[at_] == U'\\') {
        ++at_;
        if (!Escape(&high)) return false;
      } else {
        high.push_back(text_[at_++]);
      }
      constexpr char32_t kRangeMax = 10'000;
      if (high.size() != 1 || high[0] < low[0] || high[0] - low[0] > kRangeMax) {
        return Fail("a range in '[]' goes backwards or is too long");
      }
      AddRange(low[0], high[0], &characters);
    }
    ++at_;
    std::set<char32_t> set(characters.begin(), characters.end());
    // Surrogates are no characters.
    set.erase(set.lower_bound(0xD800), set.upper_bound(0xDFFF));
    if (negated) {
      for (char32_t k = U' '; k <= U'~'; ++k) {
        if (!set.contains(k)) node->characters.push_back(k);
      }
    } else {
      node->characters.assign(set.begin(), set.end());
    }
    return !node->characters.empty() || Fail("a class '[]' without characters");
  }

  bool Repeat(PatternNode* node) {
    if (AtEnd()) return true;
    int64_t least = 1;
    int64_t most = 1;
    switch (text_[at_]) {
      case U'?':
        least = 0;
        break;
      case U'*':
        least = 0;
        most = kOpenRepeatMax;
        break;
      case U'+':
        most = kOpenRepeatMax;
        break;
      case U'{':
        return Counted(node);
      default:
        return true;
    }
    ++at_;
    return Wrap(node, least, most);
  }

  bool Number(int64_t* number) {
    int64_t value = 0;
    const size_t begin = at_;
    while (!AtEnd() && text_[at_] >= U'0' && text_[at_] <= U'9') {
      value = value * 10 + static_cast<int64_t>(text_[at_] - U'0');
      if (value > kPatternLengthMax) return false;
      ++at_;
    }
    *number = value;
    return at_ > begin;
  }

  bool Counted(PatternNode* node) {
    ++at_;
    int64_t least = 0;
    if (!Number(&least))
      return Fail(fmt::format("expected a count up to {} after '{{'", kPatternLengthMax));
    int64_t most = least;
    if (!AtEnd() && text_[at_] == U',') {
      ++at_;
      if (!AtEnd() && text_[at_] == U'}') {
        most = least + kOpenRepeatMax;
      } else if (!Number(&most) || most < least) {
        return Fail("expected '{least,most}' with least <= most");
      }
    }
    if (AtEnd() || text_[at_] != U'}') return Fail("'{' is not closed");
    ++at_;
    return Wrap(node, least, most);
  }

  bool Wrap(PatternNode* node, int64_t least, int64_t most) {
    if (!AtEnd() && (text_[at_] == U'?' || text_[at_] == U'*' || text_[at_] == U'+')) {
      return Fail("a repetition of a repetition");
    }
    PatternNode repeat;
    repeat.kind = PatternNode::Kind::kRepeat;
    repeat.least = least;
    repeat.most = most;
    repeat.parts.push_back(std::move(*node));
    *node = std::move(repeat);
    return true;
  }

  std::vector<char32_t> text_;
  std::string* error_;
  size_t at_ = 0;
};

void AppendCharacter(char32_t c, base::Buffer<char>* out) {
  if (c < 0x80) {
    out->PushBack(static_cast<char>(c));
    return;
  }
  std::string bytes;
  base::AppendUtf8(c, &bytes);
  out->Append(bytes.data(), bytes.size());
}

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

}  // namespace

std::optional<PatternNode> ReadPattern(std::string_view text, std::string* error) {
  auto node = PatternReader(base::DecodeUtf8(text), error).Run();
  if (node && PatternLength(*node) > kPatternLengthMax) {
    *error = fmt::format("the texts can be {} characters long: expected at most {}",
                         PatternLength(*node), kPatternLengthMax);
    return std::nullopt;
  }
  return node;
}

void SamplePattern(const PatternNode& node, random::CellStream* cell, base::Buffer<char>* out) {
  const auto index = [&](size_t count) { return random::ToIndex(cell->Next(), count); };
  switch (node.kind) {
    case PatternNode::Kind::kClass:
      AppendCharacter(node.characters.size() == 1 ? node.characters[0]
                                                  : node.characters[index(node.characters.size())],
                      out);
      break;
    case PatternNode::Kind::kSequence:
      for (const PatternNode& part : node.parts) SamplePattern(part, cell, out);
      break;
    case PatternNode::Kind::kAlternatives:
      SamplePattern(node.parts[index(node.parts.size())], cell, out);
      break;
    case PatternNode::Kind::kRepeat: {
      int64_t count = node.least;
      if (node.most > node.least) {
        count += static_cast<int64_t>(index(static_cast<size_t>(node.most - node.least + 1)));
      }
      for (int64_t k = 0; k < count; ++k) SamplePattern(node.parts[0], cell, out);
      break;
    }
  }
}

int64_t PatternLength(const PatternNode& node) {
  int64_t length = node.kind == PatternNode::Kind::kClass ? 1 : 0;
  for (const PatternNode& part : node.parts) {
    const int64_t inner = PatternLength(part);
    length =
        node.kind == PatternNode::Kind::kAlternatives ? std::max(length, inner) : length + inner;
    length = std::min<int64_t>(length, int64_t{1} << 40);
  }
  return node.kind == PatternNode::Kind::kRepeat ? length * node.most : length;
}

double PatternMeanLength(const PatternNode& node) {
  if (node.kind == PatternNode::Kind::kClass) return 1;
  double length = 0;
  for (const PatternNode& part : node.parts) length += PatternMeanLength(part);
  if (node.kind == PatternNode::Kind::kAlternatives) {
    return length / static_cast<double>(node.parts.size());
  }
  if (node.kind == PatternNode::Kind::kRepeat) {
    return length * static_cast<double>(node.least + node.most) / 2;
  }
  return length;
}

bool PatternIsAscii(const PatternNode& node) {
  return std::all_of(node.characters.begin(), node.characters.end(),
                     [](char32_t c) { return c < 0x80; }) &&
         std::all_of(node.parts.begin(), node.parts.end(), PatternIsAscii);
}

std::optional<PatternIndex> PatternIndex::Make(const PatternNode& pattern, size_t states_max) {
  Nfa nfa(states_max);
  const uint32_t start = nfa.NewState();
  const uint32_t end = nfa.Add(pattern, start);
  if (nfa.too_large()) return std::nullopt;
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
    std::map<char32_t, std::vector<uint32_t>> steps;
    for (const uint32_t member : sets[state]) {
      const Nfa::State& from = nfa.states[member];
      if (from.characters == nullptr) continue;
      for (const char32_t c : *from.characters) {
        steps[c].insert(steps[c].end(), from.next.begin(), from.next.end());
      }
    }
    for (const auto& [c, targets] : steps) {
      const uint32_t target = number(nfa.Closure(targets));
      index.states_[state].edges.push_back({c, target});
    }
  }
  // The automaton has no cycles (repetitions are bounded), but its numbering is not an order: count
  // with an explicit stack.
  std::vector<uint8_t> done(index.states_.size(), 0);
  std::vector<uint32_t> open = {0};
  while (!open.empty()) {
    const uint32_t state = open.back();
    bool ready = true;
    for (const Edge& edge : index.states_[state].edges) {
      if (done[edge.target] == 0) {
        open.push_back(edge.target);
        ready = false;
      }
    }
    if (!ready) continue;
    open.pop_back();
    uint64_t count = index.states_[state].accepts ? 1 : 0;
    for (const Edge& edge : index.states_[state].edges) {
      count = std::min(kCountMax, count + index.states_[edge.target].count);
    }
    index.states_[state].count = count;
    done[state] = 1;
  }
  return index;
}

void PatternIndex::Append(uint64_t position, base::Buffer<char>* out) const {
  uint32_t state = 0;
  while (true) {
    if (states_[state].accepts) {
      if (position == 0) return;
      --position;
    }
    for (const Edge& edge : states_[state].edges) {
      const uint64_t count = states_[edge.target].count;
      if (position < count) {
        AppendCharacter(edge.character, out);
        state = edge.target;
        break;
      }
      position -= count;
    }
  }
}

}  // namespace datagen::kernel
