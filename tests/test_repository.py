"""Promises about the repository that no compiler checks."""

import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def tracked(*patterns):
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def wings():
    """{wing: (rooms in order, wings it sees)}, as the build has them."""
    text = (ROOT / "src/CMakeLists.txt").read_text()
    found = re.findall(r"^datagen_wing\((\w+) ROOMS ([\w ]+)\s+SEES ?([\w ]*)\)", text, re.M)
    return {wing: (rooms.split(), seen.split()) for wing, rooms, seen in found}


def rooms_included(path):
    return set(re.findall(r'#include "([a-z]+/[a-z]+)/', path.read_text()))


def test_wings_and_rooms_are_the_folders():
    folders = {path.name: path for path in (ROOT / "src").iterdir() if path.is_dir()}
    assert set(wings()) == set(folders)
    for wing, (rooms, _) in wings().items():
        assert sorted(rooms) == sorted(p.name for p in folders[wing].iterdir()), wing
    every_room = [room for rooms, _ in wings().values() for room in rooms]
    assert len(every_room) == len(set(every_room)), "a room's name is its namespace"


def test_a_room_includes_only_what_its_wing_may_see():
    house = wings()
    functions = {"generators", "modifiers", "fanouts", "relations"}
    for path in tracked("src/*.cc", "src/*.h"):
        wing, room = path.relative_to(ROOT / "src").parts[:2]
        rooms, seen = house[wing]
        before = rooms[: rooms.index(room) + 1]
        if room in functions:
            before = [other for other in before if other == room or other not in functions]
        allowed = {f"{wing}/{other}" for other in before}
        allowed |= {f"{other}/{its}" for other in seen for its in house[other][0]}
        assert rooms_included(path) <= allowed, path
        for line in re.findall(r"^[ \t]*#[ \t]*include\b.*", path.read_text(), re.M):
            plain = re.match(
                r'#include (?:"([a-z]+/[a-z]+/[a-z0-9_/]+|datagen/\w+|\w+)\.h"|<(.+)>)', line
            )
            assert plain, f'{path}: {line}: includes say "wing/room/file.h"'
            outside = (plain.group(2) or "").split("/")[0]
            assert outside not in house and not outside.startswith("."), f"{path}: {line}"


def test_the_validator_knows_nothing_of_how_data_are_made():
    # Of what both use, only what reads a spec: no law, no kernel, no evaluation.
    allowed = {
        "functions/claims": {path.stem for path in (ROOT / "src/functions/claims").glob("*.h")},
        "functions/kernel": {"frequency", "value_type", "parameter", "reference"},
        "functions/expression": {"parser", "code"},
    }
    for path in tracked("src/proof/*.cc", "src/proof/*.h"):
        for room, file in re.findall(r'#include "(functions/\w+)/(.+)\.h"', path.read_text()):
            assert file in allowed.get(room, set()), path


def test_the_readers_of_data_know_no_spec():
    for path in tracked("src/data/sources/*", "src/data/query/*"):
        assert not re.search(r'#include "language/', path.read_text()), path


def test_only_the_sinks_see_arrow_and_only_the_library_is_seen_by_the_program():
    for path in tracked("src/*.cc", "src/*.h"):
        text = path.read_text()
        room = path.relative_to(ROOT / "src").parts[1]
        if room not in ("sinks", "sources"):
            assert not re.search(r"#include <(arrow|parquet)/", text), path
        if room == "commands":
            assert rooms_included(path) <= {
                "doors/commands",
                "foundation/base",
                "foundation/work",
            }, path
        if room == "cli":
            assert rooms_included(path) <= {"doors/cli", "doors/commands"}, path
        if room not in ("cli", "runs", "work"):
            assert "std::chrono" not in text, path


def test_names_say_what_they_are():
    for path in tracked():
        words = set(re.split(r"[_\-./]", str(path.relative_to(ROOT)).lower()))
        assert not words & {"util", "utils", "helper", "helpers", "common", "misc", "manager"}, path
    for path in tracked("*.cc", "*.h"):
        assert re.fullmatch(r"[a-z0-9_]+\.(cc|h)", path.name), path
    kinds = {path.suffix for path in tracked("src/*")}
    assert kinds == {".cc", ".h", ".S", ".txt", ".md", ".css", ".js"}, kinds


