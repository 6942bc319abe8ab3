"""The registers themselves, and the pairs that the settings name."""

import re
from collections.abc import Iterator

from generator.analysis.currency import edition_of, provision_of
from generator.checks.references import unknown
from generator.checks.rule import SETTINGS, Finding, rule
from generator.diagnostics import KeyPath, Severity
from generator.model.corpus import Corpus
from generator.model.dates import PartialDate
from generator.model.registers import Addressed, InstrumentType, Registers, Status

_IDENTIFIER = re.compile(
    r"https://www\.legislation\.gov\.uk/(?:id/[a-z]+/[0-9]{4}/[0-9]+|[a-z]+/[0-9]{4}/[0-9]+/(?:made|enacted))"
)


@rule(
    "repeated-slug",
    summary="A slug stands twice in a register, or a former slug is still in use.",
    why="A slug is an address. Everything that names it would mean the first of the two.",
    wrong="""
- {slug: care-planning, title: Care planning, …}
- {slug: care-planning, title: Care plans, …}
""",
    right="- {slug: care-planning, title: Care planning, …}",
)
def repeated_slug(corpus: Corpus) -> Iterator[Finding]:
    """Find slugs, numbers of provisions and names of editions that are taken."""
    for register, named in _named(corpus.registers):
        seen: set[str] = set()
        for path, slug in named:
            if slug in seen:
                message = f"'{slug}' stands twice in the register"
                yield Finding(register, path, message, "take one out, or give it another name", in_register=True)
            seen.add(slug)


def _named(registers: Registers) -> Iterator[tuple[str, list[tuple[KeyPath, str]]]]:
    def slugs(key: str, entries: tuple[object, ...]) -> list[tuple[KeyPath, str]]:
        return [((key, index, "slug"), getattr(each, "slug", "")) for index, each in enumerate(entries)]

    def with_former(key: str, entries: tuple[Addressed, ...]) -> list[tuple[KeyPath, str]]:
        former: list[tuple[KeyPath, str]] = [
            ((key, index, "was", place), name)
            for index, entry in enumerate(entries)
            for place, name in enumerate(entry.was)
        ]
        return [*slugs(key, entries), *former]

    yield "topics", slugs("groups", registers.topics.groups)
    yield "topics", with_former("topics", registers.topics.topics)
    yield "kinds", slugs("kinds", registers.kinds.kinds)
    yield "authorities", slugs("authorities", registers.authorities.authorities)
    yield "body-types", with_former("body_types", registers.body_types.body_types)
    yield "matters", with_former("matters", registers.matters.matters)
    yield "terms", with_former("terms", registers.terms.terms)
    yield "instruments", with_former("instruments", registers.instruments.instruments)
    for index, law in enumerate(registers.instruments.instruments):
        path: KeyPath = ("instruments", index)
        yield (
            "instruments",
            [((*path, "provisions", at, "number"), part.number) for at, part in enumerate(law.provisions)],
        )
        yield (
            "instruments",
            [((*path, "editions", at, "edition"), each.edition) for at, each in enumerate(law.editions)],
        )


@rule(
    "unknown-group",
    summary="A topic or a kind of protocol names a group of topics that there is not.",
    why="A topic without a group is on no page.",
    wrong="- {slug: childs-voice, group: joint-intrest, …}",
    right="- {slug: childs-voice, group: joint-interest, …}",
)
def unknown_group(corpus: Corpus) -> Iterator[Finding]:
    """Find groups of topics that the register does not have."""
    groups = [group.slug for group in corpus.registers.topics.groups]
    for index, topic in enumerate(corpus.registers.topics.topics):
        if topic.group not in groups:
            yield unknown("topics", ("topics", index, "group"), "group", topic.group, groups, register=True)
    for index, kind in enumerate(corpus.registers.kinds.kinds):
        for place, name in enumerate(kind.topic_groups):
            if name not in groups:
                yield unknown("kinds", ("kinds", index, "topic_groups", place), "group", name, groups, register=True)


