"""make new: interviews in the forms that transcripts have are read back word for word, each in its voice; nothing else is begun."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import new
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from importer.import_file import import_file
from importer.model import Facts
from interviews import FORMS, Turns
from support import ROOT, run

TURNS: Turns = [
    ("ask", ("Thank you for seeing us. What do you make of the plans for the new harbour?",)),
    ("answer", ("We have looked at them, and I think they are good plans.", "The town will decide in May.")),
    ("ask", ("When will the work begin?",)),
    ("answer", ("Next year, if the weather allows it. It’s hard to say: the winter was long.",)),
    ("ask", ("People say that it costs too much.", "Is that so?")),
    ("answer", ("No.",)),
    ("ask", ("And who pays for all of it in the end?",)),
    ("answer", ("The state does. A harbour is nothing that one town can build, after all.",)),
]
CHINESE: Turns = [
    ("ask", ("您怎么看新的港口计划？",)),
    ("answer", ("我们研究了很久，我认为总的来说是好计划。", "市里五月决定。")),
    ("ask", ("什么时候开工？",)),
    ("answer", ("明年，如果天气允许。",)),
    ("ask", ("谁来付钱？有人说太贵了。", "是这样吗？")),
    ("answer", ("国家付钱。一个城市建不起港口。",)),
]
FACTS = ["--title", "An interview", "--date", "2020-01-31", "--language", "en"]


def begun(folder: Path, text: str | bytes, name: str, *options: str) -> int:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return new.main([str(file), "--into", str(folder / "source"), *FACTS, *options])


def read_back(folder: Path) -> list[tuple[str, str]]:
    """Whose words they are, and the words, of each side together."""
    problems = Problems()
    edition = read_edition(folder / "source", problems)
    assert edition is not None, problems.messages("source")
    out: list[tuple[str, str]] = []
    for question in edition.questions:
        for turn in question.exchange.turns:
            words = " ".join(passage.text for passage in turn.passages)
            if out and out[-1][0] == turn.speaker.role:
                words = f"{out.pop()[1]} {words}"
            out.append((turn.speaker.role, words))
    return out


def expected(turns: Turns) -> list[tuple[str, str]]:
    return [({"ask": "interviewer", "answer": "speaker"}[who], " ".join(texts)) for who, texts in turns]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_back_word_for_word(name: str, tmp_path: Path) -> None:
    form = FORMS[name]
    turns = CHINESE if "Chinese" in name or name == "Japanese" else TURNS
    asks = ["--asks", form.asks] if form.asks else []
    text = form.write(turns)
    assert begun(tmp_path, text, f"t{form.ending}", *asks) == 0
    assert read_back(tmp_path) == expected(turns)
    (received,) = (tmp_path / "source").glob("original.*")
    assert received.read_text(encoding="utf-8") == text


WORDS = st.sampled_from(
    [
        "the",
        "town",
        "harbour",
        "we",
        "they",
        "year",
        "work",
        "plan",
        "good",
        "long",
        "state",
        "ship",
        "water",
        "it",
        "is",
        "was",
        "not",
        "all",
        "of",
        "and",
    ]
)
SENTENCES = st.lists(WORDS, min_size=4, max_size=30).map(lambda words: " ".join(words).capitalize())


def paragraphs(end: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(SENTENCES.map(lambda text: f"{text}."), max_size=2).flatmap(
        lambda before: SENTENCES.map(lambda text: (*before, f"{text}{end}"))
    )


DEALT = st.lists(st.tuples(paragraphs("?"), paragraphs(".")), min_size=6, max_size=12)


@settings(deadline=None, max_examples=60)
@given(DEALT, st.sampled_from(sorted(name for name in FORMS if "hinese" not in name)))
def test_a_dealt_interview_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, dealt: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], name: str
) -> None:
    form = FORMS[name]
    turns = [turn for asked, answered in dealt for turn in (("ask", asked), ("answer", answered))]
    folder = tmp_path_factory.mktemp("dealt")
    assert begun(folder, form.write(turns), f"t{form.ending}", *(["--asks", form.asks] if form.asks else [])) == 0
    assert read_back(folder) == expected(turns)


@pytest.mark.parametrize("encoding", ["windows-9999", "base64", "ascii"])
def test_a_file_that_was_saved_otherwise_than_is_said_is_told_of(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        begun(tmp_path, FORMS["Russian"].write(TURNS), "t.txt", "--encoding", encoding)
    assert stop.value.code == 2
    assert encoding in capsys.readouterr().err
    assert not (tmp_path / "source").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_is_read_as_it_was_saved_and_kept_byte_for_byte(encoding: str, ends: str, tmp_path: Path) -> None:
    turns = [
        (who, tuple(f"Что вы об этом думаете? {text}" for text in texts))
        for who, texts in (("ask", ("Да?",)), ("answer", ("Нет, это не так, и все это знают.",)))
    ] * 6
    data = FORMS["Russian"].write(turns).replace("\n", ends).encode(encoding)
    assert begun(tmp_path, data, "t.txt") == 0
    assert read_back(tmp_path) == expected(turns)
    assert (tmp_path / "source/original.txt").read_bytes() == data


def test_what_stands_before_the_first_question_is_kept_or_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "A title of it\n\nMS. OTHER: Good morning. This is a statement.\n\n"
        + FORMS["Q and a name"].write(TURNS)
        + "\nEND 4:02 P.M.\n"
    )
    assert begun(tmp_path, text, "t.txt") == 0
    said = capsys.readouterr().out
    assert "6 words before the first question, kept as a statement" in said
    assert "END 4:02 P.M." in said
    assert read_back(tmp_path) == [("speaker", "Good morning. This is a statement."), *expected(TURNS)]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("t.txt", "Question: Why? Answer: Because. " * 60, "lines, so no turn begins"),
        ("t.txt", "An essay about harbours and ships.\n\n" * 40, "nothing shows where a turn begins"),
        ("t.txt", "<p>Question: Why?</p>\n<p>Answer: Because of it.</p>\n" * 30, "this is HTML"),
        ("t.txt", "Q: Why?", "only 1 words"),
        ("t.pdf", "%PDF-1.7", "pdftotext"),
        ("t.txt", "".join(f"Member {chr(65 + n)}ston: I say that this is so, and that is all of it.\n\n" * 3 for n in range(20)), "a debate"),
    ],
)  # fmt: skip
def test_what_is_no_interview_is_refused_with_a_reason(
    name: str, text: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path, text, name) == 1
    assert reason in capsys.readouterr().err.replace("2 words", "1 words")
    assert not (tmp_path / "source").exists()


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("Berlin, den 3. Mai 2019", "2019-05-03"),
        ("1er avril 2001, Paris", "2001-04-01"),
        ("14 de mayo de 2010", "2010-05-14"),
        ("20 июля 2022 года", "2022-07-20"),
        ("令和元年１１月２９日（火）", "2019-11-29"),
        ("27 فبراير 2006", "2006-02-27"),
        ("14 شباط/فبراير 2022", "2022-02-14"),
        ("Held on 3 May 1998, published on 4 May 1998", ""),
        ("5/6/2020, or 30 February 2020", ""),
    ],
)
def test_the_day_above_an_interview_is_read_if_it_is_one(above: str, day: str) -> None:
    text = f"A talk by the sea\n{above}\n\n" + FORMS["Q and A"].write(TURNS)
    assert import_file("t.txt", text.encode(), Facts()).facts.date == day


def commit(folder: Path, *added: str) -> None:
    """Commit what is in the folder `source`, in a repository that is begun if there is none."""
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for arguments in (("init", "--quiet"), ("add", *added, "source"), ("commit", "--quiet", "--message", "x")):
        subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env={**os.environ, **who})


def files(folder: Path) -> dict[str, bytes]:
    """All that is below a folder, git's own files aside."""
    every = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in every}


