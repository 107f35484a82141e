#!/usr/bin/env bash
# Fetches axe-core, which tells what of a page some people cannot use, where it is missing; prints its script:  tests/html/axe.sh FOLDER
set -euo pipefail
version=4.14.1
script=$1/package/axe.min.js
if [ ! -f "$script" ]; then
  mkdir -p "$1"
  (cd "$1" && npm pack --silent "axe-core@$version" >/dev/null && tar -xzf "axe-core-$version.tgz")
fi
echo "$script"
