#include "functions/kernel/binding.h"
#include "functions/kernel/uuid_text.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Uuid : public Generator {
 public:
  explicit Uuid(const random::Key& key) : first_(key.Draw(0)), second_(key.Draw(1)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kInt128, cells.size());
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      values->wide[static_cast<size_t>(i)] = RandomUuid(first_.Bits(row), second_.Bits(row));
    });
    return values;
  }

 private:
  random::Stream first_;  // a bijection of the row, so uuids never repeat
  random::Stream second_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& /*arguments*/) {
  BoundGenerator bound;
  bound.kernel = std::make_unique<Uuid>(context.key());
  bound.type = ValueType::Of(TypeKind::kUuid);
  bound.domain.unique = true;
  bound.domain.distinct = 0x1p122;
  bound.domain.mean_bytes = 36;
  bound.domain.max_bytes = 36;
  return bound;
}

}  // namespace

const GeneratorInfo& UuidInfo() {
  static const GeneratorInfo info{
      {.id = "uuid",
       .summary = "Makes a version 4 uuid (RFC 9562) that no other row of the column has",
       .details = "",
       .parameters = {},
       .example = R"json([{"name": "event_uuid", "type": "uuid", "nullable": false,
                       "generator": {"uuid": {}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
