"""Times the S4 sample (500,000 users) beside the stack its document names, in one run on one machine.

  make bench                  the whole comparison, about three minutes
  benchmarks/run.py --small   both sides on 5,000 users, for tests

Prints user + system CPU seconds, wall seconds, peak memory and rows per CPU-second of each, and the ratios;
writes the same to benchmarks/logs/ with --log.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "build/bin/datagen"
SAMPLE = ROOT / "examples/specs/universal_demo.json"


def measure(command: list[str]) -> dict:
    """Runs the command in a child of its own, so that its peak memory is its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wall = time.perf_counter() - start
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = {
            "code": done.returncode,
            "output": done.stdout,
            "error": done.stderr,
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss * 1024,
        }
        os.write(writer, json.dumps(result).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        result = json.loads(stream.read())
    os.waitpid(child, 0)
    if result["code"] != 0:
        sys.exit(f"{command}: exit {result['code']}\n{result['error']}")
    return result


def best_in_turn(commands: dict[str, list[str]], rounds: int) -> dict[str, dict]:
    """The best round of each, taken in turn, so that all see the same noise."""
    results = {}
    for _ in range(rounds):
        for name, command in commands.items():
            result = measure(command)
            if name not in results or result["cpu"] < results[name]["cpu"]:
                results[name] = result
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--log", help="also write the table to benchmarks/logs/LOG.md")
    options = parser.parse_args()
    users = 5_000 if options.small else 500_000
    rounds = 2 if options.small else 11
    with tempfile.TemporaryDirectory() as folder:
        ours = [
            str(PROGRAM),
            "generate",
            str(SAMPLE),
            "--rows",
            f"user={users}",
            "--progress",
            "never",
            "--overwrite",
            "-o",
            f"{folder}/ours",
        ]
        one_thread = [*ours, "--threads", "1"]
        results = best_in_turn(
            {
                "datagen, 2 threads": [*ours, "--threads", "2"],
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
        f"S4 sample, {users:,} users; {platform.processor() or platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{time.strftime('%Y-%m-%d')}",
        "",
        "| | rows | CPU s | wall s | peak MB | rows / CPU s | CPU, ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    base = results["datagen, 2 threads"]["cpu"]
    for name, result in results.items():
        text = result["output"].replace(",", "")
        total = re.search(r"total\s+(\d+) rows", text) or re.search(r"(\d+) rows", text)
        rows = int(total.group(1))
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
    report = "\n".join(lines) + "\n"
    print(report)
    if options.log:
        (ROOT / "benchmarks/logs" / f"{options.log}.md").write_text(report)


if __name__ == "__main__":
    main()
