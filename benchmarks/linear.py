"""How time grows with the size of what is given: tables, references, columns, choices, checks, patterns.

  benchmarks/linear.py [--only WORD] [--limit 60] [--before PROGRAM] [--small] [--log]

Each input is made at several sizes, and CPU time is fitted between neighbours: exponent 1 is linear time. What takes
longer than the limit is said as such, and its larger sizes are left out. `--before` runs another program beside ours.
"""

import argparse
import json
import math
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from measure import PROGRAM, machine, publish

START_SECONDS = 0.02  # of any command: taken off before exponents are fitted


# ---- Inputs: SQL scripts


def plain_tables(count: int, columns: int = 3) -> str:
    body = "".join(f", c{k} varchar(20) NOT NULL" for k in range(columns - 1))
    return "".join(f"CREATE TABLE t{i} (id integer PRIMARY KEY{body});\n" for i in range(count))


def chained_tables(count: int) -> str:
    lines = ["CREATE TABLE t0 (id integer PRIMARY KEY, v integer);"]
    lines += [
        f"CREATE TABLE t{i} (id integer PRIMARY KEY, up integer NOT NULL REFERENCES t{i - 1} (id), v integer);"
        for i in range(1, count)
    ]
    return "\n".join(lines)


def chained_backwards(count: int) -> str:
    """The child of each table stands before it, and refers to it later."""
    lines = [
        f"CREATE TABLE t{i} (id integer PRIMARY KEY, up integer NOT NULL);" for i in range(count)
    ]
    lines += [
        f"ALTER TABLE t{i} ADD FOREIGN KEY (up) REFERENCES t{i + 1} (id);" for i in range(count - 1)
    ]
    return "\n".join(lines)


def long_names(words: int) -> str:
    """Words that mean something, so that what they mean together is looked for."""
    names = ["customer", "order", "line", "ship", "to", "city", "name"]
    name = "_".join(names[i % len(names)] for i in range(words))
    return f"CREATE TABLE {name} (id integer PRIMARY KEY, {name} text, {name}_code varchar(20), {name}_at timestamp);"


def star_tables(count: int) -> str:
    lines = ["CREATE TABLE hub (id integer PRIMARY KEY, v integer);"]
    lines += [
        f"CREATE TABLE t{i} (id integer PRIMARY KEY, hub_id integer NOT NULL REFERENCES hub (id));"
        for i in range(count)
    ]
    return "\n".join(lines)


def renamed_tables(count: int) -> str:
    lines = [f"ALTER TABLE t{i} RENAME TO r{i};" for i in range(count)]
    return "\n".join([chained_tables(count), *lines])


def renamed_columns(count: int) -> str:
    lines = [f"ALTER TABLE t{i} RENAME COLUMN id TO number;" for i in range(count)]
    return "\n".join([chained_tables(count), *lines])


def wide_table(columns: int) -> str:
    body = ",\n".join(f"c{k} varchar(20) NOT NULL" for k in range(columns))
    return f"CREATE TABLE wide (id integer PRIMARY KEY,\n{body});"


def many_references(count: int) -> str:
    body = ",\n".join(f"c{k} integer NOT NULL REFERENCES hub (id)" for k in range(count))
    return f"CREATE TABLE hub (id integer PRIMARY KEY);\nCREATE TABLE t (id integer PRIMARY KEY,\n{body});"


def many_checks(count: int) -> str:
    body = ",\n".join(f"c{k} integer NOT NULL CHECK (c{k} BETWEEN 1 AND 9)" for k in range(count))
    return f"CREATE TABLE t (id integer PRIMARY KEY,\n{body});"


def broken_statements(count: int) -> str:
    return "CREATE TABLE a (id integer PRIMARY KEY);\n" + "".join(
        f"CREATE TABLE b{i} (id integer PRIMARY KEY, x integer REFERENCES nowhere{i} (id));\n"
        for i in range(count)
    )


