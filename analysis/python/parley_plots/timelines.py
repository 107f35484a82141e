"""What happened in one run, day by day, on one page?  Phases, deaths by front, events and breaches, offers, trust."""

import numpy as np
import pandas as pd
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.patches import Patch

from .data import DataError
from .runs import date_words, pick_run
from .style import BLACK, BLUE, FRONTS, GREEN, GREY, ORANGE, SKY, VERMILLION, finish, label_ends, new_figure, party_styles, shortened

PHASES = {"war": ("#BDBDBD", "war"), "talks": (SKY, "talks open"), "truce": (GREEN, "truce in force")}
MOST_TOLD = 26
BREACHES = {
    "mass_event": ("mass killing under the truce", VERMILLION, "v"),
    "spoiler_attack": ("attack by an excluded group", BLACK, "x"),
    "stray_strike": ("stray strike", ORANGE, "D"),
    "open_offensive": ("open offensive", BLUE, "s"),
}
TURNS = {
    "signed": "is signed", "in_force": "comes into force", "denounced": "denounces the truce", "lapsed": "lets the truce lapse",
    "unravelled": "the truce unravels", "walked_out": "walks out", "deadline": "talks end without a deal", "broken_off": "talks break off",
    "refused": "refuses the text", "surrender": "surrender",
}


def _spells(days):
    """Runs of equal phase: (phase, first day, day after the last)."""
    change = (days.phase != days.phase.shift()).cumsum()
    return [(g.phase.iloc[0], int(g.day.iloc[0]), int(g.day.iloc[-1]) + 1) for _, g in days.groupby(change)]


def _told(data, happening):
    """A line of the key for one happening."""
    who = data.name_of(happening.who) if isinstance(happening.who, str) else ""
    kind = happening.kind
    if kind == "outside_event":
        deaths = f" ({happening.deaths:.0f} dead)" if happening.deaths > 0 else ""
        return f"{happening['name']}{deaths}"
    if kind == "signed":
        return f"the deal is signed (offer of {who})"
    if kind == "surrender":
        return f"{data.fronts.get(happening.front, happening.front)} surrenders"
    words = TURNS[kind]
    cause = f": {happening.cause}" if isinstance(happening.cause, str) and kind in ("denounced", "lapsed", "unravelled") else ""
    return f"{who + ' ' if who and kind != 'unravelled' else ''}{words}{cause}"


