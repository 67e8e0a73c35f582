"""The same seed gives the same values, whatever the threads, batches, parts, format or slices."""

import copy
import json

import pytest
from conftest import SAMPLE, every_function_spec

SAMPLE_SIZE = ["--rows", "user=60000"]


@pytest.fixture(scope="module", params=["sample", "every function"])
def case(request):
    if request.param == "sample":
        return json.loads(SAMPLE.read_text()), SAMPLE_SIZE
    return every_function_spec(), []


def test_hashes_do_not_depend_on_how_the_work_is_cut(program, case):
    spec, size = case
    path = program.write(spec)
    expected = program.hashes(path, *size)
    for threads in (1, 2, 7):
        for batch_rows in (1000, 65536):
            for part_rows in (50000, 524288):
                found = program.hashes(
                    path,
                    *size,
                    "--format",
                    "arrow",
                    "--threads",
                    threads,
                    "--batch-rows",
                    batch_rows,
                    "--part-rows",
                    part_rows,
                )
                assert found == expected, (threads, batch_rows, part_rows)
    # Parts and batches that fit no hash block, down to batches of one row.
    tiny = ["--rows", "user=500"] if size else []
    few = program.hashes(path, *tiny)
    assert program.hashes(path, *tiny, "--batch-rows", 1, "--part-rows", 7) == few
    assert program.hashes(path, *tiny, "--batch-rows", 7, "--part-rows", 1001) == few


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "arrow"])
def test_hashes_do_not_depend_on_the_format(program, case, format):
    spec, size = case
    path = program.write(spec)
    expected = program.hashes(path, *size)
    assert program.hashes(path, *size, "--format", format, out="other") == expected
    if format == "parquet":
        for compression in ("zstd", "none"):
            assert program.hashes(path, *size, "--compression", compression) == expected


def test_null_format_prints_the_same_hashes(program, case):
    spec, size = case
    path = program.write(spec)
    expected = program.hashes(path, *size)
    printed = program.run("generate", path, *size, "--format", "null").stdout
    for node_hash in expected.values():
        assert node_hash in printed


def test_slices_together_are_the_whole(program, case):
    spec, size = case
    path = program.write(spec)
    cut = ["--part-rows", 20000 if size else 150]
    expected = program.generate(path, *size, *cut)
    for slice_number in (3, 1, 2):  # in any order
        program.run("generate", path, *size, *cut, "-o", "sliced", "--parts", f"{slice_number}/3")
        if slice_number != 2:
            assert not (program.folder / "sliced/.metadata.json").exists()
    found = json.loads((program.folder / "sliced/.metadata.json").read_text())
    assert found["tables"] == expected["tables"]
    for path in (program.folder / "out").glob("*/*.parquet"):
        twin = program.folder / "sliced" / path.relative_to(program.folder / "out")
        assert twin.read_bytes() == path.read_bytes()


def test_another_seed_gives_other_values(program):
    first = program.hashes(SAMPLE, "--rows", "user=1000")
    second = program.hashes(SAMPLE, "--rows", "user=1000", "--seed", 43)
    assert first["user"] != second["user"]
    assert first["event"] != second["event"]
    assert program.hashes(SAMPLE, "--rows", "user=1000", "--seed", 42) == first


def test_another_column_or_table_changes_no_other(program):
    spec = json.loads(SAMPLE.read_text())
    program.generate(spec, "--rows", "user=5000", out="before")
    wider = copy.deepcopy(spec)
    extra = {
        "name": "extra",
        "type": "float",
        "nullable": True,
        "generator": {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}},
    }
    for node in wider["nodes"]:
        node["columns"].insert(1, extra)
    wider["nodes"].insert(
        0,
        {
            "id": "first",
            "kind": "entity",
            "pk": "id",
            "columns": [
                {"name": "id", "type": "int", "nullable": False, "generator": {"sequence": {}}}
            ],
        },
    )
    program.generate(wider, "--rows", "user=5000", out="after")
    for table in ("user", "event"):
        before = program.sql(f'select columns(*)::varchar from "{table}"', "before").fetchall()
        after = program.sql(
            f"select columns(c -> c <> 'extra')::varchar from \"{table}\"", "after"
        ).fetchall()
        assert before == after


def test_a_row_does_not_depend_on_how_many_follow(program):
    program.generate(SAMPLE, "--rows", "user=1000", out="few")
    program.generate(SAMPLE, "--rows", "user=3000", out="many")
    few = program.sql('select * from "user" order by user_id', "few").fetchall()
    many = program.sql('select * from "user" order by user_id limit 1000', "many").fetchall()
    assert few == many
