"""What is derived from the table of commands, the command line itself, and what standard streams do."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import time

import jsonschema
import pytest
from conftest import PROGRAM, ROOT
from servers import Postgres

SHOP = ROOT / "examples/specs/shop.json"
DDL = ROOT / "examples/ddl/library.postgresql.sql"


def output(*arguments):
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout


TABLE = json.loads(output("commands", "--json"))["commands"]
NAMES = [command["name"] for command in TABLE]


def option(name):
    return "--" + name.replace("_", "-")


def words(command):
    """What an example says on a command line, without the program's name."""
    for example in command["examples"]:
        given = [command["name"]]
        for name, value in example["inputs"]:
            schema = command["inputs"]["properties"][name]
            given += [] if "x-place" in schema else [option(name)]
            given += [] if schema["x-kind"] == "flag" else [value]
        yield example, given


def test_a_command_shows_up_in_everything():
    overview, page, manual = output("--help"), output("commands", "--markdown"), output("manual")
    manual = manual.replace("\\-", "-")
    scripts = {shell: output("completion", shell) for shell in ("bash", "zsh", "fish")}
    assert {"create", "explain", "export", "functions", "generate", "schema", "validate"} <= set(
        NAMES
    )
    for command in TABLE:
        name = command["name"]
        help_text = output(name, "--help")
        assert output("help", name) == help_text
        assert f"  {name} " in overview
        assert f"\n## {name}\n" in page and f"\n.SS {name}\n" in manual
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        chapter = manual.split(f"\n.SS {name}\n")[1].split("\n.SS ")[0]
        for text in scripts.values():
            assert re.search(rf"\b{name}\b", text)
        for input_name, schema in command["inputs"]["properties"].items():
            if "x-place" in schema:
                continue
            for text in (help_text, section, chapter, scripts["bash"], scripts["zsh"]):
                assert option(input_name) in text, (name, input_name)
            assert f"-l {option(input_name)[2:]} " in scripts["fish"], (name, input_name)
            for choice in schema.get("enum", []):
                assert choice in help_text and choice in scripts["bash"], (name, choice)
        for line in section.split("```")[-2].strip().splitlines():
            assert line.split("  #")[0].rstrip() in help_text


def test_the_table_is_a_schema_for_programs():
    for command in TABLE:
        inputs = command["inputs"]
        jsonschema.Draft202012Validator.check_schema(inputs)
        assert command["summary"] and command["outputs"] and command["examples"]
        assert set(inputs["required"]) <= set(inputs["properties"])
        for schema in inputs["properties"].values():
            assert schema["description"] and schema["x-kind"]
    generate = next(command for command in TABLE if command["name"] == "generate")
    validator = jsonschema.Draft202012Validator(generate["inputs"])
    good = {"spec": "s.json", "rows": {"user": 5}, "file_bytes": "64MB", "parts": "1/4"}
    validator.validate(good)
    for bad in ({"spce": ""}, {"rows": {"user": -1}}, {"threads": 0}, {"parts": "0/4"}):
        assert not validator.is_valid({**good, **bad}), bad


@pytest.fixture(scope="module")
def shop():
    server = Postgres()
    try:
        with server.connect() as connection:
            connection.execute("CREATE ROLE me SUPERUSER LOGIN")
        yield server
    finally:
        server.stop()


