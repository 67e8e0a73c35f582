"""Tables of real databases, as the validator reads them: round trips, damage, what has no place."""

import contextlib
import json
import os
import sqlite3
import subprocess

import duckdb
import jsonschema
import pytest
import servers
from conftest import PROGRAM, entity, spec_of
from test_validate import SCHEMA, checks_of, failed

KINDS = ("postgresql", "mysql", "sqlite", "duckdb")
FULL = bool(os.environ.get("DATAGEN_FULL"))
INSTANT = {"datetime_series": {"freq": "S"}}
WHOLE = {"distribution": {"type": "uniform", "params": {"min": -90, "max": 90}}}


def choice(*choices):
    return {"choice": {"choices": list(choices)}}


COLUMNS = [
    ("small", "int16", WHOLE, {"nullable": True}),
    (
        "wide",
        "int",
        {"distribution": {"type": "uniform", "params": {"min": -(2**53), "max": 2**53}}},
    ),
    ("single", "float32", choice(0.1, -2.5, 1e20)),
    ("real", "float", {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}}),
    ("price", "decimal(10,2)", WHOLE),
    ("yes", "bool", choice(True, False), {"nullable": True}),
    ("word", "string(20)", choice("it's", "", "ü \\\\ \\t", "NULL")),
    ("day", "date", INSTANT, {"nullable": True}),
    ("at", "datetime", INSTANT),
    ("clock", "time", choice("10:30:00", "23:59:59.5")),
    ("bytes", "binary", {"regex": {"pattern": "[a-f]{2,4}"}}),
    ("list", "array<int>", WHOLE, {"length": [0, 3]}),
    ("words", "array<string>", choice("x", 'a "b", c'), {"length": [1, 2]}),
    ("tree", "json", choice({"a": [1, None]}, "text", 5)),
    ("mark", "uuid", {"uuid": {}}),
]


def every_type(rows=3000):
    parent = {**entity(COLUMNS, rows, "Thing"), "table": "every_THING"}
    child = {
        "id": "part",
        "kind": "fact",
        "pk": ["thing", "number"],
        "parents": ["Thing"],
        "fanout": {"distribution": "poisson", "lambda": 2, "max": 8},
        "columns": [
            ("thing", "int", {"lookup": {"from": "Thing.id"}}),
            ("number", "int", {"sequence": {"per": "parent"}}),
        ],
    }
    keys = [{"from": "part.thing", "to": "Thing.id"}]
    return spec_of([parent, child], constraints={"foreign_keys": keys})


class Place:
    """A database of one kind, which is there and empty."""

    def __init__(self, kind, program, server):
        self.kind = kind
        self.server = server
        if server:
            with server.database("data"):
                pass
            self.url = server.url("data")
        else:
            self.path = program.folder / f"data.{kind}"
            self.url = f"{kind}:{self.path}"

    def execute(self, *statements):
        with contextlib.closing(self.connect()) as connection:
            for sql in statements:
                cursor = connection.cursor()
                cursor.execute(sql)
            if self.kind == "sqlite":
                connection.commit()

    def connect(self):
        if self.kind == "sqlite":
            return sqlite3.connect(self.path)
        return self.server.connect("data") if self.server else duckdb.connect(str(self.path))

    def quoted(self, name):
        return f"`{name}`" if self.kind == "mysql" else f'"{name}"'


@pytest.fixture
def place(request, program, running):
    return Place(request.param, program, running.get(request.param))


every_kind = pytest.mark.parametrize("place", KINDS, indirect=True)
every_server = pytest.mark.parametrize("place", ("postgresql", "mysql"), indirect=True)


def validate(program, spec, url, *arguments, check=None):
    """The report, which lies in the working folder."""
    done = program.run(
        "validate", program.write(spec, "held.json"), "--data", url, *arguments, check=check
    )
    assert done.returncode in (0, 1), done.stderr
    report = json.loads((program.folder / "validation_report.json").read_text())
    jsonschema.validate(report, SCHEMA)
    return report