def test_files_are_of_one_concept():
    sizes = sorted(len(path.read_text().splitlines()) for path in tracked("src/*.cc", "src/*.h"))
    assert sizes[len(sizes) // 2] < 150
    assert sizes[len(sizes) * 9 // 10] < 400
    assert sizes[-1] < 700


NO_FUNCTION = re.compile(
    r"(namespace|struct|class|enum|union|extern|using|if|for|while|switch|else|do|case|default"
    r"|return|public|private|protected|template|#)\b"
)


def functions(path):
    """[(head, lines)] of the functions defined in a file, as clang-format lays them out."""
    lines = path.read_text().splitlines()
    found = []
    at = 0
    while at < len(lines):
        indent = len(lines[at]) - len(lines[at].lstrip())
        text = lines[at].strip()
        head = at
        if re.match(r"[A-Za-z_~:\[]", text) and not NO_FUNCTION.match(text):
            while head < len(lines) - 1 and not re.search(r"[{;}]\s*(//.*)?$", lines[head]):
                head += 1
        opens = lines[head].endswith("{") and "(" in "".join(lines[at : head + 1])
        if not opens or NO_FUNCTION.match(text):
            at = max(head, at) + 1
            continue
        end = head + 1
        while not lines[end].startswith(" " * indent + "}"):
            end += 1
        found.append((text, end - at + 1))
        at = end + 1
    return found


def test_a_function_fits_on_a_screen():
    long, count = set(), 0
    for path in tracked("src/*.cc", "src/*.h", "include/*.h"):
        for head, lines in functions(path):
            count += 1
            if lines > 80:
                long.add(re.sub(r"\(.*", "", head).split()[-1].lstrip("&*"))
    assert count > 1500, "the functions are not found"
    assert long == set()


def test_a_class_is_in_one_file():
    files = {}
    for path in tracked("src/*.cc"):
        text = path.read_text()
        room = path.relative_to(ROOT / "src").parts[:2]
        for name in re.findall(r"^(?!\s|//)(?:[^\n(]*[\s&*])?(\w+)::~?\w+\(", text, re.M):
            if re.search(rf"^(class|struct) {name}\b", "".join(header_texts(room)), re.M):
                files.setdefault((room, name), set()).add(path.name)
    assert len(files) > 50, "the classes are not found"
    assert {name for (_, name), paths in files.items() if len(paths) > 1} == set()


def header_texts(room):
    return [path.read_text() for path in sorted((ROOT / "src").joinpath(*room).rglob("*.h"))]


def without_comments(text):
    return re.sub(r"//[^\n]*", "", text)


def fields(text):
    """The members that the types of a header hold."""
    found, scopes = set(), []
    member = re.compile(
        r"\s+(?!using|friend|static|return|virtual|explicit)[\w:]+.*?[\s&*>]([a-z]\w*)( = .*|\{.*\})?;$"
    )
    for line in without_comments(text).splitlines():
        if re.match(r"\s*(struct|class|union)\b.*\{\s*$", line):
            scopes.append("type")
            continue
        declared = member.match(line.rstrip())
        in_type = scopes and scopes[-1] == "type"
        if (
            in_type
            and declared
            and declared.group(1) != "override"
            and "(" not in line.split(" = ")[0].replace("(*", "")
        ):
            found.add(declared.group(1))
        for brace in re.findall(r"[{}]", line):
            if brace == "{":
                scopes.append("other")
            elif scopes:
                scopes.pop()
    return found


def names_read(text):
    """{(name, whether of another object)}: where a value is taken, not only given."""
    read = set()
    pattern = r"([{(,]\s*\.|\.|->)?\b([a-z]\w*)\b(\s*=(?!=)|\s*;|\s*[({])?"
    for match in re.finditer(pattern, without_comments(text)):
        access, name, after = match.groups()
        after = (after or "").strip()
        given = after == "=" or (access and access[0] in "{(,")
        before = match.string[max(0, match.start() - 9) : match.start()]
        declared = (
            after == ";" and not access and re.search(r"[\w>\])][&*]{0,2}\s+$", before)
        ) and not re.search(r"\breturn\s$", before)
        made = after in ("(", "{") and not access and re.search(r"[:,)]\s*$", before)
        if not given and not declared and not made:
            read.add((name, bool(access)))
    return read


def test_a_field_is_read_somewhere():
    # By name: a field that shares its name with one that is read is taken for read.
    texts = {path: path.read_text() for path in tracked("*.cc", "*.h")}
    read_in = {path: names_read(text) for path, text in texts.items()}
    of_others = set().union(*read_in.values())
    unread, count = set(), 0
    for path, text in texts.items():
        if path.suffix != ".h" or path.name == "arrow_c.h":  # whose layout others have fixed
            continue
        own = {
            name
            for other, names in read_in.items()
            if other.parent == path.parent or other.parent.name == "api"
            for name, _ in names
        }
        for name in fields(text):
            count += 1
            if (name, True) not in of_others and name not in own:
                unread.add(name)
    assert count > 800, "the fields are not found"
    assert unread == set()


def test_only_the_program_speaks_of_its_options():
    # But for commands in backticks, in the reference page.
    said = set()
    for path in tracked("src/*.cc", "src/*.h", "include/*.h"):
        if "cli" in path.relative_to(ROOT).parts:
            continue
        text = without_comments(re.sub(r"var\(--\w+", "", path.read_text()))
        for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text):
            words = re.sub(r"`[^`]*`?", "", literal)
            if re.search(r"(?<![\w-])--[a-z]", words):
                said.add(path.stem)
    assert said == set()


def test_headers_open_with_what_they_are():
    for path in tracked("src/*.h", "include/*.h"):
        lines = path.read_text().splitlines()
        assert lines[0].startswith("// "), path
        assert "#pragma once" in lines, path


def test_no_machine_paths_and_nothing_left_open():
    leftovers = re.compile(r"\b(TO" + "DO|FIX" + "ME|X" + r"XX)\b")
    for path in tracked("*.cc", "*.h", "*.py", "*.md", "*.sh", "*.json", "*.txt", "*.cmake"):
        text = path.read_text()
        assert not re.search(r"(?<!\w)/(root|work|home)" + "/", text), path
        assert not leftovers.search(text), path


def test_every_dependency_is_pinned_in_one_place():
    pins = [
        line.split()
        for line in (ROOT / "dependencies.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert all(len(pin) == 4 for pin in pins)
    for path in tracked("Makefile", "*.sh", ".ci/run", "CMakeLists.txt"):
        assert "==" not in re.sub(r"\[\[?.*?\]\]?|awk.*|sed.*", "", path.read_text()), path


def test_presets():
    names = {
        p["name"] for p in json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
    }
    assert names == {"release", "debug", "sanitize", "tsan", "vector"}
