"""Pay slips as CSV: formulas to the cent over several columns, months as steps, quoted texts."""

from mutations.case import Cases
from mutations.damage import cell, file_text, in_folder
from mutations.folder import raw_fields

payroll = Cases("payroll", "--format", "csv")
CASES = [payroll]


def cents(text, more):
    """A decimal with so many hundredths more."""
    value = round(float(text) * 100) + more
    return (
        f"{value // 100}.{value % 100:02d}"
        if value >= 0
        else f"-{-value // 100}.{-value % 100:02d}"
    )


def paid(column, share, more):
    """Gives a share of the slips more, so that gross, tax and net still agree."""

    def action(folder):
        head, *rows = folder.lines("slip")
        names = head.split(",")
        fields = [raw_fields(row) for row in rows]
        at = {name: names.index(name) for name in names}
        for row in folder.rng.choice(len(rows), round(share * len(rows)), replace=False):
            line = fields[row]
            line[at[column]] = cents(line[at[column]] or "0", more)
            bonus = line[at["bonus"]] or "0"
            gross = sum(
                round(float(t) * 100) for t in (line[at["base"]], line[at["overtime"]], bonus)
            )
            tax = round(gross * 0.2375)
            for name, value in (("gross", gross), ("tax", tax), ("net", gross - tax)):
                line[at[name]] = cents("0", value)
        folder.write_lines("slip", [head, *(",".join(line) for line in fields)])

    return action


def slips(change):
    def action(folder):
        head, *rows = folder.lines("slip")
        fields = [raw_fields(row) for row in rows]
        change(fields, head.split(","), folder.rng)
        folder.write_lines("slip", [head, *(",".join(line) for line in fields)])

    return action


def note_without_bonus(folder):
    def change(fields, names, rng):
        line = next(line for line in fields if line[names.index("bonus")] == "")
        line[names.index("note")] = "target"

    slips(change)(folder)


def more_bonuses(folder, share):
    """Gives a share of all slips a bonus, with a note, and all that follows."""

    def change(fields, names, rng):
        empty = [row for row, line in enumerate(fields) if line[names.index("bonus")] == ""]
        for row in rng.choice(empty, round(share * len(fields)), replace=False):
            fields[row][names.index("bonus")] = cents("0", int(rng.integers(10_000, 200_001)))
            fields[row][names.index("note")] = "target"

    slips(change)(folder)
    paid("base", 1.0, 0)(folder)


