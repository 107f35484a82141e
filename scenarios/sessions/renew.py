#!/usr/bin/env python3
"""Plays the session of this folder anew, where the model has changed:  renew.py PROGRAM

The first run of seed 1 whose truce collapses in the model's own course and holds where the armed opposition keeps what it signs.
"""
import json
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
for run in range(200):
    done = subprocess.run([sys.argv[1], "play", "geneva-2016", "--as", "REB", "--review", "14", "--run", str(run), "--json",
                           "--agent", "python3 " + os.path.join(root, "analysis", "agents", "keep.py"),
                           "--save", os.path.join(here, "who-keeps-it.json")], capture_output=True, text=True, check=True)
    end = json.loads(done.stdout)
    if (end["played"]["ending"], end["model"]["ending"]) == ("holding", "collapsed") and end["played"]["utility"] > end["model"]["utility"]:
        print(f"run {run}")
        break
else:
    sys.exit("no such run among 200")
