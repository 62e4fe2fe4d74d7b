"""`make serve`: saving a file shows it, once; a mistake says what it is, and the preview recovers."""

from __future__ import annotations

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
from support import ENVIRONMENT, PATIENCE, copy_project


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
            env={**ENVIRONMENT, "SITE_URL": "https://example.github.io/the-edited-interview/"},
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
        with urllib.request.urlopen(
            f"http://127.0.0.1:{self.port}/the-edited-interview/{path}", timeout=PATIENCE
        ) as answer:
            return str(answer.read().decode())

    def epoch(self) -> int:
        """What the browser asks for to know whether to reload."""
        match = re.search(r"livereload\((\d+), \d+\);", self.page(""))
        assert match, "the page doesn't reload itself"
        return int(match[1])

    def builds(self) -> int:
        return self.printed().count("Building documentation...")

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor program does."""
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

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
        ("source/questions/09-libya.md", "title: Libya", "title: Libya again", "questions/09-libya/"),
        ("source/topics.yml", "title: NATO", "title: The Alliance", "topics/nato/"),
        ("source/questions/09-libya.md", "summary: Asked whether", "summary: Often asked whether", ""),
        ("source/interview.yml", "received: As a", "received: Kindly sent as a", "about/"),
        ("docs/about.md", "# About this edition", "# About it all", "about/"),
        ("docs/assets/css/type.css", ":root", "/* saved */ :root", "assets/css/type.css"),
    ],
)
def test_saving_a_file_builds_once_and_shows_it(preview: Preview, name: str, old: str, new: str, page: str) -> None:
    builds, epoch = preview.builds(), preview.epoch()
    preview.save(name, old, new)
    preview.wait_for("Reloading browsers", times=preview.printed().count("Reloading browsers") + 1)
    assert new.rpartition(": ")[2].removeprefix("# ") in preview.page(page)
    assert preview.epoch() > epoch, "the browser is not told"
    preview.settle()
    assert preview.builds() == builds + 1


def test_a_mistake_is_told_and_mended(preview: Preview) -> None:
    builds = preview.builds()
    preview.save("source/questions/09-libya.md", "  - nato: 3", "  - natto: 3")
    preview.wait_for("source/questions/09-libya.md:7: unknown topic “natto” (did you mean “nato”?)")
    assert "Traceback" not in preview.printed()
    preview.settle()
    preview.save("source/questions/09-libya.md", "  - natto: 3", "  - nato: 3")
    preview.wait_for("Reloading browsers", times=preview.printed().count("Reloading browsers") + 1)
    assert 'id="p3"' in preview.page("questions/09-libya/")
    preview.settle()
    assert preview.builds() == builds + 2, "one build for the mistake, one for the mending"
