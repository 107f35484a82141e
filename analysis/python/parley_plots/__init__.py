"""Figures from the tables that Parley writes.

    from parley_plots import load, concessions
    figure = concessions(load("out"))        # a matplotlib Figure; a notebook shows it
    figure.savefig("concessions.pdf")
"""

import importlib

# Loaded when first asked for, so that `python3 -m parley_plots` can name the packages that are missing.
_PLACES = {
    "Data": "data", "DataError": "data", "load": "data", "base_rates": "truces", "concessions": "talks", "positions": "talks",
    "space": "spaces", "timeline": "timelines", "survival": "truces", "life": "lives", "shares": "sweeps", "heatmap": "sweeps", "tornado": "sensitivity",
    "sobol": "sensitivity", "morris": "sensitivity", "premortem": "clauses", "record": "records",
}
_FIGURES = ("concessions", "space", "positions", "timeline", "survival", "life", "shares", "heatmap", "tornado", "sobol", "morris", "premortem", "record")
__all__ = [*_PLACES, "FIGURES"]


def __getattr__(name):
    if name == "FIGURES":
        value = {figure: __getattr__(figure) for figure in _FIGURES}
    elif name in _PLACES:
        value = getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)
    else:
        raise AttributeError(name)
    globals()[name] = value
    return value
