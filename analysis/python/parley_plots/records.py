"""How good were the model's forecasts?  Scores of each figure of the record, beside those of simple forecasts."""

import numpy as np
import pandas as pd

from .data import DataError
from .style import BLUE, GREY, LIGHT, VERMILLION, beside, finish, new_figure, shortened

GROUPS = {"held_out": "held out", "seen": "seen: known to those who wrote", "calibration": "calibrated on"}
SCORES = {"yes-no": "Brier score (a coin: 0.25)"}


def scores(data):
    """One row a figure and forecast: id, what, group, unit, forecast, score; from the --json of parley validate or its folder."""
    if "scores" in data.tables or data.has("scores"):
        table = data.table("scores").merge(data.table("record")[["id", "what", "group", "unit"]], on="id")
    else:
        rows = data.table("record")
        if not {"centre", "ranges", "simple", "unit"} <= set(rows.columns):
            raise DataError(f"{data.path}: no scores (written by: parley validate -o DIR, or parley validate --json)")
        told = []
        for _, row in rows.iterrows():
            for forecast, scored in {"centre": row.centre, "ranges": row.ranges, **row.simple}.items():
                told.append({"id": row.id, "what": row.what, "group": row.group, "unit": row.unit, "forecast": forecast, "score": scored["score"]})
        table = pd.DataFrame(told)
    table["score"] = pd.to_numeric(table["score"], errors="coerce")
    return table[np.isfinite(table.score)]


def record(data):
    """Each figure's scores: the model over its ranges and at its centre, and every simple forecast; a panel for each unit."""
    table = scores(data)
    if table.empty:
        raise DataError(f"{data.path}: nothing was observed yet of these figures")
    units = list(dict.fromkeys(table.unit))
    lines = {}  # by unit: (kind, words or figure), from the top
    for unit in units:
        part = table[table.unit == unit]
        lines[unit] = []
        for group in [g for g in GROUPS if g in set(part.group)] + [g for g in dict.fromkeys(part.group) if g not in GROUPS]:
            lines[unit].append(("group", GROUPS.get(group, group)))
            lines[unit] += [("row", i) for i in dict.fromkeys(part[part.group == group].id)]
    heights = [len(lines[u]) + 1.6 for u in units]
    fig = new_figure(10.6, 1.4 + 0.34 * sum(heights))
    axes = np.atleast_1d(fig.subplots(len(units), 1, gridspec_kw={"height_ratios": heights}))
    better = judged = 0  # of figures that nothing was fitted to
    for ax, unit in zip(axes, units):
        part = table[table.unit == unit]
        drawn = {"simple forecasts": ([], []), "model, centre": ([], []), "model, over ranges": ([], [])}
        for k, (kind, told) in enumerate(lines[unit]):
            y = -k
            if kind == "group":
                beside(ax, y, -6, told, ha="right", fontsize=8.2, fontweight="bold")
                continue
            one = part[part.id == told]
            by = dict(zip(one.forecast, one.score))
            simple = [v for name, v in by.items() if name not in ("centre", "ranges")]
            drawn["simple forecasts"][0].extend(simple)
            drawn["simple forecasts"][1].extend([y] * len(simple))
            for name, label in (("centre", "model, centre"), ("ranges", "model, over ranges")):
                if name in by:
                    drawn[label][0].append(by[name])
                    drawn[label][1].append(y)
            if simple and "ranges" in by and one.group.iloc[0] != "calibration":
                judged += 1
                better += sum(by["ranges"] < score for score in simple) > len(simple) / 2
            ax.axhline(y, color=LIGHT, lw=0.6, zorder=0)
            beside(ax, y, -6, shortened(f"{told.split('.')[0]}: {one.what.iloc[0]}", 4.6, 7.4, 1), ha="right", fontsize=7.4)
        looks = {"simple forecasts": {"marker": "|", "ms": 11, "mew": 1.4, "color": GREY}, "model, centre": {"marker": "o", "ms": 6, "mfc": "none", "color": BLUE},
                 "model, over ranges": {"marker": "o", "ms": 6, "color": VERMILLION}}
        for label, (xs, ys) in drawn.items():
            ax.plot(xs, ys, ls="none", label=label, clip_on=False, zorder=5, **looks[label])
        ax.set_ylim(-len(lines[unit]) + 0.4, 0.6)
        ax.set_xlim(left=0)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(SCORES.get(unit, f"CRPS in {unit}"), fontsize=8)
    title = f"Over its ranges the model scores better than most simple forecasts in {better} of {judged} figures that it was not calibrated on"
    if judged and "held_out" not in set(table.group):
        title += "; those who wrote it knew them all"
    n = data.manifest.get("replicates")
    runs = f"{n:,} runs at the centre of each case, {data.manifest['points']:,} points of {data.manifest['runs_a_point']:,} runs over its ranges. " if n else ""
    subtitle = runs + f"{table.id.nunique()} figures. Left is better, 0 is best. Filled red: the model over its declared ranges; open blue: at its central values; grey strokes: simple forecasts."
    return finish(fig, title, subtitle, data.source("record", "scores"))
