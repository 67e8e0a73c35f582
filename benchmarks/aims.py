"""What datagen aims at, measured: beside tpchgen-cli, DuckDB's dbgen, Arrow's Parquet writer alone and NumPy + Faker.

  benchmarks/aims.py [--rounds 5] [--large] [--log]

All in one run on one machine, two threads, snappy; the TPC-H-shaped spec at scale factor 1 (`--large`: also 10, for
the memory), the S4 sample with 500,000 users, a million people of 25 locales. Prints figures and ratios beside the
aims. `--small` runs our side alone at scale factor 0.05, for tests.
"""

import argparse
import pathlib
import re
import shutil
import statistics
import sys
import tempfile

from measure import PROGRAM, ROOT, best_in_turn, machine, measure, ours, publish, rows_of

SPEC = ROOT / "benchmarks/tpch/spec.json"
PEOPLE = ROOT / "benchmarks/people.json"
SAMPLE = ROOT / "examples/specs/universal_demo.json"
TPCHGEN = pathlib.Path(sys.executable).parent / "tpchgen-cli"
HERE = ROOT / "benchmarks/tpch"


def tpchgen(form: str, scale: str, output: str) -> list[str]:
    options = ["-c", "SNAPPY"] if form == "parquet" else []
    return [str(TPCHGEN), form, "-s", scale, *options, "-n", "2", "--overwrite", "-o", output]


def commands(folder: str) -> dict[str, list[str]]:
    run = ours(SPEC, "--threads", "2")
    return {
        "datagen": [*run, "-o", f"{folder}/parquet"],
        "datagen, 1 thread": [*ours(SPEC, "--threads", "1"), "-o", f"{folder}/parquet1"],
        "datagen --format null": [*run, "--format", "null", "--no-hash"],
        "tpchgen-cli": tpchgen("parquet", "1", f"{folder}/tpchgen"),
        "floor": [sys.executable, str(HERE / "floor.py"), f"{folder}/parquet", f"{folder}/floor"],
        "DuckDB dbgen + COPY": [
            sys.executable,
            str(HERE / "duckdb_dbgen.py"),
            "1",
            f"{folder}/duckdb",
            "2",
        ],
        "datagen --format csv": [*run, "--format", "csv", "-o", f"{folder}/csv"],
        "tpchgen-cli csv": tpchgen("csv", "1", f"{folder}/tpchgen_csv"),
        "datagen --format jsonl": [*run, "--format", "jsonl", "-o", f"{folder}/jsonl"],
        "tpchgen-cli tbl": tpchgen("tbl", "1", f"{folder}/tpchgen_tbl"),
        "people --format null": [
            *ours(PEOPLE, "--threads", "2", "--rows", "person=4000000"),
            "--format",
            "null",
            "--no-hash",
        ],
        "start-up": [*ours(SAMPLE, "--rows", "user=10"), "-o", f"{folder}/tiny"],
    }


def sample_commands(folder: str) -> dict[str, list[str]]:
    """By themselves, so that the two stand next to each other in every round."""
    return {
        "S4 sample": [
            *ours(SAMPLE, "--rows", "user=500000", "--threads", "2"),
            "-o",
            f"{folder}/s4",
        ],
        "NumPy, pandas, Faker, pyarrow": [
            sys.executable,
            str(ROOT / "benchmarks/s4_stack.py"),
            "500000",
            f"{folder}/stack",
        ],
    }


def figures(results: dict[str, dict]) -> list[str]:
    lines = ["| | rows | CPU s | wall s | peak MB |", "|---|---|---|---|---|"]
    for name, result in results.items():
        rows = rows_of(result)
        lines.append(
            f"| {name} | {f'{rows:,}' if rows else ''} | {result['cpu']:.3f} | {result['wall']:.3f} | "
            f"{result['memory'] / 1e6:.0f} |"
        )
    return lines