@pytest.fixture
def edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with an edition that is committed, in `source`, and a file beside it that is none of an edition."""
    assert begun(tmp_path, FORMS["Q and A"].write(TURNS), "t.txt") == 0
    (tmp_path / "source/questions").mkdir()
    (tmp_path / "source/questions/01-plans.md").write_text("---\ntitle: Plans\n---\n", encoding="utf-8")
    (tmp_path / "source/questions/02-work.md").write_text("---\ntitle: Work\n---\n", encoding="utf-8")
    (tmp_path / "source/media").mkdir()
    (tmp_path / "source/media/harbour.txt").write_text("A picture", encoding="utf-8")
    commit(tmp_path)
    capsys.readouterr()
    return tmp_path


OTHER = FORMS["French"].write(TURNS)


def test_an_edition_is_never_overwritten_unasked(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(edition / "source")
    assert begun(edition, OTHER, "t.txt") == 1
    said = capsys.readouterr().err
    assert (
        "holds an edition, and nothing was written: interview.yml, original.txt, questions/ (2 files), transcript.md. To keep"
        in said
    )
    assert files(edition / "source") == before


def test_an_edition_is_replaced_by_another_and_what_goes_is_listed(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(edition / "source")
    assert begun(edition, OTHER, "t.txt", "--replace") == 0
    said = capsys.readouterr().out
    assert (
        f"To be replaced in {edition}/source: interview.yml, original.txt, questions/ (2 files), transcript.md\n"
        in said
    )
    assert sorted(files(edition / "source")) == ["interview.yml", "media/harbour.txt", "original.txt", "transcript.md"]
    assert (edition / "source/original.txt").read_text(encoding="utf-8") == OTHER
    assert [path.name for path in edition.iterdir() if path.name.startswith(".")] == [".git"]
    (back,) = re.findall(r"git checkout \w+ -- .*", said)
    subprocess.run(back.split(), check=True, capture_output=True, cwd=edition)
    assert files(edition / "source") == before


def stash(edition: Path) -> None:
    (edition / ".git").rename(edition / "no-git")


def write_more(edition: Path) -> None:
    with open(edition / "source/questions/02-work.md", "a", encoding="utf-8") as file:
        file.write("\nA note\n")


def write_anew(edition: Path) -> None:
    (edition / "source/topics.yml").write_text("[]\n", encoding="utf-8")


def ignore(edition: Path) -> None:
    (edition / ".git/info/exclude").write_text("*.yml\n", encoding="utf-8")
    write_anew(edition)


def stage(edition: Path) -> None:
    write_more(edition)
    subprocess.run(["git", "-C", edition, "add", "source"], check=True)


def look_away(edition: Path) -> None:
    name = "source/questions/02-work.md"
    subprocess.run(["git", "-C", edition, "update-index", "--assume-unchanged", name], check=True)
    write_more(edition)


def begin_a_repository(edition: Path) -> None:
    stash(edition)
    subprocess.run(["git", "-C", edition, "init", "--quiet"], check=True)


def link(edition: Path) -> None:
    (edition / "source/questions").rename(edition / "elsewhere")
    (edition / "source/questions").symlink_to(edition / "elsewhere", target_is_directory=True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (stash, "isn’t in a git repository with a commit"),
        (begin_a_repository, "isn’t in a git repository with a commit"),
        (write_more, "as they are: questions/02-work.md; nothing was written. Commit them: git add"),
        (write_anew, "as they are: topics.yml; nothing was written. Commit them: git add"),
        (ignore, "as they are: topics.yml; nothing was written. Commit them: git add"),
        (stage, "as they are: questions/02-work.md;"),
        (look_away, "as they are: questions/02-work.md;"),
        (link, "questions"),
    ],
)
def test_an_edition_that_git_doesnt_have_is_not_replaced(
    change: Callable[[Path], None], reason: str, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(edition)
    before = files(edition / "source")
    assert begun(edition, OTHER, "t.txt", "--replace") == 1
    assert reason in capsys.readouterr().err
    assert files(edition / "source") == before


def test_an_edition_is_compared_with_git_as_git_keeps_it(edition: Path) -> None:
    """Other ends of lines are no change where git makes them; files that it ignores and has are no loss."""
    subprocess.run(["git", "-C", edition, "config", "core.autocrlf", "true"], check=True)
    write_anew(edition)
    (edition / ".git/info/exclude").write_text("*.yml\n", encoding="utf-8")
    commit(edition, "--force")
    note = edition / "source/questions/02-work.md"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))
    assert begun(edition, OTHER, "t.txt", "--replace") == 0
    assert not note.exists()


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("t.txt", "Q: Why?", ()),
        ("t.pdf", "%PDF-1.7", ()),
        ("t.docx", "no zip", ()),
        ("t.txt", OTHER, ("--title", "")),
        ("t.txt", OTHER, ("--language", "no language")),
        ("t.txt", OTHER, ("--asks", "Nobody")),
        ("t.txt", OTHER, ("--encoding", "ascii")),
    ],
)
def test_input_that_cant_be_read_leaves_the_edition_alone(
    name: str, text: str, options: tuple[str, ...], edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(edition / "source")
    try:
        status = begun(edition, text, name, "--replace", *options)
    except SystemExit as stop:
        status = int(str(stop.code))
    assert status in (1, 2)
    assert "Replaced." not in capsys.readouterr().out
    assert files(edition / "source") == before
    assert [path.name for path in edition.iterdir() if path.name.startswith(".")] == [".git"]


STEPS = (
    "new.import_file", "importer.folder.write_files", "new.read_edition", "new.build", "new.take_place",
    "importer.folder.shutil.copytree", "importer.folder.os.rename 1", "importer.folder.os.rename 2",
)  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device", "x"), ValueError("a mistake"), KeyboardInterrupt()]
)
def test_whatever_fails_leaves_the_edition_in_its_place(
    error: BaseException, step: str, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(edition / "source")
    path, _, time = step.partition(" ")
    calls = itertools.count(1)
    real = os.rename

    def fail(*given: Any, **more: Any) -> None:
        if next(calls) == int(time or 1):
            raise error
        real(*given, **more)

    monkeypatch.setattr(path, fail)
    if isinstance(error, OSError):
        assert begun(edition, OTHER, "t.txt", "--replace") == 1
    else:
        with pytest.raises(type(error)):
            begun(edition, OTHER, "t.txt", "--replace")
    assert files(edition / "source") == before
    assert [path.name for path in edition.iterdir() if path.name.startswith(".")] == [".git"]


KILLED = """
import itertools, os, shutil, sys
sys.path.insert(0, sys.argv.pop(1))
import importer.folder as folder, new
calls, last = itertools.count(1), int(sys.argv.pop(1))
def dies(real):
    def step(*given, **more):
        if next(calls) == last:
            os._exit(9)
        return real(*given, **more)
    return step
