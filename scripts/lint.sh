#!/usr/bin/env bash
# Formatters and linters; clang-tidy where its verdict can have changed (scripts/tidy.py). Arguments go to it.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files -co --exclude-standard '*.cc' '*.h')
clang-format-14 --dry-run --Werror "${sources[@]}"
.deps/python/bin/python -m ruff check --quiet tests scripts benchmarks
.deps/python/bin/python -m ruff format --quiet --check tests scripts benchmarks
.deps/python/bin/python scripts/tidy.py "$@"
echo "lint: ${#sources[@]} C++ files, Python: clean"
