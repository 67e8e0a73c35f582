"""Meters and their hourly readings: a complete grid of times, seasons, outliers, noise."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    HOUR,
    MINUTE,
    at,
    double,
    draw,
    drop,
    each,
    edit,
    keep,
    null,
    put,
    replace_rows,
    shuffle,
    top,
)
from mutations.rows import between, equal, every, first, hour, last

energy = Cases("energy")
CASES = [energy]
WEIGHTS = np.array(
    [6, 5, 5, 5, 6, 8, 10, 12, 12, 11, 11, 12, 12, 11, 10, 10, 11, 13, 14, 14, 13, 11, 9, 7]
)
SEASON = WEIGHTS / WEIGHTS.mean()


def power(change):
    """change(clean power without season, hour, rng) gives another power."""

    def apply(frame, rng):
        hours = hour(frame.values("at"))
        frame.put("power", change(frame.values("power") / SEASON[hours], hours, rng))

    return edit("reading", apply)


def damped(strength):
    return power(lambda clean, hours, rng: clean * (1 + (SEASON[hours] - 1) * strength))


def one_hour(number, factor):
    return power(
        lambda clean, hours, rng: clean * SEASON[hours] * np.where(hours == number, factor, 1)
    )


def no_outliers(frame, rng):
    values = frame.values("voltage")
    frame.put("voltage", np.where(values > 260, rng.normal(230, 3, len(values)), values))


def more_outliers(share):
    def apply(values, rng):
        hit = (values < 260) & (rng.random(len(values)) < share)
        return np.where(hit, values * rng.uniform(1.5, 2, len(values)), values)

    return draw("reading.voltage", None, apply)


add = energy.add
add(
    "reading.power",
    "seasons flattened",
    "power has no season",
    power(lambda clean, hours, rng: clean),
    ".modifiers.0",
)
add(
    "reading.power",
    "seasons flattened",
    "the season is half as strong",
    damped(0.5),
    ".modifiers.0",
)
add(
    "reading.power",
    "seasons flattened",
    "the season is 95 % as strong",
    damped(0.95),
    ".modifiers.0",
)
add(
    "reading.power",
    "seasons flattened",
    "one hour has 5 % more",
    one_hour(18, 1.05),
    "targets.composite_effect",
)
add(
    "reading.power",
    "seasons flattened",
    "the season is an hour late",
    power(lambda clean, hours, rng: clean * SEASON[hours - 1]),
    ".modifiers.0",
)
add(
    "reading.power",
    "trends",
    "power rises by 20 % over the month, with the same mean",
    edit(
        "reading",
        lambda f, rng: f.put("power", f.values("power") * np.tile(np.linspace(0.9, 1.1, 744), 60)),
    ),
    ".generator",
)
add(
    "reading.power",
    "trends",
    "the first week has 10 % more",
    edit(
        "reading",
        lambda f, rng: f.put(
            "power", f.values("power") * np.where(np.arange(len(f)) % 744 < 168, 1.1, 1)
        ),
    ),
    ".generator",
)
add(
    "reading.power",
    "wrong variance",
    "the spread is 10 in place of 5",
    power(lambda clean, hours, rng: (100 + (clean - 100) * 2) * SEASON[hours]),
    ".generator",
)
add(
    "reading.power",
    "wrong variance",
    "there is no spread",
    power(lambda clean, hours, rng: 100 * SEASON[hours]),
    ".generator",
)
add(
    "reading.power",
    "wrong laws",
    "the spread is uniform",
    power(lambda clean, hours, rng: rng.uniform(91.34, 108.66, len(clean)) * SEASON[hours]),
    ".generator",
)
add(
    "reading.power",
    "shifted means",
    "power is 5 % more",
    at("reading.power", None, lambda v: v * 1.05),
    "targets.mean_in_range.0",
)
add(
    "reading.power",
    "shifted means",
    "power is 1 % more",
    at("reading.power", None, lambda v: v * 1.01),
    "targets.mean_in_range.0",
)
add(
    "reading.power",
    "NaN and infinities",
    "one power is NaN",
    put("reading.power", 1, np.nan),
    ".generator",
)
add(
    "reading.power",
    "NaN and infinities",
    "one power is infinite",
    put("reading.power", 1, np.inf),
    ".generator",
)
add(
    "reading.power",
    "wrong tails",
    "one power is 1e300",
    put("reading.power", 1, 1e300),
    ".generator",
)
add(
    "reading.power",
    "wrong tails",
    "the top 0.1 % is ten times as much",
    top("reading.power", 0.001, lambda v: v * 10),
    ".generator",
)
add(
    "reading.voltage",
    "outliers",
    "there are no outliers",
    edit("reading", no_outliers),
    ".modifiers.0",
)
add(
    "reading.voltage",
    "outliers",
    "4 % in place of 2 % are outliers",
    more_outliers(0.02),
    ".modifiers.0",
)
add(
    "reading.voltage",
    "outliers",
    "2.5 % in place of 2 % are outliers",
    more_outliers(0.005),
    ".modifiers.0",
)
add(
    "reading.voltage",
    "outliers",
    "outliers are ten times as high",
    at("reading.voltage", lambda f: f.values("voltage") > 300, lambda v: v * 10),
    ".modifiers.0",
)
add(
    "reading.voltage",
    "outliers",
    "outliers are drops",
    at("reading.voltage", lambda f: f.values("voltage") > 300, lambda v: 230 * 230 / v),
    ".modifiers.0",
)
add(
    "reading.voltage",
    "constant columns",
    "the voltage is 230",
    put("reading.voltage", None, 230.0),
    ".generator",
)
add(
    "reading.flow",
    "wrong variance",
    "the noise is removed and the spread is less",
    at("reading.flow", None, lambda v: np.exp(2 + (np.log(v) - 2) * 0.9)),
    ".generator",
)
add(
    "reading.flow",
    "shifted means",
    "the flow is 3 % more",
    at("reading.flow", None, lambda v: v * 1.03),
    ".generator",
)
add(
    "reading.flow",
    "few distinct values",
    "the flow has one digit less than one",
    at("reading.flow", None, np.rint),
    ".generator",
)
add(
    "reading.state",
    "shares of choices",
    "0.28 % in place of 0.5 % fail",
    put(
        "reading.state",
        lambda f: first(equal("state", "fail"), round(0.44 * equal("state", "fail")(f).sum()))(f),
        "ok",
    ),
    ".generator",
)
add(
    "reading.state",
    "shares of choices",
    "0.8 % in place of 0.5 % fail",
    put("reading.state", every(320, equal("state", "ok")), "fail"),
    ".generator",
)
add(
    "reading.state",
    "shares of choices",
    "nothing fails",
    put("reading.state", equal("state", "fail"), "ok"),
    ".generator",
)
add(
    "reading.at",
    "off-grid times",
    "one reading is a minute late",
    at("reading.at", 1, lambda v: v + MINUTE),
    ".generator",
)
add(
    "reading.at",
    "off-grid times",
    "all readings are half an hour late",
    at("reading.at", None, lambda v: v + 30 * MINUTE),
    ".generator",
)
add(
    "reading.at",
    "time zones",
    "readings are an hour early",
    at("reading.at", None, lambda v: v - HOUR),
    ".generator",
)
add(
    "reading.at",
    "duplicate keys",
    "one hour comes twice for a meter",
    at("reading.at", between(100, 101), lambda v: v + HOUR),
    "constraints.unique.0",
)
add(
    "reading",
    "missing weekends",
    "there are no readings at weekends",
    drop("reading", lambda f: (f.values("at") // (24 * HOUR) + 3) % 7 >= 5),
    "nodes.reading.fanout",
)
add(
    "reading",
    "parts of the time frame",
    "only the first week is there",
    keep("reading", lambda f: np.arange(len(f)) % 744 < 168),
    "nodes.reading.fanout",
)
add(
    "reading",
    "truncated and lost data",
    "one reading is missing",
    drop("reading", 1),
    "nodes.reading.fanout",
)
add(
    "reading",
    "truncated and lost data",
    "one meter's readings are missing",
    drop("reading", equal("meter_id", 60)),
    "nodes.reading.fanout",
)
add(
    "reading",
    "duplicated blocks",
    "one meter's readings come twice",
    double("reading", equal("meter_id", 7)),
    "nodes.reading.pk",
)
add(
    "reading",
    "duplicated blocks",
    "one meter's readings are those of another",
    replace_rows("reading", between(744, 754)),
    "nodes.reading.pk",
)
add(
    "reading.power",
    "duplicated blocks",
    "all meters have the power of the first",
    edit("reading", lambda f, rng: f.put("power", np.tile(f.values("power")[:744], 60))),
    ".generator",
)
add(
    "reading.meter_id",
    "orphans",
    "the last meter is called 61 in readings",
    put("reading.meter_id", equal("meter_id", 60), 61),
    "constraints.foreign_keys.0",
)
add(
    "meter.serial",
    "text look-alikes",
    "one serial number has seven digits",
    each("meter.serial", 1, lambda t: t[:-1]),
    ".generator",
)
add(
    "meter.serial",
    "text look-alikes",
    "serial numbers have small letters",
    each("meter.serial", None, str.lower),
    ".generator",
)
add(
    "meter.scale",
    "ranges by one unit",
    "one scale is 2.01",
    put("meter.scale", 1, 2.01),
    ".generator",
)
add(
    "meter.scale",
    "constant columns",
    "every scale is 1",
    put("meter.scale", None, 1.0),
    ".generator",
)
add("meter", "missing tables and rows", "one meter is missing", drop("meter", last), "nodes.meter")
add(
    "reading.voltage",
    "null keys and nulls",
    "one voltage is null",
    null("reading.voltage", 1),
    ".nullable",
)
add(
    "reading.meter_id",
    "swapped columns or rows",
    "meters of all readings are shuffled",
    shuffle("reading.meter_id"),
    "constraints.unique.0",
)
