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
from parley_plots.statistics import blocked_kaplan_meier, kaplan_meier, survival_at
from parley_plots.sweeps import finished_runs
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
            tables = {t: small.exported(file, t) for t in ("runs", "survival_groups", "titles")}
            told = {r["figure"]: r["title"] for r in small.rows_of(tables["titles"])}
            self.assertEqual("No difference in how runs end by" in told["shares"], name == "near", told)
            self.assertEqual(words(shares(load(file)), "title"), told["shares"])
            self.assertEqual(words(survival(load(file), by="parties.SOUTH.reservation", base_rate=None), "title"), told["survival"])
            self.assertIn(told["survival"], small.parley("report", file, "-q"))
            self.assertIn(told["survival"], [s["title"] for s in json.loads(small.parley("report", file, "--json"))["survival"]])
            small.parley("report", file, "--html", small.FOLDER / "told.html", "-q")
            self.assertIn(told["survival"], html.unescape((small.FOLDER / "told.html").read_text()))
            if shutil.which("gnuplot"):
                from test_gnuplot import plotted, texts

                for figure, table in (("shares", "runs"), ("survival", "survival_groups")):
                    self.assertIn(told[figure], html.unescape(texts(plotted(figure, tables[table], tables["titles"]))))
            if shutil.which("Rscript"):
                folder = Path(__file__).resolve().parents[2] / "analysis" / "R"
                code = (f'source("{folder}/figures.R"); for (f in list(shares_figure("{file}"), '
                        f'survival_figure("{file}", "parties.SOUTH.reservation"))) cat(gsub("\\\\s+", " ", f$labels$title), "\\n", sep="")')
                done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
                if "there is no package" not in done.stderr:
                    self.assertEqual(done.stdout.strip().split("\n"), [told["shares"], told["survival"]], done.stderr)

    def test_every_kind_of_finding_is_one_sentence_in_text_json_page_table_and_figures(self):
        flat = lambda text: " ".join(text.split())
        seen = set()
        for design in ("grid", "lhs", "saltelli", "morris"):
            file = small.study(design)
            told = json.loads(small.parley("report", file, "--json"))
            small.parley("report", file, "--html", small.FOLDER / "all.html", "-q")
            everywhere = (flat(small.parley("report", file)), flat(html.unescape((small.FOLDER / "all.html").read_text())))
            table = small.exported(file, "sensitivity")
            data = load(file)
            for one in told["outputs"]:
                output = one["output"]
                kinds = {"effects": one["title"]} | {k: one[k]["title"] for k in ("sobol", "morris", "discovery") if one[k]}
                for kind, title in kinds.items():
                    seen.add(kind)
                    for place in everywhere:
                        self.assertIn(title, place)
                if one["constant"]:
                    continue
                figures = {"effects": tornado, "sobol": sobol, "morris": morris}
                for kind in kinds.keys() & figures.keys():
                    if "no more than the luck of the runs" in kinds[kind]:  # nothing to draw, and the figure says so
                        with self.assertRaises(DataError) as refused:
                            figures[kind](data, output=output)
                        self.assertIn(kinds[kind], str(refused.exception))
                    else:
                        self.assertEqual(words(figures[kind](data, output=output), "title"), kinds[kind])
                if shutil.which("gnuplot"):
                    from test_gnuplot import plotted, texts

                    self.assertIn(one["title"], html.unescape(texts(plotted("tornado", table, output))))
                if design == "lhs" and shutil.which("Rscript"):
                    folder = Path(__file__).resolve().parents[2] / "analysis" / "R"
                    code = (f'source("{folder}/figures.R"); for (f in list(tornado_figure("{file}", "{output}"), tornado_figure("{table}", "{output}"))) '
                            'cat(gsub("\\\\s+", " ", f$labels$title), "\\n", sep="")')
                    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
                    if "there is no package" not in done.stderr:
                        self.assertEqual(done.stdout.strip().split("\n"), [one["title"]] * 2, done.stderr)
            for kind in ("survival", "rankings"):
                for one in told[kind]:
                    seen.add(kind)
                    for place in everywhere:
                        self.assertIn(one["title"], place)
            for one in told["survival"]:
                self.assertEqual(words(survival(data, by=one["parameter"], base_rate=None), "title"), one["title"])
        self.assertEqual(seen, {"effects", "sobol", "morris", "discovery", "survival"} | ({"rankings"} if "rankings" in seen else set()))

    def test_first_truces_of_a_study_are_no_surer_than_its_replicates(self):
        file = small.study("lhs")
        runs = finished_runs(load(file))
        signed = runs[runs.first_truce_days.notna()]
        # What parley says of the groups of its first parameter.
        told = json.loads(small.parley("report", file, "--json"))["survival"][0]
        for group in told["groups"]:
            rows = signed[signed[told["parameter"]].between(group["from"], group["to"])]
            curve = blocked_kaplan_meier(rows.first_truce_days, rows.first_truce_ended, rows.replicate, 20)
            for day, wanted in group["beyond_days"].items():
                if wanted["low"] is not None:
                    np.testing.assert_allclose(survival_at(curve, int(day)), (wanted["share"], wanted["low"], wanted["high"]), rtol=1e-5)
        narrow = survival_at(kaplan_meier(signed.first_truce_days, signed.first_truce_ended), 7)
        wide = survival_at(blocked_kaplan_meier(signed.first_truce_days, signed.first_truce_ended, signed.replicate, 20), 7)
        self.assertEqual(narrow[0], wide[0])
        self.assertGreater(wide[2] - wide[1], narrow[2] - narrow[1])
        few = blocked_kaplan_meier(signed.first_truce_days, signed.first_truce_ended, signed.replicate, 9)
        self.assertTrue(few.low.isna().all())
        self.assertIn("whose luck all points share", words(survival(load(file)), "subtitle"))
        if shutil.which("Rscript"):
            folder = Path(__file__).resolve().parents[2] / "analysis" / "R"
            code = (f'source("{folder}/figures.R"); r <- read_runs("{file}")$runs; r <- r[!is.na(r$first_truce_days), ]; '
                    'k <- blocked_kaplan_meier(r$first_truce_days, r$first_truce_ended, r$replicate, 20); '
                    'cat(unlist(survival_at(k, 7)[c("survival", "low", "high")]))')
            done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
            if "there is no package" not in done.stderr:
                np.testing.assert_allclose([float(x) for x in done.stdout.split()], wide, rtol=1e-5, err_msg=done.stderr)

    def test_what_no_run_looks_at_has_no_bar(self):
        file = small.FOLDER / "unread.db"
        small.parley("sweep", small.scenario(), "--vary", "parties.SOUTH.reservation=0.2:0.7", "--vary", "parties.NORTH.discount=0.1:0.9",
                     "--design", "{lhs: {points: 24}}", "-n", 10, "-q", "-o", file)
        figure = tornado(load(file), output="holding")
        self.assertEqual(len(bars(figure, "holding")[1]), 1)
        self.assertIn("No run looks at 1 more that varies", words(figure, "subtitle"))

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
