"""Which clause of a draft, changed, would make the truce last?  The clauses of `parley premortem`."""

from .data import DataError
from .style import BLUE, GREY, VERMILLION, across, beside, finish, new_figure, percent, points_axis, shortened


def premortem(data, most=24):
    """Change of the share of truces that last beyond the horizon, clause by clause, with 95% intervals."""
    table = data.table("clauses").copy()
    if table.empty:
        raise DataError(f"{data.path}: no clause was changed")
    deal = data.manifest.get("deal", {})
    horizon, runs = data.manifest.get("horizon_days"), data.manifest.get("replicates")
    no_ceasefire = int(table.change.isna().sum())  # covers no front: nothing that could last or break
    table = table[table.change.notna()].copy()
    if table.empty:
        raise DataError(f"{data.path}: no changed text is a ceasefire")
    if "clear" not in table:
        raise DataError(f"{data.path}: made by an older parley: make it again")
    table["clear"] = table.clear == 1
    table = table.sort_values("change", kind="stable")
    cut = len(table) - most
    if cut > 0:
        keep = table.change.abs().sort_values(ascending=False).index[:most]
        table = table.loc[table.index.isin(keep)]
    table = table.reset_index(drop=True)
    signs = [c for c in table.columns if c.startswith("signs_")]
    fig = new_figure(9.6, 1.9 + 0.34 * len(table))
    ax = fig.subplots()
    for k, row in table.iterrows():
        colour = (BLUE if row.change > 0 else VERMILLION) if row.clear else "#A0A0A0"
        ax.plot([row.change_low, row.change_high], [k, k], color=colour, lw=1.6, solid_capstyle="butt")
    for clear, up, colour in ((True, True, BLUE), (True, False, VERMILLION), (False, None, "#A0A0A0")):
        those = table[(table.clear == clear) & ((table.change > 0) == up if up is not None else True)]
        ax.plot(those.change, those.index, ls="none", marker="o", ms=6, color=colour, label="lasts longer" if up else "shorter" if clear else "chance")
    ax.axvline(0, color="#333333", lw=0.9)
    names = [_clause(row) for _, row in table.iterrows()]
    ax.set_yticks(range(len(table)), [shortened(n, 4.1, 7.8) for n in names], fontsize=7.8, parse_math=False)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.7, len(table) - 0.3)
    reach = max(table.change_high.max(), 0) - min(table.change_low.min(), 0)
    ax.set_xlim(min(table.change_low.min(), 0) - 0.03 * reach, max(table.change_high.max(), 0) + 0.03 * reach)
    _columns(ax, table, signs)
    beyond = f"beyond {horizon} days" if horizon else "beyond the horizon"
    across(ax, f"change of the share of truces that last {beyond} (percentage points)", 0.45)
    points_axis(ax.xaxis)
    ax.grid(axis="x", color="#EEEEEE", lw=0.8)
    helps, hurts = int((table.clear & (table.change > 0)).sum()), int((table.clear & (table.change < 0)).sum())
    name = deal.get("name") if isinstance(deal, dict) else None
    what = name or "the text"
    title = data.manifest.get("clauses_title") or table.title.iloc[0]
    subtitle = f"{what[0].upper()}{what[1:]}, put into force; each clause changed by one option or dropped, with the same luck"
    if "runs" in table and table.runs.min() < table.runs.max():  # as many as each answer needs
        subtitle += f", n = {table.runs.min()} to {table.runs.max()} runs, as many as tell"
    else:
        subtitle += f", n = {runs} runs each" if runs else ""
    subtitle += f". Lines: 95% intervals; grey: chance explains it, of so many tried. Blue: lasts longer ({helps}); red: shorter ({hurts}). "
    if no_ceasefire:
        subtitle += f"Left out: {no_ceasefire} change{'s' if no_ceasefire > 1 else ''} without a ceasefire. "
    subtitle += "Right: share that then lasts, fronts covered, change of deaths, and the signatory that would sign in the fewest runs."
    return finish(fig, title, subtitle, data.source("clauses"))


def _columns(ax, table, signs):
    """Numbers to the right of the chart."""
    places = {"then lasts": 8, "fronts": 62, "deaths": 98, "signs least": 140}
    if "fronts" not in table:
        del places["fronts"]
    if not signs:
        del places["signs least"]
    for words, x in places.items():
        beside(ax, len(table) - 0.1, x, words, color=GREY, fontsize=7.8)
    for k, row in table.iterrows():
        beside(ax, k, places["then lasts"], percent(row.survival, 1), color="#222222" if row.clear else GREY, fontsize=7.8)
        if "fronts" in places:
            beside(ax, k, places["fronts"], f"{int(row.fronts)}", color="#222222", fontsize=7.8)
        colour = VERMILLION if row.deaths_low > 0 else BLUE if row.deaths_high < 0 else GREY
        beside(ax, k, places["deaths"], f"{row.deaths_change:+,.0f}", color=colour, fontsize=7.8)
        if signs:
            worst = min(signs, key=lambda c: row[c])
            told = f"{worst[6:]} {percent(row[worst])}" if row[worst] < 0.995 else "all sign"
            beside(ax, k, places["signs least"], told, color=VERMILLION if row[worst] < 0.5 else "#222222", fontsize=7.8)


def _text(row):
    if row.get("dropped"):
        return "dropped"
    told = row.get("to_text")
    return told if isinstance(told, str) else f"option {row.to}"


def _clause(row):
    return f"{row.issue}: left out of the text" if row.dropped else f"{row.issue}: {_text(row)}"
