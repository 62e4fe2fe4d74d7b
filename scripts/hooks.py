"""MkDocs adapter: builds the pages before MkDocs reads them, and keeps the preview quick.

It decides nothing; everything that it calls stands in edition/, which knows no MkDocs.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.exceptions import PluginError
from watchdog.observers.polling import PollingObserver

from edition.problems import EditionError, Message, SourceError, for_github
from edition.publication import publication_of
from edition.story import build

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.hooks.edition")
ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "templates"
POLLING_INTERVAL = 0.1
"""Seconds between two looks at the files; MkDocs' own half second is most of the wait."""


_builds = count()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Look for snippets from where mkdocs.yml stands, not from where MkDocs was called."""
    if snippets := config.mdx_configs.get("pymdownx.snippets"):
        root = Path(config.config_file_path).parent
        snippets["base_path"] = [str(root / path) for path in snippets["base_path"]]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages, or stop with the editors' problems.

    The search index is made once; the preview's later builds leave it as it is.
    """
    settings = Path(config.config_file_path)
    source = settings.parent / "source"
    try:
        report = build(
            source,
            Path(config.docs_dir),
            publication_of(settings, source, os.environ),
            pages_only=next(_builds) > 0,
        )
    except SourceError as error:
        _tell(error.messages, log.error)
        raise PluginError(error.summary) from None
    except EditionError as error:
        raise PluginError(str(error)) from None
    _tell(report.warnings, log.info)  # a warning to MkDocs would stop a strict build
    for missing in report.missing:
        log.info("%s", missing)  # prove_files.py decides whether that may be so


def _tell(messages: Sequence[Message], say: Callable[..., None]) -> None:
    """By a logger of its own: MkDocs' own leaves out what it has said before."""
    for message in messages:
        say("%s", message)
    for line in for_github(messages, os.environ):
        print(line)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Render hand-written pages in every build of the preview, which else renders what was saved.

    They take in generated pieces, whose changes `mkdocs serve --dirty` doesn't see.
    """
    for file in files.documentation_pages():
        if "/" not in file.src_uri:
            Path(file.abs_dest_path).unlink(missing_ok=True)
    return files


def on_env(env: Environment, **_: object) -> Environment:
    """Keep the theme's compiled templates between builds: they are a third of a small build."""
    CACHE.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(CACHE))
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch what people write, not what the build writes: else every build asks for another.

    mkdocs.yml adds source/ and docs/assets/ to what is watched.
    """
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=POLLING_INTERVAL)
    for path in watched:
        server.watch(path, recursive=False)
    return server
