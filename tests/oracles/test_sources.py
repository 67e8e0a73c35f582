"""Data files of any origin, as the validator reads them."""

import pyarrow as pa
import pyarrow.parquet as pq
from conftest import entity, spec_of
from test_validate import failed, uniform, validate

NUMBER = uniform(1, 9)


def test_a_table_without_rows_breaks_no_claim_about_rows(program):
    (program.folder / "out").mkdir()
    empty = pa.table({"id": pa.array([], pa.int64()), "n": pa.array([], pa.int32())})
    pq.write_table(empty, program.folder / "out/t.parquet")
    report = validate(program, spec_of([entity([("n", "int32", NUMBER)], 10)]))
    assert [check["check"] for check in failed(report)] == ["row_count"]


def test_files_that_differ_are_read_by_the_names_of_their_columns(program):
    folder = program.folder / "out/t"
    folder.mkdir(parents=True)
    pq.write_table(
        pa.table({"id": [1, 2], "n": pa.array([1, 2], pa.int32())}), folder / "a.parquet"
    )
    pq.write_table(pa.table({"more": [9], "id": [3]}), folder / "b.parquet")
    report = validate(program, spec_of([entity([("n", "int32", NUMBER)], 3)]))
    found = {check["check"]: check for check in failed(report)}
    assert set(found) == {"columns", "extra_columns"}  # a file without a column has no nulls there
    assert found["columns"]["examples"] == [{"column": "n", "missing in": "out/t/b.parquet"}]
    assert report["tables"][0]["rows"] == 3


def test_arrow_files_and_streams_are_one_table(program):
    folder = program.folder / "out/t"
    folder.mkdir(parents=True)
    table = pa.table({"id": [1, 2], "n": pa.array([1, 2], pa.int32())})
    with (
        pa.OSFile(str(folder / "a.arrow"), "wb") as file,
        pa.ipc.new_file(file, table.schema) as writer,
    ):
        writer.write_table(table)
    with (
        pa.OSFile(str(folder / "b.ipc"), "wb") as file,
        pa.ipc.new_stream(file, table.schema) as writer,
    ):
        writer.write_table(table.set_column(0, "id", pa.array([3, 4])))
    report = validate(program, spec_of([entity([("n", "int32", NUMBER)], 4)]), check=0)
    assert report["tables"][0]["rows"] == 4
    assert not failed(report)


def test_what_belongs_to_no_table_is_named(program):
    program.generate(spec_of([entity([("n", "int32", NUMBER)], 10)]))
    out = program.folder / "out"
    (out / "notes").mkdir()
    for name in ("other.csv", "t.old.csv", "readme.md", "_draft.csv", ".hidden.csv"):
        (out / name).write_text("x\n")
    report = validate(program, program.folder / "spec.json", check=0)
    assert report["unknown_files"] == ["notes", "other.csv"]