def regrade(folder):
    """Workers of the highest grade get the one below, base and slips with it."""
    head, *rows = folder.lines("worker")
    fields = [raw_fields(row) for row in rows]
    highest = [line for line in fields if line[2] == "5"]
    moved = {line[0] for line in highest[::2]}
    for line in fields:
        if line[0] in moved:
            line[2], line[3] = "4", cents("0", 180_000 + 4 * 65_050)
    folder.write_lines("worker", [head, *(",".join(line) for line in fields)])

    def change(slip_fields, names, rng):
        for line in slip_fields:
            if line[0] in moved:
                base = 180_000 + 4 * 65_050
                hours = max(round(float(line[3]) * 100) - 16_000, 0)
                line[2] = cents("0", base)
                line[4] = cents("0", round(hours * base / 16_000 * 1.25 / 100 * 100) // 1)

    slips(change)(folder)
    paid("base", 1.0, 0)(folder)


add = payroll.add
add(
    "slip.net",
    "broken formulas",
    "one net is a cent more",
    cell("slip.net", 1, lambda t: cents(t, 1)),
    "rules.0",
)
add(
    "slip.tax",
    "broken formulas",
    "a tenth of the taxes is a cent less",
    cell("slip.tax", 0.1, lambda t: cents(t, -1)),
    ".generator",
)
add(
    "slip.gross",
    "broken formulas",
    "one gross is without the bonus",
    cell("slip.gross", 1, lambda t: cents(t, -10000)),
    ".generator",
)
add(
    "slip.overtime",
    "broken formulas",
    "overtime is a cent more in 1 % of the slips, and all that follows",
    paid("overtime", 0.01, 1),
    ".generator",
)
add(
    "slip.base",
    "carried values",
    "one slip has 100 more than the worker's base, and all that follows",
    paid("base", 0.0001, 10000),
    ".generator",
)
add(
    "worker.base",
    "broken formulas",
    "one worker has a base of another grade",
    cell("worker.base", 1, lambda t: cents(t, 65050)),
    ".generator",
)
add(
    "worker.code",
    "broken formulas",
    "one code has another number",
    cell("worker.code", 1, lambda t: "w-099999"),
    ".generator",
)
add(
    "worker.code",
    "text look-alikes",
    "codes have no zeros",
    cell("worker.code", None, lambda t: t.replace("w-0", "w-")),
    ".generator",
)
add(
    "worker.code",
    "duplicate keys",
    "two workers have one code",
    cell("worker.code", 2, lambda t: "w-040001"),
    ".unique",
)
add("worker.grade", "shares of choices", "a third of grade 5 is grade 4", regrade, ".generator")
add(
    "worker.grade",
    "values that are not listed",
    "one grade is 6",
    cell("worker.grade", 1, lambda t: "6"),
    ".generator",
)
add(
    "worker.grade",
    "lossy casts",
    "one grade is 2.4",
    cell("worker.grade", 1, lambda t: "2.4"),
    ".type",
)
add(
    "slip.hours",
    "ranges by one unit",
    "one slip has 220.01 hours",
    cell("slip.hours", 1, lambda t: "220.01"),
    "constraints.ranges.0",
)
add(
    "slip.hours",
    "lossy casts",
    "one slip has 160.005 hours",
    cell("slip.hours", 1, lambda t: "160.005"),
    ".type",
)
add(
    "slip.month",
    "off-grid times",
    "one month begins on the second",
    cell("slip.month", 1, lambda t: t[:-1] + "2"),
    ".generator",
)
add(
    "slip.month",
    "lossy casts",
    "one month has a time of the day",
    cell("slip.month", 1, lambda t: t + " 00:00:01"),
    ".type",
)
add(
    "slip.month",
    "parts of the time frame",
    "December is called December of 2023",
    cell("slip.month", None, lambda t: t.replace("2024-12", "2023-12")),
    ".generator",
)
add(
    "slip.month",
    "duplicate keys",
    "one worker has March twice",
    file_text("slip", lambda t: t.replace("40001,2024-04-01", "40001,2024-03-01", 1)),
    "nodes.slip.pk",
)
add(
    "slip.bonus",
    "nulls beyond and below the share",
    "88 % have no bonus",
    lambda folder: more_bonuses(folder, 0.02),
    ".null_rate",
)
add(
    "slip.bonus",
    "ranges by one unit",
    "one bonus is 2,000.01",
    cell("slip.bonus", 1, lambda t: "2000.01"),
    ".generator",
)
add(
    "slip.note",
    "nulls where rules switch off",
    "one slip without a bonus has a note",
    note_without_bonus,
    "rules.1",
)
add(
    "slip.note",
    "values that are not listed",
    "one note lacks its quotes",
    cell("slip.note", 1, lambda t: "thanks"),
    ".generator",
)
add(
    "slip.note",
    "values that are not listed",
    "commas in notes are semicolons",
    cell("slip.note", None, lambda t: t.replace("night, shift", "night; shift")),
    ".generator",
)
add(
    "slip.note",
    "null keys and nulls",
    "notes that are null are empty texts",
    cell("slip.note", None, lambda t: t or '""'),
    ".null_when",
)
add(
    "slip.sick_days",
    "wrong laws",
    "nobody is sick for more than two days",
    cell("slip.sick_days", None, lambda t: str(min(int(t), 2))),
    ".generator",
)
add(
    "slip.sick_days",
    "wrong laws",
    "a tenth of those who were never sick was for a day",
    cell("slip.sick_days", 0.1, lambda t: "1" if t == "0" else t),
    ".generator",
)
add(
    "slip.sick_days",
    "lossy casts",
    "one slip has -0.4 sick days",
    cell("slip.sick_days", 1, lambda t: "-0.4"),
    ".type",
)
add(
    "slip",
    "truncated and lost data",
    "one slip is lost",
    file_text("slip", lambda t: t[: t.rstrip("\n").rfind("\n") + 1]),
    "nodes.slip.fanout",
)
add(
    "slip",
    "encodings",
    "the decimal sign is a comma, the delimiter a semicolon",
    file_text("slip", lambda t: t.replace(",", ";").replace(".", ",")),
    "nodes.slip",
)
add(
    "slip.worker_id",
    "orphans",
    "one slip's worker is not there",
    cell("slip.worker_id", 1, lambda t: "50000"),
    "constraints.foreign_keys.0",
)
add(
    "slip.worker_id",
    "null keys and nulls",
    "one slip has no worker",
    cell("slip.worker_id", 1, lambda t: ""),
    ".nullable",
)
add(
    "worker",
    "missing tables and rows",
    "the folder of workers is empty",
    in_folder(lambda path: (path / "worker/part-00000.csv").unlink()),
    "nodes.worker",
)
