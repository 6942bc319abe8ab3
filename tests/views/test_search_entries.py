from generator.model.corpus import Corpus
from generator.views.findings import Findings
from generator.views.search_entries import Entry, EntryKind, Place, Searchable, Shown, searchable
from tests.fixtures.corpora import corpus
from tests.fixtures.real import real_site

SAYS = """
sections:
  - id: purpose
    label: "1."
    heading: Purpose
    clauses:
      - id: first
        label: "1.1"
        text: {text}
        topics: [{topic}]
"""
BORCHESTER = SAYS.replace("id: first", "id: other")


def clauses(found: Searchable) -> list[Entry]:
    return [entry for entry in found.entries if entry.kind is EntryKind.CLAUSE and entry.topics]


def said(first: str, second: str, *, topics: tuple[str, str] = ("childs-voice", "childs-voice")) -> list[Entry]:
    made: Corpus = corpus(SAYS.format(text=first, topic=topics[0]), BORCHESTER.format(text=second, topic=topics[1]))
    return clauses(searchable(Findings(made)))


def test_what_two_protocols_say_in_the_same_words_is_found_once():
    found = said("All children are heard.", "All children are heard.")

    assert found == [
        Entry(
            EntryKind.CLAUSE,
            Shown("1.1", text="All children are heard."),
            "protocols/{p}/#{id}",
            ("childs-voice",),
            (Place(0, "first"), Place(1, "other")),
        )
    ]


def test_names_of_bodies_do_not_make_two_statements_and_each_protocol_keeps_its_own_words():
    (found,) = said("The Ambridge Corporate Parenting Panel meets.", "The Panel meets.")

    assert found.shown.text == "The Ambridge Corporate Parenting Panel meets."
    assert found.places == (Place(0, "first"), Place(1, "other", Shown("1.1", text="The Panel meets.")))


def test_other_words_or_other_topics_are_other_statements():
    assert len(said("All children are heard.", "Some children are heard.")) == 2
    assert len(said("All are heard.", "All are heard.", topics=("childs-voice", "care-planning"))) == 2


def test_every_section_and_clause_of_the_real_protocols_that_says_something_is_found_at_its_place():
    site = real_site()
    found = searchable(site.findings)

    places = {
        (found.sources[place.protocol].slug, place.id)
        for entry in found.entries
        if entry.kind is EntryKind.CLAUSE
        for place in entry.places
    }
    wanted = {
        (protocol.slug, placed.node.id)
        for protocol in site.corpus.protocols
        for placed in site.findings.places(protocol)
        if placed.node.text or placed.node.heading
    }
    assert places == wanted


def test_the_words_shown_are_those_of_the_document():
    site = real_site()
    for entry in searchable(site.findings).entries:
        if entry.kind is not EntryKind.CLAUSE:
            continue
        for place in entry.places:
            protocol = site.corpus.protocols[place.protocol]
            node = site.findings.placed(protocol, place.id).node
            shown = place.shown or entry.shown
            assert (shown.text or shown.heading) in (node.text, node.heading)


def test_a_reporting_duty_is_told_beside_its_clause():
    found = searchable(real_site().findings)

    duties = [entry.shown.duties for entry in found.entries for place in entry.places if place.id == "audit-findings"]
    assert sorted(duties) == [
        ("Audit findings: to Corporate Parenting Panel",),
        ("Audit findings: to Isle of Wight Corporate Parenting Board",),
    ]


def test_entries_of_one_kind_stand_together():
    kinds = [entry.kind for entry in searchable(real_site().findings).entries]

    assert kinds == sorted(kinds, key=list(EntryKind).index)
    assert set(kinds) == set(EntryKind)
