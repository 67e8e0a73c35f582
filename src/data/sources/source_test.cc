#include "data/sources/source.h"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/ipc/writer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "data/sources/file_format.h"

namespace datagen::sources {
namespace {

namespace fs = std::filesystem;

class SourceTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("source-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    auto opened = query::Database::Open({});
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    database_ = std::move(*opened);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  std::string WriteParquet(const std::string& name, const std::string& select) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    const auto written =
        database_->Execute("COPY (" + select + ") TO '" + path.string() + "' (FORMAT parquet)");
    EXPECT_TRUE(written.ok()) << written.message();
    return path.string();
  }
  // A table of one column `n` with the numbers from 0.
  void WriteArrow(const fs::path& path, int rows) {
    arrow::Int32Builder builder;
    for (int i = 0; i < rows; ++i) ASSERT_TRUE(builder.Append(i).ok());
    WriteArrow(path, *builder.Finish());
  }
  void WriteArrow(const fs::path& path, const std::shared_ptr<arrow::Array>& values) {
    const auto schema = arrow::schema({arrow::field("n", values->type())});
    const auto batch = arrow::RecordBatch::Make(schema, values->length(), {values});
    fs::create_directories(path.parent_path());
    const auto out = *arrow::io::FileOutputStream::Open(path.string());
    const auto writer = *arrow::ipc::MakeFileWriter(out, schema);
    ASSERT_TRUE(writer->WriteRecordBatch(*batch).ok());
    ASSERT_TRUE(writer->Close().ok() && out->Close().ok());
  }

  std::unique_ptr<Source> Open() {
    auto source = OpenFolder(folder_.string(), database_.get());
    EXPECT_TRUE(source.ok()) << source.status().message();
    return std::move(*source);
  }
  Table* Describe(Source* source, const std::string& name) {
    Table* table = source->Find(name);
    EXPECT_TRUE(table == nullptr || source->Describe(table).ok());
    return table;
  }
  std::string One(const std::string& sql) {
    const auto rows = database_->Select(sql);
    return rows.ok() ? rows.value().Text(0, 0) : rows.status().message();
  }

