"""A seat: a function or a learning library in the place of one party of a run.

    def act(view):                                  # what the party sees, and no more: see sim/README.md, section 13
        if view["asked"] == "turn" and view["text"] and view["text"]["worth"] > 0.5:
            return "accept"
        return "model"                              # what the model's party would do
    played = parley.Scenario("geneva-2016").play("RUS", act, seed=1, run=0)
    played.utility, played.data["played"], played.data["model"]; print(played)
"""

from __future__ import annotations

import json
from typing import Any, Callable, Optional, Union

from . import _parley
from .answers import preformatted
from .errors import told

View = dict[str, Any]
Decision = Union[str, dict[str, Any], None]


def _written(decision: Decision) -> str:
    if decision is None:
        decision = "model"
    return json.dumps({"do": decision} if isinstance(decision, str) else decision)


class Played:
    """A run that was played to its end with somebody in the seat. print(played) shows the debriefing of `parley play`.

    utility:   what the end is worth to the party, 0 to 1
    decisions: what was decided, as `parley play --decisions` reads it
    data:      how it ended (played), how it ends with nobody in the seat and the same luck (model), departures from the model's party
    """

    def __init__(self, seat: _parley.Seat):
        self._seat = seat
        self.utility = seat.utility()
        self.decisions = json.loads(seat.decisions())
        self._told: Optional[tuple[str, dict]] = None

    def _debriefing(self) -> tuple[str, dict]:
        if self._told is None:
            text, data = self._seat.debriefing()
            self._told = text, json.loads(data)
        return self._told

    @property
    def data(self) -> dict[str, Any]:
        return self._debriefing()[1]

    def __str__(self) -> str:
        return self._debriefing()[0]

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return preformatted(str(self))


def play(scenario, party: str, act: Callable[[View], Decision], seed: int = 1, run: int = 0, review: int = 7) -> Played:
    """Plays one run with act(view) deciding for `party`. act returns a deed of view["choices"], "model" or None (what the model's party
    would do), or a dict: {"do": "offer", "text": {"TRUCE": 2}}. review: days between questions under a truce while nothing happens.
    What is no answer is a ScenarioError; what act raises goes through."""
    with told():
        seat = _parley.Seat(scenario._held, party, seed, run, review)
        seat.play_with(lambda view: _written(act(json.loads(view))))
        return Played(seat)


class SeatEnv:
    """The same as an environment with reset and step, in the shape that learning libraries expect (Gymnasium's; not needed here).

    An observation is a view, an action a decision as act of `play` returns it; observe and decide turn them into what a library
    wants: observe(view) -> observation, decide(action, view) -> decision. The reward is 0 until the run ends and then what its end
    is worth to the party, 0 to 1. Each reset plays the next run of the seed: the same seed, the same episodes.
    """

    def __init__(self, scenario, party: str, seed: int = 1, review: int = 7, observe: Optional[Callable[[View], Any]] = None,
                 decide: Optional[Callable[[Any, View], Decision]] = None):
        self.scenario, self.party, self.review = scenario, party, review
        self._observe = observe or (lambda view: view)
        self._decide = decide or (lambda action, view: action)
        self._seed, self._next = seed, 0
        self._seat: Optional[_parley.Seat] = None
        self.view: Optional[View] = None  # what is asked now; None: the run is over

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict] = None) -> tuple[Any, dict]:
        """Begins the next run, or run 0 of another seed; options: {"run": K} begins that one. The first observation, and a dict with
        seed and run. A run in which the party decides nothing is passed by."""
        if seed is not None:
            self._seed, self._next = seed, 0
        if options and "run" in options:
            self._next = options["run"]
        for _ in range(1000):
            run, self._next = self._next, self._next + 1
            with told():
                self._seat = _parley.Seat(self.scenario._held, self.party, self._seed, run, self.review)
            if self._look():
                return self._observe(self.view), {"seed": self._seed, "run": run}
        raise RuntimeError(f"{self.party} decides nothing in a thousand runs")

    def step(self, action) -> tuple[Any, float, bool, bool, dict]:
        """Decides, and plays on to the next decision: observation, reward, terminated, truncated (never), and a dict. At the end the
        observation is that of the last decision."""
        if self._seat is None or self.view is None:
            raise RuntimeError("the run is over: reset first")
        last = self.view
        with told():
            self._seat.take(_written(self._decide(action, last)))
        if self._look():
            return self._observe(self.view), 0.0, False, False, {}
        return self._observe(last), self._seat.utility(), True, False, {"decisions": self._seat.decided}

    def _look(self) -> bool:
        with told():
            seen = self._seat.play()
        self.view = None if seen is None else json.loads(seen)
        return self.view is not None

    def render(self) -> str:
        """What is asked now, as `parley play` puts it."""
        return self._seat.question() if self._seat is not None else ""

    def played(self) -> Played:
        """Of a run that is over."""
        return Played(self._seat)

    def close(self) -> None:
        self._seat = self.view = None
