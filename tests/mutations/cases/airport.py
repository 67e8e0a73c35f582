"""Flights: times that follow from times, delays, gates that are open; times finer than the spec's."""

import struct

import numpy as np
import pyarrow as pa

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    at,
    draw,
    each,
    edit,
    fill,
    forge,
    nudge,
    null,
    put,
    retype,
    swap,
)
from mutations.rows import equal, every, hour

airport = Cases("airport")
CASES = [airport]


def whole_flights(move):
    """Moves all times of a flight together, and its day."""

    def apply(frame, rng):
        moved = move(frame.values("planned"), rng)
        for name in ("planned", "left_at", "landed"):
            frame.put(name, frame.values(name) + moved)
        frame.put("day", frame.values("planned") // DAY)

    return edit("flight", apply)


def closed_gate(share):
    def action(folder):
        gates, flights = folder.frame("gate"), folder.frame("flight")
        closed = gates.values("code")[gates.values("closed")]
        used = flights.values("gate")
        hit = folder.rng.choice(len(used), max(1, round(share * len(used))), replace=False)
        used[hit] = folder.rng.choice(closed, len(hit))
        flights.put("gate", used)
        folder.write("flight", flights)

    return action


def delays(change):
    """Gives flights other delays; landings move along, causes follow."""

    def apply(frame, rng):
        late = change(frame.values("left_at") - frame.values("planned"), rng) // SECOND * SECOND
        left = frame.values("planned") + late
        frame.put("landed", frame.values("landed") - frame.values("left_at") + left)
        frame.put("left_at", left)
        minutes = left // MINUTE - frame.values("planned") // MINUTE
        frame.put("late", minutes)
        causes = np.where(frame.nulls("cause"), "crew", frame.values("cause"))
        frame.put("cause", causes, minutes < 15)

    return edit("flight", apply)


def forged_cargo(folder):
    """A load beyond the limit, in a file whose statistics keep to it."""
    flights = folder.frame("flight")
    values = flights.values("cargo")
    most = values.max()
    values[np.flatnonzero(~flights.nulls("cargo"))[0]] = 1e9
    flights.put("cargo", values)
    folder.write("flight", flights)
    forge("flight", struct.pack("<d", 1e9), struct.pack("<d", most))(folder)


def forged_infinity(folder):
    flights = folder.frame("flight")
    values = flights.values("cargo")
    most = values.max()
    values[np.flatnonzero(~flights.nulls("cargo"))[0]] = np.inf
    flights.put("cargo", values)
    folder.write("flight", flights)
    forge("flight", struct.pack("<d", np.inf), struct.pack("<d", most))(folder)


add = airport.add
add(
    "flight.left_at",
    "order of times",
    "one flight leaves before it is planned",
    at("flight.left_at", 1, lambda v: v - 4 * HOUR),
    "rules.0",
)
add(
    "flight.(left_at,landed)",
    "order of times",
    "departure and landing are exchanged in a tenth of the flights",
    swap("flight", "left_at", "landed", 0.1),
    "constraints.inequalities.1",
)
add(
    "flight.landed",
    "distances",
    "one flight takes 44 minutes",
    edit(
        "flight",
        lambda f, rng: f.put(
            "landed",
            np.where(np.arange(len(f)) == 1, f.values("left_at") + 44 * MINUTE, f.values("landed")),
        ),
    ),
    ".generator",
)
add(
    "flight.landed",
    "distances",
    "all flights take six hours",
    edit("flight", lambda f, rng: f.put("landed", f.values("left_at") + 6 * HOUR)),
    ".generator",
)
add(
    "flight.landed",
    "distances",
    "flights beyond six hours take half as long",
    edit(
        "flight",
        lambda f, rng: f.put(
            "landed",
            np.where(
                f.values("landed") - f.values("left_at") > 6 * HOUR,
                (f.values("landed") + f.values("left_at")) // 2 // SECOND * SECOND,
                f.values("landed"),
            ),
        ),
    ),
    ".generator",
)
add(
    "flight.left_at",
    "distances",
    "all flights are on time",
    delays(lambda late, rng: late * 0),
    ".generator",
)
add(
    "flight.left_at",
    "distances",
    "delays are uniform",
    delays(lambda late, rng: rng.integers(0, 180 * 60 + 1, len(late)) * SECOND),
    ".generator",
)
add(
    "flight.left_at",
    "distances",
    "delays are 10 % longer",
    delays(lambda late, rng: np.minimum(late * 1.1, 180 * MINUTE).astype(np.int64)),
    ".generator",
)
add(
    "flight.left_at",
    "off-grid times",
    "one departure has half a second",
    at("flight.left_at", 1, lambda v: v + SECOND // 2),
    ".generator",
)
add(
    "flight.left_at",
    "types",
    "departures have nanoseconds, and one flight has one",
    nudge("flight.left_at", 5, 1),
    ".type",
)
add(
    "flight.planned",
    "types",
    "plans have nanoseconds, and one flight is one before",
    nudge("flight.planned", 5, -1),
    ".generator",
)
add(
    "flight.planned",
    "time zones",
    "times are eight hours late",
    whole_flights(lambda v, rng: np.full(len(v), 8 * HOUR)),
    ".generator",
)
add(
    "flight.planned",
    "time zones",
    "plans are of the zone of New York, with the same digits",
    retype(
        "flight.planned",
        lambda a: a.cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="America/New_York")),
    ),
    ".type",
)
add(
    "flight.planned",
    "time zones",
    "half of the flights is an hour early, as in summer",
    whole_flights(
        lambda v, rng: np.where((v > 1711843200 * SECOND) & (v < 1729987200 * SECOND), -HOUR, 0)
    ),
    ".generator",
)
add(
    "flight.planned",
    "off-grid times",
    "one plan is on minute 3",
    whole_flights(lambda v, rng: np.where(np.arange(len(v)) == 4, 3 * MINUTE, 0)),
    ".generator",
)
add(
    "flight.planned",
    "seasons flattened",
    "5 % move from the morning to the night",
    whole_flights(
        lambda v, rng: np.where((hour(v) == 7) & (rng.random(len(v)) < 0.5), -3 * HOUR, 0)
    ),
    ".generator",
)
add(
    "flight.planned",
    "parts of the time frame",
    "no flight after September",
    whole_flights(lambda v, rng: np.where(v > 1727740800 * SECOND, -91 * DAY, 0)),
    ".generator",
)
add(
    "flight.late",
    "broken formulas",
    "one delay is a minute more",
    at("flight.late", 1, lambda v: v + 1),
    ".generator",
)
add(
    "flight.day",
    "broken formulas",
    "one flight is of the next day",
    at("flight.day", 1, lambda v: v + 1),
    ".generator",
)
add(
    "flight.day",
    "broken formulas",
    "flights after 22 o'clock are of the next day",
    edit("flight", lambda f, rng: f.put("day", (f.values("planned") + 2 * HOUR) // DAY)),
    ".generator",
)
add(
    "flight.sold",
    "ranges by one unit",
    "one flight has sold a seat too many",
    edit("flight", lambda f, rng: f.put("sold", f.values("sold") + (np.arange(len(f)) == 6) * 8)),
    "constraints.inequalities.0",
)
add(
    "flight.sold",
    "broken formulas",
    "one flight has sold a seat less",
    at("flight.sold", 1, lambda v: v - 1),
    ".generator",
)
add(
    "flight.seats",
    "values that are not listed",
    "one flight has 200 seats",
    edit(
        "flight",
        lambda f, rng: f.put("seats", np.where(np.arange(len(f)) == 6, 200, f.values("seats"))),
    ),
    ".generator",
)
add(
    "flight.cause",
    "nulls where rules switch off",
    "one flight on time has a cause",
    fill("flight.cause", 1),
    ".null_when",
)
add(
    "flight.cause",
    "nulls where rules switch off",
    "one late flight has none",
    null("flight.cause", 1),
    ".null_when",
)
add(
    "flight.cause",
    "nulls where rules switch off",
    "all causes are there",
    fill("flight.cause"),
    ".null_when",
)
add(
    "flight.cause",
    "shares of choices",
    "a tenth of the weather is traffic",
    put("flight.cause", every(10, equal("cause", "weather")), "traffic"),
    ".generator",
)
add(
    "flight.gate",
    "skewed picks",
    "one flight is at a gate that is closed",
    closed_gate(0),
    "rules.1",
)
add(
    "flight.gate",
    "skewed picks",
    "2 % of the flights are at gates that are closed",
    closed_gate(0.02),
    "rules.1",
)
add(
    "flight.gate",
    "skewed picks",
    "a fifth of the flights is at one gate",
    edit(
        "flight",
        lambda f, rng: f.put(
            "gate", np.where(rng.random(len(f)) < 0.2, f.values("gate")[0], f.values("gate"))
        ),
    ),
    ".generator",
)
add(
    "flight.gate",
    "orphans",
    "one gate is E99",
    put("flight.gate", 1, "E99"),
    "constraints.foreign_keys.0",
)
add(
    "flight.number",
    "text look-alikes",
    "one number is of an airline that is not listed",
    put("flight.number", 1, "XX 123"),
    ".generator",
)
add(
    "flight.number",
    "text look-alikes",
    "numbers have two blanks",
    each("flight.number", None, lambda t: t.replace(" ", "")[:2] + "  " + t[-2:]),
    ".generator",
)
add(
    "flight.cargo",
    "NaN and infinities",
    "one load is beyond the limit, and the footer says that none is",
    forged_cargo,
    ".generator",
)
add(
    "flight.cargo",
    "NaN and infinities",
    "one load is infinite, and the footer says that none is",
    forged_infinity,
    ".generator",
)
add(
    "flight.cargo",
    "NaN and infinities",
    "one load is NaN",
    put("flight.cargo", 1, np.nan),
    ".generator",
)
add(
    "flight.cargo",
    "nulls beyond and below the share",
    "1.5 % are null",
    null("flight.cargo", 0.005),
    ".null_rate",
)
add(
    "flight.cargo",
    "wrong laws",
    "loads are uniform",
    draw("flight.cargo", None, lambda v, rng: rng.uniform(0, 16000, len(v))),
    ".generator",
)
add(
    "flight.cargo",
    "shifted means",
    "loads are 5 % more",
    at("flight.cargo", None, lambda v: np.minimum(v * 1.05, 20000)),
    "targets.mean_in_range",
)
add(
    "gate.code",
    "text look-alikes",
    "one gate is E01",
    put("gate.code", lambda f: f.values("closed") & (np.cumsum(f.values("closed")) == 1), "E01"),
    ".generator",
)
add(
    "flight.landed",
    "null keys and nulls",
    "one landing is null",
    null("flight.landed", 1),
    ".nullable",
)
