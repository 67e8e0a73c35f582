"""Random expressions over edge values, each with the value that Python's fractions give it.

A Typed is the text of an expression, its type, and a function of a row: integers, decimals and
quotients are exact fractions, so what the engine rounds is compared to the last digit.
"""

import datetime
import hashlib
import math
import re
from fractions import Fraction

DAYS = ["0001-01-01", "1970-01-01", "2023-12-31", "2024-02-29", "2024-01-31", "9999-12-31"]
MOMENTS = [
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999Z",
    "2024-02-29T12:30:15Z",
    "2024-03-10T00:00:00.5Z",
    "9999-12-31T23:59:59.999999Z",
]
TEXTS = ["", "abc", "Straße", " x ", "École", "12", "-3.25", "1e3", "2024-02-29", "aXbXXc", "日本"]

# name: (type, values); those of NULLABLE are null in some rows.
COLUMNS = {
    "i": ("int", [0, 1, -1, 2, 3, 5, 7, 10, -8, 100, -999]),
    "j": ("int", [0, 1, 4, -6, 12]),
    "big": ("int", [9223372036854775807, -9223372036854775807, 0, 3, 4611686018427387904]),
    "small": ("int8", [-128, 127, 0, 5]),
    "d": ("decimal(10,2)", ["0", "0.01", "-0.01", "1", "2.05", "68.3", "99999999.99", "-0.05"]),
    "e": ("decimal(8,4)", ["0.0001", "-1.5", "0.25", "1234.5678", "0"]),
    "w": ("decimal(30,6)", ["0", "123456789012345678901234.123456", "-0.000001", "5"]),
    "f": ("float", [0, 0.5, -2.5, 2.675, 1e10, -1e-5, 0.1, 3.3]),
    "b": ("bool", [True, False]),
    "p": ("bool", [True, False]),
    "s": ("string", TEXTS),
    "u": ("string", ["a", "X", "ß", ""]),
    "day": ("date", DAYS),
    "late": ("date", DAYS[1:5]),
    "at": ("datetime", MOMENTS),
    "clock": ("time", ["00:00:00", "23:59:59.999999", "12:30:15"]),
}
NULLABLE = {"j", "e", "p", "u", "late"}


class Typed:
    def __init__(self, code, kind, value, scale=0):
        self.code = code
        self.kind = kind  # int decimal ratio float bool text date datetime time
        self.value = value  # row -> value
        self.scale = scale

    def is_exact(self):
        return self.kind in ("int", "decimal", "ratio")


def half_even(fraction, scale):
    """In units of that scale."""
    return round(fraction * Fraction(10) ** scale)


def rounded(fraction, scale):
    return Fraction(half_even(fraction, scale)) / Fraction(10) ** scale


def strict(function):
    """Null in, null out."""

    def of(*values):
        return None if any(value is None for value in values) else function(*values)

    return of


def decimal_text(fraction, scale):
    units = half_even(fraction, scale)
    digits = str(abs(units)).rjust(scale + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)


def text_of(value, typed):
    if typed.kind in ("int", "decimal"):
        return decimal_text(value, typed.scale)
    if typed.kind == "bool":
        return "true" if value else "false"
    if typed.kind == "datetime":
        return value.isoformat() + "Z"
    return value if typed.kind == "text" else value.isoformat()


def whole_months(a, b):
    if b < a:
        return -whole_months(b, a)
    months = (b.year - a.year) * 12 + b.month - a.month
    return months - (1 if (b.day, b.time()) < (a.day, a.time()) else 0)


def moment(value):
    if isinstance(value, datetime.datetime):
        return value
    return datetime.datetime(value.year, value.month, value.day)


def day_of(value):
    return value.date() if isinstance(value, datetime.datetime) else value


