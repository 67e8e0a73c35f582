"""Every type under every generator, at the edges of both: what can't hold is refused, what is made fits, and every
format has the same values.

Columns of one table are made at once: first those that the plan refuses are taken out by the places of its errors (one
by one where a row refuses), then the others are written in each format and read back by DuckDB, whose types hold the
limits. DATAGEN_FULL=1 takes more rows.
"""

import datetime
import itertools
import json
import os
import re
from decimal import Decimal
from fractions import Fraction

import duckdb
import numpy as np
import pyarrow.parquet
from conftest import entity, spec_of

ROWS = 5000 if os.environ.get("DATAGEN_FULL") == "1" else 300
WHOLE = {f"int{bits}": 2 ** (bits - 1) for bits in (8, 16, 32, 64)}
DECIMALS = [(1, 0), (2, 2), (4, 2), (18, 0), (18, 18), (19, 1), (38, 0), (38, 19), (38, 38)]
FRACTIONS = {f"decimal({p},{s})": (p, s) for p, s in DECIMALS}
FLOATS = ["float32", "float"]
MOMENTS = ["date", "datetime", "time"]
TEXTS = ["string", "string(1)", "string(7)"]
TYPES = [*WHOLE, *FRACTIONS, *FLOATS, *MOMENTS, *TEXTS, "bool", "uuid"]


def law(kind, clamp=None, **params):
    arguments = {"type": kind, "params": params}
    if clamp is not None:
        arguments["clamp"] = clamp
    return {"distribution": arguments}


def window(start, end, freq):
    return {"datetime_series": {"within": {"start": start, "end": end}, "freq": freq}}


def edges(kind):
    """The least and the greatest value of a type of numbers, as texts, and their neighbours beyond."""
    if kind in WHOLE:
        limit = WHOLE[kind]
        return -limit, limit - 1
    precision, scale = FRACTIONS[kind]
    return -(10**precision - 1), 10**precision - 1


def exact(units, scale):
    """A number of so many decimals as JSON spells it."""
    digits = str(abs(units)).rjust(scale + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)


def generators(kind):
    """Pairs of a name and a generator's JSON text."""
    made = {}
    numbers = [0, 1, -1, 0.5, 127, 128, 1e3, -1e9, 2**31, 1e15, 1e18, 1e30, 1e300]
    for low, high in itertools.product([-1e300, -1e18, -1, 0, 1], [0, 1, 9, 1e6, 1e18, 1e300]):
        if low <= high:
            made[f"uniform {low} {high}"] = law("uniform", min=low, max=high)
    for mean, sigma in itertools.product([0, 100, 1e17], [0, 1, 1e10, 1e299]):
        made[f"normal {mean} {sigma}"] = law("normal", mean=mean, sigma=sigma)
    for mean, sigma in [(0, 1), (40, 1), (300, 300)]:
        made[f"lognormal {mean} {sigma}"] = law("lognormal", mean=mean, sigma=sigma)
    made["clamped"] = law("normal", [-5, 5], mean=0, sigma=1e6)
    made["poisson"] = law("poisson", **{"lambda": 50})
    made["exponential"] = law("exponential", rate=1e-12)
    for start, step in [(0, 1), (2**62, 2**55), (-(2**63), 1), (2**63 - 1, -1), (0, -7)]:
        made[f"sequence {start} {step}"] = {"sequence": {"start": start, "step": step}}
    made["listed"] = {"choice": {"choices": numbers}}
    for number in numbers:
        made[f"one {number}"] = {"choice": {"choices": [number]}}
    made["empirical"] = {"empirical": {"quantiles": [-1e18, 0, 1e18]}}
    for start, end, freq in [
        ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "D"),
        ("9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z", "S"),
        ("1969-12-31T23:00:00Z", "1970-01-01T01:00:00Z", "min"),
        ("0001-01-01T00:00:00Z", "0001-03-01T00:00:00Z", "M"),
    ]:
        made[f"series {start}"] = window(start, end, freq)
    for moment in ["0001-01-01", "9999-12-31", "10000-01-01", "0000-01-01", "2024-02-30"]:
        made[f"moment {moment}"] = {"choice": {"choices": [moment]}}
    for time in ["00:00:00", "23:59:59.999999", "24:00:00", "25:00:00"]:
        made[f"time {time}"] = {"choice": {"choices": [time]}}
    made["texts"] = {"choice": {"choices": ["", "a", "ä", "\U0001f600", "1234567890"]}}
    made["regex"] = {"regex": {"pattern": "[0-9]{1,9}"}}
    made["true"] = {"choice": {"choices": [True, False]}}
    made["uuid"] = {"uuid": {}}
    made["later"] = {"after": {"column": "last", "min": 0, "max": 3, "unit": "days"}}
    made["larger"] = {"after": {"column": "large", "min": 0, "max": 2**62}}
    for code in [
        "large + large",
        "large * large",
        "large - tiny",
        "tiny / 3",
        "huge * 10",
        "-small",
    ]:
        made[code] = {"expression": {"code": code}}
    found = [(name, json.dumps(generator)) for name, generator in made.items()]
    if kind in WHOLE or kind in FRACTIONS:
        found += exact_generators(kind)
    return found


