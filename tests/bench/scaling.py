#!/usr/bin/env python3
"""How do time and memory grow with the size of a scenario?  Usage: tests/bench/scaling.py [PROGRAM] [DIMENSION ...]

Prints a table: one dimension is raised, the others stay small. Seconds (user and system, one thread) are those of a whole call of the
program less a call of the smallest size with no more than one run; megabytes are the largest resident size. The exponent of a step is
log(time / time before) / log(size / size before), told where both times are above a tenth of a second; the last column is the largest.

Above 1.5 with a known cause: parties that listen (2 of parties). In a round each of n parties speaks, n - 1 others count what it offers,
and who speaks next sums up what n - 1 others seem to want: n^2 minds are moved and read a round (callgrind: Frequency::add_wishes, 60%).
"""
import datetime
import math
import os
import sys
import tempfile

LEAST = 0.1  # seconds below which the start of the program is most of the time


def called(program, arguments):
    """Seconds of a processor, largest resident megabytes, exit code and the first line on stderr."""
    with tempfile.TemporaryFile() as said:
        child = os.posix_spawn(program, [program, *arguments], os.environ,
                               file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                             (os.POSIX_SPAWN_DUP2, said.fileno(), 2)])
        _, status, used = os.wait4(child, 0)
        said.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), \
            said.readline().decode(errors="replace").strip()


def listed(items):
    return "{" + ", ".join(items) + "}"


def talks(parties, issues, options, model="none", rounds=100):
    """Talks without a war: parties that want different things of issues, drawn by a fixed rule."""
    text = f"name: scaling\ntalks: {{protocol: alternating_offers, rounds: {rounds}}}\nissues:\n"
    for k in range(issues):
        text += f"  I{k}: {{options: [{', '.join(f'o{o}' for o in range(options))}]}}\n"
    text += "parties:\n"
    for p in range(parties):
        weights = listed(f"I{k}: {0.1 + (7 * k + 13 * p + 5 * k * p) % 19 / 19:.4f}" for k in range(issues))
        values = listed(
            f"I{k}: [{', '.join(f'{(11 * o + 3 * k + 17 * p + 7 * o * p * (k + 1)) % 23 / 22:.4f}' for o in range(options))}]"
            for k in range(issues))
        text += (f"  P{p}: {{reservation: 0.2, weights: {weights}, values: {values}, strategy: {{bidding: {{time_dependent: "
                 f"{{exponent: {8 + p % 5}}}}}, accept: next, opponent_model: {model}}}}}\n")
    return text


def war(fronts, days, parties=2):
    """Two camps at war on fronts of the same kind, with talks every week."""
    end = datetime.date(2000, 1, 1) + datetime.timedelta(days=days)
    text = (f"name: scaling\ncalendar: {{start: 2000-01-01, end: {end}}}\nissues:\n"
            "  CALM: {options: [none, open-ended], terms: {open-ended: {covers: [all]}}}\n"
            "  GUNS: {options: [stay, leave], terms: {leave: {protects: 0.3}}}\nparties:\n")
    for p in range(parties):
        text += (f"  P{p}: {{bloc: {'ab'[p % 2]}, weights: {{CALM: 3, GUNS: 2}}, ideal: {{CALM: open-ended, GUNS: {['stay', 'leave'][p % 2]}}}, "
                 f"reservation: 0.45, strategy: {{bidding: {{time_dependent: {{exponent: 1}}}}, accept: next}}, "
                 f"war: {{strength: 1, optimism: 0.2, cost: 0.04}}, conduct: {{trust: 0.25}}}}\n")
    text += "talks: {protocol: alternating_offers, rounds: 4, every: 7 days, deadline: 60 days, reopen_after: 30 days}\nfronts:\n"
    for f in range(fronts):
        text += f"  f{f}: {{sides: [a, b], intensity: {3 / fronts:.5f}}}\n"
    return text


def rows():
    """Dimension, its sizes, scenario of a size, arguments after `run FILE`."""
    run = lambda n: lambda size: ["-n", str(n), "--central"]
    yield "parties at a table (5 issues of 3)", [2, 6, 20, 60], lambda n: talks(n, 5, 3), run(3000)
    yield "parties at a table that listen (5 issues of 3)", [2, 6, 20, 60], lambda n: talks(n, 5, 3, "frequency"), run(100)
    yield "parties at war (3 fronts, 180 days)", [2, 6, 20, 60], lambda n: war(3, 180, n), run(40)
    yield "issues of 3, 2 parties", [3, 10, 30, 100, 400], lambda n: talks(2, n, 3), run(300)
    yield "issues of 3, 2 parties that listen", [3, 10, 30, 100, 400], lambda n: talks(2, n, 3, "frequency"), run(30)
    yield "packages, 2 parties (5 options an issue)", [3, 5, 8, 9, 11, 14, 20], lambda n: talks(2, n, 5), run(3000)
    yield "packages, 6 parties (5 options an issue)", [3, 5, 8, 9, 11, 14, 20], lambda n: talks(6, n, 5), run(1000)
    yield "fronts (180 days)", [1, 3, 10, 30, 100], lambda n: war(n, 180), run(100)
    yield "days (3 fronts)", [90, 360, 3600, 36500], lambda n: war(3, n), run(10)


def main():
    arguments = sys.argv[1:]
    program = os.path.abspath(arguments.pop(0)) if arguments else "build/release/parley"
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "scaling.yaml")
        print("| what is raised | size | seconds | MB | exponent |\n|---|---|---|---|---|")
        for name, sizes, scenario, options in rows():
            if arguments and not any(a in name for a in arguments):
                continue
            before, steps = None, []
            for size in sizes:
                with open(file, "w") as out:
                    out.write(scenario(size))
                seconds, megabytes, code, said = called(program, ["run", file, "-q", "-j", "1", *options(size)])
                if code != 0:
                    print(f"| {name} | {size} | refused: {said} | | |")
                    before = None
                    continue
                step = ""
                counts = 5.0 ** size if name.startswith("packages") else float(size)
                if before and before[1] > LEAST and seconds > LEAST:
                    step = f"{math.log(seconds / before[1]) / math.log(counts / before[0]):.2f}"
                before = (counts, seconds)
                shown = f"5^{size}" if name.startswith("packages") else str(size)
                print(f"| {name} | {shown} | {seconds:.2f} | {megabytes:.0f} | {step} |", flush=True)
        if not arguments or "points" in arguments:
            with open(file, "w") as out:
                out.write(talks(2, 3, 3))
            before = None
            for points in [1, 10, 100, 1000]:
                study = os.path.join(folder, f"{points}.db")
                seconds, megabytes, code, said = called(program, [
                    "sweep", file, "--vary", "parties.P0.reservation=0:0.5", "--design", "random", "--points", str(points), "-n", "4",
                    "-j", "1", "-q", "-o", study])
                step = f"{math.log(seconds / before[1]) / math.log(points / before[0]):.2f}" \
                    if before and before[1] > LEAST and seconds > LEAST else ""
                before = (points, seconds)
                print(f"| points of a study, 4 runs each | {points} | {seconds:.2f} | {megabytes:.0f} | {step if code == 0 else said} |",
                      flush=True)


main()
