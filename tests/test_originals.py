"""make new with files that are no text: read back word for word and voice by voice, kept byte for byte, refused with a reason."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.problems import Problems
from edition.resolve.assemble import read_edition
from interviews import Turns
from originals import ORIGINALS, clock, page, rolling, timed, vtt, whisper, word
from test_new import DEALT, TURNS, begun, expected, read_back
from verification.original import find_differences

ASKS = ("--asks", "Jo Doe", "--asks", "JO DOE")


@pytest.mark.parametrize(("ending", "write"), ORIGINALS.values(), ids=list(ORIGINALS))
def test_an_original_is_read_back_word_for_word_and_kept_byte_for_byte(
    ending: str, write: Callable[[Turns], bytes], tmp_path: Path
) -> None:
    data = write(TURNS)
    assert begun(tmp_path, data, f"t{ending}") == 0, "who asks shows"
    assert read_back(tmp_path) == expected(TURNS)
    assert (tmp_path / f"source/original{ending}").read_bytes() == data
    assert find_differences(tmp_path / "source") == []


@settings(deadline=None, max_examples=20)
@given(DEALT, st.sampled_from(sorted(ORIGINALS)))
def test_a_dealt_interview_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, dealt: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], name: str
) -> None:
    ending, write = ORIGINALS[name]
    turns = [turn for asked, answered in dealt for turn in (("ask", asked), ("answer", answered))]
    folder = tmp_path_factory.mktemp("dealt")
    assert begun(folder, write(turns), f"t{ending}", *ASKS) == 0
    assert read_back(folder) == expected(turns)


def test_times_are_kept_with_each_passage_of_a_turn(tmp_path: Path) -> None:
    turns = [(who, texts * 6) for who, texts in TURNS]
    assert begun(tmp_path, vtt(turns), "t.vtt") == 0
    edition = read_edition(tmp_path / "source", Problems())
    assert edition is not None
    starts = {clock(second)[:8] for second, _, _, _ in timed(turns)}
    passages = [passage for question in edition.questions for passage in question.passages]
    assert len(passages) > len(TURNS), "a long turn is more than a paragraph"
    assert {passage.time for passage in passages} <= starts
    assert not [passage for passage in passages if passage.text.startswith("[")]


def test_two_voices_in_a_cue_dashes_and_voices_that_nothing_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Jo Doe>Thank you for seeing us. What are the plans?</v>\n<v Ann Other>Good &amp; cheap."
        "\n\n00:05.000 --> 00:09.000\nThe town: it waits for them, &lt;all&gt; of it, and has for ten years or more."
        "\n\n00:10.000 --> 00:14.000\n- Who pays?\n- <v Ann Other>The state, and nobody else."
        "\n\n00:15.000 --> 00:19.000\n<v Jo Doe>Why?\n\n00:20.000 --> 00:21.000\n<v Ann Other>Who else could, after all of this?\n"
    )
    assert begun(tmp_path, text, "t.vtt", "--asks", "Jo Doe") == 0
    said = capsys.readouterr().out
    assert "(in all: 1; the first at 00:00:05: “The town" in said
    assert "the label is “Unnamed voice” (in all: 1)" in said
    assert read_back(tmp_path)[1] == (
        "speaker",
        "Good & cheap. The town: it waits for them, <all> of it, and has for ten years or more.",
    )
    assert "Who pays?" in [words for role, words in read_back(tmp_path) if role == "moderator"]


@pytest.mark.parametrize("ending", [".srt", ".vtt"])
def test_numbers_of_voices_in_brackets_are_labels(ending: str, tmp_path: Path) -> None:
    cues = (
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n[SPEAKER_0{['ask', 'answer'].index(who)}]: {' '.join(texts)}\n"
        for number, (who, texts) in enumerate(TURNS, 1)
    )
    text = ("WEBVTT\n\n" if ending == ".vtt" else "") + "\n".join(cues)
    data = (text.replace(",000", ".000").replace(",900", ".900") if ending == ".vtt" else text).encode()
    assert begun(tmp_path, data, f"t{ending}", "--asks", "SPEAKER_00") == 0
    assert read_back(tmp_path) == expected(TURNS)
    assert find_differences(tmp_path / "source") == []


STRUCK_AND_RAISED = ("<w:strike/>", "<w:vertAlign w:val='superscript'/>")
HIDDEN = "<aside>Read also</aside><script>alert(1)</script><div hidden>secret</div>"


def test_the_part_of_a_page_that_a_selector_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    teaser = "<article><p>" + "Another article altogether, and a long one. " * 40 + "</p></article>"
    data = page(TURNS).replace(b"<article>", f"{teaser}<div class='talk'>{HIDDEN}<article>".encode())
    data = data.replace(b"</article><footer>", b"</article></div><footer>")
    assert begun(tmp_path, data, "t.html", "--selector", "div.talk") == 0
    assert read_back(tmp_path) == expected(TURNS)
    said = capsys.readouterr().out
    assert "are left out: aside (1)" in said
    assert "hides from its readers are left out: “secret”" in said
    assert "“div.talk”" in said
    assert "alert" not in (tmp_path / "source/transcript.md").read_text()


def test_what_word_has_beside_plain_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tracked change, a sign of a symbol font, a text box, struck words; a raised number stays one."""
    run = "<w:r><w:t xml:space='preserve'>%s</w:t></w:r>"
    struck, raised = (run.replace("<w:t", f"<w:rPr>{how}</w:rPr><w:t") for how in STRUCK_AND_RAISED)
    paragraphs = (
        run % "Q: When will the harbour open again?",
        run % "A: In "
        + "<w:del w:id='1' w:author='x'><w:r><w:delText>summer</w:delText></w:r></w:del>"
        + f"<w:ins w:id='2' w:author='x'>{run % 'spring'}</w:ins>"
        + run % ", if the weather allows it, "
        + "<w:r><w:sym w:font='Symbol' w:char='F0B1'/></w:r>"
        + run % " a week.",
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>"
        + run % "A picture of the harbour."
        + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        run % "Q: And who pays for it?",
        run % "A: The state does, and the county pays for the 10"
        + raised % "3"
        + run % " miles of "
        + struck % "track "
        + run % "road.",
    )
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    names = (
        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:v='urn:schemas-microsoft-com:vml'"
    )
    document = f"<w:document {names}><w:body>{body}</w:body></w:document>".encode()
    assert begun(tmp_path, packed(document=document), "t.docx") == 0
    said = capsys.readouterr().out
    assert "tracked changes (2)" in said
    assert "look like them (1)" in said
    assert "“A picture of the harbour.”" in said
    assert "left out: s (1)" in said
    spoken = read_back(tmp_path)
    assert "In spring, if the weather allows it, ± a week." in spoken[1][1]
    assert "The state does, and the county pays for the 10³ miles of road." in spoken[3][1]
    assert find_differences(tmp_path / "source") == []


