"""What does an answer look like: as text, as numbers, as tables, in a notebook?"""

from __future__ import annotations

import html
import json

import pandas as pd


def preformatted(text: str) -> str:
    return f'<pre style="line-height: 1.25; white-space: pre-wrap">{html.escape(text)}</pre>'


class Answer:
    """An answer in all its forms. print(answer) shows the page of the program.

    data:   what the program prints with --json, as dicts and lists
    tables: the tables that it writes with -o, by name, as DataFrames
    """

    def __init__(self, text: str, data: str, tables: dict[str, pd.DataFrame] | None = None):
        self.text = text
        self.data = json.loads(data)
        self.tables = tables or {}

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return preformatted(self.text)


class Comparison(Answer):
    """Two scenarios side by side, with the same luck: what is different, by how much, and whether that is robust."""


class Story:
    """One run, told day by day.

    run:       its number, from 0
    entries:   a DataFrame: day (of the calendar), until (last day of a stretch that is summed up), dates, kind, text
    explained: the same with the numbers behind each decision, as `parley explain` prints it
    """

    def __init__(self, run: int, entries, explained: str):
        self.run = run
        self.entries = pd.DataFrame(entries, columns=["day", "until", "dates", "kind", "text"])
        self.entries["kind"] = self.entries["kind"].astype("category")
        self.explained = explained

    def __str__(self) -> str:
        return "\n".join([f"Run {self.run}", *(f"  {e.dates}: {e.text}" for e in self.entries.itertuples())])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td style='white-space: nowrap; vertical-align: top; text-align: left'>{html.escape(e.dates)}</td>"
                       f"<td style='text-align: left'>{html.escape(e.text)}</td></tr>" for e in self.entries.itertuples())
        return f"<table><caption>Run {self.run}</caption>{rows}</table>"
