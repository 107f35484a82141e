# What do the browsers that tests drive have in common?
import time


KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Home": "\ue011", "End": "\ue010"}


def key_actions(keys):
    """Keys as WebDriver has them."""
    pressed = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": pressed}]


class Driven:
    """A browser in a `with`: it is closed at the end, and where it does not start. Expects run(script) and close()."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def wait(self, condition, seconds=20):
        """Until a JavaScript expression is true; False where it does not become so."""
        end = time.monotonic() + seconds
        while not self.run("return Boolean(" + condition + ")"):
            if time.monotonic() > end:
                return False
            time.sleep(0.03)
        return True
