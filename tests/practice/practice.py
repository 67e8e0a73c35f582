"""Databases of twelve trades and what a practitioner of each checks first.

schemas/TRADE.sql is a company's own schema, checks/TRADE.sql the queries that its people would ask of any data set of
that trade, macros.sql the words that the queries share. A check is

    -- name: discharge_after_admission
    -- kind: order
    -- why: nobody leaves before arriving, as the practitioner would say it
    -- share: 0          the share of rows that may break it
    select (rows that break it), (rows looked at) …

The tables stand in DuckDB with the columns' types of the schema, whatever dialect it is written in. panel.py says how
much of it a draft keeps. names.csv has column names of schemas that packages bring, with what a person takes them to
mean; nothing is judged by it yet.
"""

import pathlib
import re
from dataclasses import dataclass

import duckdb

FOLDER = pathlib.Path(__file__).parent
TRADES = sorted(path.stem for path in (FOLDER / "schemas").glob("*.sql"))

# The first that matches, of a type's beginning in any of the dialects.
TYPES = [
    (r"(numeric|decimal|money)\s*\((\d+),\s*(\d+)\)", r"decimal(\2,\3)"),
    (r"tinyint\(1\)|bool|bit\b", "boolean"),
    (r"bigint|bigserial", "bigint"),
    (r"(small|tiny|medium)?int|(small)?serial|year", "integer"),
    (r"real|double|float|numeric|decimal|money", "double"),
    (r"timestamp|datetime|smalldatetime", "timestamp"),
    (r"date\b", "date"),
    (r"time\b", "time"),
    (r"", "varchar"),
]
NO_COLUMN = {"primary", "foreign", "unique", "check", "constraint", "key", "index"}


@dataclass(frozen=True)
class Check:
    name: str
    kind: str
    why: str
    share: float
    sql: str


def column_type(text):
    for pattern, name in TYPES:
        found = re.match(pattern, text.strip().lower())
        if found:
            return found.expand(name)
    raise ValueError(text)


def tables(trade):
    """{table: {column: its type in DuckDB}} of a schema, which has a line for each column."""
    found = {}
    text = (FOLDER / "schemas" / f"{trade}.sql").read_text()
    for name, body in re.findall(r"^CREATE TABLE (\S+) \(\n(.*?)^\)", text, re.S | re.M):
        columns = {}
        for line in body.splitlines():
            word, _, rest = line.strip().partition(" ")
            plain = word.strip('"`[]')
            indented = re.match(r" {4}\S", line)
            if indented and plain and word.lower() not in NO_COLUMN and word != "--":
                columns[plain] = column_type(rest)
        found[name.split(".")[-1].strip('"`[]')] = columns
    return found


def checks(trade):
    text = (FOLDER / "checks" / f"{trade}.sql").read_text()
    for block in re.split(r"^(?=-- name:)", text, flags=re.M)[1:]:
        fields = dict(re.findall(r"^-- (\w+): (.*)$", block, re.M))
        sql = re.sub(r"^--.*\n", "", block, flags=re.M).strip().rstrip(";")
        yield Check(fields["name"], fields["kind"], fields["why"], float(fields["share"]), sql)


def filler():
    """A pattern of Latin phrases. The last word may be cut: alone only when it is long enough to tell."""
    text = (FOLDER / "latin.txt").read_text()
    telling, living = (
        part.split() for part in re.split(r"(?:^#.*\n)+", text, flags=re.M) if part.strip()
    )
    beginnings = {word[:end] for word in telling + living for end in range(2, len(word) + 1)}
    alone = {*telling, *(word for word in beginnings if len(word) >= 5)} - {*living}
    inner, last, only = ("|".join(sorted(words)) for words in (telling + living, beginnings, alone))
    other = r"[^\p{L}\d@]"
    return f"{other}*(?:(?:(?:{inner}){other}+)+(?:{last})|(?:{only})){other}*"


def database(trade, latin):
    """An empty database of a trade, with the words of its checks; filler is what the pattern fits."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'; set threads = 1")
    connection.execute(f"create macro filler() as '{latin}'")
    connection.execute((FOLDER / "macros.sql").read_text())
    for table, columns in tables(trade).items():
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f'create table "{table}" ({listed})')
    return connection
