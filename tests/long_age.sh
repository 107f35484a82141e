#!/usr/bin/env bash
# Does 'tests/long.sh age' tell old, failed, missing and unreadable rows, and what a clone cannot know? Needs git.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v git >/dev/null 2>&1 || { echo "git is missing"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b.c GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b.c GIT_CONFIG_GLOBAL=/dev/null
steps=$(sed -n 's/^steps=(\(.*\))$/\1/p' "$here/long.sh")

mkdir -p "$work/whole/tests"
cd "$work/whole"
cp "$here/long.sh" tests/
git init -q
commit() { GIT_COMMITTER_DATE="$1" git commit -q --allow-empty -m x; }
for n in 0 1 2; do commit "2020-01-0$((n + 1))T00:00:00Z"; done
first=$(git rev-parse --short HEAD~2)

rows() { # RESULT WHEN COMMIT: every step's row
  for step in $steps; do echo "| $step | $1 | something | 1 | $2 | $3 |"; done >tests/LONG.md
}
told() { # CODE WORDS: age ends so and says so
  local code=0 out
  out=$(tests/long.sh age 2>&1) || code=$?
  [ "$code" -eq "$1" ] && [[ $out == *"$2"* ]] || { printf 'not %s with "%s":\n%s\n' "$1" "$2" "$out"; exit 1; }
}
rows passed 2020-01-01T00:00Z "$first"
told 0 "clang: measured 2 commits ago"
sed -i '/^| clang /d' tests/LONG.md
told 1 "clang: never measured"
rows FAILED 2020-01-01T00:00Z "$first"
told 1 "clang: failed when it was last run"
rows passed 2020-01-01T12:00Z abcdef0
told 0 "clang: measured 2 commits ago by its date; its commit abcdef0 is not in this history"
rows passed yesterday "$first"
told 1 "clang: its row has no date and commit"
rows passed 2020-01-01T00:00Z none
told 1 "clang: its row has no date and commit"
rows passed 2020-01-01T00:00Z "$first"

# A clone of the last commit, and a folder without commits, cannot know how old a row is, but that one failed.
git clone -q --depth 1 "file://$work/whole" "$work/shallow"
for place in shallow none; do
  mkdir -p "$work/$place/tests"
  cp tests/long.sh tests/LONG.md "$work/$place/tests/"
done
(
  cd "$work/shallow"
  told 0 "clang: its commit $first is not in this clone"
  cd "$work/none"
  told 0 "is not known here"
  rows FAILED 2020-01-01T00:00Z "$first"
  told 1 "clang: failed when it was last run"
)
for n in $(seq 98); do commit 2020-01-04T00:00:00Z; done
told 0 "clang: measured 100 commits ago"
commit 2020-01-05T00:00:00Z
told 1 "clang: that is more than 100"
rows passed 2020-01-01T00:01Z abcdef0
told 1 "clang: measured 101 commits ago by its date"
