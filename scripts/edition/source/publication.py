"""What a publisher sets: where the site is published, and where its repository is, on GitHub.

Both stand in mkdocs.yml, from which MkDocs and Zensical take them, too, and which says where the
environment comes first (`!ENV [SITE_URL, …]`). So the pages and the frame around them name the same
address, whoever builds them; nothing else in the edition asks the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import yaml

from edition.problems import Place, Problems
from edition.source.fields import parse
from edition.source.files import read_file, shown

FORM = "suggest-a-note.yml"
"""The issue form in .github/ISSUE_TEMPLATE; its fields are named in `suggest`."""
QUOTED_WORDS = 25
"""Words of a passage that fill in the form; the whole passage would make an address too long."""

_HERE = {"localhost", "127.0.0.1", "::1"}
"""What the preview is called on the machine on which it runs; no reader finds anything there."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an edition is published and where its files are; every address is empty where that isn't known."""

    repository: str = ""
    """`https://github.com/OWNER/NAME`; empty also when the source folder isn't in it."""
    branch: str = "main"
    site: str = ""
    """Where the site is published, with a slash at its end."""
    source: str = "source"
    """The source folder in the repository; its name alone when it is outside."""

    def file(self, path: str) -> str:
        """The path in the repository of a source file."""
        return f"{self.source}/{path}"

    def edit(self, place: Place, line: bool = True) -> str:
        """Where a source file is edited in the browser, at the `line` of the place."""
        if not self.repository:
            return ""
        address = f"{self.repository}/edit/{quote(self.branch)}/{quote(self.file(place.path))}"
        return f"{address}#L{place.line}" if line else address

    def history(self, path: str) -> str:
        """Every change of a source file, or of those in a folder, word by word."""
        return f"{self.repository}/commits/{quote(self.branch)}/{quote(self.file(path))}" if self.repository else ""

    def suggest(self, page: str, passage: str, text: str) -> str:
        """The issue form for a note on the words of `text`, filled in."""
        if not self.repository:
            return ""
        words = text.split(maxsplit=QUOTED_WORDS)
        fields = {
            "template": FORM,
            "title": f"Note on {passage}",
            "page": page,
            "passage": passage,
            "quote": " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else ""),
        }
        return f"{self.repository}/issues/new?{urlencode(fields, quote_via=quote)}"


NOWHERE = Publication()
"""Nothing is known; the pages then have no links to the repository."""


def read_publication(config: Path, source: Path, environment: Mapping[str, str]) -> Publication:
    """What `config`, a mkdocs.yml, sets; `source` is the folder of the editors.

    Without `config` nothing is known. Raises SourceError if it can't be read.
    """
    problems = Problems()
    document = read_file(config, problems) if config.is_file() else None
    node = parse(document.text, document.path, problems) if document else None
    if problems:
        raise problems.error(shown(config.parent))
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    values = {key.value: _read_value(value, environment) for key, value in entries}
    site = values.get("site_url", "").strip()
    root, source = config.parent.resolve(), source.resolve()
    inside = source.is_relative_to(root)
    return Publication(
        values.get("repo_url", "").strip().rstrip("/").removesuffix(".git") if inside else "",
        environment.get("REPO_BRANCH") or "main",
        f"{site.rstrip('/')}/" if site and urlsplit(site).hostname not in _HERE else "",
        source.relative_to(root).as_posix() if inside else source.name,
    )


def _read_value(node: yaml.Node, environment: Mapping[str, str]) -> str:
    """What the publishers take `node` for: its text, or the first of `!ENV`'s variables that is set, or its last entry."""
    if node.tag == "!ENV":
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        *variables, default = nodes if len(nodes) > 1 else (*nodes, None)
        given = (environment[name.value] for name in variables if name.value in environment)
        return next(given, _read_value(default, environment) if default else "")
    return str(node.value) if node.tag.endswith(":str") else ""
