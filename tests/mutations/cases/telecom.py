"""Lines and calls: seasons that multiply, picks by rank, sums of small amounts."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    SECOND,
    at,
    copy_value,
    draw,
    each,
    edit,
    keep,
    null,
    put,
)
from mutations.rows import equal, every, occurrence, weekday

telecom = Cases("telecom")
CASES = [telecom]


def calls(change):
    """Gives calls another length, and the cost that follows; sums of lines too."""

    def action(folder):
        frame, lines = folder.frame("call"), folder.frame("line")
        seconds = np.clip(change(frame.values("seconds"), folder.rng), 1, 7200).astype(np.int64)
        frame.put("seconds", seconds)
        frame.put("cost", seconds * 15)
        owner = np.searchsorted(lines.values("id"), frame.values("line_id"))
        longest = np.zeros(len(lines), dtype=np.int64)
        np.maximum.at(longest, owner, seconds)
        lines.put("spent", np.bincount(owner, seconds * 15, len(lines)).astype(np.int64))
        lines.put("longest", longest)
        folder.write("call", frame)
        folder.write("line", lines)

    return action


add = telecom.add
add(
    "call.seconds",
    "wrong laws",
    "no call is longer than ten minutes",
    calls(lambda v, rng: np.minimum(v, 600)),
    ".generator",
)
add(
    "call.seconds",
    "shifted means",
    "calls are 5 % longer",
    calls(lambda v, rng: v * 1.05),
    ".generator",
)
add(
    "call.seconds",
    "few distinct values",
    "calls are whole minutes",
    calls(lambda v, rng: np.ceil(v / 60) * 60),
    ".generator",
)
add(
    "call.seconds",
    "mixtures of the same mean",
    "calls take 1 or 299 seconds",
    calls(lambda v, rng: rng.choice([1, 299], len(v))),
    ".generator",
)
add(
    "call.seconds",
    "ranges by one unit",
    "one call takes 7,201 seconds",
    put("call.seconds", 1, 7201),
    "constraints.ranges.0",
)
add(
    "call.seconds",
    "ranges by one unit",
    "one call takes 0 seconds",
    put("call.seconds", 1, 0),
    "constraints.ranges.0",
)
add(
    "call.cost",
    "broken formulas",
    "one cost is one unit more",
    at("call.cost", 1, lambda v: v + 1),
    ".generator",
)
add(
    "call.cost",
    "broken formulas",
    "costs are whole hundredths",
    at("call.cost", None, lambda v: v // 100 * 100),
    ".generator",
)
add(
    "line.spent",
    "broken sums",
    "one sum is one unit less",
    at("line.spent", 1, lambda v: v - 1),
    ".generator",
)
add(
    "line.spent",
    "broken sums",
    "sums are rounded to hundredths",
    at("line.spent", None, lambda v: np.rint(v / 100) * 100),
    ".generator",
)
add(
    "line.longest",
    "broken sums",
    "one longest call is a second longer",
    at("line.longest", 1, lambda v: v + 1),
    ".generator",
)
add(
    "line.imei",
    "duplicate keys",
    "two lines have one device",
    copy_value("line.imei", 1),
    "constraints.unique.0",
)
add(
    "line.imei",
    "wrong laws",
    "devices are numbered one by one",
    edit("line", lambda f, rng: f.put("imei", 350000000000000 + np.arange(len(f)))),
    ".generator",
)
add(
    "line.imei",
    "wrong laws",
    "devices end in 000",
    at("line.imei", None, lambda v: v // 10**6 * 10**6),
    ".generator",
)
add(
    "line.phone",
    "wrong locale",
    "all telephones are Spanish",
    each("line.phone", None, lambda t: "+34 612 345 678"),
    ".generator",
)
add(
    "line.phone",
    "text look-alikes",
    "one telephone has letters",
    put("line.phone", 1, "CALL-ME"),
    ".generator",
)
add(
    "line.owner",
    "text look-alikes",
    "owners are telephones",
    edit("line", lambda f, rng: f.put("owner", f.values("phone"))),
    ".generator",
)
add(
    "line.owner",
    "wrong locale",
    "Japanese lines have British owners",
    put("line.owner", equal("country", "JP"), "Nigel Smith"),
    ".generator",
)
add(
    "line.plan",
    "shares of choices",
    "all lines have plan s",
    put("line.plan", None, "s"),
    ".generator",
)
add(
    "call.at",
    "seasons flattened",
    "hours are alike",
    at("call.at", None, lambda v: v // DAY * DAY + (v * 7919 // SECOND) % 86400 * SECOND),
    ".generator",
)
add(
    "call.at",
    "seasons flattened",
    "weekdays are alike",
    draw("call.at", None, lambda v, rng: 19723 * DAY + rng.integers(0, 31, len(v)) * DAY + v % DAY),
    "targets.weekend_share",
)
add(
    "call.at",
    "seasons flattened",
    "10 % of Friday's calls are on Monday",
    draw(
        "call.at",
        None,
        lambda v, rng: np.where((weekday(v) == 4) & (rng.random(len(v)) < 0.1), v - 4 * DAY, v),
    ),
    ".generator",
)
add(
    "call.at",
    "parts of the time frame",
    "calls are in the first two weeks",
    at("call.at", None, lambda v: 19723 * DAY + (v - 19723 * DAY) % (14 * DAY)),
    ".generator",
)
add(
    "call.at",
    "parts of the time frame",
    "there is no call on 17 January",
    at("call.at", None, lambda v: np.where(v // DAY == 19739, v + 7 * DAY, v)),
    ".generator",
)
add(
    "call.at",
    "parts of the time frame",
    "half of the days have no call",
    at(
        "call.at",
        None,
        lambda v: np.where((v // DAY >= 19737) & (v // DAY < 19751), v - 14 * DAY, v),
    ),
    ".generator",
)
add(
    "call.at",
    "off-grid times",
    "one call has a millisecond",
    at("call.at", 1, lambda v: v + 1000),
    ".generator",
)
add(
    "call.at",
    "off-grid times",
    "calls are on the full minute",
    at("call.at", None, lambda v: v // (60 * SECOND) * 60 * SECOND),
    ".generator",
)
add(
    "call.at",
    "time zones",
    "calls are six hours later, around the end of the day",
    at("call.at", None, lambda v: v // DAY * DAY + (v + 6 * HOUR) % DAY),
    ".generator",
)
add(
    "call.to_id",
    "skewed picks",
    "called lines are drawn uniformly",
    draw("call.to_id", None, lambda v, rng: rng.integers(1, 1001, len(v))),
    ".generator.lookup.pick",
)
add(
    "call.to_id",
    "skewed picks",
    "all calls are to line 1",
    put("call.to_id", None, 1),
    ".generator.lookup.pick",
)
add(
    "call.to_id",
    "skewed picks",
    "half of the calls is to the most frequent line",
    edit(
        "call",
        lambda f, rng: f.put(
            "to_id",
            np.where(
                np.arange(len(f)) % 2 == 0,
                np.bincount(f.values("to_id")).argmax(),
                f.values("to_id"),
            ),
        ),
    ),
    ".generator.lookup.pick",
)
add(
    "call.to_id",
    "orphans",
    "one call is to line 1001",
    put("call.to_id", 1, 1001),
    "constraints.foreign_keys.1",
)
add(
    "call.tower",
    "shares of choices",
    "tower 10 has a tenth less",
    put("call.tower", every(10, equal("tower", 10)), 1),
    ".generator",
)
add(
    "call.tower",
    "shares of choices",
    "tower 10 has nothing",
    put("call.tower", equal("tower", 10), 9),
    ".generator",
)
add(
    "call.drop",
    "shares of choices",
    "1.5 % in place of 1 % are dropped",
    put("call.drop", every(200, equal("drop", False)), True),
    ".generator",
)
add(
    "call.mos",
    "nulls beyond and below the share",
    "17 % have no score",
    null("call.mos", 0.02),
    ".null_rate",
)
add(
    "call.mos",
    "wrong laws",
    "scores are turned around 4",
    at("call.mos", None, lambda v: np.clip(8.4 - v, 1, 5)),
    ".generator",
)
add(
    "call.mos",
    "few distinct values",
    "scores have one digit",
    at("call.mos", None, lambda v: np.round(v, 1)),
    ".generator",
)
add(
    "call.line_id",
    "fan-outs",
    "one line has four calls",
    keep("call", lambda f: (f.values("line_id") != 1) | (occurrence(f.values("line_id")) < 4)),
    "nodes.call.fanout",
)
add(
    "call.line_id",
    "fan-outs",
    "all lines have five calls or ninety",
    draw("call.line_id", None, lambda v, rng: np.where(v % 2 == 0, v // 4 * 2 + 1, v)),
    "nodes.call.fanout",
)
