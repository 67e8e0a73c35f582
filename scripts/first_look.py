"""Prints the first rows of every table in a folder that datagen wrote."""

import json
import pathlib
import sys

import pyarrow.parquet as pq

FIRST_ROWS = 5
WIDTH_MAX = 44


def main(folder: pathlib.Path) -> None:
    metadata = json.loads((folder / ".metadata.json").read_text())
    for name, table in metadata["tables"].items():
        first = sorted((folder / name).glob("part-*.parquet"))[0]
        rows = next(pq.ParquetFile(first).iter_batches(batch_size=FIRST_ROWS)).to_pydict()
        lines = [list(rows), *zip(*([str(value) for value in column] for column in rows.values()))]
        widths = [min(WIDTH_MAX, max(len(cell) for cell in column)) for column in zip(*lines)]
        print(f"{folder / name}: {table['rows']:,} rows in {table['files']} file(s)")
        for line in lines:
            print("  " + "  ".join(c[:w].ljust(w) for c, w in zip(line, widths)).rstrip())
        print()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
