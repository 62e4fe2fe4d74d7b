"""`mkdocs serve …`, which also says each time that it has looked at what it watches.

So the tests know that nothing more is about to be built, however slow the machine is.
"""

from __future__ import annotations

import os

from mkdocs.__main__ import cli
from watchdog.observers.polling import PollingEmitter

LOOKED = "Looked at "

_look = PollingEmitter.queue_events


def _look_and_say_so(self: PollingEmitter, timeout: float) -> None:
    _look(self, timeout)
    os.write(1, f"{LOOKED}{self.watch.path}\n".encode())  # at once, so that no other thread writes between


if __name__ == "__main__":
    PollingEmitter.queue_events = _look_and_say_so  # type: ignore[method-assign]
    cli()
