"""Connections to real databases: who gets in and how, what is said when nobody does, what they offer.

The servers ask the user `guarded` for a password that has every sign a URL must encode.
"""

import contextlib
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import urllib.parse

import conftest
import duckdb
import pytest
import servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
# One worker has the servers, which take seconds to start.
pytestmark = pytest.mark.xdist_group("connections")

PROBE = ROOT / "build/bin/connection_probe"
PASSWORD = "s3:cr@t/?%&#x"
ENCODED = urllib.parse.quote(PASSWORD, safe="")
SERVERS = ("postgresql", "mysql")
KINDS = (*SERVERS, "sqlite", "duckdb")
DDL = {
    kind: "CREATE TABLE pet (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)" for kind in KINDS
}
PETS = conftest.spec_of(
    [
        {
            "id": "pet",
            "kind": "entity",
            "pk": "id",
            "rows": 50,
            "columns": [
                ("id", "int", {"sequence": {}}),
                ("name", "string(20)", {"choice": {"choices": ["it's", "Tom", "a\tb"]}}),
            ],
        }
    ]
)
# What the machine's own user has set must not let anybody in.
NOBODY = {
    name: ""
    for name in ("PGPASSWORD", "PGUSER", "PGHOST", "PGPORT", "PGDATABASE", "PGSERVICE")
    if name in os.environ
}


class Guarded:
    """A server, its database `zoo`, and the user with a password."""

    def __init__(self, server):
        self.server = server
        self.port = server.port
        quoted = PASSWORD.replace("'", "''")
        with server.database("zoo") as connection:
            if server.scheme == "postgresql":
                connection.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{quoted}'")
                connection.execute("GRANT CREATE ON SCHEMA public TO guarded")
                rules = server.folder / "data/pg_hba.conf"
                rules.write_text(
                    f"host all guarded all scram-sha-256\nlocal all guarded scram-sha-256\n"
                    f"{rules.read_text()}"
                )
                connection.execute("SELECT pg_reload_conf()")
            else:
                with connection.cursor() as cursor:
                    for host in ("127.0.0.1", "localhost"):
                        cursor.execute(f"CREATE USER guarded@'{host}' IDENTIFIED BY '{quoted}'")
                        cursor.execute(f"GRANT ALL ON zoo.* TO guarded@'{host}'")

    def execute(self, *statements):
        with self.server.connect("zoo") as connection:
            for statement in statements:
                if self.server.scheme == "postgresql":
                    connection.execute(statement)
                else:
                    with connection.cursor() as cursor:
                        cursor.execute(statement)

    def fresh(self):
        """The table pet, empty, which guarded may fill."""
        self.execute("DROP TABLE IF EXISTS pet", DDL[self.server.scheme])
        if self.server.scheme == "postgresql":
            self.execute("ALTER TABLE pet OWNER TO guarded")

    def count(self, table="pet"):
        with self.server.connect("zoo") as connection:
            if self.server.scheme == "postgresql":
                return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM `{table}`")
                return cursor.fetchone()[0]

    def url(self, user=f"guarded:{ENCODED}", host="127.0.0.1", port=None, tail="zoo"):
        return f"{self.server.scheme}://{user}@{host}:{port or self.port}/{tail}"


@pytest.fixture(scope="module")
def guarded():
    running = {"postgresql": servers.Postgres(), "mysql": servers.MariaDb()}
    yield {kind: Guarded(server) for kind, server in running.items()}
    for server in running.values():
        server.stop()


def shows_no_password(done):
    said = done.stdout + done.stderr
    for secret in (PASSWORD, ENCODED, "s3:cr", "s3%3A", "cr%40", "cr@t"):
        assert secret not in said, said
    return said


def load(program, url, check=0, env=None):
    path = program.write(PETS)
    done = program.run("generate", path, "--to", url, check=check, env={**NOBODY, **(env or {})})
    return shows_no_password(done)


