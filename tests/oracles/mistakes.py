"""Beginners' mistakes, as data: tests/mistakes/*.txt, and how a program answers them.

A case is a name, a command line, what the files beside it are, a line of dashes, the answer. The file is `spec.json`
with a table `t` of the columns `id` and `age`, changed by one of

    type TYPE             a column `a` of that type
    generator JSON        a column `a` of that generator
    code EXPRESSION       a column `a` that the expression computes
    column JSON           a column
    change OLD => NEW     another text in its place
    file NAME             another file: what follows

The answer is the exit code, the first line of the standard output, and the whole standard error; long lists of what is
possible are cut. `DATAGEN_REWRITE=1` with test_mistakes.py writes the answers anew.
"""

import json
import pathlib
import re
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "mistakes"

SPEC = """{"version": "1.0", "metadata": {"name": "x"},
 "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "H"},
 "nodes": [{"id": "t", "kind": "entity", "pk": "id", "rows": 10, "columns": [
   {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
   {"name": "age", "type": "int", "nullable": false, "generator": {"distribution":
     {"type": "normal", "params": {"mean": 40, "sigma": 12}, "clamp": [18, 90]}}}]}],
 "constraints": {}}
"""
LISTED = 6


def cases(path):
    """(name, input, answer) of a file, after its remarks."""
    for block in path.read_text().split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        given, _, answer = rest.partition("\n----\n")
        yield name, given, answer.rstrip("\n") + "\n"


def remarks(path):
    return path.read_text().split("\n== ")[0]


def with_column(column):
    start, end = SPEC.split("}}}]}]")
    return f"{start}}}}}}},\n   {column}]}}]{end}"


def files(given):
    """What stands beside the command line, by name."""
    _, _, rest = given.partition("\n")
    word, _, value = rest.partition(" ")
    if word == "file":
        name, _, text = value.partition("\n")
        return {"spec.json": SPEC, name: text}
    if word == "change":
        old, new = value.split(" =>")
        assert old in SPEC, old
        return {"spec.json": SPEC.replace(old, new.removeprefix(" "), 1)}
    column = {"name": "a", "type": "int", "nullable": False, "generator": {"sequence": {}}}
    if word == "type":
        column["type"] = value
    elif word == "code":
        column["generator"] = {"expression": {"code": value}}
    text = json.dumps(column, ensure_ascii=False)
    if word == "generator":
        text = text.replace('{"sequence": {}}', value)
    if word == "column":
        text = value
    return {"spec.json": with_column(text) if word else SPEC}


def cut(text):
    """Without what a list names beyond its first items."""
    item = r"[^,\n]+, "
    text = re.sub(rf"(one of (?:{item}){{{LISTED}}})(?:{item})+[^\n]*", r"\1…", text)
    return re.sub(r"\d+\.\d+\.\d+", "VERSION", text)


def run(program, words, folder):
    return subprocess.run(
        [str(program), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def answer(program, given, folder):
    """What a program answers to a case."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(given).items():
        (folder / name).write_text(text)
    done = run(program, given.split("\n")[0].split()[1:], folder)
    shown = "".join(f"> {line}\n" for line in done.stdout.splitlines()[:1])
    return cut(f"exit {done.returncode}\n{shown}{done.stderr}").rstrip("\n") + "\n"
