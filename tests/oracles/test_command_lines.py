"""Random command lines, from the table of commands: options left out, repeated, unknown, in any order,
with values that are right, at their limits, beyond them, very long, or no text at all.

A command ends with a code that its help names; an error says what it speaks of; a mistake of the user's
leaves the folder as it was and standard output empty. DATAGEN_LINES=N tries N lines (DATAGEN_FULL=1: 4,000).
"""

import collections
import json
import os
import random
import re
import shutil
import subprocess

import pytest
from conftest import PROGRAM, ROOT

FULL = os.environ.get("DATAGEN_FULL") == "1"
COUNT = int(os.environ.get("DATAGEN_LINES", "4000" if FULL else "120"))
SEED = int(os.environ.get("DATAGEN_LINES_SEED", "1"))
PER_TEST = 40
COMMANDS = json.loads(
    subprocess.run([PROGRAM, "commands", "--json"], capture_output=True, check=True).stdout
)["commands"]

ODD = [
    b"",
    b" ",
    b"-",
    b"--",
    b"---",
    b"=",
    b"0",
    b"-1",
    b"1e999",
    b"nan",
    b"inf",
    b"0x10",
    b"1_000",
    b"18446744073709551616",
]
ODD += [
    b"caf\xe9",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "日本".encode(),
    b"a\nb",
    b"\x1b[31m",
    b"%s%n",
    b"a" * 5000,
    b"../..",
    b"/",
]
ODD += [
    b"/dev/null",
    b"/proc/self/mem",
    b"$(true)",
    b"'",
    b'"',
    b"*",
    b"none.json",
    b"folder",
    b"broken.json",
    b"spec.json",
]
FILES = {
    "file": [b"spec.json", b"spec.json", b"schema.sql", b"none.json", b"folder", b"broken.json", b"-"],
    "output file": [b"made.txt", b"folder/made.txt", b"none/made.txt", b"folder", b"-"],
    "output folder": [b"made", b"folder", b"spec.json", b"data", b"none/made", b"-"],
    "folder": [b"data", b"data", b"folder", b"none", b"spec.json"],
    "data": [b"data", b"data", b"folder", b"none", b"sqlite:none.sqlite", b"duckdb:none.duckdb", b"mysql://a:b@127.0.0.1:1/x"],
    "url": [b"new.sqlite", b"sqlite:new.sqlite", b"new.duckdb", b"new.sql", b"postgresql://a:b@127.0.0.1:1/x", b"ftp://x", b"://"],
    # Large numbers are right, and their work would be large.
    "sizes": [b"3", b"customer=5", b"purchase=5", b"none=5", b"customer=-1", b"customer", b"=", b"1000000000000001"],
    "real": [b"1", b"0.5", b"1e-12", b"0", b"-1", b"1e13", b"nan"],
    "size": [b"1", b"1KB", b"64MB", b"1GiB", b"0", b"-1", b"9999999999GB", b"1XB"],
    "slice": [b"1/1", b"1/2", b"2/2", b"0/1", b"3/2", b"1/99999999999999999999"],
    "text": [b"customer", b"purchase", b"country", b"postgresql", b"oracle", b"zstd", b"gzip", b"delta", b"choice", b"unknown-key", b"generate", b";", b"tab", b"%Y"],
}  # fmt: skip


def option(name):
    return b"--" + name.replace("_", "-").encode()


def integers(schema):
    least, most = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63 - 1)
    numbers = [least, least - 1, least + 1, 1, 2, 7, most + 1]
    return [str(number).encode() for number in numbers]


def value(random_, schema):
    if random_.random() < 0.12:
        return random_.choice(ODD)
    if "enum" in schema:
        return random_.choice(schema["enum"]).encode()
    if schema["x-kind"] == "integer":
        return random_.choice(integers(schema))
    return random_.choice(FILES[schema["x-kind"]])


def given(random_, name, schema):
    """The words that say an input."""
    if schema["x-kind"] == "flag":
        return [option(name)]
    said = value(random_, schema)
    if "x-place" in schema:
        return [said]
    return [option(name) + b"=" + said] if random_.random() < 0.2 else [option(name), said]


