"""Casts of every type to every type over the edges of both, held against Python's decimal and fractions
and, through `validate`, against DuckDB.

A spec holds one type: each of its values is cast to all others, and what comes is compared to the last
digit. DATAGEN_FULL=1 compares more than 50,000 casts; DATAGEN_TALLY=FILE gets a line a type.
"""

import datetime
import decimal
import json
import math
import os
import random
import re
import struct
import sys
from fractions import Fraction

import pytest
from conftest import entity, spec_of
from random_expressions import decimal_text, half_even, moment, read_day

FULL = os.environ.get("DATAGEN_FULL") == "1"
RANDOM_VALUES = 90 if FULL else 6

WHOLE = ["int", "int8", "int16", "int32"]
DECIMALS = ["decimal(1,0)", "decimal(2,2)", "decimal(4,1)", "decimal(9,4)", "decimal(10,2)"]
DECIMALS += ["decimal(18,0)", "decimal(18,6)", "decimal(18,18)", "decimal(19,0)", "decimal(30,6)"]
DECIMALS += ["decimal(38,0)", "decimal(38,5)", "decimal(38,20)", "decimal(38,38)"]
REALS = ["float", "float32"]
NUMBERS = WHOLE + DECIMALS + REALS
POINTS = ["date", "datetime", "time"]
SOURCES = [*NUMBERS, *POINTS, "bool", "string"]
TARGETS = [*NUMBERS, *POINTS, "bool", "string", "string(4)"]

FLOAT32_MAX = 3.4028234663852886e38
FIRST, LAST = datetime.datetime.min, datetime.datetime.max


def bits_of(kind):
    return int(kind[3:] or 64)


def digits_of(kind):
    return tuple(int(number) for number in re.findall(r"\d+", kind))


def limits_of(kind):
    """The least and the greatest units, and the scale."""
    if kind in WHOLE:
        return -(2 ** (bits_of(kind) - 1)), 2 ** (bits_of(kind) - 1) - 1, 0
    precision, scale = digits_of(kind)
    return 1 - 10**precision, 10**precision - 1, scale


def is_exact(kind):
    return kind in WHOLE or kind in DECIMALS


def as_float32(x):
    if abs(x) >= FLOAT32_MAX:
        return math.copysign(FLOAT32_MAX, x)
    return struct.unpack("f", struct.pack("f", x))[0]


# ---- Values of each type


