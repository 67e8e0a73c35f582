"""The checks of benchmarks/validation.py by hand, as SQL. Arguments: data folder, folder to spill to."""

import sys

import duckdb

THREADS = 2
MEMORY = "2GB"

# What the validator checks of these tables, as an engineer would write it: one scan a table.
HAND = """
select count(*), count_if(id is null), count_if(country is null), count_if(opened is null),
  count_if(id < 1), count_if(country not in ('US', 'DE', 'IN', 'BR')),
  count_if(opened < date '2024-01-01' or opened > date '2024-12-31'),
  count_if(trim(country, ' ' || chr(9) || chr(10) || chr(13)) <> country
    or (strlen(country) <> length(country) and contains(country, chr(65533)))),
  min(id), max(id), min(country), max(country), min(opened), max(opened) from account;
select count(*), count_if(id is null), count_if(account_id is null), count_if(made is null),
  count_if(amount is null), count_if(status is null), count_if(id < 1),
  count_if(made < timestamptz '2024-01-01 00:00:00+00' or made > timestamptz '2024-12-31 23:59:59+00'),
  count_if(amount < 1 or amount > 500), count_if(status not in ('paid', 'open', 'void')),
  count_if(trim(status, ' ' || chr(9) || chr(10) || chr(13)) <> status
    or (strlen(status) <> length(status) and contains(status, chr(65533)))),
  {quantiles},
  min(id), max(id), min(account_id), max(account_id), epoch_us(min(made)), epoch_us(max(made)), min(amount), max(amount),
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


def main(folder, spill):
    connection = duckdb.connect(f"{spill}/hand.db")
    connection.execute(f"set threads = {THREADS}; set memory_limit = '{MEMORY}'")
    connection.execute(f"set temp_directory = '{spill}/hand'; set timezone = 'UTC'")
    for table in ("account", "booking"):
        connection.execute(
            f"create or replace view {table} as select * from '{folder}/{table}/*.parquet'"
        )
    for query in HAND.format(quantiles=QUANTILES).split(";"):
        if query.strip():
            connection.execute(query).fetchall()


if __name__ == "__main__":
    main(*sys.argv[1:])
