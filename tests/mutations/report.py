"""What a run of the bench says: tables in Markdown, and the list of what is missed."""

import pathlib

from mutations import bench
from mutations.sound import limits_95

NOT_FOUND_LIST = pathlib.Path(__file__).with_name("missed.txt")
HEAD = """\
# Mutations that the validator does not find today: no check about the claim fails. Some are found
# elsewhere, as the damage breaks another claim too; of some the report admits that nothing checks the
# column. Written by `python -m mutations --rewrite`; it may only get shorter.
"""


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def line_of(case):
    return f"{case.name} | {case.place} | {case.kind} | {case.claim}"


def progress(result):
    checks = "; ".join(result.failed[:4])
    print(f"{result.outcome:9} {line_of(result.case)} | {checks}", flush=True)


def count(results, outcome):
    return sum(result.outcome == outcome for result in results)


def by_kind(results):
    kinds = sorted({result.case.kind for result in results})
    rows = [row_of(kind, [r for r in results if r.case.kind == kind]) for kind in kinds]
    head = ["kind", "tried", *bench.OUTCOMES, "data not passed"]
    return table(head, [*rows, row_of("**all**", results)])


def row_of(kind, results):
    counts = [count(results, outcome) for outcome in bench.OUTCOMES]
    return [kind, len(results), *counts, sum(not result.passed for result in results)]


def not_found(results):
    text = ""
    for outcome in bench.OUTCOMES[1:]:
        some = [result for result in results if result.outcome == outcome]
        text += f"{outcome}: {len(some)}\n\n"
        text += "".join(describe(result) for result in some) + "\n"
    return text


def describe(result):
    seen = f" ({'; '.join(result.failed[:3])})" if result.failed else ""
    return f"- {result.case.name} [{result.case.kind}; `{result.case.claim}`]{seen}\n"


def not_found_list(results):
    silent = (bench.MISSED, bench.ADMITTED, bench.ELSEWHERE)
    lines = [f"{r.outcome}: {r.case.name}\n" for r in results if r.outcome in silent]
    return HEAD + "".join(sorted(lines))


def of_sound(sounds):
    sizes = sorted({sound.rows for sound in sounds})
    rows = [sound_row(size, [s for s in sounds if s.rows == size]) for size in sizes]
    rows.append(sound_row("**all**", sounds))
    text = table(["rows", "made", "no such size", "false alarms", "95 % limits"], rows)
    for sound in sounds:
        for failure in sound.failures:
            text += f"- {sound.data.name}, {sound.rows} rows, seed {sound.seed}: {failure}\n"
    refused = sorted({(s.data.name, s.rows, s.refused) for s in sounds if s.refused})
    return text + "".join(f"- {name}, {rows} rows: {why}\n" for name, rows, why in refused)


def sound_row(size, sounds):
    made = [sound for sound in sounds if not sound.refused]
    alarms = sum(bool(sound.failures) for sound in made)
    low, high = limits_95(alarms, len(made))
    text = f"{low:.2%} to {high:.2%}"
    return [size, len(made), len(sounds) - len(made), alarms, text]
