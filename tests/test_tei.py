"""The TEI document as a corpus takes it: whatever points somewhere arrives, and the text is the interview's alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree

from edition.exports import NotMadeError, tei
from edition.model.edition import Edition
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.source.publication import NOWHERE
from support import FIXTURE
from test_hostile_text import edition_of

NOTED, ALONE = tei.EXPORTS
ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def interview() -> Edition:
    edition = read_edition(FIXTURE / "source", Problems())
    assert edition
    return edition


def test_whatever_points_somewhere_arrives(interview: Edition) -> None:
    root = etree.fromstring(NOTED.write(interview, NOWHERE))
    ids = Counter(one.get(ID) for one in root.iter() if one.get(ID))
    assert ids.most_common(1)[0][1] == 1
    given = (one.get(name, "").split() for one in root.iter() for name in ("target", "ref", "who", "ana", "resp"))
    pointers = [pointer for some in given for pointer in some if pointer.startswith("#")]
    assert len(pointers) > 150
    aims = {re.sub(r"#(?:string-range\()?([^,]*).*", r"\1", pointer) for pointer in pointers}
    assert aims - ids.keys() == set()


def test_the_text_is_the_interview_s_alone(interview: Edition) -> None:
    for export in (NOTED, ALONE):
        root = etree.fromstring(export.write(interview, NOWHERE))
        text = " ".join("".join(root.find("{*}text").itertext()).split())
        assert text == " ".join(p.text for question in interview.questions for p in question.passages)
    assert root.find("{*}standOff") is None
    assert not root.findall(".//{*}rs")


def test_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(NotMadeError, match=r"U\+FFFF"):
        NOTED.write(edition_of("Is it?", "It is \uffff."), NOWHERE)
