"""Files as their users want them: dialects, compression, folders by values, standard output, what is
replaced and what is not. Outside tools read them back."""

import csv
import datetime
import gzip
import io
import json
import re
import shutil
import sqlite3
import subprocess

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
import servers
import xxhash
from conftest import PROGRAM, ROOT, entity, spec_of

TEXTS = ["plain", "a,b;c", 'say "x"', "two\nlines", "", " edge ", "NULL", "tab\there", "Zürich"]


def every_type(rows=700):
    uniform = {"distribution": {"type": "uniform", "params": {"min": -9, "max": 9}}}
    return spec_of(
        [
            entity(
                [
                    ("text", "string", {"choice": {"choices": TEXTS}}, {"nullable": True, "null_rate": 0.2}),
                    ("amount", "decimal(9,2)", uniform, {"nullable": True, "null_rate": 0.2}),
                    ("ratio", "float", uniform),
                    ("day", "date", {"datetime_series": {"freq": "D"}}),
                    ("at", "datetime", {"datetime_series": {"freq": "H"}}),
                    ("yes", "bool", {"choice": {"choices": [True, False]}}),
                    ("country", "string", {"choice": {"choices": ["DE", "a/b=c%", "São"]}}),
                ],
                rows,
            )
        ]
    )  # fmt: skip


def rows_of(program, spec, *arguments):
    """The table as the Parquet files have it."""
    program.generate(spec, "--overwrite", *arguments, out="plain")
    return pq.read_table(program.folder / "plain/t").to_pylist()


def validates(program, out, *arguments):
    done = program.run(
        "validate", "spec.json", "--data", out, "--strict", "--report", "none", *arguments
    )
    assert done.returncode == 0


DIALECTS = [
    [],
    ["--csv-delimiter", ";", "--csv-decimal", ","],
    ["--csv-delimiter", "tab", "--csv-quote", "all", "--csv-null", "\\N"],
    ["--csv-delimiter", "|", "--csv-null", "NULL", "--csv-header", "no"],
    ["--csv-quote", "all", "--csv-decimal", ",", "--csv-date-format", "%d/%m/%Y"],
    ["--csv-date-format", "%d.%m.%Y", "--csv-datetime-format", "%m/%d/%Y %H:%M:%S.%f"],
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: " ".join(d) or "usual")
def test_a_dialect_reads_back_as_what_was_written(program, dialect):
    spec = every_type()
    expected = rows_of(program, spec)
    program.generate(spec, "--format", "csv", "--part-rows", 300, *dialect)
    given = dict(zip(dialect[::2], dialect[1::2], strict=True))
    sign = {"tab": "\t"}.get(given.get("--csv-delimiter", ","), given.get("--csv-delimiter", ","))
    point = given.get("--csv-decimal", ".")
    null = given.get("--csv-null", "")
    day = given.get("--csv-date-format", "%Y-%m-%d")
    at = given.get("--csv-datetime-format", "%Y-%m-%dT%H:%M:%SZ")
    read = []
    for path in sorted((program.folder / "out/t").glob("part-*.csv")):
        text = path.read_bytes().decode()
        # Python's reader does not tell a null from an empty text: DuckDB does, below.
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
        if given.get("--csv-header") != "no":
            assert lines.pop(0) == list(expected[0])
        read += lines
        if given.get("--csv-quote") == "all":
            unquoted = re.sub(r'"(?:[^"]|"")*"', "", text).replace(null, "")
            assert not unquoted.strip(sign + "\n")
    assert len(read) == len(expected)
    for line, row in zip(read, expected, strict=True):
        assert int(line[0]) == row["id"]
        assert line[1] == (null if row["text"] is None else row["text"])
        assert line[2] == (
            null if row["amount"] is None else str(row["amount"]).replace(".", point)
        )
        assert float(line[3].replace(point, ".")) == row["ratio"]
        assert datetime.datetime.strptime(line[4], day).date() == row["day"]
        assert datetime.datetime.strptime(line[5], at) == row["at"].replace(tzinfo=None)
        assert line[6] == str(row["yes"]).lower()
    names = ", ".join(f"'{name}'" for name in expected[0])
    found = duckdb.sql(
        f"select count(*) filter (text is null), count(*) filter (text = '') from read_csv("
        f"'{program.folder}/out/t/*.csv', delim = '{sign}', nullstr = '{null}', quote = '\"', "
        f"escape = '\"', allow_quoted_nulls = false, all_varchar = true, strict_mode = true, "
        + (f"header = false, names = [{names}])" if "--csv-header" in given else "header = true)")
    ).fetchone()
    texts = [row["text"] for row in expected]
    assert found == (texts.count(None), texts.count(""))
    validates(program, "out")
    # Files of others have no metadata: their dialect is said.
    (program.folder / "out/.metadata.json").unlink()
    validates(program, "out", *dialect)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--csv-decimal", ","], "another sign than the delimiter"),
        (["--csv-delimiter", "ab"], "one sign such as"),
        (["--csv-delimiter", "1"], "one sign such as"),
        (["--csv-delimiter", '"'], "one sign such as"),
        (["--csv-null", "a,b"], "a text without the delimiter"),
        (["--csv-null", "0"], "a text that no value is"),
        (["--csv-decimal", "x"], "a point or a comma"),
        (["--csv-date-format", "%d.%m"], "each of %Y %m %d"),
        (["--csv-date-format", "%d%m%Y"], "a sign before the year"),
        (["--csv-date-format", "%H %d.%m.%Y"], "each of %Y %m %d once"),
        (["--csv-datetime-format", "%d.%m.%Y"], "each of %Y %m %d %H %M %S"),
        (["--format", "jsonl", "--csv-delimiter", ";"], "the format csv"),
    ],
)  # fmt: skip
def test_what_could_not_be_told_apart_is_refused(program, arguments, message):
    spec = program.write(every_type(5))
    done = program.run("generate", spec, "--format", "csv", *arguments, "-o", "out", check=2) if (
        "--format" not in arguments
    ) else program.run("generate", spec, *arguments, "-o", "out", check=2)  # fmt: skip
    assert message in done.stderr
    assert not (program.folder / "out").exists()


