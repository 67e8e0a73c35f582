"""The validator, proven: by defects that a ledger lists, by seeds without any, by files from elsewhere."""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

import duckdb
import great_expectations
import jsonschema
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import ROOT, SAMPLE, column_of, entity, every_function_spec, spec_of

FULL = bool(os.environ.get("DATAGEN_FULL"))
SCHEMA = json.loads((ROOT / "docs/validation_report.schema.json").read_text())
SEQUENCE = {"sequence": {}}
PARTS = ("constraints", "relationships", "behaviors", "statistics")


def uniform(low, high):
    return {"distribution": {"type": "uniform", "params": {"min": low, "max": high}}}


def checks_of(report):
    return [check for part in PARTS for check in report[part]]


def failed(report):
    return [check for check in checks_of(report) if check["verdict"] == "failed"]


def validate(program, spec, *arguments, data="out", check=None):
    """Validates a folder; gives the report, which fits its published schema."""
    path = spec if isinstance(spec, pathlib.Path) else program.write(spec)
    done = program.run("validate", path, "--data", data, *arguments, check=check)
    report = json.loads((program.folder / data / "validation_report.json").read_text())
    jsonschema.validate(report, SCHEMA)
    assert done.returncode == (0 if report["summary"]["passed"] else 1)
    return report


# ---- Declared defects: ten specs, every kind, each entry found by the right check


def children(name, parent, columns, fanout, pk="id"):
    return {
        "id": name,
        "kind": "fact",
        "pk": pk,
        "parents": [parent],
        "fanout": fanout,
        "columns": columns,
    }


POISSON = {"distribution": "poisson", "lambda": 4, "min": 0, "max": 20}


def sample():
    return json.loads(SAMPLE.read_text()), [
        ("event", "null", "amount"),
        ("event", "duplicate_key", "event_id"),
        ("event", "orphan", "user_id"),
        ("event", "late", "ts"),
        ("user", "encoding", "full_name"),
        ("user", "white_space", "country"),
    ]


def shop():
    nodes = [
        entity(
            [
                ("email", "string", {"regex": {"pattern": "[a-z]{5,9}@[a-z]{4,8}\\.example"}}),
                ("tier", "string", {"choice": {"choices": ["gold", "silver", "blue"]}}),
                ("total", "decimal(14,2)", {"aggregate": {"from": "purchase.amount"}}),
            ],
            4000,
            "customer",
        ),
        children(
            "purchase",
            "customer",
            [
                ("id", "int", SEQUENCE),
                ("customer_id", "int", {"lookup": {"from": "customer.id"}}),
                ("tier", "string", {"lookup": {"from": "customer.tier"}}),
                ("amount", "decimal(10,2)", uniform(1, 500)),
                ("tax", "decimal(12,4)", {"expression": {"code": "amount * 0.19"}}),
            ],
            POISSON,
        ),
    ]
    return spec_of(nodes), [
        ("customer", "wrong_format", "email"),
        ("customer", "white_space", "tier"),
        ("customer", "out_of_range", "total"),
        ("purchase", "duplicate_key", "id"),
        ("purchase", "out_of_range", "tax"),
        ("purchase", "encoding", "tier"),
    ]


def university():
    nodes = [
        entity([("name", "string", {"faker": {"method": "name"}})], 4000, "student"),
        entity([("credits", "int8", uniform(1, 30))], 300, "course"),
        children(
            "enrolment",
            "student",
            [
                ("student_id", "int", {"lookup": {"from": "student.id"}}),
                ("course_id", "int", {"lookup": {"from": "course.id", "pick": "unique_in_parent"}}),
                ("mark", "decimal(2,1)", uniform(1, 5)),
                ("since", "date", {"datetime_series": {"freq": "D"}}),
            ],
            POISSON,
            ["student_id", "course_id"],
        ),
    ]
    keys = [
        {"from": "enrolment.student_id", "to": "student.id"},
        {"from": "enrolment.course_id", "to": "course.id"},
    ]
    return spec_of(nodes, constraints={"foreign_keys": keys}), [
        ("student", "white_space", "name"),
        ("enrolment", "orphan", "course_id"),
        ("enrolment", "null", "since"),
        ("enrolment", "out_of_range", "mark"),
    ]


def meters():
    nodes = [
        entity([("place", "string", {"faker": {"method": "city"}})], 60, "meter"),
        children(
            "reading",
            "meter",
            [
                ("meter_id", "int", {"lookup": {"from": "meter.id"}}),
                ("number", "int", {"sequence": {"per": "parent"}}),
                ("at", "datetime", {"grid": {"freq": "15min"}}),
                (
                    "load",
                    "float",
                    {
                        "distribution": {
                            "type": "normal",
                            "params": {"mean": 50, "sigma": 9},
                            "clamp": [0, 100],
                        }
                    },
                ),
            ],
            {"distribution": "fixed", "count": 200},
            ["meter_id", "number"],
        ),
    ]
    return spec_of(nodes), [
        ("reading", "out_of_order", "at"),
        ("reading", "out_of_range", "load"),
        ("meter", "encoding", "place"),
    ]


def rentals():
    nodes = [
        entity(
            [
                ("start", "date", {"datetime_series": {"freq": "D"}}),
                (
                    "end",
                    "date",
                    {"after": {"column": "start", "min": 1, "max": 20, "unit": "days"}},
                ),
                ("plate", "string", {"regex": {"pattern": "[A-Z]{2}-[0-9]{4}"}}),
                ("price", "float", uniform(10, 90)),
            ],
            12000,
            "rental",
        )
    ]
    constraints = {
        "inequalities": [{"left": "rental.start", "op": "<", "right": "rental.end"}],
        "ranges": [{"attr": "rental.price", "min": 10, "max": 90}],
        "pattern": [{"attr": "rental.plate", "regex": "^[A-Z]{2}-[0-9]{4}$"}],
    }
    return spec_of(nodes, constraints=constraints), [
        ("rental", "swapped", ["start", "end"]),
        ("rental", "out_of_range", "price"),
        ("rental", "wrong_format", "plate"),
        ("rental", "duplicate_key", "id"),
    ]


def staff():
    boss = {"lookup": {"from": "employee.id", "root_rate": 0.02}}
    nodes = [
        entity(
            [
                ("boss_id", "int", boss, {"nullable": True}),
                ("grade", "int", uniform(1, 9)),
                ("level", "string", {"expression": {"code": "if(grade > 6, 'senior', 'junior')"}}),
                ("hired", "date", {"datetime_series": {"freq": "D"}}),
            ],
            12000,
            "employee",
        )
    ]
    key = {"from": "employee.boss_id", "to": "employee.id"}
    enum = {"attr": "employee.level", "values": ["senior", "junior"]}
    return spec_of(nodes, constraints={"foreign_keys": [key], "enum": [enum]}), [
        ("employee", "orphan", "boss_id"),
        ("employee", "wrong_format", "level"),
        ("employee", "late", "hired"),
        ("employee", "null", "grade"),
    ]


