#include "cases/world_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "foundation/base/calendar.h"
#include "functions/kernel/literal.h"

namespace datagen::cases {
namespace {

using kernel::ValueType;

std::vector<std::string> WordsOf(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

ValueType TypeOf(const std::string& text) {
  const auto type = ValueType::Parse(text);
  EXPECT_TRUE(type.has_value()) << "'" << text << "' is no type";
  return type.value_or(ValueType::Int());
}

int64_t NumberOf(const std::string& text) {
  const auto number = base::Json::RawNumber(text).AsInt64();
  EXPECT_TRUE(number.has_value()) << "'" << text << "' is no whole number";
  return number.value_or(0);
}

kernel::VectorPtr ValuesOf(const base::Json& list, const ValueType& type) {
  base::Diagnostics diagnostics;
  auto values = kernel::ReadLiterals(list, type, &diagnostics);
  EXPECT_NE(values, nullptr) << RenderText(diagnostics.List("values"));
  return values == nullptr ? kernel::Vector::Make(type.physical(), 0) : values;
}

class WorldReader {
 public:
  explicit WorldReader(Setting* setting) : setting_(setting), world_(setting->world) {
    world_.type = ValueType::Int();
    world_.timeframe = {*base::ParseDatetime("2024-01-01T00:00:00Z"),
                        *base::ParseDatetime("2024-12-31T23:59:59Z"), "H"};
  }

  void Read(const std::vector<Directive>& directives) {
    for (const Directive& directive : directives) {
      if (directive.word == "node") world_.node = directive.rest;
    }
    for (const Directive& directive : directives) {
      if (!ReadOne(directive)) setting_->others.push_back(directive);
    }
    // A row that is made is a row of the table.
    for (const int64_t row : setting_->rows) {
      if (!counted_) world_.row_count = std::max(world_.row_count, row + 1);
      EXPECT_LT(row, world_.row_count) << "the table has fewer rows";
    }
    world_.tables[world_.node].rows = world_.row_count;
    if (!world_.parent.empty()) {
      world_.tables[world_.parent].rows = static_cast<int64_t>(world_.child_counts.size());
    }
  }

 private:
  bool ReadOne(const Directive& directive) {
    const std::string& word = directive.word;
    const std::vector<std::string> words = WordsOf(directive.rest);
    if (word == "node") return true;
    if (word == "count") {
      world_.row_count = NumberOf(words.at(0));
      counted_ = true;
    } else if (word == "seed") {
      world_.seed = NumberOf(words.at(0));
    } else if (word == "locale") {
      world_.locale = words.at(0);
    } else if (word == "timeframe") {
      world_.timeframe = {*base::ParseDatetime(words.at(0)), *base::ParseDatetime(words.at(1)),
                          words.at(2)};
    } else if (word == "field") {
      ReadField(words);
    } else if (word == "column") {
      AddColumn(ReadColumn(directive.rest));
    } else if (word == "lookup") {
      AddLookup(words);
    } else if (word == "table") {
      world_.tables[words.at(0)].rows = NumberOf(words.at(1));
    } else if (word == "parent") {
      world_.parent = words.at(0);
      const base::Json counts = JsonOf(directive.rest.substr(directive.rest.find('[')));
      for (const base::Json& count : counts.items()) {
        world_.child_counts.push_back(NumberOf(count.text()));
      }
    } else if (word == "children") {
      ReadChildren(words, directive.rest);
    } else if (word == "rows") {
      ReadRows(words);
    } else if (word == "draws") {
      setting_->summed = true;
      ReadRows({"0.." + std::to_string(NumberOf(words.at(0)) - 1)});
    } else {
      return false;
    }
    return true;
  }

  void ReadField(const std::vector<std::string>& words) {
    world_.field = words.at(0);
    world_.type = TypeOf(words.at(1));
    for (size_t i = 2; i < words.size(); ++i) {
      world_.nullable |= words[i] == "nullable";
      world_.unique |= words[i] == "unique";
    }
  }

  void AddColumn(FakeColumn column) {
    std::string table = world_.node;
    if (const size_t dot = column.name.find('.'); dot != std::string::npos) {
      table = column.name.substr(0, dot);
      column.name = column.name.substr(dot + 1);
    }
    FakeTable& of = world_.tables[table];
    if (of.rows == 0) of.rows = column.values->length;
    of.columns.push_back(std::make_unique<FakeColumn>(std::move(column)));
  }

  void AddLookup(const std::vector<std::string>& words) {
    FakeColumn column;
    column.name = words.at(0);
    column.looks_up = kernel::ParseReference(words.at(1));
    const auto pick = kernel::ParsePick(words.at(2));
    const FakeColumn* other = column.looks_up ? world_.Find(*column.looks_up) : nullptr;
    ASSERT_TRUE(other != nullptr && pick) << words.at(1) << " " << words.at(2);
    column.pick = *pick;
    column.type = other->type;
    column.domain = other->domain;
    column.nullable = other->nullable;
    world_.tables[world_.node].columns.push_back(std::make_unique<FakeColumn>(std::move(column)));
  }

  void ReadChildren(const std::vector<std::string>& words, const std::string& text) {
    FakeChildren children;
    children.reference = *kernel::ParseReference(words.at(0));
    children.type = TypeOf(words.at(1));
    base::Json all = base::Json::Array();
    const base::Json lists = JsonOf(text.substr(text.find('[')));
    for (const base::Json& list : lists.items()) {
      children.values.push_back(ValuesOf(list, children.type));
      for (const base::Json& item : list.items()) all.Push(item);
    }
    const auto values = ValuesOf(all, children.type);
    children.domain = LiteralDomain(*values, children.type, {});
    children.nullable = values->has_nulls();
    world_.children.push_back(std::move(children));
  }

  void ReadRows(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      const size_t dots = word.find("..");
      const int64_t first = NumberOf(word.substr(0, dots));
      const int64_t last = dots == std::string::npos ? first : NumberOf(word.substr(dots + 2));
      for (int64_t row = first; row <= last; ++row) setting_->rows.push_back(row);
    }
  }

  Setting* setting_;
  FakeWorld& world_;
  bool counted_ = false;  // the case says how many rows there are
};

}  // namespace

const std::string* Setting::Find(std::string_view word) const {
  for (const Directive& directive : others) {
    if (directive.word == word) return &directive.rest;
  }
  return nullptr;
}

Setting ReadSetting(const Case& one) {
  Setting setting;
  WorldReader(&setting).Read(ParseDirectives(one.input));
  return setting;
}

base::Json JsonOf(const std::string& text) {
  base::Diagnostics diagnostics;
  diagnostics.SetSource(text);
  auto json = base::ParseJson(text, &diagnostics);
  EXPECT_TRUE(json.has_value()) << RenderText(diagnostics.List("json"));
  return json ? std::move(*json) : base::Json::Null();
}

FakeColumn ReadColumn(const std::string& text) {
  const size_t begin = text.find('[');
  const size_t end = text.rfind(']');
  const std::vector<std::string> words = WordsOf(text.substr(0, begin));
  FakeColumn column;
  column.name = words.at(0);
  column.type = TypeOf(words.at(1));
  column.values = ValuesOf(JsonOf(text.substr(begin, end - begin + 1)), column.type);
  column.nullable = column.values->has_nulls();
  column.domain = LiteralDomain(*column.values, column.type, {});
  for (const std::string& flag : WordsOf(text.substr(end + 1))) {
    if (flag == "nullable") column.nullable = true;
    if (flag == "unique") column.domain.unique = true;
    if (flag == "same_in_parent") column.domain.same_in_parent = true;
    if (flag == "unknown") column.domain = {};
    if (flag.starts_with("sequence=")) {
      const size_t comma = flag.find(',');
      column.domain.sequence = {NumberOf(flag.substr(9, comma - 9)),
                                NumberOf(flag.substr(comma + 1))};
    }
  }
  return column;
}

}  // namespace datagen::cases
