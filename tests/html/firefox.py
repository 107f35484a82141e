# How do tests look at a page in Firefox?
#
# Debian's firefox-esr without a window, driven by the protocol that it brings along (Marionette: JSON over a socket, with its
# length before it); nothing but Python's own library. The same calls as browser.py's, as far as Firefox has them.
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

from driven import Driven, key_actions


def missing():
    return [] if shutil.which("firefox-esr") else ["firefox-esr"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Firefox(Driven):
    name = "Firefox"

    def __init__(self, width=1280, height=900):
        self.folder = tempfile.mkdtemp(prefix="parley-firefox-")
        self.calls = 0
        port = free_port()
        with open(os.path.join(self.folder, "user.js"), "w", encoding="utf-8") as prefs:
            for key, value in {"marionette.port": port, "browser.shell.checkDefaultBrowser": False, "app.update.enabled": False,
                               "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False,
                               "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
                               "browser.download.always_ask_before_handling_new_types": False, "browser.download.folderList": 2,
                               "browser.download.dir": self.folder,
                               # What pages write to the console goes to standard output.
                               "devtools.console.stdout.content": True, "browser.dom.window.dump.enabled": True}.items():
                prefs.write(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n")
        output = open(os.path.join(self.folder, "output"), "w", encoding="utf-8")
        self.told = open(os.path.join(self.folder, "output"), encoding="utf-8", errors="replace")
        self.process = subprocess.Popen([shutil.which("firefox-esr"), "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", self.folder,
                                         f"--width={width}", f"--height={height}"], stdout=output, stderr=subprocess.DEVNULL,
                                        env={**os.environ, "HOME": self.folder, "MOZ_HEADLESS": "1"})
        output.close()
        try:
            self.socket = self._connected(port)
            self._read()
            self._call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
            self._listen()
            self._call("WebDriver:SetTimeouts", {"script": 60000, "pageLoad": 60000})
        except BaseException:
            self.close()
            raise

    def close(self):
        self.process.kill()
        self.process.wait()
        self.told.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _connected(self, port):
        end = time.monotonic() + 60
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=90)
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def _read(self):
        size = b""
        while not size.endswith(b":"):
            size += self._bytes(1)
        return json.loads(self._bytes(int(size[:-1])))

    def _bytes(self, count):
        parts = b""
        while len(parts) < count:
            got = self.socket.recv(count - len(parts))
            if not got:
                raise RuntimeError("Firefox has gone")
            parts += got
        return parts

    def _call(self, command, parameters):
        self.calls += 1
        text = json.dumps([0, self.calls, command, parameters]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def size(self, width, height):
        self._as_browser("browserWindow().gBrowser.selectedBrowser.fullZoom = 1;")
        self._call("WebDriver:SetWindowRect", {"width": width, "height": height})
        # The window is wider than the page: by how much, the page knows.
        for _ in range(3):
            inner = self.run("return [innerWidth, innerHeight, outerWidth, outerHeight]")
            if inner[0] == width:
                return
            self._call("WebDriver:SetWindowRect", {"width": width + inner[2] - inner[0], "height": height + inner[3] - inner[1]})
        # No window is as narrow as a telephone: the page is made larger until it has so many pixels.
        for _ in range(5):
            inner = self.run("return innerWidth")
            if inner == width:
                return
            self._as_browser(f"browserWindow().gBrowser.selectedBrowser.fullZoom *= {inner / width};")
            time.sleep(0.2)

    def open(self, path):
        start = time.monotonic()
        self._call("WebDriver:Navigate", {"url": "file://" + os.path.abspath(path)})
        return time.monotonic() - start

    def blank(self):
        self._call("WebDriver:Navigate", {"url": "about:blank"})
        self.console()
        self.requests()

    def run(self, script, *arguments):
        return self._call("WebDriver:ExecuteScript", {"script": script, "args": list(arguments), "sandbox": None, "newSandbox": False})

    def prefers(self, scheme, less_motion=False):
        self._as_browser(f"""
          Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {0 if scheme == 'dark' else 1});
          Services.prefs.setIntPref('ui.prefersReducedMotion', {int(less_motion)});""")

    def choose(self, element, path):
        found = self._call("WebDriver:FindElement", {"using": "css selector", "value": "#" + element})
        self._call("WebDriver:ElementSendKeys", {"id": next(iter(found.values())), "text": path})

    def press(self, *keys):
        self._call("WebDriver:PerformActions", {"actions": key_actions(keys)})

    def _as_browser(self, script):
        """Runs a script as Firefox itself, not as a page."""
        script = "const browserWindow = () => Services.wm.getMostRecentWindow('navigator:browser');" + script
        self._call("Marionette:SetContext", {"value": "chrome"})
        try:
            return self._call("WebDriver:ExecuteScript", {"script": script, "args": [], "sandbox": "parley", "newSandbox": False})
        finally:
            self._call("Marionette:SetContext", {"value": "content"})

    def _listen(self):
        """From here on Firefox notes every request of a page, whatever becomes of it."""
        self._as_browser("""
          globalThis.asked = [];
          Services.obs.addObserver(request => {
            const channel = request.QueryInterface(Ci.nsIHttpChannel);
            if (channel.loadInfo && !channel.loadInfo.loadingPrincipal?.isSystemPrincipal) globalThis.asked.push(channel.URI.spec);
          }, 'http-on-modify-request');""")

    def console(self):
        """Errors and warnings of pages and their workers since the last call."""
        said = self._as_browser("""
          const list = Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError)
            .filter(m => /^(file|blob|data):/.test(m.sourceName) || /Content-Security-Policy/.test(m.errorMessage))
            .map(m => m.errorMessage);
          Services.console.reset();
          return list;""")
        # A prefix that stands alone is of Firefox's own modules.
        said += [line.strip() for line in self.told if re.match(r"console\.(error|warn): (?!\w+:\s*$)", line)]
        return [{"message": message} for message in said]

    def requests(self):
        """The addresses that pages asked for since the last call."""
        return self._as_browser("const list = globalThis.asked; globalThis.asked = []; return list;")

    def screenshot(self, file):
        with open(file, "wb") as out:
            out.write(base64.b64decode(self._call("WebDriver:TakeScreenshot", {"full": False})))
