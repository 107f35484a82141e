"""python3 -m parley_plots FIGURE PATH -o out.png|svg|pdf"""

import argparse
import importlib.util
import sys
from pathlib import Path

PACKAGES = {"numpy": "python3-numpy", "pandas": "python3-pandas", "matplotlib": "python3-matplotlib"}

# What each figure reads, and from what it can be made.
NEEDS = {
    "concessions": "a run directory with --trace offers: what each party asks for, round after round; the agreement marked",
    "space": "the folder of parley analyze -o: packages, Pareto frontier, reservation lines, Nash and Kalai-Smorodinsky; --talks DIR adds the offers",
    "positions": "a run directory with --trace offers: the option asked for on each issue, round after round",
    "timeline": "a run directory with --trace days: phases, deaths by front, events, breaches, offers and trust of one run",
    "survival": "a run directory, a study or exported runs: Kaplan-Meier of first truces; --by COLUMN for groups, --base-rate GROUP",
    "life": "the same: how long first texts are in force, and how long deaths stay below three quarters and half of before",
    "shares": "a study or exported runs: outcome shares over one swept parameter (--parameter)",
    "heatmap": "a study or exported runs: an output (-y) over two swept parameters (--parameter twice)",
    "tornado": "a study or its exported sensitivity: largest difference that each parameter makes to an output (-y)",
    "sobol": "the same of a study with design saltelli: Sobol indices",
    "morris": "the same of a study with design morris: the plane of Morris",
    "premortem": "the folder of parley premortem -o, or its --json (which knows the words): what each clause does",
    "record": "the folder of parley validate -o, or its --json: scores of the model beside simple forecasts",
}


def described():
    figures = "\n".join(f"  {name:<12}{words}" for name, words in NEEDS.items())
    p = argparse.ArgumentParser(
        prog="parley_plots", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Makes a figure from the tables that parley writes, and says in words what it shows.", epilog=f"Figures, and what they are made from:\n{figures}",
    )
    p.add_argument("figure", metavar="FIGURE", choices=NEEDS, help="one of those listed below")
    p.add_argument("path", metavar="PATH", help="run directory, study.db, or exported table")
    p.add_argument("-o", dest="file", metavar="FILE", help="picture to write: .png, .svg or .pdf (default FIGURE.png)")
    p.add_argument("--run", type=int, metavar="N", help="which run (default: the typical one that `parley run` tells)")
    p.add_argument("--by", metavar="COLUMN", help="survival: groups by this column, for example a swept parameter or term_AIR")
    p.add_argument("--base-rate", metavar="GROUP", help="survival: group of the record (default: 'open-ended bilateral+'), or none")
    p.add_argument("--parameter", action="append", metavar="PATH", help="shares, heatmap: which swept parameter; the end of its path is enough")
    p.add_argument("-y", dest="output", metavar="NAME", help="output: holding, first_truce_beyond_30, deaths ...")
    p.add_argument("--party", action="append", metavar="ID", help="concessions, space: which parties (twice)")
    p.add_argument("--talks", metavar="DIR", help="space: run directory whose offers are drawn")
    return p


def options_for(name, given, load):
    """The arguments of a figure's function, from the command line."""
    options = {}
    if name in ("concessions", "positions", "timeline", "space") and given.run is not None:
        options["run"] = given.run
    if name in ("concessions", "space") and given.party:
        options["parties"] = given.party
    if name == "space" and given.talks:
        options["talks"] = load(given.talks)
    if name == "survival":
        options["by"] = given.by
        if given.base_rate:
            options["base_rate"] = None if given.base_rate == "none" else given.base_rate
    if name == "shares" and given.parameter:
        options["parameter"] = given.parameter[0]
    if name == "heatmap" and given.parameter:
        options["parameters"] = given.parameter
    if name in ("heatmap", "tornado", "sobol", "morris") and given.output:
        options["output"] = given.output
    return options


def main(arguments=None):
    given = described().parse_args(arguments)
    lacking = [debian for module, debian in PACKAGES.items() if importlib.util.find_spec(module) is None]
    if lacking:
        print(f"parley_plots: these packages are missing for {sys.executable}: {' '.join(lacking)} "
              f"(apt-get install {' '.join(lacking)}, and use /usr/bin/python3; or pip install numpy pandas matplotlib)", file=sys.stderr)
        return 1
    from . import FIGURES, DataError, load

    file = Path(given.file or f"{given.figure}.png")
    if file.suffix not in (".png", ".svg", ".pdf"):
        print(f"parley_plots: -o {file}: expected a name that ends in .png, .svg or .pdf", file=sys.stderr)
        return 2
    try:
        data = load(given.path)
        figure = FIGURES[given.figure](data, **options_for(given.figure, given, load))
        metadata = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[file.suffix]
        figure.savefig(file, metadata=metadata)
        said = {text.get_gid(): text.get_text().replace("\n", " ") for text in figure.texts if text.get_gid()}
        print(f"{said['title']}\n{said['subtitle']}")
        if data.incomplete:
            print(data.incomplete, file=sys.stderr)
    except DataError as error:
        print(f"parley_plots: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"parley_plots: cannot write {file}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
