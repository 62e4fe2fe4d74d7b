"""The table of pages, from which menu, URLs, ownership of generated files and reserved names are derived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edition.model.edition import Edition

UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
"""Languages written without spaces between words, so that words can't be told apart."""
MOST_WORDS = 250_000
"""Length of an interview in words above which nobody reads a concordance; search finds each word."""


def has_concordance(edition: Edition) -> bool:
    """Return whether each word can be listed in its line."""
    return edition.words <= MOST_WORDS and edition.interview.language.partition("-")[0] not in UNSPACED


@dataclass(frozen=True, slots=True)
class FixedPage:
    """A page whose URL is the same in every edition, with the pages in its folder."""

    name: str
    """Of its template and its labels: `menu_topics` in the menu, `topics` and `topics_about` on the page."""
    url: str
    """`topics/` for a folder, `about` for a single page; empty for the home page."""
    exists: Callable[[Edition], bool] = lambda edition: True
    """Without it there is no page, no entry in the menu and no link."""
    lists_pages: bool = False
    """Whether the menu lists the pages in its folder; the page's module writes them to SUMMARY.md."""
    on_home: bool = False
    """Whether the generated home page links to it under “How to read a page”."""
    replaceable: bool = False
    """Whether an edition's own page in source/pages/ takes its place."""
    by_hand: bool = False
    """Whether docs/ has it already."""

    @property
    def entry(self) -> str:
        """The file or folder in docs/ that belongs to it."""
        return self.url.removesuffix("/") if self.url.endswith("/") else f"{self.url or 'index'}.md"


PAGES = (
    FixedPage("home", "", replaceable=True),
    FixedPage("contents", "questions/", lists_pages=True),
    FixedPage("interview", "interview/"),
    FixedPage("topics", "topics/", lambda edition: bool(edition.topics)),
    FixedPage("notes", "notes/", lambda edition: any(one.notes for one in edition.questions), on_home=True),
    FixedPage("timeline", "timeline/", lambda edition: bool(edition.events), on_home=True),
    FixedPage("search", "search/"),
    FixedPage("glossary", "glossary/", lambda edition: bool(edition.terms), lists_pages=True, on_home=True),
    FixedPage("concordance", "concordance/", has_concordance, on_home=True),
    FixedPage("take", "take/"),
    FixedPage("about", "about", replaceable=True),
    FixedPage("contribute", "contributing", by_hand=True),
)
"""In the order of the menu, which lists an edition's own pages before the last."""

MADE = "made"
"""The folder in docs/ for generated files other than Markdown: the search index, pictures."""
PARTS = ("interview.md", "questions.md", "provenance.md", "proof.md", "files.md", "rights.md")
"""The files in docs/parts/ that an edition's own page can include with `--8<--`."""
OWNED = (*(page.entry for page in PAGES if not page.by_hand), "parts", "p", "robots.txt", "llms.txt", "SUMMARY.md")
"""The folders and files in docs/ that the build writes."""
BY_HAND = ("assets", "offline.js", *(page.entry for page in PAGES if page.by_hand))
"""The only folders and files in docs/ that are written by hand."""
_FROM_ELSEWHERE = (MADE, "404.html", "sitemap.xml")
"""The other names in a site: from write_site and from the site generator."""


def is_taken(name: str) -> bool:
    """Return whether an own page of this name would replace another page; some systems take `Topics` for `topics`."""
    taken = {entry.partition(".")[0].casefold() for entry in (*OWNED, *BY_HAND, *_FROM_ELSEWHERE)}
    return name.casefold() in taken.difference(page.url for page in PAGES if page.replaceable)
