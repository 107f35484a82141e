"""Writes and runs the notebooks of this folder, one a question.

    PYTHONPATH="$PWD/build/release/python" /usr/bin/python3 analysis/notebooks/make.py        # python3-nbclient, python3-ipykernel, python3-matplotlib
"""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
START = "import parley\nimport parley.plot\ngeneva = parley.Scenario(\"geneva-2016\")"
# Text, and what is run: what begins with '#' or a capital letter and assigns nothing is text.
NOTEBOOKS = {
    "how-does-it-end": ["# How does it end, and why?\nThe talks of Kerry and Lavrov, Geneva, August 2016, played 400 times.", START + "\ngeneva",
                        "The answer with both doubts: luck at the central values (95% intervals), and the assumptions (percentiles over their declared ranges).",
                        "runs = geneva.run(n=400, seed=1, trace=\"rounds\")\nruns.summary",
                        "Who ended the first truce, and why: a row a run, with types and units.",
                        "ended = runs.runs.dropna(subset=[\"ended_by\"])\nended.groupby([\"ended_by\", \"manner\", \"cause\"], observed=True).size().sort_values(ascending=False).head(8)",
                        "How long first truces last.", "parley.plot.survival(runs)",
                        "One run, a typical one, told.", "runs.story()"],
    "is-there-room-for-a-deal": ["# Is there room for a deal?\nBefore anybody speaks: what each could get, who must move, on what, by how much.", START,
                                 "room = geneva.analyze()\nprint(room.text[:3200])", "Zones of agreement of growing sets of those who must sign.",
                                 "room.tables[\"zones\"]"],
    "what-would-kill-this-draft": ["# What would kill this draft?\nThe text of 9 September 2016 is put into force without talks; every clause, party and patron is moved in turn, with the same luck.",
                                   START, "answer = geneva.premortem(deal=\"9-september-2016\", n=100, points=20)\nprint(answer.text[:3600])",
                                   "The tables behind it.", "answer.tables[\"enders\"]", "answer.tables[\"clauses\"].head()"],
    "which-assumptions-decide": ["# Which assumptions decide it?\nSix assumptions at 40 points of a Latin hypercube, 60 runs each, all with the same luck.", START,
                                 "ranges = {\"parties.GOV.influenced_by.RUS\": (0, 1), \"parties.GOV.reservation\": (0.4, 0.75),\n          \"parties.RUS.conduct.trust\": (0.1, 0.9), \"parties.US.reservation\": (0.2, 0.8),\n          \"truce.detection\": (0.2, 0.95), \"truce.attribution\": (0, 0.6)}\n"
                                 "study = parley.sweep(geneva, \"geneva.db\", vary=ranges, design={\"lhs\": {\"points\": 40, \"maximin\": True}}, replicates=60,\n                     outputs=[\"holding\", \"first_truce_beyond_30\"], progress=None)\nprint(study.report().text[:5200])",
                                 "parley.plot.tornado(study)", "What is known of each of the six.",
                                 "geneva.assumptions.loc[list(ranges), [\"name\", \"value\", \"low\", \"high\", \"mark\", \"why\"]]",
                                 "The declared ranges of the file in SALib's form.", "problem = geneva.problem()\nproblem[\"num_vars\"], problem[\"names\"][:3], problem[\"bounds\"][:3]"],
    "which-of-two-is-better": ["# Which of two is better?\nWhat if Russia had no leverage over the Syrian government? Both sides have the same luck.", START,
                               "both = geneva.compare(set={\"parties.GOV.influenced_by.RUS\": 0}, n=300, points=40)\nprint(both.text[:3600])"],
    "take-a-seat": ["# What if I sat there?\nA function decides in the place of the Syrian government: it signs whatever is worth more than fighting on, and otherwise does what the model's party would do.", START,
                    "def act(view):\n    if view[\"asked\"] == \"sign\":\n        return \"accept\" if view[\"text\"][\"worth\"] > view[\"fighting_on\"] else \"refuse\"\n    return \"model\"\nplayed = geneva.play(\"GOV\", act, seed=1, run=0)\nprint(\"\\n\".join(str(played).splitlines()[:16]))",
                    "What the seat reached above the model's own party, in the same luck, over twenty runs.",
                    "above = [p.utility - p.data[\"model\"][\"utility\"] for p in (geneva.play(\"GOV\", act, seed=1, run=k) for k in range(20))]\nsum(above) / 20, min(above), max(above)",
                    "The same seat in the shape that learning libraries expect: what is seen first, and one step.",
                    "env = parley.SeatEnv(geneva, \"GOV\", seed=1)\nview, info = env.reset()\nfirst = {key: view[key] for key in (\"date\", \"asked\", \"fighting_on\") if key in view}\nview, reward, terminated, truncated, info = env.step(\"model\")\nfirst, reward, terminated, truncated"],
}


def is_code(text):
    return not (text.startswith("#") or (text[0].isupper() and "=" not in text))


def main():
    folder = Path(__file__).resolve().parent
    os.environ["PARLEY_DATA"] = "."
    for name in sys.argv[1:] or NOTEBOOKS:
        cells = [new_code_cell(text) if is_code(text) else new_markdown_cell(text) for text in NOTEBOOKS[name]]
        for k, cell in enumerate(cells):
            cell["id"] = f"cell-{k}"
        book = new_notebook(cells=cells, metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}})
        with tempfile.TemporaryDirectory() as work:
            (Path(work) / "scenarios").symlink_to(ROOT / "scenarios")  # so that files are told as they stand in the tree
            NotebookClient(book, timeout=1200, kernel_name="python3", resources={"metadata": {"path": work}}).execute()
        for cell in book.cells:
            cell.metadata.pop("execution", None)  # when it was run
        nbformat.write(book, folder / f"{name}.ipynb")
        print(name)


if __name__ == "__main__":
    main()
