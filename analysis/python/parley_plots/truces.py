"""How long do truces last?  Kaplan-Meier curves with their bands, by groups, beside the record of civil wars."""

from pathlib import Path

import numpy as np
import pandas as pd

from .data import DataError
from .statistics import curve_of, median_survival, span_words, survival_at, surely_below
from .style import GREY, SERIES, finish, interval, label_ends, new_figure, percent, percent_axis, share_words

BASE_RATES = Path(__file__).parent / "reference" / "ceasefire_survival.csv"
BASE_SOURCE = "base rate: ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton et al. 2022), formal ends, Kaplan-Meier"


def base_rates():
    """The record as a table: group, n_known, n_all, day, survival, low, high.

    Many ceasefires have no known end: low takes all of those as failed at once, high takes all as lasting.
    """
    table = pd.read_csv(BASE_RATES, comment="#")
    known = table.n_known / table.n_all
    table["low"] = table.survival * known
    table["high"] = table.survival * known + 1 - known
    return table


def spells_of(data):
    """First truces: one row a run that signed a deal, with first_truce_days and first_truce_ended."""
    runs = data.table("runs")
    signed = runs[runs.first_truce_days.notna()]
    if signed.empty:
        raise DataError(f"{data.path}: no run has a truce")
    return signed


# Known only once a truce has ended: groups by these would compare lengths with themselves.
_AFTERWARDS = ("outcome", "deals", "last_deal_day", "first_truce_days", "first_truce_ended", "truce_days", "collapse_day", "collapse_date",
               "ended_by", "manner", "cause", "trigger", "trigger_by", "walked_out")


def _column(frame, by):
    """A column by its name or the end of it."""
    found = [c for c in frame.columns if c == by] or [c for c in frame.columns if c.endswith("." + by)]
    if len(found) != 1:
        near = [c for c in frame.columns if by.lower() in c.lower()][:6]
        raise DataError(f"no column '{by}'" + (f" (there is {', '.join(near)})" if near else ""))
    if found[0] in _AFTERWARDS:
        raise DataError(f"'{found[0]}' is known only once a truce has ended: groups by it would compare lengths with themselves")
    return found[0]


def grouped(frame, by, parts=None, names=None):
    """[(words, rows)] by a column; a number is cut into parts with these largest values, or where it has many into three."""
    column = frame[by]
    if parts is not None or (pd.api.types.is_numeric_dtype(column) and column.nunique() > 6):
        part = np.searchsorted(parts if parts is not None else column.quantile([1 / 3, 2 / 3, 1]), column)
        whole = column.max() - column.min()
        return [(span_words(column[part == p].min(), column[part == p].max(), whole), frame[part == p]) for p in sorted(set(part))]
    named = names or {}
    return [(named.get(v, f"{v:g}" if isinstance(v, float) else str(v)), frame[column == v]) for v in sorted(column.dropna().unique())]


def _option_names(data, by):
    issue = by[len("term_") :] if by.startswith("term_") else None
    if issue not in data.issues:
        return None
    return dict(enumerate(data.issues[issue][1]))


def _until(known, longest):
    """The record up to a day, interpolated at the end."""
    inside = known[known.day <= longest]
    if longest > inside.day.max() and (known.day > longest).any():
        edge = {c: np.interp(longest, known.day, known[c]) for c in ("survival", "low", "high")}
        inside = pd.concat([inside, pd.DataFrame([{"day": longest, **edge}])])
    start = pd.DataFrame([{"day": 0.0, "survival": 1.0, "low": inside.low.iloc[0], "high": 1.0}])
    return pd.concat([start, inside])


def half_words(curve):
    """What may be said of when half are over: nothing where a few that were followed so long decide it."""
    half = median_survival(curve)
    if half is None:
        return "; more than half last to the end" if curve.low.iloc[-1] > 0.5 else ""
    return f"; half are over by day {half:.0f}" if surely_below(curve, 0.5) else ""


