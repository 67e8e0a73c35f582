"""Little memory, few descriptors, a disk or a system call that fails, an end by SIGKILL: a command ends
with 0 or with 3 and why, leaves nothing half-written, and succeeds when it is run again."""

import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import time

import pytest
from conftest import PROGRAM, ROOT

FULL = os.environ.get("DATAGEN_FULL") == "1"
LINES = {
    "generate": ["generate", "spec.json", "-o", "out", "--no-validate", "--threads", "1"],
    "generate csv": ["generate", "spec.json", "-o", "out", "--no-validate", "--format", "csv"],
    "generate and check": ["generate", "spec.json", "-o", "out"],
    "load sqlite": ["generate", "spec.json", "--to", "new.sqlite"],
    "load duckdb": ["generate", "spec.json", "--to", "new.duckdb"],
    "load script": ["generate", "spec.json", "--to", "new.sql", "--dialect", "postgresql"],
    "validate": ["validate", "spec.json", "--data", "data", "--html", "r.html"],
    "explain": ["explain", "spec.json", "--cost"],
    "export": ["export", "spec.json", "--to", "dbt", "-o", "rules.yml"],
    "create": ["create", "--ddl", "schema.sql", "-o", "draft.json"],
}


@pytest.fixture
def folder(tmp_path):
    spec = json.loads((ROOT / "examples/specs/shop.json").read_text())
    for node in spec["nodes"]:
        if "rows" in node:
            node["rows"] = 50
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    (tmp_path / "schema.sql").write_text(
        "CREATE TABLE a (id integer PRIMARY KEY, n text NOT NULL);"
    )
    (tmp_path / "tmp").mkdir()
    done = run(tmp_path, ["generate", "spec.json", "-o", "data", "--no-validate"])
    assert done.returncode == 0, done.stderr
    return tmp_path


def run(folder, line, limit=None, bound=0, before=()):
    def set_limits():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limit is not None:
            resource.setrlimit(limit, (bound, bound))

    return subprocess.run(
        [*before, PROGRAM, *line],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=60,
        preexec_fn=set_limits,
    )


def results(folder):
    given = {"spec.json", "schema.sql", "data", "tmp"}
    return [path for path in folder.iterdir() if path.name not in given]


def clear(folder):
    for path in results(folder):
        subprocess.run(["rm", "-rf", path], check=True)


def look(folder, name, done, told, says_why=True):
    """That it ended as it should, and that nothing is half-written."""
    assert done.returncode in (0, 3), (told, done.returncode, done.stderr)
    if done.returncode == 3 and says_why:
        assert re.search(r"error\[[a-z-]+\]: \S", done.stderr), (told, done.stderr)
    left = [str(path) for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in left if ".tmp" in path or ".part-" in path], (told, left)
    assert list((folder / "tmp").iterdir()) == [], told
    if done.returncode == 3 and not name.startswith("generate"):
        # What was whole before standard output failed may stay.
        stays = [path.name for path in results(folder)]
        if (
            stays in (["new.sql"], ["new.duckdb"], ["new.sqlite"])
            and "standard output" in done.stderr
        ):
            target = {"sql": "", "duckdb": "duckdb:", "sqlite": "sqlite:"}[stays[0].split(".")[1]]
            if target:
                whole = ["validate", "spec.json", "--data", target + stays[0], "--report", "none"]
                assert run(folder, whole).returncode == 0, told
            else:
                kept = (folder / stays[0]).read_bytes()
                clear(folder)
                assert run(folder, LINES[name]).returncode == 0, told
                assert kept == (folder / stays[0]).read_bytes(), (told, done.stderr)
            clear(folder)
        else:
            assert stays in ([], ["r.html"]), (told, done.stderr)
    if done.returncode == 3 and not (folder / "out/.metadata.json").exists():
        again = run(folder, LINES[name])
        assert again.returncode == 0, (told, again.stderr)
    clear(folder)


@pytest.mark.parametrize("name", LINES)
def test_few_descriptors(folder, name):
    for bound in range(4, 16, 1 if FULL else 3):
        look(folder, name, run(folder, LINES[name], resource.RLIMIT_NOFILE, bound), bound)


