#!/usr/bin/env python3
"""Begin an edition of an interview: FILE → source/.

Finds out how the file is laid out and who speaks in it, reports every guess, asks for what it can't know, and writes the
file as it is, the transcript made from it, and interview.yml. With --convert it brings an edition from before there was
one transcript format into that format.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from edition.model.edition import Edition
from edition.pipeline import build
from edition.problems import EditionError, Problems
from edition.resolve.assemble import read_edition
from edition.source.fields import parse_day
from edition.source.files import shown
from importer.convert import convert_edition
from importer.detect.forms import check_form
from importer.folder import (
    StoppedError,
    check_replaceable,
    describe_edition,
    list_edition,
    prepare_folder,
    put_back,
    take_place,
    write_undo,
)
from importer.import_file import Import, describe, find_day, import_file
from importer.model import Facts
from importer.notices import RefusedError
from importer.write_interview import has_name
from verification.original import LEFT_OUT_HEAD, compare, quote

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 20
"""Notices that fit on a screen; all are written to a file."""
NOTICES = ROOT / ".cache/notices.txt"
QUESTIONS = {
    "title": "What is the interview called?",
    "date": "On which day was it held or published (2024-05-31, or 31 May 2024)?",
    "language": "In which language is it (a tag such as en, fr, zh-Hant)?",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 (nothing was written) or 2 (usage)."""
    parser = _make_parser()
    options = parser.parse_args(argv)
    if options.date and not parse_day(options.date):
        parser.error(f"--date: “{options.date}” is no day that exists, written like 2024-05-31")
    if not options.file and not options.convert:
        parser.error("name the file with the interview")
    try:
        put_back(options.into.resolve())
        return _convert(options.into) if options.convert else _import(options)
    except RefusedError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
    except (StoppedError, EditionError, yaml.YAMLError) as error:
        print(f"new.py: {error}", file=sys.stderr)
    except UnicodeDecodeError as error:
        parser.error(f"--encoding: {error}")
    except OSError as error:
        print(f"new.py: {error.filename}: {error.strerror}", file=sys.stderr)
    return 1


def _import(options: argparse.Namespace) -> int:
    """Import a file."""
    _check_place(options)
    if contents := describe_edition(options.into):
        print(f"To be replaced in {shown(options.into)}: {contents}")
    names = ("title", "date", "language", "source", "encoding", "selector")
    facts = Facts(
        asks=tuple(options.asks), turns=tuple(options.turns), **{name: getattr(options, name) for name in names}
    )
    data = options.file.read_bytes()
    imported = import_file(options.file.name, data, facts)
    if (asked := _ask(imported)) != imported.facts:
        imported = import_file(options.file.name, data, asked)
    print(*describe(imported), sep="\n")
    _print_notices(imported, shown(options.into))
    if imported.missing:
        wanted = ", ".join(f"--{name}" for name in imported.missing)
        raise StoppedError(f"nothing was written; the file doesn't say these: {wanted}")
    return _write(imported, options)


def _check_place(options: argparse.Namespace) -> None:
    """Raise StoppedError if there is an edition that nobody wants replaced, or that git couldn't bring back."""
    if list_edition(options.into) and not options.replace:
        raise StoppedError(
            f"{shown(options.into)} holds an edition, and nothing was written: {describe_edition(options.into)}. To keep it, "
            "name another folder: --into DIR. With --replace all of it gives way, the editors’ notes too, provided that git has it"
        )
    check_replaceable(options.into, shown(options.into))


def _print_notices(imported: Import, place: str) -> None:
    """Print a screenful of notices; all are written to a file if there are more."""
    lines = [f"{place}/{notice}" for notice in imported.notices]
    for line in lines[:SHOWN]:
        print(line)
    if len(lines) > SHOWN:
        NOTICES.parent.mkdir(exist_ok=True)
        NOTICES.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"… and {len(lines) - SHOWN} others; all are in {shown(NOTICES)}")


def add_left_out(files: Mapping[str, bytes], original: str, encoding: str) -> dict[str, bytes]:
    """Add the list of what the transcript leaves out to the files of an edition. Raises StoppedError if words differ."""
    compared = compare(original, files[original], encoding, files["transcript.md"].decode())
    if compared.added:
        line, words = compared.added[0]
        raise StoppedError(
            f"nothing was written: line {line} of the transcript would have {quote(words)}, which isn’t in this place of the "
            "file. This is a mistake in the program; please report it"
        )
    listed = LEFT_OUT_HEAD.format(original=original) + "\n".join(compared.left_out) + "\n"
    return {**files, **({"left-out.txt": listed.encode()} if compared.left_out else {})}


def _write(imported: Import, options: argparse.Namespace) -> int:
    """Write the edition beside its place, read it back, and put it there if nothing is wrong with it."""
    into, place, there = options.into.resolve(), shown(options.into), list_edition(options.into)
    with prepare_folder(into, add_left_out(imported.files, imported.original, imported.encoding)) as new:
        edition = _read_back(new, place)
        if there and edition is None:
            raise StoppedError(f"{place} stays as it is. To correct the above by hand, write elsewhere: --into DIR")
        if there:
            build(new, new.with_name("docs"), pages_only=True, with_exports=False)
        _check_place(options)  # once more: somebody may have gone on writing
        take_place(new, into, there)
    if edition is None:
        raise StoppedError(f"{place} was written. Correct the above in it, then: make check")
    if there:
        print(f"Replaced. Git has the edition that was there: {write_undo(into, place)}")
    _print_next(imported, edition, place)
    return 0


