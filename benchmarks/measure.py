"""Runs commands side by side and reports CPU, wall time and peak memory of each.

CPU is user + system time of the command and all its children: on a shared machine it is steadier than wall
time. Commands are taken in turn, so that all see the same noise, and the best round of each counts.
"""

import json
import os
import pathlib
import platform
import re
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "build/bin/datagen"
LOGS = ROOT / "benchmarks/logs"


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
            "output": done.stdout[-20_000:],
            "error": done.stderr[-20_000:],
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss * 1024,
        }
        with os.fdopen(writer, "wb") as stream:
            stream.write(json.dumps(result).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        result = json.loads(stream.read())
    os.waitpid(child, 0)
    if result["code"] != 0:
        sys.exit(f"{command}: exit {result['code']}\n{result['error']}")
    # A command that measures a part of itself says so on its last line, as JSON.
    last = result["output"].strip().splitlines()[-1:] or [""]
    if last[0].startswith("{"):
        result.update(json.loads(last[0]))
    return result


def best_in_turn(commands: dict[str, list[str]], rounds: int) -> dict[str, dict]:
    """The best round of each by CPU time; `walls` and `cpus` keep every round's."""
    results: dict[str, dict] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            result = measure(command)
            kept = results.get(name)
            walls = [*(kept["walls"] if kept else []), result["wall"]]
            cpus = [*(kept["cpus"] if kept else []), result["cpu"]]
            if kept is None or result["cpu"] < kept["cpu"]:
                results[name] = result
            results[name]["walls"] = walls
            results[name]["cpus"] = cpus
    return results


def rows_of(result: dict) -> int:
    """The number of rows that datagen's summary (or a peer's last line) names."""
    text = result["output"].replace(",", "")
    found = re.search(r"total\s+(\d+) rows", text) or re.search(r"(\d+) rows", text)
    return int(found.group(1)) if found else 0


def machine() -> str:
    model = platform.machine()
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{model}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}"


def ours(spec: pathlib.Path, *options: str) -> list[str]:
    return [
        str(PROGRAM),
        "generate",
        str(spec),
        *("--progress", "never", "--overwrite", "--no-validate"),
        *options,
    ]


def publish(name: str, lines: list[str], log: bool) -> None:
    report = "\n".join(lines) + "\n"
    print(report, flush=True)
    if log:
        (LOGS / f"{name}.md").write_text(report)
