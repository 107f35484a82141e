#!/usr/bin/env python3
# Do wars without a ceasefire move as recorded ones do, with the numbers that a scenario has where it says nothing?
#
#     python3 scenarios/record/texture.py build/release/parley [WARS]
#
# Plays WARS (default 200) wars of one run each, without talks: 0.1 to 10 lethal events a day, even in the logarithm, on three to
# five fronts between two blocs, four years. Every seventh day with 20 deaths in five days and more before is a date, as in
# texture.csv beside this file: what the 28 days from it on bring, and what the 28 days before were like.
import csv
import math
import pathlib
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

recorded = list(csv.DictReader(open(pathlib.Path(__file__).resolve().parent / "texture.csv")))


def scenario(rng):
    total = math.exp(rng.uniform(math.log(0.1), math.log(10)))
    shares = [rng.uniform(0.2, 1) for _ in range(rng.randint(3, 5))]
    fronts = "".join(f"  f{k}: {{sides: [a, b], intensity: {total * s / sum(shares):.5f}}}\n" for k, s in enumerate(shares))
    side = "seat: principal, weights: {X: 1}, reservation: 0.5, war: {strength: 1}"
    return (f"name: war\ncalendar: {{start: 2000-01-01, end: 2003-12-31}}\nissues: {{X: {{options: [a, b]}}}}\nparties:\n"
            f"  A: {{bloc: a, {side}}}\n  B: {{bloc: b, {side}}}\ntalks: {{protocol: alternating_offers, start: 2003-12-31}}\nfronts:\n{fronts}")


def daily(program, text, seed):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "war.yaml").write_text(text)
        command = [program, "run", f"{folder}/war.yaml", "-n", "1", "--seed", str(seed), "-q", "--trace", "days", "-o", f"{folder}/out"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return [float(row["deaths"]) for row in csv.DictReader(open(f"{folder}/out/days.csv"))]


def quantile(values, q):
    values = sorted(values)
    at = q * (len(values) - 1)
    low = int(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def spread(days):
    mean = sum(days) / len(days)
    return sum((d - mean) ** 2 for d in days) / (len(days) - 1) / mean


def lag(days):
    mean = sum(days) / len(days)
    off = [d - mean for d in days]
    return sum(a * b for a, b in zip(off, off[1:])) / (sum(d * d for d in off) or 1)


program, wars = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
rng = random.Random(1)
texts = [scenario(rng) for _ in range(wars)]
with ThreadPoolExecutor(2) as pool:
    series = list(pool.map(lambda k: daily(program, texts[k], k + 1), range(wars)))

found = {}
for deaths in series:
    for day in range(28, len(deaths) - 28, 7):
        before, after = deaths[day - 28:day], deaths[day:day + 28]
        if sum(before) < 20 or sum(d > 0 for d in before) < 5:
            continue
        ratio = math.log((sum(after) + 1) / (sum(before) + 1))
        size = next(name for name, most in (("20 to 50", 50), ("50 to 100", 100), ("100 to 300", 300), ("300 to more", 1e9))
                    if sum(before) < most)
        for group in ("all dates", f"{size} deaths before"):
            found.setdefault(("log ratio of 28-day deaths to the 28 days before", group), []).append(ratio)
        found.setdefault(("daily deaths, variance over mean", "28 days before"), []).append(spread(before))
        found.setdefault(("daily deaths, lag-1 autocorrelation", "28 days before"), []).append(lag(before))

print("| measure | group | | 10% | 25% | 50% | 75% | 90% | n |\n|---|---|---|---|---|---|---|---|---|")
for measure, group in dict.fromkeys((row["measure"], row["group"]) for row in recorded):
    rows = {row["stat"]: row for row in recorded if (row["measure"], row["group"]) == (measure, group)}
    n = next(iter(rows.values()))["n"]
    quantiles = [f"{float(rows[q]['value']):.2f}" for q in ("q10", "q25", "q50", "q75", "q90")]
    print(f"| {measure} | {group} | recorded | {' | '.join(quantiles)} | {n} |")
    values = found.get((measure, group), [])
    if values:
        quantiles = [f"{quantile(values, q):.2f}" for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
        print(f"| | | Parley | {' | '.join(quantiles)} | {len(values)} |")
