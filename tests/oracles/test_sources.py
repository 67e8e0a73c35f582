"""Data files of any origin, as the validator reads them."""

import pyarrow as pa
import pyarrow.parquet as pq
from conftest import entity, spec_of
from test_validate import failed, uniform, validate

NUMBER = uniform(1, 9)


def test_a_table_without_rows_breaks_no_claim_about_rows(program):
    (program.folder / "out").mkdir()
    empty = pa.table({"id": pa.array([], pa.int64()), "n": pa.array([], pa.int32())})
    pq.write_table(empty, program.folder / "out/t.parquet")
    report = validate(program, spec_of([entity([("n", "int32", NUMBER)], 10)]))
    assert [check["check"] for check in failed(report)] == ["row_count"]
