#include "making/runs/partition_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "foundation/base/spelling.h"
#include "functions/kernel/cast.h"

namespace datagen::runs {
namespace {

using base::Status;
using kernel::TypeKind;

constexpr std::string_view kNullFolder = "__HIVE_DEFAULT_PARTITION__";
constexpr size_t kNameBytesMax = 255;  // of a folder, in every file system that matters

bool CanDivide(TypeKind kind) {
  switch (kind) {
    case TypeKind::kInt:
    case TypeKind::kBool:
    case TypeKind::kString:
    case TypeKind::kDate:
    case TypeKind::kDecimal:
    case TypeKind::kUuid:
      return true;
    default:
      return false;
  }
}

void AppendEscaped(std::string_view text, std::string* out) {
  constexpr std::string_view kEscaped = "\"#%'*/:=?\\{[]^\x7f";
  for (const char sign : text) {
    const auto code = static_cast<unsigned char>(sign);
    if (code >= ' ' && kEscaped.find(sign) == std::string_view::npos) {
      *out += sign;
    } else {
      *out += fmt::format("%{:02X}", code);
    }
  }
}

}  // namespace

bool PartitionColumns::IsDivided(const std::vector<engine::WrittenColumn>& columns,
                                 const std::vector<std::string>& names) {
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const engine::WrittenColumn& column) { return column.name == name; });
  });
}

base::Result<std::unique_ptr<PartitionColumns>> PartitionColumns::Make(
    const std::string& table, const std::vector<engine::WrittenColumn>& columns,
    const std::vector<std::string>& names) {
  auto made = std::make_unique<PartitionColumns>();
  made->table_ = table;
  std::vector<std::string> known;
  known.reserve(columns.size());
  for (const engine::WrittenColumn& column : columns) known.push_back(column.name);
  for (const std::string& name : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      return Status::Invalid(
          "unknown-column", fmt::format("'{}' has no column '{}' to divide it by", table, name),
          {.given = name, .hint = base::DidYouMean(name, known), .table = table});
    }
    if (std::find(made->names_.begin(), made->names_.end(), name) != made->names_.end()) {
      return Status::Invalid("duplicate-column",
                             fmt::format("'{}' is divided by '{}' twice", table, name),
                             {.given = name, .table = table});
    }
    const auto place = static_cast<size_t>(found - known.begin());
    const kernel::ValueType& type = columns[place].type;
    if (!CanDivide(type.kind)) {
      return Status::Invalid(
          "wrong-column-type",
          fmt::format("'{}.{}' is of type {} and can't name folders", table, name, type.Name()),
          {.given = type.Name(),
           .expected = "a column of texts, whole numbers, decimals, dates, truths or uuids",
           .table = table});
    }
    made->names_.push_back(name);
    made->places_.push_back(place);
    made->types_.push_back(type);
  }
  if (made->places_.size() == columns.size()) {
    return Status::Invalid(
        "nothing-written",
        fmt::format("'{}' has no other columns than those that it is divided by", table),
        {.expected = "a column for the files", .table = table});
  }
  return made;
}

Status PartitionColumns::AppendFolder(const kernel::Vector& values, int64_t i, size_t place,
                                      std::string* folder) const {
  const size_t begin = folder->size();
  AppendEscaped(names_[place], folder);
  *folder += '=';
  if (!values.IsValid(i)) {
    *folder += kNullFolder;
    return Status::Ok();
  }
  const bool is_text = types_[place].kind == TypeKind::kString;
  base::Buffer<char> text;
  if (!is_text) kernel::AppendText(values, i, types_[place], &text);
  const std::string_view value =
      is_text ? values.String(i) : std::string_view(text.data(), text.size());
  const char* problem = nullptr;
  if (value.empty() || value == kNullFolder) problem = "which readers take for a null";
  AppendEscaped(value, folder);
  if (folder->size() - begin > kNameBytesMax) problem = "which is too long for a folder's name";
  if (problem == nullptr) return Status::Ok();
  return Status::Invalid(
      "value-not-partitionable",
      fmt::format("'{}.{}' has the value '{}', {}", table_, names_[place], value, problem),
      {.given = std::string(value), .hint = "divide the table by another column", .table = table_});
}

base::Result<std::map<std::string, std::vector<int64_t>>> PartitionColumns::Divide(
    const engine::Batch& batch) const {
  std::map<std::string, std::vector<int64_t>> groups;
  std::string folder;
  std::string before;
  std::vector<int64_t>* group = nullptr;
  for (int64_t i = 0; i < batch.rows; ++i) {
    folder.clear();
    for (size_t k = 0; k < places_.size(); ++k) {
      if (k > 0) folder += '/';
      const Status status = AppendFolder(*batch.columns[places_[k]], i, k, &folder);
      if (!status.ok()) return status;
    }
    if (group == nullptr || folder != before) {
      group = &groups[folder];
      before = folder;
    }
    group->push_back(i);
  }
  return groups;
}

std::string PartitionColumns::NullFolder() const {
  std::string folder;
  for (const std::string& name : names_) {
    if (!folder.empty()) folder += '/';
    AppendEscaped(name, &folder);
    folder += '=';
    folder += kNullFolder;
  }
  return folder;
}

bool PartitionColumns::Divides(size_t column) const {
  return std::find(places_.begin(), places_.end(), column) != places_.end();
}

std::vector<engine::WrittenColumn> PartitionColumns::Others(
    const std::vector<engine::WrittenColumn>& columns) const {
  std::vector<engine::WrittenColumn> others;
  others.reserve(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!Divides(i)) others.push_back(columns[i]);
  }
  return others;
}

engine::Batch PartitionColumns::Others(const engine::Batch& batch,
                                       const std::vector<int64_t>& rows) const {
  engine::Batch others;
  others.first_row = batch.first_row;
  others.rows = static_cast<int64_t>(rows.size());
  others.columns.reserve(batch.columns.size());
  for (size_t i = 0; i < batch.columns.size(); ++i) {
    if (Divides(i)) continue;
    others.columns.push_back(others.rows == batch.rows
                                 ? batch.columns[i]
                                 : kernel::Take(*batch.columns[i], rows.data(), others.rows));
  }
  return others;
}

Status PartitionColumns::Note(const std::string& folder) {
  const std::lock_guard<std::mutex> lock(mutex_);
  folders_.insert(folder);
  if (folders_.size() <= kFoldersMax) return Status::Ok();
  return Status::Invalid(
      "too-many-partitions",
      fmt::format("'{}' would have more than {} folders, one for each value of {}", table_,
                  kFoldersMax, fmt::join(names_, ", ")),
      {.given = fmt::format("{}", fmt::join(names_, ",")),
       .expected = fmt::format("at most {}", kFoldersMax),
       .hint = "divide the table by a column of few values",
       .table = table_});
}

}  // namespace datagen::runs
