"""DuckDB's TPC-H generator and its Parquet writer: duckdb_dbgen.py SCALE OUTPUT THREADS"""

import pathlib
import sys

import duckdb
import duckdb_extension_tpch

TABLES = ("region", "nation", "supplier", "part", "partsupp", "customer", "orders", "lineitem")


def main(scale: float, output: pathlib.Path, threads: int) -> None:
    output.mkdir(parents=True, exist_ok=True)
    package = pathlib.Path(duckdb_extension_tpch.__file__).parent
    extension = next(package.glob("extensions/*/tpch.duckdb_extension"))
    database = duckdb.connect()
    database.execute(f"set threads = {threads}; load '{extension}'; call dbgen(sf = {scale})")
    for table in TABLES:
        database.execute(
            f"copy {table} to '{output}/{table}.parquet' (format parquet, compression snappy)"
        )


if __name__ == "__main__":
    main(float(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]))
