"""What is wrong with what was given, as an exception that holds every mistake."""

from __future__ import annotations

import contextlib
from typing import Iterator, NamedTuple

from . import _parley


class Problem(NamedTuple):
    """A mistake. line and column count from 1; line 0 means the whole file."""

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str


class ScenarioError(ValueError):
    """Mistakes in a scenario, a deal, a study or an argument. `problems` has all of them, in order of place.

    Its text is what the program prints: file:line:column: path: what is wrong (hint).
    """

    def __init__(self, text: str, problems: list[Problem]):
        super().__init__(text)
        self.problems = problems


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turns what the library refuses into a ScenarioError."""
    try:
        yield
    except _parley.Refused as refused:
        text, problems = refused.args
        raise ScenarioError(text, [Problem(*p) for p in problems]) from None
