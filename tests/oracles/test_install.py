"""What is installed can be moved, needs nothing of the build, and does what the build's program does.

The checkout and the fetched packages are put out of sight by a mount namespace. The full form (DATAGEN_FULL=1) does
the same with the archive of `make dist` in a Debian that has nothing but what it cannot be without.
"""

import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import PROGRAM, ROOT

BUILD = PROGRAM.parents[1]
SPEC = ROOT / "examples/specs/shop.json"
FETCHED = (ROOT / ".deps").resolve()
OUT_OF_SIGHT = [ROOT] if FETCHED.is_relative_to(ROOT) else [ROOT, FETCHED]
OF_THE_HOST = {"libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2"}
OF_THE_HOST |= {"libpthread.so.0", "libdl.so.2", "librt.so.1"}  # parts of the C library
NEWEST = {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 29)}  # RHEL 9, Ubuntu 22.04, Debian 12
FULL = os.environ.get("DATAGEN_FULL") == "1"


def run(*command, code=0, **options):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == code, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout


def hidden(*command, **options):
    """Runs a command that sees neither the checkout nor what was fetched for it."""
    cover = " && ".join(f"mount -t tmpfs none {path}" for path in OUT_OF_SIGHT)
    script = f'{cover} && ! test -e {SPEC} && exec "$@"'
    return run("unshare", "-rm", "bash", "-c", script, "bash", *command, **options)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Installed for /opt/datagen, then moved."""
    stage = tmp_path_factory.mktemp("stage")
    environment = {**os.environ, "DESTDIR": str(stage)}
    command = ["cmake", "--install", BUILD, "--prefix", "/opt/datagen", "--strip"]
    run(*command, env=environment)
    moved = tmp_path_factory.mktemp("moved") / "somewhere else"
    shutil.move(stage / "opt/datagen", moved)
    assert not list(stage.glob("*/*"))
    return moved


@pytest.fixture(scope="module")
def namespaces():
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespaces here")


def files(folder):
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def is_elf(path):
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def hashes(folder):
    tables = json.loads((folder / ".metadata.json").read_text())["tables"]
    found = re.findall(r"xxh3:[0-9a-f]{32}", json.dumps(tables))
    assert len(found) == 2
    return found


def test_what_is_installed_names_no_folder_of_the_build(installed):
    places = [str(path).encode() for path in [*OUT_OF_SIGHT, BUILD]]
    for path in files(installed):
        content = path.read_bytes()
        assert not [place for place in places if place in content], path
    names = {str(path.relative_to(installed)) for path in files(installed)}
    for name in ("LICENSE", "NOTICES.md", "licences/duckdb.txt", "licences/arrow.LICENSE.txt"):
        assert f"share/doc/datagen/{name}" in names


def test_links_of_the_installed_documents_lead_somewhere(installed):
    documents = installed / "share/doc/datagen"
    pages = [*documents.glob("docs/**/*.md"), *documents.glob("examples/**/*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    ]
    assert len(links) > 50
    assert [(page, link) for page, link in links if not (page.parent / link).exists()] == []


def test_the_host_gives_the_c_and_the_cxx_library_alone(installed):
    of_our_own = {path.name for path in (installed / "lib/datagen").iterdir()}
    programs = [path for path in files(installed) if is_elf(path)]
    assert len(programs) == 5
    for path in programs:
        dynamic = run("readelf", "-d", path)
        needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic))
        assert needed <= OF_THE_HOST | of_our_own, path
        for place in re.findall(r"\((?:RUNPATH|RPATH)\).*\[(.+)\]", dynamic):
            assert place.startswith("$ORIGIN"), path
        assert "debug_info" not in run("readelf", "-S", path), path
        versions = re.findall(r"\b(GLIBC|GLIBCXX)_([\d.]+)", run("objdump", "-T", path))
        for of, version in versions:
            assert tuple(map(int, version.split("."))) <= NEWEST[of], f"{path}: {of}_{version}"


def test_the_library_shows_its_headers_names_alone(installed):
    (library,) = [
        path for path in files(installed / "lib") if path.name.startswith("libdatagen.so")
    ]
    names = run("nm", "-DC", "--defined-only", library).splitlines()
    shown = [line.split(" ", 2)[2] for line in names if " A " not in line]
    assert "datagen::Version()" in shown
    assert [name for name in shown if not re.match(r"datagen::[A-Z]", name)] == []


def test_the_program_works_with_the_checkout_gone(installed, namespaces, tmp_path):
    spec = installed / "share/doc/datagen/examples/specs/shop.json"
    program = installed / "bin/datagen"
    run(PROGRAM, "generate", SPEC, "-o", tmp_path / "here")
    hidden(program, "generate", spec, "-o", tmp_path / "there")
    assert hashes(tmp_path / "there") == hashes(tmp_path / "here")
    said = hidden(program, "validate", spec, "--data", tmp_path / "there")
    assert said.startswith("PASSED  green")
    for url in (f"sqlite:{tmp_path}/shop.sqlite", f"duckdb:{tmp_path}/shop.duckdb"):
        hidden(program, "generate", spec, "--to", url)
        said = hidden(program, "validate", spec, "--data", url, cwd=tmp_path)
        assert said.startswith("PASSED  green"), url


def test_a_program_is_written_on_the_library(installed, namespaces, tmp_path):
    """The example, as a project of its own that finds the package."""
    shutil.copy(ROOT / "examples/fill_rows.cc", tmp_path)
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\n"
        "project(consumer LANGUAGES CXX)\n"
        "find_package(datagen 0.1 REQUIRED)\n"
        "add_executable(fill_rows fill_rows.cc)\n"
        "target_link_libraries(fill_rows PRIVATE datagen::datagen)\n"
    )
    build = tmp_path / "build"
    hidden("cmake", "-S", tmp_path, "-B", build, f"-DCMAKE_PREFIX_PATH={installed}")
    hidden("cmake", "--build", build)
    spec = installed / "share/doc/datagen/examples/specs/universal_demo.json"
    rows = hidden(build / "fill_rows", spec, "event", "1000", "5")
    assert rows.startswith("event: 5 rows from 1000\n1001 ")
    assert rows == run(BUILD / "bin/fill_rows", spec, "event", "1000", "5")


def test_the_man_page_and_completions_are_the_programs(installed):
    share = installed / "share"
    assert (share / "man/man1/datagen.1").read_text() == run(PROGRAM, "manual")
    for shell, file in {
        "bash": "bash-completion/completions/datagen",
        "zsh": "zsh/site-functions/_datagen",
        "fish": "fish/vendor_completions.d/datagen.fish",
    }.items():
        assert (share / file).read_text() == run(PROGRAM, "completion", shell)
    loaded = run("bash", "-c", f"source '{share}/bash-completion/completions/datagen'; complete -p")
    assert " datagen\n" in loaded
    command = "set fish_complete_path $argv[1]; complete -C 'datagen gener'"
    on_path = {**os.environ, "PATH": f"{installed}/bin:{os.environ['PATH']}"}
    folder = share / "fish/vendor_completions.d"
    offered = run("fish", "--no-config", "-c", command, folder, env=on_path)
    assert offered.startswith("generate")
    loaded = f"fpath=('{share}/zsh/site-functions' $fpath); autoload -Uz compinit; compinit -u -D"
    assert run("zsh", "-f", "-c", f"{loaded}; print $_comps[datagen]") == "_datagen\n"


def test_another_duckdb_in_the_process_is_left_alone(installed, tmp_path):
    """One that was loaded for all before, as a host program may have: neither uses the other's functions."""
    run(PROGRAM, "generate", SPEC, "-o", tmp_path / "data")
    environment = {**os.environ, "LD_PRELOAD": str(ROOT / ".deps/duckdb/lib/libduckdb.so")}
    command = [installed / "bin/datagen", "validate", SPEC, "--data", tmp_path / "data"]
    assert run(*command, env=environment).startswith("PASSED  green")


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archives")
    run(ROOT / "scripts/dist.sh", folder)
    return folder


