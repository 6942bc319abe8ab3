import re
from datetime import date
from pathlib import Path

import pytest

from generator.checks.rules import RULE_TEXTS, RULES, check_changes, check_corpus
from generator.diagnostics import Severity, in_file_order
from generator.repository import load_corpus
from generator.schema.rules import BORDER_RULES
from tests.checks.reading import FIXTURES, read_fixture, told
from tests.fixtures.corpora import corpus

BY_NAME = {rule.name: rule for rule in RULES}
CHECKED = sorted(BY_NAME)


@pytest.mark.parametrize("name", CHECKED)
def test_a_rule_finds_what_its_fixture_says_and_nothing_else(name: str) -> None:
    fixture = read_fixture(FIXTURES / f"{name}.yml")

    rule = BY_NAME[name]
    found = in_file_order([*rule.diagnostics(fixture.corpus), *rule.diagnostics_since(fixture.corpus, fixture.before)])

    assert sorted(told(fixture.corpus, each) for each in found) == sorted(fixture.expected)
    assert fixture.expected


def test_every_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert sorted(path.stem for path in FIXTURES.glob("*.yml")) == CHECKED
    assert [rule.name for rule in RULES if (rule.check is None) == (rule.check_since is None)] == []


def test_every_rule_has_a_name_of_its_own_and_is_explained() -> None:
    assert len(BY_NAME) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
        assert rule.summary.endswith(".")
        assert rule.why.endswith((".", "?"))
        assert rule.wrong
        assert rule.right
        assert rule.wrong != rule.right


def test_a_message_is_a_fact_in_lower_case_without_a_full_stop_and_its_hint_says_what_to_do() -> None:
    for path in FIXTURES.glob("*.yml"):
        fixture = read_fixture(path)
        for diagnostic in (*check_corpus(fixture.corpus), *check_changes(fixture.corpus, fixture.before)):
            assert not diagnostic.message.endswith("."), diagnostic
            assert diagnostic.message[0] == "'" or diagnostic.message[0].islower(), diagnostic
            assert diagnostic.hint, diagnostic
            assert not re.search(r"\b(None|NoneType|mapping|scalar|regex|tuple)\b", diagnostic.message), diagnostic


def test_the_real_protocols_and_registers_break_no_rule() -> None:
    loaded = load_corpus(Path(__file__).parents[2], as_of=date(2026, 11, 22))

    assert loaded.corpus is not None
    assert [found for found in check_corpus(loaded.corpus) if found.severity is Severity.ERROR] == []


def test_a_protocol_that_could_not_be_read_is_not_said_to_be_missing() -> None:
    unread = corpus("sections: [{id: one, text: Words.}]\nreplaces: borchester\n")

    assert "unknown-edition-before" in {found.rule for found in check_corpus(unread)}
    assert "unknown-edition-before" not in {found.rule for found in check_corpus(unread, is_whole=False)}


def test_no_rule_has_the_name_of_a_rule_on_files_and_keys() -> None:
    assert {text.name for text in RULE_TEXTS} & {text.name for text in BORDER_RULES} == set()