def skipped_statements(count: int) -> str:
    return "CREATE TABLE a (id integer PRIMARY KEY);\n" + "".join(
        f"CREATE VIEW v{i} AS SELECT 1;\nGRANT SELECT ON v{i} TO u{i};\n" for i in range(count)
    )


def inserted_rows(count: int) -> str:
    return "CREATE TABLE a (id integer PRIMARY KEY, v varchar(20));\n" + "".join(
        f"INSERT INTO a VALUES ({i}, 'value {i}');\n" for i in range(count)
    )


# ---- Inputs: specs


def spec_of(nodes: list[dict]) -> str:
    return json.dumps(
        {
            "version": "1.0",
            "metadata": {"name": "linear"},
            "timeframe": {
                "start": "2024-01-01T00:00:00Z",
                "end": "2024-12-31T00:00:00Z",
                "freq": "D",
            },
            "nodes": nodes,
            "constraints": {},
        }
    )


def column(name: str, generator: dict, kind: str = "int") -> dict:
    return {"name": name, "type": kind, "nullable": False, "generator": generator}


def entity(name: str, rows: int, columns: list[dict]) -> dict:
    key = column("id", {"sequence": {}})
    return {"id": name, "kind": "entity", "pk": "id", "rows": rows, "columns": [key, *columns]}


def spec_tables(count: int, columns: int = 3) -> str:
    low_high = {"distribution": {"type": "uniform", "params": {"low": 1, "high": 9}}}
    return spec_of(
        [
            entity(f"t{i}", 2, [column(f"c{k}", low_high) for k in range(columns - 1)])
            for i in range(count)
        ]
    )


def spec_chain(count: int) -> str:
    nodes = [entity("t0", 2, [])]
    for i in range(1, count):
        node = entity(f"t{i}", 2, [column("up", {"lookup": {"from": f"t{i - 1}.id"}})])
        del node["rows"]
        fanout = {"distribution": "fixed", "count": 1}
        nodes.append({**node, "kind": "fact", "parents": [f"t{i - 1}"], "fanout": fanout})
    return spec_of(nodes[::-1])


def spec_columns(count: int, rows: int = 2) -> str:
    low_high = {"distribution": {"type": "uniform", "params": {"low": 1, "high": 9}}}
    return spec_of([entity("wide", rows, [column(f"c{k}", low_high) for k in range(count)])])


def spec_choices(count: int) -> str:
    choice = {"choice": {"choices": [f"value {i}" for i in range(count)]}}
    return spec_of([entity("t", 2, [column("c", choice, "string")])])


def spec_weights(count: int) -> str:
    choice = {
        "choice": {"choices": list(range(count)), "weights": [1 + i % 7 for i in range(count)]}
    }
    return spec_of([entity("t", 2, [column("c", choice)])])


def spec_mistakes(count: int) -> str:
    return spec_of([entity("t", 2, [column(f"c{k}", {"sequense": {}}) for k in range(count)])])


def spec_nested(depth: int) -> str:
    expression = "(" * depth + "id" + ")" * depth
    return spec_of([entity("t", 2, [column("c", {"expression": {"code": expression}})])])


def spec_sum(terms: int) -> str:
    return spec_of(
        [entity("t", 2, [column("c", {"expression": {"code": " + ".join(["id % 2"] * terms)}})])]
    )


def pattern(text: str) -> str:
    return spec_of(
        [
            entity(
                "t", 100, [{**column("c", {"regex": {"pattern": text}}, "string"), "unique": True}]
            )
        ]
    )


# ---- Cases: what is measured of them