def exact_generators(kind):
    """At the limits of the type, to the last digit: numbers that no double holds."""
    low, high = edges(kind)
    scale = FRACTIONS[kind][1] if kind in FRACTIONS else 0
    for least, most in [(low, high), (high - 1, high), (low, low + 1), (0, high), (low, high + 1)]:
        text = f'{{"min": {exact(least, scale)}, "max": {exact(most, scale)}}}'
        yield (
            f"uniform {least} {most}",
            f'{{"distribution": {{"type": "uniform", "params": {text}}}}}',
        )
    for one in [low, high, low - 1, high + 1]:
        yield f"only {one}", f'{{"choice": {{"choices": [{exact(one, scale)}]}}}}'


SOURCES = [
    ("last", "date", {"choice": {"choices": ["9999-12-30", "2024-01-31"]}}),
    ("large", "int", {"choice": {"choices": [2**62, 5 * 10**9]}}),
    ("tiny", "int", {"choice": {"choices": [-(2**63), 0]}}),
    ("huge", "float", {"choice": {"choices": [1e308, 1]}}),
    ("small", "int8", {"choice": {"choices": [-128, 127]}}),
]


def document(columns):
    spec = spec_of([entity(SOURCES, ROWS)])
    head, tail = json.dumps(spec).split('"columns": [', 1)
    texts = [
        f'{{"name": "{name}", "type": "{kind}", "nullable": false, "generator": {generator}}}'
        for name, kind, _, generator in columns
    ]
    _, length = json.JSONDecoder().raw_decode("[" + tail)
    listed = tail[: length - 2]
    return f'{head}"columns": [{listed}, {", ".join(texts)}{tail[length - 2 :]}'


def make(program, columns):
    """The columns that are made; what was refused, by the code of the error."""
    refused = {}
    while True:
        program.write(document(columns))
        arguments = ["generate", "spec.json", "-o", "out", "--no-validate", "--overwrite"]
        done = program.run(*arguments, check=None)
        if done.returncode == 0:
            return columns, refused, done.stderr
        assert done.returncode == 2, done.stderr[:2000]
        bad = {
            int(at) - len(SOURCES) - 1: code
            for code, at in re.findall(
                r"error\[([a-z-]+)\](?:(?!error\[).)*?\$\.nodes\[0\]\.columns\[(\d+)\]",
                done.stderr,
                re.DOTALL,
            )
        }
        at_row = re.search(r"error\[([a-z-]+)\].*?\bt\.(c\d+)\b", done.stderr)
        if not bad and at_row:
            bad = {[c[0] for c in columns].index(at_row[2]): at_row[1]}
        assert bad, done.stderr[:2000]
        refused |= {columns[k][0]: code for k, code in bad.items()}
        columns = [column for k, column in enumerate(columns) if k not in bad]