def accounts():
    nodes = [
        {
            "id": "account",
            "kind": "entity",
            "pk": "number",
            "rows": 3000,
            "columns": [
                ("number", "uuid", {"uuid": {}}),
                ("iban", "string", {"faker": {"method": "iban", "locale": "de"}}),
                ("opened", "datetime", {"datetime_series": {"freq": "H"}}),
            ],
        },
        children(
            "booking",
            "account",
            [
                ("id", "int", SEQUENCE),
                ("account", "uuid", {"lookup": {"from": "account.number"}}),
                ("amount", "decimal(18,2)", uniform(-9000, 9000)),
                (
                    "reason",
                    "string",
                    {"choice": {"choices": ["rent", "pay", "food"], "weights": [1, 2, 7]}},
                    {"nullable": True, "null_when": "amount > 0"},
                ),
            ],
            POISSON,
        ),
    ]
    pattern = {"attr": "account.iban", "regex": "^DE[0-9]{20}$"}
    return spec_of(nodes, constraints={"pattern": [pattern]}), [
        ("booking", "orphan", "account"),
        ("booking", "out_of_range", "amount"),
        ("account", "white_space", "iban"),
        ("account", "late", "opened"),
    ]


def clinic():
    nodes = [
        entity([("name", "string", {"enum_list": {"values": ["A", "B", "C"]}})], 3, "ward"),
        entity(
            [
                ("ward", "string", {"choice": {"choices_ref": "ward.name"}}),
                ("sex", "string", {"faker": {"method": "gender"}}),
                ("born", "date", {"datetime_series": {"freq": "D"}}),
                ("weight", "decimal(5,1)", uniform(2, 180)),
            ],
            9000,
            "patient",
        ),
    ]
    enums = [
        {"attr": "patient.ward", "enum_ref": "ward.name"},
        {"attr": "patient.sex", "values": ["female", "male"]},
    ]
    return spec_of(nodes, constraints={"enum": enums}), [
        ("patient", "white_space", "ward"),
        ("patient", "encoding", "sex"),
        ("patient", "late", "born"),
        ("patient", "null", "weight"),
        ("patient", "duplicate_key", "id"),
    ]


def stock():
    nodes = [
        entity(
            [
                ("sku", "string", {"regex": {"pattern": "[A-Z]{3}[0-9]{5}"}}, {"unique": True}),
                ("cost", "float", uniform(1, 50)),
                ("price", "float", {"after": {"column": "cost", "min": 1, "max": 9}}),
                ("size", "string", {"choice": {"choices": ["S", "M", "L"], "weights": [1, 3, 2]}}),
            ],
            11000,
            "article",
        )
    ]
    order = {"left": "article.cost", "op": "<=", "right": "article.price"}
    return spec_of(nodes, constraints={"inequalities": [order]}), [
        ("article", "swapped", ["cost", "price"]),
        ("article", "wrong_format", "sku"),
        ("article", "null", "size"),
    ]


def people():
    nodes = [
        entity(
            [
                ("country", "string", {"choice": {"choices": ["DE", "FR", "PL", "JP", "GR"]}}),
                (
                    "name",
                    "string",
                    {"faker": {"method": "name", "locale_from": "country"}},
                ),
                (
                    "phone",
                    "string",
                    {"faker": {"method": "phone_number", "locale_from": "country"}},
                    {"constraints": {"pattern": "^\\+[0-9][0-9 ().-]+$"}},
                ),
                ("seen", "datetime", {"datetime_series": {"freq": "min"}}),
            ],
            9000,
            "person",
        )
    ]
    return spec_of(nodes), [
        ("person", "encoding", "name"),
        ("person", "wrong_format", "phone"),
        ("person", "late", "seen"),
        ("person", "white_space", "country"),
    ]


SPECS = (sample, shop, university, meters, rentals, staff, accounts, clinic, stock, people)
LEVELS = ({"count": 1}, {"rate": 0.001}, {"rate": 0.05})
# Which checks are the right ones for a kind of defect.
RIGHT = {
    "null": {"not_null"},
    "duplicate_key": {"primary_key"},
    "orphan": {"foreign_key"},
    "out_of_range": {"range", "domain", "formula", "aggregate"},
    "wrong_format": {"pattern", "domain", "enum"},
    "swapped": {"inequality", "distance"},
    "white_space": {"text", "domain", "pattern", "enum"},
    "encoding": {"text", "domain", "pattern", "enum", "carried"},
    "late": {"domain"},
    "out_of_order": {"grid"},
}


def names_of_rows(ledger, pks):
    """The keys that each broken row goes by: its own, and the one it has after its defects."""
    names = {}
    for table, row, key, column, _, _, after in ledger:
        parts = names.setdefault((table, row), [key, key.split("|")])[1]
        for name, value in zip(column.split("|"), (after or "").split("|"), strict=False):
            if name in pks[table]:
                parts[pks[table].index(name)] = value
    return {row: {key, "|".join(parts)} for row, (key, parts) in names.items()}


def failing_keys(program, check, pk):
    """The primary keys of all rows that a check found, as text."""
    path = program.folder / check["failures"]
    columns = ", ".join(f'"{name}"::varchar' for name in pk)
    rows = duckdb.connect().execute(f"select {columns} from '{path}'")
    return {"|".join(value or "" for value in row) for row in rows.fetchall()}


def prove(program, make, level):
    """Generates with every defect of a spec; compares what is found with the ledger."""
    spec, kinds = make()
    defects = []
    for table, kind, column in kinds:
        defect = {"table": table, "kind": kind, **level}
        if kind != "duplicate_key":
            defect["columns" if isinstance(column, list) else "column"] = column
        defects.append(defect)
    path = program.folder / "defects.json"
    path.write_text(json.dumps({"defects": defects}))
    program.generate(spec, "--defects", path, "--overwrite", "--no-validate")
    report = validate(program, spec, "--failures", "bad")
    pks = {
        node["id"]: [node["pk"]] if isinstance(node["pk"], str) else node["pk"]
        for node in spec["nodes"]
    }
    ledger = (
        duckdb.connect()
        .execute(
            'select "table", row, key, "column", kind, before, after from '
            f"'{program.folder}/out/_defects.parquet'"
        )
        .fetchall()
    )
    names = names_of_rows(ledger, pks)
    flagged = {}  # (check, table) -> keys
    dependants = collections.Counter()
    for check in failed(report):
        columns = set(check["columns"])
        entries = [entry for entry in ledger if entry[0] == check["table"]]
        if "failures" not in check or check["check"] == "fanout":
            # A figure of the whole column: only of one that was broken, or of the sample's target,
            # which no data of its generator can meet.
            broken = {name for entry in entries for name in entry[3].split("|")}
            assert broken & columns or check["check"] == "weekend_share", check
            continue
        keys = failing_keys(program, check, pks[check["table"]])
        flagged.setdefault((check["check"], check["table"]), set()).update(keys)
        explained = set()
        for table, row, _, column, *_ in entries:
            if set(column.split("|")) & columns:
                explained |= names[table, row]
        for key in keys - explained:
            # What else may be flagged: the other row of a key that now comes twice, a sum over
            # broken children, a value that a broken one does not agree with any more.
            assert check["check"] in ("primary_key", "aggregate", "carried", "formula"), (
                check,
                key,
            )
            dependants[check["check"]] += 1
    found = 0
    for table, row, _, _, kind, *_ in ledger:
        hit = any(
            names[table, row] & keys and check in RIGHT[kind]
            for (check, of), keys in flagged.items()
            if of == table
        )
        assert hit, (table, row, kind, names[table, row])
        found += hit
    assert len(ledger) >= len(defects)
    return found, len(ledger), dict(dependants)