def aims(results: dict[str, dict], large: dict[str, dict]) -> list[str]:
    wall = {name: min(result["walls"]) for name, result in results.items()}

    def ratio(ours: str, theirs: str, kind: str = "cpus") -> float:
        """The median over the rounds: the two sides of a round stood under the same load."""
        pairs = zip(results[ours][kind], results[theirs][kind], strict=False)
        return statistics.median(a / b for a, b in pairs)

    memory = results["datagen"]["memory"] / 1e6
    table = [
        ("CPU of our Parquet / tpchgen-cli's", ratio("datagen", "tpchgen-cli"), 0.38),
        ("CPU of our Parquet / the floor's", ratio("datagen", "floor"), 1.5),
        ("CPU of our Parquet / DuckDB's", ratio("datagen", "DuckDB dbgen + COPY"), 0.15),
        ("threads 2 / threads 1, wall", ratio("datagen", "datagen, 1 thread", "walls"), 0.55),
        (
            "generation alone / whole Parquet run, CPU",
            ratio("datagen --format null", "datagen"),
            0.35,
        ),
        (
            "CPU of our CSV / tpchgen-cli csv",
            ratio("datagen --format csv", "tpchgen-cli csv"),
            0.7,
        ),
        (
            "CPU of our JSON lines / tpchgen-cli tbl",
            ratio("datagen --format jsonl", "tpchgen-cli tbl"),
            0.7,
        ),
        (
            "S4 sample, CPU / NumPy, pandas, Faker, pyarrow",
            ratio("S4 sample", "NumPy, pandas, Faker, pyarrow"),
            1 / 150,
        ),
        ("start-up, 10 rows, wall ms", wall["start-up"] * 1000, 50),
        ("peak memory at SF1, MB", memory, 500),
    ]
    if large:
        table.append(("peak memory at SF10, MB", large["datagen, SF10"]["memory"] / 1e6, 500))
        growth = large["datagen, SF10"]["memory"] / results["datagen"]["memory"]
        table.append(("peak memory SF10 / SF1", growth, 1.1))
    lines = ["| measure | found | aim |", "|---|---|---|"]
    for name, found, aim in table:
        missed = "" if found <= aim else f", missed by {100 * (found / aim - 1):.0f} %"
        lines.append(f"| {name} | {found:.3g} | ≤ {aim:.3g}{missed} |")
    people = rows_of(results["people --format null"]) / results["people --format null"]["cpu"]
    lines.append(f"| people per CPU-second | {people:,.0f} | ≥ 3,000,000 |")
    return lines


def costs(folder: str) -> list[str]:
    """What `explain --cost` says beside what a run takes."""
    lines = ["| spec | CPU s said | found | memory MB said | found |", "|---|---|---|---|---|"]
    specs = {
        "TPC-H, SF1": (SPEC, []),
        "S4 sample": (SAMPLE, ["--rows", "user=500000"]),
        "people": (PEOPLE, []),
    }
    for name, (spec, options) in specs.items():
        explain = [str(PROGRAM), "explain", str(spec), *options, "--cost", "--threads", "2"]
        said = re.search(
            r"about ([\d.]+) CPU-s, .* ([\d.]+) MB of memory", measure(explain)["output"]
        )
        run = measure([*ours(spec, *options, "--threads", "2"), "-o", f"{folder}/cost"])
        cpu, memory = float(said.group(1)), float(said.group(2))
        lines.append(
            f"| {name} | {cpu:.2f} | {run['cpu']:.2f} ({100 * (cpu / run['cpu'] - 1):+.0f} %) | {memory:.0f} | "
            f"{run['memory'] / 1e6:.0f} ({100 * (memory * 1e6 / run['memory'] - 1):+.0f} %) |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also scale factor 10")
    parser.add_argument("--small", action="store_true", help="our side alone, at scale factor 0.05")
    parser.add_argument("--log", action="store_true", help="write benchmarks/logs/aims.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.small:
            run = ours(SPEC, "--scale", "0.05")
            results = best_in_turn({"datagen": [*run, "-o", f"{folder}/parquet"]}, 1)
            publish("aims_small", figures(results), False)
            return
        results = best_in_turn(commands(folder), options.rounds)
        results |= best_in_turn(sample_commands(folder), options.rounds)
        estimates = costs(folder)
        large = {}
        if options.large:
            shutil.rmtree(folder, ignore_errors=True)
            run = ours(SPEC, "--scale", "10", "--threads", "2", "-o", f"{folder}/parquet")
            large["datagen, SF10"] = measure(run)
    lines = [f"TPC-H shape at SF 1 unless said otherwise, snappy, 2 threads; {machine()}", ""]
    lines += [
        *aims(results, large),
        "",
        "Ratios are medians over the rounds, taken in turn. Below: the best CPU round of each.",
        "",
    ]
    lines += [*figures({**results, **large}), "", "CPU seconds of every round:", "", "```"]
    lines += [f"{name}: {' '.join(f'{x:.2f}' for x in r['cpus'])}" for name, r in results.items()]
    lines += ["```", "", "What `explain --cost` says beforehand:", "", *estimates]
    publish("aims", lines, options.log)


if __name__ == "__main__":
    main()
