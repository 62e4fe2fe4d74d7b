"""Interviews of any length, dealt anew from the sentences of the real one, to measure with."""

from __future__ import annotations

import hashlib
import json
import random
import re
from pathlib import Path

NOTES = 12
"""To a question, as in the real edition."""
TOPICS = 30
"""A controlled vocabulary, as large as the real one; three of them to a question."""


def generate(source: Path, target: Path, questions: int) -> None:
    """Write an interview of so many questions to the folder `target`, after the one in `source`.

    Passages have the lengths of the real ones, and a page break cuts every fourth. The
    same call writes the same bytes.
    """
    dice = random.Random(questions)
    text = (source / "transcript.md").read_text(encoding="utf-8")
    body = text[text.index("**Question:**") :]
    sentences = re.findall(r"[^.?!]+[.?!]+[”\"]?", " ".join(re.sub(r"\*\*.*?:\*\*", "", body).split()))
    topics = [f"topic-{number}" for number in range(min(TOPICS, questions))]
    width = len(str(questions))
    (target / "questions").mkdir(parents=True)
    turns = []
    for number in range(1, questions + 1):
        turns.append(f"**Question:** {' '.join(dice.choices(sentences, k=4))}")
        answer = [" ".join(s.strip() for s in dice.choices(sentences, k=5)) for _ in range(7)]
        turns += [
            ("**Sergey Lavrov:** " if not index else "") + (_cut(p) if index % 4 == 3 else p)
            for index, p in enumerate(answer)
        ]
        named = [topics[(number - 1) % len(topics)], *dice.sample(topics, k=2)]
        lines = [f"  - {topic}" + (": 2-4" if dice.random() < 0.5 else "") for topic in dict.fromkeys(named)]
        notes = _notes(dice, number, answer)
        (target / "questions" / f"{number:0{width}}-question.md").write_text(
            f"---\ntitle: Question number {number}\nsummary: {json.dumps(dice.choice(sentences).strip(), ensure_ascii=False)}\ntopics:\n"
            + "\n".join(lines)
            + "\nsignposts:\n  3: A signpost\n  6: Another signpost\nreviewed: 2026-11-23\n---\n"
            + notes,
            encoding="utf-8",
        )
    transcript = "\n\n".join(turns).encode() + b"\n"
    (target / "transcript.md").write_bytes(transcript)
    (target / "topics.yml").write_text(
        "".join(f"- id: {topic}\n  title: {topic.title()}\n  summary: What {topic} is.\n" for topic in topics),
        encoding="utf-8",
    )
    interview = (source / "interview.yml").read_text(encoding="utf-8")
    digest = hashlib.sha256(transcript).hexdigest()
    (target / "interview.yml").write_text(
        re.sub(r"sha256: [0-9a-f]{64}", f"sha256: {digest}", interview), encoding="utf-8"
    )


def _notes(dice: random.Random, question: int, answer: list[str]) -> str:
    """Notes on some words of the answer, as many and as long as the real ones."""
    notes: list[str] = []
    for _ in range(NOTES):
        index = dice.randrange(len(answer))
        words = answer[index].split()
        start = dice.randrange(len(words) - 6)
        quote = " ".join(words[start : start + 6])
        if answer[index].count(quote) == 1 and not any(quote in note for note in notes):
            body = " ".join(word.strip("{}<>[]") for word in dice.sample(words, k=min(60, len(words))))
            notes.append(
                f"\n> ¶{question}.{index + 2} {quote}\n\n**Context.** {body}\n\nSources:\n\n"
                "- [“A title”, A publisher, 1 January 2020](https://www.example.org/a)\n- “Another title”, A body, 2 January 2020\n"
            )
    return "".join(notes)


def _cut(paragraph: str) -> str:
    """The paragraph with a page break in mid-sentence."""
    words = paragraph.split()
    where = next(i for i in range(len(words) // 2, len(words)) if words[i - 1].isalpha())
    return " ".join(words[:where]) + "\n\n" + " ".join(words[where:])
