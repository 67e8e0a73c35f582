#include <arrow/table.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/compression.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <algorithm>

#include "functions/kernel/cast.h"
#include "making/sinks/arrow_bridge.h"
#include "making/sinks/recycling_pool.h"
#include "making/sinks/shrinking.h"
#include "making/sinks/sink.h"

namespace datagen::sinks {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

// Values between two looks at the size of a page. Arrow's 1,024 costs a call chain each time.
constexpr int64_t kValuesAtATime = 8192;

class ParquetSink : public Sink {
 public:
  explicit ParquetSink(SinkOptions options) : options_(std::move(options)) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    columns_ = columns;
    // Parquet has a uuid type, but Spark refuses to open a file that uses it: uuids go as text.
    for (engine::WrittenColumn& column : columns_) {
      column.short_decimals = true;
      if (column.type.kind == TypeKind::kUuid) column.type = ValueType::Of(TypeKind::kString);
    }
    uuids_.clear();
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].type.kind == TypeKind::kUuid) uuids_.push_back(i);
    }
    auto schema = ImportSchema(columns_);
    if (!schema.ok()) return schema.status();
    schema_ = *schema;
    output_ = std::make_shared<ArrowOutput>(output);
    return base::Status::Ok();
  }

  base::Status Write(const engine::Batch& batch) override {
    auto imported = ImportBatch(columns_, uuids_.empty() ? batch : WithUuidTexts(batch), schema_);
    if (!imported.ok()) return imported.status();
    std::shared_ptr<arrow::RecordBatch> rest = *imported;
    while (rest != nullptr) {
      const int64_t room = options_.row_group_rows - waiting_rows_;
      bool fills = rest->num_rows() >= room;
      waiting_.push_back(fills ? rest->Slice(0, room) : rest);
      waiting_rows_ += waiting_.back()->num_rows();
      if (options_.row_group_bytes > 0 && !fills) {
        waiting_bytes_ += arrow::util::TotalBufferSize(*waiting_.back());
        fills = waiting_bytes_ >= options_.row_group_bytes;
      }
      rest = fills && rest->num_rows() > room ? rest->Slice(room) : nullptr;
      if (!fills) continue;
      const base::Status status = WriteRowGroup();
      if (!status.ok()) return status;
    }
    return base::Status::Ok();
  }

  base::Status Close() override {
    base::Status status = WriteRowGroup();
    if (status.ok() && writer_ == nullptr) status = Begin(nullptr);
    return status.ok() ? output_->StatusOf(writer_->Close()) : status;
  }

 private:
  // The file is begun when its first row group is there, which says what compression pays for; none
  // is there where the file has no rows.
  base::Status Begin(const arrow::Table* first) {
    std::vector<std::string> as_they_are;
    const bool for_speed = options_.compression == "snappy" && options_.encoding != "delta";
    if (first != nullptr && for_speed) {
      auto codec = arrow::util::Codec::Create(arrow::Compression::SNAPPY);
      if (!codec.ok()) return output_->StatusOf(codec.status());
      for (size_t i = 0; i < columns_.size(); ++i) {
        if (HasDictionary(columns_[i])) continue;
        const auto shrinks = Shrinks(*first->column(static_cast<int>(i)), codec->get());
        if (!shrinks.ok()) return shrinks.status();
        if (!shrinks.value()) as_they_are.push_back(columns_[i].name);
      }
    }
    auto writer = parquet::arrow::FileWriter::Open(*schema_, RecyclingPool(), output_,
                                                   Properties(as_they_are), ArrowProperties());
    if (!writer.ok()) return output_->StatusOf(writer.status());
    writer_ = std::move(*writer);
    return base::Status::Ok();
  }

  // A row group at once, column by column: a quarter less CPU than batch by batch, because one
  // column's pages and dictionary stay in the cache.
  base::Status WriteRowGroup() {
    if (waiting_rows_ == 0) return base::Status::Ok();
    auto table = arrow::Table::FromRecordBatches(schema_, waiting_);
    if (!table.ok()) return output_->StatusOf(table.status());
    if (writer_ == nullptr) {
      const base::Status begun = Begin(table->get());
      if (!begun.ok()) return begun;
    }
    waiting_.clear();
    const int64_t rows = waiting_rows_;
    waiting_rows_ = 0;
    waiting_bytes_ = 0;
    arrow::Status written = writer_->NewRowGroup();
    for (const auto& column : (*table)->columns()) {
      if (!written.ok()) break;
      if (options_.stop.stopped()) return options_.stop.status();
      written = writer_->WriteColumnChunk(column, 0, rows);
    }
    return output_->StatusOf(written);
  }

  [[nodiscard]] engine::Batch WithUuidTexts(engine::Batch batch) const {
    int64_t saturated = 0;
    for (const size_t i : uuids_) {
      batch.columns[i] = kernel::Cast(batch.columns[i], ValueType::Of(TypeKind::kUuid),
                                      ValueType::Of(TypeKind::kString), &saturated);
    }
    return batch;
  }

  [[nodiscard]] parquet::Compression::type Compression() const {
    return options_.compression == "zstd"   ? parquet::Compression::ZSTD
           : options_.compression == "none" ? parquet::Compression::UNCOMPRESSED
                                            : parquet::Compression::SNAPPY;
  }

  [[nodiscard]] bool HasDictionary(const engine::WrittenColumn& column) const {
    const bool leaf = column.type.kind != TypeKind::kArray;
    return leaf && (column.dictionary || column.few_values) && options_.encoding != "plain";
  }

  [[nodiscard]] std::shared_ptr<parquet::WriterProperties> Properties(
      const std::vector<std::string>& as_they_are) const {
    parquet::WriterProperties::Builder builder;
    builder.memory_pool(RecyclingPool());
    builder.write_batch_size(kValuesAtATime);
    builder.max_row_group_length(options_.row_group_rows);
    builder.compression(Compression());
    for (const std::string& name : as_they_are) {
      builder.compression(name, parquet::Compression::UNCOMPRESSED);
    }
    builder.created_by("datagen");
    // A dictionary is tried only where the plan knows that values are few: trying it everywhere
    // costs more than all other work of the writer.
    builder.disable_dictionary();
    for (const engine::WrittenColumn& column : columns_) {
      if (HasDictionary(column)) {
        builder.enable_dictionary(column.name);
      } else if (column.type.kind != TypeKind::kArray && options_.encoding == "delta") {
        builder.encoding(column.name, DeltaEncoding(column.type));
      }
    }
    builder.enable_store_decimal_as_integer();
    return builder.build();
  }

  // The smallest that Parquet has for values that differ: not every reader knows these.
  static parquet::Encoding::type DeltaEncoding(const ValueType& type) {
    switch (type.kind) {
      case TypeKind::kFloat:
        return parquet::Encoding::BYTE_STREAM_SPLIT;
      case TypeKind::kBool:
        return parquet::Encoding::PLAIN;
      case TypeKind::kDecimal:
        return type.physical() == kernel::Physical::kInt64 ? parquet::Encoding::DELTA_BINARY_PACKED
                                                           : parquet::Encoding::PLAIN;
      case TypeKind::kString:
      case TypeKind::kJson:
      case TypeKind::kBinary:
      case TypeKind::kUuid:
        return parquet::Encoding::DELTA_LENGTH_BYTE_ARRAY;
      default:
        return parquet::Encoding::DELTA_BINARY_PACKED;
    }
  }

  static std::shared_ptr<parquet::ArrowWriterProperties> ArrowProperties() {
    return parquet::ArrowWriterProperties::Builder().build();
  }

  SinkOptions options_;
  std::vector<engine::WrittenColumn> columns_;
  std::vector<size_t> uuids_;
  std::shared_ptr<arrow::Schema> schema_;
  std::shared_ptr<ArrowOutput> output_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
  std::vector<std::shared_ptr<arrow::RecordBatch>> waiting_;  // for their row group to be full
  int64_t waiting_rows_ = 0;
  int64_t waiting_bytes_ = 0;
};

}  // namespace

const SinkInfo& ParquetInfo() {
  static const SinkInfo info{"parquet",
                             "parquet",
                             "Apache Parquet, by Arrow's writer",
                             {"snappy", "zstd", "none"},
                             [](const SinkOptions& options) -> std::unique_ptr<Sink> {
                               return std::make_unique<ParquetSink>(options);
                             },
                             {"auto", "plain", "delta"},
                             32'767,
                             true};
  return info;
}

}  // namespace datagen::sinks
