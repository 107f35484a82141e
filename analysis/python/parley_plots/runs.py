"""Which run is shown, and how are its days written?"""

import pandas as pd

from .data import DataError
from .statistics import ENDINGS


def pick_run(data, run=None):
    """(run, why): the run asked for, or the one that `parley run` tells: of the most frequent outcome, with a first truce of
    the median length, which ended as most of those did."""
    runs = data.table("runs")
    if run is not None:
        if run not in set(runs.run):
            raise DataError(f"{data.path}: no run {run} (there are {len(runs)}, counted from 0)")
        return int(run), "as asked for"
    alike = runs[runs.outcome == max(ENDINGS, key=lambda ending: (runs.outcome == ending).sum())]
    days = alike.first_truce_days.fillna(-1)
    median = alike[days == days.sort_values().iloc[(len(days) - 1) // 2]]
    how = median[["ended_by", "manner", "cause"]].fillna("").agg("|".join, axis=1)
    return int(median.run[how == how.value_counts().idxmax()].min()), f"{len(alike)} end as it does"


def date_words(date, year=False):
    """2016-09-14 as '14 Sep', with its year if asked."""
    stamp = pd.Timestamp(date)
    return f"{stamp.day} {stamp:%b}" + (f" {stamp.year}" if year else "")
