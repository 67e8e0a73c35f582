"""Rows as Arrow streams, read by pyarrow, Polars and DuckDB in this process, without files."""

import ctypes
import json

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, SAMPLE, entity, every_function_spec, spec_of

LIBRARY = ctypes.CDLL(str(ROOT / "build/bin/stream_probe.so"))
LIBRARY.OpenProbe.restype = ctypes.c_char_p
STREAM_BYTES = 5 * ctypes.sizeof(ctypes.c_void_p)


def uniform(least, most):
    return {"distribution": {"type": "uniform", "params": {"min": least, "max": most}}}


EVERY_TYPE = {
    "c_int8": ("int8", uniform(-128, 127)),
    "c_int16": ("int16", uniform(-9, 9)),
    "c_int32": ("int32", uniform(0, 2**31 - 1)),
    "c_int": ("int", uniform(0, 2**52)),
    "c_float32": ("float32", uniform(0, 1)),
    "c_float": ("float", uniform(0, 1)),
    "c_short": ("decimal(10,2)", uniform(0, 99)),
    "c_wide": ("decimal(30,2)", uniform(0, 99)),
    "c_bool": ("bool", {"choice": {"choices": [True, False]}}),
    "c_text": ("string", {"faker": {"method": "name"}}),
    "c_code": ("string", {"choice": {"choices": ["a", "b", "c"]}}),
    "c_date": ("date", {"datetime_series": {}}),
    "c_datetime": ("datetime", {"datetime_series": {}}),
    "c_uuid": ("uuid", {"uuid": {}}),
}


def open_stream(spec, table, first, count, batch_rows=1000, decimal64=False):
    memory = ctypes.create_string_buffer(STREAM_BYTES)
    text = spec if isinstance(spec, str) else json.dumps(spec)
    wrong = LIBRARY.OpenProbe(
        *(text.encode(), table.encode(), ctypes.c_int64(first), ctypes.c_int64(count)),
        *(ctypes.c_int64(batch_rows), int(decimal64), memory),
    )
    if wrong is not None:
        raise ValueError(wrong.decode())
    return pa.RecordBatchReader._import_from_c(ctypes.addressof(memory))


def plain(table):
    """Without dictionaries, and extensions as what they store."""
    columns = []
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if isinstance(column.type, pa.BaseExtensionType):
            column = column.cast(column.type.storage_type)
        columns.append(column)
    return pa.table(columns, names=table.column_names)


def types_spec(rows=5000):
    columns = [
        (name, kind, generator, {"nullable": True, "null_rate": 0.1})
        for name, (kind, generator) in EVERY_TYPE.items()
    ]
    return spec_of([entity(columns, rows)])


def test_streams_hold_what_files_hold(program):
    spec = every_function_spec()
    program.generate(spec, "--format", "arrow", "--no-validate")
    for node in spec["nodes"]:
        (file, *more) = sorted((program.folder / "out" / node["id"]).glob("*.arrow"))
        assert not more
        expected = pa.ipc.open_file(file).read_all()
        stream = open_stream(spec, node["id"], 0, expected.num_rows).read_all()
        assert plain(stream).equals(plain(expected)), node["id"]


@pytest.mark.parametrize("batch_rows", [1, 7, 1000, 65536])
@pytest.mark.parametrize(("first", "count"), [(0, 5000), (4999, 1), (123, 3456), (5000, 0)])
def test_any_rows_in_any_batches(batch_rows, first, count):
    whole = open_stream(types_spec(), "t", 0, 5000, 5000).read_all()
    stream = open_stream(types_spec(), "t", first, count, batch_rows)
    batches = [batch.num_rows for batch in stream]
    assert sum(batches) == count and all(rows == batch_rows for rows in batches[:-1])
    again = open_stream(types_spec(), "t", first, count, batch_rows).read_all()
    again.validate(full=True)
    assert plain(again).equals(plain(whole.slice(first, count)))


def test_decimal64_is_the_same_values(program):
    wide = open_stream(types_spec(), "t", 0, 5000).read_all()
    short = open_stream(types_spec(), "t", 0, 5000, decimal64=True).read_all()
    assert wide.schema.field("c_short").type == pa.decimal128(10, 2)
    assert short.schema.field("c_short").type == pa.decimal64(10, 2)
    assert short.schema.field("c_wide").type == pa.decimal128(30, 2)
    assert short["c_short"].cast(pa.decimal128(10, 2)).equals(wide["c_short"])


def test_polars_and_duckdb_read_streams(program):
    spec = json.loads(SAMPLE.read_text())
    spec["nodes"][0]["rows"] = 3000
    program.generate(spec, "--no-validate")
    for name in ("user", "event"):
        rows = program.one(f"select count(*) from {name}")[0]
        (numbers,) = (
            duckdb.sql(f"describe from '{program.folder}/out/{name}/*.parquet'")
            .pl()["column_name"]
            .to_list()[:1]
        )
        seen = duckdb.from_arrow(open_stream(spec, name, 0, rows))
        assert seen.aggregate(f"count(*), count(distinct {numbers})").fetchone() == (
            rows,
            program.one(f"select count(distinct {numbers}) from {name}")[0],
        )
        frame = pl.from_arrow(open_stream(spec, name, 0, rows))
        files = pq.read_table(program.folder / "out" / name)
        assert frame.height == files.num_rows
        assert frame[numbers].to_list() == files[numbers].to_pylist()


def test_two_streams_side_by_side():
    one = open_stream(types_spec(), "t", 0, 5000)
    other = open_stream(types_spec(), "t", 0, 5000)
    for left, right in zip(one, other, strict=True):
        assert left.equals(right)


def test_mistakes_are_told(program):
    with pytest.raises(ValueError, match="rows from 4000, 1001 of them"):
        open_stream(types_spec(), "t", 4000, 1001)
    with pytest.raises(ValueError, match="table -1"):
        open_stream(types_spec(), "none", 0, 1)
    with pytest.raises(ValueError, match="expected at least 1"):
        open_stream(types_spec(), "t", 0, 1, batch_rows=0)
    # A null where none may be, in the third batch: two come, then the error, then no more.
    hole = {"expression": {"code": "if(id == 2500, null, id)"}}
    stream = open_stream(spec_of([entity([("c", "int", hole)], 5000)]), "t", 0, 5000)
    assert [stream.read_next_batch().num_rows for _ in range(2)] == [1000, 1000]
    with pytest.raises(pa.ArrowInvalid, match="c.*2499|2499.*c"):
        stream.read_next_batch()
    with pytest.raises(StopIteration):
        stream.read_next_batch()


def test_memory_does_not_grow_with_rows():
    def peak():
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

    spec = spec_of([entity([("c", "float", uniform(0, 1))], 20_000_000)])
    for _ in open_stream(spec, "t", 0, 1_000_000, 16384):
        pass
    before = peak()
    rows = sum(batch.num_rows for batch in open_stream(spec, "t", 0, 20_000_000, 16384))
    assert rows == 20_000_000
    assert peak() - before < 20_000  # kilobytes; the rows are 320 MB
