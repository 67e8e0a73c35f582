#include "functions/expression/text_size.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "functions/expression/function.h"
#include "functions/kernel/value_type.h"

namespace datagen::expression {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

class Sizes {
 public:
  explicit Sizes(const std::function<double(const Tree&)>& column) : column_(column) {}

  TextSize Of(const Tree& tree) {
    TextSize size = Node(tree);
    greatest_ = std::max(greatest_, size.bytes);
    return size;
  }
  [[nodiscard]] double greatest() const { return greatest_; }

 private:
  TextSize Node(const Tree& tree) {
    const auto length = static_cast<double>(tree.text.size());
    switch (tree.kind) {
      case Tree::Kind::kString:
        return {.bytes = length, .number = {}, .is_text_constant = true};
      case Tree::Kind::kNumber:
        return {.bytes = kValueBytesMax, .number = NumberIn(tree.text)};
      case Tree::Kind::kColumn:
        return {.bytes = column_(tree)};
      case Tree::Kind::kCall:
        return {.bytes = Call(tree)};
      case Tree::Kind::kOperator:
        // No operator gives a text; its operands may be some.
        for (const Tree& part : tree.parts) Of(part);
        return {};
      default:
        return {};
    }
  }

  static std::optional<double> NumberIn(const std::string& text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
  }

  double Call(const Tree& tree) {
    std::vector<TextSize> arguments;
    arguments.reserve(tree.parts.size());
    for (const Tree& part : tree.parts) arguments.push_back(Of(part));
    for (const Function* function : Functions()) {
      if (function->name != tree.text) continue;
      if (function->bytes != nullptr) return function->bytes(arguments);
    }
    return kValueBytesMax;
  }

  const std::function<double(const Tree&)>& column_;
  double greatest_ = 0;
};

}  // namespace

TextSizes SizesOf(const Tree& tree, const std::function<double(const Tree&)>& column) {
  Sizes sizes(column);
  const double result = sizes.Of(tree).bytes;
  return {result, sizes.greatest()};
}

}  // namespace datagen::expression
