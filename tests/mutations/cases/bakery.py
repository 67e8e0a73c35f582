"""Baskets and what is in them: sums, formulas, references, line numbers."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    add_column,
    at,
    constant,
    copy_value,
    draw,
    drop,
    edit,
    fill,
    in_folder,
    keep,
    null,
    put,
    remove_column,
    rename,
    replace_rows,
    shuffle,
    swap,
)
from mutations.rows import last_of_group

bakery = Cases("bakery", "--row-group-rows", "4096")
CASES = [bakery]


def uniform_products(folder):
    """Draws products anew, all alike, with price and amount to match."""
    prices = folder.frame("product")
    codes, cents = prices.values("code"), prices.values("price")
    items = folder.frame("item")
    drawn = folder.rng.integers(0, len(codes), len(items))
    quantity = items.values("quantity").astype(np.int64)
    full = quantity * cents[drawn]
    items.put("product", codes[drawn])
    items.put("price", cents[drawn])
    items.put("amount", np.where(quantity >= 6, np.rint(full * 0.95), full))
    folder.write("item", items)


def empty_parents(frame, rng):
    gone = rng.choice(np.unique(frame.values("basket_id")), 800, replace=False)
    frame.take(np.flatnonzero(~np.isin(frame.values("basket_id"), gone)))


def one_large_basket(frame, rng):
    """A basket with thirteen items more, whose numbers go on."""
    first = frame.values("basket_id")[0]
    last = frame.values("line")[frame.values("basket_id") == first].max()
    more = np.concatenate([np.arange(len(frame)), np.zeros(13, dtype=int)])
    frame.take(more)
    lines = frame.values("line")
    lines[-13:] = last + 1 + np.arange(13)
    frame.put("line", lines)


def even_baskets(frame, rng):
    """Exactly three items for all baskets that have some."""
    ids = np.unique(frame.values("basket_id"))
    frame.take(rng.integers(0, len(frame), 3 * len(ids)))
    frame.put("basket_id", np.repeat(ids, 3))
    frame.put("line", np.tile([1, 2, 3], len(ids)))


def has_items(frame):
    return ~frame.nulls("least") & (frame.values("items") > 1)


def first_with_items(frame):
    rows = np.flatnonzero(has_items(frame))[:1]
    return np.isin(np.arange(len(frame)), rows)


add = bakery.add
add(
    "basket.total",
    "broken sums",
    "one total is a cent more",
    at("basket.total", 1, lambda v: v + 1),
)
add(
    "basket.total",
    "broken sums",
    "a tenth of the totals is 1 % more",
    at("basket.total", 0.1, lambda v: v * 1.01 + 1),
)
add(
    "basket.total",
    "swapped columns or rows",
    "two rows exchange their totals",
    at(
        "basket.total",
        lambda f: np.isin(np.arange(len(f)), np.argsort(f.values("total"))[[4000, -1]]),
        lambda v: v[::-1],
    ),
)
add(
    "basket.total",
    "broken sums",
    "the totals of empty baskets are 1 cent",
    at("basket.total", lambda f: f.values("items") == 0, lambda v: v + 1),
)
add(
    "basket.total",
    "null keys and nulls",
    "the totals of empty baskets are null",
    null("basket.total", lambda f: f.values("items") == 0),
    ".nullable",
)
add(
    "basket.items",
    "broken sums",
    "one count is one too small",
    at("basket.items", first_with_items, lambda v: v - 1),
)
add(
    "basket.items",
    "broken sums",
    "the counts are those of the next basket",
    at("basket.items", None, lambda v: np.roll(v, 1)),
)
add(
    "basket.least",
    "broken sums",
    "one least amount is a cent too much",
    at("basket.least", first_with_items, lambda v: v + 1),
)
add(
    "basket.largest",
    "broken sums",
    "a tenth of the largest amounts is doubled",
    at("basket.largest", 0.1, lambda v: v * 2),
)
add(
    "basket.(least,largest)",
    "swapped columns or rows",
    "least and largest are exchanged in one row",
    swap("basket", "least", "largest", 1),
    "constraints.inequalities.0",
)
add(
    "basket.middle",
    "broken sums",
    "a tenth of the means is 0.5 % more",
    at("basket.middle", 0.1, lambda v: v * 1.005),
)
add(
    "basket.middle",
    "NaN and infinities",
    "one mean is NaN",
    put("basket.middle", first_with_items, np.nan),
)
add(
    "basket.middle",
    "NaN and infinities",
    "one mean is infinite",
    put("basket.middle", first_with_items, np.inf),
)
add(
    "basket.least",
    "null keys and nulls",
    "the least amount of one basket with items is null",
    null("basket.least", first_with_items),
)
add(
    "basket.largest",
    "null keys and nulls",
    "empty baskets have a largest amount",
    fill("basket.largest"),
)
add(
    "item.amount",
    "truncated and lost data",
    "one item is lost, the totals stay",
    drop("item", 1),
    "nodes.basket.columns.total",
)
add(
    "item.amount",
    "swapped columns or rows",
    "two baskets exchange an item's amount",
    shuffle("item.amount", 2),
    ".generator",
)
add(
    "basket.vat",
    "broken formulas",
    "one tax is a cent less",
    at("basket.vat", 1, lambda v: v - 1),
    "rules.0",
)
add(
    "basket.vat",
    "broken formulas",
    "taxes are rounded down",
    edit("basket", lambda f, rng: f.put("vat", f.values("total") * 7 // 100)),
    "rules.0",
)
add(
    "basket.vat",
    "broken formulas",
    "halves are rounded up",
    edit("basket", lambda f, rng: f.put("vat", (f.values("total") * 7 + 50) // 100)),
    "rules.0",
)
add(
    "basket.size",
    "broken formulas",
    "one basket of four is called small",
    put("basket.size", lambda f: np.cumsum(f.values("items") == 4) == 1, "small"),
)
add(
    "basket.size",
    "values that are not listed",
    "one size has a capital letter",
    at("basket.size", 1, lambda v: np.array([t.capitalize() for t in v], dtype=object)),
    "constraints.enum.0",
)
add(
    "item.basket_id",
    "orphans",
    "one item belongs to a basket that is not there",
    put("item.basket_id", 1, 900_000),
    "constraints.foreign_keys.0",
)
add(
    "item.basket_id",
    "off-by-one keys",
    "every item belongs to the next basket",
    at("item.basket_id", None, lambda v: v + 1),
    "constraints.foreign_keys.0",
)
add(
    "item.(basket_id,line)",
    "duplicate keys",
    "one line number comes twice in a basket",
    put("item.line", lambda f: np.cumsum(f.values("line") == 2) == 1, 1),
    "nodes.item.pk",
)
add(
    "item.line",
    "off-by-one keys",
    "line numbers begin with 0",
    at("item.line", None, lambda v: v - 1),
    ".generator",
)
add(
    "item.line",
    "gaps in sequences",
    "a line number is left out in one basket",
    at(
        "item.line", lambda f: np.cumsum(last_of_group(f.values("basket_id"))) == 1, lambda v: v + 1
    ),
    ".generator",
)
add(
    "item.line",
    "swapped columns or rows",
    "line numbers are shuffled within the table",
    shuffle("item.line"),
    ".generator",
)
add(
    "item.quantity",
    "ranges by one unit",
    "one quantity is 10",
    put("item.quantity", 1, 10),
    "constraints.ranges.0",
)
add(
    "item.quantity",
    "ranges by one unit",
    "one quantity is 0",
    put("item.quantity", 1, 0),
    "constraints.ranges.0",
)
add(
    "item.quantity",
    "constant columns",
    "every quantity is 5",
    put("item.quantity", None, 5),
    ".generator",
)
add(
    "item.quantity",
    "mixtures of the same mean",
    "quantities are 1 or 9",
    draw("item.quantity", None, lambda v, rng: rng.choice([1, 9], len(v))),
    ".generator",
)
add(
    "item.quantity",
    "wrong variance",
    "1 becomes 2 and 9 becomes 8",
    at("item.quantity", None, lambda v: np.clip(v, 2, 8)),
    ".generator",
)
add(
    "item.quantity",
    "shifted means",
    "a tenth of the quantities from 1 to 8 is one more",
    at("item.quantity", 0.1, lambda v: np.minimum(v + 2, 9)),
    "targets.mean_in_range",
)
add(
    "item.product",
    "shares of choices",
    "all products are alike frequent",
    uniform_products,
    ".generator",
)
add(
    "item.product",
    "values that are not listed",
    "one product is not in the list",
    put("item.product", 1, "BUNS"),
    "constraints.foreign_keys.1",
)
add(
    "item.price",
    "carried values",
    "one price is a cent less",
    at("item.price", 1, lambda v: v - 1),
    ".generator",
)
add(
    "product.price",
    "carried values",
    "the list of prices has another price for the cake",
    at("product.price", lambda f: f.values("code") == "CAKE", lambda v: v + 50),
    "nodes.item.columns.price",
)
add(
    "item.amount",
    "broken formulas",
    "six pieces have no discount",
    edit(
        "item",
        lambda f, rng: f.put(
            "amount", np.where(f.values("quantity") == 6, f.values("price") * 6, f.values("amount"))
        ),
    ),
    ".generator",
)
add(
    "item.amount",
    "broken formulas",
    "one amount is a cent more",
    at("item.amount", 1, lambda v: v + 1),
    ".generator",
)
add(
    "item",
    "fan-outs",
    "a tenth of the baskets is emptied",
    edit("item", empty_parents),
    "nodes.item.fanout",
)
add(
    "item",
    "fan-outs",
    "one basket has more than twelve items",
    edit("item", one_large_basket),
    "nodes.item.fanout",
)
add(
    "item",
    "fan-outs",
    "every basket that has items has three",
    edit("item", even_baskets),
    "nodes.item.fanout",
)
add(
    "product.code",
    "duplicate keys",
    "two products have one code",
    put("product.code", lambda f: f.values("code") == "TART", "CAKE"),
    "nodes.product.pk",
)
add(
    "product",
    "missing tables and rows",
    "one product is missing",
    drop("product", 1),
    "nodes.product",
)
add(
    "item",
    "empty tables",
    "there are no items, in a file that is there",
    keep("item", 0),
    "nodes.item.fanout",
)
add(
    "basket.id",
    "gaps in sequences",
    "one basket's number leaves a gap",
    put("basket.id", lambda f: np.arange(len(f)) == len(f) - 1, 77_777),
    ".generator",
)
add(
    "basket.id",
    "duplicate keys",
    "two baskets have one number",
    copy_value("basket.id", 1),
    "nodes.basket.pk",
)
add(
    "basket",
    "duplicated blocks",
    "a block of 500 baskets is written over by others",
    replace_rows("basket", lambda f: (np.arange(len(f)) >= 4000) & (np.arange(len(f)) < 4500)),
    "nodes.basket.pk",
)
add(
    "item.price",
    "renamed, missing and added columns",
    "price is called Price",
    rename("item", "price", "Price"),
    "nodes.item.columns",
)
add(
    "item.price",
    "renamed, missing and added columns",
    "price is missing",
    remove_column("item", "price"),
    "nodes.item.columns",
)
add(
    "basket.total",
    "renamed, missing and added columns",
    "there is a second column of totals",
    add_column("basket", "total_2", "total"),
    "nodes.basket.columns",
)
add(
    "basket.middle",
    "constant columns",
    "every mean is the same",
    constant("basket.middle"),
    ".generator",
)
add(
    "item",
    "missing tables and rows",
    "the folder of items is missing",
    in_folder(lambda path: __import__("shutil").rmtree(path / "item")),
    "nodes.item",
)
