"""Figures of gnuplot, read back from their SVG: every series is there, with as many marks as the table has rows."""

import html
import json
import re
import subprocess
import unittest
from pathlib import Path

import small

SCRIPTS = Path(__file__).resolve().parents[2] / "analysis" / "gnuplot"


def plotted(script, *arguments):
    """The SVG of a figure."""
    file = small.FOLDER / f"{script}.svg"
    done = subprocess.run(
        ["gnuplot", "-c", SCRIPTS / f"{script}.gp", str(arguments[0]), str(file), *map(str, arguments[1:])], capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or "warning" in done.stderr.lower() and "empty" not in done.stderr:
        raise AssertionError(done.stderr)
    return file.read_text(encoding="utf-8")


def texts(svg):
    """All that is written in the picture."""
    return re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)</(?:tspan|text)>", svg)))


def series(svg, title):
    """The part of the picture that is the series with this title in the key."""
    parts = re.findall(r'<g id="gnuplot_plot_\d+[a-z]?"\s*><title>(.*?)</title>(.*?)(?=<g id="gnuplot_plot_|\Z)', svg, re.S)
    for name, body in parts:
        if name.startswith(title):
            return body
    raise AssertionError(f"no series '{title}': {[n for n, _ in parts]}")


def marks(part):
    """Number of point marks of a series (its key's included)."""
    return len(re.findall(r"<use ", part))


def corners(part):
    """Number of corners of all lines of a series."""
    return sum(len(re.findall(r"-?[\d.]+,-?[\d.]+", d)) for d in re.findall(r"d='([^']*)'", part))


def rgb(colour):
    """#0072b2 as gnuplot writes it."""
    return "rgb({:3d}, {:3d}, {:3d})".format(*(int(colour[k : k + 2], 16) for k in (1, 3, 5)))


