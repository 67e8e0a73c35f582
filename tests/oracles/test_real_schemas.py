"""Schemas of the kinds that users have, at a million rows: no key twice, no orphan."""

import pytest
from conftest import entity, spec_of

SEQUENCE = {"sequence": {}}


def amount(low, high):
    return {"distribution": {"type": "uniform", "params": {"min": low, "max": high}}}


def university(rows):
    """Junction table: a key made of two foreign keys; a composite key below it."""
    return (
        spec_of(
            [
                entity([("name", "string", {"faker": {"method": "name"}})], rows // 4, "student"),
                entity([("title", "string", {"text": {"words": [2, 4]}})], 500, "course"),
                {
                    "id": "enrolment",
                    "kind": "fact",
                    "pk": ["student_id", "course_id"],
                    "parents": ["student"],
                    "fanout": {"distribution": "poisson", "lambda": 4, "max": 12},
                    "columns": [
                        ("student_id", "int", {"lookup": {"from": "student.id"}}),
                        (
                            "course_id",
                            "int",
                            {"lookup": {"from": "course.id", "pick": "unique_in_parent"}},
                        ),
                        ("since", "date", {"datetime_series": {"freq": "D"}}),
                    ],
                },
                {
                    "id": "grade",
                    "kind": "fact",
                    "pk": ["student_id", "course_id", "attempt"],
                    "parents": ["enrolment"],
                    "fanout": {"distribution": "empirical", "weights": [6, 3, 1]},
                    "columns": [
                        ("student_id", "int", {"lookup": {"from": "enrolment.student_id"}}),
                        ("course_id", "int", {"lookup": {"from": "enrolment.course_id"}}),
                        ("attempt", "int", {"sequence": {"per": "parent"}}),
                        ("mark", "decimal(2,1)", amount(1, 5)),
                    ],
                },
            ]
        ),
        [
            ("student", "id"),
            ("course", "id"),
            ("enrolment", "student_id, course_id"),
            ("grade", "student_id, course_id, attempt"),
        ],
        [
            ("enrolment", "student_id", "student", "id"),
            ("enrolment", "course_id", "course", "id"),
            ("grade", "student_id, course_id", "enrolment", "student_id, course_id"),
        ],
    )


def company(rows):
    """Self-reference, a cycle of two tables, nullable references."""
    return (
        spec_of(
            [
                entity(
                    [
                        (
                            "manager_id",
                            "int",
                            {"lookup": {"from": "employee.id", "root_rate": 0.01}},
                            {"nullable": True},
                        ),
                        (
                            "mentor_id",
                            "int",
                            {"lookup": {"from": "employee.id", "root_rate": 0.5}},
                            {"nullable": True},
                        ),
                        ("department_id", "int", {"lookup": {"from": "department.id"}}),
                        (
                            "car_id",
                            "int",
                            {"lookup": {"from": "car.id", "pick": "unique"}},
                            {"nullable": True, "null_rate": 0.4},
                        ),
                    ],
                    rows,
                    "employee",
                ),
                entity(
                    [
                        ("head_id", "int", {"lookup": {"from": "employee.id", "pick": "unique"}}),
                        (
                            "deputy_id",
                            "int",
                            {"lookup": {"from": "employee.id"}},
                            {"nullable": True, "null_rate": 0.3},
                        ),
                        (
                            "head_manager_id",
                            "int",
                            {"lookup": {"from": "employee.manager_id", "on": {"head_id": "id"}}},
                            {"nullable": True},
                        ),
                    ],
                    2000,
                    "department",
                ),
                {
                    **entity(
                        [
                            (
                                "plate",
                                "string(10)",
                                {"regex": {"pattern": "[A-Z]{2}-\\d{6}"}},
                                {"unique": True},
                            )
                        ],
                        rows + 10,
                        "car",
                    )
                },
                {
                    "id": "badge",
                    "kind": "entity",
                    "pk": "employee_id",
                    "rows": rows,
                    "columns": [
                        (
                            "employee_id",
                            "int",
                            {"lookup": {"from": "employee.id", "pick": "each_once"}},
                        )
                    ],
                },
            ]
        ),
        [
            ("employee", "id"),
            ("department", "id"),
            ("department", "head_id"),
            ("car", "id"),
            ("car", "plate"),
            ("employee", "car_id"),
            ("badge", "employee_id"),
        ],
        [
            ("employee", "manager_id", "employee", "id"),
            ("employee", "mentor_id", "employee", "id"),
            ("employee", "department_id", "department", "id"),
            ("employee", "car_id", "car", "id"),
            ("department", "head_id", "employee", "id"),
            ("department", "deputy_id", "employee", "id"),
            ("badge", "employee_id", "employee", "id"),
        ],
    )


def shop(rows):
    """Composite foreign keys that stay together, totals of children, dates in order."""
    return (
        spec_of(
            [
                {
                    "id": "warehouse",
                    "kind": "entity",
                    "pk": ["country", "site"],
                    "rows": 600,
                    "columns": [
                        ("n", "int", {"sequence": {"start": 0}}, {"hidden": True}),
                        (
                            "country",
                            "string(2)",
                            {
                                "expression": {
                                    "code": "if(n % 3 == 0, 'US', if(n % 3 == 1, 'DE', 'IN'))"
                                }
                            },
                        ),
                        ("site", "int", {"expression": {"code": "floor(n / 3)"}}),
                    ],
                },
                entity([("price", "decimal(9,2)", amount(1, 500))], 5000, "product"),
                entity(
                    [
                        ("placed", "date", {"datetime_series": {"freq": "D"}}),
                        ("total", "decimal(18,4)", {"aggregate": {"from": "line.amount"}}),
                        ("lines", "int", {"aggregate": {"from": "line.amount", "fn": "count"}}),
                        (
                            "country",
                            "string(2)",
                            {"lookup": {"from": "warehouse.country", "row": "from"}},
                        ),
                        ("site", "int", {"lookup": {"from": "warehouse.site", "row": "from"}}),
                    ],
                    rows // 4,
                    "purchase",
                ),
                {
                    "id": "line",
                    "kind": "fact",
                    "pk": ["purchase_id", "number"],
                    "parents": ["purchase"],
                    "fanout": {"distribution": "uniform", "min": 1, "max": 7},
                    "columns": [
                        ("purchase_id", "int", {"lookup": {"from": "purchase.id"}}),
                        ("number", "int", {"sequence": {"per": "parent"}}),
                        (
                            "product_id",
                            "int",
                            {
                                "lookup": {
                                    "from": "product.id",
                                    "pick": "zipf@1.1",
                                    "row": "product",
                                }
                            },
                        ),
                        (
                            "price",
                            "decimal(9,2)",
                            {"lookup": {"from": "product.price", "row": "product"}},
                        ),
                        ("quantity", "int", amount(1, 9)),
                        ("amount", "decimal(12,2)", {"expression": {"code": "quantity * price"}}),
                        ("placed", "date", {"lookup": {"from": "purchase.placed"}}),
                        (
                            "shipped",
                            "date",
                            {"after": {"column": "placed", "min": 1, "max": 30, "unit": "days"}},
                        ),
                    ],
                },
            ]
        ),
        [
            ("warehouse", "country, site"),
            ("product", "id"),
            ("purchase", "id"),
            ("line", "purchase_id, number"),
        ],
        [
            ("purchase", "country, site", "warehouse", "country, site"),
            ("line", "purchase_id", "purchase", "id"),
            ("line", "product_id", "product", "id"),
            ("line", "product_id, price", "product", "id, price"),
            ("line", "purchase_id, placed", "purchase", "id, placed"),
        ],
    )


@pytest.mark.parametrize("schema", [university, company, shop])
def test_no_violation_at_a_million_rows(program, schema):
    spec, keys, references = schema(1_000_000)
    metadata = program.generate(spec)
    assert max(table["rows"] for table in metadata["tables"].values()) >= 900_000
    for table, columns in keys:
        rows, different = program.one(
            f"select count(*), count(distinct ({columns})) from (select {columns} from {table} "
            f"where ({columns}) is not null and {columns.split(', ')[0]} is not null)"
        )
        assert rows == different, (table, columns)
    for table, columns, target, target_columns in references:
        names = columns.split(", ")
        orphans = program.one(
            f"select count(*) from {table} c where c.{names[0]} is not null and not exists "
            f"(select 1 from {target} p where "
            + " and ".join(f"c.{a} = p.{b}" for a, b in zip(names, target_columns.split(", ")))
            + ")"
        )
        assert orphans == (0,), (table, columns)
    if schema is company:
        assert program.one("select count(*) from employee where manager_id >= id") == (0,)
        assert program.one(
            "select count(*) from department d join employee e on d.head_id = e.id "
            "where head_manager_id is distinct from e.manager_id"
        ) == (0,)
    if schema is shop:
        assert program.one(
            "select count(*) from purchase join (select purchase_id, sum(amount) s, count(*) n "
            "from line group by 1) on id = purchase_id where total <> s or lines <> n"
        ) == (0,)
        assert program.one(
            "select count(*) from line where amount <> quantity * price "
            "or shipped <= placed or shipped > placed + 30"
        ) == (0,)


def test_constraint_warnings_tell_what_is_not_proven(program):
    spec = spec_of(
        [
            {
                "id": "t",
                "kind": "entity",
                "pk": ["a", "b"],
                "rows": 10,
                "columns": [("a", "int", amount(1, 3)), ("b", "int", amount(1, 3))],
            }
        ]
    )
    done = program.run("explain", program.write(spec))
    assert "can repeat; validation will tell" in done.stderr
    program.run("explain", program.write(spec), "--strict", check=2)


def test_sequence_is_the_default_of_the_key_only(program):
    program.generate(spec_of([entity([("n", "int", SEQUENCE)], 5)]))
    assert program.sql("select id, n from t order by id").fetchall() == [
        (k, k) for k in range(1, 6)
    ]
