"""What did Parley write there?

load(path) takes a run directory (parley run -o), a study (study.db), the folders of `parley premortem -o`, `parley analyze -o`
and `parley validate -o`, the --json of premortem and validate, or one exported table (csv, tsv, jsonl, also .gz), and says of
each table that is missing which command writes it. What is loaded keeps the names of parties, issues and fronts, and the
words for "how many, from which seed, from which file" that every figure carries.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass, field, fields
from io import StringIO
from pathlib import Path

import pandas as pd

# Columns that hold words or identifiers, whatever these look like; `parley schema --tables` lists them all.
TEXT_COLUMNS = frozenset(
    "outcome agreement_date collapse_date ended_by manner cause trigger trigger_by walked_out first_refusal_by beaten pressed political_track "
    "date standing_by kind name who whom front side about phase failure issue from to party parties output method parameter with path mark why words with_words title figure parts with_parts bloc seat colour".split()
)


def read_table(file, sep=","):
    """A table of parley as a DataFrame: identifiers are text, and nothing but an empty cell is missing.

    Semicolons with decimal commas (parley export -f csv2) are known by the header.
    """

    def read(**more):
        if hasattr(file, "seek"):
            file.seek(0)
        return pd.read_csv(file, keep_default_na=False, **more)

    head = read(sep=sep, nrows=0).columns
    decimal = "."
    if sep == "," and len(head) == 1 and ";" in head[0]:
        sep, decimal = ";", ","
        head = read(sep=sep, nrows=0).columns
    words = {column: str for column in head if column in TEXT_COLUMNS}
    return read(sep=sep, decimal=decimal, low_memory=False, na_values=[""], dtype=words)


class DataError(Exception):
    """The data do not hold what was asked for; the message says what to do."""


@dataclass(frozen=True)
class Party:
    id: str
    name: str
    seat: str = "principal"
    signs: bool = True
    reservation: float = float("nan")
    colour: str = "#6b6b6b"
    dashed: bool = False


@dataclass
class Data:
    """Tables that belong together. `kind`: run, study, premortem, analysis, record or export."""

    kind: str
    path: Path
    title: str = ""
    seed: object = None
    manifest: dict = field(default_factory=dict)
    tables: dict = field(default_factory=dict)
    parameters: list = field(default_factory=list)
    made: int = 0
    planned: int = 0

    def table(self, name):
        """One table as a DataFrame. Raises DataError where it was not written."""
        if name not in self.tables:
            frame = self._read(name)
            if frame is None:
                raise DataError(f"{self.path}: no table '{name}' ({hint(self.kind, name)})")
            self.tables[name] = frame
        return self.tables[name]

    def has(self, name):
        """Whether the table is there, without computing it."""
        return name in self.tables or (self.path.is_dir() and (self.path / f"{name}.csv").exists())

    def _read(self, name):
        if self.kind == "study":
            return _study_table(self, name)
        if self.path.is_dir() and (self.path / f"{name}.csv").exists():
            return read_table(self.path / f"{name}.csv")
        return None

    @property
    def parties(self):
        """By identifier, in the scenario's order; empty where no manifest tells them."""
        told = self.manifest.get("parties", [])
        known = [f.name for f in fields(Party)]
        return {p["id"]: Party(**{"name": p["id"], **{k: v for k, v in p.items() if k in known}}) for p in told}

    @property
    def issues(self):
        """Title and options of each issue, by identifier."""
        return {i["id"]: (i["title"] or i["id"], i["options"]) for i in self.manifest.get("issues", [])}

    @property
    def fronts(self):
        """Names of fronts by identifier."""
        return {f["id"]: f["name"] or f["id"] for f in self.manifest.get("fronts", [])}

    @property
    def incomplete(self):
        """What is missing of the runs that were asked for, in parley's words; "" where nothing is, or nothing is known."""
        if self.made < self.planned:
            return f"NOT COMPLETE: {self.made:,} of {self.planned:,} runs"
        return ""

    def words_of(self, parameter):
        """A swept parameter in parley's plain words; its path where the program or the study is not at hand."""
        if self.kind != "study" or program() is None:
            return str(parameter)
        table = self.table("parameters")
        return dict(zip(table.parameter, table.words)).get(parameter, str(parameter))

    def said(self, figure, parameter, output=None, other=None):
        """What parley says first in a figure of a study, and the parts of values it says it of: (title, parts, parts of the other).

        (None, None, None) where it says nothing: no study, or no program at hand. Parts are the largest values of each; None: each value is one.
        """
        if self.kind != "study" or program() is None:
            return None, None, None
        name = "titles" if output is None else f"titles of {output}"
        table = self.table(name)
        row = table[(table.figure == figure) & (table.parameter == parameter)]
        if other is not None:
            row = row[(row["with"] == other) & (row.output == output)]
        if row.empty:
            return None, None, None
        row = row.iloc[0]
        return (row.title, *([float(v) for v in str(row[c]).split()] if isinstance(row[c], str) else None for c in ("parts", "with_parts")))

    def name_of(self, party):
        return self.parties[party].name if party in self.parties else str(party)

    def source(self, *tables):
        """Where a figure's numbers come from, for its foot."""
        named = ", ".join(t if t.endswith(".csv") or self.kind == "study" else f"{t}.csv" for t in tables)
        words = [self.incomplete] if self.incomplete else []
        if self.title:
            words.append(self.title)
        if self.seed is not None:
            words.append(f"seed {self.seed}")
        if self.kind == "export" or not named or self.path.suffix == ".json":
            words.append(self.path.name)
        elif self.kind == "study":
            words.append(f"{self.path.name}, table {named}")
        else:
            words.append(f"{named} in {self.path.resolve().name}")
        changed = self.manifest.get("parameters_set") or []
        if changed:
            words.append("with " + ", ".join(changed))
        return " · ".join(words)


