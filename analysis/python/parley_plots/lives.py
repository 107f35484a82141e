"""A truce on paper and a truce on the ground: how long is the text in force, and how long do deaths stay away?"""

import numpy as np

from .data import DataError
from .statistics import curve_of, survival_at
from .style import SERIES, finish, label_ends, new_figure, share_words
from .truces import spells_of, survival_axes

# words, what is told of it, column of days, where the calendar cut it off
LIVES = (
    ("text in force", "the text is in force", "first_truce_days", None),
    ("below 3/4", "deaths have not come back to three quarters of before", "return_days", "followed_days"),
    ("below half", "deaths have not come back to half of before", "return_half_days", "followed_days"),
)


def lives_of(data):
    """{words: (days, ended)}: the formal and the behavioural life of first truces whose deaths can be held to those before."""
    signed = spells_of(data)
    signed = signed[signed.followed_days.notna()]
    if signed.empty:
        raise DataError(f"{data.path}: no truce has days before it to hold its deaths to")
    lives = {"text in force": (signed.first_truce_days, signed.first_truce_ended)}
    for words, _, column, last in LIVES[1:]:
        lives[words] = (signed[column].fillna(signed[last]), signed[column].notna().astype(int))
    return lives


def life(data, days=None):
    """Shares of first truces still in force, and of those whose covered fronts are still calm, by days since signature."""
    lives = lives_of(data)
    count = len(lives["text in force"][0])
    longest = days or max(float(spell.max()) for spell, _ in lives.values())
    at = 30 if longest >= 30 else int(longest // 2)
    fig = new_figure(8.4, 5.0)
    ax = fig.subplots()
    labels, told = [], []
    for (words, what, _, _), colour in zip(LIVES, SERIES):
        curve, how = curve_of(data.table("runs"), *lives[words])
        last = curve.iloc[-1]
        x = np.concatenate([[0], curve.day, [longest]])
        steps = {c: np.concatenate([[1], curve[c], [last[c]]]) for c in ("survival", "low", "high")}
        ax.step(x, steps["survival"], where="post", color=colour, lw=2, label=words)
        ax.fill_between(x, steps["low"], steps["high"], step="post", color=colour, alpha=0.2, lw=0, label=f"band_{words}")
        labels.append((longest, last.survival, words, colour))
        s, low, high = survival_at(curve, at)
        told.append(f"{what} in {share_words(s, low, high)}")
    survival_axes(ax, longest, "share of first truces")
    label_ends(ax, labels, inches=1.2)
    left_out = len(spells_of(data)) - count
    without = f" ({left_out:,} more have too few days before them)" if left_out else ""
    subtitle = (f"{how}, n = {count:,} first truces{without}. Deaths: mean of seven days on the fronts that the text covers, "
                "against the 28 days before; whether the text is still in force or not.")
    return finish(fig, f"After {at} days {'; '.join(told)}", subtitle, data.source("runs"))
