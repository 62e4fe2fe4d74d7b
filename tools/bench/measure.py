"""Ask Lighthouse how the finished pages do on a simulated slow phone: `make measure`.

Its four scores, its largest contentful paint, and how far a page shifts while it loads; the median of some
runs. Wants the site in site/ (`make site`), a Chrome or Chromium, and Node's npx, which fetches Lighthouse.
`--update` writes the table into BENCHMARKS.md.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import gzip
import http.server
import json
import os
import re
import statistics
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from told import table, tell
from weight import PAGES

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser import FLAGS, MISSING, find_browser

LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = ("page", "performance", "accessibility", "best practices", "SEO", "largest paint", "layout shift")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below `base` as GitHub Pages does: text compressed, kept for ten minutes."""

    def __init__(self, *args: Any, base: str, **named: Any) -> None:
        self.base = base
        super().__init__(*args, **named)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.base))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def base_of(site: Path) -> str:
    """The path below which the site was built to stand, as its own map has it: `/project`; empty if it is none."""
    first = re.search("<loc>([^<]*)", (site / "sitemap.xml").read_text(encoding="utf-8"))
    return urlsplit(first[1]).path.rstrip("/") if first else ""


def lighthouse(url: str, browser: str, runs: int) -> list[str]:
    """What it finds, in the order of HEAD, for a first visit to the page at `url`."""
    flags = " ".join(["--headless=new", *FLAGS])
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    reports = []
    for _ in range(runs):
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": browser}
        )
        if done.returncode:
            sys.exit(f"Lighthouse failed:\n{done.stderr[-2000:]}")
        reports.append(json.loads(done.stdout))
    scores = [statistics.median(report["categories"][name]["score"] for report in reports) for name in CATEGORIES]
    paint, shift = (
        statistics.median(report["audits"][name]["numericValue"] for report in reports)
        for name in ("largest-contentful-paint", "cumulative-layout-shift")
    )
    return [*(f"{100 * score:.0f}" for score in scores), f"{paint / 1000:.2f} s", f"{shift:.3f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse, of which the median counts (%(default)s)")
    parser.add_argument("--pages", nargs="*", default=PAGES, help="paths below the site")
    parser.add_argument("--update", action="store_true", help="write the table into BENCHMARKS.md")
    options = parser.parse_args()
    browser = find_browser() or sys.exit(MISSING)
    site = ROOT / "site"
    handler = functools.partial(Handler, directory=str(site), base=base_of(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}{base_of(site)}/"
        rows = [[f"`/{page}`", *lighthouse(f"{address}{page}", browser, options.runs)] for page in options.pages]
        server.shutdown()
    day = datetime.date.today()
    found = f"The median of {options.runs} runs on {day.day} {day:%B %Y}:\n\n{table(HEAD, rows)}"
    print(found)
    if options.update:
        tell(found, "phone")


if __name__ == "__main__":
    main()
