"""Data that are as their specs say, of other seeds and sizes: none of them may fail."""

import concurrent.futures
import dataclasses
import json
import math
import pathlib
import tempfile

from mutations.bench import PROCESSES, failures, generate

SIZES = (10, 100, 1_000, 50_000)
SEEDS = 3


@dataclasses.dataclass(frozen=True)
class Sound:
    data: object
    rows: int
    seed: int
    refused: str  # why there are none of that size: too few rows for what the spec wants
    failures: tuple[str, ...]


def rows_made(path):
    tables = json.loads((path / ".metadata.json").read_text())["tables"]
    return sum(table["rows"] for table in tables.values())


def scale_of(data, rows):
    """By how much the spec's rows are multiplied to have about so many in all tables together."""
    with tempfile.TemporaryDirectory() as held:
        path = pathlib.Path(held) / "data"
        generate(data, path)
        return rows / rows_made(path)


def look(data, rows, seed, scale):
    with tempfile.TemporaryDirectory(prefix="sound") as held:
        path = pathlib.Path(held) / "data"
        made = generate(data, path, "--seed", seed, "--scale", f"{scale:.6g}")
        if made.returncode == 2:
            return Sound(data, rows, seed, made.stderr.strip().split("\n")[0], ())
        assert made.returncode == 0, f"{data.name}: {made.stderr}"
        return Sound(data, rows, seed, "", tuple(failures(data, path)))


def run_sound(datas, seeds=SEEDS, sizes=SIZES):
    with concurrent.futures.ProcessPoolExecutor(PROCESSES) as pool:
        waiting = []
        for number, data in enumerate(datas):
            for rows in sizes:
                scale = scale_of(data, rows)
                waiting += [
                    pool.submit(look, data, rows, 1_000 * number + seed + 1, scale)
                    for seed in range(seeds)
                ]
        return [future.result() for future in waiting]


def limits_95(events, trials):
    """Wilson's interval of a share."""
    if not trials:
        return 0.0, 1.0
    z, share = 1.959964, events / trials
    middle = share + z * z / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
