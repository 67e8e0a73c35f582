"""Times the S4 sample (500,000 users) beside the stack its document names, in one run on one machine.

  benchmarks/s4_sample.py [--small] [--log]

--small: both sides on 5,000 users.
"""

import argparse
import sys
import tempfile

from measure import ROOT, best_in_turn, machine, measure, ours, publish, rows_of

SAMPLE = ROOT / "examples/specs/universal_demo.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--log", action="store_true")
    options = parser.parse_args()
    users = 5_000 if options.small else 500_000
    rounds = 2 if options.small else 11
    with tempfile.TemporaryDirectory() as folder:
        run = ours(SAMPLE, "--rows", f"user={users}", "-o", f"{folder}/ours")
        one_thread = [*run, "--threads", "1"]
        results = best_in_turn(
            {
                "datagen, 2 threads": [*run, "--threads", "2"],
                "datagen, 1 thread": one_thread,
                "datagen, 1 thread, no content hash": [*one_thread, "--no-hash"],
                "datagen, 1 thread, --format null": [*one_thread, "--format", "null", "--no-hash"],
            },
            rounds,
        )
        stack = [
            sys.executable,
            str(ROOT / "benchmarks/s4_stack.py"),
            str(users),
            f"{folder}/stack",
        ]
        results["NumPy, pandas, Faker, pyarrow"] = measure(stack)
    lines = [
        f"S4 sample, {users:,} users; {machine()}",
        "",
        "| | rows | CPU s | wall s | peak MB | rows / CPU s | CPU, ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    base = results["datagen, 2 threads"]["cpu"]
    for name, result in results.items():
        rows = rows_of(result)
        lines.append(
            f"| {name} | {rows:,} | {result['cpu']:.2f} | {result['wall']:.2f} | "
            f"{result['memory'] / 1e6:.0f} | {rows / result['cpu']:,.0f} | "
            f"{result['cpu'] / base:.2f} |"
        )
    with_hash = results["datagen, 1 thread"]["cpu"]
    without = results["datagen, 1 thread, no content hash"]["cpu"]
    lines += [
        "",
        f"The content hash costs {100 * (with_hash / without - 1):.1f} % of the CPU time.",
    ]
    publish("s4_sample", lines, options.log)


if __name__ == "__main__":
    main()
