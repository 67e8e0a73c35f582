"""Parcels and their scans: composite references, labels, numbers of the network."""

import numpy as np

from mutations.case import Cases
from mutations.damage import MINUTE, at, copy_value, draw, drop, each, edit, null, put, shuffle
from mutations.rows import equal, every, first, last

post = Cases("post")
CASES = [post]


def relabel(frame, rows, region):
    """Gives parcels another region, and the label that goes with it."""
    regions, numbers = frame.values("to_region"), frame.values("number")
    regions[rows] = region
    frame.put("to_region", regions)
    labels = [f"{r}-{n:07d}" for r, n in zip(regions, numbers)]
    frame.put("label", np.array(labels, dtype=object))


def one_wrong_office(frame, rng):
    region = frame.values("to_region")[0]
    relabel(frame, [0], "NE" if region != "NE" else "SW")


def offices_in_turn(folder):
    """All offices alike often."""
    offices, parcels = folder.frame("office"), folder.frame("parcel")
    drawn = folder.rng.integers(0, len(offices), len(parcels))
    parcels.put("to_number", offices.values("number")[drawn])
    relabel(parcels, np.arange(len(parcels)), offices.values("region")[drawn])
    folder.write("parcel", parcels)


def single(frame):
    parcels, counts = np.unique(frame.values("parcel_id").astype(str), return_counts=True)
    return np.isin(frame.values("parcel_id").astype(str), parcels[counts == 1][:600])


