"""Bad input of any kind: an error that says where, what was given and what is expected; nothing written."""

import copy
import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import PROGRAM, ROOT, SAMPLE, column_of, entity, spec_of

SEQUENCE = {"sequence": {}}


def sample():
    return json.loads(SAMPLE.read_text())


def with_column(generator, kind="int", rows=1000, **extras):
    return spec_of([entity([("c", kind, generator, extras)], rows)])


def changed(path, value):
    """The sample with the value at a path (keys and indexes) replaced."""
    spec = copy.deepcopy(sample())
    at = spec
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return spec


def children(bucket, columns=(), parent=(), **top):
    """Orders of customers with the key [bucket, number]; numbers start again in each customer."""
    customer = entity(
        [("code", "string", {"format": {"pattern": "{id:06}-c"}}), *parent], 1000, "customer"
    )
    order = {
        "id": "order",
        "kind": "fact",
        "pk": ["bucket", "number"],
        "parents": ["customer"],
        "fanout": {"distribution": "poisson", "lambda": 4},
        "columns": [*columns, bucket, ("number", "int", {"sequence": {"per": "parent"}})],
    }
    return spec_of([customer, order], **top)


NODES, COLUMNS = "nodes", "columns"
# name: (spec, JSON path of the mistake, words that the message must have)
BAD = {
    "unknown top key": (changed(["colour"], 1), "$.colour", "unknown key 'colour'"),
    "misspelt kind, and nothing else": (
        changed([NODES, 1, "kind"], "fct"),
        "$.nodes[1].kind",
        "did you mean 'fact'",
    ),
    "misspelt key": (
        {**{k: v for k, v in sample().items() if k != "constraints"}, "constrains": {}},
        "$.constrains",
        "did you mean 'constraints'",
    ),
    "unknown column key": (
        changed([NODES, 0, COLUMNS, 1, "nulable"], True),
        "$.nodes[0].columns[1].nulable",
        "did you mean 'nullable'",
    ),
    "wrong type of a value": (
        changed([NODES, 0, COLUMNS, 0, "nullable"], "no"),
        "$.nodes[0].columns[0].nullable",
        "expected true or false",
    ),
    "unknown column type": (
        changed([NODES, 0, COLUMNS, 0, "type"], "strng"),
        "$.nodes[0].columns[0].type",
        "did you mean 'string'",
    ),
    "unknown generator": (
        changed([NODES, 0, COLUMNS, 0, "generator"], {"seqence": {}}),
        "$.nodes[0].columns[0].generator.seqence",
        "did you mean 'sequence'",
    ),
    "unknown modifier": (
        changed([NODES, 1, COLUMNS, 3, "modifiers", 0, "transform"], "jiter"),
        "$.nodes[1].columns[3].modifiers[0].transform",
        "did you mean 'jitter'",
    ),
    "unknown fan-out": (
        changed([NODES, 1, "fanout", "distribution"], "poison"),
        "$.nodes[1].fanout.distribution",
        "did you mean 'poisson'",
    ),
    "unknown distribution": (
        with_column({"distribution": {"type": "gauss", "params": {}}}),
        "$.nodes[0].columns[1].generator.distribution.type",
        "expected one of normal",
    ),
    "missing parameter": (
        with_column({"distribution": {"type": "normal", "params": {"mean": 1}}}, "float"),
        "$.nodes[0].columns[1].generator.distribution.params",
        "needs 'sigma'",
    ),
    "dangling table": (
        with_column({"lookup": {"from": "nobody.id"}}),
        "$.nodes[0].columns[1].generator.lookup",
        "'nobody' is no node",
    ),
    "dangling column": (
        changed([NODES, 1, COLUMNS, 1, "generator"], {"lookup": {"from": "user.userid"}}),
        "$.nodes[1].columns[1].generator.lookup.from",
        "did you mean 'user_id'",
    ),
    "dangling parent": (
        changed([NODES, 1, "parents"], ["users"]),
        "$.nodes[1].parents",
        "did you mean 'user'",
    ),
    "dangling primary key": (
        changed([NODES, 0, "pk"], "userid"),
        "$.nodes[0].pk",
        "did you mean 'user_id'",
    ),
    "dangling constraint": (
        changed(["constraints", "unique"], ["user.nobody"]),
        "$.constraints.unique[0]",
        "'nobody' is no column",
    ),
    "dangling foreign key": (
        changed(["constraints", "foreign_keys"], [{"from": "event.x", "to": "user.user_id"}]),
        "$.constraints.foreign_keys[0].from",
        "'x' is no column",
    ),
    "column depends on itself": (
        with_column({"expression": {"code": "c + 1"}}),
        "$.nodes[0].columns[1].generator.expression.code",
        "depends on itself: t.c → t.c",
    ),
    "columns depend on each other": (
        spec_of(
            [
                entity(
                    [
                        ("a", "int", {"expression": {"code": "b"}}),
                        ("b", "int", {"expression": {"code": "a"}}),
                    ]
                )
            ]
        ),
        "$.nodes[0].columns[2].generator.expression.code",
        "t.a → t.b → t.a",
    ),
    "impossible uniqueness of choices": (
        with_column({"choice": {"choices": [1, 2, 3]}}, unique=True),
        "$.nodes[0].columns[1].generator.choice.choices",
        "3 different choices for 1000 rows",
    ),
    "impossible uniqueness of a range": (
        with_column(
            {"distribution": {"type": "uniform", "params": {"min": 1, "max": 99}}}, unique=True
        ),
        "$.nodes[0].columns[1].generator.distribution.params",
        "99 different values",
    ),
    "impossible uniqueness of a pattern": (
        with_column({"regex": {"pattern": "[ab]{3}"}}, "string", unique=True),
        "$.nodes[0].columns[1].generator.regex.pattern",
        "8 different texts",
    ),
    "uniqueness that can't be proven": (
        with_column(
            {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}},
            "float",
            unique=True,
        ),
        "$.nodes[0].columns[1].generator",
        "its values can repeat",
    ),
    "uniqueness that a text's length cuts away": (
        with_column({"sequence": {}}, "string(2)", unique=True),
        "$.nodes[0].columns[1].generator",
        "cut at 2 characters",
    ),
    "weights of the wrong length": (
        with_column({"choice": {"choices": [1, 2, 3], "weights": [1, 2]}}),
        "$.nodes[0].columns[1].generator.choice.weights",
        "2 weights for 3 choices",
    ),
    "weights of zero": (
        with_column({"choice": {"choices": [1, 2], "weights": [0, 0]}}),
        "$.nodes[0].columns[1].generator.choice.weights",
        "add up to 0",
    ),
    "negative weight": (
        with_column({"choice": {"choices": [1, 2], "weights": [1, -1]}}),
        "$.nodes[0].columns[1].generator.choice.weights[1]",
        "at least 0",
    ),
    "pattern of the wrong length": (
        changed([NODES, 1, COLUMNS, 2, "generator", "datetime_series", "pattern", "weights"], [1]),
        "$.nodes[1].columns[2].generator.datetime_series.pattern.weights",
        "1 weights for 7",
    ),
    "empty choices": (
        with_column({"choice": {"choices": []}}),
        "$.nodes[0].columns[1].generator.choice.choices",
        "not empty",
    ),
    "choice that does not fit the type": (
        with_column({"choice": {"choices": [1, 300]}}, "int8"),
        "$.nodes[0].columns[1].generator.choice.choices[1]",
        "from -128 to 127",
    ),
    "values beyond the type": (
        with_column(
            {"distribution": {"type": "uniform", "params": {"min": 0.5, "max": 1000}}}, "int8"
        ),
        "$.nodes[0].columns[1].generator",
        "int8 can't hold",
    ),
    "end before start": (
        changed(["timeframe", "end"], "2023-01-01T00:00:00Z"),
        "$.timeframe.end",
        "is before start",
    ),
    "no date": (
        changed(["timeframe", "start"], "2024-02-30T00:00:00Z"),
        "$.timeframe.start",
        "expected ISO 8601",
    ),
    "unknown frequency": (
        changed(["timeframe", "freq"], "fortnight"),
        "$.timeframe.freq",
        "expected S, min",
    ),
    "min above max": (
        with_column({"distribution": {"type": "uniform", "params": {"min": 3, "max": 1}}}),
        "$.nodes[0].columns[1].generator.distribution.params",
        "less than 'min'",
    ),
    "null rate beyond 1": (
        with_column(SEQUENCE, nullable=True, null_rate=1.5),
        "$.nodes[0].columns[1].null_rate",
        "from 0 to 1",
    ),
    "null rate of a column without nulls": (
        with_column(SEQUENCE, null_rate=0.5),
        "$.nodes[0].columns[1].null_rate",
        "is not nullable",
    ),
    "fan-out of an entity": (
        changed([NODES, 1, "kind"], "entity"),
        "$.nodes[1].fanout",
        "only a fact has a fan-out",
    ),
    "rows beside a fan-out": (changed([NODES, 1, "rows"], 5), "$.nodes[1].rows", "both 'rows' and"),
    "fan-outs in a circle": (
        spec_of(
            [
                {
                    "id": name,
                    "kind": "fact",
                    "pk": "id",
                    "parents": [other],
                    "fanout": {"distribution": "fixed", "count": 1},
                    "columns": [("id", "int", SEQUENCE)],
                }
                for name, other in ("ab", "ba")
            ]
        ),
        "$.nodes[0].parents",
        "go in a circle: a → b → a",
    ),
    "unique numbers behind a clamp": (
        with_column(
            {
                "distribution": {
                    "type": "uniform",
                    "params": {"min": 1, "max": 5000},
                    "clamp": [1, 10],
                }
            },
            unique=True,
        ),
        "$.nodes[0].columns[1].generator",
        "its values can repeat",
    ),
    "cases of a column by what its type has cut": (
        spec_of(
            [
                entity([("word", "string", {"choice": {"choices": ["aa", "bb"]}})], 2, "w"),
                entity(
                    [
                        ("cut", "string(1)", {"lookup": {"from": "w.word"}}),
                        (
                            "c",
                            "int",
                            {
                                "conditional": {
                                    "on": "cut",
                                    "cases": {
                                        "aa": {"choice": {"choices": [1]}},
                                        "bb": {"choice": {"choices": [2]}},
                                    },
                                }
                            },
                        ),
                    ]
                ),
            ]
        ),
        "$.nodes[1].columns[2].generator.conditional",
        "expected a 'default'",
    ),
    "text of a key that many rows share": (
        children(
            ("bucket", "int", {"lookup": {"from": "customer.id"}}),
            [("text", "string", {"format": {"pattern": "{customer.id}"}}, {"unique": True})],
        ),
        "$.nodes[1].columns[0].generator",
        "its values can repeat",
    ),
    "correlation with a column that follows no law": (
        spec_of(
            [
                {
                    **entity(
                        [
                            (
                                "a",
                                "float",
                                {
                                    "distribution": {
                                        "type": "normal",
                                        "params": {"mean": 0, "sigma": 1},
                                    }
                                },
                            ),
                            ("b", "float", {"expression": {"code": "a * 2"}}),
                        ]
                    ),
                    "correlations": [{"columns": ["a", "b"], "rho": 0.5}],
                }
            ]
        ),
        "$.nodes[0].correlations[0]",
        "column 'b' can't be correlated",
    ),
    "correlations that can't hold": (
        spec_of(
            [
                {
                    **entity(
                        [
                            (
                                k,
                                "float",
                                {
                                    "distribution": {
                                        "type": "normal",
                                        "params": {"mean": 0, "sigma": 1},
                                    }
                                },
                            )
                            for k in "abc"
                        ]
                    ),
                    "correlations": [
                        {"columns": ["a", "b"], "rho": 0.9},
                        {"columns": ["b", "c"], "rho": 0.9},
                        {"columns": ["a", "c"], "rho": -0.9},
                    ],
                }
            ]
        ),
        "$.nodes[0].correlations",
        "not positive definite",
    ),
    "expression with a wrong name": (
        with_column({"expression": {"code": "ids + 1"}}),
        "$.nodes[0].columns[1].generator.expression.code",
        "did you mean 'id'",
    ),
    "expression with a wrong sign": (
        with_column({"expression": {"code": "id = 1"}}),
        "$.nodes[0].columns[1].generator.expression.code",
        "expected '=='",
    ),
    "expression of wrong types": (
        spec_of(
            [
                entity(
                    [
                        ("d", "date", {"datetime_series": {"freq": "D"}}),
                        ("c", "date", {"expression": {"code": "d + 1"}}),
                    ]
                )
            ]
        ),
        "$.nodes[0].columns[2].generator.expression.code",
        "add_days()",
    ),
    "unsupported regular expression": (
        with_column({"regex": {"pattern": "a(?=b)"}}, "string"),
        "$.nodes[0].columns[1].generator.regex.pattern",
        "look-around",
    ),
    "unknown method": (
        with_column({"faker": {"method": "nmae"}}, "string"),
        "$.nodes[0].columns[1].generator.faker.method",
        "did you mean 'name'",
    ),
    "unknown locale": (
        with_column({"faker": {"method": "name", "locale": "xx_YY"}}, "string"),
        "$.nodes[0].columns[1].generator.faker.locale",
        "unknown locale",
    ),
    "junction with too few rows": (
        spec_of(
            [
                entity([], 10, "p"),
                entity([], 3, "q"),
                {
                    "id": "j",
                    "kind": "fact",
                    "pk": ["p_id", "q_id"],
                    "parents": ["p"],
                    "fanout": {"distribution": "poisson", "lambda": 2},
                    "columns": [
                        ("p_id", "int", {"lookup": {"from": "p.id"}}),
                        ("q_id", "int", {"lookup": {"from": "q.id", "pick": "unique_in_parent"}}),
                    ],
                },
            ]
        ),
        "$.nodes[2].columns[1].generator.lookup.pick",
        "limit the fan-out",
    ),
    **{
        f"rule of weights {rule}": (
            with_column({"choice": {"choices": [1, 2], "weights_kind": rule}}),
            "$.nodes[0].columns[1].generator.choice.weights_kind",
            "expected one of uniform, zipf@ALPHA, head_tail@{SHARE,ALPHA}",
        )
        for rule in ("zipf", "zipf@x", "zipf@1,5", "head_tail@{0.8}", "head_tail@{0.8,1", "even")
    },
    **{
        f"pick {pick}": (
            spec_of(
                [
                    entity([], 9, "p"),
                    entity([("c", "int", {"lookup": {"from": "p.id", "pick": pick}})]),
                ]
            ),
            "$.nodes[1].columns[1].generator.lookup.pick",
            message,
        )
        for pick, message in {
            "zipf@": "expected NAME, NAME@NUMBER or NAME@COLUMN",
            "zipf@x": "ALPHA from 0 to 20",
            "zipf@{1,2}": "ALPHA from 0 to 20",
            "zip@1": "did you mean 'zipf'",
            "matching": "expected matching@COLUMN",
            "matching@light": "'light' is no column of node 'p'",
        }.items()
    },
    "a lookup of two columns": (
        spec_of(
            [
                entity([("a", "int", SEQUENCE)], 9, "p"),
                entity([("c", "int", {"lookup": {"from": "p.(id,a)"}})]),
            ]
        ),
        "$.nodes[1].columns[1].generator.lookup.from",
        "names 2 columns: expected one",
    ),
    "table twice": (
        spec_of([entity([], name="t"), entity([], name="T")]),
        "$.nodes[1].id",
        "stands twice",
    ),
    "column twice": (
        spec_of([entity([("id", "int", SEQUENCE)])]),
        "$.nodes[0].columns[1].name",
        "stands twice",
    ),
    "name that is no folder": (
        spec_of([entity([], name="../t")]),
        "$.nodes[0].id",
        "can't name a folder",
    ),
    "nullable key": (
        spec_of(
            [
                {
                    "id": "t",
                    "kind": "entity",
                    "pk": "id",
                    "columns": [("id", "int", SEQUENCE, {"nullable": True})],
                }
            ]
        ),
        "$.nodes[0].columns[0]",
        "primary key",
    ),
    "null from a nullable column": (
        spec_of(
            [
                entity(
                    [
                        ("a", "date", {"datetime_series": {"freq": "D"}}, {"nullable": True}),
                        ("b", "date", {"after": {"column": "a", "unit": "days"}}),
                    ]
                )
            ]
        ),
        "$.nodes[0].columns[2].generator",
        "not nullable, but after gives null",
    ),
    "version of another language": (changed(["version"], "2.0"), "$.version", "reads version 1.0"),
    "unknown target table": (
        changed(["targets", "weekend_share", "table"], "events"),
        "$.targets.weekend_share",
        "did you mean 'event'",
    ),
    "unknown table in dag": (
        changed(["dag"], [["user"], ["evnt"]]),
        "$.dag[1]",
        "did you mean 'event'",
    ),
}