class Gnuplot(unittest.TestCase):
    def test_survival_has_a_curve_for_each_group_of_values_that_the_report_tells(self):
        file = small.study("lhs")
        told = json.loads(small.parley("report", file, "--json"))["survival"]
        table, titles = small.exported(file, "survival_groups"), small.exported(file, "titles")
        self.assertGreater(len(told), 0)
        for one in told:
            rows = [r for r in small.rows_of(table) if r["parameter"] == one["parameter"]]
            svg = plotted("survival", table, titles, one["parameter"])
            self.assertIn(one["title"], html.unescape(texts(svg)))
            for k, group in enumerate(one["groups"]):
                mine = [r for r in rows if r["group"] == str(k)]
                self.assertEqual(int(mine[0]["truces"]), group["truces"])
                self.assertEqual((mine[0]["day"], mine[0]["survival"]), ("0", "1"))
                # The steps are those of the report's estimate.
                for day, beyond in group["beyond_days"].items():
                    last = [r for r in mine if int(r["day"]) <= int(day)][-1]
                    if beyond["share"] is not None:
                        self.assertAlmostEqual(float(last["survival"]), beyond["share"], places=5)
                body = series(svg, f"{mine[0]['values']} (n={group['truces']})")
                steps = sum(a["survival"] != b["survival"] for a, b in zip(mine, mine[1:]))
                self.assertGreaterEqual(corners(body), steps)

    def test_survival_takes_words_for_values(self):
        store = small.FOLDER / "modes.db"
        small.parley("sweep", small.scenario(), "--vary", "talks.protocol=single_text,alternating_offers", "-n", 40, "-q", "-o", store)
        svg = plotted("survival", small.exported(store, "survival_groups"), small.exported(store, "titles"))
        series(svg, "alternating_offers (n=")

    def test_shares_have_a_mark_for_each_outcome_and_value(self):
        runs = small.rows_of(small.exported(small.study("grid"), "runs"))
        svg = plotted("shares", small.exported(small.study("grid"), "runs"), small.exported(small.study("grid"), "titles"))
        for outcome in ("holding", "collapsed", "deadlock", "breakdown"):
            last = [r for r in runs if float(r["parties.SOUTH.reservation"]) == 0.7]
            share = sum(r["outcome"] == outcome for r in last) / len(last)
            self.assertGreaterEqual(marks(series(svg, f"{outcome} {100 * share:.0f}%")), 3)
        self.assertIn("n = 120 runs, 40 at each mark", texts(svg))

    def test_a_parameter_whose_values_are_words_is_refused_with_what_draws_it(self):
        store = small.FOLDER / "words.db"
        small.parley("sweep", small.scenario(), "--vary", "talks.protocol=single_text,alternating_offers", "-n", 5, "-q", "-o", store)
        for figure, table in (("shares", "runs"),):
            done = subprocess.run(
                ["gnuplot", "-c", str(SCRIPTS / f"{figure}.gp"), *map(str, (small.exported(store, table), small.FOLDER / "no.svg", small.exported(store, "titles")))],
                capture_output=True, text=True, check=False,
            )
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("draw it with Python or R", done.stderr + done.stdout)

    def test_concessions_have_a_mark_for_each_offer(self):
        folder = small.run_folder()
        run = small.signed_run()
        day = int(small.rows_of(folder / "runs.csv")[run]["agreement_day"])
        offers = [r for r in small.rows_of(folder / "offers.csv") if r["run"] == str(run) and r["kind"] == "offer" and int(r["day"]) <= day]
        svg = plotted("concessions", folder, run)
        called = {r["party"]: r for r in small.rows_of(folder / "parties.csv")}
        for party in ("NORTH", "SOUTH"):
            count = sum(r["who"] == party for r in offers)
            self.assertGreater(count, 0)
            self.assertGreaterEqual(marks(series(svg, f"{called[party]['name']} 0.")), count)
            self.assertGreaterEqual(corners(series(svg, f"{called[party]['name']} without a deal")), count)
            self.assertIn(rgb(called[party]["colour"]), series(svg, f"{called[party]['name']} 0."))
        self.assertIn("They agree", texts(svg))

    def test_the_tornado_has_a_bar_for_each_parameter(self):
        file = small.exported(small.study("lhs"), "sensitivity")
        svg = plotted("tornado", file, "deaths")
        for parameter in ("parties.SOUTH.reservation", "truce.detection"):
            self.assertIn(parameter, texts(svg))
        title = next(r["title"] for r in small.rows_of(file) if r["output"] == "deaths" and r["method"] == "largest_difference")
        self.assertIn(title, html.unescape(texts(svg)))
        self.assertGreaterEqual(len(re.findall(r"<polygon", svg)), 2)

    def test_the_timeline_has_deaths_of_each_front_and_trust_of_who_signs(self):
        run = small.signed_run()
        svg = plotted("timeline", small.run_folder(), run)
        days = [r for r in small.rows_of(small.run_folder() / "days.csv") if r["run"] == str(run)]
        self.assertGreaterEqual(corners(series(svg, "Northern army")), len(days) // 2)
        series(svg, "River")
        for party in small.rows_of(small.run_folder() / "parties.csv"):
            self.assertIn(rgb(party["colour"]), series(svg, party["name"]))
        calm = sum(r["phase"] == "truce" for r in days)
        self.assertIn(f"{calm} of {len(days)} days under truce", texts(svg))

    def test_the_timeline_draws_trust_of_nobody_who_signs_nothing(self):
        file, folder = small.FOLDER / "insurgency.yaml", small.FOLDER / "insurgency"
        small.parley("new", file, "--kind", "insurgency")
        small.parley("run", file, "-n", 8, "--central", "-o", folder, "--trace", "days", "-q")
        days = small.rows_of(folder / "days.csv")
        run = next(r["run"] for r in days if r["phase"] == "truce")
        svg = plotted("timeline", folder, run)
        for party in small.rows_of(folder / "parties.csv"):
            keys = re.findall(r"<title>(.*?)</title>", svg)
            self.assertEqual(party["name"] in keys, party["seat"] == "principal", party)

    def test_what_is_missing_ends_with_2(self):
        done = subprocess.run(["gnuplot", "-c", SCRIPTS / "survival.gp"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage", done.stderr + done.stdout)


if __name__ == "__main__":
    unittest.main()
