#!/usr/bin/env python3
"""An agent for a seat: it offers its own ideal until late, takes what beats fighting on by a margin, and keeps what it signs.

    parley play geneva-2016 --as RUS --agent "python3 analysis/agents/late.py"
"""
import json
import sys

for line in sys.stdin:
    view = json.loads(line)
    if view.get("ended"):
        print(f"{view['as']}: {view['played']['utility']:.3f}; the model's own party {view['model']['utility']:.3f}", file=sys.stderr)
        break
    decision = {"do": "model"}
    if view["asked"] == "turn":
        on_the_table = view["text"]["worth"] if view["text"] else 0
        if on_the_table > view["least"] + 0.1:
            decision = {"do": "accept"}
        elif view["own_text"]:
            best = {issue: i["settled"] if "settled" in i else i["worth"].index(max(i["worth"])) for issue, i in view["issues"].items()}
            decision = {"do": "offer", "text": best if view["round"] < 3 else {}}
    elif view["asked"] == "orders":
        decision = {"do": "order", "keeps": 1}
    print(json.dumps(decision), flush=True)
