"""All tables, in one list: those of the workbook, and those that stand beside a page."""

from collections.abc import Iterator

from generator.views.findings import Findings
from generator.views.tables.accessibility import tests_table
from generator.views.tables.bodies import (
    abbreviations_table,
    bodies_table,
    body_type_table,
    membership_table,
    terms_table,
)
from generator.views.tables.comparison import comparison_table
from generator.views.tables.law import (
    citations_table,
    instrument_table,
    instruments_table,
    protocol_citations_table,
    work_list_table,
)
from generator.views.tables.protocols import protocols_table, reviews_table
from generator.views.tables.reporting import (
    escalation_table,
    flows_table,
    matter_table,
    protocol_flows_table,
    protocol_matrix_table,
    protocol_reciprocity_table,
    reciprocity_table,
    types_table,
)
from generator.views.tables.table import Table
from generator.views.tables.topics import all_wordings_table, coverage_table, gaps_table, wordings_table


def whole_tables(findings: Findings) -> tuple[Table, ...]:
    """Give the tables on the whole site, in the order of the workbook's sheets."""
    return (
        protocols_table(findings),
        reviews_table(findings),
        coverage_table(findings),
        gaps_table(findings),
        all_wordings_table(findings),
        flows_table(findings),
        types_table(findings),
        reciprocity_table(findings),
        escalation_table(findings),
        work_list_table(findings),
        citations_table(findings),
        instruments_table(findings),
        bodies_table(findings),
        membership_table(findings),
        terms_table(findings),
        abbreviations_table(findings),
    )


def tables_of_pages(findings: Findings, *, index_names: bool = False) -> Iterator[Table]:
    """Give the tables on one topic, matter, law, type of body, protocol or pair, each beside its page.

    `index_names` says how the site's links are spelt, so that what its pages show is not made again.
    """
    corpus = findings.corpus
    registers = corpus.registers
    for topic in registers.topics.topics:
        yield wordings_table(findings, topic)
    for matter in registers.matters.matters:
        yield matter_table(findings, matter)
    for protocol in corpus.protocols:
        yield protocol_citations_table(findings, protocol)
        yield protocol_flows_table(findings, protocol)
        yield protocol_matrix_table(findings, protocol)
        yield protocol_reciprocity_table(findings, protocol)
    for instrument in registers.instruments.instruments:
        yield instrument_table(findings, instrument)
    for kind in registers.body_types.body_types:
        yield body_type_table(findings, kind)
    for left, right in findings.pairs:
        yield comparison_table(findings, corpus.by_slug[left], corpus.by_slug[right], index_names=index_names)
    if corpus.accessibility and corpus.accessibility.tests:
        yield tests_table(corpus.accessibility)