def hint(kind, name):
    """The command that writes a table."""
    traces = {"rounds": "rounds", "events": "rounds", "offers": "offers", "days": "days"}
    if kind == "run" and name in traces:
        return f"written by: parley run SCENARIO -o DIR --trace {traces[name]}"
    if name in ("packages", "zones"):
        return "written by: parley analyze SCENARIO -o DIR"
    if name in ("clauses", "survival") and kind in ("premortem", "run"):
        return "written by: parley premortem SCENARIO -o DIR"
    if name == "record":
        return "written by: parley validate -o DIR"
    if name in ("sensitivity", "survival", "points", "runs"):
        return f"written by: parley export STUDY.db -t {name} -o {name}.csv"
    return f"a {kind} has none"


def program():
    """The parley program: $PARLEY, on the PATH, or built in this source tree. None if there is none."""
    named = os.environ.get("PARLEY")
    if named:
        return named
    built = Path(__file__).resolve().parents[3] / "build" / "release" / "parley"
    return shutil.which("parley") or (str(built) if built.exists() else None)


# Tables that parley makes, of estimates or of words: not made a second time here.
_MADE = ("sensitivity", "survival", "parameters", "titles")


def _study_table(data, name):
    name, _, output = name.partition(" of ")
    if name in _MADE:
        parley = program()
        if parley is None:
            raise DataError(
                f"{data.path}: indices are computed by the program parley, which is not on the PATH: set PARLEY=/path/to/parley, "
                f"or export the table ({hint('study', name)}) and plot that"
            )
        done = subprocess.run([parley, "export", str(data.path), "-t", name, *(["--of", output] if output else [])], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 75):  # 75: runs of the study are still to be made, as the figure says
            raise DataError(done.stderr.strip() or f"parley export failed on {data.path}")
        return read_table(StringIO(done.stdout))
    with sqlite3.connect(f"file:{data.path}?mode=ro", uri=True) as db:
        if name == "runs":
            return pd.read_sql("SELECT * FROM results ORDER BY run", db)
        if name in ("points", "assumptions", "rounds"):
            return pd.read_sql(f"SELECT * FROM {name}", db)
    return None


