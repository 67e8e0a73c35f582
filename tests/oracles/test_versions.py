"""A function's version rises without refusing older documents, but where they name a version whose values are no longer
made."""

import json

import jsonschema
import pytest
from conftest import entity, spec_of

WIDE = {"type": "uniform", "params": {"min": -(2**62), "max": 2**62}}
NARROW = {"type": "uniform", "params": {"min": 1, "max": 6}}


def column(generator, **more):
    kind = more.pop("kind", "int")
    return [
        ("country", "string", {"choice": {"choices": ["DE", "JP"]}}),
        ("c", kind, generator, more),
    ]


def tree(name):
    spec = spec_of([entity(column({name: {"from": "t.id"}}, nullable=True), 400)])
    spec["rules"] = [{"rule": "hierarchy", "table": "t", "column": "c", "depth_max": 3}]
    return spec


CHANGED = {
    "distribution": lambda name: spec_of([entity(column({name: WIDE}), 100)]),
    "faker": lambda name: spec_of([entity(column({name: {"method": "currency_code", "locale_from": "country"}}, kind="string"), 100)]),
    "lookup": tree,
    "expression": lambda name: spec_of([entity(column({name: {"code": "length(country) * 1e300 % 0.7"}}, kind="float"), 100)]),
}  # fmt: skip
SAME = {
    "distribution": lambda name: spec_of([entity(column({name: NARROW}), 100)]),
    "faker": lambda name: spec_of([entity(column({name: {"method": "name"}}, kind="string"), 100)]),
    "choice": lambda name: spec_of([entity(column({name: {"choices": [1, 2]}}), 100)]),
    "expression": lambda name: spec_of(
        [entity(column({name: {"code": "length(country) % 2"}}), 100)]
    ),
}


@pytest.mark.parametrize("id", SAME)
def test_versions_of_values_that_stay(program, id):
    newest = 1 if id == "choice" else 2
    names = [id, *(f"{id}@{version}" for version in range(1, newest + 1))]
    assert len({json.dumps(program.hashes(SAME[id](name))) for name in names}) == 1
    for name in (f"{id}@{newest + 1}", f"{id}@0", f"{id}@01", f"{id}@x"):
        program.write(SAME[id](name))
        done = program.run("generate", "spec.json", "-o", "no", check=2)
        assert f"error[unknown-generator]: unknown generator '{name}'" in done.stderr
    program.write(SAME[id](f"{id}@{newest + 1}"))
    done = program.run("generate", "spec.json", "-o", "no", check=2)
    assert f"the newest version here is '{id}@{newest}'" in done.stderr


@pytest.mark.parametrize("id", SAME)
def test_versions_in_the_json_schema(program, id):
    schema = jsonschema.Draft202012Validator(json.loads(program.run("schema").stdout))
    newest = 1 if id == "choice" else 2
    for name in (id, *(f"{id}@{version}" for version in range(1, newest + 1))):
        spec = json.loads(json.dumps(SAME[id](name)))
        schema.validate(spec)
        spec["nodes"][0]["columns"][-1]["generator"][name]["no_such_key"] = 1
        assert not schema.is_valid(spec)
    for name in (f"{id}@{newest + 1}", f"{id}@0", f"{id}@x", f"{id}@"):
        assert not schema.is_valid(SAME[id](name))
    twice = json.loads(json.dumps(SAME[id](id)))
    twice["nodes"][0]["columns"][-1]["generator"][f"{id}@1"] = {}
    assert not schema.is_valid(twice)


def test_versions_of_other_functions_in_the_json_schema(program):
    schema = jsonschema.Draft202012Validator(json.loads(program.run("schema").stdout))
    spec = json.loads((program.root / "examples/specs/shop.json").read_text())
    fanout = spec["nodes"][1]["fanout"]
    amount = spec["nodes"][1]["columns"][-1]
    for version in ("", "@1", "@9"):
        fanout["distribution"] = f"poisson{version}"
        amount["modifiers"] = [{"transform": f"clamp{version}", "args": {"min": 1}}]
        program.write(spec)
        code = program.run("explain", "spec.json", check=None).returncode
        assert schema.is_valid(spec) == (code == 0) == (version != "@9")


@pytest.mark.parametrize("id", CHANGED)
def test_versions_of_values_that_were_wrong(program, id):
    assert program.hashes(CHANGED[id](id)) == program.hashes(CHANGED[id](f"{id}@2"))
    spec = json.loads((program.folder / "out/.metadata.json").read_text())["spec"]
    assert f'"{id}@2"' in json.dumps(spec)  # as it was named
    program.write(CHANGED[id](f"{id}@1"))
    done = program.run("generate", "spec.json", "-o", "no", check=2)
    assert f"error[version-changed]: {id}@1 made other values here: since 2026-" in done.stderr
    assert f"expected '{id}@2'" in done.stderr and done.stderr.count("error[") == 1
    assert not (program.folder / "no").exists()


def test_a_version_inside_another_generator(program):
    inner = {"default": {"distribution@1": WIDE}, "cases": {"DE": {"distribution@1": NARROW}}}
    program.write(spec_of([entity(column({"conditional": {"on": "country", **inner}}), 100)]))
    done = program.run("explain", "spec.json", check=2)
    assert "distribution@1 made other values here" in done.stderr


def test_what_versions_changed_is_listed(program):
    page = program.run("functions", "--markdown").stdout
    table = page.split("## Versions\n", 1)[1].split("\n## ", 1)[0]
    for id in CHANGED:
        assert f"| generator `{id}` | 2 | 2026-" in table
        assert "version 2, since 2026-" in program.run("functions", f"generator {id}").stdout
