// Random specs: nothing that a document says may crash, hang or trip a sanitizer.
//
//   fuzz_specs [--cases N] [--seed S] [--case K] [--write DIR] [SPEC…]
//
// Starts from the example of every function and the given specs, and changes the JSON (values
// swapped, removed, replaced, copied between examples) or its bytes. A spec that is accepted is
// also run: a few rows of each table are made, twice and in other pieces, and must be the same.
// --write keeps the accepted specs as DIR/K.json, for tests that go on from there.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "fuzz_case.h"
#include "language/spec/printer.h"
#include "language/spec/spec.h"
#include "making/engine/content_hash.h"
#include "making/engine/engine.h"
#include "making/plan/plan.h"

namespace {

using datagen::base::Json;
using datagen::fuzz::Broken;
using datagen::fuzz::Draws;

class Mutator {
 public:
  Mutator(const std::vector<Json>& examples, Draws* draws) : examples_(examples), draws_(draws) {}

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
  size_t Below(size_t count) { return draws_->Below(count); }

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
  Draws* draws_;
  bool mild_ = false;
};

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
  Broken("a spec is not what it prints",
         printed + datagen::RenderText(diagnostics.List("printed")));
}

// Few rows make a case short; many meet what begins behind the first block.
constexpr int64_t kRowsFew = 40;
constexpr int64_t kRowsMany = 3000;

std::string RunCase(const std::string& text, int64_t rows_max) {
  datagen::fuzz::SetInput(text);
  datagen::base::Diagnostics diagnostics;
  auto spec = datagen::spec::ReadSpec(text, &diagnostics);
  if (spec == nullptr) return "refused: no spec";
  if (!diagnostics.has_errors()) CheckPrinted(*spec);
  // Large tables are legal; they only take their time.
  datagen::plan::Options options;
  for (const auto& node : spec->nodes) {
    if (node.rows && *node.rows > rows_max && !node.fanout) options.rows[node.id] = rows_max;
  }
  auto plan = datagen::plan::MakePlan(std::move(spec), options, &diagnostics);
  (void)datagen::RenderText(diagnostics.List("spec.json"));
  if (plan == nullptr) {
    if (!diagnostics.has_errors()) Broken("refused without a reason", text);
    return "refused: mistakes";
  }
  const datagen::engine::Engine engine(std::move(plan));
  for (size_t node = 0; node < engine.plan().nodes.size(); ++node) {
    const int64_t rows =
        std::min({rows_max, engine.plan().nodes[node].rows, engine.batch_rows_max()});
    if (!SameInPieces(engine, static_cast<int>(node), rows)) {
      Broken("table " + std::to_string(node) + " differs when made in pieces", text);
    }
  }
  return "accepted and run";
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) Broken("no file to start from", path);
  return text.str();
}

std::vector<Json> ReadExamples(const std::vector<std::string>& files) {
  std::vector<std::string> texts;
  for (const std::string& name : datagen::FunctionNames()) {
    texts.push_back(datagen::FunctionExample(name));
  }
  for (const std::string& path : files) texts.push_back(ReadFile(path));
  std::vector<Json> examples;
  examples.reserve(texts.size());
  for (const std::string& text : texts) {
    datagen::base::Diagnostics diagnostics;
    diagnostics.SetSource(text);
    auto example = datagen::base::ParseJson(text, &diagnostics);
    if (!example) Broken("no JSON to start from", text);
    CheckPrinted(*datagen::spec::ReadSpec(example->Print(), &diagnostics));
    examples.push_back(std::move(*example));
  }
  return examples;
}

void Keep(const std::string& text, const std::string& folder, int64_t number) {
  std::ofstream file(folder + "/" + std::to_string(number) + ".json");
  file << text;
  if (!file.flush()) Broken("can't keep the spec", folder);
}

}  // namespace

int main(int argc, char** argv) {
  datagen::fuzz::Cases cases("fuzz_specs", argc, argv);
  std::vector<std::string> files = cases.others();
  std::string folder;
  for (size_t i = 0; i + 1 < files.size(); ++i) {
    if (files[i] != "--write") continue;
    folder = files[i + 1];
    files.erase(files.begin() + static_cast<int64_t>(i),
                files.begin() + static_cast<int64_t>(i) + 2);
  }
  const std::vector<Json> examples = ReadExamples(files);
  cases.Run([&](int64_t number, Draws* draws) {
    const std::string text = Mutator(examples, draws).Run();
    const std::string became = RunCase(text, draws->OneIn(50) ? kRowsMany : kRowsFew);
    cases.Count(became);
    if (became.starts_with("accepted") && !folder.empty()) Keep(text, folder, number);
  });
  return 0;
}