def refuse(program, path, *arguments):
    before = sorted(program.folder.rglob("*"))
    done = program.run("generate", path, "-o", "out", *arguments, check=2)
    assert sorted(program.folder.rglob("*")) == before, "something was written"
    return done.stderr


# Two mistakes in one column: neither hides the other.
PAIRS = {
    "wrong fn, misspelt from": (
        ("int", {"aggregate": {"from": "c.amonut", "fn": "summ"}}),
        ["value-not-listed", "unknown-column"],
    ),
    "wrong fn, misspelt table": (
        ("int", {"aggregate": {"from": "cc.amount", "fn": "summ"}}),
        ["value-not-listed", "unknown-table"],
    ),
    "wrong type, wrong method": (
        ("strin", {"faker": {"method": "nmae"}}),
        ["unknown-type", "unknown-method"],
    ),
    "wrong type, misspelt locale_from": (
        ("strin", {"faker": {"method": "name", "locale_from": "cuontry"}}),
        ["unknown-type", "unknown-column"],
    ),
    "unknown key, misspelt column": (
        ("date", {"after": {"column": "borne", "uint": "days"}}),
        ["unknown-key", "unknown-column"],
    ),
    "wrong type, misspelt column of an expression": (
        ("flaot", {"expression": {"code": "amonut * 2"}}),
        ["unknown-type", "unknown-column"],
    ),
    "wrong type, misspelt from": (
        ("integr", {"lookup": {"from": "c.nn"}}),
        ["unknown-type", "unknown-column"],
    ),
    "wrong argument, misspelt from": (
        ("int", {"lookup": {"from": "p.idd", "root_rate": "much"}}),
        ["wrong-json-type", "unknown-column"],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_no_mistake_hides_another(program, name):
    (kind, generator), codes = PAIRS[name]
    columns = [
        ("born", "date", {"faker": {"method": "date_of_birth"}}),
        ("country", "string", {"choice": {"choices": ["DE"]}}),
        ("c", kind, generator),
    ]
    child = {
        "id": "c",
        "kind": "fact",
        "pk": ["p_id", "n"],
        "parents": ["p"],
        "fanout": {"distribution": "fixed", "count": 2},
        "columns": [
            ("p_id", "int", {"lookup": {"from": "p.id"}}),
            ("n", "int", {"sequence": {"per": "parent"}}),
            ("amount", "int", {"choice": {"choices": [1, 2]}}),
        ],
    }
    program.write(spec_of([entity(columns, 10, "p"), child]))
    done = program.run("explain", "spec.json", check=2)
    assert sorted(re.findall(r"error\[([a-z-]+)\]", done.stderr)) == sorted(codes), done.stderr


@pytest.mark.parametrize("name", BAD)
def test_bad_spec(program, name):
    spec, path, words = BAD[name]
    text = json.dumps(spec, indent=1)
    error = refuse(program, program.write(text))
    assert f"at {path}\n" in error, error
    assert words in error, error
    line = int(re.search(r"spec\.json:(\d+):\d+: error", error).group(1))
    assert 1 <= line <= text.count("\n") + 1


SEVEN = {"choice": {"choices": [7]}}
KEY = {"lookup": {"from": "customer.id"}}
CODE = {"lookup": {"from": "customer.code"}}
# name: (spec, whether the key holds)
KEYS = {
    "the parent's key": (children(("bucket", "int", KEY)), True),
    "the parent's key as a text": (children(("bucket", "string", KEY)), True),
    "the parent's code": (
        children(
            ("bucket", "string", CODE),
            parent=[("x", "int", SEVEN)],
            constraints={"unique": ["customer.code"]},
        ),
        True,
    ),
    "a generator that reads the parent's key": (
        children(
            (
                "bucket",
                "int",
                {
                    "conditional": {
                        "on": "customer.id",
                        "cases": {"1": {"choice": {"choices": [1]}}},
                        "default": SEVEN,
                    }
                },
            )
        ),
        False,
    ),
    "a lookup in each case": (
        children(
            (
                "bucket",
                "int",
                {
                    "conditional": {
                        "on": "kind",
                        "cases": {"a": KEY},
                        "default": {"lookup": {"from": "customer.small"}},
                    }
                },
            ),
            [("kind", "string", {"choice": {"choices": ["a", "b"]}})],
            [("small", "int", SEVEN)],
        ),
        False,
    ),
    "a format of the parent's key": (
        children(("bucket", "string", {"format": {"pattern": "{customer.id}"}})),
        None,  # it holds, but that is not proven
    ),
    "a modifier over the parent's key": (
        children(
            (
                "bucket",
                "int",
                KEY,
                {"modifiers": [{"transform": "multiply", "args": {"by": 0}}]},
            )
        ),
        False,
    ),
    "a modifier that reads the parent's key": (
        children(
            (
                "bucket",
                "int",
                SEVEN,
                {"modifiers": [{"transform": "multiply", "args": {"by": "customer.id"}}]},
            )
        ),
        None,
    ),
    "the parent's code, cut": (children(("bucket", "string(3)", CODE)), False),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_without_a_warning_holds(program, name):
    spec, holds = KEYS[name]
    path = program.write(spec)
    warned = (
        "primary key (bucket, number) of 'order' can repeat" in program.run("explain", path).stderr
    )
    assert warned == (not holds)
    program.generate(path)
    rows, keys = program.one('select count(*), count(distinct (bucket, number)) from "order"')
    assert (keys == rows) == (holds is not False)


def test_a_lookup_by_a_key_follows_the_values_of_the_key(program):
    # A key that its type has changed names another row, or none.
    narrow = children(
        ("bucket", "int", KEY),
        [
            ("short", "string(3)", CODE),
            (
                "again",
                "string",
                {"lookup": {"from": "customer.code", "on": {"short": "code"}}},
                {"nullable": True, "null_rate": 0},
            ),
        ],
        constraints={"unique": ["customer.code"]},
    )
    program.generate(narrow)  # a column of nothing but nulls can be checked
    assert program.one('select count(again) from "order"') == (0,)


@pytest.mark.parametrize(
    "column",
    [
        # A division by zero, behind a modifier, inside a case, and of a row that is not there.
        (
            {"expression": {"code": "10 / (id - 500)"}},
            {"modifiers": [{"transform": "multiply", "args": {"by": 2}}]},
        ),
        (
            {
                "conditional": {
                    "on": "kind",
                    "cases": {"a": {"expression": {"code": "10 / (id - 500)"}}},
                    "default": {"expression": {"code": "10 / (id - 500)"}},
                }
            },
            {},
        ),
    ],
)
def test_no_null_comes_where_none_may_be(program, column):
    generator, extras = column
    kind = ("kind", "string", {"choice": {"choices": ["a", "b"]}})
    spec = spec_of([entity([kind, ("c", "float", generator, extras)], 1000)])
    done = program.run("generate", program.write(spec), "-o", "out", check=2)
    assert "column t.c is not nullable, but row 499 has no value" in done.stderr
    # A column that takes it knows that it can be null.
    spec["nodes"][0]["columns"][2].update({"nullable": True, "null_rate": 0})
    spec["nodes"][0]["columns"].append(
        {
            "name": "e",
            "type": "float",
            "nullable": False,
            "generator": {"expression": {"code": "c"}},
        }
    )
    done = program.run("generate", program.write(spec), "-o", "again", check=2)
    assert "column t.e is not nullable, but row 499 has no value" in done.stderr


def test_a_null_is_no_member_of_a_sequence(program):
    shop = entity(
        [
            ("number", "int", SEQUENCE, {"nullable": True, "null_rate": 0.5, "unique": True}),
            ("name", "string", {"format": {"pattern": "shop {id}"}}),
        ],
        1000,
        "shop",
    )
    visit = entity(
        [
            ("of", "int", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 900}}}),
            (
                "name",
                "string",
                {"lookup": {"from": "shop.name", "on": {"of": "number"}}},
                {"nullable": True, "null_rate": 0},
            ),
        ],
        5000,
        "visit",
    )
    program.generate(spec_of([shop, visit]))
    assert program.one(
        "select count(*) from visit v left join shop s on s.number = v.of "
        "where v.name is distinct from s.name"
    ) == (0,)


