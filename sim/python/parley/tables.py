"""How do the columns of a table become a typed DataFrame?

text: category (parties, fronts, kinds); dates: datetime64; whole numbers: Int64, which may be missing; "0, 1": boolean; numbers: float64.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd


def _text(unit, codes, levels):
    if unit == "date":
        days = np.array(levels + ["NaT"], dtype="datetime64[ns]")
        return pd.Series(days[codes])  # code -1: the last
    return pd.Series(pd.Categorical.from_codes(codes, categories=levels))


def frame(columns) -> pd.DataFrame:
    """Of the library's columns (name, unit, meaning, kind, values, levels or what is missing)."""
    data, units, meanings = {}, {}, {}
    for name, unit, meaning, kind, values, more in columns:
        if kind == "text":
            column = _text(unit, values, more)
        elif kind == "whole":
            missing = more.astype(bool)
            if unit == "0, 1":
                column = pd.Series(pd.arrays.BooleanArray(values.astype(bool), missing))
            else:
                column = pd.Series(pd.arrays.IntegerArray(values, missing))
        else:
            column = pd.Series(values)
        data[name] = column
        units[name], meanings[name] = unit, meaning
    made = pd.DataFrame(data)
    made.attrs.update(units=units, meanings=meanings)
    return made


def read(file: Path) -> pd.DataFrame:
    """A table that the library wrote as CSV, every digit kept."""
    return pd.read_csv(file, float_precision="round_trip", keep_default_na=False, na_values=[""])


def read_folder(folder: str) -> dict[str, pd.DataFrame]:
    return {file.stem: read(file) for file in sorted(Path(folder).glob("*.csv"))}


def written(value) -> str:
    """A value as it stands after '=': YAML, of which JSON is a part."""
    if isinstance(value, str):
        return value
    if isinstance(value, (np.generic,)):
        value = value.item()
    return json.dumps(value)


def assignments(values) -> list[str]:
    """{path: value} as the words PATH=VALUE; words stay as they are."""
    if values is None:
        return []
    if isinstance(values, dict):
        return [f"{path}={written(value)}" for path, value in values.items()]
    return [values] if isinstance(values, str) else list(values)
