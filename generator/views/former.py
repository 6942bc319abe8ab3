"""The ids that places of a page had before a protocol or an entry of a register was renamed: old links lead there."""

from collections.abc import Iterable, Mapping

from generator.views.findings import Findings

Former = Mapping[str, tuple[str, ...]]
"""Former ids under the one that the place has now; only of what was renamed."""


def former_of_protocols(findings: Findings) -> Former:
    """Give those of places that bear the name of a protocol."""
    return _renamed((protocol.slug, protocol.was) for protocol in findings.corpus.protocols)


def former_of_topics(findings: Findings) -> Former:
    """Give those of places that bear the name of a topic."""
    return _renamed((topic.slug, topic.was) for topic in findings.corpus.registers.topics.topics)


def former_of_matters(findings: Findings) -> Former:
    """Give those of places that bear the name of a matter."""
    return _renamed((matter.slug, matter.was) for matter in findings.corpus.registers.matters.matters)


def former_of_bodies(findings: Findings) -> Former:
    """Give those of places that bear the names of a protocol and of a body of it."""
    return _renamed(
        (
            f"{protocol.slug}_{body.id}",
            tuple(f"{slug}_{name}" for slug in (protocol.slug, *protocol.was) for name in (body.id, *body.was))[1:],
        )
        for protocol in findings.corpus.protocols
        for body in protocol.bodies
    )


def _renamed(found: Iterable[tuple[str, tuple[str, ...]]]) -> Former:
    return {now: before for now, before in found if before}