def read(program, url, check=0, env=None):
    done = program.run(
        *("create", "--from", url, "--print", "schema"), check=check, env={**NOBODY, **(env or {})}
    )
    return shows_no_password(done)


def home_of(program, kind, server):
    """A folder with the client's own files, and the variables that lead there."""
    home = program.folder / "home"
    home.mkdir()
    if kind == "postgresql":
        files = {
            ".pgpass": f"127.0.0.1:{server.port}:zoo:guarded:{PASSWORD.replace(':', chr(92) + ':')}",
            ".pg_service.conf": f"[zoo]\nhost=127.0.0.1\nport={server.port}\ndbname=zoo\nuser=guarded",
        }
    else:
        files = {
            ".my.cnf": f"[client]\nhost=127.0.0.1\nport={server.port}\nuser=guarded\n"
            f'password="{PASSWORD}"\ndatabase=wrong\ndefault-character-set=latin1\nlocal-infile=0'
        }
    for name, text in files.items():
        (home / name).write_text(text + "\n")
        (home / name).chmod(0o600)
    return {
        "HOME": str(home),
        "PGPASSFILE": str(home / ".pgpass"),
        "PGSERVICEFILE": str(home / ".pg_service.conf"),
    }


# ---- Who gets in, and how


@pytest.mark.parametrize("kind", SERVERS)
def test_by_url(program, guarded, kind):
    guarded[kind].fresh()
    load(program, guarded[kind].url())
    assert guarded[kind].count() == 50
    assert '"pet"' in read(program, guarded[kind].url())


@pytest.mark.parametrize("kind", SERVERS)
def test_by_environment(program, guarded, kind):
    server = guarded[kind]
    server.fresh()
    if kind == "postgresql":
        url = "postgresql://"
        env = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "guarded"}
        env |= {"PGPASSWORD": PASSWORD, "PGDATABASE": "zoo"}
    else:
        url = "mysql://guarded@/zoo"
        env = {"MYSQL_HOST": "127.0.0.1", "MYSQL_TCP_PORT": str(server.port)}
        env |= {"MYSQL_PWD": PASSWORD, "HOME": str(program.folder)}
    load(program, url, env=env)
    assert server.count() == 50
    # The URL's own password is the one that counts.
    wrong = url.replace("://guarded@", "://guarded:no@")
    wrong = "postgresql://guarded:no@/zoo" if kind == "postgresql" else wrong
    assert "guarded" in load(program, wrong, check=3, env=env)


@pytest.mark.parametrize("kind", SERVERS)
def test_by_the_clients_file(program, guarded, kind):
    server = guarded[kind]
    server.fresh()
    env = home_of(program, kind, server)
    if kind == "postgresql":
        load(program, "postgresql://?service=zoo", env=env)
        assert server.count() == 50
        server.fresh()
        load(program, server.url(user="guarded"), env=env)
    else:
        load(program, "mysql:///zoo", env=env)
    assert server.count() == 50
    # What the URL says wins over the file.
    assert "guarded" in load(program, server.url(user="guarded:no"), check=3, env=env)


@pytest.mark.parametrize("kind", SERVERS)
def test_by_socket(program, guarded, kind):
    server = guarded[kind]
    server.fresh()
    if kind == "postgresql":
        folder = urllib.parse.quote(str(server.server.folder), safe="")
        urls = [server.url(host=folder)]
    else:
        path = f"{server.server.folder}/socket"
        host = urllib.parse.quote(path, safe="")
        urls = [
            f"mysql://guarded:{ENCODED}@/zoo?socket={path}",
            f"mysql://guarded:{ENCODED}@{host}/zoo",
        ]
    for url in urls:
        server.fresh()
        load(program, url)
        assert server.count() == 50


# ---- What is said when nobody gets in


