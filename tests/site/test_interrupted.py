"""Builds that are killed, starved, or at odds: the last good site stands, and the next build is right."""

import json
import os
import subprocess
import sys

import pytest

from tests.fixtures.sites import ROOT, TODAY, Project, copy_project
from tests.site.test_build import tree

BUILD = ("build", "--site", "site", "--today", TODAY.isoformat())
KILLS = 50
KILLER = """
import json, os, random, signal, sys, time
from pathlib import Path
from generator.cli.run import run
import generator.cli.build, generator.mkdocs_plugin, material, pymdownx  # imported once, for all builds

def started(*command):
    child = os.fork()
    if child:
        return child
    sys.stdout = sys.stderr = open(os.devnull, "w")
    os._exit(run(command))

kills, seed, *command = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
begun = time.monotonic()
assert os.waitpid(started(*("measured" if each == "site" else each for each in command)), 0)[1] == 0
whole = time.monotonic() - begun
moments = random.Random(seed)
for number in range(kills):
    child = started(*command)
    time.sleep(moments.uniform(0, whole))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(json.dumps(number), flush=True)
    sys.stdin.readline()
"""
"""Builds in processes that are killed, each at another moment of a build's time; waits to be told to go on."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, bytes], dict[str, bytes]]:
    """A project whose site is that from before its last change, that site, and the one that a build would make now."""
    project = copy_project(tmp_path_factory.mktemp("interrupted") / "project")
    assert project.build().code == 0
    before = tree(project.root / "site")
    project.edit("site_config/docs/about/index.md", "\n# ", "\nA word more.\n\n# ")
    assert project.build("after").code == 0
    after = tree(project.root / "after")
    assert after != before
    return project, before, after


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are begun as copies of one")
def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(
    sites: tuple[Project, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, before, after = sites
    environment = {"PATH": os.environ["PATH"], "HOME": str(project.root), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER, str(KILLS), "7", *BUILD],
        cwd=project.root,
        env=environment | {"NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killer.stdin
    assert killer.stdout
    seen = 0
    for line in killer.stdout:
        assert json.loads(line) == seen
        assert tree(project.root / "site") in (before, after), f"after kill {seen}"
        assert len(left_over(project)) <= 1, f"after kill {seen}"
        seen += 1
        killer.stdin.write("on\n")
        killer.stdin.flush()

    assert (killer.wait(), seen) == (0, KILLS)
    assert project.build().code == 0
    assert tree(project.root / "site") == after
    assert left_over(project) == []


def test_a_full_disk_is_told_and_leaves_the_last_good_site(
    sites: tuple[Project, dict[str, bytes], dict[str, bytes]],
) -> None:
    resource = pytest.importorskip("resource")
    project, _, after = sites
    assert project.build().code == 0
    largest = max(len(content) for content in after.values())
    limited = (
        f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest // 2}, {largest // 2})); "
        f"from generator.cli import main; main()"
    )
    assert resource

    done = subprocess.run(
        [sys.executable, "-c", limited, *BUILD],
        cwd=project.root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 70
    assert "the computer refused: file too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project.root / "site") == after
    assert left_over(project) == []


def test_a_file_that_cannot_be_read_is_told_and_leaves_the_last_good_site(
    sites: tuple[Project, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, _, after = sites
    assert project.build().code == 0
    file = project.root / "protocols" / "harrow.yml"
    kept = file.read_bytes()
    file.unlink()
    file.mkdir()
    try:
        done = project.build()
    finally:
        file.rmdir()
        file.write_bytes(kept)

    assert done.code == 1
    assert "protocols/harrow.yml" in done.err
    assert "Traceback" not in done.err
    assert tree(project.root / "site") == after


def test_files_from_the_future_and_from_the_past_make_the_same_site(
    sites: tuple[Project, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, _, after = sites
    files = [each for each in project.root.rglob("*") if each.is_file()]
    for number, file in enumerate(files):
        os.utime(file, ns=(0, 4_000_000_000 * 10**9 if number % 2 else 10**9))

    done = project.build()

    assert done.code == 0, done.err
    assert tree(project.root / "site") == after


def test_two_builds_at_once_both_end_well_and_leave_one_whole_site(
    sites: tuple[Project, dict[str, bytes], dict[str, bytes]],
) -> None:
    project, _, after = sites
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    both = [
        subprocess.Popen([sys.executable, "-m", "generator", *BUILD], cwd=project.root, env=environment)
        for _ in range(2)
    ]

    assert [each.wait() for each in both] == [0, 0]
    assert tree(project.root / "site") == after
    assert left_over(project) == []


def left_over(project: Project) -> list[str]:
    """Name the folders that builds work in and have not taken away."""
    return sorted(each.name for each in project.root.iterdir() if each.name.startswith(".site."))
