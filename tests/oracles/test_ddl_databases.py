"""SQL scripts read, filled and loaded into real databases: their catalogues and constraints judge.

Schemas: our own under examples/ddl, and those that Debian packages ship (unpacked by
scripts/setup.sh into .deps/schemas). `make test-full` loads 10,000 rows a table of all of them.
"""

import gzip
import json
import os
import pathlib
import sqlite3

import catalogues
import duckdb
import psycopg
import pytest
import servers
from conftest import entity, spec_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "examples/ddl").glob("*.sql"))
DEBIAN = ROOT / ".deps/schemas"
FULL = os.environ.get("DATAGEN_FULL") == "1"
ROWS = 10_000 if FULL else 1_000

# Where the packages keep what they create. Of bacula's SQLite form one table refers to a table
# that it does not create: SQLite refuses every row of it, so that table is left out.
SCHEMAS = {
    "bacula-pg": ("postgresql", "bacula-director-pgsql", "install/pgsql"),
    "bacula-my": ("mysql", "bacula-director-mysql", "install/mysql"),
    "bacula-lite": ("sqlite", "bacula-director-sqlite3", "install/sqlite3"),
    "icinga-ido-pg": ("postgresql", "icinga2-ido-pgsql", "schema/pgsql.sql"),
    "icinga-ido-my": ("mysql", "icinga2-ido-mysql", "schema/mysql.sql"),
    "icingadb-pg": ("postgresql", "icingadb", "schema/pgsql/schema.sql"),
    "icingadb-my": ("mysql", "icingadb", "schema/mysql/schema.sql"),
    "icingaweb-pg": ("postgresql", "icingaweb2", "schema/pgsql.schema.sql"),
    "icingaweb-my": ("mysql", "icingaweb2", "schema/mysql.schema.sql"),
    "roundcube-pg": ("postgresql", "roundcube-core", "SQL/postgres.initial.sql"),
    "roundcube-my": ("mysql", "roundcube-core", "SQL/mysql.initial.sql"),
    "roundcube-lite": ("sqlite", "roundcube-core", "SQL/sqlite.initial.sql"),
    "pdns-pg": ("postgresql", "pdns-backend-pgsql", "schema/schema.pgsql.sql"),
    "pdns-my": ("mysql", "pdns-backend-mysql", "schema/schema.mysql.sql"),
    "pdns-lite": ("sqlite", "pdns-backend-sqlite3", "schema/schema.sqlite3.sql"),
    "zabbix-pg": ("postgresql", "zabbix-server-pgsql", "schema.sql.gz"),
    "zabbix-my": ("mysql", "zabbix-server-mysql", "schema.sql.gz"),
    "zabbix-lite": ("sqlite", "zabbix-proxy-sqlite3", "schema.sql.gz"),
    "mediawiki-pg": ("postgresql", "mediawiki", "maintenance/postgres/tables-generated.sql"),
    "mediawiki-my": ("mysql", "mediawiki", "maintenance/tables-generated.sql"),
    "mediawiki-lite": ("sqlite", "mediawiki", "maintenance/sqlite/tables-generated.sql"),
    "cacti-my": ("mysql", "cacti", "conf_templates/cacti.sql"),
}


# One worker has the servers, and what the tests note of each other.
pytestmark = pytest.mark.xdist_group("ddl_databases")

RESULTS = []


@pytest.fixture(scope="module", autouse=True)
def log():
    """What the full form did, as the table of benchmarks/logs/real_schemas.md."""
    yield
    if FULL and RESULTS:
        lines = ["| schema | database | tables | foreign keys | rows loaded | refused |"]
        lines += ["|---|---|---|---|---|---|", *sorted(RESULTS)]
        (ROOT / "build/real_schemas.md").write_text("\n".join(lines) + "\n")


def script_of(name, folder):
    dialect, package, ending = SCHEMAS[name]
    found = sorted(p for p in (DEBIAN / package).rglob("*") if str(p).endswith(ending))
    found = [p for p in found if p.is_file() and "/doc/" not in str(p)]
    if not found:
        found = [p for p in (DEBIAN / package).rglob("*") if str(p).endswith(ending)]
    assert found, f"{package} has no {ending}"
    path = found[0]
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    script = folder / f"{name}.sql"
    script.write_bytes(content)
    return dialect, script


