"""Measure the published pages: `make measure`. Prints the table that stands in source/pages/measured.md.

For each page: what a first visit fetches by itself (gzip, as GitHub Pages sends it), and
Lighthouse's four scores and its largest contentful paint on a simulated slow phone. Wants the
site in site/ (`make site`), a Chrome or Chromium, and Node's npx, which fetches Lighthouse.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser import FLAGS, MISSING, PHONE, find_browser  # noqa: E402

LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = [
    "",
    "questions/02-sanctions-and-accusations/",
    "interview/",
    "glossary/",
    "glossary/places/",
    "timeline/",
    "notes/",
    "concordance/",
    "search/",
]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves as GitHub Pages does: text compressed, kept for ten minutes."""

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


def weight(page: Page, url: str) -> tuple[int, int]:
    """Requests and bytes on the wire of a first visit, with all that loads by itself."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    embedded: set[str] = set()  # what stands in a style sheet is counted with it

    def asked(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            embedded.add(event["requestId"])

    def received(event: dict[str, Any]) -> None:
        if event["requestId"] not in embedded:
            sizes.append(int(event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", received)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(500)
    return len(sizes), sum(sizes)


def lighthouse(url: str, browser: str, runs: int) -> tuple[list[int], float, float]:
    """Median scores, and the medians of largest contentful paint (seconds) and layout shift."""
    reports = []
    for _ in range(runs):
        flags = " ".join(["--headless=new", *FLAGS])
        command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": browser}
        )
        if done.returncode:
            sys.exit(f"Lighthouse failed:\n{done.stderr[-2000:]}")
        reports.append(json.loads(done.stdout))
    scores = [round(100 * statistics.median(r["categories"][name]["score"] for r in reports)) for name in CATEGORIES]
    paint = statistics.median(r["audits"]["largest-contentful-paint"]["numericValue"] for r in reports) / 1000
    shift = statistics.median(r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports)
    return scores, paint, shift


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--runs", type=int, default=3, help="runs of Lighthouse, of which the median counts (%(default)s)"
    )
    parser.add_argument("--pages", nargs="*", default=PAGES, help="paths below the site")
    options = parser.parse_args()
    browser = find_browser() or sys.exit(MISSING)
    handler = functools.partial(Handler, directory=str(ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chrome = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        print(
            "| page | first visit | requests | performance | accessibility | best practices | SEO | LCP | layout shift |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        for path in options.pages:
            url = f"http://127.0.0.1:{server.server_port}/{path}"
            context = chrome.new_context(viewport=PHONE)
            requests, size = weight(context.new_page(), url)
            context.close()
            scores, paint, shift = lighthouse(url, browser, options.runs)
            cells = [
                f"`/{path}`",
                f"{size / 1000:.0f} kB",
                str(requests),
                *map(str, scores),
                f"{paint:.2f} s",
                f"{shift:.3f}",
            ]
            print(f"| {' | '.join(cells)} |", flush=True)
        chrome.close()
        server.shutdown()


if __name__ == "__main__":
    main()
