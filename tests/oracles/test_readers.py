"""The outside world reads the files, with types as declared: pyarrow, DuckDB, Polars, PySpark."""

import datetime
import decimal
import json
import uuid

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
from conftest import entity, spec_of

ROWS = 1000
WHOLE = {"distribution": {"type": "uniform", "params": {"min": 1, "max": 100}}}
INSTANT = {"datetime_series": {"within": "timeframe", "freq": "H"}}

# column: (type, generator, extras, pyarrow type, DuckDB type, Polars type, Spark type)
COLUMNS = {
    "c_int": ("int", WHOLE, {}, pa.int64(), "BIGINT", pl.Int64, "bigint"),
    "c_int8": ("int8", WHOLE, {}, pa.int8(), "TINYINT", pl.Int8, "tinyint"),
    "c_int16": ("int16", WHOLE, {}, pa.int16(), "SMALLINT", pl.Int16, "smallint"),
    "c_int32": ("int32", WHOLE, {"nullable": True}, pa.int32(), "INTEGER", pl.Int32, "int"),
    "c_float": ("float", WHOLE, {}, pa.float64(), "DOUBLE", pl.Float64, "double"),
    "c_float32": ("float32", WHOLE, {}, pa.float32(), "FLOAT", pl.Float32, "float"),
    "c_dec": (
        "decimal(12,2)",
        WHOLE,
        {},
        pa.decimal128(12, 2),
        "DECIMAL(12,2)",
        pl.Decimal(12, 2),
        "decimal(12,2)",
    ),
    "c_dec38": (
        "decimal(38,10)",
        WHOLE,
        {"nullable": True},
        pa.decimal128(38, 10),
        "DECIMAL(38,10)",
        pl.Decimal(38, 10),
        "decimal(38,10)",
    ),
    "c_bool": (
        "bool",
        {"choice": {"choices": [True, False]}},
        {"nullable": True},
        pa.bool_(),
        "BOOLEAN",
        pl.Boolean,
        "boolean",
    ),
    "c_string": (
        "string",
        {"choice": {"choices": ["a", 'ü,"\n', ""]}},
        {"nullable": True},
        pa.string(),
        "VARCHAR",
        pl.String,
        "string",
    ),
    "c_text": (
        "string(20)",
        {"text": {"length": [0, 30]}},
        {},
        pa.string(),
        "VARCHAR",
        pl.String,
        "string",
    ),
    "c_date": ("date", INSTANT, {"nullable": True}, pa.date32(), "DATE", pl.Date, "date"),
    "c_datetime": (
        "datetime",
        INSTANT,
        {},
        pa.timestamp("us", "UTC"),
        "TIMESTAMP WITH TIME ZONE",
        pl.Datetime("us", "UTC"),
        "timestamp",
    ),
    "c_binary": (
        "binary",
        {"regex": {"pattern": "[a-f]{2,4}"}},
        {},
        pa.binary(),
        "BLOB",
        pl.Binary,
        "binary",
    ),
    "c_array": (
        "array<int>",
        WHOLE,
        {"length": [0, 3]},
        pa.list_(pa.int64()),
        "BIGINT[]",
        pl.List(pl.Int64),
        "array<bigint>",
    ),
    "c_words": (
        "array<string>",
        {"choice": {"choices": ["x", "y"]}},
        {"nullable": True},
        pa.list_(pa.string()),
        "VARCHAR[]",
        pl.List(pl.String),
        "array<string>",
    ),
    "c_json": (
        "json",
        {"choice": {"choices": [{"a": [1, None]}, "text", 5]}},
        {},
        None,
        "JSON",
        None,
        "string",
    ),
    "c_time": (
        "time",
        {"choice": {"choices": ["10:30:00", "23:59:59.5"]}},
        {"nullable": True},
        pa.time64("us"),
        "TIME",
        pl.Time,
        "time(6)",
    ),
    # Spark refuses Parquet's own uuid type, so files carry the text.
    "c_uuid": ("uuid", {"uuid": {}}, {}, pa.string(), "VARCHAR", pl.String, "string"),
}


@pytest.fixture(scope="module")
def spec():
    columns = [
        (name, kind, generator, extras) for name, (kind, generator, extras, *_) in COLUMNS.items()
    ]
    return spec_of([entity(columns, ROWS)])


def test_pyarrow_reads_parquet(program, spec):
    program.generate(spec)
    table = pq.read_table(program.folder / "out/t")
    assert table.num_rows == ROWS
    for name, (_, _, extras, expected, *_) in COLUMNS.items():
        field = table.schema.field(name)
        if expected is not None:
            found = field.type
            if pa.types.is_list(found):
                found = pa.list_(found.value_type)
            assert found == expected, name
        assert field.nullable == extras.get("nullable", False), name
    assert {
        json.dumps(json.loads(text)) for text in table["c_json"].cast(pa.string()).to_pylist()
    } == {'{"a": [1, null]}', '"text"', "5"}
    assert table["c_dec38"].null_count > 0 and table["c_array"].null_count == 0
    first = table.slice(0, 1).to_pylist()[0]
    assert isinstance(first["c_dec"], decimal.Decimal)
    assert first["c_datetime"].tzinfo is not None


