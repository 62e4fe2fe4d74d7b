"""JSON-LD: fit for a script element, with URLs for places in the site, without what is empty."""

from __future__ import annotations

import json

from edition.resolve.urls import Target
from edition.site.linked_data import write_linked_data

SITE = "https://example.org/light/"


def test_no_text_can_end_the_script_that_it_stands_in() -> None:
    text = write_linked_data(SITE, {"name": "</script><b>&\u2028 <site>"})
    assert not {*"<>&\u2028"} & {*text}
    assert json.loads(text)["@graph"] == [{"name": "</script><b>&\u2028 <site>"}]


def test_a_place_in_the_site_becomes_a_url_and_what_is_empty_is_left_out() -> None:
    node = {"@id": Target("topics/"), "about": [{"url": Target("p/3.4", "p4"), "name": ""}], "image": "", "hasPart": []}
    assert json.loads(write_linked_data(SITE, node))["@graph"] == [
        {"@id": f"{SITE}topics/", "about": [{"url": f"{SITE}p/3.4/#p4"}]}
    ]


def test_nothing_is_identified_in_a_site_whose_url_is_not_known() -> None:
    assert write_linked_data("", {"@id": Target("")}) == ""