def timeline(data, run=None):
    """One run on one page. Needs the tables of --trace days."""
    run, why = pick_run(data, run)
    table = data.table("days")
    days = table[table.run == run].sort_values("day")
    if days.empty:
        raise DataError(f"{data.path}: run {run} has no days: the scenario has no calendar")
    events = data.table("events")
    events = events[events.run == run]
    offers = data.table("offers")
    offers = offers[(offers.run == run) & (offers.kind == "offer")]
    when = dict(zip(days.day, pd.to_datetime(days.date)))
    one = pd.Timedelta(days=1)
    wanted = events[(events.kind.isin(TURNS)) | (events.kind == "outside_event")].sort_values("day", kind="stable")
    lines = [f"({k}) {date_words(h.date)}: {_told(data, h)}" for k, (_, h) in enumerate(wanted.iterrows(), 1)]
    per_column = max(2, -(-min(len(lines), MOST_TOLD) // 2))
    fig = new_figure(9.4, 8.5 + 0.2 * per_column)
    strip, deaths, marks, table_ax, trust, key = fig.subplots(
        6, 1, height_ratios=[0.32, 2.4, 1.15, 1.2, 1.8, 0.17 * per_column], gridspec_kw={"hspace": 0.02}
    )
    for ax in (deaths, marks, table_ax, trust):
        ax.sharex(strip)
    start, end = when[days.day.iloc[0]], when[days.day.iloc[-1]] + one

    for phase, first, after in _spells(days):
        colour = PHASES[phase][0]
        a, b = when[first], when.get(after, end)
        strip.axvspan(a, b, color=colour, lw=0, gid=f"phase_{phase}")
        if phase == "truce":
            for ax in (deaths, marks, table_ax, trust):
                ax.axvspan(a, b, color=GREEN, alpha=0.09, lw=0, zorder=0)
    strip.set_yticks([])
    strip.set_ylim(0, 1)
    strip.spines[["left", "bottom"]].set_visible(False)
    strip.tick_params(bottom=False, labelbottom=False)
    for k, (phase, (colour, words)) in enumerate(PHASES.items()):
        share = (days.phase == phase).sum()
        strip.text(0.0 + 0.34 * k, 1.25, f"■ {words} ({share} days)", color=colour if phase != "war" else GREY, transform=strip.transAxes, fontsize=8.5, va="bottom")

    fronts = [c[len("deaths_") :] for c in days.columns if c.startswith("deaths_") and days[c].sum() > 0]
    fronts.sort(key=lambda f: -days[f"deaths_{f}"].sum())
    bottom = np.zeros(len(days))
    xs = [when[d] for d in days.day]
    for f, colour in zip(fronts, FRONTS * 3):
        values = days[f"deaths_{f}"].to_numpy(float)
        deaths.bar(xs, values, bottom=bottom, width=1.0, color=colour, align="edge", lw=0, label=f"deaths_{f}")
        bottom += values
    deaths.set_ylabel("deaths a day")
    deaths.legend(
        [Patch(color=c) for _, c in zip(fronts, FRONTS * 3)],
        [f"{shortened(data.fronts.get(f, f), 2.4, 7)}: {days[f'deaths_{f}'].sum():,.0f}" for f in fronts],
        fontsize=7, loc="upper left", bbox_to_anchor=(1.0, 1.05), handlelength=1, borderaxespad=0.2, title="deaths by front", title_fontsize=7.5, alignment="left",
    )

    for kind, (words, colour, marker) in BREACHES.items():
        those = events[events.kind == kind]
        y = 0.14 + 0.22 * list(BREACHES).index(kind)
        marks.plot([when[d] for d in those.day], [y] * len(those), marker=marker, ms=5, color=colour, ls="none", label=kind, clip_on=those.empty)
        marks.text(1.012, y, f"{words}: {len(those)}", color=colour, fontsize=7.5, va="center", transform=marks.get_yaxis_transform())
    last_x, level, shown = None, 0, []
    for number, (_, h) in enumerate(wanted.iterrows(), 1):
        x = when[h.day]
        level = (level + 1) % 3 if last_x is not None and (x - last_x).days < (end - start).days * 0.03 else 0
        last_x = x
        colour = BLUE if h.kind == "outside_event" else BLACK
        marks.text(x, 0.88 + 0.22 * level, str(number), fontsize=7, ha="center", va="center", color="white", fontweight="bold",
                   bbox={"boxstyle": "round,pad=0.18", "fc": colour, "lw": 0}, clip_on=False)
        marks.plot([x, x], [0, 0.8], color=colour, lw=0.5, alpha=0.45, zorder=0)
        shown.append(x)
    marks.plot(shown, [0.88] * len(shown), ls="none", label="events")
    marks.set_ylim(0, 1.42)
    marks.set_yticks([])
    marks.set_ylabel("events and\nbreaches", rotation=90)
    marks.spines["left"].set_visible(False)

    styles = party_styles(data.parties)
    ends = []
    for p in data.parties:
        mine = offers[offers.who == p]
        if mine.empty:
            continue
        best = mine.groupby("day").own_utility.last()
        table_ax.plot([when[d] for d in best.index], best, color=styles[p][0], lw=0, marker="o", ms=3.5, label=f"offers_{p}")
        ends.append((when[best.index[-1]], best.iloc[-1], data.name_of(p), styles[p][0]))
    signed = events[events.kind == "signed"]
    table_ax.plot([when[d] for d in signed.day], [1.0] * len(signed), marker="*", ms=11, color=BLACK, ls="none", label="signed", clip_on=signed.empty)
    table_ax.set_ylabel("utility of last offer\nto who makes it")
    table_ax.set_ylim(offers.own_utility.min() - 0.08 if len(offers) else 0, 1.05)

    signers = [p for p in data.parties.values() if p.signs]
    trust_ends = []
    for p in signers:
        column = days[f"trust_{p.id}"]
        trust.plot(xs, column, color=styles[p.id][0], ls=styles[p.id][1], lw=1.6, label=f"trust_{p.id}")
        trust_ends.append((xs[-1], column.iloc[-1], p.name, styles[p.id][0]))
    trust.set_ylim(-0.02, 1.02)
    trust.set_ylabel("trust in the other\ncamp (0 to 1)")
    trust.grid(axis="y", color="#EEEEEE", lw=0.8)
    locator = AutoDateLocator(minticks=4, maxticks=9)
    trust.xaxis.set_major_locator(locator)
    trust.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    for ax in (deaths, marks, table_ax):
        ax.tick_params(labelbottom=False)
    strip.set_xlim(start, end)
    label_ends(table_ax, ends, 7.5, 1.4)
    label_ends(trust, trust_ends, 7.5, 1.4)

    title, n = _answer(data, days, events), len(data.table("runs"))
    subtitle = f"Run {run} of {n} ({why}): one course of events, no forecast. Green: truce in force. Numbers are told below; star: a deal is signed."
    finish(fig, title, subtitle, data.source("days", "events", "offers"))
    key.axis("off")
    _key(key, lines)
    return fig


def _key(ax, lines):
    """The numbered happenings, in two columns."""
    size = 7
    if len(lines) > MOST_TOLD:
        lines = [*lines[: MOST_TOLD - 1], f"... and {len(lines) - MOST_TOLD + 1} more: see events.csv"]
    per = max(2, -(-len(lines) // 2))
    ax.figure.draw_without_rendering()
    place = ax.get_position()
    width = ax.figure.get_size_inches()[0]
    for k, line in enumerate(lines):
        column, row = divmod(k, per)
        x = 0.045 + 0.485 * column
        text = ax.figure.text(x, place.y1 - place.height * (row + 0.5) / per, shortened(line, 0.465 * width, size),
                              fontsize=size, va="center", parse_math=False)
        text.set_in_layout(False)


def _answer(data, days, events):
    """How the first truce came and went, in this run."""
    signed = events[events.kind.isin(["signed", "in_force"])]
    if signed.empty:
        return f"No truce in {len(days)} days: {days.deaths.sum():,.0f} deaths"
    first = signed.iloc[0]
    over = events[events.kind.isin(["denounced", "lapsed", "unravelled"]) & (events.day >= first.day)]
    war = days[days.phase != "truce"].deaths.mean()
    calm = days[days.phase == "truce"].deaths.mean()
    begins = f"The truce of {date_words(first.date, year=True)}"
    if over.empty:
        return f"{begins} is still in force at the end: {calm:.0f} deaths a day under it, {war:.0f} without"
    last = over.iloc[0]
    who = data.name_of(last.who) if isinstance(last.who, str) else "the parties"
    how = {"denounced": "denounces it", "lapsed": "lets it lapse", "unravelled": "returns to fighting"}[last.kind]
    cause = f" ({last.cause})" if isinstance(last.cause, str) else ""
    return (f"{begins} lasts {last.day - first.day} days, until {who} {how}{cause}; "
            f"{calm:.0f} deaths a day on days of truce, {war:.0f} on others")
