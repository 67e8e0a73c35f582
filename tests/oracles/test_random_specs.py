"""Random specs: what is generated passes its own validation, and nothing crashes."""

import json
import os
import subprocess

from conftest import PROGRAM

FULL = bool(os.environ.get("DATAGEN_FULL"))
ROWS_MAX = 3000


def test_what_is_generated_validates(program):
    folder = program.folder / "specs"
    folder.mkdir()
    fuzzer = PROGRAM.with_name("fuzz_specs")
    cases = 3000 if FULL else 120
    command = [fuzzer, "--cases", str(cases), "--seed", "5", "--write", folder]
    subprocess.run(command, check=True, capture_output=True, cwd=program.folder)
    alarms = []
    validated = 0
    for path in sorted(folder.glob("*.json")):
        spec = json.loads(path.read_text())
        options = []
        for node in spec["nodes"]:
            if node.get("rows", 0) > ROWS_MAX and "fanout" not in node:
                options += ["--rows", f"{node['id']}={ROWS_MAX}"]
        done = program.run(
            *("generate", path, "-o", "out", "--overwrite", "--progress", "never"),
            *("--no-validate", "--strict", *options),  # what is only warned of may fail
            check=None,
        )
        assert done.returncode in (0, 2), (path, done.stderr)
        if done.returncode == 2:
            continue  # a null where none may be
        validated += 1
        done = program.run("validate", path, "--data", "out", "--strict", check=None)
        if done.returncode != 0:
            alarms.append((path.name, done.returncode, done.stdout + done.stderr))
    assert validated >= cases // 10
    assert not alarms, (len(alarms), validated, *alarms[:3])
