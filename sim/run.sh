#!/usr/bin/env bash
# Builds Parley if needed, then runs a scenario:  sim/run.sh SCENARIO [options of parley run]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
  echo "usage: sim/run.sh SCENARIO [options]     for example: sim/run.sh scenarios/geneva-2016.yaml" >&2
  exit 2
fi
"$here/build.sh" release parley_program
exec "$here/../build/release/parley" run "$@"
