"""Two protocols side by side, with all that their page shows, as one table to take along."""

from collections.abc import Iterable, Iterator, Sequence

from generator.kept import kept
from generator.model.protocol import Protocol
from generator.model.registers import Topics
from generator.views import urls
from generator.views.clause import FlowView
from generator.views.findings import Findings, in_a_row
from generator.views.one_side import CitedView, OneSide, PlacedDuty, one_side
from generator.views.page import Here
from generator.views.pair import PairView, pair_view
from generator.views.protocol import NOT_STATED, Fact
from generator.views.redline import Piece
from generator.views.tables.table import Address, Row, Table, listed, text, way, words

STATED = "stated"


def comparison_table(findings: Findings, left: Protocol, right: Protocol, *, index_names: bool = False) -> Table:
    """Give two protocols at a glance, what they say on every topic, what each reports, and what each rests on.

    In the redline `[-…-]` encloses what only the first has, `{+…+}` what only the second has. The script `compare-csv`
    makes the same table of any two protocols that a reader chooses.
    """
    ours, theirs = findings.name(left), findings.name(right)
    return Table(
        name=f"{left.slug} and {right.slug}",
        title=f"{ours} and {theirs}: at a glance, topic by topic, reporting duties, law and guidance",
        file=urls.csv(urls.comparison(left.slug, right.slug), "comparison"),
        columns=(
            text("Part"),
            text("What"),
            text(f"{ours}: state"),
            words(f"{ours}: words"),
            text(f"{theirs}: state"),
            words(f"{theirs}: words"),
            words("How the words stand to each other"),
            words("Redline: [-only the first-] {+only the second+}"),
            way("Address"),
        ),
        rows=lambda: _rows(findings, left, right, index_names=index_names),
    )


def plain_redline(pieces: Iterable[Piece]) -> str:
    """Give a redline as text: `[-…-]` is left out, `{+…+}` is put in."""
    return "".join(
        piece.shown
        if piece.change is None or piece.kept
        else (f"[-{piece.left}-]" if piece.left else "") + (f"{{+{piece.right}+}}" if piece.right else "")
        for piece in pieces
    )


def _rows(findings: Findings, left: Protocol, right: Protocol, *, index_names: bool) -> Iterator[Row]:
    here = Here(urls.comparison(left.slug, right.slug), findings.corpus.settings, index_names)
    view = pair_view(findings, left, right, here)
    has_page = (left.slug, right.slug) in findings.with_page
    page = here.address if has_page else urls.any_comparison(left.slug, right.slug)
    for fact in view.facts:
        yield (
            "At a glance",
            fact.term,
            None,
            fact_words(fact.left),
            None,
            fact_words(fact.right),
            None,
            None,
            _at(page, "_glance"),
        )
    sides = [one_side(findings, protocol, here) for protocol in (left, right)]
    yield from _topics(findings.corpus.registers.topics, sides, view, page)
    for duty in view.duties:
        said = *duty_words(duty.left), *duty_words(duty.right)
        yield "Reporting duties", duty.matter.words, *said, None, None, _at(page, "_duties")
    for law in view.laws:
        said = *citation_words(law.left), *citation_words(law.right)
        yield "Law and guidance", law.law.words, *said, None, None, _at(page, "_law")


def _at(page: str, identifier: str) -> Address:
    return Address(f"{page}#{identifier}")


def _topics(register: Topics, sides: Sequence[OneSide], view: PairView, page: str) -> Iterator[Row]:
    redlines = {topic.slug: topic.redline for group in view.groups for topic in group.topics}
    shown = {*redlines, *(topic.slug for only in view.only for topic in only.topics)}
    shown |= {topic.slug for topic in view.neither}
    for group in register.groups:
        for topic in register.in_group(group.slug):
            if topic.slug not in shown:
                continue
            ours, theirs = (_on_topic(side, topic.slug) for side in sides)
            redline = redlines.get(topic.slug)
            relation = " ".join(redline.relation) if redline else None
            marked = (plain_redline(redline.pieces) or None) if redline else None
            yield group.title, topic.title, *ours, *theirs, relation, marked, _at(page, topic.slug)


def _on_topic(side: OneSide, topic: str) -> tuple[str, str | None]:
    if topic in side.topics:
        return STATED, side.topics[topic].text
    return side.silences[topic].state, None


@kept(1 << 12)
def fact_words(fact: Fact | None) -> str:
    """Give a fact as a text; a remark of ours stands on a line of its own."""
    if fact is None:
        return NOT_STATED
    return "\n".join(part for part in (listed(link.words for link in fact.links), fact.remark.strip(" ")) if part)


@kept(1 << 12)
def duty_words(duties: tuple[PlacedDuty, ...]) -> tuple[str, str | None]:
    """Give whether duties are stated, and in which words, each on a line with its clause."""
    if not duties:
        return "no such duty stated", None
    return STATED, "\n".join(f"{_handed(duty.flow)} {duty.clause.words}" for duty in duties)


def _handed(flow: FlowView) -> str:
    """Say a duty in a line, as the page does."""
    said = flow.reporter.words if flow.reporter else "Reporter not stated"
    names = [receiver.words for receiver in flow.receivers]
    said += " gives to " + (in_a_row(names, " or " if flow.any_of else " and ") or "receiver not stated")
    said += f", {flow.how_often}" if flow.how_often else ""
    said += f", “{flow.timing}”" if flow.timing else ""
    said += f"; condition: “{flow.condition}”" if flow.condition else ""
    said += f"; content: “{flow.content}”" if flow.content else ""
    return f"{said}; in the words “{flow.words}”."


@kept(1 << 12)
def citation_words(citations: tuple[CitedView, ...]) -> tuple[str, str | None]:
    """Give whether a law is cited, and what of it where, each citation on a line."""
    if not citations:
        return "not cited", None
    lines = (f"{one.words} ({one.clause.words})" + (f": {one.gone}" if one.gone else "") for one in citations)
    return "cited", "\n".join(lines)