def catalogue_of(dialect, script, running):
    """What the database itself makes of the script."""
    if dialect == "sqlite":
        connection = sqlite3.connect(":memory:")
        connection.executescript(script.read_text())
        return catalogues.sqlite(connection)
    server = running[dialect]
    with server.database("read") as connection:
        assert server.load("read", script) == []
        if dialect == "postgresql":
            return catalogues.postgres(connection)
        return catalogues.mariadb(connection, "read")


def check_model(program, dialect, script, running):
    model = json.loads(program.run("create", "--ddl", script, "--print", "schema").stdout)
    catalogue = catalogues.folded(catalogue_of(dialect, script, running))
    mine = catalogues.ours(model)
    if dialect == "sqlite":  # which says that its keys may be null, by an old mistake of its own
        for name, table in mine.items():
            keys = set(table["primary_key"])
            theirs = catalogue[name]["columns"]
            nulls = {c: nullable for c, _, nullable in theirs if c in keys}
            table["columns"] = [(c, t, nulls.get(c, n)) for c, t, n in table["columns"]]
    assert catalogues.differences(mine, catalogue) == []
    if dialect != "mysql":
        return model
    for name, table in mine.items():
        kept = {c: t for c, t, _ in catalogue[name]["columns"]}
        for column, written, _ in table["columns"]:
            assert catalogues.family(written) == catalogues.family(kept[column]), (name, column)
    return model


def fill(program, dialect, script, running, *options, without=()):
    """Drafts, generates and loads; gives the spec and a connection to count with."""
    program.run("create", "--ddl", script, "-o", "spec.json", "--dialect", dialect, *options)
    spec = json.loads((program.folder / "spec.json").read_text())
    if without:
        spec["nodes"] = [n for n in spec["nodes"] if n["id"] not in without]
        for key in spec["constraints"].values():
            key[:] = [k for k in key if not any(f"{w}." in json.dumps(k) for w in without)]
        program.write(spec)
    if dialect == "sqlite":
        url = f"sqlite:{program.folder}/filled.sqlite"
        program.run("generate", "spec.json", "--to", url, "--create-ddl", script)
        return spec, sqlite3.connect(program.folder / "filled.sqlite")
    server = running[dialect]
    with server.database("filled"):
        pass
    program.run("generate", "spec.json", "--to", server.url("filled"), "--create-ddl", script)
    return spec, server.connect("filled")


def count(connection, table):
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    if isinstance(connection, psycopg.Connection):
        return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM `{table}`")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_real_schema(program, running, name):
    """Every table, key and target as the database has them; every row accepted by it."""
    dialect, script = script_of(name, program.folder)
    model = check_model(program, dialect, script, running)
    without = {"LocationLog"} if name == "bacula-lite" else set()
    spec, connection = fill(program, dialect, script, running, "--rows", ROWS, without=without)
    with connection:
        assert len(spec["nodes"]) == len(model["tables"]) - len(without)
        folded = dialect == "postgresql"
        total = 0
        for node in spec["nodes"]:
            table = node.get("table", node["id"])
            rows = count(connection, table.lower() if folded else table)
            # A table has as many rows as it was asked for, but where its keys have fewer values.
            fewer = "fewer rows" in node.get("description", "") or node["kind"] == "fact"
            assert rows == ROWS or (fewer and rows > 0), node["id"]
            total += rows
        assert total > ROWS * len(spec["nodes"]) * 0.5
        keys = sum(len(table["foreign_keys"]) for table in model["tables"])
        package = SCHEMAS[name][1]
        tables = len(spec["nodes"])
        RESULTS.append(f"| {package} | {dialect} | {tables} | {keys} | {total:,} | 0 |")


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_own_schema(program, running, path):
    """Read as the database reads it, filled, accepted, and the spec's own claims hold too."""
    dialect = path.name.split(".")[1]
    check_model(program, dialect, path, running)
    spec, connection = fill(program, dialect, path, running)
    connection.close()
    program.run("generate", "spec.json", "-o", "files", "--no-validate", "--progress", "never")
    program.run("validate", "spec.json", "--data", "files", "--strict")
    assert 5 <= len(spec["nodes"]) <= 7


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_catalogue_gives_the_same_spec(program, running, path):
    """`create --from` the database is `create --ddl` of what made it."""
    dialect = path.name.split(".")[1]
    by_text = json.loads(program.run("create", "--ddl", path, "--print", "schema").stdout)
    if dialect == "sqlite":
        database = program.folder / "shop.sqlite"
        with sqlite3.connect(database) as connection:
            connection.executescript(path.read_text())
        url = f"sqlite:{database}"
    else:
        with running[dialect].database("live"):
            assert running[dialect].load("live", path) == []
        url = running[dialect].url("live")
    by_catalogue = json.loads(program.run("create", "--from", url, "--print", "schema").stdout)
    assert catalogues.differences(catalogues.ours(by_text), catalogues.ours(by_catalogue)) == []
    program.run("create", "--from", url, "-o", "live.json")
    spec = json.loads((program.folder / "live.json").read_text())
    assert {n["id"].lower() for n in spec["nodes"]} == {
        t["name"].split(".")[-1].lower() for t in by_text["tables"]
    }


