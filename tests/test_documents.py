"""What the documents say is so: paths and commands exist, the derived pages are derived, examples run."""

import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = pathlib.Path(os.environ.get("DATAGEN", ROOT / "build/bin/datagen"))
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("**/*.md"),
    *(ROOT / "benchmarks").glob("*.md"),
]
REWRITE = os.environ.get("DATAGEN_REWRITE") == "1"


def run(*arguments, **options):
    return subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


def output(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def code(text):
    blocks = re.findall(r"```\n(.*?)```", text, re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    return [line.strip() for block in blocks for line in block.splitlines()] + spans


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_paths_exist(path):
    text = path.read_text()
    names = set(re.findall(r"\]\((?!http)([^)#]+)\)", text))
    for name in names:
        assert (path.parent / name).exists() or (ROOT / name).exists(), name
    top = {entry.name for entry in ROOT.iterdir()}
    for span in code(text):
        for word in re.split(r"[\s=:,]+", span.split("#")[0]):
            first = word.split("/")[0]
            if (
                "/" not in word
                or first not in top
                or first in ("build", "output")
                or "NAME" in word
            ):
                continue
            assert (ROOT / word).exists(), f"{path.name} names {word}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(path):
    makefile = (ROOT / "Makefile").read_text()
    for span in code(path.read_text()):
        words = span.split("#")[0].split()
        if words[:1] == ["make"] and len(words) > 1:
            assert re.search(rf"^{re.escape(words[1])}:", makefile, re.M), span
        if words[:1] == ["build/bin/datagen"]:
            help_text = output(words[1], "--help")
            for option in re.findall(r"(?<!\S)--[a-z-]+", span):
                assert option in help_text or option == "--help", span


def test_the_reference_is_derived():
    assert (ROOT / "docs/reference.md").read_text() == output("functions", "--markdown")


def test_the_reference_shows_every_keys_form_and_an_example():
    text = (ROOT / "docs/reference.md").read_text()
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    places = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= places
    objects = text[text.index("## The spec") : text.index("### Types")]
    tables = re.findall(r"^### (.*)\n\n((?:\|.*\n)+)", objects, re.M)
    tables += re.findall(r"^#### rule `(.*)`\n\n.*\n\n((?:\|.*\n)+)", objects, re.M)
    assert len(tables) > 30
    keys = {title: {} for title, _ in tables}
    for title, table in tables:
        for line in table.splitlines()[2:]:
            key, form, _, _, example = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            assert form not in ("", "any value", "value"), f"{title}: {key} is a {form}"
            shown = example.strip("`").replace("\\|", "|")
            assert shown, f"{title}: {key} has no example"
            if "…" not in shown:
                json.loads(shown)
            keys[title][key.strip("`")] = form
    assert keys["constraints"]["ranges"] == "list of [ranges](#ranges)"
    assert keys["targets"]["weekend_share"].startswith("[weekend share](#weekend_share) or list of")
    assert keys["ranges"] == {"attr": "table.column", "min": "number", "max": "number"}


def test_the_page_of_commands_is_derived():
    assert (ROOT / "docs/commands.md").read_text() == output("commands", "--markdown")


def test_the_page_of_errors_is_derived():
    assert (ROOT / "docs/errors.md").read_text() == output("explain-error", "--markdown")


def steady(text):
    """Without what a clock and a machine say."""
    return re.sub(r"\d+\.\d+ s\b|[\d,]+ rows/s", "N", text)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/start").glob("*.md")), ids=lambda path: path.stem
)
def test_a_first_page_shows_what_comes(path, tmp_path):
    """Its files are written, its commands are run, and what they print follows each."""
    page = path.read_text()
    for name, text in re.findall(r"^```\w+ (\S+)\n(.*?)^```", page, re.S | re.M):
        (tmp_path / name).write_text(text)
    env = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    unpacked = re.search(r"tar -xf (\S+)\.tar\.xz\n", page)
    into = unpacked[1] if unpacked else "datagen"
    if unpacked or "make install PREFIX=$HOME/datagen\n" in page:  # test_install.py has the archive
        install = ["cmake", "--install", PROGRAM.parents[1], "--prefix", tmp_path / into]
        subprocess.run(install, check=True, capture_output=True)

    def ran(block):
        shown = ""
        for line in block[1].splitlines():
            if not line.startswith("$ "):
                continue
            done = subprocess.run(
                ["bash", "-c", line[2:]],
                cwd=tmp_path,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            shown += f"{line}\n{done.stdout}"
        same = steady(shown) == steady(block[1])
        return block[0] if same else f"```console\n{shown}```"

    told = re.sub(r"```console\n(.*?)```", ran, page, flags=re.S)
    if REWRITE:
        path.write_text(told)
    assert told == page


def test_every_example_is_a_valid_spec_that_runs(tmp_path):
    schema = json.loads(output("schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    names = output("functions", "--names").splitlines()
    assert len(names) > 40
    for name in names:
        text = output("functions", "--example", name)
        validator.validate(json.loads(text))
        assert name.split(" ")[1] in output("functions", name)
        (tmp_path / "spec.json").write_text(text)
        done = run("generate", tmp_path / "spec.json", "--format", "null", "--strict")
        assert done.returncode == 0, (name, done.stderr)
    for path in (ROOT / "examples/specs").glob("*.json"):
        validator.validate(json.loads(path.read_text()))
        assert run("explain", path, "--strict").returncode == 0, path
    bad = json.loads((ROOT / "examples/specs/universal_demo.json").read_text())
    bad["nodes"][0]["columns"][0]["generator"] = {"sequence": {"stat": 1}}
    assert not validator.is_valid(bad)


def test_every_second_example_runs_and_no_key_is_without_one(tmp_path):
    """The reference shows both; together they have every key, so that each has a value to copy."""
    page = (ROOT / "docs/reference.md").read_text()
    seconds = 0
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        name = section.split("\n", 1)[0]
        if not re.match(r"(generator|modifier|fanout|relation) ", name):
            continue
        for row in re.findall(r"^\| `(\w+)` \|.*\|$", section, flags=re.MULTILINE):
            line = re.search(rf"^\| `{row}` \|.*\|$", section, flags=re.MULTILINE).group()
            cells = re.split(r"(?<!\\)\|", line)
            assert len(cells) != 7 or cells[5].strip(), (name, row)
        blocks = re.findall(r"```json\n(.*?)```", section, flags=re.DOTALL)
        for text in blocks[1:]:
            example = json.loads(text)
            key = {
                "name": "row_id",
                "type": "int",
                "nullable": False,
                "generator": {"sequence": {}},
            }
            table = {"id": "t", "kind": "entity", "pk": "row_id", "rows": 1000}
            if "columns" not in example[0]:
                example = [{**table, "columns": [key, *example]}]
            frame = {"start": "2024-01-01", "end": "2024-03-31", "freq": "H"}
            head = {"version": "1.0", "metadata": {"name": "example"}, "timeframe": frame}
            spec = tmp_path / "second.json"
            spec.write_text(json.dumps({**head, "nodes": example, "constraints": {}}))
            done = run("generate", spec, "--format", "null", "--strict")
            assert done.returncode == 0, (name, done.stderr)
            seconds += 1
    assert seconds >= 7


def test_the_readme_shows_the_example_that_is_there():
    shown = re.search(r"```json\n(.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
    assert json.loads(shown) == json.loads((ROOT / "examples/specs/shop.json").read_text())
    first = (ROOT / "README.md").read_text().split("```")[1].split("\n")
    assert first[1].startswith("make demo") and first[2].startswith("make test")


def test_unknown_function_gets_a_hint():
    done = run("functions", "chioce")
    assert done.returncode == 2 and "did you mean 'choice'" in done.stderr


def test_errors_are_explained():
    pages = sorted(ROOT.glob("src/knowledge/errors/pages/*/*.md"))
    listed = output("explain-error")
    for path in pages:
        assert output("explain-error", path.stem) == path.read_text()
        assert f"  {path.stem} " in listed
    assert output("explain-error", "error[unknown-key]:") == output("explain-error", "unknown-key")
    done = run("explain-error", "unknown-kye")
    assert done.returncode == 2 and "did you mean 'unknown-key'" in done.stderr


def test_architecture_names_every_wing_and_room():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    for folder in (ROOT / "src").glob("*/"):
        assert f"**`{folder.name}/`**" in text, folder.name
        for room in folder.glob("*/"):
            assert f"`{room.name}/`" in text, room


def test_locale_samples_are_derived():
    script = [sys.executable, ROOT / "scripts/locale_samples.py", "-"]
    made = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert made == (ROOT / "docs/locales.md").read_text()
