"""A table of people as CSV: what a cast may hide, encodings, damaged lines, correlations."""

import datetime

from mutations.case import Cases
from mutations.damage import cell, file_bytes, file_text, in_folder
from mutations.folder import raw_fields

census = Cases("census", "--format", "csv")
CASES = [census]


def lines(change):
    """change(lines without the head, rng) gives other lines."""

    def action(folder):
        head, *rows = folder.lines("person")
        folder.write_lines("person", [head, *change(rows, folder.rng)])

    return action


def columns(change):
    """change(rows of raw fields, names, rng) changes fields of all rows."""

    def action(folder):
        head, *rows = folder.lines("person")
        names = head.split(",")
        fields = [raw_fields(row) for row in rows]
        change(fields, names, folder.rng)
        folder.write_lines("person", [head, *(",".join(row) for row in fields)])

    return action


def shuffled(column, share=1.0):
    def change(rows, names, rng):
        index = names.index(column)
        hit = rng.choice(len(rows), round(share * len(rows)), replace=False)
        values = [rows[row][index] for row in hit]
        for row, value in zip(hit, rng.permutation(values)):
            rows[row][index] = str(value)

    return columns(change)


def no_weekends(text):
    day = datetime.date.fromisoformat(text)
    return str(day - datetime.timedelta(max(day.weekday() - 4, 0)))


