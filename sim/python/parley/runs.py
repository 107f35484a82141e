"""Runs of a scenario: their tables, their summary, one of them told, as a page."""

from __future__ import annotations

import html
import tempfile
from functools import cached_property
from pathlib import Path

import pandas as pd

from . import _parley, tables
from .answers import Answer, Story
from .errors import told


class Summary(Answer):
    """The answer of many runs, with both doubts: luck (intervals) and the assumptions (percentiles over their ranges).

    measures: a DataFrame, a row a question: value, low, high (the central values, 95% interval of luck); p10, p50, p90 (over the
              declared ranges, freed of the luck of their few runs); assumptions (share of the variance that they make)
    """

    @cached_property
    def measures(self) -> pd.DataFrame:
        rows = []
        for m in self.data["answer"]["measures"]:
            centre, over = m.get("central") or {}, m.get("over_ranges") or {}
            rows.append({"measure": m["measure"], "title": m["title"], **{k: centre.get(k) for k in ("value", "low", "high")},
                         **{k: over.get(k) for k in ("p10", "p50", "p90")},
                         "assumptions": (m.get("variance_from_assumptions") or {}).get("value")})
        return pd.DataFrame(rows).set_index("measure").astype({k: float for k in ("value", "low", "high", "p10", "p50", "p90", "assumptions")})

    @property
    def in_words(self) -> str:
        """The answer in a few sentences."""
        return self.data["answer"]["in_words"]

    def _repr_html_(self) -> str:
        def number(x):
            return "" if pd.isna(x) else f"{x:.3g}"

        rows = "".join(
            f"<tr><td style='text-align: left'>{html.escape(m.title)}</td><td>{number(m.value)}</td>"
            f"<td>{number(m.low)} to {number(m.high)}</td><td>{number(m.p10)}</td><td>{number(m.p50)}</td><td>{number(m.p90)}</td></tr>"
            for m in self.measures.itertuples())
        return (f"<p>{html.escape(self.in_words)}</p><table><thead><tr><th></th><th>at the central values</th><th>95%: luck</th>"
                "<th>over the assumptions, at most: 1 in 10</th><th>half</th><th>9 in 10</th></tr></thead>"
                f"<tbody>{rows}</tbody></table><p>{html.escape(self.data['answer']['standing_in_words'])}</p>")


class Runs:
    """Runs that were played. Tables are typed DataFrames with units in .attrs["units"] and meanings in .attrs["meanings"].

    runs:   a row a run
    rounds: a row a round of offers (trace "rounds" or more), events: a row a happening (the same)
    offers: a row a thing said at the table (trace "offers" or more)
    days:   a row a day (trace "days")
    """

    def __init__(self, scenario, held, columns, seed: int, jobs: int):
        self.scenario = scenario
        self.seed = seed
        self._held, self._columns, self._jobs = held, columns, jobs
        self._frames: dict[str, pd.DataFrame] = {}
        self._summary: Summary | None = None

    def __len__(self) -> int:
        return self._held.finished

    def _table(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            if name not in self._columns:
                least = {"rounds": "rounds", "events": "rounds", "offers": "offers", "days": "days"}[name]
                raise AttributeError(f"these runs keep no {name}: run(..., trace='{least}')")
            self._frames[name] = tables.frame(self._columns[name])
        return self._frames[name]

    @property
    def runs(self) -> pd.DataFrame:
        return self._table("runs")

    @property
    def rounds(self) -> pd.DataFrame:
        return self._table("rounds")

    @property
    def events(self) -> pd.DataFrame:
        return self._table("events")

    @property
    def offers(self) -> pd.DataFrame:
        return self._table("offers")

    @property
    def days(self) -> pd.DataFrame:
        return self._table("days")

    @property
    def summary(self) -> Summary:
        """The answer with both doubts; made when first asked for: it plays points over the declared ranges too."""
        if self._summary is None:
            self._summary = self.summarize()
        return self._summary

    def summarize(self, points: int | None = None, per_point: int = 4, every_number: bool = False, progress=None) -> Summary:
        """The same with other points over the ranges (default: a fifth of the runs, if that is 20 or more; 0: none), of
        per_point runs (2 or more); every_number: numbers without a range get one by rule."""
        if points is None:
            points = _parley.points_for(len(self))
        with told():
            return Summary(*self._held.summary(points, per_point, self._jobs, every_number, progress))

    def story(self, run: int | None = None) -> Story:
        """One run, told: number `run` from 0, or a typical one. It is played again, which gives the same run."""
        return self.scenario.story(self._held.typical if run is None else run, seed=self.seed)

    def save(self, folder) -> Path:
        """Writes what `parley run -o FOLDER` writes: manifest and tables, the same bytes. For `parley explain`, figures in R ..."""
        with told():
            self._held.save(str(folder), self._jobs)
        return Path(folder)

    def page(self) -> str:
        """The page of `parley report --html`: HTML that opens in any browser without network."""
        with tempfile.TemporaryDirectory() as folder:
            return _parley.page_of_runs(str(self.save(Path(folder) / "runs")))

    def __repr__(self) -> str:
        shares = self.runs["outcome"].value_counts(normalize=True)
        return f"{len(self)} runs of {self.scenario.name}: " + ", ".join(f"{k} {v:.0%}" for k, v in shares.items() if v > 0)

    def _repr_html_(self) -> str:
        return self.summary._repr_html_()