@pytest.mark.parametrize("kind", SERVERS)
def test_no_connection(program, guarded, kind):
    server = guarded[kind]
    nowhere = servers.free_port()
    for url, said in (
        (server.url(user=f"guarded:{ENCODED}x"), "guarded"),
        (server.url(user=f"nobody:{ENCODED}"), "nobody"),
        (server.url(tail="no_such_database"), "no_such_database"),
        (server.url(port=nowhere), str(nowhere) if kind == "postgresql" else "127.0.0.1"),
        (server.url(host="no-such-host.invalid"), "no-such-host.invalid"),
        (server.url(host="[::1]", port=nowhere), "::1"),
        (server.url(tail="zoo?sslmode=require"), "SSL" if kind == "postgresql" else "TLS"),
    ):
        for run in (load, read):
            message = run(program, url, check=3)
            assert "can't connect to" in message
            assert said in message


@pytest.mark.parametrize("kind", SERVERS)
def test_a_client_library_that_is_missing(program, kind):
    """Each is loaded by the first connection: a file of that name which is none stands for that."""
    name = {"postgresql": "libpq.so.5", "mysql": "libmariadb.so.3"}[kind]
    (program.folder / name).write_bytes(b"")
    broken = {"LD_LIBRARY_PATH": str(program.folder)}
    for run in (load, read):
        message = run(program, f"{kind}://me@127.0.0.1/zoo", check=3, env=broken)
        assert "error[client-library-unavailable]: " in message and name in message
        load(program, "pets.sqlite", env=broken)
        (program.folder / "pets.sqlite").unlink()


@pytest.mark.parametrize("kind", SERVERS)
def test_mistakes_in_a_url(program, guarded, kind):
    server = guarded[kind]
    for url, said in (
        (server.url(user=f"guarded:{PASSWORD}"), "%40"),
        (server.url(user="guarded:s3:cr@t"), "%40"),
        (server.url(user="guarded:s3:cr/t"), "%2F"),
        (server.url(user="guarded:s3:cr%zz"), "%25"),
        (server.url(port="70000"), "65535"),
        (server.url(tail="zoo?colour=green"), "colour"),
        (f"{kind}://guarded:s3:cr/zoo", "%40"),
    ):
        for run in (load, read):
            assert said in run(program, url, check=2)
    assert "ssl-mode is one of" in read(program, "mysql://h/zoo?ssl-mode=maybe", check=2)
    for run in (load, read):
        assert "oracle://me:***@h/x" in run(program, f"oracle://me:{PASSWORD}@h/x", check=2)


def test_what_the_server_forbids(program, guarded):
    postgres = guarded["postgresql"]
    postgres.fresh()
    postgres.execute("ALTER TABLE pet OWNER TO CURRENT_USER")
    assert "permission denied" in load(program, postgres.url(), check=3)
    mysql = guarded["mysql"]
    mysql.fresh()
    mysql.execute("SET GLOBAL local_infile = 0")
    try:
        assert "local" in load(program, mysql.url(), check=3).lower()
    finally:
        mysql.execute("SET GLOBAL local_infile = 1")
    mysql.execute("SET GLOBAL read_only = 1")
    try:
        assert "read-only" in load(program, mysql.url(), check=3)
    finally:
        mysql.execute("SET GLOBAL read_only = 0")


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_files(program, kind):
    text = program.write("no database at all\n" * 400, f"text.{kind}")
    missing = program.folder / f"missing.{kind}"
    assert str(missing) in read(program, f"{kind}:{missing}", check=3)
    assert not missing.exists()
    assert str(text) in read(program, f"{kind}:{text}", check=3)
    assert str(text) in load(program, f"{kind}:{text}", check=3)
    assert text.read_text().startswith("no database at all")
    load(program, f"{kind}:{program.folder}/no/such/folder/x", check=3)
    folder = program.folder / "v1.db" / "b.c"
    folder.mkdir(parents=True)
    done = program.run("generate", program.write(PETS), "--to", folder / "pets", check=2)
    assert "is no database that is known" in done.stderr
    load(program, folder / f"pets.{kind}")
    assert '"pet"' in read(program, folder / f"pets.{kind}")


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_file_that_may_not_be_written(program, kind):
    path = program.folder / f"pets.{kind}"
    load(program, path)
    before = path.read_bytes()
    path.chmod(0o400)
    # Root may write anywhere, unless it gives that right away.
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*bound, str(conftest.PROGRAM), "generate", "spec.json", "--to", str(path)],
        capture_output=True,
        text=True,
        cwd=program.folder,
        env={**os.environ, **NOBODY},
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert re.search(r"readonly|ermission", done.stderr) and path.read_bytes() == before
    code = {"sqlite": "database-failed", "duckdb": "connection-failed"}[kind]
    assert f"datagen: error[{code}]: " in done.stderr


