"""The actions that mutations are made of. Each gives a function that damages a Folder.

Rows are said as a count, a share, a function of the frame that gives a mask, or None for all.
A place is "table.column". Values are in the units of frame.to_numpy: a decimal(10,2) is in hundredths.
"""

import json

import numpy as np
import pyarrow as pa

from mutations.folder import raw_fields, read_table, write_table

SECOND = 1_000_000  # of datetimes and times
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def split(place):
    table, _, column = place.partition(".")
    return table, column


def chosen(frame, rows, rng, among=None):
    """The numbers of the rows that are said, drawn where only how many is said."""
    if rows is None:
        return np.arange(len(frame))
    if callable(rows):
        return np.flatnonzero(rows(frame))
    candidates = np.arange(len(frame)) if among is None else np.flatnonzero(among)
    count = rows if isinstance(rows, int) else round(rows * len(frame))
    return np.sort(rng.choice(candidates, min(count, len(candidates)), replace=False))


def edit(table, change):
    """change(frame, rng) does what it likes to the table."""

    def action(folder):
        frame = folder.frame(table)
        before = frame.table
        change(frame, folder.rng)
        assert not frame.table.equals(before), "nothing is changed"
        folder.write(table, frame)

    return action


def draw(place, rows, change):
    """change(values, rng) gives other values for some rows that are not null."""
    table, column = split(place)

    def apply(frame, rng):
        values, nulls = frame.values(column), frame.nulls(column)
        hit = chosen(frame, rows, rng, ~nulls)
        hit = hit[~nulls[hit]]
        assert len(hit), "no row is hit"
        changed = change(values[hit], rng)
        if values.dtype.kind in "iu" and np.asarray(changed).dtype.kind == "f":
            changed = np.rint(changed)
        values[hit] = changed
        frame.put(column, values, nulls)

    return edit(table, apply)


def at(place, rows, change):
    """change(values) gives other values for some rows that are not null."""
    return draw(place, rows, lambda values, rng: change(values))


def each(place, rows, change):
    """change(value) gives another value, one at a time: for texts and lists."""
    return at(place, rows, lambda values: as_objects([change(value) for value in values]))


def as_objects(items):
    return np.array([*items, None], dtype=object)[:-1]


def put(place, rows, value):
    """Gives some rows, null or not, one value."""
    table, column = split(place)

    def apply(frame, rng):
        values, nulls = frame.values(column), frame.nulls(column)
        hit = chosen(frame, rows, rng)
        assert len(hit), "no row is hit"
        values[hit] = as_objects([value] * len(hit)) if isinstance(value, list) else value
        nulls[hit] = False
        frame.put(column, values, nulls)

    return edit(table, apply)


def null(place, rows):
    """Takes away the values of some rows."""
    table, column = split(place)

    def apply(frame, rng):
        nulls = frame.nulls(column)
        hit = chosen(frame, rows, rng, ~nulls)
        assert len(hit), "no row is hit"
        nulls[hit] = True
        frame.put(column, frame.values(column), nulls)

    return edit(table, apply)


def fill(place, rows=None):
    """Gives rows that are null a value of another row: all of them, or a count or share of them."""
    table, column = split(place)

    def apply(frame, rng):
        values, nulls = frame.values(column), frame.nulls(column)
        empty = np.flatnonzero(nulls)
        if rows is not None:
            count = rows if isinstance(rows, int) else round(rows * len(empty))
            empty = rng.choice(empty, count, replace=False)
        assert len(empty), "no row is hit"
        values[empty] = rng.choice(values[~nulls], len(empty))
        nulls[empty] = False
        frame.put(column, values, nulls)

    return edit(table, apply)


def shuffle(place, rows=None):
    """Gives the values of some rows to each other, nulls too."""
    table, column = split(place)

    def apply(frame, rng):
        values, nulls = frame.values(column), frame.nulls(column)
        hit = chosen(frame, rows, rng)
        other = rng.permutation(hit)
        values[hit], nulls[hit] = values[other], nulls[other]
        frame.put(column, values, nulls)

    return edit(table, apply)


def swap(table, left, right, rows):
    """Exchanges two columns in some rows in which both have a value."""

    def apply(frame, rng):
        a, b = frame.values(left), frame.values(right)
        both = ~frame.nulls(left) & ~frame.nulls(right) & (a != b)
        hit = chosen(frame, rows, rng, both)
        hit = hit[both[hit]]
        assert len(hit), "no row is hit"
        a[hit], b[hit] = b[hit], a[hit].copy()
        frame.put(left, a)
        frame.put(right, b)

    return edit(table, apply)


def constant(place):
    """Gives every row the most frequent value."""

    def most(values, rng):
        kinds, counts = np.unique(values.astype(str), return_counts=True)
        return np.repeat(values[values.astype(str) == kinds[counts.argmax()]][:1], len(values))

    return draw(place, None, most)


def few_values(place, count):
    """Leaves so many distinct values, spread over the quantiles of those that were there."""

    def nearest(values, rng):
        kept = np.sort(values)[np.linspace(0, len(values) - 1, count).astype(int)]
        return kept[np.abs(values[:, None] - kept[None, :]).argmin(axis=1)]

    return draw(place, None, nearest)


def top(place, share, change):
    """Changes the largest values."""

    def largest(values, rng):
        values = values.copy()
        limit = np.quantile(values, 1 - share)
        return np.where(values >= limit, change(values), values)

    return draw(place, None, largest)


