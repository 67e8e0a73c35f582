"""Articles and stock: units, combinations, places, weights that fall by rank."""

import numpy as np

from mutations.case import Cases
from mutations.damage import at, copy_value, draw, drop, each, edit, null, put, shuffle, swap
from mutations.rows import equal, every, first, last

warehouse = Cases("warehouse")
CASES = [warehouse]


def permuted_ranks(frame, rng):
    """The class of rank i has the share of rank 11 - i."""
    turn = dict(zip("abcdefghij", "jihgfedcba"))
    frame.put("class", np.array([turn[c] for c in frame.values("class")], dtype=object))


add = warehouse.add
add(
    "article.weight",
    "ranges by one unit",
    "one article weighs 50.01 kg",
    put("article.weight", first(equal("unit", "kg")), 5001),
    "rules.0",
)
add(
    "article.weight",
    "ranges by one unit",
    "one article weighs 99.99 g",
    put("article.weight", first(equal("unit", "g")), 9999),
    "rules.0",
)
add(
    "article.unit",
    "swapped columns or rows",
    "one article in g is said to be in kg",
    put(
        "article.unit",
        lambda f: (f.values("unit") == "g") & (np.cumsum(f.values("weight") > 100000) == 5),
        "kg",
    ),
    "rules.0",
)
add(
    "article.unit",
    "values that are not listed",
    "one unit is lb",
    put("article.unit", 1, "lb"),
    "rules.0",
)
add(
    "article.weight",
    "wrong laws",
    "articles in g weigh 100 to 1,000",
    draw("article.weight", equal("unit", "g"), lambda v, rng: rng.integers(10000, 100001, len(v))),
    ".generator",
)
add(
    "article.weight",
    "constant columns",
    "articles in kg weigh 25",
    put("article.weight", equal("unit", "kg"), 2500),
    ".generator",
)
add(
    "article.currency",
    "combinations",
    "one German article is in USD",
    put("article.currency", first(equal("country", "DE")), "USD"),
    "rules.1",
)
add(
    "article.currency",
    "shares of choices",
    "British articles are in EUR as often as in GBP",
    draw(
        "article.currency",
        equal("country", "GB"),
        lambda v, rng: rng.choice(np.array(["EUR", "GBP"], dtype=object), len(v)),
    ),
    ".generator",
)
add(
    "article.country",
    "shares of choices",
    "a fifth of the German articles is American",
    edit(
        "article",
        lambda f, rng: [
            f.put(
                n,
                np.where(
                    every(5, equal("country", "DE"))(f)
                    if n == "country"
                    else (f.values("country") == "US"),
                    v,
                    f.values(n),
                ),
            )
            for n, v in (("country", "US"), ("currency", "USD"))
        ],
    ),
    ".generator",
)
add(
    "article.sku",
    "gaps in sequences",
    "the last number is one more",
    at("article.sku", last, lambda v: v + 1),
    "rules.2",
)
add(
    "article.sku",
    "gaps in sequences",
    "the last number leaves out ten",
    at("article.sku", last, lambda v: v + 50),
    ".generator",
)
add("article.pack", "gaps in sequences", "one pack is of 13", put("article.pack", 1, 13), "rules.3")
add(
    "article.pack",
    "broken formulas",
    "one pack has a dozen more",
    at("article.pack", 1, lambda v: v + 12),
    ".generator",
)
add(
    "article.ean",
    "wrong check digits",
    "one check digit is wrong",
    each("article.ean", 1, lambda t: t[:-1] + str((int(t[-1]) + 1) % 10)),
    ".generator",
)
add(
    "article.ean",
    "wrong check digits",
    "two digits are exchanged everywhere",
    each("article.ean", None, lambda t: t[:3] + t[4] + t[3] + t[5:]),
    ".generator",
)
add(
    "article.ean",
    "text look-alikes",
    "one EAN has 12 digits",
    each("article.ean", 1, lambda t: t[:12]),
    ".generator",
)
add(
    "stock.city",
    "carried values",
    "one place is in two cities",
    put("stock.city", first(equal("place", "HH")), "Berlin"),
    "rules.4",
)
add(
    "stock.(city,state)",
    "combinations",
    "Munich is in Berlin in all rows",
    put("stock.state", equal("city", "Munich"), "Berlin"),
    "rules.5",
)
add(
    "stock.city",
    "values that are not listed",
    "Munich is called München",
    put("stock.city", equal("city", "Munich"), "München"),
    "constraints.enum.0",
)
add(
    "stock.(city,state)",
    "swapped columns or rows",
    "city and state are exchanged",
    swap("stock", "city", "state", None),
    "rules.5",
)
add(
    "stock.place",
    "orphans",
    "one place is not there",
    put("stock.place", 1, "XX"),
    "constraints.foreign_keys.1",
)
add(
    "stock.place",
    "skewed picks",
    "a tenth of the stock moves to Hamburg",
    edit(
        "stock",
        lambda f, rng: [
            f.put(n, np.where(np.arange(len(f)) % 10 == 0, v, f.values(n)))
            for n, v in (("place", "HH"), ("city", "Hamburg"), ("state", "Hamburg"))
        ],
    ),
    ".generator",
)
add(
    "stock.place",
    "skewed picks",
    "no stock in Los Angeles",
    edit(
        "stock",
        lambda f, rng: [
            f.put(n, np.where(f.values("place") == "LA", v, f.values(n)))
            for n, v in (("city", "New York"), ("state", "New York"), ("place", "NY"))
        ],
    ),
    ".generator",
)
add(
    "stock.sku",
    "skewed picks",
    "articles are picked uniformly",
    draw("stock.sku", None, lambda v, rng: 1000 + 5 * rng.integers(0, 2000, len(v))),
    ".generator.lookup.pick",
)
add(
    "stock.sku",
    "skewed picks",
    "one article is all stock",
    put("stock.sku", None, 1000),
    ".generator.lookup.pick",
)
add(
    "stock.sku",
    "orphans",
    "one article is not there",
    at("stock.sku", 1, lambda v: v + 2),
    "constraints.foreign_keys.0",
)
add(
    "stock.class",
    "shares of choices",
    "shares go up by rank",
    edit("stock", permuted_ranks),
    ".generator",
)
add(
    "stock.class",
    "shares of choices",
    "a and b are alike, and the others too",
    draw(
        "stock.class",
        None,
        lambda v, rng: rng.choice(np.array(list("abcdefghij"), dtype=object), len(v)),
    ),
    ".generator",
)
add(
    "stock.class",
    "shares of choices",
    "a tenth of class a is class j",
    put("stock.class", every(10, equal("class", "a")), "j"),
    ".generator",
)
add(
    "stock.class",
    "values that are not listed",
    "one class is k",
    put("stock.class", 1, "k"),
    ".generator",
)
add(
    "stock.pieces",
    "wrong variance",
    "pieces are twice as far from the mean",
    at("stock.pieces", None, lambda v: np.maximum(40 + (v - 40) * 2, 0)),
    ".generator",
)
add(
    "stock.pieces",
    "shifted means",
    "pieces are 2 more",
    at("stock.pieces", None, lambda v: v + 2),
    ".generator",
)
add(
    "stock.pieces",
    "few distinct values",
    "pieces are even",
    at("stock.pieces", None, lambda v: v // 2 * 2 + (np.arange(len(v)) % 2) * 2 * (v % 2)),
    ".generator",
)
add(
    "stock.pieces",
    "wrong tails",
    "the top 5 % have 200 pieces",
    at(
        "stock.pieces",
        lambda f: f.values("pieces") >= np.quantile(f.values("pieces"), 0.95),
        lambda v: np.full(len(v), 200),
    ),
    ".generator",
)
add(
    "stock.pieces",
    "ranges by one unit",
    "one stock is -1",
    put("stock.pieces", 1, -1),
    "constraints.ranges.0",
)
add(
    "stock.day", "missing weekends", "one day is a Sunday", put("stock.day", 1, 19730), ".generator"
)
add(
    "stock.day",
    "missing weekends",
    "5 % are on Saturdays",
    edit(
        "stock",
        lambda f, rng: f.put(
            "day",
            np.where(rng.random(len(f)) < 0.05, f.values("day") // 7 * 7 + 2, f.values("day")),
        ),
    ),
    "targets.weekend_share.0",
)
add(
    "stock.day",
    "parts of the time frame",
    "nothing in December",
    edit(
        "stock",
        lambda f, rng: f.put(
            "day", np.where(f.values("day") >= 20058, f.values("day") - 28 * 3, f.values("day"))
        ),
    ),
    ".generator",
)
add(
    "stock.day",
    "seasons flattened",
    "Mondays move to Tuesdays",
    edit(
        "stock",
        lambda f, rng: f.put(
            "day",
            np.where(
                ((f.values("day") + 3) % 7 == 0) & (rng.random(len(f)) < 0.3),
                f.values("day") + 1,
                f.values("day"),
            ),
        ),
    ),
    ".generator",
)
add(
    "place.city",
    "duplicate keys",
    "Berlin is also the city of HH",
    put("place.city", equal("code", "HH"), "Berlin"),
    "rules.5",
)
add(
    "place",
    "missing tables and rows",
    "a place is missing",
    drop("place", equal("code", "LA")),
    "nodes.place",
)
add(
    "article.country",
    "null keys and nulls",
    "one country is null",
    null("article.country", 1),
    ".nullable",
)
add(
    "stock.id",
    "duplicate keys",
    "two stocks have one number",
    copy_value("stock.id", 1),
    "nodes.stock.pk",
)
add("stock.city", "denormalised", "cities are shuffled", shuffle("stock.city"), "rules.4")
