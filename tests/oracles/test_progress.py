"""The line of progress, as a terminal shows it: pyte renders what the program writes to a pty."""

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import termios
import threading
import time

import pyte
import pytest
from conftest import PROGRAM, SAMPLE

LINES = {
    "making files": ["generate", SAMPLE, "--rows", "user=300000", "-o", "out", "--no-validate"],
    "loading": ["generate", SAMPLE, "--rows", "user=50000", "--to", "new.sqlite"],
    "validating": ["validate", SAMPLE, "--rows", "user=100000", "--data", "data"],
    "planning": ["explain", SAMPLE, "--rows", "user=200000000"],
    "reading scripts": ["create", "--ddl", "many.sql", "-o", "draft.json"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    line = [PROGRAM, "generate", SAMPLE, "--rows", "user=100000", "-o", "data", "--no-validate"]
    subprocess.run(line, cwd=folder, check=True, capture_output=True)
    tables = (f"CREATE TABLE t{i} (id integer PRIMARY KEY, name text);\n" for i in range(10000))
    (folder / "many.sql").write_text("".join(tables))
    return folder


class Terminal:
    """Runs a command on a terminal of its own and keeps what its screen showed, frame by frame."""

    def __init__(self, folder, line, columns=80, kind="xterm"):
        self.screen = pyte.HistoryScreen(columns, 24, history=1000)
        stream = pyte.ByteStream(self.screen)
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, *map(str, line)],
            cwd=folder,
            env={**os.environ, "TERM": kind},
            stdin=follower,
            stdout=follower,
            stderr=follower,
        )
        os.close(follower)
        self.frames = []
        self.raw = b""
        begun = time.monotonic()
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            self.raw += piece
            stream.feed(piece)
            self.frames.append(self.lines())
        os.close(leader)
        self.code = process.wait(60)
        self.seconds = time.monotonic() - begun

    def lines(self):
        return [line.rstrip() for line in self.screen.display if line.strip()]


@pytest.mark.parametrize("phase", LINES)
def test_one_line_that_is_gone_at_the_end(tmp_path, made, phase):
    for path in made.iterdir():
        (tmp_path / path.name).symlink_to(path)
    shown = Terminal(tmp_path, LINES[phase], columns=200)
    assert shown.code == 0
    drawn = [frame for frame in shown.frames if any(line.startswith(phase) for line in frame)]
    if shown.seconds > 2:  # what is over sooner need not be told
        assert drawn, (phase, shown.frames[-1])
    for frame in drawn:
        assert len([line for line in frame if line.startswith(phase)]) == 1, frame
    assert not any(line.startswith(phase) for line in shown.lines()), shown.lines()


def held(folder, **terminal):
    """A command that waits for its spec for a while: a phase of a known length that takes no CPU."""
    os.mkfifo(folder / "pipe")
    text = SAMPLE.read_text()

    def give():
        time.sleep(0.8)
        (folder / "pipe").write_text(text)

    giver = threading.Thread(target=give)
    giver.start()
    shown = Terminal(folder, ["explain", "pipe"], **terminal)
    giver.join()
    assert shown.code == 0
    return shown


@pytest.mark.parametrize("columns", (1, 7, 20, 39, 80))
def test_a_narrow_terminal_has_one_line_too(tmp_path, columns):
    drawn = held(tmp_path, columns=columns).raw.rpartition(b"\r\x1b[K")[0]
    assert drawn.count(b"\r\x1b[K") > 0
    screen = pyte.Screen(columns, 24)
    stream = pyte.ByteStream(screen)
    for frame in drawn.split(b"\r\x1b[K"):
        stream.feed(b"\r\x1b[K" + frame)
        assert screen.cursor.y == 0, frame  # it never wraps


@pytest.mark.parametrize("kind", ("dumb", "", "xterm"))
def test_a_terminal_that_can_t_redraw_has_none(tmp_path, kind):
    assert (b"\x1b[" in held(tmp_path, kind=kind).raw) == (kind == "xterm")


def test_no_line_is_drawn_into_a_result(tmp_path):
    """Its reader may be a pager on the same terminal."""
    leader, follower = pty.openpty()
    line = [PROGRAM, "preview", SAMPLE, "-n", "1000", "--format", "json"]
    process = subprocess.Popen(
        list(map(str, line)), cwd=tmp_path, stdout=subprocess.PIPE, stderr=follower
    )
    os.close(follower)
    select.select([process.stdout], [], [])  # the result has begun
    os.set_blocking(leader, False)

    def drawn():
        try:
            return os.read(leader, 65536)
        except OSError:  # nothing is there, or the other end is closed
            return b""

    drawn()
    time.sleep(0.8)  # the pipe is full: it waits
    assert process.poll() is None
    assert drawn() == b""
    assert json.loads(process.stdout.read())
    assert process.wait(60) == 0
    assert drawn() == b""
    os.close(leader)


def test_nothing_is_coloured(tmp_path):
    """So NO_COLOR has nothing to turn off."""
    shown = Terminal(tmp_path, ["explain", SAMPLE])
    assert b"\x1b" not in shown.raw
    assert b"\x1b" not in Terminal(tmp_path, ["explain", "nothing.json"]).raw
