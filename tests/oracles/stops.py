"""Stopping the program by a signal at a moment, and what it leaves."""

import dataclasses
import os
import pathlib
import random
import signal
import subprocess
import time

from conftest import PROGRAM

FULL = os.environ.get("DATAGEN_FULL") == "1"
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
# Of the promised 0.2 s where nothing else runs; benchmarks/logs/jobs.md has what was measured.
SECONDS_MAX = 1.0
# By then the program has its libraries, however busy the machine is.
LOADED = 0.4


@dataclasses.dataclass
class End:
    code: int
    error: str
    seconds: float  # from the signal on

    def before_it_began(self, sent, delay):
        """Whether env or the program's loader was stopped."""
        return self.code == -sent and delay < LOADED


def start(folder, line, **streams):
    """In a session of its own, with the default signals (a shell ignores SIGINT in the background)."""
    kept = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        ["env", "--default-signal=INT,TERM", PROGRAM, *map(str, line)],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        text=True,
        start_new_session=True,
        **{**kept, **streams},
    )


def stop(folder, line, sent, delay):
    started = start(folder, line)
    time.sleep(delay)
    os.kill(started.pid, sent)
    asked = time.monotonic()
    _, error = started.communicate(timeout=30)
    end = End(started.returncode, error, time.monotonic() - asked)
    assert session_members(started.pid) == []
    return end


def moments(name, latest, ends):
    """Signals and how long to wait for each, others for each name; `latest`: what a whole run takes.
    More of them, and sooner, as long as `ends` is empty: the machine may have been busy when the run
    was timed."""
    chance = random.Random(name)
    for k in range(20 if FULL else 3):
        yield (signal.SIGINT, signal.SIGTERM)[k % 2], chance.uniform(0.02, latest)
    while not ends and latest > 0.05:
        latest *= 0.7
        yield signal.SIGINT, latest


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


def tell(name, ends, seconds_max=SECONDS_MAX):
    """What the log has: how many were stopped, and how long that took."""
    seconds = sorted(end.seconds for end in ends)
    if seconds:
        print(
            f"{name}: {len(seconds)} stopped, median {seconds[len(seconds) // 2] * 1000:.0f} ms, "
            f"slowest {seconds[-1] * 1000:.0f} ms"
        )
    assert not seconds or seconds[-1] < seconds_max, f"{name}: a stop took {seconds[-1]:.2f} s"
