"""Compares original, transcript, site and exports with each other.

Shares no code with the importer or with the edition, so that the two can't be wrong in the same way. Only the exports
need more than Python's standard library.
"""

from __future__ import annotations

from pathlib import Path

from verification import exports, original, site
from verification.transcript import count_words, number_passages, read_setting, read_speakers


def compare_all(source: Path, built: Path | None) -> tuple[list[str], list[str]]:
    """What is wrong with an edition and, if one is given, its site, as messages; and what was compared, in lines.

    One cause, one problem: the site isn't looked at if the transcript isn't what was imported.
    """
    try:
        if wrong := original.find_differences(source):
            return wrong, []
        data, settings = (source / "transcript.md").read_bytes(), (source / "interview.yml").read_text("utf-8-sig")
        name = read_setting("original", settings)
        passages = number_passages(data.decode("utf-8-sig").replace("\r\n", "\n"), read_speakers(settings))
    except (OSError, ValueError) as error:
        return [f"{source}: {error}"], []
    compared = f"has the words of {name}" if name else "isn’t compared: interview.yml names no original"
    found = [f"{source}/transcript.md: {compared}"]
    if built is None:
        return [], found
    files = [data, *([(source / name).read_bytes()] if name else [])]
    wrong = [*site.find_differences(built, files, passages), *exports.find_differences(built / "made/files", passages)]
    shown = f"{len(passages)} passages, {count_words(passages):,} words"
    return wrong, [*found, f"{built}: the transcript’s words, in order, each under its speaker: {shown}"]
