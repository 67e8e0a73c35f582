"""Makes the data of each spec once, damages copies of them, and asks the validator what it sees."""

import concurrent.futures
import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from mutations.cases import CASES
from mutations.folder import Folder, read_table, write_table

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("DATAGEN", ROOT / "build/bin/datagen"))
SPECS = pathlib.Path(__file__).with_name("specs")
PROCESSES = 2
LISTS = (".files.xxh128", ".metadata.json")

FOUND = "found"  # a check that failed is about the claim
ELSEWHERE = "elsewhere"  # one failed, and it is about something else
REFUSED = "refused"  # no verdict: no report, or a check that could not be computed
ADMITTED = "admitted"  # all passed, and the report says that this column is not checked
MISSED = "missed"
OUTCOMES = (FOUND, ELSEWHERE, REFUSED, ADMITTED, MISSED)


@dataclasses.dataclass(frozen=True)
class Result:
    case: object
    outcome: str
    passed: bool  # the verdict on the whole
    failed: tuple[str, ...]  # the checks that failed, with their places


def spec_path(spec):
    return SPECS / f"{spec}.json"


@functools.cache
def spec_of(spec):
    return json.loads(spec_path(spec).read_text())


def run(*arguments):
    return subprocess.run(
        [str(PROGRAM), *map(str, arguments), "--progress", "never"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def generate(data, path, *options):
    return run(
        "generate", spec_path(data.spec), "-o", path, "--no-validate", *data.options, *options
    )


def validate(data, path):
    """The report, or None where there is none, and what was said."""
    report = path.with_name(path.name + ".report.json")
    done = run(
        "validate",
        spec_path(data.spec),
        *("--data", path, "--report", report, "--threads", 1, "--examples", 0),
    )
    if done.returncode not in (0, 1):
        return None, done.stderr
    try:
        return json.loads(report.read_text()), done.stdout
    finally:
        report.unlink()


def checks_of(report):
    groups = ("constraints", "relationships", "behaviors", "statistics")
    return [check for group in groups for check in report[group]]


def named(path, spec):
    """A path of the report with names of tables and columns: nodes.order.columns.total.generator."""
    path = path.removeprefix("$.")
    found = re.match(r"nodes\[(\d+)\](?:\.columns\[(\d+)\])?", path)
    if found:
        node = spec["nodes"][int(found[1])]
        name = f"nodes.{node['id']}"
        if found[2]:
            name += f".columns.{node['columns'][int(found[2])]['name']}"
        path = name + path[found.end() :]
    return re.sub(r"\[(\d+)\]", r".\1", path)


def within(inner, outer):
    return inner == outer or inner.startswith(outer + ".")


def about(check, case, spec):
    """Whether a check is about the claim that a mutation breaks."""
    path = named(check["path"], spec)
    if within(path, case.claim):
        return True
    of_table = re.fullmatch(r"nodes\.[^.]+(\.columns)?", path)
    if within(case.claim, path) and not (of_table and ".columns." in case.claim):
        return True
    return check["table"] == case.table and bool(set(check["columns"]) & set(case.columns))


def judge(case, report):
    if report is None:
        return Result(case, REFUSED, False, ())
    spec = spec_of(case.data.spec)
    checks = checks_of(report)
    failed = [check for check in checks if check["verdict"] == "failed"]
    stuck = [check for check in checks if check["verdict"] == "not_computed"]
    silent = [check for check in checks if check["check"] == "claims"]
    if any(about(check, case, spec) for check in failed):
        outcome = FOUND
    elif stuck:
        outcome = REFUSED
    elif failed:
        outcome = ELSEWHERE
    elif any(about(check, case, spec) for check in silent):
        outcome = ADMITTED
    else:
        outcome = MISSED
    places = tuple(f"{check['check']} {named(check['path'], spec)}" for check in failed + stuck)
    return Result(case, outcome, report["summary"]["passed"], places)


def without_lists(path):
    for name in LISTS:
        (path / name).unlink(missing_ok=True)


def mutate(case, base, work):
    """Damages a copy of the data and judges the report on it."""
    with tempfile.TemporaryDirectory(dir=work) as held:
        path = pathlib.Path(held) / "data"
        shutil.copytree(base, path)
        if not case.lists:
            without_lists(path)
        case.action(Folder(path, case.name))
        return judge(case, validate(case.data, path)[0])


def rewrite(path):
    """Writes every file anew by pyarrow without a change: what mutations do besides their damage."""
    for file in path.rglob("*"):
        if file.suffix in (".parquet", ".arrow"):
            write_table(read_table(file), file)


def make_base(data, work):
    """The data of a spec; they must validate without a failure, as made and as pyarrow writes them."""
    base = work / data.name
    made = generate(data, base)
    assert made.returncode == 0, f"{data.name}: {made.stderr}"
    fails = failures(data, base)
    assert not fails, f"{data.name}: {fails}"
    copy = work / f"{data.name}-written-anew"
    shutil.copytree(base, copy)
    without_lists(copy)
    rewrite(copy)
    fails = failures(data, copy)
    assert not fails, f"{data.name}, written anew: {fails}"
    shutil.rmtree(copy)
    return base


def failures(data, path):
    """The checks that fail, or can't be computed, of data that are sound."""
    report, said = validate(data, path)
    if report is None:
        return [said]
    return [
        f"{check['check']} {check['path']}: {check.get('message', check['claim'])}"
        for check in checks_of(report)
        if check["verdict"] in ("failed", "not_computed")
    ]


@functools.cache
def all_cases():
    """Every mutation, by its name."""
    cases = {case.name: case for case in CASES}
    assert len(cases) == len(CASES), "two mutations have one sentence"
    return cases


def mutate_named(name, base, work):
    """A result without its case, whose action can't be sent from process to process."""
    try:
        return dataclasses.replace(mutate(all_cases()[name], base, work), case=None)
    except Exception as failure:
        raise RuntimeError(f"{name}: {failure!r}") from failure


def run_cases(cases, report=lambda result: None):
    """The results of mutations, in their order; the data of one spec are made before its first."""
    with (
        tempfile.TemporaryDirectory(prefix="mutations") as held,
        concurrent.futures.ProcessPoolExecutor(PROCESSES) as pool,
    ):
        work = pathlib.Path(held)
        kinds = list(dict.fromkeys(case.data for case in cases))
        bases = {data: pool.submit(make_base, data, work) for data in kinds}
        waiting = []
        for data in kinds:
            base = bases[data].result()
            mine = [case for case in cases if case.data == data]
            waiting += [(case, pool.submit(mutate_named, case.name, base, work)) for case in mine]
        results, broken = [], []
        for case, future in waiting:
            if future.exception():
                broken.append(str(future.exception()))
                continue
            results.append(dataclasses.replace(future.result(), case=case))
            report(results[-1])
        assert not broken, "\n".join(broken)
        return results