@dataclass
class Case:
    name: str
    sizes: tuple[int, ...]
    text: Callable[[int], str]  # the input of a size
    command: tuple[str, ...]  # measured; INPUT and DATA stand for paths
    before: tuple[str, ...] = ()  # run first, not measured
    refused: bool = False  # whether the larger sizes may be refused, at once

    def small(self) -> tuple[int, ...]:
        return tuple(max(1, size // 50) for size in self.sizes[:2])


CREATE = ("create", "--ddl", "INPUT", "-o", "SPEC")
SCHEMA = ("create", "--ddl", "INPUT", "-o", "SPEC", "--print", "schema")
EXPLAIN = ("explain", "INPUT", "--format", "csv")
NULL = ("generate", "INPUT", "--format", "null", "--progress", "never")
FILES = (
    *("generate", "INPUT", "-o", "DATA", "--progress", "never"),
    *("--overwrite", "--no-validate", "--format", "csv"),
)
PARQUET = (
    *("generate", "INPUT", "-o", "DATA", "--progress", "never"),
    *("--overwrite", "--no-validate"),
)
CHECKED = ("generate", "INPUT", "-o", "DATA", "--progress", "never", "--overwrite")
VALIDATE = ("validate", "INPUT", "--data", "DATA", "--report", "none")
DBT = ("export", "INPUT", "--to", "dbt", "-o", "SPEC")

CASES = [
    Case("create: plain tables", (1_000, 10_000, 50_000), plain_tables, CREATE),
    Case("create: a chain of tables", (1_000, 10_000, 50_000), chained_tables, CREATE),
    Case("create: a chain, children first", (1_000, 4_000, 10_000), chained_backwards, CREATE),
    Case("create: references to one table", (1_000, 4_000, 16_000), star_tables, CREATE),
    Case("create: tables that are renamed", (1_000, 4_000, 16_000), renamed_tables, CREATE),
    Case("create: columns that are renamed", (1_000, 4_000, 16_000), renamed_columns, CREATE),
    Case("create: columns of a table", (1_000, 10_000, 100_000), wide_table, CREATE),
    Case("create: words of names", (250, 1_000, 4_000), long_names, CREATE, refused=True),
    Case("create: references of a table", (1_000, 4_000, 16_000), many_references, CREATE),
    Case("create: CHECKs of a table", (1_000, 4_000, 16_000), many_checks, CREATE),
    Case("create: unknown references", (1_000, 4_000, 16_000), broken_statements, CREATE),
    Case(
        "create: statements that are skipped", (4_000, 16_000, 64_000), skipped_statements, CREATE
    ),
    Case("create: rows of a dump", (10_000, 100_000, 1_000_000), inserted_rows, CREATE),
    Case("explain: tables", (1_000, 4_000, 16_000), spec_tables, EXPLAIN),
    Case("explain: a chain of tables, last first", (1_000, 4_000, 10_000), spec_chain, EXPLAIN),
    Case("explain: columns", (10_000, 100_000, 1_000_000), spec_columns, EXPLAIN),
    Case("explain: choices", (100_000, 1_000_000, 10_000_000), spec_choices, EXPLAIN),
    Case("explain: weights", (100_000, 1_000_000), spec_weights, EXPLAIN),
    Case("explain: mistakes", (1_000, 10_000, 100_000), spec_mistakes, EXPLAIN, refused=True),
    Case("explain: parentheses", (100, 1_000, 100_000), spec_nested, EXPLAIN, refused=True),
    Case("explain: terms", (100, 1_000, 100_000), spec_sum, EXPLAIN, refused=True),
    Case("generate: tables", (1_000, 4_000, 16_000), spec_tables, NULL),
    Case("generate: columns", (10_000, 100_000), spec_columns, NULL),
    Case("generate: files", (1_000, 4_000, 16_000), spec_tables, FILES),
    Case("validate: tables", (250, 1_000, 4_000), lambda n: spec_tables(n, 10), VALIDATE, FILES),
    Case("validate: columns", (125, 500, 2_000), spec_columns, VALIDATE, FILES),
    Case(
        "validate: columns of 20,000 rows",
        (125, 500, 2_000),
        lambda n: spec_columns(n, 20_000),
        VALIDATE,
        PARQUET,
    ),
    Case("validate: choices", (10_000, 100_000, 1_000_000), spec_choices, VALIDATE, PARQUET),
    Case(
        "generate: files and the quick check, columns of 20,000 rows",
        (125, 500, 2_000),
        lambda n: spec_columns(n, 20_000),
        CHECKED,
    ),
    Case("export: tables", (1_000, 4_000, 16_000), lambda n: spec_tables(n, 10), DBT),
    Case("export: columns", (1_000, 10_000, 100_000), spec_columns, DBT),
    Case("pattern: [ -✐]{1,N}", (50, 100, 200), lambda n: pattern(f"[ -✐]{{1,{n}}}"), NULL),
    Case("pattern: (.{1,N}){1,N}", (10, 20, 30), lambda n: pattern(f"(.{{1,{n}}}){{1,{n}}}"), NULL),
]


# ---- Measuring


@dataclass
class Spent:
    seconds: float  # of CPU
    code: int  # the exit code; of a run that was stopped none
    stopped: str = ""  # "" or the limit that it had reached


def cpu_seconds(command: list[str], limit: float) -> Spent:
    """CPU of a command, which is stopped at the limit of CPU, and at three times as much wall time."""

    child = subprocess.Popen(
        ["prlimit", f"--cpu={math.ceil(limit)}", "--", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 3 * limit
    stopped = ""
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid != 0:
            break
        if time.monotonic() > deadline:
            os.killpg(child.pid, signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            stopped = f"> {3 * limit:.0f} of wall time"
            break
        time.sleep(0.005)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    # The kernel's signal, or an end that the command makes of it.
    if not stopped and child.returncode != 0 and seconds >= limit:
        stopped = f"> {limit:.0f}"
    return Spent(seconds, child.returncode, stopped)


def run_case(case: Case, sizes: tuple[int, ...], program: str, limit: float) -> list[str]:
    """The cells of a row: seconds of each size, and the exponent to the size before."""
    cells = []
    last: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            paths = {
                "INPUT": f"{folder}/input" + (".sql" if case.command[0] == "create" else ".json"),
                "SPEC": f"{folder}/result",
                "DATA": f"{folder}/data",
            }
            pathlib.Path(paths["INPUT"]).write_text(case.text(size))
            if case.before:
                subprocess.run(
                    [program, *(paths.get(word, word) for word in case.before)],
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
            command = [program, *(paths.get(word, word) for word in case.command)]
            run = cpu_seconds(command, limit)
        if run.stopped:
            cells.append(f"{size:,}: {run.stopped}")
            break
        if run.code < 0 or (run.code != 0 and not case.refused):
            cells.append(f"{size:,}: exit {run.code}")
            continue
        text = f"{size:,}: {run.seconds:.2f}" + (" (refused)" if run.code != 0 else "")
        spent = max(run.seconds - START_SECONDS, 0.005)
        if last is not None and spent > 0.1:
            text += f" (^{math.log(spent / last[1]) / math.log(size / last[0]):.2f})"
        last = (size, spent)
        cells.append(text)
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases whose name has this text")
    parser.add_argument("--limit", type=float, default=60, help="CPU seconds of a command")
    parser.add_argument("--before", help="another program, measured beside ours")
    parser.add_argument("--small", action="store_true", help="a fiftieth of the two least sizes")
    parser.add_argument("--log", action="store_true")
    options = parser.parse_args()
    programs = {"now": str(PROGRAM)}
    if options.before:
        programs = {"before": options.before, **programs}
    lines = [
        f"CPU seconds by size, and the exponent of growth to the size before; {machine()}",
        "",
        "| | " + " | ".join(programs) + " |",
        "|---" * (len(programs) + 1) + "|",
    ]
    for case in CASES:
        if options.only not in case.name:
            continue
        sizes = case.small() if options.small else case.sizes
        row = [
            ", ".join(run_case(case, sizes, program, options.limit))
            for program in programs.values()
        ]
        lines.append(f"| {case.name} | " + " | ".join(row) + " |")
        print(lines[-1], file=sys.stderr, flush=True)
    publish("linear", lines, options.log)


if __name__ == "__main__":
    main()
