# Does the page of 'parley page' do in real browsers what the program does?
#
# explorer_test.py PROGRAM ENGINE [FOLDER]: makes the page of a small war with hostile names, opens it from file:// in Debian's
# Chromium and Firefox, moves a slider, makes a mistake in the text and mends it, compares, plays a whole session in a seat,
# and takes tables, scenario, session and page away. Everything is held against what the program prints and writes. With a
# FOLDER pictures of every view are left there. Exit code 77: a package, or the engine, is missing.
import base64
import json
import os
import re
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zlib

import firefox
import explorer_looks
from at_page import Page, parley, problems
from browser import Browser, missing

EVIL = "</script><script>document.title='broken'</script><img src=http://127.0.0.1:8799/x onerror=\"document.title='broken'\">"
RUNS = 200
MOVED = "parties.SOUTH.reservation"


def scenario_in(folder):
    file = os.path.join(folder, "war.yaml")
    parley("new", file)
    with open(file, encoding="utf-8") as f:
        text = f.read()
    with open(file, "w", encoding="utf-8") as f:
        f.write(text.replace("name: Northern army", "name: " + json.dumps("Northern " + EVIL)))
    return file


def text_of(file):
    with open(file, encoding="utf-8", newline="") as f:
        return f.read()


def lead(*arguments):
    return json.loads(parley("run", *arguments, "-n", str(RUNS), "--json", "-q"))["answer"]["in_words"]


def same_answers(page, scenario):
    """The engine in the page says what the program said when it made the page, to the letter."""
    page.check(page.answer() == lead(scenario), "the page does not open with the program's answer")
    before = page.run("return [...document.querySelectorAll('#results > section')].map(s => s.textContent.replace(/SVG|PNG/g, ''))")
    page.view("files")
    page.doing(lambda: page.click("play-these"), "playing again")
    page.view("explore")
    after = page.run("return [...document.querySelectorAll('#results > section')].map(s => s.textContent.replace(/SVG|PNG/g, ''))")
    page.check(len(before) >= 6 and [b.split() for b in before] == [a.split() for a in after], "the engine's sections differ from the program's")


def a_slider(page, scenario):
    # Found by its words, then moved by the keyboard's events.
    page.run("const s = document.getElementById('search'); s.value = arguments[0]; s.dispatchEvent(new Event('input'))", MOVED)
    page.run("document.querySelector('#found button').click()")
    slider = "document.getElementById('slider-" + MOVED.replace(".", "-") + "')"
    page.check(page.run(f"return document.activeElement === {slider}"), "a slider that was searched for is not ready for the keyboard")
    label = page.run(f"return [{slider}.labels[0].textContent, {slider}.getAttribute('aria-valuetext')]")
    page.check("Southern" in label[0] and label[1], f"the slider is called {label}")
    before = page.answer()

    def move():
        for _ in range(4):
            page.run(f"{slider}.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowRight', bubbles: true, cancelable: true }}))")
    page.doing(move, "moving a slider")
    setting = page.run("return Parley.state.changed.set")
    page.check(len(setting) == 1 and setting[0].startswith(MOVED + "="), f"the slider sets {setting}")
    page.check(page.answer() != before, "moving a slider changes nothing")
    page.check(page.answer() == lead(scenario, "--set", setting[0]), "with a slider moved the page does not say what the program says")
    return setting[0]


def a_comparison(page, scenario, setting):
    page.view("compare")
    page.click("compare-now")
    page.until("document.documentElement.dataset.compared", "comparing")
    told = json.loads(parley("compare", scenario, "--with", setting, "-n", str(RUNS), "--points", "40", "--json", "-q"))
    words = page.run("return document.querySelector('#compared .lead').textContent")
    page.check(words == told["answer"], f"the comparison says '{words}', not '{told['answer']}'")
    page.click("room-now")
    page.until("document.querySelector('#room-told table')", "the space of deals")


