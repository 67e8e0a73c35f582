"""Which rows a mutation hits, and what a time says."""

import numpy as np

from mutations.damage import DAY, HOUR

MONDAY = 3  # days from a Monday to 1970-01-01


def weekday(micros):
    """0 = Monday."""
    return (micros // DAY + MONDAY) % 7


def hour(micros):
    return micros // HOUR % 24


def first(mask, count=1):
    """The first rows for which a condition holds."""

    def rows(frame):
        held = mask(frame)
        return held & (np.cumsum(held) <= count)

    return rows


def every(step, mask=None):
    """Every so many rows of those for which a condition holds."""

    def rows(frame):
        held = mask(frame) if mask else np.ones(len(frame), dtype=bool)
        return held & (np.cumsum(held) % step == 0)

    return rows


def equal(column, value):
    return lambda frame: frame.values(column) == value


def given(column):
    """Rows in which a column is not null."""
    return lambda frame: ~frame.nulls(column)


def between(low, high):
    """Rows by their numbers."""
    return lambda frame: (np.arange(len(frame)) >= low) & (np.arange(len(frame)) < high)


def last(frame):
    return np.arange(len(frame)) == len(frame) - 1


def occurrence(keys):
    """For each row how many rows of the same parent stand before it."""
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sizes = np.diff(np.append(starts, len(keys)))
    return np.arange(len(keys)) - np.repeat(starts, sizes)


def last_of_group(keys):
    return np.concatenate([keys[1:] != keys[:-1], [True]])