@pytest.mark.parametrize("make", SPECS)
def test_every_defect_is_found_and_nothing_else(program, make):
    lines = []
    for level in LEVELS:
        found, declared, dependants = prove(program, make, level)
        lines.append(f"| {make.__name__} | {level} | {declared} | {found} | {dependants} |")
    out = ROOT / "build/defects"
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{make.__name__}.md").write_text("\n".join(lines) + "\n")


def test_the_specs_have_every_kind_of_defect():
    declared = {kind for make in SPECS for _, kind, _ in make()[1]}
    assert declared == set(RIGHT)
    kinds = (ROOT / "src/making/defects/kinds").glob("*.cc")
    assert declared == {path.stem for path in kinds}


def test_defects_are_the_same_in_any_cut_and_on_any_threads(program):
    spec, kinds = shop()
    path = program.folder / "defects.json"
    path.write_text(
        json.dumps(
            {
                "defects": [
                    {"table": t, "kind": k, "column": c, "rate": 0.01}
                    for t, k, c in kinds
                    if k != "duplicate_key"
                ]
                + [{"table": "purchase", "kind": "duplicate_key", "count": 9}]
            }
        )
    )
    seen = set()
    for cut in (["--threads", 1], ["--threads", 2, "--part-rows", 700, "--batch-rows", 7]):
        hashes = program.hashes(spec, "--defects", path, "--no-validate", *cut)
        ledger = pq.read_table(program.folder / "out/_defects.parquet").to_pylist()
        seen.add((tuple(hashes.items()), json.dumps(ledger)))
    assert len(seen) == 1
    clean = program.hashes(spec)
    assert clean != hashes
    assert not (program.folder / "out/_defects.parquet").exists()


def test_a_ledger_shows_values_whole(program):
    """An array and bytes as the undamaged run has them, in the form of JSON lines."""
    columns = [
        ("tags", "array<string>", {"choice": {"choices": ["a", "b'c", 'd"e', "ü"]}}, {"length": [0, 4], "nullable": True, "null_rate": 0.2}),
        ("sizes", "array<int>", {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}, {"length": [1, 3]}),
        ("raw", "binary", {"choice": {"choices": ["abc", "xy"]}}),
    ]  # fmt: skip
    spec = spec_of([entity(columns, 200)])
    names = [column[0] for column in columns]
    program.generate(spec, "--format", "jsonl", out="clean")
    (part,) = (program.folder / "clean/t").glob("*.jsonl")
    clean = [json.loads(line) for line in part.read_text().splitlines()]
    defects = [{"table": "t", "kind": "null", "column": name, "count": 9} for name in names]
    program.write({"defects": defects}, "defects.json")
    program.generate(spec, "--defects", "defects.json", "--no-validate")
    ledger = pq.read_table(program.folder / "out/_defects.parquet").to_pylist()
    assert {entry["column"] for entry in ledger} == set(names)
    for entry in ledger:
        value = clean[entry["row"]][entry["column"]]
        given = entry["before"] if entry["column"] == "raw" else json.loads(entry["before"])
        assert given == value and entry["after"] is None


def test_fewer_defects_than_asked_for_are_told_one_by_one(program):
    """What is null already can't be taken away; the numbers are those of the ledger."""
    columns = [
        ("a", "int", SEQUENCE, {"nullable": True, "null_rate": 0.5}),
        ("b", "int", SEQUENCE),
    ]
    spec = spec_of([entity(columns, 400)])
    asked = {"a": 100, "b": 30}
    defects = [
        {"table": "t", "kind": "null", "column": name, "count": count}
        for name, count in asked.items()
    ]
    program.write({"defects": defects}, "defects.json")
    program.write(spec)
    arguments = ("generate", "spec.json", "-o", "out", "--defects", "defects.json", "--no-validate")
    first = program.run(*arguments).stdout
    ledger = pq.read_table(program.folder / "out/_defects.parquet").to_pylist()
    broken = collections.Counter(entry["column"] for entry in ledger)
    assert broken["b"] == 30 and 20 < broken["a"] < 80
    metadata = json.loads((program.folder / "out/.metadata.json").read_text())
    missed = {"table": "t", "column": "a", "kind": "null", "asked": 100, "broken": broken["a"]}
    assert metadata["defects_missed"] == [missed]
    said = f"t.a: {broken['a']} of 100 values broken by null; the other rows have none"
    assert said in first and "t.b:" not in first


@pytest.mark.parametrize("most", [100, 10**9, None])
def test_orphans_are_keys_that_no_row_has(program, most):
    """Behind the greatest key where that is known; children that were not hit keep their parent."""
    keys = (
        {"distribution": {"type": "uniform", "params": {"min": 1, "max": most}}}
        if most
        else SEQUENCE
    )
    parent = entity([("code", "int", keys, {"unique": True})], 60, "p")
    child = entity([("code", "int", {"lookup": {"from": "p.code", "pick": "uniform"}})], 500)
    spec = spec_of([parent, child])
    spec["constraints"] = {"foreign_keys": [{"from": "t.code", "to": "p.code"}]}
    program.write(
        {"defects": [{"table": "t", "kind": "orphan", "column": "code", "count": 20}]},
        "defects.json",
    )
    program.generate(spec, "--defects", "defects.json", "--no-validate")
    orphans = "select count(*), min(t.code), max(t.code) from t anti join p using (code)"
    count, least, greatest = program.one(orphans)
    last = most or 60
    assert count == 20 and last < least <= greatest <= last + 1000


def test_files_that_drift_are_named(program):
    spec, _ = shop()
    drifts = [
        {"table": "customer", "kind": "schema_drift", "change": "rename", "column": "tier"},
        {"table": "purchase", "kind": "schema_drift", "change": "retype", "column": "amount"},
        {"table": "purchase", "kind": "schema_drift", "change": "add", "name": "note"},
        {"table": "purchase", "kind": "schema_drift", "change": "drop", "column": "tax"},
    ]
    path = program.folder / "defects.json"
    path.write_text(json.dumps({"defects": drifts}))
    program.generate(spec, "--defects", path, "--part-rows", 1000, "--no-validate")
    report = validate(program, spec)
    by_check = collections.defaultdict(list)
    for check in failed(report):
        by_check[check["check"], check["table"]].append(check)
    assert {tuple(e.values())[0] for e in by_check["columns", "customer"][0]["examples"]} == {
        "tier"
    }
    assert by_check["columns", "purchase"][0]["examples"][0]["column"] == "tax"
    assert "note" in by_check["extra_columns", "purchase"][0]["message"]
    assert by_check["type", "purchase"][0]["columns"] == ["amount"]
    assert report["summary"]["passed"] is False