def told_at_its_line(problems):
    """As the page tells them: without the file and the column."""
    return [re.sub(r"^[^\n]*?\.yaml:(\d+):\d+: ", r"line \1: ", line) for line in problems.splitlines()]


def a_draft(page, scenario, text, folder):
    """The premortem of a text is the program's, whatever becomes of the text."""
    def premortem(what):
        page.run("delete document.documentElement.dataset.draft")
        what()
        page.until("document.documentElement.dataset.draft", "a premortem", 120)
        return page.run("return document.querySelector('#premortem .lead').textContent")

    def program(deal):
        return json.loads(parley("premortem", scenario, "--deal", deal, "-n", str(RUNS), "--points", "40", "--json", "-q"))

    told = premortem(lambda: page.view("draft"))
    page.check(told == program(text)["answer"], f"the premortem of a text is '{told}'")
    told = premortem(lambda: page.run("const s = document.getElementById('clause-OBSERVERS'); s.value = '0'; s.dispatchEvent(new Event('change'))"))
    changed = os.path.join(folder, f"changed-{page.name}.yaml")
    with open(changed, "w", encoding="utf-8", newline="") as f:
        f.write(page.saved("draft-save"))
    native = program(changed)
    shown = page.run("return document.getElementById('draft-told').innerText")
    page.check(told == native["answer"], f"the premortem of a changed text is '{told}', not '{native['answer']}'")
    page.check(native["clauses_title"] in shown, f"the page does not say '{native['clauses_title']}'")
    page.check("nobody instead of neutral observers" in shown and "with the same luck" in shown, "the page does not say what is otherwise than in the text as it came")
    page.check(f"{RUNS} runs of each variant" in shown and "40 points drawn" in shown, "the premortem does not say how many runs and points it rests on")
    bad = os.path.join(folder, "bad-text.yaml")
    with open(bad, "w", encoding="utf-8") as f:
        f.write(text_of(text).replace("OBSERVERS", "OBSERVRS"))
    page.upload("draft-open", bad)
    page.until("document.querySelector('#draft-problems li')", "a text with a mistake")
    said = page.run("return [...document.querySelectorAll('#draft-problems li')].map(l => l.textContent)")
    expected = told_at_its_line(parley("premortem", scenario, "--deal", bad, "-q", good=False))
    page.check(said == expected, f"a mistake in a text is told as {said}, not {expected}")
    told = premortem(lambda: page.upload("draft-open", changed))
    page.check(told == native["answer"], "a text that was saved and opened again is another")
    # The text of a run can be drafted on; nothing agreed has no premortem.
    run = next(k for k in range(50) if json.loads(parley("play", scenario, "--as", "SOUTH", "--run", str(k), "--rest", "--json"))["model"]["deals"] > 0)
    page.view("run")
    page.until("document.documentElement.dataset.told", "a run told")
    page.run("delete document.documentElement.dataset.told; document.getElementById('run-number').value = arguments[0]; document.getElementById('run-this').click()", run)
    page.until("document.documentElement.dataset.told && !document.getElementById('run-draft').hidden", "a run that signs")
    premortem(lambda: page.click("run-draft"))
    page.check(page.run("return document.getElementById('draft-name').value") == f"The text that run {run} signs first", "the text of a run is not drafted on")
    page.run("delete document.documentElement.dataset.draft; const s = document.getElementById('draft-from'); s.value = [...s.options].at(-1).value; s.dispatchEvent(new Event('change'))")
    page.until("document.documentElement.dataset.draft", "nothing agreed")
    page.check("the text covers no front" in page.run("return document.getElementById('draft-told').textContent"), "nothing agreed is not refused in words")
    premortem(lambda: page.upload("draft-open", changed))


