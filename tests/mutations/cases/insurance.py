"""Policies and their events: references to one of two tables, life cycles, cases."""

import numpy as np

from mutations.case import Cases
from mutations.damage import at, draw, drop, edit, null, put, shuffle, swap
from mutations.rows import equal, every, first, last, last_of_group

insurance = Cases("insurance")
CASES = [insurance]


def new_again(frame, rng):
    """One event of an open claim is new again."""
    row = np.flatnonzero((frame.values("status") == "open") & (frame.values("step") > 1))[0]
    status = frame.values("status")
    status[row] = "new"
    frame.put("status", status)


def after_payment(frame):
    """Steps behind a payment, which repeats."""
    status, policy = frame.values("status"), frame.values("policy_id")
    behind = (status[:-1] == "paid") & (policy[1:] == policy[:-1])
    return np.concatenate([[False], behind])


def rise(frame, rng):
    """More of the open claims are paid: all that stay open at the last step."""
    ends = (
        last_of_group(frame.values("policy_id"))
        & (frame.values("status") == "open")
        & (frame.values("step") > 1)
    )
    status, payout, nulls = frame.values("status"), frame.values("payout"), frame.nulls("payout")
    status[ends], payout[ends], nulls[ends] = "paid", rng.integers(5000, 500001, ends.sum()), False
    frame.put("status", status)
    frame.put("payout", payout, nulls)


