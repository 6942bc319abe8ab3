"""A protocol in the terms of schema.org, for search engines and reference managers: nothing but what is stated."""

from collections.abc import Mapping

from generator.model.protocol import CitationRelation, Protocol
from generator.model.registers import Instrument, InstrumentType
from generator.views import urls
from generator.views.findings import Findings

_LAWS = frozenset({InstrumentType.ACT, InstrumentType.REGULATIONS})


def protocol_linked_data(findings: Findings, protocol: Protocol, status: str) -> Mapping[str, object]:
    """Give a protocol as a schema.org CreativeWork, which it is: a protocol is no law.

    Addresses are given where the settings say where the site is published. `status` is its status in words.
    """
    registers = findings.corpus.registers
    settings = findings.corpus.settings
    found: dict[str, object] = {"@context": "https://schema.org", "@type": "CreativeWork"}
    if settings.address:
        found["@id"] = found["url"] = settings.address + urls.protocol(protocol.slug)
    found |= {"name": protocol.title, "inLanguage": "en-GB"}
    found["about"] = {"@type": "Thing", "name": registers.kinds.by_slug[protocol.kind].title}
    found["spatialCoverage"] = [
        {"@type": "AdministrativeArea", "name": registers.authorities.by_slug[slug].name}
        for slug in protocol.authorities
    ]
    found["mentions"] = [
        {"@type": "Organization", "name": findings.body(protocol, party).name} for party in protocol.parties
    ]
    found["creativeWorkStatus"] = status
    if protocol.dated:
        found["dateCreated"] = str(protocol.dated)
    cited = {
        each.instrument.slug: each.instrument
        for each in findings.citations(protocol)
        if each.citation.relation is CitationRelation.CITES
    }
    if cited:
        found["citation"] = [_instrument(instrument) for instrument in cited.values()]
    if protocol.source.address:
        found["isBasedOn"] = protocol.source.address
    home = {"url": settings.address} if settings.address else {}
    found["isPartOf"] = {"@type": "WebSite", "name": settings.name} | home
    if settings.address:
        found["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": settings.address + urls.protocol_data(protocol.slug),
            "encodingFormat": "application/json",
        }
    return found


def _instrument(instrument: Instrument) -> Mapping[str, str]:
    is_law = instrument.type in _LAWS
    found = {"@type": "Legislation" if is_law else "CreativeWork", "name": instrument.title}
    if is_law and instrument.citation:
        found["legislationIdentifier"] = instrument.citation
    if instrument.official:
        found["url"] = instrument.official
    return found