def make_line(random_):
    command = random_.choice(COMMANDS)
    inputs = command["inputs"]["properties"]
    places = [name for name in inputs if "x-place" in inputs[name]]
    options = [name for name in inputs if "x-place" not in inputs[name]]
    chosen = [name for name in places if random_.random() < 0.95]
    chosen += random_.sample(options, min(len(options), random_.choice([0, 0, 1, 1, 2, 3, 5])))
    chosen += [
        name
        for name in command["inputs"]["required"]
        if name not in chosen and random_.random() < 0.8
    ]
    random_.shuffle(chosen)
    groups = [given(random_, name, inputs[name]) for name in chosen]
    if "threads" in options and "threads" not in chosen:
        groups.append([b"--threads", b"1"])
    chance = random_.random()
    if chance < 0.05 and groups:
        groups.append(random_.choice(groups))
    elif chance < 0.1:
        groups.append(
            [random_.choice([b"--none", b"--sede=1", b"-x", b"-o", b"--help", b"--version"])]
        )
    elif chance < 0.15:
        groups.append([random_.choice(ODD)])
    elif chance < 0.2 and groups:
        group = random_.choice(groups)
        group.pop()
    if random_.random() < 0.15:
        groups.append([b"--errors", random_.choice([b"json", b"text", b"xml"])])
    line = [command["name"].encode()] + [word for group in groups for word in group]
    if random_.random() < 0.05:
        random_.shuffle(line)
    return [word.replace(b"\0", b"") for word in line]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    spec = json.loads((ROOT / "examples/specs/shop.json").read_text())
    spec["nodes"][0]["rows"] = 10
    (folder / "spec.json").write_text(json.dumps(spec))
    (folder / "broken.json").write_text('{"version": "1.0", "nodes": [')
    (folder / "schema.sql").write_text(
        "CREATE TABLE customer (id integer PRIMARY KEY, country text NOT NULL);"
    )
    (folder / "folder").mkdir()
    subprocess.run(
        [PROGRAM, "generate", "spec.json", "-o", "data", "--progress", "never"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def command_of(line):
    """The command that a line names, or nothing: an option before it may have a value."""
    names = {command["name"].encode(): command for command in COMMANDS}
    return next((names[word] for word in line if word in names), None)


def wrong(line, done, before, after):
    """What is not as it should be, or nothing."""
    out, err = done.stdout, done.stderr.decode("utf-8", "replace")
    codes = {code for command in COMMANDS for code in command["exit_codes"]}
    command = command_of(line)
    if command is not None and b"--help" not in line:
        codes = set(command["exit_codes"]) | {2}
    if done.returncode not in codes or done.returncode not in (0, 1, 2, 3):
        return f"exit code {done.returncode}, of {sorted(codes)}"
    if re.search("internal error|terminate called|runtime error|Sanitizer|out of memory", err):
        return "a mistake of its own"
    if done.returncode in (2, 3):
        if b"--errors" in line and err.startswith("{"):
            problems = json.loads(err)["problems"]
            said = " ".join(str(value) for value in problems[0].values()) if problems else ""
        else:
            said = err
            if not re.search(r"error\[[a-z-]+\]: \S", err):
                return "no error is told"
        inputs = [one for c in COMMANDS for one in c["inputs"]["properties"].items()]
        names = [option(name).decode() for name, _ in inputs] + [name.upper() for name, _ in inputs]
        names += [f"'{schema['x-default']}'" for _, schema in inputs if "x-default" in schema]
        names += ["CSV dialect"]  # whose options have that name
        # Of --from=sqlite:FILE the value, or the file alone.
        words = [part for word in line for part in (word, *re.split(b"^--[a-z-]+=|^sqlite:", word))]
        names += [word.decode("utf-8", "replace")[:40] for word in words if len(word) > 1]
        single = [word.decode() for word in line if len(word) == 1]
        names += [f"'{word}'" for word in single] + [
            f" {word} " for word in single if word.isdigit()
        ]
        # Of a server its host.
        names += [
            host.decode() for word in line for host in re.findall(rb"://[^@]*@([\w.]+)", word)
        ]
        if not any(name in said for name in names):
            return "the error names nothing that was given"
    if done.returncode == 2:
        if out:
            return "a refused line prints something"
        if before != after:
            changed = [str(path) for path in before.keys() ^ after.keys()]
            return f"a refused line leaves {changed or 'changes'}"
    left = [str(path) for path in after if ".tmp" in path.name or ".part-" in path.name]
    return f"half-written: {left}" if left else None


@pytest.mark.parametrize("first", range(0, COUNT, PER_TEST))
def test_random_lines(whole, tmp_path, first):
    before = contents(whole)
    ends = collections.Counter()
    for number in range(first, min(COUNT, first + PER_TEST)):
        line = make_line(random.Random(SEED * 1_000_000 + number))
        folder = tmp_path / "folder"
        shutil.copytree(whole, folder)
        (tmp_path / "tmp").mkdir(exist_ok=True)
        done = subprocess.run(
            [os.fsencode(PROGRAM), *line],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        ends[done.returncode] += 1
        found = wrong(line, done, before, contents(folder))
        assert found is None, (number, found, line, done.stdout[-500:], done.stderr[-1500:])
        assert not list((tmp_path / "tmp").iterdir()), (number, "temporary files", line)
        shutil.rmtree(folder)
    # Lines that do something are among them, and such that are refused.
    assert ends[0] and ends[2], ends
    if tally := os.environ.get("DATAGEN_TALLY"):
        with open(tally, "a") as file:
            file.write(json.dumps({"lines": ends}) + "\n")
