"""Runs exported suites on a data folder with Great Expectations. Arguments: suites by table, folder."""

import json
import pathlib
import sys

import great_expectations as gx
import pandas as pd


def main(suites, folder):
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("files")
    for table, suite in json.loads(pathlib.Path(suites).read_text()).items():
        frame = pd.read_parquet(f"{folder}/{table}")
        batch = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("all")
        found = context.suites.add(gx.ExpectationSuite(**suite))
        result = batch.get_batch(batch_parameters={"dataframe": frame}).validate(found)
        assert result.success, result


if __name__ == "__main__":
    main(*sys.argv[1:])
