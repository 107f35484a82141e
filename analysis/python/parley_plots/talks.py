"""How did the talks go?  Concession paths, and the position of each party on each issue."""

import numpy as np

from .data import DataError
from .runs import date_words, pick_run
from .style import BLACK, GREY, finish, label_ends, new_figure, party_styles, shortened, text_width


def _offers_of(data, run):
    """The offers of one run up to and including its first deal, with `step`: rounds counted through from 1."""
    offers = data.table("offers")
    mine = offers[offers.run == run].copy()
    if mine.empty:
        raise DataError(f"{data.path}: run {run} has no offers")
    row = data.table("runs").set_index("run").loc[run]
    deal_day = row["agreement_day"]
    if deal_day == deal_day and data.manifest.get("calendar"):
        mine = mine[mine.day <= deal_day]
    mine["step"] = mine.groupby(["meeting", "round"], sort=True).ngroup() + 1
    return mine, row


def _with_room(firsts, inches, size):
    """The first meeting and the last, and of those between them the ones whose dates fit beside each other on an axis so long."""
    scale = inches / max(firsts.step.iloc[-1] - firsts.step.iloc[0] + 1, 1)
    spans = []
    for _, meeting in firsts.iterrows():
        half, at = 0.5 * text_width(date_words(meeting.date), size) + 0.06, (meeting.step - firsts.step.iloc[0]) * scale
        spans.append((at - half, at + half, meeting))
    shown = spans[:1]
    for low, high, meeting in spans[1:-1]:
        if low >= shown[-1][1] and high <= spans[-1][0]:
            shown.append((low, high, meeting))
    if len(spans) > 1 and spans[-1][0] >= shown[-1][1]:
        shown.append(spans[-1])
    return [meeting for _, _, meeting in shown]


def _when(ax, mine, calendar, inches, size=10):
    """Meetings on the axis, which is so many inches long: dates where there is a calendar."""
    firsts = mine.groupby("meeting").agg(step=("step", "min"), day=("day", "first"), date=("date", "first"))
    if calendar:
        shown = _with_room(firsts, inches, size)
        ax.set_xticks([m.step for m in shown], [date_words(m.date) for m in shown])
        for step in firsts.step:
            ax.axvline(step - 0.5, color="#EEEEEE", lw=0.8, zorder=0)
        ax.set_xlabel("round of offers, by meeting (date of the meeting)")
    else:
        ax.set_xlabel("round of offers")


def _band(data, who, steps):
    """Middle 80% over all runs of what a party's own offers are worth to it, by round."""
    offers = data.table("offers")
    his = offers[(offers.kind == "offer") & (offers.who == who)]
    deals = data.table("runs").set_index("run").agreement_day
    if data.manifest.get("calendar"):
        last = his.run.map(deals).fillna(np.inf)
        his = his[his.day <= last]
    if his.run.nunique() < 10:
        return None
    keys = his[["run", "meeting", "round"]].drop_duplicates().sort_values(["run", "meeting", "round"])
    keys["step"] = keys.groupby("run").cumcount() + 1
    by_step = his.merge(keys, on=["run", "meeting", "round"]).groupby("step")
    band = by_step.own_utility.quantile([0.1, 0.9]).unstack()[by_step.run.nunique() >= 10]
    return band[band.index <= steps]


def concessions(data, run=None, parties=None):
    """What each party's own offers are worth to it, round after round, with its reservation value; the agreement marked."""
    run, why = pick_run(data, run)
    mine, row = _offers_of(data, run)
    offers = mine[mine.kind == "offer"]
    styles, names = party_styles(data.parties), data.parties
    who = [p for p in (parties or names) if (offers.who == p).any()]
    if not who:
        raise DataError(f"{data.path}: nobody made an offer in run {run}")
    fig = new_figure(8.4, 4.9)
    ax = fig.subplots()
    agreed = mine[mine.kind == "agree"]
    deal = agreed.iloc[-1] if len(agreed) and row["deals"] > 0 else None
    last = mine.step.max()
    labels, gave = [], []
    for p in who:
        path = offers[offers.who == p].groupby("step").last()
        colour, _ = styles[p]
        band = _band(data, p, last)
        if band is not None and len(band) > 1:
            ax.fill_between(band.index, band[0.1], band[0.9], color=colour, alpha=0.13, lw=0, label=f"band_{p}")
        xs, ys = list(path.index), list(path.own_utility)
        ax.plot(xs, ys, color=colour, lw=2, marker="o", ms=3, label=p, gid=f"offers_{p}")
        reserve = mine[mine.who == p].groupby("step").reservation.last()
        ax.plot(reserve.index, reserve, color=colour, lw=1.1, ls=(0, (4, 2)), label=f"reservation_{p}")
        end = (last, ys[-1])
        if deal is not None:
            value = deal[f"utility_{p}"]
            ax.plot([deal.step], [value], marker="*", ms=15, color=colour, mec="white", mew=0.8, ls="none", zorder=5, label=f"agreement_{p}")
            end = (deal.step, value)
        gave.append((p, ys[0], end[1]))
        labels.append((end[0], end[1], f"{names[p].name} {end[1]:.2f}", colour))
        labels.append((reserve.index[-1], reserve.iloc[-1], f"without a deal {reserve.iloc[-1]:.2f}", colour))
    _when(ax, mine, data.manifest.get("calendar"), 6.0)
    low = min(line.get_ydata().min() for line in ax.get_lines() if len(line.get_ydata()) and not str(line.get_label()).startswith("_"))
    ax.set_ylim(max(-0.02, low - 0.08), 1.03)
    ax.set_xlim(0.4, last + 0.4)
    ax.set_ylabel("utility of its own offers to the party (0 to 1)")
    ax.grid(axis="y", color="#EEEEEE", lw=0.8)
    label_ends(ax, labels)
    if deal is not None:
        ax.axvline(deal.step, color=GREY, lw=0.8, ls=":", zorder=1)
        steps = " and ".join(f"{names[p].name} {first - now:.2f}" for p, first, now in gave)
        title = f"They agree{_on(deal, data)} after giving up: {steps} of utility"
    else:
        apart = " and ".join(f"{names[p].name} comes down from {first:.2f} to {now:.2f}" for p, first, now in gave)
        title = f"No agreement after {last} rounds: {apart}"
    n = data.table("runs").shape[0]
    subtitle = (
        f"Run {run} of {n} ({why}). Points: what a party asks for, in its own utility; dashed: what it expects without a deal; "
        f"star: the agreement. Shaded: middle 80% of all {n} runs (rounds that at least 10 runs reach)."
    )
    return finish(fig, title, subtitle, data.source("offers", "runs"))


