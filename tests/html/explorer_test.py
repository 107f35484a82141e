# Does the page of 'parley page' do in real browsers what the program does?
#
# explorer_test.py PROGRAM ENGINE [FOLDER]: makes the page of a small war with hostile names, opens it from file:// in Debian's
# Chromium and Firefox, moves a slider, makes a mistake in the text and mends it, compares, plays a whole session in a seat,
# and takes tables, scenario, session and page away. Everything is held against what the program prints and writes. With a
# FOLDER pictures of every view are left there. Exit code 77: a package, or the engine, is missing.
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import firefox
from browser import Browser, missing

EVIL = "</script><script>document.title='broken'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='broken'\">"
RUNS = 200
MOVED = "parties.SOUTH.reservation"
problems = []


def check(fact, what):
    if not fact:
        problems.append(what)


def parley(*arguments, good=True):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, check=False)
    if good and done.returncode != 0:
        sys.exit(f"parley {' '.join(arguments)}: {done.stderr}")
    return done.stdout if good else done.stderr


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


class Page:
    """What somebody at the page does."""

    def __init__(self, browser, file):
        self.browser, self.name = browser, getattr(browser, "name", "Chromium")
        self.open(file)

    def check(self, fact, what):
        check(fact, f"{self.name}: {what}")

    def open(self, file):
        self.browser.open(file)
        self.check(self.browser.wait("document.documentElement.dataset.ready"), "the page is not ready in 20 s")
        # What is saved is kept for the test to look at.
        self.browser.run("""
          window.saved = [];
          const made = URL.createObjectURL.bind(URL);
          URL.createObjectURL = blob => { blob.text().then(text => window.saved.push(text)); return made(blob); };
          HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };""")

    def run(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def click(self, element):
        self.run("document.getElementById(arguments[0]).click()", element)

    def view(self, name):
        self.run("document.querySelector(`[data-view=${arguments[0]}]`).click()", name)

    def until(self, condition, what, seconds=60):
        good = self.browser.wait(condition, seconds)
        self.check(good, f"{what} not in {seconds} s; the page says '{self.status()}'")
        return good

    def status(self):
        return self.run("return document.getElementById('status').textContent")

    def answer(self):
        return self.run("return document.querySelector('#results .lead')?.textContent")

    def doing(self, what, then):
        """Does something that plays the scenario anew and waits for the whole answer."""
        self.run("delete document.documentElement.dataset.shown")
        what()
        self.until("document.documentElement.dataset.shown", then)

    def saved(self, button):
        self.run("window.saved.length = 0")
        self.click(button)
        self.until("window.saved.length > 0", f"what {button} saves")
        return self.run("return window.saved.at(-1)")


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
    expected = [re.sub(r"^[^\n]*bad\.yaml:(\d+):\d+: ", r"line \1: ", line) for line in parley("check", "-q", file, good=False).splitlines()]
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
    page.run("window.saved.length = 0; document.querySelector('#survival .pictures button').click()")
    page.until("window.saved.length > 0", "a picture")
    page.check(page.run("return window.saved.at(-1)").startswith("<svg"), "a chart is not saved as SVG")
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


def linked(page, file, link, answer):
    page.run("location.hash = arguments[0]", link)
    page.run("location.reload()")
    time.sleep(0.5)
    page.until("document.documentElement.dataset.shown", "the link's state")
    page.check(page.answer() == answer, "whoever opens the link does not see the same")


def looks(page, width, pictures):
    for view in ("explore", "run", "compare", "seat", "text", "files"):
        page.view(view)
        if view == "run":
            page.until("document.documentElement.dataset.told", "a run told")
        time.sleep(0.3)
        wide = page.run("return [document.documentElement.scrollWidth, innerWidth]")
        page.check(wide[0] <= wide[1], f"{width} px: {view} is wider than the screen ({wide})")
        nameless = page.run("""return [...document.querySelectorAll('button, input, select, textarea')].filter(e => e.checkVisibility() &&
          !(e.textContent.trim() || e.labels?.length || e.getAttribute('aria-label'))).map(e => e.id || e.outerHTML.slice(0, 80))""")
        page.check(not nameless, f"{width} px: {view} has elements without a name: {nameless}")
        if pictures:
            page.browser.screenshot(os.path.join(pictures, f"{page.name.lower()}-{view}-{width}.png"))
    page.view("explore")


def heard(page):
    said = [entry["message"] for entry in page.browser.console()]
    page.check(not said, f"the console says {said}")
    asked = [url for url in page.browser.requests() if not url.startswith(("file:", "data:", "blob:"))]
    page.check(not asked, f"the page asks for {asked}")
    page.check(page.run("return document.title") != "broken", "a party's name ran as a script")
    page.check(page.run("return document.querySelectorAll('main img').length") == 0, "a party's name became an element")


def in_a_browser(make, scenario, file, folder, pictures):
    with make() as browser:
        browser.blank()
        browser.size(1280, 900)
        page = Page(browser, file)
        same_answers(page, scenario)
        setting = a_slider(page, scenario)
        a_comparison(page, scenario, setting)
        a_mistake(page, folder)
        a_session(page, scenario, folder)
        again, link, answer = files(page, scenario, folder, setting)
        for width in (1280, 400):
            browser.size(width, 900)
            looks(page, width, pictures)
        heard(page)
        linked(page, file, link, answer)
        reopened(page, again, answer)
        heard(page)


def main():
    lacking = missing() + firefox.missing()
    if lacking or not os.path.exists(os.path.join(sys.argv[2], "engine.wasm")):
        print("skipped: needs " + (" and ".join(lacking) if lacking else "the engine that sim/page.sh builds"))
        return 77
    pictures = sys.argv[3] if len(sys.argv) > 3 else ""
    with tempfile.TemporaryDirectory(prefix="parley-explorer-") as folder:
        scenario, file = scenario_in(folder), os.path.join(folder, "page.html")
        made = ["page", scenario, "-o", file, "-n", str(RUNS), "--screen", "200", "--engine", sys.argv[2], "-q"]
        told = parley(*made, good=False)
        if "of other sources" in told:
            print("skipped: " + told)
            return 77
        if told:
            sys.exit(told)
        for make in (Browser, firefox.Firefox):
            in_a_browser(make, scenario, file, folder, pictures)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
