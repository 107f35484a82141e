"""What does an assumption do to the outcome?  Shares over one swept parameter, and a map over two."""

import numpy as np
import pandas as pd

from .data import DataError
from .statistics import Z95, is_share, mean_interval, output_values, output_words, span_words, wilson
from .style import OUTCOMES, across, finish, interval, label_ends, new_figure, percent, percent_axis, wrapped

MOST_VALUES = 15  # a parameter with more values is cut into parts


def finished_runs(data):
    """Runs of a study that did not fail."""
    runs = data.table("runs")
    if "failure" in runs:
        runs = runs[runs.failure.isna() | (runs.failure == "")]
    return runs


def parameter_of(data, parameter=None, without=()):
    """The full path of a swept parameter: as named, the end of a path, or the first one that varies."""
    runs = finished_runs(data)
    known = [p for p in data.parameters if p not in without]
    if not known and without:
        raise DataError(f"{data.path}: one parameter was swept here; this figure needs two")
    if not known:
        raise DataError(f"{data.path}: nothing was swept here (a run directory has one point; use a study: parley sweep)")
    if parameter is None:
        return max(known, key=lambda p: runs[p].nunique() > 1)
    found = [p for p in known if p == parameter] or [p for p in known if p.endswith(parameter)]
    if len(found) != 1:
        raise DataError(f"{data.path}: '{parameter}' is {'no' if not found else 'not one'} parameter of this study ({', '.join(known)})")
    return found[0]


def by_value(runs, parameter, parts=None):
    """[(position, words, rows)] by value of a parameter, or by parts of its values: the largest value of each part."""
    column = runs[parameter]
    if not pd.api.types.is_numeric_dtype(column):
        return [(k, str(v), runs[column == v]) for k, v in enumerate(column.drop_duplicates())]
    values = sorted(column.unique())
    if parts is None:
        parts = values if len(values) <= MOST_VALUES else np.quantile(values, np.arange(1, 7) / 6, method="higher")
    groups = []
    for part in sorted(set(at := np.searchsorted(parts, column))):
        rows = runs[at == part]
        words = span_words(rows[parameter].min(), rows[parameter].max(), values[-1] - values[0])
        groups.append((float(rows[parameter].mean()), words, rows))
    return groups


def full_grid(data, runs):
    """Whether each combination of the parameters' values is one point."""
    points = runs.drop_duplicates("point")[list(data.parameters)]
    return len(points) == np.prod([points[p].nunique() for p in points]) == len(points.drop_duplicates())


def _luck_alone(values, points):
    """The mean over points and what the luck of their runs leaves open: the other parameters are the same in every part."""
    means, squares = [], []
    for _, v in values.dropna().groupby(points):
        share = v.isin((0, 1)).all()
        low, high = wilson(int(v.sum()), len(v))[1:] if share else (np.nan, np.nan)
        own = v.var(ddof=1) / len(v) if len(v) > 1 else np.nan
        means.append(v.mean())
        squares.append(((high - low) / Z95 / 2) ** 2 if share and not own > 0 else own)
    half = Z95 * np.sqrt(np.sum(squares)) / max(len(means), 1)
    mean = np.mean(means) if means else np.nan
    return mean, mean - half, mean + half


def estimate(rows, output, whole=False):
    """(value, low, high) of an output: over runs where they are of one point, else over the points' means; in a full grid (`whole`) with
    the luck of the runs alone."""
    values = output_values(rows, output)
    if values is None:
        raise DataError(f"no output '{output}' (holding, collapsed, agreement, first_truce_beyond_30, deaths and other numbers of runs.csv)")
    if rows.point.nunique() > 1:
        value, low, high = _luck_alone(values, rows.point) if whole else mean_interval(values.groupby(rows.point).mean())
        return (value, max(low, 0.0), min(high, 1.0)) if is_share(output) else (value, low, high)
    if is_share(output) and values.dropna().isin((0, 1)).all():
        return wilson(int(values.sum()), int(values.notna().sum()))
    value, low, high = mean_interval(values)
    return (value, max(low, 0.0), min(high, 1.0)) if is_share(output) else (value, low, high)


