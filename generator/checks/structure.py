"""Clauses, tables and bodies that cannot be as they are written."""

from collections.abc import Iterator

from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Section
from generator.model.walk import clauses_of, walk


@rule(
    "empty-clause",
    summary="A clause or section has neither words nor anything below it.",
    why="It would be an address with nothing at it. Words were probably lost, or the indentation is wrong.",
    wrong='- {id: purpose, label: "1.1"}',
    right='- {id: purpose, label: "1.1", text: Both bodies have important but distinct roles.}',
)
def empty_clause(corpus: Corpus) -> Iterator[Finding]:
    """Find clauses and sections that say nothing."""
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            node = placed.node
            if isinstance(node, Section):
                has_more = bool(node.clauses or node.sections)
            else:
                has_more = bool(node.items or node.table or node.text_after)
            if not (node.heading or node.text or has_more):
                thing = "section" if isinstance(node, Section) else "clause"
                message = f"the {thing} '{node.id}' has no words"
                yield Finding(protocol.slug, placed.path, message, "add 'text' or 'heading', or take it out")


@rule(
    "uneven-table",
    summary="A row of a table has more or fewer texts than there are columns.",
    why="From there on every text would stand under the head of another.",
    wrong="table: {columns: [Version, Date], rows: [['1.0']]}",
    right="table: {columns: [Version, Date], rows: [['1.0', April 2015]]}",
)
def uneven_table(corpus: Corpus) -> Iterator[Finding]:
    """Find rows that do not fit their columns."""
    for protocol in corpus.protocols:
        for placed in clauses_of(protocol):
            table = placed.node.table if isinstance(placed.node, Clause) else None
            for index, row in enumerate(table.rows if table else ()):
                if table and len(row) != len(table.columns):
                    path = (*placed.path, "table", "rows", index)
                    message = f"expected {len(table.columns)} texts, one a column, found {len(row)}"
                    yield Finding(protocol.slug, path, message, "add what is missing; '' is an empty place")


@rule(
    "part-of-itself",
    summary="A body is part of a body that is part of it.",
    why="A group belongs to its board, and the board not to the group.",
    wrong="""
- {id: board, name: Board, part_of: group}
- {id: group, name: Group, part_of: board}
""",
    right="""
- {id: board, name: Board}
- {id: group, name: Group, part_of: board}
""",
)
def part_of_itself(corpus: Corpus) -> Iterator[Finding]:
    """Find bodies that lead back to themselves."""
    for protocol in corpus.protocols:
        above = {body.id: body.part_of for body in protocol.bodies}
        place = {body.id: index for index, body in reversed(tuple(enumerate(protocol.bodies)))}
        for index, body in enumerate(protocol.bodies):
            seen = [body.id]
            at = body.part_of
            while at and at not in seen:
                seen.append(at)
                at = above.get(at)
            if at == body.id and index == min(place[name] for name in seen):
                way = " → ".join([*seen, body.id])
                message = f"'{body.id}' is part of itself: {way}"
                yield Finding(protocol.slug, ("bodies", index, "part_of"), message, "take one 'part_of' out")


@rule(
    "repeated-entry",
    summary="A list names the same thing twice: a party, a council, a topic of a clause, who receives.",
    why="Said twice, it would be counted twice.",
    wrong="parties: [board, panel, board]",
    right="parties: [board, panel]",
)
def repeated_entry(corpus: Corpus) -> Iterator[Finding]:
    """Find lists of names in which one stands twice."""
    for protocol in corpus.protocols:
        lists: list[tuple[KeyPath, tuple[str, ...]]] = [
            (("parties",), protocol.parties),
            (("authorities",), protocol.authorities),
        ]
        for placed in walk(protocol):
            lists.append(((*placed.path, "topics"), placed.node.topics))
            for index, flow in enumerate(placed.node.flows if isinstance(placed.node, Clause) else ()):
                lists.append(((*placed.path, "flows", index, "to"), flow.to))
                lists.append(((*placed.path, "flows", index, "to_any"), flow.to_any))
        for path, names in lists:
            for index, name in enumerate(names):
                if name in names[:index]:
                    message = f"'{name}' stands twice in '{path[-1]}'"
                    yield Finding(protocol.slug, (*path, index), message, "take one out")
