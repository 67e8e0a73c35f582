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


def stages():
    text = (ROOT / "src/CMakeLists.txt").read_text()
    return re.search(r"set\(stages ([^)]*)\)", text).group(1).split()


def test_includes_go_one_way():
    order = stages()
    assert sorted(order) == sorted(path.name for path in (ROOT / "src").iterdir() if path.is_dir())
    functions = {"generators", "modifiers", "fanouts", "relations"}
    for path in tracked("src/*.cc", "src/*.h"):
        stage = path.relative_to(ROOT / "src").parts[0]
        for included in re.findall(r'#include "([a-z]+)/', path.read_text()):
            if included not in order:
                continue
            assert order.index(included) <= order.index(stage), f"{path} includes {included}/"
            if stage in functions and included != stage:
                assert included not in functions, f"{path} includes {included}/"


def test_the_validator_knows_nothing_of_how_data_are_made():
    allowed = {"base", "kernel", "expression", "spec", "query", "sources", "validate"}
    for path in tracked("src/validate/*.cc", "src/validate/*.h"):
        text = path.read_text()
        assert set(re.findall(r'#include "([a-z]+)/', text)) <= allowed, path
        # Of the stages that both use, only what reads a spec: no law, no kernel, no evaluation.
        kernel = set(re.findall(r'#include "kernel/([a-z_]+)\.h"', text))
        assert kernel <= {"frequency", "value_type", "parameter"}, path
        assert set(re.findall(r'#include "expression/([a-z_]+)\.h"', text)) <= {"parser"}, path


def test_only_the_sinks_see_arrow_and_only_the_library_is_seen_by_the_program():
    for path in tracked("src/*.cc", "src/*.h"):
        text = path.read_text()
        stage = path.relative_to(ROOT / "src").parts[0]
        if stage not in ("sinks", "sources"):
            assert not re.search(r"#include <(arrow|parquet)/", text), path
        if stage == "cli":
            assert set(re.findall(r'#include "([a-z]+)/', text)) <= {"cli", "datagen"}, path
        if stage not in ("cli", "job"):
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
