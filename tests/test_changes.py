"""What changed in the notes, from git's history; without one, when they were reviewed."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import etree

from edition.formats.references import FORMS, citation_file
from edition.formats.site.changes import changes_pages
from edition.model.edition import Edition
from edition.problems import Problems
from edition.publication import NOWHERE, Publication
from edition.reading.history import UNKNOWN, History, read_history
from edition.resolving.whole import read_edition
from edition.views.changes import changes, pieces
from edition.views.citation import citations
from edition.views.works import whole
from support import SITE_URL, lay_out

PUBLISHED = Publication("https://github.com/example/edition", "main", SITE_URL)
NOTE = "\n> {words}\n\n**Context.** {text}\n\nSources: “A title”, A publisher, 1 June 2020\n"
ATOM = "{http://www.w3.org/2005/Atom}"


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


def kept(tmp_path: Path) -> tuple[Path, History]:
    """A source with four days of history: two notes written, one changed twice on a day, one changed and taken away."""
    tmp_path.mkdir(exist_ok=True)
    source = lay_out(tmp_path, {}) / "source"
    file = source / "questions/01-is-it-one.md"
    begun = file.read_text(encoding="utf-8")
    first = NOTE.format(words="an interview", text="It is called one.")
    second = NOTE.format(words="two questions", text="There are two.")
    days = (
        ("2020-03-01", begun + first + second),
        ("2020-03-02", begun + first.replace("called", "named") + second),
        ("2020-03-02", begun + first.replace("is called", "was called") + second),
        ("2020-03-03", begun + first.replace("is called", "was called") + second.replace("two.", "not.")),
        ("2020-03-04", begun + first.replace("is called", "was called")),
    )
    git(tmp_path, "init", "--quiet")
    for day, text in days:
        file.write_text(text, encoding="utf-8")
        git(tmp_path, "add", "source")
        git(tmp_path, "commit", "--quiet", "--message", "x", day=day)
    git(tmp_path, "mv", "source/questions/01-is-it-one.md", "source/questions/01-a-new-name.md")
    git(tmp_path, "commit", "--quiet", "--message", "x", day="2020-03-05")
    return source, read_history(source, edition_in(source).interview.labels)


def pages(edition: Edition, history: History, publication: Publication = PUBLISHED) -> tuple[str, str]:
    """The page and the feed."""
    page, *feed = (one.file("").data.decode() for one in changes_pages(edition, history, publication))
    return page, "".join(feed)


def test_each_change_is_told_with_its_day_and_its_words(tmp_path: Path) -> None:
    source, history = kept(tmp_path)
    found = changes(edition_in(source), history.revisions)
    assert [(str(one.day), one.quote, bool(one.old), bool(one.new), one.note is not None) for one in found] == [
        ("2020-03-04", "two questions", True, False, False),
        ("2020-03-03", "two questions", True, True, False),
        ("2020-03-02", "an interview", True, True, True),
        ("2020-03-01", "an interview", False, True, True),
        ("2020-03-01", "two questions", False, True, False),
    ]
    shown = pieces(found[2])
    assert shown[:3] == (("same", "Context. It"), ("old", "is"), ("new", "was"))
    assert not any("named" in text for _, text in shown)


def test_the_page_and_the_feed_lead_to_the_note(tmp_path: Path) -> None:
    source, history = kept(tmp_path)
    page, feed = pages(edition_in(source), history)
    assert page.index("## 4 March 2020") < page.index("## 3 March 2020") < page.index("## 1 March 2020")
    assert "<del>is</del> <ins>was</ins>" in page
    assert page.count("Taken away") == 1
    root = etree.fromstring(feed.encode())
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        f"2020-03-0{day}T12:00:00+02:00" for day in (4, 3, 2, 1, 1)
    ]
    for of_one in (root, *entries):  # RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry have exactly once
        assert [len(of_one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.findtext(f"{ATOM}author/{ATOM}name"), "a feed whose entries name no author names one"
    assert len({one.text for one in root.iter(f"{ATOM}id")}) == 6
    assert entries[2].find(f"{ATOM}link").get("href") == f"{SITE_URL}questions/01-a-new-name/#n-an-interview"
    assert pages(edition_in(source), history, NOWHERE)[1] == ""


def test_another_interview_in_its_place_has_a_history_of_its_own(tmp_path: Path) -> None:
    source, _ = kept(tmp_path)
    labels = edition_in(source).interview.labels
    changed = {"transcript.md": {"replace": {"an interview": "a talk"}}}
    dated = {"interview.yml": {"replace": {"date: 2020-01-31": "date: 2021-02-03"}}}
    for name, change, kept_on in (
        ("corrected", changed, True),
        ("dated", dated, True),
        ("another", changed | dated, False),
    ):
        other = tmp_path / name
        other.mkdir()
        shutil.copytree(tmp_path / ".git", other / ".git")
        source = lay_out(other, change) / "source"
        assert bool(read_history(source, labels).revisions) == kept_on, f"{name}, not committed"
        git(other, "add", "--all")
        git(other, "commit", "--quiet", "--message", "x", day="2021-03-01")
        note = NOTE.format(words="two questions", text="No.")
        with (source / "questions/01-is-it-one.md").open("a", encoding="utf-8") as file:
            file.write(note)
        git(other, "commit", "--quiet", "--all", "--message", "x", day="2021-03-02")
        revisions = read_history(source, labels).revisions
        assert (min(revision.time.year for revision in revisions) == 2020) == kept_on, name
        assert any(revision.annotations for revision in revisions if revision.time.year == 2021), name


def test_without_a_history_the_reviews_are_told(tmp_path: Path) -> None:
    source = lay_out(tmp_path, {}) / "source"
    edition = edition_in(source)
    page, feed = pages(edition, read_history(source, edition.interview.labels))
    assert "reviewed by the editors on 1 February 2020" in page
    assert "whole history" in page, "that more isn't known is said"
    assert etree.fromstring(feed.encode()).find(f"{ATOM}entry") is None


def test_a_shallow_clone_tells_no_history(tmp_path: Path) -> None:
    kept(tmp_path / "whole")
    git(tmp_path, "clone", "--quiet", "--depth", "1", (tmp_path / "whole").as_uri(), "shallow")
    source = tmp_path / "shallow/source"
    assert read_history(source, edition_in(source).interview.labels) == UNKNOWN


def test_the_day_of_the_last_change_is_known_unless_something_is_not_yet_kept(tmp_path: Path) -> None:
    source, history = kept(tmp_path)
    assert str(history.changed) == "2020-03-05"
    with (source / "interview.yml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert read_history(source, edition_in(source).interview.labels).changed is None


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
