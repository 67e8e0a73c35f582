#!/usr/bin/env bash
# Fetches what dependencies.txt pins, for the groups named: scripts/setup.sh build [test] [bench] [full]
# Each group is fetched once; a changed dependencies.txt fetches again. Needs root or sudo only when
# a Debian package is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
deps=.deps
mkdir -p "$deps"

pinned() {  # pinned GROUP REGISTRY -> lines "package version"
  awk -v g="$1" -v r="$2" '!/^#/ && $1 == g && $2 == r { print $3, $4 }' dependencies.txt
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

debian_missing() {  # debian_missing GROUP -> packages not installed in the pinned version
  pinned "$1" debian | while read -r package version; do
    # A Java runtime from elsewhere (a newer image, a vendor build) serves as well as Debian's.
    case "$package" in openjdk-*) command -v java >/dev/null && continue ;; esac
    installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Version}' "$package" 2>/dev/null || true)
    case "$installed" in "ii $version"*) ;; *) echo "$package" ;; esac
  done
}

setup_debian() {
  local missing
  missing=$(debian_missing "$1")
  [ -z "$missing" ] && return 0
  echo "setup: installing Debian packages:" $missing
  as_root apt-get update -qq
  # shellcheck disable=SC2086  # one word per package is meant
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
  missing=$(debian_missing "$1")
  if [ -n "$missing" ]; then
    echo "setup: these packages are not at the version that dependencies.txt pins:" $missing >&2
    exit 3
  fi
}

setup_pypi() {
  local requirements
  requirements=$(pinned "$1" pypi | sed 's/ /==/')
  [ -z "$requirements" ] && return 0
  if [ ! -x "$deps/python/bin/python" ]; then
    python3 -m venv "$deps/python" 2>/dev/null || {
      rm -rf "$deps/python"
      as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv >/dev/null
      python3 -m venv "$deps/python"
    }
  fi
  echo "setup: installing Python packages:" $requirements
  # shellcheck disable=SC2086
  "$deps/python/bin/python" -m pip install --quiet --disable-pip-version-check $requirements
}

setup_npm() {
  local packages
  packages=$(pinned "$1" npm | sed 's/ /@/')
  [ -z "$packages" ] && return 0
  echo "setup: installing npm packages:" $packages
  # shellcheck disable=SC2086
  # Each group has a folder of its own: an installation removes what it does not name.
  local folder=node
  [ "$1" = build ] || folder="node-$1"
  npm install --prefix "$deps/$folder" --no-save --no-audit --no-fund --ignore-scripts --silent $packages
}

# Packages of which only the files are wanted (database schemas): downloaded and unpacked into
# .deps/schemas, not installed.
setup_unpacked() {
  local folder
  pinned "$1" unpacked | while read -r package version; do
    folder="$deps/schemas/$package"
    [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ] && continue
    echo "setup: unpacking the Debian package $package $version"
    [ -n "${updated:-}" ] || { as_root apt-get update -qq; updated=1; }
    rm -rf "$folder" && mkdir -p "$folder"
    (cd "$folder" && apt-get -o APT::Sandbox::User=root download -qq "$package" >/dev/null)
    case "$(cd "$folder" && ls ./*.deb | sed 's/%3a/:/')" in
      "./${package}_$version"*) ;;
      *) echo "setup: $package is not at version $version" >&2; exit 3 ;;
    esac
    # Schemas are text: the rest of a package is not kept.
    dpkg-deb --fsys-tarfile "$folder"/*.deb | tar -x -C "$folder" --wildcards '*.sql' '*.sql.gz' \
      '*/install/*' 2>/dev/null || true
    rm "$folder"/*.deb
    echo "$version" >"$folder/version"
  done
}

setup_go() {  # of a Go module only its files are wanted: the C header of the library it binds
  pinned "$1" go | while read -r module version; do
    echo "setup: fetching the Go module $module $version"
    go mod download -json "$module@$version" >"$deps/go_module.json"
  done
}

link_duckdb() {  # the library as npm packs it for Node, its header as Go packs it
  local module
  module=$("$deps/python/bin/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["Dir"])' \
    "$deps/go_module.json")
  mkdir -p "$deps/duckdb/include" "$deps/duckdb/lib"
  install -m 644 "$module/include/duckdb.h" "$deps/duckdb/include/duckdb.h"
  ln -sfn "../../node/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so" \
    "$deps/duckdb/lib/libduckdb.so"
}

link_arrow() {  # unversioned names for the linker, beside the wheel's versioned libraries
  local wheel version
  wheel=$("$deps/python/bin/python" -c 'import pyarrow, os; print(os.path.dirname(pyarrow.__file__))')
  version=$(basename "$(ls "$wheel"/libarrow.so.*00)" | sed 's/libarrow.so.//')
  mkdir -p "$deps/arrow/lib"
  ln -sfn "$wheel/include" "$deps/arrow/include"
  for library in arrow parquet; do
    ln -sfn "$wheel/lib$library.so.$version" "$deps/arrow/lib/lib$library.so"
    ln -sfn "$wheel/lib$library.so.$version" "$deps/arrow/lib/lib$library.so.$version"
  done
}

pins=$(sha256sum dependencies.txt scripts/setup.sh | sha256sum | cut -d' ' -f1)
for group in "$@"; do
  stamp="$deps/$group.stamp"
  [ "$(cat "$stamp" 2>/dev/null)" = "$pins" ] && continue
  setup_debian "$group"
  setup_pypi "$group"
  setup_npm "$group"
  setup_go "$group"
  setup_unpacked "$group"
  [ "$group" = build ] && link_arrow && link_duckdb
  echo "$pins" >"$stamp"
done