def shares(data, parameter=None):
    """Shares of the outcomes over the values of a swept parameter, with 95% intervals."""
    parameter = parameter_of(data, parameter)
    runs = finished_runs(data)
    title, parts, _ = data.said("shares", parameter)
    groups = by_value(runs, parameter, parts)
    if len(groups) < 2:
        raise DataError(f"{data.path}: {parameter} has one value only")
    fig = new_figure(8.4, 4.8)
    ax = fig.subplots()
    xs = [g[0] for g in groups]
    whole = full_grid(data, runs)
    labels = []
    for outcome, colour in OUTCOMES.items():
        found = [estimate(rows, outcome, whole) for _, _, rows in groups]
        y, low, high = (np.array([f[k] for f in found]) for k in range(3))
        if not (y > 0).any():
            continue
        ax.fill_between(xs, low, high, color=colour, alpha=0.18, lw=0, label=f"band_{outcome}")
        ax.plot(xs, y, color=colour, lw=2, marker="o", ms=4, label=outcome)
        labels.append((xs[-1], y[-1], f"{outcome} {percent(y[-1])}", colour))
    words = data.words_of(parameter)
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlim(min(xs), max(xs))
    if isinstance(runs[parameter].iloc[0], str) or runs[parameter].nunique() > MOST_VALUES:
        ax.set_xticks(xs, [wrapped(g[1], 0.9, 8) for g in groups], fontsize=8)
    across(ax, words if words == parameter else f"{words} ({parameter})")
    ax.set_ylabel("share of runs")
    percent_axis(ax.yaxis)
    ax.grid(axis="y", color="#EEEEEE", lw=0.8)
    label_ends(ax, labels)
    title = title or f"How runs end, by {words} (parley export STUDY.db -t titles says what is clear of chance)"
    each = int(np.median([len(rows) for _, _, rows in groups]))
    over = "points within each part" if any(rows.point.nunique() > 1 for _, _, rows in groups) else "runs at each value"
    if whole:
        over = "runs at each value"  # which has the same settings of the others as any other
    others = len(data.parameters) - 1
    subtitle = f"n = {len(runs):,} runs, {each:,} at each mark. Bands: 95% intervals over {over}."
    if others:
        subtitle += f" {others} other parameter{'s vary' if others > 1 else ' varies'} at the same time."
    return finish(fig, title, subtitle, data.source("runs"))


def heatmap(data, parameters=None, output="holding"):
    """An output over two swept parameters, each cell with its value and 95% interval."""
    wanted = list(parameters or [])
    first = parameter_of(data, wanted[0] if wanted else None)
    second = parameter_of(data, wanted[1] if len(wanted) > 1 else None, without=(first,))
    runs = finished_runs(data)
    title, parts, other_parts = data.said("heatmap", first, output, second)
    along, up = by_value(runs, first, parts), by_value(runs, second, other_parts)
    share, whole = is_share(output), full_grid(data, runs)
    grid, low, high, count = (np.full((len(up), len(along)), np.nan) for _ in range(4))
    for i, (_, _, rows_up) in enumerate(up):
        for j, (_, _, rows_along) in enumerate(along):
            both = runs.loc[rows_up.index.intersection(rows_along.index)]
            if len(both):
                grid[i, j], low[i, j], high[i, j] = estimate(both, output, whole)
                count[i, j] = len(both)
    fig = new_figure(max(6.4, 2.6 + 1.05 * len(along)), max(4.2, 2.2 + 0.62 * len(up)))
    ax = fig.subplots()
    limits = (0, 1) if share else (np.nanmin(grid), np.nanmax(grid))
    image = ax.imshow(grid, origin="lower", aspect="auto", cmap="cividis", vmin=limits[0], vmax=limits[1])
    for i in range(len(up)):
        for j in range(len(along)):
            if np.isnan(grid[i, j]):
                ax.text(j, i, "no point", ha="center", va="center", fontsize=7, color="#888888")
                continue
            level = (grid[i, j] - limits[0]) / ((limits[1] - limits[0]) or 1)
            number = percent(grid[i, j]) if share else f"{grid[i, j]:,.4g}"
            if np.isnan(low[i, j]):
                small = "one point"
            elif share:
                small = interval(low[i, j], high[i, j])
            else:
                small = f"{low[i, j]:,.4g} to {high[i, j]:,.4g}"
            ax.text(j, i, f"{number}\n", ha="center", va="center", fontsize=10, fontweight="bold", color="white" if level < 0.55 else "black")
            ax.text(j, i, f"\n{small}", ha="center", va="center", fontsize=6.8, color="white" if level < 0.55 else "black")
    ax.set_xticks(range(len(along)), [wrapped(g[1], 1.0, 8) for g in along], fontsize=8)
    ax.set_yticks(range(len(up)), [g[1] for g in up], fontsize=8)
    across(ax, data.words_of(first))
    ax.set_ylabel(wrapped(data.words_of(second), 0.55 * fig.get_size_inches()[1], 9), parse_math=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    bar = fig.colorbar(image, ax=ax, fraction=0.04, pad=0.02)
    bar.outline.set_visible(False)
    bar.set_label(("share of " if share else "mean: ") + output_words(output), fontsize=8)
    if share:
        percent_axis(bar.ax.yaxis)
    title = title or f"{output}, by {data.words_of(first)} and {data.words_of(second)} (parley export STUDY.db -t titles says what is clear of chance)"
    subtitle = f"n = {len(runs):,} runs, {np.nanmedian(count):,.0f} in a cell; in small print the 95% interval."
    others = len(data.parameters) - 2
    if others > 0:
        subtitle += f" {others} other parameter{'s vary' if others > 1 else ' varies'} at the same time; intervals are {'of the luck of the runs' if whole else 'over points'}."
    return finish(fig, title, subtitle, data.source("runs"))
