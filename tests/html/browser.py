# How do tests look at a page in a real browser?
#
# Debian's Chromium without a window, driven by chromedriver (WebDriver over HTTP); nothing but Python's own library.
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from driven import Driven, key_actions

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
         "--disable-dev-shm-usage"]


def missing():
    """The Debian packages that a look at a page needs and that are not installed."""
    return [package for package, program in [("chromium", "chromium"), ("chromium-driver", "chromedriver")]
            if shutil.which(program) is None]


class Browser(Driven):
    name = "Chromium"

    def __init__(self, width=1280, height=900):
        self.folder = tempfile.mkdtemp(prefix="parley-browser-")
        self.session = None
        self.driver = subprocess.Popen([shutil.which("chromedriver"), "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        try:
            self.port = self._port()
            options = {"binary": shutil.which("chromium"),
                       "args": FLAGS + ["--user-data-dir=" + os.path.join(self.folder, "profile"),
                                        f"--window-size={width},{height}"]}
            answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
            self.session = answer["sessionId"]
        except BaseException:
            self.close()
            raise

    def close(self):
        if self.session:
            try:
                self._call("DELETE", f"/session/{self.session}")
            except OSError:
                pass
        self.driver.kill()
        self.driver.wait()
        self.driver.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _port(self):
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.split("port")[1].strip(" .\n"))
        raise RuntimeError("chromedriver did not start")

    def _call(self, method, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from error

    def _in_session(self, method, path, body=None):
        return self._call(method, f"/session/{self.session}{path}", body)

    def devtools(self, command, **parameters):
        return self._in_session("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def size(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, path):
        """Opens a file; returns the seconds until its load event was over."""
        start = time.monotonic()
        self._in_session("POST", "/url", {"url": "file://" + os.path.abspath(path)})
        return time.monotonic() - start

    def blank(self):
        """Leaves the page that the browser starts with, and forgets what it said and asked for."""
        self._in_session("POST", "/url", {"url": "about:blank"})
        self.console()
        self.requests()

    def run(self, script, *arguments):
        return self._in_session("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def prefers(self, scheme, less_motion=False):
        """As somebody has set the system: light or dark, and less motion."""
        self.devtools("Emulation.setEmulatedMedia", media="", features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce" if less_motion else "no-preference"}])

    def choose(self, element, path):
        """Puts a file into an input element."""
        found = self._in_session("POST", "/element", {"using": "css selector", "value": "#" + element})
        self._in_session("POST", f"/element/{next(iter(found.values()))}/value", {"text": path})

    def press(self, *keys):
        """Presses keys one after the other, by WebDriver's names: "Tab", "Enter", "ArrowRight", "a" ..."""
        self._in_session("POST", "/actions", {"actions": key_actions(keys)})

    def without_javascript(self):
        """Pages opened from here on run no scripts (run() does not work on them either: use text())."""
        self.devtools("Emulation.setScriptExecutionDisabled", value=True)

    def text(self):
        """What a reader sees of the page, also without JavaScript."""
        element = self._in_session("POST", "/element", {"using": "css selector", "value": "body"})
        return self._in_session("GET", f"/element/{next(iter(element.values()))}/text")

    def console(self):
        """What was said on the console since the last call: errors and warnings of any source too."""
        return self._in_session("POST", "/se/log", {"type": "browser"})

    def requests(self):
        """The addresses asked for since the last call."""
        events = [json.loads(e["message"])["message"] for e in self._in_session("POST", "/se/log", {"type": "performance"})]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def screenshot(self, file):
        with open(file, "wb") as out:
            out.write(base64.b64decode(self._in_session("GET", "/screenshot")))

    def printed(self, width, height):
        """The page as a PDF, on paper of so many inches."""
        return base64.b64decode(self.devtools("Page.printToPDF", printBackground=True, paperWidth=width, paperHeight=height)["data"])

    def pdf(self, file):
        with open(file, "wb") as out:
            out.write(self.printed(8.27, 11.69))
