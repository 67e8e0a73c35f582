"""How much of what practitioners ask a draft keeps: each trade's schema drafted, generated, and asked the checks.

    panel.py [--program build/bin/datagen] [--seed N] [TRADE …]

prints what benchmarks/logs/practice.md holds. A schema that can't be drafted or generated breaks all of its checks.
"""

import argparse
import collections
import datetime
import pathlib
import re
import subprocess
import tempfile
from dataclasses import dataclass

import duckdb
import practice

ROOT = practice.FOLDER.parents[1]
HEAD = """# What practitioners make of a draft

Twelve trades, a schema each as its own company would have it (`tests/practice/schemas`), and what its people look at first
(`tests/practice/checks`): queries with the share of rows that may break them, written before any draft was seen; the words
that count as filler were completed afterwards. Each schema is drafted and generated as it stands, nothing edited, at the
draft's own sizes; `tests/practice/panel.py` prints this page. Kept: not more rows break the check than may. Nothing to
judge: no row is of the kind that the check looks at. Filler: text columns where most values are Latin or the like, names and
short texts apart from prose.
"""
PROSE = re.compile(
    r"comment|descri|note|remark|body|message|instruction|relato|special|rmt_info|agent$", re.I
)


@dataclass(frozen=True)
class Verdict:
    """What came of a check: how many of the rows looked at break it, or why it could not be asked."""

    check: practice.Check
    broken: int
    rows: int
    error: str = ""

    @property
    def judged(self):
        return self.error or self.rows

    @property
    def kept(self):
        return not self.error and self.rows and self.broken <= self.check.share * self.rows

    def told(self):
        if self.error:
            return self.error
        return f"{self.broken} of {self.rows}" if self.rows < 100 else f"{self.share():.1%}"

    def share(self):
        return self.broken / self.rows


@dataclass(frozen=True)
class Result:
    trade: str
    verdicts: list
    names: tuple  # (placeholder columns, text columns), prose apart
    prose: tuple
    stopped: str = ""

    def count(self, what):
        return sum(1 for verdict in self.verdicts if what(verdict))


def run(*command):
    """Nothing, or the first line that says why it did not work."""
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, timeout=600, check=False
    )
    errors = [line for line in done.stderr.splitlines() if "error" in line]
    return "" if done.returncode == 0 else (errors or done.stderr.splitlines() or ["?"])[0]


def generate(program, trade, seed, folder):
    schema = practice.FOLDER / "schemas" / f"{trade}.sql"
    spec = folder / "spec.json"
    quiet = ["--progress", "never"]
    stopped = run(program, "create", "--ddl", schema, "-o", spec, *quiet)
    made = [program, "generate", spec, "-o", folder / "out", "--seed", seed, "--no-validate"]
    return stopped or run(*made, *quiet)


def load(connection, tables, folder):
    """Each value as the schema's type; why not, where one does not fit."""
    try:
        for table, columns in tables.items():
            listed = ", ".join(f'"{name}"::{kind}' for name, kind in columns.items())
            files = folder / "out" / table / "*.parquet"
            connection.execute(f"insert into \"{table}\" select {listed} from '{files}'")
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""


def ask(connection, check):
    try:
        broken, rows = connection.execute(check.sql).fetchone()
    except duckdb.Error as error:
        return Verdict(check, 0, 0, str(error).splitlines()[0])
    return Verdict(check, int(broken or 0), int(rows or 0) if broken is not None else 0)


def placeholders(connection, tables):
    """Of the text columns that hold something, those where most values are filler: names, then prose."""
    connection.execute("create table sample (prose boolean, place varchar, value varchar)")
    for table, columns in tables.items():
        for name in (name for name, kind in columns.items() if kind == "varchar"):
            connection.execute(
                f"""insert into sample select ?, ?, "{name}" from "{table}"
                    where "{name}" is not null limit 300""",
                [bool(PROSE.search(name)), f"{table}.{name}"],
            )
    found = connection.execute(
        """select count_if(filled and not prose), count_if(not prose),
                  count_if(filled and prose), count_if(prose)
           from (select prose, place, avg(placeholder(value)::integer) > 0.5 as filled
                 from sample group by all)"""
    ).fetchone()
    return found[:2], found[2:]


def judge(program, trade, seed):
    checks = list(practice.checks(trade))
    tables = practice.tables(trade)
    connection = practice.database(trade, practice.filler())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        stopped = generate(program, trade, seed, folder) or load(connection, tables, folder)
    if stopped:
        return Result(trade, [Verdict(c, 0, 0, stopped) for c in checks], (0, 0), (0, 0), stopped)
    verdicts = [ask(connection, check) for check in checks]
    return Result(trade, verdicts, *placeholders(connection, tables))


def by_trade(results):
    yield "| trade | kept | asked | share | nothing to judge | filler in names | filler in prose |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for result in results:
        kept, asked = result.count(lambda v: v.kept), len(result.verdicts)
        silent = result.count(lambda v: not v.judged)
        yield (
            f"| {result.trade} | {kept} | {asked} | {kept / asked:.0%} | {silent} "
            f"| {result.names[0]} of {result.names[1]} | {result.prose[0]} of {result.prose[1]} |"
        )
    kept = sum(result.count(lambda v: v.kept) for result in results)
    asked = sum(len(result.verdicts) for result in results)
    silent = sum(result.count(lambda v: not v.judged) for result in results)
    names = [sum(result.names[at] for result in results) for at in (0, 1)]
    prose = [sum(result.prose[at] for result in results) for at in (0, 1)]
    yield (
        f"| all | {kept} | {asked} | {kept / asked:.0%} | {silent} "
        f"| {names[0]} of {names[1]} | {prose[0]} of {prose[1]} |"
    )


def by_kind(results):
    kinds = collections.defaultdict(list)
    for result in results:
        for verdict in result.verdicts:
            kinds[verdict.check.kind].append((result, verdict))
    yield "| kind | kept | asked |"
    yield "|---|---:|---:|"
    for kind, found in sorted(kinds.items()):
        yield f"| {kind} | {sum(1 for _, v in found if v.kept)} | {len(found)} |"
    for kind, found in sorted(kinds.items()):
        yield f"\n### {kind}\n"
        for result, verdict in found:
            if not verdict.kept:
                told = verdict.told() if verdict.judged else "nothing to judge"
                yield f"- {result.trade}, {verdict.check.name}: {told}. {verdict.check.why}"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", type=pathlib.Path, default=ROOT / "build/bin/datagen")
    options.add_argument("--seed", type=int, default=42)
    options.add_argument("trades", nargs="*", default=practice.TRADES)
    given = options.parse_args()
    results = [judge(given.program, trade, given.seed) for trade in given.trades]
    print(f"{HEAD}\n{datetime.date.today()}, seed {given.seed}.\n")
    print("\n".join(by_trade(results)))
    for result in results:
        if result.stopped:
            print(f"\n{result.trade} could not be made: {result.stopped}")
    print("\n## What is broken, by kind\n")
    print("\n".join(by_kind(results)))


if __name__ == "__main__":
    main()
