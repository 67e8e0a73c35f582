"""Screenings and tickets in several files: files that differ from the others, lists of files."""

import json
import shutil

import numpy as np
import pyarrow as pa

from mutations.case import Cases
from mutations.damage import (
    at,
    draw,
    drop,
    edit,
    file_bytes,
    forge,
    in_folder,
    null,
    part,
    put,
)
from mutations.folder import read_table, write_table
from mutations.rows import equal, every, first, hour

cinema = Cases("cinema", "--part-rows", "9000")
CASES = [cinema]


def with_column(name, change):
    """change(array) gives another array for one column of a table."""

    def apply(table):
        index = table.schema.get_field_index(name)
        return table.set_column(index, name, change(table.column(name).combine_chunks()))

    return apply


def metadata(change):
    """change(metadata) changes what the run has noted."""

    def action(folder):
        path = folder.path / ".metadata.json"
        noted = json.loads(path.read_text())
        change(noted)
        path.write_text(json.dumps(noted))

    return action


def listing(change):
    """change(lines) gives other lines of the list of files."""

    def action(folder):
        path = folder.path / ".files.xxh128"
        path.write_text("\n".join(change(path.read_text().splitlines())) + "\n")

    return action


def file_of(number):
    return f"ticket/part-{number:05d}.parquet"


def with_a_column_more(table):
    return table.append_column("row", table.column("seat"))


def other_part(path):
    """The second file is a copy of the first."""
    shutil.copy(path / file_of(0), path / file_of(1))


def swapped_parts(path):
    """Tickets of two files are exchanged between the columns tariff and price of one of them."""
    table = read_table(path / file_of(1))
    tariff = table.column("tariff").combine_chunks()
    rows = pa.array(np.roll(np.arange(len(table)), 1))
    write_table(table.set_column(2, "tariff", tariff.take(rows)), path / file_of(1))


def paid(frame):
    rows = every(2, equal("tariff", "free"))(frame)
    frame.put("tariff", np.where(rows, "half", frame.values("tariff")))
    frame.put("price", np.where(rows, 575, frame.values("price")))


def forged_rating(folder):
    """The statistics of the only file that is left say that no rating is beyond 5."""
    put("ticket.rating", 1, 6)(folder)
    forge("ticket", b"\x18\x04\x06\0\0\0", b"\x18\x04\x05\0\0\0")(folder)


def forget(folder):
    (folder.path / file_of(3)).unlink()
    listing(lambda lines: [line for line in lines if file_of(3) not in line])(folder)


