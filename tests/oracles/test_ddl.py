"""Reading SQL scripts by the program: encodings, sizes, places, what is noted.

What is understood of statements are text cases: tests/cases/ddl and tests/cases/dialects.
"""

import json
import os
import pathlib
import random
import re
import subprocess

import pytest
from conftest import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
FULL = os.environ.get("DATAGEN_FULL") == "1"


def type_of(column):
    text = column["family"]
    if "element" in column:
        return f"array<{column['element']}>"
    if column["family"] in ("integer", "float"):
        text += str(column.get("bits", ""))
    if column["family"] in ("enum", "set"):
        text += f"[{'|'.join(column['values'])}]"
    if "length" in column:
        text += f"({column['length']})"
    elif column["family"] == "decimal" and "precision" in column:
        text += f"({column['precision']},{column['scale']})"
    elif column["family"] == "datetime" and "precision" in column:
        text += f"({column['precision']})"
    return text + (" unsigned" if column.get("unsigned") else "")


def line_of(table):
    columns = []
    for column in table["columns"]:
        text = f"{column['name']} {type_of(column)}{'' if column['nullable'] else '!'}"
        if "default" in column:
            text += f" = {column['default']}"
        if column.get("identity"):
            text += " identity"
        if "generated" in column:
            text += f" computed {column['generated']}"
        if "comment" in column:
            text += f' "{column["comment"]}"'
        columns.append(text)
    parts = [f"{table['name']}: {', '.join(columns)}"]
    if table["primary_key"]:
        parts.append(f"pk {', '.join(table['primary_key'])}")
    if table["unique"]:
        parts.append(f"unique {'; '.join(', '.join(key) for key in table['unique'])}")
    if table["foreign_keys"]:
        keys = []
        for key in table["foreign_keys"]:
            text = f"{','.join(key['columns'])} -> {key['table']}({','.join(key['references'])})"
            actions = [key[a] for a in ("on_delete", "on_update") if a in key]
            keys.append(text + (f" {', '.join(actions)}" if actions else ""))
        parts.append(f"fk {'; '.join(keys)}")
    if table["checks"]:
        parts.append(f"check {'; '.join(table['checks'])}")
    return " | ".join(parts)


def understood(program, script, *options):
    path = program.folder / "schema.sql"
    path.write_bytes(script if isinstance(script, bytes) else script.encode())
    done = program.run("create", "--ddl", path, "--print", "schema", *options)
    model = json.loads(done.stdout)
    return [line_of(table) for table in model["tables"]], model, done


SMALL = "CREATE TABLE größe (id INTEGER PRIMARY KEY, straße VARCHAR(10) NOT NULL);\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
)
def test_encodings(program, encoding):
    lines, _, _ = understood(program, (SMALL * 1).encode(encoding))
    assert lines == ["größe: id integer32!, straße text(10)! | pk id"]


def test_conflict_markers_are_errors_with_places(program):
    script = (
        "CREATE TABLE a (id INT PRIMARY KEY);\n<<<<<<< HEAD\nCREATE TABLE b (id INT);\n"
        "=======\nCREATE TABLE b (id BIGINT);\n>>>>>>> other\n"
    )
    path = program.write(script, "conflict.sql")
    done = program.run("create", "--ddl", path, "-o", "spec.json", check=2)
    for line in (2, 4, 6):
        assert (
            f"conflict.sql:{line}:1: error[conflict-marker]: a git conflict marker" in done.stderr
        )
    assert not (program.folder / "spec.json").exists()


def test_notes_have_places(program):
    script = (
        "CREATE TABLE a (\n  id INT PRIMARY KEY,\n  shape mystery,\n"
        "  CHECK (id IN (SELECT id FROM b))\n);\n"
        "CREATE TABLE c (a_id INT REFERENCES nowhere (id));\n"
        "CREATE VIEW v AS SELECT 1;\n"
    )
    path = program.write(script, "notes.sql")
    done = program.run("create", "--ddl", path, "--explain", "-o", "spec.json")
    assert (
        "notes.sql:3:3: warning[sql-unknown-type]: the type 'mystery' of column 'shape' is not known"
        in done.stderr
    )
    assert (
        "notes.sql:4:3: warning[check-not-understood]: CHECK (id IN (SELECT id FROM b)) is not understood"
        in done.stderr
    )
    assert (
        "notes.sql:6:26: warning[foreign-key-unresolved]: a foreign key of 'c' refers to 'nowhere'"
        in done.stderr
    )
    assert "notes.sql:7:1: skipped[statement-skipped]: CREATE VIEW" in done.stderr
    done = program.run("create", "--ddl", path, "--strict", "-o", "strict.json", check=2)
    unended = program.write("CREATE TABLE a (id INT DEFAULT 'x);\n", "unended.sql")
    done = program.run("create", "--ddl", unended, check=2)
    assert (
        "unended.sql:1:32: error[unended-text]: a text that starts here does not end" in done.stderr
    )