@rule(
    "unknown-successor",
    summary="What is said to have followed a law, a body type or a council is not in the register; or a term to see.",
    why="Readers are led on to what took the place of what has gone. The way must not end in nothing.",
    wrong='followed_by: [{instrument: childrens-act-2004, provision: "16E"}]',
    right='followed_by: [{instrument: children-act-2004, provision: "16E"}]',
)
def unknown_successor(corpus: Corpus) -> Iterator[Finding]:
    """Find references between entries of the registers that lead nowhere."""
    registers = corpus.registers
    laws = registers.instruments.by_slug
    for path, status in _statuses(registers):
        for place, after in enumerate(status.followed_by):
            here = (*path, "followed_by", place)
            law = laws.get(after.instrument)
            if law is None:
                where = (*here, "instrument")
                yield unknown("instruments", where, "instrument", after.instrument, laws, register=True)
            elif after.provision and provision_of(law, after.provision) is None:
                message = f"'{law.slug}' has no provision '{after.provision}' in the register"
                hint = f"add it to the provisions of '{law.slug}'"
                yield Finding("instruments", (*here, "provision"), message, hint, in_register=True)
            elif after.edition and edition_of(law, after.edition) is None:
                message = f"'{law.slug}' has no edition '{after.edition}' in the register"
                hint = f"add it to the editions of '{law.slug}'"
                yield Finding("instruments", (*here, "edition"), message, hint, in_register=True)
    types = registers.body_types.by_slug
    for index, kind in enumerate(registers.body_types.body_types):
        after_it = kind.in_law.followed_by if kind.in_law else None
        if after_it and after_it not in types:
            path = ("body_types", index, "in_law", "followed_by")
            yield unknown("body-types", path, "body type", after_it, types, register=True)
    councils = registers.authorities.by_slug
    for index, council in enumerate(registers.authorities.authorities):
        for place, name in enumerate(council.followed_by):
            if name not in councils:
                path = ("authorities", index, "followed_by", place)
                yield unknown("authorities", path, "authority", name, councils, register=True)
    terms = registers.terms.by_slug
    for index, term in enumerate(registers.terms.terms):
        for place, name in enumerate(term.see):
            if name not in terms:
                yield unknown("terms", ("terms", index, "see", place), "term", name, terms, register=True)


@rule(
    "dates-out-of-order",
    summary="Dates of a register stand in an order that cannot be.",
    why="How a law stood on a day is read from its statuses, the oldest first.",
    wrong="""
status:
  - {state: repealed, from: 2018-06-29, …}
  - {state: in-force, from: 2006-04-01, …}
""",
    right="""
status:
  - {state: in-force, from: 2006-04-01, …}
  - {state: repealed, from: 2018-06-29, …}
""",
)
def dates_out_of_order(corpus: Corpus) -> Iterator[Finding]:
    """Find statuses that begin before the one above them, and times that end before they begin."""
    before: tuple[KeyPath, Status] | None = None
    for path, status in _statuses(corpus.registers):
        if before and before[0][:-1] == path[:-1] and status.from_:
            above = before[1].from_
            if above and status.from_.last_day < above.first_day:
                message = f"the status from '{status.from_}' stands below the one from '{above}'"
                yield Finding("instruments", (*path, "from"), message, "put the oldest first", in_register=True)
        if status.from_ or before is None or before[0][:-1] != path[:-1]:
            before = (path, status)
    for index, council in enumerate(corpus.registers.authorities.authorities):
        times: list[tuple[KeyPath, PartialDate | None, PartialDate | None]] = [
            (("authorities", index, "valid_until"), council.valid_from, council.valid_until)
        ]
        times += [
            (("authorities", index, "codes", place, "until"), code.from_, code.until)
            for place, code in enumerate(council.codes)
        ]
        for end, began, ended in times:
            if began and ended and ended.last_day < began.first_day:
                message = f"it ends '{ended}', before it begins '{began}'"
                yield Finding("authorities", end, message, "is the year right?", in_register=True)


