#!/usr/bin/env python3
"""An agent for a seat: it signs as the model's party would, and keeps what it has signed whatever happens.

    parley play geneva-2016 --as REB --review 14 --agent "python3 analysis/agents/keep.py"
"""
import json
import sys

for line in sys.stdin:
    view = json.loads(line)
    if view.get("ended"):
        print(f"{view['as']}: {view['played']['ending']}; the model's own party {view['model']['ending']}", file=sys.stderr)
        break
    decision = {"do": "model"}
    if view["asked"] == "orders":
        decision = {"do": "order", "keeps": 1}
    elif view["asked"] == "truce":
        decision = {"do": "stay"}
    print(json.dumps(decision), flush=True)
