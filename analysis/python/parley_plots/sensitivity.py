"""Which assumptions decide the answer?  Largest differences (tornado), Sobol indices, the plane of Morris."""

import textwrap

import numpy as np

from .data import DataError
from .statistics import is_share, output_words
from .style import BLUE, GREY, LIGHT, ORANGE, VERMILLION, across, finish, new_figure, points_axis, text_width, wrapped
from .sweeps import finished_runs


def _indices(data, output, methods, design):
    """Rows of the table `sensitivity` for one output, and that output."""
    table = data.table(f"sensitivity of {output}" if output and data.kind == "study" else "sensitivity")
    there = table[table.method.isin(methods)]
    if there.empty:
        if not table.empty and table.value.isna().all():  # there is nothing that could be told
            raise DataError(f"{data.path}: {table.title.iloc[0]}")
        raise DataError(f"{data.path}: no indices of this kind: they need a study with design {design}")
    if output is None:
        output = there.output.iloc[0]
    rows = there[there.output == output]
    if rows.empty and output in set(table.output):
        raise DataError(f"{data.path}: {table.title[table.output == output].iloc[0]}")
    if rows.empty:
        raise DataError(f"{data.path}: no indices of output '{output}' (there are {', '.join(there.output.unique())})")
    return rows, output


def _title(data, rows, method):
    """What parley itself says of this finding: one sentence, the same in its reports and in every figure."""
    if "title" not in rows:
        raise DataError(f"{data.path}: made by an older parley: export the table again")
    told = rows[rows.method == method]
    if told.value.isna().all():
        raise DataError(f"{data.path}: {told.title.iloc[0]}")
    return told.title.iloc[0]


def _rested_on(data):
    if data.kind != "study":
        return "n: see the study that the table was exported from"
    runs = finished_runs(data)
    return f"n = {len(runs):,} runs at {runs.point.nunique():,} points"


def _bars_axis(count):
    fig = new_figure(8.4, 2.1 + 0.42 * count)
    return fig, fig.subplots()


def parameter_ticks(ax, at, rows, parameters):
    """Each parameter in plain words, its path small beneath."""
    words = dict(zip(rows.parameter, rows.words)) if "words" in rows else {}
    told = [textwrap.fill(textwrap.shorten(str(words.get(p, p)), 92, placeholder=" ..."), 50) for p in parameters]
    ax.set_yticks(list(at), [f"{w}\n" if w != p else w for w, p in zip(told, parameters)], fontsize=7.5)
    for y, w, p in zip(at, told, parameters):
        if w != p:
            ax.annotate(p, (0, y), xytext=(-4, -1.5 - 4.5 * w.count("\n")), xycoords=("axes fraction", "data"), textcoords="offset points",
                        ha="right", va="top", fontsize=5.5, color=GREY, annotation_clip=False)


def tornado(data, output=None, most=15):
    """Largest difference between parts of each parameter's values, with 95% intervals; clear ones in colour."""
    rows, output = _indices(data, output, ["largest_difference"], "lhs, sobol, random or grid")
    title = _title(data, rows, "largest_difference")
    unread = rows[rows.value.isna()]  # by what no run looks at there is no difference
    rows = rows[rows.value.notna()]
    rows = rows.reindex(rows.value.abs().sort_values(ascending=False).index)
    rows = rows.head(most).iloc[::-1].reset_index(drop=True)
    fig, ax = _bars_axis(len(rows))
    clear = (rows.low > 0) | (rows.high < 0)
    colours = [(VERMILLION if v < 0 else BLUE) if c else "#B8B8B8" for v, c in zip(rows.value, clear)]
    ax.barh(range(len(rows)), rows.value, color=colours, height=0.62, label=output)
    ax.errorbar(rows.value, range(len(rows)), xerr=[rows.value - rows.low, rows.high - rows.value], fmt="none", ecolor="#333333", elinewidth=1.1, capsize=3)
    ax.axvline(0, color="#333333", lw=0.8)
    parameter_ticks(ax, range(len(rows)), rows, rows.parameter)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    share = is_share(output)
    reach = max(abs(rows.low.min()), abs(rows.high.max()))
    ax.set_xlim(min(rows.low.min(), 0) - 0.02 * reach, max(rows.high.max(), 0) + 0.24 * reach)
    for k, row in rows.iterrows():
        number = f"{100 * row.value:+.{0 if abs(row.value) >= 0.0095 else 1}f} points" if share else f"{row.value:+,.4g}"
        ax.text(max(row.high, 0) + 0.02 * reach, k, number, va="center", fontsize=8, color="#222222" if clear[k] else GREY)
    unit = " (percentage points)" if share else ""
    across(ax, f"difference that the parameter makes to: {'share of ' if share else ''}{output_words(output)}{unit}")
    if share:
        points_axis(ax.xaxis)
    ax.grid(axis="x", color="#EEEEEE", lw=0.8)
    subtitle = (
        f"{_rested_on(data)}. Bars: largest difference between parts of a parameter's values while all others vary (blue: higher "
        "values go with more; red: with less); lines: 95% intervals, allowing for all parameters together; grey: chance explains it."
    )
    if len(unread):
        subtitle += f" No run looks at {len(unread)} more that {'vary' if len(unread) > 1 else 'varies'}."
    return finish(fig, title, subtitle, data.source("sensitivity"))


