#!/usr/bin/env bash
# Installs what the build needs (Debian packages, listed in packages.txt), then builds one preset.
# Usage: sim/build.sh [PRESET] [TARGET]     PRESET: release (default), clang, debug, asan, tsan; web with TARGET engine: for browsers
# Everything it says goes to standard error: on a terminal how far it is, "[58/164] time left 40 s". The log of the build is
# build/PRESET/build.log.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
preset=${1:-release}
target=${2:-all}
say() { printf '%s\n' "$*" >&2; }

missing=()
while read -r package; do
  [ -n "$package" ] || continue
  if command -v dpkg-query >/dev/null 2>&1; then
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  fi
done < <(cat "$root/sim/packages.txt"; [ "$preset" != web ] || cat "$root/sim/web/packages.txt")

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    say "These packages are missing: ${missing[*]}. Please install them, then run this again."
    exit 1
  fi
  run=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      say "These packages are missing, and installing them needs root or sudo. As root, run:"
      say "  apt-get install ${missing[*]}"
      exit 1
    fi
    run=(sudo)
  fi
  say "Installing ${missing[*]} ..."
  log=$(mktemp)
  if ! { "${run[@]}" apt-get update -qq && "${run[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    say "Could not install: ${missing[*]}"
    exit 1
  fi
  rm -f "$log"
elif ! command -v dpkg-query >/dev/null 2>&1; then
  for tool in cmake g++ ninja; do
    command -v "$tool" >/dev/null 2>&1 || { say "$tool is missing. Parley needs: $(tr '\n' ' ' <"$root/sim/packages.txt")"; exit 1; }
  done
fi

cd "$root"
mkdir -p "build/$preset"
log="build/$preset/build.log"
[ -x "build/$preset/parley" ] || [ -f "build/$preset/engine.wasm" ] || say "Building Parley ($preset); the first time takes a few minutes ..."
generator=()
[ -f "build/$preset/CMakeCache.txt" ] || generator=(-G Ninja)

# The step that the log has come to, and the time left if all steps take as long as those so far.
tell_progress() {
  local started=$SECONDS step
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    step=$(grep -oE '^\[[1-9][0-9]*/[0-9]+\]' "$log" | tail -n 1) || continue
    [[ $step =~ ([0-9]+)/([0-9]+) ]] || continue
    printf '\r%s time left %d s\033[K' "$step" $(((SECONDS - started) * (BASH_REMATCH[2] - BASH_REMATCH[1]) / BASH_REMATCH[1])) >&2
  done
}
watcher=
quiet() {
  [ -n "$watcher" ] || return 0
  kill "$watcher" 2>/dev/null || true
  printf '\r\033[K' >&2
  watcher=
}
trap quiet EXIT
: >"$log"
if [ -t 2 ]; then
  tell_progress &
  watcher=$!
fi
built=0
{ cmake --preset "$preset" "${generator[@]}" && cmake --build --preset "$preset" --target "$target" -j "$(nproc)"; } >"$log" 2>&1 || built=$?
quiet
if [ "$built" -ne 0 ]; then
  tail -n 60 "$log" >&2
  say "The build failed; the whole log is $root/$log"
  exit 1
fi
