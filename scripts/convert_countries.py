"""Turns what the Unicode CLDR (by Babel) and the IANA time zone database say of countries into lists by country.

  convert_countries.py OUTPUT

Format: that of convert_locales.mjs. Of each country the currency in use (code, and English name) and its time zones.
Lists without a country are for places that have none.
"""

import importlib.resources
import pathlib
import sys

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies


def main(output: pathlib.Path) -> None:
    lists = {
        "finance.currency_code.of": ["USD"],
        "finance.currency_name.of": [get_currency_name("USD", locale="en")],
        "location.time_zone.of": ["Etc/UTC"],
    }
    table = importlib.resources.files("tzdata.zoneinfo") / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, _, zone = line.split("\t")[:3]
        lists.setdefault(f"location.time_zone.of.{country}", []).append(zone)
    for country in get_global("territory_currencies"):
        in_use = get_territory_currencies(country)
        if len(country) != 2 or not in_use:
            continue
        lists[f"finance.currency_code.of.{country}"] = [in_use[0]]
        lists[f"finance.currency_name.of.{country}"] = [get_currency_name(in_use[0], locale="en")]
    lines = [line for path in sorted(lists) for line in (f"#{path}", *lists[path])]
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
