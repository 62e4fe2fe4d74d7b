"""What `make` installs: a .venv that is whole and of the right Python, made anew when it isn't."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support import PATIENCE, ROOT

PYTHON = """#!/bin/sh
# A Python for the script: it says who it is, makes a .venv of itself, and installs when there is a network.
case "$*" in
  *version_info*) exit 0;;
  *base_prefix*) echo "{version} /usr";;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo "{version}" >>made;;
  "-m pip "*) echo "$*" >>asked; [ ! -e no-network ];;
esac
"""


class Project:
    """A folder with pins and the Pythons 3.11 and 3.12, of which 3.11 is python3."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "requirements", folder / "requirements")
        (folder / "bin").mkdir()
        for name, version in (("python3", "3.11.2"), ("python3.12", "3.12.1")):
            path = folder / "bin" / name
            path.write_text(PYTHON.replace("{version}", version), encoding="utf-8")
            path.chmod(0o755)

    def install(self, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(self.folder / "requirements/install.sh"), *arguments],
            env={"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin" if path is None else path},
            cwd=self.folder,
            text=True,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )

    def made(self) -> list[str]:
        """The Pythons with which a .venv was made, one after the other."""
        return (self.folder / "made").read_text(encoding="utf-8").split()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "the edition")
    assert made.install("site").returncode == 0
    return made


def test_what_is_whole_is_left_alone(project: Project) -> None:
    asked = (project.folder / "asked").read_text(encoding="utf-8")
    assert "--require-hashes --requirement requirements/site.txt" in asked
    assert project.install("site").stderr == ""
    assert project.made() == ["3.11.2"]
    assert (project.folder / "asked").read_text(encoding="utf-8") == asked
    assert project.install("test").returncode == 0, "more is added to it"
    assert project.made() == ["3.11.2"]


def test_another_python_makes_it_anew_and_then_it_stays(project: Project) -> None:
    assert project.install("site", "python3.12").returncode == 0
    assert project.made() == ["3.11.2", "3.12.1"]
    assert project.install("site").returncode == 0, "nobody named another"
    assert project.install("site", "python3.12").returncode == 0
    assert project.made() == ["3.11.2", "3.12.1"]


def test_what_is_half_installed_is_made_anew(project: Project) -> None:
    (project.folder / "no-network").touch()
    assert project.install("test").returncode != 0
    assert project.install("test").returncode != 0
    (project.folder / "no-network").unlink()
    assert project.install("test").returncode == 0
    assert project.made() == ["3.11.2"] * 3


def test_other_pins_make_it_anew(project: Project) -> None:
    (project.folder / "requirements/site.txt").write_text("", encoding="utf-8")
    assert project.install("site").returncode == 0
    assert project.made() == ["3.11.2"] * 2


def test_a_folder_that_has_moved_gets_a_new_one(project: Project) -> None:
    project.folder = project.folder.rename(project.folder.with_name("moved"))
    assert project.install("site").returncode == 0
    assert project.made() == ["3.11.2"] * 2


def test_without_python_it_says_what_to_do(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "few").mkdir()
    for tool in ("dirname", "rm", "cat"):
        (tmp_path / "few" / tool).symlink_to(shutil.which(tool) or "")
    done = project.install("site", path=str(tmp_path / "few"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "There is no python3 here; Python 3.11 or newer is needed."
    assert not (tmp_path / ".venv").exists()
