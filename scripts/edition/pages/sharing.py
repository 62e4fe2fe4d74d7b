"""What is shared: the picture beside a link, and a page for each passage that has its words in the link's card.

What stands behind `#` in an address never reaches a server, so a link to a passage would have the
card of its whole question. `p/3.4/` is a page of its own, which says the words of the passage to
whoever makes a card of it, and leads a reader on to the passage.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..model import Card, Edition, Interview, Page, Question, Turn
from .citation import facts_of, meta_of
from .linked import question_data
from .markdown import MADE_BY, Head
from .question import LISTED
from .repository import Repository

PASSAGES = "p"
"""The folder of the passages' own pages, short because it is typed and spoken."""
PICTURES = "made/cards"
COMMON, HOME = "edition", "home"
"""The pictures of the pages that have none of their own."""
_SAID = 200
"""Characters of a passage that fit into a card."""


def cards(edition: Edition) -> Iterator[Card]:
    """What is written on each picture: home, everything else, and the questions unless they are very many."""
    interview, labels = edition.interview, edition.interview.labels
    who, foot = who_and_when(interview), labels.card_independent
    yield Card(HOME, interview.edition, interview.title, who, "", labels.card_about, foot)
    yield Card(COMMON, interview.title, interview.edition, who, "", labels.card_about, foot)
    for question in edition.questions if has_cards(edition) else ():
        editorial = question.editorial
        yield Card(editorial.name, interview.edition, question.heading, who, labels.summary, editorial.summary, foot)


def has_cards(edition: Edition) -> bool:
    """Whether each question has a picture, and each passage a page of its own, to be shared."""
    return len(edition.questions) <= LISTED


def picture_of(edition: Edition, question: Question) -> str:
    """Where the picture for the page of a question stands in the site; empty if it has none of its own."""
    return f"{PICTURES}/{question.editorial.name}.png" if has_cards(edition) else ""


def head_of(edition: Edition, question: Question) -> Head:
    """What the page of a question says of itself to other machines."""
    data = question_data(edition, question, picture_of(edition, question))
    card = {"card": question.editorial.name, "card_alt": alt(edition.interview, question.heading)}
    return {
        "type": "article",
        **(card if has_cards(edition) else {}),
        "cite": meta_of(edition.interview, question),
        "data": data,
    }


def who_and_when(interview: Interview) -> str:
    """`Sergey Lavrov, interviewed by Sputnik, 18 September 2020`."""
    facts = facts_of(interview)
    return interview.labels.card_who.format(**{name: facts[name] for name in ("speaker", "interviewer", "date")})


def passage_pages(edition: Edition, repository: Repository, source: str) -> Iterator[Page]:
    """A page of HTML for each passage; `source` is the transcript."""
    for question in edition.questions if has_cards(edition) else ():
        for turn in question.exchange.turns:
            for passage in turn.passages:
                yield _passage_page(edition, question, turn, passage.number, passage.text, repository, source)


def robots(repository: Repository, source: str) -> Page:
    """Everybody may read everything; where the list of pages is, if the site's address is known."""
    sitemap = f"\nSitemap: {repository.site}sitemap.xml\n" if repository.site else ""
    return Page("robots.txt", f"# {MADE_BY} from {source}\nUser-agent: *\nAllow: /\n{sitemap}")


def _passage_page(
    edition: Edition, question: Question, turn: Turn, number: int, text: str, repository: Repository, source: str
) -> Page:
    """The page has its own `og:url` and no canonical link: a network would follow it and show the card of the question.

    Search engines are told not to list it, and take the redirection for one that is meant to last.
    """
    interview = edition.interview
    name = f"{question.number}.{number}"
    title = f"{name} · {turn.speaker.name}"
    said = f"{turn.speaker.name}: “{excerpt(text)}”"
    site = repository.site
    image = f"{site}{picture_of(edition, question)}" if site else ""
    facts = {
        "og:type": "article",
        "og:title": title,
        "og:description": said,
        "og:site_name": interview.edition,
        "og:url": f"{site}{PASSAGES}/{name}/" if site else "",
        "og:image": image,
        "og:image:width": "1200" if image else "",
        "og:image:height": "630" if image else "",
        "og:image:alt": alt(interview, question.heading) if image else "",
        "twitter:card": "summary_large_image" if image else "summary",
    }
    meta = "\n".join(
        f'<meta {"name" if key.startswith("twitter") else "property"}="{key}" content="{html.escape(value)}">'
        for key, value in facts.items()
        if value
    )
    target = html.escape(f"../../questions/{question.editorial.name}/#p{number}")
    return Page(
        f"{PASSAGES}/{name}/index.html",
        f'<!doctype html>\n<!-- {MADE_BY} from {source} -->\n<html lang="{html.escape(interview.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)} - {html.escape(interview.edition)}</title>\n"
        f'<meta name="description" content="{html.escape(said)}">\n<meta name="robots" content="noindex">\n{meta}\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n<body>\n<article>\n'
        f'<p><a href="{target}">{html.escape(title)}</a></p>\n'
        f"</article>\n</body>\n</html>\n",
    )


def alt(interview: Interview, title: str) -> str:
    """What a picture shows, for those who don't see it."""
    return f"{interview.edition}: {title} · {who_and_when(interview)} · {interview.labels.card_independent}"


def excerpt(text: str) -> str:
    """The first words of a passage, whole words if it has any."""
    if len(text) <= _SAID:
        return text
    cut = text[: _SAID - 2]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:–—')} …"