@pytest.mark.skipif(not FULL, reason="packing takes minutes")
def test_archives_are_the_same_bytes_each_time(archives, tmp_path):
    run(ROOT / "scripts/dist.sh", tmp_path / "again", env={**os.environ, "TZ": "Asia/Tokyo"})
    assert len(list(archives.iterdir())) == 3
    for path in archives.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name
    run("sha256sum", "--check", "SHA256SUMS", cwd=archives)


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
    """A Debian with nothing but what it cannot be without."""
    root = tmp_path_factory.mktemp("root") / "debian"
    run("debootstrap", "--variant=minbase", "--include=libstdc++6", "bookworm", root)
    return root


@pytest.mark.skipif(not FULL, reason="a Debian is fetched")
def test_the_archive_works_in_a_bare_debian(archives, debian, tmp_path):
    root = debian
    (archive,) = archives.glob("*.tar.xz")
    run("tar", "-xf", archive, "-C", root / "opt")
    name = archive.name.removesuffix(".tar.xz")
    shutil.copy(SPEC, root / "shop.json")
    program = f"/opt/{name}/bin/datagen"

    def inside(*command, code=0):
        mount = f'mount -t proc proc {root}/proc && exec chroot {root} "$@" 2>&1'
        return run("unshare", "-m", "bash", "-c", mount, "bash", *command, code=code)

    inside(program, "generate", "/shop.json", "-o", "/data")
    run(PROGRAM, "generate", SPEC, "-o", tmp_path / "here")
    assert hashes(root / "data") == hashes(tmp_path / "here")
    assert inside(program, "validate", "/shop.json", "--data", "/data").startswith("PASSED  green")
    asked = inside(program, "generate", "/shop.json", "--to", "postgresql://localhost/shop", code=3)
    assert "error[client-library-unavailable]" in asked and "libpq.so.5" in asked
    for url in ("sqlite:/shop.sqlite", "duckdb:/shop.duckdb"):
        inside(program, "generate", "/shop.json", "--to", url)
        assert inside(program, "validate", "/shop.json", "--data", url).startswith("PASSED  green")


