"""Figures of studies: shares, heat map, tornado, Sobol, Morris against the tables they are made of."""

import html
import json
import shutil
import subprocess
import unittest
from pathlib import Path

import numpy as np
import pandas as pd

import small
from drawn import bars, check_picture, check_words, series, words
from parley_plots import DataError, heatmap, load, morris, shares, sobol, survival, tornado


class Studies(unittest.TestCase):
    def test_shares_are_those_of_the_runs_at_each_value(self):
        runs = pd.read_csv(small.exported(small.study("grid"), "runs"))
        for path in (small.study("grid"), small.exported(small.study("grid"), "runs")):
            figure = shares(load(path), "SOUTH.reservation")
            for outcome in runs.outcome.unique():
                wanted = (runs.outcome == outcome).groupby(runs["parties.SOUTH.reservation"]).mean()
                x, y = series(figure, outcome)
                np.testing.assert_allclose(x, wanted.index)
                np.testing.assert_allclose(y, wanted)
                self.assertIn(f"band_{outcome}", [c.get_label() for c in figure.axes[0].collections])
            self.assertIn(load(path).words_of("parties.SOUTH.reservation"), words(figure, "title"))
            check_words(self, figure, len(runs), path.name)
            check_picture(self, figure)

    def test_one_study_has_the_same_findings_in_the_same_words_in_python_r_and_gnuplot(self):
        for name, values in (("far", "0.2,0.45,0.7,0.9"), ("near", "0.44,0.45")):
            file = small.FOLDER / f"{name}.db"
            small.parley("sweep", small.scenario(), "--vary", f"parties.SOUTH.reservation={values}", "-n", 60, "-q", "-o", file)
            tables = {t: small.exported(file, t) for t in ("runs", "survival", "titles")}
            told = {r["figure"]: r["title"] for r in small.rows_of(tables["titles"])}
            self.assertEqual("makes no difference to how runs end that is clear of chance" in told["shares"], name == "near", told)
            self.assertEqual(words(shares(load(file)), "title"), told["shares"])
            self.assertEqual(words(survival(load(file), by="parties.SOUTH.reservation", base_rate=None), "title"), told["survival"])
            self.assertIn(told["survival"], small.parley("report", file, "-q"))
            self.assertIn(told["survival"], [s["title"] for s in json.loads(small.parley("report", file, "--json"))["survival"]])
            small.parley("report", file, "--html", small.FOLDER / "told.html", "-q")
            self.assertIn(told["survival"], html.unescape((small.FOLDER / "told.html").read_text()))
            if shutil.which("gnuplot"):
                from test_gnuplot import plotted, texts

                for figure, table in (("shares", "runs"), ("survival", "survival")):
                    self.assertIn(told[figure], html.unescape(texts(plotted(figure, tables[table], tables["titles"]))))
            if shutil.which("Rscript"):
                folder = Path(__file__).resolve().parents[2] / "analysis" / "R"
                code = (f'source("{folder}/figures.R"); for (f in list(shares_figure("{file}"), '
                        f'survival_figure("{file}", "parties.SOUTH.reservation"))) cat(gsub("\\\\s+", " ", f$labels$title), "\\n", sep="")')
                done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
                if "there is no package" not in done.stderr:
                    self.assertEqual(done.stdout.strip().split("\n"), [told["shares"], told["survival"]], done.stderr)

    def test_many_values_are_cut_into_parts_of_points(self):
        figure = shares(load(small.study("lhs")), "truce.detection")
        self.assertEqual(len(series(figure, "holding")[0]), 6)
        check_picture(self, figure)

    def test_the_heat_map_has_a_cell_for_each_pair_of_values(self):
        data = load(small.study("grid"))
        figure = heatmap(data, output="holding")
        runs = data.table("runs")
        wanted = (runs.outcome == "holding").groupby([runs["truce.detection"], runs["parties.SOUTH.reservation"]]).mean().unstack()
        drawn = figure.axes[0].images[0].get_array()
        np.testing.assert_allclose(drawn, wanted.to_numpy())
        printed = [t.get_text().strip() for t in figure.axes[0].texts]
        self.assertIn(f"{100 * wanted.iloc[0, 0]:.0f}%", printed)
        check_words(self, figure, len(runs), "grid.db")
        check_picture(self, figure)
        for output in ("holding", "deaths"):
            said = data.said("heatmap", data.parameters[0], output, data.parameters[1])[0]
            self.assertIn(": ", said)
            self.assertEqual(words(heatmap(data, output=output), "title"), said)
        check_picture(self, heatmap(data, output="deaths"))

    def test_tornado_bars_are_the_largest_differences_in_order(self):
        table = pd.read_csv(small.exported(small.study("lhs"), "sensitivity")).query("method == 'largest_difference' and output == 'holding'")
        figure = tornado(load(small.study("lhs")), output="holding")
        _, patches = bars(figure, "holding")
        wanted = table.value.iloc[np.argsort(table.value.abs().to_numpy(), kind="stable")]
        np.testing.assert_allclose([p.get_width() for p in patches], wanted)
        check_words(self, figure, 480, "lhs.db")
        self.assertEqual(words(figure, "title"), table.title.iloc[0])
        check_picture(self, figure)
        check_picture(self, tornado(load(small.exported(small.study("lhs"), "sensitivity")), output="deaths"))

    def test_sobol_bars_are_the_indices(self):
        table = pd.read_csv(small.exported(small.study("saltelli"), "sensitivity")).query("output == 'holding'")
        figure = sobol(load(small.study("saltelli")), output="holding")
        for method in ("sobol_first", "sobol_total"):
            _, patches = bars(figure, method)
            np.testing.assert_allclose(sorted(p.get_width() for p in patches), sorted(table.value[table.method == method]))
        check_words(self, figure, "1,280", "saltelli.db")
        self.assertEqual(words(figure, "title"), table.title[table.method == "sobol_total"].iloc[0])
        check_picture(self, figure)

    def test_the_plane_of_morris_has_a_point_for_each_parameter(self):
        table = pd.read_csv(small.exported(small.study("morris"), "sensitivity")).query("output == 'holding'")
        figure = morris(load(small.study("morris")), output="holding")
        x, y = series(figure, "parameters")
        np.testing.assert_allclose(sorted(x), sorted(table.value[table.method == "morris_mu_star"]))
        np.testing.assert_allclose(sorted(y), sorted(table.value[table.method == "morris_sigma"]))
        listed = [t.get_text().replace("\n", " ") for t in figure.axes[1].texts]
        for told in table.words:
            self.assertIn(told, listed)
        self.assertEqual({t.get_text() for t in figure.axes[0].texts}, {"1", "2"})
        check_words(self, figure, 360, "morris.db")
        self.assertEqual(words(figure, "title"), table.title[table.method == "morris_mu_star"].iloc[0])
        check_picture(self, figure)

    def test_indices_that_a_design_does_not_give_are_told(self):
        with self.assertRaisesRegex(DataError, "saltelli"):
            sobol(load(small.study("lhs")))
        with self.assertRaisesRegex(DataError, "no indices of output 'moon'"):
            tornado(load(small.exported(small.study("lhs"), "sensitivity")), output="moon")
        with self.assertRaisesRegex(DataError, "no output 'moon'"):
            tornado(load(small.study("lhs")), output="moon")
        for figure, design in ((sobol, "saltelli"), (morris, "morris"), (tornado, "lhs")):
            with self.assertRaisesRegex(DataError, "the same at every point"):
                figure(load(small.study(design)), output="breakdown")
        with self.assertRaisesRegex(DataError, "nothing was swept"):
            shares(load(small.run_folder()))
        with self.assertRaisesRegex(DataError, "no parameter"):
            shares(load(small.study("grid")), "moon")


if __name__ == "__main__":
    unittest.main()
