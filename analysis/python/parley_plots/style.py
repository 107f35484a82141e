"""What do all figures look like?

Parties in the colours that parley gives them, outcomes in one palette (Okabe & Ito 2008: told apart by the colour-blind), direct labels at the ends of lines,
a title that tells the answer, below it how to read the figure and how many runs it rests on, at the foot where the numbers come from.
"""

from functools import lru_cache

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LOAD_NO_HINTING

BLUE, VERMILLION, GREEN, ORANGE, SKY, PURPLE, BLACK = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#222222"
GREY, LIGHT = "#666666", "#D9D9D9"

OUTCOMES = {"holding": GREEN, "collapsed": ORANGE, "deadlock": PURPLE, "breakdown": VERMILLION, "defeat": BLACK}
SERIES = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK]
FRONTS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#7F6000", "#5D3A9B", "#999999"]

DEFAULTS = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.titlesize": 9, "axes.labelsize": 9, "axes.spines.top": False,
    "axes.spines.right": False, "axes.edgecolor": GREY, "axes.labelcolor": "#333333", "xtick.color": GREY, "ytick.color": GREY,
    "xtick.labelcolor": "#333333", "ytick.labelcolor": "#333333", "axes.axisbelow": True, "svg.fonttype": "none", "pdf.fonttype": 42,
    "svg.hashsalt": "parley", "legend.frameon": False, "figure.dpi": 110, "savefig.dpi": 110,
}


def party_styles(parties):
    """{party: (colour, dashes)} as parley itself draws them (manifest.json); `parties` as Data.parties."""
    return {p.id: (p.colour, (0, (5, 1.5)) if p.dashed else "-") for p in parties.values()}


def new_figure(width=8.0, height=4.8):
    """An empty figure with the house style; drawn without a display."""
    matplotlib.rcParams.update(DEFAULTS)
    return Figure(figsize=(width, height), layout="constrained")


@lru_cache(maxsize=4096)
def text_width(text, size, weight="normal"):
    """Width of a line of text in inches."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LOAD_NO_HINTING)
    return font.get_width_height()[0] / 64 / 72


def wrapped(text, inches, size, weight="normal"):
    """`text` broken into lines that fit into `inches`."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, weight) > inches:
            lines.append(line)
            line = word
        else:
            line = longer
    return "\n".join([*lines, line])


def shortened(text, inches, size, lines=1):
    """`text` in at most so many lines of `inches`, cut with dots."""
    broken = wrapped(text, inches, size).split("\n")
    if len(broken) <= lines:
        return "\n".join(broken)
    last = broken[lines - 1].split()
    while last and text_width(" ".join(last) + " …", size) > inches:
        last.pop()
    return "\n".join([*broken[: lines - 1], " ".join(last) + " …"])


def finish(fig, title, subtitle, source):
    """Sets the words of a figure and leaves the room they need. The title says the answer, the subtitle how to read it and n."""
    width, height = fig.get_size_inches()
    inside = width - 0.3
    missing = source.split(" · ")[0]
    if missing.startswith("NOT COMPLETE") and not title.startswith("NOT COMPLETE"):
        title = f"{missing}. {title}"
    big, small, foot = 12.5, 8.8, 7.0
    title, subtitle = wrapped(title, inside, big, "bold"), wrapped(subtitle, inside, small)
    source = wrapped("Source: " + source, inside, foot)
    lines = [t.count("\n") + 1 for t in (title, subtitle, source)]
    title_height, subtitle_height = lines[0] * big * 1.25 / 72, lines[1] * small * 1.3 / 72
    top = 0.1 + title_height + 0.05 + subtitle_height + 0.1
    bottom = 0.1 + lines[2] * foot * 1.25 / 72 + 0.04
    fig.get_layout_engine().set(rect=(0.012, bottom / height, 0.976, 1 - (top + bottom) / height))
    left = 0.15 / width
    plain = {"va": "top", "ha": "left", "parse_math": False}
    fig.text(left, 1 - 0.1 / height, title, fontsize=big, fontweight="bold", color="#111111", gid="title", linespacing=1.15, **plain)
    fig.text(left, 1 - (0.15 + title_height) / height, subtitle, fontsize=small, color="#444444", gid="subtitle", linespacing=1.2, **plain)
    fig.text(left, (bottom - 0.04) / height, source, fontsize=foot, color="#707070", gid="source", **plain)
    return fig


