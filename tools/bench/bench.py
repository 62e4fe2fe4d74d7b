"""Measure the speed: `make bench`. Nothing here passes or fails; ratios of one run can be compared.

The build script as a whole process beside `mkdocs build` of the same pages; how the search for
mentions grows with the terms of the glossary and with the words; the whole site beside a bare Material
site of the same text on as many pages; and the time from saving a file until the preview serves it.
"""

from __future__ import annotations

import argparse
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
from pathlib import Path
from typing import NamedTuple

from generate import generate

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from edition.formats.site.pages import OWNED  # noqa: E402
from edition.problems import Problems  # noqa: E402
from edition.resolving.mentions import find_mentions, forms_of  # noqa: E402
from edition.resolving.whole import read_edition  # noqa: E402
from support import ENVIRONMENT, copy_project  # noqa: E402


class Run(NamedTuple):
    """A finished process."""

    seconds: float
    megabytes: float


def measure(*command: str, cwd: Path, runs: int) -> Run:
    """Median time and highest peak memory of `runs` runs, after one that isn't counted."""
    timed = [_one(*command, cwd=cwd) for _ in range(runs + 1)][1:]
    return Run(statistics.median(run.seconds for run in timed), max(run.megabytes for run in timed))


def _one(*command: str, cwd: Path) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return Run(seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def project(folder: Path, questions: int) -> Path:
    """The project with an interview of so many questions (9: the real one)."""
    copy_project(folder)
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


def mentions(folder: Path, questions: int, terms: int, runs: int) -> str:
    """A row on finding every mention of so many terms in so many questions, within this process."""
    generate(ROOT / "source", folder, questions, terms)
    edition = read_edition(folder, Problems())
    assert edition
    assert len(edition.terms) == terms
    timed = []
    for _ in range(runs):
        start = time.perf_counter()
        forms = forms_of(list(edition.terms.values()), Problems())
        found = sum(map(len, find_mentions(edition.transcript, forms, {}).values()))
        timed.append(time.perf_counter() - start)
    words, seconds = edition.words, statistics.median(timed)
    return (
        f"{questions:>10} {terms:>6} {words:>8} {found:>9} {found / words * 1000:>12.0f} {seconds * 1000:>8.1f} "
        f"{seconds / words * 1e6:>8.2f} {seconds / words / terms * 1e9:>13.1f}"
    )


def latency(folder: Path, times: int) -> list[float]:
    """Seconds from saving an editorial file until the preview serves its new page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--no-strict", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    path = folder / "source/questions/03-history-and-the-second-world-war.md"
    address = f"http://127.0.0.1:{port}/the-edited-interview/questions/{path.stem}/"

    def served() -> str:
        try:
            return str(urllib.request.urlopen(address, timeout=30).read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    try:
        while not served():
            time.sleep(0.1)
        time.sleep(2)
        original, found = path.read_text(encoding="utf-8"), []
        for number in range(times):
            time.sleep(0.7 + number * 0.037 % 0.4)  # not in step with the watcher
            path.write_text(original.replace("summary: ", f"summary: Zqx{number} "), encoding="utf-8")
            start = time.perf_counter()
            while f"Zqx{number} " not in served():
                time.sleep(0.01)
            found.append(time.perf_counter() - start)
        return found
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--most", type=int, default=9000, help="largest interview for the build script (%(default)s questions)"
    )
    parser.add_argument("--most-site", type=int, default=900, help="largest interview for whole sites (%(default)s)")
    parser.add_argument(
        "--runs", type=int, default=5, help="runs of what takes a moment (%(default)s); the rest runs once"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        print("build.py as a whole process, beside `mkdocs build` of the same pages (which runs build.py, too)")
        print(
            f"{'questions':>10} {'build.py s':>11} {'ms/question':>12} {'peak MB':>8} {'unchanged s':>12} {'mkdocs s':>9} {'share':>7}"
        )
        sites = {}
        for questions in (n for n in (9, 90, 900, 9000) if n <= options.most):
            runs = options.runs if questions <= 90 else 1
            folder = sites[questions] = project(work / f"ours-{questions}", questions)
            clean = f"import shutil; [shutil.rmtree('docs/' + d, ignore_errors=True) for d in {OWNED}]"
            fresh, again = [], []
            for _ in range(runs):
                subprocess.run([sys.executable, "-c", clean], cwd=folder, check=True)
                fresh.append(_one("scripts/build.py", cwd=folder))
                again.append(_one("scripts/build.py", cwd=folder).seconds)
            seconds = statistics.median(run.seconds for run in fresh)
            row = f"{questions:>10} {seconds:>11.3f} {seconds / questions * 1000:>12.2f} {max(r.megabytes for r in fresh):>8.0f} {statistics.median(again):>12.3f}"
            if questions <= options.most_site:
                command = ("-m", "mkdocs", "build", "-q")
                whole = measure(*command, cwd=folder, runs=runs) if runs > 1 else _one(*command, cwd=folder)
                row += f" {whole.seconds:>9.2f} {seconds / whole.seconds:>7.1%}"
            print(row, flush=True)
        print("\nfinding the mentions of the glossary's terms: time by terms, and by words")
        print(
            f"{'questions':>10} {'terms':>6} {'words':>8} {'mentions':>9} {'in 1000 words':>13} {'ms':>7} {'µs/word':>8} {'ns/word·term':>13}"
        )
        for questions, terms in ((90, 75), (90, 150), (90, 300), (9, 150), (900, 150)):
            if questions <= options.most:
                print(mentions(work / f"terms-{questions}-{terms}", questions, terms, options.runs), flush=True)
        print("\nthe whole site, beside a bare Material site of the same text on as many pages")
        print(f"{'questions':>10} {'ours s':>8} {'bare s':>8} {'ratio':>6}")
        for questions in (n for n in (9, 900) if n <= options.most_site):
            other = bare(work / f"bare-{questions}", sites[questions], questions)
            pairs = []
            for _ in range(options.runs if questions == 9 else 1):
                pairs.append(
                    tuple(
                        _one("-m", "mkdocs", "build", "-q", cwd=folder).seconds for folder in (sites[questions], other)
                    )
                )
            ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{questions:>10} {ours:>8.2f} {theirs:>8.2f} {ratio:>6.2f}", flush=True)
        found = latency(sites[9], 2 * options.runs)
        print(
            f"\nfrom saving a file to the new page being served: median {statistics.median(found):.2f} s ({min(found):.2f}–{max(found):.2f})"
        )


if __name__ == "__main__":
    main()
