#!/usr/bin/env bash
# What takes longer than continuous integration may: a second compiler, other processors, exactness, static checks.
# Usage: tests/long.sh [STEP ...]        all steps, or the named ones:
#   accuracy   exp, log, pow, erfc, normal quantile against MPFR over 10,000,000 arguments (needs libmpfr-dev)
#   bytes      all tables of all shipped scenarios, 500 runs each: GCC and clang, -O0 and -O3, without fused multiply-add
#   clang      everything built by clang 14 without a warning, all tests
#   tidy       clang-tidy over sim with .clang-tidy
#   cppcheck   cppcheck over sim
#   fuzz       the fuzzers of tests/fuzz under sanitizers, PARLEY_LONG_FUZZ seconds each (default 300) until each has had its
#              executions, with what they took
#   kills      1000 kills, full disks and allocations that fail over every command that writes: nothing lost, nothing half
#   cost       instructions of five commands, by callgrind, beside tests/bench/instructions.txt: none takes over 10% more (needs valgrind)
#   page       the page of 'parley page' in Chromium and Firefox with axe (fetched by npm), and the tables of all shipped scenarios by its engine beside the
#              program's; installs emscripten where it is missing
#   age        only tells how many commits ago each step was last measured; fails beyond 100, or where one failed or is missing
#              (.ci/run begins with it; a clone that lacks the commits tells so, and fails for failed and missing rows alone)
# What a step measured, when and at which commit stands in tests/LONG.md. Logs: build/long/STEP.log.
set -uo pipefail
cd "$(dirname "$0")/.."
report=tests/LONG.md
steps=(accuracy bytes clang tidy cppcheck fuzz kills cost page)
most_commits=100
runs=${PARLEY_LONG_RUNS:-500}
log=/dev/stderr

build() { sim/build.sh "$@" || return 1; }
need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || { echo "not installed: $tool"; return 1; }
  done
}

# Each step says in one line what it measured and fails where that is not as it must be.
step_accuracy() {
  build release all || { echo "the build failed"; return 1; }
  [ -x build/release/tests/accuracy ] || { echo "not built: libmpfr-dev is missing"; return 1; }
  local told code=0
  told=$(build/release/tests/accuracy) || code=1
  echo "$told" >>"$log"
  echo "$told" | awk 'NR > 2 { n = NF; for (k = 1; k <= n; k++) if ($k ~ /^[0-9]+\.[0-9][0-9][0-9]$/) { print substr($0, 1, 16), $k, "ulp,"; break } }' |
    tr -s ' ' | tr '\n' ' ' | sed 's/, $//'
  return $code
}

tables_of() { # PROGRAM FOLDER: plays every shipped scenario, all tables
  local scenario
  for scenario in scenarios/*.yaml scenarios/textbook/*.yaml; do
    "$1" run "$scenario" -n "$runs" --trace days -q --force -o "$2/$(basename "$scenario" .yaml)" || return 1
  done
}
step_bytes() {
  need clang++-14 || return 1
  local build rows=0 differ=0 compared=() other table
  for build in release debug clang clang-debug; do
    build "$build" parley_program || { echo "the build $build failed"; return 1; }
  done
  rm -rf build/long/tables
  mkdir -p build/long/tables
  for build in release debug clang clang-debug; do
    tables_of "build/$build/parley" "build/long/tables/$build" || { echo "a run of $build failed"; return 1; }
  done
  GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F tables_of build/release/parley build/long/tables/no-fma ||
    { echo "a run without FMA failed"; return 1; }
  rows=$(cat build/long/tables/release/*/*.csv | wc -l)
  for other in debug clang clang-debug no-fma; do
    local here=0 d
    for table in build/long/tables/release/*/*.csv; do
      d=$(diff "$table" "build/long/tables/$other/${table#build/long/tables/release/}" | grep -c '^[<>]')
      [ "$d" -eq 0 ] || echo "$other: $d lines differ in $table" >>"$log"
      here=$((here + d))
    done
    differ=$((differ + here))
    compared+=("$other $here")
  done
  echo "$rows rows of $(find build/long/tables/release -name '*.csv' | wc -l) tables, $runs runs a scenario; rows that differ from GCC -O3: $(IFS=,; echo "${compared[*]}" | sed 's/,/, /g; s/clang-debug/clang -O0/; s/clang \([0-9]\)/clang -O3 \1/; s/debug/GCC -O0/; s/no-fma/without FMA/')"
  [ "$differ" -eq 0 ]
}

step_clang() {
  need clang++-14 || return 1
  if ! build clang all; then  # once more past the first error, so that one look shows them all
    cmake --build --preset clang -j "$(nproc)" -- -k 0 >>"$log" 2>&1
    echo "clang does not build it without a warning: $(grep ' error: ' "$log" | sort -u | grep -c .) errors, see $log"
    return 1
  fi
  local told
  told=$(ctest --test-dir build/clang -j "$(nproc)" --output-on-failure)
  local code=$?
  echo "$told" >>"$log"
  echo "$told" | grep 'tests passed' | sed 's/^ *//'
  return $code
}

