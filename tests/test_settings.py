"""Where the site and its repository are: said in one place, the same whoever builds, from wherever."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.problems import Place, SourceError
from edition.source.publication import Publication, read_publication
from support import ENVIRONMENT, QUESTIONS, copy_project, run, tree

ENV = "site_url: !ENV [SITE_URL, 'http://127.0.0.1:8000/']\nrepo_url: !ENV [REPO_URL, null]\n"
SITE, FORK = "https://a.example/b", "https://github.com/a/b"


def read(folder: Path, config: str | None, **environment: str) -> Publication:
    if config is not None:
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_publication(folder / "mkdocs.yml", folder / "source", environment)


@pytest.mark.parametrize(
    ("config", "environment", "site", "url"),
    [
        (ENV, {}, "", ""),
        (ENV, {"SITE_URL": SITE, "REPO_URL": FORK}, f"{SITE}/", FORK),
        (ENV, {"SITE_URL": "", "REPO_URL": ""}, "", ""),
        (f"site_url: {SITE}/\nrepo_url: {FORK}.git\n", {}, f"{SITE}/", FORK),
        (f"site_url: {SITE}\n", {"SITE_URL": "https://other.example", "REPO_URL": FORK}, f"{SITE}/", ""),
        (f"site_url: !ENV [NO, SITE_URL, {SITE}]\n", {}, f"{SITE}/", ""),
        ("site_url: !ENV [A, B, null]\nrepo_url: !ENV C\n", {"B": SITE, "C": FORK}, f"{SITE}/", FORK),
        ("site_url: http://localhost:8000/\n", {}, "", ""),
        ("site_url: http://127.0.0.1/x/\nemoji: !!python/name:material.extensions.emoji.twemoji\n", {}, "", ""),
        ("site_url:\nplugins: [!relative x]\n", {}, "", ""),
        (None, {"SITE_URL": SITE}, "", ""),
    ],
)
def test_mkdocs_yml_says_it_as_the_publishers_read_it(
    tmp_path: Path, config: str | None, environment: dict[str, str], site: str, url: str
) -> None:
    found = read(tmp_path, config, **environment)
    assert (found.site, found.repository) == (site, url)


def test_the_branch_is_main_unless_the_environment_says_another(tmp_path: Path) -> None:
    assert [read(tmp_path, ENV, REPO_BRANCH=branch).branch for branch in ("", "draft")] == ["main", "draft"]


def test_a_broken_mkdocs_yml_is_a_problem_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=r"^mkdocs\.yml:2: this text has a colon in it"):
        read(tmp_path, "site_name: x\nsite_url: a: b\n")


@pytest.mark.parametrize("where", [".", "..", "source", "docs"])
def test_links_lead_to_the_repository_from_wherever_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    project = tmp_path / "a"
    for folder in ("source", "docs"):
        (project / folder).mkdir(parents=True)
    monkeypatch.chdir(project / where)
    place = Place("questions/é.md", 7)
    found = read(project, ENV, REPO_URL=FORK)
    assert found.edit(place) == f"{FORK}/edit/main/source/questions/%C3%A9.md#L7"
    assert found.edit(place, line=False) == f"{FORK}/edit/main/source/questions/%C3%A9.md"
    assert read(project, ENV, REPO_URL=FORK, REPO_BRANCH="x y").edit(place).startswith(f"{FORK}/edit/x%20y/")
    assert found.history(place.path) == f"{FORK}/commits/main/source/questions/%C3%A9.md"


@pytest.mark.parametrize("url", ["", " "])
def test_no_repository_no_links(tmp_path: Path, url: str) -> None:
    found = read(tmp_path, ENV, REPO_URL=url)
    assert (found.edit(Place("a.md", 1)), found.suggest("p", "1.1", "words"), found.history("a.md")) == ("", "", "")


def test_a_source_from_elsewhere_has_no_repository(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(ENV, encoding="utf-8")
    found = read_publication(tmp_path / "mkdocs.yml", tmp_path.parent / "elsewhere", {"REPO_URL": FORK})
    assert (found.repository, found.file("topics.yml")) == ("", "elsewhere/topics.yml")


def test_any_folder_does_and_both_roads_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As unpacked from a ZIP, without .git; called from elsewhere, with and without an address of the site."""
    for name in ("SITE_URL", "REPO_URL", "REPO_BRANCH"):
        monkeypatch.delitem(ENVIRONMENT, name, raising=False)
    project = copy_project(tmp_path / "eine Ausgabe, ё & “more”")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    config = project / "mkdocs.yml"
    script = f"../{project.name}/scripts/build.py"

    def written_by_both() -> dict[str, bytes]:
        found = []
        for command in ([script], ["-m", "mkdocs", "build", "--strict", "--config-file", str(config)]):
            done = run(*command, cwd=elsewhere)
            assert done.returncode == 0, done.stdout + done.stderr
            found.append(tree(project / "docs"))
        assert found[0].keys() == found[1].keys()
        assert [name for name in found[0] if found[0][name] != found[1][name]] == []
        return found[0]

    plain = written_by_both()
    assert not [name for name, text in plain.items() if b"127.0.0.1:8000" in text], "nobody else finds anything there"
    assert not [name for name, text in plain.items() if str(tmp_path).encode() in text], "a path of this machine"
    done = run(str(project / "scripts/verify.py"), str(project / "site"), cwd=elsewhere)
    assert done.returncode == 0, done.stdout

    text = config.read_text(encoding="utf-8").split("\n")
    lines = [line for line in text if not line.startswith(("site_url:", "repo_url:"))]
    config.write_text("\n".join([f"site_url: {SITE}", f"repo_url: {FORK}", *lines]), encoding="utf-8")
    addressed = written_by_both()
    assert f"Sitemap: {SITE}/sitemap.xml".encode() in addressed["robots.txt"]
    question = addressed[f"questions/{QUESTIONS[2]}.md"].decode()
    assert f"{SITE}/questions/{QUESTIONS[2]}/" in question
    assert f"({FORK}/edit/main/source/questions/{QUESTIONS[2]}.md#L" in question


def test_problems_are_where_an_editor_would_look_from_here(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "a ё")
    (project / "source/topics.yml").unlink()
    done = run("a ё/scripts/build.py", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert (
        "a ё/source/topics.yml:1: there is no such file; it is the list of topics [file-missing-topics]"
        in done.stdout.splitlines()
    )
