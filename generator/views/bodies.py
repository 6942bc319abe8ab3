"""Bodies by type: what each protocol calls them, who sits on them, and which types the law no longer knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.protocol import Body, Protocol
from generator.model.registers import BodyType
from generator.views import urls
from generator.views.body import BodyView, InLawView, SeatView, body_view, in_law_view, seat_view, shown_name
from generator.views.clause import body_link
from generator.views.findings import Findings, number_words
from generator.views.former import former_of_bodies
from generator.views.page import Here, Link, Page, PageKind
from generator.views.topic import in_order

SHOWN = 6
SEATS_SHOWN = 30
_Named = tuple[Protocol, Body]


@dataclass(frozen=True, slots=True)
class NamedView:
    """What a protocol calls a body, and whose body it is."""

    body: Link
    protocol: str
    is_party: bool


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of body in the list of all. `others` leads to those that are not shown; None where all are."""

    type: Link
    named: tuple[NamedView, ...]
    others: Link | None
    in_law: str


@dataclass(frozen=True, slots=True)
class GoneType:
    """A type of body that the law no longer knows, and the bodies of that type that protocols name."""

    type: Link
    in_law: InLawView
    named: tuple[NamedView, ...]
    others: Link | None


@dataclass(frozen=True, slots=True)
class BodiesView:
    """What the page of all bodies shows."""

    lead: str
    gone: tuple[GoneType, ...]
    types: tuple[TypeRow, ...]
    unnamed: tuple[Link, ...]
    seats: tuple[SeatView, ...]
    seats_summary: str
    untyped: tuple[BodyView, ...]

    @property
    def seats_are_many(self) -> bool:
        """Whether the table of who sits on what is better folded away."""
        return len(self.seats) > SEATS_SHOWN


@dataclass(frozen=True, slots=True)
class BodyTypeView:
    """What the page of a type of body shows."""

    lead: str
    in_law: InLawView | None
    follows: tuple[Link, ...]
    beside: tuple[Link, ...]
    bodies: tuple[BodyView, ...]
    can_choose: bool


def bodies_page(findings: Findings, here: Here) -> Page:
    """Build the page of all bodies."""
    return Page(
        here=here,
        kind=PageKind.BODY,
        title="Bodies",
        description="Boards, panels, partnerships and office-holders by type: what each protocol calls them, who sits "
        "on them, what they receive and give.",
        template="bodies",
        former=former_of_bodies(findings),
        shows=lambda: _bodies_view(findings, here),
    )


def _bodies_view(findings: Findings, here: Here) -> BodiesView:
    by_type = _by_type(findings)
    types = findings.corpus.registers.body_types
    in_force = in_order(findings, findings.corpus.in_force)
    seats = tuple(seat_view(findings, seat, here) for p in in_force for seat in findings.memberships(p))
    count = sum(len(protocol.bodies) for protocol in in_force)
    named = [kind for kind in types.body_types if _in_force(findings, by_type.get(kind.slug, ()))]
    return BodiesView(
        lead=f"{number_words(count).capitalize()} {'body' if count == 1 else 'bodies'} of "
        f"{number_words(len(named))} {'type' if len(named) == 1 else 'types'} in {number_words(len(in_force))} "
        f"{'protocol' if len(in_force) == 1 else 'protocols'}.",
        gone=tuple(_gone(findings, kind, by_type, here) for kind in types.body_types if _is_gone(kind)),
        types=tuple(_row(findings, kind, by_type, here) for kind in named),
        unnamed=tuple(
            here.link(kind.plural, urls.body_type(kind.slug)) for kind in types.body_types if kind not in named
        ),
        seats=seats,
        seats_summary=f"{number_words(len(seats)).capitalize()} statements",
        untyped=tuple(body_view(findings, protocol, body, here) for protocol, body in by_type.get(None, ())),
    )


def body_type_page(findings: Findings, kind: BodyType, here: Here) -> Page:
    """Build the page of one type of body."""
    return Page(
        here=here,
        kind=PageKind.BODY,
        title=kind.plural,
        description=f"{kind.plural}: what each protocol calls them, who sits on them, what they receive and give.",
        template="body-type",
        former=former_of_bodies(findings),
        scripts=("sort", "choose"),
        shows=lambda: _type_view(findings, kind, here),
        breadcrumbs=(here.link("Bodies", urls.bodies()),),
    )


def _type_view(findings: Findings, kind: BodyType, here: Here) -> BodyTypeView:
    types = findings.corpus.registers.body_types.body_types
    bodies = tuple(
        body_view(findings, protocol, body, here) for protocol, body in _by_type(findings).get(kind.slug, ())
    )
    return BodyTypeView(
        lead=kind.about or "",
        in_law=in_law_view(findings, kind, here),
        follows=tuple(
            here.link(other.name, urls.body_type(other.slug))
            for other in types
            if other.in_law and other.in_law.followed_by == kind.slug
        ),
        beside=tuple(
            here.link(other.plural, urls.body_type(other.slug))
            for other in types
            if other.family == kind.family and other.slug != kind.slug
        ),
        bodies=bodies,
        can_choose=len({body.chosen.slug for body in bodies}) > SHOWN,
    )


def _by_type(findings: Findings) -> Mapping[str | None, tuple[_Named, ...]]:
    """Give the bodies of all protocols under their types, protocols in the order of their names."""
    return findings.kept(("bodies-by-type",), lambda: _sorted_by_type(findings))


def _sorted_by_type(findings: Findings) -> Mapping[str | None, tuple[_Named, ...]]:
    found: dict[str | None, list[_Named]] = {}
    for protocol in in_order(findings, findings.corpus.protocols):
        for body in protocol.bodies:
            found.setdefault(body.type, []).append((protocol, body))
    return {kind: tuple(named) for kind, named in found.items()}


def _in_force(findings: Findings, named: tuple[_Named, ...]) -> tuple[_Named, ...]:
    return tuple(one for one in named if one[0].slug not in findings.corpus.replaced)


def _is_gone(kind: BodyType) -> bool:
    return kind.in_law is not None and not kind.in_law.exists


def _gone(findings: Findings, kind: BodyType, by_type: Mapping[str | None, tuple[_Named, ...]], here: Here) -> GoneType:
    in_law = in_law_view(findings, kind, here)
    assert in_law is not None
    row = _row(findings, kind, by_type, here)
    return GoneType(row.type, in_law, row.named, row.others)


def _row(findings: Findings, kind: BodyType, by_type: Mapping[str | None, tuple[_Named, ...]], here: Here) -> TypeRow:
    named = _in_force(findings, by_type.get(kind.slug, ()))
    shown = named if len(named) <= SHOWN else named[: SHOWN - 1]
    left = len(named) - len(shown)
    return TypeRow(
        type=here.link(kind.name, urls.body_type(kind.slug)),
        named=tuple(
            NamedView(
                body_link(findings, protocol, body.id, here),
                shown_name(findings, protocol),
                body.id in protocol.parties,
            )
            for protocol, body in shown
        ),
        others=here.link(f"and {left:,} more: {kind.plural}", urls.body_type(kind.slug)) if left else None,
        in_law="" if kind.in_law is None else "in law" if kind.in_law.exists else "no longer in law",
    )