def test_every_type_at_every_edge(program):
    cases = [(kind, *generator) for kind in TYPES for generator in generators(kind)]
    every = [(f"c{k}", kind, name, text) for k, (kind, name, text) in enumerate(cases)]
    made, refused, said = make(program, every)
    counted = set(re.findall(r"values? of t\.(c\d+) did not fit", said))
    print(f"{len(every)} cases: {len(refused)} refused, {len(made)} made, {len(counted)} counted")
    assert len(made) > len(every) / 4 and len(refused) > len(every) / 4
    # No mistake of ours looks like one of the user's.
    assert not {"internal-error", "system-refused"} & set(refused.values())

    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    connection.execute(
        "create table parquet as select * from 'out/t/*.parquet'".replace(
            "out/", f"{program.folder}/out/"
        )
    )
    types = dict(
        connection.execute(
            "select column_name, data_type from duckdb_columns() where table_name = 'parquet'"
        ).fetchall()
    )
    wrong = []
    table = pyarrow.parquet.read_table(program.folder / "out/t")
    for name, kind, what, _ in made:
        wrong += [f"{kind} {what}: {fault}" for fault in misfits(table, name, kind)]
    assert not wrong, "\n".join(wrong[:40])

    program.run("generate", "spec.json", "-o", "csv", "--format", "csv", "--no-validate")
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in types.items()) + "}"
    connection.execute(
        f"create table csv as select * from read_csv('{program.folder}/csv/t/*.csv', "
        f"header = true, columns = {columns}, auto_detect = false, delim = ',', quote = '\"', "
        "escape = '\"', allow_quoted_nulls = false)"
    )
    differing = []
    for name, kind, what, _ in made:
        differing += connection.execute(
            f'select \'csv: {kind} {what}\', p."{name}"::varchar, o."{name}"::varchar '
            f'from parquet p join csv o using (id) where p."{name}" is distinct from o."{name}" '
            "limit 1"
        ).fetchall()
    program.run("generate", "spec.json", "-o", "jsonl", "--format", "jsonl", "--no-validate")
    lines = (program.folder / "jsonl/t/part-00000.jsonl").read_text().splitlines()
    rows = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]
    for name, kind, what, _ in made:
        values = table.column(name).to_pylist()
        for row, value in zip(rows, values, strict=True):
            if not is_same(row[name], value, kind == "float32"):
                differing.append((f"jsonl: {kind} {what}", row[name], value))
                break
    assert not differing, "\n".join(map(str, differing[:40]))


def is_same(text, value, narrow):
    """Whether a value of JSON is the one that Arrow has."""
    if isinstance(value, float):
        # With as many digits as the type needs.
        return float(text) == value or (narrow and np.float32(text) == value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return text == value
    if isinstance(value, datetime.datetime):
        return datetime.datetime.fromisoformat(text) == value
    if isinstance(value, datetime.date):
        return datetime.date.fromisoformat(text) == value
    if isinstance(value, datetime.time):
        return datetime.time.fromisoformat(text) == value
    return text == value


def misfits(table, name, kind):
    """What a column's values are and may not be."""
    values = table.column(name).to_pylist()
    if any(value is None for value in values):
        yield "null"
        return
    if kind in WHOLE and not all(-WHOLE[kind] <= value < WHOLE[kind] for value in values):
        yield f"{min(values)} to {max(values)}"
    if kind in FRACTIONS:
        precision, scale = FRACTIONS[kind]
        beyond = [v for v in values if abs(Fraction(v)) * 10**scale >= 10**precision]
        if beyond:
            yield f"{beyond[:3]}"
    if kind in FLOATS and not all(abs(value) < float("inf") for value in values):
        yield "no finite number"
    if kind == "date" and not all(isinstance(value, datetime.date) for value in values):
        yield f"{values[:3]}"
    if kind == "datetime" and not all(1 <= value.year <= 9999 for value in values):
        yield f"{values[:3]}"
    if kind == "string(1)" and not all(len(value) <= 1 for value in values):
        yield f"{values[:3]}"
    if kind == "string(7)" and not all(len(value) <= 7 for value in values):
        yield f"{values[:3]}"
