"""Fixtures: the real edition, built once by each publisher."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from lxml.html import HtmlElement

from support import copy_project, html_pages, mkdocs, run

# In CI the same examples every time, so that a change isn't blamed for bad luck; at home always new ones.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the cases yield into their files")


@dataclass(frozen=True)
class Built:
    """A project with the site that was built from it."""

    project: Path
    site: Path
    pages: dict[str, HtmlElement]


@pytest.fixture(scope="session")
def with_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = copy_project(tmp_path_factory.mktemp("mkdocs"))
    mkdocs(project, project / "site")
    return Built(project, project / "site", html_pages(project / "site"))


@pytest.fixture(scope="session")
def with_zensical(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = copy_project(tmp_path_factory.mktemp("zensical"))
    for command in (["scripts/build.py"], ["-m", "zensical", "build", "--strict"]):
        done = run(*command, cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
    return Built(project, project / "site", html_pages(project / "site"))
