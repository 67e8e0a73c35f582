"""Random expressions, held against Python's exact fractions and, through `validate`, against DuckDB.

The engine's values are compared with those of random_expressions.py, to the last digit where no
double is meant. The validator computes each column again by its own SQL; it must find the engine's
values right. DATAGEN_FULL=1 tries 300,000 expressions with some 40,000 casts; DATAGEN_EXPRESSIONS=N, N,
from DATAGEN_EXPRESSIONS_FROM=K on. DATAGEN_TALLY=FILE gets a line a spec, of which
`benchmarks/expressions.py` makes the tables of the log.
"""

import collections
import datetime
import json
import math
import os
import random
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import entity, spec_of
from random_expressions import COLUMNS, NULLABLE, Maker, half_even

FULL = os.environ.get("DATAGEN_FULL") == "1"
COUNT = int(os.environ.get("DATAGEN_EXPRESSIONS", "300000" if FULL else "400"))
PER_SPEC = 200
FIRST = int(os.environ.get("DATAGEN_EXPRESSIONS_FROM", "0")) // PER_SPEC
SEEDS = range(FIRST, FIRST + -(-COUNT // PER_SPEC))
VALIDATED_ONE_IN = 12 if COUNT > 2000 else 1
ROWS = 48


def source_columns():
    columns = []
    for name, (kind, values) in COLUMNS.items():
        facts = {"nullable": True, "null_rate": 0.2} if name in NULLABLE else {}
        columns.append((name, kind, {"choice": {"choices": values}}, facts))
    return columns


def column_type(random_, typed):
    """A type that takes the values of the expression, often with fewer digits."""
    if typed.kind == "int":
        return random_.choice(["int", "decimal(38,0)"])
    if typed.kind in ("decimal", "ratio"):
        scale = random_.randint(0, min(typed.scale, 6) if typed.kind == "decimal" else 4)
        return f"decimal({random_.choice([18, 30, 38])},{scale})"
    return {"text": "string"}.get(typed.kind, typed.kind)


def as_exact(value):
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    return Fraction(value)


def limit_of(kind):
    """The greatest units that a column of that type holds."""
    return 2**63 - 1 if kind == "int" else 10 ** int(re.search(r"\d+", kind)[0]) - 1


def fits(expected, typed, kind):
    """Whether the exact value is one of the column's type."""
    if expected is None:
        return True
    if isinstance(expected, datetime.date):
        # Beyond the years 1 to 9999 the expected value is their end.
        return 1 < expected.year < 9999
    if not typed.is_exact():
        return True
    scale = int(kind.split(",")[1][:-1]) if "," in kind else 0
    return abs(half_even(expected, scale)) <= limit_of(kind)


def agrees(found, expected, typed, kind):
    if expected is None or found is None:
        return found is expected
    if typed.is_exact():
        scale = int(kind.split(",")[1][:-1]) if "," in kind else 0
        return Fraction(found) * 10**scale == half_even(expected, scale)
    if typed.kind == "float":
        return math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-300)
    return found == expected


def generate(program, made):
    """The expressions that are made, after the others were refused: by the plan with their places, or
    at a row whose value does not fit (`overflown`)."""
    refused = []
    overflown = []
    while True:
        columns = source_columns() + [
            (name, kind, {"expression": {"code": typed.code}}, {"nullable": True, "null_rate": 0})
            for name, typed, kind in made
        ]
        spec = spec_of([entity(columns, ROWS)])
        path = program.write(spec)
        done = program.run(
            "generate",
            path,
            "-o",
            "out",
            "--overwrite",
            "--progress",
            "never",
            "--no-validate",
            check=None,
        )
        if done.returncode == 0:
            # What a written cast makes fit is counted; nothing else is made to.
            codes = {name: typed.code for name, typed, _ in made}
            for name in re.findall(r"values? of t\.(\w+) did not fit", done.stderr):
                assert "cast(" in codes[name], (name, codes[name], done.stderr[:3000])
            return path, made, refused, overflown
        codes = set(re.findall(r"error\[([a-z-]+)\]", done.stderr))
        # What can leave its type by the limits; a choice among nulls alone has no type.
        assert codes <= {"type-overflow", "null-misplaced"}, done.stderr[:3000]
        if at_row := re.search(r"the value of t\.(e\d+) in row", done.stderr):
            overflown += [item for item in made if item[0] == at_row[1]]
            made = [item for item in made if item[0] != at_row[1]]
            continue
        first = len(source_columns()) + 1  # behind the key
        bad = {int(k) - first for k in re.findall(r"columns\[(\d+)\]", done.stderr)}
        assert bad and min(bad) >= 0, done.stderr[:3000]
        refused += [made[k] for k in sorted(bad)]
        made = [item for k, item in enumerate(made) if k not in bad]


def disagreements(program, made, overflown):
    kinds = {name: kind for name, (kind, _) in COLUMNS.items()}
    kinds |= {name: kind for name, _, kind in made}
    names = list(kinds)
    # Without the zone, which is UTC: Python's datetimes have no more than the calendar.
    parts = [
        f'cast("{name}" as timestamp)' if kinds[name] == "datetime" else f'"{name}"'
        for name in names
    ]
    rows = program.sql(f"select {', '.join(parts)} from t")
    wrong = []
    # A date on the way can leave its years without the result telling.
    unexplained = {
        name: (typed, kind)
        for name, typed, kind in overflown
        if typed.code.count("add_") == (1 if typed.code.startswith("add_") else 0)
    }
    for values in rows.fetchall():
        row = {name: as_exact(value) for name, value in zip(names, values, strict=True)}
        for name, typed, kind in made:
            found = row[name]
            expected = typed.value(row)
            if not agrees(found, expected, typed, kind):
                reads = {k: v for k, v in row.items() if re.search(rf"\b{k}\b", typed.code)}
                wrong.append(f"{kind}: {typed.code}\n  {found!r} for {expected!r} of {reads}")
        for name, (typed, kind) in list(unexplained.items()):
            if not fits(typed.value(row), typed, kind):
                del unexplained[name]
    wrong += [f"{kind}: {typed.code}\n  fits in all rows" for typed, kind in unexplained.values()]
    return wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_values_are_those_of_exact_arithmetic(program, seed):
    random_ = random.Random(seed)
    maker = Maker(random_)
    kinds = ["int", "decimal", "decimal", "ratio", "float", "bool", "text", "date", "datetime"]
    made = []
    for k in range(PER_SPEC):
        typed = maker.make(random_.choice(kinds), random_.randint(1, 3))
        made.append((f"e{k}", typed, column_type(random_, typed)))
    path, made, refused, overflown = generate(program, made)
    assert len(refused) < PER_SPEC / 2
    wrong = disagreements(program, made, overflown)
    assert not wrong, f"{len(wrong)} values differ:\n" + "\n".join(wrong[:10])
    validated = seed % VALIDATED_ONE_IN == 0
    computed = validate(program, path) if validated else []
    tally(seed, made, refused, overflown, computed)


def validate(program, path):
    """The columns that the validator's SQL computed again, and found right."""
    program.run("validate", path, "--data", "out", check=None)
    report = json.loads((program.folder / "out/validation_report.json").read_text())
    found = [claim for part in report.values() if isinstance(part, list) for claim in part]
    formulas = [
        claim for claim in found if isinstance(claim, dict) and claim.get("check") == "formula"
    ]
    failed = [
        f"{claim['claim']}: {claim['violations']}"
        for claim in formulas
        if claim["verdict"] not in ("passed", "not_applicable")
    ]
    assert not failed, "the validator finds right rows wrong:\n" + "\n".join(failed[:10])
    return [claim for claim in formulas if claim["verdict"] == "passed"]


def parts_of(code):
    """The functions and signs of an expression."""
    bare = re.sub(r"'(?:[^']|'')*'", "''", code)
    bare = re.sub(r" as \w+(?:\([0-9,]+\))?", "", bare)
    return re.findall(r"[a-z_]+(?=\()|//|==|!=|<=|>=|[-+*/%<>]|\b(?:and|or|not|is)\b", bare)


def tally(seed, made, refused, overflown, computed):
    if path := os.environ.get("DATAGEN_TALLY"):
        line = {
            "seed": seed,
            "types": collections.Counter(kind.split("(")[0] for _, _, kind in made),
            "parts": collections.Counter(
                part for _, typed, _ in made for part in set(parts_of(typed.code))
            ),
            "casts": sum(typed.code.count("cast(") for _, typed, _ in made),
            "refused": len(refused),
            "overflown": len(overflown),
            "computed": len(computed),
        }
        with open(path, "a") as file:
            file.write(json.dumps(line) + "\n")
