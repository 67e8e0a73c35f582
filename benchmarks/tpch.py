"""The TPC-H-shaped data set beside tpchgen-cli, DuckDB's dbgen and the floor of Arrow's Parquet writer.

  benchmarks/tpch.py [--rounds 5] [--large] [--log]

All in one run on one machine, snappy, two threads, scale factor 1; `--large` adds scale factor 10 for the memory.
Prints the measured figures and the ratios beside the aims. `--small` runs scale factor 0.05 of our side alone.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

from measure import ROOT, best_in_turn, machine, measure, ours, publish, rows_of

SPEC = ROOT / "benchmarks/tpch/spec.json"
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
        "datagen --format null": [*run, "--format", "null"],
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
        "start-up": [*ours(SAMPLE, "--rows", "user=10"), "-o", f"{folder}/tiny"],
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
    cpu = {name: result["cpu"] for name, result in results.items()}
    wall = {name: min(result["walls"]) for name, result in results.items()}
    memory = results["datagen"]["memory"] / 1e6
    table = [
        ("CPU of our Parquet / tpchgen-cli's", cpu["datagen"] / cpu["tpchgen-cli"], 0.4),
        ("CPU of our Parquet / the floor's", cpu["datagen"] / cpu["floor"], 1.5),
        ("CPU of our Parquet / DuckDB's", cpu["datagen"] / cpu["DuckDB dbgen + COPY"], 0.15),
        ("threads 2 / threads 1, wall", wall["datagen"] / wall["datagen, 1 thread"], 0.55),
        (
            "generation alone / whole Parquet run, CPU",
            cpu["datagen --format null"] / cpu["datagen"],
            0.35,
        ),
        (
            "CPU of our CSV / tpchgen-cli csv",
            cpu["datagen --format csv"] / cpu["tpchgen-cli csv"],
            0.7,
        ),
        (
            "CPU of our JSON lines / tpchgen-cli tbl",
            cpu["datagen --format jsonl"] / cpu["tpchgen-cli tbl"],
            0.7,
        ),
        ("start-up, 10 rows, wall ms", wall["start-up"] * 1000, 50),
        ("peak memory at SF1, MB", memory, 500),
    ]
    if large:
        table.append(("peak memory at SF10, MB", large["datagen, SF10"]["memory"] / 1e6, 500))
        ratio = large["datagen, SF10"]["memory"] / results["datagen"]["memory"]
        table.append(("peak memory SF10 / SF1", ratio, 1.1))
    lines = ["| measure | found | aim |", "|---|---|---|"]
    for name, found, aim in table:
        missed = "" if found <= aim else " missed"
        lines.append(f"| {name} | {found:.3g} | ≤ {aim:g}{missed} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also scale factor 10")
    parser.add_argument("--small", action="store_true", help="our side alone, at scale factor 0.05")
    parser.add_argument("--log", action="store_true", help="write benchmarks/logs/tpch.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.small:
            run = ours(SPEC, "--scale", "0.05")
            results = best_in_turn({"datagen": [*run, "-o", f"{folder}/parquet"]}, 1)
            publish("tpch_small", figures(results), False)
            return
        results = best_in_turn(commands(folder), options.rounds)
        large = {}
        if options.large:
            shutil.rmtree(folder, ignore_errors=True)
            run = ours(SPEC, "--scale", "10", "--threads", "2", "-o", f"{folder}/parquet")
            large["datagen, SF10"] = measure(run)
            shutil.rmtree(folder, ignore_errors=True)
            large["tpchgen-cli, SF10"] = measure(tpchgen("parquet", "10", f"{folder}/tpchgen"))
    lines = [f"TPC-H shape, scale factor 1, snappy, 2 threads; {machine()}", ""]
    lines += [
        *aims(results, large),
        "",
        "Best CPU round of each; the rounds are taken in turn.",
        "",
    ]
    lines += [*figures({**results, **large}), "", "CPU seconds of every round:", "", "```"]
    lines += [f"{name}: {' '.join(f'{x:.2f}' for x in r['cpus'])}" for name, r in results.items()]
    publish("tpch", [*lines, "```"], options.log)


if __name__ == "__main__":
    main()