add = insurance.add
add(
    "policy.owner_id",
    "orphans",
    "one policy is of a firm that is not there",
    put("policy.owner_id", first(equal("owner_kind", "firm")), 5),
    "rules.1",
)
add(
    "policy.owner_id",
    "orphans",
    "one person's number is even, and nobody's",
    at("policy.owner_id", first(equal("owner_kind", "person")), lambda v: v + 1),
    "rules.1",
)
add(
    "policy.owner_kind",
    "swapped columns or rows",
    "one policy's owner is of the other kind",
    put("policy.owner_kind", first(equal("owner_kind", "firm")), "person"),
    "rules.1",
)
add(
    "policy.owner_kind",
    "values that are not listed",
    "one owner is a 'club'",
    put("policy.owner_kind", 1, "club"),
    "rules.1",
)
add(
    "policy.owner_id",
    "skewed picks",
    "all policies of persons are of one person",
    put("policy.owner_id", equal("owner_kind", "person"), 1),
    ".generator",
)
add(
    "policy.is_home",
    "broken formulas",
    "one policy covers home and car",
    put("policy.is_home", first(equal("is_car", True)), True),
    "rules.0",
)
add(
    "policy.is_life",
    "broken formulas",
    "one policy covers nothing",
    put("policy.is_life", first(equal("is_life", 1)), 0),
    "rules.0",
)
add(
    "policy.is_life",
    "broken formulas",
    "life is 2 in one row",
    put("policy.is_life", first(equal("is_life", 1)), 2),
    "rules.0",
)
add(
    "policy.(is_home,is_car)",
    "shares of choices",
    "covers of home and car are exchanged",
    swap("policy", "is_home", "is_car", None),
    ".generator",
)
add(
    "policy.begins",
    "off-grid times",
    "one policy begins on the second of a month",
    at("policy.begins", 1, lambda v: v + 1),
    ".generator",
)
add(
    "policy.ends",
    "distances",
    "one policy ends a day after whole weeks",
    at("policy.ends", 1, lambda v: v + 3),
    ".generator",
)
add(
    "policy.ends",
    "distances",
    "one policy lasts 51 weeks",
    edit(
        "policy",
        lambda f, rng: f.put(
            "ends", np.where(np.arange(len(f)) == 8, f.values("begins") + 51 * 7, f.values("ends"))
        ),
    ),
    ".generator",
)
add(
    "policy.ends",
    "distances",
    "every policy lasts three years",
    edit("policy", lambda f, rng: f.put("ends", f.values("begins") + 156 * 7)),
    ".generator",
)
add(
    "policy.(begins,ends)",
    "order of times",
    "begin and end are exchanged in one row",
    swap("policy", "begins", "ends", 1),
    "rules.3",
)
add(
    "policy.premium",
    "swapped columns or rows",
    "premiums of persons and firms are shuffled",
    shuffle("policy.premium"),
    "rules.2",
)
add(
    "policy.premium",
    "ranges by one unit",
    "one person pays 900.01",
    put("policy.premium", first(equal("owner_kind", "person")), 90001),
    "rules.2",
)
add(
    "policy.premium",
    "constant columns",
    "every person pays 150",
    put("policy.premium", equal("owner_kind", "person"), 15000),
    ".generator",
)
add(
    "policy.premium",
    "shifted means",
    "persons pay 20 % more",
    at("policy.premium", equal("owner_kind", "person"), lambda v: np.minimum(v * 1.2, 90000)),
    ".generator",
)
add(
    "policy.region",
    "values that are not listed",
    "one region is N",
    put("policy.region", 1, "N"),
    "constraints.enum.0",
)
add(
    "policy.region",
    "shares of choices",
    "half of the north is south",
    put("policy.region", every(2, equal("region", "north")), "south"),
    ".modifiers.0",
)
add(
    "event.status",
    "broken state machines",
    "one open claim is new again",
    edit("event", new_again),
    ".generator",
)
add(
    "event.status",
    "broken state machines",
    "one claim begins as paid",
    edit(
        "event",
        lambda f, rng: [
            f.put("status", np.where(np.arange(len(f)) == 0, "paid", f.values("status"))),
            f.put(
                "payout",
                np.where(np.arange(len(f)) == 0, 10000, f.values("payout")),
                f.nulls("payout") & (np.arange(len(f)) > 0),
            ),
        ],
    ),
    ".generator",
)
add(
    "event.status",
    "broken state machines",
    "one claim is refused after it is paid",
    edit(
        "event",
        lambda f, rng: [
            f.put("payout", f.values("payout"), f.nulls("payout") | first(after_payment)(f)),
            f.put("status", np.where(first(after_payment)(f), "refused", f.values("status"))),
        ],
    ),
    ".generator",
)
add(
    "event.status",
    "broken state machines",
    "half of the claims begins as open",
    edit(
        "event",
        lambda f, rng: f.put(
            "status",
            np.where(
                (f.values("step") == 1) & (f.values("policy_id") % 2 == 0),
                "open",
                f.values("status"),
            ),
        ),
    ),
    ".generator",
)
add(
    "event.status",
    "broken state machines",
    "every claim that is open at its end is paid",
    edit("event", rise),
    ".generator",
)
add(
    "event.status",
    "broken state machines",
    "states of all events are shuffled",
    edit(
        "event",
        lambda f, rng: (
            f.take(np.argsort(f.values("policy_id"), kind="stable"))
            or [
                f.put(
                    n,
                    f.values(n)[np.random.default_rng(3).permutation(len(f))],
                    f.nulls(n)[np.random.default_rng(3).permutation(len(f))],
                )
                for n in ("status", "payout")
            ]
        ),
    ),
    ".generator",
)
add(
    "event.status",
    "values that are not listed",
    "one state is 'closed'",
    put("event.status", first(equal("status", "new")), "closed"),
    ".generator",
)
add(
    "event.payout",
    "nulls where rules switch off",
    "one claim that is refused has a payout",
    put("event.payout", first(equal("status", "refused")), 10000),
    ".generator",
)
add(
    "event.payout",
    "nulls where rules switch off",
    "one claim that is paid has no payout",
    null("event.payout", 1),
    ".generator",
)
add(
    "event.payout",
    "wrong laws",
    "every payout is 50 to 100",
    draw("event.payout", None, lambda v, rng: rng.integers(5000, 10000, len(v))),
    ".generator",
)
add(
    "event.payout",
    "ranges by one unit",
    "one payout is 5,000.01",
    put("event.payout", first(equal("status", "paid")), 500001),
    ".generator",
)
add(
    "event.step",
    "gaps in sequences",
    "the second step of one claim is called 3",
    at(
        "event.step",
        lambda f: (
            np.cumsum(last_of_group(f.values("policy_id")) & (f.values("step") == 2))
            * last_of_group(f.values("policy_id"))
            * (f.values("step") == 2)
            == 1
        ),
        lambda v: v + 1,
    ),
    ".generator",
)
add(
    "event",
    "fan-outs",
    "claims with six events lose the last",
    drop("event", equal("step", 6)),
    "nodes.event.fanout",
)
add(
    "event.policy_id",
    "orphans",
    "the last claim's policy is missing",
    drop("policy", last),
    "constraints.foreign_keys.0",
)
add(
    "person.name",
    "wrong locale",
    "names are Japanese",
    put("person.name", None, "佐藤 花子"),
    ".generator",
)
add(
    "person.name",
    "text look-alikes",
    "one name is a date",
    put("person.name", 1, "2024-01-01"),
    ".generator",
)
add(
    "person.id",
    "gaps in sequences",
    "one number is even",
    at("person.id", last, lambda v: v + 1),
    ".generator",
)
add(
    "firm.name", "text look-alikes", "firms are called x", put("firm.name", None, "x"), ".generator"
)
