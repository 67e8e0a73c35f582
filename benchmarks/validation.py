"""Validation beside hand-written DuckDB SQL, and beside Great Expectations on 200,000 rows.

python benchmarks/validation.py [--parents 10000000] [--rounds 2] [--log]
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

from measure import LOGS, PROGRAM, best_in_turn, machine, measure

HERE = pathlib.Path(__file__).resolve()
THREADS = 2
MEMORY = "2GB"


def spec(parents):
    def column(name, kind, generator):
        return {"name": name, "type": kind, "nullable": False, "generator": generator}

    amount = {"type": "lognormal", "params": {"mean": 3, "sigma": 0.6}, "clamp": [1, 500]}
    return {
        "version": "1.0",
        "metadata": {"name": "validation"},
        "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T23:59:59Z", "freq": "H"},
        "nodes": [
            {
                "id": "account",
                "kind": "entity",
                "pk": "id",
                "rows": parents,
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("country", "string", {"choice": {"choices": ["US", "DE", "IN", "BR"]}}),
                    column("opened", "date", {"datetime_series": {"freq": "D"}}),
                ],
            },
            {
                "id": "booking",
                "kind": "fact",
                "pk": "id",
                "parents": ["account"],
                "fanout": {"distribution": "poisson", "lambda": 4, "max": 20},
                "columns": [
                    column("id", "int", {"sequence": {}}),
                    column("account_id", "int", {"lookup": {"from": "account.id"}}),
                    column("at", "datetime", {"datetime_series": {"freq": "min"}}),
                    column("amount", "float", {"distribution": amount}),
                    column("status", "string", {"choice": {"choices": ["paid", "open", "void"]}}),
                ],
            },
        ],
        "constraints": {
            "foreign_keys": [{"from": "booking.account_id", "to": "account.id"}],
            "ranges": [{"attr": "booking.amount", "min": 1, "max": 500}],
        },
    }


# What the validator checks of these tables, as an engineer would write it: one scan a table.
HAND = """
select count(*), count_if(id is null), count_if(country is null), count_if(opened is null),
  count_if(id < 1), count_if(country not in ('US', 'DE', 'IN', 'BR')),
  count_if(opened < date '2024-01-01' or opened > date '2024-12-31'),
  count_if(trim(country, ' ' || chr(9) || chr(10) || chr(13)) <> country
    or (strlen(country) <> length(country) and contains(country, chr(65533)))),
  min(id), max(id), min(country), max(country), min(opened), max(opened) from account;
select count(*), count_if(id is null), count_if(account_id is null), count_if(at is null),
  count_if(amount is null), count_if(status is null), count_if(id < 1),
  count_if(at < timestamptz '2024-01-01 00:00:00+00' or at > timestamptz '2024-12-31 23:59:59+00'),
  count_if(amount < 1 or amount > 500), count_if(status not in ('paid', 'open', 'void')),
  count_if(trim(status, ' ' || chr(9) || chr(10) || chr(13)) <> status
    or (strlen(status) <> length(status) and contains(status, chr(65533)))),
  {quantiles},
  min(id), max(id), min(account_id), max(account_id), min(at), max(at), min(amount), max(amount),
  min(status), max(status) from booking;
select count(*) from (select id from account group by id having count(*) > 1);
select count(*) from (select id from booking group by id having count(*) > 1);
select count(*) from booking b anti join account a on b.account_id = a.id
  where b.account_id is not null;
