"""Whether the validator sees what other tools have broken, and says so about the right claim.

A selection of tests/mutations; `python -m mutations` from the folder tests runs all of them.
"""

import json
import pathlib
import sys

from conftest import function_names

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from mutations import bench
from mutations.cases import DATA

# One or two of a kind, of few specs: each spec's data are made anew.
SELECTION = [
    "bakery: one total is a cent more",
    "bakery: one item is lost, the totals stay",
    "bakery: taxes are rounded down",
    "bakery: one item belongs to a basket that is not there",
    "bakery: one line number comes twice in a basket",
    "bakery: one quantity is 10",
    "bakery: quantities are 1 or 9",
    "bakery: a tenth of the baskets is emptied",
    "bakery: one mean is NaN",
    "bakery: price is called Price",
    "brewery: the folder of PI is called site=XX",
    "brewery: one batch of KU has 18.1",
    "brewery: batches of KU have 9 tanks",
    "payroll: one net is a cent more",
    "payroll: one grade is 2.4",
    "payroll: one slip has 160.005 hours",
    "payroll: one slip without a bonus has a note",
    "school: 13 % have no mark",
    "school: one student is twice in a course",
    "school: a fifth of year 5 is in year 10",
]


def words_of(value):
    """Every key and every text of a spec."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif isinstance(value, str):
        yield value.split("@")[0]


def claimed(spec, path):
    """Whether a spec has something at a path by names."""
    at = spec
    for word in path.split("."):
        if isinstance(at, list):
            named = [
                item
                for item in at
                if isinstance(item, dict) and word in (item.get("id"), item.get("name"))
            ]
            at = (
                named[0]
                if named
                else at[int(word)]
                if word.isdigit() and int(word) < len(at)
                else None
            )
        else:
            at = at.get(word) if isinstance(at, dict) else None
        if at is None:
            return False
    return True


def test_the_specs_have_every_function_and_rule():
    specs = [json.loads(bench.spec_path(data.spec).read_text()) for data in DATA]
    words = {word for spec in specs for word in words_of(spec)}
    implied = {"relation parent", "relation earlier", "relation on"}  # by the form of a lookup
    names = {name for name in function_names() if name not in implied}
    assert not {name for name in names if name.split(" ")[1] not in words}


def test_every_mutation_names_a_claim_of_its_spec():
    # That a column is never null is what a spec says that says nothing of it.
    cases = bench.all_cases().values()
    paths = {case.name: case.claim.removesuffix(".nullable") for case in cases}
    unknown = [c for c in cases if not claimed(bench.spec_of(c.data.spec), paths[c.name])]
    assert [f"{case.name}: {case.claim}" for case in unknown] == []


def test_a_selection_is_found():
    results = bench.run_cases([bench.all_cases()[name] for name in SELECTION])
    assert [r.case.name for r in results if r.outcome != bench.FOUND] == []
