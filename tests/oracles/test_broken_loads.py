"""Rows broken on purpose in real databases: as many as asked for, listed there, and nothing else is touched."""

import collections
import contextlib
import re
import sqlite3

import pytest
from conftest import entity, spec_of
from test_database_sources import Place

KINDS = ("postgresql", "mysql", "sqlite", "duckdb")
pytestmark = pytest.mark.xdist_group("broken_loads")
ROWS = 3000
DEFECTS = [
    {"table": "person", "kind": "null", "column": "name", "count": 7},
    {"table": "person", "kind": "wrong_format", "column": "email", "count": 11},
    {"table": "person", "kind": "duplicate_key", "count": 5},
    {"table": "visit", "kind": "orphan", "column": "person", "count": 13},
    {"table": "visit", "kind": "swapped", "columns": ["begins", "ends"], "count": 9},
    {"table": "visit", "kind": "null", "column": "code", "rate": 0.01},
]


def people_and_visits():
    person = entity(
        [
            ("name", "string(40)", {"faker": {"method": "name"}}),
            ("email", "string(60)", {"faker": {"method": "email"}}),
        ],
        ROWS,
        "person",
    )
    visit = {
        "id": "visit",
        "kind": "fact",
        "pk": ["id"],
        "parents": ["person"],
        "fanout": {"distribution": "poisson", "lambda": 2, "max": 8},
        "columns": [
            ("id", "int", {"sequence": {"start": 1}}),
            ("person", "int", {"lookup": {"from": "person.id"}}),
            ("code", "string(8)", {"regex": {"pattern": "[A-Z]{8}"}}),
            ("begins", "datetime", {"datetime_series": {"freq": "min"}}),
            (
                "ends",
                "datetime",
                {"after": {"column": "begins", "min": 1, "max": 5, "unit": "hours"}},
            ),
        ],
    }
    return spec_of(
        [person, visit],
        constraints={
            "foreign_keys": [{"from": "visit.person", "to": "person.id"}],
            "unique": ["visit.code"],
        },
    )


@pytest.fixture
def place(request, program, running):
    return Place(request.param, program, running.get(request.param))


every_kind = pytest.mark.parametrize("place", KINDS, indirect=True)


def rows_of(place, table, order):
    query = f"SELECT * FROM {place.quoted(table)} ORDER BY {order}"
    with contextlib.closing(place.connect()) as connection:
        cursor = connection.cursor()
        cursor.execute(query)
        return [tuple(str(value) for value in row) for row in cursor.fetchall()]


def load(program, place, *more, check=0):
    spec = program.write(people_and_visits())
    return program.run("generate", spec, "--to", place.url, *more, check=check)


@every_kind
def test_broken_rows(program, place):
    defects = program.write({"seed": 3, "defects": DEFECTS}, "defects.json")
    load(program, place, "--create")
    sound = {table: rows_of(place, table, "1, 2, 3") for table in ("person", "visit")}
    place.execute(*(f"DROP TABLE {place.quoted(table)}" for table in ("visit", "person")))
    done = load(program, place, "--create", "--defects", defects)
    ledger = rows_of(place, "_defects", "1, 2, 3, 4")
    counts = collections.Counter((row[0], row[4]) for row in ledger)
    visits = len(sound["visit"])
    assert counts == {
        ("person", "null"): 7,
        ("person", "wrong_format"): 11,
        ("person", "duplicate_key"): 5,
        ("visit", "orphan"): 13,
        ("visit", "swapped"): 9,
        ("visit", "null"): round(visits / 100),
    }
    assert f"{len(ledger)} values broken on purpose, listed in the table _defects" in done.stdout
    left_out = done.stdout.splitlines()[-1].partition(": ")[2].split("; ")
    assert set(left_out) == {
        "person.name NOT NULL",
        "person PRIMARY KEY (id)",
        "visit.code NOT NULL",
        "visit UNIQUE (code)",
        "visit FOREIGN KEY (person)",
    }
    # What differs are the rows of the ledger, as it says.
    for table in ("person", "visit"):
        broken = collections.Counter(rows_of(place, table, "1, 2, 3"))
        gone = collections.Counter(sound[table]) - broken
        hit = {row[1] for row in ledger if row[0] == table}
        assert gone.total() == len(hit)
        if table == "visit":  # its keys are whole
            assert {row[0] for row in gone} == {row[2] for row in ledger if row[0] == table}
    report = program.run("validate", "spec.json", "--data", place.url, check=1)
    assert "not in the spec" not in report.stdout
    # Besides them those whose parent has another's key now.
    orphans = re.search(r"every visit.person is a person.id \((\d+) of", report.stdout)
    assert int(orphans[1]) >= 13


@every_kind
def test_sound_rows_leave_no_list_of_broken_ones(program, place):
    """Who replaces broken rows by sound ones finds an empty list; a table of that name that is no list stays."""
    possible = [defect for defect in DEFECTS if defect["kind"] in ("wrong_format", "swapped")]
    defects = program.write({"defects": possible}, "defects.json")
    load(program, place, "--create", "--defects", defects)
    assert len(rows_of(place, "_defects", "1")) == 20
    load(program, place, "--overwrite")
    assert rows_of(place, "_defects", "1") == []
    place.execute(
        f"DROP TABLE {place.quoted('_defects')}",
        f"CREATE TABLE {place.quoted('_defects')} (note INT)",
        f"INSERT INTO {place.quoted('_defects')} VALUES (7)",
    )
    load(program, place, "--overwrite")
    assert rows_of(place, "_defects", "1") == [("7",)]