def spread(positions, gap):
    """Positions moved apart to at least `gap`, as little as possible, order kept."""
    order = np.argsort(positions, kind="stable")
    groups = []  # each: [sum of wanted positions less their places, members]; merged while they overlap
    for k in order:
        groups.append([[positions[k]], [k]])
        while len(groups) > 1:
            below, above = groups[-2], groups[-1]
            if _centre(above, gap) - gap * (len(above[1]) - 1) / 2 - (_centre(below, gap) + gap * (len(below[1]) - 1) / 2) >= gap - 1e-12:
                break
            groups[-2] = [below[0] + above[0], below[1] + above[1]]
            groups.pop()
    moved = np.empty(len(positions))
    for group in groups:
        for place, k in enumerate(group[1]):
            moved[k] = _centre(group, gap) + gap * (place - (len(group[1]) - 1) / 2)
    return moved


def _centre(group, gap):
    return float(np.mean(group[0]))


def label_ends(ax, labels, size=8.5, inches=1.6):
    """Names at the right end of lines: labels = [(x, y, text, colour)]. They are moved apart where they would overlap."""
    if not labels:
        return
    fig = ax.figure
    height = fig.get_size_inches()[1] * (ax.get_position().height or 1) * 72
    low, high = ax.get_ylim()
    texts = [shortened(t[2], inches, size, 2) for t in labels]
    rows = max(t.count("\n") + 1 for t in texts)
    gap = (high - low) * size * 1.55 * rows / max(height, 1)
    moved = spread([t[1] for t in labels], gap)
    # not out of the axes at the top or the bottom
    moved = moved - max(0.0, moved.max() - (high - gap * 0.3)) if len(moved) * gap < high - low else moved
    moved = moved + max(0.0, (low + gap * 0.3) - moved.min()) if len(moved) * gap < high - low else moved
    for (x, y, _, colour), text, at in zip(labels, texts, moved):
        leader = {"arrowstyle": "-", "color": colour, "lw": 0.5, "shrinkA": 0, "shrinkB": 0}
        ax.annotate(
            text, xy=(x, y), xytext=(1.015, at), textcoords=ax.get_yaxis_transform(), color=colour, fontsize=size, va="center", ha="left",
            annotation_clip=False, parse_math=False, linespacing=1.05, arrowprops=leader if abs(at - y) > gap * 0.3 else None,
        )


def beside(ax, y, points, text, **looks):
    """Text at height y of the data, so many points to the right of the axes (to the left where negative)."""
    at = 1.0 if points >= 0 else 0.0
    ax.annotate(text, xy=(at, y), xycoords=ax.get_yaxis_transform(), xytext=(points, 0), textcoords="offset points",
                annotation_clip=False, parse_math=False, **{"va": "center", **looks})


def across(ax, text, share=0.6):
    """The label of the horizontal axis, in as many lines as fit into this share of the figure's width."""
    ax.set_xlabel(wrapped(text, share * ax.figure.get_size_inches()[0], 9), parse_math=False)


def percent_axis(axis, most=1.0):
    """Ticks of shares in percent."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda v, _: f"{100 * v:.0f}%"))


def points_axis(axis, signed=True):
    """Ticks of differences of shares in percentage points."""
    from matplotlib.ticker import FuncFormatter

    sign = "+" if signed else ""
    axis.set_major_formatter(FuncFormatter(lambda v, _: f"{100 * v:{sign}.0f}" if abs(v) > 1e-12 else "0"))


def percent(share, digits=0):
    return f"{100 * share:.{digits}f}%"


def share_words(share, low, high):
    """'34% (31 to 38%)', with a decimal where whole percents would tell an interval as one number, or nearly all as all."""
    if np.isnan(low):
        return f"{percent(share)} (interval not known)"
    digits = next((d for d in (0, 1, 2) if percent(low, d) != percent(high, d) or low == high), 2)
    return f"{percent(share, digits)} ({interval(low, high, digits)})"


def interval(low, high, digits=0):
    """' (31 to 38%)'"""
    return f"{100 * low:.{digits}f} to {100 * high:.{digits}f}%"
