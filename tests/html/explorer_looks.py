# Can everybody use the page of 'parley page': by eye, by ear, by keyboard, on paper, on a slow computer?
#
# axe (npm's axe-core, which tests/html/axe.sh fetches; PARLEY_AXE names its script) looks at every view where it is there.
import os
import re
import time

VIEWS = ("explore", "run", "compare", "draft", "seat", "text", "files")
CAN_BE_USED = "a[href], button, input, select, textarea, summary, [tabindex='0']"


def axe():
    file = os.environ.get("PARLEY_AXE", "")
    if not file:
        return ""
    with open(file, encoding="utf-8") as f:
        return f.read()


def filled(page):
    """Every view with something in it."""
    page.view("run")
    page.until("document.documentElement.dataset.told", "a run told")
    page.view("compare")
    page.run("delete document.documentElement.dataset.compared")
    page.click("compare-now")
    page.click("room-now")
    page.until("document.documentElement.dataset.compared && document.querySelector('#room-told table')", "comparing")
    page.view("draft")
    page.until("document.documentElement.dataset.draft && document.querySelector('#premortem-levers')", "a premortem")
    page.view("seat")
    page.run("delete document.documentElement.dataset.seat")
    page.click("seat-start")
    page.until("document.documentElement.dataset.seat", "a seat")
    page.view("text")
    page.run("const area = document.getElementById('yaml'); area.value = area.value.replace('reservation:', 'resevation:');"
             "area.dispatchEvent(new Event('input'))")
    page.until("document.querySelector('#text-problems li')", "a mistake")
    page.view("explore")


def found_by_axe(page, source):
    page.run("if (!window.axe) { " + source + " }")
    page.run("window.found = null; axe.run(document, { resultTypes: ['violations'] }).then(r => { window.found = r.violations.map(v =>"
             "`${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 120)}`); }, e => { window.found = [String(e)]; })")
    page.browser.wait("window.found", 60)
    return page.run("return window.found")


def looks(page, width, pictures, source, schemes=("light", "dark")):
    for scheme in schemes:
        page.browser.prefers(scheme)
        for view in VIEWS:
            page.view(view)
            time.sleep(0.2)
            what = f"{width} px, {scheme}: {view}"
            wide = page.run("return [document.documentElement.scrollWidth, innerWidth]")
            page.check(wide[0] <= wide[1], f"{what} is wider than the screen ({wide})")
            nameless = page.run("""return [...document.querySelectorAll('button, input, select, textarea')].filter(e => e.checkVisibility() &&
              !(e.textContent.trim() || e.labels?.length || e.getAttribute('aria-label'))).map(e => e.id || e.outerHTML.slice(0, 80))""")
            page.check(not nameless, f"{what} has elements without a name: {nameless}")
            if source:
                for fault in found_by_axe(page, source):
                    page.check(False, f"{what}: axe finds {fault}")
            if pictures:
                page.browser.screenshot(os.path.join(pictures, f"{page.name.lower()}-{view}-{width}-{scheme}.png"))
    page.browser.prefers("light")
    page.view("explore")


def by_keyboard(page):
    """Tab reaches everything that can be used, and keys use it."""
    page.run("window.reached = new Set(); document.addEventListener('focusin', e => window.reached.add(e.target))")
    for view in VIEWS:
        page.run("document.querySelector(`[data-view=${arguments[0]}]`).focus()", view)
        page.browser.press("Enter")
        page.check(page.run("return document.documentElement.dataset.view") == view, f"Enter does not open the view {view}")
        page.run("window.reached.clear(); document.querySelector('.skip').focus()")
        left = ("return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 &&"
                "!window.reached.has(e)).map(e => e.id || e.textContent.trim().slice(0, 40) || e.outerHTML.slice(0, 60))")
        missed = page.run(left, CAN_BE_USED)
        # Not one Tab too many: it would leave the page for the browser's own buttons.
        for _ in range(12):
            page.browser.press(*["Tab"] * len(missed))
            missed = page.run(left, CAN_BE_USED)
            if not missed:
                break
        page.check(not missed, f"Tab does not reach in {view}: {missed[:5]}")
    page.view("explore")
    slider = "document.querySelector('#sliders input')"
    page.run(f"{slider}.focus()")
    before = page.run(f"return {slider}.getAttribute('aria-valuetext')")
    page.browser.press("ArrowRight")
    page.check(page.run(f"return {slider}.getAttribute('aria-valuetext')") != before, "an arrow does not move a slider")
    head = "document.querySelector('#results thead button')"
    page.run(f"{head}.focus()")
    page.browser.press("Enter")
    page.check(page.run(f"return {head}.closest('th').getAttribute('aria-sort')") is not None, "Enter does not sort a table")
    page.view("draft")
    clause = "document.querySelector('#draft-clauses select')"
    page.until(clause, "clauses")
    page.run(f"{clause}.focus()")
    before = page.run(f"return {clause}.value")
    page.browser.press("Home" if before != "0" else "End")
    page.until(f"{clause}.value !== '{before}' && document.activeElement === {clause}", "a clause changed by a key")
    page.view("seat")
    page.run("delete document.documentElement.dataset.seat; document.getElementById('seat-start').focus()")
    page.browser.press("Enter")
    page.until("document.documentElement.dataset.seat", "a seat taken by a key")
    page.check(page.run("return document.activeElement.id") == "seat-question", "what is asked is not where the keyboard is")
    page.view("text")
    page.run("const area = document.getElementById('yaml'); area.focus(); area.setSelectionRange(0, 0)")
    page.browser.press("#", "Tab")
    page.check(page.run("return document.getElementById('yaml').value[0] === '#' && document.activeElement.id !== 'yaml'"), "the text is a trap for the keyboard")
    page.view("explore")


