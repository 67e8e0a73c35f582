"""Probes and results: noise over a clamp, columns that scale others, texts of expressions."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    MINUTE,
    at,
    drop,
    each,
    edit,
    fill,
    nudge,
    null,
    put,
    retype,
    shuffle,
    swap,
)
from mutations.rows import equal, every, occurrence, weekday

lab = Cases("lab")
CASES = [lab]


def signals(change):
    """Gives probes other signals, and what follows from them."""

    def apply(frame, rng):
        signal = np.clip(change(frame.values("signal"), rng), 1, 500)
        frame.put("signal", signal)
        frame.put("noise", np.sqrt(signal) + np.sin(signal))

    return edit("probe", apply)


def doses(frame):
    return frame.values("dose").astype(float)


def move(frame, distance):
    """Moves times by whole days, within the time frame."""
    drawn = frame.values("drawn")
    moved = drawn + distance
    inside = (moved >= 19723 * DAY) & (moved < 19814 * DAY)
    frame.put("drawn", np.where(inside, moved, drawn))


add = lab.add
add(
    "probe.signal",
    "wrong tails",
    "the top 5 % are three times as much",
    signals(lambda v, rng: np.where(v > np.quantile(v, 0.95), v * 3, v)),
    ".generator",
)
add(
    "probe.signal",
    "wrong variance",
    "the spread is 0.6 in place of 0.7",
    signals(lambda v, rng: np.exp(3.2 + (np.log(v) - 3.2) * 6 / 7)),
    ".generator",
)
add(
    "probe.signal",
    "shifted means",
    "signals are 5 % less",
    signals(lambda v, rng: v * 0.95),
    ".generator",
)
add(
    "probe.signal",
    "few distinct values",
    "signals have one digit behind the point",
    signals(lambda v, rng: np.round(v, 1)),
    ".generator",
)
add(
    "probe.signal",
    "ranges by one unit",
    "one signal is 500.0000001",
    put("probe.signal", 1, 500.0000001),
    "constraints.ranges.0",
)
add(
    "probe.noise",
    "broken formulas",
    "one noise is 1e-6 more",
    at("probe.noise", 1, lambda v: v + 1e-6),
    ".generator",
)
add(
    "probe.noise",
    "broken formulas",
    "a tenth of the noises is without the sine",
    edit(
        "probe",
        lambda f, rng: f.put(
            "noise",
            np.where(np.arange(len(f)) % 10 == 0, np.sqrt(f.values("signal")), f.values("noise")),
        ),
    ),
    ".generator",
)
add(
    "probe.scaled",
    "wrong laws",
    "doses do not scale",
    edit("probe", lambda f, rng: f.put("scaled", f.values("scaled") / doses(f))),
    ".modifiers.0",
)
add(
    "probe.scaled",
    "correlation removed",
    "scaled values are shuffled",
    shuffle("probe.scaled"),
    ".modifiers.0",
)
add(
    "probe.scaled",
    "constant columns",
    "every value is twice the dose",
    edit("probe", lambda f, rng: f.put("scaled", doses(f) * 2)),
    ".generator",
)
add(
    "probe.lifted",
    "correlation removed",
    "lifted values are shuffled",
    shuffle("probe.lifted"),
    ".modifiers.0",
)
add(
    "probe.lifted",
    "shifted means",
    "one more is added",
    at("probe.lifted", None, lambda v: v + 1),
    ".modifiers.0",
)
add(
    "probe.lifted",
    "wrong variance",
    "the spread is 1.5 in place of 1",
    edit(
        "probe",
        lambda f, rng: f.put("lifted", 10 + doses(f) + (f.values("lifted") - 10 - doses(f)) * 1.5),
    ),
    ".generator",
)
add("probe.dose", "ranges by one unit", "one dose is 6", put("probe.dose", 1, 6), ".generator")
add(
    "probe.dose",
    "wrong laws",
    "a tenth of dose 1 is dose 2",
    put("probe.dose", every(10, equal("dose", 1)), 2),
    ".generator",
)
add(
    "probe.digest",
    "text look-alikes",
    "one digest has 31 digits",
    each("probe.digest", 1, lambda t: t[:31]),
    ".generator",
)
add(
    "probe.digest",
    "text look-alikes",
    "digests are zeros",
    each("probe.digest", None, lambda t: "0" * 32),
    ".generator",
)
add(
    "probe.grade",
    "broken formulas",
    "one grade has small letters",
    each(
        "probe.grade",
        lambda f: np.cumsum([t[:2].lower() != t[:2] for t in f.values("grade")]) == 1,
        str.lower,
    ),
    ".generator",
)
add(
    "probe.grade",
    "broken formulas",
    "grades are without zeros",
    each("probe.grade", None, lambda t: t.replace("-00", "-")),
    ".generator",
)
add(
    "probe.bucket",
    "broken formulas",
    "one bucket is the next",
    at("probe.bucket", 1, lambda v: (v + 1) % 10),
    ".generator",
)
add(
    "probe.bucket",
    "broken formulas",
    "buckets are numbers by turns",
    edit("probe", lambda f, rng: f.put("bucket", f.values("id") % 10)),
    ".generator",
)
add(
    "probe.drawn",
    "seasons flattened",
    "weekdays are alike",
    edit("probe", lambda f, rng: move(f, rng.integers(-3, 4, len(f)) * DAY)),
    ".generator",
)
add(
    "probe.drawn",
    "missing weekends",
    "no probe on Sundays",
    edit("probe", lambda f, rng: move(f, np.where(weekday(f.values("drawn")) == 6, -DAY, 0))),
    ".generator",
)
add(
    "probe.drawn",
    "wrong variance",
    "times have no noise",
    at("probe.drawn", None, lambda v: (v + 30 * MINUTE) // HOUR * HOUR),
    ".modifiers.0",
)
add(
    "probe.drawn",
    "parts of the time frame",
    "one probe is drawn on 1 April",
    at("probe.drawn", 1, lambda v: v * 0 + 19814 * DAY + HOUR),
    ".generator",
)
add(
    "result.drawn",
    "carried values",
    "one result has another time",
    at("result.drawn", 1, lambda v: v + MINUTE),
    ".generator",
)
add(
    "result.drawn",
    "carried values",
    "times have nanoseconds, and one result has one",
    nudge("result.drawn", 8, 1),
    ".generator",
)
add(
    "result.done",
    "distances",
    "one result is done after 73 hours",
    edit(
        "result",
        lambda f, rng: f.put(
            "done",
            np.where(np.arange(len(f)) == 4, f.values("drawn") + 73 * HOUR, f.values("done")),
        ),
    ),
    ".generator",
)
add(
    "result.done",
    "distances",
    "results are done after 24 to 48 hours",
    edit(
        "result",
        lambda f, rng: f.put(
            "done", f.values("drawn") + rng.integers(24 * 3600, 48 * 3600, len(f)) * 1_000_000
        ),
    ),
    ".generator",
)
add(
    "result.(drawn,done)",
    "order of times",
    "drawn and done are exchanged in one row",
    swap("result", "drawn", "done", 1),
    "constraints.inequalities.0",
)
add(
    "result.value",
    "shifted means",
    "values are 1 % more",
    at("result.value", None, lambda v: v * 1.01),
    "targets.mean_in_range",
)
add(
    "result.value",
    "shifted means",
    "values are 0.008 more",
    at("result.value", None, lambda v: v + 0.008),
    ".generator",
)
add(
    "result.value",
    "wrong variance",
    "the spread is twice as much",
    at("result.value", None, lambda v: 7.4 + (v - 7.4) * 2),
    ".generator",
)
add(
    "result.value",
    "few distinct values",
    "values have one digit",
    at("result.value", None, lambda v: np.round(v, 1)),
    ".generator",
)
add(
    "result.value",
    "nulls beyond and below the share",
    "4.5 % are null",
    edit(
        "result",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 64 == 0))
            for n in ("value", "flag")
        ],
    ),
    ".null_rate",
)
add(
    "result.flag",
    "nulls where rules switch off",
    "one value without a flag",
    null("result.flag", 1),
    ".null_when",
)
add(
    "result.flag",
    "nulls where rules switch off",
    "one flag without a value",
    fill("result.flag", 1),
    ".null_when",
)
add(
    "result.flag",
    "shares of choices",
    "a fifth of L is H",
    put("result.flag", every(5, equal("flag", "L")), "H"),
    ".generator",
)
add(
    "result",
    "fan-outs",
    "no probe has more than two results",
    drop("result", lambda f: occurrence(f.values("probe_id")) > 1),
    "nodes.result.fanout",
)
add(
    "result.test",
    "off-by-one keys",
    "tests begin with 0",
    at("result.test", None, lambda v: v - 1),
    ".generator",
)
add(
    "probe.scaled",
    "NaN and infinities",
    "one value is infinite",
    put("probe.scaled", 1, np.inf),
    ".generator",
)
add(
    "result.value",
    "types",
    "values are decimals",
    retype("result.value", lambda a: a.cast("float32").cast("string")),
    ".type",
)
