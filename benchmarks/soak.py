"""A long run: 2 billion rows to nowhere, 200 million to Parquet, with rate and memory over time.

  benchmarks/soak.py [--log] [--null-scale 231] [--parquet-scale 23.1]

The TPC-H-shaped spec has 8.66 million rows at scale factor 1. Every few seconds: rows so far, rows a second since the
last line, resident memory. Drift is the last third beside the first.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import threading
import time

from measure import ROOT, machine, ours, publish

SPEC = ROOT / "benchmarks/tpch/spec.json"


def resident(pid: int) -> int:
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0


def soak(arguments: list[str], every: float) -> list[tuple[float, int, int]]:
    """(seconds, rows done, resident bytes) over the run."""
    command = [*ours(SPEC, *arguments, "--threads", "2")]
    command[command.index("never")] = "json"
    start = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    done = [0]

    def follow() -> None:
        for stream_line in run.stderr:
            if stream_line.startswith("{"):
                done[0] = json.loads(stream_line).get("rows_done", done[0])

    thread = threading.Thread(target=follow)
    thread.start()
    samples = []
    while run.poll() is None:
        time.sleep(every)
        try:
            samples.append((time.perf_counter() - start, done[0], resident(run.pid)))
        except FileNotFoundError:
            break
    thread.join()
    output = run.stdout.read()
    if run.returncode != 0:
        raise SystemExit(f"exit {run.returncode}")
    print(output.splitlines()[-1 if "null" in arguments else -2], flush=True)
    return [sample for sample in samples if sample[2] > 0]


def table(samples: list[tuple[float, int, int]]) -> list[str]:
    lines = ["| s | rows | M rows/s | resident MB |", "|---|---|---|---|"]
    before = (0.0, 0)
    rates = []
    for seconds, rows, memory in samples:
        rate = (rows - before[1]) / (seconds - before[0])
        rates.append(rate)
        lines.append(f"| {seconds:.0f} | {rows:,} | {rate / 1e6:.2f} | {memory / 1e6:.0f} |")
        before = (seconds, rows)
    # Tables differ in cost a row, and large parts come first: drift is looked for inside the largest table.
    third = max(1, len(samples) // 3)
    first = max(m for _, _, m in samples[:third]) / 1e6
    last = max(m for _, _, m in samples[-third:]) / 1e6
    lines.append(f"\nMost memory in the first third {first:.0f} MB, in the last {last:.0f} MB.")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", action="store_true")
    parser.add_argument("--null-scale", default="231")
    parser.add_argument("--parquet-scale", default="23.1")
    options = parser.parse_args()
    lines = [
        f"Soak of the TPC-H shape, 2 threads; {machine()}",
        "",
        "## To nowhere (`--format null`)",
        "",
    ]
    lines += table(soak(["--scale", options.null_scale, "--format", "null"], 10))
    lines += ["", "## To Parquet", ""]
    with tempfile.TemporaryDirectory() as folder:
        lines += table(soak(["--scale", options.parquet_scale, "-o", f"{folder}/out"], 3))
    publish("soak", lines, options.log)


if __name__ == "__main__":
    main()
