"""The same seed gives the same values, whatever the threads, batches, parts, format or slices, the
locale, the time zone, the memory, the load of the machine, the folder.

DATAGEN_FULL=1 tries every surrounding with every example spec; DATAGEN_TALLY=FILE gets a line a run.
"""

import contextlib
import copy
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys

import pytest
from conftest import PROGRAM, ROOT, SAMPLE, every_function_spec, function_names

FULL = os.environ.get("DATAGEN_FULL") == "1"
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


# ---- What surrounds a run


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))


# name: what differs: variables, options, what is done in the process before, whether cores are busy.
SURROUNDINGS = {
    "LC_ALL=C": {"env": {"LC_ALL": "C"}},
    "LC_ALL=C.UTF-8": {"env": {"LC_ALL": "C.UTF-8"}},
    "LC_ALL=de_DE.UTF-8": {"locale": "de_DE"},
    "LC_ALL=tr_TR.UTF-8": {"locale": "tr_TR"},
    "LC_ALL=hi_IN.UTF-8": {"locale": "hi_IN"},
    "TZ=America/Sao_Paulo": {"env": {"TZ": "America/Sao_Paulo"}},
    "TZ=Pacific/Apia": {"env": {"TZ": "Pacific/Apia"}},
    "TZ=Asia/Kathmandu": {"env": {"TZ": "Asia/Kathmandu"}},
    "umask 077": {"before": lambda: os.umask(0o077)},
    "umask 000": {"before": lambda: os.umask(0)},
    "another folder": {"folder": "elsewhere/ä b"},
    "900 MB of addresses": {"before": limit_memory, "options": ["--threads", "2"]},
    "small row groups": {"options": ["--row-group-bytes", "64KB"], "same_files": False},
    **{f"{n} threads, cores busy": {"options": ["--threads", str(n)], "busy": True} for n in range(1, 9)},
    "batches of 1": {"options": ["--batch-rows", "1"]},
    "batches of 7, parts of 1,001": {
        "options": ["--batch-rows", "7", "--part-rows", "1001"],
        "same_files": False,
    },
    "batches of 65,536": {"options": ["--batch-rows", "65536"]},
    # Of parts so small that each slice has some: the last of them completes the set.
    "slices 3/3, 1/3, 2/3": {
        "slices": [3, 1, 2], "options": ["--part-rows", "20"], "same_files": False,
    },
}  # fmt: skip
FEW = ("LC_ALL=tr_TR.UTF-8", "TZ=Pacific/Apia", "umask 077", "another folder")
FEW += ("900 MB of addresses", "8 threads, cores busy", "slices 3/3, 1/3, 2/3")


def tried():
    return {name: one for name, one in SURROUNDINGS.items() if FULL or name in FEW}


@contextlib.contextmanager
def busy_cores(wanted):
    spinning = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(os.cpu_count() if wanted else 0)
    ]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """A folder with compiled locales; the system has the C ones alone."""
    folder = tmp_path_factory.mktemp("locales")
    for name in {one["locale"] for one in tried().values() if "locale" in one}:
        done = subprocess.run(
            ["localedef", "-i", name, "-f", "UTF-8", folder / f"{name}.UTF-8"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (folder / f"{name}.UTF-8/LC_NUMERIC").exists(), done.stderr
    return folder


def run_in(surrounding, locales, folder, spec, size):
    """Each table's content hash, and each file's digest, of a run in a surrounding."""
    env = {**os.environ, **surrounding.get("env", {})}
    if "locale" in surrounding:
        env |= {"LOCPATH": str(locales), "LC_ALL": f"{surrounding['locale']}.UTF-8"}
    work = folder / surrounding.get("folder", "work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    line = [PROGRAM, "generate", spec, *size, "-o", "out", "--format", "csv", "--no-validate"]
    line += ["--progress", "never", *surrounding.get("options", [])]
    slices = surrounding.get("slices", [])
    for number in slices or [None]:
        with busy_cores(surrounding.get("busy")):
            subprocess.run(
                line + ([] if number is None else ["--parts", f"{number}/{len(slices)}"]),
                cwd=work,
                env=env,
                preexec_fn=surrounding.get("before"),
                check=True,
                capture_output=True,
                timeout=600,
            )
    out = work / "out"
    tables = json.loads((out / ".metadata.json").read_text())["tables"]
    hashes = {name: table["content_hash"] for name, table in tables.items()}
    files = {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*.csv"))
    }
    assert files
    shutil.rmtree(work)
    return hashes, files


def example_specs():
    paths = [*(ROOT / "examples/specs").glob("*.json"), *(ROOT / "examples/recipes").glob("*.json")]
    specs = [path for path in sorted(paths) if "nodes" in json.loads(path.read_text())]
    return specs if FULL else [ROOT / "examples/specs/shop.json"]


@pytest.mark.parametrize(
    "path", [None, *example_specs()], ids=lambda path: path.stem if path else "all"
)
def test_surroundings_change_nothing(tmp_path, locales, path):
    if path is None:
        path = tmp_path / "spec.json"
        spec = every_function_spec()
        path.write_text(json.dumps(spec))
        text = json.dumps(spec["nodes"])
        calls = [name for name in function_names() if not name.startswith("relation ")]
        unused = [name for name in calls if f'"{name.split(" ")[1]}' not in text]
        assert not unused, f"no example in the spec calls {unused}"
        size = []
    else:
        size = ["--rows", "3000" if FULL else "300"]
    expected = run_in({}, locales, tmp_path, path, size)
    for name, surrounding in tried().items():
        hashes, files = run_in(surrounding, locales, tmp_path, path, size)
        assert hashes == expected[0], name
        if surrounding.get("same_files", True):
            assert files == expected[1], name
        if tally := os.environ.get("DATAGEN_TALLY"):
            with pathlib.Path(tally).open("a") as file:
                line = {
                    "surrounding": name,
                    "spec": path.stem,
                    "tables": len(hashes),
                    "files": len(files),
                }
                file.write(json.dumps(line) + "\n")
