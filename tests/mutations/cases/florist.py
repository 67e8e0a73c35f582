"""Sales with offers: events that scale and add, seasons of weekday and month."""

import numpy as np

from mutations.case import Cases
from mutations.damage import at, drop, edit, put, shuffle
from mutations.rows import equal, every

florist = Cases("florist")
CASES = [florist]
OFFERS = [
    ("north", 19754, 19782, 1.5, 5),
    ("south", 19844, 19874, 1.3, 8),
    ("north", 20047, 20081, 2.0, 12),
]


def under_offer(frame, number):
    region, starts, ends, _, _ = OFFERS[number]
    days = frame.values("day")
    return (frame.values("region") == region) & (days >= starts) & (days <= ends)


def factor(number, other):
    """The amounts under an offer have another factor than the offer says."""
    return at(
        "sale.amount", lambda f: under_offer(f, number), lambda v: v / OFFERS[number][3] * other
    )


def extra(number, other):
    return at(
        "sale.stems", lambda f: under_offer(f, number), lambda v: v - OFFERS[number][4] + other
    )


def visits(change):
    def apply(frame, rng):
        days = frame.values("day")
        month = days.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
        frame.put("visits", frame.values("visits") * change((days + 3) % 7, month))

    return edit("sale", apply)


DOW = np.array([0.8, 0.9, 0.9, 1, 1.1, 1.4, 0.9])
MONTH = np.array([0.8, 1.2, 1, 1, 1.3, 1, 0.9, 0.8, 0.9, 1, 1, 1.1])

