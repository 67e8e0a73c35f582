"""Accounts and bookings: check digits, large amounts, formulas to the last digit."""

import numpy as np
import pyarrow as pa

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    at,
    draw,
    drop,
    each,
    edit,
    fill,
    null,
    put,
    retype,
    shuffle,
)
from mutations.rows import equal, every, first, last

bank = Cases("bank")
CASES = [bank]


def large(frame):
    """The row with the largest limit."""
    return frame.values("limit") == frame.values("limit").max()


def signed(frame, amounts):
    """Gives other amounts, and the signed ones that follow."""
    amounts = np.rint(amounts).astype(np.int64)
    frame.put("amount", amounts)
    frame.put("signed", np.where(frame.values("kind") == "debit", -amounts, amounts))


def to_debit(frame):
    """Makes credits debits, with sign and memo."""
    rows = every(5, equal("kind", "credit"))(frame)
    frame.put("kind", np.where(rows, "debit", frame.values("kind")))
    frame.put(
        "memo", np.where(rows, "from the list", frame.values("memo")), frame.nulls("memo") & ~rows
    )
    signed(frame, frame.values("amount"))


def uniform_others(folder):
    accounts, bookings = folder.frame("account"), folder.frame("booking")
    drawn = folder.rng.integers(0, len(accounts), len(bookings))
    bookings.put("other_id", accounts.values("id")[drawn])
    bookings.put("other_country", accounts.values("country")[drawn])
    folder.write("booking", bookings)


