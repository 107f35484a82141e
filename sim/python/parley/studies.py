"""Studies: a scenario played at many values of its parameters, every run kept in one file."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path

import pandas as pd

from . import _parley, tables
from .answers import Answer
from .errors import told
from .scenario import Scenario, find


class Study:
    """A study's store, as `parley sweep` and parley.sweep write it. Whoever reads it looks at the whole of it first: a damaged store is
    an error, never a number.

    runs, points, survival, sensitivity, assumptions, parameters: the tables of `parley export`, as DataFrames
    """

    _tables = ("runs", "points", "rounds", "survival", "survival_groups", "sensitivity", "assumptions", "parameters")

    def __init__(self, file):
        self.file = str(file)
        if not Path(self.file).is_file():
            raise FileNotFoundError(f"{self.file}: no such study (parley.sweep makes one)")

    def table(self, name: str, outputs=()) -> pd.DataFrame:
        """A table; outputs: for "sensitivity", of which outputs."""
        with told(), tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "table.csv"
            _parley.export(self.file, name, list(outputs), str(file))
            return tables.read(file)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in Study._tables:
            return self.table(name)
        raise AttributeError(name)

    def report(self, outputs=(), threshold: float | None = None) -> Answer:
        """What the study says: which assumptions matter, where truces last, by which values, and how surely. threshold: scenario
        discovery, where outputs are above it."""
        with told():
            text, data, _, missing = _parley.report(self.file, list(outputs), threshold, False)
        if missing:
            warnings.warn(missing, stacklevel=2)
        return Answer(text, data)

    def page(self, outputs=(), threshold: float | None = None) -> str:
        """The page of `parley report --html`."""
        with told():
            return _parley.report(self.file, list(outputs), threshold, True)[2]

    def resume(self, jobs: int = 0, progress=True) -> Study:
        """Makes the runs that are missing."""
        return _made(None, "", self.file, jobs, progress)

    def __repr__(self) -> str:
        return f"study {self.file}"

    def _repr_html_(self) -> str:
        return self.report()._repr_html_()


def _line(done: int, total: int, _part: str) -> None:
    print(f"\r{done} of {total} runs ", end="", file=sys.stderr, flush=True)


def _made(text, origin: str, file: str, jobs: int, progress) -> Study:
    shown = _line if progress is True else (progress or None)
    with told():
        _, _, failed = _parley.sweep(text, origin, file, jobs, shown)
    if progress is True:
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)
    if failed:
        warnings.warn(f"{failed} runs failed; the reasons are in the column failure", stacklevel=3)
    return Study(file)


def _variation(values):
    """(low, high) is a range, a list its values; words and dicts as in a study file."""
    if isinstance(values, tuple):
        return {"low": values[0], "high": values[1]}
    return values


def sweep(study, output, vary=None, set=None, uncertain: bool = False, design=None, replicates: int | None = None, seed: int | None = None,
          outputs=None, resume: bool = False, jobs: int = 0, progress=True) -> Study:
    """Plays a study and keeps every run in the file `output`. Ctrl-C keeps what was made; resume=True goes on with it.

    study:      a Scenario, or a study file or the name of one that comes along, which says all the rest itself
    vary:       {path: (low, high)}, {path: [values]}, or as in a study file
    uncertain:  vary every number that has a declared range
    design:     "lhs", "sobol", "morris" ..., or with its settings: {"lhs": {"points": 50}}
    replicates: runs of each point; seed: of all chance; outputs: what the reports look at
    progress:   True: a line that renews itself; a function: called with (done, total, ""); None: nothing
    """
    output = str(output)
    if os.path.exists(output) and not resume:
        raise FileExistsError(f"{output} exists; resume=True goes on with it")
    if isinstance(study, Scenario):
        said = {"scenario": study.file, "vary": {k: _variation(v) for k, v in (vary or {}).items()}}
        fixed = dict(word.split("=", 1) for word in [*study._words, *tables.assignments(set)])
        if fixed:
            said["set"] = {path: _value(text) for path, text in fixed.items()}
        for key, value in (("uncertain", uncertain or None), ("design", design), ("replicates", replicates), ("seed", seed),
                           ("outputs", outputs)):
            if value is not None:
                said[key] = value
        if not said["vary"]:
            del said["vary"]
        return _made(json.dumps(said), "parley.sweep", output, jobs, progress)
    if any(x is not None for x in (vary, set, design, replicates, seed, outputs)) or uncertain:
        raise TypeError("a study file says itself what varies: give a Scenario to say it here")
    file = find(study)
    return _made(Path(file).read_text(encoding="utf-8"), file, output, jobs, progress)


def _value(text: str):
    try:
        return json.loads(text)
    except ValueError:
        return text
