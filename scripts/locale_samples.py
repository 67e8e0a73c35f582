"""Writes docs/locales.md: a few rows of each locale, to be read by those who speak it.

scripts/locale_samples.py        (make build first)
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = pathlib.Path(os.environ.get("DATAGEN", ROOT / "build/bin/datagen"))
SHOWN = [
    "name",
    "email",
    "phone_number",
    "address",
    "state",
    "company",
    "job",
    "ssn",
    "license_plate",
]
ROWS = 3

HEAD = """# Locales

<!-- Made by scripts/locale_samples.py; tests/test_documents.py keeps it so. -->

What `faker` makes in each locale, seed 42. Names, streets and firms are put together from lists; cities of some
locales are invented ones in the language's manner. Telephones are valid mobile numbers of the country, and may be
someone's. Known to be weak: English job titles where the data have none of their own; romanised Japanese, Arabic and
Hebrew names in e-mails follow the signs, not their sound; English people in bn_BD, cy, mn_MN_cyrl and ta_IN.
"""


def run(*arguments: str) -> str:
    return subprocess.run(
        [str(PROGRAM), *arguments], capture_output=True, text=True, check=True
    ).stdout


def rows_of(locale: str, folder: pathlib.Path) -> list[dict]:
    columns = [{"name": "id", "type": "int", "nullable": False, "generator": {"sequence": {}}}]
    for method in SHOWN:
        generator = {"faker": {"method": method, "of": "one"}}
        columns.append(
            {"name": method, "type": "string", "nullable": False, "generator": generator}
        )
    spec = {
        "version": "1.0",
        "metadata": {"name": "samples"},
        "locale": locale,
        "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z", "freq": "D"},
        "nodes": [{"id": "t", "kind": "entity", "pk": "id", "rows": ROWS, "columns": columns}],
        "constraints": {},
    }
    (folder / "spec.json").write_text(json.dumps(spec))
    run(
        "generate",
        str(folder / "spec.json"),
        "-o",
        str(folder / "out"),
        "--format",
        "jsonl",
        "--overwrite",
    )
    return [
        json.loads(line) for line in (folder / "out/t/part-00000.jsonl").read_text().splitlines()
    ]


def main() -> str:
    reference = run("functions", "generator faker")
    locales = re.search(r"^Locales: (.*)\.$", reference, re.M).group(1).split(", ")
    lines = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        for locale in locales:
            lines.append(f"## {locale}\n\n| {' | '.join(SHOWN)} |\n|{'---|' * len(SHOWN)}")
            for row in rows_of(locale, pathlib.Path(folder)):
                lines.append(
                    "| " + " | ".join(row[method].replace("|", "\\|") for method in SHOWN) + " |"
                )
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(main())
    else:
        (ROOT / "docs/locales.md").write_text(main())
