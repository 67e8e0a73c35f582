"""Deals on an exchange: many laws side by side, correlations, modifiers."""

import numpy as np
import pyarrow as pa

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    at,
    draw,
    edit,
    few_values,
    fill,
    null,
    put,
    retype,
    shuffle,
    top,
)
from mutations.rows import every

exchange = Cases("exchange")
CASES = [exchange]


def mixture(values, rng):
    """Two narrow normals of the mean and spread of one."""
    side = rng.choice([-1, 1], len(values))
    return 50 + side * 9 + rng.normal(0, np.sqrt(100 - 81), len(values))


def part_shuffled(column, share):
    return shuffle(f"deal.{column}", share)


add = exchange.add
add(
    "deal.(price,cost)",
    "correlation removed",
    "costs are shuffled",
    shuffle("deal.cost"),
    "nodes.deal.correlations.0",
)
add(
    "deal.(price,cost)",
    "correlation removed",
    "a fifth of the costs is shuffled",
    part_shuffled("cost", 0.2),
    "nodes.deal.correlations.0",
)
add(
    "deal.(price,cost)",
    "correlation removed",
    "8 % of the costs is shuffled",
    part_shuffled("cost", 0.08),
    "nodes.deal.correlations.0",
)
add(
    "deal.(price,cost)",
    "correlation removed",
    "costs fall with prices",
    edit("deal", lambda f, rng: f.put("cost", 100 - f.values("cost"))),
    "nodes.deal.correlations.0",
)
add(
    "deal.(risk,spread)",
    "correlation removed",
    "spreads are shuffled",
    shuffle("deal.spread"),
    "nodes.deal.correlations.1",
)
add(
    "deal.(risk,spread)",
    "correlation removed",
    "spreads are sorted against risks",
    edit(
        "deal",
        lambda f, rng: f.put(
            "spread", np.sort(f.values("spread"))[::-1][np.argsort(np.argsort(f.values("risk")))]
        ),
    ),
    "nodes.deal.correlations.1",
)
add(
    "deal.price",
    "wrong tails",
    "the top 5 % of the prices are a hundred times as much",
    top("deal.price", 0.05, lambda v: v * 100),
    ".generator",
)
add(
    "deal.price",
    "wrong tails",
    "the top 0.1 % of the prices are a hundred times as much",
    top("deal.price", 0.001, lambda v: v * 100),
    ".generator",
)
add("deal.price", "wrong tails", "one price is 1e15", put("deal.price", 1, 1e15), ".generator")
add(
    "deal.price",
    "shifted means",
    "prices are 2 % more",
    at("deal.price", None, lambda v: v * 1.02),
    ".generator",
)
add(
    "deal.price",
    "few distinct values",
    "prices are rounded to whole tens",
    at("deal.price", None, lambda v: np.rint(v / 10) * 10),
    ".generator",
)
add(
    "deal.price",
    "few distinct values",
    "prices have 25 distinct values, at the quantiles",
    few_values("deal.price", 25),
    ".generator",
)
add(
    "deal.price",
    "ranges by one unit",
    "one price is negative",
    put("deal.price", 1, -5.0),
    ".generator",
)
add("deal.price", "ranges by one unit", "one price is 0", put("deal.price", 1, 0.0), ".generator")
add(
    "deal.cost",
    "mixtures of the same mean",
    "costs are of two heaps",
    draw("deal.cost", None, mixture),
    ".generator",
)
add(
    "deal.cost",
    "wrong variance",
    "the spread is 10.5 in place of 10",
    at("deal.cost", None, lambda v: 50 + (v - 50) * 1.05),
    ".generator",
)
add(
    "deal.cost",
    "shifted means",
    "costs are 5 % more",
    at("deal.cost", None, lambda v: v * 1.05),
    "targets.mean_in_range.0",
)
add(
    "deal.cost",
    "wrong laws",
    "costs are uniform",
    edit(
        "deal",
        lambda f, rng: f.put(
            "cost", 50 + (np.argsort(np.argsort(f.values("cost"))) / len(f) - 0.5) * 34.64
        ),
    ),
    ".generator",
)
add(
    "deal.risk",
    "ranges by one unit",
    "one risk is 1.000001",
    put("deal.risk", 1, 1.000001),
    "constraints.ranges.1",
)
add(
    "deal.risk",
    "wrong laws",
    "risks are squared",
    at("deal.risk", None, lambda v: v * v),
    ".generator",
)
add(
    "deal.risk",
    "NaN and infinities",
    "one risk is NaN",
    put("deal.risk", 1, np.nan),
    "constraints.ranges.1",
)
add(
    "deal.wait",
    "wrong laws",
    "no wait is longer than 10",
    at("deal.wait", None, lambda v: np.minimum(v, 10)),
    ".generator",
)
add(
    "deal.wait",
    "wrong tails",
    "no wait is longer than 25",
    at("deal.wait", None, lambda v: np.minimum(v, 25)),
    ".generator",
)
add(
    "deal.wait",
    "shifted means",
    "waits are 5 % less",
    at("deal.wait", None, lambda v: v * 0.95),
    "targets.mean_in_range.1",
)
add(
    "deal.wait",
    "NaN and infinities",
    "ten waits are infinite",
    put("deal.wait", 10, np.inf),
    ".generator",
)
add(
    "deal.spread",
    "shifted means",
    "spreads are 3 % more",
    at("deal.spread", None, lambda v: v * 1.03),
    ".generator",
)
add(
    "deal.lots",
    "wrong laws",
    "lots between 5 and 12 are all 8",
    at("deal.lots", None, lambda v: np.where((v > 5) & (v < 12), 8, v)),
    ".generator",
)
add(
    "deal.lots",
    "ranges by one unit",
    "one deal has 1,001 lots",
    put("deal.lots", 1, 1001),
    ".generator",
)
add(
    "deal.lots",
    "wrong laws",
    "the largest sixth is uniform from 200 to 600",
    at("deal.lots", None, lambda v: np.where(v > 200, 200 + (v - 200) // 2, v)),
    ".generator",
)
add(
    "deal.die",
    "wrong laws",
    "a tenth of the ones is a six",
    put("deal.die", every(10, lambda f: f.values("die") == 1), 6),
    ".generator",
)
add(
    "deal.die",
    "ranges by one unit",
    "one die shows 7",
    put("deal.die", 1, 7),
    "constraints.ranges.0",
)
add(
    "deal.die",
    "few distinct values",
    "no die shows 4",
    at("deal.die", None, lambda v: np.where(v == 4, 3, v)),
    ".generator",
)
add(
    "deal.tilt",
    "wrong laws",
    "the mode is 0 in place of 0.2",
    draw("deal.tilt", None, lambda v, rng: rng.triangular(-1, 0, 1, len(v))),
    ".generator",
)
add(
    "deal.noise",
    "ranges by one unit",
    "one noise is 2.01",
    put("deal.noise", 1, 2.01),
    ".generator.distribution.truncate",
)
add(
    "deal.noise",
    "wrong laws",
    "noise is clamped in place of truncated",
    draw("deal.noise", None, lambda v, rng: np.clip(rng.normal(0, 1, len(v)), -2, 2)),
    ".generator.distribution.truncate",
)
add(
    "deal.fee",
    "shifted means",
    "2.5 is not added",
    at("deal.fee", None, lambda v: v - 2.5),
    ".modifiers.0",
)
add(
    "deal.fee",
    "shifted means",
    "2.5 is added twice in 5 % of the rows",
    at("deal.fee", 0.05, lambda v: v + 2.5),
    ".modifiers.0",
)
add(
    "deal.gross",
    "shifted means",
    "gross is not multiplied",
    at("deal.gross", None, lambda v: v / 1.19),
    ".modifiers.0",
)
add(
    "deal.score",
    "ranges by one unit",
    "one score is 101",
    put("deal.score", 1, 101),
    ".modifiers.0",
)
add(
    "deal.score",
    "wrong laws",
    "scores at the limits are drawn anew within them",
    draw(
        "deal.score",
        lambda f: (f.values("score") == 0) | (f.values("score") == 100),
        lambda v, rng: rng.integers(1, 100, len(v)),
    ),
    ".modifiers.0",
)
add(
    "deal.level",
    "wrong variance",
    "levels have no noise",
    at("deal.level", None, lambda v: np.rint(v / 10) * 10),
    ".modifiers.0",
)
add(
    "deal.level",
    "shares of choices",
    "levels are 10 and 30 only",
    at(
        "deal.level",
        None,
        lambda v: np.where(np.abs(v - 20) < 5, v + 10 * np.sign(np.sin(v * 1e6)), v),
    ),
    ".generator",
)
add(
    "deal.level",
    "constant columns",
    "every level is 20",
    put("deal.level", None, 20.0),
    ".generator",
)
add(
    "deal.note",
    "text look-alikes",
    "one note says hold",
    put("deal.note", 1, "hold ABC"),
    ".generator",
)
add(
    "deal.note",
    "text look-alikes",
    "notes are in capitals",
    edit(
        "deal",
        lambda f, rng: f.put(
            "note", np.array([t and t.upper() for t in f.values("note")], dtype=object)
        ),
    ),
    ".generator",
)
add(
    "deal.note",
    "text look-alikes",
    "one note has 13 signs",
    put("deal.note", 1, "sell ABCDEFGH"),
    "nodes.deal.columns.note.type",
)
add(
    "deal.note",
    "nulls beyond and below the share",
    "12 % of the notes are null",
    null("deal.note", 0.02),
    ".null_rate",
)
add(
    "deal.note",
    "nulls beyond and below the share",
    "9 % of the notes are null",
    fill("deal.note", 0.1),
    ".null_rate",
)
add(
    "deal.at",
    "off-grid times",
    "one time has a millisecond",
    at("deal.at", 1, lambda v: v + 1000),
    ".generator",
)
add(
    "deal.at",
    "parts of the time frame",
    "no deal in the last week",
    at("deal.at", None, lambda v: np.where(v >= v.max() - 7 * DAY, v - 14 * DAY, v)),
    ".generator",
)
add(
    "deal.at",
    "parts of the time frame",
    "half of the deals is of one hour",
    at("deal.at", 0.5, lambda v: v.min() // HOUR * HOUR + v % HOUR),
    ".generator",
)
add(
    "deal.at",
    "time zones",
    "times are in milliseconds",
    retype("deal.at", lambda a: a.view("int64").view(pa.timestamp("ms", tz="UTC"))),
    ".type",
)
add(
    "deal.at",
    "types",
    "times are whole numbers",
    retype("deal.at", lambda a: a.view("int64")),
    ".type",
)
add(
    "deal.id",
    "gaps in sequences",
    "numbers go beyond the last by 40,000 from the middle on",
    at("deal.id", None, lambda v: np.where(np.arange(len(v)) > 20_000, v + 40_000, v)),
    ".generator",
)
add(
    "deal.broker_id",
    "skewed picks",
    "brokers are picked by rank",
    draw("deal.broker_id", None, lambda v, rng: np.minimum(rng.zipf(1.5, len(v)), 400)),
    ".generator.lookup.pick",
)
add(
    "deal.broker_id",
    "skewed picks",
    "brokers below 200 have 10 % more",
    draw("deal.broker_id", 0.05, lambda v, rng: rng.integers(1, 201, len(v))),
    ".generator.lookup.pick",
)
add(
    "deal.broker_id",
    "orphans",
    "broker 401 has a deal",
    put("deal.broker_id", 1, 401),
    "constraints.foreign_keys.0",
)
add(
    "broker.age",
    "wrong laws",
    "brokers of 50 and more are 50",
    at("broker.age", None, lambda v: np.minimum(v, 50)),
    ".generator",
)
add("broker.age", "ranges by one unit", "one broker is 17", put("broker.age", 1, 17), ".generator")
