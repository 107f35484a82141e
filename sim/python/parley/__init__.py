"""Parley: the negotiation of a ceasefire, and what becomes of it, simulated.

    import parley
    geneva = parley.Scenario("geneva-2016")        # a file, or the name of one that comes along (parley.names())
    geneva.assumptions                             # every number that runs look at, with its range and reason
    runs = geneva.run(set={"parties.GOV.influenced_by.RUS": 0}, n=1000, seed=1)
    runs.runs                                      # a typed DataFrame, a row a run; units in .attrs["units"]
    runs.summary                                   # the answer with both doubts: luck, and the assumptions
    print(runs.story())                            # one run, told
    geneva.premortem(deal="9-september-2016", n=200)
    geneva.play("RUS", act)                          # a function of yours decides for a party; parley.SeatEnv for learning libraries

The same scenario and seed give the same numbers as the program `parley`, to the last bit, on any number of threads.
Ctrl-C ends every call at once. Mistakes in a file are a ScenarioError that holds all of them, with line and hint.
"""

from ._parley import version as __version__
from .answers import Answer, Comparison, Story
from .errors import Problem, ScenarioError
from .runs import Runs, Summary
from .scenario import Scenario, compare, names
from .seats import Played, SeatEnv
from .studies import Study, sweep

__all__ = ["Answer", "Comparison", "Played", "Problem", "Runs", "Scenario", "ScenarioError", "SeatEnv", "Story", "Study", "Summary",
           "compare", "names", "sweep", "__version__"]


def __getattr__(name):
    if name == "plot":  # needs matplotlib, which nothing else does
        import importlib

        return importlib.import_module(".plot", __name__)
    raise AttributeError(f"module 'parley' has no attribute '{name}'")
