"""Vehicles and who drives them: trees, pairs, picks that match a condition."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    HOUR,
    MINUTE,
    SECOND,
    at,
    copy_value,
    draw,
    drop,
    each,
    edit,
    fill,
    keep,
    null,
    put,
    shuffle,
    swap,
    top,
)
from mutations.rows import equal, every, first, last

fleet = Cases("fleet")
CASES = [fleet]


def cycle(frame, rng):
    """Two employees are each other's boss."""
    boss, nulls = frame.values("boss_id"), frame.nulls("boss_id")
    ids = frame.values("id")
    row = np.flatnonzero(~nulls & (boss > 1))[-1]
    above = np.flatnonzero(ids == boss[row])[0]
    boss[above], nulls[above] = ids[row], False
    frame.put("boss_id", boss, nulls)


def chain(length):
    """The last rows of the table stand above each other in one line."""

    def apply(frame, rng):
        boss, nulls, ids = frame.values("boss_id"), frame.nulls("boss_id"), frame.values("id")
        boss[-length:], nulls[-length:] = ids[-length - 1 : -1], False
        nulls[-length - 1] = True
        frame.put("boss_id", boss, nulls)

    return edit("employee", apply)


def flat_tree(frame, rng):
    """Everybody has the first employee as boss."""
    frame.put("boss_id", np.full(len(frame), frame.values("id")[0]))


def swap_pairs(folder):
    """Two keepers exchange their vehicles, kinds stay."""
    frame = folder.frame("keeper")
    kinds = frame.values("kind")
    other = np.flatnonzero(kinds != kinds[0])[0]
    keys = frame.values("vehicle_id")
    keys[[0, other]] = keys[[other, 0]]
    frame.put("vehicle_id", keys)
    folder.write("keeper", frame)


def unlicensed(share):
    def action(folder):
        people, trips = folder.frame("employee"), folder.frame("trip")
        ids = people.values("id")[people.nulls("licence")]
        drivers = trips.values("driver_id")
        hit = folder.rng.choice(len(drivers), max(1, round(share * len(drivers))), replace=False)
        drivers[hit] = folder.rng.choice(ids, len(hit))
        trips.put("driver_id", drivers)
        folder.write("trip", trips)

    return action


def hundred_drivers(folder):
    trips = folder.frame("trip")
    few = np.unique(trips.values("driver_id"))[:100]
    trips.put("driver_id", folder.rng.choice(few, len(trips)))
    folder.write("trip", trips)


def stretch(frame, factor):
    """Changes distances, and what follows from them."""
    km = np.minimum(frame.values("km") * factor, 500.01)
    frame.put("km", km)
    frame.put("litres", km * 0.28 + 1.5)