select country, count(*) from account group by 1;
select status, count(*) from booking group by 1;
select n, count(*) from (select account_id, count(*) n from booking group by 1) group by 1;
"""
QUANTILES = ", ".join(f"count_if(amount <= {4 + k * 3})" for k in range(19))


def by_hand(folder, spill):
    import duckdb

    connection = duckdb.connect(f"{spill}/hand.db")
    connection.execute(f"set threads = {THREADS}; set memory_limit = '{MEMORY}'")
    connection.execute(f"set temp_directory = '{spill}/hand'; set timezone = 'UTC'")
    for table in ("account", "booking"):
        connection.execute(f"create view {table} as select * from '{folder}/{table}/*.parquet'")
    for query in HAND.format(quantiles=QUANTILES).split(";"):
        if query.strip():
            connection.execute(query).fetchall()


def great_expectations(suites, folder):
    import great_expectations as gx
    import pandas as pd

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("files")
    for table, suite in json.loads(pathlib.Path(suites).read_text()).items():
        frame = pd.read_parquet(f"{folder}/{table}")
        batch = source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("all")
        found = context.suites.add(gx.ExpectationSuite(**suite))
        result = batch.get_batch(batch_parameters={"dataframe": frame}).validate(found)
        assert result.success, result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parents", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--log", action="store_true")
    parser.add_argument("--hand", nargs=2)
    parser.add_argument("--gx", nargs=2)
    arguments = parser.parse_args()
    if arguments.hand:
        by_hand(*arguments.hand)
        return
    if arguments.gx:
        great_expectations(*arguments.gx)
        return
    lines = []

    def say(line):
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory(prefix="datagen-validation-") as scratch:
        folder = pathlib.Path(scratch)
        path = folder / "spec.json"
        path.write_text(json.dumps(spec(arguments.parents)))
        data = folder / "data"
        generate = [str(PROGRAM), "generate", str(path), "--no-validate", "--progress", "never"]
        measure([*generate, "-o", str(data)])
        tables = json.loads((data / ".metadata.json").read_text())["tables"]
        rows = {name: table["rows"] for name, table in tables.items()}
        validate = [str(PROGRAM), "validate", str(path), "--data", str(data), "--report", "none"]
        commands = {
            "datagen validate": [*validate, "--threads", str(THREADS), "--memory", MEMORY],
            "DuckDB by hand": [sys.executable, str(HERE), "--hand", str(data), scratch],
        }
        say("# Validation\n")
        say(f"{machine()}\n")
        say(
            f"{rows['account']:,} parents, {rows['booking']:,} children; {THREADS} threads, "
            f"{MEMORY} for queries, spilling to disk. Best of {arguments.rounds} rounds in turn.\n"
        )
        results = best_in_turn(commands, arguments.rounds)
        say("| | wall s | CPU s | peak MB |\n|---|---|---|---|")
        for name, result in results.items():
            say(
                f"| {name} | {result['wall']:.1f} | {result['cpu']:.1f} | "
                f"{result['memory'] / 1e6:.0f} |"
            )
        own, hand = results["datagen validate"], results["DuckDB by hand"]
        say(
            f"\nRatio: {own['cpu'] / hand['cpu']:.2f} by CPU, {own['wall'] / hand['wall']:.2f} by "
            "wall (aim: 1.3).\n"
        )
        ratios = [a / b for a, b in zip(own["cpus"], hand["cpus"], strict=True)]
        say(
            f"CPU ratio of each round: {', '.join(f'{ratio:.2f}' for ratio in ratios)} "
            f"(median {statistics.median(ratios):.2f}).\n"
        )

        small = folder / "small"
        measure([*generate, "-o", str(small), "--rows", "account=40000"])
        exported = subprocess.run(
            [str(PROGRAM), "export", str(path), "--to", "great_expectations"],
            capture_output=True,
            text=True,
            check=True,
        )
        suites = {suite["name"].split(".")[1]: suite for suite in json.loads(exported.stdout)}
        for suite in suites.values():  # the spec's rows are those of the large run
            suite["expectations"] = [
                one
                for one in suite["expectations"]
                if one["type"] != "expect_table_row_count_to_equal"
            ]
        (folder / "suites.json").write_text(json.dumps(suites))
        commands = {
            "datagen validate": [*validate[:3], "--data", str(small), "--report", "none"],
            "Great Expectations": [
                sys.executable,
                str(HERE),
                "--gx",
                str(folder / "suites.json"),
                str(small),
            ],
        }
        results = best_in_turn(commands, arguments.rounds)
        count = sum(len(suite["expectations"]) for suite in suites.values())
        say(
            f"40,000 parents with about 160,000 children; Great Expectations runs the {count} "
            "expectations that `export` gives it (no foreign keys, no laws), on pandas.\n"
        )
        say("| | wall s | CPU s | peak MB |\n|---|---|---|---|")
        for name, result in results.items():
            say(
                f"| {name} | {result['wall']:.2f} | {result['cpu']:.2f} | "
                f"{result['memory'] / 1e6:.0f} |"
            )
    if arguments.log:
        (LOGS / "validation.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
