"""The answers to beginners' mistakes, before and after: writes benchmarks/logs/mistakes.md.

    .deps/python/bin/python benchmarks/mistakes.py BEFORE AFTER

BEFORE and AFTER are two programs; the mistakes are those of tests/mistakes.
"""

import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/oracles"))

import mistakes  # noqa: E402


def shown(told):
    """An answer without the lines that show where it stands."""
    lines = [
        line
        for line in told.splitlines()
        if not re.match(r"\s*\d+ \||\s*\|| *at \$|.*: \d+ errors?$", line)
    ]
    return "\n".join(lines)


def helps(told):
    """Whether an answer says what to write: a hint, an example or another success than silence."""
    if told.startswith("exit 0"):
        return "> " in told
    return "hint: " in told or bool(re.search(r"expected (?!one of)", told))


def main(before, after):
    blocks = []
    counts = {"before": 0, "after": 0}
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(mistakes.FOLDER.glob("*.txt")):
            blocks.append(f"\n## {path.stem.replace('_', ' ')}\n")
            for number, (name, given, _) in enumerate(mistakes.cases(path)):
                place = pathlib.Path(folder) / path.stem / str(number)
                told = {
                    "before": mistakes.answer(before, given, place / "before"),
                    "after": mistakes.answer(after, given, place / "after"),
                }
                total += 1
                for when, text in told.items():
                    counts[when] += helps(text)
                blocks.append(
                    f"\n### {name}\n\n```\n{given}\n```\n\nbefore:\n\n```\n{shown(told['before'])}\n```\n"
                    f"\nafter:\n\n```\n{shown(told['after'])}\n```\n"
                )
    head = (
        "# Beginners' mistakes, before and after\n\n"
        "<!-- Written by benchmarks/mistakes.py BEFORE AFTER. -->\n\n"
        f"The {total} mistakes of tests/mistakes, answered by the program before its hints were written and after. "
        "An answer counts that says what to write (by a hint, or by an expectation beyond a list of names), or that "
        f"does what was meant: {counts['before']} before, {counts['after']} after.\n"
    )
    (ROOT / "benchmarks/logs/mistakes.md").write_text(head + "".join(blocks))
    print(counts, "of", total)


if __name__ == "__main__":
    main(*(pathlib.Path(program).resolve() for program in sys.argv[1:3]))
