#!/usr/bin/env bash
# dieharder's whole battery over rows, over columns and over neighbouring seeds. Takes about an hour.
# Fails when a test fails; a "weak" is expected about once in a hundred p-values.
set -euo pipefail
cd "$(dirname "$0")/.."
for mode in rows columns seeds; do
  echo "testing $mode"
  build/bin/random_bytes "$mode" | dieharder -a -g 200 -k 2 -Y 1 | tee "build/dieharder-$mode.log" |
    grep -E "WEAK|FAILED" || true
  if grep -q FAILED "build/dieharder-$mode.log"; then exit 1; fi
done
