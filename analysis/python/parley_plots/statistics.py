"""How sure is a figure?  Intervals as `parley` itself computes them, so that a picture and a report agree.

All intervals are at 95%. Shares: Wilson (1927). Survival: Kaplan & Meier (1958) with Greenwood's variance on the log(-log) scale.
Means: normal theory over what is averaged.
"""

import numpy as np
import pandas as pd

Z95 = 1.959963984540054


def wilson(k, n):
    """Share k / n with its interval: (share, low, high)."""
    if n == 0:
        return np.nan, np.nan, np.nan
    p, z2 = k / n, Z95 * Z95
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * np.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return p, 0.0 if k == 0 else max(0.0, centre - half), 1.0 if k == n else min(1.0, centre + half)


def mean_interval(values):
    """Mean with its interval: (mean, low, high); the interval is empty (nan) for fewer than two values."""
    values = np.asarray(values, dtype=float)
    values = values[~np.isnan(values)]
    if len(values) == 0:
        return np.nan, np.nan, np.nan
    mean = values.mean()
    if len(values) == 1:
        return mean, np.nan, np.nan
    half = Z95 * values.std(ddof=1) / np.sqrt(len(values))
    return mean, mean - half, mean + half


def kaplan_meier(days, ended):
    """Survival curve: day, at_risk, ended, survival, low, high; one row a day on which a spell ended or was cut off.

    days: length of each spell; ended: 1 where it ended, 0 where the record broke off (censored).
    """
    spells = pd.DataFrame({"day": np.asarray(days, float), "ended": np.asarray(ended, float)}).dropna()
    everything = len(spells)
    s, greenwood, at_risk, rows, above = 1.0, 0.0, everything, [], 1.0
    for day, group in spells.groupby("day", sort=True):
        died = int(group.ended.sum())
        s *= 1 - died / at_risk
        if 0 < died < at_risk:
            greenwood += died / (at_risk * (at_risk - died))
        if s >= 1:  # Greenwood's error is 0 at both ends: what those still at risk tell
            low, high = wilson(at_risk, at_risk)[1], 1.0
        elif s <= 0:
            low, high = 0.0, above * wilson(0, at_risk)[2]
        else:
            loglog, half = np.log(-np.log(s)), Z95 * np.sqrt(greenwood) / abs(np.log(s))
            low, high = np.exp(-np.exp(loglog + half)), np.exp(-np.exp(loglog - half))
        above = high
        rows.append((day, at_risk, died, s, low, high))
        at_risk -= len(group)
    curve = pd.DataFrame(rows, columns=["day", "at_risk", "ended", "survival", "low", "high"])
    curve.attrs["independent"] = everything
    return curve


LEAST_BLOCKS, MOST_BUNDLES = 10, 20
# Student's t, two-sided 95%, by degrees of freedom: those of 10 to 20 bundles.
T95 = dict(zip(range(9, 20), (2.262157, 2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024)))


def blocked_kaplan_meier(days, ended, block, blocks):
    """The same curve where some spells share their luck: those of a block (a replicate of a study) have the same random numbers at every
    point. Blocks are left out in turn, at most twenty bundles of them, as `parley` does (delete-a-group jackknife); below ten blocks, and
    where a curve without one of them does not reach, nothing is known of how sure it is: low and high are nan."""
    curve = kaplan_meier(days, ended)
    spells = pd.DataFrame({"day": np.asarray(days, float), "ended": np.asarray(ended, float), "block": np.asarray(block, int)}).dropna()
    curve["low"], curve["high"] = np.nan, np.nan
    curve.attrs["independent"] = blocks if blocks >= LEAST_BLOCKS else 0
    if blocks < LEAST_BLOCKS:
        return curve
    bundles = min(blocks, MOST_BUNDLES)
    without = np.full((bundles, len(curve)), np.nan)
    for g in range(bundles):
        rest = spells[spells.block % bundles != g]
        if rest.empty:
            continue
        other, longest = kaplan_meier(rest.day, rest.ended), rest.day.max()
        cut = ((rest.day == longest) & (rest.ended == 0)).any()
        steps = np.concatenate([[1.0], other.survival])[np.searchsorted(other.day, curve.day, side="right")]
        without[g] = np.where(cut & (curve.day >= longest), np.nan, steps)
    half = T95[bundles - 1] * np.sqrt((bundles - 1) * ((without - without.mean(axis=0)) ** 2).mean(axis=0))
    half = np.where(half < 1e-9, wilson(0, blocks)[2], half)  # alike in all: chance is still at work
    curve["low"], curve["high"] = np.maximum(0.0, curve.survival - half), np.minimum(1.0, curve.survival + half)
    return curve