def test_mistakes_in_defects_are_named(program):
    program.write(shop()[0])
    cases = {
        '{"defects": [{"table": "nobody", "kind": "null", "column": "x", "count": 1}]}': "no node",
        '{"defects": [{"table": "customer", "kind": "nul", "column": "x", "count": 1}]}': "null",
        '{"defects": [{"table": "customer", "kind": "null", "column": "emial", "count": 1}]}': "email",
        '{"defects": [{"table": "customer", "kind": "late", "column": "email", "count": 1}]}': "date",
        '{"defects": [{"table": "customer", "kind": "null", "column": "email"}]}': "rate",
        '{"defects": [{"table": "customer", "kind": "null", "column": "email", "count": 5000}]}': "4000",
        '{"defects": ': "JSON",
    }
    for text, expected in cases.items():
        path = program.folder / "defects.json"
        path.write_text(text)
        done = program.run("generate", "spec.json", "--defects", path, "-o", "none", check=2)
        assert expected in done.stderr, done.stderr
        assert not (program.folder / "none").exists()


# ---- No false alarms


def test_every_function_passes(program):
    """Each example of the reference, at 20,000 rows, strict: no claim is wrong, no test fails."""
    spec = every_function_spec()
    for node in spec["nodes"]:
        if node.get("rows") == 1000:
            node["rows"] = 20000
    program.generate(spec)
    report = validate(program, spec, "--strict", check=0)
    assert report["summary"]["confidence"] == "green"
    assert report["summary"]["checks"]["total"] > 500


def test_the_family_is_that_of_the_parent_not_of_another_lookup(program):
    """Of two lookups of one table, the one that draws its row comes first: it names no family."""
    spec, _ = shop()
    purchase = spec["nodes"][1]
    gift = {"lookup": {"from": "customer.id", "pick": "zipf@1.1"}}
    purchase["columns"].insert(0, column_of(("gift_to", "int", gift)))
    spec["nodes"][0]["rows"] = 2000
    program.generate(spec)
    report = validate(program, spec, "--strict", check=0)
    fanout = next(check for check in checks_of(report) if check["check"] == "fanout")
    assert fanout["columns"] == ["customer_id"]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_listed_bytes_are_those_of_their_text(program, form):
    """Backslashes and letters beyond ASCII are bytes like others, in lists and in what is compared."""
    values = ["a\\x41", "\\", "ü", "plain"]

    def listed(values):
        columns = [("raw", "binary", {"choice": {"choices": values}})]
        return spec_of(
            [entity(columns, 200)], constraints={"enum": [{"attr": "t.raw", "values": values}]}
        )

    program.generate(listed(values), "--format", form)
    report = validate(program, listed(values), "--strict", check=0)
    assert {check["check"] for check in checks_of(report)} >= {"enum", "choice_shares"}
    report = validate(program, listed([*values[:3], "other"]))
    assert "enum" in {check["check"] for check in failed(report)}


def test_a_column_without_a_claim_is_named(program):
    """A generator or a modifier that leaves nothing to check is said: as a line, not as a failure."""
    columns = [
        ("token", "uuid", {"uuid": {}}),
        ("code", "string", {"format": {"pattern": "{id:05d}"}}),
        (
            "grade",
            "string",
            {"choice": {"choices": ["a", "b"]}},
            {
                "modifiers": [
                    {"transform": "map_values", "args": {"map": {"a": "x"}, "default": "y"}}
                ]
            },
        ),
        ("name", "string", {"faker": {"method": "name"}}),
        ("first", "string(9)", {"faker": {"method": "first_name"}}),
        ("size", "int", uniform(1, 9)),
    ]
    spec = spec_of([entity(columns, 500)])
    program.generate(spec)
    html = program.folder / "report.html"
    report = validate(program, spec, "--strict", "--html", html, check=0)
    found = {
        check["columns"][0]: check["message"]
        for check in checks_of(report)
        if check["check"] == "claims"
    }
    # Of names only the spelling is looked at, which is not what they are.
    assert set(found) == {"token", "code", "grade", "name", "first"}
    assert found["token"] == "not checked: uuid claims nothing: its values are random bits"
    assert "'map_values' leaves nothing of what choice claims" in found["grade"]
    assert all(
        check["verdict"] == "not_applicable"
        for check in checks_of(report)
        if check["check"] == "claims"
    )
    assert "uuid claims nothing" in html.read_text()
    done = program.run("validate", program.folder / "spec.json", "--data", "out")
    said = "not checked, for want of a claim: 5 columns: t.token, t.code, t.grade, t.name, t.first"
    assert said in done.stdout


@pytest.mark.parametrize("form", ["csv", "jsonl", "arrow"])
def test_every_format_is_read(program, form):
    spec, _ = shop()
    program.generate(spec, "--format", form)
    report = validate(program, spec, "--strict", check=0)
    assert {table["format"] for table in report["tables"]} == {form}
    assert [table["rows"] for table in report["tables"]][0] == 4000


def test_seeds_without_a_false_alarm(program):
    """A correct spec with many statistical claims: at most one run in a hundred has an alarm."""
    spec, _ = shop()
    spec["nodes"][0]["columns"] += [
        {
            "name": "age",
            "type": "int",
            "nullable": True,
            "null_rate": 0.1,
            "generator": {
                "distribution": {
                    "type": "normal",
                    "params": {"mean": 40, "sigma": 12},
                    "clamp": [18, 90],
                }
            },
        },
        {
            "name": "income",
            "type": "decimal(12,2)",
            "nullable": False,
            "generator": {
                "distribution": {"type": "lognormal", "params": {"mean": 8, "sigma": 0.5}}
            },
        },
        {
            "name": "visits",
            "type": "int",
            "nullable": False,
            "generator": {"distribution": {"type": "poisson", "params": {"lambda": 3}}},
        },
        {
            "name": "joined",
            "type": "datetime",
            "nullable": False,
            "generator": {
                "datetime_series": {
                    "freq": "H",
                    "pattern": [
                        {"dimension": "dow", "weights": [1, 1, 1, 1, 2, 3, 2]},
                        {"dimension": "hour", "weights": [1] * 8 + [4] * 10 + [2] * 6},
                    ],
                }
            },
            "modifiers": [{"transform": "time_jitter", "args": {"std_minutes": 10}}],
        },
        {
            "name": "load",
            "type": "float",
            "nullable": False,
            "generator": {"distribution": {"type": "normal", "params": {"mean": 50, "sigma": 5}}},
            "modifiers": [
                {
                    "transform": "outliers",
                    "args": {
                        "rate": 0.02,
                        "mode": "spike",
                        "magnitude_dist": {"type": "uniform", "params": {"min": 3, "max": 6}},
                    },
                }
            ],
        },
    ]
    spec["nodes"][0]["correlations"] = [{"columns": ["age", "income"], "rho": 0.5}]
    path = program.write(spec)
    seeds = 1000 if FULL else 25
    alarms = []
    for seed in range(seeds):
        program.run(
            "generate",
            path,
            "--seed",
            seed,
            "--overwrite",
            "-o",
            "out",
            "--no-hash",
            "--progress",
            "never",
            "--no-validate",
        )
        report = validate(program, path)
        alarms += [(seed, check["check"], check["claim"]) for check in failed(report)]
    assert report["summary"]["statistical_tests"]["tests"] >= 13
    runs = len({seed for seed, *_ in alarms})
    out = ROOT / "build/defects"
    out.mkdir(parents=True, exist_ok=True)
    (out / "seeds.txt").write_text(f"{runs} of {seeds} seeds with a false alarm\n")
    assert runs <= seeds // 100, alarms


