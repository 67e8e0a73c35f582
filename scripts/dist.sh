#!/usr/bin/env bash
# Packs what `make install` puts in place into an archive that can be unpacked anywhere: scripts/dist.sh
# [FOLDER] (build/dist). The same sources give the same bytes: names in order, no owners, one time for all
# files (SOURCE_DATE_EPOCH, else that of the last commit).
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-build/dist}
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' build/CMakeCache.txt)
name=datagen-$version-linux-$(uname -m)
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

rm -rf "$out" && mkdir -p "$out"
env -u DESTDIR cmake --install build --strip --prefix "$PWD/build/unpacked/$name" >/dev/null
tar --create --directory build/unpacked --format=ustar --sort=name --mtime="@$epoch" \
  --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw "$name" >"$out/$name.tar"
rm -rf build/unpacked
# One thread: with more, the bytes depend on how many.
xz --keep -9 --threads=1 "$out/$name.tar"
gzip -n -9 "$out/$name.tar"
(cd "$out" && sha256sum "$name.tar.gz" "$name.tar.xz" >SHA256SUMS && cat SHA256SUMS)
