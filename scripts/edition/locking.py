"""One build at a time in a folder. The system keeps the lock, so that none is left behind by a build that was killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from edition.problems import RefusedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".lock"
"""The file in the folder that is locked; it stays there and is empty."""

_PAUSE = 0.1


@contextmanager
def hold_lock(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other builds out of the folder; while another is at it, call `waiting` once and wait for its end.

    Raises RefusedError where the folder can't be written.
    """
    try:
        file = open(folder / LOCK, "ab")  # noqa: SIM115
    except OSError as error:
        raise RefusedError(error, folder) from error
    with file:
        if not _try_lock(file):
            waiting()
            while not _try_lock(file):
                time.sleep(_PAUSE)
        yield


def _try_lock(file: IO[bytes]) -> bool:
    """Whether the lock is ours now; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
