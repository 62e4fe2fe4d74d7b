"""Interviews of any length, dealt anew from the sentences of the real one, to measure with."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

NOTES = 12
"""To a question, as in the real edition."""
TOPICS = 30
"""A controlled vocabulary, as large as the real one; three of them to a question."""
TERMS = 150
"""In the glossary. A longer interview mentions the same ones more often."""
EVENTS = 80
"""In the timeline, as in the real edition."""
KINDS = ("people", "organisations", "places", "agreements", "events", "concepts")


def generate(source: Path, target: Path, questions: int, terms: int = TERMS) -> None:
    """Write an interview of so many questions to the folder `target`, after the one in `source`.

    Passages have the lengths of the real ones. The same call writes the same bytes.
    """
    dice = random.Random(questions)
    text = (source / "transcript.md").read_text(encoding="utf-8")
    body = text[text.index("**Question:**") :]
    sentences = re.findall(r"[^.?!]+[.?!]+[”\"]?", " ".join(re.sub(r"\*\*.*?:\*\*", "", body).split()))
    topics = [f"topic-{number}" for number in range(min(TOPICS, questions))]
    width = len(str(questions))
    (target / "questions").mkdir(parents=True)
    turns, answers = [], []
    for number in range(1, questions + 1):
        turns.append(f"**Question:** {' '.join(dice.choices(sentences, k=4))}")
        answer = [" ".join(s.strip() for s in dice.choices(sentences, k=5)) for _ in range(7)]
        answers.append(answer)
        turns += [("**Sergey Lavrov:** " if not index else "") + p for index, p in enumerate(answer)]
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
    _glossary(dice, answers, terms, target / "glossary")
    (target / "timeline.yml").write_text(
        "".join(islice(_events(dice, answers), min(EVENTS, questions * 2))), encoding="utf-8"
    )
    (target / "topics.yml").write_text(
        "".join(f"- id: {topic}\n  title: {topic.title()}\n  summary: What {topic} is.\n" for topic in topics),
        encoding="utf-8",
    )
    interview = (source / "interview.yml").read_text(encoding="utf-8")
    without_original = re.sub(r"^  (?:original|sha256):.*\n", "", interview, flags=re.M)
    (target / "interview.yml").write_text(without_original, encoding="utf-8")


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


def _glossary(dice: random.Random, answers: list[list[str]], count: int, folder: Path) -> None:
    """So many terms out of the answers: names, and when there are no more, long words.

    Each is mentioned about as often as a real one, which is once in 3,000 words. No two have a
    word in common, or one could swallow all mentions of the other.
    """
    text = " ".join(paragraph for answer in answers[:30] for paragraph in answer)
    names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z]\w+(?: [A-Z]\w+)*", text)))
    words = sorted(set(re.findall(r"\b[a-z]{8,}\b", text)))
    taken: set[str] = set()
    forms = []
    for form in (*dice.sample(names, k=len(names)), *dice.sample(words, k=len(words))):
        if taken.isdisjoint(form.split()):
            taken.update(form.split())
            forms.append(form)
    folder.mkdir()
    for index, kind in enumerate(KINDS):
        entries = (
            f'- id: term-{number}\n  term: "{form}"\n  definition: "What {form} is."\n  source: "“A source”, A publisher"\n'
            for number, form in enumerate(forms[:count])
            if number % len(KINDS) == index
        )
        (folder / f"{kind}.yml").write_text("".join(entries), encoding="utf-8")


def _events(dice: random.Random, answers: list[list[str]]) -> Iterator[str]:
    """Dated events, each with some words of an answer."""
    while True:
        question = dice.randrange(len(answers))
        index = dice.randrange(len(answers[question]))
        words = answers[question][index].split()
        start = dice.randrange(len(words) - 6)
        quote = " ".join(words[start : start + 6])
        if answers[question][index].count(quote) == 1:
            date = f"{dice.randint(1939, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            yield (
                f'- date: "{date}"\n  label: What happened\n  question: {question + 1}\n'
                f"  quote: {json.dumps(f'¶{question + 1}.{index + 2} {quote}', ensure_ascii=False)}\n  source: “A source”, A publisher\n"
            )
