#!/usr/bin/env python3
"""A learning agent: how long to hold out at the table, and how to keep a truce, learned by trial (cross-entropy method).

    PYTHONPATH=build/release/python python3 analysis/agents/learn.py [SCENARIO [PARTY]]

It knows nothing of the others. Four numbers decide: what it asks for first and last, how late it comes down, and how much of a
truce its commanders keep. Each generation plays 16 settings, keeps the best five and draws the next around them.
"""
import sys

import numpy as np

import parley

SCENARIO, PARTY = (sys.argv[1:] + ["daraya-2016", "TOWN"][len(sys.argv) - 1:])[:2]
LOW, HIGH = np.array([0.3, 0.3, 0.2, 0.0]), np.array([1.0, 1.0, 5.0, 1.0])
rng = np.random.default_rng(1)


def policy(setting):
    first, last, late, keeps = np.clip(setting, LOW, HIGH)

    def decide(action, view):
        if view["asked"] == "turn":
            demand = last + (first - last) * (1 - min(1, view["day"] / 60) ** late)
            if view["text"] and view["text"]["worth"] >= max(demand, view["least"]):
                return "accept"
            best = {issue: i["settled"] if "settled" in i else int(np.argmax(i["worth"])) for issue, i in view["issues"].items()}
            own = view["own_text"]
            return {"do": "offer", "text": best if own is None or own["worth"] < demand else {}}
        return {"do": "order", "keeps": keeps} if view["asked"] == "orders" else "model"

    return decide


def play(setting, runs, seed):
    """What each run's end is worth to the party."""
    worth, env = [], parley.SeatEnv(parley.Scenario(SCENARIO), PARTY, seed=seed, decide=policy(setting))
    for run in runs:
        env.reset(options={"run": run})
        done = False
        while not done:
            _, reward, done, _, _ = env.step(None)
        worth.append(reward)
    return np.array(worth)


def told(what, gain):
    print(f"{what:<44}{gain.mean():+.3f} +- {1.96 * gain.std(ddof=1) / len(gain) ** 0.5:.3f}", flush=True)


def own(runs, seed):
    """The same of the model's party."""
    return np.array([parley.Scenario(SCENARIO).play(PARTY, lambda view: "model", seed=seed, run=r).utility for r in runs])


print("worth above what the model's party reaches in the same runs, 95% intervals")
mean, spread = (LOW + HIGH) / 2, (HIGH - LOW) / 2
for generation in range(5):
    usual = own(range(8), 100 + generation)
    settings = mean + spread * rng.standard_normal((16, 4))
    scores = np.array([(play(s, range(8), 100 + generation) - usual).mean() for s in settings])
    told(f"generation {generation + 1}: 16 settings", scores)
    best = settings[np.argsort(scores)[-5:]]
    mean, spread = best.mean(axis=0), best.std(axis=0) + 0.02
print("learned: asks first for {:.2f}, last for {:.2f}, late {:.1f}, keeps {:.2f}".format(*np.clip(mean, LOW, HIGH)))
usual = own(range(150), 7)
told("untaught (the middle), 150 fresh runs", play((LOW + HIGH) / 2, range(150), 7) - usual)
told("learned, the same runs", play(mean, range(150), 7) - usual)