def test_mistakes_of_the_command(program):
    path = program.write("SELECT 1;", "empty.sql")
    assert "no table was found" in program.run("create", "--ddl", path, check=2).stderr
    path = program.write("CREATE TABLE orders (id INT PRIMARY KEY);", "one.sql")
    done = program.run("create", "--ddl", path, "--dialect", "postgrsql", check=2)
    assert "did you mean 'postgresql'" in done.stderr
    done = program.run("create", "--ddl", path, "--dialect", "duckdb", check=2)
    assert "'duckdb' can't be read: expected one of ansi, " in done.stderr
    done = program.run("create", "--ddl", path, "--rows", "order=5", check=2)
    assert "did you mean 'orders'" in done.stderr
    assert "whole number" in program.run("create", "--ddl", path, "--rows", "x", check=2).stderr
    assert "can't read" in program.run("create", "--ddl", "nothing.sql", check=2).stderr
    assert "either" in program.run("create", check=2).stderr


def test_a_dialect_without_scripts_is_refused_before_a_row_is_made(program):
    path = program.write("CREATE TABLE orders (id INT PRIMARY KEY);", "one.sql")
    program.run("create", "--ddl", path, "-o", "spec.json")
    for dialect, message in (
        ("duckdb", "no scripts are written in the dialect 'duckdb': expected one of ansi, "),
        ("duck", "unknown dialect 'duck': expected one of ansi, "),
    ):
        done = program.run(
            "generate", "spec.json", "--to", "x.sql", "--dialect", dialect, "--create", check=2
        )
        assert message in done.stderr
        assert not (program.folder / "x.sql").exists()


def test_many_files_make_one_schema(program):
    program.write("CREATE TABLE a (id INT PRIMARY KEY);", "V1.sql")
    program.write("ALTER TABLE a ADD COLUMN b INT NOT NULL REFERENCES c (id);", "V2.sql")
    program.write("CREATE TABLE c (id INT PRIMARY KEY);", "V3.sql")
    done = program.run("create", "--ddl", "V1.sql", "V2.sql", "V3.sql", "--print", "schema")
    lines = [line_of(t) for t in json.loads(done.stdout)["tables"]]
    assert lines == [
        "a: id integer32!, b integer32! | pk id | fk b -> c(id)",
        "c: id integer32! | pk id",
    ]


def test_rows_of_a_dump_cost_no_memory(program):
    """A dump's rows are passed over: time by their bytes, memory not at all."""
    size = 1 << 30 if FULL else 1 << 26
    head = (
        "-- MySQL dump 10.13\nCREATE TABLE `t` (`id` int NOT NULL, `x` text, PRIMARY KEY (`id`));\n"
    )
    row = "(1,'it\\'s; a (row) -- with \"signs\" and CREATE TABLE words')"
    insert = "INSERT INTO `t` VALUES " + ",".join([row] * 8000) + ";\n"
    path = program.folder / "dump.sql"
    with open(path, "w") as dump:
        dump.write(head)
        for _ in range(size // len(insert) + 1):
            dump.write(insert)
        dump.write("CREATE TABLE `u` (`t_id` int, FOREIGN KEY (`t_id`) REFERENCES `t` (`id`));\n")
    child = subprocess.Popen(
        [
            PROGRAM,
            "create",
            "--ddl",
            path,
            "--print",
            "schema",
            "-o",
            program.folder / "model.json",
        ],
        stderr=subprocess.DEVNULL,
    )
    peak = 0
    status = pathlib.Path(f"/proc/{child.pid}/status")
    while child.poll() is None:
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        peak = max(peak, int(found.group(1)) if found else 0)
    assert child.returncode == 0
    model = json.loads((program.folder / "model.json").read_text())
    assert [t["name"] for t in model["tables"]] == ["t", "u"]
    assert 0 < peak < 80_000  # kB


def facts(program, checks, kind="integer", more=""):
    """Generates a table with these CHECKs; gives its values as SQLite has accepted them."""
    script = f"CREATE TABLE t (id INTEGER PRIMARY KEY, x {kind} NOT NULL {more}, {checks});"
    path = program.write(script, "facts.sql")
    program.run("create", "--ddl", path, "--dialect", "sqlite", "-o", "facts.json", "--strict")
    (program.folder / "facts.sqlite").unlink(missing_ok=True)
    program.run("generate", "facts.json", "--to", "facts.sqlite", "--create-ddl", path)


@pytest.mark.parametrize(
    ("checks", "kind"),
    [
        ("CHECK (x > 5 AND x <= 9)", "INTEGER"),
        ("CHECK (5 < x), CHECK (9 >= x)", "INTEGER"),
        ("CHECK (x BETWEEN -3 AND 3)", "INTEGER"),
        ("CHECK (x IN (1, 2, 30))", "INTEGER"),
        ("CHECK (x = 1 OR x = 2)", "INTEGER"),
        ("CHECK (NOT (x < 10))", "INTEGER"),
        ("CHECK (x <> 0)", "INTEGER"),
        ("CHECK (x > 0)", "DECIMAL(8,2)"),
        ("CHECK (x >= 0.5 AND x < 1)", "DECIMAL(3,2)"),
        ("CHECK (x IN ('a', 'b''c'))", "VARCHAR(5)"),
        ("CHECK (length(x) = 7)", "VARCHAR(20)"),
        ("CHECK (length(x) >= 3 AND length(x) < 6)", "VARCHAR(20)"),
        ("CHECK (x <> '')", "VARCHAR(20)"),
        ("CHECK (x LIKE 'AB-%')", "VARCHAR(20)"),
        ("CHECK (x LIKE '%@%.%')", "VARCHAR(80)"),
        ("CHECK (x NOT LIKE '% %')", "VARCHAR(20)"),
        ("CHECK (x = upper(x))", "VARCHAR(20)"),
        ("CHECK (lower(x) = x)", "VARCHAR(20)"),
        ("CHECK (x >= '2020-01-01')", "DATE"),
        ("CHECK (x > '2019-05-01' AND x < '2019-06-01')", "DATE"),
        ("CHECK (x <= CURRENT_TIMESTAMP)", "DATETIME"),
        ("y INTEGER, CHECK (y IS NULL OR y > x), CHECK (x < y)", "INTEGER"),
        ("y INTEGER NOT NULL, CHECK (y >= x AND y <= 10 AND x >= 0)", "INTEGER"),
        ("y INTEGER NOT NULL, z INTEGER NOT NULL, CHECK (z = x * y)", "INTEGER"),
        ("y DATE NOT NULL, CHECK (y > x)", "DATE"),
        ("y INTEGER, CHECK ((x = 1 AND y IS NOT NULL) OR (x = 2 AND y IS NULL))", "INTEGER"),
        ("y INTEGER CHECK (y IS NOT NULL)", "INTEGER"),
    ],
)
def test_checks_hold_by_construction(program, checks, kind):
    """SQLite itself refuses a row that breaks one."""
    facts(program, checks, kind)


def test_unkept_check_is_said(program):
    path = program.write(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT, CHECK (a * b > 7));", "u.sql"
    )
    done = program.run("create", "--ddl", path, "-o", "u.json")
    assert (
        "u.sql:1:55: warning[constraint-not-kept]: CHECK (a * b > 7) is not kept by construction"
        in done.stderr
    )