def _read_back(folder: Path, place: str) -> Edition | None:
    """Read a new folder, and print its problems; None if they have to be corrected."""
    problems = Problems()
    edition = read_edition(folder, problems)
    for message in problems.messages(place):
        print(message)
    return edition


def _print_next(imported: Import, edition: Edition, place: str) -> None:
    """Print the next steps."""
    count = sum(question.number > 0 for question in edition.questions)
    labels = [voice.label or "Question" for voice in imported.found.voices if not has_name(voice)]
    names = f": {', '.join(f'“{label}”' for label in labels)} name{'s' * (len(labels) == 1)} nobody" if labels else ""
    read = "the notices above" if imported.notices else f"{place}/transcript.md"
    print(
        f"Wrote {place}: {count} questions, {edition.words:,} words. Next:\n"
        f"  1. Read {read}, and correct labels in {place}/transcript.md where they are wrong.\n"
        f"  2. Say in {place}/interview.yml who spoke (“name”, “about”){names}.\n"
        "  3. Look at the site: make serve",
        file=sys.stderr,
    )


def _convert(into: Path) -> int:
    """Convert the edition in a folder."""
    place = shown(into)
    check_replaceable(into, place)
    changed = convert_edition(into)
    written = {name: data for name, data in changed.items() if data is not None}
    settings = yaml.safe_load(written["interview.yml"])["transcript"]
    original = settings["original"]
    if original not in written:  # the transcript was made from it
        written[original] = (into / original).read_bytes()
    files = add_left_out(written, original, settings.get("encoding", ""))
    changed |= {name: data for name, data in files.items() if name == "left-out.txt"}
    with prepare_folder(into.resolve(), changed, keeps=True) as new:
        if _read_back(new, place) is None:
            raise StoppedError(f"{place} stays as it is, because the converted edition would have the problems above")
        check_replaceable(into, place)
        take_place(new, into.resolve(), [path.name for path in into.iterdir()])
    for name, data in sorted(changed.items()):
        print(f"{place}/{name} {'deleted' if data is None else 'written'}")
    print(
        f"Next:\n  1. Compare: git diff -- {place}\n  2. Verify the words: make verify\n"
        f"  3. Commit: git add {place} && git commit\nTo undo: {write_undo(into, place)}",
        file=sys.stderr,
    )
    return 0


def _ask(imported: Import) -> Facts:
    """Ask somebody at the keyboard for what the file doesn't say."""
    facts = imported.facts
    if not sys.stdin.isatty():
        return facts
    if not imported.found.sure and not facts.asks:
        labels = ", ".join(voice.label for voice in imported.found.voices)
        answer = _ask_for(f"Who asks? Labels are: {labels}")
        facts = replace(facts, asks=tuple(part.strip() for part in answer.split(",") if part.strip()))
    for name in imported.missing:
        answers = {name: _ask_for_day() if name == "date" else _ask_for(QUESTIONS[name])}
        facts = replace(facts, **answers)  # type: ignore[arg-type]
    if not facts.source:
        facts = replace(facts, source=_ask_for("Where was it published (title, publisher, address; may stay empty)?"))
    return facts


def _ask_for(question: str) -> str:
    """Ask a question; nothing is answered if the keyboard is gone."""
    try:
        return input(f"{question}\n> ").strip()
    except EOFError:
        return ""
    except KeyboardInterrupt:
        sys.exit("\nnew.py: nothing was written")


def _ask_for_day() -> str:
    """Ask for a day, written in whatever way people do, until it is one or nothing is answered."""
    while answer := _ask_for(QUESTIONS["date"]):
        if day := find_day(answer):
            return day
        print(f"“{answer}” is no day that exists, or not for sure; write it like 2024-05-31.")
    return ""


def _check_encoding(name: str) -> str:
    """Check that Python knows an encoding of that name."""
    try:
        b"?".decode(name or "utf-8")
    except LookupError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    except UnicodeDecodeError:  # some have no such sign alone
        pass
    return name


def _check_form(form: str) -> str:
    try:
        return check_form(form)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="new.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit status: 0 done; 1 nothing usable was written, and what to do about it was said; 2 the command line is wrong.",
    )
    add = parser.add_argument
    add(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="text: .txt, .md; captions: .vtt, .srt; .docx; .html; .json of Whisper or Podcasting 2.0",
    )
    add("--asks", action="append", default=[], metavar="LABEL", help="who asks; may be given several times")
    add("--title", default="", help="what the interview is called")
    add("--date", default="", help="the day on which it was held or published: 2024-05-31")
    add("--language", default="", metavar="TAG", help="of the text: en, fr, zh-Hant")
    add("--source", default="", metavar="TEXT", help="where it was published: title, publisher, address")
    add(
        "--encoding",
        default="",
        type=_check_encoding,
        metavar="NAME",
        help="how the file was saved, if not as UTF-8: windows-1251",
    )
    add(
        "--turns",
        action="append",
        default=[],
        type=_check_form,
        metavar="FORM",
        help="how a turn begins: “{speaker} > {text}”; may be given several times",
    )
    add("--selector", default="", metavar="CSS", help="the element of a .html file with the interview: “div.text”")
    add("--into", type=Path, default=ROOT / "source", metavar="DIR", help="the source folder (%(default)s)")
    add("--replace", action="store_true", help="take the place of the edition that is there, if git has all of it")
    add(
        "--convert",
        action="store_true",
        help="bring the edition that is there into the present format, if git has all of it",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
