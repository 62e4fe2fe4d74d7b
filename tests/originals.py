"""Interviews dealt into files that are no text: captions, JSON, web pages, Word documents."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Iterator

from docx import Document

from interviews import Turns

NAMES = {"ask": "Jo Doe", "answer": "Ann Other"}


def timed(turns: Turns, words: int = 7) -> Iterator[tuple[int, str, bool, str]]:
    """Pieces as a caption shows them: second, who, whether a turn begins, words."""
    second = 0
    for who, texts in turns:
        said = " ".join(texts).split(" ")
        for start in range(0, len(said), words):
            yield second, NAMES[who], not start, " ".join(said[start : start + words])
            second += 3


def clock(second: int, comma: str = ".") -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{comma}250"


def vtt(turns: Turns) -> bytes:
    out = ["WEBVTT - made up", "", "NOTE", "nobody said this", "", "STYLE", "::cue { color: red }", ""]
    for number, (second, who, opens, text) in enumerate(timed(turns), 1):
        first, _, rest = html.escape(text, quote=False).partition(" ")
        named = f"<v.first {who}>" if opens or number % 3 else ""
        out += [f"cue-{number}", f"{clock(second)} --> {clock(second + 3)} align:start", f"{named}<i>{first}</i>\n{rest}".rstrip("\n"), ""]  # fmt: skip
    return "\n".join(out).encode()


def srt(turns: Turns) -> bytes:
    out = []
    for number, (second, who, opens, text) in enumerate(timed(turns), 1):
        label = f"{who.upper()}: " if opens else ""
        out += [str(number), f"{clock(second, ',')} --> {clock(second + 3, ',')}", f"{label}{text}", ""]
    return "\r\n".join(out).encode("utf-8-sig")


def rolling(turns: Turns) -> bytes:
    """As captions of live speech are: each line twice, alone and above the next, each word with its time."""
    out, above = ["WEBVTT", "Kind: captions", ""], ""
    for second, who, opens, text in timed(turns):
        line = f"&gt;&gt; {who.upper()}: {text}" if opens else text
        said = "</c><00:00:01.000><c> ".join(line.split(" ")) + "</c>"
        out += [f"{clock(second)} --> {clock(second + 2)}", above or " ", said, ""]
        out += [f"{clock(second + 2)} --> {clock(second + 3)}", line, " ", ""]
        above = line
    return "\n".join(out).encode()


def whisper(turns: Turns) -> bytes:
    segments = [
        {"start": float(second), "end": second + 3.0, "text": f" {text}", "speaker": who}
        for second, who, _, text in timed(turns)
    ]
    return json.dumps({"segments": segments, "language": "en"}).encode()


def podcast(turns: Turns) -> bytes:
    segments = [
        {"startTime": second, "endTime": second + 3, "body": text, **({"speaker": who} if opens else {})}
        for second, who, opens, text in timed(turns, 1)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False).encode()


def page(turns: Turns) -> bytes:
    out = []
    for who, texts in turns:
        first, *rest = (html.escape(text).replace(" the ", " <em>the</em>\n") for text in texts)
        out += [f"<p><strong>{NAMES[who]}: </strong>{first}</p>", *(f"<p>{text}" for text in rest)]
    menu = "<nav><ul><li><a href=/>Home</a></ul></nav><h1>A harbour</h1>"
    return f"<!doctype html><meta charset=utf-8><body>{menu}<article><script>alert('Jo Doe: no')</script>{''.join(out)}</article><footer>The end</footer>".encode()


def word(turns: Turns) -> bytes:
    document = Document()
    document.add_heading("A harbour", 1)
    for who, texts in turns:
        for number, text in enumerate(texts):
            paragraph = document.add_paragraph()
            if not number:
                paragraph.add_run(f"{NAMES[who]}:").bold = True
            before, _, after = (text if number else f" {text}").partition(" the ")
            paragraph.add_run(before)
            if after:
                paragraph.add_run(" the ").italic = True
                paragraph.add_run(after)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


ORIGINALS: dict[str, tuple[str, Callable[[Turns], bytes]]] = {
    "WebVTT": (".vtt", vtt),
    "WebVTT that rolls": (".vtt", rolling),
    "SubRip": (".srt", srt),
    "WhisperX": (".json", whisper),
    "Podcasting 2.0": (".json", podcast),
    "a web page": (".html", page),
    "Word": (".docx", word),
}
