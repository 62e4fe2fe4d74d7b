"""What a site has at its top: names that belong to the build, to the project or to the publisher."""

from __future__ import annotations

MADE = "made"
"""The folder below docs/ for what isn't Markdown: the search index, pictures."""
PARTS = ("interview.md", "questions.md", "provenance.md", "proof.md", "files.md", "rights.md")
"""In docs/parts/: what a page of the edition's own can take in with `--8<--`."""
OWNED = (
    "questions",
    "interview",
    "topics",
    "notes",
    "glossary",
    "timeline",
    "concordance",
    "search",
    "take",
    "parts",
    "p",
    "robots.txt",
    "llms.txt",
    "index.md",
    "about.md",
    "SUMMARY.md",
)
"""The folders below docs/ that belong to the build script, and files."""
_PRESENT = (MADE, "assets", "contributing.md", "offline.js", "404.html", "sitemap.xml")
"""What else is there: from docs/, or from the publisher."""
REPLACEABLE = ("about",)
"""Pages that are made unless an edition has its own."""


def is_taken(name: str) -> bool:
    """Whether a page of this name would be lost, or take the place of another; some systems don't tell `Topics` from `topics`."""
    taken = {entry.partition(".")[0].casefold() for entry in (*OWNED, *_PRESENT)}
    return name.casefold() in taken.difference(REPLACEABLE)