def test_csv_files_of_others(program):
    program.write(spec_of([entity([("v", "int", {"sequence": {}})], 2)]))
    data = program.folder / "data"
    data.mkdir()

    def check(name, content, *arguments):
        shutil.rmtree(data)
        data.mkdir()
        (data / name).write_bytes(content)
        done = program.run(
            "validate",
            "spec.json",
            "--data",
            data,
            "--report",
            "none",
            "--print",
            "json",
            *arguments,
            check=None,
        )
        return done.stdout

    assert "divided by ';', and ',' is expected" in check("t.csv", b"id;v\n1;1\n2;2\n")
    assert "divided by 'tab'" in check("t.csv", b"id\tv\n1\t1\n2\t2\n")
    assert '"passed": true' in check("t.csv", b"id;v\n1;1\n2;2\n", "--csv-delimiter", ";")
    for name, content in {
        "t.CSV": b"id,v\n1,1\n2,2\n",
        "t.tsv.gz": gzip.compress(b"id\tv\n1\t1\n2\t2\n"),
        "t.Csv.GZ": gzip.compress(b"id,v\n1,1\n2,2\n"),
        "t.ndjson.gz": gzip.compress(b'{"id":1,"v":1}\n{"id":2,"v":2}\n'),
    }.items():
        assert '"passed": true' in check(name, content), name
    assert "not UTF-8" in check("t.csv", b"id,v\n1,1\n2,\xe4\n")