add = post.add
add(
    "parcel.(to_region,to_number)",
    "orphans",
    "one parcel goes to an office of another region",
    edit("parcel", one_wrong_office),
    "constraints.foreign_keys.0",
)
add(
    "parcel.(to_region,to_number)",
    "skewed picks",
    "all offices have as many parcels",
    offices_in_turn,
    "nodes.parcel.columns.to_number.generator.lookup.pick",
)
add(
    "parcel.label",
    "broken formulas",
    "one label has another number",
    each("parcel.label", 1, lambda t: t[:-1] + str((int(t[-1]) + 5) % 10)),
    ".generator",
)
add(
    "parcel.label",
    "text look-alikes",
    "labels have six digits",
    each("parcel.label", None, lambda t: t[:3] + t[4:]),
    ".generator",
)
add(
    "parcel.label",
    "duplicate keys",
    "two parcels have one label",
    copy_value("parcel.label", 1),
    "constraints.unique.1",
)
add(
    "parcel.track",
    "text look-alikes",
    "one number ends in UK",
    each("parcel.track", 1, lambda t: t[:-2] + "UK"),
    "constraints.pattern.0",
)
add(
    "parcel.track",
    "few distinct values",
    "numbers begin with AA",
    edit(
        "parcel",
        lambda f, rng: f.put(
            "track", np.array([f"AA{n:09d}US" for n in range(len(f))], dtype=object)
        ),
    ),
    ".generator",
)
add(
    "parcel.id",
    "text look-alikes",
    "one id is of version 1",
    each(
        "parcel.id",
        first(lambda f: ~np.isin(np.arange(len(f)), [-1])),
        lambda t: t[:14] + "1" + t[15:],
    ),
    ".generator",
)
add(
    "parcel.id",
    "duplicate keys",
    "two parcels have one id",
    copy_value("parcel.id", 1),
    "nodes.parcel.pk",
)
add(
    "parcel.street",
    "text look-alikes",
    "streets are numbers",
    each("parcel.street", None, lambda t: "12345"),
    ".generator",
)
add(
    "parcel.street",
    "wrong locale",
    "streets are German",
    each("parcel.street", None, lambda t: "Hauptstraße " + str(len(t))),
    ".generator",
)
add(
    "parcel.grams",
    "wrong tails",
    "the top 5 % weigh 31,500",
    at(
        "parcel.grams",
        lambda f: f.values("grams") > np.quantile(f.values("grams"), 0.95),
        lambda v: np.full(len(v), 31500),
    ),
    ".generator",
)
add(
    "parcel.grams",
    "shifted means",
    "weights are 5 % less",
    at("parcel.grams", None, lambda v: np.maximum(v * 0.95, 20)),
    ".generator",
)
add(
    "parcel.grams",
    "few distinct values",
    "weights are whole hundreds",
    at("parcel.grams", None, lambda v: np.maximum(np.rint(v / 100) * 100, 20)),
    ".generator",
)
add(
    "parcel.grams",
    "ranges by one unit",
    "one parcel weighs 19",
    put("parcel.grams", 1, 19),
    "constraints.ranges.0",
)
add(
    "parcel.sent",
    "wrong variance",
    "times are on the hour",
    at("parcel.sent", None, lambda v: (v + 30 * MINUTE) // (60 * MINUTE) * 60 * MINUTE),
    ".modifiers.0",
)
add(
    "parcel.sent",
    "wrong variance",
    "times are anywhere in the hour",
    draw(
        "parcel.sent",
        None,
        lambda v, rng: v // (60 * MINUTE) * 60 * MINUTE + rng.integers(0, 3600, len(v)) * 1_000_000,
    ),
    ".modifiers.0",
)
add(
    "parcel.sent",
    "parts of the time frame",
    "nothing is sent in March",
    at("parcel.sent", None, lambda v: np.where(v >= 1709251200 * 10**6, v - 42 * 1440 * MINUTE, v)),
    ".generator",
)
add(
    "scan",
    "fan-outs",
    "no parcel has more than six scans",
    drop("scan", lambda f: f.values("step") > 6),
    "nodes.scan.fanout",
)
add("scan", "fan-outs", "parcels with one scan lose it", drop("scan", single), "nodes.scan.fanout")
add(
    "scan.parcel_id",
    "orphans",
    "one scan's parcel is not there",
    each("scan.parcel_id", 1, lambda t: "00000000-0000-4000-8000-000000000000"),
    "constraints.foreign_keys.1",
)
add(
    "scan.device",
    "text look-alikes",
    "devices are five bytes",
    each("scan.device", None, lambda t: t[:14]),
    ".generator",
)
add(
    "scan.ip",
    "text look-alikes",
    "one address has the number 256",
    put("scan.ip", 1, "256.1.1.1"),
    ".generator",
)
add(
    "scan.ip",
    "text look-alikes",
    "addresses are those of the own network",
    each("scan.ip", None, lambda t: "0.0.0.0"),
    ".generator",
)
add(
    "scan.code",
    "shares of choices",
    "a fifth of 100 is 404",
    put("scan.code", every(5, equal("code", 100)), 404),
    ".generator",
)
add(
    "scan.code",
    "values that are not listed",
    "one code is 500",
    put("scan.code", 1, 500),
    ".generator",
)
add(
    "scan.step",
    "duplicate keys",
    "a parcel's second step is 1",
    put("scan.step", first(equal("step", 2)), 1),
    "nodes.scan.pk",
)
add("office.city", "text look-alikes", "cities are x", put("office.city", None, "x"), ".generator")
add(
    "office.zip",
    "text look-alikes",
    "one postcode has four digits",
    each("office.zip", 1, lambda t: t[:4]),
    ".generator",
)
add(
    "office.(zip,state)",
    "swapped columns or rows",
    "states of all offices are shuffled, postcodes stay",
    shuffle("office.state"),
    "nodes.office.columns.zip.generator",
)
add(
    "office.state",
    "text look-alikes",
    "states are whole words",
    each("office.state", None, lambda t: "California"),
    ".generator",
)
add(
    "office.lat",
    "ranges by one unit",
    "one latitude is 90.000001",
    put("office.lat", 1, 90_000_001),
    ".generator",
)
add(
    "office.lon",
    "ranges by one unit",
    "one longitude is -181",
    put("office.lon", 1, -181.0),
    ".generator",
)
add(
    "office.(lat,lon)",
    "constant columns",
    "every office is at 0, 0",
    edit(
        "office",
        lambda f, rng: [f.put("lat", f.values("lat") * 0), f.put("lon", f.values("lon") * 0)],
    ),
    "nodes.office.columns.lat.generator",
)
add(
    "office.region",
    "shares of choices",
    "one office is in another region",
    at("office.region", last, lambda v: np.where(v == "NE", "SW", "NE")),
    ".generator",
)
add(
    "office.number",
    "null keys and nulls",
    "one office has no number",
    null("office.number", 1),
    "nodes.office.pk",
)
