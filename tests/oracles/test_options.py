"""No option is ignored in silence: what does not go together is refused, an empty text is no value, and what is refused
leaves nothing behind."""

import pytest
from conftest import entity, spec_of

SPEC = spec_of([entity([("letter", "string", {"choice": {"choices": ["a", "b"]}})], 50)])


def refused(program, *arguments, check=2):
    program.write(SPEC)
    done = program.run("generate", "spec.json", "--progress", "never", *arguments, check=check)
    assert [path.name for path in program.folder.iterdir()] == ["spec.json"]
    return done.stderr


@pytest.mark.parametrize(
    "target", ["sqlite:", "sqlite::memory:", "duckdb:", "duckdb::memory:", "sqlite://"]
)
def test_a_database_that_goes_with_the_program(program, target):
    text = refused(program, "--to", target)
    assert "error[invalid-url]" in text and target.split(":")[0] + ":FILE" in text


@pytest.mark.parametrize(
    "option",
    ["--output=out", "-ooutput", "--format=csv", "--compression=zstd", "--partition-by=letter", "--part-rows=7",
     "--file-bytes=1MB", "--row-group-rows=7", "--csv-null=x", "--profile", "--dry-run-sample=5", "--parts=1/2",
     "--no-hash", "--encoding=delta", "--csv-datetime-format=%Y"],
)  # fmt: skip
def test_what_a_load_takes_nothing_of(program, option):
    text = refused(program, "--to", "new.sqlite", option)
    assert "error[invalid-option]" in text and "not with a database" in text


@pytest.mark.parametrize("option", ["--dialect=mysql", "--create", "--create-ddl=spec.json"])
def test_what_files_take_nothing_of(program, option):
    assert "goes with --to" in refused(program, option)


@pytest.mark.parametrize(
    "option",
    [
        "--part-rows=524288",
        "--create",
        "--dry-run-sample=5",
        "--file-bytes=1",
        "--profile",
    ],
)
def test_what_standard_output_takes_nothing_of(program, option):
    assert "does not go with standard output" in refused(program, "-o", "-", option)


@pytest.mark.parametrize(
    "option",
    [
        "-o",
        "--output",
        "--to",
        "--partition-by",
        "--table",
        "--compression",
        "--dialect",
        "--defects",
    ],
)
def test_an_empty_text_is_no_value(program, option):
    text = refused(program, option, "")
    assert "error[invalid-option]" in text


def test_an_empty_path_of_other_commands(program):
    program.write(SPEC)
    for arguments in (
        ["validate", "spec.json", "--data", ""],
        ["validate", "spec.json", "--html", ""],
        ["create", "--ddl", ""],
        ["create", "--ddl", "spec.json", "-o", ""],
        ["preview", "spec.json", "--table", ""],
        ["explain", "", "--cost"],
    ):
        assert "error[invalid-option]" in program.run(*arguments, check=2).stderr


def test_a_null_may_be_empty(program):
    program.write(SPEC)
    program.run("generate", "spec.json", "--format", "csv", "--csv-null", "", "-o", "out")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["-o", "sqlite:x"], "write --to sqlite:x"),
        (["-o", "SQLITE:x"], "write --to sqlite:x"),
        (["-o", "duckdb:x.duckdb"], "write --to duckdb:x.duckdb"),
        (["--to", "SQLITE:x"], "did you mean 'sqlite:x'?"),
        (["--to", "PostgreSQL://me:secret@h/x"], "did you mean 'postgresql://me:***@h/x'?"),
    ],
)
def test_a_database_is_written_otherwise(program, arguments, hint):
    assert hint in refused(program, *arguments)


def test_a_run_that_can_not_be_made_leaves_nothing(program):
    program.write(
        spec_of([entity([("part", "int", {"expression": {"code": "if(id > 40, null, id)"}})], 50)])
    )
    (program.folder / "full").mkdir()
    (program.folder / "full/notes.txt").write_text("mine")
    for folder in ("out", "full", "deep/er"):
        program.run("generate", "spec.json", "-o", folder, "--progress", "never", check=2)
    assert not (program.folder / "out").exists() and not (program.folder / "deep/er").exists()
    assert [path.name for path in (program.folder / "full").iterdir()] == ["notes.txt"]
    program.write(SPEC)
    program.run("generate", "spec.json", "-o", "out", "--progress", "never")


@pytest.mark.parametrize("target", ["sqlite:data.sqlite", "duckdb:data.duckdb"])
def test_a_second_load_is_told_how_to_replace_the_first(program, target):
    program.write(SPEC)
    program.run("generate", "spec.json", "--to", target)
    done = program.run("generate", "spec.json", "--to", target, check=2)
    assert "if an earlier load left these rows: --overwrite replaces them" in done.stderr
    program.run("generate", "spec.json", "--to", target, "--overwrite")


def test_a_folder_for_a_database_is_not_made_in_vain(program):
    refused(program, "--format", "sqlite", "-o", "new", "--max-rows", 10)
    refused(program, "--format", "sql", "-o", "new", "--dialect", "nothing")


def test_a_law_leads_to_its_generator(program):
    done = program.run("functions", "gamma")
    assert done.stdout.startswith("law gamma of the generator distribution\n")
    assert "params" in done.stdout and "`gamma` | `shape`" in done.stdout
    assert "law poisson of the generator distribution" in program.run("functions", "poisson").stdout
    assert '"distribution"' in program.run("functions", "gamma", "--example").stdout
    assert "did you mean 'gamma'" in program.run("functions", "gama", check=2).stderr
