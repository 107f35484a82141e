"""A function, or an environment, in the place of a party: the model's run where it decides as the model, its own where not."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import parley

PROGRAM = os.environ["PARLEY"]
GENEVA = parley.Scenario("geneva-2016")


def model(view):
    return "model"


class Seats(unittest.TestCase):
    def test_who_decides_as_the_model_has_the_run_of_the_program(self):
        runs = GENEVA.run(n=6, seed=3).runs
        for run in range(6):
            played = GENEVA.play("GOV", model, seed=3, run=run)
            self.assertEqual(played.utility, runs["utility_GOV"][run])
            self.assertEqual(played.data["played"], played.data["model"])
            self.assertEqual(played.data["played"]["ending"], runs["outcome"][run])

    def test_a_function_is_shown_what_is_asked_and_obeyed(self):
        asked = []

        def refuse(view):
            asked.append(view["asked"])
            self.assertIn("refuse", view["choices"])
            self.assertGreater(view["fighting_on"], 0)
            self.assertEqual(set(view["text"]["options"]), set(view["issues"]))
            return {"do": "refuse"}

        played = GENEVA.play("GOV", refuse, seed=1, run=0)
        self.assertEqual(set(asked), {"sign"})
        self.assertEqual(played.data["played"]["deals"], 0)
        self.assertIn("Debriefing", str(played))

    def test_a_session_is_the_same_in_the_program(self):
        def half(view):
            return {"do": "order", "keeps": 0.5} if view["asked"] == "orders" else "accept" if "accept" in view["choices"] else None

        played = GENEVA.play("GOV", half, seed=1, run=2)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "session.json"
            file.write_text(json.dumps({"parley": "session", "scenario": GENEVA.file, "as": "GOV", "seed": 1, "run": 2,
                                        "decisions": played.decisions}))
            done = subprocess.run([PROGRAM, "play", "--decisions", str(file), "--json"], capture_output=True, check=True)
        self.assertEqual(json.loads(done.stdout)["played"], played.data["played"])

    def test_an_environment_plays_what_the_function_plays(self):
        env = parley.SeatEnv(GENEVA, "RUS", seed=5, observe=lambda view: view["day"], decide=lambda action, view: ["model", "accept"][action]
                             if "accept" in view["choices"] else "model")
        for run in range(3):
            day, info = env.reset()
            self.assertEqual(info, {"seed": 5, "run": run})
            done, total = False, 0
            while not done:
                self.assertIn("(RUS)", env.render())
                day, reward, done, cut, info = env.step(1)
                self.assertIsInstance(day, int)
                self.assertFalse(cut)
                total += reward
            taken = GENEVA.play("RUS", lambda view: "accept" if "accept" in view["choices"] else "model", seed=5, run=run)
            self.assertEqual(total, taken.utility)
            self.assertEqual(env.played().decisions, taken.decisions)
            with self.assertRaisesRegex(RuntimeError, "reset first"):
                env.step(0)
        first, _ = env.reset(seed=5)
        again, _ = env.reset(seed=5)
        self.assertEqual(first, again)

    def test_what_is_no_answer_is_an_exception_and_what_the_function_raises_goes_through(self):
        with self.assertRaisesRegex(parley.ScenarioError, "decision 1:1:8: do: 'dance' is no deed") as caught:
            GENEVA.play("GOV", lambda view: "dance")
        self.assertEqual(caught.exception.problems[0].path, "do")
        with self.assertRaisesRegex(parley.ScenarioError, "did you mean 'GOV'"):
            GENEVA.play("GOB", model)
        with self.assertRaisesRegex(parley.ScenarioError, "outside every deal"):
            GENEVA.play("NUS", model)
        with self.assertRaises(ZeroDivisionError):
            GENEVA.play("GOV", lambda view: 1 / 0)


if __name__ == "__main__":
    unittest.main()
