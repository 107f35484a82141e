#!/usr/bin/env bash
# Builds Parley and its tests if needed, then runs every test through ctest:  tests/run.sh [PRESET] [ctest options]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
preset=release
case "${1:-}" in release | clang | debug | asan | tsan) preset=$1; shift ;; esac
"$root/sim/build.sh" "$preset"
cd "$root"
exec ctest --test-dir "build/$preset" --output-on-failure -j "$(nproc)" "$@"
