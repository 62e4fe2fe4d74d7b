"""MkDocs adapter: builds the pages before MkDocs reads them, and keeps the preview quick.

It decides nothing; everything that it calls stands in edition/, which knows no MkDocs.
"""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.exceptions import PluginError
from watchdog.observers.polling import PollingObserver

from edition.locking import hold_lock
from edition.pipeline import build
from edition.preview import describe_problems, wrap_with_banner
from edition.problems import EditionError, Message, SourceError, annotate_for_github
from edition.source.files import shown
from edition.source.publication import read_publication
from verification.original import check_original

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.edition")
ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "templates"
READY = re.compile(r'^<div class="concordance".*^</div>$', re.DOTALL | re.MULTILINE)
KEPT = '<div class="concordance"></div>'
WAIT = 0.05
"""Seconds between two looks at the files, and between the last change and a build; MkDocs' own are 0.5 and 0.1."""

WATCHED = ("source", "docs/assets", "docs/contributing.md", "CONTRIBUTING.md")
"""What people write, below the project."""

_ready: dict[str, str] = {}
"""By page, HTML that is ready, while the rest of the page is rendered."""
_held = ExitStack()
"""The lock on docs/: from before the pages are written until MkDocs has read them."""


class _Preview:
    """What is known from one build of the preview to the next; MkDocs calls functions."""

    running = False
    """Whether this is a preview."""
    indexed = False
    """Whether search index and pictures were made; later builds leave them as they are."""
    standing = ""
    """What every page shows while a mistake stands."""


def on_startup(command: str, **_: object) -> None:
    """Learn whether this is a preview."""
    _Preview.running = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Look for snippets from where mkdocs.yml stands, not from where MkDocs was called."""
    if snippets := config.mdx_configs.get("pymdownx.snippets"):
        root = Path(config.config_file_path).parent
        snippets["base_path"] = [str(root / path) for path in snippets["base_path"]]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages, or stop with the editors' problems; a preview goes on with the pages that are there."""
    project, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    on_post_build()  # if the build before was broken off
    try:
        if _Preview.running:
            _check_port(config.dev_addr.host, config.dev_addr.port)
        _held.enter_context(hold_lock(docs, lambda: log.info("Another build is writing there; waiting for its end")))
        if wrong := check_original(Path(shown(project / "source"))):
            raise SourceError.from_lines(wrong, "transcript-changed")
        publication = read_publication(project / "mkdocs.yml", project / "source", os.environ)
        report = build(project / "source", docs, publication, _Preview.indexed, with_exports=not _Preview.running)
    except EditionError as error:
        _tell(error.messages if isinstance(error, SourceError) else (), log.error)
        summary = error.summary if isinstance(error, SourceError) else str(error)
        if not _Preview.running or not (docs / "questions/index.md").exists():
            raise PluginError(summary) from None
        log.error("%s", summary)
        _Preview.standing = describe_problems(error)
        return
    _Preview.indexed, _Preview.standing = _Preview.running, ""
    _tell(report.warnings, log.info)  # a warning to MkDocs would stop a strict build
    # The page that offers the files leaves them out; in CI, where everything can be installed, a strict build stops.
    say = log.warning if report.lacks_tools and os.environ.get("CI") else log.info
    for missing in report.missing:
        say("%s", missing)


def on_post_build(**_: object) -> None:
    """Let others build."""
    _held.close()


def on_build_error(**_: object) -> None:
    """The same after a build that was broken off."""
    _held.close()


@cache
def _check_port(host: str, port: int) -> None:
    """Find out before the first build, not after it, that a preview can't be shown there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":  # as the server does; elsewhere it would take a port that is in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PluginError(
                f"http://{host}:{port}/ can't be had ({error.strerror}), perhaps because another preview runs there; "
                f"take another port: make serve PORT={port + 1}"
            ) from None


def _tell(messages: Sequence[Message], say: Callable[..., None]) -> None:
    """By a logger of its own: MkDocs' own leaves out what it has said before."""
    for message in messages:
        say("%s", message)
    for line in annotate_for_github(messages, os.environ):
        print(line)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish nothing of the theme, whose files no page names; render hand-written pages in every build of the preview.

    These take in generated pieces, whose changes `mkdocs serve --dirty` doesn't see.
    """
    for file in [file for file in files if file.src_uri.startswith("assets/")]:
        files.remove(file)
    for file in files.documentation_pages():
        if "/" not in file.src_uri:
            Path(file.abs_dest_path).unlink(missing_ok=True)
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Keep the lines of a concordance from Markdown, which passes them through as they are, and takes its time."""
    if not (lines := READY.search(markdown)):
        return markdown
    _ready[page.file.src_uri] = lines[0]
    return f"{markdown[: lines.start()]}{KEPT}{markdown[lines.end() :]}"


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put them back, and let MkDocs know their anchors, which links lead to."""
    if not (lines := _ready.pop(page.file.src_uri, "")):
        return html
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *re.findall(r' id="([^"]+)"', lines)}
    return html.replace(KEPT, lines, 1)


def on_env(env: Environment, **_: object) -> Environment:
    """Keep the theme's compiled templates between builds: they are a third of a small build."""
    CACHE.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(CACHE))
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch what people write, not what the build writes: else every build asks for another.

    Not by `watch:` in mkdocs.yml, for which Zensical would begin anew at each change.
    """
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(path)
    server.build_delay = WAIT
    server.observer = PollingObserver(timeout=WAIT)
    project = Path(config.config_file_path).parent
    for path in (config.config_file_path, *(str(project / path) for path in WATCHED)):
        server.watch(path)
    server.set_app(wrap_with_banner(server.serve_request, lambda: _Preview.standing))
    return server