def test_every_example_runs(program, shop):
    """In a folder with the files that they name, and beside a database of that name."""
    folder = program.folder
    shutil.copy(SHOP, folder / "spec.json")
    program.run("generate", "spec.json", "-o", "whole")
    tables = (
        "CREATE TABLE customer (id bigint PRIMARY KEY, country text, name text, spent numeric);"
    )
    purchase = (
        "CREATE TABLE purchase (customer_id bigint REFERENCES customer, number bigint,"
        " amount numeric, PRIMARY KEY (customer_id, number));"
    )
    orders = "CREATE TABLE orders (id integer PRIMARY KEY, note text);"
    count = 0
    for command in TABLE:
        for example, given in words(command):
            for path in folder.iterdir():
                if path.name not in ("spec.json", "whole"):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            for name, text in (("schema", tables + purchase), ("V1", tables), ("V2", orders)):
                (folder / f"{name}.sql").write_text(text)
            if command["name"] in ("validate", "verify"):
                shutil.copytree(folder / "whole", folder / "output")
            spec = (folder / "spec.json").read_text()
            with shop.database("shop") as connection:
                if "from" in dict(example["inputs"]) or "piped_from" in example:
                    connection.execute(tables)
                env = {
                    **os.environ,
                    "PGPORT": str(shop.port),
                    "PGUSER": "me",
                    "PGHOST": "127.0.0.1",
                }
                if dict(example["inputs"]).get("data", "").startswith("postgresql:"):
                    program.run(
                        *("generate", "spec.json", "--create", "--to"),
                        dict(example["inputs"])["data"],
                        env=env,
                    )
                stdin = None
                if "piped_from" in example:
                    stdin = subprocess.run(
                        example["piped_from"].split(), env=env, capture_output=True, check=True
                    ).stdout
                done = subprocess.run(
                    [PROGRAM, *given],
                    cwd=folder,
                    env=env,
                    input=stdin,
                    capture_output=True,
                    check=False,
                )
            assert done.returncode == 0, (given, done.stdout, done.stderr)
            (folder / "spec.json").write_text(spec)
            count += 1
    assert count > 20


COMPLETIONS = {
    "generate --format pa": "parquet",
    "gene": "generate",
    "create --dialect ora": "oracle",
    "functions cho": "choice",
    "generate --dry": "--dry-run-sample",
    "help valid": "validate",
    "create --ddl a.sql b.s": "b.sql",
    "create --ddl a.sql --dialect ora": "oracle",
}


def completed(program, shell):
    """The shell's script, beside the files that lines name."""
    (program.folder / "completion").write_text(output("completion", shell))
    for name in ("a.sql", "b.sql"):
        (program.folder / name).write_text("")


def test_bash_completes(program):
    completed(program, "bash")
    code = (
        'source ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _datagen;'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )

    def complete(*line):
        done = subprocess.run(
            ["bash", "--norc", "-c", code, "bash", "datagen", *line],
            capture_output=True,
            text=True,
            check=True,
            cwd=program.folder,
        )
        assert not done.stderr.replace("bash: line 1: ", ""), done.stderr
        return done.stdout.splitlines()

    for line, expected in COMPLETIONS.items():
        assert complete(*line.split(" ")) == [expected], line
    assert set(complete("")) == set(NAMES)
    assert complete("generate", "--format", "=", "cs") == ["csv"]
    assert complete("--errors", "json", "expla") == ["explain", "explain-error"]
    assert complete("--errors", "=", "json", "expla") == ["explain", "explain-error"]
    assert complete("--errors", "=", "js") == ["json"]
    assert complete("generate", "--", "--se") == [""]
    for before in (["--ddl", "a.sql"], ["--ddl", "=", "a.sql"], ["-o", "x", "--ddl", "a.sql"]):
        assert complete("create", *before, "b.s") == ["b.sql"], before
    assert complete("create", "--ddl", "a.sql", "--", "b.s") == [""]
    (program.folder / "specs").mkdir()
    (program.folder / "spec.json").write_text("")
    assert set(complete("generate", "spe")) == {"specs", "spec.json"}
    assert complete("generate", "x", "-o", "spe") == ["specs"]
    for name in ("two words.json", "star *.json"):
        (program.folder / name).write_text("")
        assert complete("generate", name[:4]) == [name]


def test_fish_completes(program):
    completed(program, "fish")
    for line, expected in COMPLETIONS.items():
        code = f"source ./completion; complete -C 'datagen {line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=program.folder,
            env={**os.environ, "HOME": str(program.folder)},
        )
        found = [text.split("\t")[0] for text in done.stdout.splitlines()]
        assert found == [expected], line


