"""Runs the mutations: python -m mutations, from the folder tests."""

import argparse
import sys
import time

from mutations import report
from mutations.bench import all_cases, run_cases
from mutations.cases import DATA
from mutations.sound import SEEDS, run_sound


def arguments():
    parser = argparse.ArgumentParser(prog="python -m mutations", description=__doc__)
    parser.add_argument("words", nargs="*", help="only mutations whose name has one of these words")
    parser.add_argument("--list", action="store_true", help="the mutations, one a line, and no run")
    parser.add_argument(
        "--sound",
        type=int,
        default=0,
        metavar="SEEDS",
        help=f"also sound data of so many seeds a spec and size ({SEEDS} in the log)",
    )
    parser.add_argument("--no-mutations", action="store_true", help="sound data alone")
    parser.add_argument("--verbose", action="store_true", help="a line a mutation")
    parser.add_argument(
        "--rewrite", action="store_true", help="write missed.txt anew; of all mutations only"
    )
    parser.add_argument("--log", metavar="FILE", help="write the tables there as well")
    return parser.parse_args()


def main():
    given = arguments()
    cases = [
        case
        for case in all_cases().values()
        if not given.words or any(word in case.name for word in given.words)
    ]
    if given.list:
        print("\n".join(report.line_of(case) for case in cases))
        return 0
    began = time.monotonic()
    text = ""
    if not given.no_mutations:
        results = run_cases(cases, report.progress if given.verbose else lambda result: None)
        text += report.by_kind(results) + "\n" + report.not_found(results)
        if given.rewrite and not given.words:
            report.NOT_FOUND_LIST.write_text(report.not_found_list(results))
    if given.sound:
        datas = [data for data in DATA if not given.words or data.spec in given.words]
        text += "\n" + report.of_sound(run_sound(datas, given.sound))
    text += f"\n{time.monotonic() - began:.0f} s\n"
    print(text)
    if given.log:
        with open(given.log, "w") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