add = bank.add
add(
    "account.iban",
    "wrong check digits",
    "one digit of one account is changed",
    each(
        "account.iban", 1, lambda t: t[:-1] + str((int(t[-1]) + 1) % 10 if t[-1].isdigit() else 0)
    ),
    ".generator",
)
add(
    "account.iban",
    "wrong check digits",
    "all check digits are 00",
    each("account.iban", None, lambda t: t[:2] + "00" + t[4:]),
    ".generator",
)
add(
    "account.iban",
    "wrong locale",
    "accounts are British",
    each("account.iban", None, lambda t: "GB82WEST12345698765432"),
    ".generator",
)
add(
    "account.iban",
    "swapped columns or rows",
    "accounts of all countries are shuffled",
    shuffle("account.iban"),
    ".generator",
)
add(
    "account.bic",
    "text look-alikes",
    "one code has seven signs",
    each("account.bic", 1, lambda t: t[:7]),
    ".generator",
)
add(
    "account.card",
    "wrong check digits",
    "the last digits are shuffled",
    each("account.card", None, lambda t: t[:-1] + str((int(t[-1]) + 3) % 10)),
    ".generator",
)
add("account.card", "text look-alikes", "cards are x", put("account.card", None, "x"), ".generator")
add(
    "account.issuer",
    "values that are not listed",
    "one issuer is 'Bakery'",
    put("account.issuer", 1, "Bakery"),
    ".generator",
)
add(
    "account.currency",
    "wrong locale",
    "currencies are yen",
    put("account.currency", None, "JPY"),
    ".generator",
)
add(
    "account.limit",
    "wrong laws",
    "limits are whole thousands",
    at("account.limit", None, lambda v: v // 10**7 * 10**7),
    ".generator",
)
add(
    "account.limit",
    "wrong laws",
    "limits are lognormal",
    draw(
        "account.limit",
        None,
        lambda v, rng: np.clip(rng.lognormal(34, 0.6, len(v)), 10**7, 9 * 10**14),
    ),
    ".generator",
)
add(
    "account.limit",
    "ranges by one unit",
    "one limit is 999.9999",
    put("account.limit", 1, 9_999_999),
    "constraints.ranges.1",
)
add(
    "account.limit",
    "types",
    "limits have two digits",
    retype(
        "account.limit",
        lambda a: a.cast(pa.decimal128(18, 4)).cast(pa.decimal128(16, 2), safe=False),
    ),
    ".type",
)
add(
    "account.reserve",
    "broken formulas",
    "the largest reserve is one unit more",
    at("account.reserve", large, lambda v: v + 1),
    "rules.0",
)
add(
    "account.reserve",
    "broken formulas",
    "reserves are without the last digit",
    at("account.reserve", None, lambda v: v // 10 * 10),
    "rules.0",
)
add(
    "account.double_limit",
    "broken formulas",
    "the largest double is one part in 10^15 more",
    at("account.double_limit", large, lambda v: np.nextafter(np.nextafter(v, np.inf), np.inf)),
    ".generator",
)
add(
    "account.double_limit",
    "broken formulas",
    "the largest double is 0.01 more",
    at("account.double_limit", large, lambda v: v + 0.01),
    ".generator",
)
add(
    "account.double_limit",
    "broken formulas",
    "the largest double is 1 more",
    at("account.double_limit", large, lambda v: v + 1),
    ".generator",
)
add(
    "account.double_limit",
    "broken formulas",
    "a tenth of the doubles is 100 more",
    at("account.double_limit", 0.1, lambda v: v + 100),
    ".generator",
)
add(
    "account.opened",
    "parts of the time frame",
    "no account was opened before 2018",
    at("account.opened", None, lambda v: np.where(v < 17532, v + 2 * 365, v)),
    ".generator",
)
add(
    "account.opened",
    "missing weekends",
    "no account was opened at weekends",
    at("account.opened", None, lambda v: v - np.maximum((v + 3) % 7 - 4, 0)),
    ".generator",
)
add(
    "booking",
    "fan-outs",
    "one account has no booking",
    drop("booking", equal("account_id", 5)),
    "nodes.booking.fanout",
)
add(
    "booking.account_id",
    "fan-outs",
    "a fifth of the bookings is of the first hundred accounts",
    draw("booking.account_id", 0.2, lambda v, rng: rng.integers(1, 101, len(v))),
    "nodes.booking.fanout",
)
add(
    "booking.account_id",
    "swapped columns or rows",
    "accounts of two bookings are exchanged with numbers",
    put("booking.account_id", 1, 7_000_000),
    "constraints.foreign_keys.0",
)
add(
    "booking.other_id",
    "nulls beyond and below the share",
    "33 % are null",
    edit(
        "booking",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 23 == 0))
            for n in ("other_id", "other_country")
        ],
    ),
    ".null_rate",
)
add(
    "booking.other_id",
    "skewed picks",
    "the other account is drawn uniformly, with its country",
    uniform_others,
    ".generator.lookup.pick",
)
add(
    "booking.other_country",
    "carried values",
    "one country is another",
    at("booking.other_country", 1, lambda v: np.where(v == "DE", "NL", "DE")),
    "rules.1",
)
add(
    "booking.other_country",
    "carried values",
    "one row without another account has its country",
    fill("booking.other_country", 1),
    ".generator",
)
add(
    "booking.other_country",
    "carried values",
    "one row with another account has no country",
    null("booking.other_country", 1),
    ".generator",
)
add(
    "booking.at",
    "parts of the time frame",
    "bookings are at daytime only",
    at("booking.at", None, lambda v: v // DAY * DAY + (v % DAY) // 2 + 6 * HOUR),
    ".generator",
)
add(
    "booking.value_day",
    "broken formulas",
    "one value day is three days later",
    at("booking.value_day", 1, lambda v: v + 1),
    ".generator",
)
add(
    "booking.value_day",
    "null keys and nulls",
    "one value day is null",
    null("booking.value_day", 1),
    ".nullable",
)
add(
    "booking.value_day",
    "types",
    "value days are times",
    retype("booking.value_day", lambda a: a.cast("timestamp[us]")),
    ".type",
)
add(
    "booking.amount",
    "wrong laws",
    "amounts end in 00",
    edit("booking", lambda f, rng: signed(f, np.maximum(f.values("amount") // 100 * 100, 100))),
    ".generator",
)
add(
    "booking.amount",
    "wrong tails",
    "amounts beyond 1,000 are 1,000",
    edit("booking", lambda f, rng: signed(f, np.minimum(f.values("amount"), 100_000))),
    ".generator",
)
add(
    "booking.amount",
    "shifted means",
    "amounts are 5 % more",
    edit("booking", lambda f, rng: signed(f, f.values("amount") * 1.05)),
    ".generator",
)
add(
    "booking.signed",
    "broken formulas",
    "one debit has no sign",
    at("booking.signed", first(equal("kind", "debit")), lambda v: -v),
    ".generator",
)
add(
    "booking.signed",
    "broken formulas",
    "all credits are a cent less",
    at("booking.signed", equal("kind", "credit"), lambda v: v - 1),
    ".generator",
)
add(
    "booking.kind",
    "shares of choices",
    "a fifth of the credits is a debit",
    edit("booking", lambda f, rng: to_debit(f)),
    ".generator",
)
add(
    "booking.memo",
    "nulls where rules switch off",
    "one credit has a memo",
    put("booking.memo", first(equal("kind", "credit")), "paid back"),
    ".null_when",
)
add(
    "booking.memo",
    "nulls where rules switch off",
    "one debit has none",
    null("booking.memo", 1),
    ".null_when",
)
add(
    "booking.memo",
    "text look-alikes",
    "one memo has six words",
    put("booking.memo", first(equal("kind", "debit")), "one two three four five six"),
    ".generator",
)
add(
    "booking.memo",
    "text look-alikes",
    "memos are one word",
    each("booking.memo", None, lambda t: t.split()[0]),
    ".generator",
)
add(
    "booking.memo",
    "encodings",
    "ten memos have damaged letters",
    each("booking.memo", 10, lambda t: t + "Ã©"),
    ".generator",
)
add(
    "booking.id",
    "gaps in sequences",
    "numbers begin at 7,000,000,001",
    at("booking.id", None, lambda v: v + 1),
    ".generator.sequence.start",
)
add(
    "booking.id",
    "types",
    "numbers are decimals",
    retype("booking.id", lambda a: a.cast(pa.decimal128(19, 0))),
    ".type",
)
add(
    "account",
    "missing tables and rows",
    "the last account is missing",
    drop("account", last),
    "nodes.account",
)