def start_of(unit, value):
    m = moment(value)
    if unit == "year":
        return m.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    if unit == "quarter":
        month = (m.month - 1) // 3 * 3 + 1
        return m.replace(month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
    if unit == "month":
        return m.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        return datetime.datetime.combine(
            m.date() - datetime.timedelta(days=m.weekday()), datetime.time()
        )
    fields = {"day": 0, "hour": 1, "minute": 2, "second": 3}[unit]
    kept = [m.hour, m.minute, m.second][:fields] + [0] * (3 - fields)
    return m.replace(hour=kept[0], minute=kept[1], second=kept[2], microsecond=0)


UNIT_SECONDS = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}


def unit_index(unit, value):
    m = start_of(unit, value)
    if unit in UNIT_SECONDS:
        since = m - datetime.datetime(1, 1, 1)  # a Monday
        return (since.days * 86400 + since.seconds) // UNIT_SECONDS[unit]
    return (m.year * 12 + m.month - 1) // {"year": 12, "quarter": 3, "month": 1}[unit]


def add_days(value, count):
    try:
        return value + datetime.timedelta(days=count)
    except OverflowError:
        low = count < 0
        if isinstance(value, datetime.datetime):
            return datetime.datetime.min if low else datetime.datetime.max
        return datetime.date.min if low else datetime.date.max


UNITS = {"add_days": 86400, "add_hours": 3600, "add_minutes": 60, "add_seconds": 1}


