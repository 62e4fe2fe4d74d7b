"""Fixtures: the real edition, built once by each publisher."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from hypothesis import settings
from lxml.html import HtmlElement
from PIL import ImageFont
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser import DESKTOP, FLAGS, MISSING, find_browser
from support import PATIENCE, ROOT, SITE_URL, copy_project, html_pages, mkdocs, run

BASE = urlsplit(SITE_URL).path

# In CI the same examples every time, so that a change isn't blamed for bad luck; at home always new ones.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

expect.set_options(timeout=1000 * PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the cases yield into their files")


@dataclass(frozen=True)
class Built:
    """A project with the site that was built from it."""

    project: Path
    site: Path
    pages: dict[str, HtmlElement]


@pytest.fixture(scope="session")
def with_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = copy_project(tmp_path_factory.mktemp("mkdocs"))
    mkdocs(project, project / "site")
    return Built(project, project / "site", html_pages(project / "site"))


@pytest.fixture(scope="session")
def with_zensical(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = copy_project(tmp_path_factory.mktemp("zensical"))
    for command in (["scripts/build.py"], ["-m", "zensical", "build", "--strict"]):
        done = run(*command, cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
    return Built(project, project / "site", html_pages(project / "site"))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below BASE, with its 404 page, as GitHub Pages does."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(with_mkdocs: Built) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(with_mkdocs.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


def fonts(folder: Path) -> Path:
    """Write a configuration by which a browser on Linux has the edition's own faces and no others.

    The machine's would decide how long lines are, and with them where notes stand and what is printed.
    """
    families = {str(ImageFont.truetype(path).getname()[0]): path for path in ROOT.glob("scripts/**/*.ttf")}
    assert families, "where are the edition's faces?"
    first = min(families)  # of them, the one for running text
    aliases = "".join(
        f"<alias><family>{generic}</family><prefer><family>{first}</family></prefer></alias>"
        for generic in ("serif", "sans-serif", "monospace")
    )
    folders = "".join(f"<dir>{escape(str(each))}</dir>" for each in {path.parent for path in families.values()})
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><fontconfig>{folders}<cachedir>{escape(str(folder))}</cachedir>{aliases}</fontconfig>',
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        environment: dict[str, str | float | bool] = {
            **os.environ,
            "FONTCONFIG_FILE": str(fonts(tmp_path_factory.mktemp("fonts"))),
            "LC_ALL": "C.UTF-8",
        }
        running = playwright.chromium.launch(executable_path=path, args=FLAGS, env=environment)
        running.on("context", lambda context: context.set_default_timeout(1000 * PATIENCE))
        # Playwright waits by `eval`, which the pages' policy forbids; tests/test_front.py keeps to it.
        for make in ("new_context", "new_page"):
            setattr(running, make, functools.partial(getattr(running, make), bypass_csp=True))
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()
