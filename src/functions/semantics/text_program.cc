#include "functions/semantics/text_program.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "foundation/base/letter_case.h"
#include "foundation/base/utf8.h"
#include "functions/kernel/uuid_text.h"

namespace datagen::semantics {
namespace {

using random::CellStream;
using random::ToIndex;
using Kind = TextStep::Kind;

constexpr int64_t kSentenceWordsMin = 4;
constexpr int64_t kSentenceWordsMax = 10;

void AppendText(std::string_view text, base::Buffer<char>* out) {
  out->Append(text.data(), text.size());
}

void AppendInteger(uint64_t value, base::Buffer<char>* out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
  AppendText({digits, static_cast<size_t>(end - digits)}, out);
}

void AppendCapitalised(std::string_view word, base::Buffer<char>* out) {
  const size_t first = base::PrefixBytes(word, 1);
  if (first == 0) return;
  std::string capital;
  base::AppendUtf8(base::UpperCase(base::DecodeUtf8(word.substr(0, first)).at(0)), &capital);
  AppendText(capital, out);
  AppendText(word.substr(first), out);
}

int64_t Between(int64_t low, int64_t high, uint64_t bits) {
  return low + static_cast<int64_t>(ToIndex(bits, static_cast<uint64_t>(high - low + 1)));
}

// Signs from the high end of one number after the other; twelve from each.
void AppendDigits(const TextStep& step, int64_t row, base::Buffer<char>* out) {
  CellStream cell(step.stream.Bits(row));
  const size_t begin = out->size();
  const size_t size = step.text.size();
  AppendText(step.text, out);
  char* text = out->data() + begin;
  constexpr int kSignsPerNumber = 12;
  uint64_t bits = 0;
  int left = 0;
  for (const Blank& place : step.blanks) {
    if (left == 0) {
      bits = cell.Next();
      left = kSignsPerNumber;
    }
    const unsigned __int128 product = static_cast<unsigned __int128>(bits) * place.count;
    bits = static_cast<uint64_t>(product);
    text[place.at] = place.signs[static_cast<size_t>(product >> 64)];
    --left;
  }
  if (step.check != nullptr) step.check(text, static_cast<int>(size));
  if (step.low > 0) {
    const auto left_out = static_cast<size_t>(step.low);
    std::copy(text + left_out, text + size, text);
    out->Resize(begin + size - left_out);
  }
}

void AppendHex(const TextStep& step, int64_t row, base::Buffer<char>* out) {
  CellStream cell(step.stream.Bits(row));
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr int64_t kPerNumber = 16;
  uint64_t bits = 0;
  for (int64_t i = 0; i < step.low; ++i) {
    if (i % kPerNumber == 0) bits = cell.Next();
    out->PushBack(kHex[bits & 15]);
    bits >>= 4;
  }
}

void AppendWords(const TextStep& step, int64_t low, int64_t high, bool capital, CellStream* cell,
                 base::Buffer<char>* out) {
  const int64_t count = Between(low, high, cell->Next());
  for (int64_t k = 0; k < count; ++k) {
    const size_t word = ToIndex(cell->Next(), step.items->size());
    if (k > 0) out->PushBack(' ');
    if (k == 0 && capital) {
      AppendCapitalised((*step.items)[word], out);
    } else {
      step.items->AppendTo(word, out);
    }
  }
}

}  // namespace

void TextProgram::Run(const std::vector<TextStep>& steps, int64_t row, uint64_t number,
                      base::Buffer<char>* out) {
  for (const TextStep& step : steps) {
    switch (step.kind) {
      case Kind::kLiteral:
        AppendText(step.text, out);
        break;
      case Kind::kItem:
        step.items->AppendTo(ToIndex(step.stream.Bits(row), step.items->size()), out);
        break;
      case Kind::kSexedItem: {
        const auto& items = (step.sex.Bits(row) & 1) == 0 ? *step.items : *step.other_items;
        items.AppendTo(ToIndex(step.stream.Bits(row), items.size()), out);
        break;
      }
      case Kind::kDigits:
        AppendDigits(step, row, out);
        break;
      case Kind::kHex:
        AppendHex(step, row, out);
        break;
      case Kind::kWords: {
        CellStream cell(step.stream.Bits(row));
        AppendWords(step, step.low, step.high, step.capital, &cell, out);
        break;
      }
      case Kind::kSentences: {
        CellStream cell(step.stream.Bits(row));
        const int64_t count = Between(step.low, step.high, cell.Next());
        for (int64_t k = 0; k < count; ++k) {
          if (k > 0) out->PushBack(' ');
          AppendWords(step, kSentenceWordsMin, kSentenceWordsMax, true, &cell, out);
          out->PushBack('.');
        }
        break;
      }
      case Kind::kInteger:
        AppendInteger(static_cast<uint64_t>(Between(step.low, step.high, step.stream.Bits(row))),
                      out);
        break;
      case Kind::kUuid: {
        char text[36];
        kernel::WriteUuid(kernel::RandomUuid(step.stream.Bits(row), step.sex.Bits(row)), text);
        AppendText({text, sizeof(text)}, out);
        break;
      }
      case Kind::kChoice: {
        const uint64_t bits = step.stream.Bits(row);
        const size_t chosen = step.weights.size() > 0 ? static_cast<size_t>(step.weights.Pick(bits))
                                                      : ToIndex(bits, step.choices.size());
        Run(step.choices[chosen], row, number, out);
        break;
      }
      case Kind::kNumber:
        AppendInteger(number, out);
        break;
    }
  }
}

double TextProgram::Bytes(const std::vector<TextStep>& steps, bool greatest) {
  const auto list_bytes = [&](const locale::ItemList& items) {
    double sum = 0;
    double most = 0;
    for (size_t i = 0; i < items.size(); ++i) {
      sum += static_cast<double>(items[i].size());
      most = std::max(most, static_cast<double>(items[i].size()));
    }
    return greatest ? most : sum / static_cast<double>(items.size());
  };
  double bytes = 0;
  for (const TextStep& step : steps) {
    switch (step.kind) {
      case Kind::kLiteral:
      case Kind::kDigits:
        bytes += static_cast<double>(step.text.size());
        break;
      case Kind::kItem:
        bytes += list_bytes(*step.items);
        break;
      case Kind::kSexedItem: {
        const double female = list_bytes(*step.items);
        const double male = list_bytes(*step.other_items);
        bytes += greatest ? std::max(female, male) : (female + male) / 2;
        break;
      }
      case Kind::kHex:
        bytes += static_cast<double>(step.low);
        break;
      case Kind::kWords:
      case Kind::kSentences: {
        double count = greatest ? static_cast<double>(step.high)
                                : static_cast<double>(step.low + step.high) / 2;
        if (step.kind == Kind::kSentences) {
          count *= static_cast<double>(greatest ? kSentenceWordsMax
                                                : (kSentenceWordsMin + kSentenceWordsMax) / 2);
        }
        constexpr double kBetween = 2;  // a space, sometimes a full stop
        bytes += count * (list_bytes(*step.items) + kBetween);
        break;
      }
      case Kind::kInteger:
        bytes += static_cast<double>(std::to_string(step.high).size());
        break;
      case Kind::kUuid:
        bytes += 36;
        break;
      case Kind::kNumber:
        bytes += greatest ? 20 : 7;
        break;
      case Kind::kChoice: {
        double sum = 0;
        double most = 0;
        double weights = 0;
        for (size_t i = 0; i < step.choices.size(); ++i) {
          const double part = Bytes(step.choices[i], greatest);
          sum += part * step.shares[i];
          weights += step.shares[i];
          most = std::max(most, part);
        }
        bytes += greatest ? most : sum / weights;
        break;
      }
    }
  }
  return bytes;
}

const locale::ItemList* TextProgram::OnlyList() const {
  if (steps_.size() != 1) return nullptr;
  const TextStep& step = steps_[0];
  if (step.kind == Kind::kItem) return step.items;
  const bool one_list = step.kind == Kind::kSexedItem && step.items == step.other_items;
  return one_list ? step.items : nullptr;
}

int64_t TextProgram::OnlyIndex(int64_t row) const {
  return static_cast<int64_t>(ToIndex(steps_[0].stream.Bits(row), steps_[0].items->size()));
}

}  // namespace datagen::semantics
