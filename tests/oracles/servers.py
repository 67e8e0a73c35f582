"""Real database servers on loopback, in a folder of their own, gone with the test session."""

import contextlib
import getpass
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import time

import psycopg
import pymysql

POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_user(name):
    """PostgreSQL refuses to run as root: then it runs as its own user."""
    if os.geteuid() != 0:
        return [], None
    return ["setpriv", f"--reuid={name}", f"--regid={name}", "--clear-groups"], name


def wait_for(connect, process, log):
    deadline = time.monotonic() + 60
    while True:
        try:
            connect().close()
            return
        except (psycopg.OperationalError, pymysql.err.OperationalError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log.read_text()}") from None
            time.sleep(0.1)


class Postgres:
    scheme = "postgresql"

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="datagen-pg-"))
        prefix, user = as_user("postgres")
        if user:
            shutil.chown(self.folder, user)
        data = self.folder / "data"
        self.user = user or getpass.getuser()
        subprocess.run(
            [*prefix, POSTGRES / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--no-sync"]
            + ["--locale=C.UTF-8"],
            check=True,
            capture_output=True,
            cwd="/",
        )
        self.port = free_port()
        log = self.folder / "log"
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                [*prefix, POSTGRES / "postgres", "-D", data, "-p", str(self.port), "-h"]
                + ["127.0.0.1", "-k", self.folder, "-c", "fsync=off", "-c", "max_wal_size=4GB"],
                stdout=output,
                stderr=output,
                cwd="/",
            )
        wait_for(self.connect, self.process, log)

    def connect(self, database="postgres"):
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=self.user, dbname=database, autocommit=True
        )

    @contextlib.contextmanager
    def database(self, name):
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        with self.connect(name) as connection:
            yield connection

    def url(self, database):
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/{database}"

    def load(self, database, path):
        """Runs a script by the database's own client; gives its errors."""
        done = subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=0", "-h", "127.0.0.1", "-p", str(self.port)]
            + ["-U", self.user, "-d", database, "-f", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [line for line in done.stderr.splitlines() if "ERROR" in line]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


class MariaDb:
    scheme = "mysql"

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="datagen-my-"))
        data = self.folder / "data"
        # A server that starts removes what others left in its folder for temporary tables, and so
        # those that another one is using.
        temporary = self.folder / "temporary"
        temporary.mkdir()
        self.system_user = pwd.getpwuid(os.geteuid()).pw_name
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}"]
            + [f"--user={self.system_user}", "--auth-root-authentication-method=normal"]
            + ["--skip-test-db"],
            check=True,
            capture_output=True,
        )
        self.port = free_port()
        log = self.folder / "log"
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                ["mariadbd", "--no-defaults", f"--datadir={data}", f"--port={self.port}"]
                + ["--bind-address=127.0.0.1", f"--socket={self.folder}/socket"]
                + [f"--tmpdir={temporary}"]
                + [f"--user={self.system_user}", "--innodb-flush-log-at-trx-commit=0"]
                + [
                    "--skip-log-bin",
                    "--local-infile=1",
                    "--max-heap-table-size=1G",
                    "--innodb-buffer-pool-size=512M",
                ]
                + ["--max-allowed-packet=64M", "--character-set-server=utf8mb4"],
                stdout=output,
                stderr=output,
            )
        wait_for(self.connect, self.process, log)

    def connect(self, database=None):
        return pymysql.connect(
            host="127.0.0.1",
            port=self.port,
            user="root",
            password="",
            database=database,
            autocommit=True,
            charset="utf8mb4",
        )

    @contextlib.contextmanager
    def database(self, name):
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
            cursor.execute(f"CREATE DATABASE `{name}`")
        with self.connect(name) as connection:
            yield connection

    def url(self, database):
        return f"mysql://root@127.0.0.1:{self.port}/{database}"

    def load(self, database, path):
        with open(path, "rb") as script:
            done = subprocess.run(
                ["mariadb", "--no-defaults", "-h", "127.0.0.1", "-P", str(self.port), "-u", "root"]
                + ["--force", database],
                stdin=script,
                capture_output=True,
                text=True,
                check=False,
            )
        return [line for line in done.stderr.splitlines() if "ERROR" in line]

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)
