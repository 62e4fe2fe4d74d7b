"""Links to the repository: where a text is edited, and where a note is suggested. All on GitHub."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..problems import Place
from .markdown import folder_of

FORM = "suggest-a-note.yml"
"""The issue form in .github/ISSUE_TEMPLATE; its fields are named in `suggest`."""
QUOTED_WORDS = 25
"""Words of a passage that fill in the form; the whole passage would make an address too long."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub and the site made from it, or none: then every address is empty."""

    url: str = ""
    """`https://github.com/OWNER/NAME`."""
    branch: str = "main"
    site: str = ""
    """Where the site is published, with a slash at its end; empty if that isn't known."""
    shown: str = ""
    """The source folder as an editor would type it from where the build was called."""
    folder: str = ""
    """The source folder in the repository."""

    @classmethod
    def of(cls, url: str, branch: str = "", site: str = "", shown: str = "", folder: str = "") -> Repository:
        """The same from addresses as people type them; an empty `branch` is main."""
        url, site = url.strip().rstrip("/").removesuffix(".git"), site.strip()
        return cls(url, branch or "main", f"{site.rstrip('/')}/" if site else "", shown, folder)

    def path(self, shown: str) -> str:
        """The path in the repository of a source file, whose path an editor would type as `shown`."""
        return self.folder + shown.removeprefix(self.shown)

    def published(self, page: str) -> str:
        """The public address of the page that is made from the Markdown file `page`."""
        return self.site + folder_of(page) if self.site else ""

    def edit(self, path: str) -> str:
        """Where the file is edited in the browser; `path` is below the repository's root."""
        there = not path.startswith(("/", ".."))
        return f"{self.url}/edit/{quote(self.branch)}/{quote(path)}" if self.url and there else ""

    def edit_lines(self, place: Place) -> str:
        """The same for a line of the source."""
        address = self.edit(self.path(place.path))
        return f"{address}#L{place.line}" if address else ""

    def suggest(self, page: str, passage: str, text: str) -> str:
        """The issue form for a note on the words of `text`, filled in."""
        if not self.url:
            return ""
        words = text.split(maxsplit=QUOTED_WORDS)
        fields = {
            "template": FORM,
            "title": f"Note on {passage}",
            "page": page,
            "passage": passage,
            "quote": " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else ""),
        }
        return f"{self.url}/issues/new?{urlencode(fields, quote_via=quote)}"


NOWHERE = Repository()
"""No repository is known; the pages then have no links to one."""
