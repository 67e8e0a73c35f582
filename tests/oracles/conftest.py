"""What the oracle tests share: running the program and reading its files with outside tools."""

import json
import os
import pathlib
import subprocess
import sys

import duckdb
import pytest
import servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("DATAGEN", ROOT / "build/bin/datagen"))
SAMPLE = ROOT / "examples/specs/universal_demo.json"

# A main module without a file, as parallel workers have, is pyspark's sign of its own doctests: it
# would end the process.
if not hasattr(sys.modules["__main__"], "__file__"):
    sys.modules["__main__"].__file__ = __file__


class Program:
    root = ROOT

    def __init__(self, folder: pathlib.Path):
        self.folder = folder

    def run(self, *arguments, check=0, env=None, stdin=None):
        done = subprocess.run(
            [str(PROGRAM), *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={**os.environ, **(env or {})},
            input=stdin,
            timeout=600,
            check=False,
        )
        if check is not None:
            assert done.returncode == check, (
                f"exit {done.returncode}:\n{done.stderr}\n{done.stdout}"
            )
        return done

    def write(self, spec, name="spec.json"):
        path = self.folder / name
        path.write_text(spec if isinstance(spec, str) else json.dumps(spec))
        return path

    def generate(self, spec, *arguments, out="out"):
        """Generates into a folder and gives its metadata."""
        path = spec if isinstance(spec, pathlib.Path) else self.write(spec)
        self.run("generate", path, "-o", out, "--progress", "never", *arguments)
        return json.loads((self.folder / out / ".metadata.json").read_text())

    def hashes(self, spec, *arguments, out="out"):
        tables = self.generate(spec, "--overwrite", *arguments, out=out)["tables"]
        return {name: table["content_hash"] for name, table in tables.items()}

    def sql(self, query, out="out"):
        """Runs a query in which {table} stands for the files of a table."""
        connection = duckdb.connect()
        connection.execute("set timezone = 'UTC'")
        for table in (self.folder / out).iterdir():
            if table.is_dir() and not table.name.startswith("."):
                connection.execute(
                    f"create view \"{table.name}\" as select * from '{table}/*.parquet'"
                )
        return connection.execute(query)

    def one(self, query, out="out"):
        return self.sql(query, out).fetchone()


@pytest.fixture(scope="module")
def running():
    """A server of each kind; a module that takes them belongs to one worker (xdist_group)."""
    started = {"postgresql": servers.Postgres(), "mysql": servers.MariaDb()}
    yield started
    for server in started.values():
        server.stop()


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


def spec_of(nodes, **top):
    """A spec around nodes; columns may be given as (name, type, generator, extras)."""
    made = []
    for node in nodes:
        node = dict(node)
        node["columns"] = [column_of(column) for column in node["columns"]]
        made.append(node)
    return {
        "version": "1.0",
        "metadata": {"name": "test"},
        "timeframe": {
            "start": "2024-01-01T00:00:00Z",
            "end": "2024-03-31T23:59:59Z",
            "freq": "H",
        },
        "nodes": made,
        "constraints": {},
        **top,
    }


def column_of(column):
    if isinstance(column, dict):
        return column
    name, kind, generator, *extras = column
    return {
        "name": name,
        "type": kind,
        "nullable": False,
        "generator": generator,
        **(extras[0] if extras else {}),
    }


def entity(columns, rows=20000, name="t"):
    """A table with a key and the columns."""
    key = ("id", "int", {"sequence": {}})
    return {"id": name, "kind": "entity", "pk": "id", "rows": rows, "columns": [key, *columns]}


def function_names():
    done = subprocess.run(
        [str(PROGRAM), "functions", "--names"], capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")[:-1]


def function_example(name):
    done = subprocess.run(
        [str(PROGRAM), "functions", "--example", name], capture_output=True, text=True, check=True
    )
    return done.stdout


def every_function_spec():
    """One spec with the example of every function, tables renamed apart."""
    nodes = []
    for index, name in enumerate(function_names()):
        text = function_example(name)
        example = json.loads(text)
        ids = [node["id"] for node in example["nodes"]]
        body = json.dumps(example["nodes"])
        for node_id in ids:
            body = body.replace(f'"{node_id}"', f'"{node_id}_{index}"')
            body = body.replace(f'"{node_id}.', f'"{node_id}_{index}.')
        nodes += json.loads(body)
    return spec_of(nodes)
