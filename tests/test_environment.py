"""What .ci/environment.py does again when something has changed, and what it leaves alone."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "environment.py"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, in a small project whose environment was made; installing only takes note of itself."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for path in ("pyproject.toml", "lock/site.txt", "lock/dev.txt", ".ci/environment.py", ".venv/.stamp-python"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    script.write(script.stamp_path("python"), script.identity())
    script.done = []

    def make_venv() -> bool:
        script.done.append("make")
        (tmp_path / ".venv").mkdir(exist_ok=True)
        return True

    def pip(command: list[str], **_: object) -> object:
        script.done.append(" ".join(part for part in command[3:] if not part.startswith("--")))
        return type("Done", (), {"returncode": 0, "stdout": b""})

    monkeypatch.setattr(script, "make_venv", make_venv)
    monkeypatch.setattr(script.subprocess, "run", pip)
    monkeypatch.setattr(script.subprocess, "call", lambda *_, **__: 0)
    return script


def done_by(script: ModuleType, level: str) -> list[str]:
    script.done.clear()
    assert script.main(level) == 0
    return list(script.done)


INSTALLED = {level: [f"install -r lock/{level}.txt", "install -e .", "check"] for level in ("site", "dev")}


def test_nothing_is_installed_twice(environment: ModuleType):
    assert done_by(environment, "site") == INSTALLED["site"]
    assert done_by(environment, "site") == []


def test_what_serves_the_tests_serves_the_site(environment: ModuleType):
    assert done_by(environment, "dev") == INSTALLED["dev"]
    assert done_by(environment, "site") == []


def test_what_serves_the_site_does_not_serve_the_tests(environment: ModuleType):
    done_by(environment, "site")

    assert done_by(environment, "dev") == INSTALLED["dev"]


@pytest.mark.parametrize("path", ["pyproject.toml", "lock/site.txt"])
def test_a_change_is_installed(path: str, environment: ModuleType):
    done_by(environment, "site")
    Path(path).write_text("changed\n", encoding="utf-8")

    assert done_by(environment, "site") == INSTALLED["site"]


@pytest.mark.parametrize("made_by", ["", "3.11.0 /another/python /another/folder"])
def test_an_environment_of_another_python_or_folder_is_made_anew(made_by: str, environment: ModuleType):
    done_by(environment, "site")
    environment.write(environment.stamp_path("python"), made_by)

    assert done_by(environment, "site") == ["make", *INSTALLED["site"]]


def test_an_installation_that_failed_is_tried_again(environment: ModuleType, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as broken:
        broken.setattr(
            environment.subprocess, "run", lambda *_, **__: type("Done", (), {"returncode": 1, "stdout": b""})
        )
        assert environment.main("site") == 1

    assert done_by(environment, "site") == INSTALLED["site"]


def test_a_python_that_is_too_old_is_told_in_a_sentence(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(environment.sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(environment.sys, "executable", "/usr/bin/python3")

    assert environment.main("site") == 1
    assert capsys.readouterr().err == (
        "\nmake: Python 3.11 or newer is needed, and /usr/bin/python3 is 3.10. "
        "If a newer one is installed, name it: make site PYTHON=python3.12\n"
    )
