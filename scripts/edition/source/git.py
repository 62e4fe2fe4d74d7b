"""What git knows of the source folder."""

from __future__ import annotations

import datetime
import subprocess
from functools import cache
from pathlib import Path


@cache
def find_day_of_last_change(folder: Path) -> datetime.date | None:
    """The day of the last commit that changed something in `folder`; a merge counts as one change.

    None if git doesn't know it, as in a shallow clone, or if something isn't committed yet.
    """
    options = ("-c", "log.follow=false", "-c", "log.showSignature=false")
    day = _say(folder, *options, "log", "-1", "--first-parent", "--format=%cs", "--", ".")
    is_shallow = _say(folder, "rev-parse", "--is-shallow-repository") != "false"
    if not day or is_shallow or _say(folder, "status", "--porcelain", "--", "."):
        return None
    return datetime.date.fromisoformat(day)


def _say(folder: Path, *arguments: str) -> str:
    """The answer of `git` with these arguments; nothing where there is none, or where it fails."""
    try:
        answer = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout.decode(errors="replace").strip()
