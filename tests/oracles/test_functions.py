"""Every function recounted from its files by DuckDB and SciPy, which know nothing of the engine.

A function without a recount here fails test_every_function_is_recounted.
"""

import math
import re

import numpy as np
import pytest
from conftest import column_of, entity, function_names, spec_of
from scipy import stats

ROWS = 200_000
# A perfect generator fails a test of this level once in a hundred thousand runs, and the seed is fixed.
LEVEL = 1e-5

RECOUNTS = {}


def recounts(name):
    def register(function):
        RECOUNTS[name] = function
        return function

    return register


def values(program, columns, column, rows=ROWS, **node_extras):
    """Generates one table with the columns and gives one of them."""
    node = entity(columns, rows)
    node.update(node_extras)
    program.generate(spec_of([node]), "--overwrite")
    return program.sql(f"select {column} from t order by id").fetchnumpy()[column]


def shares_fit(counts, weights):
    counts = np.asarray(counts, dtype=float)
    expected = np.asarray(weights, dtype=float) / sum(weights) * counts.sum()
    keep = expected > 0
    assert (counts[~keep] == 0).all()
    assert stats.chisquare(counts[keep], expected[keep]).pvalue > LEVEL


def law_fits(found, law):
    assert stats.kstest(found[:50_000], law.cdf).pvalue > LEVEL
    assert abs(found.mean() - law.mean()) < 6 * law.std() / math.sqrt(len(found))


# ---- Generators


@recounts("generator sequence")
def sequence(program):
    found = values(program, [("n", "int", {"sequence": {"start": 10, "step": -3}})], "n", 1000)
    assert (found == 10 - 3 * np.arange(1000)).all()


@recounts("generator enum_list")
def enum_list(program):
    words = ["a", "b", "c"]
    node = {
        "id": "t",
        "kind": "entity",
        "pk": "w",
        "columns": [column_of(("w", "string", {"enum_list": {"values": words}}))],
    }
    program.generate(spec_of([node]))
    assert program.sql("select w from t").fetchall() == [("a",), ("b",), ("c",)]