# ---- Behaviours


HALVES = [0.5] * 12 + [1.5] * 12
LATE_WEEK = [0.6, 1, 1, 1, 1, 1.2, 1.2]


def seasonal(base, dimension, weights):
    """A column over a base, beside columns that the base may follow from."""
    season = {"transform": "seasonality", "args": {"dimension": dimension, "weights": weights}}
    season["args"]["column"] = "at"
    columns = [
        ("at", "datetime", {"datetime_series": {"within": "timeframe"}}),
        ("share", "float", uniform(0.5, 1.5)),
        ("v", "float", {"expression": {"code": base}}, {"modifiers": [season]}),
    ]
    return spec_of([entity(columns, 4000)])


@pytest.mark.parametrize(
    "base, dimension, weights",
    [
        ("100 * (1 + hour(at))", "hour", HALVES),
        ("if(dow(at) >= 5, 300, 100) * share", "dow", LATE_WEEK),
        ("100 + id * share", "hour", HALVES),
    ],
)
def test_a_season_over_a_base_with_a_season_of_its_own(program, base, dimension, weights):
    spec = seasonal(base, dimension, weights)
    for seed in range(20):
        program.generate(spec, "--seed", seed, "--overwrite")
        report = validate(program, spec)
        (level,) = [check for check in checks_of(report) if check["check"] == "level_by_time"]
        assert level["verdict"] == "passed", (seed, level)
    wrong = seasonal(base, dimension, weights[::-1])
    report = validate(program, wrong)
    assert "level_by_time" in {check["check"] for check in failed(report)}


def test_the_sample_reports_its_own_impossible_target(program):
    program.generate(SAMPLE, "--rows", "user=20000")
    report = validate(program, SAMPLE, check=0)
    (target,) = failed(report)
    assert target["check"] == "weekend_share"
    # Five of thirteen weeks' weekends are whole: 27.3 % of the ticks by weight in this window.
    assert abs(target["statistic"]["observed"] - 0.274) < 0.005
    assert report["recommendations"][0]["path"] == "$.targets.weekend_share.min"
    assert report["summary"]["confidence"] == "amber"
    validate(program, SAMPLE, "--strict", check=1)


def test_a_target_that_the_files_cannot_show_is_named(program):
    hidden = ("size", "int", uniform(1, 9), {"hidden": True})
    target = {"table": "t", "column": "size", "min": 1, "max": 9}
    spec = spec_of([entity([hidden])], targets={"mean_in_range": target})
    program.generate(spec)
    report = validate(program, spec, check=0)
    (check,) = [check for check in checks_of(report) if check["check"] == "mean_in_range"]
    assert check["verdict"] == "not_applicable" and "do not have" in check["message"]


WEEK = [0.9, 1.0, 1.0, 1.1, 1.3, 1.2, 0.5]


def weather_spec(off):
    """Sales by weekday × weather × spikes; with `off`, rainy Fridays sell 10 % more than declared."""
    factor = "if(dow(at) == 4 and sky == 'rain', 1.1, 1.0)" if off else "if(sky == 'rain', 1, 1)"
    hidden = {"hidden": True}
    sale = [
        ("at", "datetime", {"datetime_series": {"freq": "H"}}),
        ("first", "date", {"choice": {"choices": ["2024-01-01"]}}, hidden),
        ("day", "int", {"expression": {"code": "days_between(first, at)"}}),
        (
            "sky",
            "string",
            {"lookup": {"from": "weather.sky", "on": {"day": "id"}}},
            {"hidden": True, "nullable": True},
        ),
        ("factor", "float", {"expression": {"code": factor}}, {"hidden": True, "nullable": True}),
        (
            "amount",
            "float",
            {"distribution": {"type": "lognormal", "params": {"mean": 3.2, "sigma": 0.4}}},
            {
                "modifiers": [
                    {
                        "transform": "seasonality",
                        "args": {"dimension": "dow", "weights": WEEK, "column": "at"},
                    },
                    {
                        "transform": "effect",
                        "args": {
                            "effect_table": "weather",
                            "on": {"day": "id"},
                            "map": {"field": "multiplier", "op": "mul", "default": 1.0},
                        },
                    },
                    {"transform": "multiply", "args": {"by": "factor"}},
                    {
                        "transform": "outliers",
                        "args": {
                            "rate": 0.005,
                            "mode": "spike",
                            "magnitude_dist": {"type": "uniform", "params": {"min": 6, "max": 9}},
                        },
                    },
                ],
                "nullable": True,
                "null_rate": 0,
            },
        ),
    ]
    weather = {
        "id": "weather",
        "kind": "entity",
        "pk": "id",
        "rows": 91,
        "columns": [
            ("id", "int", {"sequence": {"start": 0}}),
            (
                "sky",
                "string",
                {"choice": {"choices": ["clear", "rain", "storm"], "weights": [6, 3, 1]}},
            ),
            (
                "multiplier",
                "float",
                {"expression": {"code": "if(sky == 'clear', 1.0, if(sky == 'rain', 0.8, 0.6))"}},
            ),
        ],
    }
    target = {
        "table": "sale",
        "metric": "amount",
        "influences": [
            {"kind": "seasonality", "dimension": "dow", "weights": WEEK, "column": "at"},
            {
                "kind": "effect",
                "table": "weather",
                "on": {"day": "id"},
                "field": "multiplier",
                "default": 1.0,
                "by": "sky",
            },
            {"kind": "outliers", "rate": 0.005, "mode": "spike"},
        ],
        "tolerance": {"mae": 0.03, "mape": 0.03},
    }
    return spec_of([weather, entity(sale, 200_000, "sale")], targets={"composite_effect": target})


def composite(report):
    return next(check for check in checks_of(report) if check["check"] == "composite_effect")