def numbers(kind, random_):
    low, high, scale = limits_of(kind)
    units = {
        0,
        1,
        -1,
        5,
        15,
        25,
        -5,
        -15,
        -25,
        50,
        127,
        128,
        -128,
        -129,
        2**31,
        -(2**31),
        2**53 + 1,
    }
    units |= {low, high, low + 1, high - 1, low // 2, high // 2, 5 * 10**scale // 10}
    units |= {sign * (10**k * n + d) for k in (1, 4, 9, 18, 28) for n in (1, 5) for d in (-1, 0, 1)
              for sign in (1, -1)}  # fmt: skip
    units |= {random_.randint(low, high) for _ in range(RANDOM_VALUES // 3)}
    units |= {
        random_.choice([1, -1]) * random_.randint(0, 10 ** random_.randint(1, 38))
        for _ in range(RANDOM_VALUES)
    }
    texts = sorted(decimal_text(Fraction(u, 10**scale), scale) for u in units if low <= u <= high)
    return [int(text) for text in texts] if kind in WHOLE else texts


def reals(kind, random_):
    values = [0.0, 0.5, 1.5, 2.5, -0.5, -2.5, 0.1, 0.05, 2.675, 1e-5, 1e10, 127.5, -128.5, 1e22]
    values += [2.0**53 + 2, 2.0**63, -(2.0**63), 1e-38, 1e38, -1e38, 9.999999e37, 123456.789, 0.045]
    if kind == "float":
        values += [1e300, -1e300, 5e-324, 1.7976931348623157e308, 2.0**63 - 1024]
    values += [
        random_.choice([1, -1]) * random_.random() * 10 ** random_.randint(-12, 30)
        for _ in range(RANDOM_VALUES)
    ]
    values += [random_.randint(-(10**7), 10**7) / 1000 + 0.0005 for _ in range(RANDOM_VALUES // 2)]
    return [as_float32(x) for x in values] if kind == "float32" else values


def points(kind, random_):
    micros = datetime.timedelta(microseconds=1)
    all_micros = (LAST - FIRST) // micros
    found = [
        FIRST,
        LAST,
        datetime.datetime(1970, 1, 1),
        datetime.datetime(1969, 12, 31, 23, 59, 59),
    ]
    found += [datetime.datetime(2024, 2, 29, 23, 59, 59, 999999), FIRST + micros, LAST - micros]
    found += [FIRST + micros * random_.randint(0, all_micros) for _ in range(RANDOM_VALUES)]
    if kind == "date":
        return [value.date().isoformat() for value in found]
    if kind == "time":
        return [value.time().isoformat() for value in found]
    return [value.isoformat() + "Z" for value in found]


def texts(random_):
    found = ["", " ", "12", "-3.25", "1e3", "+5", " 12", "12 ", "abc", "0.5", "1.5", "2.5", "true"]
    found += [
        "TRUE",
        "false",
        "2024-02-29",
        "2023-02-29",
        "23:59:59",
        "Straße",
        "日本語文字列",
        ".5",
    ]
    found += ["5.", ".", "-", "1e400", "-1e-400", "99999999999999999999999999999999999999", "1e38"]
    found += ["127.5", "-128.5", "9223372036854775807", "9223372036854775808", "0001-01-01", "1_0"]
    found += [repr(x) for x in reals("float", random_)[:60]]
    for kind in ("decimal(38,5)", "int8", "decimal(18,6)"):
        found += [str(text) for text in numbers(kind, random_)[: RANDOM_VALUES // 2]]
    return sorted(set(found))


def values_of(kind, random_):
    if is_exact(kind):
        return numbers(kind, random_)
    if kind in REALS:
        return reals(kind, random_)
    if kind in POINTS:
        return points(kind, random_)
    return [True, False] if kind == "bool" else texts(random_)


# ---- What a cast gives; Nothing where it is refused by its types


class Nothing(Exception):
    pass


def to_units(value, kind):
    """Half to even, and the nearest that the type holds; of a double below 2^53 units the product of doubles."""
    low, high, scale = limits_of(kind)
    if isinstance(value, float):
        product = min(max(value * 10.0**scale, -1e39), 1e39)
        units = round(product) if abs(product) < 2**53 else half_even(Fraction(value), scale)
    else:
        units = half_even(value, scale)
    return Fraction(min(max(units, low), high)) / Fraction(10) ** scale


def nearest_float(exact):
    if isinstance(exact, float):
        return exact
    return exact.numerator / exact.denominator  # rounded once


def number_in(text, to):
    """Of a text that spells a number within the type, else null."""
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
        return None
    if to in REALS:
        x = float(text)
        return x if abs(x) <= (sys.float_info.max if to == "float" else FLOAT32_MAX) else None
    exact = decimal.Decimal(text)
    if exact and not -38 <= exact.normalize().as_tuple().exponent <= 38:
        return None  # more than 38 digits
    value = Fraction(exact)
    low, high, scale = limits_of(to)
    units = half_even(value, scale)
    return Fraction(units) / Fraction(10) ** scale if low <= units <= high else None


def text_of(value, kind):
    if is_exact(kind):
        return decimal_text(value, limits_of(kind)[2])
    if kind == "bool":
        return "true" if value else "false"
    if kind == "datetime":
        return value.isoformat() + "Z"
    return value if kind == "string" else value.isoformat()


def cast_of_text(text, to):
    if to == "bool":
        return {"true": True, "false": False}.get(text)
    if to in ("date", "datetime"):
        return None if text == "2023-02-29" else read_day(text, to)
    if to == "time":
        return datetime.time.fromisoformat(text) if re.fullmatch(r"\d\d:\d\d:\d\d", text) else None
    return number_in(text, to)


def cast(value, kind, to):
    if to.startswith("string"):
        if kind in REALS:
            raise Nothing  # the shortest text that reads as the same double: test_functions.py
        text = text_of(value, kind)
        return text[:4] if to == "string(4)" else text
    if kind == "string":
        return cast_of_text(value, to)
    if kind == "bool":
        return value if to == "bool" else cast(Fraction(int(value)), "int", to)
    if kind in POINTS:
        if kind == to:
            return value
        return moment(value) if kind == "date" else value.date() if to == "date" else value.time()
    if to in REALS:
        x = nearest_float(value)
        return as_float32(x) if to == "float32" else x
    return to_units(value, to)


def castable(kind, to):
    if to.startswith("string") or kind == "string":
        return True
    if kind in POINTS:
        return kind == to or (kind, to) in {
            ("date", "datetime"),
            ("datetime", "date"),
            ("datetime", "time"),
        }
    return (to in NUMBERS) or kind == to == "bool"


def as_read(value):
    if isinstance(value, bool) or not isinstance(value, int | decimal.Decimal):
        return value
    return Fraction(value)


def same(made, expected, to):
    if made is None or expected is None or to != "float32":
        return made == expected
    # As its column holds it.
    return math.isclose(made, expected, rel_tol=6e-8, abs_tol=1e-45)


@pytest.mark.parametrize("kind", SOURCES)
def test_casts_are_those_of_exact_arithmetic(program, kind):
    random_ = random.Random(SOURCES.index(kind))
    values = values_of(kind, random_)
    targets = [to for to in TARGETS if castable(kind, to)]
    columns = [("x", kind, {"choice": {"choices": values}}, {"nullable": True, "null_rate": 0.05})]
    columns += [
        (
            f"c{k}",
            to,
            {"expression": {"code": f"cast(x as {to})"}},
            {"nullable": True, "null_rate": 0},
        )
        for k, to in enumerate(targets)
    ]
    spec = spec_of([entity(columns, 12 * len(values) + 200)])
    path = program.write(spec)
    program.run("generate", path, "-o", "out", "--no-validate", "--progress", "never")
    types = {f"c{k}": to for k, to in enumerate(targets)} | {"x": kind}
    parts = [f"cast({n} as timestamp)" if to == "datetime" else n for n, to in types.items()]
    rows = program.sql(f"select distinct {', '.join(parts)} from t").fetchall()
    wrong = []
    compared = 0
    for row in rows:
        *found, given = (as_read(value) for value in row)
        for to, made in zip(targets, found, strict=True):
            try:
                expected = None if given is None else cast(given, kind, to)
            except Nothing:
                continue
            compared += given is not None
            if not same(made, expected, to):
                wrong.append(f"cast({given!r} as {to}): {made!r} for {expected!r}")
    assert not wrong, f"{len(wrong)} of {compared} differ:\n" + "\n".join(wrong[:20])
    assert len(rows) > 0.9 * len(set(values))
    computed = validated(program, path)
    if tally := os.environ.get("DATAGEN_TALLY"):
        with open(tally, "a") as file:
            line = {"kind": kind, "pairs": len(targets), "casts": compared, "computed": computed}
            file.write(json.dumps(line) + "\n")


def validated(program, path):
    """How many columns the validator's SQL computed again; it finds them all right."""
    program.run("validate", path, "--data", "out", check=None)
    report = json.loads((program.folder / "out/validation_report.json").read_text())
    found = [claim for part in report.values() if isinstance(part, list) for claim in part]
    formulas = [c for c in found if isinstance(c, dict) and c.get("check") == "formula"]
    failed = [
        f"{claim['claim']}: {claim['violations']}"
        for claim in formulas
        if claim["verdict"] == "failed"
    ]
    assert not failed, "the validator finds right rows wrong:\n" + "\n".join(failed[:10])
    return sum(claim["verdict"] == "passed" for claim in formulas)
