"""Values never change for the same version and seed: a changed hash means a raised version.

DATAGEN_REWRITE=1 writes the hashes anew, for functions that are new or whose version was raised.
"""

import json
import os
import pathlib

from conftest import SAMPLE, function_example, function_names

GOLDEN = pathlib.Path(__file__).with_name("golden_hashes.json")


def test_golden_hashes(program):
    found = {"sample": program.hashes(SAMPLE, "--rows", "user=5000")}
    for name in function_names():
        found[name] = program.hashes(program.write(function_example(name)))
    if os.environ.get("DATAGEN_REWRITE") == "1":
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n")
    assert found == json.loads(GOLDEN.read_text())