def a_mistake(page, folder):
    page.view("text")
    good = page.run("return document.getElementById('yaml').value")
    bad = good.replace("reservation:", "resevation:", 1)
    put = ("const area = document.getElementById('yaml'); area.value = arguments[0]; delete document.documentElement.dataset.checked;"
           "area.dispatchEvent(new Event('input'))")
    page.run(put, bad)
    page.until("document.documentElement.dataset.checked", "a mistake")
    told = page.run("return [...document.querySelectorAll('#text-problems li')].map(l => l.textContent)")
    file = os.path.join(folder, "bad.yaml")
    with open(file, "w", encoding="utf-8") as f:
        f.write(bad)
    expected = told_at_its_line(parley("check", "-q", file, good=False))
    page.check(told and told == expected, f"a mistake is told as {told}, not {expected}")
    page.check(page.run("return document.getElementById('text-play').disabled"), "a text with a mistake can be played")
    page.run("document.querySelector('#text-problems button').click()")
    marked = page.run("const a = document.getElementById('yaml'); return a.value.slice(a.selectionStart, a.selectionEnd)")
    page.check("resevation" in marked, f"the mistake's line is not marked, but '{marked}'")
    page.run(put, good)
    page.until("document.documentElement.dataset.checked", "mending")
    page.check(page.run("return document.getElementById('text-state').textContent") == "No mistakes.", "mended, the text still has mistakes")
    # Another name is another scenario.
    page.run(put, good.replace("name: Southern army", "name: Army of the south"))
    page.until("document.documentElement.dataset.checked", "another name")
    page.doing(lambda: page.click("text-play"), "playing a changed text")
    page.view("explore")
    page.check("Army of the south" in page.run("return document.getElementById('results').textContent"), "the changed text is not played")
    page.doing(lambda: page.click("reset"), "going back")
    page.check("Army of the south" not in page.run("return document.getElementById('results').textContent"), "the page does not go back to how it came")


def a_session(page, scenario, folder):
    page.view("seat")
    # A run in which the model's own party signs.
    run = next(k for k in range(50) if json.loads(
        parley("play", scenario, "--as", "SOUTH", "--run", str(k), "--rest", "--json"))["model"]["deals"] > 0)
    page.run("document.getElementById('seat-as').value = 'SOUTH'; document.getElementById('seat-run').value = arguments[0]", str(run))
    page.run("delete document.documentElement.dataset.seat")
    page.click("seat-start")
    page.until("document.documentElement.dataset.seat", "a seat's first decision")
    taken = 0
    # Never signs, and offers nothing but what it began with: as hard as can be.
    while taken < 400:
        seat = page.run("return document.documentElement.dataset.seat")
        if seat == "over":
            break
        choices = page.run("return [...document.querySelectorAll('.choices button')].map(b => b.id)")
        wanted = next((c for c in ("do-refuse", "do-denounce", "do-offer", "do-model") if c in choices), "do-model")
        page.run("delete document.documentElement.dataset.seat")
        page.click(wanted)
        if not page.until("document.documentElement.dataset.seat", f"the decision after {taken} others"):
            return
        taken += 1
    page.check(seat == "over" and taken > 1, f"the session does not come to its end in {taken} decisions")
    page.check(page.run("return document.activeElement.id") == "seat-question", "what is asked is not where the keyboard is")
    file = os.path.join(folder, f"session-{page.name}.json")
    with open(file, "w", encoding="utf-8", newline="") as f:
        f.write(page.saved("seat-save"))
    native = parley("play", scenario, "--decisions", file)
    shown = page.run("return document.getElementById('debriefing').textContent")
    page.check(shown.split() == native.split(), f"the session ends otherwise in the program:\n{native}\n{shown}")
    ended = json.loads(parley("play", scenario, "--decisions", file, "--json"))
    page.check(ended["played"] != ended["model"], "the session ends as the model's own run does")
    cells = page.run("return [...document.querySelectorAll('#seat-told table')][0].innerText")
    page.check(ended["played"]["ending"] in cells and ended["model"]["ending"] in cells, "the two endings are not told")


