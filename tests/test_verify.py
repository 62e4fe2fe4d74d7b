"""verify.py passes what both site generators made of the interview, and notices whatever differs from the transcript."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
import verify
from edition.exports.registry import EXPORTS
from support import FIXTURE, ROOT, Built, copy_project, lay_out, mkdocs, run, tree
from verification import exports, site
from verification.style_sheets import Exposed, find_changes
from verification.transcript import Passage, number_passages, read_speakers

ALTERATIONS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/alterations.yml").read_text(encoding="utf-8"))
SOURCE = FIXTURE / "source"


def read_passages() -> list[Passage]:
    settings = (SOURCE / "interview.yml").read_text(encoding="utf-8")
    return number_passages((SOURCE / "transcript.md").read_text(encoding="utf-8"), read_speakers(settings))


def find_differences(built: Path) -> list[str]:
    """What is wrong with the pages of a site."""
    files = [(SOURCE / name).read_bytes() for name in ("transcript.md", "original.md")]
    return list(site.find_differences(built, files, read_passages()))


def alter(data: bytes, alteration: dict[str, Any]) -> bytes:
    """A file as the alteration leaves it; `inside` is a file of an archive."""
    if inside := alteration.get("inside"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as written:
            for name in archive.namelist():
                part = archive.read(name)
                written.writestr(name, replace_once(part, alteration) if name == inside else part)
        return out.getvalue()
    return replace_once(data, alteration)


def replace_once(data: bytes, alteration: dict[str, Any]) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    changed = re.sub(alteration["find"], alteration["put"], text, count=1, flags=re.S)
    assert changed != text, "nothing was changed"
    return changed.encode("utf-8", "surrogateescape")


@pytest.fixture(scope="module")
def copy(with_mkdocs: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the finished site, to be altered."""
    return shutil.copytree(with_mkdocs.site, tmp_path_factory.mktemp("altered") / "site")


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda alteration: alteration["kind"].replace(" ", "-"))
def test_an_alteration_is_noticed(copy: Path, alteration: dict[str, Any]) -> None:
    path = next(iter(sorted(copy.glob(alteration["file"]))))
    data = path.read_bytes()
    if "find" in alteration:
        path.write_bytes(alter(data, alteration))
    else:
        path.unlink()
    try:
        is_export = path.name in exports.READERS and path.exists()  # then the pages have only its hash
        found = "\n".join(
            exports.find_differences(path.parent, read_passages()) if is_export else find_differences(copy)
        )
    finally:
        path.write_bytes(data)
    if alteration.get("unseen"):
        assert found == ""
    else:
        assert alteration["seen"] in found, found


def test_at_most_three_kinds_of_alteration_stay_unseen() -> None:
    assert len(ALTERATIONS) >= 53
    assert len([one for one in ALTERATIONS if one.get("unseen")]) <= 3


