"""Measure the speed: `make bench`. Nothing here passes or fails; ratios of one run can be compared.

The build script as a whole process, and how it grows with the questions; the whole site beside a bare Material
site of the same text on as many pages; the time from saving a file until the preview serves it; how the search for
mentions grows with the terms of the glossary and with the words. Seconds are those of the processor, which another
program on the machine hardly changes; only the time from saving is the clock's. `--update` writes all but the last into
BENCHMARKS.md.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from generate import generate
from told import table, tell

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from edition.model.site import MADE, OWNED
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.mentions import find_mentions, index_forms
from support import ENVIRONMENT, copy_project


class Run(NamedTuple):
    """A finished process."""

    seconds: float
    """Of the processor, with those of the processes that it has started."""
    megabytes: float
    """The most that one of them held."""


def measure(*command: str, cwd: Path) -> Run:
    """Run a Python command to its end."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def project(folder: Path, questions: int) -> Path:
    """The project with an interview of so many questions (9: the real one)."""
    copy_project(folder, ROOT)
    if questions != 9:
        shutil.rmtree(folder / "source")
        generate(ROOT / "source", folder / "source", questions)
    return folder


def bare(folder: Path, pages: Path, questions: int) -> Path:
    """A Material site of the same text on as many pages, with nothing of ours: no links, no marks, no HTML."""
    for path in sorted((pages / "docs").rglob("*.md")):
        below = path.relative_to(pages / "docs")
        if below.parts[0] == "parts" or path.name == "SUMMARY.md":
            continue
        text = re.sub(r"\A---.*?^---\n", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
        text = re.sub(r"^[ ]*(\[\]\(.*|\{:.*|</?\w+[^>]*>)\n", "", text, flags=re.M)  # lines that are marks
        text = re.sub(r"\[\]\([^)]*\)\{:[^}]*\}|\{:[^}]*\}|<[^>]+>", "", text)  # marks in a line
        text = re.sub(r"\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)  # links
        target = folder / "docs" / below
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    names = sorted(path.name for path in (folder / "docs/questions").glob("[0-9]*.md"))
    listed = names if questions <= 60 else []
    nav = "".join(f"      - questions/{name}\n" for name in ["index.md", *listed])
    (folder / "mkdocs.yml").write_text(
        f"site_name: Bare\nsite_url: https://example.org/\ntheme:\n  name: material\n  font: false\n"
        f"not_in_nav: '*'\nnav:\n  - index.md\n  - Questions:\n{nav}",
        encoding="utf-8",
    )
    return folder


def mentions(folder: Path, questions: int, terms: int, runs: int) -> list[str]:
    """A row on finding every mention of so many terms in so many questions, within this process."""
    generate(ROOT / "source", folder, questions, terms)
    edition = read_edition(folder, Problems())
    assert edition
    assert len(edition.terms) == terms
    timed = []
    for _ in range(runs):
        start = time.perf_counter()
        forms = index_forms(list(edition.terms.values()), Problems())
        found = sum(map(len, find_mentions(edition.transcript, forms, {}).values()))
        timed.append(time.perf_counter() - start)
    words, seconds = edition.words, statistics.median(timed)
    return [
        f"{questions:,}",
        str(terms),
        f"{words:,}",
        str(found),
        f"{seconds * 1000:.0f}",
        f"{seconds / words * 1e6:.2f}",
    ]


PREVIEWS: dict[str, list[list[str]]] = {
    "MkDocs": [["-m", "mkdocs", "serve", "--dirty", "--no-strict", "--dev-addr"]],
    "Zensical": [["scripts/build.py", "--watch", "--pages-only"], ["-m", "zensical", "serve", "--dev-addr"]],
}
"""What `make serve` and `make serve-zensical` run; the last one serves."""


def latency(folder: Path, times: int, publisher: str) -> list[float]:
    """Seconds from saving an editorial file until the preview of a publisher serves its new page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    *helpers, serving = PREVIEWS[publisher]
    running = [
        subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env={**ENVIRONMENT, "PREVIEW": "true"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in (*helpers, [*serving, f"127.0.0.1:{port}"])
    ]
    path = folder / "source/questions/03-history-and-the-second-world-war.md"
    address = f"http://127.0.0.1:{port}/the-edited-interview/questions/{path.stem}/"

    def served() -> str:
        try:
            return str(urllib.request.urlopen(address, timeout=30).read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    original, found = path.read_text(encoding="utf-8"), list[float]()
    try:
        while not served():
            time.sleep(0.1)
        time.sleep(5)  # Zensical goes on for a while
        for number in range(times):
            time.sleep(0.7 + number * 0.037 % 0.4)  # not in step with the watcher
            path.write_text(original.replace("summary: ", f"summary: Zqx{number} "), encoding="utf-8")
            start = time.perf_counter()
            while f"Zqx{number} " not in served():
                time.sleep(0.01)
            found.append(time.perf_counter() - start)
        return found
    finally:
        path.write_text(original, encoding="utf-8")
        for process in running:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def growth(numbers: list[int], work: Path, runs: int, most_files: int) -> Iterator[str]:
    """How the build script grows with the questions of the interview."""
    whole: list[list[float]] = []
    rows = []
    for questions in numbers:
        folder = project(
            _place(work, questions), questions
        )  # not before: a process begins with the memory of its parent
        found = [_built(folder, questions <= most_files) for _ in range(runs if questions <= 90 else 1)]
        whole.append([statistics.median(run) for run in zip(*found, strict=True)])
        seconds, megabytes, files, most = [*whole[-1], 0, 0][:4]
        rows.append([f"{questions:,}", f"{seconds:.2f}", f"{megabytes:.0f}"])
        rows[-1] += [f"{files:.2f}", f"{most:.0f}"] if files else ["", ""]
    yield table(["questions", "pages alone, s", "MB", "with all files, s", "MB"], rows)
    for (few, many), (before, after) in zip(pairwise(numbers), pairwise(whole), strict=True):
        exponent = math.log(after[0] / before[0]) / math.log(many / few)
        yield f"From {few:,} to {many:,} questions the pages take time by the power of {exponent:.2f}, where 1 is in proportion."


def _built(folder: Path, with_files: bool) -> list[float]:
    """Seconds and memory of a first build: of the pages alone, and with all files."""
    for name in (*OWNED, MADE):
        path = folder / "docs" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    pages = measure("scripts/build.py", "--pages-only", cwd=folder)
    return [*pages, *(measure("scripts/build.py", cwd=folder) if with_files else ())]


def beside(numbers: list[int], work: Path, runs: int) -> Iterator[str]:
    """The whole site beside a bare one of the same text, in turn."""
    rows = []
    for questions in numbers:
        ours = _place(work, questions)
        other = bare(work / f"bare-{questions}", ours, questions)
        command = ("-m", "mkdocs", "build", "--quiet")
        measure(*command, cwd=ours)  # so that the pages are there, as in every build but the first
        pairs = [
            [measure(*command, cwd=folder).seconds for folder in (ours, other)]
            for _ in range(runs if questions < 900 else 1)
        ]
        mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        rows.append([f"{questions:,}", f"{mine:.2f}", f"{theirs:.2f}", f"{ratio:.2f}"])
    yield table(["questions", "`mkdocs build`, s", "bare Material, s", "ratio"], rows)


def _place(work: Path, questions: int) -> Path:
    """Where the project with so many questions stands."""
    return work / f"ours-{questions}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=9000, help="questions of the largest interview (%(default)s)")
    parser.add_argument("--most-files", type=int, default=900, help="that is made with all files (%(default)s)")
    parser.add_argument("--most-site", type=int, default=900, help="of which a site is built (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="of what takes a moment (%(default)s); the rest runs once")
    parser.add_argument("--update", action="store_true", help="write the figures into BENCHMARKS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        numbers = [n for n in (9, 90, 900, 9000) if n <= options.most]
        some = [n for n in (9, 900) if n <= min(options.most, options.most_site)]
        found = [*growth(numbers, work, options.runs, options.most_files), *beside(some, work, options.runs)]
        medians = [
            f"{statistics.median(latency(_place(work, 9), 2 * options.runs, publisher)):.2f} s with {publisher}"
            for publisher in PREVIEWS
        ]
        found.append(
            f"From saving a file to the new page being served, median of {2 * options.runs}: {', '.join(medians)}."
        )
        print("\n\n".join(found), flush=True)
        head = ["questions", "terms", "words", "mentions", "ms", "µs a word"]
        pairs = [(n, terms) for n, terms in ((90, 75), (90, 150), (90, 300), (9, 150), (900, 150)) if n <= options.most]
        rows = [mentions(work / f"terms-{n}-{terms}", n, terms, options.runs) for n, terms in pairs]
        print("\nFinding the mentions of the glossary's terms:\n", table(head, rows), sep="\n")
    if options.update:
        tell("\n\n".join(found), "speed")


if __name__ == "__main__":
    main()
