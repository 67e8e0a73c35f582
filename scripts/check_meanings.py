"""Refuses lists of src/knowledge/meaning/concepts that are wrong: called by the build.

    check_meanings.py FOLDER [STAMP]

A line is wrong when its form is (an unknown kind or fact, a range upside down, a bad pattern), when a name
stands in it twice, when it names a unit or vocabulary that is not there, and when one of its names can
never win, because the names of lines before it always do. The names of neighbours are names as well: in
`beside` and `without` together each stands once.
"""

import pathlib
import re
import sys

AREAS = {
    *("person", "company", "place", "money", "product", "vehicle", "work", "time", "measure"),
    *("count", "state", "code", "text", "web", "file"),
}
FORMS = {"method", "pattern", "vocabulary", "words", "prose", "hexadecimal", "code", "owner"}
ALONE = {"prose", "hexadecimal", "code", "owner", "natural", "last"}  # facts without a value
NEIGHBOURS = {"beside", "without"}
FACTS = {
    "text.txt": FORMS | {"length", "table", "nulls"} | NEIGHBOURS,
    "numbers.txt": {"range", "typical", "unit", "natural"} | NEIGHBOURS,
    "times.txt": {"rank", "within", "last", "nulls"} | NEIGHBOURS,
    "truths.txt": {"true"} | NEIGHBOURS,
}
OPEN = 10**12
mistakes = []


def entries(path, count):
    """(place, fields) of each entry; a line that begins with a blank goes on with the one before."""
    found = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            found[-1][1] += " " + line.strip()
        else:
            found.append([f"{path.name}:{number}", line])
    for place, text in found:
        fields = [field.strip() for field in text.split(" | ")]
        if len(fields) != count and count:
            say(place, f"{len(fields)} fields: expected {count}")
            continue
        if not all(fields):
            say(place, "an empty field")
        yield place, fields


def say(place, what):
    mistakes.append(f"{place}: {what}")


def letters(name):
    spaced = re.sub(r"([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3 \2", name)
    return re.sub(r"[^a-z0-9\x80-\U0010ffff]", "", spaced.lower())


def bounds(place, text, least=None):
    found = re.fullmatch(r"(-?[\d.]+?)\.\.(-?[\d.]+)?", text)
    if not found:
        say(place, f"'{text}' is no range: expected A..B")
        return 0, OPEN
    low, high = float(found[1]), float(found[2]) if found[2] else OPEN
    if low > high or (least is not None and low < least):
        say(place, f"the range {text} is upside down")
    return low, high


class Line:
    def __init__(self, place, fields, known):
        self.place, self.id = place, fields[0]
        self.names = [name.strip() for name in fields[1].split(",")]
        self.facts = {}
        for fact in fields[2].split("; "):
            key, _, value = fact.strip().partition(" ")
            if key in self.facts:
                say(place, f"the fact '{key}' stands twice")
            self.facts[key] = value.strip()
        self.tables = {t.strip() for t in self.facts.get("table", "").split(",") if t.strip()}
        self.beside, self.without = (
            [name.strip() for name in self.facts[fact].split(",")] if fact in self.facts else []
            for fact in ("beside", "without")
        )
        self.low, self.high = 0, OPEN
        self.check(known)

    def check(self, known):
        kind = self.place.split(":")[0]
        area, _, rest = self.id.partition(".")
        if area not in AREAS or not re.fullmatch(r"[a-z0-9_]+", rest):
            say(
                self.place,
                f"unknown concept '{self.id}': expected AREA.name, AREA of {sorted(AREAS)}",
            )
        for key, value in self.facts.items():
            if key not in FACTS[kind]:
                say(self.place, f"unknown fact '{key}': expected one of {sorted(FACTS[kind])}")
            elif bool(value) != (key not in ALONE or key == "last"):
                say(self.place, f"the fact '{key}' has {'a' if value else 'no'} value")
        self.check_names(self.names)
        self.check_names(self.beside + self.without)
        self.check_values(kind, known)

    def check_names(self, names):
        """Names of columns, its own or its neighbours': in small letters, each once."""
        own = [letters(name) + name[:1] * name.startswith("=") for name in names]
        for name, one in zip(names, own, strict=True):
            if not letters(name) or name != name.lower():
                say(self.place, f"'{name}' is no name: expected words in small letters")
            if own.count(one) > 1:
                say(self.place, f"'{name}' stands twice (blanks do not count)")

    def check_values(self, kind, known):
        facts = self.facts
        if kind == "text.txt" and len(FORMS & set(facts)) != 1:
            say(self.place, f"expected one of {sorted(FORMS)}")
        if "pattern" in facts:
            try:
                re.compile(facts["pattern"])
            except re.error as error:
                say(self.place, f"bad pattern: {error}")
        vocabulary = known["vocabularies"].get(facts.get("vocabulary"), set())
        self.in_all_tables = "*" in vocabulary
        if "vocabulary" in facts and not vocabulary:
            say(self.place, f"unknown vocabulary '{facts['vocabulary']}'")
        if "words" in facts:
            bounds(self.place, facts["words"], 1)
        if "length" in facts:
            self.low, self.high = bounds(self.place, facts["length"], 1)
        if kind == "numbers.txt":
            if "range" not in facts:
                return say(self.place, "expected a range")
            self.low, self.high = bounds(self.place, facts["range"])
            if not self.low <= float(facts.get("typical", self.low)) <= self.high:
                say(self.place, f"{facts['typical']} is not typical of {facts['range']}")
            if facts.get("unit", "kg") not in known["units"]:
                say(self.place, f"unknown unit '{facts['unit']}'")
        if kind == "times.txt" and not facts.get("rank", "").isdigit():
            say(self.place, "expected a rank")
        if "within" in facts:
            days = facts["within"].split("..")
            if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days) or days != sorted(
                days
            ):
                say(self.place, f"'{facts['within']}' are no days in order: expected A..B")
        if not 0 <= float(facts.get("nulls", 0)) <= 1 or not 0 <= int(facts.get("true", 0)) <= 100:
            say(self.place, "a share is out of its limits")
        return None

    def covers(self, other):
        """Whether it fits wherever `other` does."""
        if self.beside and not (other.beside and set(other.beside) <= set(self.beside)):
            return False
        if not set(self.without) <= set(other.without):
            return False
        if "range" in self.facts:  # a column's limits may lie anywhere
            return self.low <= other.low and self.high >= other.high
        if "vocabulary" in self.facts and ("length" not in self.facts or not self.in_all_tables):
            return False
        if self.tables and not (other.tables and other.tables <= self.tables):
            return False
        return self.low <= other.low and self.high >= other.high


