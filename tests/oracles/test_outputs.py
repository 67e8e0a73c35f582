"""Where results can't be written: below a file, in a folder that nobody can write to, on a full disk, into a pipe that
nobody reads. Every option that names an output ends with code 3 and says what and why, and nothing half-written stays."""

import json
import os
import resource
import signal
import subprocess

import pytest
from conftest import PROGRAM, ROOT, entity, spec_of

FILES = {
    "create --output": ["create", "--ddl", "schema.sql", "--output"],
    "export --output": ["export", "spec.json", "--to", "dbt", "--output"],
    "validate --report": ["validate", "spec.json", "--data", "data", "--report"],
    "validate --html": ["validate", "spec.json", "--data", "data", "--report", "none", "--html"],
    "validate --junit": ["validate", "spec.json", "--data", "data", "--report", "none", "--junit"],
}
FOLDERS = {
    "generate --output": ["generate", "spec.json", "--output"],
    "generate --format sqlite": ["generate", "spec.json", "--format", "sqlite", "--output"],
    "validate --failures": ["validate", "broken.json", "--data", "data", "--report", "none", "--failures"],
}  # fmt: skip
TARGETS = {
    f"generate --to {kind}": ["generate", "spec.json", "--to", kind]
    for kind in ("sqlite:", "duckdb:", "")
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A spec, its data, and a spec that the data break."""
    folder = tmp_path_factory.mktemp("outputs")
    choice = {"choice": {"choices": ["a", "b"]}}
    spec = spec_of([entity([("letter", "string", choice)], 100)])
    (folder / "spec.json").write_text(json.dumps(spec))
    spec["nodes"][0]["columns"][1]["generator"] = {"choice": {"choices": ["c", "d"]}}
    (folder / "broken.json").write_text(json.dumps(spec))
    (folder / "schema.sql").write_text("CREATE TABLE t (id integer PRIMARY KEY);")
    subprocess.run([PROGRAM, "generate", "spec.json", "-o", "data"], cwd=folder, check=True, capture_output=True)  # fmt: skip
    return folder


def fails(place, arguments, why, **options):
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    done = subprocess.run(
        [PROGRAM, *arguments],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )
    assert done.returncode == 3, done.stderr
    assert "error[" in done.stderr and "internal" not in done.stderr
    assert any(word in done.stderr for word in why), done.stderr
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("output", [*FILES, *FOLDERS])
@pytest.mark.parametrize("where", ["spec.json/below", "/proc/nothing", "/dev/null/below"])
def test_a_place_where_nothing_can_be(place, output, where):
    # Also for root, whom permissions do not stop.
    fails(place, [*{**FILES, **FOLDERS}[output], where], [where])


@pytest.mark.parametrize("output", TARGETS)
@pytest.mark.parametrize("where", ["spec.json/below.sql", "/proc/nothing.sql"])
def test_a_target_where_nothing_can_be(place, output, where):
    arguments = TARGETS[output]
    fails(place, [*arguments[:-1], arguments[-1] + where], [where])


@pytest.mark.parametrize("output", FILES)
def test_a_full_device(place, output):
    fails(place, [*FILES[output], "/dev/full"], ["No space left"])


@pytest.mark.parametrize("output", FILES)
def test_a_pipe_that_nobody_reads(place, output):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        fails(place, [*FILES[output], f"/dev/fd/{writer}"], ["Broken pipe"], pass_fds=[writer])
    finally:
        os.close(writer)


def may_not_grow():
    """As on a disk with room for ten bytes: to write more fails."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


@pytest.mark.parametrize("output", FILES)
def test_a_file_that_can_not_be_finished(place, output, tmp_path):
    fails(
        place, [*FILES[output], str(tmp_path / "new")], ["File too large"], preexec_fn=may_not_grow
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", [*FOLDERS, *TARGETS])
def test_a_full_disk(place, output, tmp_path):
    arguments = {**FOLDERS, **TARGETS}[output]
    target = str(tmp_path / ("new.sql" if output in TARGETS else "new"))
    named = [*arguments[:-1], arguments[-1] + target] if output in TARGETS else [*arguments, target]
    full = {
        "LD_PRELOAD": str(ROOT / "build/bin/full_disk.so"),
        "DATAGEN_DISK_PATH": str(tmp_path),
        "DATAGEN_DISK_BYTES": "100",
    }
    fails(place, named, ["No space left", "disk", "full"], env={**os.environ, **full})
    left = [path for path in tmp_path.rglob("*") if path.is_file() and ".datagen" not in path.parts]
    assert left == []
