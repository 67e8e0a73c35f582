#include "making/defects/drift.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

using kernel::Physical;
using kernel::Vector;

// The columns that are dropped, each once, the last first.
std::vector<int> Dropped(const std::vector<const Drift*>& drifts) {
  std::set<int, std::greater<>> dropped;
  for (const Drift* drift : drifts) {
    if (drift->change == "drop") dropped.insert(drift->column);
  }
  return {dropped.begin(), dropped.end()};
}

// Whether the columns of a file with these drifts have different names.
bool HasOwnNames(const std::vector<const Drift*>& drifts,
                 std::vector<engine::WrittenColumn> columns) {
  ApplyDrift(drifts, &columns);
  std::set<std::string> names;
  return std::all_of(columns.begin(), columns.end(), [&](const engine::WrittenColumn& column) {
    return names.insert(column.name).second;
  });
}

}  // namespace

std::vector<const Drift*> DriftsOf(const std::vector<Drift>& all, int node, int64_t part,
                                   int64_t parts) {
  std::vector<const Drift*> found;
  for (const Drift& drift : all) {
    const int64_t from = drift.from_part >= 0 ? drift.from_part : parts / 2;
    if (drift.node == node && part >= from) found.push_back(&drift);
  }
  return found;
}

void ApplyDrift(const std::vector<const Drift*>& drifts,
                std::vector<engine::WrittenColumn>* columns) {
  for (const Drift* drift : drifts) {
    if (drift->change == "add") {
      columns->push_back({drift->name, kernel::ValueType::Of(kernel::TypeKind::kString), true});
    } else if (drift->change == "rename") {
      (*columns)[static_cast<size_t>(drift->column)].name = drift->name;
    } else if (drift->change == "retype") {
      engine::WrittenColumn& column = (*columns)[static_cast<size_t>(drift->column)];
      column = {column.name, kernel::ValueType::Of(kernel::TypeKind::kString), column.nullable};
    }
  }
  for (const int column : Dropped(drifts)) columns->erase(columns->begin() + column);
}

void ApplyDrift(const std::vector<const Drift*>& drifts,
                const std::vector<engine::WrittenColumn>& columns, engine::Batch* batch) {
  for (const Drift* drift : drifts) {
    if (drift->change != "add" && drift->change != "retype") continue;
    auto texts = std::make_shared<Vector>();
    texts->physical = Physical::kString;
    texts->length = batch->rows;
    const Vector* from =
        drift->change == "add" ? nullptr : batch->columns[static_cast<size_t>(drift->column)].get();
    for (int64_t i = 0; i < batch->rows; ++i) {
      const bool given = from == nullptr || from->IsValid(i);
      texts->strings.Append(from == nullptr ? fmt::format("v{}", batch->first_row + i)
                            : given
                                ? TextOf(*from, i, columns[static_cast<size_t>(drift->column)].type)
                                : std::string());
      if (given) continue;
      texts->EnsureValid();
      texts->valid[static_cast<size_t>(i)] = 0;
    }
    if (from == nullptr) {
      batch->columns.push_back(texts);
    } else {
      batch->columns[static_cast<size_t>(drift->column)] = texts;
    }
  }
  for (const int column : Dropped(drifts)) {
    batch->columns.erase(batch->columns.begin() + column);
  }
}

int FindRepeatedName(const std::vector<Drift>& all,
                     const std::vector<std::vector<engine::WrittenColumn>>& columns) {
  // The files of a table differ where a drift begins; where the second half begins, is not known
  // yet: it may have begun anywhere.
  for (size_t last = 0; last < all.size(); ++last) {
    for (const bool second_half : {false, true}) {
      std::vector<const Drift*> active;
      for (const Drift& drift : all) {
        const bool begun =
            drift.from_part < 0 ? second_half : drift.from_part <= all[last].from_part;
        if (drift.node == all[last].node && begun) active.push_back(&drift);
      }
      if (HasOwnNames(active, columns[static_cast<size_t>(all[last].node)])) continue;
      const auto named = std::find_if(active.rbegin(), active.rend(), [](const Drift* drift) {
        return drift->change == "add" || drift->change == "rename";
      });
      return static_cast<int>(*named - all.data());
    }
  }
  return -1;
}

}  // namespace datagen::defects
