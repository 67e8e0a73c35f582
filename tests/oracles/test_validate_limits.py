"""What ends a validation, and what a check can't tell: failures of the environment are no findings."""

import json
import resource
import subprocess

import pytest
from conftest import PROGRAM, ROOT, entity, spec_of


def validate(program, *arguments, environment=None, files=None):
    """Runs it with a limit of open files."""

    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    return subprocess.run(
        [str(PROGRAM), "validate", *arguments, "--progress", "never"],
        cwd=program.folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        preexec_fn=limit if files else None,
        timeout=120,
    )


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    generate = ["generate", ROOT / "examples/specs/shop.json", "-o", "out", "--no-validate"]
    subprocess.run([str(PROGRAM), *map(str, generate)], cwd=folder, check=True, capture_output=True)
    return folder / "out"


@pytest.mark.parametrize("files", range(6, 16))
def test_few_descriptors_are_no_finding(program, shop, files):
    """Either there are enough of them, or the validation ends and says why."""
    arguments = [ROOT / "examples/specs/shop.json", "--data", shop, "--report", "none"]
    done = validate(program, *map(str, arguments), files=files)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    if done.returncode == 3:
        assert "error[" in done.stderr and "failed" not in done.stdout, done.stderr
    if files in (6, 8):
        assert done.returncode == 3 and "open" in done.stderr, done.stderr


@pytest.mark.parametrize("disk_bytes", [0, 100_000, 4_000_000])
def test_a_full_temporary_folder_is_no_finding(program, disk_bytes):
    """A key of a million texts outgrows the memory: its groups go to the disk."""
    text = ("text", "string", {"regex": {"pattern": "[a-z]{40}"}}, {"unique": True})
    path = program.write(spec_of([entity([text], 1_000_000)]))
    program.run("generate", path, "-o", "out", "--no-validate", "--threads", "2")
    (program.folder / "temporary").mkdir()
    program.run(
        *("validate", path, "--data", "out", "--report", "none", "--memory", "64MiB"),
        *("--threads", "2", "--temporary", program.folder / "temporary"),
        env={
            "LD_PRELOAD": str(ROOT / "build/bin/full_disk.so"),
            "DATAGEN_DISK_PATH": str(program.folder / "temporary"),
            "DATAGEN_DISK_BYTES": str(disk_bytes),
        },
        check=3,
    )
    assert not list((program.folder / "temporary").iterdir())


def test_what_cannot_be_computed_has_not_failed(program):
    """A pattern with more repetitions than RE2 takes."""
    spec = spec_of([entity([("code", "string", {"regex": {"pattern": "[ab]{1010}"}})], 20)])
    path = program.write(spec)
    program.run("generate", path, "-o", "out", "--no-validate")
    done = program.run("validate", path, "--data", "out", "--junit", "junit.xml", check=None)
    report = json.loads((program.folder / "out/validation_report.json").read_text())
    counts = report["summary"]["checks"]
    assert counts["not_computed"] == 1 and counts["failed"] == 0
    assert report["summary"]["confidence"] == "amber" and done.returncode == 0
    assert "1 could not be computed" in done.stdout
    assert "could not be computed: domain" in done.stdout and "repetition" in done.stdout
    assert '<error message="' in (program.folder / "junit.xml").read_text()
    program.run("validate", path, "--data", "out", "--strict", check=1)
