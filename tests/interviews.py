"""Interviews dealt into the forms that transcripts have: the same turns, and what each form makes of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Turn = tuple[str, tuple[str, ...]]
"""Whose it is, `ask` or `answer`, and its paragraphs."""
Turns = Sequence[Turn]


@dataclass(frozen=True)
class Form:
    """A form of transcripts."""

    write: Callable[[Turns], str]
    ending: str
    asks: str = ""
    """The one answer that is needed, where the form doesn't show who asks."""


def labelled(ask: str, answer: str, gap: str = "\n\n", paragraph: str = "\n\n") -> Callable[[Turns], str]:
    """A label before each turn, with `{}` where its words stand."""
    labels = {"ask": ask, "answer": answer}

    def write(turns: Turns) -> str:
        return gap.join(labels[who].replace("{}", paragraph.join(texts)) for who, texts in turns) + "\n"

    return write


def numbered(ask: str, answer: str) -> Callable[[Turns], str]:
    def write(turns: Turns) -> str:
        out, number = [], 0
        for who, texts in turns:
            number += who == "ask"
            out.append((ask if who == "ask" else answer).replace("#", str(number)) + "\n\n".join(texts))
        return "\n\n".join(out) + "\n"

    return write


def timed(form: str, ask: str, answer: str, gap: str = "\n\n") -> Callable[[Turns], str]:
    """As `labelled`, each turn with its time: `@` in the form."""

    def write(turns: Turns) -> str:
        out = []
        for number, (who, texts) in enumerate(turns):
            clock = f"{number // 60:02}:{number % 60:02}:07"
            label = form.replace("@", clock).replace("$", ask if who == "ask" else answer)
            out.append(label + "\n\n".join(texts))
        return gap.join(out) + "\n"

    return write


def bold_questions(same_block: str = "\n\n", wrapped: bool = False) -> Callable[[Turns], str]:
    """Each paragraph of a question bold as a whole, the answer without a label."""

    def write(turns: Turns) -> str:
        out = ""
        for who, texts in turns:
            if who == "ask":
                out += "\n\n".join(f"**{fill(text) if wrapped else text}**" for text in texts) + same_block
            else:
                out += "\n\n".join(texts) + "\n\n"
        return out

    return write


def heading_questions(mark: str) -> Callable[[Turns], str]:
    def write(turns: Turns) -> str:
        return "\n\n".join(f"{mark} {' '.join(texts)}" if who == "ask" else "\n\n".join(texts) for who, texts in turns)

    return write


def hard_wrapped(write: Callable[[Turns], str]) -> Callable[[Turns], str]:
    def wrapped(turns: Turns) -> str:
        return "\n\n".join(fill(block) for block in write(turns).split("\n\n"))

    return wrapped


def fill(text: str) -> str:
    return textwrap.fill(text, 72, break_long_words=False, break_on_hyphens=False)


FORMS = {
    "bold label": Form(labelled("**Question:** {}", "**Ann Other:** {}"), ".md"),
    "bold label, colon outside": Form(labelled("**Question**: {}", "**Ann Other**: {}"), ".md"),
    "label over two bold runs": Form(
        labelled("**Question:** {}", "**President of Freedonia** **Ann Other:** {}"), ".md"
    ),
    "label with a no-break space": Form(labelled("**Question:** {}", "**Ann\u00a0Other:** {}"), ".md"),
    "plain label": Form(labelled("Question: {}", "Ann Other: {}"), ".txt"),
    "capitals": Form(labelled("QUESTION: {}", "MS OTHER: {}"), ".txt"),
    "office and name": Form(labelled("Question: {}", "President of Freedonia Ann Other: {}"), ".txt"),
    "Q and a name": Form(labelled("Q {}", "MS. OTHER: {}"), ".txt"),
    "Q with no-break spaces": Form(labelled("Q\u00a0\u00a0\u00a0{}", "MS. OTHER:\u00a0 {}"), ".txt"),
    "Q hard-wrapped": Form(hard_wrapped(labelled("Q    {}", "MS. OTHER:  {}")), ".txt"),
    "Q and A": Form(labelled("Q: {}", "A: {}"), ".txt"),
    "Q and A with stops": Form(labelled("Q. {}", "A. {}"), ".txt"),
    "Q and A in bold": Form(labelled("**Q:** {}", "**A:** {}"), ".md"),
    "dashes, no blank lines": Form(labelled("Q - {}", "A - {}", "\n", "\n"), ".txt"),
    "French": Form(labelled("Q - {}", "R - {}", "\n", "\n"), ".txt"),
    "no blank lines": Form(labelled("Q: {}", "A: {}", "\n", "\n"), ".txt"),
    "full stop": Form(labelled("Mr. RANKIN. {}", "Ms. OTHER. {}"), ".txt", "Mr. RANKIN"),
    "question bold with its label": Form(
        lambda turns: "\n\n".join(
            "\n\n".join(f"**Q: {t}**" if not n else f"**{t}**" for n, t in enumerate(texts))
            if who == "ask"
            else "A: " + "\n\n".join(texts)
            for who, texts in turns
        ),
        ".md",
    ),
    "numbered": Form(numbered("Q#: ", "A#: "), ".txt"),
    "bold questions": Form(bold_questions(), ".md"),
    "bold questions in the block of their answer": Form(bold_questions("\n"), ".md"),
    "bold questions hard-wrapped": Form(bold_questions(wrapped=True), ".md"),
    "questions as headings": Form(heading_questions("###"), ".md"),
    "names as headings": Form(labelled("### Interviewer:\n\n{}", "### Ann Other:\n\n{}"), ".md"),
    "times after bold names": Form(timed("**$:** \\[@\\] ", "Host", "Ann Other"), ".md"),
    "times in emphasis": Form(timed("*$ (@)*: ", "Jo Doe", "Ann Other"), ".md", "Jo Doe"),
    "times above": Form(timed("$ (@):\n", "Jo Doe", "Ann Other"), ".txt", "Jo Doe"),
    "times before": Form(timed("[@] $: ", "Jo Doe", "Ann Other"), ".txt", "Jo Doe"),
    "initials": Form(labelled("JD: {}", "AO: {}"), ".txt", "JD"),
    "last names": Form(labelled("Doe: {}", "Other: {}"), ".txt", "Doe"),
    "Russian": Form(labelled("Вопрос: {}", "С.В.Иванов: {}"), ".txt"),
    "Russian in bold": Form(labelled("**Вопрос:** {}", "**Ответ:** {}"), ".md"),
    "Chinese": Form(labelled("问：{}", "答：{}", "\n\n", "\n\n"), ".txt"),
    "Chinese in one block": Form(labelled("問：{}", "答：{}", "  \n", "  \n"), ".md"),
    "Chinese in bold": Form(labelled("**問：{}**", "陳：{}"), ".md"),
    "Chinese headings": Form(labelled("### 記者：\n\n{}", "### 王五：\n\n{}"), ".md"),
    "Japanese": Form(labelled("記者：{}", "大臣：{}"), ".txt"),
    "Arabic signs": Form(labelled("■ {}", "- {}"), ".txt"),
    "Arabic": Form(labelled("سؤال: {}", "الوزير: {}"), ".txt"),
    "German": Form(labelled("Frage: {}", "Bundeskanzlerin Muster: {}"), ".txt"),
    "Spanish": Form(labelled("PREGUNTA: {}", "PRESIDENTE: {}"), ".txt"),
}