step_tidy() {
  need clang-tidy-14 python3 || return 1
  build release parley_commit || { echo "not configured"; return 1; }
  local told code=0
  told=$(python3 tests/tidy.py build/release build/long/tidy) || code=1
  echo "$told" >>"$log"
  echo "$told" | tail -1
  return $code
}
step_cppcheck() {
  need cppcheck || return 1
  cppcheck --std=c++20 --language=c++ --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/cppcheck.txt \
    -j "$(nproc)" -q -Isim sim 2>build/long/cppcheck.found
  cat build/long/cppcheck.found >>"$log"
  local found
  found=$(grep -cE ': (warning|error|performance|portability): ' build/long/cppcheck.found)
  echo "$(find sim -name '*.cpp' -o -name '*.hpp' | wc -l) files, $found findings"
  [ "$found" -eq 0 ]
}

step_fuzz() {
  need clang++-14 || return 1
  local code=0 told
  told=$(tests/fuzz/run.sh "${PARLEY_LONG_FUZZ:-300}" 2>>"$log") || code=1
  echo "$told" >>"$log"
  echo "$(echo "$told" | awk '{ n += $2 } END { print n + 0 }') executions: $(echo "$told" | paste -sd';' | sed 's/;/; /g'); findings: $(ls build/fuzz/found | wc -l)"
  return $code
}
step_kills() {
  need python3 || return 1
  build release all || { echo "the build failed"; return 1; }
  python3 tests/fuzz/kills.py build/release/parley 1000 1 build/release/tests/fuzz/libfailing_memory.so 2>>"$log"
}

step_cost() {
  need valgrind || return 1
  build release parley_program || { echo "the build failed"; return 1; }
  local told code=0
  told=$(tests/bench/instructions.sh 2>>"$log") || code=1
  echo "$told" >>"$log"
  echo "$told" | grep -v '^compiler' | paste -sd';' | sed 's/;/; /g'
  return $code
}

step_page() {
  need node npm python3 || return 1
  build release parley_program && build web engine || { echo "the build failed"; return 1; }
  local told code=0
  local axe slow
  axe=$(tests/html/axe.sh build/axe 2>>"$log") || { echo "axe-core could not be fetched by npm"; return 1; }
  slow=$(PARLEY_AXE=$axe python3 tests/html/explorer_test.py build/release/parley build/web 2>>"$log") || { echo "$slow" >>"$log"; echo "the page fails in a browser"; return 1; }
  echo "$slow" >>"$log"
  told=$(node tests/html/engine_test.js build/release/parley build/web "${PARLEY_LONG_PAGE_RUNS:-100}" 2>>"$log") || code=1
  echo "$told" >>"$log"
  echo "page good in Chromium and Firefox, axe finds nothing; $(echo "$slow" | tail -1); $(echo "$told" | tail -1)"
  return $code
}

