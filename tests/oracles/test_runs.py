"""Interrupted runs, progress, the dry run, the plan's estimates, memory and the hash's definition."""

import json
import os
import random
import re
import resource
import shutil
import signal
import struct
import subprocess
import time

import pyarrow.parquet as pq
import pytest
import xxhash
from conftest import PROGRAM, SAMPLE, entity, spec_of

FULL = os.environ.get("DATAGEN_FULL") == "1"


def test_a_killed_run_is_completed(program):
    arguments = [
        "generate",
        SAMPLE,
        "--rows",
        "user=60000",
        "--part-rows",
        "8000",
        "--threads",
        "2",
    ]
    program.run(*arguments, "-o", "whole")
    whole = json.loads((program.folder / "whole/.metadata.json").read_text())
    chance = random.Random(7)
    kept = 0
    for round_number in range(50 if FULL else 8):
        out = f"killed{round_number}"
        started = subprocess.Popen(
            [PROGRAM, *map(str, arguments), "-o", out],
            cwd=program.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if round_number % 2 == 0:
            time.sleep(chance.uniform(0.02, 0.14))
        else:  # however busy the machine is: as soon as a part has its name
            while started.poll() is None and not list((program.folder / out).glob("*/part-*")):
                time.sleep(0.001)
        started.send_signal(signal.SIGKILL)
        started.wait()
        if (program.folder / out / ".metadata.json").exists():
            continue  # it was faster
        done = program.run(*arguments, "-o", out)
        kept += "kept" in done.stdout
        found = json.loads((program.folder / out / ".metadata.json").read_text())
        assert found["tables"] == whole["tables"]
        names = {
            str(p.relative_to(program.folder / out)) for p in (program.folder / out).rglob("*")
        }
        assert names == {
            str(p.relative_to(program.folder / "whole"))
            for p in (program.folder / "whole").rglob("*")
        }
    assert kept > 0, "no run was killed after its first part: the test tests nothing"


def test_an_interrupted_run_of_another_spec_is_refused(program):
    arguments = ["--rows", "user=2000", "--part-rows", "500"]
    program.run("generate", SAMPLE, *arguments, "-o", "out", "--parts", "1/2")
    done = program.run("generate", SAMPLE, *arguments, "-o", "out", "--seed", "7", check=2)
    assert "differs in: seed" in done.stderr
    program.run("generate", SAMPLE, *arguments, "-o", "out")  # completes the slice


@pytest.mark.parametrize("order", [[4, 1, 2, 3], [1, 4, 3, 2], [1, 2, 3, 4]])
def test_more_slices_than_parts(program, order):
    """The slice that has the last part completes the set: nothing is left for those after it."""
    arguments = ["generate", SAMPLE, "--rows", "user=2000", "-o", "out"]
    program.run("generate", SAMPLE, "--rows", "user=2000", "-o", "whole")
    for number in order:
        done = program.run(*arguments, "--parts", f"{number}/4")
        after = order.index(4) < order.index(number)
        left = f"nothing is left for slice {number} of 4: out is complete"
        assert (left in done.stdout) == after
    tables = [
        json.loads((program.folder / out / ".metadata.json").read_text())["tables"]
        for out in ("whole", "out")
    ]
    assert tables[0] == tables[1]
    files = {path: path.stat().st_mtime_ns for path in (program.folder / "out").rglob("*")}
    assert all(f"{name} " in done.stdout for name in tables[0])
    program.run(*arguments, "--parts", "4/4")
    program.run(*arguments, "--parts", "1/4", "--overwrite")  # which has no part
    assert files == {path: path.stat().st_mtime_ns for path in (program.folder / "out").rglob("*")}
    program.run(*arguments, "--parts", "4/4", "--overwrite")
    now = {path: path.stat().st_mtime_ns for path in (program.folder / "out").rglob("*")}
    assert now.keys() == files.keys() and now != files
    for other in (["--seed", "7"], ["--rows", "user=2001"], ["--format", "csv"], ["--no-hash"]):
        done = program.run(*arguments, "--parts", "1/4", *other, check=2)
        assert "error[output-exists]: 'out' already holds a complete data set" in done.stderr


def test_slices_that_end_together(program):
    """Each of them may be the one that completes the set; none finds half of what another did."""
    arguments = ["generate", SAMPLE, "--rows", "user=400", "--part-rows", "50", "--no-validate"]
    for round_number in range(8):
        out = f"out{round_number}"
        slices = [
            subprocess.Popen(
                [PROGRAM, *map(str, arguments), "-o", out, "--parts", f"{number}/4"],
                cwd=program.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for number in range(1, 5)
        ]  # fmt: skip
        ends = [one.communicate(timeout=60) for one in slices]
        assert [one.returncode for one in slices] == [0] * 4, ends
        tables = json.loads((program.folder / out / ".metadata.json").read_text())["tables"]
        assert all(table["content_hash"] for table in tables.values())
        assert not (program.folder / out / ".datagen").exists()


def test_an_interrupt_ends_cleanly(program):
    # A shell starts what runs in its background with SIGINT ignored, which is inherited.
    started = subprocess.Popen(
        ["env", "--default-signal=INT", PROGRAM, "generate", SAMPLE, "--rows", "user=30000000"]
        + ["-o", "out"],
        cwd=program.folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list((program.folder / "out").glob("*/part-*")):
        assert started.poll() is None
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    _, error = started.communicate(timeout=60)
    assert started.returncode == 130 and "run it again to complete it" in error
    assert "datagen: error[interrupted]: " in error
    assert not list((program.folder / "out").glob("*/.part-*"))


def test_a_folder_has_one_run_at_a_time(program):
    arguments = ["generate", SAMPLE, "--rows", "user=3000000", "-o", "out", "--part-rows", "20000"]
    first = subprocess.Popen(
        [PROGRAM, *map(str, arguments)], cwd=program.folder, stderr=subprocess.DEVNULL
    )
    while not (program.folder / "out/.datagen/job.json").exists():
        assert first.poll() is None
    for more in ([], ["--overwrite"], ["--parts", "1/2"]):
        done = program.run(*arguments, *more, check=2)
        assert "error[output-in-use]: another run is writing to 'out'" in done.stderr
    first.send_signal(signal.SIGKILL)  # and leaves no lock behind
    first.wait()
    smaller = ["generate", SAMPLE, "--rows", "user=3000", "-o", "out", "--overwrite"]
    program.run(*smaller)


def test_a_damaged_record(program):
    """Of the defects of a part: the part alone can't say which they were."""
    defects = [{"table": "user", "kind": "null", "column": "country", "rate": 0.1}]
    program.write({"seed": 1, "defects": defects}, "defects.json")
    arguments = ["--rows", "user=2000", "--part-rows", "500", "--defects", "defects.json"]
    program.run("generate", SAMPLE, *arguments, "-o", "out", "--parts", "1/2")
    record = program.folder / "out/.datagen/user/part-00000.defects.jsonl"
    record.write_text(record.read_text()[:-9])
    done = program.run("generate", SAMPLE, *arguments, "-o", "out", check=3)
    assert "datagen: error[record-damaged]: " in done.stderr
    program.run("generate", SAMPLE, *arguments, "-o", "out", "--overwrite")


def test_progress_as_json(program):
    done = program.run("generate", SAMPLE, "--rows", "user=1000", "-o", "out", "--progress", "json")
    lines = [json.loads(line) for line in done.stderr.strip().split("\n")]
    last = [line for line in lines if line["phase"] == "making files"][-1]
    assert lines[-1]["phase"] == "quick check"
    assert last["rows_done"] == last["rows_total"] > 4000
    assert set(last) == {
        "phase",
        "rows_done",
        "rows_total",
        "parts_done",
        "parts_total",
        "rows_per_second",
        "seconds",
        "seconds_left",
    }


def test_metadata(program):
    metadata = program.generate(SAMPLE, "--rows", "user=100")
    assert metadata["spec"] == json.loads(SAMPLE.read_text())
    assert metadata["seed"] == 42 and metadata["program"] == "datagen"
    assert metadata["run"]["seconds"] > 0 and metadata["run"]["machine"]["processor"]
    for name, table in metadata["tables"].items():
        files = list((program.folder / "out" / name).iterdir())
        assert table["files"] == len(files)
        assert table["bytes"] == sum(file.stat().st_size for file in files)
    assert not (program.folder / "out/.datagen").exists()


def test_values_that_do_not_fit_are_counted_wherever_they_are_made(program):
    # So wide a law that what fits by chance is next to nothing.
    wide = {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1e12}}}
    columns = [
        ("kind", "string", {"choice": {"choices": ["a", "b"]}}),
        ("plain", "int8", wide),
        ("gaps", "int8", wide, {"nullable": True, "null_rate": 0.5}),
        ("list", "array<int8>", wide, {"length": [0, 5]}),
        (
            "some",
            "int8",
            {
                "conditional": {
                    "on": "kind",
                    "cases": {"a": wide},
                    "default": {"choice": {"choices": [7]}},
                }
            },
        ),
    ]
    spec = spec_of([entity(columns, 20000)])
    saturated = program.generate(spec, "--part-rows", 7000)["tables"]["t"]["saturated"]
    plain, gaps, elements, some = program.one(
        "select count(*), count(gaps), sum(len(list)), count(*) filter (kind = 'a') from t"
    )
    assert saturated == {"plain": plain, "gaps": gaps, "list": elements, "some": some}
    assert program.one("select count(*) from t where plain not in (-128, 127)") == (0,)


def test_a_drift_gives_no_file_two_columns_of_one_name(program):
    columns = [
        ("a", "string", {"choice": {"choices": ["x"]}}),
        ("b", "string", {"choice": {"choices": ["y"]}}),
    ]
    spec = program.write(spec_of([entity(columns, 100)]))

    def run(*drifts):
        defects = [{"table": "t", "kind": "schema_drift", **drift} for drift in drifts]
        given = program.write({"defects": defects}, "defects.json")
        return program.run(
            "generate", spec, "-o", "out", "--part-rows", 20, "--defects", given, "--overwrite",
            check=None,
        )  # fmt: skip

    add = {"change": "add", "name": "c"}
    rename = {"change": "rename", "column": "a", "name": "b"}
    for drifts in (
        [{"change": "add", "name": "a"}],
        [rename],
        [{**rename, "from_part": 3}],
        [add, {**add, "from_part": 4}],
        [{"change": "rename", "column": "a", "name": "c"}, add],
        [rename, {"change": "drop", "column": "b", "from_part": 4}],  # two of them before
    ):
        done = run(*drifts)
        assert done.returncode == 2 and "would have two columns" in done.stderr, drifts
        assert not (program.folder / "out").exists()
    done = run({**rename, "from_part": 2}, {"change": "drop", "column": "b", "from_part": 2})
    assert done.returncode == 0, done.stderr
    path = program.folder / "out/t/part-00002.parquet"
    names = program.sql(f"select * from '{path}'").description
    assert [name for name, *_ in names] == ["id", "b"]


def test_dry_run_comes_before_the_run(program):
    done = program.run(
        "generate", SAMPLE, "--rows", "user=5000", "-o", "out", "--dry-run-sample", "50"
    )
    assert "user (50 rows)" in done.stdout and "5,000 rows" in done.stdout
    bad = spec_of([entity([("c", "float", {"expression": {"code": "1 / (id - 5)"}})], 1000)])
    done = program.run(
        "generate", program.write(bad), "-o", "bad", "--dry-run-sample", "10", check=2
    )
    assert "row 4 has no value" in done.stderr and not (program.folder / "bad").exists()


def test_rows_and_scale(program):
    spec = json.loads(SAMPLE.read_text())
    spec["nodes"][0]["rows"] = 300
    path = program.write(spec)
    assert program.generate(path)["tables"]["user"]["rows"] == 300
    assert program.generate(path, "--scale", 0.1, out="a")["tables"]["user"]["rows"] == 30
    assert program.generate(path, "--scale", 1e-9, out="b")["tables"]["user"]["rows"] == 1
    assert program.generate(path, "--rows", "user=7", out="c")["tables"]["user"]["rows"] == 7
    assert program.generate(SAMPLE, out="d")["tables"]["user"]["rows"] == 1000


@pytest.mark.parametrize("length", [999, 1000, 1001])
def test_a_list_has_its_length_whatever_the_scale(program, length):
    listed = {
        "id": "word",
        "kind": "entity",
        "pk": "text",
        "columns": [
            ("text", "string", {"enum_list": {"values": [f"w{i}" for i in range(length)]}})
        ],
    }
    spec = spec_of([listed, entity([], 10)])
    tables = program.generate(spec, "--scale", 2)["tables"]
    assert tables["word"]["rows"] == length and tables["t"]["rows"] == 20


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_explain_estimates_bytes_within_a_fifth(program, format):
    size = ["--rows", "user=150000", "--format", format]
    text = program.run("explain", SAMPLE, *size).stdout
    units = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}
    tables = program.generate(SAMPLE, *size)["tables"]
    for name, table in tables.items():
        line = next(line for line in text.split("\n") if line.startswith(name + " ("))
        number, unit = line.split("about ")[1].split(";")[0].split(" ")
        assert abs(float(number) * units[unit] / table["bytes"] - 1) < 0.2, line
    assert "after" in text and "reads user.user_id of its parent" in text


