"""Ctrl-C and SIGTERM at any moment of any command: the exit code, how soon, nothing left behind, and
the same command run again gives what an undisturbed run gives. Databases on servers are in
test_stopped_loads.py."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

import duckdb
import pytest
import stops
from conftest import PROGRAM, SAMPLE, entity, spec_of
from stops import CODES, listing


def may_stay(name):
    """What is whole: an interrupted `generate` keeps its folders, the record of the run and finished
    parts, `validate` the failing rows and reports that it had finished."""
    path = pathlib.PurePath(name)
    whole = not path.name.startswith(".part-") and path.suffix != ".tmp"
    return whole and path.parts[0] in ("out", "bad", "r.html", "j.xml")


def contents(folder, name):
    """What a command has made, but for what differs from run to run."""
    if (folder / "out").exists():
        tables = json.loads((folder / "out/.metadata.json").read_text())["tables"]
        return {table: made["content_hash"] for table, made in tables.items()}
    if (folder / "new.sqlite").exists():
        with sqlite3.connect(folder / "new.sqlite") as database:
            return [
                database.execute(f"select count(*), total({column}) from {table}").fetchall()
                for table, column in (("user", "user_id * length(full_name)"), ("event", "amount"))
            ]
    if (folder / "new.duckdb").exists():
        with duckdb.connect(folder / "new.duckdb", read_only=True) as database:
            return [
                database.sql(f"select count(*), bit_xor(hash(t)) from {table} t").fetchall()
                for table in ("user", "event")
            ]
    made = [folder / file for file in ("new.sql", "rules.yml", "draft.json")]
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made if path.exists()
    }


# Each takes a few tenths of a second where nothing else runs.
LINES = {
    "generate": ["generate", SAMPLE, "--rows", "user=200000", "-o", "out"],
    "generate csv": ["generate", SAMPLE, "--rows", "user=600000", "-o", "out", "--format", "csv"],
    "generate large batches": ["generate", SAMPLE, "--rows", "user=1000000", "-o", "out"]
    + ["--batch-rows", "1048576", "--part-rows", "4000000"],
    "generate dry run": ["generate", SAMPLE, "--rows", "user=500000", "-o", "out"]
    + ["--dry-run-sample", "50000"],
    "load sqlite": ["generate", SAMPLE, "--rows", "user=60000", "--to", "new.sqlite"],
    "load duckdb": ["generate", SAMPLE, "--rows", "user=150000", "--to", "new.duckdb"],
    "load script": ["generate", SAMPLE, "--rows", "user=150000", "--to", "new.sql"],
    "validate": ["validate", "data.json", "--rows", "user=150000", "--data", "data"]
    + ["--html", "r.html", "--failures", "bad", "--junit", "j.xml"],
    "verify": ["verify", "data", "--values"],
    "explain": ["explain", SAMPLE, "--rows", "user=5000000", "--cost"],
    "export": ["export", "wide.json", "--to", "dbt", "-o", "rules.yml"],
    "create": ["create", "--ddl", "many.sql", "-o", "draft.json"],
    "create without end": ["create", "--ddl", "/dev/zero", "-o", "draft.json"],
    "a pipe that nobody fills": ["explain", "pipe"],
    "a pipe of scripts": ["create", "--ddl", "pipe"],
}
ENDLESS = ("create without end", "a pipe that nobody fills", "a pipe of scripts")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    shutil.copy(SAMPLE, folder / "data.json")
    subprocess.run(
        [PROGRAM, "generate", SAMPLE, "--rows", "user=150000", "-o", "data", "--no-validate"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    tables = "".join(
        f"CREATE TABLE t{i} (id integer PRIMARY KEY, name text, r integer REFERENCES t{i // 2});\n"
        for i in range(2000)
    )
    (folder / "many.sql").write_text(tables)
    columns = [(f"c{i}", "int", {"sequence": {}}) for i in range(20000)]
    (folder / "wide.json").write_text(json.dumps(spec_of([entity(columns)])))
    return folder


def lay_out(folder, data):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tmp").mkdir(parents=True)
    os.mkfifo(folder / "pipe")
    for path in data.iterdir():
        (folder / path.name).symlink_to(path)


@pytest.mark.parametrize("name", LINES)
def test_a_command_stops_at_any_moment(tmp_path, data, name):
    folder, line = tmp_path / "work", LINES[name]

    def run():
        begun = time.monotonic()
        done = subprocess.run(
            [PROGRAM, *map(str, line)], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, (name, done.stderr)
        return contents(folder, name), time.monotonic() - begun

    lay_out(folder, data)
    undisturbed, latest = (None, 0.6) if name in ENDLESS else run()
    ends = []
    for sent, delay in stops.moments(name, latest, ends):
        lay_out(folder, data)
        before = listing(folder)
        end = stops.stop(folder, line, sent, delay)
        assert listing(folder / "tmp") == set(), name
        if end.code == 0:  # the signal came after its end: a second load would find the rows
            lay_out(folder, data)
            continue
        if end.before_it_began(sent, delay):
            continue
        ends.append(end)
        assert end.code == CODES[sent], (name, end)
        assert end.error.count("stopped") == 1, (name, end)
        assert len(end.error.strip().splitlines()) <= 2, (name, end)  # that, and what is left
        left = {path for path in listing(folder) - before if not may_stay(path)}
        assert left == set(), name
    if name not in ENDLESS and not (folder / "out/.metadata.json").exists():
        assert run()[0] == undisturbed, name
    assert ends, "no moment was within the command"
    stops.tell(name, ends)


def test_a_second_signal_ends_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "tmp").mkdir()
    started = stops.start(tmp_path, ["explain", "pipe"])
    while "datagen" not in pathlib.Path(f"/proc/{started.pid}/cmdline").read_text().split("\0")[0]:
        time.sleep(0.001)
    writer = os.open(tmp_path / "pipe", os.O_WRONLY)  # it is reading now
    started.send_signal(signal.SIGINT)
    started.send_signal(signal.SIGTERM)
    started.communicate(timeout=30)
    os.close(writer)
    assert started.returncode in (130, 143)


def full_pipe():
    """One that nobody reads, with no place left."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b" " * 4096)
    except BlockingIOError:
        os.set_blocking(writing, True)
    return reading, writing


