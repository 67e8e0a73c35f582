"""Drafts of schemas as people write them, loaded into real databases and validated there: the
databases' own CHECKs judge the rows, and a value that is broken by hand is found.
"""

import json
import re

import duckdb
import pytest
from conftest import ROOT

pytestmark = pytest.mark.xdist_group("draft_databases")
FOLDER = ROOT / "tests/cases/draft"


def cases_of(dialect):
    """The scripts of the text cases of which nothing is only promised with a warning."""
    scripts = []
    for path in sorted(FOLDER.glob("*.txt")):
        for case in re.split(r"^== ", path.read_text(), flags=re.MULTILINE)[1:]:
            _, of, script = case.split("\n----")[0].split("\n", 2)
            if of == dialect and "\nwarning " not in case:
                scripts.append(script)
    return scripts


def test_every_case_is_accepted(program, running):
    """What the text cases promise to keep, the database takes; and what is claimed holds there."""
    scripts = cases_of("postgresql")
    server = running["postgresql"]
    url = server.url("cases")
    with server.database("cases") as connection:
        for number, script in enumerate(scripts):
            connection.execute(f"CREATE SCHEMA c{number}; SET search_path = c{number}")
            connection.execute(script)
    done = program.run("create", "--from", url, "-o", "spec.json", "--rows", "200")
    assert "warning[" not in done.stderr, done.stderr
    program.run("generate", "spec.json", "--to", url)
    program.run("validate", "spec.json", "--data", url, "--strict")
    assert len(scripts) > 40


def test_cases_of_mariadb_are_accepted(program, running):
    server = running["mysql"]
    for script in cases_of("mysql"):
        with server.database("cases"):
            assert server.load("cases", program.write(script, "case.sql")) == []
        url = server.url("cases")
        program.run("create", "--from", url, "-o", "spec.json", "--rows", "200")
        program.run("generate", "spec.json", "--to", url)
        program.run("validate", "spec.json", "--data", url, "--strict")


FORMS = """
CREATE TABLE t (
  id int PRIMARY KEY,
  number text NOT NULL CHECK (number ~ '^INV-[0-9]{4}$'),
  mail text NOT NULL CHECK (mail LIKE '%@%'),
  size text NOT NULL CHECK (size IN ('S', 'M', 'L')),
  stars int NOT NULL CHECK (stars IN (1, 2, 3)),
  code text NOT NULL CHECK (length(code) = 6),
  label text NOT NULL CHECK (char_length(label) >= 5),
  loud text NOT NULL CHECK (loud = upper(loud)),
  amount numeric(8,2) NOT NULL CHECK (amount > 0 AND amount <= 900),
  day date NOT NULL CHECK (day >= DATE '2024-02-01'),
  starts timestamp NOT NULL,
  ends timestamp NOT NULL,
  low int NOT NULL,
  high int NOT NULL,
  a int,
  b int,
  status text NOT NULL CHECK (status IN ('open', 'paid')),
  paid_at timestamp,
  CHECK (ends > starts AND ends <= starts + interval '4 hours'),
  CHECK (low < high),
  CHECK ((a IS NULL) = (b IS NULL)),
  CHECK (status <> 'paid' OR paid_at IS NOT NULL)
);
"""
# What breaks each CHECK: a row is chosen by a condition, a column of it gets another value.
BREAKS = {
    "a regular expression": ("true", "number = 'INV-12'"),
    "a LIKE": ("true", "mail = 'nobody'"),
    "a list of texts": ("true", "size = 'XL'"),
    "a list of numbers": ("true", "stars = 7"),
    "a length": ("true", "code = 'ABCDEFG'"),
    "a least length": ("true", "label = 'ab'"),
    "capital letters": ("true", "loud = 'quiet'"),
    "a limit below": ("true", "amount = 0"),
    "a limit above": ("true", "amount = 900.01"),
    "a limit of times": ("true", "day = '2024-01-31'"),
    "an order of times": ("true", "ends = starts"),
    "a distance": ("true", "ends = starts + interval '4 hours 1 second'"),
    "an order of numbers": ("true", "low = high"),
    "both or none": ("b IS NOT NULL", "b = NULL"),
    "an implication": ("status = 'paid'", "paid_at = NULL"),
}