def test_memory_does_not_grow_with_rows(program):
    def peak(rows):
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, "
            "stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run(
            [
                "python3",
                "-c",
                code,
                PROGRAM,
                "generate",
                SAMPLE,
                "--format",
                "null",
                "--threads",
                "2",
                "--rows",
                f"user={rows}",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    small, large = peak(200_000), peak(4_000_000 if FULL else 1_000_000)
    assert large < small * 1.25, (small, large)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0


def test_content_hash_as_documented(program):
    """Recomputed from the Parquet file by docs/content-hash.md alone."""
    uniform = {"distribution": {"type": "uniform", "params": {"min": 0, "max": 9}}}
    columns = [
        ("f", "float", uniform),
        ("s", "string", {"faker": {"method": "name"}}, {"nullable": True, "null_rate": 0.3}),
        ("small", "int16", uniform),
        ("d", "date", {"datetime_series": {"freq": "D"}}),
        ("m", "decimal(5,2)", uniform),
        ("b", "bool", {"choice": {"choices": [True, False]}}),
    ]
    rows = 40_000
    metadata = program.generate(spec_of([entity(columns, rows)]), "--part-rows", 7000)
    data = pq.read_table(program.folder / "out/t").to_pydict()
    names = {
        "id": "int",
        "f": "float",
        "s": "string",
        "small": "int16",
        "d": "date",
        "m": "decimal(5,2)",
        "b": "bool",
    }
    epoch = __import__("datetime").date(1970, 1, 1)
    layout = {
        "id": lambda v: struct.pack("<q", v),
        "f": lambda v: struct.pack("<d", v),
        "s": lambda v: struct.pack("<Q", xxhash.xxh3_64_intdigest((v or "").encode())),
        "small": lambda v: struct.pack("<q", v),
        "d": lambda v: struct.pack("<q", (v - epoch).days),
        "m": lambda v: struct.pack("<q", int(v * 100)),
        "b": lambda v: struct.pack("<B", v),
    }
    text = "".join(f"{name}:{kind}\n" for name, kind in names.items())
    for begin in range(0, rows, 16_384):
        digests = ""
        for name in names:
            block = data[name][begin : begin + 16_384]
            state = b"".join(layout[name](value) for value in block)
            state += b"".join(
                struct.pack("<I", k) for k, value in enumerate(block) if value is None
            )
            digests += xxhash.xxh3_128_hexdigest(state)
        text += xxhash.xxh3_128_hexdigest(digests.encode())
    assert metadata["tables"]["t"]["content_hash"] == "xxh3:" + xxhash.xxh3_128_hexdigest(
        text.encode()
    )


def test_slices_made_apart_are_put_together_by_a_last_run(program):
    arguments = [SAMPLE, "--rows", "user=3000", "--part-rows", "700"]
    program.run("generate", *arguments, "-o", "whole")
    for slice_number in (1, 2):
        program.run(
            "generate", *arguments, "-o", f"apart{slice_number}", "--parts", f"{slice_number}/2"
        )
        shutil.copytree(
            program.folder / f"apart{slice_number}", program.folder / "out", dirs_exist_ok=True
        )
    assert not (program.folder / "out/.metadata.json").exists()
    done = program.run("generate", *arguments, "-o", "out")
    assert "finished parts of an earlier run kept" in done.stdout
    tables = [
        json.loads((program.folder / out / ".metadata.json").read_text())["tables"]
        for out in ("out", "whole")
    ]
    assert tables[0] == tables[1]


WIDE = spec_of(
    [
        entity(
            [
                ("n", "int", {"distribution": {"type": "uniform", "params": {"min": 0, "max": 9}}}),
                (
                    "x",
                    "float",
                    {"distribution": {"type": "normal", "params": {"mean": 0, "std": 1}}},
                ),
                (
                    "price",
                    "decimal(12,2)",
                    {"distribution": {"type": "uniform", "params": {"min": 0, "max": 10000}}},
                ),
                ("day", "date", {"datetime_series": {"within": "timeframe", "freq": "D"}}),
                ("at", "datetime", {"datetime_series": {"within": "timeframe", "freq": "S"}}),
                ("word", "string", {"text": {"length": [5, 40]}}),
                ("code", "uuid", {"uuid": {}}),
                ("flag", "bool", {"choice": {"choices": [True, False]}}),
            ],
            300_000,
        )
    ]
)


def groups(path):
    metadata = pq.ParquetFile(path).metadata
    return [metadata.row_group(i) for i in range(metadata.num_row_groups)]


def test_sizes_of_files_and_row_groups(program):
    path = program.write(WIDE)
    same = program.hashes(path, out="plain")
    by_rows = program.hashes(path, "--row-group-rows", "50000", out="rows")
    by_bytes = program.hashes(path, "--row-group-bytes", "4MB", "--batch-rows", "4096", out="bytes")
    files = program.hashes(path, "--file-bytes", "5MB", "--row-group-rows", "16384", out="files")
    assert same == by_rows == by_bytes == files
    assert [g.num_rows for g in groups(program.folder / "rows/t/part-00000.parquet")] == [
        50_000
    ] * 6
    # In memory a row takes about 130 bytes, so 4 MB are some 30,000 rows: eight batches of 4,096.
    found = [g.num_rows for g in groups(program.folder / "bytes/t/part-00000.parquet")]
    assert len(found) > 5 and max(found) <= 49_152 and min(found[:-1]) >= 20_480
    sizes = sorted(p.stat().st_size for p in (program.folder / "files/t").glob("*.parquet"))
    assert len(sizes) > 2
    assert all(abs(size - 5e6) < 1e6 for size in sizes[1:]), sizes


def test_a_file_never_gets_too_many_row_groups(program):
    arguments = ["generate", program.write(WIDE), "--row-group-rows", "5", "-o", "out"]
    refused = program.run(*arguments, check=2)
    assert "32767" in refused.stderr and "more rows into a row group" in refused.stderr
    assert not (program.folder / "out").exists()
    program.run(*arguments, "--part-rows", "100000", "--format", "csv")  # has none
    refused = program.run(
        "generate", program.write(WIDE), "--encoding", "delta", "--format", "csv", check=2
    )
    assert "encoding 'delta' does not go with csv" in refused.stderr


@pytest.mark.parametrize("encoding", ["plain", "delta"])
def test_encodings(program, encoding):
    """Other bytes, the same values, for three readers."""
    path = program.write(WIDE)
    expected = program.hashes(path, out="auto")
    assert program.hashes(path, "--encoding", encoding, out="other") == expected
    used = {g.column(c).path_in_schema: g.column(c).encodings
            for g in groups(program.folder / "other/t/part-00000.parquet") for c in range(g.num_columns)}  # fmt: skip
    if encoding == "plain":
        assert not any("RLE_DICTIONARY" in encodings for encodings in used.values())
    else:
        assert "DELTA_BINARY_PACKED" in used["at"] and "BYTE_STREAM_SPLIT" in used["x"]
        assert "DELTA_LENGTH_BYTE_ARRAY" in used["word"] and "RLE_DICTIONARY" in used["n"]
        sizes = {
            out: (program.folder / f"{out}/t/part-00000.parquet").stat().st_size
            for out in ("auto", "other")
        }
        assert sizes["other"] < sizes["auto"]
    ours = pq.read_table(program.folder / "auto/t")
    assert pq.read_table(program.folder / "other/t").equals(ours)
    joined = (
        "select count(*) from '{0}/auto/t/*.parquet' a join '{0}/other/t/*.parquet' b using (id)"
    )
    equal = " where a.x = b.x and a.price = b.price and a.at = b.at and a.word = b.word and a.code = b.code"
    assert program.one(joined.format(program.folder) + equal, out="auto") == (300_000,)


def test_profile_says_what_columns_cost(program):
    done = program.run("generate", program.write(WIDE), "--profile", "--threads", "2", "-o", "out")
    shown = re.findall(r"^  t\.(\S+) +(\d+\.\d+) s +(\d+\.\d) %$", done.stdout, re.M)
    names = [name for name, _, _ in shown]
    assert {"(write)", "word", "x"} <= set(names) and names[0] == "(write)"
    seconds = [float(text) for _, text, _ in shown]
    assert seconds == sorted(seconds, reverse=True)
    total = float(re.search(r"^(\d+\.\d+) CPU-s in columns", done.stdout, re.M).group(1))
    assert abs(total - sum(seconds)) < 0.05 + total * 0.05
    # Measuring changes no value.
    assert program.hashes(program.write(WIDE), out="again") == {
        "t": re.search(r"^t .* (xxh3:\w+)$", done.stdout, re.M).group(1)
    }


def test_explain_tells_of_any_size_at_once(program):
    shop = program.root / "examples/specs/shop.json"
    few = program.run("explain", shop).stdout
    assert "≈" not in few
    many = program.run("explain", shop, "--scale", "1e10").stdout
    assert "customer (entity): 100,000,000,000,000 rows" in many
    line = next(line for line in many.splitlines() if line.startswith("purchase"))
    found = re.fullmatch(r"purchase \(fact\): ≈ ([\d,]+) ± ([\d,]+) rows, about .*", line)
    mean, deviation = (int(text.replace(",", "")) for text in found.groups())
    assert abs(mean / 4e14 - 1) < 1e-6
    assert abs(deviation / 2e7 - 1) < 1e-3
    assert re.search(r"^total: ≈ (499,999|500,000),[\d,]+ rows", many, re.MULTILINE)


def test_explain_says_what_a_run_costs(program):
    text = program.run("explain", program.write(WIDE), "--cost", "--threads", "3").stdout
    found = re.search(r"about ([\d.]+) CPU-s, ([\d.]+) s on 3 threads, ([\d.]+) MB of memory", text)
    cpu, wall, memory = map(float, found.groups())
    assert 0.02 < cpu < 20 and abs(wall - cpu / 3) < 0.01 * cpu + 0.001 and 20 < memory < 2000
    assert "CPU-s" not in program.run("explain", program.write(WIDE)).stdout


def test_a_batch_without_related_rows(program):
    """The first row of a large table has no earlier one: what it looks up is computed for no row at all."""
    number = {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}
    made = [
        ("d", "int", number),
        ("price", "decimal(10,2)", number),
        ("rest", "int", {"expression": {"code": "id % d + id // d"}}),
        ("sum", "decimal(14,2)", {"expression": {"code": "if(d > 5, price * (1 - 0.1), 7)"}}),
        ("size", "string", {"expression": {"code": "if(d > 5, 'large', 'small')"}}),
        ("part", "float", {"expression": {"code": "floor(price / 2) + -d"}}),
        ("country", "string", {"choice": {"choices": ["US", "DE", "JP"]}}),
        ("person", "string", {"faker": {"method": "name", "locale_from": "country"}}),
        ("born", "date", {"faker": {"method": "date_of_birth"}}),
        ("later", "date", {"after": {"column": "born", "min": 1, "max": 9, "unit": "days"}}),
        ("words", "string", {"text": {"length": [5, 20]}}),
        ("label", "string", {"format": {"pattern": "{d:03d}-{size}"}}),
    ]
    looked_up = [
        (
            f"of_{name}",
            kind,
            {"lookup": {"from": f"t.{name}", "row": "earlier"}},
            {"nullable": True},
        )
        for name, kind, _ in made
    ]
    spec = spec_of([entity([*made, *looked_up], 70_000)])
    whole = program.hashes(spec)
    assert program.hashes(spec, "--batch-rows", "1000") == whole
    for name, _, _ in made:
        missing = program.one(f"select count(*) from t where of_{name} is null and id = 1")
        strange = program.one(
            f"select count(*) from t where of_{name} is not null and of_{name} not in (select {name} from t)"
        )
        assert missing == (1,) and strange == (0,), name