def test_good_sample_is_accepted(program):
    program.run("explain", SAMPLE)


def test_all_mistakes_at_once(program):
    spec = sample()
    spec["colour"] = 1
    spec["nodes"][0]["columns"][1]["generator"]["choice"]["weights"] = [1]
    spec["nodes"][0]["columns"][2]["generator"]["faker"]["method"] = "nam"
    spec["nodes"][1]["columns"][3]["generator"]["distribution"]["params"] = {}
    spec["constraints"]["unique"].append("user.nothing")
    error = refuse(program, program.write(spec))
    assert "6 errors" in error, error  # lognormal lacks two


RAW = {
    "NaN": ('{"version": NaN}', "not valid JSON"),
    "truncated file": (SAMPLE.read_text()[:700], "ends in the middle"),
    "empty file": ("", "ends in the middle"),
    "10 MB of nesting": ("[" * 10_000_000, "nested deeper than"),
    "10 MB of objects": ('{"a":' * 2_000_000, "nested deeper than"),
    "a list": ("[1, 2]", "expected an object"),
    "a key twice": ('{"version": "1.0", "version": "1.0"}', "stands twice"),
    "a trailing comma": ('{"version": "1.0",}', "not valid JSON"),
    "a comment": ('{"version": "1.0" /* here */}', "not valid JSON"),
}


