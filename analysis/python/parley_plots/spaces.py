"""Is there room for a deal between two parties, and where in it do the talks go?"""

import numpy as np
import pandas as pd

from .data import DataError
from .runs import date_words, pick_run
from .sensitivity import label_points
from .style import BLACK, GREEN, GREY, ORANGE, PURPLE, finish, new_figure, party_styles

POINTS = {"nash": ("Nash", "D", GREEN), "kalai_smorodinsky": ("Kalai-Smorodinsky", "s", PURPLE)}


def space(data, talks=None, parties=None, run=None):
    """Packages in the utilities of two parties, with Pareto frontier, reservation lines, Nash and Kalai-Smorodinsky points.

    data: the folder of `parley analyze -o`; talks: a run directory (--trace offers) of the same scenario, whose names, reservation
    values and offers are drawn; parties: two identifiers (default: the first two who bargain).
    """
    table = data.table("packages")
    everyone = [c[len("utility_") :] for c in table.columns if c.startswith("utility_")]
    names = talks.parties if talks is not None else {}
    bargain = [p for p in everyone if p in names and names[p].seat == "principal"]
    x, y = (list(parties) if parties else bargain if len(bargain) >= 2 else everyone)[:2]
    for p in (x, y):
        if p not in everyone:
            raise DataError(f"{data.path}: no party '{p}' among those who sign ({', '.join(everyone)})")
    ux, uy = f"utility_{x}", f"utility_{y}"
    named = {p: names[p].name if p in names else p for p in (x, y)}
    colours = {p: party_styles(names)[p][0] if p in names else GREY for p in (x, y)}
    fig = new_figure(8.2, 6.9)
    ax = fig.subplots()
    packages = table[table.kind == "package"]
    accepted = packages.accepted == 1
    dots = {"ls": "none", "marker": ".", "ms": 4 if len(packages) < 5000 else 2.2, "mew": 0}
    ax.plot(packages[ux][~accepted], packages[uy][~accepted], color="#C4C4C4", label="packages", **dots)
    ax.plot(packages[ux][accepted], packages[uy][accepted], color="#4E94C4", label="acceptable", **dots)
    known = [table[[ux, uy]]]
    if talks is not None:
        said = talks.table("offers")
        known.append(said[said.kind == "offer"][[ux, uy]].dropna())
    known = pd.concat(known).drop_duplicates()
    fx, fy = _frontier(known[ux].to_numpy(), known[uy].to_numpy())
    ax.step(fx, fy, where="pre", color=BLACK, lw=1.4, label="frontier")
    marks = [(fx[0], fy[0], "Pareto frontier of the two")]
    for p, line in ((x, ax.axvline), (y, ax.axhline)):
        if p in names:
            line(names[p].reservation, color=colours[p], lw=1.3, ls=(0, (4, 2)), label=f"reservation_{p}")
    for kind, (words, marker, colour) in POINTS.items():
        for _, point in table[table.kind == kind].iterrows():
            ax.plot([point[ux]], [point[uy]], ls="none", marker=marker, ms=10, color=colour, mec="white", mew=1, zorder=6, label=words)
            marks.append((point[ux], point[uy], words))
    ending, path_words, source = "", "", data.source("packages", "zones")
    if talks is not None:
        run, why = pick_run(talks, run)
        path_marks, deal = _path(ax, talks, run, (ux, uy))
        marks += path_marks
        if deal is not None:
            gain = _most_gain(known, ux, uy, deal[ux], deal[uy])
            ending = (f"; the talks' deal leaves up to {gain:.2f} of utility that one of the two could gain without loss to the other"
                      if gain > 0.005 else "; the talks' deal is efficient between the two")
        path_words = f" Lines: offers of run {run} of {len(talks.table('runs'))} ({why}); dashed: what a party expects without a deal."
        source += "; " + talks.source("offers")
    ax.set_xlabel(f"utility of {named[x]} (0 to 1)")
    ax.set_ylabel(f"utility of {named[y]} (0 to 1)")
    ax.set_xlim(-0.02, 1.06)
    ax.set_ylim(-0.02, 1.06)
    if x in names:
        ax.text(names[x].reservation, 0.0, f" {named[x]}\n without a deal {names[x].reservation:.2f}", fontsize=7.8, color=colours[x], va="bottom")
    if y in names:
        ax.text(0.0, names[y].reservation + 0.008, f"{named[y]} without a deal {names[y].reservation:.2f}", fontsize=7.8, color=colours[y], va="bottom")
    whole = data.table("zones") if data.has("zones") else None
    both, everybody = _share(whole, {x, y}), _share(whole, set(everyone))
    if both is not None and everybody is not None and len(everyone) > 2:
        title = f"{100 * both:.0f}% of packages suit both {named[x]} and {named[y]}, {100 * everybody:.0f}% all {len(everyone)} who must sign"
    else:
        title = f"{100 * (accepted.mean() if everybody is None else everybody):.0f}% of packages suit both {named[x]} and {named[y]}"
    all_of = table[table.kind == "pareto"].shape[0]
    subtitle = (
        f"Each dot a package, n = {len(packages):,}; blue: all who must sign accept it. Frontier: the best of these, of the {all_of} that are "
        f"efficient among all who sign{' and of all offers made' if talks is not None else ''}; Nash and Kalai-Smorodinsky points of all who sign.{path_words}"
    )
    finish(fig, title + ending, subtitle, source)
    lines = [line for line in ax.get_lines() if str(line.get_label()).startswith("offers_")]
    steps = np.linspace(fx[0], fx[-1], 60)
    along = list(zip(steps, fy[np.minimum(np.searchsorted(fx, steps), len(fy) - 1)]))
    along += [(names[x].reservation, v) for v in np.linspace(0, 1.06, 80)] if x in names else []
    along += [(v, names[y].reservation) for v in np.linspace(0, 1.06, 80)] if y in names else []
    label_points(ax, marks, avoid=along + [p for line in lines for p in zip(line.get_xdata(), line.get_ydata())])
    return fig


