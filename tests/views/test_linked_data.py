"""What a protocol’s page says in the terms of schema.org: known types and properties only, with fitting values."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.model.corpus import Corpus
from generator.model.dates import PartialDate
from generator.views.findings import Findings
from generator.views.linked_data import protocol_linked_data
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus

TEXT, ADDRESS, DATE = "Text", "URL", "Date"
KINDS = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "Legislation": ("CreativeWork", "Thing"),
    "WebSite": ("CreativeWork", "Thing"),
    "MediaObject": ("CreativeWork", "Thing"),
    "Organization": ("Thing",),
    "AdministrativeArea": ("Place", "Thing"),
}
"""The types that we use, with those above them, as schema.org has them."""

PROPERTIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Thing": {"name": (TEXT,), "url": (ADDRESS,)},
    "CreativeWork": {
        "about": ("Thing",),
        "citation": ("CreativeWork", TEXT),
        "creativeWorkStatus": (TEXT, "DefinedTerm"),
        "dateCreated": (DATE,),
        "encoding": ("MediaObject",),
        "encodingFormat": (TEXT, ADDRESS),
        "inLanguage": (TEXT, "Language"),
        "isBasedOn": ("CreativeWork", "Product", ADDRESS),
        "isPartOf": ("CreativeWork", ADDRESS),
        "mentions": ("Thing",),
        "spatialCoverage": ("Place",),
    },
    "Legislation": {"legislationIdentifier": (TEXT, ADDRESS)},
    "MediaObject": {"contentUrl": (ADDRESS,)},
}
"""Which properties a type has, beside those of the types above it, and what they may hold."""

ALL_KEYS = """\
dated: 2015
source: {file: sources/x.txt, sha256: "%s", title: T, received: 2026-11-21, address: https://example.org/a}
sections:
  - id: words
    clauses:
      - id: first
        text: See section 13 of the 2004 Act and Working Together.
        citations:
          - {quote: section 13 of the 2004 Act, instrument: children-act-2004, provision: "13"}
          - {quote: Working Together, instrument: working-together, edition: "2018"}
""" % ("0" * 64)


def corpora() -> list[Any]:
    found = []
    for name, of in (
        ("real", real_corpus()),
        ("many", many(real_corpus(), 3)),
        ("all keys", corpus(ALL_KEYS, head=HEAD)),
    ):
        for address in (None, "https://protocols.example.org/lp/"):
            changed = replace(of, settings=of.settings.model_copy(update={"address": address}))
            found.append(pytest.param(changed, id=f"{name}, {'published' if address else 'not published'}"))
    return found


HEAD = """\
title: A protocol
kind: joint
authorities: [ambridge, borchester]
parties: [board]
status: approved
transcription: {by: editor}
bodies: [{id: board, name: The Board, type: safeguarding-board}]
"""


@pytest.mark.parametrize("of", corpora())
def test_every_type_and_property_is_known_and_holds_what_it_may(of: Corpus) -> None:
    for protocol in of.protocols:
        told = dict(protocol_linked_data(Findings(of), protocol, "Approved"))

        assert told.pop("@context") == "https://schema.org"
        assert list(_faults(told, "")) == []


def test_a_fault_is_found() -> None:
    told = {
        "@type": "CreativeWork",
        "about": "words",
        "colour": "red",
        "dateCreated": "April",
        "mentions": [{"@type": "Cat"}],
    }

    assert list(_faults(told, "")) == [
        ".about holds Text",
        ".colour is no property of CreativeWork",
        ".dateCreated holds Text",
        ".mentions is of the unknown type Cat",
    ]


def test_a_site_that_is_not_published_gives_no_address_of_its_own() -> None:
    told = protocol_linked_data(Findings(real_corpus()), real_corpus().protocols[0], "Draft")

    assert {"@id", "url", "encoding"} & told.keys() == set()
    assert told["isPartOf"] == {"@type": "WebSite", "name": real_corpus().settings.name}


def _faults(thing: Mapping[str, Any], where: str) -> Iterator[str]:
    kind = thing.get("@type", "")
    if kind not in KINDS:
        yield f"{where} is of the unknown type {kind}"
        return
    known = {name: holds for each in (kind, *KINDS[kind]) for name, holds in PROPERTIES.get(each, {}).items()}
    for name, values in thing.items():
        for value in values if isinstance(values, list) else [values]:
            if name.startswith("@"):
                continue
            if name not in known:
                yield f"{where}.{name} is no property of {kind}"
            elif isinstance(value, Mapping):
                yield from _faults(value, f"{where}.{name}")
                if value.get("@type") in KINDS and not {value["@type"], *KINDS[value["@type"]]} & set(known[name]):
                    yield f"{where}.{name} holds {value['@type']}"
            elif not _kinds_of(value) & set(known[name]):
                yield f"{where}.{name} holds Text"


def _kinds_of(value: str) -> set[str]:
    found = {TEXT}
    if value.startswith(("https://", "http://")):
        found.add(ADDRESS)
    try:
        PartialDate.parse(value)
    except ValueError:
        return found
    return found | {DATE}