@pytest.mark.parametrize("format", ["csv", "jsonl"])
@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_compressed_files(program, format, compression):
    spec = every_type()
    arguments = ["--format", format, "--part-rows", 300]
    plain = program.generate(spec, *arguments, out="plain")["tables"]
    once = program.generate(
        spec, *arguments, "--compression", compression, "--threads", 1, out="one"
    )["tables"]
    program.generate(
        spec, *arguments, "--compression", compression, "--threads", 4, out="four",
    )  # fmt: skip
    ending = {"gzip": "gz", "zstd": "zst"}[compression]
    names = [f"part-0000{i}.{format}" for i in range(3)]
    for name in names:
        path = program.folder / "one/t" / f"{name}.{ending}"
        assert path.read_bytes() == (program.folder / "four/t" / path.name).read_bytes()
        unpacked = pa.input_stream(path, compression=compression).read()
        assert unpacked == (program.folder / "plain/t" / name).read_bytes()
    assert once["t"]["content_hash"] == plain["t"]["content_hash"]
    assert once["t"]["bytes"] < plain["t"]["bytes"] / 2
    validates(program, "one")
    done = program.run(
        "generate", "spec.json", "--format", f"{format}.{ending}", "-o", "x", check=2
    )
    assert f"{format}" in done.stderr


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "arrow"])
def test_folders_by_values(program, format):
    spec = every_type()
    spec["nodes"][0]["columns"][7]["nullable"] = True
    spec["nodes"][0]["columns"][7]["null_rate"] = 0.1
    expected = rows_of(program, spec)
    arguments = ["--format", format, "--partition-by", "country,yes", "--part-rows", 300]
    one = program.generate(spec, *arguments, "--threads", 1, out="one")
    program.generate(spec, *arguments, "--threads", 4, out="run=7/four")
    files = sorted(
        p.relative_to(program.folder / "one") for p in (program.folder / "one/t").rglob("*.*")
    )
    assert {str(path.parent) for path in files} == {
        f"t/country={country}/yes={yes}"
        for country in ("DE", "a%2Fb%3Dc%25", "São", "__HIVE_DEFAULT_PARTITION__")
        for yes in ("true", "false")
    }
    assert one["tables"]["t"]["files"] == len(files)
    for path in files:
        twin = program.folder / "run=7/four" / path
        assert (program.folder / "one" / path).read_bytes() == twin.read_bytes()
    assert (
        one["tables"]["t"]["content_hash"]
        == json.loads((program.folder / "plain/.metadata.json").read_text())["tables"]["t"][
            "content_hash"
        ]
    )
    if format == "parquet":
        read = duckdb.sql(
            f"select * from read_parquet('{program.folder}/one/t/**/*.parquet', "
            "hive_partitioning = true, hive_types = {'yes': 'BOOLEAN'}) order by id"
        ).to_arrow_table().to_pylist()  # fmt: skip
        assert [row["country"] for row in read] == [row["country"] for row in expected]
        assert [row["yes"] for row in read] == [row["yes"] for row in expected]
        arrow = pa.dataset.dataset(program.folder / "one/t", partitioning="hive").to_table()
        assert arrow.num_rows == len(expected)
        assert set(pq.read_schema(program.folder / "one" / files[0]).names) == set(expected[0]) - {
            "country",
            "yes",
        }
    validates(program, "one")
    validates(program, "run=7/four")  # which gains no column `run`


def test_folders_above_the_data_are_no_columns(program):
    spec = every_type(50)
    for format in ("parquet", "csv", "jsonl"):
        program.generate(spec, "--format", format, out=f"run=7/{format}")
        validates(program, f"run=7/{format}")


def test_a_column_of_too_many_values_divides_nothing(program):
    spec = program.write(every_type(9000))
    done = program.run("generate", spec, "--partition-by", "id", "-o", "out", check=2)
    assert "more than 4096 folders" in done.stderr and "at most 4096" in done.stderr
    assert not (program.folder / "out").exists()
    for column, message in [
        ("nothing", "no table has all the columns"),
        ("ratio", "can't name folders"),
        ("country,country", "twice"),
        ("text", "which readers take for a null"),
    ]:
        done = program.run("generate", spec, "--partition-by", column, "-o", "out", check=2)
        assert message in done.stderr, column
        assert not (program.folder / "out").exists()


def test_one_table_to_standard_output(program):
    spec = every_type()
    shop = ROOT / "examples/specs/shop.json"
    program.write(spec)
    hashes = program.generate(spec, out="plain")["tables"]["t"]["content_hash"]
    for format in ("csv", "jsonl"):
        program.generate(spec, "--format", format, out=format)
        done = program.run("generate", "spec.json", "-o", "-", "--format", format)
        path = program.folder / format / f"t/part-00000.{format}"
        assert done.stdout == path.read_text()
        assert hashes in done.stderr
    raw = [PROGRAM, "generate", "spec.json", "-o", "-", "--format"]
    stream = subprocess.run([*raw, "arrow"], cwd=program.folder, capture_output=True, check=True)
    expected = pq.read_table(program.folder / "plain/t")
    read = pa.ipc.open_stream(stream.stdout).read_all()
    assert read["id"].to_pylist() == expected["id"].to_pylist()
    parquet = subprocess.run([*raw, "parquet"], cwd=program.folder, capture_output=True, check=True)
    assert pq.read_table(io.BytesIO(parquet.stdout)).equals(expected)
    done = program.run("generate", shop, "-o", "-", "--format", "csv", check=2)
    assert "customer" in done.stderr and "purchase" in done.stderr
    done = program.run("generate", shop, "-o", "-", "--table", "customer", "--format", "csv")
    assert done.stdout.startswith("id,country,name,spent\n1,")
    for more in (["--overwrite"], ["--parts", "1/2"], ["--partition-by", "country"]):
        program.run("generate", shop, "-o", "-", "--table", "customer", *more, check=2)
    assert not (program.folder / "-").exists() and not (program.folder / "output").exists()