def test_effects_together(program):
    true = weather_spec(False)
    program.generate(true)
    report = validate(program, true, check=0)
    assert composite(report)["verdict"] == "passed"
    detail = composite(report)["detail"]
    # The factors fitted on the logarithm.
    fitted = {(fit["influence"], fit["level"]): fit for fit in detail["fit"]}
    rain = fitted["weather", "rain"]
    assert rain["against"] == "clear" and rain["declared"] == pytest.approx(0.8)
    assert rain["low"] < 0.8 < rain["high"] and rain["high"] - rain["low"] < 0.02
    sunday = fitted["dow", "Sun"]
    assert sunday["against"] == "Fri" and sunday["declared"] == pytest.approx(0.5 / 1.3)
    marginals = {m["influence"]: m["levels"] for m in detail["marginals"]}
    assert {level["level"] for level in marginals["weather"]} == {"clear", "rain", "storm"}
    assert sum(level["rows"] for level in marginals["dow"]) == composite(report)["rows"]

    wrong = weather_spec(True)
    program.generate(wrong, "--overwrite")
    report = validate(program, wrong, "--strict", check=1)
    check = composite(report)
    assert check["verdict"] == "failed"
    assert [(e["dow"], e["weather"]) for e in check["examples"]] == [("Fri", "rain")]


def test_sparse_strata_are_dropped_and_named(program):
    spec = weather_spec(False)
    spec["nodes"][1]["rows"] = 20_000
    spec["targets"]["composite_effect"]["min_rows"] = 800
    program.generate(spec)
    check = composite(validate(program, spec))
    assert check["detail"]["sparse_strata"]
    assert all(
        re.match(r"dow=\w+ × weather=\w+ \(\d+ rows\)", name)
        for name in check["detail"]["sparse_strata"]
    )


def test_effects_that_add_up(program):
    spec = spec_of(
        [
            entity(
                [
                    ("at", "datetime", {"datetime_series": {"freq": "H"}}),
                    (
                        "extra",
                        "float",
                        {"expression": {"code": "if(dow(at) == 6, 5.0, 0.0)"}},
                        {"hidden": True},
                    ),
                    (
                        "amount",
                        "float",
                        {"distribution": {"type": "normal", "params": {"mean": 20, "sigma": 3}}},
                        {"modifiers": [{"transform": "add", "args": {"by": "extra"}}]},
                    ),
                ],
                50_000,
            )
        ],
        targets={
            "composite_effect": {
                "table": "t",
                "metric": "amount",
                "model": "additive",
                "influences": [
                    {"kind": "seasonality", "dimension": "dow", "weights": [0, 0, 0, 0, 0, 0, 5]}
                ],
                "tolerance": {"mae": 0.2},
            }
        },
    )
    program.generate(spec)
    assert composite(validate(program, spec, check=0))["verdict"] == "passed"
    spec["targets"]["composite_effect"]["influences"][0]["weights"][6] = 4
    check = composite(validate(program, spec, "--strict", check=1))
    assert check["examples"][0]["dow"] == "Sun"