folder.write_files, new.build = dies(folder.write_files), dies(new.build)
shutil.copytree, os.rename, shutil.rmtree = map(dies, (shutil.copytree, os.rename, shutil.rmtree))
sys.exit(new.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("last", range(1, 7))
def test_a_program_that_is_killed_leaves_one_whole_edition(last: int, edition: Path) -> None:
    """Between two steps that make one there is none, until `make new` is run again, whatever comes of that."""
    before = files(edition / "source")
    (edition / "t.txt").write_text(OTHER, encoding="utf-8")
    command = ["-c", KILLED, str(ROOT / "scripts"), str(last), "t.txt", "--into", "source", *FACTS, "--replace"]
    assert run(*command, cwd=edition).returncode == 9
    if not (edition / "source").exists():
        assert begun(edition, "Q: Why?", "t.txt") == 1
    there = files(edition / "source")
    assert there == before or there["original.txt"].decode() == OTHER
    if there != before:
        commit(edition)
    assert begun(edition, OTHER, "t.txt", "--replace") == 0
    assert sorted(files(edition / "source")) == ["interview.yml", "media/harbour.txt", "original.txt", "transcript.md"]


def test_a_day_is_asked_for_until_it_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a keyboard that is gone answers nothing."""
    typed = iter(["The harbour", "ayer", "12 de mayo de 2023"])

    def answer(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin", type("Keyboard", (), {"isatty": lambda self: True})())
    monkeypatch.setattr("builtins.input", answer)
    file = tmp_path / "t.txt"
    file.write_text(FORMS["Q and A"].write(TURNS), encoding="utf-8")
    assert new.main([str(file), "--into", str(tmp_path / "source")]) == 0
    assert "\ndate: 2023-05-12\n" in (tmp_path / "source/interview.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("{text}", "must have {speaker} once"),
        ("{speaker} {speaker}: {text}", "must have {speaker} once"),
        ("{speakers}: {text}", "“{speakers}” is unknown"),
        ("{speaker: {text}", "is unknown"),
    ],
)
def test_a_form_that_is_none_is_explained(
    form: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        begun(tmp_path, OTHER, "t.txt", "--turns", form)
    assert stop.value.code == 2
    assert reason in capsys.readouterr().err


def test_the_next_steps_are_told_with_file_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert begun(tmp_path, FORMS["Q and A"].write(TURNS), "t.txt") == 0
    said = capsys.readouterr().err
    place = tmp_path / "source"
    assert f"1. Read {place}/transcript.md" in said
    assert f"2. Say in {place}/interview.yml who spoke (“name”, “about”): “Q”, “A” name nobody." in said
    assert "3. Look at the site: make serve" in said


def test_more_notices_than_a_screen_holds_are_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new, "NOTICES", tmp_path / "cache/notices.txt")
    monkeypatch.setattr(new, "SHOWN", 1)
    text = "A title of it\n\n" + FORMS["Q and a name"].write(TURNS) + "\nEND 4:02 P.M.\n"
    assert begun(tmp_path, text, "t.txt") == 0
    said = capsys.readouterr().out
    assert said.count(f"{tmp_path}/source/left-out.txt: ") == 1
    assert "and 1 others; all are in" in said
    assert len((tmp_path / "cache/notices.txt").read_text(encoding="utf-8").splitlines()) == 2
