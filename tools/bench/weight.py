"""What a first visit to each page of a finished site fetches by itself, as a server sends it: `make weigh`.

Counted from the files, so that it is the same on every machine: the page, its style sheets, its scripts, its icon, each
compressed by gzip. `--update` writes the figures into tests/this_interview/weights.yml, beyond which no page may
then grow by more than a tenth, and into the table in BENCHMARKS.md. `--since` asks the same of the
figures of a release.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml
from told import table, tell

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests/this_interview/weights.yml"
HEAD = ("page", "first visit", "of that the page", "requests")
PAGES = (
    "",
    "questions/02-sanctions-and-accusations/",
    "interview/",
    "glossary/",
    "glossary/people/",
    "timeline/",
    "notes/",
    "concordance/",
    "search/",
    "topics/",
)
FETCHED = {"stylesheet", "modulepreload", "icon"}
"""Links that a browser follows by itself."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Of a first visit, in bytes."""

    page: int
    rest: int
    requests: int

    @property
    def whole(self) -> int:
        """All that is fetched."""
        return self.page + self.rest


class _Parts(HTMLParser):
    """The addresses of what a page fetches by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and FETCHED & set(given.get("rel", "").split()):
            self.found.add(given["href"])
        if tag in ("script", "img") and "src" in given:
            self.found.add(given["src"])


def weight(site: Path, page: str) -> Weight:
    """What a first visit to `page`, a folder below `site` with a slash at its end, fetches."""
    data = (site / page / "index.html").read_bytes()
    here = f"https://site.invalid/{page}"
    paths = {urlsplit(urljoin(here, part)).path.lstrip("/") for part in _Parts(data.decode()).found}
    rest = sum(_sent((site / path).read_bytes()) for path in sorted(paths))
    return Weight(_sent(data), rest, 1 + len(paths))


def _sent(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def grown(weights: dict[str, Weight], before: dict[str, int]) -> list[str]:
    """The pages that weigh more than a tenth more than before, with what they weighed and weigh."""
    return [
        f"/{page}: {before[page]:,} bytes before, {one.whole:,} now"
        for page, one in weights.items()
        if page in before and one.whole > 1.1 * before[page]
    ]


def main() -> int:
    """The command; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, help="a finished site")
    parser.add_argument("--update", action="store_true", help="write the table that the tests hold pages to")
    parser.add_argument("--since", type=Path, help="the figures of a release: fail if a page has grown by a tenth")
    options = parser.parse_args()
    weights = {page: weight(options.site, page) for page in PAGES}
    rows = [
        [f"`/{page}`", f"{one.whole / 1000:.0f} kB", f"{one.page / 1000:.0f} kB", str(one.requests)]
        for page, one in weights.items()
    ]
    found = table(HEAD, rows)
    print(found)
    if options.update:
        lines = (f"'{page}': {one.whole}\n" for page, one in weights.items())
        KEPT.write_text(f"# Bytes of a first visit; made by: make weigh UPDATE=1\n{''.join(lines)}", encoding="utf-8")
        tell(found, "weight")
    if options.since and (heavier := grown(weights, yaml.safe_load(options.since.read_text(encoding="utf-8")))):
        print("More than a tenth heavier than the last release:", *heavier, sep="\n  ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
