"""Comparisons as Word files, to take into a meeting: two protocols on every topic, or all protocols on one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from generator.exporting.made import Make
from generator.exporting.word_file import WordFile
from generator.model.protocol import Protocol
from generator.model.registers import Topic
from generator.model.settings import Settings
from generator.views import urls
from generator.views.clause import date_words
from generator.views.page import Here
from generator.views.pair import PairView, narrowed, pair_page
from generator.views.protocol import status_words
from generator.views.redline import Change, Piece, RedlineView
from generator.views.said import PassageView, SaidView
from generator.views.site import SiteMap
from generator.views.tables.comparison import citation_words, duty_words, fact_words
from generator.views.topic import SilentView, TopicView, topic_page
from generator.views.words import plain

_HOW = (
    "The differences stand in this file as changes: what is struck out stands only in the first wording, what is "
    "underlined only in the second. To reject them all gives the first wording, to accept them all the second, letter "
    "for letter. They lead from one document to another: nobody has changed either. Which came first they do not say."
)
_WHOSE = "Indented are the documents’ own words. All else is this site’s."


def word_files(site: SiteMap) -> Mapping[str, Make]:
    """Give what makes the Word file of each page of two protocols and of each topic, by its path in the site."""
    by_slug = site.corpus.by_slug
    pairs = {
        urls.comparison_document(left, right): partial(pair_document, site, by_slug[left], by_slug[right])
        for left, right in site.findings.pairs
    }
    topics = site.corpus.registers.topics.topics
    return pairs | {urls.topic_document(topic.slug): partial(topic_document, site, topic) for topic in topics}


def pair_document(site: SiteMap, left: Protocol, right: Protocol, topics: Collection[str] = ()) -> bytes:
    """Give two protocols set against each other as a Word file; they need no page of their own.

    With `topics` no others are in it.
    """
    here = site.at(urls.comparison(left.slug, right.slug))
    page = pair_page(site.findings, left, right, here)
    view = page.view
    assert isinstance(view, PairView)
    if topics:
        view = narrowed(view, topics)
    made = _Writer(page.title, here)
    if not topics:
        made.file.words(view.lead)
    made.file.remark(_HOW)
    made.file.remark(_WHOSE)
    made.file.heading(2, "At a glance")
    made.facts(view)
    for group in view.groups:
        made.file.heading(2, group.title)
        for topic in group.topics:
            made.file.heading(3, topic.title)
            made.file.words(topic.question)
            made.redline(topic.redline)
            made.places(view.left.words, topic.left)
            made.places(view.right.words, topic.right)
    for only in view.only:
        made.file.heading(2, only.title)
        for one in only.topics:
            made.file.heading(3, one.title)
            made.passages(one.passages)
            made.silence(one.silence)
    if view.neither:
        made.file.heading(2, "Topics on which neither speaks")
        for neither in view.neither:
            made.file.heading(3, neither.topic.words)
            for silence in neither.silences:
                made.silence(silence)
    if not topics:
        made.duties(view)
        made.laws(view)
    made.sources(site, (left, right))
    return made.file.bytes()


def topic_document(site: SiteMap, topic: Topic) -> bytes:
    """Give what all protocols say on a topic, and how their wordings differ, as a Word file."""
    here = site.at(urls.topic(topic.slug))
    page = topic_page(site.findings, topic, here)
    view = page.view
    assert isinstance(view, TopicView)
    made = _Writer(page.title, here)
    made.file.words(view.question)
    made.file.words(view.summary)
    made.file.remark(_HOW)
    made.file.remark(_WHOSE)
    if view.own:
        made.file.heading(2, "In their own words")
    for own in view.own:
        made.file.heading(3, own.chosen.name)
        made.file.remark(f"{own.status}.")
        made.passages(own.passages)
    _wordings(made, view)
    if view.silent:
        made.file.heading(2, "Who is silent")
        for silence in view.silent:
            made.silence(silence)
    made.sources(site, [site.corpus.by_slug[own.chosen.slug] for own in view.own])
    return made.file.bytes()


def _wordings(made: "_Writer", view: TopicView) -> None:
    if view.groups or view.lone or view.meetings:
        made.file.heading(2, "How the wordings compare")
    for group in view.groups:
        made.file.heading(3, group.title)
        if group.base:
            made.file.quote(group.base)
            made.file.words(group.users.words)
        for sentence in group.to_commonest:
            made.file.words(sentence)
        for variant in group.variants:
            made.redline(variant.redline)
            made.file.words(variant.users.words)
    for lone in view.lone:
        made.file.heading(3, lone.user.name)
        for sentence in lone.to_commonest:
            made.file.words(sentence)
    for meeting in view.meetings:
        made.file.heading(3, meeting.title)
        made.redline(meeting.redline)


class _Writer:
    """Writes parts of the pages' views into a Word file. `here` is the page that their ways lead from."""

    def __init__(self, title: str, here: Here) -> None:
        self.file = WordFile(title)
        self.here = here

    def facts(self, view: PairView) -> None:
        head = ("What", view.left.words, view.right.words)
        rows = ((row.term, fact_words(row.left), fact_words(row.right)) for row in view.facts)
        self.file.table("Both protocols at a glance", head, rows)

    def duties(self, view: PairView) -> None:
        if not view.duties:
            return
        self.file.heading(2, "Reporting duties, by matter")
        head = ("What", view.left.words, view.right.words)
        rows = ((row.matter.words, *map(_stated, map(duty_words, (row.left, row.right)))) for row in view.duties)
        self.file.table("Who gives what to whom, as each document says it", head, rows)

    def laws(self, view: PairView) -> None:
        if not view.laws:
            return
        self.file.heading(2, "Law and guidance of both")
        head = ("Law or guidance", view.left.words, view.right.words)
        rows = ((row.law.words, *map(_stated, map(citation_words, (row.left, row.right)))) for row in view.laws)
        self.file.table("What each document rests on", head, rows)

    def redline(self, view: RedlineView) -> None:
        for sentence in view.relation:
            self.file.words(sentence)
        if view.headings:
            self.file.words(view.headings)
        if not view.is_same:
            self.file.remark(f"{view.head}:")
        if view.is_reworded:
            self.file.changed((Piece(view.left_text, view.right_text, Change.WORDS),))
        else:
            self.file.changed(view.pieces)

    def passages(self, passages: Iterable[PassageView]) -> None:
        for passage in passages:
            for text in _texts(passage.said):
                self.file.quote(text)
            self.place("", passage)

    def places(self, name: str, passages: Iterable[PassageView]) -> None:
        for passage in passages:
            self.place(f"{name}: ", passage)

    def place(self, before: str, passage: PassageView) -> None:
        left_out = f" {passage.left_out}" if passage.left_out else ""
        self.file.remark(f"{before}{passage.place.words}.{left_out} ", self.address(passage.place.href))

    def silence(self, view: SilentView) -> None:
        clause = f" ({view.clause.words})" if view.clause else ""
        checked = f" (looked for on {view.checked})" if view.checked else ""
        note = f". {view.note}" if view.note else ""
        self.file.words(f"{view.chosen.name}: {view.state}{clause}{checked}{note}")

    def sources(self, site: SiteMap, protocols: Iterable[Protocol]) -> None:
        self.file.heading(2, "Sources")
        for protocol in protocols:
            name, source = site.findings.name(protocol), protocol.source
            self.file.remark(
                f"{name}: {protocol.title}. {status_words(protocol)}, {date_words(protocol.dated)}. ",
                _full(urls.protocol(protocol.slug), self.here.settings),
            )
            self.file.remark(
                f"The document as received on {source.received.words}: {source.title}. ", source.address or ""
            )
        self.file.remark("This comparison: ", _full(self.here.address, self.here.settings))

    def address(self, href: str) -> str:
        return _full(_from_the_top(href), self.here.settings)


def _stated(said: tuple[str, str | None]) -> str:
    """Give what is stated, or how it is not."""
    state, words = said
    return words or state


def _texts(said: SaidView) -> Iterator[str]:
    """Give the words of a passage as printed, a paragraph each."""
    first = (said.label, said.heading, said.run_in, plain(said.text))
    if any(first):
        yield " ".join(part for part in first if part)
    if said.table:
        for row in (said.table.columns, *said.table.rows):
            yield "\t".join(row)
    for below in said.below:
        yield from _texts(below)
    if said.text_after:
        yield plain(said.text_after)


def _full(address: str, settings: Settings) -> str:
    """Give the full address, or where none is set the way from the top of the site."""
    return (settings.address or "") + address


def _from_the_top(href: str) -> str:
    """Give the address of the site to which a way to a protocol leads; from every page here it begins at the top."""
    return href.rpartition("../")[2].replace(urls.INDEX, "")