@recounts("generator choice")
def choice(program):
    columns = [
        ("c", "string", {"choice": {"choices": ["x", "y", "z"], "weights": [5, 3, 2]}}),
        ("zipf", "int", {"choice": {"choices": [1, 2, 3, 4], "weights_kind": "zipf@1.5"}}),
        (
            "head",
            "int",
            {"choice": {"choices": list(range(10)), "weights_kind": "head_tail@{0.8,1.0}"}},
        ),
        (
            "given",
            "string",
            {
                "choice": {
                    "choices": ["p", "q"],
                    "given": "c",
                    "weights": [1, 1],
                    "weights_by": {"x": [9, 1], "y": [1, 9]},
                }
            },
        ),
        ("unique_one", "int", {"choice": {"choices": list(range(ROWS))}}, {"unique": True}),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    counts = dict(program.sql("select c, count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in "xyz"], [5, 3, 2])
    counts = dict(program.sql("select zipf, count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in (1, 2, 3, 4)], [k**-1.5 for k in (1, 2, 3, 4)])
    counts = dict(program.sql("select head, count(*) from t group by 1").fetchall())
    tail = [1 / k for k in range(1, 9)]
    shares_fit([counts[k] for k in range(10)], [0.4, 0.4] + [0.2 * w / sum(tail) for w in tail])
    for given, weights in {"x": [9, 1], "y": [1, 9], "z": [1, 1]}.items():
        counts = dict(
            program.sql(f"select given, count(*) from t where c = '{given}' group by 1").fetchall()
        )
        shares_fit([counts["p"], counts["q"]], weights)
    assert program.one("select count(distinct unique_one) from t") == (ROWS,)
    # A vocabulary table as the choices.
    program.generate(
        spec_of(
            [
                {
                    "id": "v",
                    "kind": "entity",
                    "pk": "w",
                    "columns": [("w", "string", {"enum_list": {"values": ["a", "b", "c"]}})],
                },
                entity(
                    [("w", "string", {"choice": {"choices_ref": "v.w", "weights": [1, 2, 3]}})],
                    ROWS,
                ),
            ]
        ),
        out="vocabulary",
    )
    counts = dict(program.sql("select w, count(*) from t group by 1", "vocabulary").fetchall())
    shares_fit([counts[k] for k in "abc"], [1, 2, 3])


@recounts("generator distribution")
def distribution(program):
    def law(kind, **params):
        return {"distribution": {"type": kind, "params": params}}

    columns = [
        ("uniform", "float", law("uniform", min=-2, max=6)),
        ("normal", "float", law("normal", mean=10, sigma=3)),
        ("lognormal", "float", law("lognormal", mean=1, sigma=0.5)),
        ("exponential", "float", law("exponential", mean=4)),
        ("poisson", "int", law("poisson", **{"lambda": 4.5})),
        ("poisson_large", "int", law("poisson", **{"lambda": 3000})),
        ("whole", "int16", law("uniform", min=1, max=6)),
        ("cents", "decimal(5,2)", law("uniform", min=0.01, max=0.20)),
        ("unique_one", "int", law("uniform", min=1, max=ROWS + 7), {"unique": True}),
        (
            "clamped",
            "float",
            {
                "distribution": {
                    "type": "normal",
                    "params": {"mean": 0, "sigma": 1},
                    "clamp": [-1, 2],
                }
            },
        ),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    found = program.sql("select * from t").fetchnumpy()
    law_fits(found["uniform"], stats.uniform(-2, 8))
    law_fits(found["normal"], stats.norm(10, 3))
    law_fits(found["lognormal"], stats.lognorm(0.5, scale=math.e))
    law_fits(found["exponential"], stats.expon(scale=4))
    counts = np.bincount(found["poisson"], minlength=15)
    shares_fit(
        [*counts[:12], counts[12:].sum()],
        [*stats.poisson(4.5).pmf(range(12)), stats.poisson(4.5).sf(11)],
    )
    assert abs(found["poisson_large"].mean() - 3000) < 6 * math.sqrt(3000 / ROWS)
    assert abs(found["poisson_large"].std() - math.sqrt(3000)) < 1
    shares_fit(np.bincount(found["whole"])[1:], [1] * 6)
    counts = dict(program.sql("select cents, count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in sorted(counts)], [1] * 20)
    assert program.one(
        "select count(distinct unique_one), min(unique_one) >= 1, "
        f"max(unique_one) <= {ROWS + 7} from t"
    ) == (ROWS, True, True)
    clamped = found["clamped"]
    assert clamped.min() == -1 and clamped.max() == 2
    assert abs((clamped == -1).mean() - stats.norm.cdf(-1)) < 0.005


@recounts("generator datetime_series")
def datetime_series(program):
    dow = [0.9, 1.0, 1.0, 1.1, 1.3, 1.2, 0.8]
    hour = [1] * 8 + [5] * 8 + [2] * 8
    columns = [
        ("plain", "datetime", {"datetime_series": {"within": "timeframe", "freq": "15min"}}),
        (
            "pattern",
            "datetime",
            {
                "datetime_series": {
                    "within": "timeframe",
                    "freq": "30min",
                    "pattern": [
                        {"dimension": "dow", "weights": dow},
                        {"dimension": "hour", "weights": hour},
                    ],
                }
            },
        ),
        (
            "month",
            "datetime",
            {
                "datetime_series": {
                    "within": {"start": "2020-01-31T12:00:00Z", "end": "2021-12-31T23:00:00Z"},
                    "freq": "M",
                }
            },
        ),
        ("day", "date", {"datetime_series": {"within": "timeframe", "freq": "D"}}),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    ticks = 91 * 24 * 4
    assert program.one(
        "select count(distinct plain), min(plain)::varchar, max(plain)::varchar from t"
    ) == (ticks, "2024-01-01 00:00:00+00", "2024-03-31 23:45:00+00")
    # The window has 13 weeks exactly: every weekday as often as the others.
    counts = dict(program.sql("select isodow(pattern), count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in range(1, 8)], dow)
    counts = dict(program.sql("select hour(pattern), count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in range(24)], hour)
    months = [
        row[0] for row in program.sql("select distinct month::varchar from t order by 1").fetchall()
    ]
    assert len(months) == 24
    assert months[:3] == [
        "2020-01-31 12:00:00+00",
        "2020-02-29 12:00:00+00",
        "2020-03-31 12:00:00+00",
    ]
    assert program.one("select count(distinct day), typeof(any_value(day)) from t") == (91, "DATE")


@recounts("generator faker")
def faker(program):
    columns = [("country", "string", {"choice": {"choices": ["US", "DE", "IN", "BR", "GB"]}})]
    methods = [
        "name",
        "first_name",
        "last_name",
        "address",
        "city",
        "postcode",
        "country",
        "email",
        "phone_number",
        "company",
        "job",
        "word",
        "sentence",
        "uuid4",
    ]
    for method in methods:
        columns.append(
            (
                f"m_{method}",
                "string",
                {
                    "faker": {
                        "method": method,
                        **({} if method == "uuid4" else {"locale_from": "country"}),
                        "of": "x",
                    }
                },
            )
        )
    columns.append(("mail", "string", {"faker": {"method": "email"}}, {"unique": True}))
    program.generate(spec_of([entity(columns, 100_000)]))
    for method in methods:
        least, distinct = program.one(
            f"select min(length(m_{method})), count(distinct m_{method}) from t"
        )
        assert least >= 1, method
        assert distinct >= 100, method
    # A row agrees with itself: the full name holds the first and the last name.
    assert program.one(
        "select count(*) from t where not contains(m_name, m_first_name) "
        "or not contains(m_name, m_last_name)"
    ) == (0,)
    assert program.one(
        "select count(*) from t where not regexp_full_match(m_email, "
        "'[a-z0-9]+\\.[a-z0-9]+@example\\.(com|net|org)')"
    ) == (0,)
    assert program.one(
        "select count(distinct m_uuid4), count(distinct mail), bool_and("
        "regexp_full_match(m_uuid4, "
        "'[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')) "
        "from t"
    ) == (100_000, 100_000, True)
    for country, postcode in {
        "US": r"\d{5}(-\d{4})?",
        "DE": r"\d{5}",
        "IN": r"\d{3} \d{3}",
        "BR": r"\d{5}-\d{3}",
    }.items():
        assert program.one(
            f"select count(*) from t where country = '{country}' and not "
            f"regexp_full_match(m_postcode, '{postcode}')"
        ) == (0,), country
    no_template = " or ".join(f"contains(m_{method}, '{{')" for method in methods)
    assert program.one(f"select count(*) from t where {no_template}") == (0,)


def test_functions_that_give_nulls_get_no_others(program):
    """A generator or a modifier, with or without others behind it; elsewhere the default of 5 %."""
    uniform = {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}
    jitter = {"transform": "jitter", "args": {"std": 0.01}}
    clamp = {"transform": "clamp", "args": {"max": 8}}
    by_km = [{"transform": "multiply", "args": {"by": "km"}}]
    double = {"expression": {"code": "km * 2"}}
    cases = {"on": "kind", "cases": {"a": double}, "default": uniform}
    match = {"lookup": {"from": "o.x", "on": {"k": "id"}}}
    of_km = "km is null"
    made = {
        "plain": (double, [], of_km),
        "jittered": (double, [jitter], of_km),
        "twice": (double, [jitter, clamp], of_km),
        "scaled": (uniform, by_km, of_km),
        "scaled_then": (uniform, [*by_km, jitter], of_km),
        "cased": ({"conditional": cases}, [], f"kind = 'a' and {of_km}"),
        "cased_then": ({"conditional": cases}, [jitter], f"kind = 'a' and {of_km}"),
        "matched": (match, [], "k > 100"),
        "matched_then": (match, [jitter], "k > 100"),
        "listed": ({"choice": {"choices": [1, None]}}, [jitter], None),
    }
    keys = {"distribution": {"type": "uniform", "params": {"min": 1, "max": 150}}}
    columns = [
        ("km", "float", uniform, {"nullable": True, "null_rate": 0.2}),
        ("kind", "string", {"choice": {"choices": ["a", "b"]}}),
        ("k", "int", keys),
        ("drawn", "float", uniform, {"nullable": True, "modifiers": [jitter]}),
        ("more", "float", double, {"nullable": True, "null_rate": 0.5, "modifiers": [jitter]}),
    ]
    for name, (generator, modifiers, _) in made.items():
        columns.append((name, "float", generator, {"nullable": True, "modifiers": modifiers}))
    program.generate(spec_of([entity([("x", "float", uniform)], 100, "o"), entity(columns)]))
    for name, (_, _, condition) in made.items():
        if condition is None:
            continue
        other = program.one(f"select count(*) from t where ({name} is null) <> ({condition})")
        assert other == (0,), name
    shares = "select avg((drawn is null)::int), avg((more is null)::int), avg((listed is null)::int) from t"
    drawn, more, listed = program.one(shares)
    assert 0.04 < drawn < 0.06 and 0.58 < more < 0.62 and 0.48 < listed < 0.52


@pytest.mark.parametrize("freq", ["15min", "H", "6H", "D"])
def test_a_date_that_ends_a_frame_is_its_whole_day(program, freq):
    """The frame's, and that of a window; in SQL, an interval that excludes the next day."""
    window = {"start": "2024-01-01", "end": "2024-01-03"}
    seconds = {"15min": 900, "H": 3600, "6H": 6 * 3600, "D": 86400}[freq]
    columns = [
        ("a", "datetime", {"datetime_series": {}}),
        ("b", "datetime", {"datetime_series": {"within": window}}),
        ("on_day", "date", {"datetime_series": {}}),
        (
            "moved",
            "datetime",
            {"datetime_series": {}},
            {"modifiers": [{"transform": "time_jitter", "args": {"std_minutes": 600}}]},
        ),
    ]
    spec = spec_of([entity(columns, 30_000)], timeframe={**window, "freq": freq})
    program.generate(spec)
    ticks = 3 * 86400 // seconds
    for name in ("a", "b"):
        assert program.one(
            f"select count(distinct {name}), epoch_us(min({name})), epoch_us(max({name})) from t"
        ) == program.one(
            f"select count(*), epoch_us(min(x)), epoch_us(max(x)) from (select timestamp '2024-01-01' + to_seconds(i * "
            f"{seconds}) as x from range({ticks}) as r(i))"
        ), name
    days = program.sql("select on_day, count(*) / 30000 from t group by 1 order by 1").fetchall()
    assert [str(day) for day, _ in days] == ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert all(abs(share - 1 / 3) < 0.015 for _, share in days)
    within, late = program.one(
        "select max(moved) <= timestamp '2024-01-03 23:59:59', count(*) filter (moved > timestamp "
        "'2024-01-03') from t"
    )
    assert within and late > 4000
    program.run("validate", "spec.json", "--data", "out")


@recounts("generator lookup")
def lookup(program):
    program.generate(
        spec_of(
            [
                entity(
                    [
                        ("code", "string", {"regex": {"pattern": "[A-Z]{6}"}}, {"unique": True}),
                        (
                            "size",
                            "int",
                            {"distribution": {"type": "uniform", "params": {"min": 1, "max": 99}}},
                        ),
                    ],
                    100_000,
                    "p",
                ),
                {
                    "id": "c",
                    "kind": "fact",
                    "pk": "id",
                    "parents": ["p"],
                    "fanout": {"distribution": "uniform", "min": 0, "max": 4},
                    "columns": [
                        ("id", "int", {"sequence": {}}),
                        ("p_id", "int", {"lookup": {"from": "p.id"}}),
                        ("p_size", "int", {"lookup": {"from": "p.size"}}),
                        (
                            "other_code",
                            "string",
                            {"lookup": {"from": "p.code", "pick": "uniform", "row": "other"}},
                        ),
                        (
                            "other_size",
                            "int",
                            {"lookup": {"from": "p.size", "pick": "uniform", "row": "other"}},
                        ),
                        ("by_key", "int", {"lookup": {"from": "p.size", "on": {"p_id": "id"}}}),
                    ],
                },
            ]
        )
    )
    assert program.one(
        "select count(*) from c left join p on p_id = p.id "
        "where p.id is null or p_size <> size or by_key <> size"
    ) == (0,)
    assert program.one(
        "select count(*) from c left join p on other_code = code "
        "where code is null or other_size <> size"
    ) == (0,)


@recounts("generator expression")
def expression(program):
    number = {"distribution": {"type": "uniform", "params": {"min": 1, "max": 500}}}
    columns = [
        ("a", "int", number),
        ("b", "decimal(10,2)", number),
        ("f", "float", number),
        ("d", "date", {"datetime_series": {"within": "timeframe", "freq": "D"}}),
        ("s", "string", {"choice": {"choices": ["Straße", "École", "ab"]}}),
    ]
    cases = {
        "a + 2 * b": ("decimal(14,2)", "a + 2 * b"),
        "b * b": ("decimal(20,4)", "b::decimal(18,2) * b::decimal(18,2)"),
        "-a % 7": ("int", "((-a) % 7 + 7) % 7"),
        "(a - 250) * 3": ("int", "(a - 250) * 3"),
        "if(a > 100 and not b < 50, 'x', concat(s, '-', a))": (
            "string",
            "case when a > 100 and not b < 50 then 'x' else s || '-' || a end",
        ),
        "length(s) + a": ("int", "length(s) + a"),
        "upper(substr(s, 2, 2))": ("string", "upper(substr(s, 2, 2))"),
        "year(d) * 10000 + month(d) * 100 + day(d)": (
            "int",
            "year(d) * 10000 + month(d) * 100 + day(d)",
        ),
        "dow(d)": ("int", "isodow(d) - 1"),
        "add_days(d, a)": ("date", "d + a::int"),
        "days_between(d, add_days(d, 30))": ("int", "30"),
        "add_days(d, b)": ("date", "d + floor(b)::int"),
        "add_days(cast(d as datetime), b)": (
            "datetime",
            "d::timestamp + to_microseconds(round_even(b * 86400000000, 0)::bigint)",
        ),
        "add_hours(cast(d as datetime), a / 7)": (
            "datetime",
            "d::timestamp + to_microseconds(round_even(a / 7 * 3600000000.0::double, 0)::bigint)",
        ),
        "add_minutes(cast(d as datetime), -a)": ("datetime", "d - to_minutes(a)"),
        "add_seconds(cast(d as datetime), f)": (
            "datetime",
            "d + to_microseconds(round_even(f * 1000000.0::double, 0)::bigint)",
        ),
        "add_hours(cast('22:30:00' as time), a)": ("time", "TIME '22:30:00' + to_hours(a)"),
        "if(d > '2024-02-15', 1, 0)": ("int", "case when d > '2024-02-15' then 1 else 0 end"),
        "min(a, 100) + max(a, 400)": ("int", "least(a, 100) + greatest(a, 400)"),
        "round(a / 8, 1)": ("float", "round_even(a / 8, 1)"),
        "abs(a - 250) ** 2": ("float", "(abs(a - 250))::double ** 2"),
        "-a // 7": ("int", "floor(-a / 7.0)::bigint"),
        "a // 7 - 9 // (a - 600)": ("int", "a // 7 - floor(9.0 / (a - 600))::bigint"),
        "(a - 250) % -9": ("int", "((a - 250) % 9 - 9) % 9"),
        "f // 7.5": ("float", "floor(f / 7.5)"),
        # Limits known at plan time narrow the arithmetic to 64 bits; the values stay exact.
        "b * a * (1 - b * 0.01)": (
            "decimal(24,6)",
            "b::decimal(18,2) * a * (1 - b::decimal(10,2) * 0.01::decimal(3,2))",
        ),
        "if(a > 250, if(a > 400, 'high', 'ab'), s)": (
            "string",
            "case when a > 400 then 'high' when a > 250 then 'ab' else s end",
        ),
        "if(2 < 3, a, 0) + (1 + 2) * 3": ("int", "a + 9"),
        "if('b' > s, 'b', 'c')": ("string", "case when 'b' > s then 'b' else 'c' end"),
    }
    for index, (code, (kind, _)) in enumerate(cases.items()):
        columns.append((f"e{index}", kind, {"expression": {"code": code}}))
    columns += [
        ("close", "float", {"expression": {"code": "sqrt(f) + log(f) + exp(f / 500) + floor(f)"}}),
        ("gap", "float", {"expression": {"code": "a / (a % 5)"}}, {"nullable": True}),
        ("guarded", "int", {"expression": {"code": "if(gap == null, -1, 1)"}}),
    ]
    program.generate(spec_of([entity(columns, 50_000)]))
    for index, (code, (_, sql)) in enumerate(cases.items()):
        wrong = program.one(f"select count(*) from t where e{index} is distinct from ({sql})")
        assert wrong == (0,), code
    assert program.one(
        "select count(*) from t where abs(close - (sqrt(f) + ln(f) + exp(f / 500) + "
        "floor(f))) > 1e-10"
    ) == (0,)
    assert program.one(
        "select count(*) from t where (gap is null) <> (a % 5 = 0) "
        "or guarded <> if(gap is null, -1, 1)"
    ) == (0,)


@recounts("generator uuid")
def uuid(program):
    program.generate(spec_of([entity([("u", "uuid", {"uuid": {}})], ROWS)]))
    assert program.one(
        "select count(distinct u), bool_and(substr(u::varchar, 15, 1) = '4'), "
        "bool_and(substr(u::varchar, 20, 1) in ('8', '9', 'a', 'b')), typeof(any_value(u)) "
        "from t"
    ) == (ROWS, True, True, "VARCHAR")


@recounts("generator regex")
def regex(program):
    patterns = [r"[A-Z]{2}-\d{6}", r"(red|blue)( [a-f]+)?", r"[^a-z]x?y*", r"\w{3,5}\.\d+"]
    columns = [
        (f"r{k}", "string", {"regex": {"pattern": pattern}}) for k, pattern in enumerate(patterns)
    ]
    columns.append(
        ("u", "string", {"regex": {"pattern": "(a|b|ab)?[abc]{0,10}"}}, {"unique": True})
    )
    program.generate(spec_of([entity(columns, 50_000)]))
    for k, pattern in enumerate(patterns):
        for (text,) in program.sql(f"select distinct r{k} from t limit 5000").fetchall():
            assert re.fullmatch(pattern, text), (pattern, text)
    assert program.one("select count(distinct u) from t") == (50_000,)
    # The ambiguous pattern has as many different texts as are asked for, and all of them come.
    node = entity(
        [("u", "string", {"regex": {"pattern": "(a|b|ab)?[ab]{1,2}"}}, {"unique": True})],
        2 + 4 + 8 + 4,
    )  # a, b; two, three letters; abXX
    program.generate(spec_of([node]), out="all")
    assert program.one("select count(distinct u) from t", "all") == (18,)


@recounts("generator format")
def format_(program):
    columns = [
        ("n", "int", {"sequence": {"start": 7}}),
        ("w", "string", {"choice": {"choices": ["Änne", "BOB"]}}),
        ("x", "float", {"distribution": {"type": "uniform", "params": {"min": 0, "max": 9}}}),
        ("f", "string", {"format": {"pattern": "{w}.{n:05d}{{x}} {x:.2f}", "lower": True}}),
    ]
    program.generate(spec_of([entity(columns, 1000)]))
    for n, w, x, found in program.sql("select n, w, x, f from t").fetchall():
        assert found == f"{w.lower()}.{n:05d}{{x}} {x:.2f}"


@recounts("generator empirical")
def empirical(program):
    columns = [
        ("q", "float", {"empirical": {"quantiles": [0, 1, 5, 20]}}),
        ("b", "float", {"empirical": {"bins": [[10, 20, 3], [0, 10, 1], [50, 60, 6]]}}),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    found = program.sql("select q, b from t").fetchnumpy()
    shares_fit(np.histogram(found["q"], [0, 0.5, 1, 3, 5, 12.5, 20])[0], [1] * 6)
    shares_fit(np.histogram(found["b"], [0, 10, 15, 20, 50, 60])[0], [1, 1.5, 1.5, 0, 6])


@recounts("generator conditional")
def conditional(program):
    columns = [
        ("kind", "string", {"choice": {"choices": ["a", "b", "c", "d"]}}),
        (
            "v",
            "float",
            {
                "conditional": {
                    "on": "kind",
                    "cases": {
                        "a": {
                            "distribution": {"type": "normal", "params": {"mean": 5, "sigma": 1}}
                        },
                        "b": {"choice": {"choices": [7.5]}},
                        "c": {"expression": {"code": "id * 2"}},
                    },
                }
            },
            {"nullable": True, "null_rate": 0},
        ),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    assert program.one("select count(*) from t where (kind = 'd') <> (v is null)") == (0,)
    assert program.one(
        "select count(*) from t where kind = 'b' and v <> 7.5 or kind = 'c' and v <> id * 2"
    ) == (0,)
    law_fits(
        np.asarray(program.sql("select v from t where kind = 'a'").fetchnumpy()["v"]),
        stats.norm(5, 1),
    )


@recounts("generator text")
def text(program):
    columns = [
        ("words", "string", {"text": {"words": [2, 5]}}),
        ("sentences", "string", {"text": {"sentences": [1, 3]}}),
        ("length", "string", {"text": {"length": [10, 43], "locale": "ru"}}),
    ]
    program.generate(spec_of([entity(columns, 50_000)]))
    assert program.one(
        "select min(len(string_split(words, ' '))), max(len(string_split(words, ' '))) from t"
    ) == (2, 5)
    assert program.one(
        "select bool_and(regexp_full_match(sentences, "
        "'([A-Z][a-z]*( [a-z]+)+\\.( |$)){1,3}')) from t"
    ) == (True,)
    counts = dict(program.sql("select length(length), count(*) from t group by 1").fetchall())
    shares_fit([counts.get(k, 0) for k in range(10, 44)], [1] * 34)
    assert program.one("select count(distinct words) > 40000 from t") == (True,)


@recounts("generator grid")
def grid(program):
    program.generate(
        spec_of(
            [
                entity(
                    [("since", "date", {"datetime_series": {"within": "timeframe", "freq": "D"}})],
                    200,
                    "m",
                ),
                {
                    "id": "r",
                    "kind": "fact",
                    "pk": ["m_id", "seen"],
                    "parents": ["m"],
                    "fanout": {"distribution": "fixed", "count": 96},
                    "columns": [
                        ("m_id", "int", {"lookup": {"from": "m.id"}}),
                        ("since", "date", {"lookup": {"from": "m.since"}}),
                        ("seen", "datetime", {"grid": {"start": "timeframe", "freq": "15min"}}),
                        ("own", "datetime", {"grid": {"start": "since", "freq": "D"}}),
                    ],
                },
            ]
        )
    )
    assert program.one(
        "select count(*), count(distinct (m_id, seen)), min(seen)::varchar, "
        "max(seen)::varchar from r"
    ) == (19200, 19200, "2024-01-01 00:00:00+00", "2024-01-01 23:45:00+00")
    assert program.one(
        "select count(*) from (select m_id, min(own) lo, max(own) hi, "
        "any_value(since) s from r group by 1) where lo::date <> s "
        "or hi::date <> s + 95"
    ) == (0,)


@recounts("generator after")
def after(program):
    columns = [
        (
            "start",
            "date",
            {"datetime_series": {"within": "timeframe", "freq": "D"}},
            {"nullable": True, "null_rate": 0.1},
        ),
        (
            "end",
            "date",
            {"after": {"column": "start", "min": 1, "max": 30, "unit": "days"}},
            {"nullable": True},
        ),
        (
            "soon",
            "date",
            {
                "after": {
                    "column": "start",
                    "min": 0,
                    "max": 50,
                    "unit": "days",
                    "law": "exponential",
                }
            },
            {"nullable": True},
        ),
        ("low", "int", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}),
        ("high", "int", {"after": {"column": "low", "min": 0, "max": 3}}),
        ("seen", "datetime", {"datetime_series": {"within": "timeframe", "freq": "H"}}),
        ("done", "datetime", {"after": {"column": "seen", "min": 5, "max": 90, "unit": "minutes"}}),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    assert program.one('select count(*) from t where (start is null) <> ("end" is null)') == (0,)
    counts = dict(
        program.sql(
            'select "end" - start, count(*) from t where start is not null group by 1'
        ).fetchall()
    )
    shares_fit([counts[k] for k in range(1, 31)], [1] * 30)
    least, most, mean = program.one(
        "select min(soon - start), max(soon - start), avg(soon - start) from t"
    )
    assert (least, most) == (0, 50) and 9 < mean < 10.2
    counts = dict(program.sql("select high - low, count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in range(4)], [1] * 4)
    assert program.one(
        "select min(epoch(done) - epoch(seen)), max(epoch(done) - epoch(seen)) from t"
    ) == (300, 5400)


def parent_and_child(child_columns, fanout, parent_columns=(), parents=2000):
    return spec_of(
        [
            entity(list(parent_columns), parents, "p"),
            {
                "id": "c",
                "kind": "fact",
                "pk": "id",
                "parents": ["p"],
                "fanout": fanout,
                "columns": [
                    ("id", "int", {"sequence": {}}),
                    ("p_id", "int", {"lookup": {"from": "p.id"}}),
                    *child_columns,
                ],
            },
        ]
    )


@recounts("generator aggregate")
def aggregate(program):
    amount = (
        "amount",
        "decimal(10,2)",
        {"distribution": {"type": "uniform", "params": {"min": 0.01, "max": 900}}},
        {"nullable": True, "null_rate": 0.2},
    )
    columns = [
        (fn, kind, {"aggregate": {"from": "c.amount", "fn": fn}}, extras)
        for fn, kind, extras in [
            ("sum", "decimal(16,2)", {}),
            ("count", "int", {}),
            ("min", "decimal(10,2)", {"nullable": True}),
            ("max", "decimal(10,2)", {"nullable": True}),
            ("mean", "float", {"nullable": True}),
        ]
    ]
    program.generate(
        parent_and_child([amount], {"distribution": "geometric", "mean": 3}, columns, 50_000)
    )
    assert program.one(
        "select count(*) from p left join (select p_id, sum(amount) s, count(amount) n, "
        "min(amount) lo, max(amount) hi, avg(amount) m from c group by 1) on p.id = p_id where "
        "p.sum <> coalesce(s, 0) or p.count <> coalesce(n, 0) or p.min is distinct from lo "
        "or p.max is distinct from hi or abs(p.mean - m) > 1e-9 or (p.mean is null) <> (m is null)"
    ) == (0,)
    # One parent with far more children than a piece of work holds.
    program.generate(
        parent_and_child([amount], {"distribution": "fixed", "count": 150_000}, columns, 2),
        out="huge",
    )
    assert program.one(
        "select count(*) from p join (select p_id, sum(amount) s, count(amount) n "
        "from c group by 1) on p.id = p_id where p.sum <> s or p.count <> n",
        "huge",
    ) == (0,)


@recounts("generator markov")
def markov(program):
    program.generate(
        parent_and_child(
            [
                ("step", "int", {"sequence": {"per": "parent", "start": 0}}),
                (
                    "state",
                    "string",
                    {
                        "markov": {
                            "states": ["new", "open", "paid", "refused"],
                            "start": {"new": 3, "open": 1},
                            "transitions": {
                                "new": {"open": 0.9, "refused": 0.1},
                                "open": {"open": 0.5, "paid": 0.4, "refused": 0.1},
                            },
                        }
                    },
                ),
            ],
            {"distribution": "uniform", "min": 1, "max": 6},
            parents=60_000,
        )
    )
    first = dict(program.sql("select state, count(*) from c where step = 0 group by 1").fetchall())
    shares_fit([first["new"], first["open"]], [3, 1])
    moves = dict(
        ((a, b), n)
        for a, b, n in program.sql(
            "select a.state, b.state, count(*) from c a join c b on a.p_id = b.p_id "
            "and a.step + 1 = b.step group by all"
        ).fetchall()
    )
    assert set(moves) == {
        ("new", "open"),
        ("new", "refused"),
        ("open", "open"),
        ("open", "paid"),
        ("open", "refused"),
        ("paid", "paid"),
        ("refused", "refused"),
    }
    shares_fit([moves["open", k] for k in ("open", "paid", "refused")], [0.5, 0.4, 0.1])


# ---- Modifiers


def modified(program, generator, modifiers, rows=ROWS, kind="float", extra_columns=(), extras=None):
    program.generate(
        spec_of(
            [
                entity(
                    [
                        *extra_columns,
                        ("raw", "float", generator),
                        (
                            "v",
                            kind,
                            generator,
                            {
                                "modifiers": [
                                    {"transform": name, "args": arguments}
                                    for name, arguments in modifiers
                                ],
                                **(extras or {}),
                            },
                        ),
                    ],
                    rows,
                )
            ]
        ),
        "--overwrite",
    )
    return program.sql("select * from t order by id").fetchnumpy()


TEN = {"choice": {"choices": [10]}}
WIDE = {"distribution": {"type": "uniform", "params": {"min": 0, "max": 100}}}


@recounts("modifier multiply")
def multiply(program):
    factor = ("k", "int", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 5}}})
    found = modified(
        program, TEN, [("multiply", {"by": 1.5}), ("multiply", {"by": "k"})], extra_columns=[factor]
    )
    assert np.allclose(found["v"], 15.0 * found["k"])


@recounts("modifier add")
def add(program):
    found = modified(program, TEN, [("add", {"by": -2.5}), ("add", {"by": "id"})])
    assert np.allclose(found["v"], 7.5 + found["id"])


@recounts("modifier clamp")
def clamp(program):
    found = modified(program, WIDE, [("clamp", {"min": 20, "max": 60})])
    assert found["v"].min() == 20 and found["v"].max() == 60
    assert abs((found["v"] == 20).mean() - 0.2) < 0.006
    whole = modified(program, WIDE, [("clamp", {"max": 60})], kind="int8")
    assert whole["v"].max() == 60


@recounts("modifier jitter")
def jitter(program):
    found = modified(program, TEN, [("jitter", {"std": 0.05, "mode": "mul"})])
    law_fits(found["v"], stats.norm(10, 0.5))
    found = modified(program, TEN, [("jitter", {"std": 3})])
    law_fits(found["v"], stats.norm(10, 3))
    # The generator's clamp holds after the modifiers.
    clamped = {
        "distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}, "clamp": [-1, 1]}
    }
    found = modified(program, clamped, [("jitter", {"std": 5})])
    assert found["v"].min() == -1 and found["v"].max() == 1


@recounts("modifier map_values")
def map_values(program):
    columns = [
        ("day", "string", {"choice": {"choices": ["Mo", "Sa", "Su"]}}),
        (
            "kind",
            "string",
            {"expression": {"code": "day"}},
            {
                "modifiers": [
                    {
                        "transform": "map_values",
                        "args": {"map": {"Sa": "weekend", "Su": "weekend"}, "default": "work"},
                    }
                ]
            },
        ),
    ]
    program.generate(spec_of([entity(columns, 1000)]))
    assert set(program.sql("select distinct day, kind from t").fetchall()) == {
        ("Mo", "work"),
        ("Sa", "weekend"),
        ("Su", "weekend"),
    }


@recounts("modifier seasonality")
def seasonality(program):
    weights = [0.9, 1, 1, 1, 1.1, 1.3, 0.7]
    seen = ("seen", "datetime", {"datetime_series": {"within": "timeframe", "freq": "H"}})
    modified(
        program,
        TEN,
        [("seasonality", {"dimension": "dow", "weights": weights})],
        extra_columns=[seen],
    )
    for dow, low, high in program.sql(
        "select isodow(seen) - 1, min(v), max(v) from t group by 1"
    ).fetchall():
        expected = 10 * weights[dow] * 7 / sum(weights)
        assert abs(low - expected) < 1e-9 and abs(high - expected) < 1e-9


@recounts("modifier time_jitter")
def time_jitter(program):
    seen = {
        "datetime_series": {
            "within": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z"},
            "freq": "D",
        }
    }
    columns = [
        (
            "seen",
            "datetime",
            seen,
            {"modifiers": [{"transform": "time_jitter", "args": {"std_minutes": 20}}]},
        )
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    distance = program.sql(
        "select epoch(seen) - epoch(date_trunc('day', seen + interval 12 hour)) d "
        "from t where seen > '2024-01-01'"
    ).fetchnumpy()["d"]
    assert abs(distance.std() - 1200) < 15 and abs(distance.mean()) < 20
    assert (distance == np.round(distance)).all()
    assert program.one("select min(seen)::varchar from t") == ("2024-01-01 00:00:00+00",)


@recounts("modifier effect")
def effect(program):
    program.generate(
        spec_of(
            [
                {
                    "id": "e",
                    "kind": "entity",
                    "pk": "id",
                    "rows": 4,
                    "columns": [
                        ("id", "int", {"sequence": {}}),
                        ("region", "string", {"enum_list": {"values": ["n", "s", "n", "w"]}}),
                        (
                            "since",
                            "date",
                            {
                                "enum_list": {
                                    "values": [
                                        "2024-01-10",
                                        "2024-02-01",
                                        "2024-01-20",
                                        "2024-01-01",
                                    ]
                                }
                            },
                        ),
                        (
                            "until",
                            "date",
                            {
                                "enum_list": {
                                    "values": [
                                        "2024-01-31",
                                        "2024-02-10",
                                        "2024-02-20",
                                        "2024-12-31",
                                    ]
                                }
                            },
                        ),
                        ("multiplier", "float", {"enum_list": {"values": [2, 3, 5, 0.5]}}),
                    ],
                },
                entity(
                    [
                        ("region", "string", {"choice": {"choices": ["n", "s", "w", "e"]}}),
                        (
                            "seen",
                            "datetime",
                            {"datetime_series": {"within": "timeframe", "freq": "H"}},
                        ),
                        (
                            "v",
                            "float",
                            TEN,
                            {
                                "modifiers": [
                                    {
                                        "transform": "effect",
                                        "args": {
                                            "effect_table": "e",
                                            "on": {"region": "region"},
                                            "window": {"start_col": "since", "end_col": "until"},
                                            "map": {
                                                "field": "multiplier",
                                                "op": "mul",
                                                "default": 1.0,
                                            },
                                        },
                                    }
                                ]
                            },
                        ),
                    ],
                    ROWS,
                ),
            ]
        )
    )
    assert program.one(
        "select count(*), count(distinct v) from (select t.id, any_value(v) v, "
        "10 * coalesce(product(multiplier), 1) x from t left join e on e.region = t.region "
        "and t.seen >= since and t.seen < until + 1 group by 1) where abs(v - x) > 1e-9"
    ) == (0, 0)
    assert program.one("select count(distinct v) from t") == (6,)  # 10 20 30 50 100 5


@recounts("modifier outliers")
def outliers(program):
    magnitude = {"type": "uniform", "params": {"min": 3, "max": 6}}
    clamped = {
        "distribution": {"type": "uniform", "params": {"min": 9, "max": 11}, "clamp": [0, 20]}
    }
    arguments = {"rate": 0.02, "mode": "spike", "magnitude_dist": magnitude}
    found = modified(program, clamped, [("outliers", {**arguments, "allow_exceed": True})])
    assert abs((found["v"] > 26).mean() - 0.02) < 0.002 and found["v"].max() > 60
    found = modified(program, clamped, [("outliers", arguments)])
    assert found["v"].max() == 20
    found = modified(program, TEN, [("outliers", {**arguments, "mode": "drop"})])
    assert abs((found["v"] < 4).mean() - 0.02) < 0.002
    burst = {"outliers": {**arguments, "rate": 0.05, "mode": "burst"}}
    program.generate(
        parent_and_child(
            [
                ("k", "int", {"sequence": {"per": "parent"}}),
                (
                    "v",
                    "float",
                    TEN,
                    {"modifiers": [{"transform": "outliers", "args": burst["outliers"]}]},
                ),
            ],
            {"distribution": "uniform", "min": 1, "max": 60},
            parents=20_000,
        ),
        out="burst",
    )
    (share,) = program.one("select avg((v > 20)::int) from c", "burst")
    assert abs(share - 0.05) < 0.004
    # Runs inside a parent, away from its ends, have at least two rows.
    alone = program.one(
        "select count(*) from (select v, lag(v) over w p, lead(v) over w n from c "
        "window w as (partition by p_id order by k)) "
        "where v > 20 and p < 20 and n < 20",
        "burst",
    )
    assert alone == (0,)


# ---- Fan-outs


def fanout_counts(program, fanout, parents=100_000):
    program.generate(parent_and_child([], fanout, parents=parents), "--overwrite")
    assert program.one("select count(*) from c left join p on p_id = p.id where p.id is null") == (
        0,
    )
    assert program.one("select count(*), count(distinct id), min(id), max(id) from c")[0:1] == (
        program.one("select count(distinct id) from c")
    )
    found = dict(
        program.sql(
            "select coalesce(n, 0), count(*) from p left join (select p_id, count(*) n from c "
            "group by 1) on p.id = p_id group by 1"
        ).fetchall()
    )
    return [found.get(k, 0) for k in range(max(found) + 1)]


@recounts("fanout fixed")
def fixed(program):
    assert fanout_counts(program, {"distribution": "fixed", "count": 3}) == [0, 0, 0, 100_000]


@recounts("fanout uniform")
def uniform_fanout(program):
    counts = fanout_counts(program, {"distribution": "uniform", "min": 2, "max": 5})
    shares_fit(counts, [0, 0, 1, 1, 1, 1])


@recounts("fanout poisson")
def poisson_fanout(program):
    counts = fanout_counts(program, {"distribution": "poisson", "lambda": 4, "min": 1, "max": 8})
    law = stats.poisson(4)
    shares_fit(counts, [0, law.cdf(1), *law.pmf(range(2, 8)), law.sf(7)])


@recounts("fanout normal")
def normal_fanout(program):
    counts = fanout_counts(program, {"distribution": "normal", "mean": 4, "sigma": 2, "max": 8})
    law = stats.norm(4, 2)
    shares_fit(counts, [law.cdf(0.5), *np.diff(law.cdf(np.arange(0.5, 8))), law.sf(7.5)])


@recounts("fanout geometric")
def geometric_fanout(program):
    counts = fanout_counts(program, {"distribution": "geometric", "mean": 2, "max": 9})
    chances = [(1 / 3) * (2 / 3) ** k for k in range(9)]
    shares_fit(counts, [*chances, 1 - sum(chances)])


@recounts("fanout zipf")
def zipf_fanout(program):
    counts = fanout_counts(program, {"distribution": "zipf", "alpha": 1.3, "min": 2, "max": 9})
    shares_fit(counts, [0, 0, *[k**-1.3 for k in range(1, 9)]])


@recounts("fanout empirical")
def empirical_fanout(program):
    counts = fanout_counts(
        program, {"distribution": "empirical", "first": 1, "weights": [10, 0, 5]}
    )
    shares_fit(counts, [0, 10, 0, 5])


# ---- Relations


def picked(program, pick, targets=1000, rows=50_000, out="out"):
    program.generate(
        spec_of(
            [
                entity([], targets, "p"),
                entity([("p_id", "int", {"lookup": {"from": "p.id", "pick": pick}})], rows),
            ]
        ),
        "--overwrite",
        out=out,
    )
    counts = dict(program.sql("select p_id, count(*) from t group by 1", out).fetchall())
    assert set(counts) <= set(range(1, targets + 1))
    return [counts.get(k, 0) for k in range(1, targets + 1)]


@recounts("relation uniform")
def uniform_relation(program):
    shares_fit(picked(program, "uniform"), [1] * 1000)


@recounts("relation matching")
def matching_relation(program):
    flags = ("even", "bool", {"expression": {"code": "id % 2 == 0"}}, {"hidden": True})
    pick = {"lookup": {"from": "p.id", "pick": "matching@even"}}
    program.generate(spec_of([entity([flags], 500, "p"), entity([("p_id", "int", pick)], 50_000)]))
    counts = dict(program.sql("select p_id, count(*) from t group by 1").fetchall())
    assert set(counts) == set(range(2, 501, 2))
    shares_fit(list(counts.values()), [1] * 250)


@recounts("relation zipf")
def zipf_relation(program):
    for targets in (50, 100_000):
        counts = sorted(picked(program, "zipf@1.2", targets, 200_000), reverse=True)
        weights = np.array([k**-1.2 for k in range(1, targets + 1)])
        shares_fit(
            [*counts[:20], sum(counts[20:])],
            [*weights[:20] / weights.sum(), weights[20:].sum() / weights.sum()],
        )


@recounts("relation unique")
def unique_relation(program):
    assert set(picked(program, "unique", 60_000, 50_000)) == {0, 1}
    assert set(picked(program, "unique", 300_000, 250_000)) == {0, 1}  # the Feistel network


@recounts("relation each_once")
def each_once(program):
    picked(program, "each_once", 5000, 5000)
    assert program.one("select bool_and(id = p_id) from t") == (True,)


@recounts("relation unique_in_parent")
def unique_in_parent(program):
    program.generate(
        spec_of(
            [
                entity([], 20_000, "p"),
                entity([], 12, "q"),
                {
                    "id": "c",
                    "kind": "fact",
                    "pk": ["p_id", "q_id"],
                    "parents": ["p"],
                    "fanout": {"distribution": "uniform", "min": 0, "max": 12},
                    "columns": [
                        ("p_id", "int", {"lookup": {"from": "p.id"}}),
                        ("q_id", "int", {"lookup": {"from": "q.id", "pick": "unique_in_parent"}}),
                    ],
                },
            ]
        )
    )
    rows, pairs = program.one("select count(*), count(distinct (p_id, q_id)) from c")
    assert rows == pairs > 100_000
    # A pair is less than independent by construction, so a tolerance instead of a test.
    counts = np.array(
        [n for (n,) in program.sql("select count(*) from c group by q_id").fetchall()]
    )
    assert len(counts) == 12 and abs(counts / counts.mean() - 1).max() < 0.03


@recounts("relation earlier")
def earlier(program):
    program.generate(
        spec_of(
            [
                entity(
                    [
                        (
                            "up",
                            "int",
                            {"lookup": {"from": "t.id", "root_rate": 0.05}},
                            {"nullable": True},
                        )
                    ],
                    ROWS,
                )
            ]
        )
    )
    assert program.one("select count(*) from t where up >= id") == (0,)
    (roots,) = program.one("select avg((up is null)::int) from t")
    assert abs(roots - 0.05) < 0.003
    assert program.one("select up from t where id = 1") == (None,)
    found = program.sql(
        "select (up - 0.5) / (id - 1) u from t where up is not null and id > 1000"
    ).fetchnumpy()["u"]
    law_fits(found, stats.uniform(0, 1))


@recounts("relation parent")
def parent(program):
    program.generate(
        parent_and_child(
            [("size", "int", {"lookup": {"from": "p.size"}})],
            {"distribution": "uniform", "min": 0, "max": 5},
            [
                (
                    "size",
                    "int",
                    {"distribution": {"type": "uniform", "params": {"min": 1, "max": 99}}},
                )
            ],
        )
    )
    assert program.one(
        "select count(*) from c left join p on p_id = p.id where p.id is null or c.size <> p.size"
    ) == (0,)


@recounts("relation on")
def on(program):
    program.generate(
        spec_of(
            [
                entity(
                    [
                        ("code", "string", {"regex": {"pattern": "[A-Z]{5}"}}, {"unique": True}),
                        ("size", "int", {"sequence": {"start": 100}}),
                    ],
                    5000,
                    "p",
                ),
                entity(
                    [
                        ("code", "string", {"choice": {"choices_ref": "p.code"}}),
                        ("size", "int", {"lookup": {"from": "p.size", "on": {"code": "code"}}}),
                        ("maybe", "int", {"sequence": {"step": 3}}),
                        (
                            "found",
                            "int",
                            {"lookup": {"from": "p.size", "on": {"maybe": "id"}}},
                            {"nullable": True},
                        ),
                    ],
                    20_000,
                ),
            ]
        )
    )
    assert program.one(
        "select count(*) from t join p on t.code = p.code where t.size <> p.size"
    ) == (0,)
    assert program.one(
        "select count(*) from t left join p on maybe = p.id where found is distinct from p.size"
    ) == (0,)


def test_every_function_is_recounted():
    assert sorted(RECOUNTS) == sorted(function_names())


@pytest.mark.parametrize("name", sorted(RECOUNTS))
def test_recount(program, name):
    RECOUNTS[name](program)


# ---- What goes for all columns


def test_nulls(program):
    sequence = {"sequence": {}}
    columns = [
        ("default_rate", "int", sequence, {"nullable": True}),
        ("rate", "int", sequence, {"nullable": True, "null_rate": 0.3}),
        ("flag", "bool", {"choice": {"choices": [True, False]}}),
        ("when", "int", sequence, {"nullable": True, "null_when": "flag or id < 100"}),
    ]
    program.generate(spec_of([entity(columns, ROWS)]))
    shares = program.one(
        "select avg((default_rate is null)::int), avg((rate is null)::int), "
        'count_if(("when" is null) <> (flag or id < 100)) from t'
    )
    assert abs(shares[0] - 0.05) < 0.003 and abs(shares[1] - 0.3) < 0.006 and shares[2] == 0


def test_correlations(program):
    normal = {"distribution": {"type": "normal", "params": {"mean": 5, "sigma": 2}}}
    columns = [
        ("a", "float", normal),
        ("b", "float", {"distribution": {"type": "lognormal", "params": {"mean": 0, "sigma": 1}}}),
        ("c", "int", {"empirical": {"quantiles": [0, 10, 100]}}),
        ("d", "string", {"choice": {"choices": ["x", "y"], "weights": [3, 1]}}),
    ]
    node = entity(columns, ROWS)
    node["correlations"] = [
        {"columns": ["a", "b"], "rho": 0.6},
        {"columns": ["b", "c"], "rho": -0.5},
        {"columns": ["a", "d"], "rho": 0.7},
    ]
    program.generate(spec_of([node]))
    found = program.sql("select a, b, c, (d = 'y')::int d from t").fetchnumpy()
    law_fits(found["a"], stats.norm(5, 2))
    law_fits(found["b"], stats.lognorm(1))
    # Spearman's rank correlation of a Gaussian copula is 6/pi asin(rho/2).
    for x, y, rho in (("a", "b", 0.6), ("b", "c", -0.5), ("a", "c", 0)):
        expected = 6 / math.pi * math.asin(rho / 2)
        assert abs(stats.spearmanr(found[x], found[y]).statistic - expected) < 0.01
    shares_fit([(found["d"] == 0).sum(), (found["d"] == 1).sum()], [3, 1])
    assert found["a"][found["d"] == 1].mean() > 6.5


def test_hidden_columns_and_arrays(program):
    columns = [
        ("secret", "int", {"sequence": {}}, {"hidden": True}),
        ("twice", "int", {"expression": {"code": "secret * 2"}}),
        ("tags", "array<string>", {"choice": {"choices": ["a", "b"]}}, {"length": [1, 4]}),
    ]
    program.generate(spec_of([entity(columns, 10_000)]))
    assert [row[0] for row in program.sql("describe t").fetchall()] == ["id", "twice", "tags"]
    counts = dict(program.sql("select len(tags), count(*) from t group by 1").fetchall())
    shares_fit([counts[k] for k in range(1, 5)], [1] * 4)
    assert program.one("select bool_and(twice = 2 * id) from t") == (True,)
    elements = dict(
        program.sql(
            "select tag, count(*) from (select unnest(tags) tag from t) group by 1"
        ).fetchall()
    )
    shares_fit([elements["a"], elements["b"]], [1, 1])


def test_rounding_and_saturation(program):
    columns = [
        (
            "half",
            "int",
            {"choice": {"choices": [0, 1, 2, 3]}},
            {"modifiers": [{"transform": "add", "args": {"by": 0.5}}]},
        ),
        (
            "tiny",
            "int8",
            {"distribution": {"type": "normal", "params": {"mean": 100, "sigma": 50}}},
        ),
        ("short", "string(5)", {"text": {"length": [3, 9]}}),
    ]
    metadata = program.generate(spec_of([entity(columns, 10_000)]))
    assert program.one("select list_sort(list(distinct half)) from t") == ([0, 2, 4],)
    assert program.one("select max(tiny), max(length(short)) from t") == (127, 5)
    saturated = metadata["tables"]["t"]["saturated"]["tiny"]
    (at_limit,) = program.one("select count(*) from t where tiny = 127")
    assert saturated <= at_limit < saturated * 1.1
