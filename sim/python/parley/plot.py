"""Figures, those of analysis/python: parley.plot.survival(runs), parley.plot.tornado(study) ...

A figure takes runs, a study, a folder that `parley run -o` wrote, or a store; it is a matplotlib Figure, which a notebook shows.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import parley_plots
from parley_plots import DataError, load  # noqa: F401

from .runs import Runs
from .studies import Study


def _figure(name):
    made = parley_plots.FIGURES[name]

    def figure(data, *args, **kwargs):
        if isinstance(data, Study):
            return made(load(data.file), *args, **kwargs)
        if isinstance(data, Runs):
            with tempfile.TemporaryDirectory() as folder:
                return made(load(data.save(Path(folder) / "runs")), *args, **kwargs)
        if isinstance(data, (str, Path)):
            return made(load(data), *args, **kwargs)
        return made(data, *args, **kwargs)

    figure.__name__, figure.__doc__ = name, made.__doc__
    return figure


def _show_in_notebooks():
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        from IPython.core.pylabtools import select_figure_formats

        select_figure_formats(shell, {"png"})


_show_in_notebooks()
for _name in parley_plots.FIGURES:
    globals()[_name] = _figure(_name)
__all__ = [*parley_plots.FIGURES, "load", "DataError"]
