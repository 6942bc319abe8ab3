"""What protocols rest on, how it stood and stands, and what of it has gone, as tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.analysis.currency import CitedLaw, GoneLaw, Standing, by_instrument, gone_law, succession
from generator.model.dates import PartialDate
from generator.model.protocol import CitationRelation, Protocol
from generator.model.registers import Instrument
from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.standing import cited_view, claim_of, law_words, part_words, state_words, type_words
from generator.views.tables.table import Address, Row, Table, day, listed, number, text, way, words
from generator.views.topic import in_order


def citations_table(findings: Findings) -> Table:
    """Give every citation of every protocol in force, with how its law stood then and stands today."""

    def cited() -> Iterator[CitedLaw]:
        for protocol in in_order(findings, findings.corpus.in_force):
            yield from findings.citations(protocol)

    return _citations(
        findings, "Citations", "What each protocol rests on, then and now", urls.csv(urls.law(), "citations"), cited
    )


def instrument_table(findings: Findings, instrument: Instrument) -> Table:
    """Give the citations of one law or guidance, earlier editions of protocols included."""
    return _citations(
        findings,
        f"Citations: {instrument.slug}",
        f"{instrument.title}: who names it",
        urls.csv(urls.instrument(instrument.slug), "citations"),
        lambda: _cited(findings).get(instrument.slug, ()),
    )


def protocol_citations_table(findings: Findings, protocol: Protocol) -> Table:
    """Give the citations of one protocol, in the document's order."""
    return _citations(
        findings,
        f"Citations: {protocol.slug}",
        f"{findings.name(protocol)}: what it rests on, then and now",
        urls.csv(urls.protocol(protocol.slug), "citations"),
        lambda: findings.citations(protocol),
    )


def work_list_table(findings: Findings) -> Table:
    """Give every citation of law that has gone, with what followed it."""
    return Table(
        name="Work list of law",
        title="Who still rests on law or guidance that has gone, and what followed it",
        file=urls.csv(urls.law(), "work-list"),
        columns=(
            text("Law or guidance"),
            text("Part"),
            text("State"),
            day("Since"),
            text("By"),
            words("Followed by"),
            words("Followed in turn, up to today, by"),
            text("Verified"),
            words("Source of the claim"),
            day("Checked"),
            text("Protocol"),
            words("In the words"),
            text("Named by the document"),
            text("On the protocol’s date"),
            text("Then: verified"),
            text("Today"),
            text("Today: verified"),
            text("Where"),
            way("Address"),
        ),
        rows=lambda: _work_list(findings),
    )


def instruments_table(findings: Findings) -> Table:
    """Give every law and guidance of the register, with how often it is named."""
    return Table(
        name="Laws and guidance",
        title="Every law and guidance",
        file=urls.csv(urls.law(), "instruments"),
        columns=(
            text("Law or guidance"),
            text("Sort"),
            text("Number"),
            number("Protocols that rest on it"),
            words("Which protocols"),
            text("As a whole, today"),
            text("Verified"),
            way("Official text"),
            way("Address"),
        ),
        rows=lambda: _instruments(findings),
    )


def _citations(findings: Findings, name: str, title: str, file: str, cited: Callable[[], Iterable[CitedLaw]]) -> Table:
    return Table(
        name=name,
        title=title,
        file=file,
        columns=(
            text("Protocol"),
            text("Law or guidance"),
            text("Part"),
            words("In the words"),
            text("Named by the document"),
            text("On the protocol’s date"),
            text("Then: verified"),
            words("Then: source of the claim"),
            day("Then: checked"),
            text("Today"),
            text("Today: verified"),
            words("Today: source of the claim"),
            day("Today: checked"),
            way("Text as it stood"),
            way("Text today"),
            text("Where"),
            way("Address"),
        ),
        rows=lambda: (_citation(findings, one) for one in cited()),
    )


