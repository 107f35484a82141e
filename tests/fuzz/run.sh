#!/usr/bin/env bash
# Builds the fuzzers and runs them one at a time, each until it has had its executions or for SECONDS (default 60).
# Usage: tests/fuzz/run.sh [SECONDS] [TARGET ...]       Needs clang-14 and libclang-rt-14-dev.
# Fails where something was found, or a target has not had its executions yet. What was ended goes on: executions of the same build are counted together (build/fuzz/counts.tsv: target, build, executions,
# taken, coverage, seconds). What it finds stands in build/fuzz/found, inputs that reach something new in build/fuzz/corpus; a
# case worth keeping is copied to tests/fuzz/corpus.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(scenario study deal store folder csv set date commands)
command -v clang++-14 >/dev/null 2>&1 || { echo "clang++-14 is missing (Debian: clang-14 libclang-rt-14-dev)" >&2; exit 77; }
[ -n "${PARLEY_FUZZ_BUILT:-}" ] || "$root/sim/build.sh" fuzz all
cd "$root/build/fuzz"
mkdir -p found
touch counts.tsv
# Where memory was asked for is told two calls deep: telling more costs much of the time.
export ASAN_OPTIONS=malloc_context_size=2:quarantine_size_mb=16:max_malloc_fill_size=0:detect_leaks=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
wanted_of() { case $1 in date) echo 10000000 ;; commands) echo 10000 ;; *) echo 100000 ;; esac; }
sum_of() { awk -F '\t' -v target="$1" -v build="$2" -v k="$3" '$1 == target && $2 == build { n += $k } END { print n + 0 }' counts.tsv; }

bad=0
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target"
  seeds=("$root/tests/fuzz/corpus/$target")
  longest=3000
  case $target in
    scenario) seeds+=("$root/scenarios/textbook") ;;
    deal) seeds+=("$root/scenarios/deals") ;;
    store | folder | commands) longest=64 ;;
    study | set | csv) longest=500 ;;
    date) longest=12 ;;
  esac
  program=tests/fuzz/fuzz_$target
  build=$(sha256sum "$program" | cut -c1-12)
  wanted=$(wanted_of "$target")
  until=$((SECONDS + seconds))
  while had=$(sum_of "$target" "$build" 3) && [ "$had" -lt "$wanted" ] && [ $SECONDS -lt $until ]; do
    left=$((until - SECONDS))
    # Entropic scheduling costs more than it finds.
    "$program" -max_total_time="$((left < 240 ? left : 240))" -runs="$((wanted - had))" -max_len="$longest" -len_control=0 \
      -timeout=60 -rss_limit_mb=2500 -detect_leaks=0 -entropic=0 -seed="$((had + 1))" -artifact_prefix="found/$target-" \
      "corpus/$target" "${seeds[@]}" >"$target.log" 2>&1 || { bad=1; grep -E 'SUMMARY|ERROR: libFuzzer' "$target.log" >&2 || true; break; }
    awk -v target="$target" -v build="$build" '
      /^counted:/ { all = $2; taken = $4 }
      / cov: / { for (k = 1; k < NF; k++) if ($k == "cov:") cov = $(k + 1) }
      /^Done / { took = $5 }
      END { printf "%s\t%s\t%d\t%d\t%d\t%d\n", target, build, all, taken, cov, took }' "$target.log" >>counts.tsv
  done
  [ "$had" -ge "$wanted" ] || bad=1
  awk -F '\t' -v target="$target" -v build="$build" -v wanted="$wanted" '
    $1 == target && $2 == build { all += $3; taken += $4; seconds += $6; if ($5 > cov) cov = $5 }
    END { printf "%s: %d of %d executions in %d s, %.0f%% taken, coverage %d\n", target, all, wanted, seconds, all ? 100 * taken / all : 0, cov }' counts.tsv
done
exit $bad