@pytest.mark.parametrize("name", RAW)
def test_text_that_is_no_spec(program, name):
    text, words = RAW[name]
    error = refuse(program, program.write(text))
    assert words in error
    assert re.search(r"spec\.json:1?\d:\d+|spec\.json:\d+:\d+", error), error


def test_invalid_utf8(program):
    path = program.folder / "spec.json"
    path.write_bytes(SAMPLE.read_bytes().replace(b"US", b"\xff\xfe"))
    error = refuse(program, path)
    assert "byte 0xFF is not valid UTF-8" in error
    assert re.search(r"spec\.json:\d+:\d+", error)


def test_missing_file_and_bad_options(program):
    assert "can't read" in refuse(program, "nothing.json")
    for arguments, words in [
        (["--rows", "user"], "expected N or TABLE=N"),
        (["--rows", "usr=5"], "did you mean 'user'"),
        (["--rows", "event=5"], "fan-out of 'event' decides"),
        (["--parts", "3/2"], "expected I/N"),
        (["--part-rows", "1", "--rows", "user=100000000"], "put more rows or bytes into a file"),
        (["--format", "xml"], "xml"),
        (["--compression", "gzip"], "expected one of snappy, zstd, none"),
        (["--format", "csv", "--compression", "snappy"], "does not go with csv"),
        (["--threads", "0"], "threads"),
        (["--scale", "-1"], "scale"),
        (["--sed", "1"], "sed"),
    ]:
        error = refuse(program, SAMPLE, *arguments)
        assert words in error, (arguments, error)
    assert "did you mean 'generate'" in program.run("genrate", check=2).stderr


