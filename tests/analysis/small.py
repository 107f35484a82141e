"""Fresh small runs and studies for the tests of figures, made by the program in a temporary folder."""

import atexit
import csv
import os
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

PARLEY = os.environ["PARLEY"]
FOLDER = Path(tempfile.mkdtemp(prefix="parley-figures-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def parley(*arguments):
    """Runs the program quietly; its standard output."""
    done = subprocess.run([PARLEY, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"parley {' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout


@lru_cache(maxsize=None)
def scenario():
    file = FOLDER / "war.yaml"
    parley("new", file)
    return file


@lru_cache(maxsize=None)
def run_folder():
    folder = FOLDER / "run"
    parley("run", scenario(), "-n", 30, "-o", folder, "--trace", "days", "-q")
    return folder


def signed_run():
    """The run that signs a deal soonest."""
    signed = [row for row in rows_of(run_folder() / "runs.csv") if int(row["deals"]) > 0]
    return int(min(signed, key=lambda row: int(row["agreement_day"]))["run"])


@lru_cache(maxsize=None)
def study(design):
    """grid: three values of one parameter and two of another; or a design over ranges of both."""
    file = FOLDER / f"{design}.db"
    if design == "grid":
        vary, how = ("parties.SOUTH.reservation=0.2:0.7:3", "truce.detection=0.2:0.9:2"), "grid"
    else:
        vary = ("parties.SOUTH.reservation=0.2:0.7", "truce.detection=0.2:0.9")
        how = {"saltelli": "{saltelli: {points: 16}}", "morris": "{morris: {trajectories: 6}}", "lhs": "{lhs: {points: 24}}"}[design]
    parley("sweep", scenario(), "--vary", vary[0], "--vary", vary[1], "--design", how, "-n", 20, "-q", "-o", file)
    return file


def exported(file, table):
    """A table of a study as a file."""
    out = FOLDER / f"{file.stem}-{table}.csv"
    parley("export", file, "-t", table, "-o", out)
    return out


def rows_of(file):
    with open(file, newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
