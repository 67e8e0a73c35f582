// Random specs: nothing that a document says may crash, hang or trip a sanitizer.
//
//   fuzz_specs [--cases N] [--seed S] [--case K] [--write DIR]
//
// Starts from the example of every function, and changes the JSON (values swapped, removed,
// replaced, copied between examples) or its bytes. A spec that is accepted is also run: a few rows
// of each table are made, twice and in other pieces, and must be the same. Case K of a seed can be
// run alone. --write keeps the accepted specs as DIR/K.json, for tests that go on from there.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "foundation/random/stream.h"
#include "language/spec/printer.h"
#include "language/spec/spec.h"
#include "making/engine/content_hash.h"
#include "making/engine/engine.h"
#include "making/plan/plan.h"

namespace {

using datagen::base::Json;
using datagen::random::CellStream;
using datagen::random::ToIndex;

class Mutator {
 public:
  Mutator(const std::vector<Json>& examples, uint64_t bits) : examples_(examples), random_(bits) {}

  std::string Run() {
    Json spec = examples_[Below(examples_.size())];
    mild_ = Below(2) == 0;
    const size_t changes = Below(mild_ ? 8 : 3);
    for (size_t k = 0; k <= changes; ++k) spec = Change(spec, 0);
    std::string text = spec.Print();
    if (Below(8) == 0) ChangeBytes(&text);
    return text;
  }

 private:
  size_t Below(size_t count) { return ToIndex(random_.Next(), count); }

  // A value from somewhere in some example.
  const Json& AnyValue(const Json& from) {
    const Json* value = &from;
    while (Below(4) != 0) {
      if (value->is_array() && !value->items().empty()) {
        value = &value->items()[Below(value->items().size())];
      } else if (value->is_object() && !value->members().empty()) {
        value = &value->members()[Below(value->members().size())].value;
      } else {
        break;
      }
    }
    return *value;
  }

  Json Odd() {
    switch (Below(16)) {
      case 0:
        return Json::Null();
      case 1:
        return Json::Bool(Below(2) == 0);
      case 2:
        return Json::Number(int64_t{0});
      case 3:
        return Json::Number(int64_t{-1});
      case 4:
        return Json::RawNumber("9223372036854775807");
      case 5:
        return Json::RawNumber("1e308");
      case 6:
        return Json::RawNumber("-1e-308");
      case 7:
        return Json::RawNumber("1e999");
      case 8:
        return Json::String("");
      case 9:
        return Json::String(std::string(300, 'x'));
      case 10:
        return Json::Array();
      case 11:
        return Json::Object();
      case 12:
        return Json::String("a.b.(c,,)");
      case 13:
        return Json::Number(static_cast<int64_t>(Below(100)));
      case 14:
        return Json::String("((((row_id + 1) * 2 ** 3) % 0) / -row_id)");
      default:
        return AnyValue(examples_[Below(examples_.size())]);
    }
  }

  // A change that often leaves a spec that makes sense.
  Json Mild(const Json& value) {
    if (value.is_bool()) return Json::Bool(Below(2) == 0);
    if (!value.is_number()) return value;
    switch (Below(3)) {
      case 0:
        return Json::Number(static_cast<int64_t>(Below(60)));
      case 1:
        return Json::Number(value.AsDouble().value_or(0) * 1.5);
      default:
        return Json::Number(value.AsInt64().value_or(1) + 1);
    }
  }

  Json Change(const Json& value, int depth) {
    const bool container = (value.is_array() && !value.items().empty()) ||
                           (value.is_object() && !value.members().empty());
    if (!container || (!mild_ && depth > 1 && Below(5) == 0)) {
      if (mild_) return Mild(value);
      return Below(3) == 0 ? AnyValue(examples_[Below(examples_.size())]) : Odd();
    }
    Json changed = value.is_array() ? Json::Array() : Json::Object();
    const size_t size = value.is_array() ? value.items().size() : value.members().size();
    const size_t chosen = Below(size);
    const size_t what = depth == 0 || mild_ ? 9 : Below(10);
    for (size_t k = 0; k < size; ++k) {
      if (value.is_array()) {
        const Json& item = value.items()[k];
        if (k == chosen && what == 0) continue;
        changed.Push(k == chosen && what > 1 ? Change(item, depth + 1) : item);
        if (k == chosen && what == 1) changed.Push(item);
      } else {
        const auto& member = value.members()[k];
        if (k == chosen && what == 0) continue;
        const std::string key = k == chosen && what == 1 ? member.key + "x" : member.key;
        changed.Set(key, k == chosen && what > 1 ? Change(member.value, depth + 1) : member.value);
      }
    }
    return changed;
  }

  void ChangeBytes(std::string* text) {
    for (size_t k = Below(5) + 1; k > 0 && !text->empty(); --k) {
      const size_t at = Below(text->size());
      switch (Below(4)) {
        case 0:
          (*text)[at] = static_cast<char>(Below(256));
          break;
        case 1:
          text->erase(at, Below(10) + 1);
          break;
        case 2:
          text->insert(at, text->substr(Below(text->size()), Below(30)));
          break;
        default:
          text->resize(at);
      }
    }
  }