def test_zsh_completes(program):
    completed(program, "zsh")
    for line, expected in COMPLETIONS.items():
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(program.folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "PS1": "> "})
        try:
            started = "autoload -U compinit; compinit -u -D; source ./completion; print rea''dy\n"
            os.write(terminal, started.encode())
            assert read_until(terminal, "ready\r")
            os.write(terminal, f"datagen {line}\t".encode())
            assert read_until(terminal, expected), line
        finally:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(terminal)


def read_until(terminal, text, seconds=60):
    """Whether the terminal shows the text within that time."""
    shown = ""
    deadline = time.monotonic() + seconds
    while text not in shown and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return text in shown


def test_the_man_page_is_clean():
    page = output("manual")
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tutf8"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == "" and "DATAGEN(1)" in done.stdout


def test_help_fits_the_terminal():
    for columns in (80, 120):
        for name in NAMES:
            code = f"stty cols {columns}; exec {PROGRAM} {name} --help"
            done = subprocess.run(
                ["script", "-qec", code, "/dev/null"],
                capture_output=True,
                text=True,
                check=True,
                stdin=subprocess.DEVNULL,
            )
            widths = [
                len(line)
                for line in done.stdout.splitlines()
                # An example is one line, to be copied.
                if not line.lstrip().startswith(("datagen ", "pg_dump "))
            ]
            assert max(widths) <= columns, (name, columns)


def test_mistakes_on_the_command_line_name_what_is_meant(program):
    shutil.copy(SHOP, program.folder / "spec.json")
    for line, said in (
        ("explian", "did you mean 'explain'"),
        ("generate spec.json --sede 4", "did you mean '--seed'"),
        ("generate spec.json --format parket", "did you mean 'parquet'"),
        ("generate spec.json --seed", "--seed has no value: expected a whole number"),
        ("generate spec.json --seed --strict", "--seed has no value"),
        ("generate spec.json --seed x", "expected a whole number"),
        ("generate spec.json --seed 1 --seed 2", "--seed is given twice"),
        ("generate spec.json --threads 0", "expected a whole number from 1 to 1024"),
        ("generate spec.json --rows customer", "expected N or TABLE=N"),
        ("generate spec.json --rows customer=-1", "from 0 to 10^15"),
        ("generate spec.json --parts 5/4", "with I from 1 to N"),
        ("generate spec.json --file-bytes 5XB", "a size like 64MB"),
        ("generate spec.json --scale nan", "expected a number"),
        ("generate spec.json other.json", "one value too many"),
        ("generate spec.json --create", "--create goes with --to"),
        ("generate", "SPEC is required"),
        ("export spec.json", "--to is required"),
        ("generate - --defects -", "only one file can be the standard input"),
        ("help nothing", "there is no command 'nothing'"),
    ):
        done = program.run(*line.split(" "), check=2, stdin="")
        assert said in done.stderr and done.stdout == "", line
    assert program.run().stdout == program.run("--help").stdout == program.run("help").stdout
    assert (
        program.run("-V").stdout == program.run("--version").stdout == program.run("version").stdout
    )
    lines = ["--seed=7 --rows=customer=5 spec.json", "--seed 7 --rows customer=5 -- spec.json"]
    one, other = (program.run("explain", *line.split(" ")).stdout for line in lines)
    assert one == other and "seed 7" in one and "5 rows" in one


def test_standard_input_wherever_a_file_is_read(program):
    spec = SHOP.read_text()
    assert "customer" in program.run("explain", "-", stdin=spec).stdout
    program.run("generate", "-", "-o", "out", "--dry-run-sample", "20", stdin=spec)
    program.run("validate", "-", "--data", "out", stdin=spec)
    assert "customer" in program.run("export", "-", "--to", "dbt", stdin=spec).stdout
    assert "nodes" in program.run("create", "--ddl", "-", stdin=DDL.read_text()).stdout
    (program.folder / "spec.json").write_text(spec)
    defects = json.dumps(
        {"defects": [{"table": "customer", "column": "name", "kind": "null", "rate": 0.01}]}
    )
    done = program.run("generate", "spec.json", "--defects", "-", "-o", "d", stdin=defects)
    assert re.search(r"^[\d,]+ values broken on purpose", done.stdout, re.M), done.stdout
    program.run("generate", "spec.json", "--to", "x.sqlite", "--create-ddl", "-", check=2, stdin="")


