# Is the page of 'parley report --html' good in a real browser?
#
# page_test.py PROGRAM: makes a small study with hostile names, opens its page from file:// in Debian's Chromium, on a wide
# and on a narrow screen and without JavaScript. Exit code 77: a package is missing.
import json
import os
import re
import subprocess
import sys
import tempfile

from browser import Browser, missing

EVIL = "</script><script>document.title='broken'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='broken'\">"
problems = []


def check(fact, what):
    if not fact:
        problems.append(what)


def parley(*arguments):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"parley {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def study_in(folder):
    scenario, study, page = (os.path.join(folder, name) for name in ("war.yaml", "study.db", "page.html"))
    parley("new", scenario)
    with open(scenario, encoding="utf-8") as file:
        text = file.read()
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(text.replace("name: Northern army", "name: " + json.dumps("Northern " + EVIL)))
    parley("sweep", scenario, "--vary", "truce.attribution=0:1:3", "--vary", "parties.NORTH.reservation=0.3:0.6:3", "-n", "30", "-q", "-o", study)
    parley("report", study, "--html", page, "-q")
    return page, json.loads(parley("report", study, "--json"))


# What is not blank in a canvas, as a share of its pixels.
INK = """
return [...document.querySelectorAll('figure.chart')].map(f => {
  const c = f.querySelector('canvas');
  if (!c || !c.width || !c.height) return [f.id, 0];
  const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0;
  for (let i = 3; i < p.length; i += 4) n += p[i] > 0;
  return [f.id, n / (p.length / 4)];
});"""


DRAWN = "document.documentElement.dataset.charts"


def on_a_screen(browser, page, width):
    browser.size(width, 900)
    browser.open(page)
    loaded = browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    check(browser.wait(DRAWN), f"{width} px: the charts are not drawn in 20 s")
    said = [entry["message"] for entry in browser.console()]
    check(not said, f"{width} px: the console says {said}")
    asked = [url for url in browser.requests() if not url.startswith(("file://", "data:"))]
    check(not asked, f"{width} px: the page asks for {asked}")
    ink = dict(browser.run(INK))
    check(len(ink) >= 8, f"{width} px: {len(ink)} charts")
    for name, share in ink.items():
        check(share > 0.005, f"{width} px: chart {name} is empty")
    check(browser.run("return document.documentElement.dataset.charts") == str(len(ink)), f"{width} px: not all charts are drawn")
    check(browser.run("return document.documentElement.scrollWidth") <= width, f"{width} px: the page is wider than the screen")
    crammed = browser.run("return [...document.querySelectorAll('tbody th, tbody td')].filter(c => c.textContent.length > 100 && c.getBoundingClientRect().width < 180).length")
    check(crammed == 0, f"{width} px: {crammed} long texts stand in narrow columns")
    check(browser.run("return document.title") != "broken", f"{width} px: a party's name ran as a script")
    return loaded


def sorting(browser):
    first = "document.querySelector('#points tbody tr').cells[0].textContent"
    button = "document.querySelector('#points thead button')"
    browser.run(f"{button}.focus(); {button}.click(); {button}.click()")
    check(browser.run(f"return {first}") == "8", "a second click on a column's head does not turn its order round")
    check(browser.run("return document.querySelector('#points th').getAttribute('aria-sort')") == "descending", "aria-sort is not set")
    check(browser.run(f"return document.activeElement === {button}"), "a column's head cannot be reached by keyboard")


def a_tooltip(browser):
    words = browser.run("""
      const chart = document.querySelector('#survival').chart, meta = chart.getDatasetMeta(0).data;
      chart.tooltip.setActiveElements([{datasetIndex: 0, index: meta.length - 1}], {x: 10, y: 10});
      chart.update();
      return chart.tooltip.body.map(b => b.lines.join(' ')).join(' ');""")
    check(re.search(r"beyond day \d+: [\d.]+% \(([\d.]+ to [\d.]+|interval not known)\)", words), f"a point says '{words}'")


def on_paper(browser):
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    alone = browser.run("const height = e => e.getBoundingClientRect().height;"
                        "return height(document.querySelector('#answer')) > 50"
                        " && [...document.querySelectorAll('main > section:not(#answer), canvas')].every(e => height(e) === 0)")
    check(alone, "on paper the answer does not stand alone")
    browser.devtools("Emulation.setEmulatedMedia", media="")


def a_brief(browser, folder):
    """The answer about the largest scenario that is shipped stands on one sheet."""
    out, page = os.path.join(folder, "runs"), os.path.join(folder, "brief.html")
    parley("run", "geneva-2016", "-n", "200", "-q", "-o", out)
    parley("report", out, "--html", page, "-q")
    browser.open(page)
    browser.wait(DRAWN)
    for paper, width, height in (("A4", 8.27, 11.69), ("letter", 8.5, 11)):
        sheets = len(re.findall(rb"/Type /Page\b", browser.printed(width, height)))
        check(sheets == 1, f"the answer is printed on {sheets} sheets of {paper} paper, not one")


def without_javascript(browser, page, told):
    browser.without_javascript()
    browser.open(page)
    text = browser.text()
    for ending, share in told["outcomes"].items():
        words = "{:.1f}% ({:.1f} to {:.1f})".format(*(100 * share[k] for k in ("share", "low", "high")))
        check(words in text, f"without JavaScript the page does not say '{words}' ({ending})")
    check("Parameter" in text and "expert judgement" in text, "without JavaScript there is no table of assumptions")
    check("</script><script>" in text, "the hostile name is not shown as text")


def main():
    lacking = missing()
    if lacking:
        print("skipped: needs the Debian package" + ("s " if len(lacking) > 1 else " ") + " and ".join(lacking))
        return 77
    with tempfile.TemporaryDirectory(prefix="parley-page-") as folder:
        page, told = study_in(folder)
        with Browser() as browser:
            browser.blank()
            loaded = min(on_a_screen(browser, page, width) for width in (1280, 400))
            check(loaded < 2000, f"the page takes {loaded} ms to load")
            if not problems:  # else the rest would only stumble over them
                browser.size(1280, 900)
                browser.open(page)
                browser.wait(DRAWN)
                sorting(browser)
                a_tooltip(browser)
                on_paper(browser)
                a_brief(browser, folder)
            without_javascript(browser, page, told)
    for problem in problems:
        print(problem)
    print(f"loaded in {loaded:.0f} ms")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
