"""A copy of a data set that a mutation may damage: tables as frames, files as bytes and text."""

import pathlib
import re
import zlib

import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq

from mutations.frame import Frame

FIELD = re.compile(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)')


def raw_fields(line):
    """The fields of a CSV line as they stand there, quotes included."""
    fields, at = [], 0
    while True:
        found = FIELD.match(line, at)
        fields.append(found.group(1))
        at = found.end()
        if not found.group(0).endswith(","):
            return fields


class Folder:
    def __init__(self, path, name):
        self.path = pathlib.Path(path)
        self.rng = np.random.default_rng(zlib.crc32(name.encode()))

    def files(self, table):
        """The files of a table, in the order of its rows."""
        found = [path for path in (self.path / table).rglob("*") if path.is_file()]
        assert found, f"no files of {table}"
        return sorted(found)

    def frame(self, table):
        return Frame(pa.concat_tables(read_table(path) for path in self.files(table)))

    def write(self, table, frame):
        """Writes all rows of a table to its first file, and removes the others."""
        first, *rest = self.files(table)
        write_table(frame.table, first)
        for path in rest:
            path.unlink()

    def lines(self, table):
        return self.files(table)[0].read_bytes().decode().split("\n")[:-1]

    def write_lines(self, table, lines):
        text = "".join(line + "\n" for line in lines)
        self.files(table)[0].write_bytes(text.encode())


def read_table(path):
    if path.suffix == ".arrow":
        return pa.feather.read_table(path, memory_map=False)
    return pq.ParquetFile(path).read()


def write_table(table, path, **options):
    if path.suffix == ".arrow":
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
    else:
        pq.write_table(table, path, **options)
