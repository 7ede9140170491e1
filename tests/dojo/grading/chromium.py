"""A headless Chromium, told what to do by its DevTools protocol over a pipe: no driver, no port, no package.

Source: https://chromedevtools.github.io/devtools-protocol/
"""

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --remote-debugging-pipe""".split()
TIMEOUT_S = 60.0


class Page:
    """A page in the browser, and what it has told: requests, errors, lines on its console."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._received, self._number, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """What the browser answers to the command."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = {"id": self._number, "method": method, "params": parameters, **session}
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        answer = self._until(lambda one: one.get("id") == self._number)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, file: Path) -> None:
        """Opens the file and waits until it is loaded."""
        self.events.clear()
        self.send("Page.navigate", url=file.as_uri())
        loaded = any(event["method"] == "Page.loadEventFired" for event in self.events)
        if not loaded:
            self._until(lambda one: one.get("method") == "Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The plain value that the script has in the page, promises waited for."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Presses a key and lets it go, as in `Enter`."""
        text = {"Enter": "\r"}.get(key, "")
        code = {"Enter": 13, "Tab": 9, "Escape": 27}.get(key, 0)
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def _until(self, is_wanted: Any) -> dict[str, Any]:
        """The next message of that kind; events on the way are kept."""
        deadline = time.monotonic() + TIMEOUT_S
        while True:
            while b"\0" in self._received:
                line, _, self._received = self._received.partition(b"\0")
                message = json.loads(line)
                if "method" in message:
                    self.events.append(message)
                if is_wanted(message):
                    return message
            left_s = deadline - time.monotonic()
            assert select.select([self._reading], [], [], max(left_s, 0))[0], f"no word from {PROGRAM}"
            self._received += os.read(self._reading, 1 << 20)


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A new browser with an empty profile in that folder."""
    their_reading, writing = os.pipe()
    reading, their_writing = os.pipe()
    # The browser reads commands from descriptor 3 and writes to 4.
    command = f'exec "$@" 3<&{their_reading} 4>&{their_writing}'
    program = [PROGRAM, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(
        ["bash", "-c", command, "bash", *program], pass_fds=(their_reading, their_writing), stderr=subprocess.DEVNULL
    ) as process:
        os.close(their_reading)
        os.close(their_writing)
        page = Page(reading, writing)
        try:
            yield page
        finally:
            os.close(writing)
            os.close(reading)
            process.wait(TIMEOUT_S)
