"""A beginner's mistake is answered by what to write: tests/mistakes/*.txt, see mistakes.py."""

import os
import re

import mistakes
import pytest
from conftest import PROGRAM, ROOT

PATHS = sorted(mistakes.FOLDER.glob("*.txt"))
REWRITE = os.environ.get("DATAGEN_REWRITE") == "1"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_answers(path, tmp_path):
    found = [
        (name, given, mistakes.answer(PROGRAM, given, tmp_path / str(number)))
        for number, (name, given, _) in enumerate(mistakes.cases(path))
    ]
    if REWRITE:
        blocks = [f"\n== {name}\n{given}\n----\n{told}" for name, given, told in found]
        path.write_text(mistakes.remarks(path).rstrip("\n") + "\n" + "".join(blocks))
    assert found == list(mistakes.cases(path))
    # No answer is a riddle: who made a mistake learns what to write.
    for name, _, told in found:
        if told.startswith("exit 2"):
            assert re.search(r"hint: |expected |see: |No such file", told), (path.stem, name, told)


def test_every_type_that_sql_is_read_with_has_a_hint(tmp_path):
    source = (ROOT / "src/inputs/ddl/type_names.cc").read_text()
    table = source.split("kMeanings[] = {")[1].split("};")[0]
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', table)
    names = [name.replace('\\"', "") for text in texts for name in text.split("|") if name]
    assert len(names) > 150
    columns = [
        f'{{"name": "a{number}", "type": "{name}", "nullable": false, "generator": {{"x": {{}}}}}}'
        for number, name in enumerate(names)
    ]
    (tmp_path / "spec.json").write_text(mistakes.with_column(",\n   ".join(columns)))
    told = mistakes.run(PROGRAM, ["explain", "spec.json"], tmp_path).stderr
    parts = re.split(r"\nspec\.json:\d+:\d+: error", "\n" + told)
    hints = {}
    for part in parts:
        if match := re.match(r"\[unknown-type\]: unknown type '([^']*)'", part):
            hints[match[1]] = re.search(r"hint: (.*)", part)
    own = {"int8", "int64", "float", "float32", "float64", "bool", "string", "date", "time"}
    own |= {"datetime", "uuid", "binary", "json", "int"}
    assert set(names) - own <= set(hints)
    assert all(hints.values()), [name for name, hint in hints.items() if not hint]
