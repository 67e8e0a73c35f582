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


KM = ("km", "float", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}, {"nullable": True, "null_rate": 0.1})  # fmt: skip
JITTER = {"transform": "jitter", "args": {"std": 0.1}}
AT = ("at", "datetime", {"datetime_series": {"freq": "H"}})


def table(*columns):
    return spec_of([entity(list(columns), 100)])


def beside_km(generator, *modifiers):
    """A nullable column of which nothing says how many are null."""
    return table(KM, ("c", "float", generator, {"nullable": True, "modifiers": list(modifiers)}))


def of_children(name):
    child = {
        "id": "child",
        "kind": "fact",
        "pk": ["t_id", "n"],
        "parents": ["t"],
        "fanout": {"distribution": "uniform", "min": 0, "max": 2},
        "columns": [
            ("t_id", "int", {"lookup": {"from": "t.id"}}),
            ("n", "int", {"sequence": {"per": "parent"}}),
            ("x", "float", {"distribution": NARROW}),
        ],
    }
    most = ("most", "float", {name: {"from": "child.x", "fn": "max"}})
    return spec_of([entity([(*most, {"nullable": True, "modifiers": [JITTER]})], 100), child])


def matching(name):
    keys = ("k", "int", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 300}}})
    found = ("c", "float", {name: {"from": "o.x", "on": {"k": "id"}}})
    other = entity([("x", "float", {"distribution": NARROW})], 100, "o")
    return spec_of(
        [other, entity([keys, (*found, {"nullable": True, "modifiers": [JITTER]})], 100)]
    )


# (function, the version that has changed it, a spec with such a case)
CHANGED = [
    ("distribution", 2, lambda name: spec_of([entity(column({name: WIDE}), 100)])),
    ("faker", 2, lambda name: spec_of([entity(column({name: {"method": "currency_code", "locale_from": "country"}}, kind="string"), 100)])),
    ("lookup", 2, tree),
    ("lookup", 3, matching),
    ("aggregate", 2, of_children),
    ("expression", 2, lambda name: spec_of([entity(column({name: {"code": "length(country) * 1e300 % 0.7"}}, kind="float"), 100)])),
    ("expression", 3, lambda name: beside_km({name: {"code": "km * 2"}}, JITTER)),
    ("expression", 4, lambda name: table(AT, ("c", "datetime", {name: {"code": "add_days(at, 0.5)"}}))),
    ("conditional", 2, lambda name: beside_km({name: {"on": "id", "cases": {"1": {"expression": {"code": "km * 2"}}}, "default": {"distribution": NARROW}}})),
    ("datetime_series", 2, lambda name: table(("at", "datetime", {name: {"freq": "H", "within": {"start": "2024-01-01", "end": "2024-01-03"}}}))),
    ("modifier add", 2, lambda name: beside_km({"distribution": NARROW}, {"transform": name, "args": {"by": "km"}})),
    ("modifier multiply", 2, lambda name: beside_km({"distribution": NARROW}, {"transform": name, "args": {"by": "km"}})),
]  # fmt: skip


def newest_of(program, id):
    said = program.run("functions", id if " " in id else f"generator {id}").stdout
    return 1 + said.count(", since 20")


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
    newest = newest_of(program, id)
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
    newest = newest_of(program, id)
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


@pytest.mark.parametrize(
    ("id", "changed", "make"), CHANGED, ids=[f"{id} {version}" for id, version, _ in CHANGED]
)
def test_versions_of_values_that_were_wrong(program, id, changed, make):
    name = id.split(" ")[-1]
    newest = newest_of(program, id)
    hashes = program.hashes(make(name))
    for version in range(changed, newest + 1):
        assert hashes == program.hashes(make(f"{name}@{version}"))
    spec = json.loads((program.folder / "out/.metadata.json").read_text())["spec"]
    assert f'"{name}@{newest}"' in json.dumps(spec)  # as it was named
    program.write(make(f"{name}@{changed - 1}"))
    done = program.run("generate", "spec.json", "-o", "no", check=2)
    refused = f"error[version-changed]: {name}@{changed - 1} made other values here: since 2026-"
    assert refused in done.stderr, done.stderr
    assert f"expected '{name}@{newest}'" in done.stderr and done.stderr.count("error[") == 1
    assert not (program.folder / "no").exists()


def test_a_version_is_asked_only_for_what_it_changed(program):
    """The same functions where nothing is other than it was."""
    stays = [
        table(KM, ("c", "float", {"expression@2": {"code": "km * 2"}}, {"nullable": True})),
        table(AT, ("c", "datetime", {"expression@3": {"code": "add_days(at, 2)"}})),
        table(
            KM,
            (
                "c",
                "float",
                {"expression@2": {"code": "km * 2"}},
                {"nullable": True, "null_rate": 0, "modifiers": [JITTER]},
            ),
        ),
        table(("at", "date", {"datetime_series@1": {"freq": "D", "within": {"start": "2024-01-01", "end": "2024-01-03"}}})),
    ]  # fmt: skip
    for spec in stays:
        program.write(spec)
        program.run("explain", "spec.json")


def test_a_version_inside_another_generator(program):
    inner = {"default": {"distribution@1": WIDE}, "cases": {"DE": {"distribution@1": NARROW}}}
    program.write(spec_of([entity(column({"conditional": {"on": "country", **inner}}), 100)]))
    done = program.run("explain", "spec.json", check=2)
    assert "distribution@1 made other values here" in done.stderr


def test_what_versions_changed_is_listed(program):
    page = program.run("functions", "--markdown").stdout
    table = page.split("## Versions\n", 1)[1].split("\n## ", 1)[0]
    for id, version, _ in CHANGED:
        kind, name = id.split(" ") if " " in id else ("generator", id)
        assert f"| {kind} `{name}` | {version} | 2026-" in table
        said = program.run("functions", f"{kind} {name}").stdout
        assert f"version {version}, since 2026-" in said
