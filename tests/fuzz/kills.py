#!/usr/bin/env python3
"""Is nothing lost and nothing half, whenever a command is killed, the disk is full or memory short?

Usage: tests/fuzz/kills.py PARLEY [KILLS] [SEED] [FAILING_MEMORY]
Kills commands by SIGKILL at random moments, and lets them run into full disks (a largest size of files, and
a small file system in memory where one may be mounted): sweep, merge, export, report, calibrate and run -o.
After each every file is what it was before or what it becomes, whole, and no other is left; a full disk gives
a message and exit code 1; at the end every study gives the same bytes as one that was never disturbed. With
the library of failing_memory.cpp single allocations fail too: that never becomes a result.
"""
import hashlib
import json
import os
import random
import resource
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
        self.parley, self.chance, self.killed, self.tried, self.full = parley, random.Random(seed), {}, 0, {}
        self.short = {}

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

    def runs_full(self, *words, largest=None):
        """Whether the command ran into a full disk, and said so; `largest`: bytes that a file may have."""

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

        made = subprocess.run([self.parley, *words], capture_output=True, preexec_fn=limit if largest is not None else None)
        if made.returncode in (0, 75):
            return False
        assert made.returncode == 1 and made.stderr, f"{words} on a full disk: {made.returncode}, {made.stderr!r}"
        self.full[words[0]] = self.full.get(words[0], 0) + 1
        return True

    def runs_short(self, *words, memory, fail_at):
        """Whether the command had to end for an allocation that failed, and said so."""
        made = subprocess.run([self.parley, *words], capture_output=True, env={**os.environ, "LD_PRELOAD": memory, "FAIL_AT": str(fail_at)})
        if fail_at == 0:
            return int(made.stderr.split()[-1])
        if made.returncode == 0:
            return False
        assert made.returncode == 1 and made.stderr, f"{words}, allocation {fail_at}: {made.returncode}, {made.stderr!r}"
        self.short[words[0]] = self.short.get(words[0], 0) + 1
        return True

    def takes(self, *words, store=None):
        """Seconds, the least of three times; `store`: made anew each time."""
        least = 60.0
        for _ in range(3):
            gone(store or "")
            start = time.time()
            self.done(*words)
            least = min(least, time.time() - start)
        return least