def is_writing(process):
    """Whether a thread waits for the reader of a pipe."""
    tasks = pathlib.Path(f"/proc/{process}/task").glob("*/wchan")
    return any(task.read_text().endswith("pipe_write") for task in tasks)


# What waits for the reader of a stream: the command's work, or what comes before it.
WAITING = {
    "progress": (["explain", SAMPLE, "--rows", "user=20000000", "--cost", "--progress=json"], 2),
    "a mistake": (["explian"], 2),
    "help": (["--help"], 1),
    "a command's help": (["generate", "--help"], 1),
    "a page": (["manual"], 1),
}


@pytest.mark.parametrize("name", WAITING)
def test_a_stream_that_nobody_reads_does_not_hold_it(tmp_path, name):
    line, stream = WAITING[name]
    pipe = full_pipe()
    streams = {1: subprocess.DEVNULL, 2: subprocess.DEVNULL, stream: pipe[1]}
    started = subprocess.Popen(
        ["env", "--default-signal=INT,TERM", PROGRAM, *map(str, line)],
        cwd=tmp_path,
        stdout=streams[1],
        stderr=streams[2],
    )
    try:
        latest = time.monotonic() + 5  # where the system does not say what a thread waits for
        while not is_writing(started.pid) and time.monotonic() < latest:
            time.sleep(0.001)
        time.sleep(0.3)  # the line of progress is drawn every 0.1 s, and must not wait for it
        started.send_signal(signal.SIGINT)
        assert started.wait(10) == 130
    finally:
        started.kill()
        started.wait()
        for end in pipe:
            os.close(end)


def test_an_interrupt_that_is_ignored_stays_ignored(tmp_path):
    (tmp_path / "tmp").mkdir()
    code = 'trap "" INT; exec "$0" "$@"'
    started = subprocess.Popen(
        ["bash", "-c", code, PROGRAM, "generate", SAMPLE, "--rows", "user=200000", "-o", "out"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not (tmp_path / "out").exists():
        time.sleep(0.001)
    started.send_signal(signal.SIGINT)
    assert started.wait(60) == 0 and (tmp_path / "out/.metadata.json").exists()