  fs::path folder_;
  std::unique_ptr<query::Database> database_;
};

std::string NamesOf(const std::vector<Column>& columns) {
  std::string names;
  for (const Column& column : columns) {
    names += column.name + ":" + (column.value_type ? column.value_type->Name() : "?") + " ";
  }
  return names;
}

TEST_F(SourceTest, EntriesOfAFolderAreItsTables) {
  Write("b/part-1.csv", "x\n1\n");
  Write("b/deep/part-0.csv", "x\n2\n");
  Write("b/_tmp/part-9.csv", "x\n3\n");
  Write("b/.part-8.csv", "x\n4\n");
  Write("b/notes.md", "");
  Write("a.csv.gz", "");
  Write("c.v2.jsonl", "{}\n");
  Write("notes.txt", "");
  Write("nothing/readme.md", "");
  Write("_hidden.csv", "x\n");
  Write(".hidden.csv", "x\n");
  Write("validation_report.json", "{}");
  const auto source = Open();
  std::string names;
  for (const Table& listed : source->tables()) {
    EXPECT_TRUE(listed.files.empty());  // until it is asked for
    const Table& table = *Describe(source.get(), listed.name);
    names += table.name + "=" + table.format + std::to_string(table.files.size()) + " ";
  }
  EXPECT_EQ(names, "a=csv1 b=csv2 c.v2=jsonl1 nothing=0 ");
  EXPECT_EQ(source->Find("b")->files[0].path, (folder_ / "b/deep/part-0.csv").string());
  const std::vector<std::string> place{(folder_ / "a.csv.gz").string()};
  EXPECT_EQ(source->Find("a")->places, place);
  EXPECT_FALSE(source->Find("nothing")->readable());
  EXPECT_EQ(source->Find("d"), nullptr);
}

TEST_F(SourceTest, ATableThatIsExpectedMayHaveAnyName) {
  Write("_a/part-0.csv", "x\n1\n");
  Write("_a/_tmp/part-0.csv", "x\n1\n");
  Write("_b.csv", "x\n1\n");
  Write("_c/part-0.csv", "x\n1\n");
  Write("_d.csv", "x\n1\n");
  auto source = OpenFolder(folder_.string(), database_.get(), "",
                           {.expected = {{"_a", {}}, {"_b", {}}, {"e", {}}}});
  ASSERT_TRUE(source.ok());
  std::string names;
  for (const Table& listed : (*source)->tables()) {
    const Table& table = *Describe(source->get(), listed.name);
    names += table.name + "=" + std::to_string(table.files.size()) + " ";
  }
  EXPECT_EQ(names, "_a=1 _b=1 ");
}

TEST_F(SourceTest, AFileThatIsEmptyOrOfAnotherFormatIsAProblem) {
  Write("t/a.csv", "");
  Write("t/b.csv", "x\n1\n");
  Write("u.csv", "x\n1\n");
  Write("u.jsonl", "{\"x\": 1}\n");
  Write("v.csv", "");
  const auto source = Open();
  const Table* t = Describe(source.get(), "t");
  EXPECT_EQ(t->files[0].problem, "the file is empty (0 bytes)");
  EXPECT_TRUE(t->readable());
  EXPECT_EQ(One("SELECT count(*) FROM " + source->Relation(*t, {})), "1");
  EXPECT_NE(Describe(source.get(), "u")->problem.find("files of two formats"), std::string::npos);
  EXPECT_NE(Describe(source.get(), "v")->problem.find("can't be read"), std::string::npos);
}

TEST_F(SourceTest, FilesThatSayTheirTypesHaveOurs) {
  WriteParquet("t.parquet",
               "SELECT 1::INTEGER AS a, 'x' AS b, 1.50::DECIMAL(8,2) AS c, now() AS d, "
               "[1::BIGINT] AS e, {'x': 1} AS f");
  const auto source = Open();
  const Table* table = Describe(source.get(), "t");
  EXPECT_EQ(NamesOf(table->columns),
            "a:int32 b:string c:decimal(8,2) d:datetime e:array<int> f:? ");
  EXPECT_EQ(table->columns[3].type, "TIMESTAMP WITH TIME ZONE");
}

TEST_F(SourceTest, FormatsWithoutTypesAreReadAsTextOrAsTheyLook) {
  Write("c.csv", "n,s,e\n1,x,\"\"\n2,,y\n");
  Write("t.tsv", "n\ts\n1\ta,b\n");
  Write("j.jsonl", "{\"n\": 1, \"o\": {\"k\": [1]}}\n{\"s\": \"x\"}\n");
  const auto source = Open();
  const Table* csv = Describe(source.get(), "c");
  EXPECT_EQ(NamesOf(csv->columns), "n:? s:? e:? ");
  const std::string text = source->Relation(*csv, {.as_text = true});
  EXPECT_EQ(One("SELECT max(typeof(n)) FROM " + text), "VARCHAR");
  EXPECT_EQ(One("SELECT sum(n) FROM " + source->Relation(*csv, {})), "3");
  EXPECT_EQ(One("SELECT count(s) FROM " + text), "1");
  EXPECT_EQ(One("SELECT count(e) FROM " + text), "2");  // "" is the empty text
  const Table* tabs = Describe(source.get(), "t");
  EXPECT_EQ(One("SELECT s FROM " + source->Relation(*tabs, {})), "a,b");
  const Table* json = Describe(source.get(), "j");
  EXPECT_EQ(NamesOf(json->columns), "n:? o:? s:? ");
  EXPECT_EQ(One("SELECT sum(n) FROM " + source->Relation(*json, {})), "1");
  EXPECT_EQ(
      One("SELECT max(n) || typeof(max(n)) FROM " + source->Relation(*json, {.as_text = true})),
      "1VARCHAR");
  EXPECT_EQ(One("SELECT typeof(any_value(o)) FROM " +
                source->Relation(*json, {.as_text = true, .fields = {{"o", "JSON"}}})),
            "JSON");
}

TEST_F(SourceTest, FilesThatDifferAreReadByName) {
  const std::string first = WriteParquet("t/1.parquet", "SELECT 1 AS a, 'x' AS b");
  WriteParquet("t/2.parquet", "SELECT 'y' AS b, 2 AS c");
  const auto source = Open();
  const Table* table = Describe(source.get(), "t");
  EXPECT_FALSE(table->uniform);
  EXPECT_TRUE(table->names_files);
  EXPECT_EQ(NamesOf(table->columns), "a:int32 b:string c:int32 ");
  EXPECT_EQ(One("SELECT string_agg(b, '' ORDER BY b) FROM " + source->Relation(*table, {})), "xy");
  EXPECT_EQ(
      One("SELECT f FROM " + source->Relation(*table, {.file_column = "f"}) + " WHERE c IS NULL"),
      first);
}

TEST_F(SourceTest, BrokenFilesAreLeftOut) {
  WriteParquet("t/1.parquet", "SELECT range AS n, range::VARCHAR AS s FROM range(10000)");
  const std::string damaged =
      WriteParquet("t/2.parquet", "SELECT range AS n, range::VARCHAR AS s FROM range(10000)");
  std::fstream file(damaged, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(200);
  file << std::string(2000, '\xff');
  file.close();
  const std::string cut = WriteParquet("t/3.parquet", "SELECT range AS n FROM range(10000)");
  fs::resize_file(cut, 1000);
  const auto source = Open();
  Table* table = Describe(source.get(), "t");
  EXPECT_EQ(table->files[1].problem, "");  // its footer is whole
  EXPECT_NE(table->files[2].problem, "");
  EXPECT_TRUE(source->DropBroken(table, {}).ok());
  EXPECT_EQ(table->files[0].problem, "");
  EXPECT_NE(table->files[1].problem, "");
  EXPECT_EQ(One("SELECT count(*) FROM " + source->Relation(*table, {})), "10000");
}

// Offsets beyond the end of what they point into: whoever believed them would read there.
TEST_F(SourceTest, ArrowFilesAreWhatTheySayTheyAre) {
  arrow::ListBuilder lists(arrow::default_memory_pool(), std::make_shared<arrow::Int32Builder>());
  auto* numbers = static_cast<arrow::Int32Builder*>(lists.value_builder());
  for (int length = 1; length <= 3; ++length) {
    ASSERT_TRUE(lists.Append().ok());
    for (int i = 0; i < length; ++i) ASSERT_TRUE(numbers->Append(77).ok());
  }
  WriteArrow(folder_ / "t.arrow", *lists.Finish());
  std::ifstream file(folder_ / "t.arrow", std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  const int32_t offsets[] = {0, 1, 3, 6};
  const size_t at =
      bytes.find(std::string(reinterpret_cast<const char*>(offsets), sizeof(offsets)));
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at + 2 * sizeof(int32_t), sizeof(int32_t), "\xff\xff\xff\x7f");
  Write("t.arrow", bytes);
  const auto source = Open();
  const Table* table = Describe(source.get(), "t");
  ASSERT_NE(table, nullptr);
  EXPECT_NE(table->files[0].problem, "");
}

TEST_F(SourceTest, RowsAreCountedWhereTheFilesSayIt) {
  WriteParquet("p/1.parquet", "SELECT * FROM range(7)");
  WriteParquet("p/2.parquet", "SELECT * FROM range(3)");
  Write("c.csv", "x\n1\n");
  WriteArrow(folder_ / "a.arrow", 5);
  const auto source = Open();
  EXPECT_EQ(source->CountIfCheap(*Describe(source.get(), "p")).value(), 10);
  EXPECT_EQ(source->CountIfCheap(*Describe(source.get(), "a")).value(), 5);
  EXPECT_EQ(source->CountIfCheap(*Describe(source.get(), "c")).value(), std::nullopt);
}

TEST_F(SourceTest, TwoSourcesShareADatabase) {
  WriteArrow(folder_ / "left/t.arrow", 3);
  WriteArrow(folder_ / "right/t.arrow", 4);
  const auto left = OpenFolder((folder_ / "left").string(), database_.get(), "left ");
  const auto right = OpenFolder((folder_ / "right").string(), database_.get(), "right ");
  Table* a = Describe(left.value().get(), "t");
  Table* b = Describe(right.value().get(), "t");
  EXPECT_EQ(NamesOf(a->columns), "n:int32 ");
  EXPECT_EQ(One("SELECT (SELECT count(*) FROM " + left.value()->Relation(*a, {}) +
                ") * 10 + (SELECT count(*) FROM " + right.value()->Relation(*b, {}) + ")"),
            "34");
}

TEST_F(SourceTest, FilesAreTablesWhereverTheyLie) {
  const std::string a = WriteParquet("x/a.parquet", "SELECT 1 AS n");
  Write("y/b/1.csv", "n\n1\n");
  const auto source = OpenFiles({a, (folder_ / "y/b/").string()}, database_.get());
  ASSERT_TRUE(source.ok()) << source.status().message();
  ASSERT_EQ(source.value()->tables().size(), 2);
  EXPECT_EQ(source.value()->tables()[0].name, "a");
  EXPECT_EQ(source.value()->tables()[1].name, "b");
  const auto text = OpenFiles({Write("notes.txt", "x")}, database_.get());
  EXPECT_EQ(text.status().code(), base::StatusCode::kInvalid);
  EXPECT_NE(text.status().message().find(".parquet"), std::string::npos);
  EXPECT_EQ(OpenFiles({(folder_ / "none.csv").string()}, database_.get()).status().code(),
            base::StatusCode::kEnvironment);
  EXPECT_EQ(OpenFolder(a, database_.get()).status().code(), base::StatusCode::kEnvironment);
}

TEST_F(SourceTest, RowsComeAsAnArrowStream) {
  WriteParquet("t.parquet", "SELECT range AS n, 'row ' || range AS s FROM range(100000)");
  const auto source = Open();
  const Table* table = Describe(source.get(), "t");
  ArrowArrayStream stream;
  ASSERT_TRUE(source->Stream(*table, {}, &stream).ok());
  ArrowSchema schema;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  ASSERT_EQ(schema.n_children, 2);
  EXPECT_STREQ(schema.children[0]->name, "n");
  EXPECT_STREQ(schema.children[0]->format, "l");
  schema.release(&schema);
  int64_t rows = 0;
  int64_t sum = 0;
  for (;;) {
    ArrowArray batch;
    ASSERT_EQ(stream.get_next(&stream, &batch), 0);
    if (batch.release == nullptr) break;
    const auto* numbers = static_cast<const int64_t*>(batch.children[0]->buffers[1]);
    for (int64_t i = 0; i < batch.length; ++i) sum += numbers[batch.children[0]->offset + i];
    rows += batch.length;
    // The database is free for other queries meanwhile.
    ASSERT_EQ(One("SELECT 1"), "1");
    batch.release(&batch);
  }
  stream.release(&stream);
  EXPECT_EQ(rows, 100000);
  EXPECT_EQ(sum, int64_t{100000} * 99999 / 2);
}

TEST_F(SourceTest, AStreamThatFailsSaysWhy) {
  ArrowArrayStream stream;
  EXPECT_FALSE(database_->OpenStream("SELECT nothing FROM nowhere", &stream).ok());
  // The first batches are right.
  ASSERT_TRUE(database_
                  ->OpenStream("SELECT CAST(CASE WHEN range < 900000 THEN '1' ELSE 'x' END AS "
                               "INTEGER) AS n FROM range(1000000)",
                               &stream)
                  .ok());
  int code = 0;
  for (;;) {
    ArrowArray batch;
    code = stream.get_next(&stream, &batch);
    if (code != 0 || batch.release == nullptr) break;
    batch.release(&batch);
  }
  EXPECT_NE(code, 0);
  ASSERT_NE(stream.get_last_error(&stream), nullptr);
  EXPECT_NE(std::string(stream.get_last_error(&stream)).find("'x'"), std::string::npos);
  stream.release(&stream);
}

TEST(SourceFormats, NamesAndEndingsDiffer) {
  for (const FormatInfo* format : Formats()) {
    EXPECT_EQ(FindFormat(format->name), format);
    for (const std::string& ending : format->endings) {
      std::string stem;
      EXPECT_EQ(FormatOfFile("a" + ending, &stem), format) << ending;
      EXPECT_EQ(stem, "a");
      EXPECT_EQ(FormatOfFile(ending, &stem), nullptr) << "a name needs more than an ending";
    }
  }
}

}  // namespace
}  // namespace datagen::sources
