"""Drafting specs from schemas: any name that a database takes, in every role that a name has."""

import json
import sqlite3

import pytest

NAMES = {
    "quote": 'a"b',
    "quotes": '"',
    "apostrophe": "it's",
    "blank": "unit price",
    "blanks": "a  b",
    "comma": "a,b",
    "dot": "a.b",
    "colon": "a:b",
    "semicolon": "a;b",
    "brace": "a{b}",
    "open": "{",
    "close": "}}",
    "bracket": "(x",
    "brackets": "(x)",
    "backtick": "a`b",
    "backticks": "`x`",
    "backslash": "a\\b",
    "slash": "a/*b",
    "dashes": "a--b",
    "dollar": "$1",
    "percent": "%d",
    "digit": "1st",
    "sign": "-",
    "letters": "größe",
    "ideographs": "数据",
    "and": "and",
    "null": "null",
    "if": "if",
    "true": "true",
    "select": "select",
    "name": "name",
}
QUOTES = {"postgresql": '"', "mysql": "`"}


def script(name, quote):
    """Tables in which the name is a table, a key, a reference, unique, checked, ordered and a default."""

    def q(more=""):
        return quote + (name + more).replace(quote, quote * 2) + quote

    # A dot parts the name of a table from that of its schema.
    table, part, pair = (q(more).replace(".", "_") for more in ("", " part", " pair"))

    return f"""
CREATE TABLE {table} (
  {q()} integer PRIMARY KEY,
  {q(" code")} varchar(50) NOT NULL UNIQUE,
  {q(" rate")} decimal(8,2) NOT NULL DEFAULT 5,
  {q(" start date")} date NOT NULL,
  {q(" end date")} date NOT NULL,
  {q(" low")} integer NOT NULL,
  {q(" high")} integer NOT NULL,
  {q(" sum")} integer NOT NULL,
  {q(" boss")} integer NOT NULL REFERENCES {table} ({q()}),
  {q(" note")} varchar(40) DEFAULT 'none' CHECK ({q(" note")} <> ''),
  CHECK ({q(" rate")} >= 0),
  CHECK ({q(" start date")} < {q(" end date")}),
  CHECK ({q(" low")} <= {q(" high")}),
  CHECK ({q(" sum")} = {q(" low")} + {q(" high")})
);
CREATE TABLE shops (
  id integer PRIMARY KEY,
  {q()} varchar(50) NOT NULL,
  {q(" name")} varchar(50) NOT NULL,
  name varchar(60) NOT NULL UNIQUE
);
CREATE TABLE {part} (
  {q()} integer NOT NULL REFERENCES {table} ({q()}),
  {q(" no")} integer NOT NULL,
  {q(" a")} integer,
  {q(" b")} integer,
  PRIMARY KEY ({q()}, {q(" no")}),
  FOREIGN KEY ({q(" a")}, {q(" b")}) REFERENCES {pair} ({q(" a")}, {q(" b")})
);
CREATE TABLE {pair} (
  {q(" a")} integer NOT NULL,
  {q(" b")} integer NOT NULL,
  UNIQUE ({q(" a")}, {q(" b")})
);
""".replace("name varchar(60)", "title varchar(60)" if name == "name" else "name varchar(60)")


CASES = [(k, d) for k in NAMES for d in QUOTES]


@pytest.mark.parametrize(("kind", "dialect"), CASES)
def test_any_name_in_every_role(program, kind, dialect):
    """Drafted, generated, held against the spec, and loaded under the same names."""
    name = NAMES[kind]
    path = program.write(script(name, QUOTES[dialect]), "schema.sql")
    program.run("create", "--ddl", path, "--dialect", dialect, "-o", "spec.json", "--rows", "40")
    spec = json.loads((program.folder / "spec.json").read_text())
    written = {
        node["id"]: [c["name"] for c in node["columns"] if not c.get("hidden")]
        for node in spec["nodes"]
    }
    assert sorted(columns[0] for columns in written.values()) == sorted(
        [name, "id", name, f"{name} a"]
    )
    program.run("generate", "spec.json", "-o", "files", "--no-validate", "--progress", "never")
    program.run("validate", "spec.json", "--data", "files", "--strict")
    program.run("generate", "spec.json", "--to", "all.sqlite", "--progress", "never")
    connection = sqlite3.connect(program.folder / "all.sqlite")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
    for node in spec["nodes"]:
        assert node.get("table", node["id"]) in tables
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", [node["id"]]).fetchall()
        if node.get("table", node["id"]) == node["id"]:
            assert [row[0] for row in rows] == written[node["id"]]


def test_expressions_of_checks_take_any_name(program):
    """SQLite computes with doubles: columns are made so inside the formula, whatever their names."""
    path = program.write(
        'CREATE TABLE t (id INTEGER PRIMARY KEY, "unit price" DECIMAL(8,2) NOT NULL, "1st" INTEGER '
        'NOT NULL, total DECIMAL(12,2) NOT NULL, CHECK (total = "unit price" * "1st"));',
        "schema.sql",
    )
    program.run("create", "--ddl", path, "--dialect", "sqlite", "-o", "spec.json", "--strict")
    program.run("generate", "spec.json", "--to", "t.sqlite", "--create-ddl", path)


def test_checks_of_texts_with_a_meaning_and_times_as_texts(program):
    """SQLite holds every row against the CHECKs, and reads the times by its own functions."""
    columns = {
        "sku": "length(sku) = 8",
        "email": "email LIKE '%@example.org'",
        "work_email": "length(work_email) BETWEEN 20 AND 24",
        "username": "length(username) BETWEEN 10 AND 14",
        "isbn": "length(isbn) = 10",
        "title": "length(title) >= 12 AND length(title) <= 20",
        "first_name": "length(first_name) <= 6",
        "city": "city IN ('Berlin', 'Paris', 'Rome') OR length(city) = 5",
    }
    lines = [
        f"{name} varchar(40) NOT NULL {'UNIQUE ' if name not in ('first_name', 'city') else ''}CHECK ({check})"
        for name, check in columns.items()
    ]
    lines += ["created_at TEXT NOT NULL", "updated_at TEXT", "birth_date TEXT NOT NULL"]
    lines += ["price REAL NOT NULL CHECK (price > 0 AND price < 10)"]
    ddl = f"CREATE TABLE person (id INTEGER PRIMARY KEY, {', '.join(lines)});"
    program.write(ddl, "schema.sql")
    done = program.run("create", "--ddl", "schema.sql", "--dialect", "sqlite", "-o", "spec.json")
    if "constraint-not-kept" in done.stderr:  # told, not lost: what no column's facts can say
        assert "city IN" in done.stderr
        ddl = ddl.replace(f" CHECK ({columns['city']})", "")
        program.write(ddl, "schema.sql")
    program.run(
        "generate", "spec.json", "--to", "sqlite:new.db", "--create-ddl", "schema.sql", "--rows", "person=400"
    )  # fmt: skip
    with sqlite3.connect(program.folder / "new.db") as database:
        (rows,) = database.execute("SELECT count(*) FROM person").fetchone()
        assert rows == 400
        query = """SELECT count(datetime(created_at)), count(date(birth_date)),
                   sum(datetime(updated_at) IS NULL AND updated_at IS NOT NULL),
                   sum(updated_at < created_at),
                   sum(birth_date GLOB '????-??-??'), sum(price < 5) FROM person"""
        created, born, no_times, early, dates, cheap = database.execute(query).fetchone()
    assert (created, born, no_times, early, dates) == (400, 400, 0, 0, 400)
    assert cheap > 250