add = cinema.add
add(
    "ticket.price",
    "types",
    "prices of the second file are doubles",
    part("ticket", 1, with_column("price", lambda a: a.cast("float64"))),
    ".type",
)
add(
    "ticket.seat",
    "types",
    "seats of the second file are texts",
    part("ticket", 1, with_column("seat", lambda a: a.cast("string"))),
    ".type",
)
add(
    "ticket.scanned",
    "types",
    "truths of the second file are numbers",
    part("ticket", 1, with_column("scanned", lambda a: a.cast("int8"))),
    ".type",
)
add(
    "ticket.price",
    "types",
    "prices of the second file have four digits behind the point",
    part("ticket", 1, with_column("price", lambda a: a.cast(pa.decimal128(9, 4)))),
    ".type",
)
add(
    "ticket.rating",
    "renamed, missing and added columns",
    "rating is missing in the second file",
    part("ticket", 1, lambda t: t.drop_columns(["rating"])),
    "nodes.ticket.columns",
)
add(
    "ticket.rating",
    "renamed, missing and added columns",
    "rating is called Rating in the last file",
    part(
        "ticket",
        -1,
        lambda t: t.rename_columns([n.replace("rating", "Rating") for n in t.column_names]),
    ),
    "nodes.ticket.columns",
)
add(
    "ticket",
    "renamed, missing and added columns",
    "the second file has a column more",
    part("ticket", 1, with_a_column_more),
    "nodes.ticket.columns",
)
add(
    "ticket.(tariff,price)",
    "swapped columns or rows",
    "tariffs of the second file are those of the row before",
    in_folder(swapped_parts),
    "rules.0",
)
add(
    "ticket",
    "truncated and lost data",
    "the last file is missing",
    in_folder(lambda path: (path / file_of(3)).unlink()),
    "nodes.ticket.fanout",
)
add(
    "ticket",
    "truncated and lost data",
    "the second file is cut to a half",
    file_bytes("ticket", lambda b: b[: len(b) // 2], 1),
    "nodes.ticket",
)
add(
    "ticket",
    "truncated and lost data",
    "the second file lacks its last byte",
    file_bytes("ticket", lambda b: b[:-1], 1),
    "nodes.ticket",
)
add(
    "ticket",
    "truncated and lost data",
    "the second file is empty",
    file_bytes("ticket", lambda b: b"", 1),
    "nodes.ticket",
)
add(
    "ticket",
    "truncated and lost data",
    "the second file has no row",
    part("ticket", 1, lambda t: t.slice(0, 0)),
    "nodes.ticket.fanout",
)
add(
    "ticket",
    "truncated and lost data",
    "bytes in the middle of the second file are zeros",
    file_bytes("ticket", lambda b: b[:2000] + b"\0" * 3000 + b[5000:], 1),
    "nodes.ticket",
)
add(
    "ticket",
    "duplicated blocks",
    "the second file is a copy of the first",
    in_folder(other_part),
    "nodes.ticket.pk",
)
add(
    "ticket",
    "extra files",
    "the first file is there a second time",
    in_folder(lambda path: shutil.copy(path / file_of(0), path / file_of(9))),
    "nodes.ticket.pk",
)
add(
    "ticket",
    "extra files",
    "a text lies among the files",
    in_folder(lambda path: (path / "ticket/notes.txt").write_text("do not use")),
    "nodes.ticket",
)
add(
    "ticket",
    "extra files",
    "a file of another format has tickets again",
    in_folder(
        lambda path: (path / "ticket/part-00009.csv").write_text(
            "screening_id,seat,tariff,price,scanned,rating\n1,1,full,11.50,true,\n"
        )
    ),
    "nodes.ticket",
)
add(
    "ticket.rating",
    "NaN and infinities",
    "one rating is 6, and the footer says 5",
    forged_rating,
    "constraints.ranges.0",
)
add(
    "ticket.rating",
    "ranges by one unit",
    "one rating is 6",
    put("ticket.rating", 1, 6),
    "constraints.ranges.0",
)
add(
    "ticket.rating",
    "nulls beyond and below the share",
    "72 % have no rating",
    null("ticket.rating", 0.02),
    ".null_rate",
)
add(
    "ticket.rating",
    "shares of choices",
    "a tenth of the fives is a one",
    put("ticket.rating", every(10, lambda f: ~f.nulls("rating") & (f.values("rating") == 5)), 1),
    ".generator",
)
add(
    "ticket.price",
    "combinations",
    "one half ticket costs 11.50",
    put("ticket.price", first(equal("tariff", "half")), 1150),
    "rules.0",
)
add(
    "ticket.price",
    "combinations",
    "all full tickets cost 11.00",
    put("ticket.price", equal("tariff", "full"), 1100),
    "rules.0",
)
add(
    "ticket.tariff",
    "shares of choices",
    "half of the free tickets is of half the price",
    edit("ticket", lambda f, rng: paid(f)),
    ".generator",
)
add(
    "ticket.scanned",
    "shares of choices",
    "4 % in place of 3 % are not scanned",
    put("ticket.scanned", every(100, equal("scanned", True)), False),
    ".generator",
)
add(
    "ticket.screening_id",
    "orphans",
    "one screening is missing",
    drop("screening", equal("id", 900)),
    "nodes.screening",
)
add(
    "ticket.seat",
    "gaps in sequences",
    "seats are even",
    at("ticket.seat", None, lambda v: v * 2),
    ".generator",
)
add(
    "screening.begins",
    "seasons flattened",
    "one screening begins at 4:30",
    at("screening.begins", 1, lambda v: v - hour(v) * 3_600_000_000 + 4 * 3_600_000_000),
    ".generator",
)
add(
    "screening.begins",
    "off-grid times",
    "screenings begin at ten past",
    at("screening.begins", None, lambda v: v + 600_000_000),
    ".generator",
)
add(
    "screening.minutes",
    "wrong laws",
    "films are uniform from 75 to 195",
    draw("screening.minutes", None, lambda v, rng: rng.integers(75, 196, len(v))),
    ".generator",
)
add(
    "screening.minutes",
    "ranges by one unit",
    "one film takes 196 minutes",
    put("screening.minutes", 1, 196),
    "constraints.ranges.1",
)
add(
    "screening.hall_id",
    "skewed picks",
    "nothing is shown in two halls",
    at("screening.hall_id", None, lambda v: np.minimum(v, 6)),
    ".generator",
)
add(
    "hall.name",
    "values that are not listed",
    "one hall is called Star",
    put("hall.name", 1, "Star"),
    ".generator",
)
add(
    "hall.name",
    "duplicate keys",
    "two halls have the first name",
    put("hall.name", equal("id", 2), "Astra"),
    ".generator",
)
add(
    "ticket",
    "metadata and lists of files",
    "the list has another digest for one file",
    listing(lambda lines: ["0" * 32 + lines[0][32:], *lines[1:]]),
    "nodes.hall",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the list lacks a file that is there",
    listing(lambda lines: [line for line in lines if file_of(1) not in line]),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the list names a file that is not there",
    listing(lambda lines: [*lines, "1" * 32 + "  ticket/part-00007.parquet"]),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "one price is changed, the list stays",
    put("ticket.price", first(equal("tariff", "full")), 575),
    "rules.0",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the metadata say ten rows more",
    metadata(
        lambda noted: noted["tables"]["ticket"].update(rows=noted["tables"]["ticket"]["rows"] + 10)
    ),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the metadata lack the table",
    metadata(lambda noted: noted["tables"].pop("ticket")),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the metadata are of another spec",
    metadata(lambda noted: noted.update(spec_sha256="0" * 64, name="opera")),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the metadata have another content hash",
    metadata(lambda noted: noted["tables"]["ticket"].update(content_hash="xxh3:" + "0" * 32)),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the metadata are no JSON",
    in_folder(lambda path: (path / ".metadata.json").write_text("{")),
    "nodes.ticket",
    lists=True,
)
add(
    "ticket",
    "metadata and lists of files",
    "the last file is gone, from the list too",
    forget,
    "nodes.ticket",
    lists=True,
)
