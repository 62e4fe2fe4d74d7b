"""A file that readers are promised, and that can't be made here."""

from __future__ import annotations

import dataclasses

import pytest

from edition.exports import NotInstalledError, NotMadeError
from edition.exports.registry import EXPORTS, _write_export
from edition.problems import Problems
from edition.resolve.assemble import read_edition
from edition.source.publication import NOWHERE
from support import LITTLE


@pytest.mark.parametrize(("error", "lacks_tools"), [(NotInstalledError, True), (NotMadeError, False)])
def test_a_file_that_a_program_is_missing_for_is_told_from_one_that_no_program_makes(
    error: type[NotMadeError], lacks_tools: bool
) -> None:
    def write(*_: object) -> bytes:
        raise error("no fonts")

    edition = read_edition(LITTLE, Problems())
    assert edition
    download, files = _write_export(dataclasses.replace(EXPORTS[0], write=write), edition, NOWHERE)
    assert (download.missing, download.lacks_tools, files) == ("no fonts", lacks_tools, ())
