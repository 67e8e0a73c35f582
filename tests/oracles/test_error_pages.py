"""The page of every code: its example runs and gives exactly that code, with the output that it shows.

A page is src/knowledge/errors/pages/GROUP/CODE.md. Its code blocks named `json FILE` and `sql FILE` are the files of
the example; the lines with `$` of the block `console` are run beside them, in order, and what they write to standard
error follows each. A page without such a block names the test that makes the failure in its place.
`DATAGEN_REWRITE=1` writes the outputs anew.
"""

import os
import re
import subprocess

import pytest
from conftest import PROGRAM, ROOT

PAGES = {path.stem: path for path in sorted(ROOT.glob("src/knowledge/errors/pages/*/*.md"))}
REWRITE = os.environ.get("DATAGEN_REWRITE") == "1"
REPORTING = (
    r"Error|Warn|KeyError|ErrorAt|Fail|Note|NoteWord|Skip|Invalid|Environment|DiagnosticCode"
    r"|MakeDiagnostic|Mistake|Refuse"
)
FIRST = re.compile(
    rf"\b(?:{REPORTING})\(\s*(?:Severity::k\w+,\s*|this, |context, )?\"([^\" ]+)\""
    r"|push_back\(\s*\{\"([^\" ]+)\",\s+(?:Severity::k|kWarning)"
    r"|\.code = \"([^\" ]+)\""
    r"|return \"([a-z]+(?:-[a-z]+)+)\";"
    r"|\*mistake = \{\s*\"([^\" ]+)\""
)


def reported():
    """Every code that is reported somewhere, with the files that do."""
    codes = {}
    for path in sorted(ROOT.glob("src/**/*")):
        if path.suffix in (".cc", ".h") and not path.name.endswith("_test.cc"):
            for groups in FIRST.findall(path.read_text()):
                codes.setdefault(next(filter(None, groups)), set()).add(path.name)
    return codes


def blocks(text):
    return re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```\n", text, re.S | re.M)


def steps(console):
    """[(command, what it writes to standard error)]"""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", console, re.M)
    assert "".join(f"$ {command}\n{output}" for command, output in found) == console
    return found


def test_every_code_has_a_page_and_every_page_a_code():
    codes = reported()
    assert sum(map(len, codes.values())) > 150, "the reports are not found"
    assert {code: files for code, files in codes.items() if code not in PAGES} == {}
    assert sorted(set(PAGES) - set(codes)) == []


@pytest.mark.parametrize("code", PAGES)
def test_a_page_has_its_parts(code):
    text = PAGES[code].read_text()
    assert re.match(rf"# {code}\n\n[^\n]+\.\n\n\S", text), "a title, a sentence, what it means"
    for part in ("\n\n**What to do.** ", "\n\n**Why.** "):
        assert text.count(part) == 1, part
    prose = re.sub(r"^```.*?^```\n", "", text, flags=re.S | re.M)
    assert max(map(len, prose.split("\n"))) <= 120, "a line is longer than 120 characters"
    kinds = [kind for kind, _, _ in blocks(text)]
    if "console" in kinds:
        assert kinds.count("console") == 1
        return
    made = re.search(r"\n\nIt can't be shown here; `([\w/.]+?)(?:::(\w+))?` makes it\.\n", text)
    test = (ROOT / made.group(1)).read_text()
    assert code in test and (made.group(2) is None or f"def {made.group(2)}(" in test)


@pytest.mark.parametrize(
    "code", [code for code, path in PAGES.items() if "```console" in path.read_text()]
)
def test_the_example_of_a_page_gives_its_code(code, tmp_path):
    text = PAGES[code].read_text()
    shown = ""
    outputs = []
    for kind, name, content in blocks(text):
        if kind != "console":
            (tmp_path / name).write_text(content)
            continue
        for command, _ in steps(content):
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"},
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
                timeout=60,
                check=False,
            )
            outputs.append(done.stderr)
            shown += f"$ {command}\n{done.stderr}"
    given = set(re.findall(r"(?:error|warning|skipped)\[([^\]]+)\]", outputs[-1]))
    assert given == {code}, outputs[-1]
    rewritten = re.sub(
        r"(^```console\n).*?(^```\n)",
        lambda m: m.group(1) + shown + m.group(2),
        text,
        flags=re.S | re.M,
    )
    if REWRITE:
        PAGES[code].write_text(rewritten)
    assert text == rewritten or REWRITE
