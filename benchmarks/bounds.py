"""How near an estimate is to the run that follows: rows, bytes of each format, memory, CPU time.

  benchmarks/bounds.py [--small]

`explain --cost` is what `--max-rows`, `--max-bytes` and `--memory` go by. Every spec of examples/ that stands alone, as it
is and scaled up, and the TPC-H shape; the bytes found are those of the files on the disk. `--small` leaves out what is scaled.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from measure import PROGRAM, ROOT, machine, measure, ours

FORMATS = {
    "parquet": [],
    "parquet zstd": ["--compression", "zstd"],
    "csv": ["--format", "csv"],
    "csv gzip": ["--format", "csv", "--compression", "gzip"],
    "jsonl": ["--format", "jsonl"],
    "arrow": ["--format", "arrow"],
}
ROWS_WANTED = 1_000_000  # of a spec that is scaled up
UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}
FAR = 0.25  # beyond it, an estimate is marked


def size(number: str, unit: str) -> float:
    return float(number) * UNITS[unit]


def explained(spec: pathlib.Path, options: list[str]) -> dict[str, float]:
    command = [str(PROGRAM), "explain", str(spec), *options, "--cost", "--threads", "2"]
    text = measure(command)["output"].replace(",", "")
    total = re.search(r"total: (?:≈ )?(\d+) rows? about ([\d.e+]+) (\w+)", text)
    cost = re.search(r"about ([\d.e+-]+) CPU-s .* ([\d.]+) (\w+) of memory", text)
    return {
        "rows": int(total.group(1)),
        "bytes": size(total.group(2), total.group(3)),
        "cpu": float(cost.group(1)),
        "memory": size(cost.group(2), cost.group(3)),
    }


def made(spec: pathlib.Path, options: list[str], folder: pathlib.Path) -> dict[str, float]:
    shutil.rmtree(folder, ignore_errors=True)
    run = measure([*ours(spec, *options, "--threads", "2"), "-o", str(folder)])
    rows = re.search(r"total\s+(\d+) rows?", run["output"].replace(",", ""))
    files = [
        path for path in folder.glob("*/**/*") if path.is_file() and ".datagen" not in path.parts
    ]
    return {
        "rows": int(rows.group(1)),
        "bytes": sum(path.stat().st_size for path in files),
        "cpu": run["cpu"],
        "memory": run["memory"],
    }


def off(said: float, found: float) -> str:
    share = said / found - 1 if found else 0.0
    mark = "**" if abs(share) > FAR else ""
    return f"{mark}{100 * share:+.0f} %{mark}"


def specs(small: bool) -> list[tuple[str, pathlib.Path, list[str]]]:
    cases = []
    for path in sorted(
        [*ROOT.glob("examples/specs/*.json"), *ROOT.glob("examples/recipes/*.json")]
    ):
        if path.stem == "broken_defects":
            continue
        cases.append((path.stem, path, []))
        rows = explained(path, [])["rows"]
        if not small and rows < ROWS_WANTED / 2:
            scale = ["--scale", str(max(2, round(ROWS_WANTED / rows)))]
            if explained(path, scale)["rows"] > rows:  # not a list of values
                cases.append((f"{path.stem}, scale {scale[1]}", path, scale))
    if not small:
        cases.append(("TPC-H, SF1", ROOT / "benchmarks/tpch/spec.json", []))
    return cases


def loads() -> list[str]:
    lines = ["| spec | into | said | found |", "|---|---|---|---|"]
    for stem, scale in (
        ("two_countries", 10),
        ("many_to_many", 20),
        ("time_series", 10),
        ("tree", 20),
    ):
        spec = ROOT / f"examples/recipes/{stem}.json"
        with tempfile.TemporaryDirectory() as folder:
            for target in ("sqlite:data.sqlite", "duckdb:data.duckdb", "data.sql"):
                kind, _, name = target.rpartition(":")
                path = pathlib.Path(folder) / name
                load = [
                    str(PROGRAM),
                    "generate",
                    str(spec),
                    "--scale",
                    str(scale),
                    "--create",
                    "--progress",
                    "never",
                ]
                load += ["--to", f"{kind}:{path}" if kind else str(path)]
                refused = subprocess.run(
                    [*load, "--max-bytes", "1"], capture_output=True, text=True, check=False
                )
                said = re.search(r"rows, about ([\d.e+]+) (\w+) as", refused.stderr)
                measure(load)
                found = path.stat().st_size
                guess = size(said.group(1), said.group(2))
                lines.append(
                    f"| {stem}, scale {scale} | {kind or 'script'} | {guess / 1e6:.3g} MB | "
                    f"{found / 1e6:.3g} MB ({off(guess, found)}) |"
                )
                print(lines[-1], file=sys.stderr, flush=True)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    arguments = parser.parse_args()
    lines = [
        "| spec | rows said | found | "
        + " | ".join(f"bytes of {name}" for name in FORMATS)
        + " | memory MB said | found | CPU s said | found |",
        "|---" * (len(FORMATS) + 7) + "|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, spec, options in specs(arguments.small):
            cells = []
            for form, chosen in FORMATS.items():
                said = explained(spec, [*options, *chosen])
                found = made(spec, [*options, *chosen], pathlib.Path(folder) / "run")
                if form == "parquet":
                    first_said, first = said, found
                cells.append(
                    f"{found['bytes'] / 1e6:.3g} MB ({off(said['bytes'], found['bytes'])})"
                )
            line = (
                f"| {name} | {first_said['rows']:,} | {first['rows']:,} | {' | '.join(cells)} | "
                f"{first_said['memory'] / 1e6:.0f} | {first['memory'] / 1e6:.0f} | "
                f"{first_said['cpu']:.2f} | {first['cpu']:.2f} |"
            )
            print(line, file=sys.stderr, flush=True)
            lines.append(line)
    lines += ["", "Loads, by what `--max-bytes 1` says:", "", *loads()]
    print(f"2 threads; {machine()}\n", *lines, sep="\n")


if __name__ == "__main__":
    main()
