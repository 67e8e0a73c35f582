"""Diagrams of a spec's tables: every table, key and reference is there, and Mermaid's own parser takes them."""

import json
import os
import pathlib
import re
import subprocess

import pytest
from conftest import ROOT, entity, spec_of

SPECS = sorted((ROOT / "examples/specs").glob("*.json"))
MERMAID = ROOT / ".deps/node-full/node_modules/mermaid"
STRANGE = spec_of(
    [
        entity([("two words", "string", {"uuid": {}}), ("1st", "array<int>", {"sequence": {}})], name="q t"),
        {
            "id": "wahl ü",
            "kind": "fact",
            "pk": ["left", "right"],
            "parents": ["q t"],
            "fanout": {"distribution": "fixed", "count": 1},
            "columns": [
                ("left", "int", {"lookup": {"from": 'q t.id'}}),
                ("right", "int", {"sequence": {"per": "parent"}}),
                ("maybe", "int", {"lookup": {"from": 'q t.id', "pick": "uniform"}}, {"nullable": True}),
            ],
        },
    ]
)  # fmt: skip


def claimed(spec):
    """(from, columns, to) of every foreign key that a spec declares."""
    found = set()
    for key in spec["constraints"].get("foreign_keys", []):
        table, columns = key["from"].split(".", 1)
        found.add((table, columns.strip("()").replace(" ", ""), key["to"].split(".")[0]))
    return found


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_table_key_and_reference_is_there(program, path):
    spec = json.loads(path.read_text())
    text = program.run("explain", path, "--diagram", "text").stdout
    drawn, table = set(), None
    for line in text.splitlines():
        if line.startswith("  "):
            reference = re.match(r"  (.*) ──► (.*?)\.", line)
            drawn.add((table, reference[1].strip("()").replace(" ", ""), reference[2]))
        else:
            table = line.split("  ")[0].strip()
    assert claimed(spec) <= drawn
    for node in spec["nodes"]:
        keys = [node["pk"]] if isinstance(node["pk"], str) else node["pk"]
        assert re.search(rf"^{node['id']} .*row.*  key: {', '.join(keys)}$", text, re.M), node["id"]
    mermaid = program.run("explain", path, "--diagram", "mermaid").stdout
    assert mermaid.startswith("erDiagram\n")
    assert len(re.findall(r"\[" '"', mermaid)) == len(spec["nodes"])
    assert len(re.findall(r" [|}][|o]--[|o][|{] ", mermaid)) == len(drawn)


def test_what_a_reference_may_be(program):
    program.write(STRANGE)
    text = program.run("explain", "spec.json", "--diagram", "text").stdout
    assert "left ──► q t.id  many to one\n" in text
    assert "maybe ──► q t.id  many to one, optional\n" in text


@pytest.mark.skipif(os.environ.get("DATAGEN_FULL") != "1", reason="the full form")
def test_mermaid_reads_them(program):
    script = (
        f"import mermaid from '{MERMAID}/dist/mermaid.core.mjs';"
        "import fs from 'fs';"
        "await mermaid.parse(fs.readFileSync(process.argv[1], 'utf8'));"
    )

    def reads(path):
        done = subprocess.run(
            ["node", "--input-type=module", "-e", script, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stderr

    program.write(STRANGE)
    for spec in (*SPECS, pathlib.Path("spec.json")):
        path = program.folder / "diagram.mmd"
        path.write_text(program.run("explain", spec, "--diagram", "mermaid").stdout)
        assert reads(path)[0], (path.read_text(), reads(path)[1])
    path.write_text('erDiagram\n  a ||--x b : "no such end"\n')
    assert not reads(path)[0]