# ---- Names


def execute_in(program, guarded, kind, *statements):
    """Runs statements by another client, and gives what loads there and how to count."""
    if kind in SERVERS:
        guarded[kind].execute(*statements)
        grant = "GRANT ALL ON ALL TABLES IN SCHEMA public TO guarded"
        if kind == "postgresql":
            guarded[kind].execute(grant)
        return guarded[kind].url(), guarded[kind].count
    path = program.folder / f"named.{kind}"
    connect = sqlite3.connect if kind == "sqlite" else duckdb.connect

    def run(sql):
        connection = connect(str(path))
        row = connection.execute(sql).fetchone()
        connection.commit()
        connection.close()
        return row

    for statement in statements:
        run(statement)

    def count(table):
        quoted = table.replace('"', '""')
        return run(f'SELECT count(*) FROM "{quoted}"')[0]

    return f"{kind}:{path}", count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["the odd; table", "zoo.pet", "it's"])
def test_names_that_need_quotes(program, guarded, kind, name):
    """A dot in a table's name does not make a schema of what stands before it."""
    quote = "`" if kind == "mysql" else '"'
    url, count = execute_in(
        *(program, guarded, kind),
        DDL[kind].replace("pet", f"{quote}{name}{quote}", 1),
    )
    spec = {**PETS, "nodes": [{**PETS["nodes"][0], "table": name}]}
    program.run("generate", program.write(spec), "--to", url)
    assert count(name) == 50
    assert name in read(program, url)
    if kind in SERVERS:
        guarded[kind].execute(f"DROP TABLE {quote}{name}{quote}")


# ---- What a connection offers