# Below some 72 MB the system's loader ends the program before it has begun.
@pytest.mark.parametrize("name", LINES)
def test_little_memory(folder, name):
    for megabytes in (76, 84, 92, 150, 200, 250, 300, 400) if FULL else (76, 92, 200, 300):
        done = run(folder, LINES[name], resource.RLIMIT_AS, megabytes << 20)
        look(folder, name, done, megabytes)


def test_a_plan_that_needs_more_memory_than_there_is(folder):
    """What a plan makes by itself, here texts of gigabytes, may not fit either."""
    spec = json.loads((folder / "spec.json").read_text())
    long = "lpad('b', 4096, 'y')"
    code = f"replace(replace(lpad(country, 4096, 'x'), 'x', {long}), 'y', {long})"
    spec["nodes"][0]["columns"].append(
        {
            "name": "long",
            "type": "string",
            "nullable": False,
            "generator": {"expression": {"code": code}},
        }
    )
    (folder / "spec.json").write_text(json.dumps(spec))
    for line in (["explain", "spec.json"], ["preview", "spec.json"], LINES["generate"]):
        done = run(folder, line, resource.RLIMIT_AS, 400 << 20)
        assert done.returncode == 3 and "out of memory" in done.stderr, (line, done)
        assert results(folder) == [], line


def test_a_killed_process_leaves_no_folder_for_ever(folder):
    line = ["validate", "spec.json", "--data", "data"]
    deadline = time.monotonic() + 60
    while not list((folder / "tmp").iterdir()):
        assert time.monotonic() < deadline
        process = subprocess.Popen(
            [PROGRAM, *line],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(folder / "tmp")},
            stdout=subprocess.DEVNULL,
        )
        while process.poll() is None and not list((folder / "tmp").iterdir()):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert run(folder, line).returncode == 0
    assert list((folder / "tmp").iterdir()) == []


def test_a_folder_whose_name_is_no_utf_8_is_refused_before_writing(folder):
    name = os.fsdecode(b"caf\xe9")
    done = run(folder, ["generate", "spec.json", "-o", name])
    assert done.returncode == 2 and "error[invalid-encoding]: " in done.stderr
    assert results(folder) == []


# ---- System calls that fail, one after the other


FAULTS = {"write": "ENOSPC", "pwrite64": "ENOSPC", "rename": "EIO", "openat": "EMFILE"}
FAULTS |= {"mkdir": "ENOSPC", "read": "EIO", "ftruncate": "EIO", "fsync": "EIO"}


# DuckDB 1.5.5 ends the process where a control group's files can't be opened or read as it starts: it goes
# through a null pointer, and what it throws then is not caught. That it lacks descriptors is found out before.
ENDS_DUCKDB = "Attempted to dereference unique_ptr that is NULL"


def traced(folder, line, call, fault):
    log = folder.parent / f"{folder.name}.log"
    tracer = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}", *fault]
    done = run(folder, line, before=[*map(str, tracer)])
    return done, pathlib.Path(log).read_text()


@pytest.fixture(scope="module")
def tracing():
    if subprocess.run(["strace", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no process may be traced here")


@pytest.mark.parametrize("name", LINES if FULL else ("generate csv", "validate", "create"))
def test_any_system_call_may_fail(folder, tracing, name):
    for call, error in FAULTS.items():
        _, log = traced(folder, ["--version"], call, [])
        first = log.count(f"{call}(") + 1  # the system's loader is not ours
        for n in range(first, first + (200 if FULL else 12)):
            fault = ["-e", f"inject={call}:error={error}:when={n}"]
            done, log = traced(folder, LINES[name], call, fault)
            if "(INJECTED)" not in log:
                clear(folder)
                break
            place = next(line for line in log.splitlines() if "(INJECTED)" in line)
            if done.returncode == -6 and ENDS_DUCKDB in done.stderr:
                clear(folder)
                subprocess.run(f"rm -rf {folder}/tmp/*", shell=True, check=True)
                continue
            # `when` counts for each thread: the message may be what can't be written.
            says_why = not re.search(r"write\(2, .*\(INJECTED\)", log)
            look(folder, name, done, (name, place), says_why)
