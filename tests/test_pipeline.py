from datetime import date
from pathlib import Path

from generator import pipeline, publishing
from generator.diagnostics import Diagnostic
from generator.history import read_history
from tests.fixtures.projects import PROTOCOL, project
from tests.fixtures.repositories import Repository
from tests.fixtures.sites import copy_project

AS_OF = date(2026, 11, 22)


def rules_broken(root: Path) -> set[str]:
    return {found.rule for found in pipeline.check(root, as_of=AS_OF).diagnostics}


def test_a_check_says_what_is_wrong_with_what_a_file_says(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/ambridge.yml": PROTOCOL.replace("topics: [childs-voice]", "topics: [zebras]")})

    assert {"unknown-topic", "topic-unanswered"} <= rules_broken(root)


def test_a_protocol_that_could_not_be_read_is_not_said_to_be_missing_too(tmp_path: Path) -> None:
    broken = {"protocols/ambridge.yml": PROTOCOL + "replaces: borchester\n", "protocols/borchester.yml": "a: [b"}

    assert "unknown-edition-before" not in rules_broken(project(tmp_path, broken))


def test_a_name_in_the_place_of_an_id_is_told_once_with_the_id(tmp_path: Path) -> None:
    text = PROTOCOL.replace("parties: [board, panel]", "parties: [Ambridge Corporate Parenting Panel, The Board]")
    text = text.replace("authorities: [ambridge]", "authorities: [Ambridge Council]")

    found = pipeline.check(project(tmp_path, {"protocols/ambridge.yml": text}), as_of=AS_OF).diagnostics

    assert [each.hint for each in found if each.rule == "wrong-form"] == [
        "it is called 'ambridge' here",
        "it is called 'panel' here",
        "did you mean 'board'?",
    ]
    assert not [each for each in found if each.rule.startswith("unknown-")]


def test_every_rule_that_a_check_can_name_is_explained(tmp_path: Path) -> None:
    broken = {"protocols/ambridge.yml": PROTOCOL.replace("kind: joint", "kind: jiont")}

    assert rules_broken(project(tmp_path, broken)) <= {text.name for text in pipeline.rules()}


def test_the_page_of_changes_tells_the_history_that_it_is_given_and_without_one_says_so(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project").root
    repository = Repository(root, root)
    repository.git("init", "--quiet")
    repository.commit({})

    with_history, without = (
        next(page.text for page in made.site.markdown() if page.path == "changes/index.md")
        for made in (
            publishing.make(root, as_of=AS_OF, history=read_history(root)),
            publishing.make(root, as_of=AS_OF),
        )
        if made.site
    )

    assert "February 2026 {#_2026-02}" in with_history
    assert "The history of the files is not available here" in without


def told(found: tuple[Diagnostic, ...]) -> list[tuple[object, ...]]:
    """What is wrong and where; a hint may name what only a look at all files knows."""
    return [(fault.file, fault.position, fault.rule, fault.message) for fault in found]


def test_a_check_of_one_file_finds_in_it_all_that_a_check_of_all_files_finds(tmp_path: Path) -> None:
    later = PROTOCOL.replace("status: approved", "status: approved\nreplaces: ambridge")
    files = {
        "protocols/later.yml": later,
        "protocols/latest.yml": later.replace("replaces: ambridge", "replaces: latter"),
        "protocols/twin.yml": later,
        "protocols/other.yml": PROTOCOL,
    }
    root = project(tmp_path, files)
    whole = pipeline.check(root, as_of=AS_OF)

    for path in ("protocols/ambridge.yml", *files):
        alone = pipeline.check(root, as_of=AS_OF, only=[path])

        assert told(pipeline.about(alone, [path])) == told(pipeline.about(whole, [path]))

    assert any(fault.rule == "replaced-twice" for fault in whole.diagnostics)
    assert any(fault.rule == "unknown-edition-before" for fault in whole.diagnostics)
    assert pipeline.check(root, as_of=AS_OF, only=["protocols/other.yml"]).protocol_files == ("protocols/other.yml",)
