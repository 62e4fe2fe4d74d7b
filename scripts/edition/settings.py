"""What a publisher sets: where the site is published, and where its repository is.

Both stand in mkdocs.yml, from which MkDocs and Zensical take them, too, and which says where the
environment comes first (`!ENV [SITE_URL, …]`). So the pages and the frame around them name the same
address, whoever builds them; nothing else in the edition asks the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from .pages.repository import Repository
from .problems import Problem, SourceError
from .reading.fields import parse
from .reading.folder import read_file, shown

_HERE = {"localhost", "127.0.0.1", "::1"}
"""What the preview is called on the machine on which it runs; no reader finds anything there."""


def repository_of(config: Path, source: Path, environment: Mapping[str, str]) -> Repository:
    """The repository and the site that `config`, a mkdocs.yml, names; `source` is the folder of the editors.

    Without `config` neither is known; of a source that stands elsewhere, no repository is. Raises SourceError if it can't be read.
    """
    problems: list[Problem] = []
    document = read_file(config, problems) if config.is_file() else None
    node = parse(document.text, document.path, problems) if document else None
    if problems:
        raise SourceError(problems)
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    values = {key.value: _text(value, environment) for key, value in entries}
    site = values.get("site_url", "")
    here, root = source.resolve(), config.parent.resolve()
    inside = here.is_relative_to(root)
    return Repository.of(
        values.get("repo_url", "") if inside else "",
        environment.get("REPO_BRANCH", ""),
        "" if urlsplit(site).hostname in _HERE else site,
        shown(source),
        here.relative_to(root).as_posix() if inside else here.name,
    )


def _text(node: yaml.Node, environment: Mapping[str, str]) -> str:
    """What the publishers take `node` for: its text, or the first of `!ENV`'s variables that is set, or its last entry."""
    if node.tag == "!ENV":
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        *variables, default = nodes if len(nodes) > 1 else (*nodes, None)
        given = (environment[name.value] for name in variables if name.value in environment)
        return next(given, _text(default, environment) if default else "")
    return str(node.value) if node.tag.endswith(":str") else ""
