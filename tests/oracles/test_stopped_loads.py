"""Ctrl-C and SIGTERM while a server's tables are filled or read: the tables are as they were, no session
stays, and the same command run again gives what an undisturbed run gives."""

import functools
import subprocess
import time

import pytest
import stops
from conftest import PROGRAM, SAMPLE

# One worker has the servers, which take seconds to start.
pytestmark = pytest.mark.xdist_group("stopped_loads")
KINDS = ("postgresql", "mysql")
TABLES = ("user", "event")
ROWS = "user=30000"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tmp").mkdir()
    return tmp_path


class Zoo:
    """The database that is filled."""

    def __init__(self, server, connection):
        self.server = server
        self.connection = connection
        self.is_postgres = server.scheme == "postgresql"
        self.url = server.url("zoo")

    def ask(self, sql):
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]

    def tables(self):
        schema = "current_schema()" if self.is_postgres else "database()"
        names = self.ask(
            f"select table_name from information_schema.tables where table_schema = {schema}"
        )
        return sorted(name for (name,) in names)

    def contents(self):
        if not self.is_postgres:
            return self.ask("checksum table `user`, `event`")
        return [
            self.ask(f'select count(*), sum(hashtext(t::text)::bigint) from "{table}" t')
            for table in TABLES
        ]

    def quoted(self, table):
        return f'"{table}"' if self.is_postgres else f"`{table}`"

    def are_empty(self):
        return all(
            self.ask(f"select count(*) from {self.quoted(table)}") == [(0,)] for table in TABLES
        )

    def change(self, statement):
        """Runs a statement for the tables, the referring one first."""
        with self.connection.cursor() as cursor:
            for table in reversed(TABLES):
                cursor.execute(f"{statement} {self.quoted(table)}")

    def sessions(self):
        """Those of others."""
        if self.is_postgres:
            return self.ask(
                "select pid, state, query from pg_stat_activity "
                "where datname = 'zoo' and pid <> pg_backend_pid()"
            )
        return self.ask(
            "select id, state, info from information_schema.processlist "
            "where db = 'zoo' and id <> connection_id()"
        )

    def wait_for_sessions_to_end(self):
        latest = time.monotonic() + 10
        while self.sessions() and time.monotonic() < latest:
            time.sleep(0.01)
        assert self.sessions() == []


@pytest.fixture(params=KINDS)
def zoo(request, running):
    server = running[request.param]
    with server.database("zoo") as connection:
        yield Zoo(server, connection)


def run(folder, line):
    done = subprocess.run(
        [PROGRAM, *map(str, line)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def stop_often(folder, zoo, name, line, before, after, **bound):
    """`before` puts the tables right for a run, `after` looks at what a stop has left."""
    begun = time.monotonic()
    before()
    run(folder, line)
    latest = time.monotonic() - begun
    undisturbed = zoo.contents()
    ends = []
    for sent, delay in stops.moments(name, latest, ends):
        before()
        end = stops.stop(folder, line, sent, delay)
        zoo.wait_for_sessions_to_end()
        if end.code == 0 or end.before_it_began(sent, delay):
            continue
        ends.append(end)
        assert end.code == stops.CODES[sent], end
        assert end.error.count("stopped") == 1, end
        after()
    assert ends, "no moment was within the command"
    before()
    run(folder, line)
    assert zoo.contents() == undisturbed
    stops.tell(f"{zoo.server.scheme}, {name}", ends, **bound)


def test_a_load_that_makes_the_tables(folder, zoo):
    def after():
        assert zoo.tables() == []

    line = ["generate", SAMPLE, "--rows", ROWS, "--to", zoo.url, "--create"]
    # MySQL keeps definitions outside of transactions: the end waits until they are dropped.
    bound = {} if zoo.is_postgres else {"seconds_max": 10}
    before = functools.partial(zoo.change, "drop table if exists")
    stop_often(folder, zoo, "makes tables", line, before, after, **bound)


def test_a_load_into_tables_that_are_there(folder, zoo):
    def after():
        assert zoo.are_empty()

    run(folder, ["generate", SAMPLE, "--rows", "user=10", "--to", zoo.url, "--create"])
    line = ["generate", SAMPLE, "--rows", ROWS, "--to", zoo.url]
    stop_often(folder, zoo, "fills tables", line, lambda: zoo.change("delete from"), after)


def test_a_validation(folder, zoo):
    run(folder, ["generate", SAMPLE, "--rows", ROWS, "--to", zoo.url, "--create"])
    line = ["validate", SAMPLE, "--rows", ROWS, "--data", zoo.url]

    def after():
        assert stops.listing(folder / "tmp") == set()

    stop_often(folder, zoo, "validates", line, lambda: None, after)
