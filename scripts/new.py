#!/usr/bin/env python3
"""Begin an edition of an interview: FILE → source/.

Looks how the transcript is laid out and who speaks in it, shows what it found and every doubt, asks
what it can't know, and writes the file as it is, byte for byte, and interview.yml beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.model.edition import Edition
from edition.output import begin, put_back, take_place
from edition.pipeline import build
from edition.problems import EditionError, Problems
from edition.resolve.assemble import read_edition
from edition.source.fields import day_of
from edition.source.files import is_known, shown
from edition.source.git import files_below, git, not_committed
from importer.analyse import Beginning, Facts, RefusedError, look_into, report, the_day
from importer.write_source import nameless, write_source
from verification.original import LEFT_OUT_HEAD, compare, quote

ROOT = Path(__file__).resolve().parent.parent
OLD = ("transcript.txt",)
"""What an edition had before there was one transcript format."""
MOST = 10
"""Files that a message names."""
QUESTIONS = {
    "title": "What is the interview called?",
    "date": "On which day was it held or published (2024-05-31, or 31 May 2024)?",
    "language": "In which language is it (a tag such as en, fr, zh-Hant)?",
}


class StoppedError(Exception):
    """Nothing usable was written; says why, and what would help."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (nothing was written) or 2 (usage)."""
    parser = _parser()
    options = parser.parse_args(argv)
    facts = Facts(
        tuple(options.asks),
        options.title,
        options.date,
        options.language,
        options.source,
        options.encoding,
        tuple(options.turns),
        options.selector,
    )
    if options.date and not day_of(options.date):
        parser.error(f"--date: “{options.date}” is no day that exists, written like 2024-05-31")
    try:
        put_back(options.into.resolve())
        _stop_if_in_the_way(options)
        if contents := _contents(options.into):
            print(f"To be replaced in {shown(options.into)}: {contents}")
        found = look_into(options.file.name, options.file.read_bytes(), facts)
        print("\n".join(report(found)))
        beginning = _asked(found, options)
        told = set(report(found))
        print(*(f"{line}\n" for line in report(beginning) if line not in told), sep="", end="")
        if beginning.missing:
            wanted = ", ".join(f"--{name}" for name in beginning.missing)
            raise StoppedError(f"nothing was written; the file doesn't say these: {wanted}")
        return _write(beginning, options)
    except RefusedError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
    except (StoppedError, EditionError) as error:
        print(f"new.py: {error}", file=sys.stderr)
    except UnicodeDecodeError as error:
        parser.error(f"--encoding: {error}")
    except OSError as error:
        print(f"new.py: {error.filename}: {error.strerror}", file=sys.stderr)
    return 1


def _there(into: Path) -> list[str]:
    """What there is of an edition in a folder."""
    names = sorted(path.name for path in into.iterdir()) if into.is_dir() else []
    return [name for name in names if is_known(name) or name in OLD]


def _contents(into: Path) -> str:
    """What there is of an edition in a folder, for a message."""
    counts = {name: len(list(files_below(into, [name]))) for name in _there(into)}
    return ", ".join(
        f"{name}/ ({count} file{'s' * (count != 1)})" if (into / name).is_dir() else name
        for name, count in counts.items()
    )


def _stop_if_in_the_way(options: argparse.Namespace) -> None:
    """Raises StoppedError if there is an edition that nobody wants replaced, or that git couldn't bring back."""
    into, place, contents = options.into, shown(options.into), _contents(options.into)
    if not (there := _there(into)):
        return
    if not options.replace:
        raise StoppedError(
            f"{place} holds an edition, and nothing was written: {contents}. To keep it, name another folder: --into DIR. "
            "With --replace all of it gives way, the editors’ notes too, provided that git has it"
        )
    lost = not_committed(into, there)
    if lost is None:
        raise StoppedError(
            f"{place} holds an edition ({contents}) and isn’t in a git repository with a commit, so nothing could bring it "
            f"back; nothing was written. Move {place} away, or commit it: git init && git add {place} && git commit"
        )
    if lost:
        more = f" and {len(lost) - MOST} others" if len(lost) > MOST else ""
        raise StoppedError(
            f"git’s last commit doesn’t have these files of {place} as they are: {', '.join(lost[:MOST])}{more}; nothing "
            f"was written. Commit them: git add {place} && git commit (git add --force for what git ignores), or move {place} away"
        )


