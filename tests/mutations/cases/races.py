"""Races and runners: weekends only, chains of times with nulls, correlated pulse and cadence."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    at,
    drop,
    edit,
    fill,
    null,
    put,
    shuffle,
    swap,
)
from mutations.rows import equal, every, first, given

races = Cases("races")
CASES = [races]


def halves(frame, distance):
    """Gives runners another time at the half; the rest of the way takes as long as before."""
    half = frame.values("gun") + distance
    moved = half - frame.values("half")
    frame.put("half", half)
    frame.put("goal", frame.values("goal") + moved)
    seconds = (frame.values("goal") - frame.values("gun")) / SECOND
    frame.put("minutes", seconds / 60)


add = races.add
add(
    "race.gun",
    "missing weekends",
    "one race is on a Friday",
    at("race.gun", 1, lambda v: v - 2 * DAY - DAY * ((v // DAY + 3) % 7 - 6)),
    "targets.weekend_share",
)
add(
    "race.gun",
    "missing weekends",
    "all races are on Sundays",
    at("race.gun", None, lambda v: v + DAY * (6 - (v // DAY + 3) % 7)),
    ".generator",
)
add(
    "race.gun",
    "seasons flattened",
    "one race begins at noon",
    at("race.gun", 1, lambda v: v // DAY * DAY + 12 * HOUR),
    ".generator",
)
add(
    "race.gun",
    "off-grid times",
    "races begin at half past",
    at("race.gun", None, lambda v: v + 30 * MINUTE),
    ".generator",
)
add(
    "race.gun",
    "parts of the time frame",
    "all races are in May",
    at("race.gun", None, lambda v: 19844 * DAY + (v - 19844 * DAY) % (28 * DAY)),
    ".generator",
)
add(
    "race.km",
    "values that are not listed",
    "one race has 42.2 km",
    put("race.km", 1, 422000),
    ".generator",
)
add(
    "race.km",
    "shares of choices",
    "half of the races have 42.195 km",
    put("race.km", every(2), 421950),
    ".generator",
)
add(
    "race.starters",
    "broken sums",
    "one race has a starter more",
    at("race.starters", 1, lambda v: v + 1),
    ".generator",
)
add(
    "runner",
    "truncated and lost data",
    "one runner is missing",
    drop("runner", lambda f: np.arange(len(f)) == 500),
    "nodes.race.columns.starters",
)
add(
    "runner.bib",
    "gaps in sequences",
    "numbers begin with 101",
    at("runner.bib", None, lambda v: v + 1),
    ".generator",
)
add(
    "runner.bib",
    "duplicate keys",
    "two runners of a race have 101",
    put("runner.bib", first(equal("bib", 102)), 101),
    "nodes.runner.pk",
)
add(
    "runner.gun",
    "carried values",
    "one runner starts an hour later",
    at("runner.gun", 1, lambda v: v + HOUR),
    ".generator",
)
add(
    "runner.sex",
    "values that are not listed",
    "one sex is x",
    put("runner.sex", 1, "x"),
    ".generator",
)
add(
    "runner.sex",
    "shares of choices",
    "47 % in place of 45 % are women",
    put("runner.sex", every(27, equal("sex", "m")), "f"),
    ".generator",
)
add(
    "runner.half",
    "order of times",
    "one runner is at the half at the start",
    edit(
        "runner",
        lambda f, rng: f.put(
            "half", np.where(first(given("half"))(f), f.values("gun"), f.values("half"))
        ),
    ),
    "rules.0",
)
add(
    "runner.(half,goal)",
    "order of times",
    "half and goal are exchanged in 1 % of the rows",
    swap("runner", "half", "goal", 0.01),
    "constraints.inequalities.1",
)
add(
    "runner.half",
    "distances",
    "one runner is at the half after nine minutes",
    edit(
        "runner",
        lambda f, rng: f.put(
            "half",
            np.where(first(given("half"))(f), f.values("gun") + 9 * MINUTE, f.values("half")),
        ),
    ),
    ".generator",
)
add(
    "runner.half",
    "distances",
    "all are at the half after 30 to 60 minutes",
    edit("runner", lambda f, rng: halves(f, rng.integers(1800, 3601, len(f)) * SECOND)),
    ".generator",
)
add(
    "runner.half",
    "nulls beyond and below the share",
    "3 % give up before the half",
    edit(
        "runner",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 98 == 0))
            for n in ("half", "goal", "minutes")
        ],
    ),
    ".null_rate",
)
add(
    "runner.goal",
    "nulls where rules switch off",
    "one runner without a half has a goal",
    fill("runner.goal", 1),
    ".generator",
)
add(
    "runner.goal",
    "nulls where rules switch off",
    "one runner with a half has no goal",
    edit(
        "runner",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | first(given(n))(f)) for n in ("goal", "minutes")
        ],
    ),
    ".null_rate",
)
add(
    "runner.goal",
    "nulls beyond and below the share",
    "a tenth of the runners gives up after the half",
    edit(
        "runner",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 10 == 0))
            for n in ("goal", "minutes")
        ],
    ),
    ".null_rate",
)
add(
    "runner.minutes",
    "broken formulas",
    "one time is half a second more",
    at("runner.minutes", 1, lambda v: v + 0.5 / 60),
    ".generator",
)
add(
    "runner.minutes",
    "broken formulas",
    "times are whole minutes",
    at("runner.minutes", None, np.floor),
    ".generator",
)
add(
    "runner.club",
    "nulls beyond and below the share",
    "37 % have no club",
    null("runner.club", 0.02),
    ".null_rate",
)
add(
    "runner.club",
    "text look-alikes",
    "clubs are x",
    put("runner.club", given("club"), "x"),
    ".generator",
)
add(
    "runner.(pulse,cadence)",
    "correlation removed",
    "cadences are shuffled",
    shuffle("runner.cadence"),
    "nodes.runner.correlations.0",
)
add(
    "runner.(pulse,cadence)",
    "correlation removed",
    "a tenth of the cadences is shuffled",
    shuffle("runner.cadence", 0.1),
    "nodes.runner.correlations.0",
)
add(
    "runner.(pulse,cadence)",
    "correlation removed",
    "the cadence follows from the pulse",
    edit("runner", lambda f, rng: f.put("cadence", 172 + (f.values("pulse") - 165) * 8 / 12)),
    "nodes.runner.correlations.0",
)
add(
    "runner.pulse",
    "ranges by one unit",
    "one pulse is 206",
    put("runner.pulse", 1, 206),
    ".generator.distribution.truncate",
)
add(
    "runner.pulse",
    "wrong variance",
    "pulses are even",
    at("runner.pulse", None, lambda v: np.maximum(v // 2 * 2, 120)),
    ".generator",
)
add(
    "runner.cadence",
    "shifted means",
    "cadences are one more",
    at("runner.cadence", None, lambda v: v + 1),
    ".generator",
)
add(
    "runner.cadence",
    "wrong tails",
    "the top 1 % is 250",
    at(
        "runner.cadence",
        lambda f: f.values("cadence") >= np.quantile(f.values("cadence"), 0.99),
        lambda v: v * 0 + 250,
    ),
    ".generator",
)
add(
    "runner",
    "fan-outs",
    "one race has 19 runners",
    drop("runner", lambda f: (f.values("race_id") == 2) & (f.values("bib") >= 119)),
    "nodes.runner.fanout",
)
add(
    "runner",
    "fan-outs",
    "no race has more than 90 runners",
    drop("runner", lambda f: f.values("bib") >= 190),
    "nodes.runner.fanout",
)
