"""Ctrl-C and SIGTERM at any moment of any command: the exit code, and nothing left behind."""

import os
import pathlib
import random
import shutil
import signal
import subprocess
import time

import pytest
from conftest import PROGRAM, SAMPLE

FULL = os.environ.get("DATAGEN_FULL") == "1"
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


def start(folder, line):
    """In a session of its own, with the default signals (a shell ignores SIGINT in the background)."""
    return subprocess.Popen(
        ["env", "--default-signal=INT,TERM", PROGRAM, *map(str, line)],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def listing(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def session_members(session):
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


def is_resumable(name):
    """What an interrupted `generate` keeps: the folders, the record of the run, finished parts."""
    path = pathlib.PurePath(name)
    return path.parts[0] == "out" and not path.name.startswith(".part-") and path.suffix != ".tmp"


# By then the program has its libraries, however busy the machine is.
LOADED = 0.4

# Each takes a second or so where nothing else runs.
LINES = {
    "generate": ["generate", SAMPLE, "--rows", "user=600000", "-o", "out"],
    "generate csv": ["generate", SAMPLE, "--rows", "user=600000", "-o", "out", "--format", "csv"],
    "generate large batches": ["generate", SAMPLE, "--rows", "user=1500000", "-o", "out"]
    + ["--batch-rows", "1048576", "--part-rows", "4000000"],
    "generate dry run": ["generate", SAMPLE, "--rows", "user=5000000", "-o", "out"]
    + ["--dry-run-sample", "200000"],
    "load sqlite": ["generate", SAMPLE, "--rows", "user=150000", "--to", "new.sqlite"],
    "load duckdb": ["generate", SAMPLE, "--rows", "user=300000", "--to", "new.duckdb"],
    "load script": ["generate", SAMPLE, "--rows", "user=400000", "--to", "new.sql"],
    "validate": ["validate", "data.json", "--data", "data", "--html", "r.html"]
    + ["--failures", "bad", "--junit", "j.xml"],
    "explain": ["explain", SAMPLE, "--rows", "user=20000000", "--cost"],
    "export": ["export", SAMPLE, "--to", "dbt", "-o", "rules.yml"],
    "create": ["create", "--ddl", "many.sql", "-o", "draft.json"],
    "create without end": ["create", "--ddl", "/dev/zero", "-o", "draft.json"],
    "a pipe that nobody fills": ["explain", "pipe"],
    "a pipe of scripts": ["create", "--ddl", "pipe"],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    shutil.copy(SAMPLE, folder / "data.json")
    subprocess.run(
        [PROGRAM, "generate", SAMPLE, "--rows", "user=300000", "-o", "data", "--no-validate"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    tables = "".join(
        f"CREATE TABLE t{i} (id integer PRIMARY KEY, name text, r integer REFERENCES t{i // 2});\n"
        for i in range(4000)
    )
    (folder / "many.sql").write_text(tables)
    return folder


@pytest.mark.parametrize("name", LINES)
def test_a_command_stops_at_any_moment(tmp_path, data, name):
    chance = random.Random(name)
    folder = tmp_path / "work"
    stopped, waits = 0, []
    for moment in range(20 if FULL else 3):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tmp").mkdir(parents=True)
        os.mkfifo(folder / "pipe")
        for path in data.iterdir():
            (folder / path.name).symlink_to(path)
        before = listing(folder)
        sent = (signal.SIGINT, signal.SIGTERM)[moment % 2]
        started = start(folder, LINES[name])
        delay = chance.uniform(0.02, 1.2)
        time.sleep(delay)
        os.kill(started.pid, sent)
        asked = time.monotonic()
        _, error = started.communicate(timeout=30)
        waits.append(time.monotonic() - asked)
        assert session_members(started.pid) == []
        assert listing(folder / "tmp") == set(), name
        if started.returncode in (0, 1):
            continue  # it was faster
        if started.returncode == -sent and delay < LOADED:
            continue  # the program had not begun: env or its loader was stopped
        stopped += 1
        assert started.returncode == CODES[sent], (name, error)
        assert error.count("stopped") == 1, (name, error)
        left = listing(folder) - before
        if name.startswith("generate"):
            left = {path for path in left if not is_resumable(path)}
        assert left == set(), name
    assert stopped > 0 or name == "export", "no moment was within the command"
    assert max(waits) < 10, "a stop has a bound on the busiest machine"
    print(f"{name}: {stopped} stopped, slowest {max(waits) * 1000:.0f} ms")


def test_a_second_signal_ends_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "tmp").mkdir()
    started = start(tmp_path, ["explain", "pipe"])
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