def _statuses(registers: Registers) -> Iterator[tuple[KeyPath, Status]]:
    for index, law in enumerate(registers.instruments.instruments):
        path: KeyPath = ("instruments", index)
        yield from (((*path, "status", at), status) for at, status in enumerate(law.status))
        for place, part in enumerate(law.provisions):
            yield from (((*path, "provisions", place, "status", at), status) for at, status in enumerate(part.status))
        for place, each in enumerate(law.editions):
            yield from (((*path, "editions", place, "status", at), status) for at, status in enumerate(each.status))


@rule(
    "word-of-two-terms",
    summary="A word of the glossary belongs to two terms.",
    why="The word is linked to its explanation wherever it stands. To which of the two?",
    wrong="""
- {slug: looked-after-child, variants: [children in care], …}
- {slug: child-in-care, term: Children in care, …}
""",
    right="- {slug: looked-after-child, variants: [children in care], …}",
)
def word_of_two_terms(corpus: Corpus) -> Iterator[Finding]:
    """Find terms and variants that stand twice, capitals aside."""
    owner: dict[str, str] = {}
    for index, term in enumerate(corpus.registers.terms.terms):
        path: KeyPath = ("terms", index)
        words: list[tuple[KeyPath, str]] = [((*path, "term"), term.term)]
        words += [((*path, "variants", place), word) for place, word in enumerate(term.variants)]
        for where, word in words:
            folded = " ".join(word.casefold().split())
            if owner.setdefault(folded, term.slug) != term.slug:
                message = f"'{word}' belongs to the term '{owner[folded]}' already"
                yield Finding("terms", where, message, "take it out of one of the two", in_register=True)


@rule(
    "wrong-official-address",
    severity=Severity.WARNING,
    summary="The official address of an Act or of regulations is not an identifier of legislation.gov.uk.",
    why="The addresses of sections, and of the law as it stood on a day, are made from the identifier.",
    wrong="official: https://www.legislation.gov.uk/ukpga/1989/41/contents",
    right="official: https://www.legislation.gov.uk/id/ukpga/1989/41",
)
def wrong_official_address(corpus: Corpus) -> Iterator[Finding]:
    """Find addresses of legislation of another form; /made and /enacted are for what is held only so."""
    for index, law in enumerate(corpus.registers.instruments.instruments):
        is_legislation = law.type in {InstrumentType.ACT, InstrumentType.REGULATIONS}
        if is_legislation and law.official and not _IDENTIFIER.fullmatch(law.official):
            message = f"'{law.official}' is not an identifier of legislation.gov.uk"
            hint = "write it like this: https://www.legislation.gov.uk/id/ukpga/1989/41"
            yield Finding("instruments", ("instruments", index, "official"), message, hint, in_register=True)


@rule(
    "unknown-pinned-pair",
    needs_all=True,
    summary="The settings pin a pair of protocols of which one is not here.",
    why="A pinned pair always has a page, which needs both.",
    wrong="pinned_pairs: [[harow, isle-of-wight]]",
    right="pinned_pairs: [[harrow, isle-of-wight]]",
)
def unknown_pinned_pair(corpus: Corpus) -> Iterator[Finding]:
    """Find pinned protocols that have no file."""
    for index, pair in enumerate(corpus.settings.pinned_pairs):
        for place, slug in enumerate(pair):
            if slug not in corpus.by_slug:
                yield unknown(SETTINGS, ("pinned_pairs", index, place), "protocol", slug, corpus.by_slug, register=True)
        if pair[0] == pair[1]:
            message = f"the pair sets '{pair[0]}' against itself"
            yield Finding(SETTINGS, ("pinned_pairs", index), message, "name two protocols", in_register=True)