head_of_report() {
  printf '%s\n' '# What tests/long.sh last measured' '' \
    'Written by `tests/long.sh`, a row a step; `.ci/run` fails when a row is more than 100 commits old.' '' \
    '| step | result | measured | seconds | when | commit |' '|---|---|---|---|---|---|'
}
write_row() { # STEP ROW
  local step kept
  { head_of_report
    for step in "${steps[@]}"; do
      kept=$(grep "^| $step |" "$report" 2>/dev/null)
      [ "$step" = "$1" ] && kept=$2
      [ -z "$kept" ] || printf '%s\n' "$kept"
    done
  } >"$report.new" && mv "$report.new" "$report"
}

# Whether git knows this folder's commits (not in an archive, nor where git refuses to look), and whether it has them all.
commits_here() { [ "$(git rev-parse --is-inside-work-tree --show-prefix 2>/dev/null)" = true ]; }
all_commits_here() { [ "$(git rev-parse --is-shallow-repository 2>/dev/null)" = false ]; }
# How many commits ago each row was written: by its commit, or by its date where that is none of this history's (rebased since).
# Where commits are missing here, as in a clone of the last ones, an age that they hide is told and nothing more.
tell_age() {
  local step row bad=0 age commit when
  commits_here || echo "git has no commits of this folder: how old the rows of $report are is not known here"
  for step in "${steps[@]}"; do
    row=$(grep "^| $step |" "$report" 2>/dev/null) || { echo "tests/long.sh $step: never measured"; bad=1; continue; }
    case $row in *"| FAILED |"*) echo "tests/long.sh $step: failed when it was last run"; bad=1 ;; esac
    commits_here || continue
    read -r when commit < <(echo "$row" | awk -F' [|] ' '{ sub(/ \|$/, "", $6); print $5, $6 }')
    if ! [[ $when =~ ^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]Z$ && $commit =~ ^[0-9a-f]{7,40}$ ]]; then
      echo "tests/long.sh $step: its row has no date and commit"; bad=1; continue
    fi
    if git merge-base --is-ancestor "$commit" HEAD 2>/dev/null; then
      age=$(git rev-list --count "$commit..HEAD")
      echo "tests/long.sh $step: measured $age commits ago"
    elif all_commits_here; then
      age=$(git rev-list --count --since="$when" HEAD)
      echo "tests/long.sh $step: measured $age commits ago by its date; its commit $commit is not in this history"
    else
      echo "tests/long.sh $step: its commit $commit is not in this clone, which lacks older commits: how long ago is not known"
      continue
    fi
    [ "$age" -le "$most_commits" ] || { echo "tests/long.sh $step: that is more than $most_commits"; bad=1; }
  done
  [ "$bad" -eq 0 ] || echo "run tests/long.sh with the steps above that are missing, failed or too old, and commit $report"
  return $bad
}

if [ "${1:-}" = age ]; then
  tell_age
  exit
fi
for step in "$@"; do
  case " ${steps[*]} " in *" $step "*) ;; *) echo "no step '$step'; steps: ${steps[*]} age" >&2; exit 2 ;; esac
done
[ $# -gt 0 ] || set -- "${steps[@]}"
mkdir -p build/long
failed=0
for step in "$@"; do
  log=build/long/$step.log
  : >"$log"
  started=$SECONDS
  echo "$step ..." >&2
  result=passed
  told=$("step_$step" 2>>"$log") || { result=FAILED; failed=1; }
  took=$((SECONDS - started))
  write_row "$step" "| $step | $result | $told | $took | $(date -u +%Y-%m-%dT%H:%MZ) | $(git rev-parse --short HEAD 2>/dev/null || echo none) |"
  echo "$step: $result in $took s: $told"
done
exit $failed
