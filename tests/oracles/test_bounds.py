"""Limits of a run are looked at before its first row: what is refused, said and left; and that estimates are near."""

import json
import re
import resource
import subprocess

import pytest
from conftest import PROGRAM, ROOT, entity, spec_of

NAMES = {"faker": {"method": "name"}}
UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}


def shop(customers=2000):
    """Customers, and a fact of about five rows each."""
    order = {
        "id": "purchase",
        "kind": "fact",
        "pk": ["customer_id", "number"],
        "parents": ["customer"],
        "fanout": {"distribution": "poisson", "lambda": 5},
        "columns": [
            ("customer_id", "int", {"lookup": {"from": "customer.id"}}),
            ("number", "int", {"sequence": {"per": "parent"}}),
            ("note", "string", {"text": {"words": [3, 9]}}),
        ],
    }
    return spec_of([entity([("name", "string", NAMES)], customers, "customer"), order])


def refused(program, *arguments, check=2):
    before = {path for path in program.folder.rglob("*")}
    done = program.run("generate", "spec.json", "--progress", "never", *arguments, check=check)
    assert "error[limit-exceeded]" in done.stderr
    assert {path for path in program.folder.rglob("*")} == before
    return done.stderr


def written(program, out, *arguments):
    program.run("generate", "spec.json", "-o", out, "--progress", "never", *arguments)
    tables = json.loads((program.folder / out / ".metadata.json").read_text())["tables"]
    return sum(table["rows"] for table in tables.values()), sum(
        path.stat().st_size for path in (program.folder / out).glob("*/**/part-*")
    )


def test_more_rows_than_allowed(program):
    program.write(shop())
    rows, _ = written(program, "all")
    text = refused(program, "-o", "out", "--max-rows", rows - 1)
    assert f"it would be {rows:,} rows" in text and f"expected at most {rows - 1:,} rows" in text
    assert "CPU-s" in text and "most of it is 'purchase'" in text
    written(program, "out", "--max-rows", rows)


def test_a_slice_counts_alone(program):
    program.write(spec_of([entity([], 100_000)]))
    limits = ["--max-rows", 50_000, "--part-rows", 10_000]
    refused(program, "-o", "out", *limits)
    program.run("generate", "spec.json", "-o", "out", "--parts", "2/2", *limits)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--format", "csv", "--compression", "gzip"],
        ["--format", "jsonl", "--part-rows", "100"],
        ["--partition-by", "country"],
        ["--file-bytes", "20kB"],
    ],
)  # fmt: skip
def test_more_bytes_than_allowed(program, arguments):
    countries = [f"country {i}" for i in range(60)]
    program.write(spec_of([entity([("name", "string", NAMES), ("country", "string", {"choice": {"choices": countries}})])]))  # fmt: skip
    _, size = written(program, "all", *arguments)
    text = refused(program, "-o", "out", "--max-bytes", int(size * 0.75), *arguments)
    number, unit = re.search(r"rows, about ([\d.]+) (\w+) as", text).groups()
    assert abs(float(number) * UNITS[unit] / size - 1) < 0.25
    written(program, "out", "--max-bytes", int(size * 1.3), *arguments)


def test_bytes_of_files_without_rows(program):
    program.write(spec_of([entity([], 0)]))
    _, size = written(program, "all")
    refused(program, "-o", "out", "--max-bytes", size - 1)
    written(program, "out", "--max-bytes", size)


@pytest.mark.parametrize("target", ["sqlite:new.sqlite", "duckdb:new.duckdb", "new.sql"])
def test_a_load_that_would_be_too_large(program, target):
    program.write(shop(20_000))
    arguments = ["--create", "--to", target]
    path = program.folder / target.split(":")[-1]
    program.run("generate", "spec.json", "--progress", "never", *arguments)
    size = path.stat().st_size
    path.unlink()
    text = refused(program, "--max-bytes", int(size * 0.7), *arguments)
    number, unit = re.search(r"rows, about ([\d.]+) (\w+) as", text).groups()
    assert abs(float(number) * UNITS[unit] / size - 1) < 0.25
    refused(program, "--max-rows", 1000, *arguments)
    program.run("generate", "spec.json", "--max-bytes", int(size * 1.3), *arguments)
    assert path.stat().st_size == size or target.startswith("duckdb")


def test_one_table_to_standard_output(program):
    program.write(shop())
    stream = ["-o", "-", "--format", "csv", "--table"]
    text = refused(program, *stream, "customer", "--max-rows", 1999)
    assert "it would be 2,000 rows" in text
    done = program.run("generate", "spec.json", *stream, "customer", "--max-rows", 2000)
    text = refused(program, *stream, "customer", "--max-bytes", len(done.stdout) - 1000)
    assert "purchase" not in text
    refused(program, *stream, "customer", "--memory", "1MB")


def test_a_large_plan_is_refused_before_it_is_counted(program):
    spec = shop(20_000_000_000)
    program.write(spec)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = refused(program, "-o", "out", "--max-rows", "1000000000")
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert re.search(r"it would be ≈ \d+,\d{3},\d{3},\d{3} rows", text)
    assert now.ru_utime - used.ru_utime < 10  # counting takes minutes


