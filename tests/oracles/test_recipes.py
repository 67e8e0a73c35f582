"""Every recipe is run: its commands write what the page shows, its spec validates at green.

A page is docs/recipes/NAME.md; its files are examples/recipes/NAME*. A block `json` is a part of the page's spec, a
block `json FILE` the whole of another file. The lines with `$` of the block `console` are run beside the files, in
order; what they write follows each. `DATAGEN_REWRITE=1` writes the outputs anew.
"""

import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import PROGRAM, ROOT

PAGES = {
    path.stem: path for path in sorted(ROOT.glob("docs/recipes/*.md")) if path.stem != "README"
}
FILES = ROOT / "examples/recipes"
REWRITE = os.environ.get("DATAGEN_REWRITE") == "1"


def blocks(text):
    return re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```\n", text, re.S | re.M)


def parts(value):
    """Every value inside of a JSON value."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    for each in inner:
        yield from parts(each)


def run(command, folder):
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    # What differs from run to run.
    return re.sub(
        r"\bin \d+\.\d+ s(, [\d,]+ rows/s)?$", "in 0.01 s", done.stdout, flags=re.M
    ), done.returncode


def test_every_recipe_is_listed_and_has_its_files():
    listed = re.findall(r"\]\((\w+)\.md\)", (ROOT / "docs/recipes/README.md").read_text())
    assert sorted(listed) == sorted(PAGES)
    for path in FILES.iterdir():
        assert any(path.stem.startswith(name) for name in PAGES), path


@pytest.mark.parametrize("name", PAGES)
def test_a_recipe_runs_as_it_is_shown(name, tmp_path):
    text = PAGES[name].read_text()
    assert re.match(r"# [^\n]+\?\n\n\S", text), "a question, then the answer"
    for path in FILES.glob(f"{name}*"):
        shutil.copy(path, tmp_path)
    for kind, file, content in blocks(text):
        if kind == "json":
            whole = json.loads((FILES / (file or f"{name}.json")).read_text())
            places = [whole] if file else parts(whole)
            assert json.loads(content) in places, content
    (console,) = (content for kind, _, content in blocks(text) if kind == "console")
    shown = ""
    for command in re.findall(r"^\$ (.*)$", console, re.M):
        output, code = run(command, tmp_path)
        assert code == 0, (command, output)
        shown += f"$ {command}\n{output}"
    if REWRITE:
        PAGES[name].write_text(text.replace(console, shown))
    assert console == shown or REWRITE


@pytest.mark.parametrize("name", [path.stem for path in sorted(FILES.glob("*.json"))])
def test_the_spec_of_a_recipe_validates(name, tmp_path):
    if name not in PAGES:
        return
    spec = FILES / f"{name}.json"
    output, code = run(f"datagen generate {spec} --strict -o data", tmp_path)
    assert code == 0, output
    output, code = run(f"datagen validate {spec} --data data --strict", tmp_path)
    assert code == 0 and output.startswith("PASSED  green"), output
