"""The practitioners' checks are queries over their schemas, and names have meanings: tests/practice, see practice.py."""

import csv
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "practice"))

import practice  # noqa: E402


@pytest.mark.parametrize("trade", practice.TRADES)
def test_the_checks_of_a_trade_are_queries(trade):
    tables = practice.tables(trade)
    assert 8 <= len(tables) <= 15
    assert 60 <= sum(map(len, tables.values())) <= 140
    connection = practice.database(trade, "lorem ipsum")
    names = []
    for check in practice.checks(trade):
        found = connection.execute(check.sql).fetchall()
        assert len(found) == 1 and len(found[0]) == 2, check.name
        assert 0 <= check.share < 1, check.name
        names.append(check.name)
    assert len(names) >= 30 and len(set(names)) == len(names)


def test_each_name_has_one_meaning():
    with (practice.FOLDER / "names.csv").open(newline="") as file:
        names = list(csv.DictReader(file))
    assert len(names) >= 500
    assert all(all(name.values()) for name in names)
    places = {(name["package"], name["table"], name["column"]) for name in names}
    assert len(places) == len(names)
