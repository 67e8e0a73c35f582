#include "making/loaders/text_rows.h"

#include "functions/kernel/cast.h"
#include "making/sinks/text_values.h"

namespace datagen::loaders {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

void Append(std::string_view text, base::Buffer<char>* out) {
  out->Append(text.data(), text.size());
}

void AppendEscaped(std::string_view text, base::Buffer<char>* out) {
  if (!sinks::HasAny<'\\'>(text, true)) {
    Append(text, out);
    return;
  }
  for (const char c : text) {
    switch (c) {
      case '\\':
        Append("\\\\", out);
        break;
      case '\t':
        Append("\\t", out);
        break;
      case '\n':
        Append("\\n", out);
        break;
      case '\r':
        Append("\\r", out);
        break;
      default:
        out->PushBack(c);
    }
  }
}

// {1,2}, {"a b","c"}: PostgreSQL's own form of arrays.
void AppendArray(const Vector& values, int64_t i, const ValueType& type, base::Buffer<char>* out) {
  const auto row = static_cast<size_t>(i);
  out->PushBack('{');
  for (int32_t k = values.list_offsets[row]; k < values.list_offsets[row + 1]; ++k) {
    if (k > values.list_offsets[row]) out->PushBack(',');
    if (!values.items->IsValid(k)) {
      Append("NULL", out);
      continue;
    }
    base::Buffer<char> item;
    if (type.element->kind == TypeKind::kString || type.element->kind == TypeKind::kJson) {
      Append(values.items->String(k), &item);
    } else {
      kernel::AppendText(*values.items, k, *type.element, &item);
    }
    out->PushBack('"');
    for (const char c : item) {
      if (c == '"' || c == '\\') out->PushBack('\\');
      out->PushBack(c);
    }
    out->PushBack('"');
  }
  out->PushBack('}');
}

void AppendValue(const Vector& values, int64_t i, const ValueType& type, TextForm form,
                 base::Buffer<char>* out) {
  const bool postgres = form == TextForm::kPostgres;
  switch (type.kind) {
    case TypeKind::kString:
    case TypeKind::kJson:
      AppendEscaped(values.String(i), out);
      break;
    case TypeKind::kBinary:
      if (postgres) Append("\\\\x", out);
      sinks::AppendHex(values.String(i), out);
      break;
    case TypeKind::kBool:
      if (postgres) {
        kernel::AppendText(values, i, type, out);
      } else {
        base::Buffer<char> text;
        kernel::AppendText(values, i, type, &text);
        out->PushBack(text[0] == 't' ? '1' : '0');
      }
      break;
    case TypeKind::kDatetime:
      AppendPlainTime(values, i, type, out);
      break;
    case TypeKind::kArray: {
      base::Buffer<char> array;
      if (postgres) {
        AppendArray(values, i, type, &array);
      } else {
        sinks::AppendJsonValue(values, i, type, &array);
      }
      AppendEscaped({array.data(), array.size()}, out);
      break;
    }
    default:
      kernel::AppendText(values, i, type, out);
  }
}

}  // namespace

void AppendPlainTime(const Vector& values, int64_t i, const ValueType& type,
                     base::Buffer<char>* out) {
  const size_t begin = out->size();
  kernel::AppendText(values, i, type, out);
  constexpr size_t kDateLength = 10;
  if (out->size() > begin + kDateLength && (*out)[begin + kDateLength] == 'T') {
    (*out)[begin + kDateLength] = ' ';
  }
  if (out->size() > begin && (*out)[out->size() - 1] == 'Z') out->Resize(out->size() - 1);
}

void AppendRows(const engine::Batch& batch, const std::vector<engine::WrittenColumn>& columns,
                TextForm form, base::Buffer<char>* out) {
  for (int64_t i = 0; i < batch.rows; ++i) {
    for (size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) out->PushBack('\t');
      if (batch.columns[k]->IsValid(i)) {
        AppendValue(*batch.columns[k], i, columns[k].type, form, out);
      } else {
        Append("\\N", out);
      }
    }
    out->PushBack('\n');
  }
}

}  // namespace datagen::loaders