def test_odd_shapes(program, running):
    """Multi-tenant keys, trees without null, chains, reserved words, types of PostgreSQL alone."""
    path = ROOT / "tests/ddl/odd_shapes.sql"
    check_model(program, "postgresql", path, running)
    for rows in ((), ("--rows", 3000)):
        spec, connection = fill(program, "postgresql", path, running, *rows)
        with connection:
            assert all(count(connection, node["id"]) > 0 for node in spec["nodes"])
            assert count(connection, "tiny") == 5
            depth = connection.execute(
                "WITH RECURSIVE up(id, boss, n) AS (SELECT id, boss, 0 FROM selfreq UNION ALL "
                "SELECT up.id, s.boss, n + 1 FROM up JOIN selfreq s ON s.id = up.boss "
                "WHERE s.id <> up.id AND s.boss <> s.id) SELECT max(n) FROM up"
            ).fetchone()[0]
            assert 3 <= depth <= 60


SHOP = {
    "version": "1.0",
    "metadata": {"name": "shop"},
    "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "D"},
    "nodes": [
        {
            "id": "buyer",
            "kind": "entity",
            "pk": "id",
            "rows": 300,
            "columns": [
                {"name": "id", "type": "int", "nullable": False, "generator": {"sequence": {}}},
                {
                    "name": "last_sale",
                    "type": "int",
                    "nullable": False,
                    "generator": {"lookup": {"from": "sale.id", "pick": "uniform"}},
                },
                {
                    "name": "note",
                    "type": "string",
                    "nullable": True,
                    "generator": {
                        "choice": {
                            "choices": [
                                "it's",
                                "a\\b",
                                "tab\there",
                                "two\nlines",
                                'say "hi"',
                                "\\N",
                            ]
                        }
                    },
                },
                {
                    "name": "raw",
                    "type": "binary",
                    "nullable": False,
                    "generator": {"regex": {"pattern": "[a-z\\\\']{6}"}},
                },
            ],
        },
        {
            "id": "sale",
            "kind": "entity",
            "pk": "id",
            "rows": 200,
            "columns": [
                {"name": "id", "type": "int", "nullable": False, "generator": {"sequence": {}}},
                {
                    "name": "buyer_id",
                    "type": "int",
                    "nullable": False,
                    "generator": {"lookup": {"from": "buyer.id", "pick": "uniform"}},
                },
                {
                    "name": "at",
                    "type": "datetime",
                    "nullable": False,
                    "generator": {"datetime_series": {"freq": "S"}},
                },
                {
                    "name": "amount",
                    "type": "decimal(10,2)",
                    "nullable": False,
                    "generator": {
                        "distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}
                    },
                },
                {
                    "name": "paid",
                    "type": "bool",
                    "nullable": True,
                    "generator": {"choice": {"choices": [True, False]}},
                },
            ],
        },
    ],
    "constraints": {
        "foreign_keys": [
            {"from": "buyer.last_sale", "to": "sale.id"},
            {"from": "sale.buyer_id", "to": "buyer.id"},
        ]
    },
}


def expected_rows(program):
    program.generate(SHOP, "--no-validate", out="files")
    notes = program.sql("SELECT note FROM buyer ORDER BY id", out="files").fetchall()
    raw = program.sql("SELECT raw FROM buyer ORDER BY id", out="files").fetchall()
    sales = program.sql("SELECT buyer_id, amount, paid FROM sale ORDER BY id", out="files")
    return [n for (n,) in notes], [bytes(r) for (r,) in raw], sales.fetchall()


def rows_in(connection):
    def all_of(sql):
        if hasattr(connection, "execute"):
            return connection.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    notes = [n for (n,) in all_of("SELECT note FROM buyer ORDER BY id")]
    raw = [bytes(r) for (r,) in all_of("SELECT raw FROM buyer ORDER BY id")]
    sales = [
        (b, float(a), None if p is None else bool(p))
        for b, a, p in all_of("SELECT buyer_id, amount, paid FROM sale ORDER BY id")
    ]
    return notes, raw, sales


