#!/usr/bin/env bash
# The sources of Debian's yaml-cpp, which the browser's engine is built with, into a folder: yaml_source.sh FOLDER
# They come from the places that apt already fetches packages from; lists and settings of the system stay as they are.
set -euo pipefail
mkdir -p "$1"
folder=$(cd "$1" && pwd)
[ -f "$folder/include/yaml-cpp/yaml.h" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sources" "$work/lists/partial"
etc=$(apt-config shell etc Dir::Etc/d)
eval "$etc"
for file in "$etc"/sources.list "$etc"/sources.list.d/*; do
  [ -f "$file" ] || continue
  case $file in
    *.sources) sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/sources/$(basename "$file")" ;;
    *.list) sed -n 's/^deb /deb-src /p' "$file" >"$work/sources/$(basename "$file")" ;;
  esac
done
apt() { apt-get -q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" -o Dir::State::Lists="$work/lists" \
  -o APT::Sandbox::User="$(id -un)" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"; }
cd "$work"
# Sources of other packages may be nowhere to be had; that of this one must be.
apt update >log 2>&1 || true
apt source --download-only yaml-cpp >>log 2>&1 || { cat log >&2; echo "cannot fetch the source of yaml-cpp" >&2; exit 1; }
tar -xf yaml-cpp_*.orig.tar.* --strip-components=1 -C "$folder"
