"""Editions of one protocol: which file replaces which."""

from collections.abc import Iterator

from generator.checks.rule import Finding, rule
from generator.diagnostics import Severity
from generator.model.corpus import Corpus
from generator.model.protocol import ProtocolStatus
from generator.schema.nearest import nearest


@rule(
    "unknown-edition-before",
    needs_all=True,
    summary="A protocol replaces one that is not here.",
    why="The page of changes sets an edition against the one before it, which must be a file of its own.",
    wrong="replaces: isle-of-white-2018",
    right="replaces: isle-of-wight-2018",
)
def unknown_edition_before(corpus: Corpus) -> Iterator[Finding]:
    """Find editions before that have no file."""
    for protocol in corpus.protocols:
        if protocol.replaces and protocol.replaces not in corpus.by_slug:
            meant = nearest(protocol.replaces, (slug for slug in corpus.by_slug if slug != protocol.slug))
            hint = f"did you mean '{meant}'?" if meant else "add its file, or take 'replaces' out"
            message = f"there is no protocol '{protocol.replaces}'"
            yield Finding(protocol.slug, ("replaces",), message, hint)


@rule(
    "replaces-itself",
    summary="A protocol replaces itself, at once or by way of others.",
    why="One edition is in force and the others came before it. In a circle none is.",
    wrong="replaces: harrow        # in harrow.yml",
    right="replaces: harrow-2012        # in harrow.yml",
)
def replaces_itself(corpus: Corpus) -> Iterator[Finding]:
    """Find editions that lead back to themselves."""
    for protocol in corpus.protocols:
        seen = [protocol.slug]
        at = protocol.replaces
        while at and at not in seen and at in corpus.by_slug:
            seen.append(at)
            at = corpus.by_slug[at].replaces
        if at == protocol.slug == min(seen):
            message = f"'{protocol.slug}' replaces itself: {' → '.join([*seen, protocol.slug])}"
            yield Finding(protocol.slug, ("replaces",), message, "only the later edition has 'replaces'")


@rule(
    "replaced-twice",
    summary="Two protocols replace the same one.",
    why="An edition has one edition after it. Which of the two would a reader be led to?",
    wrong="replaces: harrow-2012        # in two files",
    right="replaces: harrow-2012        # in one file",
)
def replaced_twice(corpus: Corpus) -> Iterator[Finding]:
    """Find the second and later protocols that replace one."""
    first: dict[str, str] = {}
    for protocol in corpus.protocols:
        if not protocol.replaces:
            continue
        if protocol.replaces in first:
            message = f"'{protocol.replaces}' is replaced by '{first[protocol.replaces]}' already"
            yield Finding(protocol.slug, ("replaces",), message, "each edition replaces the one just before it")
        first.setdefault(protocol.replaces, protocol.slug)


@rule(
    "replaced-in-force",
    severity=Severity.WARNING,
    summary="A protocol that another replaces does not have the status 'superseded'.",
    why="A reader of the earlier edition must be told that a later one has taken its place.",
    wrong="status: approved        # in harrow-2012.yml, which harrow.yml replaces",
    right="status: superseded        # in harrow-2012.yml, which harrow.yml replaces",
)
def replaced_in_force(corpus: Corpus) -> Iterator[Finding]:
    """Find replaced protocols that do not say so; a draft replaces nothing yet."""
    for before, after in corpus.replaced.items():
        is_over = corpus.by_slug[before].status in {ProtocolStatus.SUPERSEDED, ProtocolStatus.WITHDRAWN}
        if not is_over and corpus.by_slug[after].status is not ProtocolStatus.DRAFT and before != after:
            status = corpus.by_slug[before].status
            message = f"'{after}' replaces this protocol, but its status is '{status}'"
            yield Finding(before, ("status",), message, "write: status: superseded")
