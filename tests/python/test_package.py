"""Does Python get what the program tells, to the last bit, and is it told what is wrong?"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import numpy as np
import pandas as pd

import parley

PROGRAM = os.environ["PARLEY"]
GENEVA = parley.Scenario("geneva-2016")


def program(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode()


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class Same(Folder):
    def test_tables_are_those_of_the_program_to_the_last_bit(self):
        change = "parties.GOV.influenced_by.RUS=0.3"
        program("run", GENEVA.file, "-n", 12, "--seed", 5, "--central", "-q", "--set", change, "--trace", "days", "-o", self.folder / "program")
        runs = GENEVA.run(set={"parties.GOV.influenced_by.RUS": 0.3}, n=12, seed=5, trace="days", jobs=1)
        runs.save(self.folder / "python")
        for name in ("runs", "rounds", "events", "offers", "days"):
            theirs = self.folder / "program" / f"{name}.csv"
            self.assertEqual((self.folder / "python" / f"{name}.csv").read_bytes(), theirs.read_bytes(), name)
            # What stands in the DataFrame, cell by cell as text and as exact numbers.
            told = pd.read_csv(theirs, dtype=str, keep_default_na=False)
            mine = getattr(runs, name)
            self.assertEqual(list(mine.columns), list(told.columns))
            self.assertEqual(len(mine), len(told))
            for column in mine:
                if mine[column].dtype == np.float64:
                    wanted = [float(x) if x else float("nan") for x in told[column]]
                    np.testing.assert_array_equal(mine[column].to_numpy(), wanted, err_msg=f"{name}.{column}")
                elif mine.attrs["units"][column] == "date":
                    self.assertEqual(["" if pd.isna(x) else x.strftime("%Y-%m-%d") for x in mine[column]], list(told[column]))
                elif mine.attrs["units"][column] == "0, 1":
                    self.assertEqual(["" if pd.isna(x) else str(int(x)) for x in mine[column]], list(told[column]), column)
                else:
                    self.assertEqual(["" if pd.isna(x) else str(x) for x in mine[column]], list(told[column]), column)

    def test_the_answer_is_that_of_the_program_with_both_doubts(self):
        theirs = json.loads(program("run", GENEVA.file, "-n", 100, "--points", 20, "-q", "--json"))
        mine = GENEVA.run(n=100).summarize(points=20)
        self.assertEqual(mine.data, theirs)
        lasting = mine.measures
        self.assertTrue((lasting["low"] <= lasting["value"]).loc["agreement"])
        self.assertTrue(lasting["p10"].notna().any())

    def test_premortem_analysis_and_comparison_are_those_of_the_program(self):
        deal = "9-september-2016"
        self.assertEqual(GENEVA.premortem(deal=deal, n=20, points=0).data,
                         json.loads(program("premortem", GENEVA.file, "--deal", "deals/" + deal, "-n", 20, "--central", "-q", "--json")))
        pie = parley.Scenario("textbook/divide-the-pie")
        self.assertEqual(pie.analyze(points=0).data, json.loads(program("analyze", pie.file, "--central", "-q", "--json")))
        self.assertEqual(GENEVA.compare(set={"parties.GOV.influenced_by.RUS": 0}, n=30, points=0).data,
                         json.loads(program("compare", GENEVA.file, "--with", "parties.GOV.influenced_by.RUS=0", "-n", 30, "--central", "-q",
                                            "--json")))

    def test_a_story_is_told_as_the_program_explains_it(self):
        program("run", GENEVA.file, "-n", 8, "--central", "-q", "-o", self.folder / "out")
        story = GENEVA.run(n=8).story(3)
        self.assertEqual(story.explained, program("explain", self.folder / "out", "--run", 3))
        self.assertGreater(len(story.entries), 5)
        self.assertIn(story.entries["text"][0], str(story))

    def test_a_study_is_the_same_whoever_made_it(self):
        varied = "truce.detection"
        program("sweep", GENEVA.file, "--vary", f"{varied}=0.2:0.9", "--design", "lhs", "--points", 6, "-n", 4, "-q", "-o", self.folder / "a.db")
        told = []
        study = parley.sweep(GENEVA, self.folder / "b.db", vary={varied: (0.2, 0.9)}, design={"lhs": {"points": 6}}, replicates=4,
                             progress=lambda done, total, part: told.append((done, total)))
        pd.testing.assert_frame_equal(parley.Study(self.folder / "a.db").runs, study.runs)
        self.assertEqual(len(study.points), 6)
        self.assertIn(varied, study.points.columns)
        self.assertIn("6 points (lhs design of 1 parameter)", study.report().text)
        with self.assertRaises(FileExistsError):
            parley.sweep(GENEVA, self.folder / "b.db", vary={varied: (0.2, 0.9)})
        self.assertEqual(len(study.resume(progress=None).runs), 24)


class Told(Folder):
    def test_every_mistake_of_a_file_is_told_with_its_place_and_a_hint(self):
        bad = self.folder / "bad.yaml"
        bad.write_text("name: A\nissues: {A: {options: [x, y]}}\npartys: {}\n")
        with self.assertRaises(parley.ScenarioError) as caught:
            parley.Scenario(bad)
        first = next(p for p in caught.exception.problems if "partys" in p.message)
        self.assertEqual((first.file, first.line), (str(bad), 3))
        self.assertIn("parties", first.hint)
        self.assertIn(f"{bad}:3:1", str(caught.exception))
        self.assertGreater(len(caught.exception.problems), 1)

    def test_a_path_that_is_mistyped_and_a_name_that_is_not_there_are_told_what_is_near(self):
        with self.assertRaisesRegex(parley.ScenarioError, "did you mean 'reservation'"):
            GENEVA.run(set={"parties.GOV.reservatoin": 0.5}, n=1)
        with self.assertRaisesRegex(parley.ScenarioError, "did you mean 'geneva-2016'"):
            parley.Scenario("genva-2016")
        with self.assertRaisesRegex(parley.ScenarioError, "expected none, rounds, offers or days"):
            GENEVA.run(n=1, trace="all")
        with self.assertRaisesRegex(AttributeError, "trace='days'"):
            GENEVA.run(n=1).days

    def test_names_are_understood_and_every_assumption_has_its_words(self):
        self.assertIn("geneva-2016", parley.names())
        known = GENEVA.assumptions
        self.assertFalse(known["name"].duplicated().any())
        ranged = known[known["founded"] == "range"]
        self.assertTrue((ranged["low"] <= ranged["high"]).all())
        self.assertGreater(len(ranged), 100)
        problem = GENEVA.problem()
        self.assertEqual(problem["num_vars"], len(problem["bounds"]))
        middle = {path: 0.37 * low + 0.63 * high for path, (low, high) in zip(problem["names"], problem["bounds"])}
        played = GENEVA.as_played(middle)
        self.assertTrue(all(abs(played[path] - middle[path]) <= 1 for path in middle))
        self.assertEqual(played, GENEVA.as_played(played))
        GENEVA.run(set=played, n=1)

    def test_columns_have_types_units_and_meanings(self):
        runs = GENEVA.run(n=5, trace="rounds")
        self.assertEqual(str(runs.runs["outcome"].dtype), "category")
        self.assertEqual(str(runs.runs["agreement_date"].dtype), "datetime64[ns]")
        self.assertEqual(str(runs.runs["agreement_day"].dtype), "Int64")
        self.assertEqual(str(runs.runs["first_truce_ended"].dtype), "boolean")
        self.assertEqual(runs.runs.attrs["units"]["deaths"], "persons")
        self.assertIn("first deal", runs.runs.attrs["meanings"]["agreement_day"])

    def test_a_notebook_shows_every_answer(self):
        runs = GENEVA.run(n=5)
        for shown in (GENEVA, runs, runs.story(0), GENEVA.analyze(points=0)):
            self.assertIn("</", shown._repr_html_())
        self.assertIn("<html", runs.page())


class Waiting(unittest.TestCase):
    def test_ctrl_c_ends_a_long_call_at_once(self):
        code = ("import parley, sys\ng = parley.Scenario('geneva-2016')\nprint('go', flush=True)\n"
                "try:\n    g.run(n=1_000_000)\nexcept KeyboardInterrupt:\n    print('stopped')\n")
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        self.assertEqual(child.stdout.readline(), "go\n")
        time.sleep(0.5)
        sent = time.monotonic()
        child.send_signal(signal.SIGINT)
        out, _ = child.communicate(timeout=60)
        self.assertEqual(out, "stopped\n")
        self.assertLess(time.monotonic() - sent, 10)  # a chunk of runs takes a moment on a busy machine

    def test_other_threads_go_on_while_the_library_works(self):
        counted, stop = [0], threading.Event()

        def count():
            while not stop.is_set():
                counted[0] += 1
                time.sleep(0.001)

        thread = threading.Thread(target=count)
        thread.start()
        before = counted[0]
        GENEVA.run(n=200, jobs=1)
        after = counted[0]
        stop.set()
        thread.join()
        self.assertGreater(after - before, 5)

    def test_an_exception_of_who_is_told_progress_ends_the_call(self):
        def angry(done, total, part):
            raise RuntimeError("enough")

        with self.assertRaisesRegex(RuntimeError, "enough"):
            GENEVA.run(n=1_000_000, progress=angry)


if __name__ == "__main__":
    unittest.main()
