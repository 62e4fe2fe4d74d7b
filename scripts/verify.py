#!/usr/bin/env python3
"""Compare original, transcript, site and exports with each other.

Without a site, the original and the transcript; with one, its pages and its files for readers, too. Original,
transcript and pages need nothing but Python.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verification import compare_all

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (they differ) or 2 (usage)."""
    parser = argparse.ArgumentParser(prog="verify.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, metavar="SITE", help="a site as it is published")
    parser.add_argument("--source", type=Path, default=ROOT / "source", metavar="DIR", help="(%(default)s)")
    parser.add_argument("--if-built", action="store_true", help="pass over a SITE that isn't there")
    options = parser.parse_args(argv)
    site = options.site if options.site and (options.site.is_dir() or not options.if_built) else None
    for folder in filter(None, (site, options.source)):
        if not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    wrong, found = compare_all(options.source, site)
    print("\n".join(wrong or found))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
