#!/usr/bin/env bash
# Builds program and engine if needed, then writes a page to explore, compare and play, in one file without network:
# sim/page.sh SCENARIO -o FILE [options of parley page]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
  echo "usage: sim/page.sh SCENARIO -o FILE     for example: sim/page.sh scenarios/geneva-2016.yaml -o geneva.html" >&2
  exit 2
fi
"$here/build.sh" release parley_program
"$here/build.sh" web engine
exec "$here/../build/release/parley" page "$@"