def test_null_where_none_may_be_names_the_row(program):
    spec = with_column({"expression": {"code": "10 / (id - 500)"}}, "float")
    done = program.run("generate", program.write(spec), "-o", "out", check=2)
    assert "column t.c is not nullable, but row 499 has no value" in done.stderr
    assert not list((program.folder / "out").glob("**/part-*"))


def test_existing_output_is_refused(program):
    program.generate(SAMPLE, "--rows", "user=100")
    done = program.run("generate", SAMPLE, "-o", "out", check=2)
    assert "hint: --overwrite replaces it, or use another folder" in done.stderr
    program.generate(SAMPLE, "--rows", "user=50", "--overwrite")
    assert program.one('select count(*) from "user"') == (50,)
    # What no run wrote is not overwritten, so nobody is told to.
    (program.folder / "strange" / "user").mkdir(parents=True)
    for options in [[], ["--overwrite"]]:
        done = program.run("generate", SAMPLE, "-o", "strange", *options, check=2)
        assert "hint: move it away, or use another folder" in done.stderr
    # A folder that datagen did not make is never touched.
    (program.folder / "other/user").mkdir(parents=True)
    (program.folder / "other/user/mine.txt").write_text("mine")
    program.run("generate", SAMPLE, "-o", "other", check=2)
    done = program.run("generate", SAMPLE, "-o", "other", "--overwrite", check=2)
    assert "already there" in done.stderr and "move it away" in done.stderr
    assert (program.folder / "other/user/mine.txt").read_text() == "mine"