add = fleet.add
add(
    "employee.boss_id",
    "broken trees",
    "two employees are each other's boss",
    edit("employee", cycle),
    "rules.0",
)
add(
    "employee.boss_id",
    "broken trees",
    "one employee is the own boss",
    edit(
        "employee",
        lambda f, rng: f.put(
            "boss_id",
            np.where(np.arange(len(f)) == 900, f.values("id"), f.values("boss_id")),
            f.nulls("boss_id") & (np.arange(len(f)) != 900),
        ),
    ),
    "rules.0",
)
add("employee.boss_id", "broken trees", "one line is nine deep", chain(9), "rules.0.depth_max")
add("employee.boss_id", "broken trees", "one line is twenty deep", chain(20), "rules.0.depth_max")
add(
    "employee.boss_id",
    "broken trees",
    "one boss comes after the employee",
    edit(
        "employee",
        lambda f, rng: f.put(
            "boss_id",
            np.where(np.arange(len(f)) == 50, f.values("id")[-1], f.values("boss_id")),
            f.nulls("boss_id") & (np.arange(len(f)) != 50),
        ),
    ),
    ".generator",
)
add(
    "employee.boss_id",
    "broken trees",
    "all have the first as boss",
    edit("employee", flat_tree),
    ".generator.lookup.root_rate",
)
add(
    "employee.boss_id",
    "nulls beyond and below the share",
    "a tenth of the employees has no boss",
    null("employee.boss_id", 0.08),
    ".generator.lookup.root_rate",
)
add(
    "employee.boss_id",
    "orphans",
    "one boss is not there",
    put("employee.boss_id", 1, 99_999),
    "constraints.foreign_keys.3",
)
add(
    "employee.licence",
    "nulls beyond and below the share",
    "36 % have no licence",
    fill("employee.licence", 0.1),
    ".null_rate",
)
add(
    "employee.licence",
    "values that are not listed",
    "one licence is D",
    put("employee.licence", first(equal("licence", "C")), "D"),
    ".generator",
)
add(
    "employee.licence",
    "shares of choices",
    "a fifth of C is CE",
    at("employee.licence", every(5, equal("licence", "C")), lambda v: "CE"),
    ".generator",
)
add(
    "employee.first",
    "text look-alikes",
    "first names are digits",
    put("employee.first", None, "4711"),
    ".generator",
)
add(
    "employee.last",
    "text look-alikes",
    "one last name is an address of a web page",
    put("employee.last", 1, "https://example.com"),
    ".generator",
)
add(
    "employee.id",
    "gaps in sequences",
    "one number is left out",
    put("employee.id", last, 5_000),
    ".generator",
)
add(
    "vehicle.vin",
    "wrong check digits",
    "the ninth sign of every VIN is 0",
    each("vehicle.vin", None, lambda t: t[:8] + "0" + t[9:]),
    ".generator",
)
add(
    "vehicle.vin",
    "text look-alikes",
    "one VIN has the letter O",
    each("vehicle.vin", 1, lambda t: "O" + t[1:]),
    ".generator",
)
add(
    "vehicle.vin",
    "text look-alikes",
    "one VIN has 16 signs",
    each("vehicle.vin", 1, lambda t: t[:16]),
    ".generator",
)
add(
    "vehicle.plate",
    "duplicate keys",
    "two vehicles have one plate",
    copy_value("vehicle.plate", 1),
    ".unique",
)
add(
    "vehicle.plate",
    "text look-alikes",
    "one plate has two blanks",
    each("vehicle.plate", 1, lambda t: t.replace(" ", "  ", 1)),
    "constraints.pattern.0",
)
add(
    "vehicle.tonnes",
    "wrong laws",
    "tonnes are uniform",
    draw("vehicle.tonnes", None, lambda v, rng: rng.integers(15, 401, len(v))),
    ".generator",
)
add(
    "vehicle.tonnes",
    "ranges by one unit",
    "one vehicle has 40.1 tonnes",
    put("vehicle.tonnes", 1, 401),
    ".generator",
)
add(
    "vehicle.kind",
    "values that are not listed",
    "one kind is 'Van'",
    put("vehicle.kind", first(equal("kind", "van")), "Van"),
    "constraints.enum.0",
)
add(
    "vehicle.kind",
    "shares of choices",
    "half of the buses are vans",
    put("vehicle.kind", every(2, equal("kind", "bus")), "van"),
    ".generator",
)
add(
    "keeper.(vehicle_id,kind)",
    "carried values",
    "two keepers exchange vehicles, not kinds",
    swap_pairs,
    "rules.2",
)
add(
    "keeper.vehicle_id",
    "orphans",
    "one keeper's vehicle is not there",
    put("keeper.vehicle_id", last, 99_999),
    "rules.1",
)
add(
    "keeper.vehicle_id",
    "duplicate keys",
    "two keepers have one vehicle",
    copy_value("keeper.vehicle_id", 1),
    "nodes.keeper.pk",
)
add(
    "keeper.employee_id",
    "duplicate keys",
    "one employee keeps two vehicles",
    copy_value("keeper.employee_id", 1),
    ".unique",
)
add(
    "keeper",
    "missing tables and rows",
    "one vehicle has no keeper",
    drop("keeper", 1),
    "nodes.keeper",
)
add(
    "keeper.kind",
    "swapped columns or rows",
    "kinds of keepers are shuffled",
    shuffle("keeper.kind"),
    "rules.2",
)
add("trip.driver_id", "skewed picks", "one driver has no licence", unlicensed(0), "rules.3")
add(
    "trip.driver_id",
    "skewed picks",
    "5 % of the drivers have no licence",
    unlicensed(0.05),
    "rules.3",
)
add(
    "trip.driver_id",
    "skewed picks",
    "a hundred drivers drive all trips",
    hundred_drivers,
    ".generator.lookup.pick",
)
add(
    "trip.starts",
    "order of times",
    "one trip ends before it starts",
    at("trip.starts", 1, lambda v: v + 9 * HOUR),
    "constraints.inequalities.0",
)
add(
    "trip.(starts,ends)",
    "order of times",
    "starts and ends are exchanged in 5 % of the trips",
    swap("trip", "starts", "ends", 0.05),
    "constraints.inequalities.0",
)
add(
    "trip.ends",
    "distances",
    "one trip takes 299 seconds",
    edit(
        "trip",
        lambda f, rng: f.put(
            "ends",
            np.where(np.arange(len(f)) == 3, f.values("starts") + 299 * SECOND, f.values("ends")),
        ),
    ),
    ".generator",
)
add(
    "trip.ends",
    "distances",
    "no trip takes more than four hours",
    edit(
        "trip",
        lambda f, rng: f.put(
            "ends", f.values("starts") + np.minimum(f.values("ends") - f.values("starts"), 4 * HOUR)
        ),
    ),
    ".generator",
)
add(
    "trip.starts",
    "off-grid times",
    "one start has half a second",
    edit(
        "trip",
        lambda f, rng: [
            f.put(n, f.values(n) + np.where(np.arange(len(f)) == 5, SECOND // 2, 0))
            for n in ("starts", "ends")
        ],
    ),
    ".modifiers",
)
add(
    "trip.starts",
    "wrong variance",
    "starts are not moved by noise",
    edit(
        "trip",
        lambda f, rng: [
            f.put(n, f.values(n) - f.values("starts") % MINUTE) for n in ("ends", "starts")
        ],
    ),
    ".modifiers",
)
add(
    "trip.starts",
    "parts of the time frame",
    "trips are in March only",
    edit(
        "trip",
        lambda f, rng: [
            f.put(
                n,
                f.values(n)
                - (f.values("starts") - f.values("starts").min())
                // (28 * 24 * HOUR)
                * 28
                * 24
                * HOUR,
            )
            for n in ("ends", "starts")
        ],
    ),
    ".generator",
)
add(
    "trip.starts",
    "parts of the time frame",
    "no trip on 1 May",
    edit(
        "trip",
        lambda f, rng: [
            f.put(
                n, f.values(n) + np.where(f.values("starts") // (24 * HOUR) == 19844, 24 * HOUR, 0)
            )
            for n in ("ends", "starts")
        ],
    ),
    ".generator",
)
add(
    "trip.km",
    "wrong tails",
    "the top 5 % of the distances are three times as long",
    edit(
        "trip",
        lambda f, rng: stretch(
            f, np.where(f.values("km") > np.quantile(f.values("km"), 0.95), 3, 1)
        ),
    ),
    ".generator",
)
add(
    "trip.km",
    "shifted means",
    "distances are 5 % longer",
    edit("trip", lambda f, rng: stretch(f, 1.05)),
    ".generator",
)
add(
    "trip.km",
    "ranges by one unit",
    "one distance is 500.001",
    edit(
        "trip",
        lambda f, rng: stretch(f, np.where(np.arange(len(f)) == 9, 500.001 / f.values("km"), 1)),
    ),
    ".generator.distribution.truncate",
)
add("trip.km", "NaN and infinities", "one distance is NaN", put("trip.km", 1, np.nan), ".generator")
add(
    "trip.litres",
    "broken formulas",
    "litres are 2 % more in one row",
    at("trip.litres", 1, lambda v: v * 1.02),
    ".generator",
)
add(
    "trip.litres",
    "broken formulas",
    "litres are without the 1.5 in a tenth of the rows",
    at("trip.litres", 0.1, lambda v: v - 1.5),
    ".generator",
)
add(
    "trip.odometer",
    "wrong tails",
    "the top 5 % are ten times as much",
    top("trip.odometer", 0.05, lambda v: v * 10),
    ".generator",
)
add(
    "trip.odometer",
    "few distinct values",
    "odometers are whole thousands",
    at("trip.odometer", None, lambda v: v // 1000 * 1000),
    ".generator",
)
add(
    "trip.odometer",
    "few distinct values",
    "odometers are whole hundred thousands",
    at("trip.odometer", None, lambda v: v // 100_000 * 100_000),
    ".generator",
)
add(
    "trip.odometer",
    "mixtures of the same mean",
    "odometers are near 0 or near 400,000",
    at(
        "trip.odometer", None, lambda v: np.where(v < 200_000, v // 4, 400_000 - (400_000 - v) // 4)
    ),
    ".generator",
)
add(
    "trip.vehicle_id",
    "orphans",
    "ten trips are of a vehicle that is not there",
    put("trip.vehicle_id", 10, 1),
    "constraints.foreign_keys.0",
)
add(
    "trip.vehicle_id",
    "off-by-one keys",
    "every trip is of the vehicle before",
    at("trip.vehicle_id", None, lambda v: v - 1),
    "constraints.foreign_keys.0",
)
add(
    "trip",
    "fan-outs",
    "one vehicle has a single trip",
    drop("trip", lambda f: (f.values("vehicle_id") == 70001) & (np.arange(len(f)) > 0)),
    "nodes.trip.fanout",
)
add("trip", "fan-outs", "one trip of ten is lost", keep("trip", 0.9), "nodes.trip.fanout")
