#include "making/sinks/text_values.h"

#include "functions/kernel/cast.h"

namespace datagen::sinks {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

void Append(std::string_view text, base::Buffer<char>* out) {
  out->Append(text.data(), text.size());
}

}  // namespace

void AppendJsonString(std::string_view text, base::Buffer<char>* out) {
  out->PushBack('"');
  if (!HasAny<'"', '\\'>(text, true)) {
    out->Append(text.data(), text.size());
    out->PushBack('"');
    return;
  }
  size_t done = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out->Append(text.data() + done, i - done);
    done = i + 1;
    switch (c) {
      case '"':
        Append("\\\"", out);
        break;
      case '\\':
        Append("\\\\", out);
        break;
      case '\n':
        Append("\\n", out);
        break;
      case '\r':
        Append("\\r", out);
        break;
      case '\t':
        Append("\\t", out);
        break;
      default:
        Append("\\u00", out);
        out->PushBack(kHexDigits[c >> 4]);
        out->PushBack(kHexDigits[c & 0xF]);
    }
  }
  out->Append(text.data() + done, text.size() - done);
  out->PushBack('"');
}

void AppendHex(std::string_view bytes, base::Buffer<char>* out) {
  for (const char byte : bytes) {
    out->PushBack(kHexDigits[static_cast<unsigned char>(byte) >> 4]);
    out->PushBack(kHexDigits[static_cast<unsigned char>(byte) & 0xF]);
  }
}

void AppendJsonValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                     base::Buffer<char>* out) {
  using kernel::TypeKind;
  if (!values.IsValid(i)) {
    Append("null", out);
    return;
  }
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kFloat:
    case TypeKind::kDecimal:
    case TypeKind::kBool:
    case TypeKind::kJson:
      kernel::AppendText(values, i, type, out);
      break;
    case TypeKind::kString:
      AppendJsonString(values.String(i), out);
      break;
    case TypeKind::kBinary:
      out->PushBack('"');
      AppendHex(values.String(i), out);
      out->PushBack('"');
      break;
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kDatetime:
    case TypeKind::kUuid:
      out->PushBack('"');
      kernel::AppendText(values, i, type, out);
      out->PushBack('"');
      break;
    case TypeKind::kArray: {
      out->PushBack('[');
      const auto row = static_cast<size_t>(i);
      for (int32_t k = values.list_offsets[row]; k < values.list_offsets[row + 1]; ++k) {
        if (k > values.list_offsets[row]) out->PushBack(',');
        AppendJsonValue(*values.items, k, *type.element, out);
      }
      out->PushBack(']');
      break;
    }
  }
}

}  // namespace datagen::sinks
