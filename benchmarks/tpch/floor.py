"""What Arrow's Parquet writer alone costs: the files of a datagen run, read into memory and written again.

  floor.py DATA OUTPUT

Same columns, same files and row groups, snappy and dictionaries for the same columns, decimals as integers; texts that
have a dictionary come as dictionary arrays, decimals as decimal64, as datagen itself hands them over. Only the writing
is measured. Prints {"cpu", "wall"} as JSON.
"""

import json
import pathlib
import resource
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq


def ready(path: pathlib.Path) -> tuple[pa.Table, list[str], dict[str, str]]:
    group = pq.ParquetFile(path).metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    encoded = [c.path_in_schema for c in columns if "RLE_DICTIONARY" in c.encodings]
    codecs = {
        c.path_in_schema: "none" if c.compression == "UNCOMPRESSED" else "snappy" for c in columns
    }
    schema = pq.read_schema(path)
    texts = [name for name in encoded if pa.types.is_string(schema.field(name).type)]
    table = pq.read_table(path, read_dictionary=texts)
    for i, field in enumerate(table.schema):
        if pa.types.is_decimal128(field.type) and field.type.precision <= 18:
            short = pa.decimal64(field.type.precision, field.type.scale)
            table = table.set_column(i, field.name, table.column(i).cast(short))
    return table.combine_chunks(), encoded, codecs


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main(data: pathlib.Path, output: pathlib.Path) -> None:
    total = {"cpu": 0.0, "wall": 0.0}
    for path in sorted(data.glob("*/*.parquet")):
        table, encoded, codecs = ready(path)
        target = output / path.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        wall, used = time.perf_counter(), cpu()
        pq.write_table(
            table,
            target,
            row_group_size=131_072,
            compression=codecs,
            use_dictionary=encoded,
            store_decimal_as_integer=True,
            store_schema=False,
            write_batch_size=8192,
        )
        total["cpu"] += cpu() - used
        total["wall"] += time.perf_counter() - wall
    print(json.dumps(total))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