def load(program, spec, place):
    arguments = () if place.kind in ("sqlite", "duckdb") else ("--create",)
    program.run("generate", program.write(spec), "--to", place.url, *arguments)


@every_kind
def test_what_was_loaded_is_what_the_files_have(program, place):
    spec = every_type()
    load(program, spec, place)
    report = validate(program, spec, place.url, "--strict", check=0)
    assert not failed(report)
    assert report["summary"]["quality_score"] == 100
    assert {table["format"] for table in report["tables"]} == {place.kind}
    program.generate(spec)
    program.run("validate", program.folder / "spec.json", "--data", "out")
    files = json.loads((program.folder / "out/validation_report.json").read_text())

    def claims(of):  # a folder's metadata say how many rows a fact has
        return {(c["check"], c["path"]) for c in checks_of(of) if c["check"] != "row_count"}

    assert claims(report) - claims(files) == set()
    assert {check for check, _ in claims(files) - claims(report)} <= {"files", "digests"}
    ours = {
        (t["table"], c["column"]): (c["nulls"], c["min"], c["max"])
        for t in report["tables"]
        for c in t["columns"]
    }
    theirs = {
        (t["table"], c["column"]): (c["nulls"], c["min"], c["max"])
        for t in files["tables"]
        for c in t["columns"]
    }
    assert ours == theirs


@every_kind
def test_damage_is_named(program, place):
    spec = every_type(200)
    load(program, spec, place)
    table, number = place.quoted("every_THING"), place.quoted("number")
    relaxed = {
        "postgresql": ["SET session_replication_role = replica"],
        "mysql": ["SET SESSION foreign_key_checks = 0"],
        "sqlite": ["PRAGMA foreign_keys = OFF"],
    }.get(place.kind, [])
    with contextlib.closing(place.connect()) as connection:
        for sql in [
            *relaxed,
            f"UPDATE {table} SET small = 30000 WHERE id = 7",
            f"UPDATE {table} SET word = 'wrong' WHERE id = 8",
        ]:
            connection.cursor().execute(sql)
        if place.kind != "duckdb":  # which lets no reference go
            connection.cursor().execute(f"INSERT INTO part (thing, {number}) VALUES (999999, 1)")
        if place.kind == "sqlite":
            connection.commit()
    report = validate(program, spec, place.url)
    found = {(c["check"], *c["columns"]) for c in failed(report)}
    damage = {("domain", "small"), ("domain", "word")}
    assert found == damage | ({("foreign_key", "thing")} if place.kind != "duckdb" else set())
    if place.kind != "duckdb":
        keys = [c for c in failed(report) if c["check"] == "foreign_key"]
        assert "999999" in json.dumps(keys)
        assert not report["summary"]["passed"]


MISFITS = {
    "postgresql": (
        "CREATE TABLE t (id integer, at timestamp, day date, n numeric(8,2))",
        "INSERT INTO t VALUES (1, 'infinity', '2024-01-31', 1.5), (2, '2024-01-31', '0044-03-15 BC', "
        "'NaN')",
        {"at": "infinity", "day": "0044-03-15 BC", "n": "NaN"},
    ),
    "mysql": (
        "CREATE TABLE t (id integer, at datetime, day date, n decimal(8,2))",
        "INSERT INTO t VALUES (1, '2024-01-31', '0000-00-00', 1.5)",
        {"day": "0000-00-00"},
    ),
    "sqlite": (
        "CREATE TABLE t (id integer, at timestamp, day date, n decimal(8,2))",
        "INSERT INTO t VALUES (1, 'never', '2024-02-30', 1.234), ('one', '2024-01-31', '2024-01-31', 1)",
        {"id": "one", "at": "never", "day": "2024-02-30", "n": "1.234"},
    ),
}