class Probe:
    def __init__(self, url):
        self.url = url

    def run(self, *lines, read_only=False):
        """What each line gives: its output, then ok or the error."""
        done = subprocess.run(
            [PROBE, self.url, *(["read"] if read_only else [])],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.stderr == ""
        return done.stdout.splitlines()


@pytest.fixture
def probe(request, program, guarded):
    kind = request.param
    if kind in SERVERS:
        return kind, Probe(guarded[kind].url())
    return kind, Probe(f"{kind}:{program.folder}/probe.{kind}")


every_kind = pytest.mark.parametrize("probe", KINDS, indirect=True)


@every_kind
def test_rows_have_nulls_and_families(probe):
    kind, connection = probe
    double = (
        "REAL" if kind == "sqlite" else "DOUBLE PRECISION" if kind == "postgresql" else "DOUBLE"
    )
    got = connection.run(
        "execute DROP TABLE IF EXISTS typed",
        f"execute CREATE TABLE typed (i INTEGER, d DECIMAL(8,2), f {double}, t VARCHAR(9), day DATE)",
        "execute INSERT INTO typed VALUES (7, 1.50, 0.25, 'a', '2024-02-29')",
        "execute INSERT INTO typed VALUES (NULL, NULL, NULL, NULL, NULL)",
        "query SELECT i, d, f, t, day FROM typed ORDER BY t NULLS LAST"
        if kind != "mysql"
        else "query SELECT i, d, f, t, day FROM typed ORDER BY t IS NULL",
        "query SELECT nothing FROM typed",
    )
    assert got[:5] == ["ok", "ok", "ok", "ok", "i:integer\td:decimal\tf:float\tt:text\tday:date"]
    decimal = "1.5" if kind == "sqlite" else "1.50"
    assert got[5] == f"7\t{decimal}\t0.25\ta\t2024-02-29"
    assert got[6:8] == ["\t".join([r"\N"] * 5), "ok"]
    assert got[8].startswith("invalid: ")
    assert "nothing" in "\n".join(got[8:])


@every_kind
def test_values_for_marks(probe):
    kind, connection = probe
    marks = [f"${i}" if kind == "postgresql" else "?" for i in range(1, 5)]
    blob = {"postgresql": "BYTEA", "mysql": "VARBINARY(9)"}.get(kind, "BLOB")
    double = "DOUBLE PRECISION" if kind == "postgresql" else "DOUBLE"
    got = connection.run(
        "execute DROP TABLE IF EXISTS marked",
        f"execute CREATE TABLE marked (i BIGINT PRIMARY KEY, f {double}, t VARCHAR(40), b {blob})",
        f'with INSERT INTO marked VALUES ({", ".join(marks)})|i-9007199254740993|d0.1|tit\'s "x"; --|b41ff',
        f"with INSERT INTO marked VALUES ({', '.join(marks)})|i2|n|n|n",
        f'with SELECT i, f, t FROM marked WHERE t = {marks[0]} AND f < {marks[1]}|tit\'s "x"; --|d0.2',
        f"with SELECT i, b FROM marked WHERE i = {marks[0]}|i2",
        f"with INSERT INTO marked VALUES ({', '.join(marks)})|i2|n|n|n",
        f"with SELECT i FROM no_such_table WHERE i = {marks[0]}|i2",
        "query SELECT count(*) AS n FROM marked WHERE b IS NOT NULL",
    )
    plain = [line for line in got if line]
    assert plain.count("ok") == 7
    assert '-9007199254740993\t0.1\tit\'s "x"; --' in plain
    assert r"2	\N" in plain
    assert sum(line.startswith("invalid: ") for line in plain) == 2
    assert plain[-2:] == ["1", "ok"]


@every_kind
def test_transactions(probe):
    _, connection = probe
    got = connection.run(
        "execute DROP TABLE IF EXISTS undone",
        "execute CREATE TABLE undone (i INTEGER)",
        "begin",
        "execute INSERT INTO undone VALUES (1)",
        "rollback",
        "begin",
        "execute INSERT INTO undone VALUES (2)",
        "commit",
        "query SELECT i FROM undone",
    )
    assert got == ["ok"] * 8 + ["i:integer", "2", "ok"]


@every_kind
def test_bulk(probe):
    kind, connection = probe
    sql = {
        "postgresql": "COPY bulky FROM STDIN",
        "mysql": "LOAD DATA LOCAL INFILE 'x' INTO TABLE bulky",
    }.get(kind, "INSERT INTO bulky VALUES (?, ?)")
    got = connection.run(
        "execute DROP TABLE IF EXISTS bulky",
        "execute CREATE TABLE bulky (i INTEGER PRIMARY KEY, t VARCHAR(3))",
        rf"bulk {sql}|1\tone\n2\ttwo\n",
        rf"bulk {sql}|3\tthree\n",
        "query SELECT i, t FROM bulky ORDER BY i",
    )
    if kind not in SERVERS:
        assert [line.split(":")[0] for line in got[2:4]] == ["invalid", "invalid"]
        return
    text = "\n".join(got)
    assert got[2] == "ok"
    assert got[3].startswith("invalid: ")
    assert "1\tone\n2\ttwo\n" in text


@every_kind
def test_a_reader_changes_nothing(probe):
    kind, connection = probe
    connection.run("execute DROP TABLE IF EXISTS kept", "execute CREATE TABLE kept (i INTEGER)")
    got = connection.run(
        "execute INSERT INTO kept VALUES (1)",
        "query SELECT count(*) AS n FROM kept",
        read_only=True,
    )
    assert not got[0].startswith("ok")
    assert got[-2:] == ["0", "ok"]


@every_kind
def test_catalogue_version_and_names(probe):
    kind, connection = probe
    got = connection.run(
        "execute DROP TABLE IF EXISTS listed",
        "execute CREATE TABLE listed (i INTEGER PRIMARY KEY, t VARCHAR(9) NOT NULL)",
        "catalogue",
        "version",
        'identifier a "b" `c`',
    )
    text = "\n".join(got)
    assert "listed" in text
    assert "CREATE TABLE" in text
    assert got[-3][0].isdigit() or got[-3].startswith("v")
    assert got[-1] == ('`a "b" ``c```' if kind == "mysql" else '"a ""b"" `c`"')


@every_kind
def test_cancel(probe):
    kind, connection = probe
    forever = {
        "postgresql": "SELECT pg_sleep(100)",
        "mysql": "SELECT COUNT(*) FROM seq_1_to_100000000 a JOIN seq_1_to_1000 b WHERE a.seq * b.seq % 7 = 3",
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n",
        "duckdb": "SELECT count(*) FROM range(10000000) a, range(10000000) b "
        "WHERE a.range * b.range % 7 = 3",
    }[kind]
    got = connection.run(f"cancel {forever}", "query SELECT 1 AS one")
    assert got[0].startswith("environment: ")
    assert got[-2:] == ["1", "ok"]


MANY = {
    "postgresql": "SELECT i, 'row ' || i AS t FROM (SELECT generate_series(1, {n}) AS i) s",
    "mysql": "SELECT seq AS i, CONCAT('row ', seq) AS t FROM seq_1_to_{n}",
    "sqlite": "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {n}) "
    "SELECT i, 'row ' || i AS t FROM s",
    "duckdb": "SELECT range + 1 AS i, 'row ' || (range + 1) AS t FROM range({n})",
}
ENDLESS = 2_000_000_000


@every_kind
def test_a_stream_gives_what_a_query_gives(probe):
    kind, connection = probe
    blob = {"postgresql": "BYTEA", "mysql": "VARBINARY(9)"}.get(kind, "BLOB")
    double = "DOUBLE PRECISION" if kind == "postgresql" else "DOUBLE"
    marks = [f"${i}" if kind == "postgresql" else "?" for i in range(1, 5)]
    got = connection.run(
        "execute DROP TABLE IF EXISTS streamed",
        f"execute CREATE TABLE streamed (i BIGINT PRIMARY KEY, f {double}, t VARCHAR(40), b {blob})",
        f"with INSERT INTO streamed VALUES ({', '.join(marks)})|i-9007199254740993|d0.1|tit's, ü|b00ff",
        f"with INSERT INTO streamed VALUES ({', '.join(marks)})|i2|n|n|n",
        "stream SELECT i, f, t, b FROM streamed ORDER BY i",
        "stream SELECT i FROM streamed WHERE i > 2",
        "stream SELECT nothing FROM streamed",
        "query SELECT count(*) AS n FROM streamed",
    )
    plain = [line for line in got if line]
    begin = plain.index("i:integer\tf:float\tt:text\tb:binary")
    assert plain[begin + 1 : begin + 6] == [
        "-9007199254740993\t0.1\tit's, ü\t00ff",
        "\t".join(["2", *[r"\N"] * 3]),
        "ok",
        "i:integer",
        "ok",
    ]
    assert plain[begin + 6].startswith("invalid: ")
    assert plain[-2:] == ["2", "ok"]


@every_kind
def test_a_stream_holds_a_bounded_number_of_rows(probe):
    kind, connection = probe
    got = connection.run(f"count {MANY[kind].format(n=300_000)}", "query SELECT 1 AS one")
    rows, most = got[0].split()
    assert rows == "300000"
    assert int(most) <= 4096
    assert got[-2:] == ["1", "ok"]


@every_kind
def test_a_stream_is_cancelled_or_left(probe):
    kind, connection = probe
    endless = MANY[kind].format(n=ENDLESS)
    got = connection.run(f"stop {endless}", f"drop {endless}", "query SELECT 1 AS one")
    assert got[0].startswith("environment: ")
    assert got[-4:] == ["ok", "one:integer", "1", "ok"]


@pytest.mark.parametrize("kind", SERVERS)
def test_a_server_that_dies_in_mid_stream_is_an_error(kind):
    server = {"postgresql": servers.Postgres, "mysql": servers.MariaDb}[kind]()
    try:
        with server.database("zoo"):
            pass
        process = subprocess.Popen(
            [PROBE, server.url("zoo"), "read"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdin.write("reading 0\nlose " + MANY[kind].format(n=20_000_000) + "\n")
        process.stdin.flush()
        assert [process.stdout.readline() for _ in range(2)] == ["ok\n", "started\n"]
        # PostgreSQL answers from a process of its own, which goes on for a while when its parent is gone.
        pid = server.process.pid
        answering = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        server.process.kill()
        server.process.wait()
        for child in answering:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        said, _ = process.communicate("go on\n", timeout=120)
        assert said.startswith("environment: "), said
        assert "20000000" not in said.splitlines()[0]
    finally:
        server.stop()


@every_kind
def test_reading_sees_one_state_and_changes_nothing(probe, guarded):
    kind, connection = probe
    connection.run(
        "execute DROP TABLE IF EXISTS seen",
        "execute CREATE TABLE seen (i INTEGER)",
        "execute INSERT INTO seen VALUES (1)",
    )
    if kind not in SERVERS:
        got = connection.run(
            "reading 0", "count SELECT i FROM seen", "execute DELETE FROM seen", read_only=True
        )
        assert got[:3] == ["ok", "1 1", "ok"]
        assert not got[3].startswith("ok")
        return
    process = subprocess.Popen(
        [PROBE, guarded[kind].url(), "read"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdin.write("reading 0\ncount SELECT i FROM seen\n")
    process.stdin.flush()
    assert [process.stdout.readline() for _ in range(3)] == ["ok\n", "1 1\n", "ok\n"]
    guarded[kind].execute("INSERT INTO seen VALUES (2)")
    # A statement that fails leaves the state as it is.
    said, _ = process.communicate(
        "count SELECT nothing FROM seen\ncount SELECT i FROM seen\nexecute DELETE FROM seen\n"
    )
    lines = [line for line in said.splitlines() if not line.startswith("  ")]
    assert lines[0].startswith("invalid: ")
    assert lines[1:3] == ["1 1", "ok"]
    assert lines[3].startswith(("invalid: ", "environment: "))


@pytest.mark.parametrize("probe", SERVERS, indirect=True)
def test_a_statement_may_take_no_longer(probe):
    kind, connection = probe
    slow = {
        "postgresql": "SELECT pg_sleep(100)",
        "mysql": "SELECT COUNT(*) FROM seq_1_to_100000000 a JOIN seq_1_to_1000 b "
        "WHERE a.seq * b.seq % 7 = 3",
    }[kind]
    got = connection.run("reading 200", f"count {slow}", read_only=True)
    assert got[0] == "ok"
    assert got[1].startswith("environment: ")


TYPED = {
    "postgresql": (
        ["DROP VIEW IF EXISTS looked", "DROP TABLE IF EXISTS kinds", "DROP TYPE IF EXISTS mood"]
        + ["CREATE TYPE mood AS ENUM ('sad', 'ok')"]
        + [
            "CREATE TABLE kinds (i smallint, d numeric(8,2), n numeric, b boolean, z timestamptz, "
            "a integer[], m mood, v varchar(9), y bytea)"
        ],
        "i=smallint/integer d=numeric(8,2)/decimal n=numeric/decimal b=boolean/bool "
        "z=timestamp with time zone/datetime a=integer[]/other m=mood/other "
        "v=character varying(9)/text y=bytea/binary",
    ),
    "mysql": (
        ["DROP VIEW IF EXISTS looked", "DROP TABLE IF EXISTS kinds"]
        + [
            "CREATE TABLE kinds (i smallint unsigned, d decimal(8,2), b boolean, z timestamp(3) "
            "NULL, m enum('sad', 'ok'), v varchar(9), y varbinary(9))"
        ],
        "i=smallint(5) unsigned/integer d=decimal(8,2)/decimal b=tinyint(1)/bool "
        "z=timestamp(3)/datetime m=enum('sad','ok')/other v=varchar(9)/text y=varbinary(9)/binary",
    ),
    "sqlite": (
        ["CREATE TABLE kinds (i INTEGER, d DECIMAL(8,2), b BOOLEAN, z TIMESTAMP, v TEXT, u)"],
        "i=INTEGER/integer d=DECIMAL(8,2)/decimal b=BOOLEAN/bool z=TIMESTAMP/datetime v=TEXT/text "
        "u=/other",
    ),
    "duckdb": (
        ["CREATE TABLE kinds (i USMALLINT, d DECIMAL(8,2), b BOOLEAN, z TIMESTAMPTZ, a INTEGER[])"],
        "i=USMALLINT/integer d=DECIMAL(8,2)/decimal b=BOOLEAN/bool "
        "z=TIMESTAMP WITH TIME ZONE/datetime a=INTEGER[]/other",
    ),
}


@every_kind
def test_tables_have_their_types(probe):
    kind, connection = probe
    statements, columns = TYPED[kind]
    got = connection.run(
        *(f"execute {sql}" for sql in statements),
        "execute CREATE VIEW looked AS SELECT i FROM kinds",
        "tables",
    )
    first = columns.split()[0].split("=")[1]
    assert f"kinds: {columns}" in got
    looked = next(line for line in got if line.startswith("looked (view): i="))
    assert looked.split("=")[1].split("/")[0] == first.split("/")[0] or kind == "mysql"
    assert got[-1] == "ok"


@every_kind
def test_first_of_all_in_many_threads(probe):
    kind, connection = probe
    if kind not in SERVERS:
        connection.run("execute CREATE TABLE there (i INTEGER)")
    if kind != "duckdb":  # which lets one connection at a time have a file that is not read only
        assert connection.run("threads 8") == ["ok"]
    else:
        assert connection.run("threads 8", read_only=True) == ["ok"]


def test_every_kind_is_asked():
    kinds = {path.stem for path in (ROOT / "src/data/connections/kinds").glob("*.cc")}
    assert kinds == set(KINDS), "a kind of connection that no real database is asked for"


def test_many_small_tables_go_into_one_file_of_duckdb(program):
    """Each table's rows come by a file of another name: DuckDB keeps what it has read of a file."""
    nodes = [
        {
            "id": f"t{k}",
            "kind": "entity",
            "pk": "id",
            "rows": 10,
            "columns": [
                {
                    "name": "id",
                    "type": "int",
                    "nullable": False,
                    "generator": {"sequence": {"start": k}},
                },
                {
                    "name": "x",
                    "type": "float",
                    "nullable": True,
                    "generator": {
                        "distribution": {"type": "normal", "params": {"mean": k, "sigma": 1}}
                    },
                },
                {
                    "name": "s",
                    "type": "string",
                    "nullable": False,
                    "generator": {"regex": {"pattern": "[a-z]{4}"}},
                },
            ],
        }
        for k in range(150)
    ]
    program.run("generate", program.write(conftest.spec_of(nodes)), "--to", "duckdb:many.duckdb")
    connection = duckdb.connect(str(program.folder / "many.duckdb"), read_only=True)
    for k in range(150):
        assert connection.sql(f"SELECT count(*), min(id) FROM t{k}").fetchone() == (10, k)
