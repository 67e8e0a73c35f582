"""SQL dialects: all that differs stands in one file each, in one room."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
ROOM = ROOT / "src/data/dialects"
FILES = sorted((ROOM / "kinds").glob("*.cc"))


def names(text):
    """The id of a dialect, and what else it is called."""
    found = re.search(r'\.id = "(\w+)",\s*\.title = "[^"]+",(?:\s*\.aliases = {([^}]*)})?', text)
    return [found[1], *re.findall(r'"(\w+)"', found[2] or "")]


def test_every_dialect_has_one_file_that_says_what_it_is_for():
    every = [name for path in FILES for name in names(path.read_text())]
    assert len(every) == len(set(every)), "a name means one dialect"
    for path in FILES:
        text = path.read_text()
        assert text.count(".id = ") == 1, path
        assert names(text)[0] == path.stem, path
        assert ".reading =" in text or ".writing =" in text, path


def test_the_reference_tells_what_each_can_do():
    rows = re.findall(
        r"^\| `(\w+)` \|[^|]*\|[^|]*\| (yes|no) \| (yes|no) \|$",
        (ROOT / "docs/reference.md").read_text(),
        re.M,
    )
    told = {name: (read == "yes", written == "yes") for name, read, written in rows}
    for path in FILES:
        text = path.read_text()
        assert told.pop(path.stem) == (".reading =" in text, ".script =" in text), path
    assert not told


def test_nothing_outside_of_the_room_compares_a_dialects_name():
    also_mean_something_else = {"sql", "standard", "delta"}
    known = {name for path in FILES for name in names(path.read_text())}
    every = "|".join(sorted(known - also_mean_something_else))
    comparison = re.compile(rf'[=!]=\s*"({every})"|"({every})"\s*[=!]=')
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "src/*.cc", "src/*.h"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listed.stdout.splitlines():
        path = ROOT / line
        if ROOM in path.parents or not path.is_file():
            continue
        assert not comparison.search(path.read_text()), path