@pytest.mark.parametrize("place", MISFITS, indirect=True)
def test_a_value_that_has_no_place_in_its_type_is_named(program, place):
    create, insert, misfits = MISFITS[place.kind]
    relaxed = ["SET SESSION sql_mode = ''"] if place.kind == "mysql" else []
    place.execute(create)
    with contextlib.closing(place.connect()) as connection:
        for sql in [*relaxed, insert]:
            connection.cursor().execute(sql)
        if place.kind == "sqlite":
            connection.commit()
    day = {"datetime_series": {"freq": "D"}}
    columns = [("at", "datetime", day), ("day", "date", day), ("n", "decimal(8,2)", WHOLE)]
    report = validate(program, spec_of([entity(columns, 2)]), place.url)
    named = {
        check["columns"][0]: json.dumps(check["examples"], ensure_ascii=False)
        for check in failed(report)
        if check["check"] == "type"
    }
    assert set(named) == set(misfits)
    for column, value in misfits.items():
        assert value in named[column]


@every_server
def test_no_report_shows_a_password(program, place):
    spec = spec_of([entity([("n", "int", WHOLE)], 10)])
    load(program, spec, place)
    if place.kind == "mysql":
        place.execute(
            "CREATE OR REPLACE USER guarded@'127.0.0.1' IDENTIFIED BY 's3cret'",
            "GRANT SELECT ON data.* TO guarded@'127.0.0.1'",
        )
        url = place.url.replace("root@", "guarded:s3cret@")
    else:
        url = place.url.replace("@", ":s3cret@")
    done = program.run(
        *("validate", program.folder / "spec.json", "--data", url, "--html", "page.html"),
        *("--junit", "junit.xml", "--print", "json"),
    )
    reports = ("validation_report.json", "page.html", "junit.xml")
    said = "".join((program.folder / name).read_text() for name in reports)
    assert "***@127.0.0.1" in said
    assert "s3cret" not in said + done.stdout + done.stderr


def test_a_table_that_is_not_there_is_named_and_others_are_listed(program):
    path = program.folder / "data.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
        connection.execute("CREATE VIEW looked AS SELECT id FROM other")
    report = validate(program, spec_of([entity([("n", "int", WHOLE)], 10)]), f"sqlite:{path}")
    assert "no table 't'" in json.dumps(failed(report))
    assert report["unknown_files"] == ["other"]  # nobody has written a view's rows


@pytest.mark.parametrize("kind", ("postgresql", "mysql"))
def test_a_server_that_dies_is_no_short_table(program, kind):
    server = {"postgresql": servers.Postgres, "mysql": servers.MariaDb}[kind]()
    try:
        place = Place(kind, program, server)
        spec = spec_of([entity([("n", "int", WHOLE)], 10)])
        load(program, spec, place)
        server.process.kill()
        server.process.wait()
        done = program.run("validate", program.folder / "spec.json", "--data", place.url, check=3)
        assert "connect" in done.stderr
        assert not (program.folder / "validation_report.json").exists()
    finally:
        server.stop()


@every_server
def test_memory_does_not_grow_with_the_table(program, place):
    rows = 5_000_000 if FULL else 300_000
    spec = spec_of(
        [entity([("n", "int", WHOLE), ("word", "string", choice("a" * 40, "b" * 40))], rows)]
    )
    load(program, spec, place)
    command = [str(PROGRAM), "validate", str(program.folder / "spec.json"), "--data", place.url]
    process = subprocess.Popen(
        [*command, "--memory", "200MB", "--report", "none"], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    megabytes = usage.ru_maxrss / 1024
    print(f"{place.kind}: {rows} rows, {megabytes:.0f} MB")
    assert megabytes < 600


def test_every_kind_is_read():
    assert set(KINDS) == {
        path.stem for path in (PROGRAM.parents[2] / "src/data/connections/kinds").glob("*.cc")
    }