@pytest.mark.parametrize("format", ["csv", "jsonl", "arrow", "parquet"])
def test_threads_change_nothing_of_a_stream(program, format):
    program.write(every_type(), "spec.json")
    raw = [PROGRAM, "generate", "spec.json", "-o", "-", "--rows", "t=5000", "--format", format]
    raw += ["--row-group-rows", "1000"] if format in ("parquet", "arrow") else []
    said = {
        (done.stdout, done.stderr)
        # A batch is a record of Arrow's stream.
        for threads, batch in ((1, 100), (2, 100), (8, 100), (3, 100 if format == "arrow" else 777))
        for done in [
            subprocess.run(
                [*raw, "--threads", str(threads), "--batch-rows", str(batch)],
                cwd=program.folder, capture_output=True, check=True,
            )
        ]
    }  # fmt: skip
    assert len({stdout for stdout, _ in said}) == 1 and len(said) == 1


def test_a_reader_that_goes_away_ends_it(program):
    program.write(every_type())
    command = [PROGRAM, "generate", "spec.json", "--rows", "t=3000000", "-o", "-"]
    for format in ("csv", "jsonl", "arrow", "parquet"):
        started = subprocess.Popen(
            [*command, "--format", format, "--progress", "never"],
            cwd=program.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert started.stdout.read(1)
        started.stdout.close()
        assert started.wait(60) == 141 and started.stderr.read() == b"", format
        started.stderr.close()
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*command, "--format", "csv"],
            cwd=program.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3 and b"No space left on device" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "csv", "--compression", "gzip"],
        ["--format", "jsonl", "--compression", "zstd"],
        ["--partition-by", "country"],
    ],
)
def test_a_full_disk_leaves_nothing_half_written(program, arguments):
    program.write(every_type(60_000))
    done = program.run(
        "generate", "spec.json", "-o", "out", "--part-rows", "20000", *arguments, check=3,
        env={"LD_PRELOAD": str(ROOT / "build/bin/full_disk.so"), "DATAGEN_DISK_PATH": str(program.folder), "DATAGEN_DISK_BYTES": "20000"},
    )  # fmt: skip
    assert "No space left on device" in done.stderr
    assert not [p for p in (program.folder / "out").rglob("*.tmp*")]
    program.run("generate", "spec.json", "-o", "out", "--part-rows", "20000", *arguments)
    validates(program, "out")


def test_every_file_is_listed_with_its_digest(program):
    program.generate(every_type(), "--part-rows", 300, "--partition-by", "country")
    listed = (program.folder / "out/.files.xxh128").read_text().splitlines()
    found = {}
    for line in listed:
        digest, path = line.split("  ", 1)
        found[path] = digest
        assert xxhash.xxh3_128_hexdigest((program.folder / "out" / path).read_bytes()) == digest
    assert set(found) == {
        str(path.relative_to(program.folder / "out"))
        for path in (program.folder / "out/t").rglob("*.parquet")
    }


def test_a_part_with_other_bytes_is_made_again(program):
    spec = program.write(every_type())
    arguments = ["--format", "csv", "--part-rows", 100]
    program.generate(spec, *arguments, out="whole")
    program.run("generate", spec, *arguments, "-o", "out", "--parts", "1/2")
    part = program.folder / "out/t/part-00001.csv"
    bytes_before = part.read_bytes()
    part.write_bytes(bytes_before[:-2] + b"x\n")  # as long as before
    done = program.run("generate", spec, *arguments, "-o", "out")
    assert "2 finished parts of an earlier run kept" in done.stdout
    assert part.read_bytes() == bytes_before


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_validate_says_which_files_are_not_as_written(program, format):
    """Though all that the spec claims holds of their rows. Digests by xxhash's own package."""
    spec = program.write(every_type())
    program.generate(spec, "--format", format, "--part-rows", 150)

    def found():
        done = program.run("validate", spec, "--data", "out", "--report", "report.json")
        report = json.loads((program.folder / "report.json").read_text())
        checks = [one for one in report["constraints"] if one["check"] == "digests"]
        assert ("failed digests: " in done.stdout) == any(
            one["verdict"] == "failed" for one in checks
        )
        return checks

    (clean,) = found()
    assert clean["verdict"] == "passed" and clean["rows"] >= 3 and clean["violations"] == 0
    parts = sorted((program.folder / "out/t").iterdir())
    was = xxhash.xxh3_128_hexdigest(parts[1].read_bytes())
    if format == "csv":
        parts[1].write_bytes(parts[1].read_bytes().replace(b"\n", b"\r\n"))
    else:
        pq.write_table(pq.read_table(parts[1]), parts[1], compression="gzip")
    parts[2].rename(parts[2].with_stem("part-00070"))
    (damaged,) = found()
    assert damaged["verdict"] == "failed" and not damaged["hard"] and damaged["violations"] == 3
    assert damaged["examples"] == [
        {"file": "out/t/" + parts[1].name, "problem": "has other bytes", "expected": was,
         "given": xxhash.xxh3_128_hexdigest(parts[1].read_bytes())},
        {"file": f"out/t/part-00070.{format}", "problem": "was not written", "given": None, "expected": None},
        {"file": f"out/t/{parts[2].name}", "problem": "is missing", "given": None,
         "expected": xxhash.xxh3_128_hexdigest(parts[2].with_stem("part-00070").read_bytes())},
    ]  # fmt: skip
    program.run("validate", spec, "--data", "out", "--strict", check=1)
    (program.folder / "out/.files.xxh128").unlink()  # as of a folder from elsewhere
    assert found() == []


