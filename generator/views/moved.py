"""Old addresses that lead to new ones: a protocol, or an entry of a register, was called otherwise before."""

from collections.abc import Callable, Collection, Iterator, Mapping
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
    return site.findings.kept(("moved", site.at(urls.home()).index_names), lambda: _moved(site))


def _moved(site: SiteMap) -> tuple[MovedView, ...]:
    moves = tuple(_moves(site))
    found: dict[str, MovedView] = {}
    for old, target, words in moves:
        here = site.at(old)
        found.setdefault(old, MovedView(here, target, here.link(words, target)))
    taken = {target for _, target, _ in moves} | _addresses(site)
    return tuple(view for old, view in sorted(found.items()) if old not in taken)


def moved_files(site: SiteMap, files: Collection[str]) -> Mapping[str, str]:
    """Give the former address of each file of data that had another one, with the one that it has now.

    No program that fetches a file again by itself can be led on by a page.
    """
    beside: dict[str, list[str]] = {}
    for path in files:
        if not path.endswith(".docx"):  # its name tells what it is about
            beside.setdefault(path.rpartition("/")[0] + "/", []).append(path)
    found = {
        view.here.address + path.removeprefix(view.target): path
        for view in moved(site)
        for path in beside.get(view.target, ())
    }
    found |= {urls.protocol_data(was): urls.protocol_data(p.slug) for p in site.corpus.protocols for was in p.was}
    for topic in site.corpus.registers.topics.topics:
        for was in topic.was:
            found[urls.topic_data(was)] = urls.topic_data(topic.slug)
            found[urls.topic_document(was)] = urls.topic_document(topic.slug)
    for pair, former in _pairs(site):
        found[urls.comparison_document(*former)] = urls.comparison_document(*pair)
    return {old: new for old, new in sorted(found.items()) if new in files and old not in files}


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
    for pair, former in _pairs(site):
        ours, theirs = (findings.name(by_slug[slug]) for slug in pair)
        yield urls.comparison(*former), urls.comparison(*pair), f"{ours} and {theirs}"
    for entries, address in _registers(site):
        for slug, (names, title) in entries.items():
            yield from ((address(old), address(slug), title) for old in names)


def _registers(site: SiteMap) -> Iterator[tuple[Mapping[str, tuple[tuple[str, ...], str]], Callable[[str], str]]]:
    """Give the registers whose entries have pages: the former slugs and the name of each entry, and its address."""
    shared = site.corpus.registers
    yield {topic.slug: (topic.was, topic.title) for topic in shared.topics.topics}, urls.topic
    yield {matter.slug: (matter.was, matter.title) for matter in shared.matters.matters}, urls.matter
    yield {kind.slug: (kind.was, kind.name) for kind in shared.body_types.body_types}, urls.body_type
    yield {law.slug: (law.was, law.title) for law in shared.instruments.instruments}, urls.instrument


def _pairs(site: SiteMap) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Give each pair that has a page with each of the other names that it had, in the order that it had them in."""
    by_slug = site.corpus.by_slug
    for left, right in site.findings.pairs:
        for one in _names(by_slug[left]):
            for other in _names(by_slug[right]):
                former = min(one, other), max(one, other)
                if former != (left, right):
                    yield (left, right), former


def _names(protocol: Protocol) -> tuple[str, ...]:
    return (protocol.slug, *protocol.was)
