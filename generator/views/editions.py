"""What changed from one edition of a protocol to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.change import CLAUSE_KINDS
from generator.analysis.editions import ClauseFate, Fate, editions
from generator.analysis.protocol_changes import place_words, protocol_changes
from generator.analysis.redline import redline
from generator.diagnostics import KeyPath
from generator.model.protocol import Protocol
from generator.model.walk import Placed, words_of
from generator.text import tokens
from generator.views import urls
from generator.views.changes import NatureView, nature_views
from generator.views.clause import date_words
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import status_words
from generator.views.redline import RedlineView, Speaker, redline_view

_TITLES = {
    Fate.REWORDED: "Reworded",
    Fate.SPLIT: "Split",
    Fate.MERGED: "Merged",
    Fate.ADDED: "Added",
    Fate.REMOVED: "Taken out",
    Fate.MOVED: "Moved, in the same words",
    Fate.RENUMBERED: "Renumbered, in the same words",
    Fate.FORM: "The same but for form",
}
_ABOUT = {
    Fate.REWORDED: "Clauses that say the same thing in other words, or another thing: the words tell.",
    Fate.SPLIT: "The words of one clause stand in several now.",
    Fate.MERGED: "The words of several clauses stand in one now.",
    Fate.ADDED: "Clauses that have no counterpart in the earlier edition.",
    Fate.REMOVED: "Clauses of the earlier edition that have no counterpart in the later one.",
    Fate.MOVED: "Clauses that stand under another part, or in another order than those beside them.",
    Fate.RENUMBERED: "Clauses that have another label and stand where they stood.",
    Fate.FORM: "Clauses that differ in capitals, marks, names of bodies or the form of a word.",
}
_SAID = {
    Fate.REWORDED: "reworded",
    Fate.SPLIT: "split",
    Fate.MERGED: "merged into others",
    Fate.ADDED: "added",
    Fate.REMOVED: "taken out",
    Fate.MOVED: "moved",
    Fate.RENUMBERED: "renumbered",
    Fate.FORM: "the same but for form",
}
_WITH_REDLINE = {Fate.REWORDED, Fate.SPLIT, Fate.MERGED, Fate.FORM}
_FOLDED = {Fate.FORM, Fate.RENUMBERED}


@dataclass(frozen=True, slots=True)
class FateView:
    """What became of one clause: where it stood and stands, its words or how they changed, and what else happened."""

    before: tuple[Link, ...]
    after: tuple[Link, ...]
    words: str
    redline: RedlineView | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FateGroup:
    """Clauses of one fate. With `folded` they stand behind this sentence."""

    title: str
    id: str
    about: str
    fates: tuple[FateView, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class EditionsView:
    """What the page shows. `besides` are the changes that are not of single clauses."""

    lead: str
    before: Link
    after: Link
    compared: Link
    summary: tuple[str, ...]
    groups: tuple[FateGroup, ...]
    besides: tuple[NatureView, ...]
    chain: tuple[Link, ...]


def editions_page(findings: Findings, after: Protocol, here: Here) -> Page:
    """Build the page of what changed from the edition before; there has to be one on file."""
    before = findings.edition_before(after)
    assert before is not None
    name = findings.authority_names(after)
    builder = _Builder(findings, before, after, here)
    return Page(
        here=here,
        kind=PageKind.COMPARISON,
        title=f"{name}: what changed from one edition to the next",
        description=f"{name}: clauses reworded, added, taken out, moved and renumbered from the edition "
        f"{edition_words(before)} to the one {edition_words(after)}.",
        template="editions",
        shows=lambda: builder.view(fates(findings, after)),
        breadcrumbs=(
            here.link("Protocols", urls.protocols()),
            here.link(findings.name(after), urls.protocol(after.slug)),
        ),
    )


def fates(findings: Findings, after: Protocol) -> tuple[ClauseFate, ...]:
    """Give what became of each clause of the edition before a protocol; nothing where it is not on file."""
    before = findings.edition_before(after)
    if before is None:
        return ()
    return findings.kept(
        ("editions", after.slug),
        lambda: tuple(
            editions(before, after, names_before=findings.body_names(before), names_after=findings.body_names(after))
        ),
    )


def edition_words(protocol: Protocol) -> str:
    """Say which edition it is, by its date."""
    return f"of {protocol.dated.words}" if protocol.dated else "without a date"


class _Builder:
    """The page, in parts."""

    def __init__(self, findings: Findings, before: Protocol, after: Protocol, here: Here) -> None:
        self.findings = findings
        self.before = before
        self.after = after
        self.here = here
        self.earlier, self.later = (
            Speaker(f"the {which} edition", f"the words of the {which} edition", f"the {which} edition")
            for which in ("earlier", "later")
        )

    def view(self, fates: Sequence[ClauseFate]) -> EditionsView:
        changes = protocol_changes(
            self.findings.version(self.before), self.findings.version(self.after), is_edition=True
        )
        return EditionsView(
            lead=(
                f"The edition {edition_words(self.after)} ({status_words(self.after).lower()}) replaces the edition "
                f"{edition_words(self.before)}."
            ),
            before=self.edition(self.before),
            after=self.edition(self.after),
            compared=self.here.link(
                "Set the two editions side by side, topic by topic",
                urls.any_comparison(self.before.slug, self.after.slug),
            ),
            summary=tuple(self.summary(fates)),
            groups=tuple(self.groups(fates)),
            besides=nature_views(self.findings, (c for c in changes if c.kind not in CLAUSE_KINDS), self.here),
            chain=tuple(self.chain()),
        )

    def edition(self, protocol: Protocol) -> Link:
        return self.here.link(
            f"Edition {edition_words(protocol)}: {status_words(protocol).lower()}, {date_words(protocol.dated)}"
            if protocol.dated is None
            else f"Edition {edition_words(protocol)}, {status_words(protocol).lower()}",
            urls.protocol(protocol.slug),
        )

    def summary(self, fates: Sequence[ClauseFate]) -> Iterator[str]:
        counts = {fate: sum(each.fate is fate for each in fates) for fate in Fate}
        said = [f"{number_words(counts[fate])} {words}" for fate, words in _SAID.items() if counts[fate]]
        same = counts[Fate.UNCHANGED]
        if not said:
            yield "No clause changed."
            return
        yield f"Of sections and clauses, {in_a_row(said)}; {number_words(same)} unchanged."
        moved = sum(each.is_moved and each.fate is not Fate.MOVED for each in fates)
        if moved:
            yield f"Of those that changed otherwise, {number_words(moved)} {'has' if moved == 1 else 'have'} moved too."
        yield (
            "Clauses were matched by their ids, and where these differ by their words. These are counts, and no "
            "verdict: one word can turn a duty."
        )

    def groups(self, fates: Sequence[ClauseFate]) -> Iterator[FateGroup]:
        for fate, title in _TITLES.items():
            found = tuple(self.fate(each) for each in fates if each.fate is fate)
            if found:
                many = f"{number_words(len(found)).capitalize()} {'clause' if len(found) == 1 else 'clauses'}"
                yield FateGroup(title, f"_{fate.value}", _ABOUT[fate], found, many if fate in _FOLDED else "")

    def fate(self, found: ClauseFate) -> FateView:
        once, now = (self.text(side) for side in (found.before, found.after))
        line = None
        if found.fate in _WITH_REDLINE:
            line = redline_view(
                redline(
                    tokens(once, self.findings.body_names(self.before)),
                    tokens(now, self.findings.body_names(self.after)),
                ),
                self.earlier,
                self.later,
            )
        return FateView(
            before=tuple(self.place(self.before, each) for each in found.before),
            after=tuple(self.place(self.after, each) for each in found.after),
            words="" if line else now or once,
            redline=line,
            remarks=tuple(self.remarks(found)),
        )

    def remarks(self, found: ClauseFate) -> Iterator[str]:
        if not found.before or not found.after:
            return
        if found.is_moved:
            once, now = (self.around(p, side) for p, side in self.sides(found))
            if once != now:
                yield f"It stood under {once} and stands under {now}."
            elif found.fate is not Fate.MOVED:
                yield "It has moved, too."
        if found.is_renumbered:
            once, now = found.before[0].node.label or "none", found.after[0].node.label or "none"
            yield f"Its label was {once} and is {now}."

    def sides(self, found: ClauseFate) -> tuple[tuple[Protocol, Placed], tuple[Protocol, Placed]]:
        return (self.before, found.before[0]), (self.after, found.after[0])

    def around(self, protocol: Protocol, placed: Placed) -> str:
        """The part that a clause stands in."""
        parent: KeyPath = placed.path[:-2]
        around = next((each for each in self.findings.places(protocol) if each.path == parent), None)
        return f"“{place_words(around)}”" if around else "the document itself"

    def place(self, protocol: Protocol, placed: Placed) -> Link:
        words = place_words(placed)
        if placed.node.label or placed.node.heading:
            words = self.findings.reference(protocol, placed)
        return self.here.link(words, urls.clause(protocol.slug, placed.node.id))

    @staticmethod
    def text(side: Sequence[Placed]) -> str:
        return "\n".join(words_of(each.node) for each in side)

    def chain(self) -> Iterator[Link]:
        """The comparisons of the editions before and after these two."""
        if self.findings.edition_before(self.before) is not None:
            yield self.here.link("What changed in the edition before", urls.editions(self.before.slug))
        later = self.findings.corpus.replaced.get(self.after.slug)
        if later is not None:
            yield self.here.link("What changed in the edition after", urls.editions(later))
