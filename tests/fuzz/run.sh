#!/usr/bin/env bash
# Builds the fuzzers and runs each for SECONDS (default 60), one at a time; what it finds stands in build/fuzz/found.
# Usage: tests/fuzz/run.sh [SECONDS] [TARGET ...]       Needs clang-14 and libclang-rt-14-dev.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(scenario study deal store folder csv set date)
command -v clang++-14 >/dev/null 2>&1 || { echo "clang++-14 is missing (Debian: clang-14 libclang-rt-14-dev)" >&2; exit 77; }
[ -n "${PARLEY_FUZZ_BUILT:-}" ] || "$root/sim/build.sh" fuzz all
cd "$root/build/fuzz"
mkdir -p found
bad=0
for target in "${targets[@]}"; do
  # What it finds new stays in build/fuzz/corpus; a case worth keeping is copied to tests/fuzz/corpus.
  mkdir -p "corpus/$target"
  seeds=("$root/tests/fuzz/corpus/$target")
  longest=8192
  case $target in
    scenario) seeds+=("$root/scenarios/textbook") ;;
    deal) seeds+=("$root/scenarios/deals") ;;
    store | folder) longest=64 ;;
    study) seeds+=("$root/scenarios/studies") ;;
  esac
  echo "== $target, $seconds s" >&2
  # Ten million executions are enough. Leaks are looked for at the end; entropic scheduling costs more than it finds.
  "tests/fuzz/fuzz_$target" -max_total_time="$seconds" -runs=10000000 -max_len="$longest" -len_control=0 -timeout=30 \
    -rss_limit_mb=2500 -detect_leaks=0 -entropic=0 -print_final_stats=1 -artifact_prefix="found/$target-" "corpus/$target" "${seeds[@]}" >"$target.log" 2>&1 || bad=1
  grep -E 'counted:|number_of_executed_units|SUMMARY|ERROR: libFuzzer' "$target.log" >&2 || true
  grep -E ' cov: ' "$target.log" | tail -1 | sed 's/^/last line: /' >&2 || true
done
exit $bad
