"""Pieces and tickets as JSON lines: arrays, JSON, bytes, decimals beyond a double."""

import json

from mutations.case import Cases
from mutations.damage import file_bytes, file_text, in_folder, member

museum = Cases("museum", "--format", "jsonl")
CASES = [museum]


def second_part(path):
    lines = (path / "piece/part-00000.jsonl").read_text().split("\n")[:50]
    (path / "piece/part-00001.jsonl").write_text("\n".join(lines) + "\n")


def without_member(text, name):
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        del line[name]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


add = museum.add
add(
    "piece.colours",
    "array lengths",
    "one piece has five colours",
    member("piece.colours", 1, lambda v: ["red"] * 5),
    ".length",
)
add(
    "piece.colours",
    "array lengths",
    "one piece has no colour",
    member("piece.colours", 1, lambda v: []),
    ".length",
)
add(
    "piece.colours",
    "values that are not listed",
    "one colour is green",
    member("piece.colours", 1, lambda v: ["green"]),
    ".generator",
)
add(
    "piece.colours",
    "values that are not listed",
    "one array has a null",
    member("piece.colours", 1, lambda v: ["red", None]),
    ".generator",
)
add(
    "piece.colours",
    "constant columns",
    "every piece is red",
    member("piece.colours", None, lambda v: ["red"]),
    ".generator",
)
add(
    "piece.colours",
    "types",
    "one array is a text",
    member("piece.colours", 1, lambda v: "red"),
    ".type",
)
add(
    "piece.sizes",
    "ranges by one unit",
    "one size is 301",
    member("piece.sizes", 1, lambda v: [301, *v[1:]]),
    ".generator",
)
add(
    "piece.sizes",
    "ranges by one unit",
    "one size is 9",
    member("piece.sizes", 1, lambda v: [9, *v[1:]]),
    ".generator",
)
add(
    "piece.sizes",
    "array lengths",
    "one piece has one size",
    member("piece.sizes", 1, lambda v: v[:1]),
    ".length",
)
add(
    "piece.sizes",
    "wrong laws",
    "sizes are all below 100",
    member("piece.sizes", None, lambda v: [size % 90 + 10 for size in v]),
    ".generator",
)
add(
    "piece.sizes",
    "lossy casts",
    "one size has a fraction",
    member("piece.sizes", 1, lambda v: [v[0] + 0.5, *v[1:]]),
    ".type",
)
add(
    "piece.sizes",
    "lossy casts",
    "one size is a text",
    member("piece.sizes", 1, lambda v: [*v[1:], "large"]),
    ".type",
)
add(
    "piece.id",
    "lossy casts",
    "one number has a fraction",
    member("piece.id", 1, lambda v: v + 0.5),
    ".type",
)
add(
    "piece.id",
    "gaps in sequences",
    "one number is no step",
    member("piece.id", 1, lambda v: v + 1),
    ".generator",
)
add(
    "piece.title",
    "text look-alikes",
    "one title has 51 signs",
    member("piece.title", 1, lambda v: "m" * 51),
    ".type",
)
add(
    "piece.title",
    "text look-alikes",
    "one title has nine signs",
    member("piece.title", 1, lambda v: "neuf mots"),
    ".generator",
)
add(
    "piece.title",
    "text look-alikes",
    "titles are the letter m",
    member("piece.title", None, lambda v: "m" * len(v)),
    ".generator",
)
add(
    "piece.meta",
    "text look-alikes",
    "one JSON is that of another piece",
    member("piece.meta", 1, lambda v: "inv-7"),
    ".generator",
)
add(
    "piece.tint",
    "text look-alikes",
    "one tint has a letter g",
    member("piece.tint", 1, lambda v: v[:-1] + "g"),
    "constraints.pattern.0",
)
add(
    "piece.tint",
    "text look-alikes",
    "tints have three digits",
    member("piece.tint", None, lambda v: v[:4]),
    "constraints.pattern.0",
)
add(
    "piece.artist",
    "wrong locale",
    "artists are Korean",
    member("piece.artist", None, lambda v: "김민준"),
    ".generator",
)
add(
    "piece.artist",
    "text look-alikes",
    "artists are tints",
    member("piece.artist", None, lambda v: "#a0b0c0"),
    ".generator",
)
add(
    "piece.value",
    "lossy casts",
    "one value has seven digits behind the point",
    member("piece.value", 1, lambda v: round(v) + 0.1234567),
    ".type",
)
add(
    "piece.value",
    "ranges by one unit",
    "one value is 99.999",
    member("piece.value", 1, lambda v: 99.999),
    ".generator",
)
add(
    "piece.value",
    "wrong laws",
    "values are whole thousands",
    member("piece.value", None, lambda v: round(v, -3) + 1000 * (v < 500)),
    ".generator",
)
add(
    "piece.digest",
    "text look-alikes",
    "one digest is not hexadecimal",
    member("piece.digest", 1, lambda v: "xyz"),
    ".type",
)
add(
    "piece.digest",
    "text look-alikes",
    "digests have half their bytes",
    member("piece.digest", None, lambda v: v[:16]),
    ".generator",
)
add(
    "piece.loaned",
    "shares of choices",
    "13 % are on loan",
    member("piece.loaned", 0.033, lambda v: True),
    ".generator",
)
add(
    "piece.loaned", "lossy casts", "one truth is 2", member("piece.loaned", 1, lambda v: 2), ".type"
)
add(
    "ticket.id",
    "duplicate keys",
    "two tickets have one id",
    member("ticket.id", 2, lambda v: "6e2f7fda-5c6a-4f46-bf2c-111111111111"),
    "nodes.ticket.pk",
)
add(
    "ticket.id",
    "lossy casts",
    "one id has no dashes and a letter too many",
    member("ticket.id", 1, lambda v: v.replace("-", "") + "a"),
    ".type",
)
add(
    "ticket.sold",
    "time zones",
    "times are two hours late",
    member("ticket.sold", None, lambda v: v.replace("Z", "-02:00")),
    ".generator",
)
add(
    "ticket.sold",
    "lossy casts",
    "one time is a date",
    member("ticket.sold", 1, lambda v: v[:10]),
    ".generator",
)
add(
    "ticket.sold",
    "seasons flattened",
    "one ticket is sold at midnight",
    member("ticket.sold", 1, lambda v: v[:11] + "00:30:00Z"),
    ".generator",
)
add(
    "ticket.sold",
    "seasons flattened",
    "tickets of four o'clock are sold at nine",
    member("ticket.sold", None, lambda v: v.replace("T16:", "T09:")),
    ".generator",
)
add(
    "ticket.piece_id",
    "orphans",
    "one piece is not there",
    member("ticket.piece_id", 1, lambda v: v + 50),
    "constraints.foreign_keys.0",
)
add(
    "ticket.piece_id",
    "skewed picks",
    "all tickets are for the first ten pieces",
    member("ticket.piece_id", None, lambda v: v // 100 % 10 * 100 + 100),
    ".generator",
)
add(
    "ticket.piece_id",
    "nulls beyond and below the share",
    "22 % are null",
    file_text("ticket", lambda t: t.replace('"piece_id":null', '"piece_id":100', 300)),
    ".null_rate",
)
add(
    "ticket.price",
    "shares of choices",
    "a tenth of the free tickets costs 12",
    file_text("ticket", lambda t: t.replace('"price":0,', '"price":12,', 100)),
    ".generator",
)
add(
    "ticket.price",
    "shares of choices",
    "a third of the free tickets costs 12",
    file_text("ticket", lambda t: t.replace('"price":0,', '"price":12,', 333)),
    ".generator",
)
add(
    "ticket.price",
    "values that are not listed",
    "one price is 8.51",
    member("ticket.price", 1, lambda v: 8.51),
    ".generator",
)
add(
    "ticket.price",
    "lossy casts",
    "one price is 'free'",
    member("ticket.price", 1, lambda v: "free"),
    ".type",
)
add(
    "ticket.lang",
    "shares of choices",
    "half of the Italian tickets is German",
    file_text("ticket", lambda t: t.replace('"lang":"it"', '"lang":"de"', 250)),
    ".generator",
)
add(
    "ticket.opinion",
    "null keys and nulls",
    "opinions that are null are 'null'",
    file_text("ticket", lambda t: t.replace('"opinion":null', '"opinion":"null"')),
    ".null_rate",
)
add(
    "ticket.opinion",
    "text look-alikes",
    "opinions are one word",
    member("ticket.opinion", None, lambda v: "bon"),
    ".generator",
)
add(
    "ticket",
    "truncated and lost data",
    "the last object is cut",
    file_bytes("ticket", lambda b: b[:-40]),
    "nodes.ticket",
)
add(
    "ticket",
    "truncated and lost data",
    "one line is no JSON",
    file_text("ticket", lambda t: t.replace("{", "<", 1)),
    "nodes.ticket",
)
add(
    "ticket.lang",
    "renamed, missing and added columns",
    "lang is missing",
    file_text("ticket", lambda t: without_member(t, "lang")),
    "nodes.ticket.columns",
)
add(
    "ticket.lang",
    "renamed, missing and added columns",
    "lang is called Lang",
    file_text("ticket", lambda t: t.replace('"lang"', '"Lang"')),
    "nodes.ticket.columns",
)
add(
    "ticket.lang",
    "renamed, missing and added columns",
    "one object lacks lang",
    file_text("ticket", lambda t: t.replace(',"lang":"fr"', "", 1)),
    "nodes.ticket.columns.lang",
)
add(
    "piece",
    "extra files",
    "a second file has fifty pieces again",
    in_folder(second_part),
    "nodes.piece.pk",
)