def test_a_broken_check_is_found(program):
    """For each form of CHECK: one value that breaks it, and the validation fails."""
    ddl = program.write(FORMS, "forms.sql")
    done = program.run("create", "--ddl", ddl, "-o", "spec.json", "--dialect", "postgresql")
    assert "not-kept" not in done.stderr, done.stderr
    assert "not-understood" not in done.stderr, done.stderr
    program.generate(program.folder / "spec.json", "--no-validate", out="made")
    program.run("validate", "spec.json", "--data", "made", "--strict")
    (program.folder / "broken/t").mkdir(parents=True)
    found = {}
    for form, (where, change) in BREAKS.items():
        with duckdb.connect() as rows:
            rows.execute(f"CREATE TABLE t AS FROM '{program.folder}/made/t/*.parquet'")
            rows.execute(f"UPDATE t SET {change} WHERE id = (SELECT min(id) FROM t WHERE {where})")
            rows.execute(f"COPY t TO '{program.folder}/broken/t/part-00000.parquet'")
        found[form] = program.run(
            "validate", "spec.json", "--data", "broken", "--strict", check=None
        ).returncode
    assert found == dict.fromkeys(BREAKS, 1)


# Every common type, and what constraints a schema of some size has.
RICH = """
CREATE TYPE stage AS ENUM ('new', 'active', 'closed');
CREATE DOMAIN share AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE country (code char(2) PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  email varchar(80) NOT NULL UNIQUE CHECK (email LIKE '%@%'),
  phone text,
  fax text,
  country_code char(2) NOT NULL REFERENCES country,
  language char(5) NOT NULL DEFAULT 'en_US',
  stage stage NOT NULL DEFAULT 'new',
  closed_at timestamptz,
  reason text,
  discount share NOT NULL DEFAULT 0,
  born date CHECK (born > DATE '1900-01-01'),
  settings jsonb NOT NULL DEFAULT '{}',
  raw json,
  tags text[] NOT NULL DEFAULT '{}',
  scores int[],
  flags bit(8) NOT NULL,
  mask bit varying(12),
  photo bytea,
  opens time NOT NULL,
  closes time NOT NULL,
  patience interval NOT NULL,
  address inet,
  network cidr,
  device macaddr,
  weight real,
  height double precision,
  small smallint NOT NULL,
  balance numeric(14,4) NOT NULL,
  rate numeric NOT NULL,
  price money,
  is_vip boolean NOT NULL DEFAULT false,
  created_at timestamp NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL,
  initials text GENERATED ALWAYS AS (upper(language) || '-' || email) STORED,
  CHECK ((stage = 'closed') = (closed_at IS NOT NULL)),
  CHECK (stage <> 'closed' OR reason IS NOT NULL),
  CHECK (phone IS NOT NULL OR fax IS NOT NULL),
  CHECK (closes > opens),
  CHECK (NOT is_vip OR discount >= 5)
);
CREATE UNIQUE INDEX one_active ON customer (phone) WHERE stage = 'active';
CREATE TABLE booking (
  customer_id bigint NOT NULL REFERENCES customer,
  number int NOT NULL,
  starts timestamp NOT NULL,
  ends timestamp NOT NULL,
  seats int NOT NULL CHECK (seats BETWEEN 1 AND 8),
  price numeric(8,2) NOT NULL CHECK (price > 0),
  total numeric(12,2) GENERATED ALWAYS AS (seats * price) STORED,
  gross numeric(12,2) GENERATED ALWAYS AS (seats * price * 1.19) STORED,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'cancelled')),
  paid_at timestamp,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^BK-[0-9]{6}$'),
  PRIMARY KEY (customer_id, number),
  UNIQUE (customer_id, starts),
  CHECK (ends > starts),
  CHECK (ends <= starts + interval '4 hours'),
  CHECK (status <> 'paid' OR paid_at IS NOT NULL),
  CHECK (status = 'paid' OR paid_at IS NULL)
);
CREATE TABLE guest (
  customer_id bigint NOT NULL,
  booking_number int NOT NULL,
  line smallint NOT NULL,
  name varchar(60) NOT NULL CHECK (length(name) >= 2),
  invited_by bigint,
  invited_on date,
  PRIMARY KEY (customer_id, booking_number, line),
  FOREIGN KEY (customer_id, booking_number) REFERENCES booking (customer_id, number),
  FOREIGN KEY (invited_by) REFERENCES customer (id),
  CHECK ((invited_by IS NULL) = (invited_on IS NULL))
);
"""