  const std::vector<Json>& examples_;
  CellStream random_;
  bool mild_ = false;
};

constexpr int64_t kRowsMax = 3000;

// Whether the first rows are the same in one piece and in three.
bool SameInPieces(const datagen::engine::Engine& engine, int node, int64_t rows) {
  const auto& columns = engine.written(node);
  datagen::engine::BlockHasher whole(columns.size());
  datagen::engine::BlockHasher pieces(columns.size());
  const auto all = engine.Fill(node, 0, rows);
  if (!all.ok()) return true;  // a null where none may be: an error is its right end
  whole.Add(all.value(), columns, 0, rows);
  whole.Finish();
  for (int64_t first = 0; first < rows;) {
    const int64_t count = std::min(rows - first, rows / 3 + 1);
    const auto batch = engine.Fill(node, first, count);
    if (!batch.ok()) return false;
    pieces.Add(batch.value(), columns, 0, count);
    first += count;
  }
  pieces.Finish();
  return whole.blocks() == pieces.blocks();
}

// What a spec without mistakes prints must read as the same spec.
void CheckPrinted(const datagen::spec::Spec& spec) {
  const std::string printed = datagen::spec::PrintSpec(spec);
  datagen::base::Diagnostics diagnostics;
  const auto again = datagen::spec::ReadSpec(printed, &diagnostics);
  if (again != nullptr && !diagnostics.has_errors() && *again == spec) return;
  std::fprintf(stderr, "a spec is not what it prints:\n%s%s", printed.c_str(),
               datagen::RenderText(diagnostics.List("printed")).c_str());
  std::abort();
}

// 0: refused, 1: accepted. Ends the program when a promise is broken.
int RunCase(const std::string& text) {
  datagen::base::Diagnostics diagnostics;
  auto spec = datagen::spec::ReadSpec(text, &diagnostics);
  if (spec == nullptr) return 0;
  if (!diagnostics.has_errors()) CheckPrinted(*spec);
  // Large tables are legal; they only take their time.
  datagen::plan::Options options;
  for (const auto& node : spec->nodes) {
    if (node.rows && *node.rows > kRowsMax && !node.fanout) options.rows[node.id] = kRowsMax;
  }
  auto plan = datagen::plan::MakePlan(std::move(spec), options, &diagnostics);
  (void)datagen::RenderText(diagnostics.List("spec.json"));
  if (plan == nullptr) {
    if (!diagnostics.has_errors()) std::abort();
    return 0;
  }
  const datagen::engine::Engine engine(std::move(plan));
  for (size_t node = 0; node < engine.plan().nodes.size(); ++node) {
    const int64_t rows =
        std::min({kRowsMax, engine.plan().nodes[node].rows, engine.batch_rows_max()});
    if (!SameInPieces(engine, static_cast<int>(node), rows)) {
      std::fprintf(stderr, "table %zu differs when made in pieces\n", node);
      std::abort();
    }
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  int64_t cases = 1000;
  int64_t only = -1;
  uint64_t seed = 1;
  std::string folder;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--cases") == 0) cases = std::atoll(argv[i + 1]);
    if (std::strcmp(argv[i], "--seed") == 0) seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--case") == 0) only = std::atoll(argv[i + 1]);
    if (std::strcmp(argv[i], "--write") == 0) folder = argv[i + 1];
  }
  std::vector<Json> examples;
  for (const std::string& name : datagen::FunctionNames()) {
    datagen::base::Diagnostics diagnostics;
    const std::string text = datagen::FunctionExample(name);
    diagnostics.SetSource(text);
    examples.push_back(*datagen::base::ParseJson(text, &diagnostics));
  }
  for (const Json& example : examples) {
    datagen::base::Diagnostics diagnostics;
    CheckPrinted(*datagen::spec::ReadSpec(example.Print(), &diagnostics));
  }
  std::printf("fuzz_specs: seed %llu, %lld cases\n", static_cast<unsigned long long>(seed),
              static_cast<long long>(cases));
  std::fflush(stdout);
  int64_t accepted = 0;
  for (int64_t k = only >= 0 ? only : 0; k < (only >= 0 ? only + 1 : cases); ++k) {
    const datagen::random::Stream stream(seed, datagen::random::kGoldenGamma);
    const std::string text = Mutator(examples, stream.Bits(k)).Run();
    // The case that crashes is the last one in this file.
    if (std::FILE* file = std::fopen("fuzz_specs_last.json", "wb")) {
      std::fwrite(text.data(), 1, text.size(), file);
      std::fclose(file);
    }
    const int taken = RunCase(text);
    accepted += taken;
    if (taken == 1 && !folder.empty()) {
      const std::string path = folder + "/" + std::to_string(k) + ".json";
      std::FILE* kept = std::fopen(path.c_str(), "wb");
      if (kept == nullptr) std::abort();
      std::fwrite(text.data(), 1, text.size(), kept);
      std::fclose(kept);
    }
  }
  std::remove("fuzz_specs_last.json");
  std::printf("fuzz_specs: %lld accepted and run, the others refused with a reason\n",
              static_cast<long long>(accepted));
  return 0;
}