def curve_of(runs, days, ended):
    """The curve of spells (indexed as their runs), with what is independent of each other: runs, or the replicates of a study's points.
    Also what that is, in words."""
    if "point" not in runs or runs.point.nunique() < 2:
        return kaplan_meier(days, ended), "Kaplan-Meier with 95% bands"
    blocks = int(runs.replicate.max()) + 1
    curve = blocked_kaplan_meier(days, ended, runs.replicate[days.index], blocks)
    if blocks < LEAST_BLOCKS:
        return curve, f"Kaplan-Meier; the points share the luck of {blocks} replicates, too few for bands"
    return curve, f"Kaplan-Meier with 95% bands of {blocks:,} replicates, whose luck all points share"


def survival_at(curve, day):
    """Survival beyond `day` with its interval: (survival, low, high); nan beyond the last observation, unless none was left by then."""
    if curve.empty or (day > curve.day.iloc[-1] and curve.survival.iloc[-1] > 0):
        return np.nan, np.nan, np.nan
    before = curve[curve.day <= day]
    if before.empty:  # all of them, as far as so many tell
        alone = curve.attrs["independent"]
        return 1.0, wilson(alone, alone)[1], 1.0 if alone else np.nan
    last = before.iloc[-1]
    return last.survival, last.low, last.high


def median_survival(curve):
    """First day on which at most half are left; None where more than half are left at the end."""
    below = curve[curve.survival <= 0.5]
    return None if below.empty else below.day.iloc[0]


def surely_below(curve, share):
    """Whether the curve falls below a share beyond chance: its whole band does on some day."""
    return bool((curve.high < share).any())


def span_words(low, high, whole):
    """A part of a range for people: '0.16 to 0.34', as exact as a range of width `whole` needs."""
    if low == high:
        return f"{low:g}"
    digits = max(0, 2 - int(np.floor(np.log10(whole)))) - 1 if whole > 0 else 2
    digits = max(0, digits)
    return f"{low:.{digits}f} to {high:.{digits}f}"


ENDINGS = ("breakdown", "deadlock", "holding", "collapsed", "defeat")
SHARES = (*ENDINGS, "agreement")


def is_share(output):
    """Whether an output is a share of runs (and no mean of a number)."""
    return output in SHARES or output.startswith("first_truce_beyond_")


def output_values(runs, output):
    """An output of each run, as reports of studies define it; None where there is no such output."""
    if output in ENDINGS:
        return (runs["outcome"] == output).astype(float)
    if output == "agreement":
        return (runs["deals"] > 0).astype(float)
    if output.startswith("first_truce_beyond_"):
        return lasting_values(runs, float(output.rsplit("_", 1)[1]))
    if output in runs.columns and pd.api.types.is_numeric_dtype(runs[output]):
        return runs[output].astype(float)
    return None


def lasting_values(runs, day):
    """Per run, the share that signs and whose first truce lasts beyond `day`, as parley computes it: pseudo-values of Kaplan & Meier's curve
    within each point (Andersen, Klein & Rosthoj 2003). nan at points where no truce was followed for so long."""
    values = pd.Series(0.0, index=runs.index)
    for _, rows in runs.groupby("point") if "point" in runs else [(0, runs)]:
        signed = rows[rows.first_truce_days.notna()]
        n = len(signed)
        if n == 0:
            continue

        def share(spells):
            curve = kaplan_meier(spells.first_truce_days, spells.first_truce_ended)
            before = curve[curve.day <= day]
            return 1.0 if before.empty else before.survival.iloc[-1]

        everything = survival_at(kaplan_meier(signed.first_truce_days, signed.first_truce_ended), day)[0]
        if np.isnan(everything):
            values[rows.index] = np.nan
            continue
        cut = (signed.first_truce_ended == 0) & (signed.first_truce_days < day)
        if not cut.any():
            values[signed.index] = ((signed.first_truce_days > day) | ((signed.first_truce_ended == 0) & (signed.first_truce_days == day))).astype(float)
            continue
        for _, alike in signed.groupby(["first_truce_days", "first_truce_ended"]):
            without = share(signed.drop(index=alike.index[0])) if n > 1 else 0.0
            values[alike.index] = n * everything - (n - 1) * without
    return values


def output_words(output):
    """An output for people: what the axis says, with its unit."""
    words = {
        "breakdown": "runs whose talks break down", "deadlock": "runs that end in deadlock",
        "holding": "runs with a signed text in force at the end", "collapsed": "runs that signed a text, none in force at the end",
        "defeat": "runs in which one side is beaten",
        "agreement": "runs that sign a deal", "deaths": "deaths a run", "truce_days": "days under truce a run",
        "first_truce_days": "length of the first truce (days)", "agreement_day": "day of the first deal",
        "deaths_in_truce": "deaths under the truce, a run", "civilian_deaths": "civilian deaths a run",
    }
    if output.startswith("first_truce_beyond_"):
        return f"runs whose first truce lasts beyond {output.rsplit('_', 1)[1]} days"
    return words.get(output, output.replace("_", " "))
