"""Fixtures: the small edition built once by each publisher, what source/ holds built once, and a browser."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from hypothesis import settings
from PIL import ImageFont
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser import DESKTOP, FLAGS, MISSING, PHONE, find_browser
from support import FIXTURE, PATIENCE, ROOT, SITE_URL, Built, copy_project, html_pages, mkdocs, zensical

BASE = urlsplit(SITE_URL).path

# The same examples every time, so that a change isn't blamed for bad luck; `--hunt` looks for new ones.
settings.register_profile("same", derandomize=True, print_blob=True)
settings.register_profile("new", print_blob=True)

expect.set_options(timeout=1000 * PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the cases yield into their files")
    parser.addoption("--hunt", action="store_true", help="try new random examples, not the same as ever")
    parser.addoption("--all", action="store_true", help="also compare site generators, clone and install")


WEEKLY = {"test_clone", "test_installing", "test_two_publishers"}
"""Modules whose tests take long and rarely fail: `make test-all` and a weekly workflow run them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what runs weekly: those modules, and whatever builds the site with a second site generator."""
    if config.getoption("--all"):
        return
    weekly = [item for item in items if item.module.__name__ in WEEKLY or "zensical" in str(_needs(item))]  # type: ignore[attr-defined]
    config.hook.pytest_deselected(items=weekly)
    items[:] = [item for item in items if item not in weekly]


def _needs(item: pytest.Item) -> tuple[str, ...]:
    """The fixtures and the parameters of a test."""
    return (*getattr(item, "fixturenames", ()), item.name)


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("new" if config.getoption("--hunt") else "same")


@pytest.fixture(scope="session")
def with_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small edition in tests/fixture/."""
    return built_once("mkdocs", FIXTURE, mkdocs, tmp_path_factory)


@pytest.fixture(scope="session")
def with_zensical(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same, by the other publisher."""
    return built_once("zensical", FIXTURE, zensical, tmp_path_factory)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What source/ holds, whichever interview it is."""
    return built_once("published", ROOT, mkdocs, tmp_path_factory)


def built_once(
    name: str, edition: Path, build: Callable[[Path, Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """The project with an edition and the site that a publisher builds of it, once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    project = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"built-{name}"
    with open(f"{project}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not project.exists():
            begun = copy_project(tmp_path_factory.mktemp(name), edition)
            build(begun, begun / "site")
            begun.rename(project)
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
    """Where the small edition is served."""
    with served(with_mkdocs) as address:
        yield address


@pytest.fixture(scope="session")
def published_site(published: Built) -> Iterator[str]:
    """Where the site of what source/ holds is served."""
    with served(published) as address:
        yield address


@contextlib.contextmanager
def served(built: Built) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(built.site))
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


def _opened(make: Callable[..., BrowserContext | Page], kept: bool = False, **options: Any) -> BrowserContext | Page:
    """A page or context in which nothing is kept for when there is no net: it would hide what a page asks for."""
    made = make(**{"bypass_csp": True, **options})
    if not kept:
        made.add_init_script("delete Navigator.prototype.serviceWorker")
    return made


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
            setattr(running, make, functools.partial(_opened, getattr(running, make)))
        yield running
        running.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone, whose screen is small enough to miss the words."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()
