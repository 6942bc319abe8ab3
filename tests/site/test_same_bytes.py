"""Two machines, one commit and one day: the same site, byte for byte."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fixtures.sites import ROOT, TODAY, copy_project

LOOK_FROM = """
import datetime, os, sys, time
cores, umask, shift = int(sys.argv.pop(1)), int(sys.argv.pop(1), 8), int(sys.argv.pop(1))
os.umask(umask)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
real, today = time.time, datetime.datetime
time.time = lambda: real() + shift

class Shifted(today):
    @classmethod
    def now(cls, tz=None):
        return today.now(tz) + datetime.timedelta(seconds=shift)

    @classmethod
    def utcnow(cls):
        return today.utcnow() + datetime.timedelta(seconds=shift)

datetime.datetime = Shifted
from generator.cli import main
main()
"""
"""What the other machine's program starts with: its cores, its umask, and its clock."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What may be different where a site is built."""

    folder: str
    cores: int
    umask: str
    clock: int
    environment: Mapping[str, str]

    def build(self, below: Path, *command: str) -> Path:
        """Make a copy of the project there, and run a command in it."""
        project = copy_project(below / self.folder)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(below),
            "PYTHONPATH": str(ROOT),
            "NO_MKDOCS_2_WARNING": "1",
            **self.environment,
        }
        started = [sys.executable, "-c", LOOK_FROM, str(self.cores), self.umask, str(self.clock), *command]
        done = subprocess.run(started, cwd=project.root, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return project.root


HERE = Machine("project", 1, "022", 0, {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"})
ELSEWHERE = Machine(
    "Åuthority prötocols",
    2,
    "077",
    (400 * 24 + 7) * 60 * 60,
    {"LC_ALL": "tr_TR.ISO-8859-9", "LANG": "C", "LANGUAGE": "tr", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"},
)


@pytest.mark.parametrize(
    ("kind", "address"),
    [("--site", ""), ("--site", "https://example.org/prötocols/"), ("--pages", "")],
    ids=["site", "site with an address", "pages"],
)
def test_two_machines_make_the_same_bytes(kind: str, address: str, tmp_path: Path) -> None:
    made = []
    for machine in (HERE, ELSEWHERE):
        there = Machine(
            machine.folder, machine.cores, machine.umask, machine.clock, {**machine.environment, "SITE_URL": address}
        )
        root = there.build(tmp_path, "build", kind, "made", "--today", TODAY.isoformat())
        made.append(digests(root / "made"))

    assert made[0] == made[1]


def digests(folder: Path) -> dict[str, str]:
    """Give a digest of every file by its path, so that a difference is told by names and not by bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