def _path(ax, talks, run, columns):
    """Draws the offers of a run up to its first deal; marks to label, and the deal or None."""
    offers = talks.table("offers")
    mine = offers[offers.run == run]
    day = talks.table("runs").set_index("run").agreement_day.loc[run]
    if day == day and talks.manifest.get("calendar"):
        mine = mine[mine.day <= day]
    styles, marks = party_styles(talks.parties), []
    for p in talks.parties:
        path = mine[(mine.kind == "offer") & (mine.who == p)]
        if path.empty:
            continue
        ax.plot(path[columns[0]], path[columns[1]], color=styles[p][0], lw=1.5, marker="o", ms=4, mec="white", mew=0.5, zorder=4, label=f"offers_{p}")
        marks.append((path[columns[0]].iloc[0], path[columns[1]].iloc[0], f"first offer: {talks.name_of(p)}"))
    agreed = mine[mine.kind == "agree"]
    if agreed.empty:
        return marks, None
    deal = agreed.iloc[-1]
    ax.plot([deal[columns[0]]], [deal[columns[1]]], marker="*", ms=19, color=ORANGE, mec=BLACK, mew=0.9, ls="none", zorder=7, label="agreement")
    when = f" on {date_words(deal.date)}" if talks.manifest.get("calendar") else ""
    return [(deal[columns[0]], deal[columns[1]], f"agreement{when}"), *marks], deal


def _frontier(x, y):
    """Packages of which no other is better for both, from left to right."""
    best, keep = -np.inf, []
    for k in np.lexsort((-y, -x)):
        if y[k] > best + 1e-12:
            keep.append(k)
            best = y[k]
    keep = keep[::-1]
    return x[keep], y[keep]


def _most_gain(table, ux, uy, x, y):
    """Most that one of the two could gain by another package while the other loses nothing."""
    better = table[(table[ux] >= x - 1e-9) & (table[uy] >= y - 1e-9)]
    return 0.0 if better.empty else max(float((better[ux] - x).max()), float((better[uy] - y).max()))


def _share(zones, who):
    """Share of packages that all of `who` accept; None where the table does not say."""
    if zones is None:
        return None
    found = zones.share[[set(str(p).split()) == who for p in zones.parties]]
    return None if found.empty else float(found.iloc[0])
