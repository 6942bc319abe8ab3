from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from generator.analysis.change import Change, ChangeKind, Nature
from generator.analysis.changes import ChangeLog, LogEntry
from generator.exporting.files import files
from generator.model.corpus import Corpus
from generator.rendering.pages import render
from generator.states import change_log
from generator.views import changes as module
from generator.views import urls
from generator.views.changes import ChangesView, affected, change_entries, changes_page, newest_changes, told
from generator.views.findings import Findings
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, REGISTERS, corpus
from tests.fixtures.links import lost_links, markdown, templates
from tests.fixtures.real import real_corpus

BODY = dedent(
    """
    sections:
      - id: areas
        clauses:
          - {id: voice, label: "1.1", text: The Panel hears the child., topics: [childs-voice]}
    absences:
      - {topic: care-planning, state: not-listed, checked: 2026-11-22}
    """
)
LATER = BODY.replace("[childs-voice]", "[childs-voice, care-planning]").split("absences")[0]
FILE = "protocols/ambridge.yml"
BASE: Mapping[str, bytes] = {
    f"site_config/registers/{name}.yml": dedent(text).encode() for name, text in REGISTERS.items()
}


def log(*steps: tuple[int, dict[str, bytes | None]], **more: bool) -> ChangeLog:
    return change_log(BASE, [(date(2026, 1, day), f"c{day}", each) for day, each in steps], **more)


def now() -> Corpus:
    return corpus(LATER)


TWO_STEPS = ((1, {FILE: (HEAD + BODY).encode()}), (30, {FILE: (HEAD + LATER).encode()}))


def view(found: Corpus, changes: ChangeLog | None) -> ChangesView:
    site = SiteMap(found, changes)
    shown = changes_page(site.findings, site.at(urls.changes())).view
    assert isinstance(shown, ChangesView)
    return shown


def sentences(shown: ChangesView) -> list[tuple[str, str, list[str]]]:
    return [
        (day.day, subject.name.words, [each.words for n in subject.natures for each in (*n.first, *n.rest)])
        for month in shown.months
        for day in month.days
        for subject in day.subjects
    ]


def test_without_a_history_the_page_says_so_and_tells_nothing() -> None:
    shown = view(now(), None)

    assert shown.months == ()
    assert shown.lead.startswith("The history of the files is not available here")


def test_changes_are_told_in_sentences_with_the_newest_first() -> None:
    assert sentences(view(now(), log(*TWO_STEPS))) == [
        ("30 January 2026", "Ambridge", ["Care planning, not listed → stated (1.1)."]),
        ("1 January 2026", "Ambridge", ["Added: A protocol (approved)."]),
    ]


def test_each_change_has_what_a_filter_needs_and_leads_to_its_place() -> None:
    (subject,) = view(now(), log(*TWO_STEPS)).months[0].days[0].subjects
    (nature,) = subject.natures

    assert (subject.protocol, subject.authorities, nature.slug, nature.first[0].topics) == (
        "ambridge",
        "ambridge",
        "annotation",
        "care-planning",
    )
    assert nature.first[0].where is not None
    assert nature.first[0].where.href == "../topics/care-planning/#ambridge"


def test_the_page_says_what_it_cannot_tell() -> None:
    broken = (15, {FILE: b"title: ["})

    notes = view(now(), log(TWO_STEPS[0], broken, TWO_STEPS[1], is_whole=False, is_current=False)).notes

    assert [note.split(" ")[0:4] for note in notes] == [
        ["The", "history", "that", "is"],
        ["These", "pages", "are", "made"],
        ["On", "15", "January", "2026"],
    ]


def test_a_long_log_is_cut_at_a_whole_day_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHOWN", 1)

    shown = view(now(), log(*TWO_STEPS))

    assert [day for day, _, _ in sentences(shown)] == ["30 January 2026"]
    assert shown.notes == ("Changes before 30 January 2026 are not shown.",)


def test_many_changes_of_one_nature_fold_away() -> None:
    many = tuple(
        Change(ChangeKind.BODY, Nature.ANNOTATION, "ambridge", subject=f"b{n}", after=f"Body {n}") for n in range(20)
    )

    (nature,) = view(now(), ChangeLog((LogEntry(date(2026, 1, 1), "c", many),))).months[0].days[0].subjects[0].natures

    assert (len(nature.first), nature.more, len(nature.rest)) == (6, "14 more", 14)


def test_a_protocol_that_is_no_more_is_named_and_leads_nowhere() -> None:
    shown = view(
        now(), log((1, {"protocols/borchester.yml": (HEAD + BODY).encode()}), (2, {"protocols/borchester.yml": None}))
    )

    assert sentences(shown)[0] == ("2 January 2026", "Ambridge", ["Taken away from the site: A protocol (approved)."])
    assert shown.months[0].days[0].subjects[0].name.href == ""


def test_every_link_of_the_page_and_of_the_first_page_leads_to_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found, changes = now(), log(*TWO_STEPS)
    site = SiteMap(found, changes)
    pages = markdown(found) | {
        "changes/": render(changes_page(site.findings, site.at(urls.changes())), templates()).text
    }

    assert (
        lost_links(
            {a: t for a, t in pages.items() if a in {"changes/", ""} or a.startswith(("topics", "protocols"))},
            "topics/",
            "protocols/",
        )
        == []
    )


def test_the_first_page_shows_the_newest_of_each_protocol() -> None:
    site = SiteMap(now(), log(*TWO_STEPS))

    assert [(day, link.words) for day, link in newest_changes(site.findings, site.at(urls.home()), 4)] == [
        ("30 January 2026", "Ambridge: Care planning, not listed → stated (1.1)."),
        ("1 January 2026", "Ambridge: Added: A protocol (approved)."),
    ]


def test_feeds_of_all_of_the_protocol_and_of_the_topic_tell_a_change() -> None:
    made = files(now(), log(*TWO_STEPS))

    for path in ("feed.atom", "protocols/ambridge/feed.atom", "topics/care-planning/feed.atom"):
        assert "Ambridge: Care planning, not listed → stated (1.1)." in made[path].decode(), path
    assert "not listed → stated" not in made["topics/audits/feed.atom"].decode()


def test_entries_of_a_feed_have_names_of_their_own_that_last() -> None:
    changes = log(*TWO_STEPS)
    again = replace(changes, entries=changes.entries[1:])

    names = [entry.id for entry in change_entries(Findings(now(), changes))]

    assert len(set(names)) == len(names)
    assert names[1:] == [entry.id for entry in change_entries(Findings(now(), again))]


def test_hostile_words_come_out_as_they_are() -> None:
    evil = "<script>alert(1)</script> `x` {{ y }}"
    change = Change(ChangeKind.CLAUSE_ADDED, Nature.POLICY, "ambridge", place="1.1", after=evil)
    site = SiteMap(now(), ChangeLog((LogEntry(date(2026, 1, 1), "c", (change,)),)))

    text = render(changes_page(site.findings, site.at(urls.changes())), templates()).text

    assert "<script" not in text
    assert "{{" not in text


def test_the_pages_of_a_change_of_coverage_are_those_that_show_it() -> None:
    findings = Findings(real_corpus())
    change = Change(ChangeKind.COVERAGE, Nature.ANNOTATION, "harrow", subject="Child’s voice", topics=("childs-voice",))

    assert affected(findings, change) == (
        "compare/harrow/isle-of-wight/",
        "protocols/",
        "protocols/harrow/",
        "topics/",
        "topics/childs-voice/",
    )
    assert told(findings, replace(change, before="not listed", after="stated")).startswith("Harrow: Child’s voice, not")