@pytest.mark.parametrize(
    ("how", "kind"),
    [("direct", kind) for kind in ("postgresql", "mysql", "sqlite", "duckdb")]
    + [("script", kind) for kind in ("postgresql", "mysql", "sqlite")],
)
def test_circle_and_odd_texts_arrive(program, running, kind, how):
    """Tables that refer to each other, without a null, are loaded; every value is the one made."""
    spec = json.loads(json.dumps(SHOP))
    notes, raw, sales = expected_rows(program)
    path = program.write(spec)
    if kind in running:
        with running[kind].database("odd"):
            pass
        url = running[kind].url("odd")
    else:
        url = f"{kind}:{program.folder}/odd.{kind}"
    if how == "direct":
        program.run("generate", path, "--to", url, "--create")
    else:
        program.run("generate", path, "--to", "odd.sql", "--dialect", kind, "--create")
        script = program.folder / "odd.sql"
        if kind in running:
            assert running[kind].load("odd", script) == []
        else:
            with sqlite3.connect(program.folder / "odd.sqlite") as connection:
                connection.executescript(script.read_text())
    if kind == "duckdb":
        connection = duckdb.connect(str(program.folder / "odd.duckdb"))
    elif kind == "sqlite":
        connection = sqlite3.connect(program.folder / "odd.sqlite")
    else:
        connection = running[kind].connect("odd")
    got_notes, got_raw, got_sales = rows_in(connection)
    connection.close()
    assert got_notes == notes
    assert got_raw == raw
    assert [(b, float(a), p) for b, a, p in sales] == got_sales


def numbers(low, high):
    return {"distribution": {"type": "uniform", "params": {"min": low, "max": high}}}


EVERY_TYPE = {
    "i8": ("int8", numbers(-128, 127)),
    "i16": ("int16", numbers(-32768, 32767)),
    "i32": ("int32", numbers(-2147483648, 2147483647)),
    "i64": ("int64", numbers(-9007199254740992, 9007199254740992)),
    "f32": ("float32", numbers(-10, 10)),
    "f64": ("float64", numbers(-1e12, 1e12)),
    "d0": ("decimal(5,0)", numbers(-20000, 20000)),
    "d1": ("decimal(6,1)", numbers(-20000, 20000)),
    "d4": ("decimal(9,4)", numbers(-1, 1)),
    "d5": ("decimal(12,5)", numbers(0, 0.0001)),
    "wide": ("decimal(34,10)", numbers(-9007199254740992, 9007199254740992)),
    "widest": ("decimal(38,2)", numbers(-9007199254740992, 9007199254740992)),
    "yes": ("bool", {"choice": {"choices": [True, False]}}),
    "day": (
        "date",
        {"datetime_series": {"within": {"start": "1950-01-01", "end": "2060-01-01"}, "freq": "D"}},
    ),
    "clock": ("time", {"datetime_series": {"freq": "S"}}),
    "at": (
        "datetime",
        {"datetime_series": {"within": {"start": "1990-01-01", "end": "2030-01-01"}, "freq": "S"}},
    ),
    "key": ("uuid", {"uuid": {}}),
    "text": ("string(20)", {"choice": {"choices": ["", "ä€😀", "tab\t", "null", "it's"]}}),
}


@pytest.mark.parametrize("widest", [False, True])
def test_every_type_arrives(program, running, widest):
    """PostgreSQL's binary form (and its text form, for the widest decimal): every value is the same."""
    kinds = {n: t for n, t in EVERY_TYPE.items() if widest or n != "widest"}
    columns = [
        {"name": "id", "type": "int", "nullable": False, "generator": {"sequence": {}}},
        *(
            {"name": n, "type": t, "nullable": True, "null_rate": 0.1, "generator": g}
            for n, (t, g) in kinds.items()
        ),
    ]
    spec = json.loads(json.dumps(SHOP))
    spec["nodes"] = [
        {"id": "types", "kind": "entity", "pk": "id", "rows": 3000, "columns": columns}
    ]
    spec["constraints"] = {}
    path = program.write(spec)
    program.generate(path, "--no-validate", out="files")
    with running["postgresql"].database("types"):
        pass
    program.run("generate", path, "--to", running["postgresql"].url("types"), "--create")
    names = ", ".join(["id", *(f'"{n}"' for n in kinds)])
    by_type = names.replace('"at"', 'CAST("at" AS TIMESTAMP)').replace('"key"', "CAST(key AS UUID)")
    made = program.sql(f"SELECT {by_type} FROM types ORDER BY id", out="files").fetchall()
    with running["postgresql"].connect("types") as connection:
        connection.execute("SET timezone TO 'UTC'")
        by_type = names.replace('"f32"', '"f32"::float8')
        loaded = connection.execute(f"SELECT {by_type} FROM types ORDER BY id").fetchall()
    assert len(made) == 3000
    for mine, theirs in zip(made, loaded, strict=True):
        plain = [v.replace(tzinfo=None) if hasattr(v, "tzinfo") else v for v in mine]
        assert plain == list(theirs)