def a_picture(page, figure):
    """A chart is saved as SVG that is well-formed, and as PNG of twice its size that is not blank."""
    def saved(kind):
        page.run("window.bytes.length = 0; [...document.getElementById(arguments[0]).querySelectorAll('.pictures button')].find(b => b.textContent === arguments[1]).click()", figure, kind)
        page.until("window.bytes.length > 0", f"{figure} as {kind}")
        return base64.b64decode(page.run("return window.bytes[0]"))

    svg = ElementTree.fromstring(saved("SVG"))
    width, height = (float(svg.get(side)) for side in ("width", "height"))
    page.check(svg.tag == "{http://www.w3.org/2000/svg}svg" and len(list(svg.iter())) > 10, f"{figure} is not saved as SVG")
    png = saved("PNG")
    page.check(png[:8] == b"\x89PNG\r\n\x1a\n", f"{figure} is not saved as PNG")
    size = [int.from_bytes(png[at:at + 4], "big") for at in (16, 20)]
    page.check([abs(size[0] - 2 * width) <= 1, abs(size[1] - 2 * height) <= 1] == [True, True], f"{figure} as PNG has {size}, not twice {width} x {height}")
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at:at + 4], "big")
        data += png[at + 8:at + 8 + length] if png[at + 4:at + 8] == b"IDAT" else b""
        at += 12 + length
    page.check(len(set(zlib.decompress(data)[::101])) > 8, f"{figure} as PNG is blank")


def a_recorded_session(page, geneva):
    """The session of the tree is played again in the page of its scenario and ends as in the program."""
    file = os.path.join(os.path.dirname(__file__), "..", "..", "scenarios", "sessions", "who-keeps-it.json")
    page.open(geneva)
    page.view("seat")
    page.upload("seat-open", file)
    page.until("document.documentElement.dataset.seat === 'over'", "a recorded session")
    shown = page.run("return document.getElementById('debriefing').textContent")
    native = parley("play", "--decisions", file)
    page.check(shown.split() == native.split(), "a recorded session ends otherwise in the program")
    ended = json.loads(parley("play", "--decisions", file, "--json"))
    page.check(ended["played"]["ending"] != ended["model"]["ending"], "a recorded session ends as the model's own run does")
    cells = page.run("return document.querySelector('#seat-told table').innerText")
    page.check(ended["played"]["ending"] in cells and ended["model"]["ending"] in cells, "the two endings of a recorded session are not told")


def files(page, scenario, folder, setting):
    page.view("explore")
    page.doing(lambda: page.run("Parley.sliders.put(arguments[0], Number(arguments[1]))", *setting.split("=")), "setting again")
    native = os.path.join(folder, f"tables-{page.name}")
    parley("run", scenario, "--set", setting, "-n", str(RUNS), "--trace", "days", "--central", "-q", "-o", native)
    page.view("files")
    for name in ("runs", "parties", "rounds", "events", "offers", "days"):
        text = page.saved("table-" + name)
        page.check(text == text_of(os.path.join(native, name + ".csv")), f"{name}.csv of the page differs from the program's")
    changed = os.path.join(folder, "changed.yaml")
    with open(changed, "w", encoding="utf-8", newline="") as f:
        f.write(page.saved("save-scenario"))
    page.check(lead(changed).split("A text is signed")[0].split("over the assumptions")[0] ==
               page.answer().split("A text is signed")[0].split("over the assumptions")[0], "the changed scenario, saved, is not the one that was played")
    page.view("explore")
    for figure in page.run("return [...document.querySelectorAll('#results figure.chart')].map(f => f.id)"):
        a_picture(page, figure)
    answer = page.answer()
    page.view("files")
    again = os.path.join(folder, f"again-{page.name}.html")
    with open(again, "w", encoding="utf-8", newline="") as f:
        f.write(page.saved("save-page"))
    page.click("copy-link")
    page.until("location.hash.startsWith('#s=')", "a link")
    link = page.run("return location.hash")
    return again, link, answer


