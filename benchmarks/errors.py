"""How much the errors say: over the bad specs of tests/oracles/test_bad_specs.py and the examples of the codes' pages,
how many diagnostics have a place, what was given, what is expected, a hint. Prints Markdown.

    .deps/python/bin/python benchmarks/errors.py
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/oracles"))
import test_bad_specs  # noqa: E402

PROGRAM = ROOT / "build/bin/datagen"
FIELDS = {
    "place": lambda found: "line" in found,
    "end of the place": lambda found: "endColumn" in found,
    "JSON path": lambda found: "path" in found,
    "given": lambda found: "given" in found,
    "expected": lambda found: "expected" in found,
    "hint": lambda found: "hint" in found,
    "expected or hint": lambda found: "expected" in found or "hint" in found,
}


def problems(folder, *arguments):
    done = subprocess.run(
        [PROGRAM, *arguments, "--errors", "json"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return json.loads(done.stderr)["problems"]


def of_bad_specs(folder):
    for spec, *_ in test_bad_specs.BAD.values():
        (folder / "spec.json").write_text(json.dumps(spec, indent=1))
        yield from problems(folder, "explain", "spec.json")


def of_pages(folder):
    for path in sorted(ROOT.glob("src/knowledge/errors/pages/*/*.md")):
        text = path.read_text()
        for name, content in re.findall(r"^```(?:json|sql) (\S+)\n(.*?)^```\n", text, re.S | re.M):
            (folder / name).write_text(content)
        for command in re.findall(r"^\$ datagen (explain spec\.json|create .*)$", text, re.M):
            yield from problems(folder, *command.split())


def main():
    codes = [path.stem for path in ROOT.glob("src/knowledge/errors/pages/*/*.md")]
    print(f"{len(codes)} codes.\n")
    found = {}
    with tempfile.TemporaryDirectory() as name:
        found["bad specs"] = list(of_bad_specs(pathlib.Path(name)))
        found["examples of pages"] = list(of_pages(pathlib.Path(name)))
    print(f"| | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    print(f"| diagnostics | {' | '.join(str(len(all_)) for all_ in found.values())} |")
    different = [len({entry["code"] for entry in all_}) for all_ in found.values()]
    print(f"| different codes | {' | '.join(map(str, different))} |")
    for field, has in FIELDS.items():
        shares = [f"{sum(map(has, all_)) / len(all_):.0%}" for all_ in found.values()]
        print(f"| with {field} | {' | '.join(shares)} |")
    for title, has in (
        ("given", FIELDS["given"]),
        ("expected or hint", FIELDS["expected or hint"]),
    ):
        without = collections.Counter(
            entry["code"] for all_ in found.values() for entry in all_ if not has(entry)
        )
        print(f"\nWithout {title}: {', '.join(f'{code} {n}' for code, n in without.most_common())}")


if __name__ == "__main__":
    main()