@pytest.mark.parametrize("place", ("postgresql", "mysql", "sqlite"), indirect=True)
@pytest.mark.parametrize("rule", ("CASCADE", "SET NULL"))
def test_rows_that_hang_on_replaced_ones_are_not_touched(program, place, rule):
    """A table that the spec does not know refers to one that it does: nothing of it goes or changes."""
    load(program, place, "--create")
    note, person = place.quoted("note"), place.quoted("person")
    place.execute(
        f"CREATE TABLE {note} (id INT PRIMARY KEY, person BIGINT, "
        f"FOREIGN KEY (person) REFERENCES {person} (id) ON DELETE {rule})",
    )
    load(program, place, "--overwrite")  # no row hangs on one
    place.execute(f"INSERT INTO {note} VALUES (1, 7)")
    done = load(program, place, "--overwrite", check=2)
    assert f"with ON DELETE {rule}" in done.stderr and "nothing was loaded" in done.stderr
    assert rows_of(place, "note", "1") == [("1", "7")]
    assert len(rows_of(place, "person", "1")) == ROWS


@pytest.mark.parametrize("place", ("postgresql", "mysql"), indirect=True)
def test_rows_that_hang_on_each_other_are_replaced_together(program, place):
    """Rules between the spec's own tables are in nobody's way, though another table, of strange names, refers to them."""
    load(program, place, "--create")
    person, note, column = (place.quoted(name) for name in ("person", "No te", "of it"))
    place.execute(
        f"ALTER TABLE {place.quoted('visit')} ADD FOREIGN KEY (person) REFERENCES {person} (id) ON DELETE CASCADE",
        f"CREATE TABLE {note} (id INT PRIMARY KEY, {column} BIGINT, "
        f"FOREIGN KEY ({column}) REFERENCES {person} (id) ON DELETE CASCADE)",
    )
    visits = rows_of(place, "visit", "1, 2")
    load(program, place, "--overwrite")
    assert rows_of(place, "visit", "1, 2") == visits
    place.execute(f"INSERT INTO {note} VALUES (1, 7)")
    done = load(program, place, "--overwrite", check=2)
    assert "No te" in done.stderr and rows_of(place, "No te", "1") == [("1", "7")]


def test_a_table_off_the_search_path_is_not_meant(program, running):
    place = Place("postgresql", program, running["postgresql"])
    place.execute(
        "CREATE SCHEMA archive",
        "CREATE TABLE archive.person (id INT PRIMARY KEY, name TEXT, email TEXT)",
        "INSERT INTO archive.person VALUES (7, 'precious', '')",
    )
    nodes = people_and_visits()["nodes"][:1]
    spec = program.write(spec_of(nodes))
    done = program.run("generate", spec, "--to", place.url, "--overwrite", check=2)
    assert "search path" in done.stderr and '"table": "archive.person"' in done.stderr
    with contextlib.closing(place.connect()) as connection:
        kept = connection.execute("SELECT * FROM archive.person").fetchall()
    assert kept == [(7, "precious", "")]


@every_kind
def test_tables_that_are_there_keep_their_constraints(program, place):
    load(program, place, "--create")
    before = {table: rows_of(place, table, "1, 2, 3") for table in ("person", "visit")}
    defects = program.write({"defects": DEFECTS}, "defects.json")
    done = load(program, place, "--overwrite", "--defects", defects, check=2)
    assert "error[database-refused]" in done.stderr and "nothing was loaded" in done.stderr
    for table, rows in before.items():
        assert rows_of(place, table, "1, 2, 3") == rows
    with pytest.raises(Exception, match="_defects"):
        rows_of(place, "_defects", "1")
    # What they have no rule for goes in, and a second load replaces the list too.
    possible = [defect for defect in DEFECTS if defect["kind"] in ("wrong_format", "swapped")]
    program.write({"defects": possible}, "defects.json")
    for _ in range(2):
        done = load(program, place, "--overwrite", "--defects", defects)
        assert "left out" not in done.stdout
        assert len(rows_of(place, "_defects", "1")) == 20


def test_what_does_not_go_with_a_load(program):
    drift = {"table": "visit", "kind": "schema_drift", "change": "drop", "column": "code"}
    spec = program.write(people_and_visits())
    for defect, more, why in (
        (drift, ["--to", "x.sqlite"], "schema_drift is of files"),
        (DEFECTS[0], ["--to", "x.sql"], "a script with broken rows makes the tables"),
        ({**DEFECTS[0], "column": "nam"}, ["--to", "x.sqlite"], "did you mean 'name'?"),
        (DEFECTS[0], ["-o", "-", "--table", "person"], "--defects"),
    ):
        program.write({"defects": [defect]}, "defects.json")
        done = program.run("generate", spec, *more, "--defects", "defects.json", check=2)
        assert why in done.stderr
        assert {path.name for path in program.folder.iterdir()} == {"spec.json", "defects.json"}


def test_a_script_makes_the_list(program):
    defects = program.write({"defects": DEFECTS}, "defects.json")
    spec = program.write(people_and_visits())
    program.run(
        "generate", spec, "--to", "x.sql", "--dialect", "sqlite", "--create", "--defects", defects
    )
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((program.folder / "x.sql").read_text())
        counted = connection.execute("SELECT kind, count(*) FROM _defects GROUP BY 1").fetchall()
        orphans = connection.execute(
            "SELECT count(*) FROM visit WHERE person NOT IN (SELECT id FROM person)"
        ).fetchone()
    assert dict(counted)["orphan"] == 13
    assert orphans[0] >= 13  # and those whose parent has another key now
