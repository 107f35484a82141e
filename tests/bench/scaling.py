#!/usr/bin/env python3
"""How do time and memory grow with the size of a scenario?  Usage: tests/bench/scaling.py [PROGRAM] [DIMENSION ...]

Prints a table: one dimension is raised, the others stay small. `start`: seconds of a call with one run (reading, checking, working out
what all runs share). `a run`: milliseconds of each further run, from a call with so many more runs that it takes half a second longer.
Seconds are user and system, one thread; megabytes the largest resident size of the longer call. The exponents are of start and of a run,
log(time / time before) / log(size / size before), told of starts above a twentieth of a second. The last rows are whole studies.
"""
import datetime
import math
import os
import sys
import tempfile

LEAST = 0.05  # seconds of a start below which that of the program itself is most of it
ENOUGH = 0.5  # seconds by which the longer call is longer
MOST_RUNS = 400_000


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
    """Dimension, its sizes, scenario of a size."""
    yield "parties at a table (5 issues of 3)", [2, 6, 20, 60], lambda n: talks(n, 5, 3)
    yield "parties at a table that listen (5 issues of 3)", [2, 6, 20, 60], lambda n: talks(n, 5, 3, "frequency")
    yield "parties at war (3 fronts, 180 days)", [2, 6, 20, 60], lambda n: war(3, 180, n)
    yield "issues of 3, 2 parties", [3, 10, 30, 100, 400], lambda n: talks(2, n, 3)
    yield "issues of 3, 2 parties that listen", [3, 10, 30, 100, 400], lambda n: talks(2, n, 3, "frequency")
    yield "packages, 2 parties (5 options an issue)", [3, 5, 8, 9, 11, 14, 20], lambda n: talks(2, n, 5)
    yield "packages, 6 parties (5 options an issue)", [3, 5, 8, 9, 11, 14, 20], lambda n: talks(6, n, 5)
    yield "fronts (180 days)", [1, 3, 10, 30, 100], lambda n: war(n, 180)
    yield "days (3 fronts)", [90, 360, 3600, 36500], lambda n: war(3, n)


def exponent(now, before, size, size_before):
    return f"{math.log(now / before) / math.log(size / size_before):.2f}" if before and now and min(now, before) > 0 else ""


def measured(program, file):
    """Seconds of a start, milliseconds of a further run (nothing where it is too short to tell), megabytes, and why it was refused."""
    run = lambda n: called(program, ["run", file, "-q", "-j", "1", "--central", "-n", str(n)])
    start = min(run(1)[0] for _ in range(3))
    seconds, megabytes, code, said = run(1)
    if code != 0:
        return None, None, None, said
    runs = 8
    while True:
        seconds, megabytes, code, said = run(runs)
        if seconds - start >= ENOUGH or runs >= MOST_RUNS:
            return start, 1000 * (seconds - start) / (runs - 1), megabytes, ""
        runs = min(MOST_RUNS, int(runs * min(16, max(2, 1.3 * ENOUGH / max(seconds - start, 0.001)))))


def studies(program, file, folder):
    with open(file, "w") as out:
        out.write(talks(2, 3, 3))
    before = None
    for points in [1, 10, 100, 1000, 10_000, 100_000]:
        seconds, megabytes, code, said = called(program, [
            "sweep", file, "--vary", "parties.P0.reservation=0:0.5", "--design", "random", "--points", str(points), "-n", "4",
            "-j", "1", "-q", "-o", os.path.join(folder, f"{points}.db")])
        step = exponent(seconds, before[1], points, before[0]) if before and before[1] > LEAST else ""
        before = (points, seconds)
        print(f"| points of a study, 4 runs each | {points} | {seconds:.2f} | | {megabytes:.0f} | {step if code == 0 else said} |", flush=True)


def main():
    arguments = sys.argv[1:]
    program = os.path.abspath(arguments.pop(0)) if arguments else "build/release/parley"
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "scaling.yaml")
        print("| what is raised | size | start, s | a run, ms | MB | exponents |\n|---|---|---|---|---|---|")
        for name, sizes, scenario in rows():
            if arguments and not any(a in name for a in arguments):
                continue
            before = None
            for size in sizes:
                with open(file, "w") as out:
                    out.write(scenario(size))
                shown = f"5^{size}" if name.startswith("packages") else str(size)
                start, run, megabytes, why = measured(program, file)
                if why or start is None:
                    print(f"| {name} | {shown} | refused: {why} | | | |", flush=True)
                    before = None
                    continue
                counts = 5.0 ** size if name.startswith("packages") else float(size)
                steps = ["", ""]
                if before:
                    steps = [exponent(start, before[1], counts, before[0]) if before[1] > LEAST else "",
                             exponent(run, before[2], counts, before[0])]
                before = (counts, start, run)
                print(f"| {name} | {shown} | {start:.2f} | {run:.4g} | {megabytes:.0f} | {', '.join(s for s in steps if s)} |", flush=True)
        if not arguments or "points" in arguments:
            studies(program, file, folder)


main()