add = census.add
add("person.id", "lossy casts", "one number is 1.5", cell("person.id", 1, lambda t: "1.5"), ".type")
add(
    "person.age",
    "lossy casts",
    "one age has a fraction",
    cell("person.age", 1, lambda t: t + ".5"),
    ".type",
)
add(
    "person.age",
    "lossy casts",
    "one age is a word",
    cell("person.age", 1, lambda t: "forty"),
    ".type",
)
add(
    "person.age",
    "lossy casts",
    "one age is 1e9",
    cell("person.age", 1, lambda t: "1e9"),
    "constraints.ranges.0",
)
add(
    "person.age",
    "null keys and nulls",
    "one age is empty",
    cell("person.age", 1, lambda t: ""),
    ".nullable",
)
add(
    "person.income",
    "lossy casts",
    "one income has three digits after the point",
    cell("person.income", 1, lambda t: t + "5"),
    ".type",
)
add(
    "person.income",
    "lossy casts",
    "every income has four digits after the point",
    cell("person.income", None, lambda t: t and t + "49"),
    ".type",
)
add(
    "person.income",
    "lossy casts",
    "one income has a comma for the point",
    cell("person.income", 1, lambda t: '"' + t.replace(".", ",") + '"'),
    ".type",
)
add(
    "person.income",
    "lossy casts",
    "one income has a sign for the currency",
    cell("person.income", 1, lambda t: "€" + t),
    ".type",
)
add(
    "person.moved",
    "lossy casts",
    "one date has a time",
    cell("person.moved", 1, lambda t: t + "T13:45:00Z"),
    ".type",
)
add(
    "person.moved",
    "lossy casts",
    "one date is 30 February",
    cell("person.moved", 1, lambda t: "2024-02-30"),
    ".type",
)
add(
    "person.moved",
    "lossy casts",
    "one date has its day first",
    cell("person.moved", 1, lambda t: ".".join(reversed(t.split("-")))),
    ".type",
)
add(
    "person.counted_at",
    "lossy casts",
    "one time has nanoseconds",
    cell("person.counted_at", 1, lambda t: t.replace("Z", ".000000001Z")),
    ".type",
)
add(
    "person.counted_at",
    "time zones",
    "times are written with +02:00",
    cell("person.counted_at", None, lambda t: t.replace("Z", "+02:00")),
    ".generator",
)
add(
    "person.counted_at",
    "off-grid times",
    "one time is four minutes past",
    cell("person.counted_at", 1, lambda t: t[:14] + "04:00Z"),
    ".generator",
)
add(
    "person.counted_at",
    "parts of the time frame",
    "one time is of June",
    cell("person.counted_at", 1, lambda t: "2024-06-01T00:00:00Z"),
    ".generator.datetime_series.within",
)
add(
    "person.counted_at",
    "parts of the time frame",
    "people were counted in the first ten days",
    cell("person.counted_at", None, lambda t: t[:8] + f"{int(t[8:10]) % 10 + 1:02d}" + t[10:]),
    ".generator",
)
add(
    "person.married",
    "lossy casts",
    "one truth is 'maybe'",
    cell("person.married", 1, lambda t: "maybe"),
    ".type",
)
add(
    "person.married",
    "shares of choices",
    "60 % are married",
    cell("person.married", 0.27, lambda t: "true"),
    ".generator",
)
add(
    "person.height",
    "NaN and infinities",
    "one height is NaN",
    cell("person.height", 1, lambda t: "NaN"),
    "constraints.ranges.1",
)
add(
    "person.height",
    "NaN and infinities",
    "one height is inf",
    cell("person.height", 1, lambda t: "inf"),
    "constraints.ranges.1",
)
add(
    "person.height",
    "lossy casts",
    "one height has a unit",
    cell("person.height", 1, lambda t: t + " cm"),
    ".type",
)
add(
    "person.(height,weight)",
    "correlation removed",
    "weights are shuffled",
    shuffled("weight"),
    "nodes.person.correlations.0",
)
add(
    "person.(height,weight)",
    "correlation removed",
    "a fifth of the weights is shuffled",
    shuffled("weight", 0.2),
    "nodes.person.correlations.0",
)
add(
    "person.weight",
    "wrong laws",
    "weights are whole",
    cell("person.weight", None, lambda t: str(round(float(t)))),
    ".generator",
)
add(
    "person.district",
    "lossy casts",
    "one district has four signs",
    cell("person.district", 1, lambda t: "MITT"),
    ".type",
)
add(
    "person.district",
    "values that are not listed",
    "one district has a blank behind",
    cell("person.district", 1, lambda t: t + " "),
    "constraints.foreign_keys.0",
)
add(
    "person.title",
    "carried values",
    "one title is that of another district",
    cell("person.title", 1, lambda t: "Osten" if t != "Osten" else "Mitte"),
    ".generator",
)
add(
    "person.code",
    "text look-alikes",
    "one code has a Cyrillic А",
    cell("person.code", 1, lambda t: "А" + t[1:]),
    "constraints.pattern.0",
)
add(
    "person.code",
    "text look-alikes",
    "one code has nine signs",
    cell("person.code", 1, lambda t: t + "0"),
    "constraints.pattern.0",
)
add(
    "person.code",
    "text look-alikes",
    "one code has a line feed behind",
    cell("person.code", 1, lambda t: f'"{t}\n"'),
    "constraints.pattern.0",
)
add(
    "person.name",
    "encodings",
    "one name has a NUL",
    cell("person.name", 1, lambda t: t + "\0"),
    ".generator",
)
add(
    "person.name",
    "encodings",
    "all names are damaged by a wrong character set",
    cell("person.name", None, lambda t: t.encode().decode("latin-1")),
    ".generator",
)
add(
    "person.street",
    "encodings",
    "one street has damaged letters",
    cell("person.street", 1, lambda t: "MÃ¼hlenweg 3"),
    ".generator",
)
add(
    "person.street",
    "text look-alikes",
    "every street is a house number",
    cell("person.street", None, lambda t: t.strip('"').split()[-1]),
    ".generator",
)
add(
    "person.name",
    "wrong locale",
    "names are English",
    cell("person.name", None, lambda t: "John Smith"),
    ".generator",
)
add(
    "person",
    "encodings",
    "the file is Latin-1",
    file_bytes("person", lambda b: b.decode().encode("latin-1", "replace")),
    "nodes.person",
)
add(
    "person",
    "encodings",
    "the file is UTF-16",
    file_bytes("person", lambda b: b.decode().encode("utf-16")),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "the file ends in the middle",
    file_bytes("person", lambda b: b[: len(b) // 2]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "the last line is cut",
    file_bytes("person", lambda b: b[:-30]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "one line lacks its last fields",
    lines(lambda rows, rng: [*rows[:500], ",".join(rows[500].split(",")[:5]), *rows[501:]]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "one line has a field more",
    lines(lambda rows, rng: [*rows[:500], rows[500] + ",x", *rows[501:]]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "one quote is not closed",
    lines(lambda rows, rng: [*rows[:500], rows[500].replace(",", ',"', 1), *rows[501:]]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "a line with names stands in the middle",
    file_text("person", lambda t: t.replace("\n5000,", "\n" + t.split("\n")[0] + "\n5000,", 1)),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "the line with names is missing",
    file_text("person", lambda t: t.split("\n", 1)[1]),
    "nodes.person",
)
add(
    "person",
    "truncated and lost data",
    "every second line is lost",
    lines(lambda rows, rng: rows[::2]),
    "nodes.person.rows",
)
add(
    "person",
    "empty tables",
    "the file has no line",
    file_bytes("person", lambda b: b""),
    "nodes.person",
)
add(
    "person",
    "empty tables",
    "the file has only names",
    file_text("person", lambda t: t.split("\n")[0] + "\n"),
    "nodes.person.rows",
)
add(
    "person.age",
    "renamed, missing and added columns",
    "age is called Age",
    file_text("person", lambda t: t.replace(",age,", ",Age,", 1)),
    "nodes.person.columns",
)
add(
    "person.(age,height)",
    "swapped columns or rows",
    "the names of age and height are exchanged",
    file_text("person", lambda t: t.replace("age,income,height", "height,income,age", 1)),
    "nodes.person.columns.age",
)
add(
    "person.moved",
    "missing weekends",
    "nobody moves at weekends",
    cell("person.moved", None, no_weekends),
    ".generator",
)
add(
    "person",
    "extra files",
    "a second file has rows that come twice",
    in_folder(
        lambda path: (path / "person/part-00001.csv").write_text(
            "\n".join((path / "person/part-00000.csv").read_text().split("\n")[:101]) + "\n"
        )
    ),
    "nodes.person.pk",
)