def add_left_out(beginning: Beginning, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a new edition, with the list of what its transcript leaves out. Raises RefusedError if words differ."""
    files = dict(files)
    original = next(name for name in files if name.startswith("original."))
    encoding = beginning.original.made.encoding if beginning.original else beginning.encoding
    compared = compare(original, files[original], encoding, files["transcript.md"].decode())
    if compared.added:
        line, words = compared.added[0]
        raise RefusedError(
            f"nothing was written: line {line} of the transcript would have {quote(words)}, which isn’t in this place of the "
            "file. This is a mistake in the program; please report it"
        )
    if compared.left_out:
        files["left-out.txt"] = (LEFT_OUT_HEAD.format(original=original) + "\n".join(compared.left_out) + "\n").encode()
    return files


def _write(beginning: Beginning, options: argparse.Namespace) -> int:
    """Write the edition beside its place, read it back, and put it there if nothing is wrong with it."""
    into, place = options.into.resolve(), shown(options.into)
    there = _there(into)
    replaces = bool(there)
    into.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{into.name}-", dir=into.parent) as folder:
        new = Path(folder) / into.name
        begin(new, add_left_out(beginning, write_source(beginning)))
        edition = _read_back(beginning, new, place)
        if replaces and edition is None:
            raise StoppedError(
                f"{place} stays as it is. To mend by hand what is said above, have the files written elsewhere: --into DIR"
            )
        if replaces:
            build(new, Path(folder) / "docs", pages_only=True, with_exports=False)
        _stop_if_in_the_way(options)  # once more: somebody may have gone on writing
        take_place(new, into, there)
    if edition is None:
        raise StoppedError(f"{place} was written; mend what is said above, then: make check")
    if replaces:
        commit = git(into, "rev-parse", "--short", "HEAD").decode().strip()
        print(f"Replaced. Git has the edition that was there: git checkout {commit} -- {place}")
    _say_next(beginning, edition, place)
    return 0


def _read_back(beginning: Beginning, new: Path, place: str) -> Edition | None:
    """What is read from the new folder, with its problems said; None if they have to be mended."""
    problems = Problems()
    edition = read_edition(new, problems)
    for message in problems.messages(place):
        print(message)
    if edition and (wrong := _read_otherwise(beginning, edition)):
        raise StoppedError(f"nothing was written: {wrong}, which is a mistake of ours")
    return edition


def _say_next(beginning: Beginning, edition: Edition, place: str) -> None:
    count = sum(question.number > 0 for question in edition.questions)
    names = " and ".join(f"“{name}”" for name in nameless(beginning))
    told = f", where {names} stand{'s' * (names.count('“') == 1)} for who that is" if names else ""
    print(
        f"Wrote {place}: {count} questions, {edition.words:,} words. Next: make serve, and names in {place}/interview.yml{told}",
        file=sys.stderr,
    )


def _read_otherwise(beginning: Beginning, edition: Edition) -> str:
    """What is read from the source folder otherwise than it was recognised; empty if nothing is."""
    found = beginning.found
    if any(form.endswith("**") for form in found.layout.turns):  # where questions and answers part shows only later
        return ""
    every = (turn for question in edition.questions for turn in question.exchange.turns)
    read, recognised = sum(turn.speaker.role != "heading" for turn in every), sum(voice.turns for voice in found.voices)
    return (
        "" if read == recognised else f"{recognised} turns were recognised, and {read} are read from what was written"
    )


def _asked(beginning: Beginning, options: argparse.Namespace) -> Beginning:
    """What was found, with what somebody at the keyboard answers."""
    if not sys.stdin.isatty():
        return beginning
    facts = beginning.facts
    if not beginning.found.sure and not facts.asks:
        labels = ", ".join(voice.label for voice in beginning.found.voices)
        answer = _answer(f"Who asks? Labels are: {labels}")
        facts = replace(facts, asks=tuple(part.strip() for part in answer.split(",") if part.strip()))
    for name in beginning.missing:
        facts = facts.saying(name, _day() if name == "date" else _answer(QUESTIONS[name]))
    if not facts.source:
        facts = replace(facts, source=_answer("Where was it published (title, publisher, address; may stay empty)?"))
    return look_into(options.file.name, options.file.read_bytes(), facts)


def _answer(question: str) -> str:
    """What is typed below a question; nothing if the keyboard is gone."""
    try:
        return input(f"{question}\n> ").strip()
    except EOFError:
        return ""
    except KeyboardInterrupt:
        sys.exit("\nnew.py: nothing was written")


def _day() -> str:
    """The day that is typed, in whatever way people write one; nothing if none is."""
    while answer := _answer(QUESTIONS["date"]):
        if day := the_day(answer):
            return day
        print(f"“{answer}” is no day that exists, or not for sure; write it like 2024-05-31.")
    return ""


def _encoding(name: str) -> str:
    """A name by which Python knows how text is saved; empty if nobody says."""
    try:
        b"?".decode(name or "utf-8")
    except LookupError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    except UnicodeDecodeError:  # some have no such sign alone
        pass
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="new.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit status: 0 done; 1 nothing usable was written, and what to do about it was said; 2 the command line is wrong.",
    )
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="the transcript: .txt, .md; captions: .vtt, .srt; .docx; .html; .json of Whisper or Podcasting 2.0",
    )
    parser.add_argument(
        "--asks", action="append", default=[], metavar="LABEL", help="who asks; may be given several times"
    )
    parser.add_argument("--title", default="", help="what the interview is called")
    parser.add_argument("--date", default="", help="the day on which it was held or published: 2024-05-31")
    parser.add_argument("--language", default="", metavar="TAG", help="of the text: en, fr, zh-Hant")
    parser.add_argument(
        "--source", default="", metavar="TEXT", help="where it was published: title, publisher, address"
    )
    parser.add_argument(
        "--encoding",
        default="",
        type=_encoding,
        metavar="NAME",
        help="how the file was saved, if not as UTF-8: windows-1251",
    )
    parser.add_argument(
        "--turns", action="append", default=[], metavar="FORM", help="how a turn begins: “{speaker} > {text}”"
    )
    parser.add_argument(
        "--selector", default="", metavar="CSS", help="the part of a .html file with the interview: “div.text”"
    )
    parser.add_argument(
        "--into", type=Path, default=ROOT / "source", metavar="DIR", help="the source folder (%(default)s)"
    )
    parser.add_argument(
        "--replace", action="store_true", help="take the place of the edition that is there, if git has all of it"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
