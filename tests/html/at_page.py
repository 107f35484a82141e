# What does somebody at the page of 'parley page' do, in whichever browser?
import os
import subprocess
import sys

problems = []


def check(fact, what):
    if not fact:
        problems.append(what)


def parley(*arguments, good=True):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, check=False)
    if good and done.returncode != 0:
        sys.exit(f"parley {' '.join(arguments)}: {done.stderr}")
    return done.stdout if good else done.stderr


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
          window.bytes = [];
          const made = URL.createObjectURL.bind(URL);
          URL.createObjectURL = blob => {
            blob.text().then(text => window.saved.push(text));
            const reader = new FileReader();
            reader.onload = () => window.bytes.push(reader.result.split(',')[1]);
            reader.readAsDataURL(blob);
            return made(blob);
          };
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

    def upload(self, element, path):
        """Chooses a file, as by the browser's dialog."""
        self.browser.choose(element, os.path.abspath(path))
