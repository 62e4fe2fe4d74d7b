"""Three browsers that tests drive alike: Chromium, Firefox and WebKit.

Chromium is driven by Playwright, which can't drive the others as Debian and Mozilla ship them. Firefox is driven
by WebDriver BiDi, which it speaks itself (https://www.w3.org/TR/webdriver-bidi/), and WebKitGTK by its own
driver, which speaks WebDriver (https://www.w3.org/TR/webdriver2/). WebKit is the engine of Safari, and of every
browser on an iPhone.

As a command: prints the Debian packages of those that are missing; exit 0 if there is none.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page as ChromiumPage

from browser import find_browser

ENGINES = ("chromium", "firefox", "webkit")
PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb"}
PATIENCE = 300.0
"""Seconds after which something that has to be seen is given up; only what fails ever waits so long."""
NARROW = 460
"""Pixels below which WebKitGTK has no window: there a page is shown in a frame of the width that is wanted."""

PROBE = """
  window.wrong = [];
  addEventListener("error", (e) => wrong.push(e.message ?? `not found: ${e.target.src ?? e.target.href}`), true);
  addEventListener("securitypolicyviolation", (e) => wrong.push(`forbidden: ${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("unhandledrejection", (e) => wrong.push(String(e.reason)));
  console.error = console.warn = (...said) => wrong.push(said.join(" "));
  addEventListener("copy", (e) => {
    const [plain, html] = ["text/plain", "text/html"].map((type) => e.clipboardData.getData(type));
    window.copied = e.defaultPrevented ? { plain, html } : { plain: String(getSelection()), html: "" };
  });
  if (navigator.clipboard) navigator.clipboard.writeText = async (text) => void (window.written = text);
"""
"""A script for the head of each page that is served: so that in every engine alike one learns what went wrong, and
what a copy holds, without the clipboard, which tests that run at the same time would share."""

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Control": "\ue009", "Shift": "\ue008"}
ON_SCREEN = """(selector) => {
  const element = document.querySelector(selector);
  if (!element?.getClientRects().length) return null;
  const shown = () => element.getClientRects()[0];
  const free = (at) => at.top >= 80 && at.bottom <= innerHeight - 8;
  if (!free(shown())) element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = shown();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const hit = document.elementFromPoint(x, y);
  return hit && (element.contains(hit) || hit.contains(element)) ? [x, y] : null;
}"""


def firefox() -> str | None:
    """The path of a Firefox, FIREFOX_PATH first."""
    named = os.environ.get("FIREFOX_PATH")
    found = named or shutil.which("firefox-esr") or shutil.which("firefox")
    return found or next(iter(map(str, Path("/Applications").glob("Firefox*.app/Contents/MacOS/firefox"))), None)


def webkit() -> tuple[str, str] | None:
    """The paths of WebKitGTK's browser for tests and of its driver; where there is no screen, Xvfb is needed, too."""
    browsers = Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser")
    browser, driver = next(map(str, browsers), None), shutil.which("WebKitWebDriver")
    return (browser, driver) if browser and driver and shutil.which("Xvfb") else None


def missing() -> list[str]:
    """The engines that this machine doesn't have."""
    found = {"chromium": find_browser(), "firefox": firefox(), "webkit": webkit()}
    return [engine for engine in ENGINES if not found[engine]]


class Window(ABC):
    """A window of a browser, and what a reader does with it. Scripts are functions, called with the arguments."""

    engine: str
    gone: type[Exception]
    """What is raised where a page goes away while a script runs in it."""
    width = 0

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page a viewport of so many pixels."""

    @abstractmethod
    def navigate(self, url: str) -> None:
        """Go to a page, and wait until it is loaded."""

    @abstractmethod
    def run(self, script: str, *arguments: Any) -> Any:
        """What a function in the page returns, or its promise fulfils."""

    @abstractmethod
    def point(self, x: int, y: int) -> None:
        """Click there."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press the keys of a chord: the last while the others are held down."""

    def open(self, url: str) -> None:
        """Go to an address as from a link elsewhere, and wait for what its scripts do."""
        if "#" in url:
            self.navigate("about:blank")
        self.navigate(url)
        self.wait("() => document.readyState === 'complete' && document.fonts.status === 'loaded'")

    def wait(self, script: str, *arguments: Any) -> Any:
        """What the function returns, once that is something, be it on the page that is loaded next."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if found := self.run(script, *arguments):
                    return found
            except self.gone:
                pass
            assert time.monotonic() < end, (
                f"{self.engine}, {self.width} px: this never came to be: {script} {arguments}"
            )
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Click on the first element, once nothing covers it."""
        self.point(*self.wait(ON_SCREEN, selector))

    def text(self, selector: str) -> str:
        """What can be seen of an element's text."""
        return str(self.run("(selector) => document.querySelector(selector)?.innerText ?? ''", selector))

    def is_shown(self, selector: str) -> bool:
        """Whether anything of the element can be seen."""
        return bool(self.run("(s) => Boolean(document.querySelector(s)?.checkVisibility())", selector))

    def copy(self) -> dict[str, str]:
        """Copy what is selected: {plain, html}."""
        self.run("() => { window.copied = null; }")
        self.press("Control", "c")
        return dict(self.wait("() => window.copied"))

    def wrong(self) -> list[str]:
        """What went wrong on the page, as the browser's console says."""
        return list(self.run("() => window.wrong"))


class Chromium(Window):
    engine = "chromium"

    def __init__(self, page: ChromiumPage) -> None:
        from playwright.sync_api import Error

        self.page, self.gone = page, Error

    def resize(self, width: int, height: int) -> None:
        self.width = width
        self.page.set_viewport_size({"width": width, "height": height})

    def navigate(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.page.evaluate(f"(all) => ({script})(...all)", list(arguments))

    def point(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join(keys))


def actions(*keys: str) -> list[dict[str, Any]]:
    """Keys as WebDriver presses them."""
    pressed = [KEYS.get(key, key) for key in keys]
    steps = [{"type": "keyDown", "value": key} for key in pressed]
    steps += [{"type": "keyUp", "value": key} for key in reversed(pressed)]
    return [{"type": "key", "id": "keyboard", "actions": steps}]


def click_at(x: int, y: int) -> list[dict[str, Any]]:
    """A click as WebDriver makes it."""
    steps: list[dict[str, Any]] = [
        {"type": "pointerMove", "x": x, "y": y, "duration": 0},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    return [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]


class NoAnswerError(Exception):
    """Firefox did not do what it was told."""


class Firefox(Window):
    """A tab of Firefox; `url` is where it listens."""

    engine = "firefox"
    gone = NoAnswerError

    def __init__(self, url: str) -> None:
        import websocket

        self.socket = websocket.create_connection(f"{url}/session", timeout=PATIENCE, suppress_origin=True)
        self.sent = 0
        self.send("session.new", capabilities={})
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters: Any) -> Any:
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.sent:
            pass  # events
        if answer["type"] != "success":
            raise NoAnswerError(f"{method}: {answer}")
        return answer["result"]

    def resize(self, width: int, height: int) -> None:
        self.width = width
        self.send("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def navigate(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def run(self, script: str, *arguments: Any) -> Any:
        function = f"async () => JSON.stringify(await ({script})(...{json.dumps(arguments)})) ?? 'null'"
        target = {"context": self.tab}
        answer = self.send(
            "script.callFunction", functionDeclaration=function, awaitPromise=True, target=target, userActivation=True
        )
        if answer["type"] != "success":
            raise NoAnswerError(answer)
        return json.loads(answer["result"]["value"])

    def point(self, x: int, y: int) -> None:
        self.send("input.performActions", context=self.tab, actions=click_at(x, y))

    def press(self, *keys: str) -> None:
        self.send("input.performActions", context=self.tab, actions=actions(*keys))


class WebKit(Window):
    """A window of WebKitGTK; `url` is where its driver listens, `browser` the program that it starts."""

    engine = "webkit"
    gone = NoAnswerError

    def __init__(self, url: str, browser: str) -> None:
        self.height = 0
        self.session = url
        options = {"binary": browser, "args": ["--automation"]}
        timeouts = {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options, "timeouts": timeouts}}
        self.session = f"{url}/session/{self.send('session', capabilities=wanted)['sessionId']}"

    def send(self, command: str, **parameters: Any) -> Any:
        request = urllib.request.Request(
            f"{self.session}/{command}",
            json.dumps(parameters).encode(),
            {"Content-Type": "application/json; charset=utf-8"},
        )
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise NoAnswerError(f"{command}: {error.read().decode()}") from error

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.send("frame", id=None)
        frame = self.run("() => [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.send("window/rect", width=max(width, NARROW) + frame[0], height=height + frame[1])

    def navigate(self, url: str) -> None:
        self.send("frame", id=None)
        self.send("url", url=url.partition("#")[0] if self.width < NARROW else url)
        if self.width >= NARROW or url == "about:blank":
            return
        # The page is emptied to make room for itself in a frame.
        self.run(
            """(url, width, height) => {
                document.documentElement.replaceChildren(document.createElement("body"));
                document.body.style.margin = 0;
                const frame = document.createElement("iframe");
                frame.style.border = 0;
                return new Promise((done) => {
                    frame.onload = done;
                    Object.assign(frame, { width, height, src: url });
                    document.body.append(frame);
                }).then(() => null);
            }""",
            url,
            self.width,
            self.height,
        )
        self.send("frame", id=0)

    def run(self, script: str, *arguments: Any) -> Any:
        body = f"""const done = arguments[arguments.length - 1];
            Promise.resolve(({script})(...[...arguments].slice(0, -1))).then(done, (wrong) => done("failed: " + wrong));"""
        return self.send("execute/async", script=body, args=arguments)

    def point(self, x: int, y: int) -> None:
        self.send("actions", actions=click_at(x, y))

    def press(self, *keys: str) -> None:
        self.send("actions", actions=actions(*keys))

    def close(self) -> None:
        """End the browser."""
        urllib.request.urlopen(urllib.request.Request(self.session, method="DELETE"), timeout=PATIENCE).close()


@contextmanager
def running_firefox(folder: Path, environment: dict[str, str], dark: bool) -> Iterator[Window]:
    """A Firefox with a profile of its own in `folder`."""
    settings = {
        "ui.systemUsesDarkTheme": int(dark),
        "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
        "app.update.disabledForTesting": True,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.reportingpolicy.firstRun": False,
        "browser.shell.checkDefaultBrowser": False,
        "remote.active-protocols": 1,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    path = firefox()
    assert path
    command = [path, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
    with (
        (folder / "log").open("w+", encoding="utf-8", errors="replace") as log,
        subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment) as process,
    ):
        try:
            end = time.monotonic() + PATIENCE
            while "WebDriver BiDi listening on " not in (said := (folder / "log").read_text(errors="replace")):
                assert time.monotonic() < end, f"Firefox didn't start: {said}"
                time.sleep(0.05)
            window = Firefox(said.partition("WebDriver BiDi listening on ")[2].split()[0])
            yield window
            window.socket.close()
        finally:
            process.terminate()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running_webkit(folder: Path, environment: dict[str, str], dark: bool) -> Iterator[Window]:
    """A WebKitGTK on a screen of its own, which nobody sees."""
    paths = webkit()
    assert paths
    browser, driver = paths
    reading, writing = os.pipe()
    screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with ExitStack() as stack:
        log = stack.enter_context((folder / "log").open("w"))

        def start(command: list[str], **options: Any) -> None:
            process = stack.enter_context(subprocess.Popen(command, stdout=log, stderr=log, **options))
            stack.callback(process.terminate)

        start(screen, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as display:
            number = display.readline().strip()
        port = free_port()
        theme = "Adwaita:dark" if dark else "Adwaita"
        start([driver, f"--port={port}"], env={**environment, "DISPLAY": f":{number}", "GTK_THEME": theme})
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                assert time.monotonic() < end, f"the driver didn't start: {(folder / 'log').read_text()}"
                time.sleep(0.05)
        window = WebKit(f"http://127.0.0.1:{port}", browser)
        yield window
        window.close()


if __name__ == "__main__":
    print(*(PACKAGES[engine] for engine in missing()))
    sys.exit(1 if missing() else 0)
