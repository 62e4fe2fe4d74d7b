"""Each file in cases/ is a test: what an editor did to the little source, and what comes of it.

A case has `about` (one sentence), `change` (see support.lay_out) and then either

- `problems`: the lines that the build script prints, all of them; nothing may be written. Beside it, where there is
  any, `unchecked`: what it says at the end that it couldn't check; or
- `pages`: by name, each page that it writes, in full, or a list of lines of it: they stand there in this
  order, others may stand between them. Beside it, where they are needed, `absent`: by name of the page,
  a list of texts that none of its lines may hold; and `warnings`: the lines that are printed all the same.
  Without `warnings` none may be.

`pytest --update` writes what really comes out, but leaves lists of lines and of texts as they are, and never turns
expected pages into expected problems or the reverse; look at the difference before committing it.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
from support import lay_out, tree

UNCHECKED = ". Not checked before that is mended: "
CASES = sorted((Path(__file__).parent / "cases").glob("**/*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case.keys() - {"pages", "absent", "problems", "unchecked", "warnings"} == {"about", "change"}
    monkeypatch.chdir(lay_out(tmp_path, case["change"]))
    status = build.main(["--source", "source", "--docs", "docs", "--pages-only"])
    out, err = capsys.readouterr()
    written = {name: data.decode() for name, data in tree(tmp_path / "docs").items()}
    if request.config.getoption("--update"):
        update(path, case, out, err, written)
        return
    if "problems" in case:
        assert out.splitlines() == case["problems"]
        assert status == 1
        assert written == {}, "something was written all the same"
        count = sum(not line.startswith(" ") for line in case["problems"])
        unchecked = f"{UNCHECKED}{case['unchecked']}" if "unchecked" in case else ""
        assert err == f"{count} problem{'s' * (count != 1)}; nothing was written{unchecked}\n"
    else:
        assert (status, out.splitlines()) == (0, case.get("warnings", []))
        for name, expected in case["pages"].items():
            if isinstance(expected, list):
                assert first_missing(expected, written[name]) is None, name
            else:
                assert written[name] == expected
        for name, texts in case.get("absent", {}).items():
            assert [text for text in texts if text in written[name]] == [], name


def first_missing(lines: list[str], page: str) -> str | None:
    """The first of `lines` that doesn't stand in `page` below those before it; None when all stand there in order."""
    below = iter(page.splitlines())
    return next((line for line in lines if line not in below), None)  # `in` reads on from where it was


def update(path: Path, case: dict[str, Any], out: str, err: str, written: dict[str, str]) -> None:
    """Write what came out into the case, if it is something else."""
    before = copy.deepcopy(case)
    if not written:
        assert "problems" in case, f"{path}: the case expects pages, but there were problems:\n{out}"
        case["problems"] = out.splitlines()
        case["unchecked"] = err.partition(UNCHECKED)[2].strip()
        if not case["unchecked"]:
            del case["unchecked"]
    else:
        if out:
            case["warnings"] = out.splitlines()
        else:
            case.pop("warnings", None)
        assert "pages" in case, f"{path}: the case expects problems, but there were none"
        case["pages"] = {
            name: want if isinstance(want, list) else written[name] for name, want in case["pages"].items()
        }

    if case == before:
        return

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    path.write_text(
        yaml.dump(case, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=float("inf")), encoding="utf-8"
    )
