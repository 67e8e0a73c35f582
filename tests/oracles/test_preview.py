"""What `preview` shows are the rows that a run makes, in columns that stand below each other on a screen."""

import csv
import io
import json
import re
import subprocess
import unicodedata

import pytest
from conftest import PROGRAM, ROOT, entity, spec_of

SHOP = ROOT / "examples/specs/shop.json"
DEMO = ROOT / "examples/specs/universal_demo.json"
WIDE = [
    "日本語のテキスト",
    "ascii",
    "e\u0301te\u0301",
    "🎉 party",
    "ｆｕｌｌ",
    "",
    "NULL",
    "a\tb\nc",
]


def width(text):
    """Of a text on a screen, by the Unicode data that Python carries."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def on_screen(folder, columns, *arguments):
    code = f"stty cols {columns}; exec {PROGRAM} {' '.join(map(str, arguments))}"
    done = subprocess.run(
        ["script", "-qec", code, "/dev/null"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return re.sub(r"\r\x1b\[K|\r", "", done.stdout).splitlines()


@pytest.mark.parametrize("path", [SHOP, DEMO], ids=lambda path: path.stem)
def test_the_rows_are_those_of_a_run(program, path):
    program.run("generate", path, "-o", "out", "--format", "csv", "--rows", "50")
    shown = json.loads(program.run("preview", path, "--rows", "50", "--json").stdout)["tables"]
    for table in shown:
        name = table["name"]
        files = sorted((program.folder / "out" / name).glob("*.csv"))
        lines = files[0].read_text()
        told = program.run(
            *("preview", path, "--rows", 50, "--table", name, "--format", "csv", "-n", 7)
        ).stdout
        assert lines.startswith(told) or told.startswith(lines)
        later = program.run(
            *(
                "preview",
                path,
                "--rows",
                50,
                "--table",
                name,
                "--format",
                "csv",
                "--skip",
                3,
                "-n",
                4,
            )
        ).stdout
        rows = list(csv.reader(io.StringIO(lines)))
        assert list(csv.reader(io.StringIO(later))) == [rows[0], *rows[4:8]]
        assert len(table["rows"]) == min(20, len(rows) - 1)
        assert [list(row) for row in table["rows"]] == [rows[0]] * len(table["rows"])
        lined = program.run(
            *("preview", path, "--rows", 50, "--table", name, "--format", "jsonl")
        ).stdout
        assert [json.loads(line) for line in lined.splitlines()] == table["rows"]


def test_columns_stand_below_each_other(program):
    columns = [
        ("text", "string", {"choice": {"choices": WIDE}}, {"nullable": True, "null_rate": 0.2}),
        ("amount", "decimal(8,2)", {"distribution": {"type": "uniform", "params": {"min": 0, "max": 99999}}}),
        ("long", "string", {"regex": {"pattern": "[a-z]{90}"}}),
        ("last", "string", {"choice": {"choices": ["end"]}}),
    ]  # fmt: skip
    program.write(spec_of([entity(columns, rows=40)]))
    lines = on_screen(program.folder, 100, "preview", "spec.json", "-n", 40)
    assert lines[0] == "t: 40 rows" and len(lines) == 43
    assert max(map(width, lines)) <= 100
    ends = {width(line) for line in lines[3:]}
    assert len(ends) == 1 and all(line.endswith("  end") for line in lines[3:])
    text = "\n".join(lines)
    for shown in (
        "日本語のテキスト",
        "e\u0301te\u0301",
        '""',
        '"NULL"',
        "a\\tb\\nc",
        " NULL ",
        "…",
    ):
        assert shown in text, shown
    # Numbers end below each other.
    stop = width(lines[1][: lines[1].index("amount") + len("amount")])
    for line in lines[3:]:
        number = re.search(r"\d+\.\d\d", line)
        assert width(line[: number.end()]) == stop
    narrow = on_screen(program.folder, 40, "preview", "spec.json", "-n", 2)
    assert max(map(width, narrow[:-1])) <= 40
    assert narrow[-1].endswith("for which the screen is too narrow: long, last")
    # Nothing is hidden from a pipe.
    assert "last" in program.run("preview", "spec.json").stdout.splitlines()[1]


def test_large_tables_are_looked_at_without_making_them(program):
    rows = ("--rows", "customer=1000000000")
    few = program.run("preview", SHOP, *rows, "-n", "3", "--table", "customer").stdout
    assert few.startswith("customer: 1,000,000,000 rows\n") and len(few.splitlines()) == 6
    assert "purchase: ≈ " in program.run("preview", SHOP, *rows, "-n", "3").stdout
    last = ("--skip", 999999999, "--table", "customer", "--format", "csv")
    assert len(program.run("preview", SHOP, *rows, *last).stdout.splitlines()) == 2
    beyond = ("--skip", 2000000000, "--table", "customer", "--format", "csv")
    assert len(program.run("preview", SHOP, *rows, *beyond).stdout.splitlines()) == 1


def test_mistakes(program):
    for given, said in (
        (("--table", "custmer"), "did you mean 'customer'?"),
        (("--format", "csv"), "expected --table with one of customer, purchase"),
        (("-n", "0"), "expected a whole number from 1 to 10000"),
        (("--format", "html"), "expected one of table, csv, json, jsonl"),
    ):
        assert said in program.run("preview", SHOP, *given, check=2).stderr


def test_a_null_where_none_may_be_is_told(program):
    broken = ("x", "int", {"expression": {"code": "10 // (id - 3)"}})
    program.write(spec_of([entity([broken], rows=10)]))
    done = program.run("preview", "spec.json", check=None)
    generated = program.run("generate", "spec.json", "-o", "out", check=None)
    assert done.returncode == generated.returncode != 0