def test_what_is_read_is_bounded(program):
    done = program.run("explain", "/dev/zero", check=2)
    assert "longer than 256 MB, the most that is read" in done.stderr
    assert "Is a directory" in program.run("explain", ".", check=2).stderr
    assert "No such file" in program.run("explain", "none.json", check=2).stderr


def test_standard_output_that_can_not_be_written(program):
    """A full disk, a closed stream and a reader that went away: code 3, and why."""
    shutil.copy(SHOP, program.folder / "spec.json")
    program.run("generate", "spec.json", "-o", "out")
    lines = [
        ["explain", "spec.json"], ["export", "spec.json", "--to", "dbt"], ["functions"], ["schema"],
        ["validate", "spec.json", "--data", "out"], ["create", "--ddl", DDL], ["--version"],
        ["generate", "spec.json", "-o", "again", "--overwrite"], ["--help"], ["commands"],
        ["help"], ["manual"], ["completion", "bash"], ["explain-error"], ["verify", "out"], ["version"],
        ["preview", "spec.json"],
    ]  # fmt: skip
    assert {line[0] for line in lines} >= set(NAMES)

    def run(line, redirection):
        code = f'exec "$@" {redirection}'
        return subprocess.run(
            ["bash", "-c", code, "bash", PROGRAM, *line],
            cwd=program.folder,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    for line in lines:
        for redirection, why in ((">/dev/full", "No space left"), (">&-", "Bad file descriptor")):
            done = run(line, redirection)
            assert done.returncode == 3, (line, redirection, done.stderr)
            assert f"can't write to standard output: {why}" in done.stderr, (line, redirection)
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [PROGRAM, *line],
            cwd=program.folder,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        os.close(writing)
        assert done.returncode == 3 and "Broken pipe" in done.stderr, line


def test_errors_as_one_document(program):
    spec = json.loads(SHOP.read_text())
    spec["nodes"][0]["columns"][0]["generator"] = {"sequence": {"stat": 1}}
    program.write(spec)
    shutil.copy(SHOP, program.folder / "good.json")
    for line, code, said in (
        ("explain spec.json", 2, "stat"),
        ("generate spec.json", 2, "stat"),
        ("validate spec.json", 2, "stat"),
        ("explain none.json", 2, "can't read"),
        ("generate good.json --sede 1", 2, "--sede"),
        ("validate good.json --data nowhere", 3, "nowhere"),
        ("create --ddl none.sql", 2, "can't read"),
        ("functions chioce", 2, "there is no function"),
    ):
        done = program.run(*line.split(" "), "--errors", "json", check=code)
        document = json.loads(done.stderr)
        assert document["exit_code"] == code and document["command"] == line.split(" ")[0]
        assert document["problems"][0]["severity"] == "error"
        assert said in json.dumps(document["problems"]), line
    done = program.run("--errors", "json", "generate", "good.json", "-o", "out")
    assert json.loads(done.stderr)["problems"] == [] and "total" in done.stdout


def test_bytes_that_are_no_characters_do_not_break_the_document(program):
    shutil.copy(SHOP, program.folder / "spec.json")
    for line in ([b"none\xff.json"], [b"spec.json", b"--rows", b"cust\xff=3"]):
        done = subprocess.run(
            [PROGRAM, "explain", *line, "--errors", "json"],
            cwd=program.folder,
            capture_output=True,
            check=False,
        )
        problems = json.loads(done.stderr.decode())["problems"]
        assert done.returncode == 2 and "\ufffd" in problems[0]["message"], problems
