"""Which state of the edition a citation names: its version, and the day on which the source was last changed."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from edition.exports.citations import FORMS, citation_file
from edition.model.edition import Edition
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.resolve.works import whole
from edition.site.citation import citations
from edition.source.git import find_day_of_last_change
from edition.source.publication import Publication
from support import SITE_URL, lay_out

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)


def edition_in(source: Path) -> Edition:
    problems = Problems()
    edition = read_edition(source, problems)
    assert edition, [str(one) for one in problems.messages("source")]
    return edition


def git(folder: Path, *arguments: str, day: str = "2020-03-01") -> None:
    time = f"{day}T12:00:00+02:00"
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", "-C", folder, *arguments], check=True, capture_output=True, env={**os.environ, **who, **dates}
    )


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x", day=day)


def add_remark(source: Path) -> None:
    with (source / "interview.yml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")


def test_the_day_of_the_last_change_is_that_of_the_last_commit_to_the_source(tmp_path: Path) -> None:
    source = lay_out(tmp_path, {}) / "source"
    assert known_day(source) is None, "there is no repository"
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, "2020-03-01")
    (tmp_path / "README.md").write_text("Elsewhere", encoding="utf-8")
    commit(tmp_path, "2020-03-02")
    assert known_day(source) == "2020-03-01"
    git(tmp_path, "switch", "--quiet", "--create", "other")
    add_remark(source)
    commit(tmp_path, "2020-03-03")
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "other", day="2020-03-05")
    assert known_day(source) == "2020-03-05", "a merge brings its changes on its own day"
    add_remark(source)
    assert known_day(source) is None, "something isn't committed"


def test_a_shallow_clone_does_not_know_the_day(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    lay_out(whole, {})
    git(whole, "init", "--quiet")
    commit(whole, "2020-03-01")
    add_remark(whole / "source")
    commit(whole, "2020-03-02")
    git(tmp_path, "clone", "--quiet", "--depth", "1", whole.as_uri(), "shallow")
    assert known_day(whole / "source") == "2020-03-02"
    assert known_day(tmp_path / "shallow/source") is None


def known_day(source: Path) -> str | None:
    find_day_of_last_change.cache_clear()
    day = find_day_of_last_change(source)
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("version", "changed", "state"),
    [
        ("1.2", "2020-03-05", "version 1.2 of 5 March 2020"),
        ("1.2", "", "version 1.2"),
        ("", "2020-03-05", "as of 5 March 2020"),
        ("", "", ""),
    ],
)
def test_a_citation_says_of_which_state_it_is_if_that_is_known(
    tmp_path: Path, version: str, changed: str, state: str
) -> None:
    edition = edition_in(lay_out(tmp_path, {}) / "source")
    day = datetime.date.fromisoformat(changed) if changed else None
    edition = replace(edition, interview=replace(edition.interview, version=version, changed=day))
    cited = [text for one in citations(edition, edition.questions[0], "") for text in (one.question, one.note)]
    for text in (*cited, *(form(whole(edition, PUBLISHED)) for form in FORMS.values())):
        assert state in text
        assert ("as of" in text or "version" in text) == bool(state)
    cff = yaml.safe_load(citation_file(edition, PUBLISHED))
    assert (cff.get("version", ""), cff.get("date-released", "")) == (version, changed)


def test_an_organisation_with_a_comma_in_its_name_is_cited_as_nobody_s_family(tmp_path: Path) -> None:
    names = {"name: Ms Example": "name: 'Example, Sons and Co.'", "kind: person": "kind: organisation"}
    edition = edition_in(lay_out(tmp_path, {"interview.yml": {"replace": names}}) / "source")
    name, work = "Example, Sons and Co.", whole(edition, PUBLISHED)
    assert json.loads(FORMS["csl.json"](work))[0]["author"] == [{"literal": name}]
    assert f"author = {{{{{name}}}}}" in FORMS["bib"](work)
    assert yaml.safe_load(citation_file(edition, PUBLISHED))["references"][0]["authors"] == [{"name": name}]
