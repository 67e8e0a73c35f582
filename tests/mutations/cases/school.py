"""Students and courses: a junction table, marks, times of the day."""

import numpy as np

from mutations.case import Cases
from mutations.damage import (
    HOUR,
    MINUTE,
    at,
    copy_value,
    drop,
    each,
    edit,
    fill,
    keep,
    null,
    put,
    replace_rows,
    retype,
)
from mutations.rows import equal, every, given, occurrence

school = Cases("school")
CASES = [school]
START = 19967  # 2024-09-01 in days


def twice_in_one_course(frame, rng):
    """A student's second course is the first again."""
    students, courses = frame.values("student_id"), frame.values("course_id")
    row = np.flatnonzero(students[1:] == students[:-1])[0]
    courses[row + 1] = courses[row]
    frame.put("course_id", courses)


def first_courses(frame, rng):
    """Every student takes the courses 1, 2, 3, …"""
    frame.put("course_id", occurrence(frame.values("student_id")) + 1)


def remark(frame, marks):
    """Gives other marks, and what follows from them."""
    frame.put("mark", marks)
    frame.put("passed", np.where(np.rint(marks) <= 40, "yes", "no"))


add = school.add
add(
    "student.user",
    "duplicate keys",
    "two students have one user",
    copy_value("student.user", 1),
    "constraints.unique.0",
)
add(
    "student.user",
    "text look-alikes",
    "one user has a capital letter",
    each("student.user", 1, str.capitalize),
    ".generator",
)
add(
    "student.name",
    "text look-alikes",
    "names are users",
    edit("student", lambda f, rng: f.put("name", f.values("user"))),
    ".generator",
)
add(
    "student.year",
    "values that are not listed",
    "one student is in year 11",
    put("student.year", 1, 11),
    ".generator",
)
add(
    "student.year",
    "shares of choices",
    "a fifth of year 5 is in year 10",
    put("student.year", every(5, equal("year", 5)), 10),
    ".generator",
)
add(
    "student.year",
    "few distinct values",
    "all are in year 5 or 10",
    at("student.year", None, lambda v: np.where(v < 8, 5, 10)),
    ".generator",
)
add(
    "student.bus",
    "nulls beyond and below the share",
    "4 % are not known",
    null("student.bus", 0.02),
    ".null_rate",
)
add(
    "student.bus",
    "shares of choices",
    "everybody takes the bus",
    put("student.bus", given("bus"), True),
    ".generator",
)
add(
    "course.begins",
    "values that are not listed",
    "one course begins at 08:01",
    at("course.begins", 1, lambda v: v + MINUTE),
    ".generator",
)
add(
    "course.begins",
    "time zones",
    "courses begin an hour later",
    at("course.begins", None, lambda v: v + HOUR),
    ".generator",
)
add(
    "course.begins",
    "types",
    "times are texts",
    retype("course.begins", lambda a: a.cast("string")),
    ".type",
)
add(
    "course.room",
    "text look-alikes",
    "one room is D",
    each("course.room", 1, lambda t: "D" + t[1:]),
    ".constraints.pattern",
)
add(
    "enrolment.course_id",
    "duplicate keys",
    "one student is twice in a course",
    edit("enrolment", twice_in_one_course),
    "nodes.enrolment.pk",
)
add(
    "enrolment.course_id",
    "skewed picks",
    "everybody takes the first courses",
    edit("enrolment", first_courses),
    ".generator.lookup.pick",
)
add(
    "enrolment.course_id",
    "orphans",
    "one enrolment is for course 31",
    put("enrolment.course_id", 1, 31),
    "constraints.foreign_keys.1",
)
add(
    "enrolment.student_id",
    "off-by-one keys",
    "students are counted from 0",
    at("enrolment.student_id", None, lambda v: v - 1),
    "constraints.foreign_keys.0",
)
add(
    "enrolment",
    "fan-outs",
    "everybody has at most three courses",
    keep("enrolment", lambda f: occurrence(f.values("student_id")) < 3),
    "nodes.enrolment.fanout",
)
add(
    "enrolment",
    "fan-outs",
    "students with two courses lose one",
    keep(
        "enrolment",
        lambda f: (
            ~(
                (occurrence(f.values("student_id")) == 1)
                & (np.bincount(f.values("student_id"))[f.values("student_id")] == 2)
            )
        ),
    ),
    "nodes.enrolment.fanout",
)
add(
    "enrolment",
    "fan-outs",
    "one student has none",
    drop("enrolment", equal("student_id", 3)),
    "nodes.enrolment.fanout",
)
add(
    "enrolment.mark",
    "ranges by one unit",
    "one mark is 6.1",
    put("enrolment.mark", 1, 61),
    "constraints.ranges.0",
)
add(
    "enrolment.mark",
    "ranges by one unit",
    "one mark is 0.9",
    put("enrolment.mark", 1, 9),
    "constraints.ranges.0",
)
add(
    "enrolment.mark",
    "shifted means",
    "marks are 0.2 better",
    edit("enrolment", lambda f, rng: remark(f, np.maximum(f.values("mark") - 2, 10))),
    ".generator",
)
add(
    "enrolment.mark",
    "wrong variance",
    "marks are half as far from the mean",
    edit("enrolment", lambda f, rng: remark(f, 28 + (f.values("mark") - 28) // 2)),
    ".generator",
)
add(
    "enrolment.mark",
    "few distinct values",
    "marks are whole",
    edit("enrolment", lambda f, rng: remark(f, np.rint(f.values("mark") / 10) * 10)),
    ".generator",
)
add(
    "enrolment.passed",
    "broken formulas",
    "a mark of 4.0 is not enough",
    edit(
        "enrolment",
        lambda f, rng: f.put("passed", np.where(f.values("mark") == 40, "no", f.values("passed"))),
    ),
    ".generator",
)
add(
    "enrolment.passed",
    "nulls where rules switch off",
    "one enrolment without a mark is passed",
    fill("enrolment.passed", 1),
    "rules.0",
)
add(
    "enrolment.mark",
    "nulls beyond and below the share",
    "13 % have no mark",
    edit(
        "enrolment",
        lambda f, rng: [
            f.put(n, f.values(n), f.nulls(n) | (np.arange(len(f)) % 30 == 0))
            for n in ("mark", "passed")
        ],
    ),
    ".null_rate",
)
add(
    "enrolment.joined",
    "off-grid times",
    "one student joins on a Monday",
    at("enrolment.joined", 1, lambda v: v + 1),
    ".generator",
)
add(
    "enrolment.joined",
    "parts of the time frame",
    "one student joins in November",
    put("enrolment.joined", 1, START + 63),
    ".generator",
)
add(
    "enrolment.joined",
    "parts of the time frame",
    "all join in the first four weeks",
    at("enrolment.joined", None, lambda v: START + (v - START) % 28),
    ".generator",
)
add(
    "enrolment",
    "duplicated blocks",
    "ten enrolments are copies of others",
    replace_rows("enrolment", 10),
    "nodes.enrolment.pk",
)
add(
    "enrolment.mark",
    "types",
    "marks are doubles",
    retype("enrolment.mark", lambda a: a.cast("float64")),
    ".type",
)
