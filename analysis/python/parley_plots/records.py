"""Does the model get the past right?  Targets from the record beside what the model says."""

import numpy as np
import pandas as pd

from .data import DataError
from .style import GREEN, GREY, LIGHT, VERMILLION, beside, finish, new_figure, shortened


def _flag(value):
    """True, False or None, from JSON or from a cell of CSV."""
    if value is None or (isinstance(value, float) and np.isnan(value)) or value == "":
        return None
    if isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower())
    return bool(value)


def _number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


LOOKS = {True: (GREEN, "o", "within the target's band"), False: (VERMILLION, "X", "outside"), None: (GREY, "D", "no verdict")}


def record(data):
    """Each target's band, scaled to one width, with the model's value and 95% interval; the numbers stand beside them."""
    table = data.table("record").reset_index(drop=True)
    needed = {"what", "group", "low", "high", "model", "model_low", "model_high", "hit"}
    if not needed <= set(table.columns):
        raise DataError(f"{data.path}: record lacks {', '.join(sorted(needed - set(table.columns)))}")
    for column in ("low", "high", "model", "model_low", "model_high", "base_rate"):
        if column in table:
            table[column] = pd.to_numeric(table[column], errors="coerce")
    table["hit"] = [_flag(v) for v in table.hit]
    table["group"] = table.group.fillna("")
    groups = list(dict.fromkeys(table.group))
    lines = []  # (kind, row or words), from the top
    for group in groups:
        if group or len(groups) > 1:
            lines.append(("group", group))
        lines += [("row", row) for _, row in table[table.group == group].iterrows()]
    two_lines = any("\n" in shortened(str(w), 4.3, 7.6, 2) for w in table.what)
    fig = new_figure(10.6, 1.9 + (0.36 if two_lines else 0.3) * len(lines))
    ax = fig.subplots()
    outer = 1.0  # of band widths shown on either side
    count = {True: 0, False: 0, None: 0}
    drawn = {True: ([], []), False: ([], []), None: ([], [])}
    for k, (kind, row) in enumerate(lines):
        y = -k
        if kind == "group":
            beside(ax, y, -6, shortened(row, 4.3, 8.5), ha="right", fontsize=8.5, fontweight="bold")
            continue
        low, high = row.low, row.high
        width = high - low if np.isfinite(high - low) and high > low else max(abs(low), 1e-9)

        def place(v):
            return float(np.clip((v - low) / width, -outer, 1 + outer))

        ax.barh(y, 1 if high > low else 0.02, left=0 if high > low else -0.01, height=0.62, color=LIGHT, lw=0)
        hit = row.hit
        count[hit] += 1
        colour, marker, _ = LOOKS[hit]
        if np.isfinite(row.model):
            away = (row.model - low) / width
            if -outer <= away <= 1 + outer:
                if np.isfinite(row.model_low) and np.isfinite(row.model_high):
                    ax.plot([place(row.model_low), place(row.model_high)], [y, y], color=colour, lw=1.6, solid_capstyle="butt")
                drawn[hit][0].append(away)
                drawn[hit][1].append(y)
            else:
                edge, sign = (-outer, "<") if away < 0 else (1 + outer, ">")
                ax.plot([edge], [y], marker=sign, color=colour, ms=10, clip_on=False, label="beyond", zorder=5)
        if "base_rate" in table and np.isfinite(row.base_rate) and -outer <= (row.base_rate - low) / width <= 1 + outer:
            ax.plot([place(row.base_rate)], [y], marker="|", ms=12, mew=2, color="#333333", ls="none", label="base_rate", zorder=6)
        beside(ax, y, -6, shortened(str(row.what), 4.3, 7.6, 2), ha="right", fontsize=7.6, linespacing=1.0)
        beside(ax, y, 8, f"{_number(low)} to {_number(high)}", fontsize=7.8)
        told = _number(row.model) if np.isfinite(row.model) else "none"
        if np.isfinite(row.model_low):
            told += f" ({_number(row.model_low)} to {_number(row.model_high)})"
        beside(ax, y, 88, told, fontsize=7.8, color=colour)
    for hit, (xs, ys) in drawn.items():
        colour, marker, words = LOOKS[hit]
        ax.plot(xs, ys, ls="none", marker=marker, ms=7, color=colour, label=words, clip_on=not xs, zorder=5)
    beside(ax, 0.95, 8, "target", fontsize=7.8, color=GREY)
    beside(ax, 0.95, 88, "model (95% interval)", fontsize=7.8, color=GREY)
    ax.axvline(0, color="#AAAAAA", lw=0.7, zorder=0)
    ax.axvline(1, color="#AAAAAA", lw=0.7, zorder=0)
    ax.set_xlim(-outer, 1 + outer)
    ax.set_ylim(-len(lines) + 0.4, 0.7)
    ax.set_yticks([])
    ax.set_xticks([-0.5, 0.5, 1.5], ["below the target", "within its band", "above"], fontsize=8)
    ax.tick_params(axis="x", length=0)
    ax.spines[:].set_visible(False)
    judged = count[True] + count[False]
    title = f"The model is within {count[True]} of {judged} targets of the record"
    if "base_rate_hit" in table:
        base = [_flag(v) for v in table.base_rate_hit]
        known = sum(b is not None for b in base)
        if known:
            title += f"; the base rate alone is within {sum(b is True for b in base)} of {known}"
    missed = table[table.hit == False]  # noqa: E712
    if len(missed):
        by_group = missed.group.value_counts()
        if len(by_group) > 1 and by_group.index[0] and by_group.iloc[0] > by_group.iloc[1]:
            title += f"; most misses: {by_group.index[0]} ({by_group.iloc[0]})"
    n = pd.to_numeric(table.get("n", pd.Series(dtype=float)), errors="coerce").dropna()
    runs = f"n = {n.min():,.0f} to {n.max():,.0f} runs a row" if len(n) and n.min() != n.max() else f"n = {n.iloc[0]:,.0f} runs a row" if len(n) else "n: see the table"
    subtitle = f"{runs}. Grey: the band of each target, all drawn at one width; mark and line: the model's value with 95% interval; "
    subtitle += "green: within, red cross: outside; arrow: beyond the picture." + (" Upright stroke: base rate, where it is within the picture." if "base_rate" in table else "")
    return finish(fig, title, subtitle, data.source("record"))