def _citation(findings: Findings, cited: CitedLaw) -> Row:
    view = cited_view(findings, cited, Here(urls.home(), findings.corpus.settings))
    citation = cited.citation
    return (
        view.protocol.words,
        cited.instrument.title,
        part_words(cited.instrument, citation.provision, citation.edition) or None,
        citation.quote,
        _yes(is_so=citation.relation is CitationRelation.CITES),
        view.then.words,
        *_claim(cited.then),
        view.now.words,
        *_claim(cited.now),
        Address(cited.dated_address) if cited.dated_address else None,
        Address(cited.address) if cited.address else None,
        view.clause.words,
        Address(urls.clause(cited.protocol, cited.placed.node.id)),
    )


def _claim(standing: Standing) -> tuple[str | None, str | None, PartialDate | None]:
    """Give whether what is said of a law is verified, where it is from, and the day on which it was checked."""
    claim = claim_of(standing)
    return (_yes(is_so=claim.verified), claim.source, claim.checked) if claim else (None, None, None)


def _cited(findings: Findings) -> Mapping[str, list[CitedLaw]]:
    def find() -> Mapping[str, list[CitedLaw]]:
        found: dict[str, list[CitedLaw]] = {}
        for protocol in in_order(findings, findings.corpus.protocols):
            for cited in findings.citations(protocol):
                found.setdefault(cited.instrument.slug, []).append(cited)
        return found

    return findings.kept(("cited-with-earlier-editions",), find)


def _work_list(findings: Findings) -> Iterator[Row]:
    here = Here(urls.home(), findings.corpus.settings)
    for gone in findings.kept(("gone-law",), lambda: gone_law(findings.corpus)):
        about = _gone(findings, gone)
        for cited in gone.cited_by:
            protocol = findings.corpus.by_slug[cited.protocol]
            view = cited_view(findings, cited, here)
            yield (
                *about,
                findings.name(protocol),
                cited.citation.quote,
                _yes(is_so=cited.citation.relation is CitationRelation.CITES),
                view.then.words,
                _claim(cited.then)[0],
                view.now.words,
                _claim(cited.now)[0],
                view.clause.words,
                Address(urls.clause(protocol.slug, cited.placed.node.id)),
            )


def _gone(findings: Findings, gone: GoneLaw) -> Row:
    register = findings.corpus.registers.instruments.by_slug
    all_since = succession(findings.corpus, gone.status)

    def named(successors: Iterable[object]) -> str | None:
        return (
            listed(
                law_words(register[one.instrument], one.provision, one.edition)
                for one in all_since
                if one in successors and one.instrument in register
            )
            or None
        )

    later = [one for one in all_since if one not in gone.followed_by]
    return (
        gone.instrument.title,
        part_words(
            gone.instrument,
            gone.provision.number if gone.provision else None,
            gone.edition.edition if gone.edition else None,
        )
        or None,
        state_words(gone.status.state),
        gone.since or "since when is not entered",
        gone.status.by,
        named(gone.followed_by),
        named(later),
        _yes(is_so=gone.status.verified),
        gone.status.source,
        gone.status.checked,
    )


def _instruments(findings: Findings) -> Iterator[Row]:
    cited = findings.kept(("by-instrument",), lambda: by_instrument(findings.corpus))
    for instrument in findings.corpus.registers.instruments.instruments:
        last = instrument.status[-1] if instrument.status else None
        slugs = {one.protocol for one in cited.get(instrument.slug, ())}
        protocols = in_order(findings, [findings.corpus.by_slug[slug] for slug in slugs])
        yield (
            instrument.title,
            type_words(instrument),
            instrument.citation,
            len(protocols),
            listed(findings.name(protocol) for protocol in protocols) or None,
            state_words(last.state) if last else "see its parts",
            _yes(is_so=last.verified) if last else None,
            Address(instrument.official) if instrument.official else None,
            Address(urls.instrument(instrument.slug)),
        )


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