@pytest.mark.parametrize("kind", ["postgresql", "mysql", "sqlite"])
def test_refused_row_is_named_and_nothing_stays(program, running, kind):
    """The database has a constraint that the spec does not know."""
    ddl = program.write(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY);\n"
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES "
        "parent (id), size INTEGER NOT NULL, CONSTRAINT small_only CHECK (size < 500),\n"
        " FOREIGN KEY (parent_id) REFERENCES parent (id));",
        "strict.sql",
    )
    program.run("create", "--ddl", ddl, "-o", "spec.json", "--dialect", kind)
    spec = json.loads((program.folder / "spec.json").read_text())
    size = next(c for c in spec["nodes"][1]["columns"] if c["name"] == "size")
    size["generator"] = {"sequence": {}}
    del spec["constraints"]["ranges"]
    program.write(spec)
    if kind in running:
        with running[kind].database("strict"):
            pass
        url = running[kind].url("strict")
    else:
        url = f"sqlite:{program.folder}/strict.sqlite"
    done = program.run("generate", "spec.json", "--to", url, "--create-ddl", ddl, check=2)
    assert "child" in done.stderr
    assert "small_only" in done.stderr
    assert "nothing was loaded" in done.stderr
    if kind == "sqlite":
        assert not (program.folder / "strict.sqlite").exists()
        return
    connection = running[kind].connect("strict")
    if kind == "postgresql":
        left = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relname IN ('parent', 'child')"
        ).fetchone()[0]
    else:
        with connection.cursor() as cursor:
            left = cursor.execute("SHOW TABLES")
    connection.close()
    assert left == 0


def test_a_connection_that_is_lost(program, running):
    """The server ends the connection at the first row."""
    path = program.write(spec_of([entity([], 10, "shop")]))
    with running["postgresql"].database("lost"):
        pass
    with running["postgresql"].connect("lost") as connection:
        connection.execute(
            "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'"
        )
        connection.execute("CREATE TABLE shop (id bigint PRIMARY KEY)")
        connection.execute(
            "CREATE TRIGGER leave BEFORE INSERT ON shop FOR EACH ROW EXECUTE FUNCTION leave()"
        )
    url = running["postgresql"].url("lost")
    done = program.run("generate", path, "--to", url, check=3)
    assert "datagen: error[connection-lost]: " in done.stderr, done.stderr


def test_missing_table_and_server(program, running):
    path = program.write(SHOP)
    with running["postgresql"].database("empty"):
        pass
    done = program.run("generate", path, "--to", running["postgresql"].url("empty"), check=2)
    assert "no table 'buyer'" in done.stderr
    with running["postgresql"].connect("empty") as connection:
        connection.execute("CREATE TABLE shop (number bigint)")
    shop = program.write(spec_of([entity([], 10, "shop")]), "shop.json")
    done = program.run("generate", shop, "--to", running["postgresql"].url("empty"), check=2)
    assert "error[target-lacks-column]: table public.shop has no column 'id'" in done.stderr, (
        done.stderr
    )
    nowhere = f"postgresql://nobody@127.0.0.1:{servers.free_port()}/x"
    assert "can't connect" in program.run("generate", path, "--to", nowhere, check=3).stderr
    nowhere = f"mysql://nobody@127.0.0.1:{servers.free_port()}/x"
    assert "can't connect" in program.run("generate", path, "--to", nowhere, check=3).stderr
    done = program.run("generate", path, "--to", "oracle://x", check=2)
    assert "is no database that is known" in done.stderr


def test_sequences_go_on_behind_the_rows(program, running):
    """The next row that the application inserts must not meet one of ours."""
    script = ROOT / "examples/ddl/library.postgresql.sql"
    fill(program, "postgresql", script, running)[1].close()
    with running["postgresql"].connect("filled") as connection:
        connection.execute("INSERT INTO publisher (name, city) VALUES ('New', 'Here')")
