"""How the house is built: imports point one way, functions are short, and every word that is said stands in words/ and is used."""

from __future__ import annotations

import ast
import datetime
import re
import string
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from edition.locale.labels import Labels, list_stop_words, load_labels
from support import ROOT

SCRIPTS = ROOT / "scripts"
EDITION = SCRIPTS / "edition"
LAYERS = (
    ("edition.characters",),
    ("edition.problems",),
    ("edition.locale",),
    ("edition.model",),
    ("edition.source",),
    ("edition.resolve",),
    ("edition.exports",),
    ("edition.site",),
    ("edition.locking", "edition.output", "edition.preview", "edition.returned"),
    ("edition.pipeline",),
)
"""The packages and modules of edition/; each may import those above it in this list, and none beside it."""
KNOWN_TO_IMPORTER = ("edition.characters", "edition.locale", "edition.model", "edition.problems")
"""All that importer/ may import of edition/."""
LONGEST = 50
"""Lines of a function."""
MESSAGES: dict[str, str] = yaml.safe_load((EDITION / "locale/problems.yml").read_text(encoding="utf-8"))
LABELS: dict[str, str] = yaml.safe_load((EDITION / "locale/en.yml").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """`edition.source.fields`, or `edition.source` for the package itself."""
    return ".".join(path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__")


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SCRIPTS.rglob("*.py"))}
MODULES = {name_of(path): path for path in TREES}
NODES = [node for tree in TREES.values() for node in ast.walk(tree)]


# Imports


def find_imports(name: str) -> Iterator[str]:
    """The modules of scripts/ that a module imports."""
    for node in ast.walk(TREES[MODULES[name]]):
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{name}: a relative import"
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from (one for one in (inner if inner in MODULES else node.module,) if one in MODULES)


GRAPH = {name: {*find_imports(name)} for name in MODULES}
FLOOR = {package: floor for floor, packages in enumerate(LAYERS) for package in packages}


def package_of(name: str) -> str:
    """`edition.source` for `edition.source.fields`."""
    return ".".join(name.split(".")[:2])


def test_imports_point_one_way() -> None:
    pairs = {(package_of(name), package_of(other)) for name in GRAPH for other in GRAPH[name] if "." in name}
    inside = sorted(pair for pair in pairs if all(one.startswith("edition.") for one in pair) and pair[0] != pair[1])
    assert {one for pair in inside for one in pair} <= FLOOR.keys(), "which layer does it belong to?"
    assert [f"{one} imports {other}" for one, other in inside if FLOOR[other] >= FLOOR[one]] == []


def test_only_command_lines_import_the_importer() -> None:
    used = {other for name in GRAPH for other in GRAPH[name] if name.startswith("edition")}
    assert [other for other in used if other.startswith("importer")] == []
    known = {package_of(other) for name in GRAPH if name.startswith("importer") for other in GRAPH[name]}
    assert [one for one in sorted(known) if one.startswith("edition") and one not in KNOWN_TO_IMPORTER] == []


def test_verification_shares_no_code_with_what_it_verifies() -> None:
    """And what it verifies doesn't know it: a build compares transcript and original from its command line."""
    for name in GRAPH:
        if name.startswith("verif"):
            assert [other for other in GRAPH[name] if not other.startswith("verif")] == [], name
        elif name.startswith(("edition", "importer")):
            assert [other for other in GRAPH[name] if other.startswith("verif")] == [], name


def test_original_transcript_and_site_are_verified_by_the_standard_library_alone() -> None:
    for name in (
        "verify",
        *(f"verification{part}" for part in ("", ".original", ".transcript", ".site", ".style_sheets")),
    ):
        imports = [node for node in ast.walk(TREES[MODULES[name]]) if isinstance(node, ast.Import | ast.ImportFrom)]
        named = [node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports]
        assert [one for one in named if one.split(".")[0] not in {*sys.stdlib_module_names, "verification"}] == [], name


def test_no_import_goes_round() -> None:
    TopologicalSorter(GRAPH).prepare()  # raises CycleError with the circle


