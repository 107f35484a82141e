"""A scenario: its assumptions, and what can be asked of it."""

from __future__ import annotations

import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Callable

import pandas as pd

from . import _parley, tables
from .answers import Answer, Comparison, Story, preformatted
from .errors import Problem, ScenarioError, told
from .runs import Runs
from .seats import Decision, Played, View, play


def _data() -> str:
    """The folder with what comes along: PARLEY_DATA, or share/ of the package, or the source tree that it stands in."""
    if os.environ.get("PARLEY_DATA"):
        return os.environ["PARLEY_DATA"]
    share = Path(__file__).parent / "share"
    if (share / "scenarios").is_dir():
        return str(share)
    for folder in Path(__file__).resolve().parents:
        if (folder / "scenarios" / "scenario.schema.json").is_file():
            return str(folder)
    return ""


def names() -> list[str]:
    """The scenarios, texts and studies that come along, by the names that are understood in place of files."""
    return _parley.shipped_names(_data())


def find(named) -> str:
    """The file that is meant; a ScenarioError that names what is near where there is none."""
    named = str(named)
    file = _parley.named_file(_data(), named)
    if file:
        return file
    if not Path(named).exists():
        hint = _parley.near_names(_data(), named)
        raise ScenarioError(f"{named}: no such file ({hint})", [Problem(named, 0, 0, "", "no such file", hint)])
    return named


class Scenario:
    """A conflict as a file has it. `set` changes numbers by their paths: {"parties.GOV.reservation": 0.5}.

    file: the file; name: what it calls itself; text: what it says
    """

    def __init__(self, file, set=None):
        self._words = tables.assignments(set)
        with told():
            self._held = _parley.Scenario(find(file), self._words)
        self.file, self.name, self.text = self._held.file, self._held.name, self._held.text

    def with_(self, set) -> Scenario:
        """The same scenario with numbers changed."""
        return Scenario(self.file, [*self._words, *tables.assignments(set)]) if set else self

    @cached_property
    def assumptions(self) -> pd.DataFrame:
        """Every number that runs look at, by its path: name in words, value, low, high (its declared range), mark (S sourced, E expert
        judgement, F free), why, unit, meaning, founded (range, plain, default)."""
        columns = ["name", "path", "value", "low", "high", "mark", "why", "unit", "meaning", "founded"]
        made = pd.DataFrame(self._held.numbers(), columns=columns).set_index("path")
        return made.astype({"value": float, "low": float, "high": float, "mark": "category", "unit": "category", "founded": "category"})

    def problem(self) -> dict:
        """The declared ranges in SALib's form: num_vars, names (paths), bounds. A row of a sample is then
        scenario.run(set=scenario.as_played(dict(zip(problem["names"], row))), n=...)."""
        ranged = self.assumptions[self.assumptions["founded"] == "range"]
        ranged = ranged[ranged["low"] < ranged["high"]]
        return {"num_vars": len(ranged), "names": list(ranged.index), "bounds": ranged[["low", "high"]].to_numpy().tolist()}

    def as_played(self, set: dict) -> dict:
        """The same values as runs play them: some numbers are played in whole days, steps or people only, and a value between
        two is refused."""
        return {path: self._held.as_played(path, float(value)) for path, value in set.items()}

    def run(self, set=None, n: int = 1000, seed: int = 1, trace: str | None = None, jobs: int = 0, progress=None) -> Runs:
        """Plays n runs (1 or more). set: {path: value}. trace: what to keep of each run beside its row: None, "rounds", "offers" or
        "days", each what the one before keeps, and more. jobs: threads, 0 for all cores; results do not depend on it.
        progress: called with (runs done, runs in all, "") now and then."""
        of = self.with_(set)
        with told():
            held, columns = _parley.run(of._held, n, seed, jobs, trace or "none", progress)
        return Runs(of, held, columns, seed, jobs)

    def story(self, run: int = 0, seed: int = 1) -> Story:
        """Run number `run` (from 0) of a seed, told."""
        with told():
            return Story(*_parley.story(self._held, seed, run))

    def play(self, party: str, act: Callable[[View], Decision], seed: int = 1, run: int = 0, review: int = 7) -> Played:
        """Plays one run with act(view) deciding for `party`: see parley.seats.play."""
        return play(self, party, act, seed, run, review)

    def premortem(self, deal=None, set=None, n: int = 1000, seed: int = 1, days: int = 30, share: float = 0.5, worth: float = 0.1,
                  points: int | None = None, per_point: int = 4, jobs: int = 0, progress=None) -> Answer:
        """Puts a text into force without talks: how long it lasts, what ends it, who breaks it, what would save it.

        deal: a deal file or the name of one that comes along (default: the scenario's own). n: runs of the text as it
        stands, and at most of each variant. days: the horizon. share: of runs in which it shall last, for leverage and guarantees.
        worth: a change of lasting that is worth acting on: a variant has as many runs as tell it. points: over the declared ranges (default: a
        fifth of n, if that is 20 or more; 0: the central values alone), per_point runs at each.
        tables: survival, causes, enders, clauses, leverage, guarantees.
        """
        points = _parley.points_for(n) if points is None else points
        with told(), tempfile.TemporaryDirectory() as folder:
            text, data = _parley.premortem(self.with_(set)._held, find(deal) if deal else "", n, seed, jobs, days, share, worth, points,
                                           per_point, folder, progress)
            return Answer(text, data, tables.read_folder(folder))

    def analyze(self, deal=None, set=None, points: int = 200, jobs: int = 0, progress=None) -> Answer:
        """Before anybody speaks: is there room for a deal, who must move, on what, by how much, where theory would settle.

        points: drawn over the declared ranges (0: the central values alone). tables: zones, packages, weights.
        """
        with told(), tempfile.TemporaryDirectory() as folder:
            text, data = _parley.analyze(self.with_(set)._held, find(deal) if deal else "", points, jobs, folder, progress)
            return Answer(text, data, tables.read_folder(folder))

    def compare(self, other=None, set=None, **how) -> Comparison:
        """This scenario beside another one, or beside itself with numbers changed (set). See parley.compare."""
        return compare(self, (other if isinstance(other, Scenario) else Scenario(other)) if other is not None else self.with_(set), **how)

    def __repr__(self) -> str:
        changed = f", with {', '.join(self._words)}" if self._words else ""
        return f"{self.name} ({self.file}{changed})"

    def _repr_html_(self) -> str:
        counts = self.assumptions["founded"].value_counts()
        return preformatted(f"{self!r}\n{counts.get('range', 0)} numbers have a range, {counts.get('plain', 0)} stand plain, "
                            f"{counts.get('default', 0)} are defaults")


def compare(a: Scenario, b: Scenario, n: int = 1000, seed: int = 1, days: int = 30, measure: str = "lasting", points: int = 200,
            per_point: int = 4, jobs: int = 0, progress=None) -> Comparison:
    """Two scenarios side by side, with the same luck. n: runs of each side. days: of "lasting". measure: what decides who is better over
    the ranges: points drawn there (0: none), per_point runs at each."""
    with told():
        return Comparison(*_parley.compare(a._held, b._held, n, seed, jobs, days, measure, points, per_point, progress))
