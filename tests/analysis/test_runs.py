"""Figures of runs: concessions, positions, timeline, survival against the tables they are made of."""

import json
import re
import unittest

import numpy as np
import pandas as pd

import small
from drawn import bars, check_picture, check_words, series, words
from parley_plots import DataError, base_rates, concessions, life, load, positions, shares, survival, timeline
from parley_plots.data import TEXT_COLUMNS
from parley_plots.runs import date_words, pick_run
from parley_plots.statistics import blocked_kaplan_meier, kaplan_meier, survival_at, wilson
from parley_plots.style import share_words, text_width
from parley_plots.talks import _with_room
from parley_plots.truces import half_words


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = load(small.run_folder())
        cls.offers = pd.read_csv(small.run_folder() / "offers.csv")
        cls.runs = pd.read_csv(small.run_folder() / "runs.csv")

    def test_concessions_draw_every_partys_offers_its_reservation_and_the_agreement(self):
        run = small.signed_run()
        figure = concessions(self.data, run=run)
        day = self.runs.agreement_day[run]
        mine = self.offers[(self.offers.run == run) & (self.offers.day <= day)]
        for party in ("NORTH", "SOUTH"):
            wanted = mine[(mine.kind == "offer") & (mine.who == party)].groupby(["meeting", "round"]).own_utility.last()
            np.testing.assert_array_equal(series(figure, party)[1], wanted)
            series(figure, f"reservation_{party}")
            deal = mine[mine.kind == "agree"].iloc[-1]
            self.assertEqual(series(figure, f"agreement_{party}")[1][0], deal[f"utility_{party}"])
        self.assertIn("They agree", words(figure, "title"))
        check_words(self, figure, 30, "offers.csv")
        check_picture(self, figure)

    def test_the_run_that_is_drawn_is_the_one_that_is_told(self):
        for number in (7, 30):
            folder = small.FOLDER / f"typical{number}"
            told = json.loads(small.parley("run", small.scenario(), "-n", number, "--central", "-o", folder, "--json"))["typical_run"]
            self.assertEqual(pick_run(load(folder)), (told["run"], f"{told['alike']} end as it does"))
            page = small.FOLDER / "typical.html"
            small.parley("report", folder, "--html", page, "-q")
            self.assertIn(f"Chosen because {told['alike']} of {number} runs end as it does", page.read_text())

    def test_a_party_has_one_name_and_one_colour_in_the_tables_the_page_and_the_pictures(self):
        told = {r["party"]: r for r in small.rows_of(small.run_folder() / "parties.csv")}
        self.assertEqual(list(told), ["NORTH", "SOUTH"])
        self.assertEqual({(p.id, p.name, p.colour, str(int(p.dashed))) for p in self.data.parties.values()},
                         {(p, r["name"], r["colour"], r["dashed"]) for p, r in told.items()})
        page = small.FOLDER / "page.html"
        small.parley("report", small.run_folder(), "--html", page)
        charts = [json.loads(c) for c in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page.read_text(), re.S)]
        run = small.signed_run()
        for party, row in told.items():
            curves = [c for chart in charts for c in chart.get("curves", []) if c["name"] == row["name"]]
            self.assertGreaterEqual(len(curves), 2)  # trust, and what is asked for
            self.assertEqual({(c["colour"], c["dashed"]) for c in curves}, {(row["colour"], row["dashed"] == "1")})
            figures = concessions(self.data, run=run), positions(self.data, run=run), timeline(self.data, run=run)
            for label, figure in zip((party, party, f"trust_{party}"), figures):
                drawn = {line.get_color() for ax in figure.axes for line in ax.get_lines() if line.get_label() == label}
                self.assertEqual(drawn, {row["colour"]})
            self.assertIn(row["name"], words(figures[0], "title"))

    def test_identifiers_that_look_like_missing_values_or_numbers_stay_text(self):
        folder = small.FOLDER / "odd"
        folder.mkdir(exist_ok=True)
        (folder / "manifest.json").write_text('{"scenario": "odd", "seed": 1, "replicates": 3, "status": "running", "runs_finished": 0}')
        (folder / "runs.csv").write_text("run,outcome,ended_by,first_truce_days\n0,collapsed,NA,3\n1,collapsed,007,\n")
        data = load(folder)
        self.assertEqual(list(data.table("runs").ended_by), ["NA", "007"])
        self.assertTrue(np.isnan(data.table("runs").first_truce_days[1]))
        self.assertEqual(data.incomplete, "NOT COMPLETE: 2 of 3 runs")
        self.assertIn("NOT COMPLETE: 2 of 3 runs", data.source("runs"))
        self.assertEqual(self.data.incomplete, "")
        columns = [c for t in json.loads(small.parley("schema", "--tables")) for c in t["columns"]]
        self.assertLessEqual({c["name"] for c in columns if c["kind"] == "text"}, TEXT_COLUMNS)

    def test_semicolons_with_decimal_commas_are_read_as_the_same_table(self):
        store = small.study("grid")
        for table in ("runs", "survival", "sensitivity"):
            plain, other = small.FOLDER / f"plain-{table}.csv", small.FOLDER / f"other-{table}.csv"
            small.parley("export", store, "-t", table, "-o", plain)
            small.parley("export", store, "-t", table, "-f", "csv2", "-o", other)
            self.assertIn(";", other.read_text().splitlines()[0])
            pd.testing.assert_frame_equal(load(plain).table(table), load(other).table(table))

    def test_an_exported_table_of_a_study_that_stopped_says_so(self):
        whole = small.exported(small.study("grid"), "runs")
        self.assertEqual(load(whole).incomplete, "")
        lines = whole.read_text().splitlines(keepends=True)
        some = small.FOLDER / "some-runs.csv"
        some.write_text("".join(lines[: len(lines) - 2]))
        self.assertEqual(load(some).incomplete, "NOT COMPLETE: 118 of 120 runs")

    def test_dates_of_meetings_stand_apart_however_they_crowd(self):
        luck = np.random.default_rng(7)
        for _ in range(200):
            rounds = luck.integers(1, 8, size=luck.integers(1, 30))
            days = pd.date_range("2016-08-26", periods=len(rounds), freq="9D").strftime("%Y-%m-%d")
            firsts = pd.DataFrame({"step": np.concatenate([[1], 1 + np.cumsum(rounds)[:-1]]), "date": days})
            inches, size = luck.uniform(1, 7), luck.uniform(6, 11)
            shown = _with_room(firsts, inches, size)
            self.assertEqual(shown[0].date, days[0])
            scale = inches / (firsts.step.iloc[-1] - firsts.step.iloc[0] + 1)
            for one, other in zip(shown, shown[1:]):
                wide = 0.5 * (text_width(date_words(one.date), size) + text_width(date_words(other.date), size))
                self.assertGreater((other.step - one.step) * scale, wide)

    def test_all_of_a_few_is_no_certainty(self):
        few = kaplan_meier([90] * 12, [0] * 12)
        share, low, high = survival_at(few, 30)
        self.assertEqual((share, high), (1.0, 1.0))
        self.assertAlmostEqual(low, wilson(12, 12)[1])
        blocks = blocked_kaplan_meier([90] * 40, [0] * 40, list(range(20)) * 2, 20)
        self.assertAlmostEqual(survival_at(blocks, 30)[1], wilson(20, 20)[1])
        self.assertTrue(np.isnan(survival_at(blocked_kaplan_meier([90] * 6, [0] * 6, [0, 1, 2] * 2, 3), 30)[1]))

    def test_an_interval_is_never_told_as_one_number(self):
        for share, low, high, told in ((0.34, 0.31, 0.38, "34% (31 to 38%)"), (0.9992, 0.998, 1.0, "99.9% (99.8 to 100.0%)"),
                                       (0.4321, 0.4312, 0.4333, "43.2% (43.1 to 43.3%)"), (0.5, float("nan"), float("nan"), "50% (interval not known)")):
            self.assertEqual(share_words(share, low, high), told)

    def test_half_are_over_only_where_more_than_a_few_tell_it(self):
        few = kaplan_meier([5] * 2 + [20] * 30 + [56, 56, 57], [1] * 2 + [0] * 30 + [1, 1, 0])
        self.assertLess(few.survival.iloc[-1], 0.5)
        self.assertEqual(half_words(few), "")
        many = kaplan_meier([5] * 30 + [20] * 10, [1] * 30 + [0] * 10)
        self.assertEqual(half_words(many), "; half are over by day 5")
        self.assertEqual(half_words(kaplan_meier([5] * 3 + [90] * 97, [1] * 3 + [0] * 97)), "; more than half last to the end")
        self.assertEqual(half_words(kaplan_meier([5, 6, 90, 90, 90], [1, 1, 0, 0, 0])), "")

    def test_whatever_is_drawn_of_a_study_that_stopped_says_so_in_its_title(self):
        part = small.FOLDER / "part.db"
        small.parley("sweep", small.scenario(), "--vary", "truce.detection=0.1:0.9:9", "-n", 20, "--shard", "1/3", "-q", "-o", part)
        for figure in (survival(load(part)), survival(load(part), by="truce.detection"), shares(load(part))):
            self.assertTrue(words(figure, "title").startswith("NOT COMPLETE: 60 of 180 runs. "), words(figure, "title"))
            self.assertEqual(words(figure, "title").count("NOT COMPLETE"), 1)

    def test_positions_draw_the_option_asked_for_on_each_issue(self):
        run = small.signed_run()
        figure = positions(self.data, run=run)
        mine = self.offers[(self.offers.run == run) & (self.offers.day <= self.runs.agreement_day[run]) & (self.offers.kind == "offer")]
        varied = [i for i in self.data.issues if mine[f"option_{i}"].nunique() > 1]
        shown = [ax for ax in figure.axes if ax.get_lines()]
        self.assertEqual(len(shown), len(varied))
        for ax, issue in zip(shown, varied):
            for line in ax.get_lines():
                if line.get_label() in self.data.parties:
                    wanted = mine[mine.who == line.get_label()].groupby(["meeting", "round"])[f"option_{issue}"].last()
                    np.testing.assert_array_equal(np.round(line.get_ydata()), wanted)
        check_words(self, figure, 30, "offers.csv")
        check_picture(self, figure)

    def test_the_timeline_draws_deaths_phases_events_offers_and_trust_of_every_day(self):
        run = small.signed_run()
        figure = timeline(self.data, run=run)
        days = pd.read_csv(small.run_folder() / "days.csv").query("run == @run")
        events = pd.read_csv(small.run_folder() / "events.csv").query("run == @run")
        _, patches = bars(figure, "deaths_river")
        np.testing.assert_array_equal([p.get_height() for p in patches], days.deaths_river)
        for party in ("NORTH", "SOUTH"):
            np.testing.assert_array_equal(series(figure, f"trust_{party}")[1], days[f"trust_{party}"])
            series(figure, f"offers_{party}")
        self.assertEqual(len(series(figure, "signed")[0]), (events.kind == "signed").sum())
        told = events.kind.isin(["outside_event", "signed", "denounced", "lapsed", "unravelled", "walked_out", "deadline", "refused"])
        self.assertEqual(len(series(figure, "events")[0]), told.sum())
        phases = {p.get_gid() for ax in figure.axes for p in ax.patches if p.get_gid()}
        self.assertEqual(phases, {f"phase_{p}" for p in days.phase.unique()})
        check_words(self, figure, 30, "days.csv")
        check_picture(self, figure)

    def test_survival_is_parleys_own_curve_with_its_band_and_the_record(self):
        figure = survival(self.data)
        signed = self.runs[self.runs.deals > 0]
        curve = kaplan_meier(signed.first_truce_days, signed.first_truce_ended)
        _, y = series(figure, "first truces")
        np.testing.assert_allclose(y[1:-1], curve.survival)
        self.assertEqual(len(series(figure, "base_rate")[1]) > 3, True)
        self.assertIn("band_first truces", [c.get_label() for c in figure.axes[0].collections])
        check_words(self, figure, len(signed), "runs.csv")
        check_picture(self, figure)
        self.assertNotIn("record", words(survival(self.data, base_rate=None), "title"))

    def test_kaplan_meier_agrees_with_parley_export(self):
        file = small.study("grid")
        table = pd.read_csv(small.exported(file, "survival")).query("point == 0")
        runs = load(file).table("runs").query("point == 0 and deals > 0")
        mine = kaplan_meier(runs.first_truce_days, runs.first_truce_ended)
        for column in ("day", "at_risk", "ended", "survival", "low", "high"):
            np.testing.assert_allclose(mine[column], table[column], rtol=1e-12, err_msg=column)

    def test_groups_of_survival_are_all_there(self):
        figure = survival(load(small.study("grid")), by="parties.SOUTH.reservation")
        for value in ("0.2", "0.45", "0.7"):
            self.assertGreater(len(series(figure, value)[1]), 2)
        check_picture(self, figure)

    def test_formal_and_behavioural_lives_are_those_of_the_runs(self):
        figure = life(self.data)
        runs = self.data.table("runs")
        signed = runs[runs.followed_days.notna()]
        for label, column in (("below 3/4", "return_days"), ("below half", "return_half_days")):
            curve = kaplan_meier(signed[column].fillna(signed.followed_days), signed[column].notna())
            np.testing.assert_allclose(series(figure, label)[1][1:-1], curve.survival)
            self.assertEqual(curve.ended.sum(), signed[column].notna().sum())
        formal = kaplan_meier(signed.first_truce_days, signed.first_truce_ended)
        np.testing.assert_allclose(series(figure, "text in force")[1][1:-1], formal.survival)
        self.assertTrue((signed.return_half_days.fillna(9999) <= signed.return_days.fillna(9999)).all())
        check_picture(self, figure)

    def test_bounds_of_the_record_are_those_of_unknown_ends(self):
        everything = base_rates().query("group == 'all' and day == 7").iloc[0]
        self.assertAlmostEqual(everything.low, 0.687 * 1252 / 2131, 12)
        self.assertAlmostEqual(everything.high, (0.687 * 1252 + 879) / 2131, 12)

    def test_what_is_missing_is_told_with_the_command_that_makes_it(self):
        folder = small.FOLDER / "bare"
        small.parley("run", small.scenario(), "-n", 3, "-o", folder, "-q")
        with self.assertRaisesRegex(DataError, "--trace days"):
            timeline(load(folder))
        with self.assertRaisesRegex(DataError, "--trace offers"):
            concessions(load(folder))
        with self.assertRaisesRegex(DataError, "no run 99"):
            timeline(self.data, run=99)
        with self.assertRaisesRegex(DataError, "known only once"):
            survival(self.data, by="cause")
        with self.assertRaisesRegex(DataError, "no column 'moon'"):
            survival(self.data, by="moon")
        with self.assertRaisesRegex(DataError, "no base rate"):
            survival(self.data, base_rate="moon")


if __name__ == "__main__":
    unittest.main()
