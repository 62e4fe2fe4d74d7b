"""What git says of a folder."""

from __future__ import annotations

import datetime
import subprocess
from functools import cache
from pathlib import Path


@cache
def day_of_last_change(folder: Path) -> datetime.date | None:
    """The day of the last commit that changed something in `folder`; a merge counts as one change.

    None if git doesn't know it, as in a shallow clone, or if something isn't committed yet.
    """
    options = ("-c", "log.follow=false", "-c", "log.showSignature=false")
    day = _git(folder, *options, "log", "-1", "--first-parent", "--format=%cs", "--", ".")
    is_shallow = _git(folder, "rev-parse", "--is-shallow-repository") != "false"
    if not day or is_shallow or _git(folder, "status", "--porcelain", "--", "."):
        return None
    return datetime.date.fromisoformat(day)


def _git(folder: Path, *arguments: str) -> str:
    """The answer of `git` with these arguments; empty if git isn't installed, or if it fails."""
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode(errors="replace").strip()
