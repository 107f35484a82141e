"""Is there room for a deal between two parties, and where in it do the talks go?"""

import numpy as np

from .data import DataError
from .runs import date_words, pick_run
from .style import BLACK, GREEN, GREY, ORANGE, PURPLE, finish, label_ends, new_figure, role_styles
from .sensitivity import label_points

POINTS = {"Nash": ("D", GREEN), "Kalai-Smorodinsky": ("s", PURPLE)}


def space(data, talks=None, parties=None, run=None):
    """Packages in the utilities of two parties, with Pareto frontier, reservation lines, Nash and Kalai-Smorodinsky points.

    data: the folder of `parley analyze -o`; talks: a run directory (--trace offers) whose offers are drawn as a path.
    """
    packages, points = data.table("packages"), data.table("points")
    everyone = [c[len("utility_") :] for c in packages.columns if c.startswith("utility_")]
    named = data if data.parties else talks if talks is not None else data
    styles = role_styles(named.parties)
    bargain = [p for p in everyone if p in named.parties and named.parties[p].seat == "principal"]
    x, y = (list(parties) if parties else (bargain if len(bargain) >= 2 else everyone))[:2]
    for p in (x, y):
        if p not in everyone:
            raise DataError(f"{data.path}: no party '{p}' (there are {', '.join(everyone)})")
    ux, uy = f"utility_{x}", f"utility_{y}"
    fig = new_figure(8.2, 6.6)
    ax = fig.subplots()
    reserve = _reservations(data, talks, (x, y))
    accept = (packages[ux] >= reserve[x]) & (packages[uy] >= reserve[y]) if reserve else np.zeros(len(packages), bool)
    ax.plot(packages[ux][~accept], packages[uy][~accept], ls="none", marker=".", ms=2.2, color="#C9C9C9", label="packages", rasterized=True)
    ax.plot(packages[ux][accept], packages[uy][accept], ls="none", marker=".", ms=2.6, color="#7FB2D6", label="acceptable", rasterized=True)
    fx, fy = _frontier(packages[ux].to_numpy(), packages[uy].to_numpy())
    ax.plot(fx, fy, color=BLACK, lw=1.4, drawstyle="steps-pre", label="frontier")
    if reserve:
        ax.axvline(reserve[x], color=styles.get(x, (GREY,))[0], lw=1.3, ls=(0, (4, 2)), label=f"reservation_{x}")
        ax.axhline(reserve[y], color=styles.get(y, (GREY,))[0], lw=1.3, ls=(0, (4, 2)), label=f"reservation_{y}")
    marks = []
    for _, point in points.iterrows():
        if point.point in POINTS and np.isfinite(point[ux]):
            marker, colour = POINTS[point.point]
            ax.plot([point[ux]], [point[uy]], ls="none", marker=marker, ms=10, color=colour, mec="white", mew=1, zorder=6, label=point.point)
            marks.append((point[ux], point[uy], point.point))
    title_end, path_words, tables = "", "", ["packages", "points"]
    if talks is not None:
        run, why = pick_run(talks, run)
        offers = talks.table("offers")
        mine = offers[(offers.run == run)]
        deal_day = talks.table("runs").set_index("run").agreement_day.loc[run]
        if deal_day == deal_day and talks.manifest.get("calendar"):
            mine = mine[mine.day <= deal_day]
        for p in [q for q in talks.parties if (mine[mine.kind == "offer"].who == q).any()]:
            path = mine[(mine.kind == "offer") & (mine.who == p)]
            colour = styles[p][0]
            ax.plot(path[ux], path[uy], color=colour, lw=1.6, marker="o", ms=3.5, zorder=4, label=f"offers_{p}")
            marks.append((path[ux].iloc[0], path[uy].iloc[0], f"first offer of {talks.name_of(p)}"))
        agreed = mine[mine.kind == "agree"]
        if len(agreed):
            deal = agreed.iloc[-1]
            ax.plot([deal[ux]], [deal[uy]], marker="*", ms=19, color=ORANGE, mec=BLACK, mew=0.9, ls="none", zorder=7, label="agreement")
            when = f", {date_words(deal.date)}" if talks.manifest.get("calendar") else ""
            marks.append((deal[ux], deal[uy], f"agreement{when}"))
            gap = _most_gain(packages, ux, uy, deal[ux], deal[uy])
            title_end = f"; the deal leaves up to {gap:.2f} of utility to gain for one of them without loss to the other" if gap > 0.005 else "; the deal is efficient between them"
        path_words = f" Lines: offers of run {run} of {len(talks.table('runs'))} ({why})."
    ax.set_xlabel(f"utility of {named.name_of(x)} (0 to 1)")
    ax.set_ylabel(f"utility of {named.name_of(y)} (0 to 1)")
    ax.set_xlim(-0.02, 1.04)
    ax.set_ylim(-0.02, 1.04)
    if reserve:
        ax.text(reserve[x], 0.0, f" {named.name_of(x)}\n without a deal {reserve[x]:.2f}", fontsize=7.8, color=styles.get(x, (GREY,))[0], va="bottom")
        ax.text(0.0, reserve[y], f"{named.name_of(y)} without a deal {reserve[y]:.2f}", fontsize=7.8, color=styles.get(y, (GREY,))[0], va="bottom")
    ax.text(fx[len(fx) // 2 if len(fx) < 3 else 0], fy[0] + 0.012, "Pareto frontier", fontsize=7.8, color=BLACK)
    label_points(ax, marks)
    share = accept.mean()
    title = f"{100 * share:.0f}% of packages beat no deal for both {named.name_of(x)} and {named.name_of(y)}" if reserve else f"The space of deals of {x} and {y}"
    subtitle = (
        f"Each dot a package, {len(packages):,} of them; blue: better than no deal for both (dashed lines: reservation values)."
        f" Points of bargaining theory are those of all signatories together.{path_words}"
    )
    source = data.source(*tables) + ("" if talks is None else "; " + talks.source("offers"))
    return finish(fig, title + title_end, subtitle, source)


def _frontier(x, y):
    """Packages of which no other is better for both, from left to right."""
    order = np.lexsort((-y, -x))
    best, keep = -np.inf, []
    for k in order:
        if y[k] > best + 1e-12:
            keep.append(k)
            best = y[k]
    keep = keep[::-1]
    return x[keep], y[keep]


def _most_gain(packages, ux, uy, x, y):
    both = packages[(packages[ux] >= x - 1e-9) & (packages[uy] >= y - 1e-9)]
    if both.empty:
        return 0.0
    return max(float((both[ux] - x).max()), float((both[uy] - y).max()))


def _reservations(data, talks, pair):
    """Reservation values at the start: from the analysis' manifest, else from the first offers of the talks."""
    told = {p["id"]: p.get("reservation") for p in data.manifest.get("parties", [])}
    if all(told.get(p) is not None for p in pair):
        return {p: told[p] for p in pair}
    return {}
