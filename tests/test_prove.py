"""prove.py passes what both publishers made of the interview, and nothing from which a word was lost, doubled, changed or moved."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import prove
from support import FIXTURE, QUESTIONS, ROOT, Built, copy_project, mkdocs, run

QUESTION = f"questions/{QUESTIONS[1]}/index.html"
WHOLE = "interview/index.html"
ABOUT = "about/index.html"
QUOTE = "'"


def proved(site: Path, *options: str, source: Path = FIXTURE / "source") -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = prove.main([str(site), "--source", str(source), *options])
        except SystemExit as stop:  # argparse
            status = int(str(stop.code))
    return status, said.getvalue()


@pytest.fixture
def copy(with_mkdocs: Built, tmp_path: Path) -> Path:
    """The pages of the finished site that are proved, to be spoilt."""
    for name in ("questions", "interview", "about"):
        shutil.copytree(with_mkdocs.site / name, tmp_path / "site" / name)
    return tmp_path / "site"


def test_what_the_publishers_wrote_is_proved(with_mkdocs: Built, with_zensical: Built) -> None:
    for site in (with_mkdocs.site, with_zensical.site):
        status, said = proved(site)
        assert (status, said.count("\n")) == (0, 1), said
        for fact in ("1,368 words", "29 passages", "559b112b04258497d12f513e14c3931b933b7c52e8d0794597de7791be31d322"):
            assert fact in said


def test_it_needs_nothing_that_is_installed(with_mkdocs: Built) -> None:
    """`-I -S`: no packages, and no folder beside the script."""
    command = [sys.executable, "-I", "-S", str(with_mkdocs.project / "scripts/prove.py"), str(with_mkdocs.site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_extension_that_changes_quotation_marks_is_found_out(tmp_path: Path) -> None:
    """MkDocs builds such a site without a word."""
    project = copy_project(tmp_path / "project")
    with open(project / "mkdocs.yml", "a", encoding="utf-8") as file:
        file.write("  - smarty\n")
    mkdocs(project, project / "site")
    status, said = proved(project / "site")
    assert status == 1
    for page in (f"questions/{QUESTIONS[0]}/index.html", WHOLE):
        assert f"{page}: passage 1.3\n  on the page:        “an aid of the second order," in said
    assert '\n  in the transcript:  "an aid of the second order,' in said
    assert f"{ABOUT}: it says 5, 29, 1368, " in said


def found_in(page: str, anchor: str) -> re.Match[str]:
    """The paragraph of a passage as it stands in a page, and its first words: There’s, no, need."""
    found = re.search(rf'<p class="passage \w+" id="{anchor}">(\S+) (\S+) (\S+) .*?</p>\n', page, re.S)
    assert found
    return found


def spoil(change: str, page: str, before: str = "") -> str:
    """A page whose passage 2.3 is spoilt; `before` stands before its anchors."""
    here, following = found_in(page, f"{before}p3"), found_in(page, f"{before}p4")
    one, two = here[1], here[2]
    text = {
        "word changed": here[0].replace(f">{one} ", ">Nothing ", 1),
        "character changed": here[0].replace(f">{one} ", f">{one.replace(QUOTE, '’')} ", 1),
        "word lost": here[0].replace(f" {two} ", " ", 1),
        "last word lost": re.sub(r" \S+\n(?=<a[^>]*data-passage)", "\n", here[0]),
        "word doubled": here[0].replace(f" {two} ", f" {two} {two} ", 1),
        "words swapped": here[0].replace(f">{one} {two} ", f">{two} {one} ", 1),
        "passage lost": "",
        "passage doubled": here[0] * 2,
        "passage without words": re.sub(r">.*?(?=<a[^>]*data-passage)", ">", here[0], count=1, flags=re.S),
        "words in a mark": here[0].replace("></a>", ">1</a>", 1),
        "mark in the text": re.sub(r'(class="mark" data-passage[^>]*)></a>', r"\1></a> 2.3", here[0]),
    }
    if change == "word moved to the passage before":
        return page.replace(f">{one} ", ">", 1).replace('\n<a aria-label="¶ 2.2"', f' {one}\n<a aria-label="¶ 2.2"', 1)
    if change == "passages swapped":
        return page.replace(here[0], "\0").replace(following[0], here[0]).replace("\0", following[0])
    assert text[change] != here[0], "nothing was changed"
    return page.replace(here[0], text[change])


SPOILT = {
    "word changed": r"passage 2\.3\n  on the page:        Nothing no need .*\n  in the transcript:  There's no need ",
    "character changed": r"passage 2\.3\n  on the page:        There’s no .*\n  in the transcript:  There's no ",
    "word lost": r"passage 2\.3\n  on the page:        need to .*\n  in the transcript:  no need to ",
    "last word lost": r"passage 2\.3\n  on the page:        Then came .*\n  in the transcript:  hundred\. Then came ",
    "word doubled": r"passage 2\.3\n  on the page:        no need .*\n  in the transcript:  need ",
    "words swapped": r"passage 2\.3\n  on the page:        no There's .*\n  in the transcript:  There's no ",
    "word moved to the passage before": r"passage 2\.3 doesn't begin where a paragraph of the transcript does",
    "passage lost": r"passage 2\.4 stands where 2\.3 or 3\.1 should",
    "passage doubled": r"passage 2\.3 stands where 2\.4 or 3\.1 should",
    "passages swapped": r"passage 2\.4 stands where 2\.3 or 3\.1 should",
    "passage without words": r"passage 2\.3 has no words",
    "words in a mark": r"passage 2\.3\n  on the page:        .*1",
    "mark in the text": r"passage 2\.3\n  on the page:        2\.3 Then .*\n  in the transcript:  Then came",
}


@pytest.mark.parametrize(("path", "before"), [(QUESTION, ""), (WHOLE, "q2-")], ids=["question", "whole interview"])
@pytest.mark.parametrize("change", SPOILT)
def test_what_differs_is_said_with_its_page_and_passage(copy: Path, change: str, path: str, before: str) -> None:
    page = copy / path
    page.write_text(spoil(change, page.read_text(encoding="utf-8"), before), encoding="utf-8")
    status, said = proved(copy)
    assert status == 1
    assert re.match(rf"{re.escape(str(page))}: {SPOILT[change]}", said), said


def test_every_page_has_to_be_there_once(copy: Path) -> None:
    shutil.copytree(copy / "questions" / QUESTIONS[1], copy / "questions/old-name")
    assert proved(copy)[1].startswith(f"{copy}/questions/old-name/index.html: passage 2.1 stands where ")
    shutil.rmtree(copy / "questions/old-name")
    (copy / WHOLE).unlink()
    assert proved(copy) == (1, f"{copy}: no page has the whole interview\n")
    (copy / ABOUT).unlink()
    assert "no page says how many words there are" in proved(copy)[1]
    shutil.rmtree(copy / "questions" / QUESTIONS[4])
    assert (
        f"questions/{QUESTIONS[3]}/index.html: passage 4.5\n  on the page:        (nothing more)\n" in proved(copy)[1]
    )
    shutil.rmtree(copy / "questions")
    assert "no page has a passage of a question" in proved(copy)[1]


@pytest.mark.parametrize(
    ("true", "false"), [("1,368", "1,369"), (": 29", ": 30"), ("559b112b", "559b112c"), ("86413a47", "00000000")]
)
def test_about_has_to_say_what_was_found(copy: Path, true: str, false: str) -> None:
    about = copy / ABOUT
    text = about.read_text(encoding="utf-8")
    assert true in text
    about.write_text(text.replace(true, false), encoding="utf-8")
    status, said = proved(copy)
    assert status == 1
    assert said.startswith(f"{about}: it says ")


def test_the_transcript_of_another_interview_is_not_proved(with_mkdocs: Built, tmp_path: Path) -> None:
    source = shutil.copytree(FIXTURE / "source", tmp_path / "source")
    transcript = source / "transcript.md"
    transcript.write_bytes(transcript.read_bytes().replace(b"and will be up", b"and shall be up"))
    status, said = proved(with_mkdocs.site, source=source)
    assert status == 1
    assert "passage 1.4\n  on the page:        will be up at three." in said


def test_a_wrong_command_line_exits_with_2(with_mkdocs: Built, tmp_path: Path) -> None:
    assert proved(tmp_path, "--nonsense")[0] == 2
    status, said = proved(with_mkdocs.site, source=tmp_path)
    assert (status, "transcript.md: No such file" in said) == (2, True)
    assert run(str(ROOT / "scripts/prove.py"), "nowhere", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("speakers", "labels"),
    [
        ("speakers:\n  - label: Question\n    role: x\n  # label: Nobody\n\n  - role: y\n    label: Sergey Lavrov # the guest\n", ["Question", "Sergey Lavrov"]),
        ("speakers:\n- label: 'Q'\n- label: \"A: B\"\n", ["Q", "A: B"]),
        ("labels:\n  label: No\nspeakers:\n  - about: a label\n    label: Yes\nother:\n  - label: No\n", ["Yes"]),
        ("title: none\n", []),
    ],
)  # fmt: skip
def test_the_labels_are_those_of_the_speakers(speakers: str, labels: list[str]) -> None:
    assert prove.Settings(speakers).labels == labels


LISTED = "speakers:\n  - label: Q\n    also: [Question, 問]\n  - label: A\n"


@pytest.mark.parametrize(
    ("settings", "transcript", "passages"),
    [
        ("", "header **Q:** x\n\n**Q:** One\ntwo.\n \t\nthree\n\n\n**A**: four", ["One two.", "three", "four"]),
        ("", "**Q :** a\u00a0b  c\n\n** A** : d", ["a\u00a0b c", "d"]),
        ('  turns: ["{speaker} ({time}): {text}", "[{time}] {speaker} {number}. {text}"]\n', "Q (0:01): Is it?\nA (0:01): It is.\n[0:02] Question 3. Why?", ["Is it?", "It is.", "Why?"]),
        ('  turns: ["[{time}] {speaker}: {text}", "[{time}] {text}"]\n', "[0:01] A: It is.\n[0:02] Question: Q or what?", ["It is.", "Q or what?"]),
        ('  turns: ["{speaker} - {text}", "{speaker} {text}"]\n', "Q\u00a0 Is it?\n\nA - It is-\nn't.", ["Is it?", "It is-n't."]),
        ("", "問：適度\n有為\n\nA: 好", ["適度有為", "好"]),
        ('  starts_at: "One"\n  ends_at: End\n', "Q: not this\nOne\n\nA: two\nEnd of it", ["One", "two"]),
        ('  ignore: ["Page {number}", "* * *"]\n', "Q: One\nPage 12\n\n* * *\n\nA: two", ["One", "two"]),
        ("  questions: bold\n", "**One\nor two?**\nThree.\n\n**Four?** **Five?**", ["One or two?", "Three.", "Four? Five?"]),
    ],
)  # fmt: skip
def test_between_passages_stands_nothing_but_labels_and_what_is_left_out(
    settings: str, transcript: str, passages: list[str]
) -> None:
    given = prove.Settings(f"{LISTED}transcript:\n{settings}")
    spoken = given.spoken(transcript.encode())

    def said(texts: list[str]) -> str:
        found = [prove.Passage(Path("p"), f"p{n}", f"1.{n}", prove.words_of(text)) for n, text in enumerate(texts, 1)]
        return prove.difference(found, spoken, given)

    assert said(passages) == ""
    for number, text in enumerate(passages):
        for spoilt in ([], [f"{text} more"], [text[:-1]], [f"more {text}"]):
            if spoilt != [""]:
                assert said([*passages[:number], *spoilt, *passages[number + 1 :]]), (number, spoilt)


@pytest.mark.parametrize(
    ("form", "line", "rest"),
    [
        ("{speaker}: {text}", "A ship came.", "ship came."),
        ("{speaker}: {text}", "A, then.", "then."),
        ("{speaker}: {text}", "A. Roe came.", "Roe came."),
        ("{speaker}. {text}", "A - no.", "no."),
        ("{speaker}{tab}{text}", "A ship.", "ship."),
        ("{speaker}{wide}{text}", "О корабле.", "корабле."),
        ("[{time}] {speaker}: {text}", "[0:01] A ship.", "ship."),
        ("{speaker} | {text}", "A ship.", "ship."),
        ("**{speaker}** {text}", "A ship.", "ship."),
        ("{speaker} ({remark}): {text}", "A (so) ship.", "ship."),
        ("{speaker}", "A ship.", "ship."),
    ],
)
def test_a_word_is_no_label_where_the_sign_of_its_form_is_missing(form: str, line: str, rest: str) -> None:
    given = prove.Settings(f'speakers:\n  - label: A\n    also: [О]\ntranscript:\n  turns: ["{form}"]\n')
    first = form.format(speaker="A", time="0:01", remark="so", tab="\t", wide="\u3000", text="One.")
    spoken = given.spoken(f"{first}\n{'' if '{text}' in form else 'One.'}\n\n{line}\n".encode())

    def said(*texts: str) -> str:
        found = [prove.Passage(Path("p"), f"p{n}", f"1.{n}", prove.words_of(text)) for n, text in enumerate(texts, 1)]
        return prove.difference(found, spoken, given)

    assert said("One.", line) == "" or "{time}" in form
    assert said("One.", rest)


def test_a_word_that_stands_before_no_label_is_found_missing() -> None:
    given = prove.Settings(LISTED)
    spoken = given.spoken(b"Q: One\n\nlost\n\nA: two")
    found = [prove.Passage(Path("p"), f"p{n}", f"1.{n}", [word]) for n, word in enumerate(("One", "two"), 1)]
    assert "in the transcript:  lost A: two" in prove.difference(found, spoken, given)
