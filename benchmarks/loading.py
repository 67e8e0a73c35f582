"""Loading into PostgreSQL and MariaDB beside their own bulk commands reading ready-made files.

python benchmarks/loading.py [--parents 1000000] [--rounds 3] [--log]

Both sides fill the same tables, keys and references on, in one transaction. The files of the other
side are written before the clock starts, so it measures the database alone. DuckDB's attached
catalogues are measured too, where its extensions are found (PyPI duckdb-extension-…).
"""

import argparse
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb
import measure
from measure import LOGS, machine

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/oracles"))
import servers  # noqa: E402

PROGRAM = os.environ.get("DATAGEN", str(measure.PROGRAM))
DDL = """
CREATE TABLE account (
  id BIGINT PRIMARY KEY, country VARCHAR(2) NOT NULL, opened DATE NOT NULL,
  email VARCHAR(120) NOT NULL, balance DECIMAL(12,2) NOT NULL);
CREATE TABLE booking (
  id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL, made TIMESTAMP NOT NULL,
  amount DECIMAL(10,2) NOT NULL, status VARCHAR(10) NOT NULL, note VARCHAR(80),
  FOREIGN KEY (account_id) REFERENCES account (id));
"""


def spec(parents):
    def column(name, kind, generator, **more):
        nullable = {"nullable": False}
        return {"name": name, "type": kind, **nullable, "generator": generator, **more}

    amount = {"type": "lognormal", "params": {"mean": 3, "sigma": 0.6}, "clamp": [1, 500]}
    times = {"datetime_series": {"freq": "S"}}
    return {
        "version": "1.0",
        "metadata": {"name": "loading"},
        "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "D"},
        "nodes": [
            {
                "id": "account",
                "kind": "entity",
                "pk": "id",
                "rows": parents,
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("country", "string(2)", {"choice": {"choices": ["US", "DE", "IN"]}}),
                    column("opened", "date", {"datetime_series": {"freq": "D"}}),
                    column("email", "string(120)", {"faker": {"method": "email"}}),
                    column("balance", "decimal(12,2)", {"distribution": amount}),
                ],
            },
            {
                "id": "booking",
                "kind": "fact",
                "pk": "id",
                "parents": ["account"],
                "fanout": {"distribution": "fixed", "count": 4},
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("account_id", "int", {"lookup": {"from": "account.id"}}),
                    column("made", "datetime", times),
                    column("amount", "decimal(10,2)", {"distribution": amount}),
                    column("status", "string(10)", {"choice": {"choices": ["paid", "open"]}}),
                    column("note", "string(80)", {"text": {"words": [2, 6]}}),
                ],
            },
        ],
        "constraints": {"foreign_keys": [{"from": "booking.account_id", "to": "account.id"}]},
    }


def copy_files(server, folder):
    """The database's own command over files: seconds."""
    with server.database("peer") as connection:
        if server.scheme == "postgresql":
            connection.execute(DDL)
            start = time.monotonic()
            connection.autocommit = False
            for table in ("account", "booking"):
                connection.execute(f"COPY {table} FROM '{folder}/{table}.tsv'")
            connection.commit()
            return time.monotonic() - start
        with connection.cursor() as cursor:
            for statement in DDL.split(";")[:-1]:
                cursor.execute(statement)
            connection.autocommit(False)
            start = time.monotonic()
            for table in ("account", "booking"):
                cursor.execute(f"LOAD DATA INFILE '{folder}/{table}.tsv' INTO TABLE {table}")
            connection.commit()
            return time.monotonic() - start


def ours(server, path, folder):
    ddl = folder / "schema.sql"
    ddl.write_text(DDL)
    with server.database("ours"):
        pass
    start = time.monotonic()
    subprocess.run(
        [PROGRAM, "generate", path, "--to", server.url("ours"), "--create-ddl", ddl]
        + ["--progress", "never"],
        check=True,
        capture_output=True,
    )
    return time.monotonic() - start


