"""Pages of an edition's own, source/pages/: none is lost to another page of the site, and none publishes a file that isn't meant for it."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml
from pymdownx.snippets import SnippetMissingError

import build
from edition.model.site import PARTS, is_taken
from support import ROOT, Built, lay_out, unpromised

PAGE = "---\ntitle: Ours\ndescription: Ours alone.\n---\n\n{}\n"
OURS = {"about", "the-island"}
"""What the fixture has of its own, and what an edition may have in its place."""


def checked(folder: Path, pages: dict[str, str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What an editor is told of the little edition with these pages."""
    source = lay_out(folder, {f"pages/{name}": PAGE.format(text) for name, text in pages.items()}) / "source"
    build.main(["--source", str(source), "--docs", str(folder / "docs"), "--pages-only"])
    return [line.removeprefix(f"{source}/") for line in capsys.readouterr().out.splitlines()]


def names_at_the_top(built: Built) -> set[str]:
    """Of what the build, the project and the publisher have put into docs/ and into the finished site."""
    there = [*built.site.iterdir(), *(built.project / "docs").iterdir()]
    return {path.name.partition(".")[0] for path in there} - {"", *OURS}


def test_no_page_can_have_the_name_of_anything_in_the_site(
    with_mkdocs: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = names_at_the_top(with_mkdocs)
    assert {"questions", "made", "assets", "contributing", "404", "robots", "SUMMARY"} <= names
    pages = sorted(f"{name}.md" for name in names)
    assert checked(tmp_path, dict.fromkeys(pages, "Ours."), capsys) == [
        f"pages/{name}:1: “{name}” can't be a page: the site has something else of that name, and one of the two would be "
        f"lost; rename the file, to “our-{name}” for example [page-taken]"
        for name in pages
    ]


def test_a_page_that_names_no_other_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["about", "home", "our-topics", "assets-of-the-light", "top", "page"]
    assert checked(tmp_path, {f"{name}.md": f"Words of {name}." for name in names}, capsys) == []
    docs = tmp_path / "docs"
    for name in names:
        page = docs / ("index.md" if name == "home" else f"{name}.md")
        assert f"Words of {name}." in page.read_text(encoding="utf-8")


def test_a_page_that_was_put_into_docs_by_hand_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lay_out(tmp_path, {"pages/method.md": PAGE.format("Ours.")}) / "source"
    by_hand = tmp_path / "docs/method.md"
    by_hand.write_text("By hand.", encoding="utf-8")
    assert build.main(["--source", str(source), "--docs", str(tmp_path / "docs"), "--pages-only"]) == 1
    assert "method.md:1: this file was not made by the build script" in capsys.readouterr().out
    assert by_hand.read_text(encoding="utf-8") == "By hand."


def test_a_name_is_taken_whatever_its_letters() -> None:
    assert all(map(is_taken, ("Questions", "INDEX", "summary", "LLMS")))
    assert not any(map(is_taken, ("home", "about", "method", "question")))


# What is promised


def test_every_page_that_is_published_can_be_promised(with_mkdocs: Built) -> None:
    assert unpromised(with_mkdocs) == set()


@pytest.mark.parametrize("address", ["method/", "about-us/"])
def test_a_page_of_our_own_that_was_published_stays(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {"pages/method.md": PAGE.format("Ours."), "addresses.txt": f"about/\ncontributing/\n{address}\n"}
    source = lay_out(tmp_path, changes) / "source"
    build.main(["--check", "--source", str(source)])
    told = [line.removeprefix(f"{source}/") for line in capsys.readouterr().out.splitlines()]
    if address == "method/":
        assert told == []
    else:
        assert len(told) == 1
        assert told[0].startswith("addresses.txt:3: “about-us/” has been published and leads nowhere any more")


# What a page takes in


ELSEWHERE = (
    ".git/config", "mkdocs.yml", "source/interview.yml", "../parts/../../mkdocs.yml", "../../mkdocs.yml", "docs/parts/proof.md",
    str(ROOT / "mkdocs.yml"), "/etc/passwd", "../parts-of-others/x.md", "nope.md", "https://example.org/", "Proof.md", "proof.md:1:2",
)  # fmt: skip


def test_a_page_takes_in_what_was_made_for_it_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [f'--8<-- "{path}"' for path in ELSEWHERE] + ["  -8<- '.git/config'", "--8<--"]
    good = [f'--8<-- "{part}"' for part in PARTS] + [';--8<-- "mkdocs.yml"', 'Write `--8<-- "x"`.']
    told = checked(tmp_path, {"bad.md": "\n".join(bad), "good.md": "\n".join(good)}, capsys)
    assert [line.partition(":")[0] for line in told] == ["pages/bad.md"] * len(bad)
    assert [int(line.split(":")[1]) for line in told] == [*range(6, 6 + len(bad))]
    assert told[0] == (
        'pages/bad.md:6: “--8<-- ".git/config"” takes in nothing that a page can take in; write one of these in the quotation '
        "marks, or delete the line: interview.md, questions.md, provenance.md, proof.md, files.md, rights.md [page-part]"
    )
    assert "did you mean “proof.md”?" in told[ELSEWHERE.index("Proof.md")]


def test_the_parts_that_are_told_are_those_that_are_made(with_mkdocs: Built) -> None:
    assert {path.name for path in (with_mkdocs.project / "docs/parts").iterdir()} == {*PARTS}


@pytest.mark.parametrize("path", [path for path in ELSEWHERE if not path.lower().startswith("proof")])
def test_the_publisher_takes_in_nothing_else_either(path: str, with_mkdocs: Built) -> None:
    """A page in docs/ that was written by hand isn't checked."""
    text = re.sub(r"!ENV \[.*\]", "x", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    (settings,) = (each for each in yaml.safe_load(text)["markdown_extensions"] if "pymdownx.snippets" in each)
    options = settings["pymdownx.snippets"]
    options["base_path"] = [str(with_mkdocs.project / base) for base in options["base_path"]]
    reader = markdown.Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": options})
    assert "SHA-256" in reader.convert('--8<-- "proof.md"')
    with pytest.raises(SnippetMissingError):
        reader.convert(f'--8<-- "{path}"')