def _load_study(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            name, seed, scenario = db.execute("SELECT name, seed, scenario_file FROM study").fetchone()
            parameters = [row[1] for row in db.execute("PRAGMA table_info(points)") if row[1] != "point"]
            made = db.execute("SELECT count(*) FROM runs").fetchone()[0]
            planned = db.execute("SELECT points * replicates FROM study").fetchone()[0]
    except sqlite3.Error as error:
        raise DataError(f"{path}: not a study of parley ({error})") from error
    return Data("study", path, name or scenario, seed, parameters=parameters, made=made, planned=planned)


def _load_folder(path):
    if (path / "manifest.json").exists() and (path / "runs.csv").exists():
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        with (path / "runs.csv").open("rb") as rows:
            made = max(0, sum(1 for _ in rows) - 1)
        if manifest.get("status") == "complete":
            made = manifest.get("runs_finished", made)
        return Data("run", path, manifest.get("scenario", ""), manifest.get("seed"), manifest, made=made, planned=manifest.get("replicates") or 0)
    manifest = {}
    if (path / "manifest.json").exists():
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    for kind, mark in (("premortem", "clauses"), ("record", "record"), ("analysis", "packages")):
        if (path / f"{mark}.csv").exists():
            return Data(kind, path, manifest.get("scenario", ""), manifest.get("seed"), manifest)
    raise DataError(f"{path}: neither manifest.json and runs.csv (parley run -o) nor tables of premortem, analyze or validate")


def _clauses(report):
    rows = []
    for c in report["clauses"]:
        row = {"issue": c["issue"], "from": c["from"], "to": c["to"], "to_text": c["to_text"], "dropped": int(c["dropped"])}
        row.update(survival=c["survival"]["share"], low=c["survival"]["low"], high=c["survival"]["high"])
        row.update(
            change=c["change"]["difference"], change_low=c["change"]["low"], change_high=c["change"]["high"], clear=int(c["clear_of_chance"]),
            deaths_change=c["deaths_change"]["difference"],
            deaths_low=c["deaths_change"]["low"], deaths_high=c["deaths_change"]["high"], fronts=c["fronts_covered"],
            runs=c.get("runs", report["replicates"]),
        )
        for party, told in c["signatories"].items():
            row[f"signs_{party}"] = told["signs"]["share"]
        rows.append(row)
    return pd.DataFrame(rows)


def _load_json(path):
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{path}: not JSON ({error})") from error
    if "clauses" in report:
        return Data("premortem", path, report.get("scenario", ""), report.get("seed"), report, {"clauses": _clauses(report)})
    if "rows" in report:
        return Data("record", path, report.get("scenario", ""), report.get("seed"), report, {"record": pd.DataFrame(report["rows"])})
    raise DataError(f"{path}: expected the --json of parley premortem or parley validate")


def _load_export(path):
    name = path.name[:-3] if path.name.endswith(".gz") else path.name
    if name.endswith(".jsonl"):
        frame = pd.read_json(path, lines=True)
    else:
        frame = read_table(path, "\t" if name.endswith(".tsv") else ",")
    columns = list(frame.columns)
    if "outcome" in columns:
        known = "runs"
        parameters = columns[columns.index("replicate") + 1 : columns.index("failure")] if "failure" in columns else []
    elif "method" in columns:
        known, parameters = "sensitivity", []
    elif "at_risk" in columns:
        known, parameters = "survival", columns[1 : columns.index("day")]
    elif {"change", "change_low", "issue"} <= set(columns):
        known, parameters = "clauses", []
    elif {"what", "model_low", "hit"} <= set(columns):
        known, parameters = "record", []
    else:
        raise DataError(f"{path}: columns of no table that parley exports ({', '.join(columns[:6])} ...)")
    kind = {"clauses": "premortem", "record": "record"}.get(known, "export")
    made = planned = 0
    if known == "runs" and {"point", "replicate"} <= set(columns) and len(frame) > 0:  # a study that stopped has points with fewer runs
        made, planned = len(frame), (int(frame.point.max()) + 1) * (int(frame.replicate.max()) + 1)
    return Data(kind, path, "", None, {}, {known: frame}, parameters, made, planned)


def load(path):
    """What is at `path`, as Data. Raises DataError with what to do about it."""
    path = Path(path)
    if not path.exists():
        raise DataError(f"{path}: no such file or folder")
    if path.is_dir():
        return _load_folder(path)
    if path.suffix == ".json":
        return _load_json(path)
    with path.open("rb") as start:
        if start.read(15) == b"SQLite format 3":
            return _load_study(path)
    return _load_export(path)
