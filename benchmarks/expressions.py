"""Tables for logs/expressions.md, of the lines that tests/oracles/test_expressions.py leaves.

DATAGEN_FULL=1 DATAGEN_TALLY=tally.jsonl … -m pytest tests/oracles/test_expressions.py
.deps/python/bin/python benchmarks/expressions.py tally.jsonl
"""

import collections
import json
import pathlib
import sys


def main(path):
    lines = [json.loads(line) for line in pathlib.Path(path).read_text().splitlines()]
    types, parts = collections.Counter(), collections.Counter()
    for line in lines:
        types.update(line["types"])
        parts.update(line["parts"])
    totals = {
        key: sum(line[key] for line in lines)
        for key in ("refused", "overflown", "computed", "casts")
    }
    made = sum(types.values())
    print(f"{len(lines)} specs, {made + totals['refused'] + totals['overflown']:,} expressions:")
    print(f"{made:,} made and compared, with {totals['casts']:,} casts;")
    print(f"{totals['refused']:,} refused by the plan, {totals['overflown']:,} at their rows;")
    print(f"{totals['computed']:,} computed again by the validator's SQL in DuckDB.\n")
    for title, counts in (("type", types), ("function or sign", parts)):
        print(f"| {title} | expressions |\n|---|---|")
        for name, count in counts.most_common():
            print(f"| `{name}` | {count:,} |")
        print()


if __name__ == "__main__":
    main(sys.argv[1])