add = florist.add
add(
    "sale.amount",
    "effects removed",
    "the first offer has no effect",
    factor(0, 1),
    "targets.composite_effect.0",
)
add(
    "sale.amount",
    "effects removed",
    "the second offer's factor is 1.2",
    factor(1, 1.2),
    "targets.composite_effect.0",
)
add(
    "sale.amount",
    "effects removed",
    "the third offer's factor is 1.85",
    factor(2, 1.85),
    "targets.composite_effect.0",
)
add(
    "sale.amount",
    "effects removed",
    "the first offer lasts three days longer",
    at(
        "sale.amount",
        lambda f: (
            (f.values("region") == "north") & (f.values("day") > 19782) & (f.values("day") <= 19785)
        ),
        lambda v: v * 1.5,
    ),
    ".modifiers.0",
)
add(
    "sale.amount",
    "effects removed",
    "the first offer also holds in the south",
    at(
        "sale.amount",
        lambda f: (
            (f.values("region") == "south")
            & (f.values("day") >= 19754)
            & (f.values("day") <= 19782)
        ),
        lambda v: v * 1.5,
    ),
    ".modifiers.0",
)
add(
    "sale.amount",
    "effects removed",
    "amounts are shuffled",
    shuffle("sale.amount"),
    "targets.composite_effect.0",
)
add(
    "sale.amount",
    "wrong tails",
    "the top 5 % without an offer are doubled",
    at(
        "sale.amount",
        lambda f: f.values("amount") > np.quantile(f.values("amount"), 0.95),
        lambda v: v * 2,
    ),
    ".generator",
)
add(
    "sale.amount",
    "wrong variance",
    "amounts have no spread",
    at("sale.amount", None, lambda v: v * 0 + 21.76),
    ".generator",
)
add(
    "sale.amount",
    "wrong variance",
    "amounts without an offer have half the spread",
    at(
        "sale.amount",
        lambda f: ~(under_offer(f, 0) | under_offer(f, 1) | under_offer(f, 2)),
        lambda v: np.exp(3.06 + (np.log(v) - 3) * 0.5),
    ),
    ".generator",
)
add(
    "sale.amount",
    "shifted means",
    "all amounts are 5 % more",
    at("sale.amount", None, lambda v: v * 1.05),
    ".generator",
)
add(
    "sale.amount",
    "ranges by one unit",
    "one amount is negative",
    put("sale.amount", 1, -0.01),
    "constraints.ranges.0",
)
add(
    "sale.amount",
    "NaN and infinities",
    "one amount is NaN",
    put("sale.amount", 1, np.nan),
    ".generator",
)
add(
    "sale.stems",
    "effects removed",
    "the second offer adds nothing",
    extra(1, 0),
    "targets.composite_effect.1",
)
add(
    "sale.stems",
    "effects removed",
    "the third offer adds 8",
    extra(2, 8),
    "targets.composite_effect.1",
)
add(
    "sale.stems",
    "effects removed",
    "the offers add the others' stems",
    at("sale.stems", lambda f: under_offer(f, 0), lambda v: v + 3),
    "targets.composite_effect.1",
)
add(
    "sale.stems",
    "shifted means",
    "stems are 10 % more",
    at("sale.stems", None, lambda v: v * 1.1),
    ".generator",
)
add(
    "sale.stems",
    "wrong variance",
    "stems have twice the spread",
    at("sale.stems", None, lambda v: 40 + (v - 40) * 2),
    ".generator",
)
add(
    "sale.visits",
    "seasons flattened",
    "weekdays are alike",
    visits(lambda dow, month: 1 / DOW[dow]),
    ".modifiers.0",
)
add(
    "sale.visits",
    "seasons flattened",
    "months are alike",
    visits(lambda dow, month: 1 / MONTH[month]),
    ".modifiers.1",
)
add(
    "sale.visits",
    "seasons flattened",
    "Saturday has 1.3 in place of 1.4",
    visits(lambda dow, month: np.where(dow == 5, 1.3 / 1.4, 1)),
    "targets.composite_effect.2",
)
add(
    "sale.visits",
    "seasons flattened",
    "May is 7 % less",
    visits(lambda dow, month: np.where(month == 4, 0.93, 1)),
    "targets.composite_effect.2",
)
add(
    "sale.visits",
    "seasons flattened",
    "Saturdays in May have 15 % more",
    visits(lambda dow, month: np.where((month == 4) & (dow == 5), 1.15, 1)),
    "targets.composite_effect.2",
)
add(
    "sale.visits",
    "seasons flattened",
    "Mondays are Tuesdays",
    visits(lambda dow, month: DOW[(dow + 1) % 7] / DOW[dow]),
    ".modifiers.0",
)
add(
    "sale.visits",
    "shifted means",
    "visits are a fifth more",
    at("sale.visits", None, lambda v: v * 1.2),
    ".generator",
)
add(
    "sale.day",
    "parts of the time frame",
    "no sale in the second half of the year",
    edit(
        "sale",
        lambda f, rng: f.put(
            "day", np.where(f.values("day") >= 19905, f.values("day") - 182, f.values("day"))
        ),
    ),
    ".generator",
)
add(
    "sale.day",
    "missing weekends",
    "no sale on Sundays",
    edit(
        "sale",
        lambda f, rng: f.put(
            "day", np.where((f.values("day") + 3) % 7 == 6, f.values("day") - 1, f.values("day"))
        ),
    ),
    ".generator",
)
add(
    "sale.region",
    "values that are not listed",
    "one region is west",
    put("sale.region", 1, "west"),
    ".generator",
)
add(
    "sale.region",
    "shares of choices",
    "the south has 3 % more",
    put("sale.region", every(33, equal("region", "north")), "south"),
    ".generator",
)
add(
    "offer.factor",
    "effects removed",
    "the list says 1.6 for the first offer",
    put("offer.factor", equal("name", "valentine"), 1.6),
    ".generator",
)
add(
    "offer.ends",
    "parts of the time frame",
    "the list ends the third offer a week early",
    at("offer.ends", equal("name", "advent"), lambda v: v - 7),
    ".generator",
)
add(
    "offer",
    "missing tables and rows",
    "the third offer is missing from the list",
    drop("offer", equal("name", "advent")),
    "nodes.offer",
)
add(
    "offer.region",
    "swapped columns or rows",
    "north and south are exchanged in the list",
    at("offer.region", None, lambda v: np.where(v == "north", "south", "north")),
    ".generator",
)
