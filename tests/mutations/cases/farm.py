"""Plots and harvests as Arrow files: trees without a limit, fortnights, times of the day."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    MINUTE,
    at,
    draw,
    drop,
    edit,
    file_bytes,
    null,
    put,
    rename,
    retype,
    swap,
)
from mutations.rows import between, equal, every, first

farm = Cases("farm", "--format", "arrow")
CASES = [farm]


def ring(length):
    """So many plots lie inside of each other, in a ring."""

    def apply(frame, rng):
        inside, nulls, ids = frame.values("inside_id"), frame.nulls("inside_id"), frame.values("id")
        inside[100 : 100 + length] = np.roll(ids[100 : 100 + length], 1)
        nulls[100 : 100 + length] = False
        frame.put("inside_id", inside, nulls)

    return edit("plot", apply)


def flat_season(frame, rng):
    """All months alike, crates to match."""
    kilos = np.maximum(rng.normal(4000, 600, len(frame)), 0).astype(np.int64)
    frame.put("kilos", kilos)
    frame.put("crates", -(-kilos // 150))


def hectares(frame, values):
    frame.put("hectares", values)
    frame.put("organic", np.asarray(values, dtype=np.float32) < 2.5)


add = farm.add
add(
    "plot.inside_id",
    "broken trees",
    "three plots lie inside of each other in a ring",
    ring(3),
    "rules.0",
)
add("plot.inside_id", "broken trees", "500 plots lie in a ring", ring(500), "rules.0")
add("plot.inside_id", "broken trees", "one plot lies inside of itself", ring(1), "rules.0")
add(
    "plot.inside_id",
    "nulls beyond and below the share",
    "a fifth of the plots lies in none",
    null("plot.inside_id", 0.1),
    ".generator.lookup.root_rate",
)
add(
    "plot.inside_id",
    "orphans",
    "one plot lies in one that is not there",
    put("plot.inside_id", 1, 9),
    ".generator",
)
add(
    "plot.hectares",
    "wrong tails",
    "one plot has 31 hectares",
    put("plot.hectares", 1, 31.0),
    ".generator",
)
add(
    "plot.hectares",
    "wrong variance",
    "plots are nearer to the middle",
    edit("plot", lambda f, rng: hectares(f, np.exp(1 + (np.log(f.values("hectares")) - 1) * 0.7))),
    ".generator",
)
add(
    "plot.organic",
    "broken formulas",
    "one large plot is organic",
    put("plot.organic", first(equal("organic", False)), True),
    ".generator",
)
add(
    "harvest.day",
    "off-grid times",
    "one harvest is a day late",
    at("harvest.day", 1, lambda v: v + 1),
    ".generator",
)
add(
    "harvest.day",
    "off-grid times",
    "harvests are a week apart",
    edit("harvest", lambda f, rng: f.put("day", 19814 + np.tile(np.arange(12), len(f) // 12) * 7)),
    ".generator",
)
add(
    "harvest.crop",
    "shares of choices",
    "a tenth of the beet is kale",
    put("harvest.crop", every(10, equal("crop", "beet")), "kale"),
    ".generator",
)
add(
    "harvest.kilos",
    "seasons flattened",
    "all months are alike",
    edit("harvest", flat_season),
    ".modifiers.0",
)
add(
    "harvest.kilos",
    "ranges by one unit",
    "one harvest is of -0.1 kilos",
    put("harvest.kilos", 1, -1),
    "constraints.ranges.0",
)
add(
    "harvest.crates",
    "broken formulas",
    "one harvest has a crate more",
    at("harvest.crates", 1, lambda v: v + 1),
    "rules.1",
)
add(
    "harvest.crates",
    "broken formulas",
    "crates are rounded down",
    edit("harvest", lambda f, rng: f.put("crates", f.values("kilos") // 150)),
    "rules.1",
)
add(
    "harvest.started",
    "values that are not listed",
    "one harvest starts at 05:45",
    at("harvest.started", first(equal("started", 330 * MINUTE)), lambda v: v + 15 * MINUTE),
    ".generator",
)
add(
    "harvest.ended",
    "distances",
    "one harvest takes 241 minutes",
    edit(
        "harvest",
        lambda f, rng: f.put(
            "ended",
            np.where(np.arange(len(f)) == 2, f.values("started") + 241 * MINUTE, f.values("ended")),
        ),
    ),
    ".generator",
)
add(
    "harvest.ended",
    "distances",
    "harvests take one or four hours",
    edit(
        "harvest",
        lambda f, rng: f.put("ended", f.values("started") + rng.choice([60, 240], len(f)) * MINUTE),
    ),
    ".generator",
)
add(
    "harvest.(started,ended)",
    "order of times",
    "start and end are exchanged in ten rows",
    swap("harvest", "started", "ended", 10),
    "constraints.inequalities.0",
)
add(
    "harvest.sensor",
    "nulls beyond and below the share",
    "53 % are null",
    null("harvest.sensor", 0.03),
    ".null_rate",
)
add(
    "harvest.sensor",
    "wrong laws",
    "sensors are 12 or 13",
    draw("harvest.sensor", None, lambda v, rng: rng.integers(11, 14, len(v))),
    ".generator",
)
add(
    "harvest",
    "fan-outs",
    "one plot has eleven harvests",
    drop("harvest", between(11, 12)),
    "nodes.harvest.fanout",
)
add(
    "harvest.plot_id",
    "off-by-one keys",
    "plots are counted from 0",
    at("harvest.plot_id", None, lambda v: v - 10),
    "constraints.foreign_keys.0",
)
add(
    "harvest.plot_id",
    "types",
    "plots are doubles",
    retype("harvest.plot_id", lambda a: a.cast("float64")),
    ".type",
)
add(
    "harvest.plot_id",
    "types",
    "plots are bytes",
    retype("harvest.plot_id", lambda a: a.cast("string").cast("binary")),
    ".type",
)
add(
    "harvest.crop",
    "renamed, missing and added columns",
    "crop has a blank behind its name",
    rename("harvest", "crop", "crop "),
    "nodes.harvest.columns",
)
add(
    "harvest",
    "truncated and lost data",
    "the file ends in the middle",
    file_bytes("harvest", lambda b: b[: len(b) // 2]),
    "nodes.harvest",
)
add(
    "harvest",
    "truncated and lost data",
    "the file is empty",
    file_bytes("harvest", lambda b: b""),
    "nodes.harvest",
)
add(
    "plot.hectares",
    "NaN and infinities",
    "one plot has NaN hectares",
    put("plot.hectares", 1, np.nan),
    ".generator",
)
