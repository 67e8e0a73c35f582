"""Rooms and stays: dates in order, nights, seasons of month and weekday."""

import numpy as np

from mutations.case import Cases
from mutations.damage import at, drop, edit, fill, keep, null, put, swap
from mutations.rows import equal, every, first, given, last, occurrence

hotel = Cases("hotel")
CASES = [hotel]
YEAR = 19723  # 2024-01-01 in days


def arrive(move):
    """Moves the dates of stays together."""

    def apply(frame, rng):
        moved = move(frame.values("arrives"), rng)
        for name in ("arrives", "leaves", "paid_on"):
            frame.put(name, frame.values(name) + moved)
        month = (
            frame.values("arrives").astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
            + 1
        )
        frame.put("season", np.where((month >= 6) & (month <= 8), "high", "low").astype(object))

    return edit("stay", apply)


def nights(frame, count):
    """Gives stays another length, and what follows from it."""
    leaves = frame.values("arrives") + count
    frame.put("paid_on", frame.values("paid_on") - frame.values("leaves") + leaves)
    frame.put("leaves", leaves)
    frame.put("nights", count)
    frame.put("price", frame.values("rate") * count)


add = hotel.add
add(
    "room.taken",
    "broken sums",
    "one total is a cent less",
    at("room.taken", 1, lambda v: v - 1),
    ".generator",
)
add(
    "room.taken",
    "broken sums",
    "a tenth of the totals counts one night twice",
    at("room.taken", 0.1, lambda v: v + 12000),
    ".generator",
)
add(
    "room.first_stay",
    "broken sums",
    "the first stay of one room is a day later",
    at("room.first_stay", 1, lambda v: v + 1),
    ".generator",
)
add(
    "room.first_stay",
    "null keys and nulls",
    "the first stay of one room with stays is null",
    null("room.first_stay", 1),
    ".generator",
)
add(
    "room.beds",
    "values that are not listed",
    "one room has five beds",
    put("room.beds", 1, 5),
    ".generator",
)
add(
    "room.view",
    "values that are not listed",
    "one view is of the 'Sea'",
    put("room.view", first(equal("view", "sea")), "Sea"),
    ".constraints.enum",
)
add(
    "room.view",
    "shares of choices",
    "no room has a view of the street",
    put("room.view", equal("view", "street"), "yard"),
    ".generator",
)
add(
    "room.rate",
    "ranges by one unit",
    "one rate is 220.01",
    put("room.rate", 1, 22001),
    "constraints.ranges.1",
)
add(
    "room.rate",
    "wrong laws",
    "all rates are 60 or 220",
    edit("room", lambda f, rng: f.put("rate", np.where(f.values("rate") < 12000, 6000, 22000))),
    ".generator",
)
add(
    "room.number",
    "gaps in sequences",
    "there is no room 113",
    drop("room", equal("number", 113)),
    ".generator",
)
add(
    "stay.arrives",
    "order of times",
    "one guest arrives on the day on which he leaves",
    edit(
        "stay",
        lambda f, rng: f.put(
            "arrives", np.where(np.arange(len(f)) == 40, f.values("leaves"), f.values("arrives"))
        ),
    ),
    "constraints.inequalities.0",
)
add(
    "stay.(arrives,leaves)",
    "swapped columns or rows",
    "arrival and departure are exchanged in 1 % of the rows",
    swap("stay", "arrives", "leaves", 0.01),
    "rules.0",
)
add(
    "stay.paid_on",
    "order of times",
    "one stay is paid before the guest leaves",
    at("stay.paid_on", 1, lambda v: v - 31),
    "constraints.inequalities.1",
)
add(
    "stay.paid_on",
    "distances",
    "one stay is paid after 31 days",
    edit(
        "stay",
        lambda f, rng: f.put(
            "paid_on",
            np.where(first(given("paid_on"))(f), f.values("leaves") + 31, f.values("paid_on")),
        ),
    ),
    ".generator",
)
add(
    "stay.paid_on",
    "distances",
    "everybody pays at once",
    edit("stay", lambda f, rng: f.put("paid_on", f.values("leaves"))),
    ".generator",
)
add(
    "stay.paid_on",
    "nulls beyond and below the share",
    "7.5 % have not paid",
    edit(
        "stay",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 40 == 0))
            for n in ("paid_on", "paid_by")
        ],
    ),
    ".null_rate",
)
add(
    "stay.paid_by",
    "nulls where rules switch off",
    "one stay that is not paid has a way to pay",
    fill("stay.paid_by", 1),
    "rules.2",
)
add(
    "stay.paid_by",
    "nulls where rules switch off",
    "one stay that is paid has none",
    null("stay.paid_by", 1),
    ".null_when",
)
add(
    "stay.paid_by",
    "shares of choices",
    "a fifth of the bills is cash",
    put("stay.paid_by", every(5, equal("paid_by", "bill")), "cash"),
    ".generator",
)
add(
    "stay.leaves",
    "distances",
    "every guest stays three nights",
    edit("stay", lambda f, rng: nights(f, np.full(len(f), 3))),
    ".generator",
)
add(
    "stay.leaves",
    "distances",
    "nights are uniform from 1 to 14",
    edit("stay", lambda f, rng: nights(f, rng.integers(1, 15, len(f)))),
    ".generator",
)
add(
    "stay.leaves",
    "distances",
    "one guest stays 15 nights",
    edit(
        "stay", lambda f, rng: nights(f, np.where(np.arange(len(f)) == 3, 15, f.values("nights")))
    ),
    ".generator",
)
add(
    "stay.nights",
    "broken formulas",
    "one stay has a night more than the dates say",
    at("stay.nights", 1, lambda v: v + 1),
    ".generator",
)
add(
    "stay.price",
    "broken formulas",
    "one price is a cent more",
    at("stay.price", 1, lambda v: v + 1),
    "rules.1",
)
add(
    "stay.price",
    "broken formulas",
    "a tenth of the prices has a discount of 10 %",
    at("stay.price", 0.1, lambda v: v * 0.9),
    "rules.1",
)
add(
    "stay.rate",
    "carried values",
    "one stay has the rate of another room",
    at("stay.rate", lambda f: np.isin(np.arange(len(f)), [0, len(f) - 1]), lambda v: v[::-1]),
    ".generator",
)
add(
    "stay.season",
    "broken formulas",
    "one stay in July is in the low season",
    put("stay.season", first(equal("season", "high")), "low"),
    ".generator",
)
add(
    "stay.arrives",
    "seasons flattened",
    "months are alike",
    arrive(lambda v, rng: rng.integers(0, 52, len(v)) * 7 + YEAR + (v - YEAR) % 7 - v),
    ".generator",
)
add(
    "stay.arrives",
    "seasons flattened",
    "weekdays are alike",
    arrive(lambda v, rng: rng.integers(-3, 4, len(v)) * ((v > YEAR + 3) & (v < YEAR + 360))),
    "targets.weekend_share",
)
add(
    "stay.arrives",
    "seasons flattened",
    "5 % of the arrivals on Friday are on Thursday",
    arrive(lambda v, rng: np.where(((v + 3) % 7 == 4) & (rng.random(len(v)) < 0.2), -1, 0)),
    ".generator",
)
add(
    "stay.arrives",
    "missing weekends",
    "nobody arrives at weekends",
    arrive(lambda v, rng: np.where((v + 3) % 7 >= 5, -2, 0)),
    "targets.weekend_share",
)
add(
    "stay.arrives",
    "parts of the time frame",
    "one guest arrives in 2025",
    arrive(lambda v, rng: np.where(np.arange(len(v)) == 9, YEAR + 367 - v, 0)),
    ".generator",
)
add(
    "stay.guest",
    "text look-alikes",
    "guests are numbers",
    put("stay.guest", None, "101"),
    ".generator",
)
add(
    "stay.guest",
    "wrong locale",
    "guests are Greek",
    put("stay.guest", None, "Παπαδόπουλος"),
    ".generator",
)
add(
    "stay",
    "fan-outs",
    "every room has 40 stays or fewer",
    keep("stay", lambda f: occurrence(f.values("room")) < 40),
    "nodes.stay.fanout",
)
add(
    "stay.room",
    "orphans",
    "one stay is in room 13",
    put("stay.room", 1, 13),
    "constraints.foreign_keys.0",
)
add(
    "stay.id",
    "duplicate keys",
    "the last two stays have one number",
    at("stay.id", last, lambda v: v - 1),
    "nodes.stay.pk",
)
