#!/usr/bin/env bash
# Makes every picture of analysis/gallery anew from the scenarios, with the program that is built:  analysis/make-gallery.sh
# Needs build/release/parley (or PARLEY=program) and python3-pandas, python3-matplotlib; gnuplot-nox and R for their two.
# Takes some minutes; what it makes on the way is in a temporary folder, or in KEEP if that is set.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export PARLEY=${PARLEY:-$root/build/release/parley} PYTHONPATH=$root/analysis/python PYTHONDONTWRITEBYTECODE=1
[ -x "$PARLEY" ] || { echo "$PARLEY is not there: run sim/build.sh first" >&2; exit 1; }
python=python3
"$python" -c 'import numpy, pandas, matplotlib' 2>/dev/null || python=/usr/bin/python3
work=${KEEP:-$(mktemp -d)}
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work" "$root/analysis/gallery"
cd "$root"
geneva=scenarios/geneva-2016.yaml
made() { [ -e "$work/$1" ]; }
# A picture, and what it says in words, for the text beside it.
plot() { "$python" -m parley_plots "$2" "$work/$3" -o "analysis/gallery/$1.png" "${@:4}" >"$work/$1.txt"; echo "analysis/gallery/$1.png"; }

# The runs and studies, each the command that analysis/README.md gives.
made out || "$PARLEY" run $geneva -n 1000 -o "$work/out" --trace days -q
made space || "$PARLEY" analyze $geneva -o "$work/space" -q >/dev/null
made leverage.db || "$PARLEY" sweep scenarios/studies/geneva-leverage.yaml -o "$work/leverage.db" -q
made grid.db || "$PARLEY" sweep $geneva --vary parties.GOV.influenced_by.RUS=0:1:6 --vary parties.GOV.reservation=0.4:0.7:4 -n 400 -o "$work/grid.db" -q
made reservation.db || "$PARLEY" sweep $geneva --vary parties.GOV.reservation=0.4,0.45,0.5,0.55,0.6,0.65,0.7,0.75 -n 1000 -o "$work/reservation.db" -q
six="--vary parties.GOV.influenced_by.RUS=0:1 --vary parties.GOV.reservation=0.4:0.75 --vary parties.RUS.conduct.trust=0.1:0.9 --vary parties.US.reservation=0.2:0.8 --vary truce.detection=0.2:0.95 --vary truce.attribution=0:0.6"
made sobol.db || "$PARLEY" sweep $geneva $six --design '{saltelli: {points: 64}}' -n 30 -o "$work/sobol.db" -q
made morris.db || "$PARLEY" sweep $geneva $six --design '{morris: {trajectories: 30}}' -n 40 -o "$work/morris.db" -q
made draft.json || "$PARLEY" premortem $geneva --deal scenarios/deals/9-september-2016.yaml -n 400 -q --json >"$work/draft.json"

plot concessions concessions out
plot positions positions out
plot timeline timeline out
plot survival survival out
plot life life out
if made space/packages.csv; then plot space space space --talks "$work/out"; fi
plot shares shares reservation.db
plot heatmap heatmap grid.db -y first_truce_beyond_30
plot tornado tornado leverage.db -y first_truce_beyond_30
plot sobol sobol sobol.db -y first_truce_beyond_30
plot morris morris morris.db -y first_truce_beyond_30
plot premortem premortem draft.json
plot survival-groups survival leverage.db --by parties.GOV.reservation

if "$PARLEY" validate --help >/dev/null 2>&1; then
  made record.json || "$PARLEY" validate --json >"$work/record.json" || true
  plot record record record.json
fi
if command -v Rscript >/dev/null; then
  Rscript analysis/R/plot.R survival "$work/leverage.db" analysis/gallery/r-survival.png parties.GOV.reservation && echo analysis/gallery/r-survival.png
fi
if command -v gnuplot >/dev/null; then
  gnuplot -c analysis/gnuplot/timeline.gp "$work/out" analysis/gallery/gnuplot-timeline.png && echo analysis/gallery/gnuplot-timeline.png
fi

# The words in README.md and analysis/README.md that come from the pictures.
"$python" - "$work" README.md analysis/README.md <<'PYTHON'
import pathlib, re, sys
work, *files = map(pathlib.Path, sys.argv[1:])
def told(name):
    file = work / f"{name}.txt"
    return file.read_text(encoding="utf-8").strip().split("\n") if file.exists() else None
def picture(match):
    kind, name, path = match.group(1), match.group(2), match.group(3) or ""
    said = told(name)
    if said is None:
        return match.group(0)
    body = f"![{said[0]}]({path}{name}.png)" if kind == "picture" else f"> {said[0]}. {said[1]}"
    return f"<!-- {kind}: {name}{' ' + path if path else ''} -->\n{body}\n<!-- end -->"
for file in files:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"<!-- (picture|told): ([a-z-]+)(?: (\S+))? -->\n.*?<!-- end -->", picture, text, flags=re.S), encoding="utf-8")
PYTHON
du -ch analysis/gallery/*.png | tail -1
