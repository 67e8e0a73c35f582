#!/usr/bin/env bash
# Formatter and linters. C++ files that have not changed since they last passed clang-tidy are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files -co --exclude-standard '*.cc' '*.h')
clang-format-14 --dry-run --Werror "${sources[@]}"
.deps/python/bin/python -m ruff check --quiet tests scripts benchmarks
.deps/python/bin/python -m ruff format --quiet --check tests scripts benchmarks
passed=build/tidy
mkdir -p "$passed"
headers=$(cat .clang-tidy $(git ls-files -co --exclude-standard '*.h') | sha256sum)
check() {
  local stamp
  stamp="$2/$( (echo "$3"; cat "$1") | sha256sum | cut -d' ' -f1)"
  [ -e "$stamp" ] && return 0
  clang-tidy-14 --quiet -p build --extra-arg=-Wno-unknown-warning-option "$1" 2>/dev/null && touch "$stamp"
}
export -f check
git ls-files -co --exclude-standard 'src/*.cc' | grep -v _test.cc |
  xargs -P "$(nproc)" -I{} bash -c 'check "$@"' _ {} "$passed" "$headers"
echo "lint: ${#sources[@]} C++ files, Python: clean"
