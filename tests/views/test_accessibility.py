"""The statement says what the recorded tests support, and never more."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.accessibility import Accessibility, AccessibilityException, ExceptionKind, RecordedTest
from generator.model.corpus import Corpus
from generator.repository import look_of
from generator.views import urls
from generator.views.accessibility import AccessibilityView, accessibility_page, shortfalls
from tests.fixtures.real import at, real_corpus

NOW, BEFORE = "0123456789abcdef", "fedcba9876543210"
HEAD = {
    "standard": "S",
    "prepared": "2026-11-22",
    "reviewed": "2026-11-22",
    "method": "M.",
    "contacts": [{"words": "Tell us", "address": "mailto:a@example.org"}],
}


def record(by: str, build: str = NOW, *findings: str) -> RecordedTest:
    return RecordedTest.model_validate(
        {
            "date": "2026-11-22",
            "by": by,
            "tool": "T",
            "version": "1",
            "build": build,
            "views": "light",
            "pages": ["/", "/topics/"],
            "findings": findings,
        }
    )


def exception(kind: ExceptionKind) -> AccessibilityException:
    return AccessibilityException(kind=kind, part="A part.", reason="A reason.")


def statement(*tests: RecordedTest, exceptions: tuple[AccessibilityException, ...] = ()) -> Accessibility:
    return Accessibility.model_validate({**HEAD, "tests": tests, "exceptions": exceptions})


def view(corpus: Corpus, look: str) -> AccessibilityView:
    found = accessibility_page(corpus, look, at(urls.accessibility())).view
    assert isinstance(found, AccessibilityView)
    return found


WHOLE = (record("program"), record("person"))


def test_the_site_is_fully_compliant_when_a_program_and_a_person_found_nothing_in_this_build() -> None:
    made = view(replace(real_corpus(), accessibility=statement(*WHOLE)), NOW)

    assert (made.compliance, made.because, made.tested) == ("fully compliant", "", "22 November 2026")


@pytest.mark.parametrize(
    ("found", "look", "because"),
    [
        (statement(), NOW, "this version of the site has not been tested in full"),
        (statement(*WHOLE), BEFORE, "this version of the site has not been tested in full"),
        (statement(*WHOLE), "", "this version of the site has not been tested in full"),
        (
            statement(record("program"), record("person", BEFORE)),
            NOW,
            "only programs have tested this version of the site; no person who uses assistive technology has",
        ),
        (
            statement(record("person")),
            NOW,
            "no program has tested every type of page of this version of the site",
        ),
        (statement(*WHOLE, record("program", NOW, "F")), NOW, "the last test found what is listed below"),
        (
            statement(*WHOLE, exceptions=(exception(ExceptionKind.NON_COMPLIANCE),)),
            NOW,
            "some parts, listed below, do not meet it",
        ),
        (
            statement(record("person", NOW, "F"), exceptions=(exception(ExceptionKind.DISPROPORTIONATE_BURDEN),)),
            NOW,
            "some parts, listed below, do not meet it, and the last test found what is listed below, and no program "
            "has tested every type of page of this version of the site",
        ),
    ],
)
def test_anything_less_is_partial_and_says_why(found: Accessibility, look: str, because: str) -> None:
    made = view(replace(real_corpus(), accessibility=found), look)

    assert (made.compliance, made.because) == ("partially compliant", because)


@given(
    st.lists(
        st.builds(
            lambda by, build, findings: record(by, build, *findings),
            st.sampled_from(["program", "person"]),
            st.sampled_from([NOW, BEFORE]),
            st.lists(st.just("F"), max_size=1),
        ),
        max_size=4,
    ),
    st.lists(st.builds(exception, st.sampled_from(list(ExceptionKind))), max_size=2),
)
def test_full_compliance_rests_on_two_clean_tests_of_this_build_and_on_nothing_else(
    tests: list[RecordedTest], exceptions: list[AccessibilityException]
) -> None:
    reasons = shortfalls(statement(*tests, exceptions=tuple(exceptions)), NOW)

    clean = {test.by.value for test in tests if test.build == NOW and not test.findings}
    dirty = any(test.findings for test in tests if test.build == NOW)
    outside = all(each.kind is ExceptionKind.NOT_IN_SCOPE for each in exceptions)
    assert (reasons == ()) == (clean == {"program", "person"} and not dirty and outside)


def test_without_a_statement_nothing_is_claimed() -> None:
    made = view(replace(real_corpus(), accessibility=None), NOW)

    assert (made.compliance, made.because, made.tests) == (
        "not known to be compliant",
        "nobody has written a statement for it yet",
        (),
    )


def test_the_project_has_a_statement_with_a_way_to_report_a_problem() -> None:
    found = real_corpus().accessibility

    assert found is not None
    assert [contact.address.partition(":")[0] for contact in found.contacts] == ["https"]


def test_another_style_script_or_template_is_another_build_and_another_protocol_is_not(tmp_path: Path) -> None:
    names = ("templates/a.jinja", "site_config/overrides/b.html", "site_config/docs/assets/c.css", "protocols/d.yml")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    looks = [look_of(tmp_path)]
    for name in names:
        (tmp_path / name).write_text("two", encoding="utf-8")
        looks.append(look_of(tmp_path))

    assert len(set(looks[:4])) == 4
    assert looks[4] == looks[3]
