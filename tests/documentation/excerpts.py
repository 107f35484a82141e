#!/usr/bin/env python3
"""Do the excerpts in the documentation say what their commands print today?

Usage: excerpts.py PROGRAM [--write] [PAGE ...]

Before an excerpt stands a comment with the program's words, played in the project's folder (OUT is a file that is thrown
away):

    <!-- printed by: run scenarios/geneva-2016.yaml -->

Every line of the fenced block that follows must be a line of the output, in the same order; lines of dots stand for what
is left out, and blanks at a line's end do not count. With --write a
line that is no longer printed gives way to the one most like it of those printed in its place: read what it wrote, and
the prose around it.
"""

import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

import told

root = pathlib.Path(__file__).resolve().parents[2]
pages = ["README.md", "scenarios/README.md", "scenarios/geneva-2016.md", "scenarios/elicitation/README.md", "sim/README.md"]
excerpt = re.compile(r"<!-- printed by: (.*?) -->\n+```[a-z]*\n(.*?)\n```", re.S)
searched = re.compile(r"(<!-- told by: (.*?) \| (.*?) -->\n+```[a-z]*\n)(.*?)```", re.S)


def left_out(line):
    """Dots, blank lines, and the command as a reader would type it."""
    return line.strip() in ("", "...") or line.startswith("$ ")


def missing(shown, printed):
    """Lines shown that are not printed after the ones before them."""
    at, lost = 0, []
    for line in shown:
        if left_out(line):
            continue
        try:
            at = printed.index(line.rstrip(), at) + 1
        except ValueError:
            lost.append(line)
    return lost


def renewed(shown, printed):
    """The lines shown, each that is no longer printed replaced by the one most like it between its neighbours."""
    kept, at = [], 0
    for number, line in enumerate(shown):
        if left_out(line):
            kept.append(line)
            continue
        here = printed[at:]
        if line.rstrip() in here:
            now = line.rstrip()
        else:
            later = [here.index(l.rstrip()) for l in shown[number + 1 :] if not left_out(l) and l.rstrip() in here]
            if later:
                here = here[: min(later)]
            now = max(here, key=lambda l: difflib.SequenceMatcher(None, line, l).ratio(), default=None)
            if now is None or difflib.SequenceMatcher(None, line, now).ratio() < 0.4:
                continue
        at = printed.index(now, at) + 1
        kept.append(now)
    return kept


def main(program, write, pages):
    found, stale = 0, 0
    for page in pages:
        text = (root / page).read_text()
        for words, block in excerpt.findall(text):
            found += 1
            with tempfile.TemporaryDirectory() as folder:
                arguments = [f"{folder}/out.yaml" if word == "OUT" else word for word in words.split()]
                done = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True)
            printed = [line.rstrip() for line in done.stdout.split("\n")]
            lost = missing(block.split("\n"), printed)
            if write and lost and done.returncode == 0:
                text = text.replace(block, "\n".join(renewed(block.split("\n"), printed)))
            elif done.returncode != 0 or lost:
                stale += 1
            if done.returncode != 0 or lost:
                print(f"{page}: parley {words}: exit {done.returncode}; no longer printed:", *lost, sep="\n    ")
        for head, words, what, block in searched.findall(text):
            found += 1
            lines, runs = told.found(program, what, words.split())
            now = "".join(line + "\n" for line in lines)
            if write:
                text = text.replace(head + block, head + now)
            if runs == 0 or (now != block and not write):
                stale += 1
            if runs == 0 or now != block:
                print(f"{page}: {runs} runs of parley {words} tell now of: {what}")
        if write:
            (root / page).write_text(text)
    if found == 0:
        print("no page has an excerpt with its command")
    return 1 if stale or found == 0 else 0


if __name__ == "__main__":
    named = [word for word in sys.argv[2:] if word != "--write"]
    sys.exit(main(sys.argv[1], "--write" in sys.argv, named or pages))