def test_overwriting_removes_only_what_a_run_wrote(program):
    spec = every_type(100)
    program.generate(spec, "--part-rows", 40)
    mine = program.folder / "out/t/part-of-my-thesis.txt"
    mine.write_text("mine")
    done = program.run("generate", "spec.json", "-o", "out", "--overwrite", check=2)
    assert "holds files that datagen did not write" in done.stderr
    assert mine.read_text() == "mine"
    validates(program, "out")  # nothing was removed
    mine.unlink()
    # A link is no folder of ours, wherever it leads.
    outside = program.folder / "outside"
    shutil.copytree(program.folder / "out/t", outside)
    shutil.rmtree(program.folder / "out/t")
    (program.folder / "out/t").symlink_to(outside)
    program.run("generate", "spec.json", "-o", "out", "--overwrite", check=2)
    assert len(list(outside.iterdir())) == 3
    (program.folder / "out/t").unlink()
    # A file of a link's name goes, what it leads to stays.
    precious = program.folder / "precious"
    precious.write_text("x")
    (program.folder / "out/t").mkdir()
    (program.folder / "out/t/part-00000.parquet").symlink_to(precious)
    program.generate(spec, "--overwrite", "--partition-by", "country")
    assert precious.read_text() == "x"
    program.generate(spec, "--overwrite", "--format", "csv")
    assert [path.name for path in (program.folder / "out/t").iterdir()] == ["part-00000.csv"]


def test_paths_and_urls(program):
    spec = program.write(every_type(10))
    for url in ("s3://bucket/x", "gs://b/x", "hdfs://h/x", "abfss://c@a.dfs.core.windows.net/x"):
        for arguments in (
            ["generate", spec, "-o", url],
            ["generate", url],
            ["validate", spec, "--data", url],
            ["create", "--ddl", url],
        ):
            done = program.run(*arguments, check=2)
            assert "file:///path" in done.stderr and "mount it" in done.stderr, arguments
    assert not [p for p in program.folder.iterdir() if ":" in p.name]
    program.run("generate", f"file://{spec}", "-o", f"file://{program.folder}/a%20b")
    assert (program.folder / "a b/.metadata.json").exists()
    program.run("validate", spec, "--data", f"file://{program.folder}/a%20b")
    secret = "postgresq://me:geheim@host/db"
    assert "geheim" not in program.run("validate", spec, "--data", secret, check=2).stderr


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "arrow"])
def test_a_table_without_rows_validates(program, format):
    for more in ([], ["--partition-by", "country"]):
        program.generate(every_type(), "--rows", "t=0", "--format", format, "--overwrite", *more)
        validates(program, "out", "--rows", "t=0")


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_rows_of_a_database_are_replaced_or_stay(program, kind):
    shop = ROOT / "examples/specs/shop.json"
    database = program.folder / f"shop.{kind}"

    def names():
        connect = sqlite3.connect if kind == "sqlite" else duckdb.connect
        connection = connect(str(database))
        rows = connection.execute("select id, name from customer order by id").fetchall()
        connection.close()
        return rows

    program.run("generate", shop, "--rows", "customer=50", "--to", database)
    before = names()
    done = program.run("generate", shop, "--rows", "customer=50", "--to", database, check=None)
    assert done.returncode == 2 and names() == before
    program.run(
        "generate", shop, "--rows", "customer=70", "--to", database, "--seed", "9", "--overwrite"
    )
    after = names()
    assert len(after) == 70 and after[:50] != before
    # A load that fails leaves the rows that were there.
    spec = json.loads(shop.read_text())
    spec["nodes"][0]["columns"][0]["name"] = "other"
    spec["nodes"][0]["pk"] = "other"
    text = json.dumps(spec).replace("customer.id", "customer.other")
    done = program.run("generate", program.write(text), "--to", database, "--overwrite", check=2)
    assert names() == after


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_files_have_the_size_that_was_asked_for(program, format):
    spec = every_type(60_000)
    for kilobytes in (150, 400):
        program.generate(spec, "--format", format, "--file-bytes", f"{kilobytes}KB", "--overwrite")
        sizes = [p.stat().st_size for p in sorted((program.folder / "out/t").glob("part-*"))]
        assert len(sizes) > 2
        assert all(0.9 <= size / (kilobytes * 1000) <= 1 for size in sizes[:-1]), sizes


