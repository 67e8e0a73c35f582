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
        short = re.findall(r'#include "([a-z_]+)/[a-z_]+\.h"', path.read_text())
        assert set(short) <= {"datagen"}, f"{path}: includes say wing/room/file"


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


def test_only_the_sinks_see_arrow_and_only_the_library_is_seen_by_the_program():
    for path in tracked("src/*.cc", "src/*.h"):
        text = path.read_text()
        room = path.relative_to(ROOT / "src").parts[1]
        if room not in ("sinks", "sources"):
            assert not re.search(r"#include <(arrow|parquet)/", text), path
        if room == "cli":
            assert rooms_included(path) <= {"doors/cli"}, path
        if room not in ("cli", "runs"):
            assert "std::chrono" not in text, path


def test_names_say_what_they_are():
    for path in tracked():
        words = set(re.split(r"[_\-./]", str(path.relative_to(ROOT)).lower()))
        assert not words & {"util", "utils", "helper", "helpers", "common", "misc", "manager"}, path
    for path in tracked("*.cc", "*.h"):
        assert re.fullmatch(r"[a-z0-9_]+\.(cc|h)", path.name), path


def test_files_are_of_one_concept():
    sizes = sorted(len(path.read_text().splitlines()) for path in tracked("src/*.cc", "src/*.h"))
    assert sizes[len(sizes) // 2] < 150
    assert sizes[len(sizes) * 9 // 10] < 400
    assert sizes[-1] < 700


def test_headers_open_with_what_they_are():
    for path in tracked("src/*.h", "include/*.h"):
        lines = path.read_text().splitlines()
        assert lines[0].startswith("// "), path
        assert "#pragma once" in lines, path


def test_no_machine_paths_and_nothing_left_open():
    leftovers = re.compile(r"\b(TO" + "DO|FIX" + "ME|X" + r"XX)\b")
    for path in tracked("*.cc", "*.h", "*.py", "*.md", "*.sh", "*.json", "*.txt", "*.cmake"):
        text = path.read_text()
        assert not re.search(r"/(root|work|home)" + "/", text), path
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
    assert names == {"release", "debug", "sanitize", "vector"}