def survival_axes(ax, longest, share):
    """Shares of truces by days since signature."""
    ax.set_xlim(0, longest)
    ax.set_ylim(0, 1.02)
    ax.set_xlabel("days since signature")
    ax.set_ylabel(share)
    percent_axis(ax.yaxis)
    ax.set_xticks([d for d in (0, 7, 30, 60, 90, 120, 150, 180, 270, 365, 540, 730) if d <= longest])
    ax.grid(color="#EEEEEE", lw=0.8)


def survival(data, by=None, base_rate="open-ended bilateral+", days=None):
    """Share of first truces still in force, by days since signature; in groups of a column where `by` names one.

    base_rate: a group of base_rates(), or None. days: length of the axis.
    """
    signed = spells_of(data)
    by = _column(signed, by) if by else None
    title, parts, _ = data.said("survival", by) if by else (None, None, None)
    groups = grouped(signed, by, parts, _option_names(data, by)) if by else [("first truces", signed)]
    groups = [(words, rows) for words, rows in groups if len(rows) >= 5][: len(SERIES)]
    if not groups:
        raise DataError(f"{data.path}: no group of '{by}' has five truces")
    longest = days or float(signed.first_truce_days.max())
    fig = new_figure(8.4, 5.0)
    ax = fig.subplots()
    source = data.source("runs")
    labels, curves = [], []
    if base_rate:
        table = base_rates()
        known = table[table.group == base_rate]
        if known.empty:
            raise DataError(f"no base rate '{base_rate}' (there is {', '.join(table.group.unique())})")
        inside = _until(known, longest)
        ax.fill_between(inside.day, inside.low, inside.high, color=GREY, alpha=0.16, lw=0, label="base_rate_band")
        ax.plot(inside.day, inside.survival, color=GREY, lw=1.3, ls=(0, (2, 1.5)), label="base_rate")
        last = inside.iloc[-1]
        labels.append((last.day, last.survival, f"record {percent(last.survival)}", GREY))
        source += f"; {BASE_SOURCE}, group '{base_rate}'"
    for (words, rows), colour in zip(groups, SERIES):
        curve, how = curve_of(data.table("runs"), rows.first_truce_days, rows.first_truce_ended)
        curves.append((words, len(rows), curve))
        x = np.concatenate([[0], curve.day, [longest]])
        last_of = curve.iloc[-1]
        y = np.concatenate([[1], curve.survival, [last_of.survival]])
        ax.step(x, y, where="post", color=colour, lw=2, label=words)
        ax.fill_between(x, np.concatenate([[1], curve.low, [last_of.low]]), np.concatenate([[1], curve.high, [last_of.high]]),
                        step="post", color=colour, alpha=0.2, lw=0, label=f"band_{words}")
        labels.append((longest, last_of.survival, f"{words} (n={len(rows)})", colour))
    survival_axes(ax, longest, "share of first truces still in force")
    label_ends(ax, labels, inches=1.7)
    named = data.words_of(by) if by else ""
    at = 30 if longest >= 30 else int(longest // 2)
    if by:
        title = title or f"How long first truces last, by {named}"
    else:
        curve = curves[0][2]
        s, low, high = survival_at(curve, at)
        told = share_words(s, low, high).split(" ", 1)
        title = f"{told[0]} of first truces pass {at} days {told[1]}"
        if base_rate and (known.day == at).any():
            row = known[known.day == at].iloc[0]
            title += f"; in the record of civil wars {interval(row.low, row.high)}"
        title += half_words(curve)
    censored = int((signed.first_truce_ended == 0).sum())
    subtitle = f"{how}, n = {len(signed):,} first truces ({censored:,} still in force when the calendar ends)."
    if base_rate:
        row = known.iloc[0]
        subtitle += (f" Grey: {row.n_all} ceasefires of civil wars 1989-2020 ({base_rate}), dotted where the end is known ({row.n_known}); "
                     "band: all with unknown ends failed at once, or all lasted.")
    return finish(fig, title, subtitle, source)