def extension_of(server):
    """DuckDB's scanner of the database, as PyPI packs it; None where it is not installed."""
    name = {"postgresql": "postgres_scanner", "mysql": "mysql_scanner"}[server.scheme]
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    if found is None:
        return None
    folder = pathlib.Path(next(iter(found.submodule_search_locations)))
    return next(folder.rglob(f"{name}.duckdb_extension"), None)


def attached(server, folder):
    """DuckDB copies ready-made Parquet files into its attached catalogue: seconds."""
    with server.database("peer") as connection:
        if server.scheme == "postgresql":
            connection.execute(DDL)
        else:
            with connection.cursor() as cursor:
                for statement in DDL.split(";")[:-1]:
                    cursor.execute(statement)
    postgres = server.scheme == "postgresql"
    address = f"host=127.0.0.1 port={server.port} "
    address += f"user={server.user} dbname=peer" if postgres else "user=root database=peer"
    schema = "public" if postgres else "peer"
    with duckdb.connect(config={"allow_unsigned_extensions": "true"}) as database:
        database.execute(f"LOAD '{extension_of(server)}'")
        database.execute(f"ATTACH '{address}' AS d (TYPE {'postgres' if postgres else 'mysql'})")
        start = time.monotonic()
        database.execute("BEGIN")
        for table in ("account", "booking"):
            files = f"{folder}/files/{table}/*.parquet"
            database.execute(
                f"INSERT INTO d.{schema}.{table} SELECT * FROM read_parquet('{files}')"
            )
        database.execute("COMMIT")
        return time.monotonic() - start


def write_files(path, folder):
    """The same rows as text files, taken from a script that COPY would read."""
    script = folder / "rows.sql"
    subprocess.run(
        [PROGRAM, "generate", path, "--to", script, "--dialect", "postgresql"],
        check=True,
        capture_output=True,
    )
    output = None
    with open(script, "rb") as lines:
        for line in lines:
            if line.startswith(b"COPY "):
                output = open(folder / (line.split(b'"')[1].decode() + ".tsv"), "wb")  # noqa: SIM115
            elif line == b"\\.\n":
                output.close()
                output = None
            elif output is not None:
                output.write(line)
    script.unlink()
    subprocess.run(
        [PROGRAM, "generate", path, "-o", folder / "files", "--no-validate"],
        check=True,
        capture_output=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parents", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--log", action="store_true")
    options = parser.parse_args()
    rows = options.parents * 5
    lines = []
    with tempfile.TemporaryDirectory(prefix="datagen-load-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        path = folder / "spec.json"
        path.write_text(json.dumps(spec(options.parents)))
        write_files(path, folder)
        for kind in (servers.Postgres, servers.MariaDb):
            server = kind()
            try:
                ratios = []
                for _ in range(options.rounds):
                    theirs = copy_files(server, folder)
                    own = ours(server, path, folder)
                    ratios.append(theirs / own)
                    by_duckdb = rows / attached(server, folder) if extension_of(server) else 0
                    lines.append(
                        f"| {server.scheme} | {rows / own:,.0f} | {rows / theirs:,.0f} | "
                        f"{by_duckdb:,.0f} | {ratios[-1]:.2f} |"
                    )
                    print(lines[-1], flush=True)
                lines.append(f"| {server.scheme}, median | | | | {statistics.median(ratios):.2f} |")
                print(lines[-1], flush=True)
            finally:
                server.stop()
    if options.log:
        head = (
            f"# Loading {options.parents:,} parents and {options.parents * 4:,} children\n\n"
            f"{machine()}\n\nRows a second, one transaction, keys and references on: made and loaded "
            "by datagen (values, encoding, transfer and the database together), and ready-made files "
            "read by the server itself (COPY FROM, LOAD DATA INFILE). The aim is 0.7 of those. Beside them, "
            "DuckDB copying ready-made Parquet files into its attached catalogue.\n\n"
            "| database | datagen, rows/s | ready-made files, rows/s | DuckDB attached, rows/s | "
            "datagen / ready-made |\n|---|---|---|---|---|\n"
        )
        (LOGS / "loading.md").write_text(head + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
