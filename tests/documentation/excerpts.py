#!/usr/bin/env python3
"""Do the excerpts in the documentation say what their commands print today?

Usage: excerpts.py PROGRAM      Before an excerpt stands a comment with the program's words, played in the project's folder
(OUT is a file that is thrown away):

    <!-- printed by: run scenarios/geneva-2016.yaml -->

Every line of the fenced block that follows must be a line of the output, in the same order; lines of dots stand for what
is left out, and blanks at a line's end do not count.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
pages = ["README.md", "scenarios/README.md", "scenarios/elicitation/README.md"]
excerpt = re.compile(r"<!-- printed by: (.*?) -->\n+```[a-z]*\n(.*?)\n```", re.S)


def missing(shown, printed):
    """Lines shown that are not printed after the ones before them."""
    at, lost = 0, []
    for line in shown:
        if line.strip() in ("", "..."):
            continue
        try:
            at = printed.index(line.rstrip(), at) + 1
        except ValueError:
            lost.append(line)
    return lost


def main(program):
    found, stale = 0, 0
    for page in pages:
        for words, block in excerpt.findall((root / page).read_text()):
            found += 1
            with tempfile.TemporaryDirectory() as folder:
                arguments = [f"{folder}/out.yaml" if word == "OUT" else word for word in words.split()]
                done = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True)
            printed = [line.rstrip() for line in done.stdout.split("\n")]
            lost = missing(block.split("\n"), printed)
            if done.returncode != 0 or lost:
                stale += 1
                print(f"{page}: parley {words}: exit {done.returncode}; no longer printed:", *lost, sep="\n    ")
    if found == 0:
        print("no page has an excerpt with its command")
    return 1 if stale or found == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
