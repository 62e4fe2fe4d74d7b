"""Find the browser that most tests drive; engines.py has the others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1350, "height": 900}

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = "no Chrome or Chromium was found: install one (Debian: sudo apt install chromium), or name it in CHROME_PATH"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_browser() -> str | None:
    """The path of a Chrome or Chromium, CHROME_PATH first; None when there is none."""
    named = os.environ.get("CHROME_PATH")
    if named:
        return named if Path(named).exists() else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((path for path in ELSEWHERE if Path(path).exists()), None)


def wait_until(page: Page, asked: str, arg: Any = None) -> None:
    """Wait until the promise of `asked`, a JavaScript function, is kept with what is true; give up after a minute.

    Page.wait_for_function doesn't wait for promises: it takes every promise for true.
    """
    page.evaluate(
        f"""async (arg) => {{
            for (let tries = 0; !(await ({asked})(arg)); tries += 1) {{
                if (tries === 1200) throw new Error("never came true");
                await new Promise((go) => setTimeout(go, 50));
            }}
        }}""",
        arg,
    )