def _on(deal, data):
    return f" on {date_words(deal.date, year=True)}" if data.manifest.get("calendar") else f" in round {int(deal.step)}"


def positions(data, run=None):
    """Issue by issue: the option that each party asks for, round after round, and the one agreed."""
    run, why = pick_run(data, run)
    mine, row = _offers_of(data, run)
    offers = mine[mine.kind == "offer"]
    styles, issues = party_styles(data.parties), data.issues
    who = [p for p in data.parties if (offers.who == p).any()]
    agreed = mine[mine.kind == "agree"]
    deal = agreed.iloc[-1] if len(agreed) and row["deals"] > 0 else None
    shown = [i for i in issues if offers[f"option_{i}"].nunique() > 1]
    closed = [i for i in issues if i not in shown]
    if not shown:
        shown, closed = list(issues), []
    columns = 2 if len(shown) > 1 else 1
    rows = -(-len(shown) // columns)
    fig = new_figure(9.6, 1.0 + 1.55 * rows)
    axes = np.atleast_1d(fig.subplots(rows, columns, squeeze=False)).ravel()
    moved = {}
    for ax, issue in zip(axes, shown):
        options = issues[issue][1]
        used = set()
        for k, p in enumerate(who):
            path = offers[offers.who == p].groupby("step").last()[f"option_{issue}"].dropna()
            used |= set(path.astype(int))
            nudge = (k - (len(who) - 1) / 2) * 0.12
            ax.step(path.index, path + nudge, where="post", color=styles[p][0], lw=2, ls=styles[p][1], label=p)
            moved[issue] = moved.get(issue, 0) + abs(path.iloc[-1] - path.iloc[0])
        if deal is not None:
            ax.plot([deal.step], [deal[f"option_{issue}"]], marker="*", ms=12, color=BLACK, mec="white", mew=0.6, ls="none", label="agreed", zorder=5)
            used.add(int(deal[f"option_{issue}"]))
        used = sorted(used)
        ax.set_yticks(used, [shortened(f"{o}  {options[o]}", 2.2, 7, 2 if len(used) <= 4 else 1) for o in used], fontsize=7, parse_math=False)
        ax.set_ylim(min(used) - 0.5, max(used) + 0.5)
        ax.set_xlim(0.4, mine.step.max() + 0.6)
        ax.annotate(shortened(f"{issue}: {issues[issue][0]}", 3.9, 8.5), xy=(0, 1), xycoords="axes fraction", xytext=(-168, 5),
                    textcoords="offset points", fontsize=8.5, fontweight="bold", parse_math=False)
        _when(ax, mine, data.manifest.get("calendar"), 2.2 if columns > 1 else 6.5, 7)
        ax.set_xlabel("")
        ax.tick_params(axis="x", labelsize=7)
    for ax in axes[len(shown) :]:
        ax.axis("off")
    handles = [h for h in axes[0].get_lines() if h.get_label() in (*who, "agreed")]
    fig.legend(
        handles, [data.name_of(h.get_label()) if h.get_label() != "agreed" else "agreed" for h in handles],
        loc="lower right", ncol=len(handles), fontsize=8.5, bbox_to_anchor=(0.99, 0.0),
    )
    most = max(moved, key=moved.get)
    if deal is not None:
        met = {p: sum(int(deal[f"option_{i}"]) == int(offers[offers.who == p][f"option_{i}"].iloc[0]) for i in shown) for p in who}
        told = " and ".join(f"{data.name_of(p)} got its first demand on {met[p]}" for p in who)
        title = f"{len(shown)} issues were open: {told}; most ground was covered on {most}"
    else:
        title = f"No agreement on {len(shown)} open issues; most ground was covered on {most}"
    subtitle = f"Run {run} of {data.table('runs').shape[0]} ({why}). Lines: the option in each party's offers, by round (dates: meetings)."
    if closed:
        subtitle += f" Not drawn, asked for without change: {', '.join(closed)}."
    return finish(fig, title, subtitle, data.source("offers", "runs"))
