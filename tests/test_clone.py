"""A clone and a download hold what is in the repository, whatever Git does to the ends of lines."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from support import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no repository")


def test_a_clone_with_windows_line_ends_has_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run(["git", "-c", "core.autocrlf=true", "clone", "--quiet", str(ROOT), str(tmp_path)], check=True)
    for name in ("source/transcript.md", "source/topics.yml", "mkdocs.yml"):
        kept = subprocess.run(["git", "show", f"HEAD:{name}"], cwd=ROOT, capture_output=True, check=True).stdout
        assert (tmp_path / name).read_bytes() == kept, name


def test_a_download_has_the_date_of_its_commit() -> None:
    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout

    with tarfile.open(fileobj=io.BytesIO(git("archive", "HEAD", ".archived"))) as archive:
        file = archive.extractfile(".archived")
        assert file
        assert file.read() == git("log", "-1", "--format=%ct")
