"""The language is read in one room: nothing below it reads a spec's JSON, and no front end writes one as text."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[1]


def sources(*wings):
    for wing in wings:
        for path in (ROOT / "src" / wing).rglob("*"):
            if path.suffix in (".cc", ".h") and not path.name.endswith("_test.cc"):
                yield path, path.read_text()


def test_nothing_below_the_language_reads_the_arguments_of_functions():
    reads = re.compile(
        r"arguments(\.get\(\))?->(Find|members|items|text)\b|\*\w[\w.>-]*(?:->|\.)arguments\b"
    )
    for path, text in sources("data", "inputs", "making", "proof", "doors"):
        assert not reads.search(text), (path, reads.search(text).group())


def test_no_front_end_writes_the_language_as_text():
    json_text = re.compile(r'R"\w*\(\s*[{\[]|"\{\\"\w+\\":')
    for path, text in sources("inputs"):
        assert not json_text.search(text), (path, json_text.search(text).group())
