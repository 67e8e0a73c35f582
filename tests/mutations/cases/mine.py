"""Pumps and their samples: bursts, spikes and drops, small shares, steps from each pump's start."""

import numpy as np

from mutations.case import Cases
from mutations.damage import DAY, MINUTE, at, draw, drop, edit, fill, null, put, swap
from mutations.rows import between, equal, every

mine = Cases("mine")
CASES = [mine]


def scattered(frame, rng):
    """As many rows as before stand out, but none beside another."""
    values = frame.values("latency")
    hit = values > 25
    clean = rng.choice(values[~hit], len(values))
    spread = np.zeros(len(values), dtype=bool)
    spread[np.linspace(0, len(values) - 1, hit.sum()).astype(int)] = True
    high = clean * rng.uniform(5, 9, len(values))
    frame.put("latency", np.where(spread, high, np.where(hit, clean, values)))


add = mine.add
add(
    "sample.latency",
    "outliers",
    "there are no bursts",
    draw(
        "sample.latency",
        lambda f: f.values("latency") > 20,
        lambda v, rng: rng.lognormal(2, 0.3, len(v)),
    ),
    ".modifiers.0",
)
add(
    "sample.latency",
    "outliers",
    "rows that stand out are scattered",
    edit("sample", scattered),
    ".modifiers.0",
)
add(
    "sample.latency",
    "outliers",
    "8 % of the rows stand out in bursts",
    edit(
        "sample",
        lambda f, rng: f.put(
            "latency",
            np.where(
                (np.arange(len(f)) % 200 < 6) & (f.values("latency") < 20),
                f.values("latency") * 7,
                f.values("latency"),
            ),
        ),
    ),
    ".modifiers.0",
)
add(
    "sample.latency",
    "shifted means",
    "clean latencies are 5 % more",
    at("sample.latency", lambda f: f.values("latency") < 20, lambda v: v * 1.05),
    ".generator",
)
add(
    "sample.latency",
    "wrong variance",
    "clean latencies have half the spread",
    at(
        "sample.latency",
        lambda f: f.values("latency") < 20,
        lambda v: np.exp(2 + (np.log(v) - 2) / 2),
    ),
    ".generator",
)
add(
    "sample.pressure",
    "outliers",
    "outliers are cut at 100",
    at("sample.pressure", None, lambda v: np.minimum(v, 100)),
    ".modifiers.0",
)
add(
    "sample.pressure",
    "outliers",
    "one pressure is 800",
    put("sample.pressure", 1, 800.0),
    ".modifiers.0",
)
add(
    "sample.pressure",
    "outliers",
    "1 % in place of 2 % are outliers",
    draw(
        "sample.pressure",
        every(2, lambda f: f.values("pressure") > 100),
        lambda v, rng: rng.normal(50, 4, len(v)),
    ),
    ".modifiers.0",
)
add(
    "sample.pressure",
    "outliers",
    "the outliers' factor is 10",
    at("sample.pressure", lambda f: f.values("pressure") > 100, lambda v: v * 2.5),
    ".modifiers.0",
)
add(
    "sample.pressure",
    "wrong tails",
    "one pressure is -1",
    put("sample.pressure", 1, -1.0),
    ".generator",
)
add(
    "sample.depth",
    "outliers",
    "drops are spikes",
    at("sample.depth", lambda f: f.values("depth") < 400, lambda v: 800 * 800 / v),
    ".modifiers.0",
)
add(
    "sample.depth",
    "outliers",
    "there are no drops",
    draw(
        "sample.depth",
        lambda f: f.values("depth") < 400,
        lambda v, rng: rng.normal(800, 40, len(v)),
    ),
    ".modifiers.0",
)
add(
    "sample.depth",
    "wrong variance",
    "the spread is 30 in place of 40",
    at("sample.depth", lambda f: f.values("depth") > 400, lambda v: 800 + (v - 800) * 0.75),
    ".generator",
)
add(
    "sample.depth",
    "ranges by one unit",
    "one depth is negative",
    put("sample.depth", 1, -100.0),
    ".generator",
)
add(
    "sample.dust",
    "nulls beyond and below the share",
    "0.28 % in place of 0.1 % are null",
    null("sample.dust", 0.0018),
    ".null_rate",
)
add(
    "sample.dust",
    "nulls beyond and below the share",
    "0.5 % in place of 0.1 % are null",
    null("sample.dust", 0.004),
    ".null_rate",
)
add(
    "sample.dust",
    "nulls beyond and below the share",
    "nothing is null",
    fill("sample.dust"),
    ".null_rate",
)
add(
    "sample.dust",
    "wrong laws",
    "dust is uniform from 0 to 12",
    draw("sample.dust", None, lambda v, rng: rng.uniform(0, 12, len(v))),
    ".generator",
)
add(
    "sample.dust",
    "NaN and infinities",
    "the nulls are NaN",
    edit(
        "sample",
        lambda f, rng: f.put(
            "dust",
            np.where(f.nulls("dust"), np.nan, f.values("dust")),
            np.zeros(len(f), dtype=bool),
        ),
    ),
    ".null_rate",
)
add(
    "sample.crew",
    "nulls beyond and below the share",
    "12 % in place of 10 % are null",
    null("sample.crew", 0.02),
    ".null_rate",
)
add(
    "sample.crew",
    "shares of choices",
    "a tenth of the nights is a day",
    put("sample.crew", every(10, equal("crew", "night")), "day"),
    ".generator",
)
add(
    "sample.crew",
    "values that are not listed",
    "nulls are empty texts",
    edit(
        "sample",
        lambda f, rng: f.put(
            "crew", np.where(f.nulls("crew"), "", f.values("crew")), np.zeros(len(f), dtype=bool)
        ),
    ),
    ".generator",
)
add(
    "sample.at",
    "off-grid times",
    "one sample is a minute late",
    at("sample.at", 1, lambda v: v + MINUTE),
    ".generator",
)
add(
    "sample.at",
    "off-grid times",
    "one pump begins ten minutes late",
    at("sample.at", equal("pump_id", 5), lambda v: v + 10 * MINUTE),
    ".generator",
)
add(
    "sample.at",
    "off-grid times",
    "samples are five minutes apart",
    edit("sample", lambda f, rng: f.put("at", f.values("since") + f.values("number") * 5 * MINUTE)),
    ".generator",
)
add(
    "sample.since",
    "carried values",
    "one sample has another pump's start",
    at("sample.since", between(500, 501), lambda v: v + DAY),
    ".generator",
)
add(
    "sample.(at,since)",
    "swapped columns or rows",
    "time and start are exchanged in one row",
    swap("sample", "at", "since", between(700, 701)),
    ".generator",
)
add(
    "sample.number",
    "gaps in sequences",
    "numbers begin with 1",
    at("sample.number", None, lambda v: v + 1),
    ".generator",
)
add(
    "sample.number",
    "gaps in sequences",
    "one pump has no number 999",
    put("sample.number", between(999, 1000), 1000),
    ".generator",
)
add(
    "sample",
    "fan-outs",
    "one pump has 999 samples",
    drop("sample", between(999, 1000)),
    "nodes.sample.fanout",
)
add(
    "sample.pump_id",
    "orphans",
    "one pump's samples are of pump 41",
    put("sample.pump_id", equal("pump_id", 40), 41),
    "constraints.foreign_keys.0",
)
add(
    "pump.since",
    "parts of the time frame",
    "one pump is of 2024",
    at("pump.since", 1, lambda v: v + 365 * DAY),
    ".generator",
)