def shift(unit, value, count):
    """So many of a unit later, to the microsecond; a date to the day that it lies on."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return add_days(value, max(-(10**8), min(10**8, math.floor(count))))
    micros = round(count * UNITS[unit] * 10**6)
    if isinstance(value, datetime.time):
        whole = (value.hour * 60 + value.minute) * 60 + value.second
        of_day = (whole * 10**6 + value.microsecond + micros) % (86400 * 10**6)
        return (datetime.datetime.min + datetime.timedelta(microseconds=of_day)).time()
    try:
        return value + datetime.timedelta(microseconds=micros)
    except OverflowError:
        return datetime.datetime.min if micros < 0 else datetime.datetime.max


def add_months(value, count):
    total = value.year * 12 + value.month - 1 + count
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        return add_days(value, -(10**9) if year < 1 else 10**9)
    following = datetime.date(year + month // 12, month % 12 + 1, 1) if year < 9999 else None
    last = (following - datetime.timedelta(days=1)).day if following else None
    if last is None:
        last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return value.replace(year=year, month=month, day=min(value.day, last))


def make_date(year, month, day):
    try:
        return datetime.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def split_part(text, separator, number):
    parts = text.split(separator) if separator else [text]
    number = int(number)
    if number == 0 or abs(number) > len(parts):
        return ""
    return parts[number - 1] if number > 0 else parts[number]


def pad(text, count, fill, left):
    count = int(count)
    if len(text) >= count or not fill:
        return text[: max(count, 0)]
    filling = (fill * count)[: count - len(text)]
    return filling + text if left else text + filling


def upper(text):
    return "".join(c if c == "ß" else c.upper() for c in text)


def truncated(fraction):
    return Fraction(math.trunc(fraction))


def logic_and(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def logic_or(a, b):
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


class Maker:
    """Makes expressions of a type, up to a depth."""

    def __init__(self, random):
        self.random = random
        self.casts = 0

    def choose(self, *options):
        return self.random.choice(options)

    def column(self, name, kind, scale=0):
        return Typed(name, kind, lambda row: row[name], scale)

    def make(self, kind, depth):
        leaf = depth <= 0 or self.random.random() < 0.15
        return getattr(self, ("leaf_" if leaf else "make_") + kind)(depth - 1)

    # ---- Leaves

    def leaf_int(self, _depth):
        if self.random.random() < 0.4:
            number = self.choose(0, 1, 2, 3, 7, 10, 100, 1000)
            return Typed(str(number), "int", lambda row: Fraction(number))
        return self.column(self.choose("i", "i", "j", "small", "big"), "int")

    def leaf_decimal(self, _depth):
        if self.random.random() < 0.3:
            text = self.choose("0.5", "0.05", "2.5", "19.99", "0.001", "1.005")
            scale = len(text.split(".")[1])
            return Typed(text, "decimal", lambda row: Fraction(text), scale)
        name, scale = self.choose(("d", 2), ("e", 4), ("d", 2), ("w", 6))
        return self.column(name, "decimal", scale)

    def leaf_ratio(self, _depth):
        a = self.choose(self.column("d", "decimal", 2), self.column("i", "int"))
        b = self.choose(
            self.column("e", "decimal", 4),
            self.column("j", "int"),
            Typed("3", "int", lambda row: Fraction(3)),
            Typed("1.19", "decimal", lambda row: Fraction("1.19"), 2),
        )
        return Typed(
            f"({a.code} / {b.code})",
            "ratio",
            lambda row: strict(lambda x, y: x / y if y else None)(a.value(row), b.value(row)),
        )

    def leaf_float(self, _depth):
        return self.column("f", "float")

    def leaf_bool(self, _depth):
        name = self.choose("b", "p", "p", "p", "b", "true", "false", "null")
        words = {"true": True, "false": False, "null": None}
        if name in words:
            return Typed(name, "bool", lambda row: words[name])
        return self.column(name, "bool")

    def leaf_text(self, _depth):
        if self.random.random() < 0.3:
            text = self.choose("", "X", "ab", "é", "a'b")
            return Typed("'" + text.replace("'", "''") + "'", "text", lambda row: text)
        return self.column(self.choose("s", "u", "s"), "text")

    def leaf_date(self, _depth):
        return self.column(self.choose("day", "late"), "date")

    def leaf_datetime(self, _depth):
        return self.column("at", "datetime")

    def leaf_time(self, _depth):
        return self.column("clock", "time")

    # ---- Shared forms

    def exact(self, depth):
        return self.make(self.choose("int", "decimal"), depth)

    def call(self, name, kind, function, *arguments, scale=0):
        code = f"{name}({', '.join(argument.code for argument in arguments)})"
        return Typed(
            code,
            kind,
            lambda row: strict(function)(*(argument.value(row) for argument in arguments)),
            scale,
        )

    def small(self):
        """A whole number as an argument."""
        number = self.random.randint(-3, 6)
        if self.random.random() < 0.2:
            return self.column("j", "int")
        return Typed(str(number), "int", lambda row: Fraction(number))

    def choice_of(self, kind, depth):
        """if, coalesce and so on."""
        a, b = self.make(kind, depth), self.make(kind, depth)
        scale = max(a.scale, b.scale)
        form = self.choose("if", "if", "coalesce", "nullif", "least", "greatest", "min", "max")
        if form == "if":
            c = self.make("bool", depth)
            return Typed(
                f"if({c.code}, {a.code}, {b.code})",
                kind,
                lambda row: a.value(row) if c.value(row) else b.value(row),
                scale,
            )
        if form == "coalesce":
            code = f"coalesce({a.code}, null, {b.code})"
            return Typed(
                code,
                kind,
                lambda row: b.value(row) if a.value(row) is None else a.value(row),
                scale,
            )
        if form == "nullif":

            def nullif(row):
                x, y = a.value(row), b.value(row)
                return None if x is not None and x == y else x

            return Typed(f"nullif({a.code}, {b.code})", kind, nullif, a.scale)
        pick = min if form in ("least", "min") else max

        def extreme(row):
            values = [a.value(row), b.value(row)]
            given = [value for value in values if value is not None]
            if len(given) < 2 and form in ("min", "max"):
                return None
            key = (lambda t: t.encode()) if kind == "text" else None
            return pick(given, key=key) if given else None

        return Typed(f"{form}({a.code}, {b.code})", kind, extreme, scale)

    def arithmetic(self, kind, depth):
        a, b = self.exact(depth), self.make(kind, depth)
        if self.random.random() < 0.5:
            a, b = b, a
        sign = self.choose("+", "-", "*", "%", "//") if kind == "decimal" else self.choose(*"+-*%")
        scale = a.scale + b.scale if sign == "*" else max(a.scale, b.scale)
        functions = {
            "+": lambda x, y: x + y,
            "-": lambda x, y: x - y,
            "*": lambda x, y: x * y,
            "%": lambda x, y: x - y * math.floor(x / y) if y else None,
            "//": lambda x, y: Fraction(math.floor(x / y)) if y else None,
        }
        kind = "decimal" if "decimal" in (a.kind, b.kind) else "int"
        return Typed(
            f"({a.code} {sign} {b.code})",
            kind,
            lambda row: strict(functions[sign])(a.value(row), b.value(row)),
            0 if sign == "//" else scale,
        )

    # ---- Types

    def make_int(self, depth):
        form = self.choose("arith", "arith", "choice", "abs", "text", "time", "cast", "sign", "mod")
        if form == "arith":
            return self.arithmetic("int", depth)
        if form == "choice":
            return self.choice_of("int", depth)
        if form == "abs":
            a = self.make("int", depth)
            return self.call("abs", a.kind, abs, a, scale=a.scale)
        if form == "sign":
            return self.call(
                "sign", "int", lambda x: Fraction((x > 0) - (x < 0)), self.exact(depth)
            )
        if form == "mod":
            a, b = self.make("int", depth), self.make("int", depth)
            return self.call(
                "mod",
                "decimal" if "decimal" in (a.kind, b.kind) else "int",
                lambda x, y: x - y * truncated(x / y) if y else None,
                a,
                b,
                scale=max(a.scale, b.scale),
            )
        if form == "cast":
            return self.cast("int", self.choose("int", "int8", "int32"), depth)
        if form == "text":
            a, b = self.make("text", depth), self.make("text", depth)
            return self.choose(
                lambda: self.call("length", "int", lambda t: Fraction(len(t)), a),
                lambda: self.call("position", "int", lambda x, t: Fraction(t.find(x) + 1), b, a),
                lambda: self.call(
                    "hash",
                    "int",
                    lambda t: Fraction(int(hashlib.sha256(t.encode()).hexdigest()[:15], 16)),
                    a,
                ),
            )()
        return self.number_of_time(depth)

    def number_of_time(self, depth):
        part = self.choose("year", "month", "day", "quarter", "dow", "hour", "minute", "second")
        parts = {
            "quarter": lambda t: (t.month + 2) // 3,
            "dow": lambda t: t.weekday(),
        }
        form = self.choose("part", "days_between", "date_diff", "age")
        if form == "part":
            kinds = ("time", "datetime") if part in ("hour", "minute", "second") else ("date",)
            get = parts.get(part, lambda t: getattr(t, part))
            t = self.make(self.choose(*kinds), depth)
            return self.call(part, "int", lambda x: Fraction(get(x)), t)
        a = self.make(self.choose("date", "datetime"), depth)
        b = self.make(self.choose("date", "datetime"), depth)
        if form == "days_between":
            if self.random.random() < 0.3:
                a = Typed("'2024-01-01'", "date", lambda row: datetime.date(2024, 1, 1))
            return self.call(form, "int", lambda x, y: Fraction((day_of(y) - day_of(x)).days), a, b)
        if form == "age":

            def age(x, y):
                months = whole_months(moment(x), moment(y))
                return Fraction(months // 12 if months >= 0 else -(-months // 12))

            return self.call(form, "int", age, a, b)
        unit = self.choose("year", "quarter", "month", "week", "day", "hour", "minute", "second")
        made = self.call(
            form, "int", lambda x, y: Fraction(unit_index(unit, y) - unit_index(unit, x)), a, b
        )
        made.code = made.code.replace("date_diff(", f"date_diff('{unit}', ", 1)
        return made

    def make_decimal(self, depth):
        form = self.choose("arith", "arith", "round", "round", "whole", "choice", "neg", "cast")
        if form == "arith":
            return self.arithmetic("decimal", depth)
        if form == "choice":
            return self.choice_of("decimal", depth)
        if form == "cast":
            return self.cast("decimal", self.choose("decimal(12,2)", "decimal(38,5)"), depth)
        a = self.make("decimal", depth)
        if form == "neg":
            return Typed(
                f"(-{a.code})", "decimal", lambda row: strict(lambda x: -x)(a.value(row)), a.scale
            )
        if form == "whole":
            name = self.choose("floor", "ceil", "trunc")
            function = {"floor": math.floor, "ceil": math.ceil, "trunc": math.trunc}[name]
            return self.call(name, "decimal", lambda x: Fraction(function(x)), a)
        digits = self.random.randint(-2, 4)
        scale = max(0, min(digits, a.scale))
        made = self.call("round", "decimal", lambda x: rounded(x, digits), a, scale=scale)
        made.code = f"round({a.code}, {digits})"
        return made

    def make_ratio(self, depth):
        a = self.leaf_ratio(depth)
        form = self.choose("plus", "times", "minus", "round", "neg", "plain", "if")
        if form == "plain":
            return a
        if form == "neg":
            return Typed(f"(-{a.code})", "ratio", lambda row: strict(lambda x: -x)(a.value(row)))
        if form == "round":
            digits = self.random.randint(0, 4)
            return Typed(
                f"round({a.code}, {digits})",
                "ratio",
                lambda row: strict(lambda x: rounded(x, digits))(a.value(row)),
            )
        b = self.choose(
            self.column("d", "decimal", 2),
            self.column("j", "int"),
            Typed("100", "int", lambda row: Fraction(100)),
        )
        if form == "if":
            c = self.make("bool", min(depth, 1))
            return Typed(
                f"if({c.code}, {a.code}, {b.code})",
                "ratio",
                lambda row: a.value(row) if c.value(row) else b.value(row),
            )
        sign = {"plus": "+", "times": "*", "minus": "-"}[form]
        functions = {
            "+": lambda x, y: x + y,
            "*": lambda x, y: x * y,
            "-": lambda x, y: x - y,
        }
        return Typed(
            f"({a.code} {sign} {b.code})",
            "ratio",
            lambda row: strict(functions[sign])(a.value(row), b.value(row)),
        )

    def make_float(self, depth):
        form = self.choose("sqrt", "exp", "sin", "cos", "tan", "ln", "plus", "round", "abs", "rest")
        if form == "rest":
            return self.rest()
        if form == "plus":
            a, b = self.make("float", depth), self.leaf_float(depth)
            sign = self.choose("+", "-", "*")
            functions = {
                "+": lambda x, y: x + y,
                "-": lambda x, y: x - y,
                "*": lambda x, y: x * y,
            }
            return Typed(
                f"({a.code} {sign} {b.code})",
                "float",
                lambda row: strict(functions[sign])(a.value(row), b.value(row)),
            )
        a = self.leaf_float(depth)
        if form == "round":
            digits = self.random.randint(0, 4)
            made = self.call("round", "float", lambda x: round(x, digits), a)
            made.code = f"round({a.code}, {digits})"
            return made
        functions = {
            "sqrt": lambda x: math.sqrt(x) if x >= 0 else None,
            "exp": lambda x: math.exp(x) if x < 700 else None,
            "sin": math.sin,
            "cos": math.cos,
            "tan": math.tan,
            "ln": lambda x: math.log(x) if x > 0 else None,
            "abs": abs,
        }
        return self.call(form, "float", functions[form], a)

    def rest(self):
        """Of doubles that are known to the last bit: quotients up to 1e318 have an exact rest."""

        def known():
            text = self.choose(
                "1e300", "-1e300", "3e18", "1e-300", "-1e-38", "0.1e0", "7e0", "-3e0"
            )
            constant = Typed(text, "float", lambda row: float(text))
            return self.choose(self.column("f", "float"), constant)

        a, b = known(), known()
        if self.random.random() < 0.5:
            return self.call("mod", "float", lambda x, y: math.fmod(x, y) if y else None, a, b)
        return Typed(
            f"({a.code} % {b.code})",
            "float",
            lambda row: strict(lambda x, y: x % y if y else None)(a.value(row), b.value(row)),
        )

    def make_bool(self, depth):
        form = self.choose("and", "or", "not", "compare", "compare", "null", "text", "if")
        if form in ("and", "or"):
            a, b = self.make("bool", depth), self.make("bool", depth)
            function = logic_and if form == "and" else logic_or
            return Typed(
                f"({a.code} {form} {b.code})",
                "bool",
                lambda row: function(a.value(row), b.value(row)),
            )
        if form == "not":
            a = self.make("bool", depth)
            return Typed(
                f"(not {a.code})", "bool", lambda row: strict(lambda x: not x)(a.value(row))
            )
        if form == "if":
            return self.choice_of("bool", depth)
        if form == "null":
            a = self.make(self.choose("int", "decimal", "text", "date", "bool"), depth)
            is_not = self.random.random() < 0.5
            sign = self.choose("is not null", "!= null") if is_not else "is null"
            return Typed(
                f"({a.code} {sign})" if a.code != "null" else "(j is null)",
                "bool",
                (lambda row: (a.value(row) is None) != is_not)
                if a.code != "null"
                else (lambda row: row["j"] is None),
            )
        if form == "text":
            name = self.choose("starts_with", "ends_with", "contains")
            function = {
                "starts_with": str.startswith,
                "ends_with": str.endswith,
                "contains": lambda t, x: x in t,
            }[name]
            if self.random.random() < 0.3:
                pattern = self.choose("^[a-z]+$", "X+", "é|ß", "[0-9]{2}", "^$")
                a = self.make("text", depth)
                made = self.call(
                    "regexp_matches", "bool", lambda t: re.search(pattern, t) is not None, a
                )
                made.code = f"regexp_matches({a.code}, '{pattern}')"
                return made
            return self.call(
                name, "bool", function, self.make("text", depth), self.make("text", depth)
            )
        kind = self.choose("int", "decimal", "text", "date", "datetime")
        a = self.make(kind, depth)
        b = self.exact(depth) if a.is_exact() else self.make(kind, depth)
        sign = self.choose("==", "!=", "<", "<=", ">", ">=")
        functions = {
            "==": lambda x, y: x == y,
            "!=": lambda x, y: x != y,
            "<": lambda x, y: x < y,
            "<=": lambda x, y: x <= y,
            ">": lambda x, y: x > y,
            ">=": lambda x, y: x >= y,
        }

        def compare(x, y):
            if kind == "text":
                x, y = x.encode(), y.encode()
            return functions[sign](x, y)

        return Typed(
            f"({a.code} {sign} {b.code})",
            "bool",
            lambda row: strict(compare)(a.value(row), b.value(row)),
        )

    def make_text(self, depth):
        t = self.make("text", depth)
        n = self.small()
        form = self.random.randrange(11)
        if form == 0:
            name = self.choose("left", "right")
            return self.call(
                name,
                "text",
                (lambda x, k: x[: int(k)] if k >= 0 else x[: int(k)])
                if name == "left"
                else (
                    lambda x, k: (
                        x[len(x) - int(k) :]
                        if 0 < k <= len(x)
                        else x
                        if k > 0
                        else x[-int(k) :]
                        if k
                        else ""
                    )
                ),
                t,
                n,
            )
        if form == 1:
            count = self.small()
            return self.call(
                "substr",
                "text",
                lambda x, a, c: x[max(int(a), 1) - 1 :][: max(int(c), 0)],
                t,
                n,
                count,
            )
        if form == 2:
            name = self.choose("trim", "ltrim", "rtrim")
            strip = {"trim": str.strip, "ltrim": str.lstrip, "rtrim": str.rstrip}[name]
            return self.call(name, "text", lambda x: strip(x, " "), t)
        if form == 3:
            return self.call(
                "replace",
                "text",
                lambda x, a, c: x.replace(a, c) if a else x,
                t,
                self.leaf_text(0),
                self.leaf_text(0),
            )
        if form == 4:
            return self.call("split_part", "text", split_part, t, self.leaf_text(0), n)
        if form == 5:
            name = self.choose("lpad", "rpad")
            return self.call(
                name,
                "text",
                lambda x, k, fill: pad(x, k, fill, name == "lpad"),
                t,
                n,
                self.leaf_text(0),
            )
        if form == 6:
            return self.call("upper", "text", upper, t)
        if form == 7:
            return self.call("lower", "text", str.lower, t)
        if form == 8:
            return self.call("reverse", "text", lambda x: x[::-1], t)
        if form == 9:
            return self.choice_of("text", depth)
        kind = self.choose("int", "decimal", "date", "datetime", "time", "bool")
        other = self.make(kind, depth)
        if other.code == "null":
            other = self.column("p", "bool")
        made = Typed(
            f"concat({t.code}, {other.code})",
            "text",
            lambda row: strict(lambda x, y: x + text_of(y, other))(t.value(row), other.value(row)),
        )
        return made

    def make_date(self, depth):
        form = self.choose("add_days", "add_months", "make_date", "date_trunc", "choice", "cast")
        if form == "choice":
            return self.choice_of("date", depth)
        if form == "make_date":
            return self.call(form, "date", make_date, *(self.small() for _ in range(3)))
        if form == "cast":
            return self.cast("date", "date", depth)
        return self.moved(form, "date", depth)

    def make_datetime(self, depth):
        form = self.choose(*UNITS, "add_months", "date_trunc", "cast")
        if form == "cast":
            return self.cast("datetime", "datetime", depth)
        return self.moved(form, "datetime", depth)

    def moved(self, form, kind, depth):
        t = self.make(kind, depth)
        if form == "date_trunc":
            unit = self.choose("year", "quarter", "month", "week", "day", "hour", "second")

            def start(x):
                made = start_of(unit, x)
                return made if kind == "datetime" else made.date()

            made = self.call(form, kind, start, t)
            made.code = f"date_trunc('{unit}', {t.code})"
            return made
        if form == "add_months":
            return self.call(form, kind, lambda x, k: add_months(x, int(k)), t, self.small())
        n = self.choose(self.small, self.part)()
        return self.call(form, kind, lambda x, k: shift(form, x, k), t, n)

    def part(self):
        """A number with a fraction as an argument, at times beyond the calendar."""
        return self.leaf_float(0) if self.random.random() < 0.3 else self.leaf_decimal(0)

    def make_time(self, depth):
        if self.random.random() < 0.4:
            return self.moved(self.choose("add_hours", "add_minutes", "add_seconds"), "time", depth)
        return self.choice_of("time", depth) if self.random.random() < 0.5 else self.leaf_time(0)

    # ---- Casts

    def cast(self, kind, name, depth):
        self.casts += 1
        scale = int(name.split(",")[1][:-1]) if "," in name else 0

        def of(source, function):
            return Typed(
                f"cast({source.code} as {name})",
                kind,
                lambda row: strict(function)(source.value(row)),
                scale,
            )

        if kind in ("date", "datetime"):
            source = self.make(self.choose("date", "datetime", "text"), depth)
            if source.kind == "text":
                source = self.column("s", "text")
                return of(source, lambda t: read_day(t, kind))
            return of(source, day_of if kind == "date" else moment)
        bits = {"int": 64, "int8": 8, "int32": 32}.get(name)
        if bits:
            low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        else:
            high = 10 ** int(name.split("(")[1].split(",")[0]) - 1
            low = -high
        if self.random.random() < 0.25:
            return of(self.column("s", "text"), lambda t: read_number(t, scale, low, high))
        source = self.make(self.choose("int", "decimal", "ratio"), depth)

        def to_number(x):
            units = min(max(half_even(x, scale), low), high)
            return Fraction(units) / Fraction(10) ** scale

        return of(source, to_number)


def read_day(text, kind):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    day = datetime.date.fromisoformat(text)
    return day if kind == "date" else moment(day)


def read_number(text, scale, low, high):
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
        return None
    units = half_even(Fraction(text), scale)
    return Fraction(units) / Fraction(10) ** scale if low <= units <= high else None
