"""Time grows with the size of what is given, not with its square: CPU time at a size and at four times it.

What is measured more widely stands in benchmarks/linear.py, whose inputs these are.
"""

import resource
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import linear

# Four times the size takes four times as long, sixteen times where time is quadratic. What a command takes of itself and
# the noise of a busy machine are far from the limit.
RATIO_MAX = 9
SIZES = {
    "create: a chain of tables": 2_000,
    "create: references to one table": 2_000,
    "create: tables that are renamed": 1_000,
    "create: columns that are renamed": 1_000,
    "create: columns of a table": 4_000,
    "create: references of a table": 1_000,
    "create: words of names": 1_000,
    "create: CHECKs of a table": 2_000,
    "explain: a chain of tables, last first": 1_000,
    "generate: columns": 10_000,
    "export: columns": 4_000,
    "validate: tables": 50,
    "validate: columns": 200,
    "validate: choices": 20_000,
    "pattern: [ -✐]{1,N}": 50,
}


def seconds(program, case, size):
    kind = ".sql" if case.command[0] == "create" else ".json"
    paths = {
        "INPUT": str(program.write(case.text(size), f"input_{size}{kind}")),
        "SPEC": str(program.folder / "result"),
        "DATA": str(program.folder / f"data_{size}"),
    }
    if case.before:
        program.run(*(paths.get(word, word) for word in case.before))
    spent = []
    for _ in range(2):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        program.run(*(paths.get(word, word) for word in case.command), check=int(case.refused))
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return min(spent)


@pytest.mark.parametrize("name", SIZES)
def test_time_grows_with_the_size(program, name):
    case = next(case for case in linear.CASES if case.name == name)
    small = seconds(program, case, SIZES[name])
    large = seconds(program, case, 4 * SIZES[name])
    assert large < RATIO_MAX * small, f"{small:.2f} s, then {large:.2f} s"


@pytest.mark.parametrize("name", ["explain: parentheses", "explain: terms"])
def test_what_is_nested_too_deep_is_refused(program, name):
    case = next(case for case in linear.CASES if case.name == name)
    done = program.run("explain", program.write(case.text(100_000)), check=2)
    assert "the expression" in done.stderr
