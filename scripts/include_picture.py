"""Which room includes which: the wings of src/ in their order, a line a room, with how many includes go where.

scripts/include_picture.py [COMMIT]    of the working tree, or of a commit
"""

import collections
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


def files(commit):
    """{path below src: text}"""
    if commit is None:
        paths = [p for p in (ROOT / "src").rglob("*") if p.suffix in (".cc", ".h")]
        return {str(p.relative_to(ROOT / "src")): p.read_text() for p in paths}
    listing = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", commit, "src"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listing.stdout.split() if name.endswith((".cc", ".h"))]
    texts = {}
    for name in names:
        done = subprocess.run(
            ["git", "show", f"{commit}:{name}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        texts[name.removeprefix("src/")] = done.stdout
    return texts


def picture(texts):
    """{room: {room that it includes: how often}}, rooms as they stand in folders."""
    depth = 2 if any(name.startswith("foundation/") for name in texts) else 1
    rooms = {"/".join(name.split("/")[:depth]) for name in texts}
    found = {room: collections.Counter() for room in sorted(rooms)}
    for name, text in texts.items():
        room = "/".join(name.split("/")[:depth])
        for included in re.findall(r'#include "([^"]+)"', text):
            other = "/".join(included.split("/")[:depth])
            if other in rooms and other != room:
                found[room][other] += 1
    return found


def main():
    found = picture(files(sys.argv[1] if len(sys.argv) > 1 else None))
    for room, others in found.items():
        print(
            f"{room:24} {', '.join(f'{other} {count}' for other, count in others.most_common())}".rstrip()
        )
    arrows = sum(len(others) for others in found.values())
    both = (
        sum(room in found.get(other, {}) for room, others in found.items() for other in others) // 2
    )
    print(f"{len(found)} rooms, {arrows} arrows, {both} pairs that include each other")


if __name__ == "__main__":
    main()