def test_raised_and_struck_words_of_a_page_are_verified(tmp_path: Path) -> None:
    said = b"<p>Ann Other: Some 10<sup>23</sup> of them, or <del>none</del> <s>nine</s> <ins>ten</ins> thousand.</p></article>"
    assert begun(tmp_path, page(TURNS).replace(b"</article><footer>", said + b"<footer>"), "t.html") == 0
    assert "Some 10²³ of them, or ten thousand." in read_back(tmp_path)[-1][1]
    assert find_differences(tmp_path / "source") == []


SHEET = """<style>/* .seen { display: none } */
@charset "utf-8"; .gone, p.off { color: red; display: none } #id { visibility:hidden }
@media print { .seen { display: none } } @media (max-width: 600px) { .seen { display: none } }
@media screen { .dark { display: none !important } } .gone.open { display: inline } aside .seen { display: none }
.wide { display: none } @media (min-width: 600px) { .wide { display: block } }
.clipped { position: absolute; clip: rect(1px, 1px, 1px, 1px) } .far { position: absolute; left: -9999px }
</style>"""


@pytest.mark.parametrize(
    "attributes",
    [
        "style='display:none'",
        "STYLE='color: red; Display : None !important'",
        "style='visibility:hidden'",
        "aria-hidden='true'",
        "hidden",
        "hidden='until-found'",
        "class='sr-only'",
        "class='note visually-hidden'",
        "class='screen-reader-text'",
        "class='gone'",
        "class='x gone'",
        "class='dark'",
        "class='clipped'",
        "class='far'",
        "id='id'",
    ],
)
def test_words_that_a_page_hides_are_left_out_and_told(
    attributes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Inside a paragraph, as one that nothing ends, and around others."""
    hidden = (
        f"<p>Ann Other: Then <span {attributes}>never <b>ever</b></span><img {attributes}>nothing."
        f"<p {attributes}>Jo Doe: Secret?<div {attributes}><p>Кто это?<p>Тайна</div><p>That is all.</p></article>"
    )
    data = page(TURNS).replace(b"<body>", f"{SHEET}<body class=gone>".encode()).replace(b"</article>", hidden.encode())
    assert begun(tmp_path, data, "t.html") == 0
    assert read_back(tmp_path)[-1] == ("speaker", f"{expected(TURNS)[-1][1]} Then nothing. That is all.")
    assert "“never ever”, “Jo Doe: Secret?”, “Кто это? Тайна”. If" in capsys.readouterr().out
    assert find_differences(tmp_path / "source") == []


@pytest.mark.parametrize(
    "attributes",
    [
        "class='seen'",
        "class='gone open'",
        "class='gone' style='display:inline'",
        "class='off'",
        "class='wide'",
        "class='not-sr-only'",
        "aria-hidden='false'",
        "style='display:block'",
        "style='text-indent:-20px'",
    ],
)
def test_words_that_a_page_shows_at_some_width_are_the_interviews(
    attributes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = f"<p>Ann Other: Then <span {attributes}>never</span> nothing.</p></article>".encode()
    data = page(TURNS).replace(b"<body>", f"{SHEET}<body>".encode()).replace(b"</article>", shown)
    assert begun(tmp_path, data, "t.html") == 0
    assert read_back(tmp_path)[-1][1].endswith("Then never nothing.")
    assert "hides" not in capsys.readouterr().out
    assert find_differences(tmp_path / "source") == []


STYLES = """<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'/>
<w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Below'><w:basedOn w:val='Secret'/></w:style>
<w:style w:type='character' w:styleId='Shown'><w:basedOn w:val='Below'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Round'><w:basedOn w:val='Round'/></w:style>
<w:style w:type='paragraph' w:styleId='Note'><w:rPr><w:vanish w:val='true'/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("paragraph", "run", "hides"),
    [
        ("", "<w:vanish/>", True),
        ("", "<w:b/><w:vanish w:val='1'/>", True),
        ("", "<w:rStyle w:val='Secret'/>", True),
        ("", "<w:rStyle w:val='Below'/>", True),
        ("Note", "", True),
        ("Note", "<w:rStyle w:val='Round'/>", True),
        ("", "<w:vanish w:val='false'/>", False),
        ("", "<w:webHidden/>", False),
        ("", "<w:rStyle w:val='Shown'/>", False),
        ("", "<w:rStyle w:val='Secret'/><w:vanish w:val='0'/>", False),
        ("Note", "<w:vanish w:val='off'/>", False),
        ("None", "<w:rStyle w:val='Missing'/>", False),
    ],
)
def test_hidden_words_of_word_are_left_out_and_told(
    paragraph: str, run: str, hides: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*runs: str, style: str = "") -> str:
        return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{''.join(runs)}</w:p>"

    def words(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"

    seen = "<w:vanish w:val='0'/>"
    body = "".join(said(words(f"{'QA'[n % 2]}: Is it word number {n} or not?", seen)) for n in range(7))
    body += said(words("A: Then ", seen), words("never ", run), words("nothing.", seen), style=paragraph)
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    document = f"<w:document {names}><w:body>{body}</w:body></w:document>".encode()
    assert begun(tmp_path, packed(document=document, styles=STYLES.encode()), "t.docx") == 0
    assert read_back(tmp_path)[-1][1] == f"Then {'' if hides else 'never '}nothing."
    assert ("are left out: “never”" in capsys.readouterr().out) is hides
    assert find_differences(tmp_path / "source") == []


def packed(**parts: bytes) -> bytes:
    """A ZIP with files in a folder `word`."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return data.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
NAMELESS = re.sub(rb"<v[^>]*>", b"", vtt(TURNS))
ALONE = [("ask", texts) for _, texts in TURNS]
PARLIAMENT = json.dumps([{"speaker": f"Member {n % 20}", "text": "I say that this is so."} for n in range(80)]).encode()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("t.vtt", NAMELESS, "cues says who speaks"),
        ("t.vtt", vtt(ALONE), "only “Jo Doe” speaks here"),
        ("t.vtt", b"WEBV\n\nno captions", "can’t be read"),
        ("t.vtt", vtt(TURNS)[:180], "this has only"),
        ("t.srt", b"1\n00:00:99,1 --> x\n\xff\xfe\x00", ""),
        ("t.json", json.dumps({"segments": [{"text": "Hello"}]}).encode(), "nothing in its 1 segments says who speaks"),
        ("t.json", b'{"segments": [', "can’t be read"),
        ("t.json", b'[{"speaker": "A", "text": "lost", "text": "kept"}]', "a key is there twice in one object: speaker, text"),
        ("t.json", b"[" * 100_000, "nested too deeply"),
        ("t.json", b'{"title": "no transcript"}', "no list of “segments”"),
        ("t.json", b'[{"speaker": "A", "text": "\\ud800"}]', "half of a character"),
        ("t.json", PARLIAMENT, "a debate"),
        ("t.html", b"<p>An essay about harbours and ships.</p>" * 40, "nothing shows where a turn begins"),
        ("t.html", b"<p>Q: Why?" + b"<div>" * 3_000, ""),
        ("t.docx", b"no zip", "File is not a zip file"),
        ("t.docx", packed(other=b""), "no Word document"),
        ("t.docx", packed(document=b"<a>" + b" " * 41_000_000), "41 million bytes"),
        ("t.docx", packed(document=ENTITIES), "has a DOCTYPE"),
        ("t.docx", packed(document=b"<a><b></a>"), "can’t be read"),
        ("t.docx", word(TURNS)[:9000], "can’t be read"),
    ],
)  # fmt: skip
def test_what_cant_be_read_is_refused_with_a_reason(
    name: str, data: bytes, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path, data, name) == 1
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "source").exists()


@pytest.mark.parametrize(
    ("selector", "reason"), [("p[", "is no CSS selector"), ("p", "names 10 elements"), ("#no", "0 ele")]
)
def test_a_selector_names_one_element(
    selector: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path, page(TURNS), "t.html", "--selector", selector) == 1
    assert reason in capsys.readouterr().err


def test_a_library_that_is_missing_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    assert begun(tmp_path, word(TURNS), "t.docx") == 1
    assert "make inputs-tools" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ending", "data"),
    [(".vtt", vtt(TURNS)), (".vtt", rolling(TURNS)), (".json", whisper(TURNS)), (".html", page(TURNS)), (".docx", word(TURNS))],
)  # fmt: skip
def test_a_word_lost_or_added_is_seen(ending: str, data: bytes, tmp_path: Path) -> None:
    assert begun(tmp_path, data, f"t{ending}") == 0
    made = tmp_path / "source/transcript.md"
    text = made.read_text()
    assert find_differences(made.parent) == []
    spoilt = [text.replace("in May", "May"), text.replace("in May", "not in May"), text.replace("No.", "Yes.")]
    if ending in (".vtt", ".json") and b"<v" in data + b"<v" * (ending == ".json"):
        spoilt.append(re.sub(r"\*\*Ann Other:\*\*(?= (?:\[[\d:]+\] )?No\.)", "**Jo Doe:**", text))
    for other in spoilt:
        assert other != text
        made.write_text(other)
        assert find_differences(made.parent) != []