def test_spec_says_why(program):
    path = ROOT / "examples/ddl/library.postgresql.sql"
    program.run("create", "--ddl", path, "-o", "spec.json")
    spec = json.loads((program.folder / "spec.json").read_text())
    for node in spec["nodes"]:
        assert node["description"], node["id"]
        for column in node["columns"]:
            assert column["description"], f"{node['id']}.{column['name']}"
    loan = next(n for n in spec["nodes"] if n["id"] == "loan")
    assert loan["kind"] == "fact" and loan["parents"] == ["copy"]
    assert loan["description"].startswith("One copy in the hands of one member")
    due = next(c for c in loan["columns"] if c["name"] == "due_date")
    assert due["generator"]["after"]["column"] == "loan_date"


def test_circle_is_said(program):
    path = ROOT / "examples/ddl/company.postgresql.sql"
    program.run("create", "--ddl", path, "-o", "spec.json")
    spec = json.loads((program.folder / "spec.json").read_text())
    said = spec["metadata"]["description"]
    assert "department, which refers to a table that comes later" in said
    order = [node["id"] for node in spec["nodes"]]
    assert order.index("department") < order.index("employee") < order.index("salary")


def test_mutated_scripts_end(program):
    """Truncated and damaged scripts: an answer each time (tests/fuzz_ddl.cc tries many more)."""
    source = (ROOT / "examples/ddl/library.mysql.sql").read_bytes()
    chance = random.Random(7)
    for _ in range(30):
        text = bytearray(source[: chance.randrange(len(source))])
        for _ in range(chance.randrange(6)):
            text[chance.randrange(max(1, len(text))) : 1] = chance.choice(
                [b"'", b"(", b")", b";", b"/*"]
            )
        path = program.folder / "mutated.sql"
        path.write_bytes(text)
        done = program.run("create", "--ddl", path, "-o", "mutated.json", check=None)
        assert done.returncode in (0, 1, 2), done.stderr


def test_what_is_no_file_is_written_through(program):
    path = program.write("CREATE TABLE t (id integer PRIMARY KEY);", "schema.sql")
    printed = program.run("create", "--ddl", path, "-o", "-").stdout
    assert '"version": "1.0"' in printed and not (program.folder / "-").exists()
    target = program.folder / "target.json"
    target.write_text("")
    link = program.folder / "link.json"
    link.symlink_to(target)
    program.run("create", "--ddl", path, "-o", link)
    assert link.is_symlink() and json.loads(target.read_text())["version"] == "1.0"
    assert '"version": "1.0"' in program.run("create", "--ddl", path, "-o", "/dev/stdout").stdout
    assert pathlib.Path("/dev/stdout").is_symlink()


@pytest.mark.parametrize("kind", ["float", "integer", "decimal(30,2)"])
def test_a_default_beyond_every_number_is_left_aside(program, kind):
    script = f"CREATE TABLE t (id integer PRIMARY KEY, n {kind} NOT NULL DEFAULT 1{'0' * 400});"
    program.run("create", "--ddl", program.write(script, "schema.sql"), "-o", "spec.json")
    program.run("generate", "spec.json", "--format", "null")
