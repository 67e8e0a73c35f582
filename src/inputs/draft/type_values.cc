#include "inputs/draft/type_values.h"

#include <algorithm>
#include <cmath>

#include "inputs/draft/generators.h"
#include "inputs/draft/text_values.h"

namespace datagen::draft {
namespace {

using base::Json;
using kernel::TypeKind;
using kernel::ValueType;
using schema::TypeFamily;

Generator TextChoice(std::initializer_list<const char*> texts) {
  std::vector<Json> values;
  for (const char* text : texts) values.push_back(Json::String(text));
  return Choice(std::move(values));
}

// Keys as PostgreSQL and MySQL keep them, the shorter ones first: what comes back is the same text.
Json Document(const char* source, std::initializer_list<const char*> tags) {
  Json list = Json::Array();
  for (const char* tag : tags) list.Push(Json::String(tag));
  return Object({{"tags", std::move(list)}, {"source", Json::String(source)}});
}

class TypeValues {
 public:
  TypeValues(TableDraft* table, ColumnDraft* column)
      : draft_(*table), column_(*column), type_(column->schema_type()) {}

  void Decide() {
    switch (type_.family) {
      case TypeFamily::kJson:
        return DecideDocuments();
      case TypeFamily::kXml:
        return Take(TextChoice({R"(<item id="1"/>)", R"(<item id="2"><note>new</note></item>)"}),
                    "small documents");
      case TypeFamily::kUuid:
        return Take(Uuid(), "a uuid");
      case TypeFamily::kBinary:
        return DecideBytes();
      case TypeFamily::kBits:
        return DecideBits();
      case TypeFamily::kInterval:
        return Take(Regex("[2-9][0-9]? days"), "some days");
      case TypeFamily::kNetwork:
        return DecideAddress();
      case TypeFamily::kGeometry:
        return DecideGeometry();
      case TypeFamily::kArray:
        return DecideArray();
      default:
        return DecideOther();
    }
  }

 private:
  void Take(Generator generator, const char* reason) {
    TableDraft::Decide(&column_, std::move(generator), reason);
  }

  void DecideDocuments() {
    if (type_.name == "hstore") {
      column_.type = ValueType::Of(TypeKind::kString);
      return Take(TextChoice({R"("size"=>"M")", R"("size"=>"L", "new"=>"yes")"}),
                  "keys and values");
    }
    Take(
        Choice({Document("web", {"new"}), Document("app", {}), Document("shop", {"sale", "gift"})}),
        "small documents");
  }

  void DecideBytes() {
    constexpr int64_t kBytesUsual = 32;
    constexpr int64_t kBytesMax = 1000;
    const ColumnFacts& facts = draft_.FactsOf(column_.name);
    const int64_t length = type_.length.value_or(0);
    int64_t bytes = length > 0 ? length : kBytesUsual;
    if (!type_.fixed_length) bytes = std::min(bytes, kBytesUsual);
    if (facts.length_max) bytes = std::min(bytes, *facts.length_max);
    if (facts.length_min) bytes = std::max(bytes, *facts.length_min);
    Take(Regex(Signs("a-z0-9", std::clamp<int64_t>(bytes, 1, kBytesMax))), "bytes");
  }

  void DecideBits() {
    constexpr int64_t kBitsOfNumber = 50;
    constexpr int64_t kBitsMax = 1000;
    const int64_t length = std::max<int64_t>(type_.length.value_or(0), 1);
    if (IsWhole(column_.type)) {
      const double high = std::ldexp(1.0, static_cast<int>(std::min(length, kBitsOfNumber))) - 1;
      return Take(Uniform(0, high, 0), "bits");
    }
    Take(Regex(Signs("01", std::min(length, kBitsMax))), "bits");
  }

  void DecideAddress() {
    if (type_.name == "macaddr8") {
      return Take(Regex("02:00:00:ff:fe:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}"),
                  "a hardware address");
    }
    if (type_.name.rfind("mac", 0) == 0) return Take(Faker("mac_address"), "a hardware address");
    Take(Faker(type_.name == "inet6" ? "ipv6" : "ipv4"), "an address");
  }

  void DecideGeometry() {
    const bool own_form = draft_.storage().points_are_pairs;
    if (own_form && type_.name == "point") {
      return Take(Regex(R"(\([1-8][0-9]\.[0-9]{4},[1-8][0-9]\.[0-9]{4}\))"), "a point");
    }
    if (own_form && type_.name != "geometry" && type_.name != "geography") return DecideOther();
    Take(Regex(R"(POINT\([1-8][0-9]\.[0-9]{4} [1-8][0-9]\.[0-9]{4}\))"), "a point");
  }

  void DecideArray() {
    const ValueType& inner = *column_.type.element;
    if (inner.kind == TypeKind::kBool) {
      return Take(Choice({Json::Bool(true), Json::Bool(false)}), "a few values");
    }
    if (inner.is_numeric()) return Take(Uniform(1, 100, 0), "a few numbers");
    if (IsMoment(inner)) return Take(Moments("D"), "a few times");
    if (inner.kind == TypeKind::kUuid) return Take(Uuid(), "a few uuids");
    if (type_.element != nullptr && !type_.element->values.empty()) {
      std::vector<Json> values;
      for (const std::string& value : type_.element->values) values.push_back(Json::String(value));
      return Take(Choice(std::move(values)), "a few of the type's values");
    }
    if (type_.element != nullptr && type_.element->family == TypeFamily::kNetwork) {
      return Take(Faker("ipv4"), "a few addresses");
    }
    Take(Faker("word"), "a few words");
  }

  void DecideOther() {
    if (type_.name == "tsvector" || type_.name == "tsquery") {
      return Take(Faker("word"), "a word to search");
    }
    if (type_.name.find("range") != std::string::npos &&
        type_.name.find("int") != std::string::npos) {
      return Take(Regex(R"(\[[1-4][0-9],[5-9][0-9]\))"), "a range");
    }
    if (!column_.nullable) return Take(Faker("word"), "a word: the type is not known");
    Take(AlwaysNull(), "null: the type is not known");
    column_.null_rate = 1;
  }

  TableDraft& draft_;
  ColumnDraft& column_;
  const schema::DataType& type_;
};

}  // namespace

void DecideByType(TableDraft* table, ColumnDraft* column) { TypeValues(table, column).Decide(); }

}  // namespace datagen::draft
