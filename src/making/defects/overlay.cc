#include "making/defects/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace datagen::defects {
namespace {

using kernel::Physical;
using kernel::Vector;
using kernel::VectorPtr;

VectorPtr At(const VectorPtr& values, int64_t i) { return kernel::Take(*values, &i, 1); }

// The values with some of them replaced. Texts come out plain, not as codes.
VectorPtr Patch(const VectorPtr& values, const std::map<int64_t, Value>& changes) {
  if (values->physical == Physical::kList) {  // only nulls come here
    base::Buffer<uint8_t> keep;
    keep.Assign(static_cast<size_t>(values->length), 1);
    for (const auto& [i, value] : changes) keep[static_cast<size_t>(i)] = 0;
    return kernel::WithNulls(values, keep);
  }
  auto patched = std::make_shared<Vector>();
  patched->physical = values->physical;
  patched->length = values->length;
  patched->valid.Append(values->valid.data(), values->valid.size());
  patched->ints.Append(values->ints.data(), values->ints.size());
  patched->wide.Append(values->wide.data(), values->wide.size());
  patched->floats.Append(values->floats.data(), values->floats.size());
  patched->bools.Append(values->bools.data(), values->bools.size());
  for (const auto& [i, value] : changes) {
    const auto at = static_cast<size_t>(i);
    const bool valid = value->IsValid(0);
    if (!valid || !patched->valid.empty()) {
      patched->EnsureValid();
      patched->valid[at] = valid ? 1 : 0;
    }
    if (values->physical == Physical::kInt64) patched->ints[at] = valid ? value->ints[0] : 0;
    if (values->physical == Physical::kInt128) patched->wide[at] = valid ? value->wide[0] : 0;
    if (values->physical == Physical::kFloat64) patched->floats[at] = valid ? value->floats[0] : 0;
    if (values->physical == Physical::kBool) patched->bools[at] = valid ? value->bools[0] : 0;
  }
  if (values->physical != Physical::kString) return patched;
  auto next = changes.begin();
  for (int64_t i = 0; i < values->length; ++i) {
    if (next != changes.end() && next->first == i) {
      patched->strings.Append(next->second->IsValid(0) ? next->second->String(0)
                                                       : std::string_view());
      ++next;
    } else {
      patched->strings.Append(values->String(i));
    }
  }
  return patched;
}

}  // namespace

std::unique_ptr<Overlay> Overlay::Read(std::string_view text, base::JsonForm form,
                                       const engine::Engine& engine,
                                       base::Diagnostics* diagnostics) {
  auto declared = ReadDeclarations(text, form, engine, diagnostics);
  if (declared == nullptr) return nullptr;
  return std::unique_ptr<Overlay>(new Overlay(std::move(declared), engine));
}

std::vector<Asked> Overlay::asked() const {
  std::vector<Asked> all;
  for (size_t node = 0; node < declared_->groups.size(); ++node) {
    const std::string& table = engine_.plan().nodes[node].id;
    for (const Group& group : declared_->groups[node]) {
      for (const Hit& hit : group.hits) {
        std::string column;
        for (const int index : hit.columns) {
          column += (column.empty() ? "" : "|") +
                    declared_->written[node][static_cast<size_t>(index)].name;
        }
        const auto same = std::find_if(all.begin(), all.end(), [&](const Asked& one) {
          return one.table == table && one.column == column && one.kind == hit.kind->name;
        });
        const auto count = static_cast<int64_t>(hit.count);
        if (same != all.end()) {
          same->asked += count;
        } else {
          all.push_back({table, column, hit.kind->name, count, 0});
        }
      }
    }
  }
  return all;
}

bool Overlay::Hits(int node, const std::vector<std::string>& columns) const {
  const auto& groups = declared_->groups[static_cast<size_t>(node)];
  return std::any_of(groups.begin(), groups.end(), [&](const Group& group) {
    return std::any_of(group.hits.begin(), group.hits.end(), [&](const Hit& hit) {
      return std::any_of(hit.columns.begin(), hit.columns.end(), [&](int column) {
        const std::string& name = written(node)[static_cast<size_t>(column)].name;
        return hit.count > 0 && std::find(columns.begin(), columns.end(), name) != columns.end();
      });
    });
  });
}

std::string Overlay::KeyText(int node, const engine::Batch& batch, int64_t i) const {
  std::string text;
  for (const int column : declared_->keys[static_cast<size_t>(node)]) {
    const auto at = static_cast<size_t>(column);
    if (!text.empty()) text += '|';
    if (batch.columns[at]->IsValid(i)) {
      text += TextOf(*batch.columns[at], i, written(node)[at].type);
    }
  }
  return text;
}

void Overlay::Apply(int node, engine::Batch* batch, std::vector<Entry>* ledger) const {
  const auto& groups = declared_->groups[static_cast<size_t>(node)];
  if (groups.empty()) return;
  const engine::Batch original = *batch;  // defects of other columns do not see each other
  std::map<int, std::map<int64_t, Value>> changes;  // by column, then by row of the batch
  for (const Group& group : groups) {
    for (int64_t i = 0; i < batch->rows; ++i) {
      const int64_t row = batch->first_row + i;
      const uint64_t rank = group.order(static_cast<uint64_t>(row));
      if (rank >= group.count) continue;
      const auto hit = std::find_if(group.hits.begin(), group.hits.end(), [&](const Hit& one) {
        return rank >= one.first_rank && rank < one.first_rank + one.count;
      });
      Row broken{row, {}, hit->stream.Bits(row)};
      for (const int column : hit->columns) {
        broken.values.push_back(At(original.columns[static_cast<size_t>(column)], i));
      }
      const auto values = hit->breaks(broken);
      if (!values) continue;
      Entry entry{node, row, KeyText(node, original, i), "", hit->kind->name, "", ""};
      for (size_t k = 0; k < hit->columns.size(); ++k) {
        const engine::WrittenColumn& column = written(node)[static_cast<size_t>(hit->columns[k])];
        const auto join = [&](std::optional<std::string>* text, const Vector& value) {
          if (!value.IsValid(0)) {
            if (hit->columns.size() == 1) text->reset();
            return;
          }
          **text += (k > 0 ? "|" : "") + TextOf(value, 0, column.type);
        };
        join(&entry.before, *broken.values[k]);
        join(&entry.after, *(*values)[k]);
        entry.column += (k > 0 ? "|" : "") + column.name;
        changes[hit->columns[k]][i] = (*values)[k];
      }
      if (ledger != nullptr) ledger->push_back(std::move(entry));
    }
    // Every batch of a damaged column has plain texts, also one without a hit.
    for (const Hit& hit : group.hits) {
      for (const int column : hit.columns) changes[column];
    }
  }
  for (const auto& [column, values] : changes) {
    VectorPtr& target = batch->columns[static_cast<size_t>(column)];
    target = Patch(target, values);
  }
}

}  // namespace datagen::defects
