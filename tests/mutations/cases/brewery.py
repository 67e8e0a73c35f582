"""Batches in folders by site: folders that say another value, files of two sites."""

import shutil

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mutations.case import Cases
from mutations.damage import in_folder, put
from mutations.folder import read_table, write_table
from mutations.frame import Frame

brewery = Cases("brewery", "--partition-by", "site")
CASES = [brewery]


def path_of(path, site):
    return path / f"batch/site={site}/part-00000.parquet"


def of_site(site, change):
    """change(frame, rng) changes the batches of one site."""

    def action(folder):
        path = path_of(folder.path, site)
        frame = Frame(read_table(path))
        change(frame, folder.rng)
        write_table(frame.table, path)

    return action


def column(site, name, change):
    return of_site(site, lambda frame, rng: frame.put(name, change(frame.values(name))))


def with_site(value):
    """The files have a column of their own that says another site than the folder."""

    def apply(frame, rng):
        frame.table = frame.table.append_column("site", pa.array([value] * len(frame)))

    return of_site("KU", apply)


def exchange(path):
    held = path / "batch/held"
    shutil.move(path / "batch/site=BA", held)
    shutil.move(path / "batch/site=PI", path / "batch/site=BA")
    shutil.move(held, path / "batch/site=PI")


def rename_folder(old, new):
    return in_folder(lambda path: shutil.move(path / f"batch/{old}", path / f"batch/{new}"))


def one_of_ten_moves(path):
    """A tenth of the batches of BA lies in the folder of PI."""
    table = read_table(path_of(path, "BA"))
    moved = table.slice(0, len(table) // 10)
    write_table(table.slice(len(table) // 10), path_of(path, "BA"))
    pq.write_table(moved, path / "batch/site=PI/part-00001.parquet")


add = brewery.add
add(
    "batch.site",
    "partitions",
    "the folder of PI is called site=XX",
    rename_folder("site=PI", "site=XX"),
    "constraints.foreign_keys.0",
)
add(
    "batch.site",
    "partitions",
    "the folder of PI is called that of nulls",
    rename_folder("site=PI", "site=__HIVE_DEFAULT_PARTITION__"),
    ".nullable",
)
add(
    "batch.site",
    "partitions",
    "the folders of BA and PI are exchanged",
    in_folder(exchange),
    ".generator",
)
add(
    "batch.site",
    "partitions",
    "a tenth of the batches of BA lies in the folder of PI",
    in_folder(one_of_ten_moves),
    ".generator",
)
add(
    "batch.site",
    "partitions",
    "the folder of KU is missing",
    in_folder(lambda path: shutil.rmtree(path / "batch/site=KU")),
    "nodes.batch.rows",
)
add(
    "batch.site",
    "partitions",
    "the folder's name is Site=KU",
    rename_folder("site=KU", "Site=KU"),
    "nodes.batch.columns",
)
add(
    "batch.site",
    "partitions",
    "files of KU have a column that says BA",
    with_site("BA"),
    "nodes.batch.columns.site",
)
add(
    "batch.style",
    "partitions",
    "a folder style=ale overwrites the styles of KU",
    in_folder(
        lambda path: (
            (path / "batch/site=KU/style=ale").mkdir()
            or shutil.move(path_of(path, "KU"), path / "batch/site=KU/style=ale/part-00000.parquet")
        )
    ),
    ".generator",
)
add(
    "batch.plato",
    "partitions",
    "a folder plato=99 overwrites the numbers of PI",
    in_folder(
        lambda path: (
            (path / "batch/site=PI/plato=99").mkdir()
            or shutil.move(path_of(path, "PI"), path / "batch/site=PI/plato=99/part-00000.parquet")
        )
    ),
    "constraints.ranges.0",
)
add(
    "batch.site",
    "partitions",
    "the files of PI lie in no folder",
    in_folder(lambda path: shutil.move(path_of(path, "PI"), path / "batch/part-00000.parquet")),
    "nodes.batch.columns",
)
add(
    "batch.tanks",
    "carried values",
    "batches of KU have 9 tanks",
    column("KU", "tanks", lambda v: v * 0 + 9),
    ".generator",
)
add(
    "batch.style",
    "shares of choices",
    "styles of BA are those of KU",
    column(
        "BA", "style", lambda v: np.where((v == "ale") & (np.arange(len(v)) % 6 > 0), "lager", v)
    ),
    ".generator",
)
add(
    "batch.style",
    "shares of choices",
    "a third of the stout of PI is ale",
    column(
        "PI", "style", lambda v: np.where((v == "stout") & (np.arange(len(v)) % 3 == 0), "ale", v)
    ),
    ".generator",
)
add(
    "batch.style",
    "values that are not listed",
    "one style is 'Ale'",
    column("PI", "style", lambda v: np.where(np.cumsum(v == "ale") == 1, "Ale", v)),
    ".generator",
)
add(
    "batch.litres",
    "shifted means",
    "batches of PI have 3,000 litres more",
    column("PI", "litres", lambda v: v + 3000),
    ".generator",
)
add(
    "batch.litres",
    "mixtures of the same mean",
    "BA has 1,000 litres more, KU and PI as much less",
    lambda folder: [
        column(s, "litres", lambda v, more=more: v + more)(folder)
        for s, more in (("BA", 1000), ("KU", -1000), ("PI", -1000))
    ],
    ".generator",
)
add(
    "batch.litres",
    "few distinct values",
    "litres of all sites are whole thousands",
    lambda folder: [
        column(s, "litres", lambda v: np.rint(v / 1000) * 1000)(folder) for s in ("BA", "KU", "PI")
    ],
    ".generator",
)
add(
    "batch.plato",
    "ranges by one unit",
    "one batch of KU has 18.1",
    column("KU", "plato", lambda v: np.where(np.arange(len(v)) == 3, 181, v)),
    "constraints.ranges.0",
)
add(
    "batch.plato",
    "wrong laws",
    "batches of BA have 12 to 14",
    column("BA", "plato", lambda v: 120 + (v - 105) * 20 // 75),
    ".generator",
)
add(
    "batch.bitter",
    "wrong tails",
    "the top tenth of KU is doubled",
    column("KU", "bitter", lambda v: np.where(v > np.quantile(v, 0.9), v * 2, v)),
    ".generator",
)
add(
    "batch.spoilt",
    "shares of choices",
    "nothing is spoilt",
    lambda folder: [column(s, "spoilt", lambda v: v & False)(folder) for s in ("BA", "KU", "PI")],
    ".generator",
)
add(
    "batch.spoilt",
    "shares of choices",
    "1 % of the batches of PI is spoilt",
    column("PI", "spoilt", lambda v: np.arange(len(v)) % 50 == 0),
    ".generator",
)
add(
    "batch.id",
    "duplicate keys",
    "one batch of KU has the number of another",
    column("KU", "id", lambda v: np.where(np.arange(len(v)) == 1, v[0], v)),
    "nodes.batch.pk",
)
add(
    "batch.begun",
    "parts of the time frame",
    "batches of KU begin in the first half year",
    column("KU", "begun", lambda v: v - (v > 1719792000 * 10**6) * 182 * 86_400_000_000),
    ".generator",
)
add(
    "site.tanks",
    "carried values",
    "the list says 13 for BA",
    put("site.tanks", lambda f: f.values("code") == "BA", 13),
    "nodes.batch.columns.tanks",
)
add(
    "site.code",
    "values that are not listed",
    "the list has BY in place of BA",
    put("site.code", lambda f: f.values("code") == "BA", "BY"),
    "constraints.foreign_keys.0",
)
