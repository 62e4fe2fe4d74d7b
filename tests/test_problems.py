"""What editors are told: every problem is explained by its code."""

from __future__ import annotations

import re

import yaml

from edition.problems import MESSAGES
from support import ROOT

ELSEWHERE = "unchecked-"
"""How what isn't told of an edition's source begins: the last line of a check."""


def test_contributing_explains_every_code_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## What the check says")[2]
    heads = re.findall(r"^- (.*?`): ", text, re.M)
    explained = [code for head in heads for code in re.findall(r"`([^`]+)`", head)]
    codes = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))
    assert sorted(explained) == sorted(code for code in codes if not code.startswith(ELSEWHERE))
