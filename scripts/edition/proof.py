"""Fidelity: the passages hold the words of the transcript, in order, each once, and nothing stands between them but labels.

The file is walked through once more, character by character, without any of the machine that
took it apart into blocks: only the forms of labels are known here, too. What a publisher then
makes of the pages is proved by prove.py, which reads the finished site.
"""

from __future__ import annotations

import hashlib
import re

from edition.model.edition import Fidelity
from edition.model.editorial import Interview
from edition.model.text import UNSPACED, Passage, Transcript, Turn, words_in
from edition.problems import EditionError
from importer.detect.forms import compiled, forms_of, goes_on, label_pattern

_FOLDED = re.compile(r"\s*\n\s*|[ \t\f\v]*")
"""White space that a passage has as one space: any kind where a line ends, but a no-break space inside a line is kept."""
_LINE_END = re.compile(r"\s*\n")
_WHITE = re.compile(r"\s*")
_MARKS = re.compile(r"\s*(?:(?:\*\*|__|#{1,6}(?!\S))\s*)*")
_RUNS = re.compile(r"[ \t]*(?:(?:\*\*|__)[ \t]*)+")
_EVERY_MARK = re.compile(r"\s*(?:(?:[*_]{1,3}|#{1,6}(?!\S))\s*)*")
_WIDE = re.compile(f"[{UNSPACED}\u3000-\u3004\u3008-\u303f\uff01-\uff60]")


class ProofError(EditionError):
    """The passages don't hold the words of the transcript: a mistake in this program, not in the source."""


def prove(text: str, interview: Interview, transcript: Transcript) -> Fidelity:
    """What is proved of the passages, held against `text`, the transcript's file. Raises ProofError."""
    _Walk(_spoken(text, transcript), interview).through(transcript)
    passages = [passage.text for exchange in transcript.exchanges for passage in exchange.passages]
    sha256 = hashlib.sha256(" ".join(passages).encode()).hexdigest()
    return Fidelity(sum(map(words_in, passages)), len(passages), sha256)


def _spoken(text: str, transcript: Transcript) -> str:
    """The lines that aren't left out."""
    out = {left.line for left in transcript.left_out if left.reason == "ignored"}
    last = next((left.line for left in transcript.left_out if left.reason == "footer"), None)
    first = transcript.exchanges[0].place.line if transcript.exchanges else 1
    lines = enumerate(text.split("\n"), 1)
    return "\n".join(line for number, line in lines if first <= number < (last or number + 1) and number not in out)


class _Walk:
    """Goes through the text from its beginning to its end."""

    def __init__(self, text: str, interview: Interview) -> None:
        self.text, self.at = text, 0
        self.bold = bool(interview.layout.questions or interview.layout.headings)
        self.bold = self.bold or any(form.endswith("**") for form in interview.layout.turns)
        self.marks = _EVERY_MARK if interview.layout.questions == "italics" else _MARKS if self.bold else _WHITE
        labels = [label for one in interview.speakers for label in (one.label, *one.also) if label]
        texts = forms_of(interview.layout.turns, interview.layout.questions)
        self.forms = [compiled(form, label_pattern(labels)).pattern for form in texts if not goes_on(form)]
        self.going_on = [compiled(form).pattern for form in texts if goes_on(form)]

    def through(self, transcript: Transcript) -> None:
        for exchange in transcript.exchanges:
            for turn in exchange.turns:
                self._open(turn)
                for number, passage in enumerate(turn.passages):
                    if passage.time and (number or not turn.label):
                        self._time()
                    self._pass(passage)
        self._skip()
        if self.at < len(self.text):
            self._fail("the end")

    def _skip(self, word: str = "") -> None:
        """Past white space, and past marks that aren't the beginning of the word that comes."""
        for pattern in (_WHITE, self.marks):
            found = pattern.match(self.text, self.at)
            if not word or pattern is _WHITE or not self._stands(word):
                self.at = found.end() if found else self.at

    def _stands(self, word: str) -> bool:
        """Whether a word stands here: the sign of a list, `*`, is no half of a mark, `**`."""
        after = self.text[self.at + len(word) : self.at + len(word) + 1]
        return self.text.startswith(word, self.at) and not (after == word[-1] and after in "*_#")

    def _open(self, turn: Turn) -> None:
        """Past the label of a turn."""
        if not turn.label:
            return
        self._skip()
        start = self.text.rfind("\n", 0, self.at) + 1
        for form in self.forms:
            found = form.match(self.text, start)
            if found and " ".join(found["speaker"].replace("**", " ").split()) == turn.label:
                self.at = found.end()
                return
        self._fail(f"the label “{turn.label}”")

    def _time(self, word: str = "") -> None:
        """Past the time of a paragraph in which the same voice goes on."""
        self._skip(word)
        found = next(filter(None, (form.match(self.text, self.at) for form in self.going_on)), None)
        self.at = found.end() if found else self.at

    def _pass(self, passage: Passage) -> None:
        """Past the words of a passage, which mostly stand there as they are."""
        words = passage.text.split(" ")
        if not self._stands(words[0]):
            self._between(passage, False, words[0])
        if self.text.startswith(passage.text, self.at):
            self.at += len(passage.text)
            return
        for number, word in enumerate(words):
            if number:
                self._between(passage, True, word)
            self._word(word, passage)

    def _between(self, passage: Passage, inside: bool, word: str) -> None:
        """Past what stands between two words."""
        start = self.at
        runs = inside and self.bold and _RUNS.match(self.text, start)
        if runs and "\n" not in runs[0] and self.text.startswith(word, runs.end()):
            self.at = runs.end()  # a question in bold letters goes on without them, or in others
        found = _FOLDED.match(self.text, self.at)
        self.at = found.end() if found else self.at
        line_end = "\n" in self.text[start : self.at]
        if not inside:
            self._skip(word)
        elif line_end:
            self._time(word)
        if inside and not any(char.isspace() for char in self.text[start : self.at]):
            self._fail(f"passage {passage.name}")

    def _word(self, word: str, passage: Passage) -> None:
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return
        for before, char in zip(f" {word}", word, strict=False):
            if (before in "-‐" or _WIDE.match(before)) and _LINE_END.match(self.text, self.at):
                self._skip()
            elif self.bold and self.text.startswith(("**", "__"), self.at) and not self.text.startswith(char, self.at):
                self.at += 2
            if not self.text.startswith(char, self.at):
                self._fail(f"passage {passage.name}")
            self.at += 1

    def _fail(self, where: str) -> None:
        there = " ".join(self.text[self.at : self.at + 60].split())
        raise ProofError(
            f"where {where} should stand, the transcript has “{there}”; so nothing was written. "
            "This is a mistake in the build script; please report it"
        )
