from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from generator.analysis.change import ChangeKind
from generator.states import change_log, state_of
from tests.fixtures.corpora import REGISTERS
from tests.fixtures.projects import PROTOCOL

FILE = "protocols/ambridge.yml"
FILES = {
    FILE: PROTOCOL.encode(),
    "protocols/sources/ambridge.txt": b"The Board meets.\n",
    **{f"site_config/registers/{name}.yml": dedent(text).encode() for name, text in REGISTERS.items()},
}
LATER = PROTOCOL.replace("The Board meets.", "The Panel listens well.").encode()
BROKEN = b"title: [\n"
DAY = date(2026, 2, 2)
Step = tuple[date, str, Mapping[str, bytes | None]]


def step(number: int, files: Mapping[str, bytes | None]) -> Step:
    return (DAY.replace(day=number), f"c{number}", files)


def told(*steps: Step) -> list[tuple[str, list[ChangeKind], tuple[str, ...]]]:
    log = change_log(FILES, steps)
    return [(each.revision, [change.kind for change in each.changes], each.unread) for each in log.entries]


def test_a_state_holds_what_can_be_read_and_names_what_cannot() -> None:
    found = state_of({**FILES, "protocols/borchester.yml": BROKEN, "protocols/_example.yml": BROKEN})

    assert (sorted(found.protocols), found.unread, found.unread_files) == (
        ["ambridge"],
        frozenset({"borchester"}),
        ("protocols/borchester.yml",),
    )
    assert found.registers is not None
    assert found.sources == {"ambridge": "The Board meets.\n"}


def test_a_state_with_a_register_that_cannot_be_read_has_no_registers() -> None:
    found = state_of({**FILES, "site_config/registers/topics.yml": BROKEN})

    assert (found.registers, found.unread_files) == (None, ("site_config/registers/topics.yml",))
    assert sorted(found.protocols) == ["ambridge"]


def test_a_log_tells_each_step_the_newest_first() -> None:
    assert told(step(2, {FILE: LATER}), step(3, {FILE: PROTOCOL.encode()})) == [
        ("c3", [ChangeKind.FIDELITY, ChangeKind.CLAUSE_REWORDED], ()),
        ("c2", [ChangeKind.FIDELITY, ChangeKind.CLAUSE_REWORDED], ()),
    ]


def test_what_changed_in_a_file_that_could_not_be_read_is_told_when_it_can_be() -> None:
    assert told(step(2, {FILE: BROKEN}), step(3, {FILE: LATER})) == [
        ("c3", [ChangeKind.FIDELITY, ChangeKind.CLAUSE_REWORDED], ()),
        ("c2", [], (FILE,)),
    ]


def test_a_file_that_was_broken_and_is_mended_has_not_changed() -> None:
    assert told(step(2, {FILE: BROKEN}), step(3, {FILE: PROTOCOL.encode()}))[0] == ("c3", [], ())


def test_a_broken_register_changes_nothing_either() -> None:
    path = "site_config/registers/topics.yml"

    assert told(step(2, {path: BROKEN}), step(3, {path: FILES[path]})) == [("c3", [], ()), ("c2", [], (path,))]


def test_a_protocol_that_is_taken_away_is_kept_by_name() -> None:
    log = change_log(FILES, [step(2, {FILE: None})])

    assert [change.kind for change in log.entries[0].changes] == [ChangeKind.PROTOCOL_REMOVED]
    assert list(log.gone) == ["ambridge"]


def test_steps_of_one_day_keep_their_order_and_days_out_of_order_do_not() -> None:
    log = change_log(FILES, [(DAY, "a", {}), (DAY, "b", {}), (date(2026, 1, 1), "c", {})])

    assert [each.revision for each in log.entries] == ["b", "a", "c"]


def test_a_part_of_a_history_says_from_which_day_on_it_tells() -> None:
    assert change_log(FILES, [step(5, {}), step(6, {})], is_whole=False).since == date(2026, 2, 5)
    assert change_log(FILES, [step(5, {})]).since is None