def test_the_dry_run_comes_after(program):
    program.write(shop())
    done = refused(program, "-o", "out", "--max-rows", 10, "--dry-run-sample", 5)
    assert "dry run" not in done


def peak(program, *arguments):
    """The most memory that the program held, in bytes, as the system says."""
    command = [
        str(PROGRAM),
        "generate",
        "spec.json",
        "--overwrite",
        "--no-validate",
        *map(str, arguments),
    ]
    done = subprocess.run(
        ["/usr/bin/env", "python3", "-c",
         "import resource, subprocess, sys\n"
         "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
         "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)", *command],
        cwd=program.folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, size = done.stdout.split()
    assert code == "0", done.stderr
    return int(size)


def test_memory_makes_batches_smaller_and_values_stay(program):
    texts = [(f"text{i}", "string", {"text": {"words": [20, 40]}}) for i in range(12)]
    program.write(spec_of([entity(texts, 60_000)]))
    free = program.hashes(json.loads((program.folder / "spec.json").read_text()), out="free")
    usual = peak(program, "-o", "a", "--threads", 2)
    least = refused(program, "-o", "b", "--memory", "30MB")
    needed = int(re.search(r"needs about (\d+) MB", least).group(1)) * 10**6
    assert needed < usual
    limit = needed + 2 * 10**6
    assert peak(program, "-o", "c", "--threads", 2, "--memory", limit) <= limit
    metadata = json.loads((program.folder / "c/.metadata.json").read_text())
    assert {name: table["content_hash"] for name, table in metadata["tables"].items()} == free
    refused(program, "-o", "d", "--memory", needed - 8 * 10**6)


def test_what_is_explained_is_what_limits_go_by(program):
    # Few rows of long texts: no smaller batch and no other thread makes it less.
    texts = [(f"text{i}", "string", {"text": {"words": [4000, 8000]}}) for i in range(12)]
    program.write(spec_of([entity(texts, 50)]))
    text = program.run("explain", "spec.json", "--cost", "--threads", 1).stdout
    about, most = re.search(
        r"([\d.]+) MB of memory; were all values as long as they may be, ([\d.]+) MB", text
    ).groups()
    assert float(about) < float(most)
    said = refused(program, "-o", "out", "--threads", 1, "--memory", "30MB")
    needed = int(re.search(r"needs about (\d+) MB", said).group(1))
    assert abs(needed - float(most)) <= 3
    refused(program, "-o", "out", "--threads", 1, "--memory", f"{needed - 4}MB")
    written(program, "out", "--threads", 1, "--memory", f"{needed + 4}MB")


def samples_made(program, *arguments):
    """How many files of samples the program opens."""
    command = [
        "strace",
        "-f",
        "-e",
        "trace=openat",
        "-o",
        "trace",
        PROGRAM,
        "generate",
        "spec.json",
    ]
    subprocess.run(
        [*map(str, [*command, "--no-validate", "--progress", "never", *arguments])],
        cwd=program.folder, check=True, capture_output=True,
    )  # fmt: skip
    return (program.folder / "trace").read_text().count("/sample")


def test_samples_are_made_once(program):
    """When the plan is accepted; not again when the run begins."""
    program.write(shop())
    limit = ["--max-bytes", "1TB"]
    each = samples_made(program, "-o", "a", *limit)
    assert 0 < each <= 2 * 2  # a table's first batch, then its sample
    sizes = samples_made(program, "-o", "b", "--file-bytes", "1MB")
    assert samples_made(program, "-o", "c", "--file-bytes", "1MB", *limit) == sizes + each


def test_the_quick_check_keeps_within_the_memory(program):
    program.write(shop())
    arguments = [
        "generate",
        "spec.json",
        "-o",
        "out",
        "--overwrite",
        "--progress",
        "never",
        "--memory",
    ]
    assert "quick check: left out" in program.run(*arguments, "150MB").stdout
    assert "claims hold" in program.run(*arguments, "400MB").stdout


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5GB", ""])
def test_a_limit_that_is_none(program, value):
    program.write(shop())
    for option in ("--max-rows", "--max-bytes", "--memory"):
        done = program.run("generate", "spec.json", "-o", "out", option, value, check=2)
        assert f"error[invalid-option]: {option}" in done.stderr
        assert not (program.folder / "out").exists()


def test_estimates_of_the_examples_are_near(program):
    for path in sorted(ROOT.glob("examples/recipes/*.json")):
        if path.stem == "broken_defects":
            continue
        said = program.run("explain", path, "--format", "csv").stdout.replace(",", "")
        rows, number, unit = re.search(r"total: (\d+) rows about ([\d.]+) (\w+)", said).groups()
        done = program.generate(path, "--format", "csv", "--no-validate", out=path.stem)
        assert sum(table["rows"] for table in done["tables"].values()) == int(rows)
        size = sum(table["bytes"] for table in done["tables"].values())
        assert abs(float(number) * UNITS[unit] / size - 1) < 0.1, path.stem
