#!/usr/bin/env bash
# How many instructions do five commands take?  Usage: tests/bench/instructions.sh [PROGRAM]   (needs valgrind)
# Counted by callgrind, on one thread, so that other work on the machine changes nothing; set beside tests/bench/instructions.txt.
# Fails where a command takes over 10% more than stands there. A change that is worth its price is written there by hand: the lines
# to put there are printed. Counts of another compiler are told, and not compared.
set -uo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/release/parley}
stored=tests/bench/instructions.txt
most_more=10  # percent
command -v valgrind >/dev/null 2>&1 || { echo "not installed: valgrind"; exit 2; }
[ -x "$program" ] || { echo "not built: $program"; exit 2; }
compiler=$(c++ --version | head -1)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r scenarios "$scratch/scenarios"

counted() { # ARGUMENTS of the program: millions of instructions
  local told
  told=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2>&1 >/dev/null) || return 1
  echo "$told" | awk '/Collected :/ { printf "%.1f", $4 / 1e6 }' | grep . ||
    echo "$told" | awk '/I +refs:/ { gsub(",", "", $NF); printf "%.1f", $NF / 1e6 }' | grep .
}

deal=scenarios/deals/9-september-2016.yaml
commands=(
  "run scenarios/geneva-2016.yaml -n 40 --central"
  "run scenarios/bosnia-1995.yaml -n 8 --central"
  "premortem scenarios/geneva-2016.yaml --deal $deal -n 2 --central"
  "validate $scratch/scenarios/record -n 20 --points 20 --runs 2 --no-switches --case february-2016"
  "sweep scenarios/geneva-2016.yaml --vary parties.GOV.influenced_by.RUS=0:1:5 -n 4 -o $scratch/study.db"
)
same=1
known=$(sed -n 's/^compiler: //p' "$stored" 2>/dev/null)
[ "$known" = "$compiler" ] || { echo "compiler: $compiler (not compared: the figures are those of ${known:-no compiler})"; same=0; }
worse=0
lines=()
for command in "${commands[@]}"; do
  name=${command//$scratch\//}
  # shellcheck disable=SC2086
  now=$(counted $command -j 1 -q) || { echo "failed: parley $name"; exit 1; }
  before=$(grep -F "  $name" "$stored" 2>/dev/null | awk '{ print $1 }')
  percent=$(awk -v now="$now" -v before="${before:-0}" 'BEGIN { if (before > 0) printf "%+.1f", 100 * (now / before - 1); else print "new" }')
  echo "$now million, $percent%: $name"
  lines+=("$now  $name")
  [ "$same" = 1 ] || continue
  awk -v p="$percent" -v most=$most_more 'BEGIN { exit !(p == "new" || p + 0 > most) }' && worse=$((worse + 1))
done
if [ "$worse" -gt 0 ] || [ "$same" = 0 ]; then
  printf '%s\n' "lines of today for $stored:" "compiler: $compiler" "${lines[@]}" >&2
fi
[ "$worse" -eq 0 ] || { echo "$worse of ${#commands[@]} take over $most_more% more than $stored says"; exit 1; }
