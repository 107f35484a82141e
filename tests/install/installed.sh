#!/usr/bin/env bash
# Installs the build into an empty folder and uses what stands there, from another folder, as somebody would who never saw
# the source tree:  tests/install/installed.sh program|library BUILD
set -euo pipefail
what=$1 build=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'installed: %s\n' "$*" >&2; exit 1; }

DESTDIR="$work/root" cmake --install "$build" --prefix /usr >"$work/install.log" || { cat "$work/install.log" >&2; exit 1; }
usr=$work/root/usr
parley=$usr/bin/parley
mkdir "$work/elsewhere"
cd "$work/elsewhere"
export HOME=$work/home XDG_STATE_HOME=$work/state
mkdir "$HOME"
unset PARLEY_DATA

if [ "$what" = library ]; then
  cmake -S "$here/consumer" -B consumer -DCMAKE_PREFIX_PATH="$usr" -DCMAKE_BUILD_TYPE=Release >log 2>&1 || { cat log >&2; fail 'find_package(parley) does not work'; }
  cmake --build consumer >log 2>&1 || { cat log >&2; fail 'a program that links parley::parley is not built'; }
  consumer/consumer "$usr/share/parley/scenarios/geneva-2016.yaml" >of_library
  "$parley" run geneva-2016 -n 40 --central -q --json >of_program
  python3 - <<'P' || fail 'the library counts other endings than the program'
import json
program = {name: round(40 * o["share"]) for name, o in json.load(open("of_program"))["outcomes"].items()}
library = {name: int(n) for name, n in (line.split() for line in open("of_library"))}
assert sum(library.values()) == 40 and library == program, (library, program)
P
  exit 0
fi

share=$usr/share/parley
sums() { (cd "$share" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
sums >before
# By name, by the path that the documentation has, and by a part of the name where that is plain enough.
"$parley" run geneva-2016 -n 20 --central -q -o by-name >/dev/null
"$parley" run scenarios/geneva-2016.yaml -n 20 --central -q -o by-path >/dev/null
cmp by-name/runs.csv by-path/runs.csv
"$parley" check rubinstein textbook/divide-the-pie >/dev/null
"$parley" premortem geneva-2016 --deal 9-september-2016 -n 10 --central -q >/dev/null
"$parley" sweep geneva-leverage --dry-run >/dev/null
[ "$("$parley" list --names | wc -l)" -eq "$(find "$share/scenarios" -name '*.yaml' -not -path '*/record/*' | wc -l)" ] || fail 'parley list tells other files than are there'
# A file of the user comes first.
printf 'no scenario' >geneva-2016
! "$parley" run geneva-2016 -q 2>/dev/null || fail 'a shipped file was taken for that of the user'
rm geneva-2016
code=0
"$parley" run genfa-2016 2>said || code=$?
[ $code -eq 2 ] && grep -q "no such file (did you mean 'geneva-2016'?" said || { cat said >&2; fail 'no near name is told'; }
# What was played of the record is noted in the user's folder; the program's own data stay as they are.
"$parley" validate --case geneva-2016 -n 20 --points 5 --runs 1 --no-switches >/dev/null 2>said
if [ -f "$XDG_STATE_HOME/parley/record-log.csv" ]; then grep -q 'record-log.csv' said || fail 'it is not said where runs are noted'; fi
"$parley" new mine.yaml 2>/dev/null
grep -q "^# yaml-language-server: \$schema=$share/scenarios/scenario.schema.json\$" mine.yaml || fail 'the new scenario does not name its format'
sums | cmp - before || fail 'something was written into the shared folder'
# Another folder of data.
mkdir -p other/scenarios
cp "$share/scenarios/textbook/rubinstein.yaml" other/scenarios/mine.yaml
PARLEY_DATA=$PWD/other "$parley" check mine >/dev/null
# Every command has a page, which man(1) has nothing to say against.
pages=$usr/share/man/man1
"$parley" --help | sed -n 's/^  \([a-z]*\)  *[a-z].*/\1/p' | grep -vx parley >commands
[ "$(wc -l <commands)" -gt 15 ] || fail 'no commands are told'
while read -r command; do
  [ -f "$pages/parley-$command.1.gz" ] || fail "parley $command has no manual page"
done <commands
if command -v man >/dev/null; then
  for page in "$pages"/*.gz; do
    warned=$(LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null) || true
    [ -z "$warned" ] || fail "$page: $warned"
  done
fi
# A page holds the engine for browsers where that was built before; else it is said how to make it.
code=0
"$parley" page geneva-2016 -o page.html -n 20 --points 0 --screen 20 -q 2>said || code=$?
if [ -f "$share/web/engine.wasm" ] && ! grep -q 'of other sources' said; then
  [ $code -eq 0 ] && grep -q 'id="wasm"' page.html || { cat said >&2; fail 'no page is made with the engine that is installed'; }
else
  [ $code -eq 1 ] && [ ! -e page.html ] && grep -q 'sim/build.sh web engine' said || { cat said >&2; fail 'without an engine it is not said how to make it'; }
fi
# What bash offers.
offered() {
  PATH=$usr/bin:$PATH bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _parley 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"' \
    - "$usr/share/bash-completion/completions/parley" "$@"
}
# What is offered is read to its end: a reader that closes early would break the pipe (pipefail).
offers() { # WHAT WORD ...: whether bash offers it there
  local wanted=$1
  shift
  offered "$@" >offers
  grep -qx -- "$wanted" offers
}
offers premortem parley pre || fail 'bash does not complete commands'
offers --trace parley run --tr || fail 'bash does not complete options'
offers days parley run --trace d || fail 'bash does not complete values'
offers geneva-2016 parley run gen || fail 'bash does not complete names of what is shipped'
offers ktab parley import '' || fail 'bash does not complete kinds of files'
if command -v zsh >/dev/null; then zsh -n "$usr/share/zsh/site-functions/_parley" || fail 'zsh cannot read its completion'; fi
# All that was installed is known, so that it can be taken away.
sed "s|^|$work/root|" "$build/install_manifest.txt" | xargs -d '\n' rm
left=$(find "$work/root" ! -type d)
[ -z "$left" ] || fail "this stays behind: $left"
