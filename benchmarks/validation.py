"""Validation beside hand-written DuckDB SQL, and beside Great Expectations on 200,000 rows.

python benchmarks/validation.py [--parents 10000000] [--rounds 2] [--log]
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from measure import LOGS, PROGRAM, best_in_turn, machine, measure

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
THREADS = 2
MEMORY = "2GB"


def spec(parents):
    def column(name, kind, generator):
        return {"name": name, "type": kind, "nullable": False, "generator": generator}

    amount = {"type": "lognormal", "params": {"mean": 3, "sigma": 0.6}, "clamp": [1, 500]}
    return {
        "version": "1.0",
        "metadata": {"name": "validation"},
        "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "H"},
        "nodes": [
            {
                "id": "account",
                "kind": "entity",
                "pk": "id",
                "rows": parents,
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("country", "string", {"choice": {"choices": ["US", "DE", "IN", "BR"]}}),
                    column("opened", "date", {"datetime_series": {"freq": "D"}}),
                ],
            },
            {
                "id": "booking",
                "kind": "fact",
                "pk": "id",
                "parents": ["account"],
                "fanout": {"distribution": "poisson", "lambda": 4, "max": 20},
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("account_id", "int", {"lookup": {"from": "account.id"}}),
                    column("made", "datetime", {"datetime_series": {"freq": "min"}}),
                    column("amount", "float", {"distribution": amount}),
                    column("status", "string", {"choice": {"choices": ["paid", "open", "void"]}}),
                ],
            },
        ],
        "constraints": {
            "foreign_keys": [{"from": "booking.account_id", "to": "account.id"}],
            "ranges": [{"attr": "booking.amount", "min": 1, "max": 500}],
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parents", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--log", action="store_true")
    arguments = parser.parse_args()
    lines = []

    def say(line):
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory(prefix="datagen-validation-") as scratch:
        folder = pathlib.Path(scratch)
        path = folder / "spec.json"
        path.write_text(json.dumps(spec(arguments.parents)))
        data = folder / "data"
        generate = [str(PROGRAM), "generate", str(path), "--no-validate", "--progress", "never"]
        measure([*generate, "-o", str(data)])
        tables = json.loads((data / ".metadata.json").read_text())["tables"]
        rows = {name: table["rows"] for name, table in tables.items()}
        validate = [str(PROGRAM), "validate", str(path), "--data", str(data), "--report", "none"]
        commands = {
            "datagen validate": [*validate, "--threads", str(THREADS), "--memory", MEMORY],
            "DuckDB by hand": [sys.executable, str(PEERS / "duckdb_checks.py"), str(data), scratch],
        }
        say("# Validation\n")
        say(f"{machine()}\n")
        say(
            f"{rows['account']:,} parents, {rows['booking']:,} children; {THREADS} threads, "
            f"{MEMORY} for queries, spilling to disk. Best of {arguments.rounds} rounds in turn.\n"
        )
        results = best_in_turn(commands, arguments.rounds)
        say("| | wall s | CPU s | peak MB |\n|---|---|---|---|")
        for name, result in results.items():
            say(
                f"| {name} | {result['wall']:.1f} | {result['cpu']:.1f} | "
                f"{result['memory'] / 1e6:.0f} |"
            )
        own, hand = results["datagen validate"], results["DuckDB by hand"]
        say(
            f"\nRatio: {own['cpu'] / hand['cpu']:.2f} by CPU, {own['wall'] / hand['wall']:.2f} by "
            "wall (aim: 1.3).\n"
        )
        ratios = [a / b for a, b in zip(own["cpus"], hand["cpus"], strict=True)]
        say(
            f"CPU ratio of each round: {', '.join(f'{ratio:.2f}' for ratio in ratios)} "
            f"(median {statistics.median(ratios):.2f}).\n"
        )

        small = folder / "small"
        measure([*generate, "-o", str(small), "--rows", "account=40000"])
        exported = subprocess.run(
            [str(PROGRAM), "export", str(path), "--to", "great_expectations"],
            capture_output=True,
            text=True,
            check=True,
        )
        suites = {suite["name"].split(".")[1]: suite for suite in json.loads(exported.stdout)}
        for suite in suites.values():  # the spec's rows are those of the large run
            suite["expectations"] = [
                one
                for one in suite["expectations"]
                if one["type"] != "expect_table_row_count_to_equal"
            ]
        (folder / "suites.json").write_text(json.dumps(suites))
        commands = {
            "datagen validate": [*validate[:3], "--data", str(small), "--report", "none"],
            "Great Expectations": [
                sys.executable,
                str(PEERS / "expectations.py"),
                str(folder / "suites.json"),
                str(small),
            ],
        }
        results = best_in_turn(commands, arguments.rounds)
        count = sum(len(suite["expectations"]) for suite in suites.values())
        say(
            f"40,000 parents with about 160,000 children; Great Expectations runs the {count} "
            "expectations that `export` gives it (no foreign keys, no laws), on pandas.\n"
        )
        say("| | wall s | CPU s | peak MB |\n|---|---|---|---|")
        for name, result in results.items():
            say(
                f"| {name} | {result['wall']:.2f} | {result['cpu']:.2f} | "
                f"{result['memory'] / 1e6:.0f} |"
            )
    if arguments.log:
        (LOGS / "validation.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