def still(page):
    """Who wants no motion sees none."""
    page.browser.prefers("light", less_motion=True)
    time.sleep(0.5)  # what was under way before ends
    moving = page.run("return [...document.querySelectorAll('button, .slider, input')].filter(e => getComputedStyle(e).transitionDuration.split(', ').some(t => t !== '0s')).length"
                      " + document.getAnimations().length")
    page.check(moving == 0, f"{moving} elements move where somebody wants less motion")
    page.browser.prefers("light")


def on_paper(page, pictures):
    """The view that is open is printed, whole and without what cannot be used on paper. Chromium alone prints."""
    page.browser.devtools("Emulation.setEmulatedMedia", media="print")
    page.browser.size(720, 900)
    for view in VIEWS:
        page.view(view)
        time.sleep(0.2)
        cut = page.run("return [...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible'"
                       " && !e.matches('select, textarea, input') && e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))")
        page.check(not cut, f"on paper {view} is cut: {cut[:2]}")
        used = page.run("return [...document.querySelectorAll('nav button, .actions button, .bar')].filter(e => e.checkVisibility()).length")
        page.check(used == 0, f"{used} buttons stand on paper")
        sheets = page.browser.printed(8.27, 11.69)
        count = len(re.findall(rb"/Type /Page\b", sheets))
        page.check(1 <= count <= 40, f"{view} is printed on {count} sheets")
        if pictures:
            with open(os.path.join(pictures, f"paper-{view}.pdf"), "wb") as out:
                out.write(sheets)
    page.browser.devtools("Emulation.setEmulatedMedia", media="")
    page.view("explore")


def on_a_slow_computer(page, file):
    """Seconds since the page was opened until its answer is painted and until it can be used, and until 200 new runs answer a move: the
    best of three, at a quarter of the speed, and the last at full speed too."""
    painted, ready, moved = [], [], {4: [], 1: []}
    for rate in (4, 4, 4, 1, 1, 1):
        page.browser.blank()
        page.browser.devtools("Emulation.setCPUThrottlingRate", rate=rate)
        page.open(file)
        page.run("window.painted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.element?.matches('#answer .lead')) window.painted ||= e.startTime; })"
                 ".observe({ type: 'largest-contentful-paint', buffered: true })")
        page.until("window.painted", "the answer painted")
        page.check(re.search(r"\d+% at the central values", page.answer() or "") and "95% interval" in page.run("return document.getElementById('answer').textContent"),
                   "the page does not open with an answer and its interval")
        if rate == 4:
            painted.append(page.run("return window.painted") / 1000)
            ready.append(page.run("return Number(document.documentElement.dataset.ready)") / 1000)
        page.run("""
          const status = document.getElementById('status'), began = performance.now();
          window.answered = 0;
          new MutationObserver(() => { if (status.textContent.includes('luck alone')) window.answered ||= performance.now() - began; }).observe(status, { childList: true });
          const s = document.querySelector('#sliders input'); s.value = s.max; s.dispatchEvent(new Event('input'));""")
        page.until("window.answered", "200 runs after a move")
        moved[rate].append(page.run("return window.answered") / 1000)
    page.check(min(painted) < 2, f"a computer of a quarter of the speed takes {min(painted):.1f} s to show the first answer")
    return (f"Geneva's page ({os.path.getsize(file) / 1e6:.1f} MB) at 4x CPU throttling: answer (1,000 runs) painted after {min(painted):.2f} s, ready after {min(ready):.2f} s, "
            f"200 runs after a move in {min(moved[4]):.1f} s, unthrottled in {min(moved[1]):.1f} s")