def test_no_export_knows_another() -> None:
    """Except the registry, which lists them, and what several share."""
    shared = {"typesetting"}
    exports = {name: name.split(".")[2] for name in MODULES if name.startswith("edition.exports.")}
    known = {(exports[name], exports[other]) for name in exports for other in GRAPH[name] if other in exports}
    assert sorted(pair for pair in known if pair[0] not in ("registry", pair[1]) and pair[1] not in shared) == []


def test_mkdocs_is_known_to_its_hooks_alone() -> None:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert path.name == "hooks.py" or not [name for name in names if name.startswith("mkdocs")], path


def test_functions_are_short() -> None:
    functions = [node for node in NODES if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
    assert [one for one in lengths if one[1] > LONGEST] == []


# Words


def written(node: ast.AST) -> list[str]:
    """The texts that an expression may be, as patterns; `.+` for what isn't known."""
    match node:
        case ast.Constant(str(text)):
            return [re.escape(text)]
        case ast.IfExp(_, one, other):
            return [*written(one), *written(other)]
        case ast.JoinedStr(parts):
            texts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)
            return ["".join(texts)]
    return [".+"]


SAID = {text for node in NODES for text in written(node) if re.search("[a-z]{2}", text)}
"""The texts, and the patterns of texts, that stand in the scripts."""


def unsaid(names: Iterable[str]) -> list[str]:
    """Those of the names that stand nowhere in the scripts, neither as a text nor as an attribute."""
    attributes = {node.attr for node in NODES if isinstance(node, ast.Attribute)}
    patterns = [re.compile(text) for text in SAID if ".+" in text]
    plain = {*names} - attributes - {re.sub(r"\\(.)", r"\1", text) for text in SAID if ".+" not in text}
    return sorted(name for name in plain if not any(pattern.fullmatch(name) for pattern in patterns))