def test_wrong_laws_are_found(program):
    """Data of one spec against another that says something a little different."""

    def spec(mean, weights, rho, rate, scale):
        node = entity(
            [
                (
                    "size",
                    "float",
                    {"distribution": {"type": "normal", "params": {"mean": mean, "sigma": 5}}},
                ),
                (
                    "other",
                    "float",
                    {"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}},
                ),
                ("kind", "string", {"choice": {"choices": ["a", "b", "c"], "weights": weights}}),
                ("maybe", "int", uniform(1, 9), {"nullable": True, "null_rate": rate}),
                (
                    "at",
                    "datetime",
                    {
                        "datetime_series": {
                            "freq": "H",
                            "pattern": {"dimension": "dow", "weights": [1, 1, 1, 1, 1, scale, 1]},
                        }
                    },
                ),
                (
                    "load",
                    "float",
                    {"distribution": {"type": "normal", "params": {"mean": 50, "sigma": 5}}},
                    {
                        "modifiers": [
                            {
                                "transform": "outliers",
                                "args": {
                                    "rate": rate / 4,
                                    "mode": "spike",
                                    "magnitude_dist": {
                                        "type": "uniform",
                                        "params": {"min": 3, "max": 6},
                                    },
                                },
                            }
                        ]
                    },
                ),
            ],
            40_000,
        )
        node["correlations"] = [{"columns": ["size", "other"], "rho": rho}]
        return spec_of([node])

    program.generate(spec(20, [1, 2, 3], 0.5, 0.1, 2))
    assert not failed(validate(program, spec(20, [1, 2, 3], 0.5, 0.1, 2)))
    report = validate(program, spec(20.5, [1, 2, 3.3], 0.42, 0.12, 1.8))
    assert {check["check"] for check in failed(report)} == {
        "distribution",
        "choice_shares",
        "correlation",
        "null_rate",
        "seasonality",
        "outlier_share",
    }


# ---- Files from elsewhere


def test_broken_files_are_named_without_a_crash(program):
    spec, _ = shop()
    program.generate(spec, "--part-rows", 1000)
    customer = program.folder / "out/customer"
    parts = sorted(customer.glob("*.parquet"))
    parts[0].write_bytes(b"")
    whole = parts[1].read_bytes()
    parts[1].write_bytes(whole[:200])
    damaged = bytearray(whole)
    damaged[8:2000] = b"\xff" * 1992
    parts[2].write_bytes(bytes(damaged))
    report = validate(program, spec)
    files = next(c for c in failed(report) if c["check"] == "files")
    assert files["violations"] == 3 and files["hard"]
    assert {pathlib.Path(e["file"]).name for e in files["examples"]} == {p.name for p in parts[:3]}
    assert "empty" in files["examples"][0]["problem"]
    # What can be read is still judged.
    assert next(t for t in report["tables"] if t["table"] == "customer")["rows"] == 1000


def test_an_interrupted_run_does_not_pass(program):
    spec, _ = shop()
    program.generate(spec)
    state = program.folder / "out/.datagen"
    state.mkdir()
    (state / "job.json").write_text("{}")
    report = validate(program, spec)
    assert {check["check"] for check in failed(report)} == {"files"}
    assert "interrupted run" in failed(report)[0]["message"]


def test_csv_files_that_do_not_fit_are_named(program):
    spec = spec_of(
        [
            entity(
                [
                    ("name", "string", {"text": {"words": [1, 2]}}),
                    ("age", "int", uniform(1, 9)),
                    ("day", "date", {"datetime_series": {"freq": "D"}}),
                ],
                4,
                "t",
            )
        ]
    )
    folder = program.folder / "out"
    folder.mkdir()
    (folder / "t.csv").write_text('id,name,age,extra\n1,a,3,x\n2,b,young,x\n2,"",4,\n,d,5,y\n')
    report = validate(program, spec)
    by_check = {check["check"]: check for check in failed(report)}
    assert by_check["columns"]["message"] == "missing: day; unknown to the spec: extra"
    assert "extra" in by_check["extra_columns"]["message"]
    assert by_check["type"]["examples"] == [{"id": "2", "age as given": "young"}]
    assert by_check["primary_key"]["examples"] == [{"id": "2", "times": "2"}]
    assert by_check["not_null"]["violations"] == 1
    program.run("validate", "spec.json", "--data", "nowhere", check=3)
    (folder / "t.csv").write_text("")
    report = validate(program, spec)
    assert "empty" in failed(report)[0]["message"]
    (folder / "t.csv").unlink()
    report = validate(program, spec)
    assert "no files" in failed(report)[0]["message"]


def test_files_of_other_writers(program):
    """Other types of the same values, dictionaries, another layout."""
    spec = spec_of(
        [
            entity(
                [
                    ("name", "string", {"choice": {"choices": ["x", "y"]}}),
                    ("price", "decimal(9,2)", uniform(1, 9)),
                    ("at", "datetime", {"datetime_series": {"freq": "H"}}),
                ],
                3,
                "t",
            )
        ]
    )
    folder = program.folder / "out"
    folder.mkdir()
    table = pa.table(
        {
            "id": pa.array([1, 2, 3], pa.int32()),
            "name": pa.array(["x", "y", "x"]).dictionary_encode(),
            "price": pa.array([1.5, 2.25, 8.0], pa.float64()),
            "at": pa.array([1704067200000, 1704070800000, 1704074400000], pa.timestamp("ms")),
        }
    )
    pq.write_table(table, folder / "t.parquet")
    report = validate(program, spec)
    (wrong,) = failed(report)
    assert wrong["check"] == "type" and wrong["columns"] == ["price"]
    assert "DOUBLE" in wrong["message"]
    with (
        pa.OSFile(str(folder / "t.arrow"), "wb") as file,
        pa.ipc.new_file(file, table.schema) as out,
    ):
        out.write_table(table)
    assert "two formats" in failed(validate(program, spec))[0]["message"]
    (folder / "t.parquet").unlink()
    (wrong,) = failed(validate(program, spec))
    assert wrong["check"] == "type"


def test_files_of_another_generator(program):
    """tpchgen-cli's tables against our TPC-H spec: all but the order keys, which leave gaps there."""
    command = [pathlib.Path(sys.executable).with_name("tpchgen-cli"), "parquet", "-s", "0.01"]
    subprocess.run([*command, "--output-dir", program.folder / "out"], check=True)
    spec = ROOT / "benchmarks/tpch/spec.json"
    rows = {"supplier": 100, "part": 2000, "customer": 1500, "orders": 15000}
    options = [word for name, count in rows.items() for word in ("--rows", f"{name}={count}")]
    report = validate(program, spec, *options, check=0)
    assert [(check["check"], check["columns"]) for check in failed(report)] == [
        ("domain", ["o_orderkey"])
    ]
    assert report["summary"]["checks"]["passed"] > 200


# ---- Reports and the ways to them


def test_reports_are_whole_and_offline(program):
    spec, _ = shop()
    path = program.folder / "defects.json"
    path.write_text(
        json.dumps(
            {
                "defects": [
                    {"table": "customer", "kind": "wrong_format", "column": "email", "count": 3},
                    {"table": "purchase", "kind": "orphan", "column": "customer_id", "count": 2},
                ]
            }
        )
    )
    program.generate(spec, "--defects", path, "--no-validate")
    report = validate(program, spec, "--html", "r.html", "--junit", "r.xml", check=1)
    html = (program.folder / "r.html").read_text()
    assert not re.search(r"(src|href)=\"(?!data:)", html) and "url(" not in html
    assert "<h2>What failed</h2>" in html and "lost-" not in html
    suite = xml.etree.ElementTree.parse(program.folder / "r.xml").getroot()[0]
    assert int(suite.get("tests")) == report["summary"]["checks"]["total"] == len(suite)
    assert int(suite.get("failures")) == report["summary"]["checks"]["failed"]
    done = program.run("validate", "spec.json", "--data", "out", check=1)
    assert len(done.stdout.splitlines()) <= 30
    assert max(len(line) for line in done.stdout.splitlines()) <= 100
    done = program.run("validate", "spec.json", "--data", "out", "--report", "none", check=1)
    for part in report["summary"]["score_parts"]:
        assert part["part"] in done.stdout


def test_rules_go_to_great_expectations(program):
    """The exported suites, run by Great Expectations itself: on right data and on broken data."""
    spec, _ = rentals()
    spec["targets"] = {
        "mean_in_range": {"table": "rental", "column": "price", "min": 40, "max": 60}
    }
    program.generate(spec)
    exported = program.run("export", "spec.json", "--to", "great_expectations")
    assert "has no words for" in exported.stderr
    (suite,) = json.loads(exported.stdout)
    kinds = {one["type"] for one in suite["expectations"]}
    assert len(kinds) >= 8 and suite["meta"]["unsaid"]
    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("files").add_dataframe_asset("rental")
    batch = asset.add_batch_definition_whole_dataframe("all")
    found = context.suites.add(great_expectations.ExpectationSuite(**suite))
    frame = pd.read_parquet(program.folder / "out/rental")
    run = batch.get_batch(batch_parameters={"dataframe": frame}).validate(found)
    assert run.success, run
    frame.loc[3, "price"] = -5
    frame.loc[4, "id"] = 1
    frame.loc[5, "plate"] = "?"
    run = batch.get_batch(batch_parameters={"dataframe": frame}).validate(found)
    broken = {result.expectation_config.type for result in run.results if not result.success}
    assert broken == {
        "expect_column_values_to_be_between",
        "expect_column_values_to_be_unique",
        "expect_column_values_to_match_regex",
    }


def test_rules_go_to_dbt_and_sql(program):
    spec, _ = clinic()
    spec["nodes"][1]["columns"][4]["name"] = "end"  # a word of SQL
    program.write(spec)
    text = program.run("export", "spec.json", "--to", "dbt").stdout
    models = {model["name"]: model for model in yaml.safe_load(text)["models"]}
    tests = {c["name"]: c.get("data_tests", []) for c in models["patient"]["columns"]}
    assert tests["id"] == ["not_null", "unique"]
    relation = next(t["relationships"] for t in tests["ward"] if "relationships" in t)
    assert relation["arguments"] == {"to": "ref('ward')", "field": "name"}
    values = next(t["accepted_values"] for t in tests["sex"] if "accepted_values" in t)
    assert values["arguments"] == {"values": ["female", "male"], "quote": True}
    limits = next(t["dbt_utils.accepted_range"] for t in tests["end"] if t != "not_null")
    assert limits["arguments"] == {"min_value": 2, "max_value": 180}
    assert "#   patient: text:" in text
    sql = program.run("export", "spec.json", "--to", "sql_expectations").stdout
    conditions = re.findall(r"EXPECT \((.*)\) ON VIOLATION (FAIL UPDATE|DROP ROW)", sql)
    assert ("`id` IS NOT NULL", "FAIL UPDATE") in conditions
    assert ("`sex` IS NULL OR `sex` IN ('female', 'male')", "DROP ROW") in conditions
    # Every condition is SQL that holds for the data.
    program.generate(spec)
    for table in ("ward", "patient"):
        part = sql[sql.index(f"`{table}_checked`") :].split(";")[0]
        for condition, _ in re.findall(r"EXPECT \((.*)\) ON VIOLATION (\w+)", part):
            condition = condition.replace("`", '"')
            query = f"select bool_and({condition}) from {table}"
            assert program.one(query) == (True,), condition


def test_generate_ends_with_a_quick_check_and_a_dry_run_stops(program):
    spec, _ = shop()
    program.write(spec)
    done = program.run("generate", "spec.json", "-o", "a")
    assert "quick check" in done.stdout
    done = program.run("generate", "spec.json", "-o", "b", "--no-validate")
    assert "quick check" not in done.stdout
    # A reference that the data can't keep: the sample shows it, nothing is generated.
    spec["constraints"]["foreign_keys"] = [{"from": "purchase.id", "to": "customer.id"}]
    program.write(spec)
    done = program.run("generate", "spec.json", "-o", "c", "--dry-run-sample", 50, check=1)
    assert "FAILED" in done.stdout and "dry run breaks hard checks" in done.stderr
    assert not (program.folder / "c").exists()
    # A claim about single rows that does not hold is found by the quick check.
    spec["constraints"] = {"ranges": [{"attr": "purchase.amount", "min": 1, "max": 499.9}]}
    program.write(spec)
    done = program.run("generate", "spec.json", "-o", "d", check=1)
    assert "failed range" in done.stdout


def test_a_spec_with_mistakes_is_not_validated_against(program):
    spec, _ = shop()
    spec["targets"] = {
        "composite_effect": {
            "table": "purchase",
            "metric": "amount",
            "tolerance": {"mae": 1},
            "influences": [
                {"kind": "seasonality", "dimension": "dow", "weights": [1, 2]},
                {"kind": "effect", "table": "nobody", "on": {}},
                {"kind": "outliers"},
                {"kind": "wind"},
            ],
        }
    }
    program.write(spec)
    done = program.run("validate", "spec.json", check=2)
    for words in ("7 dow classes", "'nobody' is no node", "needs the key 'rate'", "kind"):
        assert words in done.stderr, done.stderr


def test_the_sql_of_a_failure_runs_as_it_is_printed(program):
    spec = spec_of(
        [
            entity(
                [
                    ("at", "datetime", {"datetime_series": {"within": "timeframe"}}),
                    ("email", "string", {"faker": {"method": "email"}}),
                ],
                400,
            )
        ]
    )
    program.write(
        {
            "seed": 3,
            "defects": [
                {"table": "t", "kind": "null", "column": "at", "count": 7},
                {"table": "t", "kind": "duplicate_key", "count": 3},
                {"table": "t", "kind": "wrong_format", "column": "email", "count": 5},
            ],
        },
        "defects.json",
    )
    path = program.write(spec)
    for format in ("csv", "parquet"):
        made = program.run(
            "generate", path, "-o", format, "--format", format, "--defects", "defects.json"
        ).stdout
        assert "PASSED" not in made and "FAILED" not in made
        assert "1 of" in made and "failed not_null: t.at is never null (7 of 400)" in made
        done = program.run(
            "validate", path, "--data", format, "--report", "report.json", check=None
        )
        said = "15 values were broken on purpose (_defects.parquet): the data are not clean"
        assert said in made and said in done.stdout
        assert done.stdout.startswith("FAILED") and done.returncode == 1
        assert re.search(r"not checked, for want of a claim: \d columns?: .*t\.email", done.stdout)
        report = json.loads((program.folder / "report.json").read_text())
        jsonschema.validate(report, SCHEMA)
        assert report["summary"]["broken_on_purpose"] == 15
        failed = [one for one in report["constraints"] if one["verdict"] == "failed"]
        assert {one["check"] for one in failed} >= {"not_null", "primary_key"}
        for one in failed:
            sql = one["sql"].replace(format + "/", f"{program.folder}/{format}/")
            (rows,) = duckdb.sql(f"SELECT count(*) FROM ({sql})").fetchone()
            assert rows >= one["violations"] > 0


def test_a_csv_file_that_is_like_no_other(program):
    spec = spec_of([entity([("name", "string", {"choice": {"choices": ["a", "b"]}})], 2)])
    path = program.write(spec)
    (program.folder / "out/t").mkdir(parents=True)
    for text, said in {
        "id;name\n1;a\n": "its values are divided by ';', and ',' is expected",
        "1,a\n2,b\n": "its first line holds values (1, a), and names are expected there: id, name",
        'id,name\n1,"a\n2,b\n': "expected are values divided by ','",
    }.items():
        (program.folder / "out/t/x.csv").write_text(text)
        program.run("validate", path, "--data", "out", "--report", "report.json", check=1)
        report = json.loads((program.folder / "report.json").read_text())
        (files,) = [one for one in report["constraints"] if one["check"] == "files"]
        assert said in files["examples"][0]["problem"]


def test_a_report_in_a_pipe_is_whole(program):
    """No line is cut where there is no screen, however long."""
    names = [f"a_column_with_a_rather_long_name_{i}" for i in range(6)]
    columns = [(name, "float", {"expression": {"code": "hidden * 2"}}) for name in names]
    hidden = ("hidden", "float", {"distribution": {"type": "uniform", "params": {"min": 0, "max": 1}}}, {"hidden": True})  # fmt: skip
    spec = spec_of([entity([hidden, *columns], 100)])
    program.generate(spec, "--no-validate")
    said = program.run("validate", "spec.json", "--data", "out").stdout
    (line,) = [one for one in said.splitlines() if one.startswith("not checked, as the check")]
    assert "6 columns: " + ", ".join(f"t.{name}" for name in names) in line


def test_a_database_has_no_sql_over_copies(program):
    """The tables were copied to be checked: what ran over the copies is not shown as if it ran."""
    spec = spec_of([entity([("x", "int", SEQUENCE)], 50)])
    program.write(spec)
    program.run("generate", "spec.json", "--to", "duckdb:it.duckdb")
    with duckdb.connect(str(program.folder / "it.duckdb")) as connection:
        connection.execute("update t set x = 1000 + x where id < 5")
    claims = {"ranges": [{"attr": "t.x", "max": 100}]}
    program.write({**spec, "constraints": claims})
    done = program.run("validate", "spec.json", "--data", "duckdb:it.duckdb", "--report", "r.json", "--html", "r.html", "--junit", "r.xml", check=None)  # fmt: skip
    report = json.loads((program.folder / "r.json").read_text())
    jsonschema.validate(report, SCHEMA)
    (failed,) = [one for one in report["constraints"] if one["verdict"] == "failed" and one["check"] == "range"]  # fmt: skip
    assert "sql" not in failed and failed["no_sql"].startswith("no SQL to run")
    for name in ("r.html", "r.xml"):
        text = (program.folder / name).read_text()
        assert "SELECT" not in text and "no SQL to run" in text
    assert "range" in done.stdout
