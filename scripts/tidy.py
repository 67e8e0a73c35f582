"""clang-tidy over the sources that can have changed its verdict.

The verdict on a file is a function of the file, the headers that it includes (with theirs), .clang-tidy and
the tool's version. So a file is looked at when one of these differs from the commit named in
scripts/tidy_passed.txt, for which every file was clean; a clone that does not have that commit looks at
every file. What passes is remembered in build/tidy, too, until one of these changes.

    scripts/tidy.py           what can have changed
    scripts/tidy.py --all     every file
    scripts/tidy.py --pass    every file; then names the commit in scripts/tidy_passed.txt
"""

import argparse
import concurrent.futures
import functools
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PASSED = ROOT / "scripts/tidy_passed.txt"
MEMORY = ROOT / "build/tidy"


def git(*arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines() if done.returncode == 0 else None


@functools.cache
def included(name):
    """The project's headers that a file includes, with all that these include."""
    found = {}
    text = (ROOT / name).read_text()
    for header in re.findall(r'^#include "([^"]+)"', text, re.M):
        for base in ("src/", "include/"):
            if (ROOT / base / header).is_file() and base + header not in found:
                found[base + header] = None
                found |= dict.fromkeys(included(base + header))
    return tuple(found)


def settings():
    lines = (ROOT / "dependencies.txt").read_text().splitlines()
    tool = [line for line in lines if "clang-tidy" in line]
    return (ROOT / ".clang-tidy").read_text() + "\n".join(tool)


def key(name):
    digest = hashlib.sha256(settings().encode())
    for file in (name, *sorted(included(name))):
        digest.update((ROOT / file).read_bytes())
    return digest.hexdigest()


def changed_since(commit):
    """Names of files that differ from the commit; None when it is not there to compare with."""
    if git("cat-file", "-e", f"{commit}^{{commit}}") is None:
        return None
    tracked = git("diff", "--name-only", commit)
    fresh = git("ls-files", "-o", "--exclude-standard")
    return None if tracked is None or fresh is None else {*tracked, *fresh}


def settings_changed(commit, changed):
    if ".clang-tidy" in changed:
        return True
    then = git("show", f"{commit}:dependencies.txt") or []
    now = (ROOT / "dependencies.txt").read_text().splitlines()
    return [line for line in then if "clang-tidy" in line] != [
        line for line in now if "clang-tidy" in line
    ]


def check(name):
    stamp = MEMORY / key(name)
    if stamp.exists():
        return name, 0, ""
    done = subprocess.run(
        [
            "clang-tidy-14",
            "--quiet",
            "-p",
            "build",
            "--extra-arg=-Wno-unknown-warning-option",
            name,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        stamp.touch()
    return name, done.returncode, done.stdout or done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--pass", dest="passes", action="store_true")
    wanted = parser.parse_args()
    sources = [
        name
        for name in git("ls-files", "-co", "--exclude-standard", "src/*.cc")
        if not name.endswith("_test.cc") and (ROOT / name).is_file()
    ]
    todo = sources
    why = "all"
    if not wanted.all and not wanted.passes:
        commit = PASSED.read_text().strip()
        changed = changed_since(commit)
        if changed is None:
            why = f"all: {commit[:9]} is not in this clone"
        elif settings_changed(commit, changed):
            why = "all: its settings changed"
        else:
            todo = [name for name in sources if changed & {name, *included(name)}]
            why = f"changed since {commit[:9]}"
    MEMORY.mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, code, output in pool.map(check, todo):
            if code != 0:
                failed += 1
                print(f"clang-tidy: {name}\n{output}", flush=True)
    print(f"clang-tidy: {len(todo)} of {len(sources)} files ({why}), {failed} with findings")
    if failed:
        sys.exit(1)
    if wanted.passes:
        if git("status", "--porcelain", "src", "include", ".clang-tidy"):
            sys.exit("tidy: commit the sources first: the mark names a commit")
        PASSED.write_text(git("rev-parse", "HEAD")[0] + "\n")


if __name__ == "__main__":
    main()
