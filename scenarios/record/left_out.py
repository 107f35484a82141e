#!/usr/bin/env python3
# Where does the war go when a truce leaves one front out?
#
#     python3 scenarios/record/left_out.py build/release/parley [RUNS]
#
# Plays syria-february-2016.yaml RUNS (default 400) times from its first day, with nothing from outside and no lulls: its text
# in force but for the south, and no text at all; with the reserves that the file gives, and with none. The same runs have
# the same luck. Told: deaths a day in the south from 1 March to 25 April 2016, with standard errors, and beside it the
# placebo of the file as it is: deaths on the fronts with the Islamic State and the Kurds, as shares of those before.
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

program, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400
written = (pathlib.Path(__file__).resolve().parent.parent / "syria-february-2016.yaml").read_text()
covers = "3: {covers: [aleppo, hama, damascus, south, daraya]}"
assert covers in written, "the text of the file covers other fronts now"
without_south = written.replace(covers, covers.replace("south, ", ""))
no_text = re.sub(r"\ndeal:\n(  .*\n|\n(?=  ))+", "\n", written)
reserves = [f"parties.{party}.war.reserves" for party in ("GOV", "REB", "RUS", "IRN")]


def play(text, *changes):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / "war.yaml").write_text(text)
        command = [program, "run", str(path / "war.yaml"), "-n", str(runs), "--central", "-q", "--trace", "days", "-o", str(path / "out")]
        for change in ("events.mode=none", "war.lulls.heat=1", *changes):
            command += ["--set", change]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return [list(csv.DictReader(open(path / "out" / name))) for name in ("days.csv", "runs.csv")]


def south(days):
    a_day = [0.0] * runs
    for row in days:
        if "2016-03-01" <= row["date"] <= "2016-04-25":
            a_day[int(row["run"])] += float(row["deaths_south"]) / 56
    return a_day


def told(values):
    mean = sum(values) / len(values)
    return f"{mean:6.2f} ({(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values)) ** 0.5:.2f})"


print(f"Deaths a day in the south, n = {runs}        text elsewhere        no text     difference")
for name, changes in (("reserves as in the file", []), ("no reserves", [f"{key}=0" for key in reserves])):
    with_text = south(play(without_south, "talks.reopen_after=0", *changes)[0])
    without = south(play(no_text, "talks.start=2016-08-24", *changes)[0])
    print(f"  {name:<36} {told(with_text):>15} {told(without):>15} {told([a - b for a, b in zip(with_text, without)]):>14}")
rows = play(written)[1]
weeks = [told([float(r[f"exempt_week{k}"]) for r in rows if r[f"exempt_week{k}"]]) for k in range(1, 5)]
print("Placebo, weeks 1 to 4: " + ", ".join(weeks) + "; recorded 1.14, 0.98, 0.76, 1.34 (UCDP, government and Islamic State)")
