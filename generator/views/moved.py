"""Old addresses that lead to new ones: a protocol, or an entry of a register, was called otherwise before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.page import Here, Link
from generator.views.site import SiteMap


@dataclass(frozen=True, slots=True)
class MovedView:
    """What stands at an old address: the way to the page as it is called now."""

    here: Here
    target: str
    link: Link


def moved(site: SiteMap) -> tuple[MovedView, ...]:
    """Give each old address once, and none at which a page stands now."""
    found: dict[str, MovedView] = {}
    for old, target, words in _moves(site):
        here = site.at(old)
        found.setdefault(old, MovedView(here, target, here.link(words, target)))
    taken = {target for _, target, _ in _moves(site)} | _addresses(site)
    return tuple(view for old, view in sorted(found.items()) if old not in taken)


def _addresses(site: SiteMap) -> set[str]:
    return {urls.protocol(protocol.slug) for protocol in site.corpus.protocols} | {
        address(slug) for entries, address in _registers(site) for slug in entries
    }


def _moves(site: SiteMap) -> Iterator[tuple[str, str, str]]:
    """Give the old address, the new one, and what is found there."""
    findings, by_slug = site.findings, site.corpus.by_slug
    for protocol in site.corpus.protocols:
        name = findings.name(protocol)
        for was in protocol.was:
            yield urls.protocol(was), urls.protocol(protocol.slug), name
            reporting = urls.protocol_reporting(was), urls.protocol_reporting(protocol.slug)
            yield *reporting, f"{name}: who reports what to whom"
            yield urls.protocol_tasks(was), urls.protocol_tasks(protocol.slug), f"{name}: what to do when …"
            if findings.edition_before(protocol) is not None:
                yield urls.editions(was), urls.editions(protocol.slug), f"{name}: what changed"
    for left, right in findings.pairs:
        ours, theirs = by_slug[left], by_slug[right]
        now = urls.comparison(left, right)
        for one in _names(ours):
            for other in _names(theirs):
                was = urls.comparison(*sorted((one, other)))
                if was != now:
                    yield was, now, f"{findings.name(ours)} and {findings.name(theirs)}"
    for entries, address in _registers(site):
        for slug, (former, name) in entries.items():
            yield from ((address(old), address(slug), name) for old in former)


def _registers(site: SiteMap) -> Iterator[tuple[Mapping[str, tuple[tuple[str, ...], str]], Callable[[str], str]]]:
    """Give the registers whose entries have pages: the former slugs and the name of each entry, and its address."""
    shared = site.corpus.registers
    yield {topic.slug: (topic.was, topic.title) for topic in shared.topics.topics}, urls.topic
    yield {matter.slug: (matter.was, matter.title) for matter in shared.matters.matters}, urls.matter
    yield {kind.slug: (kind.was, kind.name) for kind in shared.body_types.body_types}, urls.body_type
    yield {law.slug: (law.was, law.title) for law in shared.instruments.instruments}, urls.instrument


def _names(protocol: Protocol) -> tuple[str, ...]:
    return (protocol.slug, *protocol.was)
