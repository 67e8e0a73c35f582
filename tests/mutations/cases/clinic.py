"""Patients and visits: people's names, orders of times, weekdays and hours."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    at,
    constant,
    copy_value,
    draw,
    drop,
    each,
    edit,
    few_values,
    fill,
    keep,
    null,
    put,
    shuffle,
    swap,
    top,
)
from mutations.rows import hour, occurrence, weekday

clinic = Cases("clinic")
CASES = [clinic]


def whole_visits(move):
    """Moves booked, seen and closed by the same distance, so that their order stays."""

    def apply(frame, rng):
        moved = move(frame.values("booked"), rng)
        for name in ("booked", "seen", "closed"):
            frame.put(name, frame.values(name) + moved)

    return edit("visit", apply)


def no_weekends(booked, rng):
    return np.where(weekday(booked) >= 5, -2 * DAY, 0)


def to_weekends(booked, rng):
    hit = (rng.random(len(booked)) < 0.03) & (weekday(booked) < 5)
    return np.where(hit, (5 - weekday(booked)) * DAY, 0)


def first_weeks(booked, rng):
    start = booked.min() // DAY * DAY
    return start + (booked - start) % (42 * DAY) - booked


def flat_hours(booked, rng):
    wanted = rng.integers(7, 19, len(booked))
    return (wanted - hour(booked)) * HOUR


def to_night(booked, rng):
    hit = rng.permutation(len(booked)) == 0
    return np.where(hit, (3 - hour(booked)) * HOUR, 0)


def one_fee_law(values, rng):
    return np.clip(rng.normal(8000, 4000, len(values)), 1000, 40000)


add = clinic.add
add(
    "visit.booked",
    "missing weekends",
    "no visit at weekends",
    whole_visits(no_weekends),
    "targets.weekend_share",
)
add(
    "visit.booked",
    "seasons flattened",
    "3 % of the visits move to Saturday",
    whole_visits(to_weekends),
    "targets.weekend_share",
)
add(
    "visit.booked",
    "seasons flattened",
    "all hours from 7 to 18 are alike",
    whole_visits(flat_hours),
    ".generator",
)
add(
    "visit.booked",
    "parts of the time frame",
    "visits are in the first six weeks",
    whole_visits(first_weeks),
    ".generator",
)
add(
    "visit.booked",
    "seasons flattened",
    "one visit is at three in the night",
    whole_visits(to_night),
    ".generator",
)
add(
    "visit.booked",
    "off-grid times",
    "one visit is booked for five past",
    at("visit.booked", 1, lambda v: v - 10 * MINUTE + 5 * MINUTE),
    ".generator",
)
add(
    "visit.booked",
    "off-grid times",
    "every visit is booked a minute later",
    whole_visits(lambda v, rng: np.full(len(v), MINUTE)),
    ".generator",
)
add(
    "visit.booked",
    "time zones",
    "times are those of Berlin",
    whole_visits(lambda v, rng: np.full(len(v), HOUR)),
    ".generator",
)
add(
    "visit.booked",
    "time zones",
    "times are five hours earlier",
    whole_visits(lambda v, rng: np.full(len(v), -5 * HOUR)),
    ".generator",
)
add(
    "visit.booked",
    "parts of the time frame",
    "one visit is of the year before",
    at("visit.booked", 1, lambda v: v - 366 * DAY),
    ".generator",
)
add(
    "visit.seen",
    "order of times",
    "one patient is seen before the booked time",
    at("visit.seen", 1, lambda v: v - 200 * MINUTE),
    "constraints.inequalities.0",
)
add(
    "visit.(booked,seen)",
    "order of times",
    "booked and seen are exchanged in ten rows",
    swap("visit", "booked", "seen", 10),
    "rules.1",
)
add(
    "visit.(seen,closed)",
    "order of times",
    "seen and closed are exchanged in one row",
    swap("visit", "seen", "closed", 1),
    "rules.1",
)
add(
    "visit.(seen,closed)",
    "order of times",
    "one visit is closed in the moment in which it begins",
    edit(
        "visit",
        lambda f, rng: f.put(
            "closed",
            np.where(np.cumsum(~f.nulls("closed")) == 1, f.values("seen"), f.values("closed")),
        ),
    ),
    "rules.1",
)
add(
    "visit.seen",
    "distances",
    "one wait is 121 minutes",
    edit(
        "visit",
        lambda f, rng: f.put(
            "seen",
            np.where(np.arange(len(f)) == 7, f.values("booked") + 121 * MINUTE, f.values("seen")),
        ),
    ),
    ".generator",
)
add(
    "visit.seen",
    "distances",
    "one wait is a second short of five minutes",
    edit(
        "visit",
        lambda f, rng: f.put(
            "seen",
            np.where(np.arange(len(f)) == 7, f.values("booked") + 299 * SECOND, f.values("seen")),
        ),
    ),
    ".generator",
)
add(
    "visit.seen",
    "distances",
    "waits are uniform in place of exponential",
    edit(
        "visit",
        lambda f, rng: f.put(
            "seen", f.values("booked") + rng.integers(5 * 60, 120 * 60 + 1, len(f)) * SECOND
        ),
    ),
    ".generator",
)
add(
    "visit.seen",
    "distances",
    "half of the long waits is cut to 60 minutes",
    edit(
        "visit",
        lambda f, rng: f.put(
            "seen", np.minimum(f.values("seen"), f.values("booked") + 60 * MINUTE)
        ),
    ),
    ".generator",
)
add(
    "visit.closed",
    "distances",
    "every visit lasts half an hour",
    edit("visit", lambda f, rng: f.put("closed", f.values("seen") + 30 * MINUTE)),
    ".generator",
)
add(
    "visit.closed",
    "nulls where rules switch off",
    "one open visit has an end",
    fill("visit.closed", 1),
    ".null_when",
)
add(
    "visit.closed",
    "nulls where rules switch off",
    "one visit that is done has no end",
    null("visit.closed", 1),
    ".null_when",
)
add(
    "visit.closed",
    "nulls where rules switch off",
    "no visit has an end",
    null("visit.closed", None),
    ".null_when",
)
add(
    "visit.state",
    "values that are not listed",
    "one state is 'Done'",
    put("visit.state", 1, "Done"),
    ".generator",
)
add(
    "visit.state",
    "shares of choices",
    "a tenth of the open visits is missed",
    at(
        "visit.state",
        lambda f: (f.values("state") == "open") & (np.arange(len(f)) % 10 == 0),
        lambda v: "missed",
    ),
    ".generator",
)
add(
    "visit.state",
    "shares of choices",
    "open visits are twice as many as missed ones",
    at(
        "visit.state",
        lambda f: (f.values("state") == "missed") & (np.arange(len(f)) % 3 == 0),
        lambda v: "open",
    ),
    ".generator",
)
add(
    "visit.country",
    "carried values",
    "one visit has another country than its patient",
    at("visit.country", 1, lambda v: np.where(v == "US", "DE", "US")),
    "rules.0",
)
add(
    "visit.country",
    "carried values",
    "countries of visits are shuffled",
    shuffle("visit.country"),
    "rules.0",
)
add(
    "visit.id",
    "gaps in sequences",
    "one number lies between two steps",
    at("visit.id", 1, lambda v: v + 1),
    "rules.2",
)
add(
    "visit.id",
    "gaps in sequences",
    "numbers leave out every hundredth",
    edit("visit", lambda f, rng: f.put("id", f.values("id") + (f.values("id") - 10) // 1000 * 10)),
    ".generator",
)
add(
    "visit.fee",
    "wrong tails",
    "the top 5 % of the fees are doubled",
    top("visit.fee", 0.05, lambda v: np.minimum(v * 2, 40000)),
    ".generator",
)
add(
    "visit.fee",
    "shifted means",
    "fees are 5 % more",
    at("visit.fee", None, lambda v: np.minimum(v * 1.05, 40000)),
    "targets.mean_in_range.0",
)
add(
    "visit.fee",
    "wrong laws",
    "fees are normal with the same mean and spread",
    draw("visit.fee", None, one_fee_law),
    ".generator",
)
add(
    "visit.fee",
    "few distinct values",
    "fees have 12 distinct values",
    few_values("visit.fee", 12),
    ".generator",
)
add(
    "visit.fee",
    "ranges by one unit",
    "one fee is 400.01",
    put("visit.fee", 1, 40001),
    "constraints.ranges.0",
)
add(
    "visit.fee",
    "ranges by one unit",
    "one fee is 9.99",
    put("visit.fee", 1, 999),
    "constraints.ranges.0",
)
add("visit.fee", "constant columns", "every fee is the same", constant("visit.fee"), ".generator")
add(
    "visit.symptoms",
    "text look-alikes",
    "one text has a word that is not in the vocabulary",
    put("visit.symptoms", 1, "cough measles"),
    ".generator",
)
add(
    "visit.symptoms",
    "text look-alikes",
    "one text has four words",
    put("visit.symptoms", 1, "cough fever rash cough"),
    ".generator",
)
add(
    "visit.symptoms",
    "shares of choices",
    "cough becomes rash in half of the texts",
    each("visit.symptoms", 0.5, lambda t: t.replace("cough", "rash")),
    ".generator",
)
add(
    "visit.symptoms",
    "constant columns",
    "every text is 'fever'",
    put("visit.symptoms", None, "fever"),
    ".generator",
)
add(
    "visit.symptoms",
    "null keys and nulls",
    "one text is empty",
    put("visit.symptoms", 1, ""),
    ".generator",
)
add(
    "patient.email",
    "text look-alikes",
    "one e-mail has no @",
    each("patient.email", 1, lambda t: t.replace("@", " at ")),
    "constraints.pattern.0",
)
add(
    "patient.email",
    "text look-alikes",
    "e-mails are x and a number, at no domain",
    edit(
        "patient",
        lambda f, rng: f.put("email", np.array([f"x{n}" for n in range(len(f))], dtype=object)),
    ),
    "constraints.pattern.0",
)
add(
    "patient.email",
    "text look-alikes",
    "e-mails are at a real provider",
    each("patient.email", None, lambda t: t.split("@")[0] + "@hotmail.com"),
    ".generator",
)
add(
    "patient.email",
    "duplicate keys",
    "two patients have one e-mail",
    copy_value("patient.email", 1),
    "constraints.unique.0",
)
add(
    "patient.name",
    "text look-alikes",
    "every name is x",
    put("patient.name", None, "x"),
    ".generator",
)
add(
    "patient.name",
    "text look-alikes",
    "names are e-mails",
    edit("patient", lambda f, rng: f.put("name", f.values("email"))),
    ".generator",
)
add(
    "patient.name",
    "wrong locale",
    "Germans have Chinese names",
    at("patient.name", lambda f: f.values("country") == "DE", lambda v: "王秀英"),
    ".generator",
)
add(
    "patient.name",
    "wrong locale",
    "names of countries are shuffled",
    shuffle("patient.name"),
    ".generator",
)
add(
    "patient.gender",
    "values that are not listed",
    "one gender is 'f'",
    put("patient.gender", 1, "f"),
    ".generator",
)
add(
    "patient.gender",
    "swapped columns or rows",
    "female and male are exchanged",
    at("patient.gender", None, lambda v: np.where(v == "male", "female", "male")),
    ".generator",
)
add(
    "patient.born",
    "parts of the time frame",
    "one patient was born in the future",
    put("patient.born", 1, 21915),
    ".generator",
)
add(
    "patient.born",
    "ranges by one unit",
    "one patient is 17",
    put("patient.born", 1, 19723 - 6400),
    ".generator",
)
add(
    "patient.age",
    "broken formulas",
    "one age is a year too much",
    at("patient.age", 1, lambda v: v + 1),
    ".generator",
)
add(
    "patient.phone",
    "nulls beyond and below the share",
    "24 % of the telephones are null",
    null("patient.phone", lambda f: ~f.nulls("phone") & (np.arange(len(f)) % 20 == 0)),
    ".null_rate",
)
add(
    "patient.phone",
    "nulls beyond and below the share",
    "no telephone is null",
    fill("patient.phone"),
    ".null_rate",
)
add(
    "patient.phone",
    "text look-alikes",
    "every telephone is 123",
    put("patient.phone", lambda f: ~f.nulls("phone"), "123"),
    ".generator",
)
add(
    "patient.phone",
    "wrong locale",
    "telephones of all countries are shuffled",
    shuffle("patient.phone"),
    ".generator",
)
add(
    "patient.ssn",
    "text look-alikes",
    "one number has letters",
    put("patient.ssn", 1, "ABC-DE-FGHI"),
    ".generator",
)
add(
    "patient.ssn",
    "wrong check digits",
    "numbers begin with 000",
    each("patient.ssn", None, lambda t: "000" + t[3:]),
    ".generator",
)
add(
    "visit.patient_id",
    "skewed picks",
    "half of the visits goes to one patient of a thousand",
    draw("visit.patient_id", 0.5, lambda v, rng: v % 5 + 1),
    "nodes.visit.fanout",
)
add(
    "visit.patient_id",
    "orphans",
    "one visit is of patient 0",
    put("visit.patient_id", 1, 0),
    "constraints.foreign_keys.0",
)
add(
    "patient.id",
    "orphans",
    "the last patient is missing",
    drop("patient", lambda f: np.arange(len(f)) == len(f) - 1),
    "nodes.patient",
)
add(
    "visit",
    "fan-outs",
    "patients have four visits at most",
    keep("visit", lambda f: occurrence(f.values("patient_id")) < 4),
    "nodes.visit.fanout",
)
