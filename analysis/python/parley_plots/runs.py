"""Which run is shown, and how are its days written?"""

import pandas as pd

from .data import DataError


def pick_run(data, run=None):
    """(run, why): the run asked for, or the first of those that end the most frequent way."""
    runs = data.table("runs")
    if run is not None:
        if run not in set(runs.run):
            raise DataError(f"{data.path}: no run {run} (there are {len(runs)}, counted from 0)")
        return int(run), "as asked for"
    how = runs[["outcome", "ended_by", "manner", "cause"]].fillna("").agg("|".join, axis=1)
    most = how.value_counts()
    best = most[most == most.max()].index
    first = runs.run[how.isin(best)].iloc[0]
    return int(first), f"{most.max()} end as it does"


def date_words(date, year=False):
    """2016-09-14 as '14 Sep', with its year if asked."""
    stamp = pd.Timestamp(date)
    return f"{stamp.day} {stamp:%b}" + (f" {stamp.year}" if year else "")