def test_a_database_that_validates(program, running):
    """From a live schema to a full database without an edit, and every claim holds of what is there."""
    server = running["postgresql"]
    url = server.url("rich")
    with server.database("rich") as connection:
        connection.execute(RICH)
    done = program.run("create", "--from", url, "-o", "spec.json", "--rows", "2000")
    assert "warning[" not in done.stderr, done.stderr
    program.run("generate", "spec.json", "--to", url)
    done = program.run("validate", "spec.json", "--data", url, "--strict", "--report", "json")
    with server.connect("rich") as connection:
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM booking WHERE "
            "status = 'paid'), (SELECT count(*) FROM booking WHERE gross = round(seats * price * "
            "1.19, 2)), (SELECT count(*) FROM booking)"
        ).fetchone()
    assert counts[0] == 2000
    assert counts[1] > 0
    assert counts[2] == counts[3]


def test_replacing_rows_of_references_without_an_index(program, running):
    """Tables that refer to each other alone are emptied at once; one that stays is not emptied."""
    server = running["postgresql"]
    url = server.url("replaced")
    with server.database("replaced") as connection:
        connection.execute(
            "CREATE TABLE shop (id int PRIMARY KEY);"
            "CREATE TABLE sale (id int PRIMARY KEY, shop_id int NOT NULL REFERENCES shop)"
        )
    program.run("create", "--from", url, "-o", "spec.json", "--rows", "shop=20000")
    program.run("generate", "spec.json", "--to", url)
    program.run("generate", "spec.json", "--to", url, "--overwrite", "--seed", "7")
    with server.connect("replaced") as connection:
        # Rows that were deleted one by one are still in the file.
        pages = connection.execute("SELECT pg_relation_size('shop') / 8192").fetchone()[0]
        assert pages < 2 * 20000 * 28 / 8192
        connection.execute(
            "CREATE TABLE other (shop_id int REFERENCES shop); INSERT INTO other SELECT max(id) FROM shop"
        )
    done = program.run("generate", "spec.json", "--to", url, "--overwrite", check=2)
    assert "other_shop_id_fkey" in done.stderr, done.stderr
    with server.connect("replaced") as connection:
        counts = "SELECT (SELECT count(*) FROM other), (SELECT count(*) FROM shop)"
        assert connection.execute(counts).fetchone() == (1, 20000)


COMPUTED = """
CREATE TABLE line (
  id int NOT NULL PRIMARY KEY,
  quantity int NOT NULL,
  price {price} NOT NULL,
  total {total} GENERATED ALWAYS AS (quantity * price) {stored},
  twice int GENERATED ALWAYS AS (quantity + quantity) {stored}
);
"""


@pytest.mark.parametrize("kind", ["postgresql", "mysql", "sqlite", "duckdb"])
def test_databases_compute_their_columns(program, running, kind):
    """Loads leave computed columns alone; what the database computes is what the spec claims."""
    types = {"price": "decimal(8,2)", "total": "decimal(12,2)"}
    if kind == "sqlite":
        types = {"price": "int", "total": "int"}
    script = COMPUTED.format(stored="VIRTUAL" if kind == "duckdb" else "STORED", **types)
    ddl = program.write(script, "computed.sql")
    if kind in running:
        url = running[kind].url("computed")
        with running[kind].database("computed"):
            assert running[kind].load("computed", ddl) == []
        source = ["--from", url]
    else:
        url = f"{kind}:{program.folder}/computed.{kind}"
        source = ["--ddl", ddl, "--dialect", "sqlite" if kind == "sqlite" else "postgresql"]
    program.run("create", *source, "-o", "spec.json", "--rows", "300")
    made = [] if kind in running else ["--create-ddl", ddl]
    program.run("generate", "spec.json", "--to", url, *made)
    program.run("validate", "spec.json", "--data", url, "--strict")
    report = json.loads((program.folder / "validation_report.json").read_text())
    assert "twice" in json.dumps(report)