def main():
    kills = Kills(os.path.abspath(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    memory = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    with open("dice.yaml", "w") as file:
        file.write(DICE)
    with open("fit.yaml", "w") as file:
        file.write(FIT)
    study = ["sweep", "dice.yaml", "--vary", "parties.NORTH.reservation=0.1:0.5:10", "-n", "200", "-q", "-j", "1"]
    kills.study = study
    seconds = {"sweep": kills.takes(*study, "-o", "whole.db", store="whole.db")}
    whole = kills.done("export", "whole.db")
    for k in ("1", "2"):
        kills.done(*study, "--shard", k + "/2", "-o", f"part{k}.db")
    parts = [read(f"part{k}.db") for k in "12"]
    seconds["merge"] = kills.takes("merge", "merged.db", "part1.db", "part2.db", store="merged.db")
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
    undisturbed = set(os.listdir("."))
    disks = (wanted + 9) // 10
    killed_in_turn(kills, wanted, study, outputs, at, new, seconds, whole, parts)
    tidy(kills, outputs, undisturbed)
    for _ in range(disks):
        full_in_turn(kills, study, outputs, at, new, whole, parts)
    tidy(kills, outputs, undisturbed)
    if memory:
        short_memory(kills, memory, disks, study, outputs, at, new, whole)
        tidy(kills, outputs, undisturbed)
    mounted = full_file_system(kills, disks, study, outputs, at, new, whole)
    print(f"{sum(kills.killed.values())} kills of {kills.tried} tries: {kills.killed}; "
          f"{sum(kills.full.values())} full disks{'' if mounted else ' (no file system could be mounted)'}: {kills.full}; "
          f"{sum(kills.short.values())} ends for lack of memory: {kills.short}; "
          "nothing lost, nothing half")
    os.chdir("/")
    shutil.rmtree(folder)


def gone(store):
    for end in ("", "-journal", ".owner"):
        if os.path.exists(store + end):
            os.remove(store + end)


def tidy(kills, outputs, undisturbed):
    """Nothing is left after the next writer but what the commands write, and NAME.part of runs that were ended early."""
    for words in ([*kills.study, "-o", "s.db"], ["merge", "m.db", "part1.db", "part2.db"], *outputs.values()):
        gone(words[1] if words[0] == "merge" else words[-1] if words[0] == "sweep" else "")
        kills.done(*words)
    gone("s.db")
    gone("m.db")
    # (The file of who writes, without a word yet: the next writer cannot know whose it is, and waits two minutes.)
    left = {name for name in set(os.listdir(".")) - undisturbed if ".owner." not in name or os.path.getsize(name)}
    assert not left, f"left behind: {left}"
    hidden = [name for name in os.listdir("runs") if name.startswith(".")]
    assert not hidden, f"left behind in a folder of runs: {hidden}"


def old_output(kills, name, path):
    """What stands where a command will write, and its bytes."""
    if name == "run":
        folder = os.path.dirname(path)
        if kills.chance.random() < 0.5:  # else over what is there
            shutil.rmtree(folder, ignore_errors=True)
        kills.done("run", "dice.yaml", "-n", "5", "-o", folder, "-q", "--force")
        return read(path)
    with open(path, "wb") as file:
        file.write(b"old\n")
    return b"old\n"


def new_runs(kills, folder, old, new):
    """Whether the folder holds the new runs; it holds the old or the new ones, and all that is told of them fits."""
    with open(folder + "/manifest.json") as file:
        told = json.load(file)
    for name, sha256 in told["tables_sha256"].items():
        stands = [end for end in ("", ".part") if os.path.exists(f"{folder}/{name}{end}")
                  and hashlib.sha256(read(f"{folder}/{name}{end}")).hexdigest() == sha256]
        assert stands, f"{folder}/{name} is not the table that the manifest tells of"
    last = {hashlib.sha256(table).hexdigest(): table.count(b"\n") - 2 for table in (old, new)}
    kills.done("explain", folder, "--run", str(last[told["tables_sha256"]["runs.csv"]]))
    return told["tables_sha256"]["runs.csv"] == hashlib.sha256(new).hexdigest()


def killed_in_turn(kills, wanted, study, outputs, at, new, seconds, whole, parts):
    store = "s.db"
    while sum(kills.killed.values()) < wanted and kills.tried < 4 * wanted + 100:
        if kills.kill(*study, "--resume", "-o", store, within=seconds["sweep"]):
            if os.path.exists(store):
                rows = kills.done("export", store, codes=(0, 75))  # 75: whole, but not complete
                assert set(rows.splitlines()) <= set(whole.splitlines()), "a row that was never made"
        else:
            assert kills.done("export", store) == whole, "the study is another one"
            gone(store)
        kills.kill("merge", "m.db", "part1.db", "part2.db", within=seconds["merge"])
        if os.path.exists("m.db"):
            kills.done("export", "m.db", codes=(0, 75))
        kills.done("merge", "m.db", "part1.db", "part2.db")
        assert kills.done("export", "m.db") == whole, "merged otherwise"
        assert [read(f"part{k}.db") for k in "12"] == parts, "a part was changed"
        gone("m.db")
        for name, words in outputs.items():
            old = old_output(kills, name, at[name])
            kills.kill(*words, within=seconds[name])
            assert read(at[name]) in (old, new[name]), f"half a file: {at[name]}"
            if name == "run":
                new_runs(kills, "runs", old, new[name])
    for words in ([*study, "--resume", "-o", store], ["merge", "m.db", "part1.db", "part2.db"]):
        kills.done(*words)
        assert kills.done("export", words[1] if words[0] == "merge" else store) == whole, "resumed to another study"


def full_in_turn(kills, study, outputs, at, new, whole, parts):
    """Each command once, with a largest size of files below what it needs."""
    store, below = "s.db", kills.chance.random()
    gone(store)
    if kills.runs_full(*study, "--resume", "-o", store, largest=int(below * os.path.getsize("whole.db"))):
        if os.path.exists(store):
            rows = kills.done("export", store, codes=(0, 75))
            assert set(rows.splitlines()) <= set(whole.splitlines()), "a row that was never made"
        kills.done(*study, "--resume", "-o", store)
    assert kills.done("export", store) == whole, "resumed to another study"
    kills.runs_full("merge", "m.db", "part1.db", "part2.db", largest=int(below * os.path.getsize("merged.db")))
    kills.done("merge", "m.db", "part1.db", "part2.db")
    assert kills.done("export", "m.db") == whole, "merged otherwise"
    assert [read(f"part{k}.db") for k in "12"] == parts, "a part was changed"
    gone("m.db")
    for name, words in outputs.items():
        old = old_output(kills, name, at[name])
        full = kills.runs_full(*words, largest=int(below * len(new[name])))
        assert read(at[name]) == (old if full else new[name]), f"half a file: {at[name]}"
        assert name != "run" or new_runs(kills, "runs", old, new[name]) != full, "manifest and tables differ"
        kills.done(*words)
        assert read(at[name]) == new[name], f"another file than before: {at[name]}"


BEFORE_MAIN = 16  # allocations that libraries make while they are loaded; where one fails, nothing has begun


def short_memory(kills, memory, times, study, outputs, at, new, whole):
    """Allocations that fail one at a time, spread over all that each command makes."""
    store = "s.db"
    gone(store)
    for words in ([*study, "--resume", "-o", store], ["merge", store, "part1.db", "part2.db"]):
        total = kills.runs_short(*words, memory=memory, fail_at=0)
        for _ in range(5 * times):
            gone(store)
            kills.runs_short(*words, memory=memory, fail_at=kills.chance.randrange(BEFORE_MAIN, total))
            if os.path.exists(store):
                rows = kills.done("export", store, codes=(0, 75))
                assert set(rows.splitlines()) <= set(whole.splitlines()), "a row that was never made"
            kills.done(*words)
            assert kills.done("export", store) == whole, "lack of memory became a result"
    for name, words in outputs.items():
        old_output(kills, name, at[name])
        total = kills.runs_short(*words, memory=memory, fail_at=0)
        for _ in range(times):
            old = old_output(kills, name, at[name])
            # (What is written last needs the least: half of the tries are there.)
            first = kills.chance.choice((BEFORE_MAIN, total - total // 50))
            short = kills.runs_short(*words, memory=memory, fail_at=kills.chance.randrange(first, total))
            # (Of a folder the tables may be whole, and memory short for what is told of them.)
            assert read(at[name]) in ((old, new[name]) if short else (new[name],)), f"half a file: {at[name]}"
            if name == "run":
                assert new_runs(kills, "runs", old, new[name]) or short, "old runs, and no word of it"
                assert short or read(at[name]) == new[name]


def full_file_system(kills, times, study, outputs, at, new, whole):
    """The same on a file system that is full; whether one could be mounted."""
    os.makedirs("small")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", "small"], stderr=subprocess.DEVNULL).returncode:
        os.rmdir("small")
        return False
    try:
        for _ in range(times):
            full_disk(kills, study, outputs, at, new, whole)
    finally:
        subprocess.run(["umount", "small"], check=True)
        os.rmdir("small")
    return True


def full_disk(kills, study, outputs, at, new, whole):
    def fill(needed):
        with open("small/filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        # Some of what is needed is free.
        os.truncate("small/filler", os.path.getsize("small/filler") - int(needed * kills.chance.random()))

    def free():
        os.remove("small/filler")

    for name, words in outputs.items():
        path = "small/" + at[name]
        old = old_output(kills, name, path)
        fill(len(new[name]))
        moved = [path if w == at[name] else "small/runs" if w == "runs" else w for w in words]
        full = kills.runs_full(*moved)
        assert read(path) == (old if full else new[name]), f"half a file: {path}"
        assert name != "run" or new_runs(kills, "small/runs", old, new[name]) != full, "manifest and tables differ"
        free()
        kills.done(*moved)
        assert read(path) == new[name], f"another file than before: {path}"
        shutil.rmtree("small/runs") if name == "run" else os.remove(path)
    for words in ((*study, "--resume", "-o", "small/s.db"), ("merge", "small/s.db", "part1.db", "part2.db")):
        fill(os.path.getsize("whole.db"))
        if kills.runs_full(*words) and os.path.exists("small/s.db"):
            rows = kills.done("export", "small/s.db", codes=(0, 75))
            assert set(rows.splitlines()) <= set(whole.splitlines()), "a row that was never made"
        free()
        kills.done(*words)
        assert kills.done("export", "small/s.db") == whole, "resumed to another study"
        gone("small/s.db")


main()