def reports() -> Iterator[tuple[ast.Call, list[str], set[str], bool]]:
    """Each call that reports a problem: with the codes that it may have, its facts, and whether these are all."""
    for tree in TREES.values():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            dicts = {
                target.id: node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("at", "warn", "report"):
                    continue
                if len(call.args) != 2:
                    continue  # some other `at`
                facts, whole = set[str](), True
                for keyword in call.keywords:
                    packed = dicts.get(keyword.value.id) if isinstance(keyword.value, ast.Name) else None
                    if keyword.arg:
                        facts.add(keyword.arg)
                    elif packed and all(isinstance(key, ast.Constant) for key in packed.keys):
                        facts |= {str(key.value) for key in packed.keys if isinstance(key, ast.Constant)}
                    else:
                        whole = False
                yield call, written(call.args[1]), facts, whole


def fields(message: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_problem_is_told_in_words_that_take_its_facts() -> None:
    checked = 0
    for call, codes, facts, whole in reports():
        told = [[name for name in MESSAGES if re.fullmatch(code, name)] for code in codes]
        assert all(told), f"words/problems.yml doesn't have all of {codes}: {ast.unparse(call)}"
        if not any(".+" in code for code in codes):
            wanted = set().union(*(fields(MESSAGES[name]) for (name,) in told))
            assert facts == wanted if whole else facts <= wanted, f"{ast.unparse(call)}: its words take {wanted}"
            checked += 1
    assert checked > 80


def test_every_code_of_a_problem_is_used() -> None:
    assert unsaid(MESSAGES) == []


IMPORTER: dict[str, dict[str, str]] = yaml.safe_load((SCRIPTS / "importer/messages.yml").read_text(encoding="utf-8"))
"""What the importer says, by the file in which it can be corrected."""


def find_importer_messages() -> Iterator[tuple[str, set[str]]]:
    """Each notice and each refusal in the importer: its code with its facts; those of one code may come from two places."""
    for path, tree in TREES.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and "importer" in path.parts):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name == "RefusedError":
                yield str(ast.literal_eval(call.args[0])), {keyword.arg or "" for keyword in call.keywords}
            elif name == "Notice" and len(call.args) == 3 and isinstance(call.args[2], ast.Dict):
                for code in written(call.args[0]):
                    yield code.replace("\\-", "-"), {str(ast.literal_eval(key)) for key in call.args[2].keys if key}


def test_every_message_of_the_importer_is_used_and_takes_its_facts() -> None:
    messages = {code: text for some in IMPORTER.values() for code, text in some.items()}
    assert len(messages) == sum(map(len, IMPORTER.values())), "a code is there twice"
    assert unsaid(messages) == []
    checked = 0
    for code, facts in find_importer_messages():
        if code in messages:
            assert fields(messages[code]) <= facts | {"line"}, code
            checked += 1
        else:
            assert ".+" in code, f"messages.yml doesn’t have {code}"
    assert checked > 40


def test_no_notice_names_a_key_that_interview_yml_has_no_more() -> None:
    """The layout is read once; afterwards everything is corrected in transcript.md and interview.yml."""
    keys = "starts_at|ends_at|ignore|text_lines|turn_lines|heading_lines|always_join|never_join|not_speakers|opening"
    for file, messages in IMPORTER.items():
        for code, text in messages.items():
            assert not re.search(rf"[“_]?\b(?:{keys})\b", text), f"{file}: {code}"


def test_every_problem_of_a_source_has_a_case() -> None:
    """Or a test of its own: its code stands in one, as in “[topic-unknown]”."""
    patterns = [code for _, codes, _, _ in reports() for code in codes]
    told = [code for code in MESSAGES if any(re.fullmatch(pattern, code) for pattern in patterns if pattern != ".+")]
    tests = "".join(
        path.read_text(encoding="utf-8") for kind in ("*.yml", "*.py") for path in (ROOT / "tests").rglob(kind)
    )
    assert len(told) > 80
    told = [code for code in told if not code.startswith("comment-")]  # of files that come back: test_word.py
    assert [code for code in told if f"[{code}]" not in tests] == []


LANGUAGES = sorted(
    path.stem for path in (EDITION / "locale").glob("*.yml") if path.stem not in ("problems", "speeds", "voices")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    """Each label once, with the places that English has in it, and a locale by which dates can be written."""
    path = EDITION / "locale" / f"{language}.yml"
    said: dict[str, str] = {}
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    assert node is not None
    for key, value in node.value:
        assert key.value not in said, f"{path.name}:{key.start_mark.line + 1}: “{key.value}” stands there twice"
        said[key.value] = value.value
    assert list(said) == list(LABELS), "not the labels of en.yml, in their order"
    places = {name: (sorted(fields(text)), sorted(fields(LABELS[name]))) for name, text in said.items()}
    assert {name: pair for name, pair in places.items() if pair[0] != pair[1]} == {}
    labels = load_labels(language)
    assert labels.language == language
    assert "2020" in labels.day(datetime.date(2020, 9, 18))


def test_a_variety_of_a_language_is_said_as_the_language_is() -> None:
    assert load_labels("fr-CA") is not load_labels("en")
    assert load_labels("fr-CA").texts == load_labels("fr").texts
    assert list_stop_words("fr-CA") == list_stop_words("fr") != ()
    assert load_labels("zh-Hant-TW").texts == load_labels("en").texts != load_labels("zh-Hans").texts


def test_a_month_is_written_as_in_a_date() -> None:
    """In the genitive where dates want it, with a figure where dates have one."""
    day = datetime.date(2020, 9, 18)
    assert [load_labels(language).month(day) for language in ("en", "fr", "ru", "zh")] == [
        "September", "septembre", "сентября", "9月",
    ]  # fmt: skip


def test_every_label_that_is_asked_for_is_there_and_every_one_that_is_there_is_asked_for() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (EDITION / "site/templates").glob("*.jinja")]
    in_templates = {name for text in pages for name in re.findall(r"\blabels\.(\w+)", text)}
    asked = in_templates | {
        node.attr
        for node in NODES
        if isinstance(node, ast.Attribute)
        and (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")) == "labels"
    }
    assert asked - LABELS.keys() - {*dir(Labels), *Labels.__dataclass_fields__, *dir(dict)} == set()
    templates = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "docs/assets").rglob("*.js")]
    shown = {name for path in templates for name in re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8"))}
    frame = {name.removeprefix("frame_") for name in LABELS if name.startswith("frame_")}
    assert unsaid(name for name in LABELS.keys() - in_templates if not name.startswith("frame_")) == []
    assert unsaid(frame - shown) == [], "of the words for the frame"
