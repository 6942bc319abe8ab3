from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import RuleGroup, RuleText, Severity
from generator.model.settings import Settings
from generator.pipeline import rule_groups, rules
from generator.views import urls
from generator.views.page import Here
from generator.views.rules import RulesView, RuleView, SubjectView, rules_page, visible

HERE = Here(urls.rules(), Settings(name="Site", purpose="A purpose."))


def view(*groups: RuleGroup) -> RulesView:
    found = rules_page(groups, HERE).view
    assert isinstance(found, RulesView)
    return found


def test_a_rule_is_shown_whole_under_its_subject():
    group = RuleGroup(
        "How it is written",
        (RuleText("soft-hyphen", "A soft one.", "Why.", "a\u00adb\n\tc", "ab\n  c", Severity.WARNING),),
    )

    assert view(group) == RulesView(
        errors=0,
        warnings=1,
        subjects=(
            SubjectView(
                title="How it is written",
                anchor="_p-how-it-is-written",
                rules=(RuleView("soft-hyphen", "Warning", "A soft one.", "Why.", "a\\xadb\n\\tc", "ab\n  c"),),
            ),
        ),
    )


def test_the_page_holds_every_rule_that_can_be_explained_once():
    shown = [rule.name for subject in view(*rule_groups()).subjects for rule in subject.rules]

    assert shown == [rule.name for rule in rules()]
    assert len(shown) == len(set(shown))


def test_the_address_of_a_rule_leads_to_its_heading():
    (first, *_) = view(*rule_groups()).subjects[0].rules

    assert HERE.to(urls.rule(first.name)) == f"#{first.name}"


def test_no_example_holds_a_character_that_cannot_be_seen():
    examples = [text for group in rule_groups() for rule in group.rules for text in (rule.wrong, rule.right)]
    unseen = [text for text in examples if not visible(text).replace("\n", "").isprintable()]

    assert unseen == []


@given(st.text())
def test_what_can_be_seen_stays_and_what_cannot_is_told_apart(text: str):
    shown = visible(text)

    assert shown.count("\n") == text.count("\n")
    assert shown.replace("\n", "").isprintable()
    assert visible(shown) == shown
