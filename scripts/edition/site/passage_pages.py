"""A page for each passage, to be shared: it has the passage's words in its card.

What stands behind `#` in an address never reaches a server, so a link to a passage would have the
card of its whole question. `p/3.4/` is a page of its own, which says the words of the passage to
whoever makes a card of it, and leads a reader on to the passage.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from edition.model.edition import Edition, Question
from edition.model.text import Passage
from edition.resolve import urls
from edition.resolve.cards import describe_card, find_card_image
from edition.resolve.language_tags import write_page_language
from edition.site.page import Raw
from edition.site.render import render_html
from edition.source.publication import Publication

_SAID = 200
"""Characters of a passage that fit into a card."""


def shared_pages(edition: Edition, publication: Publication) -> Iterator[Raw]:
    """A page of HTML for each passage, unless they are very many."""
    for question in () if edition.is_long else edition.questions:
        for passage in question.passages:
            yield _shared_page(edition, question, passage, publication)


def robots(publication: Publication) -> Raw:
    """Everybody may read everything; where the list of pages is, if the site's address is known."""
    sitemap = f"\nSitemap: {publication.site}sitemap.xml\n" if publication.site else ""
    return Raw("robots.txt", f"# {{made}}\nUser-agent: *\nAllow: /\n{sitemap}")


def _shared_page(edition: Edition, question: Question, passage: Passage, publication: Publication) -> Raw:
    """The page has its own `og:url` and no canonical link: a network would follow it and show the card of the question.

    Search engines are told not to list it, and take the redirection for one that is meant to last.
    """
    interview = edition.interview
    text = render_html(
        "passage",
        interview=interview,
        passage=passage,
        language=Markup(write_page_language(interview)),
        title=_title(passage),
        said=_say(edition, passage),
        card=_card(edition, question, passage, publication).items(),
        target=f"../../{urls.locate_passage(question, passage).address}",
    )
    return Raw(f"{urls.locate_passage_page(passage).page}index.html", text)


def _title(passage: Passage) -> str:
    return f"{passage.name} · {passage.speaker.name}"


def _say(edition: Edition, passage: Passage) -> str:
    return edition.interview.labels.card_said.format(speaker=passage.speaker.name, words=excerpt(passage.text))


def _card(edition: Edition, question: Question, passage: Passage, publication: Publication) -> dict[str, str]:
    """What networks read of the page (https://ogp.me)."""
    interview, site = edition.interview, publication.site
    image = f"{site}{find_card_image(edition, question)}" if site else ""
    return {
        "og:type": "article",
        "og:title": _title(passage),
        "og:description": _say(edition, passage),
        "og:site_name": interview.edition,
        "og:url": f"{site}{urls.locate_passage_page(passage).address}" if site else "",
        "og:image": image,
        "og:image:width": "1200" if image else "",
        "og:image:height": "630" if image else "",
        "og:image:alt": describe_card(interview, question.heading) if image else "",
        "twitter:card": "summary_large_image" if image else "summary",
    }


def excerpt(text: str) -> str:
    """The first words of a passage, whole words if it has any."""
    if len(text) <= _SAID:
        return text
    cut = text[: _SAID - 2]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:–—')} …"
