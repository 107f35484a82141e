"""What does a call from Python cost beside the program?   PYTHONPATH=build/release/python python3 tests/python/speed.py build/release/parley

Wall time, the best of five, of the same runs with their table: by the program (a process each time, CSV to a folder), and by a call of
scenario.run in a session that is open (a DataFrame).
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import parley


def best(work, times=5):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def by_program(program, file, n):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", file, "-n", str(n), "--central", "-q", "-o", Path(folder) / "out"], check=True, capture_output=True)


program = sys.argv[1]
print(f"reading a scenario: {1000 * best(lambda: parley.Scenario('geneva-2016')):.0f} ms")
scenario = parley.Scenario("geneva-2016")
for n in (10, 1000):
    theirs = best(lambda: by_program(program, scenario.file, n))
    mine = best(lambda: scenario.run(n=n).runs)
    print(f"{n} runs: program {1000 * theirs:.0f} ms, Python {1000 * mine:.0f} ms")