def no_broken_part(folder):
    """Every part under its final name can be read to its end."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    for part in folder.glob("*/part-*.parquet"):
        pq.read_table(part)
    assert not list(folder.glob("*/.part-*"))
    assert not (folder / ".metadata.json").exists()


@pytest.mark.parametrize("disk_bytes", [0, 1000, 300_000, 1_200_000])
@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_full_disk(program, disk_bytes, format):
    arguments = ["--rows", "user=20000", "--part-rows", "10000", "--format", format]
    done = program.run(
        "generate",
        SAMPLE,
        "-o",
        "out",
        *arguments,
        check=3,
        env={
            "LD_PRELOAD": str(ROOT / "build/bin/full_disk.so"),
            "DATAGEN_DISK_PATH": str(program.folder),
            "DATAGEN_DISK_BYTES": str(disk_bytes),
        },
    )
    assert "out/" in done.stderr and "No space left on device" in done.stderr, done.stderr
    if format == "parquet":
        no_broken_part(program.folder / "out")
    # With room again, the same command completes it.
    program.run("generate", SAMPLE, "-o", "out", *arguments)
    program.run("generate", SAMPLE, "-o", "whole", *arguments)
    tables = [
        json.loads((program.folder / out / ".metadata.json").read_text())["tables"]
        for out in ("out", "whole")
    ]
    assert tables[0] == tables[1]


def test_unwritable_folder(program):
    (program.folder / "file").write_text("")
    done = program.run("generate", SAMPLE, "-o", "file/out", check=3)
    assert "can't create the folder" in done.stderr
    if os.getuid() != 0:  # root may write anywhere
        (program.folder / "closed").mkdir(mode=0o500)
        done = program.run("generate", SAMPLE, "-o", "closed/out", check=3)
        assert "can't create the folder" in done.stderr
    done = program.run("generate", SAMPLE, "-o", "/proc/nothing", check=3)
    assert "can't create the folder" in done.stderr


def test_a_spec_from_standard_input():
    done = subprocess.run(
        [str(PROGRAM), "explain", "-"], input="{", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "standard input:1:2" in done.stderr


@pytest.mark.parametrize(
    ("start", "warns"), [("t0", True), ("opened", False), ("timeframe", False)]
)
def test_steps_from_a_start_of_each_row_prove_no_key(program, start, warns):
    """Two children that count from different starts may meet; from one start they can't."""
    pick = {"choice": {"choices": ["2024-01-01", "2024-01-02", "2024-01-03"]}}
    columns = [
        column_of(("pid", "int", {"lookup": {"from": "p.id"}})),
        column_of(("opened", "date", {"lookup": {"from": "p.opened"}})),
        column_of(("t0", "date", pick)),
        column_of(("at", "datetime", {"grid": {"start": start, "freq": "D"}})),
    ]
    parent = entity([("opened", "date", pick)], 300)
    parent["id"] = "p"
    child = {"id": "c", "kind": "fact", "pk": ["pid", "at"], "parents": ["p"], "columns": columns}
    child["fanout"] = {"distribution": "fixed", "count": 6}
    done = program.run("explain", program.write(spec_of([parent, child])), check=None)
    assert ("primary key (pid, at) of 'c' can repeat" in done.stderr) == warns, done.stderr


def test_duckdb_that_is_missing(program):
    """A library of that name which is another one stands for a broken installation."""
    path = program.write(spec_of([entity([], 10)]))
    program.generate(path)
    shutil.copy(PROGRAM.parent / "full_disk.so", program.folder / "libdatagen_duckdb.so")
    done = program.run(
        "validate", path, "--data", "out", env={"LD_LIBRARY_PATH": str(program.folder)}, check=3
    )
    assert "error[duckdb-unavailable]: DuckDB can't be loaded: " in done.stderr
