#!/usr/bin/env bash
# Runs a part of `make test` and notes its seconds: scripts/part.sh NAME [VARIABLE=VALUE…] COMMAND…;
# --begin clears the notes, --end prints them all.
set -euo pipefail
cd "$(dirname "$0")/.."
notes=build/seconds.txt
case "$1" in
  --begin) mkdir -p build && : >"$notes" && exit 0 ;;
  --end) awk '{ sum += $2; printf "%-10s %6d s\n", $1, $2 } END { printf "%-10s %6d s\n", "together", sum }' "$notes" && exit 0 ;;
esac
name=$1
shift
start=$SECONDS
code=0
env "$@" || code=$?
echo "$name $((SECONDS - start))" >>"$notes"
echo "-- $name: $((SECONDS - start)) s$([ $code = 0 ] || echo ", failed")"
exit $code
