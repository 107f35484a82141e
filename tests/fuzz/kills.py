#!/usr/bin/env python3
"""Is nothing lost and nothing half, whenever a command is killed?

Usage: tests/fuzz/kills.py PARLEY [KILLS] [SEED]
Kills commands by SIGKILL at random moments: sweep, merge, export, report, calibrate and run -o. After each
kill every file is what it was before or what it becomes, whole; at the end every study gives the same bytes
as one that was never disturbed.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DICE = """name: Dice
issues:
  PIE: {options: [a, b, c, d, e, f, g, h, i, j, k]}
parties:
  NORTH: {weights: {PIE: 1}, ideal: {PIE: 10}, reservation: {value: 0.2, low: 0.1, high: 0.6, mark: F}}
  SOUTH: {weights: {PIE: 1}, ideal: {PIE: 0}, reservation: {value: 0.2, low: 0.1, high: 0.6, mark: F}}
  EAST: {weights: {PIE: 1}, ideal: {PIE: 5}, reservation: 0.1}
talks: {protocol: {random_proposer: {quota: 2}}, rounds: 20}
"""
FIT = """scenario: dice.yaml
vary: {parties.NORTH.reservation: {low: 0.1, high: 0.6}}
targets: {agreement: {value: 0.7, scale: 0.1}}
calibrate: {particles: 40, generations: 2, replicates: 5}
"""


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Kills:
    def __init__(self, parley, seed):
        self.parley, self.chance, self.killed, self.tried = parley, random.Random(seed), {}, 0

    def done(self, *words, codes=(0,)):
        made = subprocess.run([self.parley, *words], capture_output=True)
        if made.returncode not in codes:
            sys.exit(f"{words}: {made.returncode}: {made.stderr.decode()}")
        return made.stdout

    def kill(self, *words, within):
        """Whether the command was killed before it was done; `within`: seconds it takes undisturbed."""
        self.tried += 1
        running = subprocess.Popen([self.parley, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.chance.random() * within)
        running.send_signal(signal.SIGKILL)
        killed = running.wait() == -signal.SIGKILL
        self.killed[words[0]] = self.killed.get(words[0], 0) + killed
        return killed

    def takes(self, *words):
        start = time.time()
        self.done(*words)
        return time.time() - start


def main():
    kills = Kills(os.path.abspath(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    with open("dice.yaml", "w") as file:
        file.write(DICE)
    with open("fit.yaml", "w") as file:
        file.write(FIT)
    study = ["sweep", "dice.yaml", "--vary", "parties.NORTH.reservation=0.1:0.5:10", "-n", "200", "-q", "-j", "1"]
    seconds = {"sweep": kills.takes(*study, "-o", "whole.db")}
    whole = kills.done("export", "whole.db")
    for k in ("1", "2"):
        kills.done(*study, "--shard", k + "/2", "-o", f"part{k}.db")
    parts = [read(f"part{k}.db") for k in "12"]
    seconds["merge"] = kills.takes("merge", "merged.db", "part1.db", "part2.db")
    kills.done("export", "whole.db", "-o", "new.csv")
    outputs = {
        "export": ["export", "whole.db", "-o", "table.csv"],
        "report": ["report", "whole.db", "--html", "page.html", "-q"],
        "calibrate": ["calibrate", "fit.yaml", "-o", "fit.csv", "-q", "-j", "1"],
        "run": ["run", "dice.yaml", "-n", "3000", "-o", "runs", "--force", "-q", "-j", "1"],
    }
    at = {"export": "table.csv", "report": "page.html", "calibrate": "fit.csv", "run": "runs/runs.csv"}
    new = {}
    for name, words in outputs.items():
        seconds[name] = kills.takes(*words)
        new[name] = read(at[name])
    store = "s.db"
    while sum(kills.killed.values()) < wanted and kills.tried < 4 * wanted + 100:
        if kills.kill(*study, "--resume", "-o", store, within=seconds["sweep"]):
            if os.path.exists(store):
                rows = kills.done("export", store, codes=(0, 75))  # 75: whole, but not complete
                assert set(rows.splitlines()) <= set(whole.splitlines()), "a row that was never made"
        else:
            assert kills.done("export", store) == whole, "the study is another one"
            for end in ("", "-journal", ".owner"):
                if os.path.exists(store + end):
                    os.remove(store + end)
        kills.kill("merge", "m.db", "part1.db", "part2.db", within=seconds["merge"])
        if os.path.exists("m.db"):
            kills.done("export", "m.db", codes=(0, 75))
        kills.done("merge", "m.db", "part1.db", "part2.db")
        assert kills.done("export", "m.db") == whole, "merged otherwise"
        assert [read(f"part{k}.db") for k in "12"] == parts, "a part was changed"
        os.remove("m.db")
        for name, words in outputs.items():
            old = b"old\n"
            if name == "run":
                shutil.rmtree("runs")
                kills.done("run", "dice.yaml", "-n", "5", "-o", "runs", "-q")
                old = read(at[name])
            else:
                with open(at[name], "wb") as file:
                    file.write(old)
            kills.kill(*words, within=seconds[name])
            assert read(at[name]) in (old, new[name]), f"half a file: {at[name]}"
    while not os.path.exists(store) or kills.done("export", store, codes=(0, 75)) != whole:
        kills.done(*study, "--resume", "-o", store)
    print(f"{sum(kills.killed.values())} kills of {kills.tried} tries: {kills.killed}; nothing lost, nothing half")
    shutil.rmtree(folder)


main()