@pytest.mark.skipif(not FULL, reason="a Debian is fetched")
def test_the_image_of_the_archive_works(archives, debian, tmp_path):
    """examples/container, on the bare Debian as its base."""
    (archive,) = archives.glob("*.tar.gz")
    shutil.copy(archive, tmp_path)
    shutil.copy(ROOT / "examples/container/Containerfile", tmp_path)
    shutil.copy(SPEC, tmp_path / "shop.json")
    run("tar", "-C", debian, "--exclude=./opt/*", "-cf", tmp_path / "base.tar", ".")
    store = ["--root", tmp_path / "store", "--runroot", tmp_path / "run", "--storage-driver", "vfs"]

    def buildah(command, *arguments):
        return run("buildah", *store, command, *arguments, cwd=tmp_path).strip()

    base = buildah("from", "scratch")
    buildah("add", base, "base.tar", "/")
    buildah("commit", base, "localhost/base")
    given = ["BASE=localhost/base", f"ARCHIVE={archive.name}"]
    given = [word for argument in given for word in ("--build-arg", argument)]
    buildah("bud", "--isolation", "chroot", *given, "-t", "datagen", ".")
    image = buildah("from", "localhost/datagen")
    place = ["--isolation", "chroot", "-v", f"{tmp_path}:/work", image, "--"]
    buildah("run", *place, "datagen", "generate", "shop.json", "-o", "data")
    run(PROGRAM, "generate", SPEC, "-o", tmp_path / "here")
    assert hashes(tmp_path / "data") == hashes(tmp_path / "here")
    said = buildah("run", *place, "datagen", "validate", "shop.json", "--data", "data")
    assert said.startswith("PASSED  green")
