"""What git says of a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """The answer of `git` with these arguments; nothing where there is none, or where it fails."""
    try:
        return subprocess.run(["git", "-C", folder, *arguments], input=asked, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