def test_a_folder_is_verified(program):
    program.generate(every_type(), "--format", "csv", "--part-rows", 300, "--rows", "t=650")
    done = program.run("verify", "out", "--values")
    assert "3 files" in done.stdout and "1 tables made again: all as they were" in done.stdout
    part = program.folder / "out/t/part-00001.csv"
    content = part.read_bytes()
    part.write_bytes(content.replace(b"true", b"TRUE", 1))
    (program.folder / "out/t/part-00002.csv").unlink()
    (program.folder / "out/t/more.csv").write_text("x\n")
    done = program.run("verify", "out", check=1)
    assert done.stdout.splitlines()[:3] == [
        "t/part-00001.csv has other bytes than were written",
        "t/part-00002.csv is missing",
        "t/more.csv was not written",
    ]
    metadata = program.folder / "out/.metadata.json"
    metadata.write_text(metadata.read_text().replace('"seed": 42', '"seed": 43'))
    assert "its spec and seed give" in program.run("verify", "out", "--values", check=1).stdout
    metadata.unlink()
    program.run("verify", "out", check=2)


@pytest.fixture(scope="module", params=[servers.Postgres, servers.MariaDb])
def server(request):
    started = request.param()
    yield started
    started.stop()


def circle(rows):
    """A table that refers to itself, and two that refer to each other."""

    def table(name, *more, kind="entity"):
        key = ("id", "int", {"sequence": {}})
        return {"id": name, "kind": kind, "pk": "id", "rows": rows, "columns": [key, *more]}

    def lookup(target):
        return {"lookup": {"from": f"{target}.id", "pick": "uniform"}}

    spec = spec_of(
        [
            table(
                "person",
                ("chief", "int", {"lookup": {"from": "person.id"}}, {"nullable": True}),
                ("team", "int", lookup("team")),
            ),
            table("team", ("lead", "int", lookup("person"))),
        ]
    )
    spec["constraints"] = {
        "foreign_keys": [
            {"from": "person.chief", "to": "person.id"},
            {"from": "person.team", "to": "team.id"},
            {"from": "team.lead", "to": "person.id"},
        ]
    }
    return spec


def test_rows_of_a_server_are_replaced_or_stay(program, server):
    path = program.write(circle(60))
    with server.database("replaced"):
        to = ["--to", server.url("replaced")]

        def people():
            with server.connect("replaced") as connection, connection.cursor() as cursor:
                cursor.execute("select id, chief, team from person order by id")
                return list(cursor.fetchall())

        program.run("generate", path, *to, "--create")
        before = people()
        program.run("generate", path, *to, check=2)  # the keys are taken
        assert people() == before
        program.run("generate", path, *to, "--overwrite", "--seed", "9", "--rows", "person=80")
        after = people()
        assert len(after) == 80 and after[:60] != before
        # Rows that someone else refers to stay, with all others.
        with server.connect("replaced") as connection, connection.cursor() as cursor:
            cursor.execute("create table outsider (person bigint references person (id))")
            if server.scheme == "mysql":
                cursor.execute("drop table outsider")
                cursor.execute(
                    "create table outsider (person bigint, foreign key (person) references person (id))"
                )
            cursor.execute("insert into outsider values (1)")
            connection.commit()
        done = program.run("generate", path, *to, "--overwrite", check=2)
        assert "outsider" in done.stderr, done.stderr
        assert people() == after
