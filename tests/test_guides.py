"""Whether what the guides for contributors name is there: commands, options, targets, files, checks, floors."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from generator.cli.run import protocols
from generator.pipeline import rules

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "site_config" / "docs" / "contribute"
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(PAGES.rglob("*.md"))]
INVENTED = ("ambridge", "<authority>", "x.md.jinja", "x.py", "<name>", "<subject>")
"""What stands in examples for something of the reader's own."""


def each_guide() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())


def code(guide: Path) -> list[str]:
    """What stands in a guide as code: each line of a block, and each piece within a line."""
    text = guide.read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    pieces = re.findall(r"`([^`]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line.strip() for block in blocks for line in block.split("\n")] + [
        " ".join(each.split()) for each in pieces
    ]


def fault_names(text: str) -> dict[str, list[str]]:
    """The names of checks by the kind of fault, as CONTRIBUTING has them."""
    rows = re.findall(r"^\| ([^|`]+) \| (`[^|]+`) \| [^|]+ \|$", text.partition("### What to do")[2], re.MULTILINE)
    return {kind: re.findall(r"`([^`]+)`", names) for kind, names in rows}


@each_guide()
def test_every_command_and_option_is_there(guide: Path):
    context = click.Context(protocols)
    unknown = []
    for line in code(guide):
        if not (found := re.match(r"(?:\.venv/bin/)?protocols ([a-z]+)(.*)", line)):
            continue
        command = protocols.get_command(context, found[1])
        known = {option for each in command.params for option in each.opts} if command else set()
        unknown += [line] * (not command)
        unknown += [
            option for option in re.findall(r"(?<= )--[a-z-]+", found[2].partition("#")[0]) if option not in known
        ]

    assert unknown == []


@pytest.mark.parametrize("guide", GUIDES[1:], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_target_of_make_is_there(guide: Path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {found[1] for line in code(guide) if (found := re.match(r"make ([a-z-]+)", line))}

    assert named - targets == set()


@each_guide()
def test_every_file_and_folder_is_there(guide: Path):
    folders = "protocols|site_config|templates|generator|tests|lock|benchmarks|.github|.ci"
    paths = {line.rstrip("/") for line in code(guide) if re.fullmatch(rf"({folders})/[\w./<>-]*", line)}
    missing = [path for path in paths if not any(each in path for each in INVENTED) and not (ROOT / path).exists()]

    assert missing == []


def test_every_check_that_is_named_can_be_explained():
    named = fault_names((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))

    assert len(named) == 10
    assert {name for names in named.values() for name in names} - {rule.name for rule in rules()} == set()


def test_the_page_names_the_same_kinds_of_fault_and_leads_to_their_explanations():
    text = (PAGES / "writing" / "index.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### (.+?)\n.*?^Such as: (.+?)$", text, re.MULTILINE | re.DOTALL)
    shown = {kind: re.findall(r"\[`([^`]+)`\]\(\.\./checks/index\.md#\1\)", names) for kind, names in parts}

    assert shown == fault_names((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_every_floor_is_told():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (floors,) = [each["layers"] for each in contracts if each["id"] == "floors"]
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### The floors")[2].partition("###")[0]
    packages = {package.strip() for floor in floors for package in floor.split("|")} - {"__main__"}

    assert {package for package in packages if f"`{package}`" not in table} == set()
