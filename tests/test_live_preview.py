"""`make serve`: saving a file shows it, once; a mistake says what it is, and the preview recovers."""

from __future__ import annotations

import html
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from preview import LOOKED
from support import ENVIRONMENT, PATIENCE, QUESTIONS, copy_project, run

FILE = f"source/questions/{QUESTIONS[2]}.md"
PAGE = f"questions/{QUESTIONS[2]}/"
NOTICE = re.compile(r'<div class="problems".*?</div>', re.DOTALL)


class Preview:
    """A running `mkdocs serve` with everything that it has printed."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.project = project
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-u",
                str(Path(__file__).with_name("preview.py")),
                "serve",
                "--dirty",
                "--no-strict",
                "--dev-addr",
                f"127.0.0.1:{self.port}",
            ],
            cwd=project,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def __enter__(self) -> Preview:
        try:
            self.wait_for("Serving on")
            self.settle()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End it, whatever state it is in; nothing of it stays behind."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()

    def printed(self) -> str:
        return "".join(self.lines)

    def wait_for(self, text: str, times: int = 1) -> None:
        self.wait_until(lambda: self.printed().count(text) >= times, f"printed {text!r}")

    def wait_until(self, reached: Callable[[], bool], what: str) -> None:
        start = time.monotonic()
        while not reached():
            assert time.monotonic() - start < PATIENCE, f"never {what}:\n{self.printed()}"
            assert self.process.poll() is None, self.printed()
            time.sleep(0.05)

    def page(self, path: str) -> str:
        address = f"http://127.0.0.1:{self.port}/the-edited-interview/{path}"
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.read().decode())

    def shown(self, path: str) -> str:
        """A page as a reader sees it, without what makes it reload."""
        return html.unescape(re.sub(r"livereload\(\d+, \d+\)", "", self.page(path)))

    def epoch(self) -> int:
        """What the browser asks for to know whether to reload."""
        match = re.search(r"livereload\((\d+), \d+\);", self.page(""))
        assert match, "the page doesn't reload itself"
        return int(match[1])

    def builds(self) -> int:
        return self.printed().count("Building documentation...")

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor program does: in one step, so that half of it is never seen."""
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        beside = self.project / "saved"
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(path)

    def settle(self) -> None:
        """Until it has looked at everything three times more: a build too many has begun by then."""
        before = self.looks()
        self.wait_until(
            lambda: bool(now := self.looks()) and all(now[path] >= before[path] + 3 for path in now),
            "looked at its files",
        )

    def looks(self) -> Counter[str]:
        """How often it has looked, by what it looked at."""
        return Counter(line for line in self.lines.copy() if line.startswith(LOOKED))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with Preview(copy_project(tmp_path_factory.mktemp("preview"))) as running:
        assert running.builds() == 1, "it builds without anybody having changed anything"
        yield running


@pytest.mark.parametrize(
    ("name", "old", "new", "page"),
    [
        (FILE, "title: The lens", "title: The great lens", PAGE),
        ("source/topics.yml", "title: Visitors", "title: Visits", "topics/visitors/"),
        (FILE, "summary: Asked whether", "summary: Often asked whether", ""),
        ("source/interview.yml", "received: As a", "received: Kindly sent as a", "about/"),
        ("source/pages/the-island.md", "title: The island", "title: The islet", "the-island/"),
        ("CONTRIBUTING.md", "# ", "# Saved ", "contributing/"),
        ("docs/assets/css/base.css", "main {", "/* saved */ main {", "made/assets/css/base.css"),
    ],
)
def test_saving_a_file_builds_once_and_shows_it(preview: Preview, name: str, old: str, new: str, page: str) -> None:
    builds, epoch = preview.builds(), preview.epoch()
    preview.save(name, old, new)
    preview.wait_for("Reloading browsers", times=preview.printed().count("Reloading browsers") + 1)
    assert (shown := new.rpartition(": ")[2].removeprefix("# "))
    assert shown in preview.page(page)
    assert preview.epoch() > epoch, "the browser is not told"
    preview.settle()
    assert preview.builds() == builds + 1


MISTAKE = f"{FILE}:5: unknown topic “the-lihgt” (did you mean “the-light”?)"


def test_a_mistake_is_told_in_the_pages_and_mended(preview: Preview) -> None:
    builds, reloads = preview.builds(), preview.printed().count("Reloading browsers")
    before = {path: preview.shown(path) for path in ("", PAGE, "p/3.3/", "no-such-page/")}
    epoch = preview.epoch()
    preview.save(FILE, "  - the-light: 3", "  - the-lihgt: 3")
    preview.wait_for(MISTAKE)
    preview.wait_for("Reloading browsers", times=reloads + 1)
    assert "Traceback" not in preview.printed()
    for path, page in before.items():
        told = preview.shown(path)
        assert MISTAKE in told, path
        assert told.replace(NOTICE.search(told)[0], "") == page, path  # type: ignore[index]
    assert preview.epoch() > epoch, "the browser is not told"
    preview.settle()
    preview.save(FILE, "reviewed:", "reviewed: ")
    preview.wait_for(MISTAKE, times=2)
    preview.wait_for("Reloading browsers", times=reloads + 2)
    preview.settle()
    preview.save(FILE, "  - the-lihgt: 3", "  - the-light: 3")
    preview.wait_for("Reloading browsers", times=reloads + 3)
    assert {path: preview.shown(path) for path in before} == before
    preview.settle()
    assert preview.builds() == builds + 3, "one build for each mistake, one for the mending"


def test_a_preview_begun_with_a_mistake_shows_the_older_pages(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    assert run("scripts/build.py", cwd=project).returncode == 0
    file = project / FILE
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("  - the-light: 3", "  - the-lihgt: 3"), encoding="utf-8")
    with Preview(project) as preview:
        assert MISTAKE in preview.printed()
        assert MISTAKE in preview.shown(PAGE)
        assert 'id="p3"' in preview.page(PAGE)
        file.write_text(whole, encoding="utf-8")
        preview.wait_for("Reloading browsers")
        assert "the-lihgt" not in preview.page(PAGE)


def test_a_port_in_use_is_said_before_the_build(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("-m", "mkdocs", "serve", "--dirty", "--dev-addr", f"127.0.0.1:{port}", cwd=project)
    assert done.returncode == 1
    assert f"make serve PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "docs/questions").exists()