def sobol(data, output=None, most=15):
    """First-order and total Sobol indices with 95% intervals."""
    rows, output = _indices(data, output, ["sobol_first", "sobol_total"], "saltelli")
    title = _title(data, rows, "sobol_total")
    table = rows.pivot_table(index="parameter", columns="method", values=["value", "low", "high"], sort=False)
    table = table.reindex(table[("value", "sobol_total")].sort_values(ascending=False).index).head(most).iloc[::-1]
    fig, ax = _bars_axis(len(table) * 1.25)
    looks = {"sobol_total": (0.2, ORANGE, "total, with interactions"), "sobol_first": (-0.2, BLUE, "alone (first order)")}
    y = np.arange(len(table))
    for method, (shift, colour, words) in looks.items():
        value, low, high = (table[(k, method)].to_numpy() for k in ("value", "low", "high"))
        ax.barh(y + shift, value, height=0.36, color=colour, label=method)
        ax.errorbar(value, y + shift, xerr=[np.maximum(value - low, 0), np.maximum(high - value, 0)], fmt="none", ecolor="#333333", elinewidth=1, capsize=2.5)
        at = max(high[-1], 0)
        ax.text(at + 0.02, y[-1] + shift, f"{words}: {value[-1]:.2f}", color=colour, va="center", fontsize=8.5, fontweight="bold")
        for k in range(len(table) - 1):
            ax.text(max(high[k], 0) + 0.02, y[k] + shift, f"{value[k]:.2f}", color=colour, va="center", fontsize=7.5)
    parameter_ticks(ax, y, rows, table.index)
    ax.tick_params(axis="y", length=0)
    ax.axvline(0, color="#333333", lw=0.8)
    highest = np.nanmax(table["high"].to_numpy())
    lowest = min(0.0, np.nanmin(table["low"].to_numpy()))
    ax.set_xlim(lowest - 0.02, max(1.0, highest * 1.05, table["high"].iloc[-1].max() + 0.42 * (max(1.0, highest) - lowest)))
    ax.set_xticks((0, 0.2, 0.4, 0.6, 0.8, 1.0))
    across(ax, f"share of the variance of: {output_words(output)}")
    ax.grid(axis="x", color="#EEEEEE", lw=0.8)
    subtitle = f"{_rested_on(data)}. Sobol indices (Saltelli design) with 95% intervals; what is random between runs of a point is averaged first."
    return finish(fig, title, subtitle, data.source("sensitivity"))


