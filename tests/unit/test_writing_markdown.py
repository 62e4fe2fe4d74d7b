"""How values come out of a template: as themselves, also where Markdown would take them for something."""

from __future__ import annotations

import markdown
import pytest
from markupsafe import Markup

from edition.resolve.urls import make_anchor
from edition.site.markdown import anchor
from edition.site.render import TEMPLATES, escape_value


@pytest.mark.parametrize("text", ["(", "café", "a_b", "_", "l’été", "письмо"])
@pytest.mark.parametrize("form", ["## Title LIST", "Words\nLIST", "- **Words** here\n    LIST", "[Words](x.md)LIST"])
def test_an_anchor_is_an_id_wherever_it_is_written(text: str, form: str) -> None:
    id = make_anchor(text, "w-")
    converter = markdown.Markdown(extensions=["attr_list", "toc"])
    page = converter.convert(form.replace("LIST", f"{{: #{anchor(id)} .voice }}"))
    assert f'id="{id}"' in page
    assert "{:" not in page
    assert [entry["id"] for entry in converter.toc_tokens] in ([], [id])  # type: ignore[attr-defined]


def test_no_two_texts_have_the_same_anchor() -> None:
    texts = ["a", "A", "á", "a-", "a_", "_61_", "(", "28", ""]
    assert len({make_anchor(text) for text in texts}) == len(texts)
    assert anchor("p4") == "p4"


def test_plain_text_is_escaped_once_and_markup_is_not() -> None:
    assert escape_value("*a* <b> {: .c }") == "&#42;a&#42; &lt;b&gt; &#123;: .c &#125;"
    assert escape_value(escape_value("*")) == "&#42;"
    assert escape_value(Markup("**a**")) == "**a**"
    assert escape_value(3) == "3"


def test_templates_join_no_texts_with_the_operator_that_escapes_for_html() -> None:
    assert [path.name for path in TEMPLATES.glob("*.jinja") if " ~ " in path.read_text(encoding="utf-8")] == []