def test_what_both_site_generators_wrote_is_passed(
    with_mkdocs: Built, with_zensical: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    for built in (with_mkdocs.site, with_zensical.site):
        assert verify.main([str(built), "--source", str(SOURCE)]) == 0, capsys.readouterr().out
        said = capsys.readouterr().out
        assert "transcript.md: has the words of original.md" in said
        assert "29 passages, 1,368 words" in said


def test_every_file_with_passages_is_read() -> None:
    assert exports.READERS.keys() == {export.path for export in EXPORTS if export.said}


def test_original_and_pages_need_nothing_that_is_installed(with_mkdocs: Built, tmp_path: Path) -> None:
    """`-S`: no packages."""
    plain = tmp_path / "site"
    shutil.copytree(with_mkdocs.site, plain, ignore=shutil.ignore_patterns("*.pdf", "*.md.txt"))
    about = plain / "about/index.html"
    lines = (
        line for line in about.read_text(encoding="utf-8").split("\n") if not re.search(r"\.pdf\"|\.md\.txt\"", line)
    )
    about.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-S", str(with_mkdocs.project / "scripts/verify.py"), str(plain)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_an_extension_that_changes_quotation_marks_is_noticed(tmp_path: Path) -> None:
    """MkDocs builds such a site without a word."""
    project = copy_project(tmp_path / "project")
    with open(project / "mkdocs.yml", "a", encoding="utf-8") as file:
        file.write("  - smarty\n")
    mkdocs(project, project / "site")
    found = "\n".join(find_differences(project / "site"))
    assert "passage 1.3\n  there:              order, until" not in found
    assert re.search(r"questions/01-[^:]*: passage 1\.3\n  there: .*“an aid.*\n  in the transcript: .*\"an aid", found)


def change_a_word(source: Path) -> None:
    path = source / "transcript.md"
    path.write_bytes(path.read_bytes().replace(b"and will be up", b"and shall be up"))


def test_a_transcript_that_isnt_the_original_is_reported_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the program and by a build, which writes nothing then, whatever else is wrong."""
    project = copy_project(tmp_path)
    change_a_word(project / "source")
    (project / "source/topics.yml").unlink()
    before = tree(project / "docs")
    wanted = (
        "transcript.md:7: “shall” isn’t here in original.md, which has “will”; restore the words as they were received"
    )
    done = run("scripts/build.py", cwd=project)
    assert done.stdout.splitlines() == [f"source/{wanted} [transcript-changed]"]
    assert (done.returncode, done.stderr) == (1, "1 problem; nothing was written\n")
    assert tree(project / "docs") == before
    done = run("-m", "mkdocs", "build", "--strict", cwd=project)
    assert done.returncode != 0
    assert f"source/{wanted}" in done.stdout + done.stderr
    assert verify.main(["--source", str(project / "source")]) == 1
    assert capsys.readouterr().out.splitlines() == [f"{project}/source/{wanted}"]


def test_without_an_original_nothing_is_compared_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lay_out(tmp_path, {}) / "source"
    assert verify.main(["--source", str(source)]) == 0
    assert "isn’t compared: interview.yml names no original" in capsys.readouterr().out
    assert build.main(["--source", str(source), "--docs", str(tmp_path / "docs"), "--check"]) == 0


def test_a_wrong_command_line_exits_with_2(tmp_path: Path) -> None:
    script = str(ROOT / "scripts/verify.py")
    assert run(script, "nowhere", cwd=tmp_path).returncode == 2
    assert run(script, "--nonsense", cwd=tmp_path).returncode == 2
    assert run(script, "--if-built", "nowhere", "--source", str(SOURCE), cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("speakers", "labels"),
    [
        ("speakers:\n  - label: Question\n    role: x\n  # label: Nobody\n\n  - role: y\n    label: Sergey Lavrov # the guest\n", [("Question",), ("Sergey Lavrov",)]),
        ("speakers:\n- label: 'Q'\n  also: [Question, \"A, B\"]\n- label: \"A: B\"\n  also:\n    - C\n", [("Q", "Question", "A, B"), ("A: B", "C")]),
        ("labels:\n  label: No\nspeakers:\n  - about: a label\n    label: Yes\nother:\n  - label: No\n", [("Yes",)]),
        ("title: none\n", []),
    ],
)  # fmt: skip
def test_the_labels_are_those_of_the_speakers(speakers: str, labels: list[tuple[str, ...]]) -> None:
    assert [one.labels for one in read_speakers(speakers)] == labels


@pytest.mark.parametrize(
    ("rule", "is_noticed"),
    [
        ("*{visibility:hidden}", True),
        ("@supports (a:b){@media screen{mark{clip-path:inset(50%)}}}", True),
        ("p{&.passage{display:none}}", True),
        (".reading .passage span[lang]{position:absolute}", True),
        (".passage{animation:vanish 1s}", True),
        (".passage>.mark::before{content:attr(data-passage)}", False),
        (".note .passage-tools{display:none}", False),
        (".passage{color:var(--ink);font-size:0.9rem;position:relative}", False),
        ("@page{@top-left{content:'A title'}}", False),
    ],
)
def test_rules_are_noticed_that_hide_change_or_add_words(rule: str, is_noticed: bool) -> None:
    exposed = Exposed()
    for tag, given in (
        ("article", {"class": "reading"}),
        ("p", {"class": "passage"}),
        ("mark", {}),
        ("span", {"lang": "fr"}),
    ):
        exposed.add(tag, given)
    assert bool(list(find_changes(rule, exposed))) == is_noticed