def morris(data, output=None, most=14):
    """Plane of Morris: mean absolute effect against spread of effects."""
    rows, output = _indices(data, output, ["morris_mu_star", "morris_sigma", "morris_mu"], "morris")
    title = _title(data, rows, "morris_mu_star")
    table = rows.pivot_table(index="parameter", columns="method", values=["value", "low", "high"], sort=False)
    mu, sigma = table[("value", "morris_mu_star")], table[("value", "morris_sigma")]
    low, high = table[("low", "morris_mu_star")], table[("high", "morris_mu_star")]
    order = mu.sort_values(ascending=False).index
    named = list(order[: min(most, len(order))])
    fig = new_figure(8.4, max(5.6, 2.4 + 0.55 * len(named)))
    ax, names = fig.subplots(1, 2, width_ratios=[5, 3])
    _numbered(names, rows, named)
    top = max(high.max(), sigma.max()) * 1.08 or 1
    ax.plot([0, top], [0, top], color=LIGHT, lw=1)
    ax.errorbar(mu, sigma, xerr=[mu - low, high - mu], fmt="none", ecolor="#999999", elinewidth=0.9)
    ax.plot(mu, sigma, ls="none", marker="o", ms=6, color=BLUE, label="parameters")
    ax.set_xlim(0, high.max() * 1.12)
    ax.set_ylim(0, sigma.max() * 1.18)
    label_points(ax, [(mu[p], sigma[p], str(k + 1)) for k, p in enumerate(named)])
    unit = ", percentage points" if is_share(output) else ""
    across(ax, f"mean absolute effect μ* on {output_words(output)}{unit}", 0.5)
    ax.set_ylabel("spread of effects σ\n(interactions, curvature" + unit + ")")
    if is_share(output):
        points_axis(ax.xaxis, signed=False)
        points_axis(ax.yaxis, signed=False)
    ax.grid(color="#EEEEEE", lw=0.8)
    subtitle = (
        f"{_rested_on(data)}. Morris screening: right: matters more; above the grey line (σ = μ*): its effect depends on the "
        "other parameters or changes sign. Lines: 95% intervals of μ*."
    )
    return finish(fig, title, subtitle, data.source("sensitivity"))


def _numbered(ax, rows, parameters):
    """The list that numbers of points refer to: each parameter in plain words, its path small beneath."""
    ax.set_axis_off()
    words = dict(zip(rows.parameter, rows.words)) if "words" in rows else {}
    step = 1 / max(len(parameters), 6)
    for k, p in enumerate(parameters):
        told = wrapped(str(words.get(p, p)), 2.6, 8)
        ax.text(0, 1 - k * step, str(k + 1), fontsize=8, fontweight="bold", va="top", transform=ax.transAxes)
        ax.text(0.08, 1 - k * step, told, fontsize=8, va="top", transform=ax.transAxes, parse_math=False)
        if told != p:
            ax.annotate(p, (0.08, 1 - k * step), xytext=(0, -11 * (told.count("\n") + 1)), xycoords="axes fraction", textcoords="offset points",
                        fontsize=5.5, va="top", color=GREY, annotation_clip=False)


def label_points(ax, points, size=8, avoid=()):
    """Names beside points, each at the first of several places where it covers no point (of `avoid` either) and no other name."""
    fig = ax.figure
    fig.draw_without_rendering()
    to_pixels, dpi = ax.transData.transform, fig.dpi
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in (to_pixels(p[:2]) for p in (*points, *avoid))]
    frame = ax.get_window_extent()
    for px, py, text in points:
        x, y = to_pixels((px, py))
        width, height = text_width(text, size) * dpi + 2, size * 1.35 * dpi / 72
        best = None
        for distance in (9, 18, 30, 44, 60, 80, 105):
            for dx, dy in ((1, 1.3), (1, -1.3), (-1, 1.3), (-1, -1.3), (0, 1.5), (0, -1.5), (1, 2), (1, -2), (-4, 0), (4, 0)):
                left = x + dx * 5 * distance / 9 - (width if dx < 0 else width / 2 if dx == 0 else 0)
                low = y + dy * distance - height / 2
                box = (left, low, left + width, low + height)
                inside = box[0] > frame.x0 and box[2] < frame.x1 + 4 and box[1] > frame.y0 and box[3] < frame.y1 + 4
                if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                    best = box
                    break
            if best:
                break
        if best is None:
            continue
        taken.append(best)
        spot = ax.transData.inverted().transform((best[0], (best[1] + best[3]) / 2))
        far = abs((best[1] + best[3]) / 2 - y) > 16 or best[0] - x > 40 or x - best[2] > 40
        ax.annotate(text, xy=(px, py), xytext=spot, fontsize=size, va="center", ha="left", color="#222222", zorder=8,
                    bbox={"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.75},
                    arrowprops={"arrowstyle": "-", "lw": 0.5, "color": "#999999"} if far else None)
