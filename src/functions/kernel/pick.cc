#include "functions/kernel/pick.h"

#include <algorithm>

#include "foundation/base/json.h"

namespace datagen::kernel {
namespace {

// Numbers are those of JSON: the same in every locale, and finite.
std::optional<double> ReadNumber(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return base::Json::RawNumber(std::string(text)).AsDouble();
}

}  // namespace

std::optional<Pick> ParsePick(std::string_view text) {
  const size_t at = text.find('@');
  Pick pick{std::string(text.substr(0, at)), "", {}};
  if (pick.id.empty()) return std::nullopt;
  if (at == std::string_view::npos) return pick;
  std::string_view argument = text.substr(at + 1);
  if (argument.empty()) return std::nullopt;
  pick.argument = argument;
  if (argument.front() != '{') {
    if (const auto number = ReadNumber(argument)) pick.numbers = {*number};
    return pick;
  }
  if (argument.back() != '}') return std::nullopt;
  argument = argument.substr(1, argument.size() - 2);
  for (size_t begin = 0; begin <= argument.size();) {
    const size_t end = std::min(argument.find(',', begin), argument.size());
    const auto number = ReadNumber(argument.substr(begin, end - begin));
    if (!number) return std::nullopt;
    pick.numbers.push_back(*number);
    begin = end + 1;
  }
  return pick;
}

}  // namespace datagen::kernel