def check_winners(lines):
    """Whether each name of a line wins, written with marks between its words, or together."""
    for at, line in enumerate(lines):
        for name in line.names:
            if name.startswith("="):
                beaten = [
                    e for e in lines[:at] if e.covers(line) and {name, name[1:]} & set(e.names)
                ]
                forms = [beaten]
            else:
                words = re.findall(r"[a-z0-9]+", name)
                forms = []
                for form in (words, ["".join(words)]):
                    parts = {
                        "".join(form[i:j])
                        for i in range(len(form))
                        for j in range(i + 1, len(form) + 1)
                    }
                    forms.append(
                        [
                            e
                            for e in lines[:at]
                            if e.covers(line)
                            and parts & {letters(n) for n in e.names if not n.startswith("=")}
                        ]
                    )
            if all(forms):
                say(line.place, f"'{name}' never wins: {forms[0][0].place} does")


def check_words(folder):
    units, seen = {}, set()
    for place, fields in entries(folder / "words.txt", 0):
        if fields[0] not in {"short", "unit", "class"} or len(fields) != 3 + (fields[0] == "unit"):
            say(place, "expected short | A | WORD, unit | U | KIND | SIZE or class | C | WORDS")
            continue
        if (fields[0], fields[1]) in seen:
            say(place, f"'{fields[1]}' stands twice")
        seen.add((fields[0], fields[1]))
        if fields[0] == "unit":
            units[fields[1]] = fields[2]
            if not float(fields[3]) > 0:
                say(place, f"a unit of the size {fields[3]}")
    return units


def check_vocabularies(folder):
    known = {}
    for place, (name, tables, values) in entries(folder / "vocabularies.txt", 3):
        if "*" in known.get(name, ()) and tables == "*":
            say(place, f"never wins: another line of '{name}' holds in all tables")
        known.setdefault(name, set()).update(t.strip() for t in tables.split(","))
        items = [value.strip() for value in values.split(",")]
        weighted = [bool(re.search(r" \d+$", item)) for item in items]
        if any(weighted) and not all(weighted):
            say(place, "some values have weights and some have none")
        if len(set(items)) < len(items) or not all(items):
            say(place, "a value stands twice, or is empty")
    return known


def main():
    folder = pathlib.Path(sys.argv[1])
    known = {"units": check_words(folder), "vocabularies": check_vocabularies(folder)}
    for name in FACTS:
        check_winners([Line(place, fields, known) for place, fields in entries(folder / name, 4)])
    if mistakes:
        sys.exit("\n".join(mistakes))
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).write_text("")


if __name__ == "__main__":
    main()
