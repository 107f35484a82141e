#!/usr/bin/env python3
# Does the negotiated text come nearer to the historical one than simple forecasts do?
#
#     python3 scenarios/record/texts.py build/release/parley [RUNS]
#
# For every scenario here with a historical text: by how many options, all issues together, the text differs from the
# midpoint of the principals' best places, the mean weighted by power and salience, the Nash point, the challenge model
# ('parley analyze --deal'), and on average from the first text that Parley's talks sign ('parley run', RUNS runs, default
# 200). A scenario that has its text in force from the start is played without it.
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

folder = pathlib.Path(__file__).resolve().parent.parent
cases = [("bosnia-1995", "deals/dayton-1995.yaml"), ("geneva-2016", "deals/9-september-2016.yaml"),
         ("syria-february-2016", None), ("syria-december-2016", None), ("syria-may-2017", None), ("idlib-march-2020", None),
         ("sudan-2023", "deals/jeddah-20-may-2023.yaml"), ("tigray-2022", "deals/pretoria-2-november-2022.yaml"),
         ("donbas-2015", "deals/minsk-12-february-2015.yaml")]
columns = [("forecasts", "midpoint"), ("forecasts", "weighted_mean"), ("points", "nash"), ("forecasts", "challenge"),
           ("forecasts", "challenge_median")]


def without_section(text, name):
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if line[:1] not in " #\n":
            inside = line.startswith(name + ":")
        if not inside:
            kept.append(line)
    return "".join(kept)


def told(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(" ".join(command) + "\n" + done.stderr)
    return done.stdout


def row(parley, runs, name, deal, scratch):
    scenario = folder / (name + ".yaml")
    analysis = json.loads(told([parley, "analyze", str(scenario), "--json"] +
                               (["--deal", str(folder / deal)] if deal else [])))
    distances = [(analysis[a][b] or {}).get("options_apart") for a, b in columns]
    # The text itself, as options by position.
    folder_of_tables = scratch / (name + "-space")
    told([parley, "analyze", str(scenario), "-q", "-o", str(folder_of_tables)] + (["--deal", str(folder / deal)] if deal else []))
    text = next(r for r in csv.DictReader(open(folder_of_tables / "packages.csv")) if r["kind"] == "text")
    played = scratch / (name + ".yaml")
    played.write_text(without_section(scenario.read_text(encoding="utf-8"), "deal"), encoding="utf-8")
    told([parley, "run", str(played), "-q", "-n", str(runs), "-o", str(scratch / name)])
    signed = [r for r in csv.DictReader(open(scratch / name / "runs.csv")) if r["deals"] != "0"]
    apart = [sum(abs(float(r[k.replace("option_", "term_")]) - float(v)) for k, v in text.items() if k.startswith("option_"))
             for r in signed]
    issues = sum(k.startswith("option_") for k in text)
    return [name, issues] + distances + [sum(apart) / len(apart) if apart else None, len(apart)]


def main():
    parley, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as scratch:
        rows = [row(parley, runs, name, deal, pathlib.Path(scratch)) for name, deal in cases]
    print("| text of | issues | midpoint | weighted mean | Nash | challenge | challenge, median | Parley, mean of first texts | runs with a text |")
    print("|---|---|---|---|---|---|---|---|---|")
    told_as = lambda x: "none" if x is None else f"{x:.0f}" if isinstance(x, int) or float(x).is_integer() else f"{x:.1f}"
    for r in rows:
        print("| " + " | ".join([r[0]] + [told_as(x) for x in r[1:]]) + " |")
    whole = [r for r in rows if None not in r]
    pooled = [sum(r[k] for r in whole) for k in range(1, 8)]
    print("| **all** | " + " | ".join(told_as(round(x, 1)) for x in pooled) + " | |")


if __name__ == "__main__":
    main()