def reopened(page, again, answer):
    page.open(again)
    page.until("document.documentElement.dataset.shown", "the saved page's own state")
    page.check(page.answer() == answer, "the page that was saved does not say what it said")
    page.view("draft")
    page.until("document.documentElement.dataset.drafted", "the saved page's draft")
    page.check(page.run("return document.getElementById('clause-OBSERVERS').value") == "0", "the page that was saved does not hold the draft")


def linked(page, file, link, answer):
    page.run("location.hash = arguments[0]", link)
    page.run("location.reload()")
    time.sleep(0.5)
    page.until("document.documentElement.dataset.shown", "the link's state")
    page.check(page.answer() == answer, "whoever opens the link does not see the same")


def heard(page):
    said = [entry["message"] for entry in page.browser.console()]
    page.check(not said, f"the console says {said}")
    asked = [url for url in page.browser.requests() if not url.startswith(("file:", "data:", "blob:"))]
    page.check(not asked, f"the page asks for {asked}")
    page.check(page.run("return document.title") != "broken", "a party's name ran as a script")
    page.check(page.run("return document.querySelectorAll('main img').length") == 0, "a party's name became an element")


def in_a_browser(make, scenario, text, file, geneva, folder, pictures):
    source = explorer_looks.axe()
    with make() as browser:
        browser.blank()
        browser.size(1280, 900)
        page = Page(browser, file)
        same_answers(page, scenario)
        setting = a_slider(page, scenario)
        a_comparison(page, scenario, setting)
        a_mistake(page, folder)
        a_draft(page, scenario, text, folder)
        a_session(page, scenario, folder)
        again, link, answer = files(page, scenario, folder, setting)
        page.open(again)
        page.until("document.documentElement.dataset.shown", "the saved page")
        explorer_looks.filled(page)
        for width in (1280, 400):
            browser.size(width, 900)
            explorer_looks.looks(page, width, pictures, source)
        browser.size(1280, 900)
        explorer_looks.still(page)
        explorer_looks.by_keyboard(page)
        heard(page)
        if make is Browser:
            explorer_looks.on_paper(page, pictures)
            browser.size(1280, 900)
        page.open(file)
        linked(page, file, link, answer)
        reopened(page, again, answer)
        heard(page)
        a_recorded_session(page, geneva)
        heard(page)
        if make is not Browser:
            return ""
        return explorer_looks.on_a_slow_computer(page, geneva)


def main():
    lacking = missing() + firefox.missing()
    if lacking or not os.path.exists(os.path.join(sys.argv[2], "engine.wasm")):
        print("skipped: needs " + (" and ".join(lacking) if lacking else "the engine that sim/page.sh builds"))
        return 77
    pictures = sys.argv[3] if len(sys.argv) > 3 else ""
    with tempfile.TemporaryDirectory(prefix="parley-explorer-") as folder:
        scenario, file = scenario_in(folder), os.path.join(folder, "page.html")
        text = os.path.join(folder, "text.yaml")
        with open(text, "w", encoding="utf-8") as f:
            f.write("name: " + json.dumps("Calm " + EVIL) + "\ndate: 2024-01-20\noptions: {CEASEFIRE: open-ended, LINE: 1, OBSERVERS: neutral observers}\n")
        made = ["page", scenario, "--deal", text, "-o", file, "-n", str(RUNS), "--screen", "200", "--engine", sys.argv[2], "-q"]
        told = parley(*made, good=False)
        if "of other sources" in told:
            print("skipped: " + told)
            return 77
        if told:
            sys.exit(told)
        geneva = os.path.join(folder, "geneva.html")
        parley("page", "geneva-2016", "-o", geneva, "--screen", "200", "--engine", sys.argv[2], "-q")
        for make in (Browser, firefox.Firefox):
            if told := in_a_browser(make, scenario, text, file, geneva, folder, pictures):
                print(told)
    if not explorer_looks.axe():
        print("not looked at by axe: PARLEY_AXE names no script (tests/html/axe.sh fetches it)")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
