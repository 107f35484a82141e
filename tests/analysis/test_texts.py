"""Figures of premortem, validate and analyze, and the command line."""

import json
import unittest

import numpy as np
import pandas as pd

import small
from drawn import check_picture, check_words, series, words
from parley_plots import DataError, FIGURES, load, premortem, record, space
from parley_plots.__main__ import NEEDS, main
from parley_plots.style import spread

def _scored(score):
    return {"mean": 0.5, "median": 0.5, "low": None, "high": None, "score": score, "log_score": None, "pit": None}


RECORD = {
    "replicates": 400, "points": 200, "runs_a_point": 4,
    "rows": [
        {"id": "a.month", "what": "The text lasts beyond a month", "group": "seen", "unit": "yes-no", "model": 0.31, "model_low": 0.28, "hit": None,
         "centre": _scored(0.48), "ranges": _scored(0.4), "simple": {"no change": _scored(0), "even chance": _scored(0.25)}},
        {"id": "a.week", "what": "Deaths in week 1, share of war", "group": "calibration", "unit": "share of deaths before", "model": 0.5, "model_low": 0.4,
         "hit": True, "centre": _scored(0.1), "ranges": _scored(0.15), "simple": {"no change": _scored(0.5)}},
        {"id": "b.later", "what": "Not known yet", "group": "held_out", "unit": "yes-no", "model": 0.5, "model_low": 0.4, "hit": None,
         "centre": _scored(None), "ranges": _scored(None), "simple": {}},
    ],
}


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        deal = small.FOLDER / "deal.yaml"
        deal.write_text("name: A text\ndate: 2024-01-05\noptions: {CEASEFIRE: open-ended, LINE: back 5 km, OBSERVERS: joint patrols}\n")
        cls.json = small.FOLDER / "premortem.json"
        cls.json.write_text(small.parley("premortem", small.scenario(), "--deal", deal, "-n", 30, "-q", "--json"))
        cls.folder = small.FOLDER / "premortem"
        small.parley("premortem", small.scenario(), "--deal", deal, "-n", 30, "-q", "-o", cls.folder)

    def test_every_clause_is_a_point_with_its_interval(self):
        table = pd.read_csv(self.folder / "clauses.csv")
        title = table.title.iloc[0]
        table = table[table.change.notna()]  # the others leave no ceasefire
        for path in (self.json, self.folder):
            figure = premortem(load(path))
            drawn = [x for label in ("lasts longer", "shorter", "chance") for line in figure.axes[0].get_lines() if line.get_label() == label
                     for x in line.get_xdata()]
            np.testing.assert_allclose(sorted(drawn), sorted(table.change))
            self.assertEqual(len(figure.axes[0].get_yticklabels()), len(table))
            check_picture(self, figure)
            self.assertEqual(words(figure, "title"), title)
        figure = premortem(load(self.json))
        self.assertIn("A text", words(figure, "subtitle"))
        check_words(self, figure, 30, "premortem.json")

    def test_the_record_draws_the_scores_of_every_figure_beside_simple_forecasts(self):
        file = small.FOLDER / "record.json"
        file.write_text(json.dumps(RECORD))
        folder = small.FOLDER / "record"
        folder.mkdir()
        pd.DataFrame(RECORD["rows"]).drop(columns=["centre", "ranges", "simple"]).to_csv(folder / "record.csv", index=False)
        told = [(r["id"], name, scored["score"]) for r in RECORD["rows"] for name, scored in {"centre": r["centre"], "ranges": r["ranges"], **r["simple"]}.items()]
        pd.DataFrame(told, columns=["id", "forecast", "score"]).to_csv(folder / "scores.csv", index=False)
        for path in (file, folder):
            figure = record(load(path))
            self.assertEqual(len(figure.axes), 2)  # shares and yes-no are never added up
            np.testing.assert_allclose(series(figure, "model, over ranges")[0], [0.4])
            np.testing.assert_allclose(series(figure, "simple forecasts")[0], [0, 0.25])
            self.assertIn("in 0 of 1 figures that it was not calibrated on; those who wrote it knew them all", words(figure, "title"))
            check_words(self, figure, 2, "record")
            check_picture(self, figure)
        self.assertIn("400 runs at the centre", words(record(load(file)), "subtitle"))

    def test_better_than_one_of_two_forecasts_is_not_better_than_most(self):
        for simple, better in (((0.25, 1.0), 0), ((0.25, 0.6, 1.0), 1), ((0.25, 0.3, 0.6, 1.0), 0), ((0.6,), 1)):
            row = {**RECORD["rows"][0], "ranges": _scored(0.5), "simple": {str(k): _scored(v) for k, v in enumerate(simple)}}
            file = small.FOLDER / "one.json"
            file.write_text(json.dumps({**RECORD, "rows": [row]}))
            self.assertIn(f"in {better} of 1 figures", words(record(load(file)), "title"))

    def test_the_space_has_packages_frontier_points_and_the_path_of_offers(self):
        folder = small.FOLDER / "analysis"
        small.parley("analyze", small.scenario(), "-o", folder, "-q")
        talks = load(small.run_folder())
        figure = space(load(folder), talks=talks)
        table = pd.read_csv(folder / "packages.csv")
        packages = table[table.kind == "package"]
        count = sum(len(line.get_xdata()) for line in figure.axes[0].get_lines() if line.get_label() in ("packages", "acceptable"))
        self.assertEqual(count, len(packages))
        x, y = series(figure, "frontier")
        best = [not ((packages.utility_NORTH >= a - 1e-12) & (packages.utility_SOUTH >= b - 1e-12)
                     & ((packages.utility_NORTH > a + 1e-12) | (packages.utility_SOUTH > b + 1e-12))).any() for a, b in zip(x, y)]
        self.assertTrue(all(best))
        points = table.set_index("kind").rename(index={"nash": "Nash", "kalai_smorodinsky": "Kalai-Smorodinsky"})
        for name in ("Nash", "Kalai-Smorodinsky"):
            self.assertEqual(series(figure, name)[1][0], points.utility_SOUTH[name])
        for party in ("NORTH", "SOUTH"):
            series(figure, f"offers_{party}")
            series(figure, f"reservation_{party}")
        series(figure, "agreement")
        check_words(self, figure, f"{len(packages):,}", "packages.csv")
        check_picture(self, figure)
        ax = figure.axes[0]
        for party, across in (("NORTH", 0), ("SOUTH", 1)):  # no name is struck through by what a party expects
            line = series(figure, f"reservation_{party}")
            for text in ax.texts:
                if "without a deal" not in text.get_text():
                    box = text.get_window_extent()
                    at = ax.transData.transform((line[0][0], line[1][0]))[across]
                    self.assertFalse((box.x0, box.y0)[across] < at < (box.x1, box.y1)[across], text.get_text())

    def test_the_command_line_writes_png_svg_and_pdf_and_complains_in_one_line(self):
        self.assertEqual(set(NEEDS), set(FIGURES))
        for ending, start in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")):
            file = small.FOLDER / f"out{ending}"
            self.assertEqual(main(["survival", str(small.run_folder()), "-o", str(file), "--base-rate", "none"]), 0)
            self.assertTrue(file.read_bytes().startswith(start))
        text = (small.FOLDER / "out.svg").read_text()
        signed = sum(int(row["deals"]) > 0 for row in small.rows_of(small.run_folder() / "runs.csv"))
        self.assertIn(f"first truces (n={signed})", text)
        self.assertEqual(main(["survival", str(small.run_folder()), "-o", str(small.FOLDER / "out2.svg"), "--base-rate", "none"]), 0)
        self.assertEqual(text, (small.FOLDER / "out2.svg").read_text())
        self.assertEqual(main(["survival", str(small.FOLDER / "nowhere"), "-o", str(file)]), 2)
        self.assertEqual(main(["survival", str(small.run_folder()), "-o", "picture.gif"]), 2)

    def test_files_that_parley_did_not_write_are_refused(self):
        other = small.FOLDER / "other.csv"
        other.write_text("a,b\n1,2\n")
        with self.assertRaisesRegex(DataError, "columns of no table"):
            load(other)
        (small.FOLDER / "other.json").write_text("{")
        with self.assertRaisesRegex(DataError, "not JSON"):
            load(small.FOLDER / "other.json")
        with self.assertRaisesRegex(DataError, "no such file"):
            load(small.FOLDER / "nowhere")

    def test_labels_are_moved_apart_and_keep_their_order(self):
        moved = spread([0.5, 0.51, 0.1, 0.52], 0.1)
        self.assertTrue((np.diff(np.sort(moved)) > 0.0999).all())
        self.assertEqual(list(np.argsort(moved)), [2, 0, 1, 3])
        self.assertAlmostEqual(moved[2], 0.1)


if __name__ == "__main__":
    unittest.main()
