"""A page for each passage, to be shared: it has the passage's words in its card.

What stands behind `#` in an address never reaches a server, so a link to a passage would have the
card of its whole question. `p/3.4/` is a page of its own, which says the words of the passage to
whoever makes a card of it, and leads a reader on to the passage.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from edition.model.edition import Edition, Question
from edition.model.text import Passage
from edition.resolve import urls as routes
from edition.resolve.cards import alt, picture_of
from edition.resolve.language_tags import of_page
from edition.site.page import Raw
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
    interview, here = edition.interview, routes.shared(passage)
    title = html.escape(f"{passage.name} · {passage.speaker.name}")
    said = interview.labels.card_said.format(speaker=passage.speaker.name, words=excerpt(passage.text))
    card = _card(edition, question, passage, said, publication)
    meta = "\n".join(
        f'<meta {"name" if key.startswith("twitter") else "property"}="{key}" content="{html.escape(value)}">'
        for key, value in card.items()
        if value
    )
    target = html.escape("../../" + routes.passage(question, passage).address)
    return Raw(
        f"{here.page}index.html",
        f"<!doctype html>\n<!-- {{made}} -->\n<html {of_page(interview)}>\n<head>\n"
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} - {html.escape(interview.edition)}</title>\n"
        f'<meta name="description" content="{html.escape(said)}">\n<meta name="robots" content="noindex">\n{meta}\n{_files(passage)}\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n<body>\n<article>\n'
        f'<p><a href="{target}">{title}</a></p>\n'
        f"</article>\n</body>\n</html>\n",
    )


def _files(passage: Passage) -> str:
    """The passage's citations as files, which reference managers find (https://signposting.org)."""
    return "\n".join(
        f'<link rel="describedby" type="{media}" href="../../{routes.reference(passage.name, ending)}">'
        for ending, (_, media) in routes.REFERENCE_FILES.items()
    )


def _card(
    edition: Edition, question: Question, passage: Passage, said: str, publication: Publication
) -> dict[str, str]:
    """What networks read of the page (https://ogp.me)."""
    interview, site = edition.interview, publication.site
    image = f"{site}{picture_of(edition, question)}" if site else ""
    return {
        "og:type": "article",
        "og:title": f"{passage.name} · {passage.speaker.name}",
        "og:description": said,
        "og:site_name": interview.edition,
        "og:url": f"{site}{routes.shared(passage).address}" if site else "",
        "og:image": image,
        "og:image:width": "1200" if image else "",
        "og:image:height": "630" if image else "",
        "og:image:alt": alt(interview, question.heading) if image else "",
        "twitter:card": "summary_large_image" if image else "summary",
    }


def excerpt(text: str) -> str:
    """The first words of a passage, whole words if it has any."""
    if len(text) <= _SAID:
        return text
    cut = text[: _SAID - 2]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:–—')} …"
