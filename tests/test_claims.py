"""What functions claim of the data stands beside them as data; the validator knows no function by name."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
FUNCTIONS = ROOT / "src/functions"
KINDS = ("generators", "modifiers", "fanouts", "relations")


def kernels():
    return [
        path
        for kind in KINDS
        for path in sorted((FUNCTIONS / kind).glob("*.cc"))
        if not path.stem.endswith("_claim")
    ]


def claims():
    return [path for kind in KINDS for path in sorted((FUNCTIONS / kind).glob("*_claim.cc"))]


def proof():
    return sorted((ROOT / "src/proof").rglob("*.cc")) + sorted((ROOT / "src/proof").rglob("*.h"))


def id_of(path):
    return re.search(r'\.id = "(\w+)"', path.read_text())[1]


@pytest.mark.parametrize("kernel", kernels(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_function_says_what_it_claims(kernel):
    claim = kernel.with_name(f"{kernel.stem}_claim.cc")
    assert claim.exists(), f"{claim}: say `Nothing` and why, if there is nothing to claim"
    assert f'claim{{"{id_of(kernel)}", ' in claim.read_text()


def test_a_claim_belongs_to_a_function():
    for claim in claims():
        assert claim.with_name(claim.name.replace("_claim", "")).exists(), claim


def test_claims_see_nothing_that_makes_values():
    # What a spec says, read: no kernel, no law's code, no randomness, no vocabulary.
    allowed = {
        "foundation/base": {"calendar", "diagnostic", "json"},
        "functions/claims": {path.stem for path in (FUNCTIONS / "claims").glob("*.h")},
        "functions/expression": {"code"},
        "functions/kernel": {"parameter", "pick", "reference"},
    }
    own = sorted((FUNCTIONS / "claims").glob("*.*"))
    for path in claims() + own:
        for room, file in re.findall(r'#include "(\w+/\w+)/(.+)\.h"', path.read_text()):
            assert file in allowed.get(room, set()), path


def test_the_validator_knows_no_function():
    ids = {id_of(path) for path in kernels() if path.parent.name in ("generators", "modifiers")}
    for path in proof():
        text = path.read_text()
        assert "function->id" not in text, path
        assert "->arguments" not in text and ".arguments" not in text, path
        assert "kernel::Arguments" not in text, path
        for name in re.findall(r'[=!]= "(\w+)"', text):
            # A kind of check may have a function's name: it is compared as `info->id`.
            assert name not in ids, f"{path} compares with {name}"


def test_numbers_are_read_the_same_in_every_locale_and_throw_nothing():
    for path in (ROOT / "src").rglob("*.*"):
        if path.suffix in (".cc", ".h"):
            reads = re.search(
                r"\b(sscanf|strto[a-z]+|ato[fil]|sto(d|f|i|ll?|ull?))\(", path.read_text()
            )
            assert not reads, (path, reads.group())
