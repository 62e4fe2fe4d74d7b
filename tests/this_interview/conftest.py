"""What is promised of one interview alone; when source/ holds another, none of it is asked, and the folder can be deleted."""

from __future__ import annotations

import hashlib

import pytest

from support import ROOT

RECEIVED = "e9242336e4b27ac42f6b37da6851509553b12048ea7c5351ed694673e9691e4e"
"""The SHA-256 of the file as received."""


@pytest.fixture(scope="session", autouse=True)
def this_interview() -> None:
    """Skip unless this is the interview: its file is there, or interview.yml says that it should be."""
    stated = (ROOT / "source/interview.yml").read_text(encoding="utf-8")
    found = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "source").glob("original.*")]
    if RECEIVED not in (*found, *stated.split()):
        pytest.skip("source/ holds another interview")


@pytest.fixture(scope="session")
def received() -> str:
    return RECEIVED
