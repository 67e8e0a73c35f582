#!/usr/bin/env bash
# dieharder's whole battery over rows, over columns and over neighbouring seeds. Takes about an hour,
# so what has passed is kept with the digest of the numbers in benchmarks/logs/dieharder-MODE.txt: the
# battery runs again where the numbers are others. Fails when a test fails; a "weak" is expected about
# once in a hundred p-values.
set -euo pipefail
cd "$(dirname "$0")/.."
digest_of() {  # of the first 256 MiB
  { build/bin/random_bytes "$1" || true; } | head -c 268435456 | sha256sum | cut -d' ' -f1
}
for mode in rows columns seeds; do
  passed=benchmarks/logs/dieharder-$mode.txt
  digest=$(digest_of "$mode")
  if grep -qs "^digest $digest\$" "$passed"; then
    echo "$mode: the same numbers as in $passed"
    continue
  fi
  echo "testing $mode"
  log=build/dieharder-$mode.log
  echo "digest $digest" >"$log"
  { build/bin/random_bytes "$mode" || true; } | dieharder -a -g 200 -k 2 -Y 1 >>"$log"
  grep -E "WEAK|FAILED" "$log" || true
  if grep -q FAILED "$log"; then exit 1; fi
  cp "$log" "$passed"
done
