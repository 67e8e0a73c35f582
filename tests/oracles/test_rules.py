"""Every rule: data that generators hold by construction pass, and a claim that is wrong is found."""

import json

import pytest
from conftest import ROOT, entity, spec_of

SEQUENCE = {"sequence": {}}


def uniform(low, high):
    return {"distribution": {"type": "uniform", "params": {"min": low, "max": high}}}


def expression(code):
    return {"expression": {"code": code}}


def lookup(source, **more):
    return {"lookup": {"from": source, **more}}


def choice(*values):
    return {"choice": {"choices": list(values)}}


MAY_BE_NULL = {"nullable": True, "null_rate": 0}
HIDDEN = {"hidden": True}
PLACES = entity(
    [
        ("city", "string", {"enum_list": {"values": ["Rome", "Oslo", "Lima"]}}),
        ("land", "string", {"enum_list": {"values": ["IT", "NO", "PE"]}}),
        ("large", "bool", expression("id < 3")),
    ],
    3,
    "place",
)


def table(*columns, rows=3000):
    return entity(list(columns), rows)


# rule -> (nodes, the rule as it holds, what makes it wrong)
CASES = {
    "carry_over": (
        [
            PLACES,
            table(
                ("place_id", "int", lookup("place.id", row="it")),
                ("city", "string", lookup("place.city", row="it")),
            ),
        ],
        {"column": "city", "to": "place.city", "on": {"place_id": "id"}},
        {"to": "place.land"},
    ),
    "chained_inequality": (
        [
            table(
                ("a", "date", {"datetime_series": {"freq": "D"}}),
                ("b", "date", {"after": {"column": "a", "min": 1, "max": 9, "unit": "days"}}),
                ("c", "date", {"after": {"column": "b", "min": 0, "max": 9, "unit": "days"}}),
            )
        ],
        {"columns": ["a", "b", "c"]},
        {"strict": True},
    ),
    "column_formula": (
        [table(("a", "int", uniform(1, 9)), ("b", "int", expression("a * 2")))],
        {"column": "b", "code": "a + a"},
        {"code": "a * 2 + 1"},
    ),
    "condition": (
        [
            table(
                ("status", "string", choice("open", "paid")),
                ("paid", "int", uniform(1, 9), {"nullable": True, "null_when": "status == 'open'"}),
            )
        ],
        {"code": "status != 'paid' or paid is not null"},
        {"code": "status != 'paid' or paid > 1"},
    ),
    "denormalised": (
        [
            PLACES,
            table(
                ("city", "string", lookup("place.city", row="it")),
                ("land", "string", lookup("place.land", row="it")),
                ("other", "int", uniform(1, 9)),
            ),
        ],
        {"columns": ["land"], "on": ["city"]},
        {"columns": ["other"]},
    ),
    "fixed_combinations": (
        [
            table(
                ("a", "string", choice("x", "y")),
                (
                    "b",
                    "int",
                    {
                        "choice": {
                            "choices": [1, 2, 3],
                            "given": "a",
                            "weights_by": {"x": [1, 1, 0], "y": [0, 0, 1]},
                        }
                    },
                ),
            )
        ],
        {"columns": ["a", "b"], "values": [["x", 1], ["x", 2], ["y", 3]]},
        {"values": [["x", 1], ["y", 3]]},
    ),
    "fixed_increments": (
        [table(("k", "int", uniform(0, 50), HIDDEN), ("a", "float", expression("k * 2.5 + 1")))],
        {"column": "a", "step": 2.5, "start": 1},
        {"step": 2},
    ),
    "fixed_null_combinations": (
        [
            table(
                ("a", "int", uniform(1, 9), {"nullable": True, "null_rate": 0.3}),
                ("b", "int", uniform(1, 9), {"nullable": True, "null_when": "a == null"}),
            )
        ],
        {"columns": ["a", "b"], "values": [[True, True], [False, False]]},
        {"values": [[False, False]]},
    ),
    "foreign_key_subset": (
        [PLACES, table(("place_id", "int", lookup("place.id", pick="matching@large")))],
        {"column": "place_id", "to": "place.id", "where": "large"},
        {"where": "large and land == 'IT'"},
    ),
    "hierarchy": (
        [table(("boss", "int", lookup("t.id", root_rate=0.05), {"nullable": True}))],
        {"column": "boss"},
        {"depth_max": 2},
    ),
    "key_subset": (
        [
            entity([], 5000, "person"),
            {
                "id": "t",
                "kind": "entity",
                "pk": "id",
                "rows": 3000,
                "columns": [("id", "int", lookup("person.id", pick="unique"))],
            },
            PLACES,
        ],
        {"to": "person"},
        {"to": "place"},
    ),
    "mixed_scales": (
        [
            table(
                ("unit", "string", choice("kg", "g")),
                (
                    "weight",
                    "float",
                    {
                        "conditional": {
                            "on": "unit",
                            "cases": {"kg": uniform(1, 9), "g": uniform(1000, 9000)},
                        }
                    },
                    MAY_BE_NULL,
                ),
            )
        ],
        {"column": "weight", "by": "unit", "values": {"kg": [1, 9], "g": [1000, 9000]}},
        {"values": {"kg": [1, 9], "g": [1000, 8000]}},
    ),
    "one_hot": (
        [
            table(
                ("kind", "int", uniform(1, 3), HIDDEN),
                ("is_a", "bool", expression("kind == 1")),
                ("is_b", "bool", expression("kind == 2")),
                ("is_c", "bool", expression("kind == 3")),
            )
        ],
        {"columns": ["is_a", "is_b", "is_c"]},
        {"columns": ["is_a", "is_b"]},
    ),
    "polymorphic": (
        [
            PLACES,
            entity([], 700, "person"),
            table(
                ("kind", "string", choice("place", "person")),
                (
                    "owner",
                    "int",
                    {
                        "conditional": {
                            "on": "kind",
                            "cases": {"place": lookup("place.id"), "person": lookup("person.id")},
                        }
                    },
                    MAY_BE_NULL,
                ),
            ),
        ],
        {
            "column": "owner",
            "by": "kind",
            "values": {"place": "place.id", "person": "person.id"},
        },
        {"values": {"place": "person.id", "person": "place.id"}},
    ),
    "reference_table": (
        [
            PLACES,
            table(
                ("city", "string", lookup("place.city", row="it")),
                ("land", "string", lookup("place.land", row="it")),
            ),
        ],
        {"columns": ["city", "land"], "to": "place.(city,land)"},
        {"columns": ["land", "city"]},
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_holds_by_construction_and_a_wrong_one_is_found(program, rule):
    nodes, holds, wrong = CASES[rule]
    claim = {"rule": rule, "table": "t", **holds}
    spec = spec_of(nodes, rules=[claim])
    program.generate(spec, "--strict" if rule != "denormalised" else "--no-hash")
    program.run("validate", "spec.json", "--data", "out", "--strict")
    program.write(spec_of(nodes, rules=[{**claim, **wrong}]))
    done = program.run("validate", "spec.json", "--data", "out", "--strict", check=1)
    report = json.loads((program.folder / "out/validation_report.json").read_text())
    checks = report["constraints"] + report["relationships"]
    (failed,) = [check for check in checks if check["verdict"] == "failed"]
    assert failed["check"] == rule and failed["violations"] > 0 and failed["examples"], done.stdout


def test_every_rule_has_a_case_and_a_check():
    text = (ROOT / "docs/reference.md").read_text()
    listed = {line.split("`")[1] for line in text.splitlines() if line.startswith("#### rule `")}
    assert listed == set(CASES)
    for rule in listed:
        assert (ROOT / f"src/proof/validate/checks/{rule}.cc").exists(), rule


def test_a_row_above_itself_is_found(program):
    folder = program.folder / "out"
    folder.mkdir()
    (folder / "t.csv").write_text("id,boss\n1,\n2,1\n3,5\n4,3\n5,4\n6,2\n")
    spec = spec_of(
        CASES["hierarchy"][0], rules=[{"rule": "hierarchy", "table": "t", "column": "boss"}]
    )
    program.write(spec)
    program.run("validate", "spec.json", "--data", "out", check=None)
    report = json.loads((folder / "validation_report.json").read_text())
    check = next(c for c in report["constraints"] if c["check"] == "hierarchy")
    assert {example["id"] for example in check["examples"]} == {"3", "4", "5"}


def test_a_tree_hangs_on_the_column_that_is_referred_to(program):
    """A key of its own, not the primary key, whose numbers happen to be others'."""
    columns = [
        ("code", "int", {"sequence": {"start": 101}}, {"unique": True}),
        ("above", "int", {"lookup": {"from": "t.code"}}, {"nullable": True}),
    ]
    rules = [{"rule": "hierarchy", "table": "t", "column": "above"}]
    program.write(spec_of([entity(columns, 300)], rules=rules))
    program.run("generate", "spec.json", "-o", "made")
    program.run("validate", "spec.json", "--data", "made")
    folder = program.folder / "out"
    folder.mkdir()
    (folder / "t.csv").write_text("id,code,above\n1,101,\n2,102,103\n3,103,102\n4,104,101\n")
    program.run("validate", "spec.json", "--data", "out", check=None)
    report = json.loads((folder / "validation_report.json").read_text())
    check = next(c for c in report["constraints"] if c["check"] == "hierarchy")
    assert {example["code"] for example in check["examples"]} == {"102", "103"}


def test_mistakes_in_rules_are_named(program):
    nodes = CASES["foreign_key_subset"][0]
    mistakes = {
        "unknown rule 'one_hott'": {"rule": "one_hott", "table": "t"},
        "'nobody' is no node": {"rule": "one_hot", "table": "nobody", "columns": ["a"]},
        "'plaice' is no column": {"rule": "hierarchy", "table": "t", "column": "plaice"},
        "step is 0": {"rule": "fixed_increments", "table": "t", "column": "id", "step": 0},
        "no combination of 2 columns": {
            "rule": "fixed_combinations",
            "table": "t",
            "columns": ["id", "place_id"],
            "values": [[1]],
        },
        "of the expression": {
            "rule": "column_formula",
            "table": "t",
            "column": "id",
            "code": "1 +",
        },
        "unknown key 'colum'": {"rule": "hierarchy", "table": "t", "colum": "id"},
        "a rule needs the key 'rule'": {"table": "t"},
    }
    program.write(spec_of(nodes, rules=list(mistakes.values())))
    done = program.run("explain", "spec.json", check=2)
    for words in mistakes:
        assert words in done.stderr, done.stderr
