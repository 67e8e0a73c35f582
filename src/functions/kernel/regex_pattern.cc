#include "functions/kernel/regex_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "foundation/base/utf8.h"

namespace datagen::kernel {
namespace {

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

}  // namespace

void AppendCharacter(char32_t c, base::Buffer<char>* out) {
  if (c < 0x80) {
    out->PushBack(static_cast<char>(c));
    return;
  }
  std::string bytes;
  base::AppendUtf8(c, &bytes);
  out->Append(bytes.data(), bytes.size());
}

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

}  // namespace datagen::kernel