def test_duckdb_reads_parquet(program, spec):
    program.generate(spec)
    types = {row[0]: row[1] for row in program.sql("describe t").fetchall()}
    for name, (_, _, _, _, expected, *_) in COLUMNS.items():
        assert types[name] == expected, name
    assert program.one(
        "select count(distinct c_uuid), min(c_time)::varchar, max(c_time)::varchar from t"
    ) == (ROWS, "10:30:00", "23:59:59.5")


def test_polars_reads_parquet(program, spec):
    program.generate(spec)
    frame = pl.read_parquet(program.folder / "out/t/*.parquet")
    assert frame.height == ROWS
    for name, (_, _, _, _, _, expected, _) in COLUMNS.items():
        if expected is not None:
            assert frame.schema[name] == expected, name


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = (
        SparkSession.builder.master("local[1]")
        .appName("datagen")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.timeType.enabled", "true")  # Spark's own switch for time columns
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.memory", "1g")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_pyspark_reads_parquet(program, spec, spark):
    program.generate(spec)
    frame = spark.read.parquet(str(program.folder / "out/t"))
    types = dict(frame.dtypes)
    for name, (*_, expected) in COLUMNS.items():
        assert types[name] == expected, name
    rows = frame.orderBy("id").collect()
    table = pq.read_table(program.folder / "out/t").to_pylist()
    assert len(rows) == ROWS
    for row, other in zip(rows, table):
        for name in (
            "c_int",
            "c_int8",
            "c_int32",
            "c_dec",
            "c_dec38",
            "c_string",
            "c_date",
            "c_array",
            "c_words",
            "c_time",
        ):
            assert row[name] == other[name], name
        assert row["c_datetime"] == other["c_datetime"].replace(tzinfo=None)
        assert str(uuid.UUID(row["c_uuid"])) == row["c_uuid"] == other["c_uuid"]


def test_csv_holds_the_same_values(program, spec):
    program.generate(spec)
    program.generate(spec, "--format", "csv", out="csv")
    types = {name: duck for name, (_, _, _, _, duck, *_) in COLUMNS.items()}
    text = {name for name in types if name in ("c_array", "c_words", "c_json", "c_binary")}
    declared = {"id": "BIGINT", **{k: "VARCHAR" if k in text else v for k, v in types.items()}}
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    columns = ", ".join(f"'{k}': '{v}'" for k, v in declared.items())
    connection.execute(
        f"create view c as select * from read_csv('{program.folder}/csv/t/*.csv', "
        f"header = true, columns = {{{columns}}}, nullstr = '', "
        "allow_quoted_nulls = false)"
    )
    connection.execute(f"create view t as select * from '{program.folder}/out/t/*.parquet'")
    same = ", ".join(k for k in declared if k not in text)
    assert connection.execute(
        f"select count(*) from (select {same} from c except all select {same} from t)"
    ).fetchone() == (0,)
    assert connection.execute("select count(*) from c").fetchone() == (ROWS,)
    assert connection.execute(
        "select count(*) from c join t using (id) where c.c_array::json <> "
        "to_json(t.c_array) or c.c_binary <> lower(hex(t.c_binary)) "
        "or c.c_json::json <> t.c_json"
    ).fetchone() == (0,)


def test_json_lines_hold_the_same_values(program, spec):
    program.generate(spec)
    program.generate(spec, "--format", "jsonl", out="jsonl")
    table = pq.read_table(program.folder / "out/t").to_pylist()
    lines = (program.folder / "jsonl/t/part-00000.jsonl").read_text().split("\n")
    assert lines.pop() == "" and len(lines) == ROWS
    for line, row in zip(lines, table):
        found = json.loads(line, parse_float=decimal.Decimal)
        assert list(found) == list(row)
        for name, value in row.items():
            if isinstance(value, bytes):
                value = value.hex()
            elif name == "c_json":
                value = json.loads(value)
            elif isinstance(value, datetime.datetime):
                value = value.strftime("%Y-%m-%dT%H:%M:%SZ")
            elif isinstance(value, datetime.time):
                value = value.isoformat()
            elif isinstance(value, datetime.date):
                value = str(value)
            elif isinstance(value, float):
                kind = np.float32 if name == "c_float32" else np.float64
                assert kind(found[name]) == kind(value), name
                continue
            assert found[name] == value, name


def test_arrow_files_hold_the_same_values(program, spec):
    program.generate(spec)
    expected = pq.read_table(program.folder / "out/t").to_pylist()
    for row in expected:
        row["c_uuid"] = uuid.UUID(row["c_uuid"])  # Arrow has a type for it
    for compression in ("none", "zstd"):
        program.generate(
            spec, "--format", "arrow", "--compression", compression, "--overwrite", out="arrow"
        )
        with pa.ipc.open_file(program.folder / "arrow/t/part-00000.arrow") as reader:
            assert reader.read_all().to_pylist() == expected


def test_an_empty_table_has_its_columns(program):
    program.generate(spec_of([entity([("c", "string", {"choice": {"choices": ["a"]}})], 0)]))
    table = pq.read_table(program.folder / "out/t")
    assert table.num_rows == 0 and table.schema.names == ["id", "c"]


def test_row_groups_and_parts(program):
    metadata = program.generate(
        spec_of([entity([], 1000)]), "--part-rows", 300, "--row-group-rows", 100
    )
    assert metadata["tables"]["t"]["files"] == 4
    files = [pq.ParquetFile(path) for path in sorted((program.folder / "out/t").glob("*"))]
    assert [file.metadata.num_rows for file in files] == [300, 300, 300, 100]
    assert files[0].metadata.num_row_groups == 3
    assert files[0].metadata.row_group(0).column(0).compression == "SNAPPY"


def test_columns_that_do_not_shrink_are_not_compressed(program):
    """Snappy is for speed: what it takes nothing from stays as it is, however batches are cut."""
    law = {"distribution": {"type": "normal", "params": {"mean": 0, "std": 1}}}
    spec = spec_of(
        [
            entity(
                [
                    ("drawn", "float", law),
                    ("gaps", "float", law, {"nullable": True, "null_rate": 0.4}),
                    ("empty", "float", law, {"nullable": True, "null_rate": 1}),
                    ("key", "uuid", {"uuid": {}}),
                    ("text", "string", {"faker": {"method": "sentence"}}),
                    ("yes", "bool", {"choice": {"choices": [True, False]}}),
                    ("kind", "string", {"choice": {"choices": ["a", "b"]}}),
                    ("list", "array<float>", law, {"length": [1, 3]}),
                ],
                20_000,
            )
        ]
    )

    def codecs(*arguments):
        program.generate(spec, "--overwrite", *arguments)
        group = pq.ParquetFile(program.folder / "out/t/part-00000.parquet").metadata.row_group(0)
        columns = [group.column(i) for i in range(group.num_columns)]
        return {column.path_in_schema.split(".")[0]: column.compression for column in columns}

    found = codecs()
    expected = pq.read_table(program.folder / "out/t")
    known = duckdb.sql(f"SELECT drawn, gaps FROM '{program.folder}/out/t/*.parquet' ORDER BY id")
    assert known.fetchall() == list(
        zip(expected["drawn"].to_pylist(), expected["gaps"].to_pylist(), strict=True)
    )
    as_they_are = {name for name, codec in found.items() if codec == "UNCOMPRESSED"}
    assert as_they_are == {"drawn", "gaps", "key"}
    assert {codec for name, codec in found.items() if name not in as_they_are} == {"SNAPPY"}
    assert codecs("--batch-rows", 7) == found
    assert set(codecs("--compression", "zstd").values()) == {"ZSTD"}
    assert set(codecs("--compression", "none").values()) == {"UNCOMPRESSED"}


def test_pyspark_reads_folders_by_values(program, spark):
    """Values and counts of the columns that divide, nulls and signs that Hive escapes among them."""
    countries = ["DE", "a/b=c%", "São Paulo", "x:y", "quote'\"", "back\\slash", "tab\there"]
    spec = spec_of(
        [
            entity(
                [
                    ("country", "string", {"choice": {"choices": countries}}, {"nullable": True, "null_rate": 0.1}),
                    ("level", "int", {"choice": {"choices": [-3, 7, 1200]}}, {"nullable": True, "null_rate": 0.2}),
                    ("day", "date", {"choice": {"choices": ["2024-02-29", "2024-12-31"]}}),
                    ("amount", "decimal(9,2)", WHOLE),
                ],
                3000,
            )
        ]
    )  # fmt: skip
    program.generate(spec, out="plain")
    program.generate(
        spec, "--partition-by", "country,level,day", "--part-rows", 1000, out="divided"
    )
    frame = spark.read.parquet(str(program.folder / "divided/t"))
    assert dict(frame.dtypes)["level"] == "int" and dict(frame.dtypes)["day"] == "date"
    found = sorted((row.id, row.country, row.level, row.day, row.amount) for row in frame.collect())
    rows = pq.read_table(program.folder / "plain/t").to_pylist()
    assert found == [
        (row["id"], row["country"], row["level"], row["day"], row["amount"]) for row in rows
    ]
    counts = {
        (row.country, row.level): row["count"]
        for row in frame.groupBy("country", "level").count().collect()
    }
    assert len(counts) == (len(countries) + 1) * 4 and sum(counts.values()) == 3000