def keep(table, rows):
    """Leaves only the rows that are said."""
    return edit(table, lambda frame, rng: frame.take(chosen(frame, rows, rng)))


def drop(table, rows):
    """Takes rows away."""

    def apply(frame, rng):
        gone = chosen(frame, rows, rng)
        assert len(gone), "no row is hit"
        frame.take(np.setdiff1d(np.arange(len(frame)), gone))

    return edit(table, apply)


def double(table, rows):
    """Adds rows that are there a second time, at the end."""

    def apply(frame, rng):
        again = chosen(frame, rows, rng)
        frame.take(np.concatenate([np.arange(len(frame)), again]))

    return edit(table, apply)


def replace_rows(table, rows):
    """Writes copies of other rows over some rows, so that their number stays."""

    def apply(frame, rng):
        order = np.arange(len(frame))
        hit = chosen(frame, rows, rng)
        order[hit] = rng.choice(np.setdiff1d(order, hit), len(hit))
        frame.take(order)

    return edit(table, apply)


def copy_value(place, rows):
    """Gives some rows the value of another row, so that it comes twice."""

    table, column = split(place)

    def apply(frame, rng):
        values, nulls = frame.values(column), frame.nulls(column)
        hit = chosen(frame, rows, rng, ~nulls)
        others = np.setdiff1d(np.flatnonzero(~nulls), hit)
        values[hit] = values[rng.choice(others, len(hit), replace=False)]
        frame.put(column, values, nulls)

    return edit(table, apply)


def retype(place, change):
    """change(array) gives the column another type."""
    table, column = split(place)
    return edit(table, lambda frame, rng: frame.replace(column, change(frame.array(column))))


def rename(table, old, new):
    def apply(frame, rng):
        names = [new if name == old else name for name in frame.table.column_names]
        frame.table = frame.table.rename_columns(names)

    return edit(table, apply)


def remove_column(table, column):
    def apply(frame, rng):
        frame.table = frame.table.drop_columns([column])

    return edit(table, apply)


def add_column(table, column, of):
    def apply(frame, rng):
        frame.table = frame.table.append_column(column, frame.array(of))

    return edit(table, apply)


def steps(*actions):
    """One after the other."""

    def action(folder):
        for step in actions:
            step(folder)

    return action


def part(table, number, change):
    """change(arrow table) gives another table for one file of several."""

    def action(folder):
        path = folder.files(table)[number]
        write_table(change(read_table(path)), path)

    return action


def file_bytes(table, change, number=0):
    """change(bytes) gives other bytes for a file."""

    def action(folder):
        path = folder.files(table)[number]
        before = path.read_bytes()
        after = change(before)
        assert after != before, "no byte is hit"
        path.write_bytes(after)

    return action


def file_text(table, change, number=0):
    return file_bytes(table, lambda data: change(data.decode()).encode(), number)


def cell(place, rows, change):
    """change(text) gives another text for fields of a CSV file, as they stand there."""
    table, column = split(place)

    def action(folder):
        head, *lines = folder.lines(table)
        index = raw_fields(head).index(column)
        hit = 0
        for row in csv_rows(lines, index, rows, folder.rng):
            fields = raw_fields(lines[row])
            before = fields[index]
            fields[index] = change(before)
            hit += fields[index] != before
            lines[row] = ",".join(fields)
        assert hit, "no row is hit"
        folder.write_lines(table, [head, *lines])

    return action


def csv_rows(lines, index, rows, rng):
    """Rows of a CSV file with a value in the column."""
    if rows is None:
        return range(len(lines))
    count = rows if isinstance(rows, int) else round(rows * len(lines))
    filled = [row for row, line in enumerate(lines) if raw_fields(line)[index] != ""]
    return rng.choice(filled, count, replace=False)


def member(place, rows, change):
    """change(value) gives another value for a member of the objects of a JSON lines file."""
    table, name = split(place)

    def action(folder):
        lines = folder.lines(table)
        filled = [row for row, line in enumerate(lines) if json.loads(line).get(name) is not None]
        count = rows if isinstance(rows, int) else round((1 if rows is None else rows) * len(lines))
        hit = folder.rng.choice(filled, min(count, len(filled)), replace=False)
        assert len(hit), "no row is hit"
        for row in hit:
            values = json.loads(lines[row])
            values[name] = change(values[name])
            lines[row] = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        folder.write_lines(table, lines)

    return action


def in_folder(change):
    """change(path of the folder) does what it likes to the files."""
    return lambda folder: change(folder.path)


def forge(table, before, after):
    """Replaces bytes of a Parquet file's footer, where its statistics stand; values stay."""

    def change(data):
        size = int.from_bytes(data[-8:-4], "little")
        body, footer, end = data[: -8 - size], data[-8 - size : -8], data[-8:]
        assert len(before) == len(after) and before in footer, "no statistics are hit"
        return body + footer.replace(before, after) + end

    return file_bytes(table, change)


def nudge(place, row, nanoseconds):
    """Gives a column of times nanoseconds, and one row some of them."""

    def change(array):
        values = array.cast(pa.timestamp("ns", tz=array.type.tz)).view("int64").to_numpy().copy()
        values[row] += nanoseconds
        return pa.array(values).view(pa.timestamp("ns", tz=array.type.tz))

    return retype(place, change)
