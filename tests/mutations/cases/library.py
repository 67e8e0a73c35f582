"""Books, copies and loans: article numbers, shares of nulls, dates that follow from dates."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
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
    retype,
    shuffle,
    swap,
)
from mutations.rows import equal, every, first, last, occurrence

library = Cases("library")
CASES = [library]
LENT_FIRST = 19358  # 2023-01-01 in days


def lend(move):
    """Moves a loan's days together."""

    def apply(frame, rng):
        moved = move(frame.values("lent"), rng)
        for name in ("lent", "due", "back"):
            frame.put(name, frame.values(name) + moved)

    return edit("loan", apply)


def as_uuid(number):
    text = f"{number:032x}"
    return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])


def one_inactive(folder):
    readers, loans = folder.frame("reader"), folder.frame("loan")
    chosen = loans.values("reader_id")
    chosen[17] = readers.values("id")[~readers.values("active")][0]
    loans.put("reader_id", chosen)
    folder.write("loan", loans)


add = library.add
add(
    "book.isbn",
    "wrong check digits",
    "every ISBN's check digit is one more",
    each("book.isbn", None, lambda t: t[:-1] + str((int(t[-1]) + 1) % 10)),
    ".generator",
)
add(
    "book.isbn",
    "text look-alikes",
    "one ISBN begins with 977",
    each("book.isbn", 1, lambda t: "977" + t[3:]),
    ".generator",
)
add(
    "book.isbn",
    "text look-alikes",
    "ISBNs are 17 signs x",
    put("book.isbn", None, "x" * 17),
    ".generator",
)
add(
    "book.code",
    "text look-alikes",
    "one code has small letters",
    each("book.code", 1, str.lower),
    ".generator",
)
add(
    "book.code",
    "duplicate keys",
    "two books have one code",
    copy_value("book.code", 1),
    "nodes.book.pk",
)
add(
    "book.title",
    "text look-alikes",
    "one title has seven signs",
    put("book.title", 1, "A title"),
    ".generator",
)
add(
    "book.title",
    "text look-alikes",
    "one title has 61 signs",
    put("book.title", 1, "title " * 10 + "s"),
    ".generator",
)
add(
    "book.title",
    "text look-alikes",
    "titles are numbers",
    each("book.title", None, lambda t: f"{len(t):010d}"),
    ".generator",
)
add(
    "book.title",
    "text look-alikes",
    "a title ends in a blank",
    each("book.title", 1, lambda t: t[:50] + " "),
    ".generator",
)
add(
    "book.title",
    "encodings",
    "ten titles have damaged letters",
    each("book.title", 10, lambda t: t[:30] + " Ã¼ber"),
    ".generator",
)
add(
    "book.pages",
    "wrong variance",
    "pages lie half as far from the mean",
    at("book.pages", None, lambda v: 320 + (v - 320) // 2),
    ".generator",
)
add(
    "book.pages",
    "ranges by one unit",
    "one book has 901 pages",
    put("book.pages", 1, 901),
    "constraints.ranges.0",
)
add(
    "book.pages",
    "ranges by one unit",
    "one book has 59 pages",
    put("book.pages", 1, 59),
    "constraints.ranges.0",
)
add(
    "book.pages",
    "few distinct values",
    "pages are rounded to hundreds",
    at("book.pages", None, lambda v: np.clip(np.rint(v / 100) * 100, 60, 900)),
    ".generator",
)
add(
    "book.pages",
    "wrong laws",
    "pages are of a second heap in one of ten books",
    draw("book.pages", 0.1, lambda v, rng: rng.integers(560, 600, len(v))),
    ".generator",
)
add(
    "book.rated",
    "nulls beyond and below the share",
    "35 % are not rated",
    null("book.rated", 0.05),
    ".null_rate",
)
add(
    "book.rated",
    "nulls beyond and below the share",
    "24 % are not rated",
    fill("book.rated", 0.2),
    ".null_rate",
)
add(
    "book.rated",
    "NaN and infinities",
    "one rating is NaN",
    put("book.rated", 1, np.nan),
    ".generator",
)
add(
    "book.rated",
    "swapped columns or rows",
    "ratings are turned upside down",
    at("book.rated", None, lambda v: 6 - v),
    ".generator",
)
add(
    "book.tags",
    "values that are not listed",
    "one book has a tag that is not listed",
    put("book.tags", 1, ["crime", "war"]),
    ".generator",
)
add("book.tags", "array lengths", "one book has no tag", put("book.tags", 1, []), ".length")
add(
    "book.tags",
    "array lengths",
    "one book has four tags",
    put("book.tags", 1, ["crime"] * 4),
    ".length",
)
add(
    "book.tags",
    "array lengths",
    "every book has one tag",
    each("book.tags", None, lambda t: t[:1]),
    ".length",
)
add(
    "book.tags",
    "shares of choices",
    "tags are poetry in half of the books",
    each("book.tags", 0.5, lambda t: ["poetry"] * len(t)),
    ".generator",
)
add(
    "book.author",
    "text look-alikes",
    "every author is 12345",
    put("book.author", None, "12345"),
    ".generator",
)
add(
    "book.author",
    "wrong locale",
    "authors are Russian",
    put("book.author", None, "Иванов"),
    ".generator",
)
add(
    "copy",
    "fan-outs",
    "books with more than three copies lose them",
    keep("copy", lambda f: occurrence(f.values("book")) < 3),
    "nodes.copy.fanout",
)
add(
    "copy",
    "fan-outs",
    "one book has no copy",
    drop("copy", lambda f: f.values("book") == f.values("book")[0]),
    "nodes.copy.fanout",
)
add(
    "copy.book",
    "orphans",
    "a copy is of a book that is not there",
    put("copy.book", 1, "ZZZ-0000"),
    "constraints.foreign_keys.0",
)
add(
    "copy.shelf",
    "duplicate keys",
    "two copies stand at one place",
    copy_value("copy.shelf", 1),
    "constraints.unique.0",
)
add(
    "copy.shelf",
    "text look-alikes",
    "one shelf is I",
    each("copy.shelf", 1, lambda t: "I" + t[1:]),
    ".generator",
)
add(
    "copy.bought",
    "parts of the time frame",
    "one copy was bought on 2023-01-01",
    put("copy.bought", 1, LENT_FIRST),
    ".generator",
)
add(
    "copy.bought",
    "parts of the time frame",
    "no copy was bought before 2013",
    at("copy.bought", None, lambda v: np.where(v < 15706, v + 1461, v)),
    ".generator",
)
add(
    "copy.bought",
    "constant columns",
    "every copy was bought on one day",
    put("copy.bought", None, 18000),
    ".generator",
)
add(
    "reader.id",
    "text look-alikes",
    "reader ids are numbers in the form of a uuid",
    edit(
        "reader",
        lambda f, rng: f.put("id", np.array([as_uuid(n) for n in range(len(f))], dtype=object)),
    ),
    "constraints.foreign_keys.2",
)
add(
    "reader.card",
    "text look-alikes",
    "one card has no R",
    each("reader.card", 1, lambda t: t[1:]),
    ".generator",
)
add(
    "reader.card",
    "broken formulas",
    "one card has the number of another reader that is not there",
    put("reader.card", 1, "R900000"),
    ".generator",
)
add(
    "reader.active",
    "shares of choices",
    "12 % of the readers are not active",
    put("reader.active", every(45, equal("active", True)), False),
    ".generator",
)
add(
    "loan.reader_id",
    "skewed picks",
    "one loan is of a reader who is not active",
    one_inactive,
    "rules.0",
)
add(
    "loan.reader_id",
    "orphans",
    "one loan's reader is not there",
    put("loan.reader_id", 1, as_uuid(1)),
    "constraints.foreign_keys.2",
)
add(
    "loan.reader_id",
    "skewed picks",
    "a tenth of the loans is of one reader",
    edit(
        "loan",
        lambda f, rng: f.put(
            "reader_id",
            np.where(rng.random(len(f)) < 0.1, f.values("reader_id")[0], f.values("reader_id")),
        ),
    ),
    ".generator",
)
add(
    "loan.copy_id",
    "skewed picks",
    "only one copy of ten is lent",
    at("loan.copy_id", None, lambda v: np.maximum(v // 10 * 10, 10)),
    ".generator",
)
add(
    "loan.copy_id",
    "skewed picks",
    "only three copies are lent",
    at("loan.copy_id", None, lambda v: v % 3 + 1),
    ".generator",
)
add(
    "loan.copy_id",
    "skewed picks",
    "a tenth of the loans is of copy 1",
    put("loan.copy_id", 0.1, 1),
    ".generator",
)
add(
    "loan.lent",
    "seasons flattened",
    "all months are alike",
    lend(lambda v, rng: rng.integers(LENT_FIRST, LENT_FIRST + 365, len(v)) - v),
    ".generator",
)
add(
    "loan.lent",
    "seasons flattened",
    "loans of January to March move to the summer",
    lend(lambda v, rng: np.where((v < LENT_FIRST + 90) & (rng.random(len(v)) < 0.1), 181, 0)),
    ".generator",
)
add(
    "loan.lent",
    "missing weekends",
    "no loan on Sundays",
    lend(lambda v, rng: np.where((v + 3) % 7 == 6, np.where(v < LENT_FIRST + 360, 1, -1), 0)),
    ".generator",
)
add(
    "loan.lent",
    "parts of the time frame",
    "one loan is of the next year",
    put("loan.lent", 1, LENT_FIRST + 365),
    ".generator",
)
add(
    "loan.due",
    "broken formulas",
    "one loan is due a day later",
    at("loan.due", 1, lambda v: v + 1),
    ".generator",
)
add(
    "loan.back",
    "order of times",
    "one book is back on the day on which it is lent",
    edit(
        "loan",
        lambda f, rng: f.put(
            "back", np.where(np.cumsum(~f.nulls("back")) == 1, f.values("lent"), f.values("back"))
        ),
    ),
    "constraints.inequalities.0",
)
add(
    "loan.back",
    "distances",
    "one book is back after 41 days",
    edit(
        "loan",
        lambda f, rng: f.put(
            "back",
            np.where(np.cumsum(~f.nulls("back")) == 1, f.values("lent") + 41, f.values("back")),
        ),
    ),
    ".generator",
)
add(
    "loan.(lent,back)",
    "order of times",
    "lent and back are exchanged in a tenth of the rows",
    swap("loan", "lent", "back", 0.1),
    "constraints.inequalities.0",
)
add(
    "loan.back",
    "nulls beyond and below the share",
    "12 % of the loans are out",
    null("loan.back", 0.02),
    ".null_rate",
)
add(
    "loan.fine",
    "nulls where rules switch off",
    "one loan that is out has a fine",
    put("loan.fine", first(lambda f: f.nulls("back")), 0),
    "rules.1",
)
add(
    "loan.fine",
    "broken formulas",
    "one fine is a cent more",
    at("loan.fine", first(lambda f: f.values("fine") > 0), lambda v: v + 1),
    ".generator",
)
add(
    "loan.fine",
    "broken formulas",
    "there are no fines",
    at("loan.fine", None, lambda v: v * 0),
    ".generator",
)
add(
    "loan.late",
    "broken formulas",
    "one loan that is late is not",
    put("loan.late", first(equal("late", True)), False),
    ".generator",
)
add(
    "loan.late",
    "nulls where rules switch off",
    "loans that are out are not late",
    fill("loan.late"),
    ".generator",
)
add("loan.id", "null keys and nulls", "one loan has no number", null("loan.id", 1), "nodes.loan.pk")
add(
    "loan.id",
    "duplicate keys",
    "two loans have one number",
    copy_value("loan.id", 1),
    "nodes.loan.pk",
)
add("loan.lent", "types", "days are texts", retype("loan.lent", lambda a: a.cast("string")))
add("loan.id", "types", "numbers are doubles", retype("loan.id", lambda a: a.cast("float64")))
add(
    "reader",
    "missing tables and rows",
    "the last reader is missing",
    drop("reader", last),
    "nodes.reader",
)
add(
    "loan",
    "swapped columns or rows",
    "fines of all loans are shuffled",
    shuffle("loan.fine"),
    "nodes.loan.columns.fine",
)
add(
    "loan.back",
    "constant columns",
    "every book is back after ten days",
    edit("loan", lambda f, rng: f.put("back", f.values("lent") + 10)),
    ".generator",
)
