"""The lock files pin what pyproject.toml asks for, for every machine, by hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("lock/site.txt", "lock/dev.txt")


def entries(lock: str) -> list[str]:
    """Give every entry as one line: the requirement, then its hashes."""
    lines = [
        line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def pinned(lock: str) -> list[Requirement]:
    return [Requirement(entry.split("--hash")[0].strip()) for entry in entries(lock)]


def asked_for(*groups: str) -> list[Requirement]:
    texts = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    texts += [text for group in groups for text in PROJECT["dependency-groups"][group]]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_names_one_version_and_its_hashes(lock: str):
    loose = [
        entry
        for entry in entries(lock)
        if not re.fullmatch(r"[\w.-]+==[\w.]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry)
    ]

    assert loose == []


@pytest.mark.parametrize(("lock", "groups"), [("lock/site.txt", ("build",)), ("lock/dev.txt", ("build", "dev"))])
def test_what_the_project_asks_for_is_pinned_to_a_version_that_it_allows(lock: str, groups: tuple[str, ...]):
    pins = pinned(lock)

    unmet = [
        str(wanted)
        for wanted in asked_for(*groups)
        if not any(
            canonicalize_name(pin.name) == canonicalize_name(wanted.name)
            and wanted.specifier.contains(next(iter(pin.specifier)).version)
            for pin in pins
        )
    ]

    assert unmet == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_machine_gets_the_same_versions(lock: str):
    names = [pin.name for pin in pinned(lock)]

    assert [name for name in names if names.count(name) > 1] == []


def test_the_site_is_tested_with_the_versions_that_it_is_built_with():
    assert {str(pin) for pin in pinned("lock/site.txt")} <= {str(pin) for pin in pinned("lock/dev.txt")}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named(lock: str):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
