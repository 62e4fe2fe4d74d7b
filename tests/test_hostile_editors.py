"""Whatever editors write is text, or the little Markdown that notes may have: nothing of it acts on a page.

Hostile texts go into every field and into notes, through the whole build. A browser's HTML parser
reads what comes out, and finds no script, no handler, no foreign scheme, and nothing unbalanced.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import rjsmin
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from edition.locale.labels import MARKS, load_labels
from edition.model.editorial import NOTE_KINDS
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.site import redirects as moved
from edition.site.pages import make_site_files
from edition.source.publication import Publication
from support import LITTLE, ROOT, copy_project, lay_out, run
from test_hostile_text import SYNTAX, converter

BREAKING_OUT = (
    "\"'>*x* _y_ __z__ `c` <script>alert(1)</script><img src=x onerror=alert(1)> [l](javascript:alert(1)) "
    '{: onclick="alert(1)" style="color: red" } " onmouseover="alert(1) {{ 7*7 }} {% x %} &lt;b&gt; </p></div></details> '
    '![i](javascript:x) <https://a.b> --8<-- "mkdocs.yml" | `` } ]]> --> \\" [^1] :smile: ==m== 1. x'
)
"""What has broken out of something once, or might."""
PLACE = "https://a.example/)[y](javascript:alert(1)){onclick=alert(1)}`*_"
"""A web address, as far as its beginning goes."""

ELEMENTS = {
    "a", "article", "aside", "b", "body", "br", "button", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "input", "label", "legend", "li", "link", "main",
    "mark", "meta", "nav", "noscript", "ol", "p", "path", "pre", "search", "section", "small", "span", "strong", "style", "sub", "summary",
    "sup", "svg", "table", "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
}  # fmt: skip
"""What pages are made of, but for scripts."""
SNIPPET = re.compile(r'^--8<-- "(.*)"$', re.MULTILINE)
"""A part that a page takes in; what editors write is never one."""
FIRST = rjsmin.jsmin((ROOT / "docs/assets/js/first.js").read_text(encoding="utf-8"))
"""What every page runs before it is painted."""
STYLES = re.compile(r"--[a-z]+: \d+%?")


def dangers(page: str, fragment: bool) -> Iterator[str]:
    """What a page has that it must not have."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    roots = parser.parseFragment(page) if fragment else [parser.parse(page).getroot()]
    yield from (f"{error}: {facts}" for _, error, facts in parser.errors if error != "invalid-codepoint")
    for element in (each for root in roots if not isinstance(root, str) for each in root.iter()):
        if not isinstance(element.tag, str):  # a comment
            continue
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        if tag == "script":
            source, kind = element.get("src"), element.get("type")
            ours = re.fullmatch(
                r"((\.\.?/)*|/the-edited-interview/)made/assets-[0-9a-f]{8}/js/[a-z]+\.js", source or ""
            )
            if not (kind or "").endswith("json") and not ours and element.text not in (moved.SCRIPT, FIRST):
                yield f"a script of type {kind} from {source}"
        elif tag == "img" and re.fullmatch(r"\.\./made/files/edition\.(epub|pdf)\.png", element.get("src") or ""):
            pass  # what a file to take away looks like
        elif tag not in ELEMENTS:
            yield f"an element {tag}"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"{name}={value}"
            if name == "style" and not STYLES.fullmatch(value):
                yield f"a style {value}"
            if name in ("href", "src", "action", "formaction", "data") and urlsplit(value.strip()).scheme not in (
                "",
                "http",
                "https",
            ):
                yield f"{tag} {name}={value}"


def source(fields: Mapping[str, str], notes: str = "") -> dict[str, str]:
    """The files of a little source in which a text of an editor's is that of `fields`, by name."""
    text = {**dict.fromkeys(FIELDS, "A text"), **fields}
    interview = {
        **yaml.safe_load((LITTLE / "interview.yml").read_text(encoding="utf-8")),
        "title": text["title"],
        "edition": text["edition"],
        "labels": {name: re.sub("[{}]", "", fields[name]) for name in LABELS if name in fields},
    }
    for key in ("published", "received", "rights", "publisher"):
        interview["transcript"][key] = text[key]
    interview["transcript"]["title"] = text["original"]
    interview["transcript"]["address"] = fields.get("address", "https://www.example.org/")
    for speaker in interview["speakers"]:
        speaker |= {"name": text["name"], "about": text["about"], "sorted": text["sorted"]}
    front = {"summary": text["summary"], "topics": ["a", {"b": "1, 2"}], "signposts": {2: text["signpost"]}}
    terms = [
        {"id": "t", "term": "little", "full": text["full"], "definition": text["definition"], "names": [text["other"]],
         "sorted": text["sorted"], "search": [text["search"]], "source": text["source"]},
        {"id": "u", "term": "second", "office": text["office"], "lang": "fr", "definition": "x", "source": "x"},
    ]  # fmt: skip
    event = {"date": "2016", "label": text["event"], "question": 1, "quote": "two questions", "source": text["source"]}
    topics = [{"id": id, "title": text["topic"], "summary": text["topic_summary"]} for id in "ab"]
    note = f"\n> very little one\n\n**Context.** {notes or 'A note.'}\n\nSources:\n\n- {text['note_source']}\n"
    questions = (f"---\n{dumped({'title': text['question'], **front})}---\n{extra}" for extra in (note, ""))
    return {
        "interview.yml": dumped(interview),
        "topics.yml": dumped(topics),
        "timeline.yml": dumped([event]),
        "glossary/people.yml": dumped(terms),
        **dict(zip(("questions/01-is-it-one.md", "questions/02-the-second.md"), questions, strict=True)),
    }


