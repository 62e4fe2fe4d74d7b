#!/usr/bin/env python3
"""Build the pages of the edition: source/ → docs/.

Reads the transcript and the editors' files, checks everything, and writes one Markdown
page for each question, with the contents and the topics. MkDocs runs it by itself; it is
called by hand to check the source quickly.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from edition.exports.registry import needs_faces
from edition.locking import hold_lock
from edition.pipeline import build, show
from edition.preview import describe_problems
from edition.problems import EditionError, Message, SourceError, annotate_for_github
from edition.resolve.due import list_due
from edition.resolve.permalinks import addresses
from edition.source.files import shown
from edition.source.publication import read_publication
from verification.original import check_original

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (problems) or 2 (usage)."""
    options = _parse(argv)
    if not options.watch:
        return _run(options)
    print(f"Watching {options.source}; Ctrl-C stops.", file=sys.stderr)
    with suppress(KeyboardInterrupt):
        _watch(options.source, lambda: _run(options))
    return 0


def _watch(source: Path, again: Callable[[], object], pause: float = 0.05) -> None:
    """Call `again` at once and after every change below `source`; `pause` is in seconds."""
    before = None
    while True:
        if (now := _look(source)) != before:
            before = now
            again()
        time.sleep(pause)


def _look(folder: Path) -> dict[Path, tuple[int, int]]:
    """The size of everything below a folder, and when it was last written (nanoseconds)."""
    found = {}
    for where, folders, names in os.walk(folder):
        for path in (Path(where, name) for name in (*folders, *names)):
            with suppress(OSError):  # gone between the listing and the look
                status = path.stat()
                found[path] = (status.st_size, status.st_mtime_ns)
    return found


def _parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit status: 0 done; 1 the source has problems, each printed as path:line: what and how to mend it, "
        "and nothing was written; 2 the command line is wrong.\n"
        "environment: SITE_URL and REPO_URL (https://github.com/OWNER/REPOSITORY), where mkdocs.yml says so, and REPO_BRANCH: "
        "the addresses in citations, and the links to edit the source.",
    )
    parser.add_argument(
        "--source",
        type=Path,
        default=_show_below(ROOT / "source"),
        metavar="DIR",
        help="what the editors wrote (%(default)s)",
    )
    parser.add_argument(
        "--docs", type=Path, default=_show_below(ROOT / "docs"), metavar="DIR", help="where the pages go (%(default)s)"
    )
    parser.add_argument("--check", action="store_true", help="only check, write nothing")
    parser.add_argument(
        "--pages-only", action="store_true", help="leave search index and pictures as they are, which saves a moment"
    )
    parser.add_argument("--due", action="store_true", help="list what the editors should read again; write nothing")
    parser.add_argument("--addresses", action="store_true", help="list every page's address; write nothing")
    parser.add_argument(
        "--faces", action="store_true", help="say “faces” if requirements/faces.txt is needed; write nothing"
    )
    parser.add_argument("--watch", action="store_true", help="build again whenever the source changes, until Ctrl-C")
    options = parser.parse_args(argv)
    if not options.source.is_dir():
        parser.error(f"there is no folder {options.source}")
    if not options.docs.is_dir():
        parser.error(f"there is no folder {options.docs}")
    if options.watch and _is_report(options):
        parser.error("--watch builds; it doesn't go with --check or --due")
    return options


def _show_below(path: Path) -> Path:
    """`path` from here, if it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _is_report(options: argparse.Namespace) -> bool:
    return any((options.check, options.due, options.addresses, options.faces))


def _run(options: argparse.Namespace) -> int:
    error: EditionError | None = None
    try:
        if wrong := check_original(Path(shown(options.source))):
            raise SourceError.from_lines(wrong, "transcript-changed")
        told = _run_check(options) if _is_report(options) else _run_build(options)
    except EditionError as caught:
        error = caught
    if error and options.watch:
        with suppress(OSError):  # else it is told in the terminal alone
            show(options.docs, describe_problems(error))
    if isinstance(error, SourceError):
        _print_messages(error.messages)
        print(error.summary, file=sys.stderr)
    elif error:
        print(f"build.py: {error}", file=sys.stderr)
    else:
        print(told, file=sys.stderr)
    return 1 if error else 0


def _run_build(options: argparse.Namespace) -> str:
    """Write the pages, and return what was done."""
    with hold_lock(options.docs, _say_that_it_waits):
        publication = read_publication(ROOT / "mkdocs.yml", options.source, os.environ)
        report = build(options.source, options.docs, publication, options.pages_only)
    _print_messages(report.warnings)
    for missing in report.missing:
        print(missing, file=sys.stderr)
    assert report.outcome
    written, unchanged, removed = report.outcome
    return f"{report.found}; pages: {written} written, {unchanged} unchanged, {removed} removed"


def _run_check(options: argparse.Namespace) -> str:
    """Write nothing, show what was asked for, and return what was found."""
    publication = read_publication(ROOT / "mkdocs.yml", options.source, os.environ)
    report = build(options.source, None, publication)
    source = shown(options.source)
    _print_messages(report.warnings)
    if options.due:
        for place, why in list_due(report.edition, datetime.date.today()):
            print(f"{source}/{place}: {why}")
    if options.addresses:
        print("\n".join(addresses(report.edition)))
    if options.faces and needs_faces(report.edition, publication):
        print("faces")
    return f"{report.found}; nothing to mend, nothing written"


def _say_that_it_waits() -> None:
    print("build.py: another build is writing there; waiting for its end", file=sys.stderr)


def _print_messages(messages: Sequence[Message]) -> None:
    for line in (*messages, *annotate_for_github(messages, os.environ)):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
