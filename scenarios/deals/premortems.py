#!/usr/bin/env python3
# What does each clause of a text do, who carries out what it promised, and does the truce last, with both doubts?
#
#     python3 scenarios/deals/premortems.py build/release/parley [RUNS]
#
# plays six texts and puts what it finds into README.md beside it: 'parley premortem SCENARIO --deal FILE -n RUNS' (default
# 400) for the clauses, 'parley run' of the scenario with the text in its section deal for deaths and for what was carried
# out. A text that lasts in 95 of 100 runs tells nothing by how long it does: its clauses are told by deaths ('parley compare').
import collections
import csv
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
texts = [("geneva-2016", "9-september-2016"), ("sudan-2023", "jeddah-20-may-2023"),
         ("donbas-2015", "minsk-12-february-2015"), ("tigray-2022", "pretoria-2-november-2022"),
         ("tigray-2022", "nairobi-12-november-2022"), ("colombia-2016", "havana-24-august-2016")]


def told(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(" ".join(map(str, command)) + "\n" + done.stderr)
    return done.stdout


def percent(share):
    return "<1%" if 0 < share < 0.005 else ">99%" if 0.995 < share < 1 else f"{100 * share:.0f}%"


def signed(value, low, high, scale=1.0):
    if low is None or value == low == high == 0:
        return "0"
    return re.sub(r"[+-]0(?=[ )])", "0", f"{scale * value:+.0f} ({scale * low:+.0f} to {scale * high:+.0f})")


def changed(c):
    return ("left out: " if c["dropped"] else "") + c["to_text"]


def by_survival(found):
    ranges = {(c["issue"], c["to"]): c["change"] for c in found["over_ranges"]["clauses"]}
    rows = [["clause", "instead", "lasts 30 days, points: luck", "over the assumptions, mean", "deaths to day 30: luck"]]
    for c in sorted(found["clauses"], key=lambda c: c["change"]["difference"] if c["fronts_covered"] else 9):
        over, luck, deaths = ranges.get((c["issue"], c["to"])), c["change"], c["deaths_change"]
        covers = c["fronts_covered"] > 0
        rows.append([c["issue"], changed(c),
                     signed(luck["difference"], luck["low"], luck["high"], 100) + ("*" if c["clear_of_chance"] else "") if covers else "no ceasefire",
                     signed(over["mean"], over["mean_low"], over["mean_high"], 100) if covers else "",
                     signed(deaths["difference"], deaths["low"], deaths["high"])])
    return rows


def by_deaths(parley, file, found, runs):
    rows = [["clause", "instead", "deaths to the end of the calendar: luck", "over the assumptions, mean"]]
    for c in found["clauses"]:
        d = json.loads(told([parley, "compare", file, "--with", f"deal.options.{c['issue']}={c['to']}", "-n", runs, "-q", "--json"]))
        luck, over = (next(m for m in part if m["measure"] == "deaths") for part in (d["measures"], d["robustness"]["measures"]))
        over = over["difference"]
        rows.append([c["issue"], changed(c), signed(luck["difference"], luck["low"], luck["high"]),
                     signed(over["mean"], over["mean_low"], over["mean_high"])])
    return rows


def with_text(scenario, deal, folder):
    file = folder / scenario.name
    text = "".join("  " + line for line in deal.read_text().splitlines(keepends=True) if not line.startswith("#"))
    file.write_text(scenario.read_text() + "\ndeal:\n" + text)
    return file


# The runs at the central values, and who carried out what while the first truce was in force: days after the signature.
def carried_out(parley, file, runs, folder):
    told([parley, "run", file, "--central", "-n", runs, "-q", "--trace", "rounds", "--force", "-o", folder / "runs"])
    rows = list(csv.DictReader(open(folder / "runs" / "runs.csv")))
    late, done = collections.defaultdict(set), collections.defaultdict(list)
    signed_on = {r["run"]: int(r["agreement_day"]) for r in rows}
    ends = {r["run"]: int(r["agreement_day"]) + int(float(r["first_truce_days"])) for r in rows}
    for e in csv.DictReader(open(folder / "runs" / "events.csv")):
        if e["kind"] not in ("carried_out", "overdue") or int(e["day"]) > ends[e["run"]]:
            continue
        key = (e["who"], e["issue"])
        if e["kind"] == "carried_out":
            done[key].append(int(e["day"]) - signed_on[e["run"]])
        else:
            late[key].add(e["run"])
    return rows, late, done


# How it went at the central values: a row of the first table, and one for each promise of the second.
def played(parley, file, found, runs, folder):
    rows, late, done = carried_out(parley, file, runs, folder)
    calm = [statistics.mean(weeks) for weeks in ([float(r[f"calm_week{k}"]) for k in (1, 2, 3, 4) if r[f"calm_week{k}"]] for r in rows) if weeks]
    over = found["over_ranges"]["survival"]
    spread = f"{percent(over['p10'])} to {percent(over['p90'])}" if over["told"] else f"{percent(over['mean'])} on average"
    row = [found["deal"]["name"], percent(found["survival"]["share"]), spread, percent(statistics.median(calm))]
    promises = []
    for key in sorted({*late, *done}):
        promises.append([found["deal"]["name"], *key, percent(len(late[key]) / len(rows)), percent(len(done[key]) / len(rows)),
                         f"{statistics.median(done[key]):.0f}" if done[key] else ""])
    return row, promises


def table(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0])] + lines[1:])


def main():
    parley, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400
    page = here / "README.md"
    text = page.read_text(encoding="utf-8")

    def put(name, block):
        nonlocal text
        text, count = re.subn(rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", lambda m: m[1] + block + m[2], text, flags=re.S)
        if count != 1:
            sys.exit(f"README.md has no place for '{name}'")

    kept = [["text", "lasts 30 days", "over the assumptions, at 1 and 9 in 10", "deaths of weeks 1 to 4, of before: half of the runs at most"]]
    duties = [["text", "who", "owes", "late in so many runs", "done while the text was in force", "on day, median"]]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for name, deal in texts:
            scenario, file = here.parent / (name + ".yaml"), here / (deal + ".yaml")
            found = json.loads(told([parley, "premortem", scenario, "--deal", file, "-n", runs, "-q", "--json"]))
            one = with_text(scenario, file, folder)
            in_most_runs = found["survival"]["share"] >= 0.95
            if f"<!-- clauses of {deal} -->" in text:
                put("clauses of " + deal, table(by_deaths(parley, one, found, runs) if in_most_runs else by_survival(found)))
            row, promises = played(parley, one, found, runs, folder)
            kept.append(row)
            duties += promises
    put("how they are kept", table(kept))
    put("what is carried out", table(duties))
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