class Quoting(yaml.SafeDumper):
    """Writes texts in quotation marks, as careful editors do."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def dumped(value: object) -> str:
    return str(yaml.dump(value, Dumper=Quoting, allow_unicode=True, width=float("inf")))


FIELDS = [
    "title", "edition", "published", "received", "rights", "publisher", "original", "name", "about", "sorted", "summary",
    "signpost", "full", "definition", "other", "search", "source", "office", "event", "topic", "topic_summary", "note_source",
    "question",
]  # fmt: skip
FIXED = {"locale", "sources", *NOTE_KINDS, *MARKS}
"""Labels by which something is read, or that no edition can change."""
LABELS = [name for name, text in load_labels("en").texts.items() if "{" not in text and name not in FIXED]
MARKDOWN = ("source", "note_source")
"""Fields that may have links and emphasis."""


def pages_of(files: Mapping[str, str]) -> dict[str, str] | None:
    """The pages that are made of a source; None if it has problems."""
    with tempfile.TemporaryDirectory() as folder:
        root = lay_out(Path(folder), files) / "source"
        problems = Problems()
        edition = read_edition(root, problems)
        if problems or edition is None:
            return None
        made = make_site_files(edition, Publication("https://github.com/a/b", site="https://a.example/b/"), ())
        return {file.path: file.data.decode() for file in made}


def check(pages: Mapping[str, str]) -> None:
    for path, text in pages.items():
        if path.endswith(("SUMMARY.md", ".txt", ".xml")):  # of no page
            continue
        text = SNIPPET.sub(lambda found: pages[f"parts/{found[1]}"], text)
        html = text if path.endswith(".html") else converter(False).reset().convert(get_data(text)[0])
        found = list(dangers(html, fragment=not path.endswith(".html")))
        assert found == [], path


def escaped(text: str) -> str:
    """The same text in Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def test_a_text_that_breaks_out_comes_out_as_itself() -> None:
    fields = {name: escaped(BREAKING_OUT) if name in MARKDOWN else BREAKING_OUT for name in (*FIELDS, *LABELS)}
    pages = pages_of(source(fields, f"{escaped(BREAKING_OUT)} [{escaped(BREAKING_OUT)}](<{PLACE}>)"))
    assert pages
    check(pages)
    for path in (
        "questions/01-is-it-one.md",
        "glossary/people.md",
        "timeline/index.md",
        "topics/a.md",
        "interview/index.md",
    ):
        tree = html5lib.parse(converter(False).reset().convert(get_data(pages[path])[0]), namespaceHTMLElements=False)
        assert BREAKING_OUT in " ".join("".join(tree.itertext()).split()), path


printable = st.characters(
    blacklist_categories=["Cs", "Cc"], blacklist_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
pieces = st.one_of(st.sampled_from([*SYNTAX, *BREAKING_OUT.split(" ")]), st.text(printable, min_size=1, max_size=8))
hostile = st.lists(pieces, min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n", "\n\n"]).map(lambda gap: gap.join(parts))
)


@settings(deadline=None, max_examples=12)
@given(
    st.dictionaries(
        st.sampled_from([*(name for name in FIELDS if name not in MARKDOWN), *LABELS]), hostile, min_size=1, max_size=12
    )
)
def test_no_field_of_an_editors_acts_on_a_page(fields: dict[str, str]) -> None:
    assume(all(text.split() for text in fields.values()))
    pages = pages_of(source(fields))
    if pages is not None:  # else nothing is written
        check(pages)


@settings(deadline=None, max_examples=20)
@given(hostile, hostile)
@example("[report][un]\n\n[un]:javascript:alert(1)", "x")
@example(f"[x](<{PLACE}>)", f"[x](<{PLACE}>)")
@example("***a** b* *c **d***", "**a*b*c**")
@example("- a\n- b\n\n      1. c\n      > d", "x")
def test_no_note_and_no_source_acts_on_a_page(note: str, cited: str) -> None:
    assume(cited.split())
    pages = pages_of(source({"note_source": " ".join(cited.split()), "source": cited}, note))
    if pages is not None:
        check(pages)


def test_nor_on_the_frame_of_a_finished_page(tmp_path: Path) -> None:
    """The same with the templates around it, which know no escaping of their own."""
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / "source")
    fields = {name: escaped(BREAKING_OUT) if name in MARKDOWN else BREAKING_OUT for name in (*FIELDS, *LABELS)}
    lay_out(tmp_path / "little", source(fields, escaped(BREAKING_OUT)))
    (tmp_path / "little/source").rename(project / "source")
    done = run("-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", "site", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((project / "site").rglob("*.html"))
    assert pages
    for path in pages:
        assert list(dangers(path.read_text(encoding="utf-8"), fragment=False)) == [], path
