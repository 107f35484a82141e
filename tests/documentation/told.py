#!/usr/bin/env python3
"""Which of many runs show it, and in which words or figures?

Usage: told.py PROGRAM PATTERN run SCENARIO -n N ...
       told.py PROGRAM "TABLE.csv: CONDITION | COLUMN, COLUMN ..." run SCENARIO -n N ...

Looks for a regular expression in the stories of all N runs ('--tell RUN', an entry a line, its date first), or for the rows
of a table of which a condition holds (in Python, columns by their names, empty cells None). Prints how to see it in the
first of these runs, in how many it is found, and what is said there: of groups in the pattern only these. excerpts.py
keeps such passages true: a page names the command and what it looks for in a comment,

    <!-- told by: run SCENARIO -n N ... | PATTERN -->
"""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

root = pathlib.Path(__file__).resolve().parents[2]
entry = re.compile(r"  (\S.*?) {2,}(\S.*)")
table = re.compile(r"(\w+\.csv): (.*) \| (.*)")
most = 3  # rows of a table shown


def play(program, words):
    done = subprocess.run([program, *words], cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"parley {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def runs_of(words):
    return int(words[words.index("-n") + 1])


class Story:
    """The told run: its lines as printed, and the same on one line an entry."""

    def __init__(self, printed):
        told = printed[printed.index("One run told") :].split("\n\n")[0].split("\n")[1:]
        self.lines, self.starts, self.heads, self.text = [], [], [], ""
        for line in told:
            new = entry.fullmatch(line)
            self.text += "\n" if new else " "
            self.lines.append(line.rstrip())
            self.starts.append(len(self.text))
            self.heads.append(len(self.lines) - 1 if new else self.heads[-1])
            self.text += f"{new.group(1)} {new.group(2)}" if new else line.strip()

    def line_at(self, place):
        return max(n for n, start in enumerate(self.starts) if start <= place)

    def shown(self, match):
        """The lines of the match or of its groups; dots for what its entries say before, between and after."""
        spans = [match.span(g) for g in range(1, match.re.groups + 1) if match.start(g) >= 0] or [match.span()]
        wanted = sorted({n for a, b in spans for n in range(self.line_at(a), self.line_at(max(a, b - 1)) + 1)})
        out = []
        for n in wanted:
            head, line = self.heads[n], self.lines[n]
            goes_on = n - 1 in wanted and self.heads[n - 1] == head
            if n != head and not goes_on:  # what its entry says before is left out
                line = self.lines[head][:23] + "... " + line.strip()
                if out and self.heads[wanted[wanted.index(n) - 1]] == head:
                    line = " " * 23 + line[23:]
            if self.ends_short(n) and n + 1 not in wanted:
                line += " ..."
            out.append(line)
        return out

    def ends_short(self, n):
        return n + 1 < len(self.lines) and self.heads[n + 1] == self.heads[n]


stories, tables = {}, {}  # of commands that were played before


def stories_of(program, words):
    if tuple(words) not in stories:
        told = [[*words, "-q", "--tell", str(run)] for run in range(runs_of(words))]
        with ThreadPoolExecutor(2) as two:
            stories[tuple(words)] = [Story(text) for text in two.map(lambda w: play(program, w), told)]
    return stories[tuple(words)]


def in_stories(program, pattern, words):
    told = stories_of(program, words)
    found = [(run, match) for run, story in enumerate(told) if (match := re.search(pattern, story.text))]
    command = f"$ build/release/parley {' '.join(words)}"
    if not found:
        return [f"{command}    # in none of {len(told)} runs"], 0
    run, match = found[0]
    told_here = f"{command} --tell {run}    # {len(found)} of {len(told)} runs; this is the first"
    return [told_here, *told[run].shown(match)], len(found)


def value(cell):
    try:
        return float(cell)
    except ValueError:
        return cell or None


def short(cell):
    return f"{float(cell):.3f}" if re.fullmatch(r"-?\d+\.\d{4,}", cell) else cell


def in_table(program, name, condition, columns, words):
    if tuple(words) not in tables:
        with tempfile.TemporaryDirectory() as folder:
            play(program, [*words, "-q", "-o", folder + "/out"])
            tables[tuple(words)] = {
                file.name: list(csv.DictReader(file.open())) for file in pathlib.Path(folder, "out").glob("*.csv")
            }
    rule = compile(condition, "condition", "eval")
    rows = [row for row in tables[tuple(words)][name] if eval(rule, {}, {c: value(v) for c, v in row.items()})]
    runs = {row["run"] for row in rows}
    command = f"$ build/release/parley {' '.join(words)} -o out    # {len(runs)} of {runs_of(words)} runs, in {name}"
    columns = columns.split(", ")
    shown = [columns] + [[short(row[c]) for c in columns] for row in rows if row["run"] == rows[0]["run"]][:most]
    wide = [max(len(row[c]) for row in shown) for c in range(len(columns))]
    return [command] + ["  " + "  ".join(cell.rjust(w) for cell, w in zip(row, wide)) for row in shown], len(runs)


def found(program, what, words):
    """What a page shows of it, as lines, and the number of runs in which it is found."""
    rows = table.fullmatch(what)
    return in_table(program, *rows.groups(), words) if rows else in_stories(program, what, words)


if __name__ == "__main__":
    if len(sys.argv) < 4 or "-n" not in sys.argv:
        sys.exit(__doc__)
    lines, count = found(str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], sys.argv[3:])
    print("\n".join(lines))
    sys.exit(0 if count else 1)
